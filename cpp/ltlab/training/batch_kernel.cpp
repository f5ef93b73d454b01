#include "ltlab/training/batch_kernel.h"

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

template <class T>
struct Kernels {
  const BatchKernel<T>* list[3];
  int count = 0;
};

template <class T>
Kernels<T> detect([[maybe_unused]] const BatchKernel<T>& avx2, [[maybe_unused]] const BatchKernel<T>& avx512,
                  const BatchKernel<T>& baseline) {
  Kernels<T> kernels{{&baseline}, 1};
#if defined(LTLAB_X86_KERNELS)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) kernels.list[kernels.count++] = &avx2;
  if (__builtin_cpu_supports("avx512f")) kernels.list[kernels.count++] = &avx512;
#endif
  return kernels;
}

}  // namespace

template <>
std::span<const BatchKernel<float>* const> batchKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const Kernels<float> kernels = detect(batchKernelAvx2F, batchKernelAvx512F, baselineF);
#else
  static const Kernels<float> kernels = detect(baselineF, baselineF, baselineF);
#endif
  return {kernels.list, std::size_t(kernels.count)};
}

template <>
std::span<const BatchKernel<double>* const> batchKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const Kernels<double> kernels = detect(batchKernelAvx2D, batchKernelAvx512D, baselineD);
#else
  static const Kernels<double> kernels = detect(baselineD, baselineD, baselineD);
#endif
  return {kernels.list, std::size_t(kernels.count)};
}

}  // namespace ltlab
