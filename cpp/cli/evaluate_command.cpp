#include <cmath>
#include <iostream>
#include <tuple>

#include "checkpoint_file.h"
#include "commands.h"
#include "ltlab/numeric/require.h"
#include "measures.h"
#include "settings_options.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* notes =
    "The adjusted loss is the model's loss minus that of ridge with the known noise level.\n"
    "Outside the trained noise levels rare tasks explode: read the median and the quantiles.\n\n"
    "Examples:\n"
    "  ltlab train --layers 2 --noise uniform:2 --steps 500 --out model.json --quiet\n"
    "  ltlab evaluate model.json\n"
    "  ltlab evaluate model.json --noise uniform:5 --tasks 20000\n"
    "  ltlab evaluate model.json --sigmas 0,1,2,3 --tasks 5000 --json\n";

void declare(Options& options) {
  options.positional("CHECKPOINT",
                     "file written by ltlab train, by ltlab reproduce (models/) or by the page");
  options.value("noise", "LEVELS", "", "noise of the tasks (default: that of the training run)");
  options.value("tasks", "COUNT", freshTasks, "fresh tasks, also for each level of --sigmas");
  options.value("seed", "NUMBER", freshSeed, "seed of the fresh tasks");
  options.value("sigmas", "LEVELS", "", "also the adjusted loss at each of these noise levels: 0,1,2");
  options.flag("json", "print one JSON object");
}

// One request, all of it checked before the first task is drawn.
struct Request {
  std::string path;
  std::variant<Checkpoint, StoredModel> network;
  Architecture architecture;
  Problem problem;  // the run's, with the noise that was asked for
  Vector<double> parameters;
  std::int64_t tasks = 0, seed = 0;
  std::vector<double> sigmas;
};

Request requestFrom(const Options& options) {
  Request request;
  request.tasks = options.integer("tasks", 1, 10'000'000);
  request.seed = options.integer("seed", 0, std::int64_t(1) << 53);
  request.sigmas = options.reals("sigmas");
  for (const double sigma : request.sigmas) requireInside("sigmas", sigma, 0, 100);
  const NoiseDistribution noise =
      options.isGiven("noise") ? parseNoise(options.text("noise")) : NoiseDistribution{};
  request.path = options.text("CHECKPOINT");
  request.network = readNetwork(options["CHECKPOINT"]);
  if (const auto* checkpoint = std::get_if<Checkpoint>(&request.network)) {
    request.architecture = checkpoint->settings.architecture;
    request.problem = checkpoint->settings.problem;
    request.parameters = checkpoint->parameters;
  } else {
    const StoredModel& model = std::get<StoredModel>(request.network);
    request.architecture = model.cell.architecture();
    request.problem = model.cell.problem();
    request.parameters = model.parameters;
  }
  if (options.isGiven("noise")) request.problem.noise = noise;
  return request;
}

struct Findings {
  Evaluation evaluation;
  SigmaProfile profile;
  std::vector<Omega<double>> omega;  // per layer; none for FULL
};

Findings examine(const Request& request) {
  const auto& [architecture, parameters, problem] =
      std::tie(request.architecture, request.parameters, request.problem);
  Findings findings;
  findings.evaluation =
      evaluate(architecture, parameters, problem, request.tasks, std::uint64_t(request.seed));
  findings.profile = sigmaProfile(architecture, parameters, problem, request.sigmas, request.tasks,
                                  std::uint64_t(request.seed));
  if (architecture.model != Model::Full)
    for (const Layer<double>& layer : networkOf(architecture, parameters).layers)
      findings.omega.push_back(omegaOf(layer));
  return findings;
}

std::string omegaText(const Omega<double>& omega) {
  std::string text;
  for (const double value : {omega.xx, omega.xy, omega.yx, omega.yy})
    text += aligned(significant(value, 4), 12);
  return text;
}

std::string layersText(const Findings& findings) {
  const auto& [losses, omega] = std::tie(findings.evaluation.afterLayer, findings.omega);
  std::string text = "\n" + padded("layer", 7) + padded("adjusted loss", 24);
  for (const char* name : {"w_xx", "w_xy", "w_yx", "w_yy"})
    if (!omega.empty()) text += aligned(name, 12);
  for (std::size_t l = 0; l < losses.size(); ++l) {
    const bool known = l > 0 && l <= omega.size();
    text += "\n" + padded(std::to_string(l), 7);
    text += known ? padded(plusMinus(losses[l]), 24) + omegaText(omega[l - 1]) : plusMinus(losses[l]);
  }
  return text + "\n";
}

std::string profileText(const SigmaProfile& profile) {
  if (profile.sigma.empty()) return "";
  std::string text = "\n" + padded("sigma", 8);
  for (const char* name : {"mean", "std error", "q10", "median", "q90"}) text += aligned(name, 12);
  text += "\n";
  for (std::size_t i = 0; i < profile.sigma.size(); ++i) {
    text += padded(shortest(profile.sigma[i]), 8);
    for (const auto* column :
         {&profile.mean, &profile.standardError, &profile.q10, &profile.median, &profile.q90})
      text += aligned(std::isfinite((*column)[i]) ? significant((*column)[i], 4) : "overflow", 12);
    text += "\n";
  }
  return text;
}

std::string originText(const Request& request) {
  if (const auto* checkpoint = std::get_if<Checkpoint>(&request.network))
    return line("settings", settingsAsOptions(checkpoint->settings)) +
           line("trained", std::to_string(checkpoint->step) + " of " +
                               std::to_string(checkpoint->settings.steps) + " steps");
  const StoredModel& model = std::get<StoredModel>(request.network);
  return line("cell", cellName(model.cell)) +
         line("trained", "recipe " + std::to_string(model.recipe) + ", seed " + std::to_string(model.seed) +
                             " of " + std::to_string(model.seeds) + ", " + grouped(model.trainingTasks) +
                             " tasks");
}

Json originAsJson(const Request& request) {
  if (const auto* checkpoint = std::get_if<Checkpoint>(&request.network))
    return {{"checkpoint", request.path},
            {"step", checkpoint->step},
            {"settings", settingsAsJson(checkpoint->settings)}};
  const StoredModel& model = std::get<StoredModel>(request.network);
  return {{"model", request.path},  {"cell", cellName(model.cell)},
          {"recipe", model.recipe}, {"trainingSeed", model.seed},
          {"seeds", model.seeds},   {"trainingTasks", model.trainingTasks}};
}

std::string asText(const Request& request, const Findings& findings) {
  const double ours = adjustedLossOf(findings.evaluation).mean;
  std::string text = originText(request);
  text += line("noise", formatNoise(request.problem.noise));
  text += evaluationText(findings.evaluation);
  text += line("published", publishedText(publishedFor(request.architecture, request.problem), ours));
  return text + layersText(findings) + profileText(findings.profile);
}

Json profileAsJson(const SigmaProfile& profile) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < profile.sigma.size(); ++i)
    rows.push_back({{"sigma", profile.sigma[i]},
                    {"mean", finite(profile.mean[i])},
                    {"standardError", finite(profile.standardError[i])},
                    {"median", finite(profile.median[i])},
                    {"q10", finite(profile.q10[i])},
                    {"q90", finite(profile.q90[i])}});
  return rows;
}

Json asJson(const Request& request, const Findings& findings) {
  Json json = originAsJson(request);
  json["noise"] = formatNoise(request.problem.noise);
  json.update(evaluationAsJson(findings.evaluation, std::uint64_t(request.seed)));
  addPublished(json, publishedFor(request.architecture, request.problem),
               adjustedLossOf(findings.evaluation).mean);
  json["afterLayer"] = Json::array();
  for (const Estimate& estimate : findings.evaluation.afterLayer)
    json["afterLayer"].push_back(lossAsJson(estimate));
  for (const auto& [xx, xy, yx, yy] : findings.omega)
    json["omega"].push_back({{"xx", xx}, {"xy", xy}, {"yx", yx}, {"yy", yy}});
  if (!request.sigmas.empty()) json["profile"] = profileAsJson(findings.profile);
  return json;
}

int run(const Options& options) {
  const Request request = requestFrom(options);
  const Findings findings = examine(request);
  std::cout << (options.isGiven("json") ? asJson(request, findings).dump(1) + "\n"
                                        : asText(request, findings));
  return ExitStatus::success;
}

}  // namespace

const Command evaluateCommand = {
    "evaluate", "Adjusted loss of a checkpoint or model, per layer and per noise level", notes, declare, run};

}  // namespace ltlab::cli
