// A native range input with its value beside it; a logarithmic one moves through decades.
import { html, type TemplateResult } from "lit";
import { describedBy, textOf, type ControlState } from "./controls.ts";

export interface SliderRange {
  min: number;
  max: number;
  step: number;
  logarithmic?: boolean;
}

export function renderSlider(
  { min, max, step, logarithmic }: SliderRange,
  state: ControlState,
): TemplateResult {
  const position = logarithmic ? (value: number) => Math.log10(value) : (value: number) => value;
  const read = (event: Event) => (logarithmic ? threeDigits(10 ** Number(textOf(event))) : textOf(event));
  const { name, text } = state;
  const at = Number.isFinite(Number(text)) ? position(Number(text)) : text;
  return html`<span class="slider-row">
    <input type="range" id=${name} min=${position(min)} max=${position(max)} step=${step} .value=${String(at)}
      aria-valuetext=${text} aria-describedby=${describedBy(state)} @input=${(event: Event) => state.change(read(event))} />
    <output for=${name}>${text}</output>
  </span>`;
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
