#include "ltlab/attention/feature_map.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "attention/oracle.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::normals;
using testing::StrEq;
using testing::ThrowsMessage;

Matrix<double> row(std::initializer_list<double> values) {
  Matrix<double> x(1, Index(values.size()));
  std::copy(values.begin(), values.end(), x.data());
  return x;
}

TEST(FeatureMap, EluPlusOneAddsOneAboveZeroAndIsTheExponentialBelow) {
  const auto map = makeFeatureMap<double>(FeatureKind::EluPlusOne, 4);
  const Matrix<double> phi = features(map, row({2, 0, -1, 1000}));
  EXPECT_EQ(phi(0, 0), 3);
  EXPECT_EQ(phi(0, 1), 1);
  EXPECT_NEAR(phi(0, 2), std::exp(-1), 1e-15);
  EXPECT_EQ(phi(0, 3), 1001);
}

TEST(FeatureMap, ReluCutsBelowZeroAndIdentityCutsNothing) {
  const Matrix<double> x = row({2, 0, -3});
  EXPECT_EQ(features(makeFeatureMap<double>(FeatureKind::Relu, 3), x), row({2, 0, 0}));
  EXPECT_EQ(features(makeFeatureMap<double>(FeatureKind::Identity, 3), x), x);
}

TEST(FeatureMap, TaylorIsTheSecondOrderExpansionOfTheSoftmaxWeight) {
  for (Index d : {1, 2, 7}) {
    const auto map = makeFeatureMap<double>(FeatureKind::Taylor, d);
    const Matrix<double> q = normals(3, d, 1), k = normals(4, d, 2);
    const Matrix<double> phiQ = features(map, q), phiK = features(map, k);
    ASSERT_EQ(phiQ.cols(), 1 + d + d * (d + 1) / 2);
    ASSERT_EQ(featureSize(map), phiQ.cols());
    for (Index i = 0; i < 3; ++i)
      for (Index j = 0; j < 4; ++j) {
        const double s = oracle::dot(q, i, k, j) / std::sqrt(double(d));
        EXPECT_NEAR(oracle::dot(phiQ, i, phiK, j), 1 + s + s * s / 2, 1e-12);
      }
  }
}

TEST(FeatureMap, SinglePrecisionFollowsDoublePrecision) {
  const Matrix<double> x = normals(6, 5, 1);
  for (auto kind : {FeatureKind::EluPlusOne, FeatureKind::Relu, FeatureKind::Identity, FeatureKind::Taylor})
    EXPECT_LE(oracle::relativeError(features<float>(makeFeatureMap<float>(kind, 5), x.cast<float>()),
                                    features(makeFeatureMap<double>(kind, 5), x)),
              1e-6)
        << nameOf(kind);
  EXPECT_LE(oracle::relativeError(features<float>(makePerformerMap<float>(5, 7, 1), x.cast<float>()),
                                  features(makePerformerMap<double>(5, 7, 1), x)),
            3e-6);
}

TEST(FeatureMap, SizesAreThoseOfTheTable) {
  EXPECT_EQ(featureSize(makeFeatureMap<float>(FeatureKind::EluPlusOne, 5)), 5);
  EXPECT_EQ(featureSize(makeFeatureMap<float>(FeatureKind::Relu, 5)), 5);
  EXPECT_EQ(featureSize(makeFeatureMap<float>(FeatureKind::Identity, 5)), 5);
  EXPECT_EQ(featureSize(makePerformerMap<float>(5, 13, 1)), 13);
  EXPECT_EQ(features(makePerformerMap<float>(5, 13, 1), normals<float>(0, 5, 1)).rows(), 0);
  EXPECT_EQ(features(makePerformerMap<float>(5, 13, 1), normals<float>(2, 5, 1)).cols(), 13);
}

TEST(FeatureMap, NamesAndKindsAreOneTable) {
  for (auto kind : {FeatureKind::EluPlusOne, FeatureKind::Relu, FeatureKind::Identity, FeatureKind::Taylor,
                    FeatureKind::Performer})
    EXPECT_EQ(featureKindNamed(nameOf(kind)), kind);
  EXPECT_EQ(featureKindNamed("elu+1"), FeatureKind::EluPlusOne);
  EXPECT_EQ(featureKindNamed("performer"), FeatureKind::Performer);
}

TEST(FeatureMap, RefusesWhatItCannotMap) {
  EXPECT_THAT([] { featureKindNamed("exp"); },
              ThrowsMessage<InputError>(
                  StrEq("feature map: \"exp\" is not one of elu+1, relu, identity, taylor, performer")));
  EXPECT_THAT([] { makeFeatureMap<double>(FeatureKind::Relu, 0); },
              ThrowsMessage<InputError>(StrEq("d: 0 must be at least 1")));
  EXPECT_THAT(
      [] { makeFeatureMap<double>(FeatureKind::Performer, 2); },
      ThrowsMessage<InputError>(StrEq("feature map: \"performer\" needs a number of features and a seed")));
  EXPECT_THAT([] { makePerformerMap<double>(0, 2, 1); },
              ThrowsMessage<InputError>(StrEq("d: 0 must be at least 1")));
  EXPECT_THAT([] { makePerformerMap<double>(2, 0, 1); },
              ThrowsMessage<InputError>(StrEq("m: 0 must be at least 1")));
  EXPECT_THAT([] { features(makeFeatureMap<double>(FeatureKind::Relu, 3), normals(2, 4, 1)); },
              ThrowsMessage<InputError>(StrEq("x.cols: 4 must equal map.d = 3")));
  EXPECT_NO_THROW(features(makePerformerMap<double>(1, 1, 1), normals(1, 1, 1)));
}

TEST(Performer, IsTheFormulaOfItsOmega) {
  const auto map = makePerformerMap<double>(3, 5, 7);
  const Matrix<double> x = normals(2, 3, 3), phi = features(map, x);
  const Matrix<double> y = x / std::pow(3.0, 0.25);
  for (Index i = 0; i < 2; ++i)
    for (Index r = 0; r < 5; ++r) {
      const double exponent = oracle::dot(map.omega, r, y, i) - oracle::dot(y, i, y, i) / 2;
      EXPECT_NEAR(phi(i, r), std::exp(exponent) / std::sqrt(5.0), 1e-14);
    }
}

TEST(Performer, OmegaIsOrthogonalWithinEachBlockOfDRows) {
  const Index d = 6, m = 15;
  const Matrix<double> omega = makePerformerMap<double>(d, m, 11).omega;
  const Matrix<double> gram = omega * omega.transpose();
  double acrossBlocks = 0;
  for (Index a = 0; a < m; ++a)
    for (Index b = 0; b < a; ++b) {
      if (a / d == b / d)
        EXPECT_LE(std::abs(gram(a, b)), 1e-13) << a << " " << b;
      else
        acrossBlocks = std::max(acrossBlocks, std::abs(gram(a, b)));
    }
  EXPECT_GT(acrossBlocks, 0.5);
}

// ω_r ~ N(0, I): over 2,000 blocks each coordinate has mean 0 and variance 1, ‖ω_r‖² has mean d and variance
// 2d. Bounds are 5 standard errors.
TEST(Performer, OmegaHasTheMomentsOfANormalVector) {
  const Index d = 4, blocks = 2000;
  const Matrix<double> omega = makePerformerMap<double>(d, d * blocks, 3).omega;
  for (Index r = 0; r < d; ++r) {
    double length = 0, lengthSquare = 0;
    for (Index b = 0; b < blocks; ++b) {
      const double square = omega.row(b * d + r).squaredNorm();
      length += square / double(blocks);
      lengthSquare += square * square / double(blocks);
    }
    EXPECT_NEAR(length, double(d), 5 * std::sqrt(2.0 * d / blocks));
    EXPECT_NEAR(lengthSquare - length * length, 2.0 * d,
                5 * std::sqrt((12.0 * d * (d + 4) - 4.0 * d * d) / blocks));
    for (Index c = 0; c < d; ++c) {
      double mean = 0, square = 0;
      for (Index b = 0; b < blocks; ++b) {
        mean += omega(b * d + r, c) / double(blocks);
        square += omega(b * d + r, c) * omega(b * d + r, c) / double(blocks);
      }
      EXPECT_NEAR(mean, 0, 5 / std::sqrt(double(blocks)));
      EXPECT_NEAR(square, 1, 5 * std::sqrt(2.0 / blocks));
    }
  }
}

struct Spread {
  double mean, standardError, rms;
};

// φ(q)·φ(k) / exp(q·k/√d) over many seeds.
Spread performerRatio(Index d, Index m, int seeds) {
  const Matrix<double> q = 0.7 * normals(1, d, 21), k = 0.7 * normals(1, d, 22);
  const double exact = std::exp(oracle::dot(q, 0, k, 0) / std::sqrt(double(d)));
  double sum = 0, square = 0, error = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    const auto map = makePerformerMap<double>(d, m, std::uint64_t(seed));
    const double ratio = oracle::dot(features(map, q), 0, features(map, k), 0) / exact;
    sum += ratio;
    square += ratio * ratio;
    error += (ratio - 1) * (ratio - 1);
  }
  const double mean = sum / seeds, variance = square / seeds - mean * mean;
  return {mean, std::sqrt(variance / seeds), std::sqrt(error / seeds)};
}

TEST(Performer, EstimatesTheSoftmaxWeightWithoutBias) {
  for (Index m : {1, 5, 16}) {
    const Spread ratio = performerRatio(5, m, 4000);
    EXPECT_LE(std::abs(ratio.mean - 1), 4 * ratio.standardError) << "m = " << m;
    EXPECT_LE(ratio.standardError, 0.02) << "m = " << m;
  }
}

TEST(Performer, RmsErrorFallsAsOneOverRootM) {
  const double sizes[] = {4, 16, 64, 256};
  double x = 0, y = 0, xx = 0, xy = 0;
  for (double m : sizes) {
    const double a = std::log(m), b = std::log(performerRatio(4, Index(m), 600).rms);
    x += a / 4;
    y += b / 4;
    xx += a * a / 4;
    xy += a * b / 4;
  }
  EXPECT_NEAR((xy - x * y) / (xx - x * x), -0.5, 0.05);
}

TEST(Performer, IsAPureFunctionOfItsSeed) {
  const auto a = makePerformerMap<double>(3, 8, 5), b = makePerformerMap<double>(3, 8, 5);
  EXPECT_EQ(a.omega, b.omega);
  EXPECT_NE(a.omega, makePerformerMap<double>(3, 8, 6).omega);
  EXPECT_EQ(a.omega.topRows(4), makePerformerMap<double>(3, 4, 5).omega);
  EXPECT_EQ(makePerformerMap<float>(3, 8, 5).omega, a.omega.cast<float>());
}

// One number from inside Gram–Schmidt, one from the second block: links and saved pages depend on these bits.
TEST(Performer, OmegaHasTheSameBitsOnEveryMachine) {
  const Matrix<double> omega = makePerformerMap<double>(3, 4, 5).omega;
  EXPECT_EQ(omega(1, 0), 0x1.1c53f7aca8644p+0);
  EXPECT_EQ(omega(3, 1), -0x1.20f6ecp+0);
}

}  // namespace
}  // namespace ltlab
