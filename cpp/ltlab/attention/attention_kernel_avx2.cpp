// Compiled with AVX2 and FMA; runs only where the machine has them.
#include "ltlab/attention/attention_kernel_lanes.h"

namespace ltlab {
extern const AttentionKernel<float> attentionKernelAvx2F;
extern const AttentionKernel<double> attentionKernelAvx2D;
const AttentionKernel<float> attentionKernelAvx2F = attentionKernelOf<F32x8>("AVX2");
const AttentionKernel<double> attentionKernelAvx2D = attentionKernelOf<F64x4>("AVX2");
}  // namespace ltlab
