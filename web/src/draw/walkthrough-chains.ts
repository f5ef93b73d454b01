// What is added to the weights and to the memory in one layer, in either form.
import { symbolWords, type SymbolId } from "../messages/walkthrough-symbols.ts";
import { kindOf } from "../state/walkthrough-kinds.ts";
import type { Form } from "../state/walkthrough-parameters.ts";
import type { Moment } from "../state/walkthrough-time.ts";
import type { LayerView } from "../state/walkthrough-symbols.ts";
import { minus, pointOf, type Link } from "./chain.ts";
import type { Point } from "./loss-chart.ts";
import type { View } from "./plane.ts";

/** A moment of a walk, and the symbol that is pointed at. */
export interface WalkFrame {
  view: LayerView;
  layer: number;
  form: Form;
  moment: Moment;
  lit: SymbolId | undefined;
  /** What the picture of tokens shows while one is dragged; otherwise it shows all. */
  tokensWindow?: View | undefined;
}

/** The stage in which each is computed. */
export const weightsStage: Record<Form, number> = { recursion: 5, momentum: 3 };
export const memoryStage: Record<Form, number> = { recursion: 3, momentum: 2 };

export function weightLinks({ view, form, lit }: WalkFrame): Link[] {
  const { step, before } = view;
  if (form === "recursion" || !step.momentum)
    return [link("dw", pointOf(step.dw), lit), link("Mc", negative(pointOf(step.Mc)), lit, "−Mᵀc")];
  const { rescaled, direct, fromMemory } = step.momentum;
  return [
    link("rescaled", minus(pointOf(rescaled), pointOf(before.w)), lit, "sw"),
    link("direct", pointOf(direct), lit),
    link("from-memory", pointOf(fromMemory), lit),
  ];
}

export function memoryLinks({ view, form, lit }: WalkFrame): Link[] {
  const { step, before } = view;
  if (form === "recursion" || !step.momentum)
    return [link("Au", pointOf(step.Au), lit), link("ab", pointOf(step.ab), lit)];
  const { keptMemory, newMemory } = step.momentum;
  return [
    link("kept-memory", minus(pointOf(keptMemory), pointOf(before.u)), lit, "−Λu"),
    link("new-memory", pointOf(newMemory), lit),
  ];
}

function link(symbol: SymbolId, by: Point, lit: SymbolId | undefined, label?: string): Link {
  const { label: own } = symbolWords[symbol];
  return { name: `${kindOf(symbol)} ${symbol}${symbol === lit ? " lit" : ""}`, label: label ?? own, by };
}

const negative = ({ x, y }: Point): Point => ({ x: -x, y: -y });
