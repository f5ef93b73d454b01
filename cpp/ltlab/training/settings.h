#pragma once
// Everything that determines a training run. The field names are those of checkpoints, of the command line's
// options and of TypeScript's TrainingSettings.
#include <cstdint>
#include <string>
#include <string_view>

#include "ltlab/regression/task.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// The loss that is descended. SampledQuery: half squared error at one query per task, the published protocol. Expected:
// its exact mean over the query and the task's weights, ½‖w − w*_{σ²}‖², which has the same mean gradient and far less
// variance.
enum class Estimator { SampledQuery, Expected };

// Where training gets G from: the tokens of a drawn context, or G drawn directly (regression/statistics_lanes.h): the
// same distribution at a cost that does not depend on n. The tasks of a seed are others.
enum class Sampler { Tokens, Statistics };

// Of the batch kernel; parameters and sums over a batch are double.
enum class Precision { Float, Double };

// After the warm-up.
enum class Schedule { Cosine, Constant };

// A run is a pure function of these.
struct TrainingSettings {
  Architecture architecture;
  Problem problem;  // its d equals architecture.d
  Estimator estimator = Estimator::Expected;
  Sampler sampler = Sampler::Tokens;
  Precision precision = Precision::Float;
  int steps = 4000;    // 1 … 10,000,000
  int batch = 256;     // tasks per step, 1 … 65,536
  double rate = 3e-3;  // Adam's peak learning rate, (0, 1]
  int warmup = 500;    // steps of linear warm-up
  Schedule schedule = Schedule::Cosine;
  double taskCap = 2000;    // largest norm of one task's gradient; 0: no cap
  double gradientClip = 1;  // largest norm of the batch gradient; 0: no clipping
  std::uint64_t seed = 1;   // up to 2^53, so that JavaScript can say it

  bool operator==(const TrainingSettings&) const = default;
};

// Refuses every field outside its range, by name.
void requireSettings(const TrainingSettings& settings);

// Names as on the command line: "sampled", "expected"; "tokens", "statistics"; "float", "double"; "cosine", "constant".
// Refuses any other text, naming the argument `name`.
Estimator parseEstimator(std::string_view text, std::string_view name = "estimator");
Sampler parseSampler(std::string_view text, std::string_view name = "sampler");
Precision parsePrecision(std::string_view text, std::string_view name = "precision");
Schedule parseSchedule(std::string_view text, std::string_view name = "schedule");
std::string_view estimatorName(Estimator estimator);
std::string_view samplerName(Sampler sampler);
std::string_view precisionName(Precision precision);
std::string_view scheduleName(Schedule schedule);

// Learning rate of step t = 0, 1, …: linear warm-up to `rate`, then constant or half a cosine down to 0 at `steps`.
double learningRate(const TrainingSettings& settings, long step);

// One list of all fields for every format: visit(name, value) for each, enumerations and the noise as text.
// Visitor: text(name, string&), integer(name, int&), real(name, double&), seed(name, uint64&).
template <class Visitor>
void visitSettings(TrainingSettings& s, Visitor& visit) {
  std::string model(modelName(s.architecture.model)),
      noise = formatNoise(s.problem.noise), estimator(estimatorName(s.estimator)),
      sampler(samplerName(s.sampler)), precision(precisionName(s.precision)),
      schedule(scheduleName(s.schedule));
  visit.text("model", model);
  visit.integer("layers", s.architecture.layers);
  visit.integer("heads", s.architecture.heads);
  visit.integer("d", s.architecture.d);
  visit.integer("n", s.problem.n);
  visit.text("noise", noise);
  visit.text("estimator", estimator);
  visit.text("sampler", sampler);
  visit.text("precision", precision);
  visit.integer("steps", s.steps);
  visit.integer("batch", s.batch);
  visit.real("rate", s.rate);
  visit.integer("warmup", s.warmup);
  visit.text("schedule", schedule);
  visit.real("taskCap", s.taskCap);
  visit.real("gradientClip", s.gradientClip);
  visit.seed("seed", s.seed);
  s.architecture.model = parseModel(model);
  s.problem.d = s.architecture.d;
  s.problem.noise = parseNoise(noise);
  s.estimator = parseEstimator(estimator);
  s.sampler = parseSampler(sampler);
  s.precision = parsePrecision(precision);
  s.schedule = parseSchedule(schedule);
}

}  // namespace ltlab
