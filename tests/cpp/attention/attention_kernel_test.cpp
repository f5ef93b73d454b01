// Every kernel that this machine can run against the definitions, at sizes that fit no tile.
#include "ltlab/attention/attention_kernel.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "attention/oracle.h"
#include "ltlab/attention/tiles.h"
#include "support/upper_registers.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::normals;
using oracle::relativeError;

constexpr Index lengths[] = {0, 1, 2, 63, 65, 130};
struct Widths {
  Index d, dv;
};
constexpr Widths widths[] = {{1, 1}, {3, 5}, {16, 33}, {17, 16}, {64, 64}};

template <class T>
class EveryKernel : public testing::Test {
 protected:
  // Scores and features below 10 from sums of at most 64 products, sums of at most 130 weights: some tens of
  // roundings, most of which cancel.
  static constexpr double bound = 32 * std::numeric_limits<T>::epsilon();

  template <class Body>
  void forEach(const Body& body) {
    for (const AttentionKernel<T>* kernel : attentionKernels<T>())
      for (Index n : lengths)
        for (const Widths& size : widths) {
          SCOPED_TRACE(testing::Message()
                       << kernel->name << " n " << n << " d " << size.d << " dv " << size.dv);
          body(*kernel, normals<T>(n, size.d, 1), normals<T>(n, size.d, 2), normals<T>(n, size.dv, 3));
        }
  }

  static void expectClose(const Matrix<T>& o, const Matrix<double>& expected) {
    ASSERT_EQ(o.rows(), expected.rows());
    ASSERT_EQ(o.cols(), expected.cols());
    EXPECT_LE(relativeError(o, expected), bound);
  }
};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(EveryKernel, Scalars);

template <class T>
Matrix<double> eluPlusOne(const Matrix<T>& x) {
  return x.template cast<double>().unaryExpr([](double v) { return v > 0 ? v + 1 : std::exp(v); });
}

TYPED_TEST(EveryKernel, SoftmaxIsTheDefinition) {
  using T = TypeParam;
  this->forEach([&](const auto& kernel, const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v) {
    const T scale = 1 / std::sqrt(T(q.cols()));
    for (Index window : {0, 3})
      for (bool causal : {false, true}) {
        const Visibility visibility{causal, window, {}, {}};
        this->expectClose(softmaxByTiles(kernel, q, k, v, scale, visibility),
                          oracle::softmax(q.template cast<double>(), k.template cast<double>(),
                                          v.template cast<double>(), double(scale), [&](Index i, Index j) {
                                            return isVisible(visibility, i, j, k.rows());
                                          }));
      }
  });
}

TYPED_TEST(EveryKernel, LinearAttentionIsTheDefinition) {
  using T = TypeParam;
  this->forEach([&](const auto& kernel, const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v) {
    const Matrix<double> phiQ = eluPlusOne(q), phiK = eluPlusOne(k), values = v.template cast<double>();
    for (bool normalise : {false, true}) {
      const LinearInput<T> input{q, k, v, FeatureKind::EluPlusOne, normalise};
      this->expectClose(linearByTiles(kernel, input), oracle::linear(phiQ, phiK, values, false, normalise));
      const Matrix<double> causal = oracle::linear(phiQ, phiK, values, true, normalise);
      for (Index chunk : {0, 1, 7, 32, 200}) this->expectClose(causalByTiles(kernel, input, chunk), causal);
    }
  });
}

TYPED_TEST(EveryKernel, FeaturesMadeOnTheWayAreFeaturesMadeBefore) {
  using T = TypeParam;
  this->forEach([&](const auto& kernel, const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v) {
    const Matrix<T> phiQ = q.cwiseMax(T(0)), phiK = k.cwiseMax(T(0));
    for (FeatureKind map : {FeatureKind::Relu, FeatureKind::Identity}) {
      const bool relu = map == FeatureKind::Relu;
      const LinearInput<T> raw{q, k, v, map, relu};
      const LinearInput<T> made{relu ? phiQ : q, relu ? phiK : k, v, FeatureKind::Identity, relu};
      EXPECT_EQ(linearByTiles(kernel, raw), linearByTiles(kernel, made));
      EXPECT_EQ(causalByTiles(kernel, raw, 0), causalByTiles(kernel, made, 0));
      EXPECT_EQ(causalByTiles(kernel, raw, 5), causalByTiles(kernel, made, 5));
    }
  });
}

// A lane is a query: what its neighbours are changes no bit, and neither does a second run.
TYPED_TEST(EveryKernel, SoftmaxOfAQueryDoesNotDependOnTheOthers) {
  using T = TypeParam;
  const Matrix<T> q = normals<T>(70, 9, 1), k = normals<T>(150, 9, 2), v = normals<T>(150, 7, 3);
  for (const AttentionKernel<T>* kernel : attentionKernels<T>()) {
    const Matrix<T> all = softmaxByTiles<T>(*kernel, q, k, v, T(0.4), {});
    EXPECT_EQ(softmaxByTiles<T>(*kernel, q, k, v, T(0.4), {}), all);
    for (Index i : {0, 5, 69})
      EXPECT_EQ(softmaxByTiles<T>(*kernel, q.middleRows(i, 1), k, v, T(0.4), {}), all.middleRows(i, 1))
          << kernel->name;
  }
}

TYPED_TEST(EveryKernel, TokensThatAreNotFiniteLeaveEarlierRowsAlone) {
  using T = TypeParam;
  const Index n = 100, bad = 37;
  const Matrix<T> q = normals<T>(n, 5, 1), k = normals<T>(n, 5, 2), v = normals<T>(n, 7, 3);
  for (const AttentionKernel<T>* kernel : attentionKernels<T>())
    for (T number : {std::numeric_limits<T>::infinity(), std::numeric_limits<T>::quiet_NaN()}) {
      Matrix<T> k2 = k, v2 = v;
      k2(bad, 2) = k2(99, 0) = v2(bad, 3) = v2(70, 6) = number;
      const Visibility causal{true, 0, {}, {}};
      const Matrix<T> softmax = softmaxByTiles<T>(*kernel, q, k, v, 1, causal),
                      spoilt = softmaxByTiles<T>(*kernel, q, k2, v2, 1, causal);
      EXPECT_EQ(spoilt.topRows(bad), softmax.topRows(bad)) << kernel->name;
      EXPECT_FALSE(std::isfinite(spoilt(bad, 3)));
      for (Index chunk : {0, 1, 50, 100}) {
        const LinearInput<T> clean{q, k, v, FeatureKind::EluPlusOne},
            dirty{q, k2, v2, FeatureKind::EluPlusOne};
        EXPECT_EQ(causalByTiles(*kernel, dirty, chunk).topRows(bad),
                  causalByTiles(*kernel, clean, chunk).topRows(bad))
            << kernel->name << " " << chunk;
        EXPECT_FALSE(std::isfinite(causalByTiles(*kernel, dirty, chunk)(bad, 3)));
      }
    }
}

TYPED_TEST(EveryKernel, HiddenValuesThatAreNotFiniteLeaveNoTrace) {
  using T = TypeParam;
  const Matrix<T> q = normals<T>(6, 3, 1), k = normals<T>(9, 3, 2), v = normals<T>(9, 4, 3);
  Visibility visibility;
  visibility.mask = Matrix<std::uint8_t>::Ones(6, 9);
  visibility.mask.col(4).setZero();
  visibility.mask(5, 4) = 1;
  Matrix<T> spoilt = v;
  spoilt(4, 1) = std::numeric_limits<T>::infinity();
  for (const AttentionKernel<T>* kernel : attentionKernels<T>()) {
    const Matrix<T> clean = softmaxByTiles<T>(*kernel, q, k, v, 1, visibility),
                    o = softmaxByTiles<T>(*kernel, q, k, spoilt, 1, visibility);
    EXPECT_EQ(o.topRows(5), clean.topRows(5)) << kernel->name;
    EXPECT_EQ(o(5, 1), std::numeric_limits<T>::infinity());
    EXPECT_EQ(o(5, 0), clean(5, 0));
  }
}

TYPED_TEST(EveryKernel, LeavesNoUpperHalvesOfRegistersInUse) {
  using T = TypeParam;
  using testing_support::leavesUpperHalvesInUse;
  this->forEach([&](const auto& kernel, const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v) {
    const LinearInput<T> input{q, k, v, FeatureKind::EluPlusOne};
    for (bool causal : {false, true})
      EXPECT_FALSE(leavesUpperHalvesInUse([&] {
        softmaxByTiles<T>(kernel, q, k, v, T(1), {causal, 0, {}, {}});
      }));
    EXPECT_FALSE(leavesUpperHalvesInUse([&] { linearByTiles<T>(kernel, input); }));
    for (Index chunk : {0, 32})
      EXPECT_FALSE(leavesUpperHalvesInUse([&] { causalByTiles<T>(kernel, input, chunk); }));
  });
}

TYPED_TEST(EveryKernel, ExponentialAndEluPlusOneAreTheStandardLibrarys) {
  using T = TypeParam;
  const double tolerance = sizeof(T) == 4 ? 1.5e-7 : 4.5e-16;
  constexpr T infinity = std::numeric_limits<T>::infinity();
  for (const AttentionKernel<T>* kernel : attentionKernels<T>())
    for (Index n : {0, 1, 5, 1003}) {
      SCOPED_TRACE(kernel->name);
      const Matrix<T> x = T(20) * normals<T>(1, n, 1);
      Matrix<T> y(1, n), phi(1, n);
      kernel->exponential(n, x.data(), y.data());
      kernel->eluPlusOne(n, x.data(), phi.data());
      for (Index i = 0; i < n; ++i) {
        const double exact = std::exp(double(x(0, i)));
        EXPECT_NEAR(y(0, i) / exact, 1, tolerance);
        if (x(0, i) > 0)
          EXPECT_EQ(phi(0, i), x(0, i) + 1);
        else
          EXPECT_NEAR(phi(0, i) / exact, 1,
                      tolerance - double(x(0, i)) * double(std::numeric_limits<T>::epsilon()));
      }
      const T ends[] = {-infinity, T(-1e5), 0, T(1e5), infinity, std::numeric_limits<T>::quiet_NaN()};
      T results[6];
      kernel->exponential(6, ends, results);
      EXPECT_THAT(std::vector<T>(results, results + 5), testing::ElementsAre(0, 0, 1, infinity, infinity));
      EXPECT_TRUE(std::isnan(results[5]));
    }
}

// N² numbers would be 68 GB.
TEST(SoftmaxMemory, GrowsWithTheLengthAndNotItsSquare) {
  const Index n = 1 << 17;
  const Matrix<float> x = normals<float>(n, 1, 1);
  const AttentionKernel<float>& kernel = widestKernel<float>();
  const Matrix<float> o = softmaxByTiles<float>(kernel, x, x, x, 1, {true, 4, {}, {}});
  EXPECT_EQ(o.rows(), n);
  EXPECT_TRUE(o.allFinite());
}

TEST(AttentionKernels, AreListedFromNarrowToWide) {
  ASSERT_GE(attentionKernels<float>().size(), 1u);
  EXPECT_STREQ(attentionKernels<float>()[0]->name, "128-bit");
  EXPECT_EQ(attentionKernels<float>().size(), attentionKernels<double>().size());
  int lanes = 0;
  for (const AttentionKernel<float>* kernel : attentionKernels<float>()) {
    EXPECT_GT(kernel->lanes, lanes);
    lanes = kernel->lanes;
  }
}

}  // namespace
}  // namespace ltlab
