#include "ltlab/reproduction/context_spectrum.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using testing::HasSubstr;
using testing::ThrowsMessage;

double meanOf(const ContextSpectrum& spectrum, double power) {
  return (spectrum.weight.array() * spectrum.value.array().pow(power)).sum();
}

// Wishart moments: E tr Σ = n d, E tr Σ² = n d (n + d + 1), E tr Σ⁻¹ = d/(n − d − 1).
TEST(ContextSpectrum, HasTheMomentsOfWishartMatrices) {
  for (const auto& [d, n] : {std::pair{10, 20}, {1, 8}, {2, 30}, {5, 11}}) {
    const ContextSpectrum spectrum = contextSpectrum(d, n, 1);
    EXPECT_NEAR(spectrum.weight.sum(), d, 1e-4) << d;
    EXPECT_NEAR(meanOf(spectrum, 1) / (n * d), 1, 0.01) << d;
    EXPECT_NEAR(meanOf(spectrum, 2) / (n * d * (n + d + 1)), 1, 0.02) << d;
    EXPECT_NEAR(meanOf(spectrum, -1) * (n - d - 1) / d, 1, 0.02) << d;
  }
}

// χ²_n exactly: d = 1 has no other eigenvalues to condition on. For n = 2, P(v > x) = exp(−x/2).
TEST(ContextSpectrum, ReachesToWhatThreeTasksInTenMillionHave) {
  const ContextSpectrum spectrum = contextSpectrum(1, 2, 1);
  const auto size = spectrum.value.size();
  EXPECT_NEAR(spectrum.value[size - 1], -2 * std::log(3e-7), 0.1);
  EXPECT_NEAR(spectrum.value[0] / -std::log(1 - 3e-7) / 2, 1, 4);
  double above = 0;
  for (Eigen::Index i = size - 1; spectrum.value[i] > 20; --i) above += spectrum.weight[i];
  EXPECT_NEAR(above / std::exp(-10), 1, 0.05);
}

TEST(ContextSpectrum, IsAPureFunctionOfTheSeed) {
  const ContextSpectrum first = contextSpectrum(5, 11, 1), again = contextSpectrum(5, 11, 1);
  EXPECT_EQ(first.value, again.value);
  EXPECT_EQ(first.weight, again.weight);
  EXPECT_NE(meanOf(first, 1), meanOf(contextSpectrum(5, 11, 2), 1));
}

TEST(ContextSpectrum, RefusesSizesThatTasksCannotHave) {
  EXPECT_THAT([] { contextSpectrum(5, 5, 1); },
              ThrowsMessage<InputError>(HasSubstr("n: 5 must be greater than d = 5")));
}

}  // namespace
}  // namespace ltlab
