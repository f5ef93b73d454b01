#include "ltlab/reproduction/sweep.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "ltlab/numeric/require.h"
#include "ltlab/training/published.h"

namespace ltlab {
namespace {

std::vector<std::string> partsOf(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

int wholeNumber(const std::string& digits, std::string_view name, std::string_view text,
                std::string_view rule) {
  const bool isNumber =
      !digits.empty() && digits.size() < 8 && digits.find_first_not_of("0123456789") == std::string::npos;
  require(isNumber, name, text, rule);
  return std::atoi(digits.c_str());
}

template <class Value>
void requireEachOnce(std::string_view name, const std::vector<Value>& values,
                     std::string (*describe)(const Value&)) {
  require(!values.empty(), name, "", "must name at least one");
  for (auto value = values.begin(); value != values.end(); ++value)
    require(std::find(values.begin(), value, *value) == value, name, describe(*value), "is there twice");
}

}  // namespace

Sweep publishedSweep() {
  Sweep sweep;
  sweep.columns = parseColumns("uniform:0,uniform:1,uniform:2,uniform:3,uniform:4,uniform:5,set:1,3");
  sweep.layers = parseLayers("1-7");
  sweep.models = parseModels("gd++,diag,full");
  return sweep;
}

void requireSweep(const Sweep& sweep) {
  requireEachOnce<NoiseDistribution>("columns", sweep.columns,
                                     [](const auto& noise) { return formatNoise(noise); });
  requireEachOnce<int>("layers", sweep.layers, [](const int& layers) { return std::to_string(layers); });
  requireEachOnce<Model>("models", sweep.models,
                         [](const Model& model) { return std::string(modelName(model)); });
  requireInside("seeds", sweep.seeds, 1, 1000);
  requireInside("tasks", sweep.tasks, 1000, 10'000'000);
  for (const Cell& cell : cellsOf(sweep)) requireCell(cell);
}

std::vector<NoiseDistribution> parseColumns(std::string_view text, std::string_view name) {
  std::vector<std::string> columns;
  for (const std::string& part : partsOf(text, ',')) {
    if (columns.empty() || part.find(':') != std::string::npos)
      columns.push_back(part);
    else
      columns.back() += "," + part;
  }
  std::vector<NoiseDistribution> noises;
  for (const std::string& column : columns) noises.push_back(parseNoise(column, name));
  return noises;
}

std::vector<int> parseLayers(std::string_view text, std::string_view name) {
  constexpr const char* rule = "must be depths such as 1,2,5-7";
  std::vector<int> layers;
  for (const std::string& part : partsOf(text, ',')) {
    const std::vector<std::string> ends = partsOf(part, '-');
    require(ends.size() <= 2, name, text, rule);
    const int first = wholeNumber(ends.front(), name, text, rule),
              last = wholeNumber(ends.back(), name, text, rule);
    require(first <= last, name, text, rule);
    for (const int depth : {first, last}) requireInside(name, depth, 1, 16);
    for (int depth = first; depth <= last; ++depth) layers.push_back(depth);
  }
  return layers;
}

std::vector<Model> parseModels(std::string_view text, std::string_view name) {
  std::vector<Model> models;
  for (const std::string& part : partsOf(text, ',')) models.push_back(parseModel(part, name));
  return models;
}

std::vector<Cell> cellsOf(const Sweep& sweep) {
  std::vector<Cell> cells;
  for (const NoiseDistribution& noise : sweep.columns)
    for (const int layers : sweep.layers)
      for (const Model model : sweep.models) cells.push_back({model, layers, noise, sweep.d, sweep.n});
  return cells;
}

std::string columnName(const NoiseDistribution& noise) {
  std::string name = formatNoise(noise);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ':' || c == ','; }, '-');
  return name;
}

double publishedLoss(const Cell& cell) {
  if (cell.d != 10 || cell.n != 20) return std::numeric_limits<double>::quiet_NaN();
  return publishedLoss(cell.model, cell.layers, cell.noise);
}

double trainingCost(const Cell& cell) {
  const double ofModel = cell.model == Model::Full ? 2.2 : cell.model == Model::Diag ? 1 : 0.1;
  return ofModel * cell.layers * (3 + cell.layers);
}

Shard parseShard(std::string_view text, std::string_view name) {
  constexpr const char* rule = "must be PART/PARTS such as 2/8, with PART from 1 to PARTS";
  const std::vector<std::string> parts = partsOf(text, '/');
  require(parts.size() == 2, name, text, rule);
  const Shard shard{wholeNumber(parts[0], name, text, rule), wholeNumber(parts[1], name, text, rule)};
  require(shard.index >= 1 && shard.index <= shard.count, name, text, rule);
  return shard;
}

std::vector<Cell> cellsOf(const Sweep& sweep, const Shard& shard) {
  std::vector<Cell> cells = cellsOf(sweep), mine;
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Cell& a, const Cell& b) { return trainingCost(a) > trainingCost(b); });
  std::vector<double> costs(std::size_t(shard.count), 0.0);
  for (const Cell& cell : cells) {
    const auto least = std::min_element(costs.begin(), costs.end());
    *least += trainingCost(cell);
    if (least - costs.begin() == shard.index - 1) mine.push_back(cell);
  }
  return mine;
}

std::vector<NoiseDistribution> columnsOf(const Sweep& sweep, const Shard& shard) {
  std::vector<NoiseDistribution> mine;
  for (std::size_t i = std::size_t(shard.index) - 1; i < sweep.columns.size(); i += std::size_t(shard.count))
    mine.push_back(sweep.columns[i]);
  return mine;
}

}  // namespace ltlab
