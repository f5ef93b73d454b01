#include "lane_kernels.h"

namespace ltlab::bench {

#if defined(LTLAB_X86_KERNELS)
extern const LaneKernels laneKernelsAvx2, laneKernelsAvx512;
#endif

namespace {

constexpr LaneKernels baseline = laneKernelsOf<F32x4>("128-bit");

struct Available {
  const LaneKernels* list[3] = {&baseline};
  std::size_t count = 1;
};

Available detect() {
  Available available;
#if defined(LTLAB_X86_KERNELS)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    available.list[available.count++] = &laneKernelsAvx2;
  if (__builtin_cpu_supports("avx512f")) available.list[available.count++] = &laneKernelsAvx512;
#endif
  return available;
}

}  // namespace

std::span<const LaneKernels* const> laneKernels() {
  static const Available available = detect();
  return {available.list, available.count};
}

}  // namespace ltlab::bench
