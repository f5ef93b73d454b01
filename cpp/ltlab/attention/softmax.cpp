#include "ltlab/attention/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

// What is known of a tile of queries after some of the keys.
template <class T>
struct QueryTile {
  Index first;        // number of the first query
  Matrix<T> q;        // scaled
  Matrix<T> weights;  // scores, then exp(score − maximum), of the present tile of keys
  Matrix<T> sums;     // Σ_j weight_j v_j
  Vector<T> maximum;
  Vector<T> total;  // Σ_j weight_j
};

KeyRange keysOfTile(const Visibility& visibility, Index first, Index last, Index keys) {
  KeyRange all{keys, 0};
  for (Index i = first; i < last; ++i) {
    const KeyRange range = visibleKeys(visibility, i, keys);
    if (range.first == range.last) continue;
    all.first = std::min(all.first, range.first);
    all.last = std::max(all.last, range.last);
  }
  return all;
}

// Scores the query does not see become −∞.
template <class T>
void hideScores(QueryTile<T>& tile, Index r, KeyRange keys, Index allKeys, const Visibility& visibility) {
  constexpr T hidden = -std::numeric_limits<T>::infinity();
  const Index i = tile.first + r;
  const KeyRange seen = visibleKeys(visibility, i, allKeys);
  const Index first = std::clamp(seen.first, keys.first, keys.last);
  const Index last = std::clamp(seen.last, first, keys.last);
  auto scores = tile.weights.row(r);
  scores.head(first - keys.first).setConstant(hidden);
  scores.tail(keys.last - last).setConstant(hidden);
  if (visibility.mask.size() == 0) return;
  for (Index j = first; j < last; ++j)
    if (visibility.mask(i, j) == 0) scores[j - keys.first] = hidden;
}

// Scores of a row become weights relative to the new maximum; what was summed before shrinks to it. Weights
// below the smallest normal number are 0: Eigen's exp returns 3e-39 there, even for −∞, and denormal numbers
// are slow.
template <class T>
void weighRow(QueryTile<T>& tile, Index r) {
  const T lowest = std::log(std::numeric_limits<T>::min());
  auto scores = tile.weights.row(r).array();
  const T largest = scores.template maxCoeff<Eigen::PropagateNaN>();
  if (largest == -std::numeric_limits<T>::infinity()) {
    scores.setZero();
    return;
  }
  const T maximum = std::max(tile.maximum[r], largest);
  const T shrink = std::exp(tile.maximum[r] - maximum);
  scores -= maximum;
  scores = (scores < lowest).select(T(0), scores.exp());
  tile.maximum[r] = maximum;
  tile.total[r] = tile.total[r] * shrink + scores.sum();
  tile.sums.row(r) *= shrink;
}

template <class T>
void absorbKeys(QueryTile<T>& tile, const Matrix<T>& k, const Matrix<T>& v, const Visibility& visibility,
                KeyRange keys) {
  const Index width = keys.last - keys.first;
  tile.weights.noalias() = tile.q * k.middleRows(keys.first, width).transpose();
  for (Index r = 0; r < tile.q.rows(); ++r) {
    hideScores(tile, r, keys, k.rows(), visibility);
    weighRow(tile, r);
  }
  tile.sums.noalias() += tile.weights * v.middleRows(keys.first, width);
}

template <class T>
QueryTile<T> startTile(const Matrix<T>& q, Index first, Index rows, Index dv, T scale) {
  QueryTile<T> tile;
  tile.first = first;
  tile.q = scale * q.middleRows(first, rows);
  tile.sums = Matrix<T>::Zero(rows, dv);
  tile.maximum = Vector<T>::Constant(rows, -std::numeric_limits<T>::infinity());
  tile.total = Vector<T>::Zero(rows);
  return tile;
}

}  // namespace

template <class T>
void requireSoftmaxShapes(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                          const SoftmaxOptions<T>& options) {
  require(q.cols() >= 1, "q.cols", q.cols(), "must be at least 1");
  requireSize("k.cols", k.cols(), "q.cols", q.cols());
  requireSize("v.rows", v.rows(), "k.rows", k.rows());
  if (options.scale) require(std::isfinite(*options.scale), "scale", *options.scale, "must be finite");
  requireVisibility(options.visibility, q.rows(), k.rows());
}

template <class T>
Matrix<T> softmaxAttention(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                           const SoftmaxOptions<T>& options) {
  requireSoftmaxShapes(q, k, v, options);
  const T scale = options.scale.value_or(1 / std::sqrt(T(q.cols())));
  Matrix<T> o(q.rows(), v.cols());
  for (Index first = 0; first < q.rows(); first += softmaxTileQueries) {
    const Index rows = std::min(softmaxTileQueries, q.rows() - first);
    QueryTile<T> tile = startTile(q, first, rows, v.cols(), scale);
    const KeyRange all = keysOfTile(options.visibility, first, first + rows, k.rows());
    for (Index key = all.first; key < all.last; key += softmaxTileKeys)
      absorbKeys(tile, k, v, options.visibility, {key, std::min(key + softmaxTileKeys, all.last)});
    tile.total = (tile.total.array() == 0).select(T(1), tile.total);
    o.middleRows(first, rows) = tile.sums.array().colwise() / tile.total.array();
  }
  return o;
}

Cost softmaxCost(Index n, Index d, Index dv, bool causal, Index window, Index numberSize) {
  Visibility visibility;
  visibility.causal = causal;
  visibility.window = window;
  double numbers = double(n) * double(d + dv);
  for (Index first = 0; first < n; first += softmaxTileQueries) {
    const KeyRange all = keysOfTile(visibility, first, std::min(first + softmaxTileQueries, n), n);
    numbers += double(all.last - all.first) * double(d + dv);
  }
  const double flops =
      visiblePairs(n, causal, window) * double(2 * d + 2 * dv + 4) + double(n) * double(d + dv);
  const double cached = double(window > 0 ? std::min(window, n) : n) * double(d + dv);
  return {flops, numbers * double(numberSize), cached};
}

Cost softmaxDecodeCost(Index n, Index d, Index dv, Index numberSize) {
  const double cached = double(n) * double(d + dv);
  return {double(n) * double(2 * d + 2 * dv + 4) + double(d + dv),
          (cached + double(d + dv)) * double(numberSize), cached};
}

#define LTLAB_INSTANTIATE(T)                                                                \
  template void requireSoftmaxShapes(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&,  \
                                     const SoftmaxOptions<T>&);                             \
  template Matrix<T> softmaxAttention(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&, \
                                      const SoftmaxOptions<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
