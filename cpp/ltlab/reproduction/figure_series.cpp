#include "ltlab/reproduction/figure_series.h"

#include <algorithm>

#include "ltlab/training/json_object.h"
#include "ltlab/training/published.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

double publishedOf(const ColumnResult& column, Baseline baseline) {
  const bool known = column.problem.d == 10 && column.problem.n == 20;
  return known ? publishedLoss(baseline, column.problem.noise) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Json drawn(double value) {
  return finiteOrNull(roundedTo(value, 4));
}

Json drawn(const std::vector<double>& values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(drawn(value));
  return array;
}

Json panelOf(const NoiseDistribution& noise, const char* x) {
  const bool uniform = noise.kind == NoiseDistribution::Kind::Uniform;
  Json panel = {{"noise", formatNoise(noise)}, {"x", x}};
  panel["trained"] = drawn(uniform ? std::vector<double>{0, noise.values[0]} : noise.values);
  panel["series"] = Json::array();
  return panel;
}

Json depthSeries(const SweepResults& results, const NoiseDistribution& noise, Model model) {
  Json series = {{"name", modelName(model)}};
  for (const char* name : {"x", "mean", "standardError", "published"}) series[name] = Json::array();
  for (const int layers : results.sweep.layers) {
    const CellResult* cell = results.find(noise, layers, model);
    if (!cell) continue;
    series["x"].push_back(layers);
    series["mean"].push_back(drawn(cell->model.adjusted.mean));
    series["standardError"].push_back(drawn(cell->model.adjusted.standardError));
    series["published"].push_back(finiteOrNull(publishedLoss(cell->cell())));
  }
  return series;
}

Json baselineLines(const SweepResults& results, const ColumnResult& column) {
  const auto [least, greatest] =
      std::minmax_element(results.sweep.layers.begin(), results.sweep.layers.end());
  const Json x = {*least, *greatest};
  const auto line = [&](const char* name, const Estimate& loss, Baseline baseline) -> Json {
    const Json ours = drawn(loss.mean), error = drawn(loss.standardError),
               published = finiteOrNull(publishedOf(column, baseline));
    return {{"name", name},
            {"x", x},
            {"mean", {ours, ours}},
            {"standardError", {error, error}},
            {"published", {published, published}}};
  };
  const Baselines& ours = column.baselines;
  return {line("constRr", ours.constRr, Baseline::ConstRr), line("adaRr", ours.adaRr, Baseline::AdaRr),
          line("tunedRr", ours.tunedRr, Baseline::TunedRr)};
}

Json profileSeries(std::string_view name, const SigmaProfile& profile) {
  return {{"name", name},
          {"x", drawn(profile.sigma)},
          {"mean", drawn(profile.mean)},
          {"median", drawn(profile.median)},
          {"q10", drawn(profile.q10)},
          {"q90", drawn(profile.q90)}};
}

Json baselineProfiles(const ColumnResult& column) {
  const BaselineProfile& profile = column.profile;
  const auto series = [&](const char* name, const std::vector<double>& mean) -> Json {
    return {{"name", name}, {"x", drawn(profile.sigma)}, {"mean", drawn(mean)}};
  };
  return {series("constRr", profile.constRr), series("adaRr", profile.adaRr),
          series("tunedRr", profile.tunedRr)};
}

Json depthPanel(const SweepResults& results, const NoiseDistribution& noise) {
  Json panel = panelOf(noise, "layers");
  for (const Model model : results.sweep.models) {
    Json series = depthSeries(results, noise, model);
    if (!series["x"].empty()) panel["series"].push_back(std::move(series));
  }
  if (panel["series"].empty()) return nullptr;
  if (const ColumnResult* column = results.find(noise))
    for (Json& line : baselineLines(results, *column)) panel["series"].push_back(std::move(line));
  return panel;
}

Json sigmaPanel(const SweepResults& results, const NoiseDistribution& noise, int layers) {
  Json panel = panelOf(noise, "sigma");
  panel["layers"] = layers;
  for (const Model model : results.sweep.models)
    if (const CellResult* cell = results.find(noise, layers, model))
      panel["series"].push_back(profileSeries(modelName(model), cell->profile()));
  if (panel["series"].empty()) return nullptr;
  if (const ColumnResult* column = results.find(noise))
    for (Json& series : baselineProfiles(*column)) panel["series"].push_back(std::move(series));
  return panel;
}

}  // namespace ltlab
