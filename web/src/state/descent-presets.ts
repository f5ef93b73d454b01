// Situations worth seeing, each with what to look at. A preset sets these values and the defaults for all others.
import { presetWords as words } from "../messages/descent-presets.ts";
import type { DescentValues } from "./descent-parameters.ts";

export interface Preset {
  name: string;
  comment: string;
  values: Partial<DescentValues>;
}

export const descentPresets: readonly Preset[] = [
  { ...words.first, values: {} },
  {
    ...words.round,
    values: { condition: 1.5, sigma: 0.5, methods: ["gradient-descent", "conjugate-gradient"], seed: 4 },
  },
  {
    ...words.ravine,
    values: {
      condition: 60,
      sigma: 0.5,
      methods: ["gradient-descent", "heavy-ball", "nesterov"],
      steps: 40,
      seed: 10,
      start: [-1, 1],
    },
  },
  {
    ...words.noisy,
    values: {
      sigma: 2.5,
      condition: 5,
      methods: ["gradient-descent"],
      seed: 101,
      surface: "squares",
      measure: "adjusted",
    },
  },
  {
    ...words.cliff,
    values: {
      model: "gd++",
      condition: 100,
      sigma: 0.5,
      methods: ["gradient-descent", "gd-plus-plus", "newton-schulz"],
      steps: 14,
      seed: 10,
    },
  },
  {
    ...words.overshoot,
    values: {
      condition: 8,
      sigma: 0.5,
      methods: ["gradient-descent", "heavy-ball"],
      momentum: "0.95",
      rateScale: 0.5,
      steps: 40,
      seed: 7,
    },
  },
  {
    ...words.tooLong,
    values: { condition: 20, sigma: 0.5, methods: ["gradient-descent"], rateScale: 1.15, steps: 20, seed: 7 },
  },
  {
    ...words.adam,
    values: { condition: 12, sigma: 1, methods: ["rmsprop", "adam"], steps: 20, seed: 6 },
  },
];

/** The preset whose values these are, if any; where the playhead stands and how fast it moves do not matter. */
export function presetOf(values: DescentValues, fallback: DescentValues): Preset | undefined {
  const ignored = new Set<string>(["at", "speed", "loop", "arrows", "measure"]);
  const plain = (all: DescentValues) =>
    JSON.stringify(
      Object.entries(all)
        .filter(([name]) => !ignored.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return descentPresets.find((preset) => plain({ ...fallback, ...preset.values }) === plain(values));
}
