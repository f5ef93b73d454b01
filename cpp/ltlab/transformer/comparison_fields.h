#pragma once
// One list of all fields of a Comparison for every format.
// Writer: number(name, double), text(name, view), vector(name, v), matrix(name, m), and for nested objects child(),
// object(name, child), append(name, child) to a list, list(name) to begin an empty one.
#include <string>

#include "ltlab/transformer/comparison.h"

namespace ltlab {

// loss, excess, adjusted.
template <class Writer>
void writeQuality(const Quality& quality, Writer& out) {
  out.vector("loss", quality.loss);
  out.vector("excess", quality.excess);
  out.vector("adjusted", quality.adjusted);
}

// Per layer l = 0 … L: w, u (L + 1, d), M (L + 1, d²) row by row, a (L + 1).
template <class Writer>
void writeNetwork(const NetworkRun& run, Writer& out) {
  const Eigen::Index rows = Eigen::Index(run.recursion.steps.size()) + 1, d = run.recursion.initial.w.size();
  Matrix<double> w(rows, d), u(rows, d), M(rows, d * d);
  Vector<double> a(rows);
  for (Eigen::Index l = 0; l < rows; ++l) {
    const ImplicitState<double>& state = run.recursion.state(int(l));
    w.row(l) = state.w;
    u.row(l) = state.u;
    M.row(l) = state.M.template reshaped<Eigen::RowMajor>();
    a(l) = state.a;
  }
  out.matrix("w", w);
  out.matrix("u", u);
  out.matrix("M", M);
  out.vector("a", a);
  writeQuality(run.quality, out);
}

// name, settings, w (steps + 1, d), what it remembers by name.
template <class Writer>
void writeMethod(const MethodRun& run, Writer& out) {
  out.text("name", methodName(run.method));
  out.number("rate", run.settings.rate);
  out.number("momentum", run.settings.momentum);
  out.number("decay", run.settings.decay);
  out.number("epsilon", run.settings.epsilon);
  out.matrix("w", run.trace.w);
  writeQuality(run.quality, out);
  Writer state = out.child();
  for (const StateTrace<double>& each : run.trace.state)
    state.matrix(std::string(each.name).c_str(), each.values);
  out.object("state", state);
}

// spectrum: eigenvalues of H, ascending, and their eigenvectors, one per row.
template <class Writer>
void writeComparison(const Comparison& comparison, Writer& out) {
  out.matrix("H", comparison.objective.H);
  out.vector("alpha", comparison.objective.alpha);
  out.number("lambda", comparison.objective.lambda);
  out.vector("eigenvalues", comparison.spectrum.values);
  out.matrix("eigenvectors", Matrix<double>(comparison.spectrum.vectors.transpose()));
  out.vector("ols", comparison.ols);
  out.vector("ridge", comparison.ridge);
  if (comparison.network) {
    Writer network = out.child();
    writeNetwork(*comparison.network, network);
    out.object("network", network);
  }
  out.list("methods");
  for (const MethodRun& run : comparison.methods) {
    Writer method = out.child();
    writeMethod(run, method);
    out.append("methods", method);
  }
}

}  // namespace ltlab
