// Situations of lt-race, each with what to look at. tests/web/race-claims.test.ts holds them to it.
import { racePresetWords } from "../messages/race.ts";
import { fallbacks, toQuery } from "./parameters.ts";
import { raceParameters, type RaceValues } from "./race-parameters.ts";

export interface RacePreset {
  name: string;
  comment: string;
  values: Partial<RaceValues>;
}

const values: Record<keyof typeof racePresetWords, Partial<RaceValues>> = {
  standard: {},
  wide: { d: 128 },
  causal: { causal: true },
  features: { map: "performer", features: 256 },
  edge: { d: 64, layers: 12, heads: 12, tokens: 100_000 },
};

export const racePresets: readonly RacePreset[] = Object.entries(racePresetWords).map(
  ([key, { name, comment }]) => ({ name, comment, values: values[key as keyof typeof racePresetWords] }),
);

/** Where and how one looks, not what at. */
const ignored = ["at", "speed", "loop", "show", "patience"];

function identity(all: RaceValues): string {
  const query = toQuery(raceParameters, all);
  for (const name of ignored) query.delete(name);
  return query.toString();
}

export function racePresetOf(shown: RaceValues): RacePreset | undefined {
  const fallback = fallbacks(raceParameters);
  return racePresets.find((preset) => identity({ ...fallback, ...preset.values }) === identity(shown));
}
