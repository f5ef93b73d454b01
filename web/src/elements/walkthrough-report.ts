// Everything of lt-walkthrough that a report and a playhead decide: player, equations, explanation, pictures, check, tables.
import { html, nothing, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import type { Pair } from "../draw/data-map.ts";
import type { View } from "../draw/plane.ts";
import { tokensView } from "../draw/tokens-picture.ts";
import type { WalkFrame } from "../draw/walkthrough-chains.ts";
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import type { SymbolId } from "../messages/walkthrough-symbols.ts";
import { stageNames, words } from "../messages/walkthrough.ts";
import type { Playhead } from "../state/playhead.ts";
import { isIn, subjectOf } from "../state/walkthrough-equations.ts";
import type { Form, WalkthroughValues } from "../state/walkthrough-parameters.ts";
import { layerView, numbersOf } from "../state/walkthrough-symbols.ts";
import { momentOf, stagesPerLayer, type Moment } from "../state/walkthrough-time.ts";
import type { Drag } from "./descent-figures.ts";
import { networkTable } from "./descent-tables.ts";
import type { FigureCursor } from "./figure-cursor.ts";
import { renderPlayer } from "./player-controls.ts";
import type { TokenDrag } from "./token-handles.ts";
import { renderCheck } from "./walkthrough-check.ts";
import { renderEquations, type SymbolActions } from "./walkthrough-equations.ts";
import { renderExplanation } from "./walkthrough-explanation.ts";
import { walkLayout } from "./walkthrough-layout.ts";
import { renderPictures } from "./walkthrough-pictures.ts";

export interface WalkState {
  report: WalkthroughReport;
  values: WalkthroughValues;
  playhead: Playhead;
  time: number;
  end: number;
  width: number;
  pointed: SymbolId | undefined;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
  tokensWindow: View | undefined;
}

export interface WalkActions extends SymbolActions {
  setPlayhead(playhead: Playhead): void;
  chooseForm(form: Form): void;
  unpin(): void;
  toggleCheck(): void;
  openTables(open: boolean): void;
  pairs: HeldDrag<readonly Pair[]>;
  query: HeldDrag<readonly number[]>;
}

export interface HeldDrag<T> {
  move(value: T): void;
  /** The picture of tokens shows this while something in it is dragged. */
  dragging(window: View | undefined): void;
}

export function renderWalk(state: WalkState, actions: WalkActions): TemplateResult {
  const { report, values, playhead, time, end, width, tablesAreOpen } = state;
  const { form, symbol, checked } = values;
  const moment = momentOf(time, form);
  const done = doneLayers(moment, form);
  const frame = frameOf(state, moment);
  const drag = dragOf(frame, values, actions);
  const { arrangement, picture } = walkLayout(width);
  const whose = values.omegas.length > 0 ? "own" : values.model;
  const toggled = (event: Event) => actions.openTables((event.target as HTMLDetailsElement).open);
  const place = words.place(moment.layer, report.layers.length, stageNames[form][moment.stage]!);
  return html`${renderPlayer({ playhead: { ...playhead, time }, end, place, set: actions.setPlayhead })}
    <div class="walk ${arrangement}">
      <div class="reading">
        <div class="equations">
          ${renderHeading(moment.layer, report.layers.length, form, actions)}
          ${renderEquations({ view: frame.view, form, moment, lit: frame.lit!, pinned: symbol }, actions)}
        </div>
        ${renderExplanation({
          symbol: frame.lit!,
          view: frame.view,
          isPinned: frame.lit === symbol,
          playing: playhead.playing,
          scrolls: arrangement === "narrow",
          unpin: actions.unpin,
        })}
      </div>
      ${renderPictures(frame, picture, arrangement === "narrow", state.cursor, drag)}
    </div>
    <p class="sentence">${summaryOf(report, done)}</p>
    ${renderCheck({ report, layer: done, isOpen: checked, toggle: actions.toggleCheck })}
    <details class="table" @toggle=${toggled}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? networkTable(report.network!, words.networkLabel[whose]) : nothing}
    </details>`;
}

/** Pointed at, pinned, or what the player is at. */
function frameOf({ report, values, pointed, tokensWindow }: WalkState, moment: Moment): WalkFrame {
  const { form, symbol } = values;
  const view = layerView(report, moment.layer);
  const known = (id: SymbolId | "" | undefined) => id && isIn(form, id) && numbersOf(id, view) !== undefined;
  const lit = [pointed, symbol].find(known) || subjectOf(form, moment.stage);
  return { view, layer: moment.layer, form, moment, lit: numbersOf(lit, view) ? lit : "w", tokensWindow };
}

/** What a drag moves; from its grip on the picture keeps still. */
function dragOf(frame: WalkFrame, { points }: WalkthroughValues, { pairs, query }: WalkActions): TokenDrag {
  const holding = <T>({ move, dragging }: HeldDrag<T>): Drag<T> => ({
    move,
    dragging: (active) => dragging(active ? tokensView(frame) : undefined),
  });
  return { points, pairs: holding(pairs), query: holding(query) };
}

/** Whole layers that are done. */
function doneLayers({ layer, stage, part }: Moment, form: Form): number {
  return stage === stagesPerLayer[form] && part > 0.999 ? layer : layer - 1;
}

function renderHeading(layer: number, layers: number, form: Form, { chooseForm }: WalkActions): TemplateResult {
  return html`<div class="equations-heading">
    <h3>${words.layer(layer, layers)}</h3>
    <div class="forms" role="group" aria-label=${words.formGroup}>
      ${(["recursion", "momentum"] as const).map(
        (each) => html`<button type="button" aria-pressed=${each === form} @click=${() => chooseForm(each)}>${words.forms[each]}</button>`,
      )}
    </div>
  </div>`;
}

function summaryOf({ network, ridge, prediction, layers }: WalkthroughReport, done: number): string {
  const pair = (values: ArrayLike<number>) => `${formatEntry(values[0]!)}, ${formatEntry(values[1]!)}`;
  const w = network!.w.subarray(2 * done, 2 * done + 2);
  return words.summary(done, layers.length, pair(w), pair(ridge), formatEntry(prediction[done]!));
}
