// Questions that an lt-descent answers.
import { formatLoss } from "../draw/format.ts";
import type { MethodName, TraceReport } from "../engine/trace-types.ts";
import { presetWords } from "../messages/descent-presets.ts";
import { predictions as words } from "../messages/predictions.ts";
import type { DescentValues } from "./descent-parameters.ts";
import { descentPresets } from "./descent-presets.ts";
import type { Answer, Prediction } from "./prediction.ts";

const valuesOf = (name: string) => descentPresets.find((preset) => preset.name === name)!.values;
const last = (values: ArrayLike<number>) => values[values.length - 1]!;
const lengthsOf = (flat: ArrayLike<number>) =>
  Array.from({ length: flat.length / 2 }, (_, i) => Math.hypot(flat[2 * i]!, flat[2 * i + 1]!));

/** Losses whose quotient is smaller count as the same. */
const alike = 1.5;

function excessOf({ methods }: TraceReport, name: MethodName): number {
  const method = methods.find((each) => each.name === name);
  if (!method) throw new RangeError(`methods: ${name}`);
  return last(method.excess);
}

/** Of gradient descent and heavy ball, who is lower in the end. */
function whoIsLower(report: TraceReport): "gradient" | "ball" | "alike" {
  const [gradient, ball] = [excessOf(report, "gradient-descent"), excessOf(report, "heavy-ball")];
  if (Math.max(gradient, ball) <= alike * Math.min(gradient, ball)) return "alike";
  return gradient < ball ? "gradient" : "ball";
}

function ballAnswer(report: TraceReport, because: (gradient: string, ball: string) => string): Answer {
  const [gradient, ball] = [excessOf(report, "gradient-descent"), excessOf(report, "heavy-ball")];
  return { choice: whoIsLower(report), because: because(formatLoss(gradient), formatLoss(ball)) };
}

function noiseAnswer({ network, ridge, ols }: TraceReport): Answer {
  const w = network!.w.slice(-2);
  const [toRidge, toSquares] = [ridge, ols].map((to) => Math.hypot(w[0]! - to[0]!, w[1]! - to[1]!)) as [number, number];
  return {
    choice: toRidge < toSquares ? "ridge" : "squares",
    because: words.noise.because(formatLoss(toRidge), formatLoss(toSquares)),
  };
}

function memoryAnswer({ network }: TraceReport): Answer {
  const lengths = lengthsOf(network!.u);
  const largest = Math.max(...lengths);
  const grown = last(lengths) === largest ? "grows" : "fades";
  return { choice: largest === 0 ? "zero" : grown, because: words.memory.because(formatLoss(largest)) };
}

export const descentPredictions = {
  ravine: {
    ...words.ravine,
    values: valuesOf(presetWords.ravine.name),
    answer: (report) => ballAnswer(report, words.ravine.because),
  },
  overshoot: {
    ...words.overshoot,
    values: valuesOf(presetWords.overshoot.name),
    answer: (report) => ballAnswer(report, words.overshoot.because),
  },
  noise: { ...words.noise, values: valuesOf(presetWords.noisy.name), answer: noiseAnswer },
  memory: { ...words.memory, values: valuesOf(presetWords.cliff.name), answer: memoryAnswer },
} satisfies Record<string, Prediction<DescentValues, TraceReport>>;
