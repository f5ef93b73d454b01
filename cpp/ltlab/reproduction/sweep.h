#pragma once
// A sweep trains several seeds of every cell of a table: columns are noise distributions, rows are depths and models.
#include <cstdint>
#include <string_view>
#include <vector>

#include "ltlab/reproduction/cell.h"

namespace ltlab {

// The table, and how each of its cells is trained and evaluated.
struct Sweep {
  std::vector<NoiseDistribution> columns;
  std::vector<int> layers;
  std::vector<Model> models;
  int d = 10, n = 20;
  int seeds = 2;                // 1 … 1000: seeds 1, 2, …, of which the best on validation tasks is kept
  std::int64_t tasks = 100000;  // 1000 … 10,000,000 fresh ones per evaluation
};

// The table of Vladymyrov et al. 2024: U(0, 0) … U(0, 5) and {1, 3}, 1 to 7 layers, three models.
Sweep publishedSweep();

// Refuses empty and repeated columns, layers and models, and everything outside its range.
void requireSweep(const Sweep& sweep);

// "uniform:0,uniform:5,set:1,3": a part with a colon begins a column, one without is a further level of a set. The names
// are what refusals call the text.
std::vector<NoiseDistribution> parseColumns(std::string_view text, std::string_view name = "columns");
// "1,2,5-7"
std::vector<int> parseLayers(std::string_view text, std::string_view name = "layers");
// "gd++,diag,full"
std::vector<Model> parseModels(std::string_view text, std::string_view name = "models");

// All cells: column by column, in it layer by layer.
std::vector<Cell> cellsOf(const Sweep& sweep);

// Fit for a file name: "uniform-5", "set-1-3".
std::string columnName(const NoiseDistribution& noise);

// The published adjusted loss; NaN where the table has no value.
double publishedLoss(const Cell& cell);

// Seconds that training a seed of this cell takes, up to a common factor.
double trainingCost(const Cell& cell);

// One of `count` parts of a sweep, 1 ≤ index ≤ count.
struct Shard {
  int index = 1, count = 1;

  // Whether it is the only part.
  bool whole() const { return count == 1; }
};

// "2/8". Refuses other texts and parts that are not there.
Shard parseShard(std::string_view text, std::string_view name = "shard");

// Cells in the order of falling cost, each given to the shard that has the least cost so far: every cell is in one shard.
std::vector<Cell> cellsOf(const Sweep& sweep, const Shard& shard);

// The columns, dealt out like cards.
std::vector<NoiseDistribution> columnsOf(const Sweep& sweep, const Shard& shard);

}  // namespace ltlab
