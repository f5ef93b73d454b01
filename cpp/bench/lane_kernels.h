#pragma once
// What the benchmark measures in lanes: the gradient of given tasks, sampling, ridge and the machine's limit.
// Templates over the lane type, compiled once per instruction set (lane_kernels_*.cpp). The gradient is the
// library's (training/gradient_lanes.h) with the tasks read from memory in place of drawn ones.
#include <span>

#include "ltlab/training/batch_kernel_lanes.h"

namespace ltlab::bench {

// Plain arrays of `count` tasks as in workload.h.
struct TaskPointers {
  const float *x, *y, *query, *target;
  int count, n, d;
};

struct LaneKernels {
  const char* name;
  int lanes;
  // Floats that `arrange` writes: tasks side by side in lanes, block by block; the last block is filled up
  // with zeros.
  std::size_t (*arrangedSize)(const TaskPointers&);
  void (*arrange)(const TaskPointers&, float* arranged);
  std::size_t (*memoryBytes)(const GradientJob<float>&);
  // Tasks job.first … job.first + job.count − 1; job.first is a multiple of the lanes.
  void (*gradient)(const GradientJob<float>& job, const float* arranged, void* memory, GradientSums&);
  // Draws job.count tasks and builds their tokens.
  void (*sample)(const GradientJob<float>& job, void* memory);
  // The ridge weights of job.count tasks, from Gram matrices in the cache.
  void (*ridge)(const GradientJob<float>& job, void* memory);
  // Multiply-adds on registers only, on 12 or 13 independent sums; returns how many floating point operations
  // it did.
  double (*multiplyAdd)(int sums, long rounds);
};

// Those that this machine can run, the narrowest first.
std::span<const LaneKernels* const> laneKernels();

// Values of a block: tokens e_i = (x_i, y_i), the query and the target.
LTLAB_INLINE int blockValues(int n, int d) {
  return n * (d + 1) + d + 1;
}

LTLAB_INLINE float valueOf(const TaskPointers& tasks, int task, int value) {
  const int tokenSize = tasks.d + 1, i = value / tokenSize, k = value % tokenSize;
  if (i < tasks.n)
    return k < tasks.d ? tasks.x[(task * tasks.n + i) * tasks.d + k] : tasks.y[task * tasks.n + i];
  return k < tasks.d ? tasks.query[task * tasks.d + k] : tasks.target[task];
}

template <class L>
std::size_t arrangedSize(const TaskPointers& tasks) {
  const int blocks = (tasks.count + L::width - 1) / L::width;
  return std::size_t(blocks) * blockValues(tasks.n, tasks.d) * L::width;
}

template <class L>
void arrange(const TaskPointers& tasks, float* arranged) {
  for (int first = 0; first < tasks.count; first += L::width)
    for (int value = 0; value < blockValues(tasks.n, tasks.d); ++value)
      for (int lane = 0; lane < L::width; ++lane)
        *arranged++ = first + lane < tasks.count ? valueOf(tasks, first + lane, value) : 0.0f;
}

// ½ (y_t − ŷ)² of every lane, and (y_t − ŷ) x_t into p.
template <class L>
typename L::V queryLoss(int d, const typename L::V* query, const typename L::V* minusW, typename L::V* p) {
  typename L::V error = query[d];
  for (int k = 0; k < d; ++k) error = mulAdd(minusW[k], query[k], error);
  for (int k = 0; k < d; ++k) p[k] = error * query[k];
  p[d] = typename L::V{};
  return error * error * 0.5f;
}

// The tasks of a job, read from memory (training/task_blocks_lanes.h).
template <class L, int Size>
struct GivenTasksInLanes {
  const GradientJob<float>& job;
  const GramTape<L>& tape;
  const float* arranged;

  template <class Body>
  void forEach(const Body& body) const {
    using V = typename L::V;
    const Extent<Size> size(job.network.size);
    const int values = blockValues(job.source.n, job.source.d);
    const V* tokens = reinterpret_cast<const V*>(arranged) + int(job.first) / L::width * values;
    for (int begin = 0; begin < job.count; begin += L::width, tokens += values) {
      symmetricProduct<L>(size, job.source.n, laneTranspose<L>(tokens, size), laneMatrix<L>(tokens, size),
                          AssignSymmetric<L, Size>{tape.gram(0), size});
      const auto loss = [&](const V* minusW, V* p) {
        return queryLoss<L>(job.source.d, tokens + job.source.n * size, minusW, p);
      };
      body(job.count - begin < L::width ? job.count - begin : L::width, loss);
    }
  }
};

template <class L, int Size>
void givenGradient(const GradientJob<float>& job, const float* arranged, void* memory, GradientSums& sums) {
  const BlockMemory<L> block(job.source, job.network, job.parameterCount, memory);
  const GramTape<L> tape(job.network, block.tape);
  sumGradients<L, Size>(job, block, tape, GivenTasksInLanes<L, Size>{job, tape, arranged}, sums);
  clearUpperHalves();
}

template <class L>
void sampleOnly(const GradientJob<float>& job, void* memory) {
  const BlockMemory<L> block(job.source, job.network, job.parameterCount, memory);
  forEachBlock<L>(job, nullptr, block, [](int, typename L::V) {});
  clearUpperHalves();
}

template <class L, int Size>
void ridgeOfSize(const GradientJob<float>& job, void* memory) {
  const BlockMemory<L> block(job.source, job.network, job.parameterCount, memory);
  const GramTape<L> tape(job.network, block.tape);
  const Extent<Size> size(job.network.size);
  for (int i = 0; i < size * size; ++i) tape.gram(0)[i] = broadcast<L>(i % (size + 1) == 0 ? 20.0f : 1.0f);
  for (int begin = 0; begin < job.count; begin += L::width)
    ridgeLanes<L, Size>(size, tape.gram(0), broadcast<L>(float(begin)), tape.scratch, block.oracle);
}

// The published size is a constant, as in the batch kernel.
template <class L>
void ridgeOnly(const GradientJob<float>& job, void* memory) {
  job.network.size == 11 ? ridgeOfSize<L, 11>(job, memory) : ridgeOfSize<L, 0>(job, memory);
  clearUpperHalves();
}

// s ← s a + b on independent sums. Machines that multiply and add in two instructions want as many sums as
// fit 16 registers together with a and b, but some compilers already spill at 13: the limit is the better of
// the two.
template <class L, int sums>
double multiplyAddBurst(long rounds) {
  using V = typename L::V;
  const V a = broadcast<L>(0.75f), b = broadcast<L>(0.25f);
  V sum[sums];
  LTLAB_UNROLL
  for (int i = 0; i < sums; ++i) sum[i] = broadcast<L>(float(i));
  for (long round = 0; round < rounds; ++round) {
    LTLAB_UNROLL
    for (int i = 0; i < sums; ++i) sum[i] = mulAdd(sum[i], a, b);
  }
  V total{};
  for (int i = 0; i < sums; ++i) total += sum[i];
  volatile double kept = laneSum<L>(total);
  (void)kept;
  return 2.0 * sums * L::width * double(rounds);
}

template <class L>
double multiplyAdd(int sums, long rounds) {
  return sums == 12 ? multiplyAddBurst<L, 12>(rounds) : multiplyAddBurst<L, 13>(rounds);
}

template <class L>
constexpr LaneKernels laneKernelsOf(const char* name) {
  constexpr int tokenSize = 11;
  return {name,          L::width,         arrangedSize<L>,
          arrange<L>,    gradientBytes<L>, givenGradient<L, tokenSize>,
          sampleOnly<L>, ridgeOnly<L>,     multiplyAdd<L>};
}

}  // namespace ltlab::bench
