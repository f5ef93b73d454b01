#pragma once
// Many tasks at once: sample them, run the network, and add up gradients or write down losses. This is the
// inner loop of training and evaluation. The work is done in SIMD lanes, one task per lane, by
// the widest instruction set that the machine has.
//
// Losses of a task, w = w^L the implicit weights, w*_{σ²} the oracle (ridge with the known noise):
//   expected       ½ ‖w − w*_{σ²}‖²            the adjusted loss, averaged over query and w_τ exactly
//   sampled query  ½ (⟨w, x_t⟩ − y_t)²         the published protocol
// Plain numbers and pointers only: implementations are compiled for several instruction sets and share no
// code.
#include <cstddef>
#include <cstdint>
#include <span>

#include "ltlab/regression/task_lanes.h"
#include "ltlab/transformer/gram_kernel.h"

namespace ltlab {

// Gradients of which tasks, by which network.
template <class T>
struct GradientJob {
  TaskSource source;
  KernelNetwork<T> network;
  const T* parameters = nullptr;  // as in transformer/parameters.h
  int parameterCount = 0;
  int diagonalStride = 0;  // DIAG 4, GD++ 3 numbers per head; FULL 0
  bool sampledQuery = false;
  T taskCap = 0;            // largest norm of one task's gradient; 0: no cap
  std::uint64_t first = 0;  // tasks first … first + count − 1
  int count = 0;
  const void* drawn = nullptr;  // what `draw` wrote for these tasks; null: draw them
};

// Sums over the tasks of a job. A task whose loss or gradient is not finite is counted. Without a cap it makes the sums
// not finite; with a cap it adds nothing, and neither does one whose squared norm overflows, which is counted, too.
struct GradientSums {
  double* gradient = nullptr;  // parameterCount numbers, overwritten
  double loss = 0;
  int nonFiniteTasks = 0;
};

// Losses of which tasks, by which network.
template <class T>
struct LossJob {
  TaskSource source;
  KernelNetwork<T> network;
  std::uint64_t first = 0;
  int count = 0;
  bool everyLayer = false;   // read out after layer 0, 1, …, L instead of L only
  double* losses = nullptr;  // expected loss: count × (L + 1) or count numbers
  double* sigmas = nullptr;  // count numbers, or null
};

// The implementation for one instruction set; `memory` as large as the function before it says.
template <class T>
struct BatchKernel {
  const char* name;
  int lanes;
  // The random numbers of tasks first … first + count − 1, for GradientJob::drawn.
  std::size_t (*drawnBytes)(const TaskSource&, int count);
  void (*draw)(const TaskSource&, std::uint64_t first, int count, void* drawn);
  std::size_t (*gradientBytes)(const GradientJob<T>&);
  void (*gradient)(const GradientJob<T>&, void* memory, GradientSums&);
  std::size_t (*lossBytes)(const LossJob<T>&);
  void (*losses)(const LossJob<T>&, void* memory);
};

// The kernels that this machine can run, the narrowest first; memory must be aligned to 64 bytes.
template <class T>
std::span<const BatchKernel<T>* const> batchKernels();

// The widest of them.
template <class T>
const BatchKernel<T>& batchKernel() {
  return *batchKernels<T>().back();
}

}  // namespace ltlab
