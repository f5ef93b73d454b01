#include "lane_kernels.h"

namespace ltlab::bench {
extern const LaneKernels laneKernelsAvx2;
constexpr LaneKernels laneKernelsAvx2 = laneKernelsOf<F32x8>("AVX2");
}  // namespace ltlab::bench
