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
  const SourceOf source(settings.problem, {settings.seed, Stream::Tasks}, settings.sampler);
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

// A head of layer l. Steps shrink from 3/2 to 1/2 of a common size over the layers, and all heads and
// layers together take about one step of the one-layer optimum, ω_yx = −1/(n + d).
struct StartingHead {
  double px, py, qx, qy;
};

StartingHead startingHead(const TrainingSettings& settings, int l, RandomSequence& random) {
  const auto& [model, layers, heads, d] = settings.architecture;
  const double scale = 1 / std::sqrt(double(settings.problem.n + d));
  const double position = layers > 1 ? 0.5 - double(l) / (layers - 1) : 0;
  const double size = scale * (1 + position) / std::sqrt(double(layers * heads));
  StartingHead head;
  // GD++ preconditions from the start (ω_xx = ω_yx): with two layers this finds the best of its several minima.
  head.px = (model == Model::GdPlusPlus ? size : 0) + 0.02 * scale * random.normal();
  head.py = size * (1 + 0.1 * random.normal());
  head.qx = -size * (1 + 0.1 * random.normal());
  head.qy = 0.02 * scale * random.normal();
  return head;
}

}  // namespace

Vector<double> initialParameters(const TrainingSettings& settings) {
  const Architecture& architecture = settings.architecture;
  const int d = architecture.d, size = d + 1, stride = headParameterCount(architecture.model, d);
  RandomSequence random({settings.seed, Stream::Initialisation});
  Vector<double> parameters(parameterCount(architecture));
  for (int i = 0; i < architecture.layers * architecture.heads; ++i) {
    const StartingHead head = startingHead(settings, i / architecture.heads, random);
    double* numbers = parameters.data() + i * stride;
    if (architecture.model != Model::Full) {
      const double diagonal[4] = {head.px, head.py, head.qx, head.qy};
      std::copy(diagonal, diagonal + stride, numbers);
      continue;
    }
    const double noise = 0.01 / std::sqrt(double(settings.problem.n + d));
    for (int k = 0; k < stride; ++k) numbers[k] = noise * random.normal();
    for (int k = 0; k < size; ++k) {
      numbers[k * size + k] += k < d ? head.px : head.py;
      numbers[size * size + k * size + k] += k < d ? head.qx : head.qy;
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
