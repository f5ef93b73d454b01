// Questions that an lt-attention answers.
import { formatCount, formatLoss } from "../draw/format.ts";
import type { AttentionReport } from "../engine/mechanism-types.ts";
import { predictions as words } from "../messages/predictions.ts";
import { tokenSize, type AttentionValues } from "./attention-parameters.ts";
import type { Answer, Prediction } from "./prediction.ts";

function bracketAnswer({ bracket: { scoresFirst, stateFirst } }: AttentionReport): Answer {
  const factor = scoresFirst.flops / stateFirst.flops;
  const choice = factor > 100 ? "hundred" : factor > 3 ? "ten" : "same";
  const because = words.bracket.because(formatCount(scoresFirst.flops / 2), formatCount(stateFirst.flops / 2), formatCount(factor));
  return { choice, because };
}

/** Largest weights that differ by less are alike. */
const alike = 0.05;

function sharpAnswer({ tokens, softmax, linear }: AttentionReport): Answer {
  const n = tokens.length / tokenSize;
  const largest = (weights: Float64Array) =>
    Array.from({ length: n }, (_, i) => Math.max(...weights.subarray(i * n, (i + 1) * n))).reduce((a, b) => a + b) / n;
  const [a, b] = [largest(softmax.weights), largest(linear.weights)];
  const choice = Math.abs(a - b) < alike ? "alike" : b < a ? "blunter" : "sharper";
  return { choice, because: words.sharp.because(formatLoss(a), formatLoss(b)) };
}

export const attentionPredictions = {
  bracket: { ...words.bracket, values: { length: 8192 }, answer: bracketAnswer },
  sharp: { ...words.sharp, values: { sharpness: 12 }, answer: sharpAnswer },
} satisfies Record<string, Prediction<AttentionValues, AttentionReport>>;
