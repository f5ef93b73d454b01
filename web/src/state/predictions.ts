// All questions by name. Each fits the instrument that it is asked of: web/content says which.
import { attentionPredictions } from "./attention-predictions.ts";
import { descentPredictions } from "./descent-predictions.ts";
import { layerPredictions } from "./layer-predictions.ts";
import { measurePredictions } from "./measure-predictions.ts";
import type { Prediction } from "./prediction.ts";
import { walkthroughPredictions } from "./walkthrough-predictions.ts";

export const predictions: Record<string, Prediction<object, never>> = {
  ...attentionPredictions,
  ...measurePredictions,
  ...descentPredictions,
  ...layerPredictions,
  ...walkthroughPredictions,
};
