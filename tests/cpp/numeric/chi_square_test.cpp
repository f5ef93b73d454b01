#include "ltlab/numeric/chi_square.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ltlab {
namespace {

constexpr RandomKey key{17, Stream::Tasks};

template <class L>
typename L::V drawChiSquare(int freedom, std::uint64_t first) noexcept {
  WordStream<L> stream(key, first);
  typename L::V normals[2];
  drawNormals<L>(stream, 2, normals);
  return chiSquare<L>(freedom, normals[0], stream.next(), {key, first, 1});
}

std::vector<double> draw(int freedom, int count) {
  std::vector<double> numbers;
  for (int first = 0; first < count; first += 4) {
    const F32x4::V four = drawChiSquare<F32x4>(freedom, first);
    for (int lane = 0; lane < 4; ++lane) numbers.push_back(four[lane]);
  }
  return numbers;
}

// P(χ²_k ≤ x) by the recursion F_{k+2}(x) = F_k(x) − (x/2)^{k/2} e^{−x/2} / Γ(k/2 + 1).
double distribution(int freedom, double x) {
  double p = freedom % 2 ? std::erf(std::sqrt(x / 2)) : -std::expm1(-x / 2);
  for (int k = freedom % 2 ? 1 : 2; k < freedom; k += 2)
    p -= std::exp(k / 2.0 * std::log(x / 2) - x / 2 - std::lgamma(k / 2.0 + 1));
  return p;
}

// Kolmogorov and Smirnov: √N times the largest distance exceeds 2.23 by chance once in 10,000 runs.
TEST(ChiSquare, HasItsDistributionForEveryFreedom) {
  for (int freedom : {1, 2, 3, 4, 5, 10, 11, 20, 51, 200}) {
    std::vector<double> numbers = draw(freedom, 20000);
    std::sort(numbers.begin(), numbers.end());
    double distance = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const double p = distribution(freedom, numbers[i]);
      distance = std::max({distance, std::abs(p - i / 20000.0), std::abs(p - (i + 1) / 20000.0)});
    }
    EXPECT_LE(distance * std::sqrt(20000.0), 2.23) << freedom;
  }
}

// Mean k, variance 2k, third central moment 8k, each within four of its standard errors.
TEST(ChiSquare, HasItsMomentsForLargeFreedom) {
  for (int freedom : {2000, 100000}) {
    const int count = 40000;
    double sum = 0, squares = 0, cubes = 0;
    for (double number : draw(freedom, count)) {
      const double z = (number - freedom) / std::sqrt(2.0 * freedom);
      sum += z;
      squares += z * z;
      cubes += z * z * z;
    }
    EXPECT_NEAR(sum / count, 0, 4 / std::sqrt(count));
    EXPECT_NEAR(squares / count, 1, 4 * std::sqrt(2.0 / count));
    EXPECT_NEAR(cubes / count, std::sqrt(8.0 / freedom), 4 * std::sqrt(15.0 / count));
  }
}

TEST(ChiSquare, OfASequenceDoesNotDependOnTheLanesBesideIt) {
  for (int freedom : {1, 2, 7, 20}) {
    for (int first = 0; first < 800; first += 8) {
      const F32x8::V eight = drawChiSquare<F32x8>(freedom, first);
      for (int lane = 0; lane < 8; ++lane)
        EXPECT_EQ(drawChiSquare<F32x4>(freedom, first + lane)[0], eight[lane]) << freedom;
    }
  }
}

// Where the series takes over from the direct form both are right to single precision.
TEST(LogRemainder, AgreesWithDoubleOnBothSidesOfItsSeries) {
  for (double t : {-0.9, -0.3, -0.06, -0.049, -0.01, -1e-3, 1e-3, 0.03, 0.049, 0.051, 0.2, 1.0, 3.0}) {
    const float rounded = float(t);
    const double x = rounded, expected = std::log1p(x) - x + x * x / 2 - x * x * x / 3;
    const double error = std::abs(logRemainder<F32x4>(broadcast<F32x4>(rounded))[0] - expected);
    EXPECT_LE(error, std::abs(x) < 0.05 ? 3e-5 * std::abs(expected) : 1e-7 * (1 + std::abs(x * x * x))) << t;
  }
}

}  // namespace
}  // namespace ltlab
