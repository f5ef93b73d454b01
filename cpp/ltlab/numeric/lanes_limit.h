#pragma once
// What the lanes can do at most: the yardstick of kernels.
#include "ltlab/numeric/lanes.h"

namespace ltlab {

// s ← s a + b on so many independent sums that the latency of one hides behind the others: 12 fit 16 registers
// together with a and b, without spilling. The result goes to a volatile, so no compiler can leave the loop out.
template <class L>
inline double multiplyAdd(long rounds) {
  using V = typename L::V;
  using T = typename L::Scalar;
  constexpr int sums = 12;
  const V a = broadcast<L>(T(0.75)), b = broadcast<L>(T(0.25));
  V sum[sums];
  LTLAB_UNROLL
  for (int i = 0; i < sums; ++i) sum[i] = broadcast<L>(T(i));
  for (long round = 0; round < rounds; ++round) {
    LTLAB_UNROLL
    for (int i = 0; i < sums; ++i) sum[i] = mulAdd(sum[i], a, b);
  }
  V total{};
  LTLAB_UNROLL
  for (int i = 0; i < sums; ++i) total += sum[i];
  volatile T kept = total[0];
  (void)kept;
  clearUpperHalves();
  return 2.0 * sums * L::width * double(rounds);
}

}  // namespace ltlab
