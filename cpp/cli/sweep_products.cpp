#include "sweep_products.h"

#include "ltlab/reproduction/figures.h"
#include "ltlab/reproduction/report.h"

namespace ltlab::cli {

SweepResults readResults(const SweepFolder& folder, const Sweep& sweep) {
  SweepResults results{sweep, {}, {}};
  for (const NoiseDistribution& noise : sweep.columns)
    if (auto column = folder.column({sweep.d, sweep.n, noise}); column && isCurrent(*column, sweep))
      results.columns.push_back(std::move(*column));
  for (const Cell& cell : cellsOf(sweep))
    if (auto result = folder.cell(cell); result && isCurrent(*result, sweep))
      results.cells.push_back(std::move(*result));
  return results;
}

void writeProducts(const SweepFolder& folder, const SweepResults& results) {
  std::vector<StoredModel> models;
  for (const CellResult& cell : results.cells) {
    models.push_back(cell.model);
    folder.write("models/" + cellName(cell.cell()) + ".json", modelToJson(cell.model));
  }
  folder.write("models/index.json", modelIndexToJson(models));
  for (int number = 1; number <= figureCount; ++number)
    folder.write("figures/figure-" + std::to_string(number) + ".json", figureToJson(results, number));
  folder.write("results.json", resultsToJson(results));
  folder.write("report.md", reportOf(results));
}

}  // namespace ltlab::cli
