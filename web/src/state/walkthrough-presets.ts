// Situations worth walking through, each with what to look at. tests/web/walkthrough-claims.test.ts holds them to it.
import { presetWords } from "../messages/walkthrough-presets.ts";
import type { OmegaRow } from "./omegas.ts";
import { fallbacks, toQuery } from "./parameters.ts";
import { pairsFrom, walkthroughParameters, type WalkthroughValues } from "./walkthrough-parameters.ts";

export interface WalkthroughPreset {
  name: string;
  comment: string;
  values: Partial<WalkthroughValues>;
}

const alike = (count: number, row: OmegaRow): OmegaRow[] => Array.from({ length: count }, () => row);

const values: Record<keyof typeof presetWords, Partial<WalkthroughValues>> = {
  trained: {},
  first: { at: 1 },
  memory: { omegas: alike(6, [0, 0.002, -0.03, 0]), form: "momentum", at: 3 },
  brake: { omegas: alike(6, [0, -0.002, -0.03, 0]), form: "momentum", at: 3 },
  rescaling: { omegas: [[0, 0, -0.04, 0], [0, 0, 0, -0.004]], at: 2, symbol: "dw" },
  adaptation: { omegas: [[0, -0.004, 0, 0], [0, 0, -0.06, 0]], at: 2, symbol: "c" },
  gdPlusPlus: { model: "gd++", at: 4, symbol: "AM" },
  full: { model: "full", at: 4 },
  onePair: { points: pairsFrom("1,0.5,2"), at: 8 },
  tooStrong: { omegas: alike(6, [0.02, 0, -0.2, 0]), at: 4 },
};

export const walkthroughPresets: readonly WalkthroughPreset[] = Object.entries(presetWords).map(
  ([key, { name, comment }]) => ({ name, comment, values: values[key as keyof typeof presetWords] }),
);

/** Where one looks, not what at. */
const ignored = ["at", "speed", "loop", "symbol", "checked", "form"];

const identity = (all: WalkthroughValues): string => {
  const query = toQuery(walkthroughParameters, all);
  for (const name of ignored) query.delete(name);
  return query.toString();
};

/** The preset whose numbers these are; of several the one whose layer is shown. */
export function walkthroughPresetOf(shown: WalkthroughValues): WalkthroughPreset | undefined {
  const fallback = fallbacks(walkthroughParameters);
  const same = walkthroughPresets.filter(
    (preset) => identity({ ...fallback, ...preset.values }) === identity(shown),
  );
  return same.find(({ values: { at } }) => (at ?? fallback.at) === shown.at) ?? same[0];
}
