#include "ltlab/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/training/adam.h"
#include "ltlab/training/batch_shares.h"
#include "ltlab/training/evaluation.h"

namespace ltlab {
namespace {

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

void requireShares(const BatchShares& shares, long step, int first, int count) {
  requireInside("step", step, 0, std::numeric_limits<int>::max());
  requireInside("first", first, 0, shares.count() - 1);
  requireInside("count", count, 1, shares.count() - first);
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
  BatchShares shares;
  BatchSum sum;  // of the step that was begun
  long step = 0;

  explicit State(const TrainingSettings& settings)
      : settings(settings), shares(settings), sum(parameterCount(settings.architecture)) {}

  StepReport apply(const BatchGradient& batch) {
    const double norm = batch.gradient.norm(), clip = settings.gradientClip;
    StepReport report{
        step + 1, batch.loss, norm, learningRate(settings, step), std::isfinite(norm), batch.nonFiniteTasks};
    if (report.applied) {
      const double scale = clip > 0 && norm > clip ? clip / norm : 1;
      adam.update(parameters, scale * batch.gradient, report.rate);
    }
    ++step;
    return report;
  }
};

Trainer::Trainer(const TrainingSettings& settings) {
  requireSettings(settings);
  state_ = std::make_unique<State>(settings);
  state_->parameters = initialParameters(settings);
  state_->adam = Adam(state_->parameters.size());
}

Trainer::Trainer(const Checkpoint& checkpoint) {
  requireCheckpoint(checkpoint);
  state_ = std::make_unique<State>(checkpoint.settings);
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
  beginStep(shareCount());
  return endStep();
}

int Trainer::shareCount() const {
  return state_->shares.count();
}

std::vector<double> Trainer::shareSums(const Vector<double>& parameters, long step, int first, int count) {
  BatchShares& shares = state_->shares;
  requireSize("parameters", parameters.size(), "the settings' number", state_->parameters.size());
  requireShares(shares, step, first, count);
  std::vector<double> sums(std::size_t(count) * shares.size());
  for (int i = 0; i < count; ++i)
    shares.sums(parameters, step, first + i, sums.data() + std::size_t(i) * shares.size());
  return sums;
}

void Trainer::drawAhead(long step, int first, int count) {
  requireShares(state_->shares, step, first, count);
  state_->shares.drawAhead(step, first, count);
}

void Trainer::beginStep(int count) {
  State& s = *state_;
  requireInside("count", count, 0, s.shares.count());
  s.sum = BatchSum(int(s.parameters.size()));
  std::vector<double> sums(s.shares.size());
  while (s.sum.shares() < count) {
    s.shares.sums(s.parameters, s.step, s.sum.shares(), sums.data());
    s.sum.add(sums.data());
  }
}

void Trainer::addShares(std::span<const double> sums) {
  State& s = *state_;
  const std::int64_t size = s.shares.size(), missing = s.shares.count() - s.sum.shares();
  require(sums.size() % size == 0, "sums", sums.size(), "is not a multiple of " + std::to_string(size));
  requireInside("sums", std::int64_t(sums.size()), 0, missing * size);
  for (std::size_t i = 0; i < sums.size(); i += size) s.sum.add(sums.data() + i);
}

StepReport Trainer::endStep() {
  State& s = *state_;
  requireSize("shares", s.sum.shares(), "shareCount", s.shares.count());
  const BatchGradient batch = s.sum.mean(s.settings.batch);
  s.sum = BatchSum(int(s.parameters.size()));
  return s.apply(batch);
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
  const TrainingSettings& s = settings();
  return evaluate(s.architecture, parameters(), s.problem, tasks, s.seed, s.sampler).adjusted.mean;
}

Checkpoint Trainer::checkpoint() const {
  const State& s = *state_;
  return {s.settings, s.step, s.adam.updates, validate(), s.parameters, s.adam.m, s.adam.v};
}

}  // namespace ltlab
