// Geometry of web/src/draw as SVG. No style attributes: a strict Content-Security-Policy blocks them.
import { html, nothing, svg, type TemplateResult } from "lit";
import { heatMap } from "../draw/heat-map.ts";
import { lossChart, type LossFrame, type Size } from "../draw/loss-chart.ts";
import { axisEnd, omegaBars } from "../draw/omega-bars.ts";
import { formatLoss, formatRound } from "../draw/format.ts";
import type { Layer, Weights } from "../engine/types.ts";

export function renderLossChart(frame: LossFrame, size: Size, summary: string): TemplateResult {
  const chart = lossChart(frame, size);
  const { left, right, top, bottom } = chart;
  return html`<svg class="chart" part="chart" width=${size.width} height=${size.height} viewBox="0 0 ${size.width} ${size.height}"
    role="img" aria-label=${summary}>
    ${chart.yTicks.map(({ at, label }) => svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at} /><text class="tick end" x=${left - 6} y=${at} dy="0.32em">${label}</text>`)}
    ${chart.xTicks.map(({ at, label }) => svg`<line class="tick-mark" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4} /><text class="tick ${at > right - 20 ? "end" : "middle"}" x=${at} y=${bottom + 16}>${label}</text>`)}
    <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom} />
    <text class="axis-title end" x=${right} y=${bottom + 30}>training step</text>
    ${chart.levels.map(({ concept, label, y, labelY }) => svg`<line class="mark ${concept}" x1=${left} x2=${right} y1=${y} y2=${y} />
      <path class="leader" d="M${right + 1} ${y}L${right + 7} ${labelY}" /><text class="label ${concept}" x=${right + 9} y=${labelY} dy="0.32em">${label}</text>`)}
    ${chart.curves.map(({ concept, path, end }) => svg`<path class="mark ${concept}" d=${path} />
      ${end && concept === "transformer" ? svg`<circle class="mark ${concept}" cx=${end.x} cy=${end.y} r="5" />` : nothing}`)}
    <line class="axis" x1=${left} x2=${left} y1=${top} y2=${bottom} />
  </svg>`;
}

/** A short line in the stroke of a concept, for tables that name it. */
export function renderSwatch(concept: string): TemplateResult {
  return html`<svg class="swatch" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
    <line class="mark ${concept}" x1="0" x2="22" y1="5" y2="5" />
  </svg>`;
}

const omegaRoles = [
  { key: "yx", role: "gradient step" },
  { key: "xx", role: "preconditioning" },
  { key: "yy", role: "rescaling by the noise" },
  { key: "xy", role: "step size by the noise" },
] as const;

const panel: Size = { width: 168, height: 112 };

export function renderOmegas({ layers, model }: Weights): TemplateResult {
  const shown = omegaRoles.filter(({ key }) => model !== "gd++" || key === "yx" || key === "xx");
  return html`<div class="omegas">
    ${shown.map(({ key, role }) => renderOmega(layers.map(({ omega }) => omega[key]), key, role))}
  </div>`;
}

function renderOmega(values: number[], key: string, role: string): TemplateResult {
  const largest = axisEnd(values, 1e-4);
  const { zero, bars, layers } = omegaBars(values, largest, panel);
  const summary = `ω ${key} by layer: ${values.map(formatLoss).join(", ")}`;
  return html`<figure class="omega">
    <figcaption><i>ω<sub>${key}</sub></i> <span>${role}</span></figcaption>
    <svg viewBox="0 0 ${panel.width} ${panel.height}" role="img" aria-label=${summary}>
      ${bars.map(({ x, y, width, height, value, negative }) => svg`<rect class=${negative ? "negative" : "positive"} x=${x} y=${y} width=${width} height=${height}><title>${formatLoss(value)}</title></rect>`)}
      <line class="axis" x1="0" x2=${panel.width} y1=${zero} y2=${zero} />
      ${layers.map(({ at, label }) => svg`<text class="tick middle" x=${at} y=${panel.height - 3}>${label}</text>`)}
      <text class="tick end" x=${panel.width} y="9">${formatRound(largest)}</text>
    </svg>
  </figure>`;
}

export function renderMatrices({ layers, d }: Weights): TemplateResult {
  const heads = layers.flatMap(({ heads: each }) => each);
  const largest = { P: largestOf(heads.map(({ P }) => P)), Q: largestOf(heads.map(({ Q }) => Q)) };
  return html`<div class="matrices">
      ${layers.map((layer, index) => renderLayerMatrices(layer, index + 1, d + 1, largest))}
    </div>
    <p class="hint">
      Rows and columns: x<sub>1</sub> … x<sub>${d}</sub>, then y. Full colour: ${formatLoss(largest.P)} in P, ${formatLoss(largest.Q)} in Q;
      <span class="key positive-text">positive</span>, <span class="key negative-text">negative</span>.
    </p>`;
}

function renderLayerMatrices({ heads }: Layer, number: number, size: number, largest: { P: number; Q: number }) {
  return html`<div class="layer-matrices">
    <p class="layer-name">Layer ${number}</p>
    ${heads.map(({ P, Q }, head) => {
      const name = heads.length > 1 ? `, head ${head + 1}` : "";
      return html`${renderMatrix(P, size, largest.P, "P", `layer ${number}${name}`)}${renderMatrix(Q, size, largest.Q, "Q", `layer ${number}${name}`)}`;
    })}
  </div>`;
}

function renderMatrix(matrix: Float64Array, size: number, largest: number, name: string, where: string) {
  return html`<figure class="matrix">
    <svg viewBox="-0.1 -0.1 ${size + 0.2} ${size + 0.2}" role="img" aria-label="Matrix ${name} of ${where}, largest magnitude ${formatLoss(largestOf([matrix]))}">
      <rect class="matrix-frame" x="0" y="0" width=${size} height=${size} />
      ${heatMap(matrix, size, largest).map(({ negative, strength, path }) => svg`<path class=${negative ? "negative" : "positive"} fill-opacity=${strength} d=${path} />`)}
    </svg>
    <figcaption>${name}</figcaption>
  </figure>`;
}

function largestOf(matrices: Float64Array[]): number {
  return matrices.reduce((most, matrix) => matrix.reduce((m, value) => Math.max(m, Math.abs(value)), most), 0);
}
