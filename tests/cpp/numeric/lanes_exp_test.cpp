#include "ltlab/numeric/lanes_exp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "ltlab/numeric/random.h"

namespace ltlab {
namespace {

template <class L>
typename L::Scalar expOf(typename L::Scalar x) {
  return exponential<L>(broadcast<L>(x))[L::width - 1];
}

template <class L>
typename L::Scalar powerOf(typename L::Scalar x) {
  return powerOfTwo<L>(broadcast<L>(x))[L::width - 1];
}

// Largest relative error of four lanes.
template <class L, class F, class Exact>
double worstError(typename L::V x, const F& f, const Exact& exact) {
  double worst = 0;
  const typename L::V y = f(x);
  for (int lane = 0; lane < L::width; ++lane) {
    const double expected = exact(double(x[lane]));
    worst = std::max(worst, std::abs(double(y[lane]) - expected) / expected);
  }
  return worst;
}

constexpr double floatBound = 1.5e-7, doubleBound = 3e-16;

// Every 1,009th number that has a finite, normal result.
template <class F, class Exact>
double worstOfFloats(float low, float high, const F& f, const Exact& exact) {
  double worst = 0;
  for (std::uint64_t bits = 0; bits < (std::uint64_t(1) << 32); bits += 4 * 1009) {
    F32x4::V x{};
    for (unsigned lane = 0; lane < 4; ++lane) {
      const std::uint32_t word = std::uint32_t(bits + 1009 * lane);
      float number;
      std::memcpy(&number, &word, 4);
      x[lane] = number >= low && number <= high ? number : 0;
    }
    worst = std::max(worst, worstError<F32x4>(x, f, exact));
  }
  return worst;
}

TEST(LanesExp, FloatsAreWithinTheirBoundOverTheWholeRange) {
  const auto e = [](F32x4::V x) { return exponential<F32x4>(x); };
  const auto two = [](F32x4::V x) { return powerOfTwo<F32x4>(x); };
  EXPECT_LE(worstOfFloats(-86.98f, 88.72283f, e, [](double x) { return std::exp(x); }), floatBound);
  EXPECT_LE(worstOfFloats(-125.49f, 127.999f, two, [](double x) { return std::exp2(x); }), floatBound);
}

// The reference is itself right to half a unit in the last place.
TEST(LanesExp, DoublesAreWithinTheirBoundOverTheWholeRange) {
  RandomSequence random({1, Stream::Tasks});
  double worst = 0, worstPower = 0;
  for (int i = 0; i < 100000; ++i) {
    F64x2::V x{};
    for (int lane = 0; lane < 2; ++lane) {
      const double uniform = 2 * random.uniform() - 1;
      x[lane] = i % 4 == 0 ? uniform * std::exp2(-40 * random.uniform()) : 708 * uniform;
    }
    worst = std::max(worst, worstError<F64x2>(
                                x, [](F64x2::V v) { return exponential<F64x2>(v); },
                                [](double v) { return std::exp(v); }));
    worstPower = std::max(worstPower, worstError<F64x2>(
                                          x, [](F64x2::V v) { return powerOfTwo<F64x2>(v); },
                                          [](double v) { return std::exp2(v); }));
  }
  EXPECT_LE(worst, doubleBound + 0x1p-53);
  EXPECT_LE(worstPower, doubleBound + 0x1p-53);
}

TEST(LanesExp, IsExactAtZeroAndAtWholePowersOfTwo) {
  EXPECT_EQ(expOf<F32x4>(0), 1);
  EXPECT_EQ(expOf<F64x2>(-0.0), 1);
  for (int n = -125; n <= 127; ++n) EXPECT_EQ(powerOf<F32x4>(float(n)), std::ldexp(1.0f, n)) << n;
  for (int n = -1021; n <= 1023; ++n) EXPECT_EQ(powerOf<F64x2>(double(n)), std::ldexp(1.0, n)) << n;
}

template <class L>
void checkEnds(typename L::Scalar lastZero, typename L::Scalar firstNormal, typename L::Scalar largest,
               typename L::Scalar tooLarge, typename L::Scalar lastZeroPower,
               typename L::Scalar tooLargePower) {
  using T = typename L::Scalar;
  constexpr T infinity = std::numeric_limits<T>::infinity(), most = std::numeric_limits<T>::max();
  for (T x : {-infinity, -most, T(-1e5), T(2) * lastZero, lastZero}) EXPECT_EQ(expOf<L>(x), 0) << x;
  EXPECT_GE(expOf<L>(firstNormal), std::numeric_limits<T>::min());
  EXPECT_LT(expOf<L>(largest), infinity);
  for (T x : {tooLarge, T(2) * tooLarge, T(1e5), most, infinity}) EXPECT_EQ(expOf<L>(x), infinity) << x;
  for (T x : {-infinity, -most, T(3) * lastZeroPower, lastZeroPower}) EXPECT_EQ(powerOf<L>(x), 0) << x;
  for (T x : {tooLargePower, T(2) * tooLargePower, most, infinity}) EXPECT_EQ(powerOf<L>(x), infinity) << x;
}

TEST(LanesExp, UnderflowsToZeroAndOverflowsToInfinity) {
  checkEnds<F32x4>(-87, -86.98f, 88.72283f, 88.723f, -125.6f, 128);
  checkEnds<F64x2>(-708.06, -708.04, 709.78271, 709.7828, -1021.6, 1024);
}

TEST(LanesExp, ResultsAreNormalOrZero) {
  for (float x = -88; x < -86.5f; x += 1e-4f) {
    const float y = expOf<F32x4>(x);
    ASSERT_TRUE(y == 0 || std::isnormal(y)) << x;
  }
}

TEST(LanesExp, NaNStaysWhateverItsPayload) {
  for (std::uint32_t word : {0x7fc00000u, 0x7fc00001u, 0xffc00000u, 0xffffffffu, 0x7f800001u}) {
    float x;
    std::memcpy(&x, &word, 4);
    EXPECT_TRUE(std::isnan(expOf<F32x4>(x)));
    EXPECT_TRUE(std::isnan(powerOf<F32x4>(x)));
  }
  for (std::uint64_t word : {0x7ff8000000000000u, 0x7ff8000000000001u, 0xffffffffffffffffu}) {
    double x;
    std::memcpy(&x, &word, 8);
    EXPECT_TRUE(std::isnan(expOf<F64x2>(x)));
    EXPECT_TRUE(std::isnan(powerOf<F64x2>(x)));
  }
}

TEST(LanesExp, LanesDoNotMeet) {
  const F32x4::V x = {-1, std::numeric_limits<float>::infinity(), std::nanf(""), -100};
  const F32x4::V y = exponential<F32x4>(x);
  EXPECT_NEAR(y[0], std::exp(-1.0f), 1e-7);
  EXPECT_EQ(y[1], std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(y[2]));
  EXPECT_EQ(y[3], 0);
}

}  // namespace
}  // namespace ltlab
