// The equations of a layer as rows of symbols, in the order of the player's stages.
import type { SymbolId } from "../messages/walkthrough-symbols.ts";
import type { Form } from "./walkthrough-parameters.ts";

/** result = first ± second ± …; without a result it is a list. */
export interface Row {
  stage: number;
  result?: SymbolId;
  terms: readonly { sign: "" | "+" | "−"; symbol: SymbolId }[];
}

const sum = (stage: number, result: SymbolId, first: SymbolId, ...rest: ["+" | "−", SymbolId][]): Row => ({
  stage,
  result,
  terms: [{ sign: "", symbol: first }, ...rest.map(([sign, symbol]) => ({ sign, symbol }))],
});

const list = (stage: number, ...symbols: SymbolId[]): Row => ({
  stage,
  terms: symbols.map((symbol) => ({ sign: "", symbol })),
});

const stateRow = list(0, "M", "u", "a", "w");

export const equations: Record<Form, readonly Row[]> = {
  recursion: [
    stateRow,
    list(1, "Sigma", "alpha", "lambda"),
    list(1, "omega-xx", "omega-xy", "omega-yx", "omega-yy"),
    list(1, "A", "b", "c", "d"),
    sum(2, "M-next", "M", ["+", "AM"], ["−", "bw"]),
    sum(3, "u-next", "u", ["+", "Au"], ["+", "ab"]),
    sum(4, "a-next", "a", ["+", "da"], ["+", "cu"]),
    sum(5, "w-next", "w", ["+", "dw"], ["−", "Mc"]),
  ],
  momentum: [
    stateRow,
    list(1, "w-star", "rho", "r"),
    list(1, "Lambda", "Gamma"),
    list(1, "s", "Pi", "Phi"),
    sum(2, "u-momentum", "kept-memory", ["+", "new-memory"]),
    sum(3, "w-momentum", "rescaled", ["+", "direct"], ["+", "from-memory"]),
  ],
};

/** What a stage is about: explained while the player is there. */
const subjects: Record<Form, readonly SymbolId[]> = {
  recursion: ["w", "alpha", "M-next", "u-next", "a-next", "w-next"],
  momentum: ["w", "r", "u-momentum", "w-momentum"],
};

export function subjectOf(form: Form, stage: number): SymbolId {
  return subjects[form][stage]!;
}

/** Whether a form has the symbol. */
export function isIn(form: Form, symbol: SymbolId): boolean {
  return equations[form].some(
    ({ result, terms }) => result === symbol || terms.some((term) => term.symbol === symbol),
  );
}
