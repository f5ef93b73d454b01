// What a run means, in words. Every number comes from the run.
import { formatCount, formatDuration, formatLoss } from "../draw/format.ts";
import type { Concept } from "../draw/loss-chart.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { comparisonWords, trainSentences as sentences } from "../messages/train-sentence.ts";
import type { Run } from "./training-session.ts";

export interface Rival {
  name: string;
  concept: Concept;
  loss: number;
}

/** The baselines, best first. */
export function rivals({ baselines }: Pick<Run, "baselines">): Rival[] {
  if (!baselines) return [];
  const { ols, constRr, adaRr, tunedRr } = baselines;
  const all: Rival[] = [
    { name: "OLS", concept: "ols", loss: ols.mean },
    { name: "ConstRR", concept: "constRr", loss: constRr.mean },
    { name: "AdaRR", concept: "adaRr", loss: adaRr.mean },
    { name: "TunedRR", concept: "tunedRr", loss: tunedRr.mean },
  ];
  return all.sort((a, b) => a.loss - b.loss);
}

export function currentLoss({ validations }: Pick<Run, "validations">): number {
  return validations.at(-1)?.y ?? NaN;
}

/** "better than AdaRR (0.0694), not yet better than TunedRR (0.0497)"; without "yet" when nothing more will come. */
export function comparison(loss: number, all: readonly Pick<Rival, "name" | "loss">[], atEnd = false): string {
  const { between, worst, betweenAtEnd, worstAtEnd } = comparisonWords;
  const best = all.find((rival) => loss < rival.loss);
  const next = all.findLast((rival) => loss >= rival.loss);
  const named = ({ name, loss: value }: Pick<Rival, "name" | "loss">) => `${name} (${formatLoss(value)})`;
  if (best && next) return (atEnd ? betweenAtEnd : between)(named(best), named(next));
  if (best) return comparisonWords.best(named(best));
  return next ? (atEnd ? worstAtEnd : worst)(named(next)) : "";
}

/** The state of a run in one or two plain sentences. What is less urgent is in runNote. */
export function runSentence(run: Run): string {
  switch (run.phase) {
    case "preparing":
      return sentences.getReady;
    case "ready":
      return readySentence(run);
    case "training":
    case "paused":
      return progressSentence(run);
    case "finished":
      return finishedSentence(run);
    case "refused":
      return instrumentWords.refused(run.problem);
    case "lost":
      return instrumentWords.lost(run.problem);
  }
}

/** Trouble while training, and at the end how the result compares with the paper. */
export function runNote(run: Run): string {
  const baselines = run.baselineProblem && sentences.noBaselines(run.baselineProblem);
  return [run.phase === "finished" ? publishedSentence(run) : "", troubleSentence(run), baselines]
    .filter(Boolean)
    .join(" ");
}

function readySentence({ settings, validations }: Run): string {
  const loss = formatLoss(currentLoss({ validations }));
  return sentences.ready(settings.layers, loss, formatCount(settings.batch * settings.steps));
}

function progressSentence(run: Run): string {
  const { phase, step, settings } = run;
  const loss = currentLoss(run);
  const sentence = phase === "paused" ? sentences.paused : sentences.training;
  return sentence(formatCount(step), formatCount(settings.steps), formatLoss(loss), comparison(loss, rivals(run)));
}

function finishedSentence(run: Run): string {
  const { settings, seconds } = run;
  const loss = currentLoss(run);
  const compared = comparison(loss, rivals(run), true);
  const time = seconds >= 1 ? formatDuration(seconds) : undefined;
  return sentences.finished(formatCount(settings.steps), time, formatLoss(loss), compared);
}

const publishedTasks = 200_000 * 2048;

function publishedSentence(run: Run): string {
  const { published, settings, step } = run;
  if (!Number.isFinite(published)) return "";
  const seen = formatMillions(step * settings.batch);
  const share = sentences.published(formatLoss(published), formatMillions(publishedTasks), seen);
  const stuck = currentLoss(run) > 1.25 * published && currentLoss(run) - published > 1e-3;
  return stuck ? `${share} ${sentences.stuck}` : share;
}

function formatMillions(tasks: number): string {
  if (tasks < 1e5) return formatCount(tasks);
  return sentences.million((tasks / 1e6).toFixed(tasks < 1e7 ? 1 : 0));
}

function troubleSentence({ skippedSteps, nonFiniteTasks, validations }: Run): string {
  if (validations.length > 0 && !Number.isFinite(currentLoss({ validations })))
    return sentences.diverged;
  if (skippedSteps > 0) return sentences.skipped(skippedSteps, formatCount(skippedSteps));
  return nonFiniteTasks > 0 ? sentences.overflowed(nonFiniteTasks, formatCount(nonFiniteTasks)) : "";
}

/** From the time that a step took so far, everything included. */
export function secondsLeft({ settings, step, seconds }: Run): number {
  return step > 0 ? ((settings.steps - step) * seconds) / step : NaN;
}
