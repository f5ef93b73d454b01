#pragma once
// What the networks of a column are compared with: the closed forms on its noise distribution.
#include <cstdint>
#include <string>

#include "ltlab/training/baselines.h"

namespace ltlab {

// Baselines with their tuned constants.
struct ColumnResult {
  static constexpr const char* format = "ltlab-column";
  static constexpr int version = 1;

  Problem problem;
  std::uint64_t seed = 0;  // of the tasks
  Baselines baselines;
  std::int64_t profileTasks = 0;  // per noise level
  BaselineProfile profile;
};

// Tuned and evaluated on `tasks` fresh tasks, with the levels of profileLevels (cell_result.h). O(tasks d³).
ColumnResult evaluateColumn(const Problem& problem, std::int64_t tasks);

// Numbers with all their digits. Reading refuses what is no such file, each by name, as modelFromJson does.
std::string columnToJson(const ColumnResult& column);
ColumnResult columnFromJson(const std::string& text);

}  // namespace ltlab
