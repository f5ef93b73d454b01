// Every length on two logarithmic axes: points with their spread, the fitted powers, and the race that is shown.
import type { RaceKernel, RaceLane } from "../engine/race-types.ts";
import { raceKernels } from "../engine/race-types.ts";
import { kernelNames, raceWords as words } from "../messages/race.ts";
import { measureAt } from "../state/race-measures.ts";
import { raceLengths } from "../state/race-parameters.ts";
import { formatAmount } from "./amounts.ts";
import { formatCount } from "./format.ts";
import { spreadLabels } from "./labels.ts";
import { logAxes, logAxisMarks, sparse, type LogAxes } from "./log-axes.ts";
import { logTicks, type Point, type Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Glyph, type Mark } from "./marks.ts";
import { amountAt, heatOf, type RaceFrame } from "./race-frame.ts";
import type { Spot } from "./spots.ts";

const margin = { left: 62, right: 84, top: 10, bottom: 40 };
const glyphs: Record<RaceKernel, Glyph> = { softmax: "square", window: "diamond", linear: "dot" };
/** Fits begin here, as in cpp/ltlab/attention/race_report.h. */
export const fitFrom = 1024;
const longest = raceLengths.at(-1)!;

export function racePlot(frame: RaceFrame, size: Size): Mark[] {
  const axes = axesOf(frame, size);
  const { n } = heatOf(frame);
  const now = rounded(axes.x(n));
  return [
    ...logAxisMarks(axes, ticksOf(frame, size, axes)),
    { kind: "path", name: "playhead", path: `M${now} ${axes.top}V${axes.bottom}` },
    ...raceKernels.flatMap((kernel) => lawMarks(frame, kernel, axes)),
    ...raceKernels.flatMap((kernel) => curveMarks(frame, kernel, axes)),
    ...crossoverMarks(frame, axes),
    ...labelMarks(frame, axes),
  ];
}

interface Sample {
  n: number;
  value: number;
}

function samplesOf(frame: RaceFrame, kernel: RaceKernel): Sample[] {
  return raceLengths.flatMap((n) => {
    const value = amountAt(frame, kernel, n);
    return value === undefined ? [] : [{ n, value }];
  });
}

const laneOf = ({ report }: RaceFrame, kernel: RaceKernel): RaceLane =>
  report.lanes.find((lane) => lane.kernel === kernel)!;

const lawAt = ({ law }: RaceLane, n: number) => law.factor * n ** law.exponent;

const hasLaw = (frame: RaceFrame, kernel: RaceKernel) =>
  frame.quantity === "seconds" && laneOf(frame, kernel).law.points > 1;

function axesOf(frame: RaceFrame, size: Size): LogAxes {
  const values = raceKernels.flatMap((kernel) => samplesOf(frame, kernel).map(({ value }) => value));
  const reach = raceKernels.filter((kernel) => hasLaw(frame, kernel)).map((kernel) => lawAt(laneOf(frame, kernel), longest));
  const low = values.length > 0 ? Math.min(...values) / 2 : 1e-5;
  const high = values.length > 0 ? Math.max(...values, ...reach) * 2 : 10;
  return logAxes([raceLengths[0]!, longest], [low, high], size, margin);
}

function ticksOf(frame: RaceFrame, { width }: Size, { yDomain }: LogAxes) {
  return {
    x: sparse(raceLengths, width < 480 ? 4 : 6),
    y: logTicks(...yDomain),
    xText: formatCount,
    yText: (value: number) => formatAmount(value, frame.quantity),
    xName: words.tokensAxis,
  };
}

/** Points up to the race that is shown stand out. */
function curveMarks(frame: RaceFrame, kernel: RaceKernel, axes: LogAxes): Mark[] {
  const { index } = heatOf(frame);
  const samples = samplesOf(frame, kernel);
  const points = samples.map(({ n, value }) => axes.place(n, value));
  const shown = samples.filter(({ n }) => raceLengths.indexOf(n) <= index).length;
  return [
    { kind: "path", name: `ghost ${kernel}`, path: pathThrough(points) },
    { kind: "path", name: `trail ${kernel}`, path: pathThrough(points.slice(0, shown)) },
    ...(frame.quantity === "seconds" ? spreadMarks(frame, kernel, axes) : []),
    ...points.map((point, i): Mark => ({
      kind: "path",
      name: `point ${kernel}`,
      path: glyphPath(glyphs[kernel], point, 3.5),
      opacity: i < shown ? 1 : 0.35,
    })),
  ];
}

function spreadMarks({ measures }: RaceFrame, kernel: RaceKernel, axes: LogAxes): Mark[] {
  return measures[kernel].map(({ n, least, most }) => ({
    kind: "path",
    name: `spread ${kernel}`,
    path: pathThrough([axes.place(n, least), axes.place(n, most)]),
  }));
}

/** Through the measured lengths, and on to those that were not run. */
function lawMarks(frame: RaceFrame, kernel: RaceKernel, axes: LogAxes): Mark[] {
  if (!hasLaw(frame, kernel)) return [];
  const lane = laneOf(frame, kernel);
  const line = [fitFrom, longest].map((n) => axes.place(n, lawAt(lane, n)));
  return [{ kind: "path", name: `law ${kernel}`, path: pathThrough(line) }];
}

function crossoverMarks(frame: RaceFrame, axes: LogAxes): Mark[] {
  const at = crossoverPoint(frame);
  if (!at) return [];
  const { x, y } = axes.place(at.n, at.value);
  return [
    { kind: "path", name: "crossing", path: `${glyphPath("ring", { x, y }, 8)}M${rounded(x)} ${rounded(y + 8)}V${axes.bottom}` },
  ];
}

/** Where both need the same, on the lines between measured points. */
export function crossoverPoint(frame: RaceFrame): Sample | undefined {
  const { report, quantity } = frame;
  if (quantity === "bytes") return undefined;
  const n = quantity === "flops" ? report.flopsCrossover : report.crossover.place === "inside" ? report.crossover.n : 0;
  const samples = samplesOf(frame, "linear");
  const i = samples.findIndex((sample) => sample.n >= n);
  if (i < 1) return undefined;
  const [before, after] = [samples[i - 1]!, samples[i]!];
  const part = Math.log(n / before.n) / Math.log(after.n / before.n);
  return { n, value: before.value * (after.value / before.value) ** part };
}

function labelMarks(frame: RaceFrame, axes: LogAxes): Mark[] {
  const ends = raceKernels.map((kernel): Point => {
    const last = samplesOf(frame, kernel).at(-1);
    const lane = laneOf(frame, kernel);
    if (hasLaw(frame, kernel)) return axes.place(longest, lawAt(lane, longest));
    return last ? axes.place(last.n, last.value) : { x: axes.right, y: axes.bottom };
  });
  const heights = spreadLabels(ends.map(({ y }) => y), 15, axes.top + 4, axes.bottom);
  return raceKernels.flatMap((kernel, i): Mark[] =>
    samplesOf(frame, kernel).length === 0
      ? []
      : [{ kind: "text", name: `label ${kernel}`, at: { x: axes.right + 8, y: rounded(heights[i]!) + 4 }, text: kernelNames[kernel] }],
  );
}

export function raceSpots(frame: RaceFrame, size: Size): Spot[] {
  const axes = axesOf(frame, size);
  return raceKernels.flatMap((kernel) =>
    samplesOf(frame, kernel).map(({ n, value }) => ({
      series: kernel,
      index: raceLengths.indexOf(n),
      at: axes.place(n, value),
      title: kernelNames[kernel],
      facts: [...words.spotFacts(formatAmount(value, frame.quantity), formatCount(n)), ...spreadFacts(frame, kernel, n)],
    })),
  );
}

function spreadFacts({ quantity, measures }: RaceFrame, kernel: RaceKernel, n: number): string[] {
  const measure = measureAt(measures, kernel, n);
  if (quantity !== "seconds" || !measure) return [];
  return [words.spread(formatAmount(measure.least, quantity), formatAmount(measure.most, quantity))];
}
