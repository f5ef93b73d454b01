#pragma once
// What is made of a folder's finished cells, for readers, pages and documentation:
//   results.json            all numbers                report.md   the table in Markdown
//   models/NAME.json        one network per cell       models/index.json
//   figures/figure-N.json   series of figures 1 … 7
#include "ltlab/reproduction/sweep_results.h"
#include "sweep_folder.h"

namespace ltlab::cli {

// Everything of the sweep that is finished and current.
SweepResults readResults(const SweepFolder& folder, const Sweep& sweep);

// Pure functions of the results, each file whole or not at all.
void writeProducts(const SweepFolder& folder, const SweepResults& results);

}  // namespace ltlab::cli
