import type { Pair } from "../draw/data-map.ts";
import { problemWords } from "../messages/problems.ts";
import { symbolWords, type SymbolId } from "../messages/walkthrough-symbols.ts";
import { parameterWords as text } from "../messages/walkthrough.ts";
import { formatOmegas, parseOmegas, type OmegaRow } from "./omegas.ts";
import { choice, numbers, onOff, real, type Parameter, type ParameterTable } from "./parameters.ts";
import { formatPoints, parsePoints } from "./points.ts";

export type NetworkChoice = "diag" | "gd++" | "full";
export type Form = "recursion" | "momentum";

/** What lt-walkthrough can be set to. */
export interface WalkthroughValues {
  model: NetworkChoice;
  /** Of own layers; none: the trained network. */
  omegas: readonly OmegaRow[];
  points: readonly Pair[];
  query: readonly number[];
  sigma: number;
  form: Form;
  symbol: SymbolId | "";
  checked: boolean;
  speed: number;
  loop: boolean;
  /** Layers done; 2.4 is in the middle of the third. */
  at: number;
}

/** With numbers that a hand can follow: one digit after the point. */
export const firstPoints =
  "-0.4,-0.7,2.3;0.2,0.7,0.2;-0.6,0.2,0.7;0.7,2.9,-6.4;0,-0.7,-3.7;2,0.1,6.8;2.3,0.4,0.2;0.6,-0.6,1.3;0.8,-0.4,2.6;0.3,-0.4,1.3";

export function pairsFrom(points: string): readonly Pair[] {
  const parsed = parsePoints(points);
  return "value" in parsed ? parsed.value : [];
}

const omegasParameter: Parameter<readonly OmegaRow[]> = {
  label: text.omegas.label,
  help: text.omegas.help,
  rare: false,
  fallback: [],
  control: { kind: "grid", columns: text.omegas.columns, row: text.omegas.row, most: 16 },
  parse: parseOmegas,
  format: formatOmegas,
};

const pointsParameter: Parameter<readonly Pair[]> = {
  label: text.points.label,
  help: text.points.help,
  rare: false,
  fallback: pairsFrom(firstPoints),
  control: { kind: "grid", columns: text.points.columns, row: text.points.row, most: 200 },
  parse: (given) => {
    const parsed = parsePoints(given);
    const isEmpty = "value" in parsed && parsed.value.length === 0;
    return isEmpty ? { problem: problemWords.noPairs } : parsed;
  },
  format: (pairs) => formatPoints(pairs),
};

const symbolLabels = Object.fromEntries(
  Object.entries(symbolWords).map(([id, { label }]) => [id, label]),
) as Record<SymbolId, string>;

/** Attributes of lt-walkthrough, its controls and its address. */
export const walkthroughParameters: ParameterTable<WalkthroughValues> = {
  model: choice({ ...text.model, fallback: "diag" }),
  omegas: omegasParameter,
  points: pointsParameter,
  query: numbers({ ...text.query, names: text.query.names, fallback: [1, -0.5], min: -100, max: 100 }),
  sigma: real({ ...text.sigma, fallback: 2, min: 0, max: 5, slider: 0.05 }),
  form: choice({ ...text.form, fallback: "recursion" }),
  symbol: choice({ ...text.symbol, fallback: "", options: { "": "", ...symbolLabels } }),
  checked: onOff({ ...text.checked, fallback: false }),
  speed: real({ ...text.speed, rare: true, fallback: 0.75, min: 0.25, max: 8, slider: "logarithmic" }),
  loop: onOff({ ...text.loop, rare: true, fallback: false }),
  at: real({ ...text.at, rare: true, fallback: 4, min: 0, max: 16 }),
};
