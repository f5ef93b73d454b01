// Compiled with AVX-512; runs only where the machine has it.
#include "ltlab/training/batch_kernel_lanes.h"

namespace ltlab {
extern const BatchKernel<float> batchKernelAvx512F;
extern const BatchKernel<double> batchKernelAvx512D;
const BatchKernel<float> batchKernelAvx512F = kernelOf<F32x16>("AVX-512");
const BatchKernel<double> batchKernelAvx512D = kernelOf<F64x8>("AVX-512");
}  // namespace ltlab
