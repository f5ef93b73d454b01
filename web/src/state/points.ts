// Own context pairs as text: "x1,x2,y;x1,x2,y" in attributes and addresses, one pair per line in the field.
import type { Pair } from "../draw/data-map.ts";
import { pointsWords } from "../messages/points.ts";
import { problemWords } from "../messages/problems.ts";
import { parseAll, type Checked, type Parameter } from "./parameters.ts";

const mostPairs = 200;
const largest = 100;

/** Pairs by line or semicolon, numbers by comma, blanks or tabs; a heading is skipped. */
export function parsePoints(text: string): Checked<readonly Pair[]> {
  const rows = text
    .split(/[;\n]/)
    .map((row) => row.trim())
    .filter((row) => row !== "");
  if (rows.length > 0 && isHeading(rows[0]!)) rows.shift();
  if (rows.length > mostPairs) return { problem: problemWords.manyPairs(rows.length, mostPairs) };
  const pairs: Pair[] = [];
  for (const row of rows) {
    const parts = partsOf(row);
    if (parts.length !== 3) return { problem: problemWords.notAPair(row) };
    const checked = parseAll(parts, -largest, largest);
    if ("problem" in checked) return checked;
    pairs.push({ x: [checked.value[0]!, checked.value[1]!], y: checked.value[2]! });
  }
  return { value: pairs };
}

const partsOf = (row: string) => row.split(/\s*,\s*|\s+/);

const isHeading = (row: string) =>
  partsOf(row).every((part) => /^"?[a-z]\w*"?$/i.test(part) && Number.isNaN(Number(part)));

export function formatPoints(pairs: readonly Pair[], separator = ";"): string {
  return pairs.map(({ x, y }) => [...x, y].map(short).join(",")).join(separator);
}

/** Four digits after the point: an address holds what a hand can place. */
function short(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** Of flat arrays, as they cross the boundary. */
export function pairsOf(x: ArrayLike<number>, y: ArrayLike<number>): Pair[] {
  return Array.from({ length: y.length }, (_, i) => ({ x: [x[2 * i]!, x[2 * i + 1]!] as const, y: y[i]! }));
}

export const pointsParameter: Parameter<readonly Pair[]> = {
  ...pointsWords,
  rare: true,
  fallback: [],
  control: { kind: "lines", placeholder: "0.5, -1, 1.3\n1.2, 0.4, 0.1" },
  parse: parsePoints,
  format: (value) => formatPoints(value),
};
