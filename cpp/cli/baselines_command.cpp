#include <cmath>
#include <iostream>
#include <limits>

#include "commands.h"
#include "ltlab/training/baselines.h"
#include "ltlab/training/published.h"
#include "measures.h"
#include "settings_options.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* notes =
    "All are (S + sI)^-1 a with S = sum x x', a = sum y x, and losses are adjusted: minus the oracle's.\n"
    "  OLS      s = 0\n"
    "  ConstRR  one s for all tasks, tuned\n"
    "  AdaRR    s = RSS/(n - d), the noise variance estimated from the residuals of OLS\n"
    "  TunedRR  s = min(m RSS/(n - d), t), m and t tuned\n"
    "The oracle knows the noise, s = sigma^2; its own half squared error is printed.\n\n"
    "Examples:\n"
    "  ltlab baselines --noise uniform:5 --tasks 20000\n"
    "  ltlab baselines --noise set:1,3 --tasks 20000 --json\n";

struct Row {
  const char *name, *field;
  Estimate loss;
  Published published;
  std::vector<std::pair<const char*, double>> constants;
};

std::vector<Row> rowsOf(const Baselines& baselines, const Problem& problem) {
  const auto published = [&](Baseline baseline) -> Published {
    return {isPublishedSize(problem) ? publishedLoss(baseline, problem.noise)
                                     : std::numeric_limits<double>::quiet_NaN()};
  };
  return {{"OLS", "ols", baselines.ols, {std::numeric_limits<double>::quiet_NaN()}, {}},
          {"ConstRR", "constRr", baselines.constRr, published(Baseline::ConstRr), {{"s", baselines.s}}},
          {"AdaRR", "adaRr", baselines.adaRr, published(Baseline::AdaRr), {}},
          {"TunedRR",
           "tunedRr",
           baselines.tunedRr,
           published(Baseline::TunedRr),
           {{"m", baselines.m}, {"t", baselines.t}}}};
}

std::string rowText(const Row& row) {
  std::string text = padded(row.name, 10) + padded(plusMinus(row.loss), 24);
  text += padded(std::isnan(row.published.loss) ? "-" : significant(row.published.loss, 4), 11);
  for (const auto& [name, value] : row.constants)
    text += std::string(name) + " = " + significant(value, 4) + "  ";
  return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

std::string asText(const Baselines& baselines, const std::vector<Row>& rows, const std::string& noise) {
  std::string text = "noise " + noise + ", " + grouped(baselines.tasks) + " tasks\n";
  text += "oracle loss " + plusMinus(baselines.oracle) + "\n\n";
  text += padded("", 10) + padded("adjusted loss", 24) + padded("published", 11) + "tuned\n";
  for (const Row& row : rows) text += rowText(row);
  return text;
}

Json asJson(const Baselines& baselines, const std::vector<Row>& rows, const Problem& problem,
            std::int64_t seed) {
  Json json = {{"noise", formatNoise(problem.noise)},
               {"d", problem.d},
               {"n", problem.n},
               {"tasks", baselines.tasks},
               {"seed", seed}};
  json["oracle"] = {{"loss", baselines.oracle.mean}, {"standardError", baselines.oracle.standardError}};
  for (const Row& row : rows) {
    json[row.field] = lossAsJson(row.loss);
    addPublished(json[row.field], row.published, row.loss.mean);
    for (const auto& [name, value] : row.constants) json[row.field][name] = value;
  }
  return json;
}

void declare(Options& options) {
  addSettings(options, {"noise", "d", "n"});
  options.value("tasks", "COUNT", freshTasks, "tasks to tune and evaluate on, at least 100");
  options.value("seed", "NUMBER", freshSeed, "seed of these tasks");
  options.flag("json", "print one JSON object");
}

int run(const Options& options) {
  const TrainingSettings settings = settingsFrom(options);
  const std::int64_t seed = options.integer("seed", 0, std::int64_t(1) << 53);
  const std::int64_t tasks = options.integer("tasks", 100, 10'000'000);
  const Baselines baselines = computeBaselines(settings.problem, tasks, std::uint64_t(seed));
  const std::vector<Row> rows = rowsOf(baselines, settings.problem);
  if (options.isGiven("json"))
    std::cout << asJson(baselines, rows, settings.problem, seed).dump(1) << "\n";
  else
    std::cout << asText(baselines, rows, formatNoise(settings.problem.noise));
  return ExitStatus::success;
}

}  // namespace

const Command baselinesCommand = {"baselines", "Closed-form methods on a noise distribution", notes, declare,
                                  run};

}  // namespace ltlab::cli
