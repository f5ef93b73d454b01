#pragma once
// Benchmarks of one part of the batch kernel (lane_kernels.h) by every implementation that this machine can run.
#include "lane_kernels.h"
#include "suite.h"

namespace ltlab::bench {

using PartOfKernel = void (*LaneKernels::*)(const GradientJob<float>& job, void* memory);

// `what`: such as "sampling/tokens"
inline void registerPart(std::string_view what, PartOfKernel part, const TrainingSettings& settings,
                         std::string_view sizes) {
  for (const LaneKernels* kernels : laneKernels())
    registerRun({what, "float", kernels->name, sizes}, [=](benchmark::State& state) {
      const TasksOf<float> tasks(settings);
      GradientJob<float> job = tasks.gradientJob();
      KernelMemory memory;
      void* const at = memory.reserve(kernels->memoryBytes(job));
      forEachShare(state, job, [&] { (kernels->*part)(job, at); });
    });
}

}  // namespace ltlab::bench
