#include "ltlab/reproduction/descent.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ltlab/numeric/require.h"
#include "ltlab/training/adam.h"
#include "ltlab/training/batch_shares.h"

namespace ltlab {
namespace {

TrainingSettings settingsOf(const Descent& descent) {
  TrainingSettings settings;
  settings.architecture = descent.architecture;
  settings.problem = descent.problem;
  settings.sampler = Sampler::Statistics;
  settings.precision = descent.precision;
  settings.steps = descent.steps;
  settings.batch = descent.batch;
  settings.rate = descent.rate;
  settings.warmup = descent.steps / 10;
  settings.seed = descent.seed;
  return settings;
}

TrainingSettings rareSettingsOf(const Descent& descent) {
  TrainingSettings settings = settingsOf(descent);
  settings.problem.n = longContext(descent.problem.n);
  settings.batch = descent.rareBatch();
  settings.seed = descent.seed ^ (std::uint64_t(1) << 52);
  return settings;
}

// The mean gradient of one step's batch.
class Batches {
 public:
  explicit Batches(const TrainingSettings& settings)
      : batch(settings.batch), shares(settings), sums(shares.size()) {}

  Vector<double> gradient(const Vector<double>& parameters, long step, double taskCap) {
    shares.capTasks(taskCap);
    BatchSum sum(int(parameters.size()));
    for (int share = 0; share < shares.count(); ++share) {
      shares.sums(parameters, step, share, sums.data());
      sum.add(sums.data());
    }
    return sum.mean(batch).gradient;
  }

 private:
  int batch;
  BatchShares shares;
  std::vector<double> sums;
};

// A running mean of gradient norms, the first ones undiluted.
class RunningNorm {
 public:
  bool known() const { return weight > 0; }
  double value() const { return sum / weight; }
  void add(double norm) {
    sum = 0.98 * sum + 0.02 * norm;
    weight = 0.98 * weight + 0.02;
  }

 private:
  double sum = 0, weight = 0;
};

class DescentRun {
 public:
  DescentRun(const Descent& descent, const Vector<double>& start)
      : descent(descent),
        settings(settingsOf(descent)),
        tasks(settings),
        rareTasks(rareSettingsOf(descent)),
        parameters(start),
        adam(start.size()) {
    adam.beta2 = 0.99;
  }

  void step(long t) {
    Vector<double> g = gradient(t);
    double size = g.norm();
    if (!std::isfinite(size) || size == 0) return;
    const double limit = norm.known() ? descent.gradientClip * norm.value() : size;
    if (size > limit) g *= limit / size;
    norm.add(std::min(size, limit));
    Vector<double> change = Vector<double>::Zero(parameters.size());
    adam.update(change, g / norm.value(), learningRate(settings, t));
    parameters += change.cwiseProduct(headScales());
  }

  const Vector<double>& result() const { return parameters; }

 private:
  // Of the first step, when nothing is known: above every ordinary task.
  static constexpr double firstCap = 1e3;

  Descent descent;
  TrainingSettings settings;
  Batches tasks, rareTasks;
  Vector<double> parameters;
  Adam adam;
  RunningNorm norm;

  // The size of every parameter's surroundings: the root mean square of a row of P or Q, whichever is larger.
  Vector<double> headScales() const {
    const Architecture& architecture = descent.architecture;
    const Eigen::Index count = headParameterCount(architecture.model, architecture.d);
    const bool full = architecture.model == Model::Full;
    const Eigen::Index p = full ? count / 2 : 2;
    const double rows = full ? architecture.d + 1 : 1;
    Vector<double> scales(parameters.size());
    for (Eigen::Index i = 0; i < parameters.size(); i += count) {
      const double square = std::max(parameters.segment(i, p).squaredNorm(),
                                     parameters.segment(i + p, count - p).squaredNorm());
      scales.segment(i, count).setConstant(std::max(std::sqrt(square / rows), smallestScale()));
    }
    return scales;
  }

  double smallestScale() const { return 0.1 / std::sqrt(double(descent.problem.n + descent.problem.d)); }

  Vector<double> gradient(long t) {
    const double cap =
        norm.known() ? descent.taskCap * std::sqrt(double(descent.batch)) * norm.value() : firstCap;
    Vector<double> g = tasks.gradient(parameters, t, cap);
    // One rare task counts for as much as a tenth of a capped ordinary one.
    const double rareCap = 0.1 * cap * descent.rareBatch() / descent.batch / descent.rareWeight;
    if (descent.rareWeight > 0) g += descent.rareWeight * rareTasks.gradient(parameters, t, rareCap);
    return g;
  }
};

}  // namespace

int longContext(int n) {
  return int(std::ceil(std::pow(std::sqrt(double(n)) + 1.3, 2)));
}

std::optional<Vector<double>> descend(const Descent& descent, const Vector<double>& start,
                                      const std::function<bool()>& goOn) {
  requireSettings(settingsOf(descent));
  requireSize("start.size", start.size(), "parameterCount", parameterCount(descent.architecture));
  DescentRun run(descent, start);
  for (long t = 0; t < descent.steps; ++t) {
    run.step(t);
    if (!goOn()) return std::nullopt;
  }
  return run.result();
}

}  // namespace ltlab
