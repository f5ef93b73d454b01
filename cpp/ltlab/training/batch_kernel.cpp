#include "ltlab/training/batch_kernel.h"

#include "ltlab/numeric/kernel_list.h"
#include "ltlab/training/batch_kernel_lanes.h"

namespace ltlab {

#if defined(LTLAB_X86_KERNELS)
extern const BatchKernel<float> batchKernelAvx2F, batchKernelAvx512F;
extern const BatchKernel<double> batchKernelAvx2D, batchKernelAvx512D;
#endif

namespace {

// 128-bit lanes: SSE2 on x86-64, SIMD128 in WebAssembly, scalar code where neither is switched on.
constexpr BatchKernel<float> baselineF = kernelOf<F32x4>("128-bit");
constexpr BatchKernel<double> baselineD = kernelOf<F64x2>("128-bit");

}  // namespace

template <>
std::span<const BatchKernel<float>* const> batchKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const KernelList kernels(baselineF, batchKernelAvx2F, batchKernelAvx512F);
#else
  static const KernelList kernels(baselineF);
#endif
  return kernels.all();
}

template <>
std::span<const BatchKernel<double>* const> batchKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const KernelList kernels(baselineD, batchKernelAvx2D, batchKernelAvx512D);
#else
  static const KernelList kernels(baselineD);
#endif
  return kernels.all();
}

}  // namespace ltlab
