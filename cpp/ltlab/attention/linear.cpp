#include "ltlab/attention/linear.h"

#include "ltlab/attention/state.h"
#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

// What is not a function of each number is mapped first, the rest a tile at a time.
template <class T>
bool mapsNumbers(const FeatureMap<T>& map) {
  return map.kind == FeatureKind::EluPlusOne || map.kind == FeatureKind::Relu ||
         map.kind == FeatureKind::Identity;
}

template <class T>
void requireMappedShapes(const FeatureMap<T>& map, const Matrix<T>& q, const Matrix<T>& k,
                         const Matrix<T>& v) {
  requireSize("q.cols", q.cols(), "map.d", map.d);
  requireSize("k.cols", k.cols(), "map.d", map.d);
  requireSize("v.rows", v.rows(), "k.rows", k.rows());
  require(v.cols() >= 1, "v.cols", v.cols(), "must be at least 1");
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
  return linearByTiles<T>(widestKernel<T>(),
                          {phiQ, phiK, v, FeatureKind::Identity, normaliser == Normaliser::Divide});
}

template <class T>
Matrix<T> causalLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                Normaliser normaliser) {
  requireLinearShapes(phiQ, phiK, v);
  requireSize("phiK.rows", phiK.rows(), "phiQ.rows", phiQ.rows());
  return causalByTiles<T>(widestKernel<T>(),
                          {phiQ, phiK, v, FeatureKind::Identity, normaliser == Normaliser::Divide}, 0);
}

template <class T>
Matrix<T> chunkedLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                 Index chunk, Normaliser normaliser) {
  requireLinearShapes(phiQ, phiK, v);
  requireSize("phiK.rows", phiK.rows(), "phiQ.rows", phiQ.rows());
  require(chunk >= 1, "chunk", chunk, "must be at least 1");
  return causalByTiles<T>(widestKernel<T>(),
                          {phiQ, phiK, v, FeatureKind::Identity, normaliser == Normaliser::Divide}, chunk);
}

template <class T>
Matrix<T> linearAttention(const FeatureMap<T>& map, const Matrix<T>& q, const Matrix<T>& k,
                          const Matrix<T>& v, Normaliser normaliser) {
  requireMappedShapes(map, q, k, v);
  if (!mapsNumbers(map)) return linearAttention(features(map, q), features(map, k), v, normaliser);
  return linearByTiles<T>(widestKernel<T>(), {q, k, v, map.kind, normaliser == Normaliser::Divide});
}

template <class T>
Matrix<T> causalLinearAttention(const FeatureMap<T>& map, const Matrix<T>& q, const Matrix<T>& k,
                                const Matrix<T>& v, Normaliser normaliser) {
  requireMappedShapes(map, q, k, v);
  requireSize("k.rows", k.rows(), "q.rows", q.rows());
  if (!mapsNumbers(map)) return causalLinearAttention(features(map, q), features(map, k), v, normaliser);
  return causalByTiles<T>(widestKernel<T>(), {q, k, v, map.kind, normaliser == Normaliser::Divide}, 0);
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
                                            Normaliser);                                                 \
  template Matrix<T> linearAttention(const FeatureMap<T>&, const Matrix<T>&, const Matrix<T>&,           \
                                     const Matrix<T>&, Normaliser);                                      \
  template Matrix<T> causalLinearAttention(const FeatureMap<T>&, const Matrix<T>&, const Matrix<T>&,     \
                                           const Matrix<T>&, Normaliser);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
