#include "ltlab/reproduction/sweep_results.h"

#include <algorithm>
#include <cmath>

#include "ltlab/reproduction/recipe_version.h"
#include "ltlab/reproduction/result_json.h"
#include "ltlab/training/published.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

Json sweepFields(const Sweep& sweep) {
  Json json = {{"columns", Json::array()},
               {"layers", sweep.layers},
               {"models", Json::array()},
               {"d", sweep.d},
               {"n", sweep.n},
               {"seeds", sweep.seeds},
               {"tasks", sweep.tasks}};
  for (const NoiseDistribution& noise : sweep.columns) json["columns"].push_back(formatNoise(noise));
  for (const Model model : sweep.models) json["models"].push_back(modelName(model));
  return json;
}

void addPublished(Json& json, double ours, double published) {
  json["published"] = finiteOrNull(published);
  json["ratio"] = finiteOrNull(ours / published);
}

// The column's file with the published values added; its format is that of the whole.
Json columnFields(const ColumnResult& column) {
  Json json = Json::parse(columnToJson(column));
  for (const char* name : {"format", "version", "d", "n"}) json.erase(name);
  if (column.problem.d != 10 || column.problem.n != 20) return json;
  const Baselines& ours = column.baselines;
  const NoiseDistribution& noise = column.problem.noise;
  addPublished(json["constRr"], ours.constRr.mean, publishedLoss(Baseline::ConstRr, noise));
  addPublished(json["adaRr"], ours.adaRr.mean, publishedLoss(Baseline::AdaRr, noise));
  addPublished(json["tunedRr"], ours.tunedRr.mean, publishedLoss(Baseline::TunedRr, noise));
  return json;
}

Json cellEntry(const CellResult& cell) {
  Json json = Json::parse(cellToJson(cell)), model = json["model"];
  for (const char* name : {"format", "version", "d", "n", "recipe", "parameters"}) model.erase(name);
  for (const char* name : {"format", "version", "model"}) json.erase(name);
  Json entry = {{"cell", cellName(cell.cell())}};
  entry.update(model);
  addPublished(entry["evaluation"], cell.model.adjusted.mean, publishedLoss(cell.cell()));
  entry["trainingTasksToPublished"] = roundedTo(double(cell.model.trainingTasks) / publishedTrainingTasks, 4);
  entry["allSeeds"] = json["seeds"];
  json.erase("seeds");
  entry.update(json);
  return entry;
}

template <class Entries, class Entry>
Json listOf(const Entries& entries, Entry entry) {
  Json list = Json::array();
  for (const auto& each : entries) list.push_back(entry(each));
  return list;
}

// One line per element, so that a change of one cell is a change of one line.
std::string linesOfList(const Json& list) {
  std::string text = "[";
  for (const Json& entry : list) text += (text.size() > 1 ? ",\n" : "\n") + entry.dump();
  return text + "\n]";
}

}  // namespace

const CellResult* SweepResults::find(const NoiseDistribution& noise, int layers, Model model) const {
  const Cell wanted{model, layers, noise, sweep.d, sweep.n};
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const CellResult& result) { return result.cell() == wanted; });
  return found == cells.end() ? nullptr : &*found;
}

const ColumnResult* SweepResults::find(const NoiseDistribution& noise) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const ColumnResult& column) { return column.problem.noise == noise; });
  return found == columns.end() ? nullptr : &*found;
}

std::string resultsToJson(const SweepResults& results) {
  return "{\n\"format\": \"ltlab-results\",\n\"version\": 1,\n\"recipe\": " + std::to_string(recipeVersion) +
         ",\n\"sweep\": " + sweepFields(results.sweep).dump() +
         ",\n\"columns\": " + linesOfList(listOf(results.columns, columnFields)) +
         ",\n\"cells\": " + linesOfList(listOf(results.cells, cellEntry)) + "\n}\n";
}

}  // namespace ltlab
