#include "ltlab/training/trainer.h"

#include <algorithm>
#include <cmath>

#include "ltlab/training/adam.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/kernel_call.h"

namespace ltlab {
namespace {

struct BatchGradient {
  Vector<double> gradient;  // mean over the batch
  double loss = 0;
  int nonFiniteTasks = 0;
};

template <class T>
BatchGradient batchGradient(const TrainingSettings& settings, const Vector<double>& parameters, long step,
                            KernelMemory& memory) {
  const BatchKernel<T>& kernel = batchKernel<T>();
  const SourceOf source(settings.problem, {settings.seed, Stream::Tasks});
  const NetworkOf<T> network(settings.architecture, parameters);
  GradientJob<T> job{source.source(),          network.network(),
                     network.parameters(),     int(parameters.size()),
                     network.diagonalStride(), settings.estimator == Estimator::SampledQuery,
                     T(settings.taskCap)};
  BatchGradient batch{Vector<double>::Zero(parameters.size())};
  Vector<double> share(parameters.size());
  for (int begin = 0; begin < settings.batch; begin += Trainer::taskShare) {
    job.first = std::uint64_t(step) * settings.batch + begin;
    job.count = std::min(Trainer::taskShare, settings.batch - begin);
    GradientSums sums{share.data()};
    kernel.gradient(job, memory.reserve(kernel.gradientBytes(job)), sums);
    batch.gradient += share;
    batch.loss += sums.loss;
    batch.nonFiniteTasks += sums.nonFiniteTasks;
  }
  batch.gradient /= settings.batch;
  batch.loss /= settings.batch;
  return batch;
}

// Standard deviation of the random part of the starting point; a layer's one-step optimum has ω_yx of about
// −1/(n + d).
double startingScale(const TrainingSettings& settings) {
  return 1 / std::sqrt(double(settings.problem.n + settings.architecture.d));
}

}  // namespace

Vector<double> initialParameters(const TrainingSettings& settings) {
  const Architecture& architecture = settings.architecture;
  const int d = architecture.d, size = d + 1, stride = headParameterCount(architecture.model, d);
  const double scale = startingScale(settings),
               share = 1 / std::sqrt(double(architecture.layers * architecture.heads));
  RandomSequence random({settings.seed, Stream::Initialisation});
  Vector<double> parameters(parameterCount(architecture));
  for (int i = 0; i < architecture.layers * architecture.heads; ++i) {
    const double px = 0.1 * scale * random.normal(), py = scale * share, qx = -scale * share,
                 qy = 0.1 * scale * random.normal();
    double* numbers = parameters.data() + i * stride;
    if (architecture.model != Model::Full) {
      const double diagonal[4] = {px, py, qx, qy};
      std::copy(diagonal, diagonal + stride, numbers);
      continue;
    }
    for (int k = 0; k < stride; ++k) numbers[k] = 0.01 * scale * random.normal();
    for (int k = 0; k < size; ++k) {
      numbers[k * size + k] += k < d ? px : py;
      numbers[size * size + k * size + k] += k < d ? qx : qy;
    }
  }
  return parameters;
}

struct Trainer::State {
  TrainingSettings settings;
  Vector<double> parameters;
  Adam adam;
  long step = 0;
  KernelMemory memory;
};

Trainer::Trainer(const TrainingSettings& settings) : state_(std::make_unique<State>()) {
  requireSettings(settings);
  state_->settings = settings;
  state_->parameters = initialParameters(settings);
  state_->adam = Adam(state_->parameters.size());
}

Trainer::Trainer(const Checkpoint& checkpoint) : state_(std::make_unique<State>()) {
  requireCheckpoint(checkpoint);
  state_->settings = checkpoint.settings;
  state_->parameters = checkpoint.parameters;
  state_->adam.m = checkpoint.m;
  state_->adam.v = checkpoint.v;
  state_->adam.updates = checkpoint.updates;
  state_->step = checkpoint.step;
}

Trainer::~Trainer() = default;
Trainer::Trainer(Trainer&&) noexcept = default;
Trainer& Trainer::operator=(Trainer&&) noexcept = default;

StepReport Trainer::step() {
  State& s = *state_;
  const BatchGradient batch = s.settings.precision == Precision::Float
                                  ? batchGradient<float>(s.settings, s.parameters, s.step, s.memory)
                                  : batchGradient<double>(s.settings, s.parameters, s.step, s.memory);
  const double norm = batch.gradient.norm(), clip = s.settings.gradientClip;
  StepReport report{s.step + 1,          batch.loss,          norm, learningRate(s.settings, s.step),
                    std::isfinite(norm), batch.nonFiniteTasks};
  if (report.applied) {
    const double scale = clip > 0 && norm > clip ? clip / norm : 1;
    s.adam.update(s.parameters, scale * batch.gradient, report.rate);
  }
  ++s.step;
  return report;
}

long Trainer::stepsDone() const {
  return state_->step;
}
const TrainingSettings& Trainer::settings() const {
  return state_->settings;
}
const Vector<double>& Trainer::parameters() const {
  return state_->parameters;
}

double Trainer::validate(int tasks) const {
  return evaluate(settings().architecture, parameters(), settings().problem, tasks, settings().seed)
      .adjusted.mean;
}

Checkpoint Trainer::checkpoint() const {
  const State& s = *state_;
  return {s.settings, s.step, s.adam.updates, validate(), s.parameters, s.adam.m, s.adam.v};
}

}  // namespace ltlab
