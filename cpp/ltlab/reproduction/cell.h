#pragma once
// One entry of the published table: which network is trained on which tasks. Vladymyrov et al. 2024 (arXiv 2402.14180),
// table 1: d = 10, n = 20, one head.
#include <string>

#include "ltlab/regression/task.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// A cell as a value.
struct Cell {
  Model model = Model::Diag;
  int layers = 4;
  NoiseDistribution noise = {};
  int d = 10, n = 20;

  bool operator==(const Cell&) const = default;

  // One head.
  Architecture architecture() const { return {model, layers, 1, d}; }
  Problem problem() const { return {d, n, noise}; }
};

// Refuses layers, d, n and noise levels outside their ranges.
void requireCell(const Cell& cell);

// Fit for a file name and different for different cells: "diag-4-uniform-5", "full-4-set-1-3", "gdpp-2-uniform-5". A
// size other than the published one follows: "diag-2-uniform-5-d5-n11". Refuses what requireCell refuses.
std::string cellName(const Cell& cell);

}  // namespace ltlab
