#include "ltlab/transformer/recursion.h"

#include <algorithm>
#include <limits>

#include "ltlab/transformer/forward_tokens.h"

namespace ltlab {
namespace {

template <class T>
Matrix<T> gramOf(const LayerStatistics<T>& statistics) {
  const auto d = statistics.alpha.size();
  Matrix<T> gram(d + 1, d + 1);
  gram << statistics.sigma, statistics.alpha, statistics.alpha.transpose(), statistics.lambda;
  return gram;
}

template <class T, class LayerLike>
RecursionTrace<T> recur(const std::vector<LayerLike>& layers, const Statistics<T>& input,
                        const Ablation& keep) {
  RecursionTrace<T> trace{initialState<T>(input.d()), {}};
  trace.steps.reserve(layers.size());
  for (const LayerLike& layer : layers) {
    const ImplicitState<T>& before = trace.last();
    const LayerStatistics<T> statistics = statisticsAt(before, input);
    trace.steps.push_back(recursionStep(before, statistics, ablated(blocksOf(layer, statistics), keep)));
  }
  return trace;
}

// The tokens that a state makes of the context, (n, d + 1).
template <class T>
Matrix<T> impliedContext(const ImplicitState<T>& state, const Matrix<T>& x, const Vector<T>& y) {
  Matrix<T> tokens(x.rows(), x.cols() + 1);
  tokens << x * state.M.transpose() + y * state.u.transpose(), state.a * y - x * state.w;
  return tokens;
}

template <class T>
Vector<T> impliedQuery(const ImplicitState<T>& state, const Vector<T>& query) {
  Vector<T> token(query.size() + 1);
  token << state.M * query, -state.w.dot(query);
  return token;
}

}  // namespace

template <class T>
ImplicitState<T> initialState(int d) {
  requireInside("d", d, 1, 1 << 15);
  return {Matrix<T>::Identity(d, d), Vector<T>::Zero(d), T(1), Vector<T>::Zero(d)};
}

template <class T>
LayerStatistics<T> statisticsAt(const ImplicitState<T>& state, const Statistics<T>& input) {
  const auto& [M, u, a, w] = state;
  const Vector<T> mappedAlpha = M * input.alpha(), sigmaW = input.sigma() * w;
  const T lambda = input.lambda(), alphaW = input.alpha().dot(w);
  LayerStatistics<T> at;
  at.sigma = M * input.sigma() * M.transpose() + mappedAlpha * u.transpose() + u * mappedAlpha.transpose() +
             lambda * u * u.transpose();
  at.alpha = a * (mappedAlpha + lambda * u) - M * sigmaW - alphaW * u;
  at.lambda = a * a * lambda - 2 * a * alphaW + w.dot(sigmaW);
  return at;
}

template <class T>
LayerBlocks<T> blocksOf(const Layer<T>& layer, const LayerStatistics<T>& statistics) {
  const auto d = statistics.alpha.size();
  const Matrix<T> gram = gramOf(statistics);
  Matrix<T> K = Matrix<T>::Zero(d + 1, d + 1);
  for (const Head<T>& head : layer.heads) K += head.P * gram * head.Q;
  return {K.topLeftCorner(d, d), K.col(d).head(d), K.row(d).head(d), K(d, d)};
}

template <class T>
LayerBlocks<T> blocksOf(const Omega<T>& omega, const LayerStatistics<T>& statistics) {
  return {omega.xx * statistics.sigma, omega.xy * statistics.alpha, omega.yx * statistics.alpha,
          omega.yy * statistics.lambda};
}

template <class T>
LayerBlocks<T> ablated(LayerBlocks<T> blocks, const Ablation& keep) {
  if (!keep.xx) blocks.A.setZero();
  if (!keep.xy) blocks.b.setZero();
  if (!keep.yx) blocks.c.setZero();
  if (!keep.yy) blocks.d = 0;
  return blocks;
}

template <class T>
RecursionStep<T> recursionStep(const ImplicitState<T>& before, const LayerStatistics<T>& statistics,
                               const LayerBlocks<T>& blocks) {
  const auto& [M, u, a, w] = before;
  const auto& [A, b, c, d] = blocks;
  RecursionStep<T> step{.statistics = statistics,
                        .blocks = blocks,
                        .AM = A * M,
                        .bw = b * w.transpose(),
                        .Au = A * u,
                        .ab = a * b,
                        .da = d * a,
                        .cu = c.dot(u),
                        .dw = d * w,
                        .Mc = M.transpose() * c,
                        .after = {}};
  step.after = {M + step.AM - step.bw, u + step.Au + step.ab, a + step.da + step.cu, w + step.dw - step.Mc};
  return step;
}

template <class T>
RecursionTrace<T> runRecursion(const Network<T>& network, const Statistics<T>& input, const Ablation& keep) {
  requireSize("gram.rows", input.gram.rows(), "d + 1", network.d + 1);
  requireSize("gram.cols", input.gram.cols(), "d + 1", network.d + 1);
  return recur(network.layers, input, keep);
}

template <class T>
RecursionTrace<T> runRecursion(const std::vector<Omega<T>>& layers, const Statistics<T>& input,
                               const Ablation& keep) {
  requireSize("gram.cols", input.gram.cols(), "gram.rows", input.gram.rows());
  return recur(layers, input, keep);
}

template <class T>
T differenceFromTokens(const RecursionTrace<T>& trace, const Network<T>& network, const Matrix<T>& x,
                       const Vector<T>& y, const Vector<T>& query) {
  const TokenTrace<T> tokens = forwardTokens<T>(network, contextTokens(x, y), query);
  requireSize("trace.steps", std::int64_t(trace.steps.size()), "layers", std::int64_t(network.layers.size()));
  T largest = 0;
  for (std::size_t l = 0; l < tokens.context.size(); ++l) {
    const ImplicitState<T>& state = trace.state(int(l));
    const T scale = std::max(tokens.context[l].cwiseAbs().maxCoeff(), tokens.query[l].cwiseAbs().maxCoeff());
    const Matrix<T> context = tokens.context[l] - impliedContext(state, x, y);
    const Vector<T> asked = tokens.query[l] - impliedQuery(state, query);
    if (!context.allFinite() || !asked.allFinite()) return std::numeric_limits<T>::quiet_NaN();
    largest = std::max({largest, context.cwiseAbs().maxCoeff() / scale, asked.cwiseAbs().maxCoeff() / scale});
  }
  return largest;
}

template <class T>
TokenContributions<T> contributionsTo(const Vector<T>& x, T y, const Omega<T>& omega,
                                      const LayerStatistics<T>& statistics) {
  return {omega.xx * (statistics.sigma * x), omega.xy * y * statistics.alpha,
          omega.yx * statistics.alpha.dot(x), omega.yy * statistics.lambda * y};
}

#define LTLAB_INSTANTIATE(T)                                                                         \
  template ImplicitState<T> initialState(int);                                                       \
  template LayerStatistics<T> statisticsAt(const ImplicitState<T>&, const Statistics<T>&);           \
  template LayerBlocks<T> blocksOf(const Layer<T>&, const LayerStatistics<T>&);                      \
  template LayerBlocks<T> blocksOf(const Omega<T>&, const LayerStatistics<T>&);                      \
  template LayerBlocks<T> ablated(LayerBlocks<T>, const Ablation&);                                  \
  template RecursionStep<T> recursionStep(const ImplicitState<T>&, const LayerStatistics<T>&,        \
                                          const LayerBlocks<T>&);                                    \
  template RecursionTrace<T> runRecursion(const Network<T>&, const Statistics<T>&, const Ablation&); \
  template RecursionTrace<T> runRecursion(const std::vector<Omega<T>>&, const Statistics<T>&,        \
                                          const Ablation&);                                          \
  template T differenceFromTokens(const RecursionTrace<T>&, const Network<T>&, const Matrix<T>&,     \
                                  const Vector<T>&, const Vector<T>&);                               \
  template TokenContributions<T> contributionsTo(const Vector<T>&, T, const Omega<T>&,               \
                                                 const LayerStatistics<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
