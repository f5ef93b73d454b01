// Whether a layer is a gradient step, is one for the query only, or is none.
import type { LayerReport } from "../engine/mechanism-types.ts";

/** Of the largest number at stake: what is below is rounding. */
const rounding = 1e-12;

export function agreementOf(report: LayerReport): "agree" | "sameQuery" | "differ" {
  const { tokens, after, predictionDifference, labelDifference, inputMovement } = report;
  const largest = [...tokens, ...after].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isZero = (difference: number) => difference <= rounding * largest;
  if (!isZero(predictionDifference)) return "differ";
  return isZero(labelDifference) && isZero(inputMovement) ? "agree" : "sameQuery";
}
