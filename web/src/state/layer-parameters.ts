import { layerParameterWords as text, layerProblemWords as problems } from "../messages/layer.ts";
import { choice, numbers, onOff, parseAll, real, type Checked, type Parameter, type ParameterTable } from "./parameters.ts";

export type Row = readonly number[];
export type LayerChoice = "omega" | "diag" | "gd++" | "full";

/** What lt-layer can be set to. */
export interface LayerValues {
  /** x and y; all rows of one length. */
  points: readonly Row[];
  query: readonly number[];
  layer: LayerChoice;
  omega: readonly number[];
  /** Own P and Q: d + 1 rows per head, P beside Q; none: the layer chosen. */
  heads: readonly Row[];
  pace: number;
  repeat: boolean;
  /** Steps done; 2.4 is in the middle of the third. */
  step: number;
}

const mostPairs = 12;
export const mostHeads = 4;

/** Rows of numbers, all as long as the first, which has one of these lengths. */
function parseRows(given: string, lengths: readonly number[], refuse: (row: string) => string): Checked<Row[]> {
  const rows = given.split(/[;\n]/).map((row) => row.trim()).filter((row) => row !== "");
  const parsed: Row[] = [];
  for (const row of rows) {
    const checked = parseAll(row.split(/\s*,\s*|\s+/), -1000, 1000);
    if ("problem" in checked) return checked;
    const length = parsed[0]?.length ?? checked.value.length;
    if (checked.value.length !== length || !lengths.includes(length)) return { problem: refuse(row) };
    parsed.push(checked.value);
  }
  return { value: parsed };
}

function parsePairs(given: string): Checked<readonly Row[]> {
  const parsed = parseRows(given, [2, 3], problems.notAPair);
  if ("problem" in parsed) return parsed;
  const { length } = parsed.value;
  return length >= 1 && length <= mostPairs ? parsed : { problem: problems.fewPairs(length, mostPairs) };
}

function parseHeads(given: string): Checked<readonly Row[]> {
  const parsed = parseRows(given, [4, 6], problems.notARow);
  if ("problem" in parsed || parsed.value.length === 0) return parsed;
  const size = parsed.value[0]!.length / 2;
  if (parsed.value.length % size !== 0) return { problem: problems.fewRows(parsed.value.length) };
  return parsed.value.length / size <= mostHeads ? parsed : { problem: problems.manyHeads(mostHeads) };
}

export const formatRows = (rows: readonly Row[]) => rows.map((row) => row.join(",")).join(";");

export const firstPairs: readonly Row[] = [
  [-2, -2.6],
  [-1, -0.8],
  [0.5, 1.2],
  [1, 0.9],
  [2, 3.1],
];

const points: Parameter<readonly Row[]> = {
  ...text.points,
  rare: false,
  fallback: firstPairs,
  control: { kind: "grid", columns: text.points.columns[0], row: text.points.row, most: mostPairs },
  parse: parsePairs,
  format: formatRows,
};

const heads: Parameter<readonly Row[]> = {
  ...text.heads,
  rare: false,
  fallback: [],
  control: { kind: "grid", columns: text.heads.columns[0], row: text.heads.row, most: mostHeads * 3 },
  parse: parseHeads,
  format: formatRows,
};

/** Attributes of lt-layer, its controls and its address. */
export const layerParameters: ParameterTable<LayerValues> = {
  points,
  query: numbers({ ...text.query, names: text.query.names, fallback: [1.5, 0.5], min: -100, max: 100 }),
  layer: choice({ ...text.layer, fallback: "omega" }),
  omega: numbers({ ...text.omega, names: text.omega.names, fallback: [0, 0, -0.08, 0], min: -10, max: 10 }),
  heads,
  pace: real({ ...text.pace, rare: true, fallback: 0.5, min: 0.1, max: 4, slider: "logarithmic" }),
  repeat: onOff({ ...text.repeat, rare: true, fallback: false }),
  step: real({ ...text.step, rare: true, fallback: 4, min: 0, max: 4 }),
};

/** Inputs of a token. */
export const inputsOf = ({ points: [first] }: Pick<LayerValues, "points">) => first!.length - 1;
