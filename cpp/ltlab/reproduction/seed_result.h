#pragma once
// One trained seed of one cell, as a file: what a sweep does not want to compute twice.
#include <cstdint>
#include <string>

#include "ltlab/reproduction/recipe.h"

namespace ltlab {

// The recipe's result and what it was asked for.
struct SeedResult {
  static constexpr const char* format = "ltlab-seed";
  static constexpr int version = 1;

  Cell cell;
  int recipe = 0;  // version (recipe_version.h)
  std::uint64_t seed = 0;
  double seconds = 0;  // that training took; depends on the machine
  RecipeResult result;
};

// Numbers with all their digits.
std::string seedToJson(const SeedResult& seed);
// Refuses what is no such file, each by name, as modelFromJson does.
SeedResult seedFromJson(const std::string& text);

}  // namespace ltlab
