// Questions that an lt-walkthrough answers.
import { formatLoss } from "../draw/format.ts";
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import { predictions as words } from "../messages/predictions.ts";
import type { Answer, Prediction } from "./prediction.ts";
import type { WalkthroughValues } from "./walkthrough-parameters.ts";

/** The layer of the trained network in which the memory is asked about. */
const brakeLayer = 6;

/** A memory that moves the answer by a smaller share of the direct step counts as none. */
const least = 0.01;

function brakeAnswer({ layers }: WalkthroughReport): Answer {
  const { direct, fromMemory } = layers[brakeLayer - 1]!.momentum!;
  const along = direct[0]! * fromMemory[0]! + direct[1]! * fromMemory[1]!;
  const share = Math.hypot(...fromMemory) / Math.hypot(...direct);
  const choice = share < least ? "nothing" : along > 0 ? "along" : "against";
  return { choice, because: words.brake.because(words.brake.ways[choice], formatLoss(share)) };
}

/** Of the largest coordinate: above this it is more than rounding. */
const rounding = 1e-12;

function exactAnswer({ tokenDifference: difference }: WalkthroughReport): Answer {
  const choice = difference <= rounding ? "rounding" : difference < 0.01 ? "thousandth" : "percent";
  return { choice, because: words.exact.because(formatLoss(difference)) };
}

export const walkthroughPredictions = {
  brake: { ...words.brake, values: { form: "momentum", at: brakeLayer, symbol: "from-memory" }, answer: brakeAnswer },
  exact: { ...words.exact, values: { checked: true }, answer: exactAnswer },
} satisfies Record<string, Prediction<WalkthroughValues, WalkthroughReport>>;
