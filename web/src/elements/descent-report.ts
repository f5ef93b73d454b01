// Everything of lt-descent that a report and a playhead decide: player, pictures, words and tables.
import { html, nothing, type TemplateResult } from "lit";
import type { Pair } from "../draw/data-map.ts";
import type { DescentRun } from "../draw/descent-runs.ts";
import type { Point } from "../draw/loss-chart.ts";
import type { View } from "../draw/plane.ts";
import type { TraceReport } from "../engine/trace-types.ts";
import { descentFigures, descentWords as words } from "../messages/descent.ts";
import { transformerLabels, type DescentValues } from "../state/descent-parameters.ts";
import { stepSentence } from "../state/descent-sentence.ts";
import { seek, type Playhead } from "../state/playhead.ts";
import { pairsOf } from "../state/points.ts";
import {
  mapContent,
  renderData,
  renderKey,
  renderLossSteps,
  renderMap,
  renderTrouble,
  type Drag,
} from "./descent-figures.ts";
import { layoutOf } from "./descent-layout.ts";
import type { FigureCursor } from "./figure-cursor.ts";
import { reportTables } from "./descent-tables.ts";
import { renderReadout } from "./layer-readout.ts";
import { renderPlayer } from "./player-controls.ts";

export interface ReportState {
  report: TraceReport;
  values: DescentValues;
  runs: readonly DescentRun[];
  playhead: Playhead;
  /** Where the pictures stand: the playhead's time, or with reduced motion the step before it. */
  time: number;
  end: number;
  view: View;
  dataWindow: View;
  width: number;
  /** What people who listen are told; not every step of a film. */
  spoken: string;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
}

export interface ReportActions {
  setPlayhead(playhead: Playhead): void;
  start: Drag<Point>;
  pairs: Drag<readonly Pair[]>;
  openTables(open: boolean): void;
}

export const wholeStep = (time: number) => Math.floor(time + 1e-9);

export function renderReport(state: ReportState, actions: ReportActions): TemplateResult {
  const { report, values, runs, end, width, playhead, tablesAreOpen } = state;
  const step = wholeStep(state.time);
  const { isWide, data } = layoutOf(width);
  const toggled = (event: Event) => actions.openTables((event.target as HTMLDetailsElement).open);
  const place = words.place(step, end);
  return html`${renderPlayer({ playhead: seek(playhead, playhead.time, end), end, place, set: actions.setPlayhead })}
    <div class="views ${isWide ? "two" : ""}">
      ${renderMapFigure(state, actions)}
      <div class="side">
        ${renderData(pairsOf(report.x, report.y), shownRun(runs), state.time, state.dataWindow, data, actions.pairs, state.cursor)}
        ${report.network ? renderReadout(report.network, step) : nothing}
      </div>
      ${renderLossFigure(state, actions)}
    </div>
    <p class="sentence">${stepSentence(runs, step, values.measure)}</p>
    <p class="unseen" role="status">${state.spoken}</p>
    ${renderTrouble(runs)}
    <details class="table" @toggle=${toggled}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? reportTables(report, transformerLabels[values.model]) : nothing}
    </details>`;
}

/** Whose predictions are drawn among the data. */
function shownRun(runs: readonly DescentRun[]): DescentRun | undefined {
  return runs.find(({ name }) => name === "transformer") ?? runs[0];
}

function renderMapFigure(state: ReportState, { start }: ReportActions) {
  const { report, values, runs, time, view, width, cursor } = state;
  const frame = { ...mapContent(report, runs, values), time, view, arrows: values.arrows };
  return html`<figure>
    <figcaption>${descentFigures.mapTitle} <span>${descentFigures.mapNote}</span></figcaption>
    ${renderMap(frame, values.measure, layoutOf(width).map, start, cursor)} ${renderKey(runs)}
  </figure>`;
}

function renderLossFigure(
  { values, runs, time, end, width, playhead, cursor }: ReportState,
  { setPlayhead }: ReportActions,
) {
  const scrub = (to: number) => setPlayhead({ ...playhead, playing: false, time: to });
  return html`<figure class="wide">
    <figcaption>${descentFigures.lossTitle[values.measure]} <span>${descentFigures.lossNote}</span></figcaption>
    ${renderLossSteps({ runs, time, end, measure: values.measure, scrub }, layoutOf(width).loss, cursor)}
  </figure>`;
}
