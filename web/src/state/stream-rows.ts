// Own readings as text: one row per line or semicolon, numbers by comma, blanks or tabs.
import { streamParameterWords, streamWords as words } from "../messages/stream.ts";
import { parseAll, type Checked, type Parameter } from "./parameters.ts";

export type Rows = readonly (readonly number[])[];

export const mostRows = 1000;
const mostColumns = 12;
const largest = 1e6;

export function parseRows(text: string): Checked<Rows> {
  const lines = text
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > 0 && isHeading(lines[0]!)) lines.shift();
  if (lines.length > mostRows) return { problem: words.manyRows(lines.length, mostRows) };
  const rows: number[][] = [];
  for (const line of lines) {
    const checked = parseRow(line, rows[0]?.length);
    if ("problem" in checked) return checked;
    rows.push(checked.value);
  }
  return { value: rows };
}

function parseRow(line: string, columns: number | undefined): Checked<number[]> {
  const parts = partsOf(line);
  if (parts.length < 2) return { problem: words.fewColumns(line) };
  if (parts.length > mostColumns) return { problem: words.manyColumns(parts.length, mostColumns) };
  if (columns !== undefined && parts.length !== columns) return { problem: words.notARow(line, columns) };
  return parseAll(parts, -largest, largest);
}

const partsOf = (line: string) => line.split(/\s*,\s*|\s+/);

const isHeading = (line: string) => partsOf(line).every((part) => part !== "" && Number.isNaN(Number(part)));

export const rowsParameter: Parameter<Rows> = {
  ...streamParameterWords.rows,
  rare: true,
  fallback: [],
  control: { kind: "lines", placeholder: "0.5, -1, 1.3\n1.2, 0.4, 0.1" },
  parse: parseRows,
  format: (rows) => rows.map((row) => row.join(",")).join(";"),
};
