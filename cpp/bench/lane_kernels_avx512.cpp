#include "lane_kernels.h"

namespace ltlab::bench {
extern const LaneKernels laneKernelsAvx512;
constexpr LaneKernels laneKernelsAvx512 = laneKernelsOf<F32x16>("AVX-512");
}  // namespace ltlab::bench
