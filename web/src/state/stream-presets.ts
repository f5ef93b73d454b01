// Situations of lt-stream, each with what to look at. tests/web/stream-claims.test.ts holds them to it.
import { streamPresetWords } from "../messages/stream.ts";
import { fallbacks, toQuery } from "./parameters.ts";
import { streamParameters, type StreamValues } from "./stream-parameters.ts";
import type { Rows } from "./stream-rows.ts";

export interface StreamPreset {
  name: string;
  comment: string;
  values: Partial<StreamValues>;
}

/** 1, wind in m/s → power in kW: what ice leaves of it from reading 20 on is a third. */
const turbine: Rows = Array.from({ length: 40 }, (_, i) => {
  const wind = Number((8 + 4 * Math.sin(i * 1.7) + 2 * Math.cos(i * 0.6)).toFixed(1));
  const power = (i < 20 ? 1.5 : 0.5) * (wind - 3);
  return [1, wind, Number(power.toFixed(2))];
});

const values: Record<keyof typeof streamPresetWords, Partial<StreamValues>> = {
  drifting: {},
  still: { drift: 0, forgetting: 1 },
  noisy: { drift: 0.02, noise: 1.5, beta: 1, forgetting: 0.98 },
  fast: { drift: 0.25, forgetting: 0.8, beta: 1, noise: 0.1 },
  short: { drift: 0.02, forgetting: 0.5 },
  own: { rows: turbine, outputs: 1, forgetting: 0.85, ridge: 0.01, beta: 1, span: 5, pace: 4, token: 40 },
};

export const streamPresets: readonly StreamPreset[] = Object.entries(streamPresetWords).map(
  ([key, { name, comment }]) => ({ name, comment, values: values[key as keyof typeof streamPresetWords] }),
);

/** Where one looks, not what at. */
const ignored = ["token", "pace", "span", "per-second"];

function identity(all: StreamValues): string {
  const query = toQuery(streamParameters, all);
  for (const name of ignored) query.delete(name);
  return query.toString();
}

export function streamPresetOf(shown: StreamValues): StreamPreset | undefined {
  const fallback = fallbacks(streamParameters);
  return streamPresets.find((preset) => identity({ ...fallback, ...preset.values }) === identity(shown));
}
