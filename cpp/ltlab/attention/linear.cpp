#include "ltlab/attention/linear.h"

#include "ltlab/attention/chunked.h"
#include "ltlab/attention/quotient.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

template <class T>
StateRule<T> linearRule(const Matrix<T>& phiQ, const Matrix<T>& v, Normaliser normaliser) {
  return {RuleKind::Linear, phiQ.cols(), v.cols(), normaliser == Normaliser::Divide};
}

}  // namespace

template <class T>
void requireLinearShapes(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v) {
  require(phiQ.cols() >= 1, "phiQ.cols", phiQ.cols(), "must be at least 1");
  requireSize("phiK.cols", phiK.cols(), "phiQ.cols", phiQ.cols());
  requireSize("v.rows", v.rows(), "phiK.rows", phiK.rows());
  require(v.cols() >= 1, "v.cols", v.cols(), "must be at least 1");
}

template <class T>
Matrix<T> linearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                          Normaliser normaliser) {
  requireLinearShapes(phiQ, phiK, v);
  const Matrix<T> S = phiK.transpose() * v;
  Matrix<T> o = phiQ * S;
  if (normaliser == Normaliser::None) return o;
  const Vector<T> z = phiK.colwise().sum();
  const Vector<T> weight = phiQ * z;
  for (Index i = 0; i < o.rows(); ++i) divideByWeight<T>(o.row(i), weight[i]);
  return o;
}

template <class T>
Matrix<T> causalLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                Normaliser normaliser) {
  return chunkedLinearAttention(phiQ, phiK, v, 1, normaliser);
}

template <class T>
Matrix<T> chunkedLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                 Index chunk, Normaliser normaliser) {
  requireLinearShapes(phiQ, phiK, v);
  requireSize("phiK.rows", phiK.rows(), "phiQ.rows", phiQ.rows());
  const StateRule<T> rule = linearRule(phiQ, v, normaliser);
  Vector<T> state = emptyState(rule);
  const TokenRows<T> tokens{phiQ, phiK, v, {}, {}};
  return chunk == 1 ? runRecurrent(rule, state, tokens) : runChunked(rule, state, tokens, chunk);
}

Cost linearCost(Index n, Index featureSize, Index dv, Normaliser normaliser, Index numberSize) {
  const StateRule<float> rule{RuleKind::Linear, featureSize, dv, normaliser == Normaliser::Divide};
  return double(n) * (pushCost(rule, false, numberSize) + readCost(rule, numberSize));
}

#define LTLAB_INSTANTIATE(T)                                                                             \
  template void requireLinearShapes(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&);               \
  template Matrix<T> linearAttention(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&, Normaliser);  \
  template Matrix<T> causalLinearAttention(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&,         \
                                           Normaliser);                                                  \
  template Matrix<T> chunkedLinearAttention(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&, Index, \
                                            Normaliser);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
