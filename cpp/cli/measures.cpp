#include "measures.h"

#include <cmath>
#include <limits>

#include "ltlab/training/published.h"
#include "text.h"

namespace ltlab::cli {

using Json = nlohmann::ordered_json;

std::string line(const std::string& name, const std::string& value) {
  return padded(name, 15) + " " + value + "\n";
}

Json finite(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json lossAsJson(const Estimate& estimate) {
  return {{"adjustedLoss", finite(estimate.mean)}, {"standardError", finite(estimate.standardError)}};
}

bool isPublishedSize(const Problem& problem) {
  return problem.d == 10 && problem.n == 20;
}

Published publishedFor(const Architecture& architecture, const Problem& problem) {
  if (!isPublishedSize(problem) || architecture.heads != 1) return {std::numeric_limits<double>::quiet_NaN()};
  return {publishedLoss(architecture.model, architecture.layers, problem.noise)};
}

std::string publishedText(const Published& published, double ours) {
  if (std::isnan(published.loss)) return "no value for these settings";
  std::string text = significant(published.loss, 4);
  if (published.loss > 0 && std::isfinite(ours))
    text += ", ratio ours/published " + significant(published.ratio(ours), 3);
  return text;
}

void addPublished(Json& json, const Published& published, double ours) {
  json["published"] = finite(published.loss);
  json["ratio"] = finite(published.ratio(ours));
}

Estimate adjustedLossOf(const Evaluation& evaluation) {
  if (evaluation.nonFiniteTasks < evaluation.tasks) return evaluation.adjusted;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  return {nan, nan};
}

std::string evaluationText(const Evaluation& evaluation) {
  const std::string tasks = grouped(evaluation.tasks) + " fresh tasks";
  if (evaluation.nonFiniteTasks == evaluation.tasks)
    return line("adjusted loss", "not finite on any of " + tasks);
  std::string text = line("adjusted loss", plusMinus(evaluation.adjusted) + " on " + tasks);
  if (evaluation.nonFiniteTasks > 0)
    text += line("", "without " + grouped(evaluation.nonFiniteTasks) + " tasks on which it is not finite");
  return text;
}

Json evaluationAsJson(const Evaluation& evaluation, std::uint64_t seed) {
  Json json = lossAsJson(adjustedLossOf(evaluation));
  json["tasks"] = evaluation.tasks;
  json["seed"] = seed;
  json["nonFiniteTasks"] = evaluation.nonFiniteTasks;
  return json;
}

}  // namespace ltlab::cli
