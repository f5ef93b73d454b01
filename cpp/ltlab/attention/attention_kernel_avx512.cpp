// Compiled with AVX-512; runs only where the machine has it.
#include "ltlab/attention/attention_kernel_lanes.h"

namespace ltlab {
extern const AttentionKernel<float> attentionKernelAvx512F;
extern const AttentionKernel<double> attentionKernelAvx512D;
const AttentionKernel<float> attentionKernelAvx512F = attentionKernelOf<F32x16>("AVX-512");
const AttentionKernel<double> attentionKernelAvx512D = attentionKernelOf<F64x8>("AVX-512");
}  // namespace ltlab
