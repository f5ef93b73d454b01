#pragma once
// The file of one trained network, small enough to be loaded by a page: JSON, one file per cell, parameters as decimals
// with as many digits as the loss needs. Every reader of decimals gets the same doubles, bit for bit.
#include <cstdint>
#include <string>
#include <vector>

#include "ltlab/reproduction/cell.h"
#include "ltlab/training/evaluation.h"

namespace ltlab {

// A network and where it comes from.
struct StoredModel {
  static constexpr const char* format = "ltlab-model";
  static constexpr int version = 1;

  Cell cell;
  int recipe = 0;                  // version of the recipe (recipe_version.h)
  std::uint64_t seed = 0;          // the best one …
  int seeds = 0;                   // … of this many
  std::int64_t trainingTasks = 0;  // of this seed
  double validationLoss = 0;       // adjusted, on the tasks that chose the seed
  Estimate adjusted;               // on fresh tasks
  std::int64_t evaluationTasks = 0;
  std::uint64_t evaluationSeed = 0;
  Vector<double> parameters;  // as in transformer/parameters.h
};

// One line per field. Numbers that are not finite are null.
std::string modelToJson(const StoredModel& model);
// Refuses text that is not JSON, foreign formats, newer versions, missing and unknown fields, networks out of range and
// another number of parameters than the network has: each by name.
StoredModel modelFromJson(const std::string& text);
// Whether a text says that it is such a file, whatever else may be wrong with it.
bool saysItIsModel(const std::string& text);

// The value with `digits` significant decimals, 1 … 17. By 17 nothing changes.
double roundedTo(double value, int digits);

// The parameters with the fewest digits, at least 6, that change the adjusted loss on `tasks` tasks by at most 1e-4 of
// itself.
Vector<double> roundedParameters(const Cell& cell, const Vector<double>& parameters, std::int64_t tasks);

// What is said about all stored models in one file, so that a page can choose before it loads.
struct ModelIndex {
  static constexpr const char* format = "ltlab-model-index";
  static constexpr int version = 1;
};

// The models in this order, each with its file NAME.json, NAME = cellName.
std::string modelIndexToJson(const std::vector<StoredModel>& models);
// Names of the models' files. Refuses what modelFromJson refuses of such a file.
std::vector<std::string> modelFilesOf(const std::string& index);

}  // namespace ltlab
