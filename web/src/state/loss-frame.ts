// What the loss chart of lt-train shows of a run.
import type { LossFrame } from "../draw/loss-chart.ts";
import { trainWords as words } from "../messages/train.ts";
import { rivals } from "./train-sentence.ts";
import type { Run } from "./training-session.ts";

export function lossFrame(run: Readonly<Run>): LossFrame {
  const levels: LossFrame["levels"] = rivals(run).map(({ name, concept, loss }) => ({
    concept,
    label: name,
    value: loss,
  }));
  if (Number.isFinite(run.published))
    levels.push({ concept: "published", label: words.published, value: run.published });
  // Only the expected loss of a batch is an adjusted loss and belongs on this axis.
  const batch = run.settings.estimator === "expected" ? run.batchLoss.points() : [];
  return {
    steps: run.settings.steps,
    curves: [
      { concept: "batch", points: batch },
      { concept: "transformer", points: run.validations },
    ],
    levels,
  };
}
