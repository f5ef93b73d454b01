#include "ltlab/attention/attention_kernel.h"

#include "ltlab/attention/attention_kernel_lanes.h"
#include "ltlab/numeric/kernel_list.h"

namespace ltlab {

#if defined(LTLAB_X86_KERNELS)
extern const AttentionKernel<float> attentionKernelAvx2F, attentionKernelAvx512F;
extern const AttentionKernel<double> attentionKernelAvx2D, attentionKernelAvx512D;
#endif

namespace {

// 128-bit lanes: SSE2 on x86-64, SIMD128 in WebAssembly, scalar code where neither is switched on.
constexpr AttentionKernel<float> baselineF = attentionKernelOf<F32x4>("128-bit");
constexpr AttentionKernel<double> baselineD = attentionKernelOf<F64x2>("128-bit");

}  // namespace

template <>
std::span<const AttentionKernel<float>* const> attentionKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const KernelList kernels(baselineF, attentionKernelAvx2F, attentionKernelAvx512F);
#else
  static const KernelList kernels(baselineF);
#endif
  return kernels.all();
}

template <>
std::span<const AttentionKernel<double>* const> attentionKernels() {
#if defined(LTLAB_X86_KERNELS)
  static const KernelList kernels(baselineD, attentionKernelAvx2D, attentionKernelAvx512D);
#else
  static const KernelList kernels(baselineD);
#endif
  return kernels.all();
}

}  // namespace ltlab
