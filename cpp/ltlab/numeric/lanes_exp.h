#pragma once
// eˣ in lanes, for float and double.
//
//   eˣ = 2ⁿ eʳ,  n = round(x / ln 2),  r = x − n ln 2 in [−½ ln 2, ½ ln 2],  eʳ = 1 + (r + r² P(r))
//
// ln 2 is subtracted in two parts, the first so short that n times it is exact (Cody and Waite 1980). P is
// the minimax polynomial of the relative error of eʳ (Remez): 3.1e-9 for degree 4, 3.6e-18 for degree 9.
//
// Relative error at most 1.2e-7 (float) and 2.5e-16 (double), measured over the whole range in
// tests/cpp/numeric/lanes_exp_test.cpp. Exact at 0. Results below the smallest normal number are 0: denormal
// numbers are slow. +∞ above the largest finite result, NaN for NaN.
#include "ltlab/numeric/lanes.h"

namespace ltlab {

template <class T>
struct ExpConstants;

template <>
struct ExpConstants<float> {
  // Added to |n| < 2²², this leaves n in the low bits of the sum.
  static constexpr float shift = 0x1.8p23f, log2E = 1.44269504f;
  static constexpr float ln2High = 0.693359375f, ln2Low = -2.12194440e-4f;
  static constexpr float lowest = -87.3365f, highest = 88.7228317f, huge = 3e38f;
  static constexpr int mantissaBits = 23, degree = 4;
  static constexpr float p[degree + 1] = {0.49999993447746f, 0.16666520632816717f, 0.041668388097653997f,
                                          0.0083687168028935364f, 0.0013814594787203863f};
};

template <>
struct ExpConstants<double> {
  static constexpr double shift = 0x1.8p52, log2E = 1.4426950408889634;
  static constexpr double ln2High = 6.93145751953125e-1, ln2Low = 1.42860682030941723212e-6;
  static constexpr double lowest = -708.396, highest = 709.782712893384, huge = 1e308;
  static constexpr int mantissaBits = 52, degree = 9;
  static constexpr double p[degree + 1] = {
      0.50000000000000111,   0.16666666666666413,    0.041666666666530162,   0.0083333333334943988,
      0.001388888894362952,  0.00019841269506718729, 2.4801493099528506e-05, 2.7557586246922544e-06,
      2.7630248171174919e-07, 2.5000102107682377e-08};
};

template <class L>
LTLAB_INLINE typename L::V exponential(typename L::V x) {
  using V = typename L::V;
  using U = typename L::U;
  using Constants = ExpConstants<typename L::Scalar>;
  const V shifted = mulAdd(x, broadcast<L>(Constants::log2E), broadcast<L>(Constants::shift));
  const V n = shifted - Constants::shift;
  const V r = mulAdd(n, broadcast<L>(-Constants::ln2Low), mulAdd(n, broadcast<L>(-Constants::ln2High), x));
  V p = broadcast<L>(Constants::p[Constants::degree]);
#pragma GCC unroll 16
  for (int i = Constants::degree - 1; i >= 0; --i) p = mulAdd(p, r, broadcast<L>(Constants::p[i]));
  p = mulAdd(V(r * r), p, r) + typename L::Scalar(1);
  // Adding n to the exponent of p never leaves the range, as a product with 2ⁿ would for n = 128.
  const V scaled = bitCast<V>(U(bitCast<U>(p) + (bitCast<U>(shifted) << Constants::mantissaBits)));
  const V finite = x < Constants::lowest ? V{} : scaled;
  return x <= Constants::highest ? finite : V(x * Constants::huge);  // +∞ or NaN
}

}  // namespace ltlab
