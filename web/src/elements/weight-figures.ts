// What the layers have learnt: ω bars for DIAG and GD++, heat maps of P and Q for FULL.
import { html, svg, type TemplateResult } from "lit";
import { formatLoss, formatRound } from "../draw/format.ts";
import { heatMap } from "../draw/heat-map.ts";
import type { Size } from "../draw/loss-chart.ts";
import { axisEnd, omegaBars } from "../draw/omega-bars.ts";
import { matrixSpots, omegaSpots } from "../draw/train-spots.ts";
import type { Layer, Weights } from "../engine/types.ts";
import { weightWords as words } from "../messages/train.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";

/** In the order of what they do: step, preconditioning, rescaling, step size. */
const omegaKeys = ["yx", "xx", "yy", "xy"] as const;

const panel: Size = { width: 168, height: 112 };

export function renderOmegas({ layers, model }: Weights, cursor: FigureCursor): TemplateResult {
  const shown = omegaKeys.filter((key) => model !== "gd++" || key === "yx" || key === "xx");
  return html`<div class="omegas">
    ${shown.map((key) =>
      renderOmega(
        layers.map(({ omega }) => omega[key]),
        key,
        words.roles[key],
        cursor,
      ),
    )}
  </div>`;
}

function renderOmega(values: number[], key: string, role: string, cursor: FigureCursor): TemplateResult {
  const largest = axisEnd(values, 1e-4);
  const { zero, bars, layers } = omegaBars(values, largest, panel);
  const figure = {
    name: `omega-${key}`,
    label: `ω ${key}`,
    size: panel,
    radius: 5,
    spots: () => omegaSpots(values, largest, key, panel),
  };
  const summary = words.omega(key, values.map(formatLoss).join(", "));
  return html`<figure class="omega">
    <figcaption><i>ω<sub>${key}</sub></i> <span>${role}</span></figcaption>
    ${renderInspected(figure, cursor, (highlight) => html`<svg viewBox="0 0 ${panel.width} ${panel.height}" role="img" aria-label=${summary}>
      ${bars.map(
        ({ x, y, width, height, negative }) =>
          svg`<rect class=${signOf(negative)} x=${x} y=${y} width=${width} height=${height} />`,
      )}
      <line class="axis" x1="0" x2=${panel.width} y1=${zero} y2=${zero} />
      ${layers.map(
        ({ at, label }) => svg`<text class="tick middle" x=${at} y=${panel.height - 3}>${label}</text>`,
      )}
      <text class="tick end" x=${panel.width} y="9">${formatRound(largest)}</text>
      ${highlight}
    </svg>`)}
  </figure>`;
}

export function renderMatrices({ layers, d }: Weights, cursor: FigureCursor): TemplateResult {
  const heads = layers.flatMap(({ heads: each }) => each);
  const largest = { P: largestOf(heads.map(({ P }) => P)), Q: largestOf(heads.map(({ Q }) => Q)) };
  return html`<div class="matrices">
      ${layers.map((layer, index) => renderLayerMatrices(layer, index + 1, d + 1, largest, cursor))}
    </div>
    <p class="hint">
      ${words.axes} x<sub>1</sub> … x<sub>${d}</sub>${words.lastAxis}
      ${words.fullColour(formatLoss(largest.P), formatLoss(largest.Q))}
      <span class="positive-text">${words.positive}</span>, <span class="negative-text">${words.negative}</span>.
    </p>`;
}

type Largest = { P: number; Q: number };

function renderLayerMatrices(
  { heads }: Layer,
  number: number,
  size: number,
  largest: Largest,
  cursor: FigureCursor,
) {
  return html`<div class="layer-matrices">
    <p class="layer-name">${words.layer(number)}</p>
    ${heads.map(({ P, Q }, head) => {
      const where = heads.length > 1 ? words.ofHead(number, head + 1) : words.ofLayer(number);
      return [
        renderMatrix(P, size, largest.P, "P", where, cursor),
        renderMatrix(Q, size, largest.Q, "Q", where, cursor),
      ];
    })}
  </div>`;
}

function renderMatrix(
  matrix: Float64Array,
  size: number,
  largest: number,
  name: string,
  where: string,
  cursor: FigureCursor,
) {
  const title = words.matrix(name, where);
  const figure = {
    name: title,
    label: title,
    size: { width: size, height: size },
    radius: 0.5,
    spots: () => matrixSpots(matrix, size, title),
  };
  const summary = words.matrixSummary(title, formatLoss(largestOf([matrix])));
  return html`<figure class="matrix">
    ${renderInspected(figure, cursor, (highlight) => html`<svg viewBox="-0.1 -0.1 ${size + 0.2} ${size + 0.2}" role="img" aria-label=${summary}>
      <rect class="matrix-frame" x="0" y="0" width=${size} height=${size} />
      ${heatMap(matrix, size, largest).map(
        ({ negative, strength, path }) =>
          svg`<path class=${signOf(negative)} fill-opacity=${strength} d=${path} />`,
      )}
      ${highlight}
    </svg>`)}
    <figcaption>${name}</figcaption>
  </figure>`;
}

const signOf = (negative: boolean) => (negative ? "negative" : "positive");

function largestOf(matrices: Float64Array[]): number {
  return matrices.reduce(
    (most, matrix) => matrix.reduce((m, value) => Math.max(m, Math.abs(value)), most),
    0,
  );
}
