#pragma once
// The batch kernel as a template over the lane type; instantiated once per instruction set
// (batch_kernel_*.cpp).
#include "ltlab/regression/ridge_lanes.h"
#include "ltlab/regression/statistics_lanes.h"
#include "ltlab/training/batch_kernel.h"

namespace ltlab {

// Work space of one block: drawn numbers, the task, its gradient, the tape of the network.
template <class L>
struct BlockMemory {
  using V = typename L::V;
  using Drawn = typename DrawLanes<L>::V;
  static constexpr int parts = DrawLanes<L>::width / L::width;

  Drawn* numbers;
  V *w, *query;
  V* context;  // tokens (n, d + 1), or the factor of G
  V *oracle, *gradient, *total, *tape;

  static std::size_t bytes(const TaskSource& source, const KernelNetwork<typename L::Scalar>& network,
                           int parameters) {
    return sizeof(Drawn) * numberCount(source) +
           sizeof(V) * (3 * std::size_t(source.d) + contextCount(source) +
                        gradientCount(network, parameters) + parameters + GramTape<L>::valueCount(network));
  }

  static std::size_t numberCount(const TaskSource& source) {
    return source.statistics ? statisticsNumberCount(source.d) : normalCount(source.d, source.n);
  }
  static std::size_t contextCount(const TaskSource& source) {
    return std::size_t(source.statistics ? source.d + 1 : source.n) * (source.d + 1);
  }
  // DIAG and GD++ keep ω̄ behind the gradient of the parameters.
  static std::size_t gradientCount(const KernelNetwork<typename L::Scalar>& network, int parameters) {
    return parameters + (network.full ? 0 : kernelGradientCount(network));
  }

  BlockMemory(const TaskSource& source, const KernelNetwork<typename L::Scalar>& network, int parameters,
              void* memory) {
    numbers = static_cast<Drawn*>(memory);
    w = reinterpret_cast<V*>(numbers + numberCount(source));
    query = w + source.d;
    context = query + source.d;
    oracle = context + contextCount(source);
    gradient = oracle + source.d;
    total = gradient + gradientCount(network, parameters);
    tape = total + parameters;
  }
};

// G into the tape, and the oracle's weights where they are asked for.
template <class L, int Size>
void prepareTasks(const TaskSource& source, Extent<Size> size, const BlockMemory<L>& memory,
                  const GramTape<L>& tape, bool withOracle, typename L::V sigma) {
  const AssignSymmetric<L> gram{tape.gram(0), size};
  const LaneMatrix<L> tokens{memory.context, size, 1}, transposed{memory.context, 1, size};
  if (source.statistics)
    triangularSquare<L, Size>(size, memory.context, gram);
  else
    symmetricProduct<L, Size>(size, source.n, transposed, tokens, gram);
  if (withOracle) ridgeLanes<L, Size>(size, tape.gram(0), sigma * sigma, tape.scratch, memory.oracle);
}

// Calls body(start, sigma) for every block of lanes: tasks start … start + width − 1 are in memory.
template <class L, class Job, class Body>
void forEachBlock(const Job& job, const BlockMemory<L>& memory, const Body& body) {
  using F = DrawLanes<L>;
  const TaskSource& source = job.source;
  const auto draw = source.statistics ? drawStatistics<F> : drawTasks<F>;
  const auto build = source.statistics ? buildFactor<L> : buildTokens<L>;
  for (int start = 0; start < job.count; start += F::width) {
    typename F::V drawnSigma;
    draw(source, job.first + start, drawnSigma, memory.numbers);
    for (int part = 0; part < BlockMemory<L>::parts; ++part) {
      const int begin = start + part * L::width;
      if (begin >= job.count) break;
      build(source, drawnSigma, memory.numbers, part, memory.w, memory.query, memory.context);
      body(begin, takeLanes<L>(drawnSigma, part));
    }
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

// ω̄ to the gradient of p_x, p_y, q_x, q_y of every head:  ω_ab = Σ_k p_a q_b.
template <class L>
void diagonalGradient(const GradientJob<typename L::Scalar>& job, const typename L::V* omegaBar,
                      typename L::V* gradient) {
  const int stride = job.diagonalStride, heads = job.network.heads;
  for (int l = 0; l < job.network.layers; ++l, omegaBar += 4)
    for (int k = 0; k < heads; ++k, gradient += stride) {
      const typename L::Scalar* p = job.parameters + (l * heads + k) * stride;
      const typename L::Scalar qy = stride == 4 ? p[3] : 0;
      gradient[0] = omegaBar[0] * p[2] + omegaBar[1] * qy;
      gradient[1] = omegaBar[2] * p[2] + omegaBar[3] * qy;
      gradient[2] = omegaBar[0] * p[0] + omegaBar[2] * p[1];
      if (stride == 4) gradient[3] = omegaBar[1] * p[0] + omegaBar[3] * p[1];
    }
}

// Four sums, because each waits for its last addition.
template <class L>
typename L::V squareNorm(const typename L::V* values, int count) {
  typename L::V sum[4] = {};
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    LTLAB_UNROLL
    for (int k = 0; k < 4; ++k) sum[k] = mulAdd(values[i + k], values[i + k], sum[k]);
  }
  for (; i < count; ++i) sum[0] = mulAdd(values[i], values[i], sum[0]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// total += gradient, each lane scaled down to the cap; lanes from `valid` on are left out.
template <class L>
void addCapped(const GradientJob<typename L::Scalar>& job, int valid, typename L::V loss,
               const BlockMemory<L>& memory, typename L::V& lossTotal, int& nonFiniteTasks) {
  using V = typename L::V;
  using I = typename L::I;
  const V square = squareNorm<L>(memory.gradient, job.parameterCount);
  I use{};
  for (int lane = 0; lane < L::width; ++lane) use[lane] = lane < valid ? -1 : 0;
  const I finite = isFinite<L>(square) & isFinite<L>(loss);
  for (int lane = 0; lane < valid; ++lane) nonFiniteTasks += finite[lane] == 0;
  V scale = broadcast<L>(1);
  if (job.taskCap > 0) {
    use &= finite;
    const V norm = squareRoot(square), cap = broadcast<L>(job.taskCap);
    scale = norm > cap ? cap / norm : scale;
  }
  lossTotal += use ? loss : V{};
  for (int i = 0; i < job.parameterCount; ++i) {
    const V share = memory.gradient[i] * scale;
    memory.total[i] += use ? share : V{};
  }
}

template <class L, int Size>
void gradientBlocks(const GradientJob<typename L::Scalar>& job, const BlockMemory<L>& memory,
                    GradientSums& sums) {
  using V = typename L::V;
  const GramTape<L> tape(job.network, memory.tape);
  const GramPass<L, Size> pass(job.network, tape);
  const Extent<Size> size(job.network.size);
  V lossTotal{};
  for (int i = 0; i < job.parameterCount; ++i) memory.total[i] = V{};
  sums.nonFiniteTasks = 0;
  forEachBlock<L>(job, memory, [&](int begin, V sigma) {
    prepareTasks<L, Size>(job.source, size, memory, tape, !job.sampledQuery, sigma);
    pass.forward();
    const V loss = lossOf<L>(job.sampledQuery, size - 1, memory, pass.minusW(), tape.columnsAt);
    if (job.network.full) {
      pass.backward(memory.gradient);
    } else {
      pass.backward(memory.gradient + job.parameterCount);
      diagonalGradient<L>(job, memory.gradient + job.parameterCount, memory.gradient);
    }
    addCapped<L>(job, job.count - begin < L::width ? job.count - begin : L::width, loss, memory, lossTotal,
                 sums.nonFiniteTasks);
  });
  sums.loss = laneSum<L>(lossTotal);
  for (int i = 0; i < job.parameterCount; ++i) sums.gradient[i] = laneSum<L>(memory.total[i]);
}

template <class L>
void gradientLanes(const GradientJob<typename L::Scalar>& job, void* memory, GradientSums& sums) {
  const BlockMemory<L> block(job.source, job.network, job.parameterCount, memory);
  // The published size as a constant: its loops have known counts and its addresses known offsets.
  if (job.network.size == 11)
    gradientBlocks<L, 11>(job, block, sums);
  else
    gradientBlocks<L, 0>(job, block, sums);
}

template <class L>
void lossLanes(const LossJob<typename L::Scalar>& job, void* memory) {
  using V = typename L::V;
  const Extent<0> size(job.network.size);
  const int layers = job.network.layers;
  const BlockMemory<L> block(job.source, job.network, 0, memory);
  const GramTape<L> tape(job.network, block.tape);
  const GramPass<L, 0> pass(job.network, tape);
  forEachBlock<L>(job, block, [&](int begin, V sigma) {
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
  return {name, L::width, gradientBytes<L>, gradientLanes<L>, lossBytes<L>, lossLanes<L>};
}

}  // namespace ltlab
