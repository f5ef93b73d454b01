// Geometry of web/src/draw as SVG. No style attributes: a strict Content-Security-Policy blocks them.
import { html, nothing, svg, type TemplateResult } from "lit";
import { lossChart, type LossChart, type LossFrame, type Size } from "../draw/loss-chart.ts";
import { lossSpots } from "../draw/train-spots.ts";
import { trainWords as words } from "../messages/train.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";

export function renderLossChart(
  frame: LossFrame,
  size: Size,
  summary: string,
  cursor: FigureCursor,
): TemplateResult {
  const spots = () => lossSpots(frame, size);
  return renderInspected({ name: "chart", label: words.loss, size, spots }, cursor, (highlight) =>
    renderChart(frame, size, summary, highlight),
  );
}

/** `highlight`: of the cursor, above the marks. */
export function renderChart(
  frame: LossFrame,
  size: Size,
  summary: string,
  highlight: unknown = nothing,
): TemplateResult {
  const chart = lossChart(frame, size);
  const { width, height } = size;
  const { left, right, top, bottom } = chart;
  return html`<svg
    class="chart"
    part="chart"
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${summary}
  >
    ${renderAxes(chart)}
    <text class="axis-title end" x=${right} y=${bottom + 30}>${words.lossAxis}</text>
    ${chart.levels.map((level) => renderLevel(level, chart))} ${chart.curves.map(renderCurve)}
    <line class="axis" x1=${left} x2=${left} y1=${top} y2=${bottom} />
    ${highlight}
  </svg>`;
}

function renderAxes({ left, right, bottom, xTicks, yTicks }: LossChart) {
  // The last label ends with the axis: centred, it would run into the names of the lines.
  const anchor = (at: number) => (at > right - 20 ? "end" : "middle");
  return svg`
    ${yTicks.map(
      ({ at, label }) => svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at} />
        <text class="tick end" x=${left - 6} y=${at} dy="0.32em">${label}</text>`,
    )}
    ${xTicks.map(
      ({ at, label }) => svg`<line class="tick-mark" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4} />
        <text class="tick ${anchor(at)}" x=${at} y=${bottom + 16}>${label}</text>`,
    )}
    <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />`;
}

function renderLevel({ concept, label, y, labelY }: LossChart["levels"][number], { left, right }: LossChart) {
  return svg`<line class="mark ${concept}" x1=${left} x2=${right} y1=${y} y2=${y} />
    <path class="leader" d="M${right + 1} ${y}L${right + 7} ${labelY}" />
    <text class="label ${concept}" x=${right + 9} y=${labelY} dy="0.32em">${label}</text>`;
}

function renderCurve({ concept, path, end }: LossChart["curves"][number]) {
  const dot = concept === "transformer" && end;
  return svg`<path class="mark ${concept}" d=${path} />
    ${dot ? svg`<circle class="mark ${concept}" cx=${dot.x} cy=${dot.y} r="5" />` : nothing}`;
}
