#pragma once
// A finished cell: the best of its seeds, evaluated in double precision on tasks that nothing was trained or chosen by.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ltlab/reproduction/seed_result.h"
#include "ltlab/reproduction/stored_model.h"

namespace ltlab {

// What a cell keeps of one seed.
struct SeedSummary {
  std::uint64_t seed = 0;
  std::int64_t trainingTasks = 0;
  double validationLoss = 0;
  std::vector<double> afterLayer;  // adjusted loss read out after layer 0, 1, …, L
};

// Everything that the tables and figures need to know of a cell.
struct CellResult {
  static constexpr const char* format = "ltlab-cell";
  static constexpr int version = 1;

  StoredModel model;  // its parameters are rounded, and what follows is measured with them
  std::vector<SeedSummary> seeds;
  std::int64_t nonFiniteTasks = 0;
  std::vector<Estimate> afterLayer;    // read out after layer 0, 1, …, L
  std::int64_t profileTasks = 0;       // per noise level
  std::vector<SigmaProfile> profiles;  // read out after layer 1, …, L

  // Which cell it is.
  const Cell& cell() const { return model.cell; }
  // Read out after the last layer.
  const SigmaProfile& profile() const { return profiles.back(); }
};

// Noise levels of a profile: from 0 to σ_max + 1 for U(0, σ_max) and for one level, to 2 σ_max for a set, in at most 40
// equal steps of 0.1, 0.25, 0.5, 1, 2.5, 5; the levels of a set are among them.
std::vector<double> profileLevels(const NoiseDistribution& noise);

// Tasks of each noise level of a profile, when an evaluation has `tasks`.
std::int64_t profileTasks(std::int64_t tasks);

// seeds: all of one cell, at least one. Chosen by the validation loss, the lower seed where it is equal. Asks goOn
// between evaluations, returns nothing when it says false. O(L · tasks · layers · d³).
std::optional<CellResult> evaluateCell(const std::vector<SeedResult>& seeds, std::int64_t tasks,
                                       const std::function<bool()>& goOn);

// Numbers with all their digits. Reading refuses what is no such file, each by name, as modelFromJson does.
std::string cellToJson(const CellResult& cell);
CellResult cellFromJson(const std::string& text);

}  // namespace ltlab
