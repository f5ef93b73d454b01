// The three pictures of lt-descent, made of a report and a playhead.
import { html, nothing, svg, type TemplateResult } from "lit";
import { dataMap, dataView, type Pair } from "../draw/data-map.ts";
import { descentMap, runGlyphs, viewOf, type DescentFrame } from "../draw/descent-map.ts";
import { positionAt, type DescentRun } from "../draw/descent-runs.ts";
import type { Point, Size } from "../draw/loss-chart.ts";
import { glyphPath } from "../draw/marks.ts";
import { dataSpots, mapSpots, stepSpots } from "../draw/descent-spots.ts";
import { planeOf, type View } from "../draw/plane.ts";
import { stepAxes, stepChart } from "../draw/step-chart.ts";
import type { TraceReport } from "../engine/trace-types.ts";
import { descentFigures as words } from "../messages/descent.ts";
import type { DescentValues } from "../state/descent-parameters.ts";
import { divergingLabels, mapSummary, measureNames, stepSentence } from "../state/descent-sentence.ts";
import { follow, inFigure, renderHandle } from "./descent-drag.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";
import { renderScene } from "./scene.ts";

const pointOf = (w: Float64Array): Point => ({ x: w[0]!, y: w[1]! });

/** What the map shows of a report, without where it is looked at. */
export function mapContent(report: TraceReport, runs: readonly DescentRun[], values: DescentValues) {
  const { ridge, ols, trueW, eigenvalues, eigenvectors } = report;
  const landmarks: DescentFrame["landmarks"] = [
    { name: "ols", label: words.landmarks.ols, glyph: "square", at: pointOf(ols) },
    { name: "ridge", label: words.landmarks.ridge, glyph: "diamond", at: pointOf(ridge) },
  ];
  if (trueW) landmarks.push({ name: "true", label: words.landmarks.trueW, glyph: "cross", at: pointOf(trueW) });
  const lowest = pointOf(values.surface === "ridge" ? ridge : ols);
  const start = { x: values.start[0]!, y: values.start[1]! };
  return { runs, quadratic: { lowest, eigenvalues, eigenvectors }, landmarks, start };
}

export function mapView(report: TraceReport, runs: readonly DescentRun[], values: DescentValues): View {
  return viewOf(mapContent(report, runs, values));
}

export interface Drag<T> {
  move(value: T): void;
  dragging(active: boolean): void;
}

export function renderMap(
  frame: DescentFrame,
  measure: DescentValues["measure"],
  size: Size,
  drag: Drag<Point>,
  cursor: FigureCursor,
): TemplateResult {
  const handle = renderHandle(
    { at: frame.start, radius: 22, ...drag },
    planeOf(frame.view, size),
  );
  const spots = () => mapSpots(frame, size, measureNames[measure]);
  const summary = mapSummary(frame.runs, frame.time);
  return renderInspected({ name: "map", label: words.map, size, spots }, cursor, (highlight) =>
    renderScene("map", descentMap(frame, size), size, summary, [highlight, handle]),
  );
}

export interface LossFigure {
  runs: readonly DescentRun[];
  time: number;
  end: number;
  measure: DescentValues["measure"];
  scrub(time: number): void;
}

export function renderLossSteps(figure: LossFigure, size: Size, cursor: FigureCursor): TemplateResult {
  const { runs, time, end, measure, scrub } = figure;
  const frame = { runs, time, end };
  const axes = stepAxes(frame, size);
  const down = (event: PointerEvent) => {
    const target = event.currentTarget as SVGElement;
    const to = (moved: PointerEvent) => scrub(axes.toStep(inFigure(moved, target.ownerSVGElement!).x));
    to(event);
    follow(event, target, to);
  };
  const pad = svg`<rect class="pad" width=${size.width} height=${size.height} fill="transparent" @pointerdown=${down}></rect>`;
  const summary = words.lossSummary(measureNames[measure], stepSentence(runs, Math.floor(time), measure));
  const spots = () => stepSpots(frame, size, measureNames[measure]);
  return renderInspected({ name: "loss", label: words.loss, size, spots }, cursor, (highlight) =>
    renderScene("loss", stepChart(frame, size), size, summary, [highlight, pad]),
  );
}

export function renderData(
  pairs: readonly Pair[],
  run: DescentRun | undefined,
  time: number,
  view: View,
  size: Size,
  drag: Drag<readonly Pair[]>,
  cursor: FigureCursor,
): TemplateResult {
  const w = (run && positionAt(run.path, time)) ?? { x: 0, y: 0 };
  const plane = planeOf(view, size);
  const handles = pairs.map((pair, i) =>
    renderHandle(
      {
        at: { x: pair.x[0], y: pair.x[1] },
        radius: 15,
        move: ({ x, y }) => drag.move(pairs.map((each, j) => (j === i ? { x: [x, y], y: each.y } : each))),
        dragging: drag.dragging,
      },
      plane,
    ),
  );
  const summary = words.dataSummary(pairs.length, run?.label ?? words.nobody);
  const spots = () => dataSpots(pairs, w, view, size);
  return html`<figure>
    <figcaption>${words.dataTitle(pairs.length)} <span>${words.dataNote(run?.label)}</span></figcaption>
    ${renderInspected({ name: "data", label: words.data, size, spots }, cursor, (highlight) =>
      renderScene("data", dataMap({ pairs, w, view }, size), size, summary, [highlight, handles]),
    )}
  </figure>`;
}

export { dataView };

/** Names, colours and shapes of what is in the pictures. */
export function renderKey(runs: readonly DescentRun[]): TemplateResult {
  return html`<ul class="key">
    ${[...runs].reverse().map(
      ({ name, label, memoryName, memory }) => html`<li>
        <svg width="30" height="14" viewBox="0 0 30 14" aria-hidden="true">
          <path class="trail ${name}" d="M1 7H29" /><path class="head ${name}" d=${glyphPath(runGlyphs[name], { x: 15, y: 7 }, 5)} />
        </svg>${label}${memory ? html` <span class="soft">→ ${memoryName}</span>` : ""}
      </li>`,
    )}
  </ul>`;
}

export function renderTrouble(runs: readonly DescentRun[]): TemplateResult | typeof nothing {
  const labels = divergingLabels(runs);
  return labels.length > 0 ? html`<p class="trouble">${words.diverging(labels)}</p>` : nothing;
}
