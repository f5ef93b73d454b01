// What a run means, in words. Every number comes from the run.
import { formatCount, formatDuration, formatLoss } from "../draw/format.ts";
import type { Concept } from "../draw/loss-chart.ts";
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

/** "better than AdaRR (0.0694), not yet better than TunedRR (0.0497)" */
export function comparison(loss: number, all: readonly Pick<Rival, "name" | "loss">[]): string {
  const best = all.find((rival) => loss < rival.loss);
  const next = all.findLast((rival) => loss >= rival.loss);
  const named = ({ name, loss: value }: Pick<Rival, "name" | "loss">) => `${name} (${formatLoss(value)})`;
  if (best && next) return `better than ${named(best)}, not yet better than ${named(next)}`;
  if (best) return `better than every baseline, also ${named(best)}`;
  return next ? `not yet better than ${named(next)}` : "";
}

/** The state of a run in one or two plain sentences. What is less urgent is in runNote. */
export function runSentence(run: Run): string {
  switch (run.phase) {
    case "preparing":
      return "Getting ready: loading the WebAssembly module and drawing the first tasks.";
    case "ready":
      return readySentence(run);
    case "training":
    case "paused":
      return progressSentence(run);
    case "finished":
      return finishedSentence(run);
    case "refused":
      return `These settings cannot be used. ${run.problem}`;
    case "lost":
      return `The computation stopped: ${run.problem} Press Retry to go on.`;
  }
}

/** Trouble while training, and at the end how the result compares with the paper. */
export function runNote(run: Run): string {
  const baselines = run.baselineProblem && `The baselines could not be computed: ${run.baselineProblem}`;
  return [run.phase === "finished" ? publishedSentence(run) : "", troubleSentence(run), baselines]
    .filter(Boolean)
    .join(" ");
}

function readySentence({ settings, validations }: Run): string {
  const layers = settings.layers === 1 ? "one layer" : `${settings.layers} layers`;
  const loss = currentLoss({ validations });
  const start = `A linear transformer with ${layers} starts from small gradient steps (adjusted loss ${formatLoss(loss)})`;
  return `Press Train. ${start} and will see ${formatCount(settings.batch * settings.steps)} regression tasks.`;
}

function progressSentence(run: Run): string {
  const { phase, step, settings } = run;
  const where = `tep ${formatCount(step)} of ${formatCount(settings.steps)}`;
  const loss = currentLoss(run);
  const compared = comparison(loss, rivals(run));
  const judged = `adjusted loss ${formatLoss(loss)}${compared ? `: ${compared}` : ""}.`;
  return phase === "paused" ? `Paused at s${where}, ${judged}` : `S${where}, ${judged}`;
}

function finishedSentence(run: Run): string {
  const { settings, seconds } = run;
  const loss = currentLoss(run);
  const compared = comparison(loss, rivals(run)).replaceAll("not yet", "not");
  const time = seconds >= 1 ? ` in ${formatDuration(seconds)}` : "";
  const result = `Adjusted loss ${formatLoss(loss)}${compared ? `: ${compared}` : ""}.`;
  return `Done: ${formatCount(settings.steps)} steps${time}. ${result}`;
}

const publishedTasks = 200_000 * 2048;

function publishedSentence(run: Run): string {
  const { published, settings, step } = run;
  if (!Number.isFinite(published)) return "";
  const paper = `The paper reports ${formatLoss(published)} for this model after ${formatMillions(publishedTasks)} tasks`;
  const share = `${paper}; this run saw ${formatMillions(step * settings.batch)}.`;
  const stuck = currentLoss(run) > 1.25 * published && currentLoss(run) - published > 1e-3;
  return stuck
    ? `${share} Training has several local minima: another seed or more steps may do better.`
    : share;
}

function formatMillions(tasks: number): string {
  if (tasks < 1e5) return formatCount(tasks);
  return `${(tasks / 1e6).toFixed(tasks < 1e7 ? 1 : 0)} million`;
}

function troubleSentence({ skippedSteps, nonFiniteTasks, validations }: Run): string {
  if (validations.length > 0 && !Number.isFinite(currentLoss({ validations })))
    return "Training has diverged: the loss is not finite any more. Reset and try a smaller learning rate or fewer layers.";
  if (skippedSteps > 0) {
    const steps = skippedSteps === 1 ? "1 step was" : `${formatCount(skippedSteps)} steps were`;
    return `${steps} not finite and changed nothing; a smaller learning rate helps.`;
  }
  if (nonFiniteTasks === 0) return "";
  return nonFiniteTasks === 1
    ? "1 task overflowed and was left out of its batch."
    : `${formatCount(nonFiniteTasks)} tasks overflowed and were left out of their batches.`;
}

/** From the time that a step took so far, everything included. */
export function secondsLeft({ settings, step, seconds }: Run): number {
  return step > 0 ? ((settings.steps - step) * seconds) / step : NaN;
}
