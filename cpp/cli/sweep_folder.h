#pragma once
// The files of a sweep. Each is a value of ltlab/reproduction that was written beside its name and renamed, so that what
// is there is whole; several runs can share a folder.
//   seeds/NAME.seed-3.json  one trained seed      cells/NAME.json  one finished cell
//   columns/NAME.json       baselines             the rest is made of these (sweep_products.h)
#include <filesystem>
#include <optional>
#include <string>

#include "ltlab/reproduction/cell_result.h"
#include "ltlab/reproduction/column_result.h"
#include "ltlab/reproduction/sweep.h"

namespace ltlab::cli {

class SweepFolder {
 public:
  explicit SweepFolder(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path pathOf(const std::string& name) const { return root_ / name; }

  // Makes the folders. Trouble here is bad input.
  void create(const std::string& option) const;

  // What is there already. A file that is damaged or foreign, is about something else or was made by another recipe is
  // refused by its name.
  std::optional<SeedResult> seed(const Cell& cell, std::uint64_t seed) const;
  std::optional<CellResult> cell(const Cell& cell) const;
  std::optional<ColumnResult> column(const Problem& problem) const;

  void write(const SeedResult& seed) const;
  void write(const CellResult& cell) const;
  void write(const ColumnResult& column) const;

  // A file of this folder, whole or not at all. Trouble here is a failure, not bad input.
  void write(const std::string& name, const std::string& content) const;

  // Copies the seeds, cells and columns of a sweep that are there and not here; returns how many.
  int adopt(const SweepFolder& other, const Sweep& sweep) const;

 private:
  std::filesystem::path root_;
};

// Whether a file still says what this sweep would: the same number of seeds, and as many tasks. Otherwise it is made anew
// from the seeds, which costs little.
bool isCurrent(const CellResult& cell, const Sweep& sweep);
bool isCurrent(const ColumnResult& column, const Sweep& sweep);

}  // namespace ltlab::cli
