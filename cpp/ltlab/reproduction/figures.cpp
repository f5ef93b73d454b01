#include "ltlab/reproduction/figures.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/figure_series.h"
#include "ltlab/training/json_object.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;
using Columns = std::vector<NoiseDistribution>;

Columns columnsOfKind(const Sweep& sweep, bool uniform) {
  Columns columns;
  for (const NoiseDistribution& noise : sweep.columns)
    if ((noise.kind == NoiseDistribution::Kind::Uniform) == uniform) columns.push_back(noise);
  return columns;
}

// The σ_max that figures of one column are about.
std::optional<NoiseDistribution> focusOf(const Sweep& sweep) {
  Columns uniform = columnsOfKind(sweep, true);
  if (uniform.empty()) return std::nullopt;
  const NoiseDistribution published = parseNoise("uniform:5");
  if (std::find(uniform.begin(), uniform.end(), published) != uniform.end()) return published;
  return *std::max_element(uniform.begin(), uniform.end(),
                           [](const auto& a, const auto& b) { return a.values[0] < b.values[0]; });
}

std::vector<int> depthsFrom(const Sweep& sweep, int least) {
  std::vector<int> depths;
  for (const int layers : sweep.layers)
    if (layers >= least) depths.push_back(layers);
  std::sort(depths.begin(), depths.end());
  return depths;
}

int deepest(const Sweep& sweep) {
  return *std::max_element(sweep.layers.begin(), sweep.layers.end());
}

void add(Json& panels, Json panel) {
  if (!panel.is_null() && !panel["series"].empty()) panels.push_back(std::move(panel));
}

Json lossAgainstLayers(const SweepResults& results) {
  Json panels = Json::array();
  for (const NoiseDistribution& noise : columnsOfKind(results.sweep, true))
    add(panels, depthPanel(results, noise));
  return panels;
}

Json profiles(const SweepResults& results) {
  Json panels = Json::array();
  for (const NoiseDistribution& noise : columnsOfKind(results.sweep, true))
    add(panels, sigmaPanel(results, noise, deepest(results.sweep)));
  if (const auto focus = focusOf(results.sweep))
    for (const int layers : depthsFrom(results.sweep, 2))
      if (layers != deepest(results.sweep)) add(panels, sigmaPanel(results, *focus, layers));
  return panels;
}

Json setsOfLevels(const SweepResults& results) {
  Json panels = Json::array();
  for (const NoiseDistribution& noise : columnsOfKind(results.sweep, false)) {
    add(panels, depthPanel(results, noise));
    for (const int layers : depthsFrom(results.sweep, 2)) add(panels, sigmaPanel(results, noise, layers));
  }
  return panels;
}

Json rowsOf(const Matrix<double>& matrix) {
  Json rows = Json::array();
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    const Vector<double> row = matrix.row(i);
    rows.push_back(drawn(std::vector<double>(row.begin(), row.end())));
  }
  return rows;
}

const CellResult* fullNetworkOfFigure4(const SweepResults& results) {
  Columns sets = columnsOfKind(results.sweep, false);
  std::stable_partition(sets.begin(), sets.end(),
                        [](const auto& noise) { return noise == parseNoise("set:1,3"); });
  const std::vector<int> depths = depthsFrom(results.sweep, 1);
  for (const NoiseDistribution& noise : sets)
    for (auto layers = depths.rbegin(); layers != depths.rend(); ++layers)
      if (const CellResult* cell = *layers <= 4 ? results.find(noise, *layers, Model::Full) : nullptr)
        return cell;
  return nullptr;
}

Json weights(const SweepResults& results) {
  Json panels = Json::array();
  const CellResult* full = fullNetworkOfFigure4(results);
  if (!full) return panels;
  const Network<double> network = networkOf(full->cell().architecture(), full->model.parameters);
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    const Head<double>& head = network.layers[l].heads[0];
    panels.push_back({{"noise", formatNoise(full->cell().noise)},
                      {"model", "full"},
                      {"layers", full->cell().layers},
                      {"layer", l + 1},
                      {"P", rowsOf(head.P)},
                      {"Q", rowsOf(head.Q)}});
  }
  return panels;
}

// [ω_xx, ω_xy, ω_yx, ω_yy] of each layer of each network.
Json omegas(const SweepResults& results) {
  Json entries = Json::array();
  for (const CellResult& cell : results.cells) {
    Json layers = Json::array();
    for (const Layer<double>& layer : networkOf(cell.cell().architecture(), cell.model.parameters).layers) {
      const auto [xx, xy, yx, yy] = omegaOf(layer);
      layers.push_back(drawn(std::vector<double>{xx, xy, yx, yy}));
    }
    entries.push_back({{"cell", cellName(cell.cell())}, {"omega", std::move(layers)}});
  }
  return entries;
}

// Mean and standard deviation over the seeds of what is read out after one layer.
Estimate spreadOverSeeds(const CellResult& cell, std::size_t layer) {
  std::vector<double> losses;
  for (const SeedSummary& seed : cell.seeds)
    if (layer < seed.afterLayer.size()) losses.push_back(seed.afterLayer[layer]);
  const Estimate mean = estimateOf(losses.data(), std::int64_t(losses.size()));
  return {mean.mean, mean.standardError * std::sqrt(double(losses.size()))};
}

Json readOutSeries(const CellResult& cell) {
  Json series = {{"name", modelName(cell.cell().model)}, {"layers", cell.cell().layers}};
  for (const char* name : {"x", "mean", "standardError", "seedMean", "seedDeviation"})
    series[name] = Json::array();
  for (std::size_t l = 0; l < cell.afterLayer.size(); ++l) {
    const Estimate spread = spreadOverSeeds(cell, l);
    series["x"].push_back(l);
    series["mean"].push_back(drawn(cell.afterLayer[l].mean));
    series["standardError"].push_back(drawn(cell.afterLayer[l].standardError));
    series["seedMean"].push_back(drawn(spread.mean));
    series["seedDeviation"].push_back(drawn(spread.standardError));
  }
  return series;
}

Json lossAfterEachLayer(const SweepResults& results) {
  Json panels = Json::array();
  const auto focus = focusOf(results.sweep);
  if (!focus) return panels;
  for (const Model model : results.sweep.models) {
    Json panel = panelOf(*focus, "readOut");
    panel["model"] = modelName(model);
    for (const int layers : depthsFrom(results.sweep, 1))
      if (const CellResult* cell = results.find(*focus, layers, model))
        panel["series"].push_back(readOutSeries(*cell));
    add(panels, std::move(panel));
  }
  return panels;
}

// The oracle's loss at the same σ is added to what was adjusted by it.
Json unadjusted(Json series, const std::vector<double>& oracle) {
  for (std::size_t i = 0; i < oracle.size() && i < series["mean"].size(); ++i)
    if (!series["mean"][i].is_null()) series["mean"][i] = drawn(series["mean"][i].get<double>() + oracle[i]);
  for (const char* quantile : {"median", "q10", "q90"}) series.erase(quantile);
  return series;
}

Json lossThatIsNotAdjusted(const SweepResults& results) {
  Json panels = Json::array();
  const auto focus = focusOf(results.sweep);
  const ColumnResult* column = focus ? results.find(*focus) : nullptr;
  if (!column) return panels;
  Json panel = sigmaPanel(results, *focus, deepest(results.sweep));
  if (panel.is_null()) return panels;
  for (Json& series : panel["series"]) series = unadjusted(std::move(series), column->profile.oracle);
  panel["series"].push_back(
      {{"name", "oracle"}, {"x", drawn(column->profile.sigma)}, {"mean", drawn(column->profile.oracle)}});
  add(panels, std::move(panel));
  return panels;
}

Json profilesAfterEachLayer(const SweepResults& results) {
  Json panels = Json::array();
  const auto focus = focusOf(results.sweep);
  if (!focus) return panels;
  for (const Model model : results.sweep.models)
    for (const int layers : depthsFrom(results.sweep, 2)) {
      const CellResult* cell = results.find(*focus, layers, model);
      if (!cell) continue;
      Json panel = panelOf(*focus, "sigma");
      panel["model"] = modelName(model);
      panel["layers"] = layers;
      for (std::size_t l = 0; l < cell->profiles.size(); ++l) {
        Json series = profileSeries("after layer " + std::to_string(l + 1), cell->profiles[l]);
        for (const char* quantile : {"q10", "q90"}) series.erase(quantile);
        panel["series"].push_back(std::move(series));
      }
      add(panels, std::move(panel));
    }
  return panels;
}

}  // namespace

std::string figureToJson(const SweepResults& results, int number) {
  requireInside("figure", number, 1, figureCount);
  constexpr Json (*figures[])(const SweepResults&) = {
      lossAgainstLayers,     profiles, setsOfLevels, weights, lossAfterEachLayer, lossThatIsNotAdjusted,
      profilesAfterEachLayer};
  const Json panels = figures[number - 1](results);
  std::string text =
      "{\n\"format\": \"ltlab-figure\",\n\"version\": 1,\n\"figure\": " + std::to_string(number) +
      ",\n\"panels\": [";
  for (const Json& panel : panels) text += (text.back() == '[' ? "\n" : ",\n") + panel.dump();
  text += "\n]";
  if (number == 4) text += ",\n\"omega\": " + omegas(results).dump();
  return text + "\n}\n";
}

}  // namespace ltlab
