// The tokens of a window as a table: inputs, outputs, and the error of every memory.
import type { StreamWindow } from "./stream-window.ts";

export function streamCsv({ d, dv, moments, costs }: StreamWindow): string {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
  const rules = costs.map(({ rule }) => rule.replace(" ", "_"));
  const head = ["token", ...numbered("x", d), ...numbered("y", dv), ...rules.flatMap((rule) => [`${rule}_error`, `${rule}_running`])];
  const rows = moments.map(({ token, x, y, memories }) =>
    [token, ...x, ...y, ...memories.flatMap(({ error, running }) => [error, running])].join(","),
  );
  return [head.join(","), ...rows].join("\n") + "\n";
}
