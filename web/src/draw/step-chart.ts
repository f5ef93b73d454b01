// Loss per step of many runs on a logarithmic axis, with the playhead in it. A pure function of (runs, time).
import { descentFigures as words } from "../messages/descent.ts";
import { formatLogTick } from "./format.ts";
import { logTicks, type Point, type Size } from "./loss-chart.ts";
import { spreadLabels } from "./labels.ts";
import { glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import { runGlyphs } from "./descent-map.ts";
import { pathAhead, pathUntil, positionAt, type DescentRun, type RunName } from "./descent-runs.ts";
import { clamped, linearScale, logScale } from "./scales.ts";

export interface StepFrame {
  runs: readonly DescentRun[];
  time: number;
  /** The last step of the axis. */
  end: number;
}

const margin = { left: 46, right: 90, top: 12, bottom: 30 };

/** Losses this much below the largest are drawn at the bottom: what is left is rounding. */
const deepest = 1e-16;
const headroom = 1000;

/** From the smallest loss worth showing to a thousand times the first ones, so that what explodes leaves the picture. */
export function stepDomain(runs: readonly DescentRun[]): [number, number] {
  const positive = runs
    .flatMap(({ loss }) => Array.from(loss))
    .filter((value) => value > 0 && Number.isFinite(value));
  const first = Math.max(
    0,
    ...runs.map(({ loss }) => loss[0] ?? 0).filter((value) => Number.isFinite(value)),
  );
  if (positive.length === 0 || first === 0) return [0.01, 10];
  const high = Math.min(Math.max(...positive) * 1.5, first * headroom);
  const low = Math.max(Math.min(...positive, high / 20) / 1.6, high * deepest);
  return [low, high];
}

export interface StepAxes {
  x: (step: number) => number;
  y: (loss: number) => number;
  toStep: (pixel: number) => number;
}

export function stepAxes({ runs, end }: StepFrame, { width, height }: Size): StepAxes {
  const [low, high] = stepDomain(runs);
  const steps = [0, end] as const;
  const place = [margin.left, width - margin.right] as const;
  const x = linearScale(steps, place);
  const y = clamped([low, high], logScale, [height - margin.bottom, margin.top]);
  return {
    x,
    y: (loss) => (loss > low ? y(Math.min(loss, Number.MAX_VALUE)) : height - margin.bottom),
    toStep: clamped(place, linearScale, steps),
  };
}

export function stepChart(frame: StepFrame, size: Size): Mark[] {
  const axes = stepAxes(frame, size);
  const bottom = size.height - margin.bottom;
  const now = rounded(axes.x(frame.time));
  const curves = frame.runs.map((run): Curve => ({ ...run, points: curvePoints(run, axes) }));
  return [
    ...gridMarks(frame, size, axes),
    ...labelMarks(curves, size),
    ...curves.flatMap((curve) => curveMarks(curve, frame.time)),
    { kind: "path", name: "playhead", path: `M${now} ${margin.top - 6}V${bottom}` },
    ...curves.flatMap((curve) => headMark(curve, frame.time)),
  ];
}

/** A run with its losses in pixels. */
interface Curve {
  name: RunName;
  label: string;
  points: readonly Point[];
}

function gridMarks({ runs, end }: StepFrame, { width, height }: Size, { x, y }: StepAxes): Mark[] {
  const [low, high] = stepDomain(runs);
  const bottom = height - margin.bottom;
  const right = width - margin.right;
  const every = Math.max(1, Math.ceil(end / Math.max(2, Math.floor((right - margin.left) / 44))));
  const steps = Array.from({ length: Math.floor(end / every) + 1 }, (_, i) => i * every);
  return [
    ...logTicks(low, high).flatMap((value): Mark[] => [
      { kind: "path", name: "grid", path: `M${margin.left} ${rounded(y(value))}H${right}` },
      {
        kind: "text",
        name: "tick",
        at: { x: margin.left - 6, y: rounded(y(value)) + 4 },
        text: formatLogTick(value),
        anchor: "end",
      },
    ]),
    ...steps.map((step): Mark => ({
      kind: "text",
      name: "tick",
      at: { x: rounded(x(step)), y: bottom + 15 },
      text: String(step),
      anchor: "middle",
    })),
    { kind: "path", name: "axis", path: `M${margin.left} ${margin.top}V${bottom}H${right}` },
    {
      kind: "text",
      name: "axis-name",
      at: { x: right, y: bottom + 28 },
      text: words.lossAxis,
      anchor: "end",
    },
  ];
}

/** A loss that is not finite ends a curve at the top. */
export function curvePoints({ loss }: DescentRun, { x, y }: StepAxes): Point[] {
  const values = Array.from(loss);
  const end = values.findIndex((value) => !Number.isFinite(value));
  const shown = end < 0 ? values : [...values.slice(0, end), Number.MAX_VALUE];
  return shown.map((value, step) => ({ x: x(step), y: y(value) }));
}

function curveMarks({ name, points }: Curve, time: number): Mark[] {
  return [
    { kind: "path", name: `ghost ${name}`, path: pathThrough(pathAhead(points, time)) },
    { kind: "path", name: `trail ${name}`, path: pathThrough(pathUntil(points, time)) },
  ];
}

function headMark({ name, points }: Curve, time: number): Mark[] {
  const at = positionAt(points, time);
  if (!at) return [];
  const radius = name === "transformer" ? 5.5 : 4.5;
  return [{ kind: "path", name: `head ${name}`, path: glyphPath(runGlyphs[name], at, radius) }];
}

function labelMarks(curves: readonly Curve[], { width, height }: Size): Mark[] {
  const ends = curves.map(({ points }) => points.at(-1)?.y ?? 0);
  const heights = spreadLabels(ends, 15, margin.top, height - margin.bottom);
  const x = width - margin.right + 10;
  const leaders = curves.map(({ points }, i) => {
    const end = points.at(-1);
    return end ? pathThrough([end, { x: x - 3, y: heights[i]! }]) : "";
  });
  return [
    { kind: "path", name: "leader", path: leaders.join("") },
    ...curves.map(
      ({ name, label }, i): Mark => ({
        kind: "text",
        name: `label ${name}`,
        at: { x, y: rounded(heights[i]!) + 4 },
        text: label,
      }),
    ),
  ];
}
