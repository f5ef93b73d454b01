#pragma once
// One list of all fields of a OneLayer for every format. Writer: that of comparison_fields.h.
#include "ltlab/transformer/one_layer.h"
#include "ltlab/transformer/walkthrough_fields.h"

namespace ltlab {

// One head, with what it adds to the tokens.
template <class Writer>
void writeHead(const Head<double>& head, const HeadRecord<double>& record, Writer& out) {
  out.matrix("P", head.P);
  out.matrix("Q", head.Q);
  out.matrix("similarities", record.similarities);
  out.matrix("transformations", record.transformations);
  out.matrix("contributions", record.contributions);
  out.matrix("deltas", record.deltas);
}

// From w = 0, with what it leaves.
template <class Writer>
void writeGradientStep(const GradientStep& step, Writer& out) {
  out.number("rate", step.rate);
  out.vector("gradient", step.gradient);
  out.vector("w", step.w);
  out.number("lossBefore", step.lossBefore);
  out.number("lossAfter", step.lossAfter);
  out.number("prediction", step.prediction);
  out.vector("residuals", step.residuals);
}

// Tokens, heads, the tokens after the layer, and the gradient step beside them.
template <class Writer>
void writeOneLayer(const OneLayer& run, Writer& out) {
  out.number("d", double(run.tokens.cols() - 1));
  out.matrix("tokens", run.tokens);
  out.list("heads");
  for (std::size_t k = 0; k < run.layer.heads.size(); ++k) {
    Writer head = out.child();
    writeHead(run.layer.heads[k], run.record.heads[k], head);
    out.append("heads", head);
  }
  Writer omega = out.child(), step = out.child();
  writeOmega(run.omega, omega);
  out.object("omega", omega);
  out.matrix("deltas", run.record.deltas);
  out.matrix("after", run.record.tokens);
  out.number("prediction", run.prediction);
  out.number("lossAfter", run.lossAfter);
  writeGradientStep(run.gradientStep, step);
  out.object("gradientStep", step);
  out.number("predictionDifference", run.predictionDifference);
  out.number("labelDifference", run.labelDifference);
  out.number("inputMovement", run.inputMovement);
}

}  // namespace ltlab
