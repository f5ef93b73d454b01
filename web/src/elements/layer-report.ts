// Everything of lt-layer that a report and a playhead decide: player, tokens, matrices, comparison, tables.
import { html, nothing, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import { layerMatrixMarks, layerMatrixPicture, layerMatrixSpots } from "../draw/layer-matrices.ts";
import { labelMarks, labelSpots, layerPlaneMarks, layerPlaneSpots } from "../draw/layer-plane.ts";
import type { Size } from "../draw/loss-chart.ts";
import type { Mark } from "../draw/marks.ts";
import type { Spot } from "../draw/spots.ts";
import { layerStages, layerWords as words } from "../messages/layer.ts";
import { layerEnd, tokenNamesOf, type LayerView } from "../state/layer-view.ts";
import type { Playhead } from "../state/playhead.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";
import { renderComparison } from "./layer-comparison.ts";
import { renderPlayer } from "./player-controls.ts";
import { renderScene } from "./scene.ts";

export interface LayerState {
  view: LayerView;
  playhead: Playhead;
  width: number;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
}

export interface LayerActions {
  setPlayhead(playhead: Playhead): void;
  openTables(open: boolean): void;
}

export function renderLayer(state: LayerState, { setPlayhead, openTables }: LayerActions): TemplateResult {
  const { view, playhead, width, tablesAreOpen } = state;
  const stage = Math.min(layerEnd, Math.ceil(view.time - 1e-6));
  const { name, says } = layerStages[stage]!;
  const place = words.place(stage, layerEnd, name);
  const { gradientStep, lossAfter, prediction } = view.report;
  const isWide = width >= leastWide;
  const planeWidth = isWide ? Math.floor(width * planeShare) : width;
  return html`${renderPlayer({ playhead: { ...playhead, time: view.time }, end: layerEnd, place, set: setPlayhead })}
    <p class="stage-words">${says}</p>
    <div class="layer ${isWide ? "side-by-side" : ""}">
      <div class="planes">
        ${planesOf(view, planeWidth).map((plane) => renderPlane(plane, state.cursor))} ${renderLegend()}
      </div>
      ${renderMatrices(state, isWide ? width - planeWidth - 32 : width)}
    </div>
    <p class="sentence">${words.summary(formatEntry(gradientStep.lossBefore), formatEntry(lossAfter), formatEntry(prediction))}</p>
    ${renderComparison(view.report)}
    <details class="table" @toggle=${(event: Event) => openTables((event.target as HTMLDetailsElement).open)}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? renderTokens(view) : nothing}
    </details>`;
}

const leastWide = 820;
const planeShare = 0.4;

interface PlanePicture {
  name: string;
  title: string;
  note: string;
  summary: string;
  size: Size;
  marks: Mark[];
  spots: () => Spot[];
}

function planesOf(view: LayerView, width: number): PlanePicture[] {
  const { n, report } = view;
  const isOne = report.d === 1;
  const size = { width, height: Math.min(360, Math.round(width * 0.85)) };
  const low = { width, height: 200 };
  const titles = words.planeTitle;
  const plane = {
    name: "tokens",
    title: isOne ? titles.one : titles.two,
    note: isOne ? words.planeNotes.one : words.planeNotes.two,
    summary: words.planeSummary(n),
    size,
    marks: layerPlaneMarks(view, size),
    spots: () => layerPlaneSpots(view, size),
  };
  if (isOne) return [plane];
  const labels = {
    name: "labels",
    title: titles.labels,
    note: words.planeNotes.labels,
    summary: words.labelsSummary(n),
    size: low,
    marks: labelMarks(view, low),
    spots: () => labelSpots(view, low),
  };
  return [plane, labels];
}

function renderPlane({ name, title, note, summary, size, marks, spots }: PlanePicture, cursor: FigureCursor): TemplateResult {
  return html`<figure>
    <figcaption>${title} <span>${note}</span></figcaption>
    ${renderInspected({ name, label: title, size, spots }, cursor, (highlight) => renderScene(name, marks, size, summary, highlight))}
  </figure>`;
}

function renderMatrices({ view, cursor }: LayerState, width: number): TemplateResult {
  const picture = layerMatrixPicture(view, width);
  const summary = words.matricesSummary(view.report.heads.length, view.n + 1);
  const figure = { name: "matrices", label: summary, size: picture.size, spots: () => layerMatrixSpots(picture, view) };
  return html`<figure>${renderInspected(figure, cursor, (highlight) =>
    renderScene("matrices", layerMatrixMarks(picture), picture.size, summary, highlight),
  )}</figure>`;
}

function renderLegend(): TemplateResult {
  const { token, query, moved, residual } = words.legend;
  return html`<p class="key">
    <span><svg width="14" height="14" aria-hidden="true"><circle class="token-start" cx="7" cy="7" r="4" /></svg>${token}</span>
    <span><svg width="14" height="14" aria-hidden="true"><circle class="token-now token" cx="7" cy="7" r="4.5" /></svg>${moved}</span>
    <span><svg width="16" height="16" aria-hidden="true"><path class="token-now query-token" d="M1 8H15M4.5 2L11.5 14M11.5 2L4.5 14" /></svg>${query}</span>
    <span><svg width="18" height="18" aria-hidden="true"><circle class="residual" cx="9" cy="9" r="7" /></svg>${residual}</span>
  </p>`;
}

function renderTokens(view: LayerView): TemplateResult {
  const { report, size } = view;
  const cells = (values: Float64Array, i: number) =>
    Array.from(values.subarray(i * size, (i + 1) * size), (value) => html`<td class="amount">${String(Number(value.toPrecision(8)))}</td>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.table}>
    <table>
      <thead><tr><td></td>${[words.before, words.gains, words.after].map((name) => html`<th scope="colgroup" colspan=${size}>${name}</th>`)}</tr></thead>
      <tbody>
        ${tokenNamesOf(view).map(
          (name, i) => html`<tr><th scope="row">${name}</th>${cells(report.tokens, i)}${cells(report.deltas, i)}${cells(report.after, i)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
