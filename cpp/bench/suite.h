#pragma once
// What the Google Benchmark suite varies, one parameter at a time around the setting of workload_sizes.h, and how it
// names and measures what it varies. A name says what runs, by which kernel, on which sizes:
//   gradient/diag/tokens/sampled/float/AVX-512/d:10/n:20/L:4
#include <benchmark/benchmark.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "ltlab/training/batch_shares.h"
#include "ltlab/training/trainer.h"
#include "workload_sizes.h"

namespace ltlab::bench {

// Of tasks and of the network that reads them.
struct TaskSizes {
  int d = workload::d, n = workload::n, layers = workload::layers;
  bool operator==(const TaskSizes&) const = default;
};

// One parameter varies; with d goes n = 2d as in the published setting, because a task has more pairs than dimensions.
std::vector<TaskSizes> overDimension();
std::vector<TaskSizes> overContext();
std::vector<TaskSizes> overLayers();

// All of them, in this order; sizes that several lists hold come once.
std::vector<TaskSizes> together(const std::vector<std::vector<TaskSizes>>& lists);

// "d:10/n:20", and "d:10/n:20/L:4".
std::string taskName(const TaskSizes& sizes);
std::string sizesName(const TaskSizes& sizes);

// The parts with slashes between them.
std::string benchmarkName(std::initializer_list<std::string_view> parts);

// Of one head, with what a run starts from.
TrainingSettings settingsOf(Model model, const TaskSizes& sizes);

// The tasks of a batch, a share at a time as the Trainer hands them to a kernel. Keeps alive what its jobs point to.
template <class T>
class TasksOf {
 public:
  explicit TasksOf(const TrainingSettings& settings)
      : settings_(settings),
        source_(settings.problem, {settings.seed, Stream::Tasks}, settings.sampler),
        network_(settings.architecture, initialParameters(settings)) {}

  GradientJob<T> gradientJob() const {
    return {source_.source(),          network_.network(),
            network_.parameters(),     parameterCount(settings_.architecture),
            network_.diagonalStride(), settings_.estimator == Estimator::SampledQuery,
            T(settings_.taskCap),      0,
            BatchShares::tasksPerShare};
  }
  LossJob<T> lossJob() const { return {source_.source(), network_.network(), 0, BatchShares::tasksPerShare}; }

 private:
  TrainingSettings settings_;
  SourceOf source_;
  NetworkOf<T> network_;
};

// Runs one share after the other, round and round the batch. Counter: seconds per task.
template <class Job, class Run>
void forEachShare(benchmark::State& state, Job& job, const Run& run) {
  for (auto _ : state) {
    run();
    benchmark::ClobberMemory();
    job.first = (job.first + std::uint64_t(job.count)) % workload::batch;
  }
  using benchmark::Counter;
  state.counters["perTask"] = Counter(job.count, Counter::kIsIterationInvariantRate | Counter::kInvert);
}

template <class Run>
void registerRun(std::initializer_list<std::string_view> parts, Run run) {
  benchmark::RegisterBenchmark(benchmarkName(parts).c_str(), run)->Unit(benchmark::kMicrosecond);
}

}  // namespace ltlab::bench
