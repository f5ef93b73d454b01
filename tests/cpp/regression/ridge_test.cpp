#include "ltlab/regression/ridge.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/regression/ridge_lanes.h"
#include "support/random_values.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;
using testing_support::RandomValues;

TEST(Statistics, AreTheGramMatrixOfTheTokens) {
  RandomValues random(1);
  const Matrix<double> x = random.matrix(7, 3);
  const Vector<double> y = random.vector(7);
  const auto statistics = statisticsOf(x, y);
  for (int a = 0; a < 3; ++a) {
    double alpha = 0;
    for (int i = 0; i < 7; ++i) alpha += y[i] * x(i, a);
    EXPECT_NEAR(statistics.alpha()[a], alpha, 1e-13);
    for (int b = 0; b < 3; ++b) {
      double sigma = 0;
      for (int i = 0; i < 7; ++i) sigma += x(i, a) * x(i, b);
      EXPECT_NEAR(statistics.sigma()(a, b), sigma, 1e-13);
    }
  }
  EXPECT_NEAR(statistics.lambda(), y.squaredNorm(), 1e-13);
  EXPECT_EQ(statistics.d(), 3);
  EXPECT_THAT([&] { statisticsOf<double>(x, Vector<double>(6)); },
              ThrowsMessage<InputError>(StrEq("y.size: 6 must equal x.rows = 7")));
}

// At the minimum of ‖y − Xw‖² + s‖w‖² its gradient vanishes.
TEST(Ridge, IsTheStationaryPointOfThePenalisedLoss) {
  RandomValues random(2);
  for (int d : {1, 2, 5, 11}) {
    const Matrix<double> x = random.matrix(d + 4, d);
    const Vector<double> y = random.vector(d + 4);
    for (double s : {0.0, 0.3, 7.0}) {
      const Vector<double> w = ridge(statisticsOf(x, y), s);
      const Vector<double> slope = x.transpose() * (x * w - y) + s * w;
      EXPECT_LE(slope.norm(), 1e-11 * (x.transpose() * y).norm());
    }
  }
  EXPECT_THAT(
      [] {
        ridge<double>({Matrix<double>::Identity(3, 3), 3}, -1.0);
      },
      ThrowsMessage<InputError>(StrEq("s: -1 must not be negative")));
}

TEST(ResidualVariance, IsTheResidualSumOfSquaresOverItsDegreesOfFreedom) {
  RandomValues random(3);
  const Matrix<double> x = random.matrix(9, 4);
  const Vector<double> y = random.vector(9);
  const Vector<double> w = x.colPivHouseholderQr().solve(y);
  EXPECT_NEAR(residualVariance(statisticsOf(x, y)), (y - x * w).squaredNorm() / 5, 1e-12);
  EXPECT_THAT(
      [] {
        residualVariance<double>({Matrix<double>::Identity(4, 4), 3});
      },
      ThrowsMessage<InputError>(StrEq("n: 3 must be greater than d")));
}

template <class L>
void expectRidgeLanes(double tolerance) {
  using T = typename L::Scalar;
  RandomValues random(4);
  for (int d : {1, 3, 10}) {
    const int size = d + 1;
    std::vector<typename L::V> gram(size * size), rows(d * size), w(d);
    typename L::V shift{};
    std::vector<Vector<double>> expected;
    for (int lane = 0; lane < L::width; ++lane) {
      const auto statistics = statisticsOf<double>(random.matrix(2 * d + 3, d), random.vector(2 * d + 3));
      shift[lane] = T(0.25 * lane);
      for (int i = 0; i < size * size; ++i) gram[i][lane] = T(statistics.gram(i / size, i % size));
      expected.push_back(ridge(statistics, 0.25 * lane));
    }
    ridgeLanes<L, 0>(Extent<0>(size), gram.data(), shift, rows.data(), w.data());
    for (int lane = 0; lane < L::width; ++lane)
      for (int k = 0; k < d; ++k)
        EXPECT_NEAR(w[k][lane], expected[lane][k], tolerance * expected[lane].norm());
  }
}

TEST(RidgeLanes, AgreeWithTheReadableForm) {
  expectRidgeLanes<F64x2>(1e-12);
  expectRidgeLanes<F64x8>(1e-12);
  expectRidgeLanes<F32x4>(2e-5);  // condition numbers of a few hundred times 6e-8
}

// Σ + s I singular in lane 0, indefinite in lane 1, definite in lanes 2 and 3.
TEST(RidgeLanes, AreNotFiniteExactlyWhereTheMatrixIsNotPositiveDefinite) {
  for (int d : {1, 2, 5}) {
    const int size = d + 1;
    std::vector<F32x4::V> gram(size * size), rows(d * size), w(d);
    for (int i = 0; i < d; ++i) {
      gram[i * size + i] = F32x4::V{1, 1, 2, 3};
      gram[i * size + d] = F32x4::V{1, 1, 1, 1};
    }
    ridgeLanes<F32x4, 0>(Extent<0>(size), gram.data(), F32x4::V{-1, -2, -1, 0}, rows.data(), w.data());
    for (int k = 0; k < d; ++k) {
      EXPECT_FALSE(std::isfinite(w[k][0]) || std::isfinite(w[k][1])) << d;
      EXPECT_EQ(w[k][2], 1);
      EXPECT_NEAR(w[k][3], 1.0 / 3, 1e-7);
    }
  }
}

}  // namespace
}  // namespace ltlab
