#include "ltlab/training/batch_shares.h"

#include <algorithm>

namespace ltlab {

BatchShares::BatchShares(const TrainingSettings& settings)
    : settings_(settings),
      parameterCount_(ltlab::parameterCount(settings.architecture)),
      count_((settings.batch + tasksPerShare - 1) / tasksPerShare) {}

void BatchShares::sums(const Vector<double>& parameters, long step, int share, double* out) {
  if (settings_.precision == Precision::Float)
    sumsIn<float>(parameters, step, share, out);
  else
    sumsIn<double>(parameters, step, share, out);
}

template <class T>
void BatchShares::sumsIn(const Vector<double>& parameters, long step, int share, double* out) {
  const BatchKernel<T>& kernel = batchKernel<T>();
  const SourceOf source(settings_.problem, {settings_.seed, Stream::Tasks}, settings_.sampler);
  const NetworkOf<T> network(settings_.architecture, parameters);
  const int begin = share * tasksPerShare;
  const GradientJob<T> job{source.source(),
                           network.network(),
                           network.parameters(),
                           parameterCount_,
                           network.diagonalStride(),
                           settings_.estimator == Estimator::SampledQuery,
                           T(settings_.taskCap),
                           std::uint64_t(step) * settings_.batch + begin,
                           std::min(tasksPerShare, settings_.batch - begin)};
  GradientSums sums{out};
  kernel.gradient(job, memory_.reserve(kernel.gradientBytes(job)), sums);
  out[parameterCount_] = sums.loss;
  out[parameterCount_ + 1] = sums.nonFiniteTasks;
}

}  // namespace ltlab
