// What the pictures of lt-descent show, in words. Every number comes from the report.
import type { DescentRun } from "../draw/descent-runs.ts";
import { formatLoss } from "../draw/format.ts";
import type { Measure } from "../draw/descent-runs.ts";
import type { TraceState } from "./trace-session.ts";

export const measureNames: Record<Measure, string> = { excess: "excess loss", adjusted: "adjusted loss" };

/** Loss at a whole step, or of the last one that the run has. */
export function lossAt({ loss }: DescentRun, step: number): number {
  return loss[Math.min(step, loss.length - 1)] ?? NaN;
}

/** "After step 5, excess loss, lowest first: Heavy ball 6.4 × 10⁻⁵, GD 0.0083, DIAG 0.591." */
export function stepSentence(runs: readonly DescentRun[], step: number, measure: Measure): string {
  if (runs.length === 0) return "Choose a transformer or an optimiser to see it move.";
  const ranked = [...runs].sort((a, b) => rank(lossAt(a, step)) - rank(lossAt(b, step)));
  const parts = ranked.map((run) => `${run.label} ${formatLoss(lossAt(run, step))}`);
  const where = step === 0 ? "At the start" : `After step ${step}`;
  return `${where}, ${measureNames[measure]}, lowest first: ${parts.join(", ")}.`;
}

const rank = (loss: number) => (Number.isFinite(loss) ? loss : Number.MAX_VALUE);

/** Runs that are far higher than where they started, or not numbers any more. */
export function divergingLabels(runs: readonly DescentRun[]): string[] {
  return runs
    .filter(({ loss }) => {
      const [first, last] = [loss[0] ?? 0, loss[loss.length - 1] ?? 0];
      return !Number.isFinite(last) || last > 10 * Math.max(first, 1e-12);
    })
    .map(({ label }) => label);
}

export function stateSentence({ phase, problem, training, report }: TraceState): string {
  if (phase === "lost") return `The computation stopped: ${problem} Press Retry to go on.`;
  if (phase === "refused") return `These settings cannot be used. ${problem}`;
  if (training !== undefined)
    return `Training a transformer on this device: ${Math.round(100 * training)} %.`;
  return report ? "" : "Getting ready: loading the WebAssembly module and the trained transformer.";
}

/** What a map shows, for people who do not see it. */
export function mapSummary(runs: readonly DescentRun[], time: number): string {
  const places = runs.map(({ label, path }) => {
    const at = path[Math.min(Math.floor(time), path.length - 1)];
    return at ? `${label} at ${formatLoss(at.x)}, ${formatLoss(at.y)}` : `${label} out of the picture`;
  });
  return `Map of the two weights with level lines of the loss. At step ${Math.floor(time)}: ${places.join("; ")}.`;
}
