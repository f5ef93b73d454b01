#include "ltlab/reproduction/cell_result.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/result_json.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

// All models meet the same tasks; recipes train and validate with other seeds.
constexpr std::uint64_t freshSeed = 0;

double orInfinity(double loss) {
  return std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity();
}

const SeedResult& bestOf(const std::vector<SeedResult>& seeds) {
  return *std::min_element(seeds.begin(), seeds.end(), [](const SeedResult& a, const SeedResult& b) {
    return orInfinity(a.result.validationLoss) < orInfinity(b.result.validationLoss);
  });
}

std::vector<double> meansOf(const Evaluation& evaluation) {
  std::vector<double> means;
  const bool none = evaluation.nonFiniteTasks == evaluation.tasks;
  for (const Estimate& estimate : evaluation.afterLayer)
    means.push_back(none ? std::numeric_limits<double>::quiet_NaN() : estimate.mean);
  return means;
}

Evaluation evaluateFresh(const Cell& cell, const Vector<double>& parameters, std::int64_t tasks) {
  return evaluate(cell.architecture(), parameters, cell.problem(), tasks, freshSeed);
}

// The read-out after layer l is that of the network of the first l layers.
SigmaProfile profileAfter(const Cell& cell, int l, const Vector<double>& parameters, std::int64_t tasks) {
  Architecture first = cell.architecture();
  first.layers = l;
  return sigmaProfile(first, parameters.head(parameterCount(first)), cell.problem(),
                      profileLevels(cell.noise), tasks, freshSeed);
}

StoredModel storedModel(const SeedResult& best, int seeds, std::int64_t tasks) {
  StoredModel model;
  model.cell = best.cell;
  model.recipe = best.recipe;
  model.seed = best.seed;
  model.seeds = seeds;
  model.trainingTasks = best.result.tasks;
  model.validationLoss = best.result.validationLoss;
  model.evaluationTasks = tasks;
  model.evaluationSeed = freshSeed;
  model.parameters = roundedParameters(best.cell, best.result.parameters, tasks);
  return model;
}

}  // namespace

std::vector<double> profileLevels(const NoiseDistribution& noise) {
  const bool set = noise.kind == NoiseDistribution::Kind::Set;
  const double largest = maxNoise(noise);
  const double end = std::min(100.0, set && noise.values.size() > 1 ? 2 * largest : largest + 1);
  double step = 5;
  for (const double finer : {2.5, 1.0, 0.5, 0.25, 0.1})
    if (end / finer <= 40 + 1e-9) step = finer;
  std::vector<double> levels;
  for (int i = 0; i * step < end + 1e-9; ++i) levels.push_back(roundedTo(i * step, 12));
  if (set) levels.insert(levels.end(), noise.values.begin(), noise.values.end());
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  return levels;
}

std::int64_t profileTasks(std::int64_t tasks) {
  return std::max<std::int64_t>(100, tasks / 5);
}

std::optional<CellResult> evaluateCell(const std::vector<SeedResult>& seeds, std::int64_t tasks,
                                       const std::function<bool()>& goOn) {
  require(!seeds.empty(), "seeds", 0, "must be at least one");
  CellResult result;
  result.model = storedModel(bestOf(seeds), int(seeds.size()), tasks);
  for (const SeedResult& seed : seeds) {
    if (!goOn()) return std::nullopt;
    const Evaluation evaluation = evaluateFresh(seed.cell, seed.result.parameters, tasks);
    result.seeds.push_back({seed.seed, seed.result.tasks, seed.result.validationLoss, meansOf(evaluation)});
  }
  const Evaluation evaluation = evaluateFresh(result.cell(), result.model.parameters, tasks);
  result.nonFiniteTasks = evaluation.nonFiniteTasks;
  result.afterLayer = evaluation.afterLayer;
  result.model.adjusted = evaluation.adjusted;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  if (evaluation.nonFiniteTasks == tasks) result.model.adjusted = {nan, nan};
  result.profileTasks = profileTasks(tasks);
  for (int l = 1; l <= result.cell().layers; ++l) {
    if (!goOn()) return std::nullopt;
    result.profiles.push_back(profileAfter(result.cell(), l, result.model.parameters, result.profileTasks));
  }
  return result;
}

std::string cellToJson(const CellResult& cell) {
  Json json = {{"format", CellResult::format},
               {"version", CellResult::version},
               {"model", Json::parse(modelToJson(cell.model))}};
  json["seeds"] = Json::array();
  for (const SeedSummary& seed : cell.seeds)
    json["seeds"].push_back({{"seed", seed.seed},
                             {"trainingTasks", seed.trainingTasks},
                             {"validationLoss", finiteOrNull(seed.validationLoss)},
                             {"afterLayer", arrayOf(seed.afterLayer)}});
  json["nonFiniteTasks"] = cell.nonFiniteTasks;
  json["afterLayer"] = Json::array();
  for (const Estimate& estimate : cell.afterLayer) json["afterLayer"].push_back(lossFields(estimate));
  json["profileTasks"] = cell.profileTasks;
  json["profiles"] = Json::array();
  for (const SigmaProfile& profile : cell.profiles) json["profiles"].push_back(profileFields(profile));
  return linesOf(json);
}

CellResult cellFromJson(const std::string& text) {
  const Json json = parseJson(text, "cell");
  JsonObject fields(json, "cell");
  fields.requireFormat(CellResult::format, CellResult::version);
  constexpr std::int64_t large = std::int64_t(1) << 53;
  CellResult cell;
  cell.model = modelFromJson(fields.field("model").dump());
  for (const Json& entry : fields.array("seeds")) {
    JsonObject seed(entry, "cell.seeds");
    cell.seeds.push_back({std::uint64_t(seed.whole("seed", 0, large)), seed.whole("trainingTasks", 0, large),
                          seed.numberOrNaN("validationLoss"), numbersOf(seed, "afterLayer")});
    seed.refuseUnknown();
  }
  cell.nonFiniteTasks = fields.whole("nonFiniteTasks", 0, large);
  for (const Json& entry : fields.array("afterLayer"))
    cell.afterLayer.push_back(lossFrom({entry, "cell.afterLayer"}));
  cell.profileTasks = fields.whole("profileTasks", 1, large);
  for (const Json& entry : fields.array("profiles"))
    cell.profiles.push_back(profileFrom({entry, "cell.profiles"}));
  fields.refuseUnknown();
  requireSize("cell.afterLayer.length", std::int64_t(cell.afterLayer.size()), "layers + 1",
              cell.cell().layers + 1);
  requireSize("cell.profiles.length", std::int64_t(cell.profiles.size()), "layers", cell.cell().layers);
  return cell;
}

}  // namespace ltlab
