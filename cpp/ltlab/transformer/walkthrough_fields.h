#pragma once
// One list of all fields of a Walkthrough for every format. Writer: that of comparison_fields.h.
#include "ltlab/transformer/comparison_fields.h"
#include "ltlab/transformer/walkthrough.h"

namespace ltlab {

// xx, xy, yx, yy.
template <class Writer>
void writeOmega(const Omega<double>& omega, Writer& out) {
  out.number("xx", omega.xx);
  out.number("xy", omega.xy);
  out.number("yx", omega.yx);
  out.number("yy", omega.yy);
}

// Statistics, blocks and terms of one layer, and the state after it.
template <class Writer>
void writeRecursionStep(const RecursionStep<double>& step, Writer& out) {
  out.matrix("sigma", step.statistics.sigma);
  out.vector("alpha", step.statistics.alpha);
  out.number("lambda", step.statistics.lambda);
  out.matrix("A", step.blocks.A);
  out.vector("b", step.blocks.b);
  out.vector("c", step.blocks.c);
  out.number("d", step.blocks.d);
  out.matrix("AM", step.AM);
  out.matrix("bw", step.bw);
  out.vector("Au", step.Au);
  out.vector("ab", step.ab);
  out.number("da", step.da);
  out.number("cu", step.cu);
  out.vector("dw", step.dw);
  out.vector("Mc", step.Mc);
  out.matrix("M", step.after.M);
  out.vector("u", step.after.u);
  out.number("a", step.after.a);
  out.vector("w", step.after.w);
}

// Factors and terms of one layer in the momentum form.
template <class Writer>
void writeMomentumStep(const MomentumStep<double>& step, Writer& out) {
  out.vector("r", step.r);
  out.matrix("Lambda", step.Lambda);
  out.matrix("Gamma", step.Gamma);
  out.number("s", step.s);
  out.matrix("Pi", step.Pi);
  out.matrix("Phi", step.Phi);
  out.vector("keptMemory", step.keptMemory);
  out.vector("newMemory", step.newMemory);
  out.vector("rescaled", step.rescaled);
  out.vector("direct", step.direct);
  out.vector("fromMemory", step.fromMemory);
  out.vector("u", step.u);
  out.vector("w", step.w);
}

// One layer; omega and momentum only where they exist.
template <class Writer>
void writeLayer(const Walkthrough& walk, std::size_t l, Writer& out) {
  writeRecursionStep(walk.comparison.network->recursion.steps[l], out);
  if (!walk.omegas.empty()) {
    Writer omega = out.child();
    writeOmega(walk.omegas[l], omega);
    out.object("omega", omega);
  }
  if (!walk.momentum.empty()) {
    Writer momentum = out.child();
    writeMomentumStep(walk.momentum[l], momentum);
    out.object("momentum", momentum);
  }
}

// Tokens after layer 0 (the input), 1, …, L: context (n, d + 1), query (d + 1).
template <class Writer>
void writeTokens(const TokenTrace<double>& tokens, Writer& out) {
  out.list("tokens");
  for (std::size_t l = 0; l < tokens.context.size(); ++l) {
    Writer after = out.child();
    after.matrix("context", tokens.context[l]);
    after.vector("query", tokens.query[l]);
    out.append("tokens", after);
  }
}

// The task, the fields of the comparison, then what a walk adds to them. rho is NaN without least squares.
template <class Writer>
void writeWalkthrough(const Walkthrough& walk, Writer& out) {
  const auto& [x, y, w, query, sigma] = walk.task;
  out.matrix("x", x);
  out.vector("y", y);
  out.number("sigma", sigma);
  if (w.size() > 0) out.vector("trueW", w);
  out.vector("query", query);
  writeComparison(walk.comparison, out);
  out.number("rho", walk.leastSquares ? walk.leastSquares->rho : std::nan(""));
  out.vector("prediction", walk.prediction);
  out.number("tokenDifference", walk.tokenDifference);
  out.number("momentumDifference", walk.momentumDifference);
  out.list("layers");
  for (std::size_t l = 0; l < walk.comparison.network->recursion.steps.size(); ++l) {
    Writer layer = out.child();
    writeLayer(walk, l, layer);
    out.append("layers", layer);
  }
  writeTokens(walk.tokens, out);
}

}  // namespace ltlab
