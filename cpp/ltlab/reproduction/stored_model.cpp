#include "ltlab/reproduction/stored_model.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/result_json.h"
#include "ltlab/reproduction/sweep.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

// Tasks of the models' rounding; not those of any other evaluation.
constexpr std::uint64_t roundingSeed = (std::uint64_t(1) << 53) + 1;

Json evaluationFields(const StoredModel& model) {
  return {{"adjustedLoss", finiteOrNull(model.adjusted.mean)},
          {"standardError", finiteOrNull(model.adjusted.standardError)},
          {"tasks", model.evaluationTasks},
          {"seed", model.evaluationSeed}};
}

void requireParameters(const StoredModel& model) {
  requireSize("model.parameters.length", model.parameters.size(), "the number of parameters",
              parameterCount(model.cell.architecture()));
  for (Eigen::Index i = 0; i < model.parameters.size(); ++i)
    require(std::isfinite(model.parameters[i]), "model.parameters[" + std::to_string(i) + "]",
            model.parameters[i], "is not finite");
}

double lossOf(const Cell& cell, const Vector<double>& parameters, std::int64_t tasks) {
  return evaluate(cell.architecture(), parameters, cell.problem(), tasks, roundingSeed).adjusted.mean;
}

}  // namespace

std::string modelToJson(const StoredModel& model) {
  Json json = {{"format", StoredModel::format}, {"version", StoredModel::version}};
  json.update(cellFields(model.cell));
  json["recipe"] = model.recipe;
  json["seed"] = model.seed;
  json["seeds"] = model.seeds;
  json["trainingTasks"] = model.trainingTasks;
  json["validationLoss"] = finiteOrNull(model.validationLoss);
  json["evaluation"] = evaluationFields(model);
  json["parameters"] = arrayOf(model.parameters);
  return linesOf(json);
}

StoredModel modelFromJson(const std::string& text) {
  const Json json = parseJson(text, "model");
  JsonObject fields(json, "model");
  fields.requireFormat(StoredModel::format, StoredModel::version);
  constexpr std::int64_t large = std::int64_t(1) << 53;
  StoredModel model;
  model.cell = cellFrom(fields);
  model.recipe = int(fields.whole("recipe", 1, 1'000'000));
  model.seed = std::uint64_t(fields.whole("seed", 0, large));
  model.seeds = int(fields.whole("seeds", 1, 1000));
  model.trainingTasks = fields.whole("trainingTasks", 0, large);
  model.validationLoss = fields.numberOrNaN("validationLoss");
  JsonObject evaluation = fields.object("evaluation");
  model.adjusted = {evaluation.numberOrNaN("adjustedLoss"), evaluation.numberOrNaN("standardError")};
  model.evaluationTasks = evaluation.whole("tasks", 1, large);
  model.evaluationSeed = std::uint64_t(evaluation.whole("seed", 0, large));
  evaluation.refuseUnknown();
  model.parameters = fields.numbers("parameters");
  fields.refuseUnknown();
  requireParameters(model);
  return model;
}

bool saysItIsModel(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_object() && json.value("format", Json()) == StoredModel::format;
}

double roundedTo(double value, int digits) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return std::strtod(text, nullptr);
}

Vector<double> roundedParameters(const Cell& cell, const Vector<double>& parameters, std::int64_t tasks) {
  const double exact = lossOf(cell, parameters, tasks);
  for (int digits = 6; digits < 17; ++digits) {
    const Vector<double> rounded = parameters.unaryExpr([&](double x) { return roundedTo(x, digits); });
    if (std::abs(lossOf(cell, rounded, tasks) - exact) <= 1e-4 * exact) return rounded;
  }
  return parameters;
}

std::string modelIndexToJson(const std::vector<StoredModel>& models) {
  std::string text = "{\n\"format\": \"" + std::string(ModelIndex::format) +
                     "\",\n\"version\": " + std::to_string(ModelIndex::version) + ",\n\"models\": [";
  for (const StoredModel& model : models) {
    Json entry = {{"file", cellName(model.cell) + ".json"}};
    entry.update(cellFields(model.cell));
    entry["adjustedLoss"] = finiteOrNull(model.adjusted.mean);
    entry["standardError"] = finiteOrNull(model.adjusted.standardError);
    entry["published"] = finiteOrNull(publishedLoss(model.cell));
    text += (text.back() == '[' ? "\n" : ",\n") + entry.dump();
  }
  return text + "\n]\n}\n";
}

std::vector<std::string> modelFilesOf(const std::string& index) {
  const Json json = parseJson(index, "model index");
  JsonObject fields(json, "model index");
  fields.requireFormat(ModelIndex::format, ModelIndex::version);
  std::vector<std::string> files;
  for (const Json& entry : fields.array("models"))
    files.push_back(JsonObject(entry, "model index.models").string("file"));
  fields.refuseUnknown();
  return files;
}

}  // namespace ltlab
