#pragma once
// Workload T by this library: the Trainer's step with given tasks in place of drawn ones.
#include "lane_kernels.h"
#include "ltlab/training/adam.h"
#include "ltlab/training/kernel_call.h"
#include "workload.h"

namespace ltlab::bench {

class TrainingStep {
 public:
  // Keeps its own copy of the tasks, in lanes.
  TrainingStep(Model model, const GivenTasks& tasks, const LaneKernels& kernels = *laneKernels().back());

  // Back to the starting parameters, with a fresh optimiser.
  void start();
  // One step; the mean loss before its update.
  double step();
  // Mean gradient of the last step.
  const Vector<double>& gradient() const { return gradient_; }

  // What a real step does besides: drawing its tasks or their statistics, and ridge weights.
  void sampleBatch(Sampler sampler);
  void ridgeBatch();

 private:
  GradientJob<float> jobOf(const NetworkOf<float>& network) const;
  void* memoryFor(const GradientJob<float>& job);

  TrainingSettings settings_;
  const LaneKernels* kernels_;
  SourceOf source_;
  KernelMemory tasksInLanes_, memory_;
  const float* arranged_ = nullptr;
  Vector<double> parameters_, gradient_;
  Adam adam_;
};

}  // namespace ltlab::bench
