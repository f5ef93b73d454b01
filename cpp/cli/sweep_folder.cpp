#include "sweep_folder.h"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/recipe_version.h"

namespace ltlab::cli {
namespace {

namespace fs = std::filesystem;

std::string seedFile(const Cell& cell, std::uint64_t seed) {
  return "seeds/" + cellName(cell) + ".seed-" + std::to_string(seed) + ".json";
}

std::string cellFile(const Cell& cell) {
  return "cells/" + cellName(cell) + ".json";
}

// Other sizes have other files: the name of a cell says them.
std::string columnFile(const Problem& problem) {
  const std::string cell = cellName({Model::Diag, 1, problem.noise, problem.d, problem.n});
  return "columns/" + cell.substr(std::string("diag-1-").size()) + ".json";
}

// Nothing if there is no such file.
template <class Read>
auto readIfThere(const fs::path& path, Read read) -> std::optional<decltype(read(std::string()))> {
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  try {
    require(bool(file), "file", path.filename().string(), "cannot be read");
    return read(content);
  } catch (const InputError& refusal) {
    throw InputError(refusal.kind(), path.string() + ": " + refusal.what());
  }
}

void requireRecipe(int recipe) {
  require(recipe == recipeVersion, "recipe", recipe,
          "is not that of this program, " + std::to_string(recipeVersion) +
              ": choose another folder, or remove this one");
}

void requireSame(bool same, const std::string& found) {
  require(same, "content", found, "is not what the name of the file says");
}

}  // namespace

void SweepFolder::create(const std::string& option) const {
  for (const char* part : {"seeds", "cells", "columns"}) {
    std::error_code error;
    fs::create_directories(root_ / part, error);
    require(!error && access((root_ / part).c_str(), W_OK) == 0, option, root_.string(),
            "cannot be used as a folder" + (error ? ": " + error.message() : std::string()));
  }
}

std::optional<SeedResult> SweepFolder::seed(const Cell& cell, std::uint64_t seed) const {
  return readIfThere(root_ / seedFile(cell, seed), [&](const std::string& content) {
    SeedResult found = seedFromJson(content);
    requireSame(found.cell == cell && found.seed == seed,
                cellName(found.cell) + ".seed-" + std::to_string(found.seed));
    requireRecipe(found.recipe);
    return found;
  });
}

std::optional<CellResult> SweepFolder::cell(const Cell& cell) const {
  return readIfThere(root_ / cellFile(cell), [&](const std::string& content) {
    CellResult found = cellFromJson(content);
    requireSame(found.cell() == cell, cellName(found.cell()));
    requireRecipe(found.model.recipe);
    return found;
  });
}

std::optional<ColumnResult> SweepFolder::column(const Problem& problem) const {
  return readIfThere(root_ / columnFile(problem), [&](const std::string& content) {
    ColumnResult found = columnFromJson(content);
    requireSame(found.problem == problem, formatNoise(found.problem.noise));
    return found;
  });
}

void SweepFolder::write(const SeedResult& seed) const {
  write(seedFile(seed.cell, seed.seed), seedToJson(seed));
}

void SweepFolder::write(const CellResult& cell) const {
  write(cellFile(cell.cell()), cellToJson(cell));
}

void SweepFolder::write(const ColumnResult& column) const {
  write(columnFile(column.problem), columnToJson(column));
}

void SweepFolder::write(const std::string& name, const std::string& content) const {
  static std::atomic<int> writes = 0;  // two threads never write beside each other
  const fs::path path = root_ / name;
  const fs::path beside =
      path.string() + "." + std::to_string(getpid()) + "-" + std::to_string(++writes) + ".tmp";
  std::error_code error, ignored;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(beside, std::ios::binary);
  file << content;
  file.close();
  if (file) fs::rename(beside, path, error);
  if (file && !error) return;
  fs::remove(beside, ignored);
  throw std::runtime_error(path.string() + " cannot be written" + (error ? ": " + error.message() : ""));
}

int SweepFolder::adopt(const SweepFolder& other, const Sweep& sweep) const {
  int adopted = 0;
  const auto take = [&](const auto& mine, const auto& theirs) {
    if (mine || !theirs) return;
    write(*theirs);
    ++adopted;
  };
  for (const Cell& cell : cellsOf(sweep)) {
    take(this->cell(cell), other.cell(cell));
    for (std::uint64_t seed = 1; seed <= std::uint64_t(sweep.seeds); ++seed)
      take(this->seed(cell, seed), other.seed(cell, seed));
  }
  for (const NoiseDistribution& noise : sweep.columns) {
    const Problem problem{sweep.d, sweep.n, noise};
    take(column(problem), other.column(problem));
  }
  return adopted;
}

bool isCurrent(const CellResult& cell, const Sweep& sweep) {
  return cell.model.seeds == sweep.seeds && cell.model.evaluationTasks == sweep.tasks &&
         cell.profileTasks == profileTasks(sweep.tasks);
}

bool isCurrent(const ColumnResult& column, const Sweep& sweep) {
  return column.baselines.tasks == sweep.tasks && column.profileTasks == profileTasks(sweep.tasks);
}

}  // namespace ltlab::cli
