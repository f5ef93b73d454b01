// What each symbol of the walkthrough is in a report: its numbers at a layer, and its shape.
import type { MomentumLayer, WalkLayer, WalkthroughReport } from "../engine/walkthrough-types.ts";
import type { SymbolId } from "../messages/walkthrough-symbols.ts";

export type Shape = "matrix" | "vector" | "number";

/** The state between two layers. */
export interface StateAt {
  M: Float64Array;
  u: Float64Array;
  a: number;
  w: Float64Array;
}

/** A layer at work: 1 … L. */
export interface LayerView {
  report: WalkthroughReport;
  before: StateAt;
  step: WalkLayer;
}

export function stateAfter({ network }: WalkthroughReport, l: number): StateAt {
  const { M, u, a, w } = network!;
  return {
    M: M.subarray(4 * l, 4 * l + 4),
    u: u.subarray(2 * l, 2 * l + 2),
    a: a[l]!,
    w: w.subarray(2 * l, 2 * l + 2),
  };
}

export function layerView(report: WalkthroughReport, layer: number): LayerView {
  return { report, before: stateAfter(report, layer - 1), step: report.layers[layer - 1]! };
}

type Numbers = ArrayLike<number> | number | undefined;
type Source = [Shape, (view: LayerView) => Numbers];

const ofMomentum = (shape: Shape, read: (form: MomentumLayer) => Numbers): Source => [
  shape,
  ({ step }) => step.momentum && read(step.momentum),
];

const sources: Record<SymbolId, Source> = {
  M: ["matrix", ({ before }) => before.M],
  u: ["vector", ({ before }) => before.u],
  a: ["number", ({ before }) => before.a],
  w: ["vector", ({ before }) => before.w],
  Sigma: ["matrix", ({ step }) => step.sigma],
  alpha: ["vector", ({ step }) => step.alpha],
  lambda: ["number", ({ step }) => step.lambda],
  "omega-xx": ["number", ({ step }) => step.omega?.xx],
  "omega-xy": ["number", ({ step }) => step.omega?.xy],
  "omega-yx": ["number", ({ step }) => step.omega?.yx],
  "omega-yy": ["number", ({ step }) => step.omega?.yy],
  A: ["matrix", ({ step }) => step.A],
  b: ["vector", ({ step }) => step.b],
  c: ["vector", ({ step }) => step.c],
  d: ["number", ({ step }) => step.d],
  AM: ["matrix", ({ step }) => step.AM],
  bw: ["matrix", ({ step }) => step.bw],
  Au: ["vector", ({ step }) => step.Au],
  ab: ["vector", ({ step }) => step.ab],
  da: ["number", ({ step }) => step.da],
  cu: ["number", ({ step }) => step.cu],
  dw: ["vector", ({ step }) => step.dw],
  Mc: ["vector", ({ step }) => step.Mc],
  "M-next": ["matrix", ({ step }) => step.M],
  "u-next": ["vector", ({ step }) => step.u],
  "a-next": ["number", ({ step }) => step.a],
  "w-next": ["vector", ({ step }) => step.w],
  "w-star": ["vector", ({ report }) => report.ols],
  rho: ["number", ({ report }) => report.rho],
  r: ofMomentum("vector", ({ r }) => r),
  Lambda: ofMomentum("matrix", ({ Lambda }) => Lambda),
  Gamma: ofMomentum("matrix", ({ Gamma }) => Gamma),
  s: ofMomentum("number", ({ s }) => s),
  Pi: ofMomentum("matrix", ({ Pi }) => Pi),
  Phi: ofMomentum("matrix", ({ Phi }) => Phi),
  "kept-memory": ofMomentum("vector", ({ keptMemory }) => keptMemory),
  "new-memory": ofMomentum("vector", ({ newMemory }) => newMemory),
  rescaled: ofMomentum("vector", ({ rescaled }) => rescaled),
  direct: ofMomentum("vector", ({ direct }) => direct),
  "u-momentum": ofMomentum("vector", ({ u }) => u),
  "w-momentum": ofMomentum("vector", ({ w }) => w),
  "from-memory": ofMomentum("vector", ({ fromMemory }) => fromMemory),
};

export function shapeOf(id: SymbolId): Shape {
  return sources[id][0];
}

/** Its numbers, row by row; undefined where this network or these pairs have no such thing. */
export function numbersOf(id: SymbolId, view: LayerView): readonly number[] | undefined {
  const value = sources[id][1](view);
  if (value === undefined) return undefined;
  return typeof value === "number" ? [value] : Array.from(value);
}
