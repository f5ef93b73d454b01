#include "lane_kernels.h"

#include "ltlab/numeric/kernel_list.h"

namespace ltlab::bench {

#if defined(LTLAB_X86_KERNELS)
extern const LaneKernels laneKernelsAvx2, laneKernelsAvx512;
#endif

namespace {

constexpr LaneKernels baseline = laneKernelsOf<F32x4>("128-bit");

}  // namespace

std::span<const LaneKernels* const> laneKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const KernelList kernels(baseline, laneKernelsAvx2, laneKernelsAvx512);
#else
  static const KernelList kernels(baseline);
#endif
  return kernels.all();
}

}  // namespace ltlab::bench
