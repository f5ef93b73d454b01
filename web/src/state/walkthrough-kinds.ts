// What a symbol has to do with: one colour each, in equations and pictures.
import type { SymbolId } from "../messages/walkthrough-symbols.ts";

export type Kind = "weights" | "memory" | "axes" | "labels" | "gradient" | "plain";

const kinds: Record<Exclude<Kind, "plain">, readonly SymbolId[]> = {
  weights: ["w", "w-next", "w-momentum", "dw", "rescaled"],
  memory: ["u", "u-next", "u-momentum", "Au", "kept-memory", "from-memory", "Phi", "Lambda"],
  axes: ["M", "M-next", "AM", "A"],
  labels: ["a", "a-next", "da", "d", "s"],
  gradient: ["alpha", "b", "c", "ab", "Mc", "r", "direct", "new-memory", "Pi", "Gamma"],
};

export function kindOf(symbol: SymbolId): Kind {
  const found = Object.entries(kinds).find(([, symbols]) => symbols.includes(symbol));
  return (found?.[0] as Kind | undefined) ?? "plain";
}
