// Renders one parameter of a table as native form controls with a label, a hint and, where it applies, a problem.
import { html, nothing, type TemplateResult } from "lit";
import { instrumentWords as words } from "../messages/instrument.ts";
import { noiseKinds, splitNoise } from "../state/noise.ts";
import type { Parameter } from "../state/parameters.ts";
import { renderGrid } from "./grid-control.ts";
import { renderGroup } from "./group-controls.ts";
import { renderSlider } from "./slider-control.ts";

export interface ControlState {
  name: string;
  text: string;
  problem: string | undefined;
  /** Keeps the hint for screen readers and as a tooltip only. */
  brief: boolean;
  change(text: string): void;
}

export function renderControl<T>(parameter: Parameter<T>, state: ControlState): TemplateResult {
  const { name, problem, brief } = state;
  const { kind } = parameter.control;
  if (kind === "switch" || kind === "several" || kind === "numbers") return renderGroup(parameter, state);
  if (parameter.control.kind === "grid") return renderGrid(parameter, parameter.control, state);
  return html`<div class="control" data-parameter=${name} title=${brief ? parameter.help : nothing}>
    <label for=${name}>${parameter.label}</label>
    ${renderInput(parameter, state)}
    ${
      problem
        ? html`<p class="problem" id="${name}-problem">${problem}</p>`
        : html`<p class=${brief ? "unseen" : "hint"} id="${name}-hint">${parameter.help}</p>`
    }
  </div>`;
}

function renderInput<T>(parameter: Parameter<T>, state: ControlState): TemplateResult {
  switch (parameter.control.kind) {
    case "choice":
      return renderChoice(parameter.control.options, state);
    case "slider":
      return renderSlider(parameter.control, state);
    case "number":
      return renderNumber(parameter.control, state);
    case "noise":
      return renderNoise(state);
    case "lines":
      return renderLines(parameter.control.placeholder, state);
    default:
      return html``;
  }
}

export const textOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
export const describedBy = ({ name, problem }: ControlState) => `${name}-${problem ? "problem" : "hint"}`;

function renderChoice(options: readonly { value: string; label: string }[], state: ControlState) {
  return html`<select id=${state.name} aria-describedby=${describedBy(state)} @change=${(event: Event) => state.change(textOf(event))}>
    ${options.map(({ value, label }) => html`<option value=${value} .selected=${value === state.text}>${label}</option>`)}
  </select>`;
}

// A text field: a number field hides what was typed when it is not a number, so that it could not be explained.
function renderNumber({ min, max }: { min: number; max: number }, state: ControlState) {
  return html`<input type="text" inputmode=${min < 0 || max < 1000 ? "decimal" : "numeric"} id=${state.name} .value=${state.text}
    aria-invalid=${state.problem ? "true" : nothing} aria-describedby=${describedBy(state)}
    autocomplete="off" @change=${(event: Event) => state.change(textOf(event))} />`;
}

function renderLines(placeholder: string, state: ControlState) {
  return html`<textarea id=${state.name} rows="5" placeholder=${placeholder} .value=${state.text.replaceAll(";", "\n")}
    aria-invalid=${state.problem ? "true" : nothing} aria-describedby=${describedBy(state)} spellcheck="false"
    autocomplete="off" @change=${(event: Event) => state.change(textOf(event))}></textarea>`;
}

function renderNoise(state: ControlState) {
  const { kind, levels } = splitNoise(state.text);
  const changeKind = (event: Event) => {
    const chosen = textOf(event);
    state.change(`${chosen}:${chosen === "set" ? levels : (levels.split(",").at(-1) ?? "")}`);
  };
  return html`<span class="noise-row">
    <select id=${state.name} aria-describedby=${describedBy(state)} @change=${changeKind}>
      ${Object.entries(noiseKinds).map(([value, label]) => html`<option value=${value} .selected=${value === kind}>${label}</option>`)}
    </select>
    <input type="text" inputmode="decimal" aria-label=${words.noiseLevels} placeholder=${words.noisePlaceholders[kind] ?? ""}
      .value=${levels} aria-invalid=${state.problem ? "true" : nothing} aria-describedby=${describedBy(state)}
      autocomplete="off" @change=${(event: Event) => state.change(`${kind}:${textOf(event)}`)} />
  </span>`;
}
