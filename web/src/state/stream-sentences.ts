// What the numbers of a stream say, in words of the catalogue.
import { formatShort, withPrefix } from "../draw/amounts.ts";
import { formatCount, formatLoss } from "../draw/format.ts";
import { ruleNames, streamWords as words } from "../messages/stream.ts";
import type { StreamValues } from "./stream-parameters.ts";
import type { StreamMoment, StreamWindow } from "./stream-window.ts";

const secondsPerDay = 86_400;
/** Single precision. */
const numberSize = 4;

export function streamSentences(window: StreamWindow, moment: StreamMoment, values: StreamValues): string[] {
  const floor = values.noise ** 2;
  return [
    order(window, moment),
    ...(values.rows.length === 0 && floor > 0 ? [words.floor(formatLoss(floor))] : []),
    edge(window, moment, values),
  ];
}

function order({ costs }: StreamWindow, { memories }: StreamMoment): string {
  const sorted = costs
    .map(({ rule }, i) => ({ name: ruleNames[rule], error: memories[i]!.running }))
    .sort((a, b) => a.error - b.error);
  const [best, worst] = [sorted[0]!, sorted.at(-1)!];
  return words.order(best.name, formatLoss(best.error), worst.name, formatLoss(worst.error));
}

function edge({ costs, moments }: StreamWindow, moment: StreamMoment, { perSecond }: StreamValues): string {
  const tokens = perSecond * secondsPerDay;
  const ridge = costs.at(-1)!;
  return words.edge(
    formatCount(perSecond),
    bytes(atToken(tokens, moments, moment, ({ cacheNumbers }) => cacheNumbers) * numberSize),
    bytes(ridge.stateNumbers * numberSize),
    formatShort(atToken(tokens, moments, moment, ({ cacheFlops }) => cacheFlops)),
    formatShort(ridge.flops),
  );
}

/** A cache and its cost grow by the same with every token: a straight line through the ends of the window. */
function atToken(
  token: number,
  moments: readonly StreamMoment[],
  moment: StreamMoment,
  amount: (moment: StreamMoment) => number,
): number {
  const [first, last] = [moments[0]!, moments.at(-1)!];
  if (first === last) return (amount(moment) / moment.token) * token;
  const slope = (amount(last) - amount(first)) / (last.token - first.token);
  return amount(moment) + slope * (token - moment.token);
}

function bytes(value: number): string {
  const { text, prefix } = withPrefix(value);
  return words.bytes(text, prefix);
}
