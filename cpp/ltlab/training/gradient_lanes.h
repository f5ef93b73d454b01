#pragma once
// Sums of gradients over blocks of tasks, one task per lane.
#include "ltlab/training/task_blocks_lanes.h"

namespace ltlab {

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
LTLAB_PRODUCT typename L::V squareNorm(const typename L::V* values, int count) noexcept {
  typename L::V sum[4] = {};
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    LTLAB_UNROLL
    for (int k = 0; k < 4; ++k) sum[k] = mulAdd(values[i + k], values[i + k], sum[k]);
  }
  for (; i < count; ++i) sum[0] = mulAdd(values[i], values[i], sum[0]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// The gradients of a job's tasks, summed block by block. Tasks: as DrawnTasks (task_blocks_lanes.h).
template <class L, int Size, class Tasks>
class GradientSummation {
  using V = typename L::V;
  using I = typename L::I;
  using Job = GradientJob<typename L::Scalar>;

 public:
  GradientSummation(const Job& job, const BlockMemory<L>& memory, const GramTape<L>& tape, const Tasks& tasks)
      : job(job),
        memory(memory),
        tape(tape),
        tasks(tasks),
        pass(job.network, tape),
        barCount(job.network.full ? job.parameterCount : kernelGradientCount(job.network)) {}

  void run(GradientSums& sums) {
    clear(memory.barTotal, barCount);
    clear(memory.total, job.parameterCount);
    tasks.forEach([&](int valid, const auto& lossOf) {
      const V loss = forward(lossOf);
      if (job.taskCap == 0 && valid == L::width) {
        // Nothing is asked of a single task: its gradient need not be known.
        pass.backward(memory.barTotal);
        lossTotal += loss;
      } else {
        addTasks(valid, loss);
      }
    });
    addBarTotal();
    sums.loss = laneSum<L>(lossTotal);
    double any = sums.loss;
    for (int i = 0; i < job.parameterCount; ++i) any += sums.gradient[i] = laneSum<L>(memory.total[i]);
    const bool finite = any - any == 0;
    sums.nonFiniteTasks = job.taskCap > 0 ? nonFiniteTasks : finite ? 0 : countNonFinite();
  }

 private:
  const Job& job;
  const BlockMemory<L>& memory;
  const GramTape<L>& tape;
  const Tasks& tasks;
  GramPass<L, Size> pass;
  int barCount;
  V lossTotal{};
  int nonFiniteTasks = 0;

  static void clear(V* values, int count) {
    for (int i = 0; i < count; ++i) values[i] = V{};
  }

  template <class LossOf>
  V forward(const LossOf& lossOf) const {
    pass.forward();
    return lossOf(pass.minusW(), tape.columnsAt);
  }

  // The gradient of every lane; its squared norm.
  V backward() const {
    clear(memory.bars, barCount);
    pass.backward(memory.bars);
    if (!job.network.full) diagonalGradient<L>(job, memory.bars, memory.gradient);
    return squareNorm<L>(memory.gradient, job.parameterCount);
  }

  int countFalse(I mask, int valid) const {
    int count = 0;
    for (int lane = 0; lane < valid; ++lane) count += mask[lane] == 0;
    return count;
  }

  // total += gradient, each lane scaled down to the cap; lanes from `valid` on are left out.
  void addTasks(int valid, V loss) {
    const V square = backward();
    const I finite = isFinite<L>(square) & isFinite<L>(loss);
    nonFiniteTasks += countFalse(finite, valid);
    I use{};
    for (int lane = 0; lane < L::width; ++lane) use[lane] = lane < valid ? -1 : 0;
    V scale = broadcast<L>(1);
    if (job.taskCap > 0) {
      use &= finite;
      const V norm = squareRoot(square), cap = broadcast<L>(job.taskCap);
      scale = norm > cap ? cap / norm : scale;
    }
    lossTotal += use ? loss : V{};
    if (!anyLane<L>(~use | (scale != broadcast<L>(1)))) return addTo(memory.total, memory.gradient);
    for (int i = 0; i < job.parameterCount; ++i) {
      const V share = memory.gradient[i] * scale;
      memory.total[i] += use ? share : V{};
    }
  }

  void addTo(V* total, const V* gradient) const {
    for (int i = 0; i < job.parameterCount; ++i) total[i] += gradient[i];
  }

  // The gradient of the parameters is linear in the bars. For FULL the two totals are one.
  void addBarTotal() const {
    if (job.network.full) return;
    diagonalGradient<L>(job, memory.barTotal, memory.gradient);
    addTo(memory.total, memory.gradient);
  }

  // Once more, task by task; rare.
  int countNonFinite() const {
    int count = 0;
    tasks.forEach([&](int valid, const auto& lossOf) {
      I finite = isFinite<L>(forward(lossOf));
      backward();
      for (int i = 0; i < job.parameterCount; ++i) finite &= isFinite<L>(memory.gradient[i]);
      count += countFalse(finite, valid);
    });
    return count;
  }
};

template <class L, int Size, class Tasks>
void sumGradients(const GradientJob<typename L::Scalar>& job, const BlockMemory<L>& memory,
                  const GramTape<L>& tape, const Tasks& tasks, GradientSums& sums) {
  GradientSummation<L, Size, Tasks>(job, memory, tape, tasks).run(sums);
}

}  // namespace ltlab
