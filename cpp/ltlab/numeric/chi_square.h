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

// χ² with `freedom` ≥ 1 degrees of freedom in every lane, from a normal x and a word; the lanes that reject
// them, about one in 18·freedom, go on with words of their own, so what the other lanes do does not matter.
//
// One degree: x². Otherwise Marsaglia and Tsang 2000, "A simple method for generating gamma variables": with
// b = freedom/2 − 1/3, t = x/√(9b) and uniform u, accept 2 b (1 + t)³ if ln u < 3b (log(1 + t) − t + t²/2 −
// t³/3). The right side is −3b ∫ s³/(1 + s) ds from 0 to t, hence at least −¾ b t⁴/(1 + min(t, 0)), and ln u
// ≤ u − 1: most lanes accept without a logarithm. Exact up to single precision.
template <class L>
inline typename L::V chiSquare(int freedom, typename L::V x, typename L::U word, RetryWords retry) noexcept {
  using V = typename L::V;
  using I = typename L::I;
  if (freedom == 1) return x * x;
  const float b = 0.5f * float(freedom) - 1.0f / 3;
  const V c = broadcast<L>(1.0f) / squareRoot(broadcast<L>(9.0f * b));
  V result{};
  for (I waiting = ~I{};; ++retry.block) {
    const V t = x * c, root = t + 1.0f, u = unitInterval<L>(word);
    const V least = t < 0.0f ? root : V{} + 1.0f, square = t * t;
    I accepted = (root > 0.0f) & ((1.0f - u) * least > square * square * (0.75f * b));
    if (anyLane<L>(waiting & ~accepted))
      accepted = (root > 0.0f) & (naturalLog<L>(u) < logRemainder<L>(root > 0.0f ? t : V{}) * (3.0f * b));
    result = accepted & waiting ? root * root * root * (2.0f * b) : result;
    waiting &= ~accepted;
    if (!anyLane<L>(waiting)) return result;
    const WordBlock<L> words = randomWords<L>(retry.key, retry.first, retry.block);
    V unused;
    normalPair<L>(words[0], words[1], x, unused);
    word = words[2];
  }
}

}  // namespace ltlab
