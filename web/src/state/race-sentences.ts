// What the numbers of a race say, in words of the catalogue: every number is the library's or measured.
import { formatMegabytes, formatShort } from "../draw/amounts.ts";
import { formatCount, formatLoss } from "../draw/format.ts";
import type { RaceLane, RaceReport } from "../engine/race-types.ts";
import { kernelTitles, raceWords as words } from "../messages/race.ts";
import { longestCommon, rateAt } from "./race-measures.ts";
import { exampleLength, type RaceState } from "./race-session.ts";

const fitFrom = 1024;
/** Kernels are compared where fixed costs no longer matter. */
const fairFrom = 2048;
const fairFactor = 2;

export interface Finding {
  title: string;
  text: string;
}

/** What was measured first, then what was counted. */
export function raceFindings(state: RaceState): Finding[] {
  const { report, measures } = state;
  if (!report) return [];
  const { findings: titles } = words;
  const isMeasured = measures.linear.length > 0;
  return [
    { title: titles.growth, text: isMeasured ? growth(report) : "" },
    { title: titles.crossover, text: `${crossoverSentence(report)} ${countedCrossover(report)}`.trim() },
    { title: titles.fairness, text: isMeasured ? fairness(state) : "" },
    { title: titles.example, text: example(report) },
    { title: titles.memory, text: memory(report) },
  ].filter(({ text }) => text !== "");
}

/** Standard errors above this come from what else the machine did. */
const calm = 0.1;

function growth({ lanes }: RaceReport): string {
  const isDisturbed = lanes.some(({ law }) => law.standardError > calm);
  return [...lanes.map(fitSentence), ...(isDisturbed ? [words.disturbed] : [])].join(" ");
}

function fitSentence({ kernel, law }: RaceLane): string {
  const from = formatCount(fitFrom);
  if (law.points < 3) return words.fewPoints(kernelTitles[kernel], from);
  return words.fit(kernelTitles[kernel], law.exponent.toFixed(2), law.standardError.toFixed(2), from, law.points);
}

function crossoverSentence({ crossover: { place, n } }: RaceReport): string {
  return place === "unknown" ? "" : words.crossover[place](formatCount(n));
}

function countedCrossover({ flopsCrossover }: RaceReport): string {
  return flopsCrossover > 0 ? words.countedCrossover(formatCount(flopsCrossover)) : words.noCountedCrossover;
}

function example({ n, lanes }: RaceReport): string {
  const flops = (kernel: string) => lanes.find((lane) => lane.kernel === kernel)!.flops[n.indexOf(exampleLength)]!;
  const [softmax, linear] = [flops("softmax"), flops("linear")];
  const pairs = formatShort(exampleLength ** 2);
  return words.example(pairs, formatShort(softmax), formatShort(linear), formatShort(softmax / linear), formatCount(exampleLength));
}

function memory({ decoding }: RaceReport): string {
  const { layers, heads, width, tokens, cacheBytes, stateBytes, memoryCrossover } = decoding;
  const ratio = formatShort(cacheBytes / stateBytes);
  return [
    words.memoryModel(layers, heads, width),
    words.memorySummary(formatCount(tokens), formatMegabytes(cacheBytes), formatMegabytes(stateBytes), ratio),
    words.memoryCrossover(formatCount(memoryCrossover)),
    words.decodeStep(formatShort(decoding.softmaxStepFlops), formatShort(decoding.linearStepFlops)),
  ].join(" ");
}

export interface Fairness {
  n: number;
  softmax: number;
  linear: number;
}

/** Operations per second of both at the longest length that both have run. */
export function fairnessOf({ measures, report }: RaceState): Fairness | undefined {
  const n = longestCommon(measures, ["softmax", "linear"]);
  if (!report || n === undefined || n < fairFrom) return undefined;
  const rate = (kernel: "softmax" | "linear") => rateAt(report, measures, kernel, n)!;
  return { n, softmax: rate("softmax"), linear: rate("linear") };
}

function fairness(state: RaceState): string {
  const found = fairnessOf(state);
  const limit = state.limit?.flops;
  if (!found || !limit) return "";
  const { n, softmax, linear } = found;
  const giga = (rate: number) => formatLoss(rate / 1e9);
  const share = (rate: number) => words.percent(String(Math.round((100 * rate) / limit)));
  const sentence = words.fairness(formatCount(n), giga(softmax), share(softmax), giga(linear), share(linear), giga(limit));
  const isFair = Math.max(softmax, linear) <= fairFactor * Math.min(softmax, linear);
  return isFair ? sentence : `${sentence} ${words.unfair}`;
}
