#include "training_step.h"

#include <algorithm>

#include "ltlab/training/batch_shares.h"

namespace ltlab::bench {
namespace {

TaskPointers pointersTo(const GivenTasks& tasks) {
  return {tasks.x.data(),           tasks.y.data(), tasks.query.data(), tasks.target.data(),
          int(tasks.target.size()), workload::n,    workload::d};
}

}  // namespace

TrainingStep::TrainingStep(Model model, const GivenTasks& tasks, const LaneKernels& kernels)
    : settings_(trainingSettings(model)),
      kernels_(&kernels),
      source_(settings_.problem, {settings_.seed, Stream::Tasks}) {
  const TaskPointers pointers = pointersTo(tasks);
  float* arranged =
      static_cast<float*>(tasksInLanes_.reserve(kernels.arrangedSize(pointers) * sizeof(float)));
  kernels.arrange(pointers, arranged);
  arranged_ = arranged;
  start();
}

void TrainingStep::start() {
  const Floats start = startingParameters(settings_.architecture.model);
  parameters_ = Eigen::Map<const Vector<float>>(start.data(), Eigen::Index(start.size())).cast<double>();
  gradient_ = Vector<double>::Zero(parameters_.size());
  adam_ = Adam(parameters_.size());
}

double TrainingStep::step() {
  const NetworkOf<float> network(settings_.architecture, parameters_);
  GradientJob<float> job = jobOf(network);
  Vector<double> share(parameters_.size());
  double loss = 0;
  gradient_.setZero();
  for (int begin = 0; begin < settings_.batch; begin += BatchShares::tasksPerShare) {
    job.first = std::uint64_t(begin);
    job.count = std::min(BatchShares::tasksPerShare, settings_.batch - begin);
    GradientSums sums{share.data()};
    kernels_->gradient(job, arranged_, memoryFor(job), sums);
    gradient_ += share;
    loss += sums.loss;
  }
  gradient_ /= settings_.batch;
  adam_.update(parameters_, gradient_, settings_.rate);
  return loss / settings_.batch;
}

void TrainingStep::sampleBatch(Sampler sampler) {
  const NetworkOf<float> network(settings_.architecture, parameters_);
  GradientJob<float> job = jobOf(network);
  job.source.statistics = sampler == Sampler::Statistics;
  kernels_->sample(job, memoryFor(job));
}

void TrainingStep::ridgeBatch() {
  const NetworkOf<float> network(settings_.architecture, parameters_);
  const GradientJob<float> job = jobOf(network);
  kernels_->ridge(job, memoryFor(job));
}

GradientJob<float> TrainingStep::jobOf(const NetworkOf<float>& network) const {
  GradientJob<float> job{source_.source(),        network.network(),        network.parameters(),
                         int(parameters_.size()), network.diagonalStride(), true};
  job.count = settings_.batch;
  return job;
}

void* TrainingStep::memoryFor(const GradientJob<float>& job) {
  return memory_.reserve(kernels_->memoryBytes(job));
}

}  // namespace ltlab::bench
