#pragma once
// TrainingSettings as options: one option per field of visitSettings, named after it.
#include <nlohmann/json.hpp>

#include "ltlab/training/settings.h"
#include "options.h"

namespace ltlab::cli {

// One option per field, with the field's default; or only those of the fields `only`.
void addSettings(Options& options, const std::vector<std::string>& only = {});

// `base` with every given option read into its field. Refuses what requireSettings refuses.
TrainingSettings settingsFrom(const Options& options, TrainingSettings base = {});

// A resumed run keeps its settings: refuses, by name, a given option that says something else.
void requireSameSettings(const Options& options, const TrainingSettings& resumed, const std::string& path);

// "--model diag --layers 4 …", which gives the same run again.
std::string settingsAsOptions(const TrainingSettings& settings);
nlohmann::ordered_json settingsAsJson(const TrainingSettings& settings);

}  // namespace ltlab::cli
