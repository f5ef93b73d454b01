import type { FeatureMapName } from "../engine/mechanism-types.ts";
import { attentionParameterWords as text, attentionProblemWords as problems } from "../messages/attention.ts";
import { choice, integer, onOff, parseAll, real, type Checked, type Parameter, type ParameterTable } from "./parameters.ts";

export type TokenRow = readonly number[];

/** What lt-attention can be set to. */
export interface AttentionValues {
  words: string;
  /** Own tokens; none: those of the words. */
  tokens: readonly TokenRow[];
  map: FeatureMapName;
  features: number;
  sharpness: number;
  causal: boolean;
  seed: number;
  length: number;
  head: number;
  speed: number;
  loop: boolean;
  /** Steps done; 2.4 is in the middle of the third. */
  at: number;
}

export const tokenSize = 3;
const fewestWords = 2;
const mostWords = 8;
const mostLetters = 12;

function parseWords(given: string): Checked<string> {
  const words = given.split(/[\s;,]+/).filter((word) => word !== "");
  const long = words.find((word) => word.length > mostLetters);
  if (long) return { problem: problems.longWord(long, mostLetters) };
  if (words.length < fewestWords || words.length > mostWords)
    return { problem: problems.wordCount(words.length, fewestWords, mostWords) };
  return { value: words.join(" ") };
}

function parseTokens(given: string): Checked<readonly TokenRow[]> {
  const rows = given.split(/[;\n]/).map((row) => row.trim()).filter((row) => row !== "");
  if (rows.length === 1 || rows.length > mostWords)
    return { problem: problems.wordCount(rows.length, fewestWords, mostWords) };
  const tokens: TokenRow[] = [];
  for (const row of rows) {
    const parts = row.split(/\s*,\s*|\s+/);
    if (parts.length !== tokenSize) return { problem: problems.notAToken(row) };
    const checked = parseAll(parts, -100, 100);
    if ("problem" in checked) return checked;
    tokens.push(checked.value);
  }
  return { value: tokens };
}

export const formatTokens = (tokens: readonly TokenRow[]) => tokens.map((row) => row.join(",")).join(";");

const words: Parameter<string> = {
  ...text.words,
  rare: false,
  fallback: text.words.placeholder,
  control: { kind: "lines", placeholder: text.words.placeholder },
  parse: parseWords,
  format: (value) => value,
};

const tokens: Parameter<readonly TokenRow[]> = {
  ...text.tokens,
  rare: false,
  fallback: [],
  control: { kind: "grid", columns: text.tokens.columns, row: text.tokens.row, most: mostWords },
  parse: parseTokens,
  format: formatTokens,
};

/** Attributes of lt-attention, its controls and its address. */
export const attentionParameters: ParameterTable<AttentionValues> = {
  words,
  tokens,
  map: choice({ ...text.map, fallback: "elu+1" }),
  features: integer({ ...text.features, fallback: 16, min: 1, max: 64, shown: "slider" }),
  sharpness: real({ ...text.sharpness, fallback: 3, min: 0, max: 12, slider: 0.1 }),
  causal: onOff({ ...text.causal, fallback: false }),
  seed: integer({ ...text.seed, fallback: 1, min: 0, max: 99, shown: "slider" }),
  length: real({ ...text.length, fallback: 256, min: 4, max: 65536, slider: "logarithmic" }),
  head: integer({ ...text.head, fallback: 64, min: 1, max: 256, shown: "slider" }),
  speed: real({ ...text.speed, rare: true, fallback: 0.5, min: 0.1, max: 4, slider: "logarithmic" }),
  loop: onOff({ ...text.loop, rare: true, fallback: false }),
  at: real({ ...text.at, rare: true, fallback: 4, min: 0, max: 4 }),
};
