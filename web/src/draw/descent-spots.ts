// What a cursor finds in the pictures of lt-descent. The transformer comes first: it is drawn on top.
import { cursorMessages as words } from "../messages/cursor.ts";
import type { Pair } from "./data-map.ts";
import type { DescentFrame } from "./descent-map.ts";
import type { DescentRun } from "./descent-runs.ts";
import { formatLoss } from "./format.ts";
import type { Point, Size } from "./loss-chart.ts";
import { planeOf, type View } from "./plane.ts";
import { isWithin, type Spot } from "./spots.ts";
import { curvePoints, stepAxes, type StepFrame } from "./step-chart.ts";

export function mapSpots(frame: DescentFrame, size: Size, measure: string): Spot[] {
  const { toScreen } = planeOf(frame.view, size);
  const steps = topFirst(frame.runs).flatMap((run) =>
    run.path.map((w, step) => ({ ...stepSpot(run, step, measure), at: toScreen(w) })),
  );
  const points = [...frame.landmarks, { label: words.startName, at: frame.start }].map(
    ({ label, at }, index): Spot => ({
      series: "landmarks",
      index,
      at: toScreen(at),
      title: label,
      facts: [weights(at)],
    }),
  );
  return [...steps, ...points].filter(({ at }) => isWithin(at, size));
}

export function stepSpots(frame: StepFrame, size: Size, measure: string): Spot[] {
  const axes = stepAxes(frame, size);
  return topFirst(frame.runs).flatMap((run) =>
    curvePoints(run, axes).map((at, step) => ({ ...stepSpot(run, step, measure), at })),
  );
}

export function dataSpots(pairs: readonly Pair[], w: Point, view: View, size: Size): Spot[] {
  const { toScreen } = planeOf(view, size);
  return pairs.map(({ x, y }, index) => ({
    series: "pairs",
    index,
    at: toScreen({ x: x[0], y: x[1] }),
    title: words.pair(index + 1),
    facts: [
      words.inputs(formatLoss(x[0]), formatLoss(x[1])),
      words.label(formatLoss(y)),
      words.prediction(formatLoss(w.x * x[0] + w.y * x[1])),
    ],
  }));
}

const topFirst = (runs: readonly DescentRun[]) => [...runs].reverse();

const weights = ({ x, y }: Point) => words.weights(formatLoss(x), formatLoss(y));

function stepSpot({ name, label, path, loss }: DescentRun, step: number, measure: string): Omit<Spot, "at"> {
  const w = path[step];
  return {
    series: name,
    index: step,
    title: name === "transformer" ? words.atLayer(label, step) : words.at(label, step),
    facts: [...(w ? [weights(w)] : []), words.loss(measure, formatLoss(loss[step]!))],
  };
}
