#include "ltlab/attention/softmax.h"

#include <algorithm>
#include <cmath>

#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

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
  return softmaxByTiles(widestKernel<T>(), q, k, v, scale, options.visibility);
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
