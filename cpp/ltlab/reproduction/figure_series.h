#pragma once
// The parts of a figure: panels and series as JSON (reproduction/figures.h).
#include <nlohmann/json.hpp>

#include "ltlab/reproduction/sweep_results.h"

namespace ltlab {

// Numbers with the digits that a figure needs; null where one is not finite.
nlohmann::ordered_json drawn(double value);
nlohmann::ordered_json drawn(const std::vector<double>& values);

// A panel without series: what it is about, and its x axis.
nlohmann::ordered_json panelOf(const NoiseDistribution& noise, const char* x);

// Loss against depth: the finished depths of the sweep.
nlohmann::ordered_json depthSeries(const SweepResults& results, const NoiseDistribution& noise, Model model);
// A closed form has no depth: the same value at the least and the greatest.
nlohmann::ordered_json baselineLines(const SweepResults& results, const ColumnResult& column);

// Loss against σ, with quantiles.
nlohmann::ordered_json profileSeries(std::string_view name, const SigmaProfile& profile);
// Closed forms against σ.
nlohmann::ordered_json baselineProfiles(const ColumnResult& column);

// Panels that only differ in the network: all models and baselines against depth, and all models and baselines against σ
// at one depth. null if there is nothing to show.
nlohmann::ordered_json depthPanel(const SweepResults& results, const NoiseDistribution& noise);
nlohmann::ordered_json sigmaPanel(const SweepResults& results, const NoiseDistribution& noise, int layers);

}  // namespace ltlab
