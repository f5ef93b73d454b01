// Situations of lt-layer, each with what to look at. tests/web/layer-claims.test.ts holds them to it.
import { layerPresetWords } from "../messages/layer-presets.ts";
import { layerParameters, type LayerValues, type Row } from "./layer-parameters.ts";
import { fallbacks, toQuery } from "./parameters.ts";

export interface LayerPreset {
  name: string;
  comment: string;
  values: Partial<LayerValues>;
}

/** Two inputs, noisy labels. */
const noisyPairs: readonly Row[] = [
  [-0.4, -0.7, 2.3],
  [0.2, 0.7, 0.2],
  [-0.6, 0.2, 0.7],
  [0.7, 2.9, -6.4],
  [0, -0.7, -3.7],
  [2, 0.1, 6.8],
  [2.3, 0.4, 0.2],
  [0.6, -0.6, 1.3],
  [0.8, -0.4, 2.6],
  [0.3, -0.4, 1.3],
];
const query = [1, -0.5];

/** Head 1 a gradient step, head 2 a rescaling of the labels. */
const twoHeads: readonly Row[] = [
  [0, 0, 1, 0],
  [0, -0.08, 0, 0],
  [0, 0, 0, 0],
  [0, -0.01, 0, 1],
];

export const layerPresetValues: Record<keyof typeof layerPresetWords, Partial<LayerValues>> = {
  step: {},
  far: { omega: [0, 0, -0.2, 0] },
  rescale: { omega: [0, 0, -0.08, -0.01] },
  remember: { omega: [0, 0.02, 0, 0] },
  heads: { heads: twoHeads },
  reshape: { points: noisyPairs, query, omega: [-0.04, 0, 0, 0] },
  gdPlusPlus: { points: noisyPairs, query, layer: "gd++" },
  diag: { points: noisyPairs, query, layer: "diag" },
  full: { points: noisyPairs, query, layer: "full" },
};

export const layerPresets: readonly LayerPreset[] = Object.entries(layerPresetWords).map(
  ([key, { name, comment }]) => ({ name, comment, values: layerPresetValues[key as keyof typeof layerPresetWords] }),
);

/** Where one looks, not what at. */
const ignored = ["step", "pace", "repeat"];

const identity = (all: LayerValues): string => {
  const query = toQuery(layerParameters, all);
  for (const name of ignored) query.delete(name);
  return query.toString();
};

export function layerPresetOf(shown: LayerValues): LayerPreset | undefined {
  const fallback = fallbacks(layerParameters);
  return layerPresets.find((preset) => identity({ ...fallback, ...preset.values }) === identity(shown));
}
