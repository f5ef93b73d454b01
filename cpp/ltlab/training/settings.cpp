#include "ltlab/training/settings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

// Two-valued choices are all read the same way.
template <class Choice>
Choice parseChoice(std::string_view text, std::string_view name, Choice first, std::string_view firstName,
                   Choice second, std::string_view secondName) {
  require(text == firstName || text == secondName, name, text,
          "is not one of " + std::string(firstName) + ", " + std::string(secondName));
  return text == firstName ? first : second;
}

}  // namespace

void requireSettings(const TrainingSettings& settings) {
  requireArchitecture(settings.architecture);
  requireProblem(settings.problem);
  requireSize("problem.d", settings.problem.d, "architecture.d", settings.architecture.d);
  requireInside("steps", settings.steps, 1, 10'000'000);
  requireInside("batch", settings.batch, 1, 65'536);
  require(settings.rate > 0 && settings.rate <= 1, "rate", settings.rate, "is outside (0, 1]");
  requireInside("warmup", settings.warmup, 0, 10'000'000);
  requireInside("taskCap", settings.taskCap, 0, 1e6);
  requireInside("gradientClip", settings.gradientClip, 0, 1e6);
  requireInside("seed", settings.seed, 0, std::uint64_t(1) << 53);
}

Estimator parseEstimator(std::string_view text, std::string_view name) {
  return parseChoice(text, name, Estimator::SampledQuery, "sampled", Estimator::Expected, "expected");
}
Sampler parseSampler(std::string_view text, std::string_view name) {
  return parseChoice(text, name, Sampler::Tokens, "tokens", Sampler::Statistics, "statistics");
}
Precision parsePrecision(std::string_view text, std::string_view name) {
  return parseChoice(text, name, Precision::Float, "float", Precision::Double, "double");
}
Schedule parseSchedule(std::string_view text, std::string_view name) {
  return parseChoice(text, name, Schedule::Cosine, "cosine", Schedule::Constant, "constant");
}
std::string_view estimatorName(Estimator estimator) {
  return estimator == Estimator::SampledQuery ? "sampled" : "expected";
}
std::string_view samplerName(Sampler sampler) {
  return sampler == Sampler::Tokens ? "tokens" : "statistics";
}
std::string_view precisionName(Precision precision) {
  return precision == Precision::Float ? "float" : "double";
}
std::string_view scheduleName(Schedule schedule) {
  return schedule == Schedule::Cosine ? "cosine" : "constant";
}

double learningRate(const TrainingSettings& settings, long step) {
  if (step < settings.warmup) return settings.rate * double(step + 1) / double(settings.warmup);
  if (settings.schedule == Schedule::Constant) return settings.rate;
  const double span = std::max(1.0, double(settings.steps - settings.warmup));
  const double done = std::min(1.0, double(step - settings.warmup) / span);
  return settings.rate * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

}  // namespace ltlab
