#include "ltlab/numeric/number_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>

namespace ltlab {
namespace {

class NumberText : public testing::TestWithParam<std::pair<double, std::string>> {};

// The same in WebAssembly, where JavaScript writes the digits.
TEST_P(NumberText, IsThatOfPrintf) {
  const auto& [value, text] = GetParam();
  EXPECT_EQ(numberText(value), text);
}

constexpr double infinity = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(Values, NumberText,
                         testing::Values(std::pair{0.0, "0"}, std::pair{1.0, "1"}, std::pair{-2.5, "-2.5"},
                                         std::pair{0.1, "0.1"}, std::pair{1.0 / 3, "0.333333333"},
                                         std::pair{123456789.0, "123456789"},
                                         std::pair{1234567890.0, "1.23456789e+09"}, std::pair{1e9, "1e+09"},
                                         std::pair{100.0, "100"}, std::pair{9.9999999996, "10"},
                                         std::pair{999999999.7, "1e+09"}, std::pair{1e-4, "0.0001"},
                                         std::pair{0.00012345, "0.00012345"}, std::pair{1e-5, "1e-05"},
                                         std::pair{-1.5e-7, "-1.5e-07"}, std::pair{1e300, "1e+300"},
                                         std::pair{5e-324, "4.94065646e-324"},
                                         std::pair{std::numeric_limits<double>::quiet_NaN(), "nan"},
                                         std::pair{infinity, "inf"}, std::pair{-infinity, "-inf"}));

}  // namespace
}  // namespace ltlab
