// Parameters of more than one input: check boxes and rows of numbers, each group with a legend.
import { html, nothing, type TemplateResult } from "lit";
import type { Parameter } from "../state/parameters.ts";
import { textOf, type ControlState } from "./controls.ts";
import { renderSwatch } from "./swatch.ts";

export function renderGroup<T>({ label, help, control }: Parameter<T>, state: ControlState): TemplateResult {
  if (control.kind === "switch") return renderSwitch(label, help, state);
  return html`<fieldset class="control" data-parameter=${state.name}>
    <legend>${label}</legend>
    ${control.kind === "several" ? renderSeveral(control.options, state) : nothing}
    ${control.kind === "numbers" ? renderNumbers(control.names, state) : nothing}
    <p class=${state.problem ? "problem" : "hint"}>${state.problem ?? help}</p>
  </fieldset>`;
}

function renderSwitch(label: string, help: string, { name, text, change }: ControlState): TemplateResult {
  return html`<div class="control" data-parameter=${name}>
    <label class="check">
      <input type="checkbox" .checked=${text === "on"} aria-describedby="${name}-hint"
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked ? "on" : "off")} />
      <span>${label}</span>
    </label>
    <p class="hint" id="${name}-hint">${help}</p>
  </div>`;
}

function renderSeveral(options: readonly { value: string; label: string }[], { text, change }: ControlState) {
  const chosen = new Set(text.split(","));
  const toggle = (value: string, checked: boolean) => {
    const next = options
      .map((option) => option.value)
      .filter((each) => (each === value ? checked : chosen.has(each)));
    change(next.join(",") || "none");
  };
  return options.map(
    ({ value, label }) => html`<label class="check">
      <input type="checkbox" value=${value} .checked=${chosen.has(value)}
        @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)} />
      ${renderSwatch(value)} <span>${label}</span>
    </label>`,
  );
}

function renderNumbers(names: readonly string[], { text, problem, change }: ControlState) {
  const parts = text.split(",");
  const put = (index: number, event: Event) =>
    change(
      names.map((_, i) => (i === index ? textOf(event).replaceAll(",", ".") : (parts[i] ?? ""))).join(","),
    );
  return html`<span class="number-row">
    ${names.map(
      (name, i) => html`<label><span>${name}</span>
        <input type="text" inputmode="decimal" autocomplete="off" .value=${parts[i] ?? ""} aria-invalid=${problem ? "true" : nothing}
          @change=${(event: Event) => put(i, event)} /></label>`,
    )}
  </span>`;
}
