// Noise distributions as text: "uniform:5", "set:1,3", "constant:1" (grammar of cpp/ltlab/regression/noise.h).
import { problemWords } from "../messages/problems.ts";
import { noiseKindNames } from "../messages/noise.ts";
import type { Checked } from "./parameters.ts";

export type NoiseKind = "uniform" | "set" | "constant";

export const noiseKinds: Record<NoiseKind, string> = noiseKindNames;

export function splitNoise(text: string): { kind: string; levels: string } {
  const colon = text.indexOf(":");
  return colon < 0
    ? { kind: text, levels: "" }
    : { kind: text.slice(0, colon), levels: text.slice(colon + 1) };
}

const largestLevel = 100;
const largestSet = 64;

/** The levels of a noise text, {σ max} for "uniform", or what is wrong with it, in the words of the C++ library. */
export function noiseLevels(text: string): Checked<number[]> {
  const { kind, levels } = splitNoise(text);
  const parts = levels.split(",");
  const malformed =
    !(kind in noiseKinds) || (kind !== "set" && parts.length > 1) || parts.some((part) => !isNumber(part));
  if (malformed) return { problem: problemWords.notNoise(text) };
  if (parts.length > largestSet) return { problem: problemWords.manyLevels(text, largestSet) };
  const outside = parts.find((part) => !(Number(part) >= 0 && Number(part) <= largestLevel));
  if (outside !== undefined) return { problem: problemWords.outside(outside, 0, largestLevel) };
  return { value: parts.map(Number) };
}

function isNumber(text: string): boolean {
  return text !== "" && !Number.isNaN(Number(text));
}

export function parseNoise(text: string): Checked<string> {
  const compact = text.replace(/\s/g, "");
  const checked = noiseLevels(compact);
  return "problem" in checked ? checked : { value: compact };
}

/** As mathematics: U(0, 5), {1, 3}, σ = 1. */
export function noiseName(text: string): string {
  const { kind, levels } = splitNoise(text);
  if (kind === "uniform") return `U(0, ${levels})`;
  return kind === "set" ? `{${levels.split(",").join(", ")}}` : `σ = ${levels}`;
}
