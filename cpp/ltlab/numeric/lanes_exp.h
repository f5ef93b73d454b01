#pragma once
// 2ˣ and eˣ in lanes, for float and double.
//
//   2ˣ = 2ⁿ 2ʳ,  n = round(x),  r = x − n in [−½, ½],  2 · 2ʳ = 2 + r Q(r)
//   eˣ = 2ⁿ 2ʳ,  n = round(x log₂e),  r = (x − n ln 2) log₂e
//
// ln 2 is subtracted in two parts, the first so short that n times it is exact (Cody and Waite 1980). Q comes
// from the minimax polynomial of the relative error (Remez) and leaves 3.1e-9 of 2ʳ for float, 3.6e-18 for
// double. 2ⁿ is put together from its exponent, as 2ⁿ⁻¹ so that n = 128 is no exception.
//
// Relative error below 1.5e-7 (float) and 3e-16 (double), measured over the whole range in
// tests/cpp/numeric/lanes_exp_test.cpp; exact at 0. Results below 2^−125.5 (double 2^−1021.5) are 0, so that
// none is denormal, which would be slow; +∞ above the largest finite number, NaN for NaN.
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// a < b ? b : a and b < a ? b : a, one instruction each; NaN in a stays. (With a constant b, clang would make
// WebAssembly's max and min of them, which cost seven.)
template <class V>
LTLAB_INLINE V larger(V a, V b) {
#if defined(__wasm_simd128__)
  if constexpr (sizeof(a[0]) == 4)
    return (V)wasm_f32x4_pmax((v128_t)a, (v128_t)b);
  else
    return (V)wasm_f64x2_pmax((v128_t)a, (v128_t)b);
#else
  return a < b ? b : a;
#endif
}

template <class V>
LTLAB_INLINE V smaller(V a, V b) {
#if defined(__wasm_simd128__)
  if constexpr (sizeof(a[0]) == 4)
    return (V)wasm_f32x4_pmin((v128_t)a, (v128_t)b);
  else
    return (V)wasm_f64x2_pmin((v128_t)a, (v128_t)b);
#else
  return b < a ? b : a;
#endif
}

template <class T>
struct ExpConstants;

template <>
struct ExpConstants<float> {
  // Added to |n| < 2²², this leaves n − 1 + 127, the exponent of 2ⁿ⁻¹, in the low bits of the sum.
  static constexpr float shift = 0x1.8p23f + 126;
  static constexpr float log2E = 1.44269504f, ln2High = 0.693359375f, ln2Low = -2.12194440e-4f;
  // Where 2ⁿ⁻¹ becomes 0 and ∞.
  static constexpr float lowestPower = -126, highestPower = 129, lowest = -87.1f, highest = 89.3f;
  static constexpr int mantissaBits = 23, degree = 5;
  static constexpr float q[degree + 1] = {1.3862943611198906f,    0.48045295095719781f,
                                          0.11100724467220199f,   0.019237052948640285f,
                                          0.0026780345304569693f, 0.00030642268417480203f};
};

template <>
struct ExpConstants<double> {
  static constexpr double shift = 0x1.8p52 + 1022;
  static constexpr double log2E = 1.4426950408889634, ln2High = 6.93145751953125e-1,
                          ln2Low = 1.42860682030941723212e-6;
  static constexpr double lowestPower = -1022, highestPower = 1025, lowest = -708.2, highest = 710.3;
  static constexpr int mantissaBits = 52, degree = 10;
  static constexpr double q[degree + 1] = {
      1.3862943611198906,     0.48045301391820244,   0.11100821732964147,   0.019236258215193935,
      0.0026667116293372303,  0.0003080706090818387, 3.050546709375552e-05, 2.6430873189450847e-06,
      2.0356369264256002e-07, 1.414716412173901e-08, 8.8726193428865407e-10};
};

// Σ_{i = first … last} q_i r^{i − first}, two terms at a time (Estrin): half as long a chain of operations
// that wait for each other as Horner's rule.
template <class L, int first, int last>
LTLAB_INLINE typename L::V evaluate(typename L::V r, typename L::V square) {
  constexpr auto& q = ExpConstants<typename L::Scalar>::q;
  if constexpr (first == last) {
    return broadcast<L>(q[first]);
  } else {
    const typename L::V pair = mulAdd(r, broadcast<L>(q[first + 1]), broadcast<L>(q[first]));
    if constexpr (first + 1 == last)
      return pair;
    else
      return mulAdd(square, evaluate<L, first + 2, last>(r, square), pair);
  }
}

// 2ⁿ 2ʳ from shift + n and r.
template <class L>
LTLAB_INLINE typename L::V powerFrom(typename L::V shifted, typename L::V r) {
  using V = typename L::V;
  using U = typename L::U;
  using Constants = ExpConstants<typename L::Scalar>;
  const V twice = mulAdd(r, evaluate<L, 0, Constants::degree>(r, V(r * r)), broadcast<L>(2));
  return twice * bitCast<V>(U(bitCast<U>(shifted) << Constants::mantissaBits));
}

// 2ˣ.
template <class L>
LTLAB_INLINE typename L::V powerOfTwo(typename L::V x) {
  using Constants = ExpConstants<typename L::Scalar>;
  x = smaller(larger(x, broadcast<L>(Constants::lowestPower)), broadcast<L>(Constants::highestPower));
  const typename L::V shifted = x + Constants::shift;
  return powerFrom<L>(shifted, x - (shifted - Constants::shift));
}

// eˣ.
template <class L>
LTLAB_INLINE typename L::V exponential(typename L::V x) {
  using V = typename L::V;
  using Constants = ExpConstants<typename L::Scalar>;
  x = smaller(larger(x, broadcast<L>(Constants::lowest)), broadcast<L>(Constants::highest));
  const V shifted = mulAdd(x, broadcast<L>(Constants::log2E), broadcast<L>(Constants::shift));
  const V n = shifted - Constants::shift;
  const V r = mulAdd(n, broadcast<L>(-Constants::ln2Low), mulAdd(n, broadcast<L>(-Constants::ln2High), x));
  return powerFrom<L>(shifted, r * Constants::log2E);
}

}  // namespace ltlab
