// All questions by name. Each fits the instrument that it is asked of: web/content says which.
import { descentPredictions } from "./descent-predictions.ts";
import { measurePredictions } from "./measure-predictions.ts";
import type { Prediction } from "./prediction.ts";
import { walkthroughPredictions } from "./walkthrough-predictions.ts";

export const predictions: Record<string, Prediction<object, never>> = {
  ...measurePredictions,
  ...descentPredictions,
  ...walkthroughPredictions,
};
