// Compiled with AVX2 and FMA; runs only where the machine has them.
#include "ltlab/training/batch_kernel_lanes.h"

namespace ltlab {
extern const BatchKernel<float> batchKernelAvx2F;
extern const BatchKernel<double> batchKernelAvx2D;
const BatchKernel<float> batchKernelAvx2F = kernelOf<F32x8>("AVX2");
const BatchKernel<double> batchKernelAvx2D = kernelOf<F64x4>("AVX2");
}  // namespace ltlab
