#include "ltlab/reproduction/seed_result.h"

#include <cmath>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/result_json.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

constexpr std::int64_t large = std::int64_t(1) << 53;

Json stageFields(const StageRecord& stage) {
  return {{"stage", stage.name},    {"model", modelName(stage.model)},
          {"layers", stage.layers}, {"candidates", stage.candidates},
          {"tasks", stage.tasks},   {"validationLoss", finiteOrNull(stage.validationLoss)}};
}

StageRecord stageFrom(JsonObject fields) {
  StageRecord stage;
  stage.name = fields.string("stage");
  stage.model = parseModel(fields.string("model"), fields.path() + ".model");
  stage.layers = int(fields.whole("layers", 0, 16));
  stage.candidates = int(fields.whole("candidates", 0, 1'000'000));
  stage.tasks = fields.whole("tasks", 0, large);
  stage.validationLoss = fields.numberOrNaN("validationLoss");
  fields.refuseUnknown();
  return stage;
}

}  // namespace

std::string seedToJson(const SeedResult& seed) {
  Json json = {{"format", SeedResult::format}, {"version", SeedResult::version}};
  json.update(cellFields(seed.cell));
  json["recipe"] = seed.recipe;
  json["seed"] = seed.seed;
  json["seconds"] = seed.seconds;
  json["trainingTasks"] = seed.result.tasks;
  json["validationLoss"] = finiteOrNull(seed.result.validationLoss);
  json["stages"] = Json::array();
  for (const StageRecord& stage : seed.result.stages) json["stages"].push_back(stageFields(stage));
  json["parameters"] = arrayOf(seed.result.parameters);
  return linesOf(json);
}

SeedResult seedFromJson(const std::string& text) {
  const Json json = parseJson(text, "seed");
  JsonObject fields(json, "seed");
  fields.requireFormat(SeedResult::format, SeedResult::version);
  SeedResult seed;
  seed.cell = cellFrom(fields);
  seed.recipe = int(fields.whole("recipe", 1, 1'000'000));
  seed.seed = std::uint64_t(fields.whole("seed", 0, large));
  seed.seconds = fields.number("seconds");
  seed.result.tasks = fields.whole("trainingTasks", 0, large);
  seed.result.validationLoss = fields.numberOrNaN("validationLoss");
  for (const Json& stage : fields.array("stages"))
    seed.result.stages.push_back(stageFrom({stage, "seed.stages"}));
  seed.result.parameters = fields.numbersOrNaN("parameters");
  fields.refuseUnknown();
  requireSize("seed.parameters.length", seed.result.parameters.size(), "the number of parameters",
              parameterCount(seed.cell.architecture()));
  return seed;
}

}  // namespace ltlab
