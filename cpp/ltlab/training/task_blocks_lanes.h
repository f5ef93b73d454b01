#pragma once
// Blocks of tasks, one task per lane: work space, drawing, losses.
#include "ltlab/regression/ridge_lanes.h"
#include "ltlab/regression/statistics_lanes.h"
#include "ltlab/training/batch_kernel.h"

namespace ltlab {

// What drawNumbers writes: σ, and the numbers that a task is built from.
LTLAB_INLINE std::size_t drawnNumberCount(const TaskSource& source) {
  return 1 +
         std::size_t(source.statistics ? statisticsNumberCount(source.d) : normalCount(source.d, source.n));
}

// The tasks first, first + 1, …, one per lane of F.
template <class F>
void drawNumbers(const TaskSource& source, std::uint64_t first, typename F::V* numbers) {
  if (source.statistics)
    drawStatistics<F>(source, first, numbers[0], numbers + 1);
  else
    drawTasks<F>(source, first, numbers[0], numbers + 1);
}

// Blocks of drawn lanes for `count` tasks.
template <class F>
int drawnBlockCount(int count) {
  return (count + F::width - 1) / F::width;
}

// Work space of one block: drawn numbers, the task, its gradient, the tape of the network.
template <class L>
struct BlockMemory {
  using V = typename L::V;
  using Scalar = typename L::Scalar;
  using Drawn = typename DrawLanes<L>::V;
  static constexpr int parts = DrawLanes<L>::width / L::width;

  Drawn* numbers;  // drawNumbers
  V *w, *query;
  V* context;  // tokens (n, d + 1), or the factor of G
  V* oracle;
  V *bars, *gradient;          // of the block: as GramPass computes it, and by parameters. The same for FULL
  V *barTotal, *total, *tape;  // their sums over blocks

  static std::size_t bytes(const TaskSource& source, const KernelNetwork<Scalar>& network, int parameters) {
    return sizeof(Drawn) * drawnNumberCount(source) +
           sizeof(V) * (3 * std::size_t(source.d) + contextCount(source) +
                        2 * std::size_t(parameters + barCount(network)) + GramTape<L>::valueCount(network));
  }

  static std::size_t contextCount(const TaskSource& source) {
    return std::size_t(source.statistics ? source.d + 1 : source.n) * (source.d + 1);
  }
  // What bars take besides the gradient.
  static int barCount(const KernelNetwork<Scalar>& network) {
    return network.full ? 0 : kernelGradientCount(network);
  }

  BlockMemory(const TaskSource& source, const KernelNetwork<Scalar>& network, int parameters, void* memory) {
    const int separateBars = barCount(network);
    numbers = static_cast<Drawn*>(memory);
    w = reinterpret_cast<V*>(numbers + drawnNumberCount(source));
    query = w + source.d;
    context = query + source.d;
    oracle = context + contextCount(source);
    bars = oracle + source.d;
    gradient = bars + separateBars;
    barTotal = gradient + parameters;
    total = barTotal + separateBars;
    tape = total + parameters;
  }
};

// G into the tape, and the oracle's weights where they are asked for.
template <class L, int Size>
void prepareTasks(const TaskSource& source, Extent<Size> size, const BlockMemory<L>& memory,
                  const GramTape<L>& tape, bool withOracle, typename L::V sigma) {
  const AssignSymmetric<L, Size> gram{tape.gram(0), size};
  if (source.statistics)
    triangularSquare<L>(size, memory.context, gram);
  else
    symmetricProduct<L>(size, source.n, laneTranspose<L>(memory.context, size),
                        laneMatrix<L>(memory.context, size), gram);
  if (withOracle) ridgeLanes<L, Size>(size, tape.gram(0), sigma * sigma, tape.scratch, memory.oracle);
}

// Calls body(start, sigma) for every block of lanes: tasks start … start + width − 1 are in memory.   drawn: the numbers
// of all blocks, or null if they are still to be drawn
template <class L, class Job, class Body>
void forEachBlock(const Job& job, const void* drawn, const BlockMemory<L>& memory, const Body& body) {
  using F = DrawLanes<L>;
  const TaskSource& source = job.source;
  const auto build = source.statistics ? buildFactor<L> : buildTokens<L>;
  const auto* numbers = static_cast<const typename F::V*>(drawn);
  if (source.statistics) clearFactor<L>(source.d, memory.context);
  for (int start = 0; start < job.count; start += F::width) {
    if (!drawn) drawNumbers<F>(source, job.first + start, memory.numbers);
    const auto* block = drawn ? numbers : memory.numbers;
    for (int part = 0; part < BlockMemory<L>::parts; ++part) {
      const int begin = start + part * L::width;
      if (begin >= job.count) break;
      build(source, block[0], block + 1, part, memory.w, memory.query, memory.context);
      body(begin, takeLanes<L>(block[0], part));
    }
    numbers += drawnNumberCount(source);
  }
}

// The loss of every lane, and −∂loss/∂w into p.   minusW: −w
template <class L>
typename L::V lossOf(bool sampledQuery, int d, const BlockMemory<L>& memory, const typename L::V* minusW,
                     typename L::V* p) {
  using V = typename L::V;
  p[d] = V{};
  V sum{};
  if (!sampledQuery) {
    for (int k = 0; k < d; ++k) {
      p[k] = memory.oracle[k] + minusW[k];
      sum += p[k] * p[k];
    }
    return sum * typename L::Scalar(0.5);
  }
  for (int k = 0; k < d; ++k) sum += (memory.w[k] + minusW[k]) * memory.query[k];
  for (int k = 0; k < d; ++k) p[k] = sum * memory.query[k];
  return sum * sum * typename L::Scalar(0.5);
}

// The tasks of a job, block by block.
template <class L, int Size>
struct DrawnTasks {
  const GradientJob<typename L::Scalar>& job;
  const BlockMemory<L>& memory;
  const GramTape<L>& tape;

  // Calls body(valid, lossOf) for every block with its G in the tape; tasks from lane `valid` on are none of the job's.
  // lossOf(minusW, p): as above.
  template <class Body>
  void forEach(const Body& body) const {
    using V = typename L::V;
    const Extent<Size> size(job.network.size);
    forEachBlock<L>(job, job.drawn, memory, [&](int begin, V sigma) {
      prepareTasks<L, Size>(job.source, size, memory, tape, !job.sampledQuery, sigma);
      const auto loss = [&](const V* minusW, V* p) {
        return lossOf<L>(job.sampledQuery, size - 1, memory, minusW, p);
      };
      body(job.count - begin < L::width ? job.count - begin : L::width, loss);
    });
  }
};

}  // namespace ltlab
