// What the pictures of lt-descent show, in words. Every number comes from the report.
import type { DescentRun } from "../draw/descent-runs.ts";
import { formatLoss } from "../draw/format.ts";
import type { Measure } from "../draw/descent-runs.ts";
import { descentSentences as sentences } from "../messages/descent-sentence.ts";
import { instrumentWords } from "../messages/instrument.ts";
import type { TraceState } from "./trace-session.ts";

export const measureNames: Record<Measure, string> = sentences.measures;

/** Loss at a whole step, or of the last one that the run has. */
export function lossAt({ loss }: DescentRun, step: number): number {
  return loss[Math.min(step, loss.length - 1)] ?? NaN;
}

/** "After step 5, excess loss, lowest first: Heavy ball 6.4 × 10⁻⁵, GD 0.0083, DIAG 0.591." */
export function stepSentence(runs: readonly DescentRun[], step: number, measure: Measure): string {
  if (runs.length === 0) return sentences.nothingMoves;
  const ranked = [...runs].sort((a, b) => rank(lossAt(a, step)) - rank(lossAt(b, step)));
  const parts = ranked.map((run) => `${run.label} ${formatLoss(lossAt(run, step))}`);
  return sentences.standing(step, measureNames[measure], parts);
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
  if (phase === "lost") return instrumentWords.lost(problem);
  if (phase === "refused") return instrumentWords.refused(problem);
  if (training !== undefined) return sentences.training(Math.round(100 * training));
  return report ? "" : sentences.getReady;
}

/** What a map shows, for people who do not see it. */
export function mapSummary(runs: readonly DescentRun[], time: number): string {
  const places = runs.map(({ label, path }) => {
    const at = path[Math.min(Math.floor(time), path.length - 1)];
    return at ? sentences.place(label, formatLoss(at.x), formatLoss(at.y)) : sentences.noPlace(label);
  });
  return sentences.map(Math.floor(time), places);
}
