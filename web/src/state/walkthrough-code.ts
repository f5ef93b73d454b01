// Which part of which line of C++ computes each symbol. web/cpp-quotes.ts finds the lines when the site is built.
import type { SymbolId } from "../messages/walkthrough-symbols.ts";

export interface Anchor {
  file: string;
  /** Occurs once in the file. */
  part: string;
}

const recursion = (part: string): Anchor => ({ file: "cpp/ltlab/transformer/recursion.cpp", part });
const momentum = (part: string): Anchor => ({ file: "cpp/ltlab/transformer/momentum_form.cpp", part });

const parameters = (part: string): Anchor => ({ file: "cpp/ltlab/transformer/parameters.cpp", part });

// M, u, a and w are what the layer before made of them.
export const anchors: Record<SymbolId, Anchor> = {
  M: recursion("M + step.AM - step.bw"),
  u: recursion("u + step.Au + step.ab"),
  a: recursion("a + step.da + step.cu"),
  w: recursion("w + step.dw - step.Mc"),
  Sigma: recursion("at.sigma = M * input.sigma() * M.transpose()"),
  alpha: recursion("at.alpha = a * (mappedAlpha + lambda * u) - M * sigmaW - alphaW * u"),
  lambda: recursion("at.lambda = a * a * lambda - 2 * a * alphaW + w.dot(sigmaW)"),
  "omega-xx": parameters("px * qx"),
  "omega-xy": parameters("px * qy"),
  "omega-yx": parameters("py * qx"),
  "omega-yy": parameters("py * qy"),
  A: recursion("omega.xx * statistics.sigma"),
  b: recursion("omega.xy * statistics.alpha"),
  c: recursion("omega.yx * statistics.alpha,"),
  d: recursion("omega.yy * statistics.lambda}"),
  AM: recursion("A * M"),
  bw: recursion("b * w.transpose()"),
  Au: recursion("A * u"),
  ab: recursion("a * b"),
  da: recursion("d * a"),
  cu: recursion("c.dot(u)"),
  dw: recursion("d * w"),
  Mc: recursion("M.transpose() * c"),
  "M-next": recursion("M + step.AM - step.bw"),
  "u-next": recursion("u + step.Au + step.ab"),
  "a-next": recursion("a + step.da + step.cu"),
  "w-next": recursion("w + step.dw - step.Mc"),
  "w-star": momentum("ridge(input, T(0))"),
  rho: momentum("input.lambda() - input.alpha().dot(w)"),
  r: momentum("input.sigma() * (a * wStar - w)"),
  Lambda: momentum("-omega.xy * a * a * rho * identity - omega.xx * at.sigma"),
  Gamma: momentum("a * omega.xy * lift"),
  s: momentum("omega.yy * at.lambda"),
  Pi: momentum("omega.yx * M.transpose() * lift"),
  Phi: momentum("a * rho * omega.yx * M.transpose()"),
  "kept-memory": momentum("u - step.Lambda * u"),
  "new-memory": momentum("step.Gamma * step.r"),
  rescaled: momentum("(1 + step.s) * w"),
  direct: momentum("-(step.Pi * step.r)"),
  "u-momentum": momentum("step.keptMemory + step.newMemory"),
  "w-momentum": momentum("step.rescaled + step.direct + step.fromMemory"),
  "from-memory": momentum("-(step.Phi * u)"),
};
