#include "ltlab/attention/feature_map.h"

#include <algorithm>
#include <cmath>

#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

struct NamedKind {
  std::string_view name;
  FeatureKind kind;
};
constexpr NamedKind namedKinds[] = {{"elu+1", FeatureKind::EluPlusOne},
                                    {"relu", FeatureKind::Relu},
                                    {"identity", FeatureKind::Identity},
                                    {"taylor", FeatureKind::Taylor},
                                    {"performer", FeatureKind::Performer}};

// Rows of independent normals, then Gram–Schmidt on their directions, twice because once is not enough in
// floating point. Plain loops in double: the order of the operations, and so the result, is the same on every
// machine.
void drawOrthogonalBlock(std::uint64_t seed, Index block, Eigen::Ref<Matrix<double>> rows) {
  RandomSequence random(RandomKey{seed, Stream::FeatureMap}, std::uint64_t(block));
  const Index d = rows.cols();
  const auto dot = [&](Index a, Index b) {
    double sum = 0;
    for (Index c = 0; c < d; ++c) sum += rows(a, c) * rows(b, c);
    return sum;
  };
  const auto rescale = [&](Index r, double factor) {
    for (Index c = 0; c < d; ++c) rows(r, c) *= factor;
  };
  Vector<double> length(rows.rows());
  for (Index r = 0; r < rows.rows(); ++r) {
    for (Index c = 0; c < d; ++c) rows(r, c) = random.normal();
    length[r] = std::sqrt(dot(r, r));
    for (int pass = 0; pass < 2; ++pass)
      for (Index earlier = 0; earlier < r; ++earlier) {
        const double overlap = dot(r, earlier);
        for (Index c = 0; c < d; ++c) rows(r, c) -= overlap * rows(earlier, c);
      }
    rescale(r, 1 / std::sqrt(dot(r, r)));
  }
  for (Index r = 0; r < rows.rows(); ++r) rescale(r, length[r]);
}

template <class T>
Matrix<T> mapped(void (*function)(std::ptrdiff_t, const T*, T*), const Matrix<T>& x) {
  Matrix<T> phi(x.rows(), x.cols());
  function(x.size(), x.data(), phi.data());
  return phi;
}

template <class T>
Matrix<T> taylorFeatures(const FeatureMap<T>& map, const Matrix<T>& x) {
  const Matrix<T> y = std::sqrt(map.scale) * x;
  Matrix<T> phi(x.rows(), featureSize(map));
  const T root = std::sqrt(T(0.5));
  for (Index i = 0; i < x.rows(); ++i) {
    T* out = phi.row(i).data();
    *out++ = 1;
    for (Index a = 0; a < map.d; ++a) *out++ = y(i, a);
    for (Index a = 0; a < map.d; ++a) {
      *out++ = y(i, a) * y(i, a) * root;
      for (Index b = a + 1; b < map.d; ++b) *out++ = y(i, a) * y(i, b);
    }
  }
  return phi;
}

template <class T>
Matrix<T> performerFeatures(const FeatureMap<T>& map, const Matrix<T>& x) {
  const Matrix<T> y = std::sqrt(map.scale) * x;
  const Vector<T> halfSquare = y.rowwise().squaredNorm() / T(2);
  Matrix<T> phi = y * map.omega.transpose();
  phi.colwise() -= halfSquare;
  return mapped(widestKernel<T>().exponential, phi) / std::sqrt(T(map.omega.rows()));
}

}  // namespace

FeatureKind featureKindNamed(std::string_view name) {
  for (const NamedKind& entry : namedKinds)
    if (entry.name == name) return entry.kind;
  require(false, "feature map", name, "is not one of elu+1, relu, identity, taylor, performer");
  return FeatureKind::EluPlusOne;
}

std::string_view nameOf(FeatureKind kind) {
  return namedKinds[int(kind)].name;
}

template <class T>
FeatureMap<T> makeFeatureMap(FeatureKind kind, Index d) {
  require(d >= 1, "d", d, "must be at least 1");
  require(kind != FeatureKind::Performer, "feature map", nameOf(kind),
          "needs a number of features and a seed");
  return {kind, d, 1 / std::sqrt(T(d)), {}};
}

template <class T>
FeatureMap<T> makePerformerMap(Index d, Index m, std::uint64_t seed) {
  require(d >= 1, "d", d, "must be at least 1");
  require(m >= 1, "m", m, "must be at least 1");
  Matrix<double> omega(m, d);
  for (Index first = 0; first < m; first += d)
    drawOrthogonalBlock(seed, first / d, omega.middleRows(first, std::min(d, m - first)));
  return {FeatureKind::Performer, d, 1 / std::sqrt(T(d)), omega.template cast<T>()};
}

template <class T>
Index featureSize(const FeatureMap<T>& map) {
  if (map.kind == FeatureKind::Taylor) return 1 + map.d + map.d * (map.d + 1) / 2;
  return map.kind == FeatureKind::Performer ? map.omega.rows() : map.d;
}

template <class T>
Matrix<T> features(const FeatureMap<T>& map, const Matrix<T>& x) {
  requireSize("x.cols", x.cols(), "map.d", map.d);
  switch (map.kind) {
    case FeatureKind::EluPlusOne:
      return mapped(widestKernel<T>().eluPlusOne, x);
    case FeatureKind::Relu:
      return x.cwiseMax(T(0));
    case FeatureKind::Taylor:
      return taylorFeatures(map, x);
    case FeatureKind::Performer:
      return performerFeatures(map, x);
    case FeatureKind::Identity:
      break;
  }
  return x;
}

template <class T>
Cost featureCost(const FeatureMap<T>& map, Index n, Index numberSize) {
  const double d = double(map.d), size = double(featureSize(map));
  double flops = 0;
  if (map.kind == FeatureKind::EluPlusOne) flops = 2 * d;
  if (map.kind == FeatureKind::Relu) flops = d;
  if (map.kind == FeatureKind::Taylor) flops = d + d * (d + 1) / 2 + d;
  if (map.kind == FeatureKind::Performer) flops = d + 2 * d + 1 + size * (2 * d + 3);
  return double(n) * Cost{flops, (d + size) * double(numberSize), 0};
}

#define LTLAB_INSTANTIATE(T)                                               \
  template FeatureMap<T> makeFeatureMap<T>(FeatureKind, Index);            \
  template FeatureMap<T> makePerformerMap<T>(Index, Index, std::uint64_t); \
  template Index featureSize(const FeatureMap<T>&);                        \
  template Matrix<T> features(const FeatureMap<T>&, const Matrix<T>&);     \
  template Cost featureCost(const FeatureMap<T>&, Index, Index);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
