#pragma once
// The network as its definition says, with loops over tokens, heads and coordinates and nothing else: the
// oracle of the theory tests. Works on P and Q only.
#include "ltlab/regression/statistics.h"
#include "ltlab/transformer/recursion.h"
#include "support/random_values.h"

namespace ltlab::testing_support {

// Δe = Σ_k Σ_j (e_jᵀ Q_k e) P_k e_j for one token e.
inline Vector<double> tokenUpdate(const Layer<double>& layer, const Matrix<double>& context,
                                  const Vector<double>& e) {
  const auto size = e.size();
  Vector<double> delta = Vector<double>::Zero(size);
  for (const Head<double>& head : layer.heads)
    for (int j = 0; j < context.rows(); ++j) {
      double similarity = 0;
      for (int r = 0; r < size; ++r)
        for (int c = 0; c < size; ++c) similarity += context(j, r) * head.Q(r, c) * e(c);
      for (int r = 0; r < size; ++r)
        for (int c = 0; c < size; ++c) delta(r) += similarity * head.P(r, c) * context(j, c);
    }
  return delta;
}

struct OracleTrace {
  std::vector<Matrix<double>> context;  // (n, d + 1) after layer 0, 1, …
  std::vector<Matrix<double>> probes;   // (m, d + 1) tokens that look at the context and are not looked at
};

inline OracleTrace runTokens(const Network<double>& network, const Context& input,
                             const Matrix<double>& probes) {
  OracleTrace trace{{contextTokens(input.x, input.y)}, {probes}};
  const auto advance = [](const Layer<double>& layer, const Matrix<double>& context, Matrix<double> tokens) {
    const Matrix<double> before = tokens;
    for (int i = 0; i < tokens.rows(); ++i)
      tokens.row(i) += tokenUpdate(layer, context, before.row(i).transpose()).transpose();
    return tokens;
  };
  for (const Layer<double>& layer : network.layers) {
    const Matrix<double> context = trace.context.back();
    trace.context.push_back(advance(layer, context, context));
    trace.probes.push_back(advance(layer, context, trace.probes.back()));
  }
  return trace;
}

// M, u, a, w after every layer, read off the images of the unit tokens: (x, y) = (unit vector, 0) and (0, 1).
inline std::vector<ImplicitState<double>> statesOfTokens(const Network<double>& network,
                                                         const Context& input) {
  const int d = network.d;
  const OracleTrace trace = runTokens(network, input, Matrix<double>::Identity(d + 1, d + 1));
  std::vector<ImplicitState<double>> states;
  for (const Matrix<double>& images : trace.probes) {
    const Matrix<double> W = images.transpose();
    states.push_back({W.topLeftCorner(d, d), W.col(d).head(d), W(d, d), -W.row(d).head(d).transpose()});
  }
  return states;
}

// The largest relative error of M, u, a, w.
inline double stateError(const ImplicitState<double>& state, const ImplicitState<double>& exact) {
  return std::max({relativeError(state.M, exact.M), relativeError(state.u, exact.u),
                   relativeError(state.a, exact.a), relativeError(state.w, exact.w)});
}

// Networks whose first layer has a K = Σ_k P_k G Q_k of norm about `strength`, so that deep ones neither die
// nor explode.
inline Network<double> randomFull(RandomValues& random, const Context& context, int heads, int layers,
                                  double strength) {
  const int d = int(context.x.cols());
  Network<double> network{d, {}};
  const double scale = std::sqrt(strength / (heads * context.statistics().gram.norm()));
  const auto draw = [&] { return random.matrix(d + 1, d + 1, scale / std::sqrt(d + 1.0)); };
  for (int l = 0; l < layers; ++l) {
    Layer<double> layer;
    for (int k = 0; k < heads; ++k) {
      const Matrix<double> P = draw();
      layer.heads.push_back({P, draw()});
    }
    network.layers.push_back(layer);
  }
  return network;
}

inline std::vector<Omega<double>> randomOmegas(RandomValues& random, const Context& context, int layers,
                                               double strength) {
  std::vector<Omega<double>> omegas(layers);
  const double scale = strength / context.statistics().gram.norm();
  for (Omega<double>& omega : omegas)
    for (double* value : {&omega.xx, &omega.xy, &omega.yx, &omega.yy}) *value = random.uniform(-scale, scale);
  return omegas;
}

}  // namespace ltlab::testing_support
