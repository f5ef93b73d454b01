#include "ltlab/attention/attention_kernel.h"

#include "ltlab/attention/attention_kernel_lanes.h"

namespace ltlab {

#if defined(LTLAB_X86_KERNELS)
extern const AttentionKernel<float> attentionKernelAvx2F, attentionKernelAvx512F;
extern const AttentionKernel<double> attentionKernelAvx2D, attentionKernelAvx512D;
#endif

namespace {

// 128-bit lanes: SSE2 on x86-64, SIMD128 in WebAssembly, scalar code where neither is switched on.
constexpr AttentionKernel<float> baselineF = attentionKernelOf<F32x4>("128-bit");
constexpr AttentionKernel<double> baselineD = attentionKernelOf<F64x2>("128-bit");

template <class T>
struct Kernels {
  const AttentionKernel<T>* list[3];
  int count = 0;
};

template <class T>
Kernels<T> detect([[maybe_unused]] const AttentionKernel<T>& avx2,
                  [[maybe_unused]] const AttentionKernel<T>& avx512, const AttentionKernel<T>& baseline) {
  Kernels<T> kernels{{&baseline}, 1};
#if defined(LTLAB_X86_KERNELS)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) kernels.list[kernels.count++] = &avx2;
  if (__builtin_cpu_supports("avx512f")) kernels.list[kernels.count++] = &avx512;
#endif
  return kernels;
}

}  // namespace

template <>
std::span<const AttentionKernel<float>* const> attentionKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const Kernels<float> kernels = detect(attentionKernelAvx2F, attentionKernelAvx512F, baselineF);
#else
  static const Kernels<float> kernels = detect(baselineF, baselineF, baselineF);
#endif
  return {kernels.list, std::size_t(kernels.count)};
}

template <>
std::span<const AttentionKernel<double>* const> attentionKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const Kernels<double> kernels = detect(attentionKernelAvx2D, attentionKernelAvx512D, baselineD);
#else
  static const Kernels<double> kernels = detect(baselineD, baselineD, baselineD);
#endif
  return {kernels.list, std::size_t(kernels.count)};
}

}  // namespace ltlab
