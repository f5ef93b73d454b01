// Loss against training steps on a logarithmic axis: geometry only, so that the same picture can be tested,
// drawn as SVG and exported.
import { formatCount, formatLogTick } from "./format.ts";
import { spreadLabels } from "./labels.ts";
import { clamped, linearScale, logScale, roundTicks, type Scale } from "./scales.ts";

export interface Point {
  x: number;
  y: number;
}

/** Concepts have one colour everywhere; draw/theme.ts gives it. */
export type Concept = "transformer" | "batch" | "constRr" | "adaRr" | "tunedRr" | "ols" | "published";

export interface LossFrame {
  steps: number;
  curves: { concept: Concept; points: readonly Point[] }[];
  levels: { concept: Concept; label: string; value: number }[];
}

export interface Size {
  width: number;
  height: number;
}

export interface Tick {
  at: number;
  label: string;
}

export interface LossChart {
  left: number;
  right: number;
  top: number;
  bottom: number;
  xTicks: Tick[];
  yTicks: Tick[];
  curves: { concept: Concept; path: string; end: Point | undefined }[];
  levels: { concept: Concept; label: string; y: number; labelY: number }[];
}

const labelHeight = 15;

/** How far above the first value the axis goes: a run that explodes leaves the picture instead of flattening it. */
const headroom = 10;

/** Smallest and largest value worth a place on the axis, with some air; never less than one decade. */
export function lossDomain(frame: LossFrame): [number, number] {
  const main = frame.curves.find(({ concept }) => concept === "transformer")?.points ?? [];
  const positive = [...main.map(({ y }) => y), ...frame.levels.map(({ value }) => value)].filter(
    (value) => Number.isFinite(value) && value > 0,
  );
  if (positive.length === 0) return [0.01, 10];
  const largest = positive.reduce((a, b) => Math.max(a, b));
  const first = main.find(({ y }) => Number.isFinite(y) && y > 0)?.y ?? largest;
  const high = Math.min(largest * 1.3, first * headroom);
  const low = positive.reduce((a, b) => Math.min(a, b)) / 1.5;
  return [Math.min(low, high / 10), high];
}

export function lossAxes(frame: LossFrame, { width, height }: Size) {
  const left = 44;
  const right = width - (frame.levels.length > 0 ? 78 : 12);
  const top = 12;
  const bottom = height - 34;
  const [low, high] = lossDomain(frame);
  const end = Math.max(1, frame.steps);
  const x = linearScale([0, end], [left, right]);
  const y = clamped([low, high], logScale, [bottom, top]);
  return { end, left, right, top, bottom, low, high, x, y };
}

export function lossChart(frame: LossFrame, size: Size): LossChart {
  const { end, left, right, top, bottom, low, high, x, y } = lossAxes(frame, size);
  const visible = frame.levels.filter(({ value }) => value >= low);
  const heights = visible.map(({ value }) => y(value));
  const labelHeights = spreadLabels(heights, labelHeight, top, bottom - 6);
  return {
    left,
    right,
    top,
    bottom,
    xTicks: roundTicks(0, end, Math.max(2, Math.floor((right - left) / 90))).map((tick) => ({
      at: round(x(tick)),
      label: formatCount(tick),
    })),
    yTicks: logTicks(low, high).map((tick) => ({ at: round(y(tick)), label: formatLogTick(tick) })),
    curves: frame.curves.map(({ concept, points }) => ({
      concept,
      path: lossPath(points, x, y),
      end: endOf(points, x, y),
    })),
    levels: visible.map(({ concept, label }, i) => ({
      concept,
      label,
      y: round(heights[i]!),
      labelY: round(labelHeights[i]!),
    })),
  };
}

/** Powers of ten inside the domain, at most six; where there are few, 2 and 5 times them as well. */
export function logTicks(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  if (last - first < 2) return oneTwoFive(low, high);
  const every = Math.ceil((last - first + 1) / 6);
  const ticks = [];
  for (let exponent = last; exponent >= first; exponent -= every) ticks.unshift(10 ** exponent);
  return ticks;
}

function oneTwoFive(low: number, high: number): number[] {
  const ticks = [];
  for (let exponent = Math.floor(Math.log10(low)); 10 ** exponent <= high; ++exponent)
    ticks.push(...[1, 2, 5].map((factor) => factor * 10 ** exponent));
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** Through the points that have a logarithm; the others leave a gap. */
function lossPath(points: readonly Point[], x: Scale, y: Scale): string {
  let path = "";
  let pen = "M";
  for (const point of points) {
    const drawn = point.y > 0;
    if (drawn) path += `${pen}${round(x(point.x))},${round(y(point.y))}`;
    pen = drawn ? "L" : "M";
  }
  return path;
}

function endOf(
  points: readonly Point[],
  x: Scale,
  y: Scale,
): Point | undefined {
  const last = points.at(-1);
  return last && last.y > 0 ? { x: round(x(last.x)), y: round(y(last.y)) } : undefined;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
