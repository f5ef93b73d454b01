#include "ltlab/reproduction/result_json.h"

#include "ltlab/numeric/require.h"

namespace ltlab {

using Json = JsonObject::Json;

Json cellFields(const Cell& cell) {
  return {{"model", modelName(cell.model)},
          {"layers", cell.layers},
          {"noise", formatNoise(cell.noise)},
          {"d", cell.d},
          {"n", cell.n}};
}

Cell cellFrom(JsonObject& fields) {
  Cell cell;
  cell.model = parseModel(fields.string("model"), fields.path() + ".model");
  cell.layers = int(fields.whole("layers", 1, 16));
  cell.noise = parseNoise(fields.string("noise"), fields.path() + ".noise");
  cell.d = int(fields.whole("d", 1, 64));
  cell.n = int(fields.whole("n", 2, 100'000));
  requireCell(cell);
  return cell;
}

Json lossFields(const Estimate& estimate) {
  return {{"adjustedLoss", finiteOrNull(estimate.mean)},
          {"standardError", finiteOrNull(estimate.standardError)}};
}

Estimate lossFrom(JsonObject fields) {
  const Estimate estimate{fields.numberOrNaN("adjustedLoss"), fields.numberOrNaN("standardError")};
  fields.refuseUnknown();
  return estimate;
}

Json profileFields(const SigmaProfile& profile) {
  return {{"sigma", arrayOf(profile.sigma)},
          {"mean", arrayOf(profile.mean)},
          {"standardError", arrayOf(profile.standardError)},
          {"median", arrayOf(profile.median)},
          {"q10", arrayOf(profile.q10)},
          {"q90", arrayOf(profile.q90)}};
}

SigmaProfile profileFrom(JsonObject fields) {
  SigmaProfile profile;
  const std::pair<const char*, std::vector<double>*> columns[] = {
      {"sigma", &profile.sigma},   {"mean", &profile.mean}, {"standardError", &profile.standardError},
      {"median", &profile.median}, {"q10", &profile.q10},   {"q90", &profile.q90}};
  for (const auto& [name, column] : columns) {
    *column = numbersOf(fields, name);
    requireSize(fields.path() + "." + name + ".length", std::int64_t(column->size()), "sigma.length",
                std::int64_t(profile.sigma.size()));
  }
  fields.refuseUnknown();
  return profile;
}

Json arrayOf(const std::vector<double>& values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(finiteOrNull(value));
  return array;
}

std::vector<double> numbersOf(JsonObject& fields, const char* name) {
  const Vector<double> values = fields.numbersOrNaN(name);
  return {values.begin(), values.end()};
}

std::string linesOf(const Json& object) {
  std::string text = "{";
  for (const auto& [name, value] : object.items())
    text += (text.size() > 1 ? ",\n\"" : "\n\"") + name + "\": " + value.dump();
  return text + "\n}\n";
}

}  // namespace ltlab
