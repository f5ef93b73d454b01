#pragma once
// χ² numbers in lanes, at a cost that does not depend on the degrees of freedom. Functions that pass lanes by value are
// noexcept: emcc calls what may throw through JavaScript, which cannot hold a vector.
#include "ltlab/numeric/random.h"

namespace ltlab {

// log(1 + t) − t + t²/2 − t³/3, by its series where the terms would cancel. t > −1.
template <class L>
inline typename L::V logRemainder(typename L::V t) noexcept {
  using V = typename L::V;
  const V direct = naturalLog<L>(t + 1.0f) - ((t * (1.0f / 3) - 0.5f) * t + 1.0f) * t;
  const V square = t * t;
  const V series = square * square * (((t * (1.0f / 7) - 1.0f / 6) * t + 0.2f) * t - 0.25f);
  return square < 2.5e-3f ? series : direct;
}

// Where the candidates after the first come from: word blocks block, block + 1, … of the sequences first,
// first + 1, …
struct RetryWords {
  RandomKey key;
  std::uint64_t first = 0;
  std::uint32_t block = 1;
};

// With b = freedom/2 − 1/3, t = x/√(9b) for normal x and uniform u, 2 b (1 + t)³ is χ² if it is accepted, which is if
// ln u < 3b (log(1 + t) − t + t²/2 − t³/3): Marsaglia and Tsang 2000, "A simple method for generating gamma variables".
template <class L>
struct ChiSquareTrial {
  using V = typename L::V;
  using I = typename L::I;
  float b;
  V t, u;

  // From a normal and a word. freedom ≥ 2.
  LTLAB_INLINE ChiSquareTrial(int freedom, V x, typename L::U word) {
    b = 0.5f * float(freedom) - 1.0f / 3;
    t = x * (1.0f / __builtin_sqrtf(9.0f * b));
    u = unitInterval<L>(word);
  }

  // What is χ² if it is accepted.
  LTLAB_INLINE V value() const {
    const V root = t + 1.0f;
    return root * root * root * (2.0f * b);
  }
  // Enough to be accepted, without a logarithm: the right side is −3b ∫ s³/(1 + s) ds from 0 to t, hence at least −¾ b
  // t⁴/(1 + min(t, 0)), and ln u ≤ u − 1.
  LTLAB_INLINE I surelyAccepted() const {
    const V root = t + 1.0f, least = t < 0.0f ? root : V{} + 1.0f, square = t * t;
    return (root > 0.0f) & ((1.0f - u) * least > square * square * (0.75f * b));
  }
  LTLAB_INLINE I accepted() const {
    const I positive = t > -1.0f;
    return positive & (naturalLog<L>(u) < logRemainder<L>(positive ? t : V{}) * (3.0f * b));
  }
};

// The lanes that reject a trial, about one in 18·freedom, go on with words of their own, so what the other lanes do
// does not matter.
template <class L>
__attribute__((noinline)) typename L::V chiSquareByTrials(int freedom, typename L::V x, typename L::U word,
                                                          RetryWords retry) noexcept {
  using V = typename L::V;
  using I = typename L::I;
  V result{};
  for (I waiting = ~I{};; ++retry.block) {
    const ChiSquareTrial<L> trial(freedom, x, word);
    const I accepted = trial.accepted();
    result = accepted & waiting ? trial.value() : result;
    waiting &= ~accepted;
    if (!anyLane<L>(waiting)) return result;
    const WordBlock<L> words = randomWords<L>(retry.key, retry.first, retry.block);
    V unused;
    normalPair<L>(words[0], words[1], x, unused);
    word = words[2];
  }
}

// χ² with `freedom` ≥ 1 degrees of freedom in every lane, from a normal x and a word. One degree: x². Exact up to single
// precision.
template <class L>
LTLAB_INLINE typename L::V chiSquare(int freedom, typename L::V x, typename L::U word,
                                     RetryWords retry) noexcept {
  if (freedom == 1) return x * x;
  const ChiSquareTrial<L> trial(freedom, x, word);
  if (__builtin_expect(anyLane<L>(~trial.surelyAccepted()), 0))
    return chiSquareByTrials<L>(freedom, x, word, retry);
  return trial.value();
}

}  // namespace ltlab
