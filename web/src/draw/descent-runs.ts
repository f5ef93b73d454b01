// What figures draw of a report: the transformer and every optimiser alike, as iterates in the plane with a loss and a
// memory each.
import type { Point } from "./loss-chart.ts";
import type { MethodName, MethodTrace, TraceReport } from "../engine/trace-types.ts";
import { memoryNames, shortMethodNames } from "../messages/descent-parameters.ts";

/** Excess: f − min f. Adjusted: ½‖w − ridge‖². */
export type Measure = "excess" | "adjusted";

export type RunName = "transformer" | MethodName;

export interface DescentRun {
  name: RunName;
  label: string;
  /** w_0 … w_K, up to the first that is not finite. */
  path: Point[];
  /** Of every iterate, also those that are not finite. */
  loss: ArrayLike<number>;
  /** What is remembered at every iterate, pointing where it drives w; undefined for what has no direction. */
  memory: Point[] | undefined;
  memoryName: string;
}

/** The remembered vector of a method, and the sign with which it moves w. */
const memories: Partial<Record<MethodName, { state: string; sign: 1 | -1; name: string }>> = {
  "heavy-ball": { state: "velocity", sign: 1, name: memoryNames.velocity },
  nesterov: { state: "velocity", sign: 1, name: memoryNames.velocity },
  "gradient-memory": { state: "memory", sign: -1, name: memoryNames.minusMemory },
  adam: { state: "firstMoment", sign: -1, name: memoryNames.meanGradient },
  "conjugate-gradient": { state: "direction", sign: 1, name: memoryNames.direction },
};

export function pointsOf(flat: ArrayLike<number>, sign = 1): Point[] {
  return Array.from({ length: flat.length / 2 }, (_, i) => ({
    x: sign * flat[2 * i]!,
    y: sign * flat[2 * i + 1]!,
  }));
}

function finitePrefix(points: Point[]): Point[] {
  const end = points.findIndex(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
  return end < 0 ? points : points.slice(0, end);
}

export function runsOf(report: TraceReport, measure: Measure, transformerLabel: string): DescentRun[] {
  const runs = report.methods.map((method) => methodRun(method, measure));
  const { network } = report;
  if (!network) return runs;
  return [
    ...runs,
    {
      name: "transformer",
      label: transformerLabel,
      path: finitePrefix(pointsOf(network.w)),
      loss: network[measure],
      memory: network.u.some((value) => value !== 0) ? pointsOf(network.u) : undefined,
      memoryName: memoryNames.memory,
    },
  ];
}

function methodRun(method: MethodTrace, measure: Measure): DescentRun {
  const memory = memories[method.name];
  const values = memory && method.state[memory.state];
  return {
    name: method.name,
    label: shortMethodNames[method.name],
    path: finitePrefix(pointsOf(method.w)),
    loss: method[measure],
    memory: memory && values ? pointsOf(values, memory.sign) : undefined,
    memoryName: memory?.name ?? "",
  };
}

export function lastStep(runs: readonly DescentRun[]): number {
  return runs.reduce((most, { loss }) => Math.max(most, loss.length - 1), 1);
}

/** Between two iterates on the line that joins them; beyond the last one at the last. */
export function positionAt(path: readonly Point[], time: number): Point | undefined {
  const last = path.length - 1;
  if (last < 0) return undefined;
  const step = Math.min(Math.floor(time), last);
  const [from, to] = [path[step]!, path[Math.min(step + 1, last)]!];
  const part = Math.min(time - step, 1);
  return step >= last ? from : { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
}

/** The whole way until its end is reached: while a film plays, what lies still costs nothing to draw. */
export function pathAhead(path: readonly Point[], time: number): readonly Point[] {
  return time < path.length - 1 ? path : [];
}

/** The iterates up to a time, and the position at that time. */
export function pathUntil(path: readonly Point[], time: number): Point[] {
  const whole = path.slice(0, Math.floor(time) + 1);
  const now = positionAt(path, time);
  return now && time < path.length - 1 && time % 1 !== 0 ? [...whole, now] : whole;
}
