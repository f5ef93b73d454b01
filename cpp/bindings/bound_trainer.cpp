#include "bound_trainer.h"

#include <limits>
#include <vector>

#include "boundary.h"
#include "conversion.h"
#include "object_reader.h"

namespace ltlab::bindings {
namespace {

constexpr int most = std::numeric_limits<int>::max();

struct Burst {
  std::vector<double> loss, gradientNorm;
  double rate = 0;
  int skippedSteps = 0, nonFiniteTasks = 0;

  void add(const StepReport& report) {
    loss.push_back(report.loss);
    gradientNorm.push_back(report.gradientNorm);
    rate = report.rate;
    skippedSteps += report.applied ? 0 : 1;
    nonFiniteTasks += report.nonFiniteTasks;
  }

  val toJs(long step) const {
    val out = val::object();
    out.set("step", double(step));
    out.set("loss", float64Array(loss.data(), loss.size()));
    out.set("gradientNorm", float64Array(gradientNorm.data(), gradientNorm.size()));
    out.set("rate", rate);
    out.set("skippedSteps", skippedSteps);
    out.set("nonFiniteTasks", nonFiniteTasks);
    return out;
  }
};

}  // namespace

val BoundTrainer::step(const val& count) {
  return atBoundary([&] {
    const std::int64_t steps = readInteger(count, "count", 1, 1'000'000);
    Burst burst;
    for (std::int64_t i = 0; i < steps && !trainer_.done(); ++i) burst.add(trainer_.step());
    return burst.toJs(trainer_.stepsDone());
  });
}

val BoundTrainer::parameters() const {
  const Vector<double>& parameters = trainer_.parameters();
  return float64Array(parameters.data(), std::size_t(parameters.size()));
}

val BoundTrainer::shareSums(const val& parameters, const val& step, const val& first, const val& count) {
  return atBoundary([&] {
    const std::vector<double> numbers = readNumbers(parameters, "parameters");
    const std::vector<double> sums = trainer_.shareSums(
        vectorFrom(numbers), long(readInteger(step, "step", 0, most)),
        int(readInteger(first, "first", 0, most)), int(readInteger(count, "count", 1, most)));
    return float64Array(sums.data(), sums.size());
  });
}

void BoundTrainer::drawAhead(const val& step, const val& first, const val& count) {
  atBoundary([&] {
    trainer_.drawAhead(long(readInteger(step, "step", 0, most)), int(readInteger(first, "first", 0, most)),
                       int(readInteger(count, "count", 1, most)));
  });
}

void BoundTrainer::beginStep(const val& count) {
  atBoundary([&] { trainer_.beginStep(int(readInteger(count, "count", 0, most))); });
}

void BoundTrainer::addShares(const val& sums) {
  atBoundary([&] { trainer_.addShares(readNumbers(sums, "sums")); });
}

val BoundTrainer::endStep() {
  return atBoundary([&] {
    Burst burst;
    burst.add(trainer_.endStep());
    return burst.toJs(trainer_.stepsDone());
  });
}

val BoundTrainer::weights() const {
  return atBoundary([&] { return weightsToJs(trainer_.settings().architecture, trainer_.parameters()); });
}

val BoundTrainer::checkpoint() const {
  return atBoundary([&] { return toJs(trainer_.checkpoint()); });
}

val BoundTrainer::settings() const {
  return atBoundary([&] { return toJs(trainer_.settings()); });
}

}  // namespace ltlab::bindings
