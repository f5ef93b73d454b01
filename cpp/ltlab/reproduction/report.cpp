#include "ltlab/reproduction/report.h"

#include <cmath>
#include <cstdio>

#include "ltlab/reproduction/recipe_version.h"
#include "ltlab/training/published.h"

namespace ltlab {
namespace {

std::string row(const std::vector<std::string>& texts) {
  std::string line = "|";
  for (const std::string& text : texts) line += " " + text + " |";
  return line + "\n";
}

std::string header(const std::vector<std::string>& names) {
  std::string rule = "|";
  for (std::size_t i = 0; i < names.size(); ++i) rule += i < 2 ? "---|" : "--:|";
  return row(names) + rule + "\n";
}

std::string symbol(Model model) {
  return model == Model::Full ? "FULL" : model == Model::Diag ? "DIAG" : "GD++";
}

std::string numberOrDash(double value, int digits) {
  return std::isfinite(value) ? shortNumber(value, digits) : "–";
}

std::string ratioText(double ours, double published) {
  if (!(published > 0 && std::isfinite(ours))) return "–";
  char text[48];
  std::snprintf(text, sizeof text, "%.3f", ours / published);
  return text;
}

std::string millions(double tasks) {
  return shortNumber(tasks / 1e6, 3) + " M";
}

std::string cellRow(const CellResult& result) {
  const StoredModel& model = result.model;
  const double published = publishedLoss(result.cell());
  return row({std::to_string(result.cell().layers), symbol(result.cell().model), numberOrDash(published, 4),
              numberOrDash(model.adjusted.mean, 4), ratioText(model.adjusted.mean, published),
              numberOrDash(model.adjusted.standardError, 2), millions(double(model.trainingTasks)),
              shortNumber(double(model.trainingTasks) / publishedTrainingTasks, 2),
              std::to_string(model.seed) + " of " + std::to_string(model.seeds)});
}

// "DIAG with 5 layers on U(0, 0), 1.839 (3.33e-07 ± 1.2e-07 against 1.81e-07)"
std::string aboveText(const CellResult& result) {
  const Cell& cell = result.cell();
  const Estimate& ours = result.model.adjusted;
  const double published = publishedLoss(cell);
  return symbol(cell.model) + " with " + std::to_string(cell.layers) + " layers on " +
         noiseSymbol(cell.noise) + ", " + ratioText(ours.mean, published) + " (" + shortNumber(ours.mean, 3) +
         " ± " + shortNumber(ours.standardError, 2) + " against " + shortNumber(published, 3) + ")";
}

std::string baselineRow(const char* name, const Estimate& loss, double published,
                        const std::string& constants) {
  return row({"–", name + constants, numberOrDash(published, 4), numberOrDash(loss.mean, 4),
              ratioText(loss.mean, published), numberOrDash(loss.standardError, 2), "–", "–", "–"});
}

std::string baselineRows(const ColumnResult& column) {
  const Baselines& ours = column.baselines;
  const bool known = column.problem.d == 10 && column.problem.n == 20;
  const auto published = [&](Baseline baseline) {
    return known ? publishedLoss(baseline, column.problem.noise) : std::nan("");
  };
  return baselineRow("ConstRR", ours.constRr, published(Baseline::ConstRr),
                     " (s = " + shortNumber(ours.s, 3) + ")") +
         baselineRow("AdaRR", ours.adaRr, published(Baseline::AdaRr), "") +
         baselineRow("TunedRR", ours.tunedRr, published(Baseline::TunedRr),
                     " (m = " + shortNumber(ours.m, 3) + ", t = " + shortNumber(ours.t, 3) + ")");
}

std::string columnSection(const SweepResults& results, const NoiseDistribution& noise) {
  std::string text = "\n## " + noiseSymbol(noise) + "\n\n";
  text += header({"layers", "model", "published", "ours", "ratio", "standard error", "training tasks",
                  "of published", "seed"});
  for (const CellResult& result : results.cells)
    if (result.cell().noise == noise) text += cellRow(result);
  if (const ColumnResult* column = results.find(noise)) {
    text += baselineRows(*column);
    text += "\nThe oracle's own half squared error is " + shortNumber(column->baselines.oracle.mean, 4) +
            "; OLS has " + shortNumber(column->baselines.ols.mean, 4) + " more.\n";
  }
  return text;
}

std::string overview(const SweepResults& results) {
  std::vector<std::string> names = {"layers", "model"};
  for (const NoiseDistribution& noise : results.sweep.columns) names.push_back(noiseSymbol(noise));
  std::string text = header(names);
  for (const int layers : results.sweep.layers)
    for (const Model model : results.sweep.models) {
      std::vector<std::string> texts = {std::to_string(layers), symbol(model)};
      for (const NoiseDistribution& noise : results.sweep.columns) {
        const CellResult* cell = results.find(noise, layers, model);
        const double ours = cell ? cell->model.adjusted.mean : std::nan("");
        const std::string ratio = cell ? ratioText(ours, publishedLoss(cell->cell())) : "–";
        texts.push_back(numberOrDash(ours, 3) + (ratio == "–" ? "" : " (" + ratio + ")"));
      }
      text += row(texts);
    }
  return text;
}

// How many cells reach the published values, and which do not.
std::string comparison(const SweepResults& results) {
  constexpr double tolerance = 1.03;
  int compared = 0, reached = 0, close = 0;
  std::vector<std::string> above;
  for (const CellResult& result : results.cells) {
    const double ratio = result.model.adjusted.mean / publishedLoss(result.cell());
    if (!std::isfinite(ratio)) continue;
    ++compared;
    if (ratio <= 1)
      ++reached;
    else if (ratio <= tolerance)
      ++close;
    else
      above.push_back(aboveText(result));
  }
  if (compared == 0) return "";
  std::string text = "Of " + std::to_string(compared) + " networks with a published loss, " +
                     std::to_string(reached) + " are at or below it, " + std::to_string(close) +
                     " up to 3 % above, " + std::to_string(above.size()) + " more than that";
  for (std::size_t i = 0; i < above.size(); ++i) text += (i == 0 ? ": " : "; ") + above[i];
  return text + ".\n\n";
}

}  // namespace

std::string reportOf(const SweepResults& results) {
  const Sweep& sweep = results.sweep;
  std::string text = "# Networks of the recipe beside the published table\n\n";
  text += "Adjusted losses (half squared error minus the oracle's) of models trained by recipe " +
          std::to_string(recipeVersion) + ", the best of " + std::to_string(sweep.seeds) +
          (sweep.seeds == 1 ? " seed" : " seeds") + " on validation tasks, on " +
          std::to_string(sweep.tasks) +
          " fresh tasks. Published: Vladymyrov et al. 2024, table 1, best of 5 seeds, each trained on " +
          millions(publishedTrainingTasks) +
          " tasks. Training tasks are those of the best seed. Written by `ltlab reproduce`.\n\n" +
          comparison(results) + "Ours, in brackets divided by the published value:\n\n";
  text += overview(results);
  for (const NoiseDistribution& noise : sweep.columns) text += columnSection(results, noise);
  return text;
}

std::string noiseSymbol(const NoiseDistribution& noise) {
  std::string levels = formatNoise(noise);
  levels = levels.substr(levels.find(':') + 1);
  for (std::size_t at = 0; (at = levels.find(',', at)) != std::string::npos; at += 2)
    levels.replace(at, 1, ", ");
  if (noise.kind == NoiseDistribution::Kind::Uniform) return "U(0, " + levels + ")";
  return noise.values.size() == 1 ? "σ = " + levels : "{" + levels + "}";
}

std::string shortNumber(double value, int digits) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return text;
}

}  // namespace ltlab
