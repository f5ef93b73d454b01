// Situations of lt-attention, each with what to look at. tests/web/attention-claims.test.ts holds them to it.
import { attentionPresetWords } from "../messages/attention-presets.ts";
import { attentionParameters, type AttentionValues } from "./attention-parameters.ts";
import { fallbacks, toQuery } from "./parameters.ts";

export interface AttentionPreset {
  name: string;
  comment: string;
  values: Partial<AttentionValues>;
}

const values: Record<keyof typeof attentionPresetWords, Partial<AttentionValues>> = {
  first: {},
  taylor: { map: "taylor" },
  few: { map: "performer", features: 4 },
  many: { map: "performer", features: 64 },
  sharp: { sharpness: 12 },
  causal: { causal: true },
  identity: { map: "identity" },
  long: { length: 8192 },
};

export const attentionPresets: readonly AttentionPreset[] = Object.entries(attentionPresetWords).map(
  ([key, { name, comment }]) => ({ name, comment, values: values[key as keyof typeof attentionPresetWords] }),
);

/** Where one looks, not what at. */
const ignored = ["at", "speed", "loop"];

const identity = (all: AttentionValues): string => {
  const query = toQuery(attentionParameters, all);
  for (const name of ignored) query.delete(name);
  return query.toString();
};

export function attentionPresetOf(shown: AttentionValues): AttentionPreset | undefined {
  const fallback = fallbacks(attentionParameters);
  return attentionPresets.find((preset) => identity({ ...fallback, ...preset.values }) === identity(shown));
}
