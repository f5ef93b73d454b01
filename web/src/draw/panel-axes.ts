// The axes of a panel of the paper's figures: layers, σ or the layer read out against a loss on a logarithmic axis.
import type { Panel } from "../engine/figure-file.ts";
import { figureWords } from "../messages/figures.ts";
import { formatLogTick } from "./format.ts";
import { logTicks, type Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import { clamped, linearScale, logScale } from "./scales.ts";

export interface PanelAxes {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (value: number) => number;
  /** Below the axis: its end. */
  y: (loss: number) => number;
  low: number;
  high: number;
}

const margin = { left: 44, right: 68, top: 10, bottom: 36 };

/** What is this much above the smallest value of a curve's start leaves the picture instead of flattening it. */
const headroom = 30;

/** Where a loss is 0, as that of ridge regression without noise, the axis does not follow. */
export function lossRange({ series, x }: Panel): [number, number] {
  const means = series.map(({ mean }) => mean.filter((value) => value > 0 && Number.isFinite(value)));
  const all = means.flat();
  if (all.length === 0) return [0.01, 10];
  const largestOrdinary = x === "sigma" ? headroom * median(all) : Infinity;
  const high = Math.min(Math.max(...all), largestOrdinary) * 1.3;
  return [Math.min(...all, high / 10) / 1.5, high];
}

export function panelAxes(panel: Panel, { width, height }: Size): PanelAxes {
  const place = {
    left: margin.left,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom,
  };
  const [low, high] = lossRange(panel);
  const ends = panel.series.flatMap(({ x }) => x);
  const x = linearScale([Math.min(...ends), Math.max(...ends)], [place.left + 6, place.right - 6]);
  const y = clamped([low, high], logScale, [place.bottom, place.top]);
  return { ...place, x, y: (loss) => (loss > low ? y(Math.min(loss, high)) : place.bottom), low, high };
}

export function axisMarks(panel: Panel, { left, right, top, bottom, x, y, low, high }: PanelAxes): Mark[] {
  return [
    ...logTicks(low, high).flatMap((value): Mark[] => [
      { kind: "path", name: "grid", path: `M${left} ${rounded(y(value))}H${right}` },
      {
        kind: "text",
        name: "tick",
        at: { x: left - 6, y: rounded(y(value)) + 4 },
        text: formatLogTick(value),
        anchor: "end",
      },
    ]),
    ...wholeTicks(panel).map((value): Mark => ({
      kind: "text",
      name: "tick",
      at: { x: rounded(x(value)), y: bottom + 15 },
      text: String(value),
      anchor: "middle",
    })),
    { kind: "path", name: "axis", path: `M${left} ${top}V${bottom}H${right}` },
    {
      kind: "text",
      name: "axis-name",
      at: { x: (left + right) / 2, y: bottom + 31 },
      text: figureWords.axes[panel.x],
      anchor: "middle",
    },
  ];
}

function wholeTicks({ series }: Panel): number[] {
  const ends = series.flatMap(({ x }) => x);
  const first = Math.ceil(Math.min(...ends));
  const last = Math.floor(Math.max(...ends));
  const every = Math.max(1, Math.ceil((last - first) / 8));
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
