// One gradient of a batch of 2,048 tasks (d = 10, n = 20, sampled query), sampling included, by every kernel
// that this machine can run. Counter: tasks per second.
#include <benchmark/benchmark.h>

#include "ltlab/training/batch_shares.h"
#include "ltlab/training/trainer.h"

namespace ltlab {
namespace {

constexpr int batch = 2048;

template <class T>
void gradient(benchmark::State& state, const BatchKernel<T>* kernel, Model model, int layers) {
  TrainingSettings settings;
  settings.architecture = {model, layers, 1, 10};
  const Vector<double> parameters = initialParameters(settings);
  const SourceOf source(settings.problem, {1, Stream::Tasks});
  const NetworkOf<T> network(settings.architecture, parameters);
  GradientJob<T> job{source.source(),        network.network(),        network.parameters(),
                     int(parameters.size()), network.diagonalStride(), true,
                     T(settings.taskCap)};
  job.count = BatchShares::tasksPerShare;
  KernelMemory memory;
  Vector<double> sum(parameters.size());
  GradientSums sums{sum.data()};
  for (auto _ : state)
    for (job.first = 0; job.first < batch; job.first += BatchShares::tasksPerShare) {
      kernel->gradient(job, memory.reserve(kernel->gradientBytes(job)), sums);
      benchmark::DoNotOptimize(sum.data());
    }
  state.counters["tasks"] =
      benchmark::Counter(double(batch) * double(state.iterations()), benchmark::Counter::kIsRate);
}

template <class T>
void registerKernels(const std::string& precision) {
  for (const BatchKernel<T>* kernel : batchKernels<T>())
    for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
      for (int layers : {1, 4, 7}) {
        const std::string name = "gradient/" + precision + "/" + kernel->name + "/" +
                                 std::string(modelName(model)) + "/layers:" + std::to_string(layers);
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
          gradient<T>(state, kernel, model, layers);
        })->Unit(benchmark::kMillisecond);
      }
}

[[maybe_unused]] const bool registered = [] {
  registerKernels<float>("float");
  registerKernels<double>("double");
  return true;
}();

}  // namespace
}  // namespace ltlab
