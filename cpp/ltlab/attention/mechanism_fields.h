#pragma once
// One list of all fields of a Mechanism and its costs for every format. A writer has number(name, double), text(name,
// string), vector(name, Vector), matrix(name, Matrix), child(), object(name, writer), list(name), append(name, writer).
#include "ltlab/attention/mechanism.h"

namespace ltlab {

// flops, bytes, stateNumbers, as an object of that name.
template <class Writer>
void writeCost(const char* name, const Cost& cost, Writer& out) {
  Writer fields = out.child();
  fields.number("flops", cost.flops);
  fields.number("bytes", cost.bytes);
  fields.number("stateNumbers", cost.stateNumbers);
  out.object(name, fields);
}

// The four steps of softmax attention.
template <class Writer>
void writeSoftmaxRecord(const SoftmaxRecord<double>& record, Writer& out) {
  out.matrix("scores", record.scores);
  out.matrix("scaled", record.scaled);
  out.vector("maximum", record.maximum);
  out.matrix("exponentials", record.exponentials);
  out.vector("sums", record.sums);
  out.matrix("weights", record.weights);
  out.matrix("output", record.output);
}

// The three steps of linear attention.
template <class Writer>
void writeLinearRecord(const LinearRecord<double>& record, Writer& out) {
  out.matrix("phiQ", record.phiQ);
  out.matrix("phiK", record.phiK);
  out.matrix("S", record.S);
  out.vector("z", record.z);
  out.matrix("similarities", record.similarities);
  out.matrix("numerator", record.numerator);
  out.vector("denominator", record.denominator);
  out.matrix("weights", record.weights);
  out.matrix("output", record.output);
}

// The sums after 0, 1, … N keys.
template <class Writer>
void writeSteps(const Mechanism& run, Writer& out) {
  out.list("steps");
  for (std::size_t i = 0; i < run.stepS.size(); ++i) {
    Writer step = out.child();
    step.matrix("S", run.stepS[i]);
    step.vector("z", run.stepZ[i]);
    out.append("steps", step);
  }
}

// The shapes, both orders of multiplication, and the whole mechanisms.
template <class Writer>
void writeBracketCosts(const BracketCosts& costs, Writer& out) {
  out.number("n", double(costs.n));
  out.number("d", double(costs.d));
  out.number("featureSize", double(costs.featureSize));
  out.number("scoreNumbers", costs.scoreNumbers);
  out.number("stateNumbers", costs.stateNumbers);
  out.number("crossover", costs.crossover);
  writeCost("scoresFirst", costs.scoresFirst, out);
  writeCost("stateFirst", costs.stateFirst, out);
  writeCost("softmax", costs.softmax, out);
  writeCost("linear", costs.linear, out);
}

// The sequence, both mechanisms, their deviation, and the costs; omega of performer only.
template <class Writer>
void writeMechanism(const Mechanism& run, const BracketCosts& costs, Writer& out) {
  out.matrix("tokens", run.tokens);
  out.matrix("Wq", run.Wq);
  out.matrix("Wk", run.Wk);
  out.matrix("Wv", run.Wv);
  out.matrix("q", run.q);
  out.matrix("k", run.k);
  out.matrix("v", run.v);
  if (run.map.omega.size() > 0) out.matrix("omega", run.map.omega);
  out.number("scale", run.map.scale);
  out.number("featureSize", double(run.linear.phiQ.cols()));
  Writer softmax = out.child(), linear = out.child(), bracket = out.child();
  writeSoftmaxRecord(run.softmax, softmax);
  writeLinearRecord(run.linear, linear);
  writeBracketCosts(costs, bracket);
  out.object("softmax", softmax);
  out.object("linear", linear);
  writeSteps(run, out);
  out.matrix("deviation", run.deviation);
  out.number("weightDeviation", run.weightDeviation);
  out.number("outputDeviation", run.outputDeviation);
  out.object("bracket", bracket);
}

}  // namespace ltlab
