#include "ltlab/training/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/training/kernel_call.h"

namespace ltlab {
namespace {

constexpr int chunk = 1024;

// Calls use(losses, count) chunk by chunk; losses: count × readOuts.
template <class Use>
void forEachLossChunk(const Architecture& architecture, const Vector<double>& parameters,
                      const Problem& problem, bool everyLayer, std::int64_t tasks, RandomKey key,
                      Sampler sampler, Use use) {
  const BatchKernel<double>& kernel = batchKernel<double>();
  const SourceOf source(problem, key, sampler);
  const NetworkOf<double> network(architecture, parameters);
  std::vector<double> losses(std::size_t(chunk) * (everyLayer ? architecture.layers + 1 : 1));
  LossJob<double> job{source.source(), network.network()};
  job.everyLayer = everyLayer;
  job.losses = losses.data();
  KernelMemory memory;
  for (std::int64_t begin = 0; begin < tasks; begin += chunk) {
    job.first = std::uint64_t(begin);
    job.count = int(std::min<std::int64_t>(chunk, tasks - begin));
    kernel.losses(job, memory.reserve(kernel.lossBytes(job)));
    use(losses.data(), job.count);
  }
}

void requireEvaluation(const Architecture& architecture, const Vector<double>& parameters,
                       const Problem& problem, std::int64_t tasks) {
  requireArchitecture(architecture);
  requireProblem(problem);
  requireSize("problem.d", problem.d, "architecture.d", architecture.d);
  requireSize("parameters.size", parameters.size(), "parameterCount", parameterCount(architecture));
  requireInside("tasks", tasks, 1, 100'000'000);
}

// Running mean and variance (Welford), stable for any number of tasks.
class RunningEstimate {
 public:
  void add(double value) {
    ++count_;
    const double delta = value - mean_;
    mean_ += delta / double(count_);
    squares_ += delta * (value - mean_);
  }
  Estimate estimate() const {
    const double variance = count_ > 1 ? squares_ / double(count_ - 1) : 0;
    return {mean_, std::sqrt(variance / double(std::max<std::int64_t>(count_, 1)))};
  }

 private:
  std::int64_t count_ = 0;
  double mean_ = 0, squares_ = 0;
};

double quantile(std::vector<double>& values, double q) {
  const auto at = values.begin() + std::ptrdiff_t(q * double(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

Estimate estimateOf(const double* values, std::int64_t count, std::int64_t stride) {
  RunningEstimate running;
  for (std::int64_t i = 0; i < count; ++i) running.add(values[i * stride]);
  return running.estimate();
}

Evaluation evaluate(const Architecture& architecture, const Vector<double>& parameters,
                    const Problem& problem, std::int64_t tasks, std::uint64_t seed, Sampler sampler) {
  requireEvaluation(architecture, parameters, problem, tasks);
  const int readOuts = architecture.layers + 1;
  std::vector<RunningEstimate> running(readOuts);
  Evaluation evaluation;
  evaluation.tasks = tasks;
  forEachLossChunk(
      architecture, parameters, problem, true, tasks, {seed, Stream::Validation}, sampler,
      [&](const double* losses, int count) {
        for (int i = 0; i < count; ++i, losses += readOuts) {
          if (!std::all_of(losses, losses + readOuts, [](double x) { return std::isfinite(x); })) {
            ++evaluation.nonFiniteTasks;
            continue;
          }
          for (int r = 0; r < readOuts; ++r) running[r].add(losses[r]);
        }
      });
  for (const RunningEstimate& layer : running) evaluation.afterLayer.push_back(layer.estimate());
  evaluation.adjusted = evaluation.afterLayer.back();
  return evaluation;
}

SigmaProfile sigmaProfile(const Architecture& architecture, const Vector<double>& parameters,
                          const Problem& problem, const std::vector<double>& sigmas, std::int64_t tasks,
                          std::uint64_t seed) {
  requireEvaluation(architecture, parameters, problem, tasks);
  requireInside("tasks", tasks, 1, 10'000'000);
  SigmaProfile profile;
  for (double sigma : sigmas) {
    requireInside("sigmas", sigma, 0, 100);
    Problem fixed = problem;
    fixed.noise = {NoiseDistribution::Kind::Set, {sigma}};
    std::vector<double> losses;
    losses.reserve(std::size_t(tasks));
    forEachLossChunk(architecture, parameters, fixed, false, tasks, {seed, Stream::Validation},
                     Sampler::Tokens, [&](const double* chunkLosses, int count) {
                       losses.insert(losses.end(), chunkLosses, chunkLosses + count);
                     });
    // A loss that overflowed is larger than every number.
    for (double& loss : losses)
      if (std::isnan(loss)) loss = std::numeric_limits<double>::infinity();
    const Estimate estimate = estimateOf(losses.data(), tasks);
    profile.sigma.push_back(sigma);
    profile.mean.push_back(estimate.mean);
    profile.standardError.push_back(estimate.standardError);
    profile.q10.push_back(quantile(losses, 0.1));
    profile.median.push_back(quantile(losses, 0.5));
    profile.q90.push_back(quantile(losses, 0.9));
  }
  return profile;
}

}  // namespace ltlab
