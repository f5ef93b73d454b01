#include "ltlab/training/batch_shares.h"

namespace ltlab {

BatchShares::BatchShares(const TrainingSettings& settings)
    : settings_(settings),
      source_(settings.problem, {settings.seed, Stream::Tasks}, settings.sampler),
      parameterCount_(ltlab::parameterCount(settings.architecture)),
      count_((settings.batch + tasksPerShare - 1) / tasksPerShare) {}

void BatchShares::sums(const Vector<double>& parameters, long step, int share, double* out) {
  if (settings_.precision == Precision::Float)
    sumsIn<float>(parameters, step, share, out);
  else
    sumsIn<double>(parameters, step, share, out);
}

void BatchShares::drawAhead(long step, int first, int count) {
  if (settings_.precision == Precision::Float)
    drawAheadIn<float>(step, first, count);
  else
    drawAheadIn<double>(step, first, count);
}

template <class T>
void BatchShares::sumsIn(const Vector<double>& parameters, long step, int share, double* out) {
  const BatchKernel<T>& kernel = batchKernel<T>();
  const NetworkOf<T> network(settings_.architecture, parameters);
  const bool drawn = ahead_.holds(step, share);
  const GradientJob<T> job{source_.source(),         network.network(),
                           network.parameters(),     parameterCount_,
                           network.diagonalStride(), settings_.estimator == Estimator::SampledQuery,
                           T(settings_.taskCap),     firstTask(step, share),
                           taskCount(share),         drawn ? ahead_.at(share) : nullptr};
  GradientSums sums{out};
  kernel.gradient(job, memory_.reserve(kernel.gradientBytes(job)), sums);
  out[parameterCount_] = sums.loss;
  out[parameterCount_ + 1] = sums.nonFiniteTasks;
}

template <class T>
void BatchShares::drawAheadIn(long step, int first, int count) {
  const BatchKernel<T>& kernel = batchKernel<T>();
  const TaskSource source = source_.source();
  ahead_.bytesPerShare = kernel.drawnBytes(source, tasksPerShare);
  ahead_.memory.reserve(count * ahead_.bytesPerShare);
  ahead_.step = step;
  ahead_.first = first;
  ahead_.count = count;
  for (int share = first; share < first + count; ++share)
    kernel.draw(source, firstTask(step, share), taskCount(share), ahead_.at(share));
}

}  // namespace ltlab
