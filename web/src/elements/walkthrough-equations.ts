// The equations of a layer with their numbers: every symbol is a button that explains itself.
import { html, nothing, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import { symbolWords, type SymbolId } from "../messages/walkthrough-symbols.ts";
import { stageWords, words } from "../messages/walkthrough.ts";
import { equations, type Row } from "../state/walkthrough-equations.ts";
import { kindOf } from "../state/walkthrough-kinds.ts";
import type { Form } from "../state/walkthrough-parameters.ts";
import { numbersOf, shapeOf, type LayerView } from "../state/walkthrough-symbols.ts";
import type { Moment } from "../state/walkthrough-time.ts";
import { renderLabel } from "./symbol-label.ts";

export interface SymbolActions {
  /** Pointed at or focused; undefined: not any more. */
  point(symbol: SymbolId | undefined): void;
  pin(symbol: SymbolId): void;
}

export interface EquationsState {
  view: LayerView;
  form: Form;
  moment: Moment;
  lit: SymbolId;
  pinned: SymbolId | "";
}

export function renderEquations(state: EquationsState, actions: SymbolActions): TemplateResult {
  const { view, form, moment } = state;
  if (form === "momentum" && !view.step.momentum)
    return html`<p class="missing">${view.step.omega ? words.noMomentumFew : words.noMomentumFull}</p>`;
  return html`<ol class="stages">${stageWords[form].map((title, stage) => {
    const rows = equations[form].filter((row) => row.stage === stage);
    return html`<li class="stage-box" aria-current=${stage === moment.stage ? "step" : "false"} data-stage=${stage}>
      <h4>${title}</h4>
      ${rows.map((row) => renderRow(row, state, actions))}
    </li>`;
  })}</ol>`;
}

function renderRow({ result, terms }: Row, state: EquationsState, actions: SymbolActions) {
  const shown = terms.filter(({ symbol }) => numbersOf(symbol, state.view));
  if (shown.length === 0) return html`<p class="missing">${words.noOmega}</p>`;
  return html`<div class="equation">
    ${result ? html`<span class="part">${renderSymbol(result, state, actions)}<span class="sign">=</span></span>` : nothing}
    ${shown.map(
      ({ sign, symbol }) =>
        html`<span class="part">${sign ? html`<span class="sign">${sign}</span>` : nothing}${renderSymbol(symbol, state, actions)}</span>`,
    )}
  </div>`;
}

function renderSymbol(symbol: SymbolId, { view, lit, pinned }: EquationsState, { point, pin }: SymbolActions) {
  const numbers = numbersOf(symbol, view) ?? [];
  const enter = (event: PointerEvent) => event.pointerType === "mouse" && point(symbol);
  const leave = (event: PointerEvent) => event.pointerType === "mouse" && point(undefined);
  return html`<button type="button" class="symbol ${kindOf(symbol)} ${symbol === lit ? "lit" : ""}" data-symbol=${symbol}
    data-values=${JSON.stringify(numbers)} aria-pressed=${symbol === pinned} @pointerenter=${enter} @pointerleave=${leave}
    @focus=${() => point(symbol)} @blur=${() => point(undefined)} @click=${() => pin(symbol)}>
    <span class="name">${renderLabel(symbolWords[symbol].label)}</span>
    <span class="numbers ${shapeOf(symbol)}">${numbers.map((value) => html`<span>${formatEntry(value)}</span> `)}</span>
  </button>`;
}
