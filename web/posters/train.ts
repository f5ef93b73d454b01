// The poster of lt-train: the run that its button Train starts, validated at fixed steps instead of when there is time.
import type { LabModule, TrainingSettings } from "../src/engine/types.ts";
import { renderChart } from "../src/elements/loss-figure.ts";
import { trainWords } from "../src/messages/train.ts";
import { baselineSampling } from "../src/state/baseline-cache.ts";
import { lossFrame } from "../src/state/loss-frame.ts";
import { fallbacks } from "../src/state/parameters.ts";
import { settingsOf, trainParameters } from "../src/state/train-parameters.ts";
import { runSentence } from "../src/state/train-sentence.ts";
import { newRun, type Run } from "../src/state/training-session.ts";
import type { Drawing } from "./poster.ts";

const size = { width: 782, height: 340 };
const stretches = 50;

export function drawTraining(lab: LabModule, settings = settingsOf(fallbacks(trainParameters))): Drawing {
  const run = finishedRun(lab, settings);
  const summary = trainWords.lossSummary(runSentence(run));
  return { picture: renderChart(lossFrame(run), size, summary), size, summary };
}

export function finishedRun(lab: LabModule, settings: TrainingSettings): Run {
  const { d, n, noise, model, layers, steps } = settings;
  const run = newRun(settings);
  const trainer = lab.createTrainer(settings);
  try {
    run.validations.push({ x: 0, y: trainer.validate() });
    while (run.step < steps) {
      const { step, loss } = trainer.step(Math.ceil(steps / stretches));
      run.batchLoss.add(run.step, loss);
      run.step = step;
      run.validations.push({ x: step, y: trainer.validate() });
    }
  } finally {
    trainer.delete();
  }
  const baselines = lab.baselines({ d, n, noise }, baselineSampling);
  return { ...run, phase: "finished", baselines, published: lab.publishedLoss(model, layers, noise) };
}
