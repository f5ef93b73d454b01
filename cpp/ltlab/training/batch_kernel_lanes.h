#pragma once
// The batch kernel as a template over the lane type; instantiated once per instruction set
// (batch_kernel_*.cpp).
#include "ltlab/training/gradient_lanes.h"

namespace ltlab {

template <class L, int Size>
void drawnGradients(const GradientJob<typename L::Scalar>& job, void* memory, GradientSums& sums) {
  const BlockMemory<L> block(job.source, job.network, job.parameterCount, memory);
  const GramTape<L> tape(job.network, block.tape);
  sumGradients<L, Size>(job, block, tape, DrawnTasks<L, Size>{job, block, tape}, sums);
}

template <class L>
void gradientLanes(const GradientJob<typename L::Scalar>& job, void* memory, GradientSums& sums) {
  // The published size as a constant: its loops have known counts and its addresses known offsets. Not in double
  // precision in WebAssembly, where every reader would download it and few would use it.
#if defined(__wasm__)
  constexpr int published = sizeof(typename L::Scalar) == 4 ? 11 : 0;
#else
  constexpr int published = 11;
#endif
  if (job.network.size == published)
    drawnGradients<L, published>(job, memory, sums);
  else
    drawnGradients<L, 0>(job, memory, sums);
  clearUpperHalves();
}

template <class L>
void lossLanes(const LossJob<typename L::Scalar>& job, void* memory) {
  using V = typename L::V;
  const Extent<0> size(job.network.size);
  const int layers = job.network.layers;
  const BlockMemory<L> block(job.source, job.network, 0, memory);
  const GramTape<L> tape(job.network, block.tape);
  const GramPass<L, 0> pass(job.network, tape);
  forEachBlock<L>(job, nullptr, block, [&](int begin, V sigma) {
    prepareTasks<L, 0>(job.source, size, block, tape, true, sigma);
    job.everyLayer ? pass.forwardWhole() : pass.forward();
    const int readOuts = job.everyLayer ? layers + 1 : 1;
    for (int r = 0; r < readOuts; ++r) {
      if (job.everyLayer) pass.readOut(r);
      const V loss = lossOf<L>(false, size - 1, block, pass.minusW(), tape.columnsAt);
      for (int lane = 0; lane < L::width && begin + lane < job.count; ++lane)
        job.losses[std::size_t(begin + lane) * readOuts + r] = loss[lane];
    }
    if (job.sigmas)
      for (int lane = 0; lane < L::width && begin + lane < job.count; ++lane)
        job.sigmas[begin + lane] = sigma[lane];
  });
  clearUpperHalves();
}

template <class L>
std::size_t drawnBytes(const TaskSource& source, int count) {
  using F = DrawLanes<L>;
  return sizeof(typename F::V) * drawnNumberCount(source) * drawnBlockCount<F>(count);
}

template <class L>
void drawLanes(const TaskSource& source, std::uint64_t first, int count, void* drawn) {
  using F = DrawLanes<L>;
  auto* numbers = static_cast<typename F::V*>(drawn);
  for (int block = 0; block < drawnBlockCount<F>(count); ++block)
    drawNumbers<F>(source, first + block * F::width, numbers + block * drawnNumberCount(source));
  clearUpperHalves();
}

template <class L>
std::size_t gradientBytes(const GradientJob<typename L::Scalar>& job) {
  return BlockMemory<L>::bytes(job.source, job.network, job.parameterCount);
}

template <class L>
std::size_t lossBytes(const LossJob<typename L::Scalar>& job) {
  return BlockMemory<L>::bytes(job.source, job.network, 0);
}

template <class L>
constexpr BatchKernel<typename L::Scalar> kernelOf(const char* name) {
  return {name,         L::width,    drawnBytes<L>, drawLanes<L>, gradientBytes<L>, gradientLanes<L>,
          lossBytes<L>, lossLanes<L>};
}

}  // namespace ltlab
