// Questions that an lt-layer answers.
import { formatEntry } from "../draw/entry.ts";
import { formatLoss } from "../draw/format.ts";
import type { LayerReport } from "../engine/mechanism-types.ts";
import { predictions as words } from "../messages/predictions.ts";
import type { LayerValues } from "./layer-parameters.ts";
import { layerPresetValues } from "./layer-presets.ts";
import type { Answer, Prediction } from "./prediction.ts";

const rounding = 1e-9;

function scaledAnswer({ prediction, gradientStep: { prediction: step } }: LayerReport): Answer {
  const change = Math.abs(prediction) - Math.abs(step);
  const choice = Math.abs(change) < rounding ? "same" : change < 0 ? "smaller" : "larger";
  return { choice, because: words.scaled.because(formatEntry(prediction), formatEntry(step)) };
}

/** As a share of the prediction of the step: what is further off is another thing. */
const few = 0.05;

function trainedAnswer({ prediction, gradientStep: { prediction: step }, predictionDifference }: LayerReport): Answer {
  const share = predictionDifference / Math.abs(step);
  const choice = share < rounding ? "equal" : share < few ? "near" : "far";
  return { choice, because: words.trained.because(formatEntry(prediction), formatEntry(step), formatLoss(share)) };
}

export const layerPredictions = {
  scaled: { ...words.scaled, values: layerPresetValues.rescale, answer: scaledAnswer },
  trained: { ...words.trained, values: layerPresetValues.full, answer: trainedAnswer },
} satisfies Record<string, Prediction<LayerValues, LayerReport>>;
