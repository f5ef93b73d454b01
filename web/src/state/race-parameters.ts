import type { RaceSettings } from "../engine/race-types.ts";
import { problemWords } from "../messages/problems.ts";
import { raceParameterWords as text } from "../messages/race.ts";
import { choice, integer, onOff, real, type Parameter, type ParameterTable } from "./parameters.ts";

export type Quantity = "seconds" | "flops" | "bytes";

/** What lt-race can be set to. */
export interface RaceValues {
  d: number;
  map: RaceSettings["map"];
  features: number;
  causal: boolean;
  window: number;
  show: Quantity;
  patience: number;
  layers: number;
  heads: number;
  tokens: number;
  numberSize: number;
  speed: number;
  loop: boolean;
  /** Races done; 5.5 is in the middle of the sixth. */
  at: number;
}

/** 64, 128 … 65,536. */
export const raceLengths: readonly number[] = Array.from({ length: 11 }, (_, i) => 64 * 2 ** i);

function oneOf(
  { label, help }: { label: string; help: string },
  values: readonly number[],
  fallback: number,
): Parameter<number> {
  const names = values.map(String);
  return {
    label,
    help,
    rare: false,
    fallback,
    control: { kind: "choice", options: names.map((name) => ({ value: name, label: name })) },
    parse: (given) =>
      names.includes(given.trim()) ? { value: Number(given) } : { problem: problemWords.notOneOf(given, names) },
    format: String,
  };
}

/** Attributes of lt-race, its controls and its address. */
export const raceParameters: ParameterTable<RaceValues> = {
  d: oneOf(text.d, [16, 32, 64, 128], 32),
  map: choice({ ...text.map, fallback: "elu+1" }),
  features: oneOf(text.features, [16, 32, 64, 128, 256], 64),
  causal: onOff({ ...text.causal, fallback: false }),
  window: oneOf(text.window, [64, 128, 256, 512, 1024], 256),
  show: choice({ ...text.show, fallback: "seconds" }),
  patience: real({ ...text.patience, fallback: 1, min: 0.05, max: 8, slider: "logarithmic" }),
  layers: integer({ ...text.layers, fallback: 24, min: 1, max: 200, shown: "slider" }),
  heads: integer({ ...text.heads, fallback: 16, min: 1, max: 128, shown: "slider" }),
  tokens: integer({ ...text.tokens, fallback: 10_000, min: 1, max: 1_000_000 }),
  numberSize: oneOf(text.numberSize, [1, 2, 4], 2),
  speed: real({ ...text.speed, rare: true, fallback: 0.5, min: 0.1, max: 4, slider: "logarithmic" }),
  loop: onOff({ ...text.loop, rare: true, fallback: false }),
  at: real({ ...text.at, rare: true, fallback: raceLengths.length, min: 0, max: raceLengths.length }),
};

/** What the kernels run with. */
export function raceSettings({ d, map, features, causal, window }: RaceValues): RaceSettings {
  return { d, map, features, causal: causal ? 1 : 0, window };
}
