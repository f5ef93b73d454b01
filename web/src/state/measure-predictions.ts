// Questions that lt-race and lt-stream answer.
import { formatMegabytes, threeDigits } from "../draw/amounts.ts";
import { formatLoss } from "../draw/format.ts";
import type { RaceReport } from "../engine/race-types.ts";
import { measurePredictions as words } from "../messages/measure-predictions.ts";
import type { Prediction } from "./prediction.ts";
import type { RaceValues } from "./race-parameters.ts";
import type { StreamValues } from "./stream-parameters.ts";
import type { StreamWindow } from "./stream-window.ts";

/** The choice whose number is nearest, by ratio. */
function nearest<Choice extends string>(value: number, choices: Record<Choice, number>): Choice {
  const distance = (choice: Choice) => Math.abs(Math.log(value / choices[choice]));
  return (Object.keys(choices) as Choice[]).reduce((best, choice) => (distance(choice) < distance(best) ? choice : best));
}

/** Errors whose quotient is smaller count as the same. */
const alike = 1.2;

const doubling: Prediction<RaceValues, RaceReport> = {
  ...words.doubling,
  // Asked for by name, times are measured.
  values: { show: "seconds" },
  answer: ({ lanes }) => {
    const { exponent } = lanes.find(({ kernel }) => kernel === "softmax")!.law;
    if (!Number.isFinite(exponent)) return undefined;
    const ratio = 2 ** exponent;
    return {
      choice: nearest(ratio, { two: 2, four: 4, eight: 8 }),
      because: words.doubling.because(exponent.toFixed(2), threeDigits(ratio)),
    };
  },
};

const cache: Prediction<RaceValues, RaceReport> = {
  ...words.cache,
  values: { d: 64, layers: 24, heads: 16, tokens: 10_000 },
  answer: ({ decoding: { cacheBytes, stateBytes } }) => ({
    choice: nearest(cacheBytes / stateBytes, { ten: 10, hundreds: 300, thousands: 10_000 }),
    because: words.cache.because(formatMegabytes(cacheBytes), formatMegabytes(stateBytes), threeDigits(cacheBytes / stateBytes)),
  }),
};

const drift: Prediction<StreamValues, StreamWindow> = {
  ...words.drift,
  values: { drift: 0.05 },
  answer: ({ moments, costs }) => {
    const error = (rule: string) => moments.at(-1)!.memories[costs.findIndex((cost) => cost.rule === rule)]!.running;
    const [plain, decay] = [error("linear"), error("retention")];
    const isAlike = Math.max(plain, decay) <= alike * Math.min(plain, decay);
    return {
      choice: isAlike ? "alike" : plain < decay ? "plain" : "decay",
      because: words.drift.because(formatLoss(plain), formatLoss(decay)),
    };
  },
};

export const measurePredictions = { doubling, cache, drift };
