#include "ltlab/reproduction/recipe.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/descent.h"
#include "ltlab/reproduction/gd_fit.h"
#include "ltlab/reproduction/growth.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/trainer.h"

namespace ltlab {
namespace {

constexpr std::uint64_t validationSeed = (std::uint64_t(1) << 52) - 1;
// Below this loss the residuals are less than a thousand times single precision's rounding.
constexpr double doublePrecisionBelow = 1e-6;

struct Candidate {
  Vector<double> parameters;
  double loss = std::numeric_limits<double>::infinity();
};

// Thrown by `observe`'s refusal to go on, caught in runRecipe: the stages need not hand it down.
struct Cancelled {};

class RecipeRun {
 public:
  RecipeRun(const Cell& cell, std::uint64_t seed, const std::function<bool(const RecipeProgress&)>& observe,
            const RecipePlan& plan)
      : cell(cell), seed(seed), observe(observe), plan(plan), totalWork(plannedWork()) {}

  RecipeResult run() {
    fit();
    Candidate best = cell.model == Model::GdPlusPlus ? fitted(cell.layers, Model::GdPlusPlus) : grow();
    result.parameters = best.parameters;
    result.validationLoss = best.loss;
    return std::move(result);
  }

 private:
  const Cell cell;
  const std::uint64_t seed;
  const std::function<bool(const RecipeProgress&)>& observe;
  const RecipePlan plan;
  double work = 0, totalWork;
  std::int64_t sinceReport = 0;
  std::uint64_t runs = 0;  // descents begun
  double bestLoss = std::numeric_limits<double>::quiet_NaN();
  std::string_view stage;
  std::vector<GdNetwork> gdNetworks;
  RecipeResult result;

  Architecture architecture(Model model, int layers) const { return {model, layers, 1, cell.d}; }
  double unit() const { return 1 / std::sqrt(double(cell.n + cell.d)); }

  void report(double done) {
    work += done;
    if (!observe({std::min(1.0, work / totalWork), result.tasks, stage, bestLoss})) throw Cancelled();
  }

  void fit() {
    stage = "fit";
    report(0);
    const ContextSpectrum spectrum = contextSpectrum(cell.d, cell.n, seed);
    result.tasks += spectrum.spectra;
    report(0);
    gdNetworks = fitGdNetworks(spectrum, meanSquareNoise(cell.noise), cell.layers);
    Candidate best = fitted(cell.layers, Model::GdPlusPlus);
    result.stages.push_back({"fit", Model::GdPlusPlus, cell.layers, 1, result.tasks, best.loss});
  }

  Candidate fitted(int layers, Model model) {
    Candidate candidate{parametersOf(gdNetworks[layers - 1], model)};
    candidate.loss = validate(model, layers, candidate.parameters, plan.finish.validationTasks);
    return candidate;
  }

  Candidate grow() {
    stage = "grow";
    Candidate diag, full;
    for (int depth = 1; depth <= cell.layers; ++depth) {
      diag = best(Model::Diag, depth, diagStarts(depth, diag));
      if (cell.model == Model::Full) full = best(Model::Full, depth, fullStarts(depth, diag, full));
    }
    return finish(cell.model == Model::Full ? full : diag);
  }

  std::vector<Vector<double>> diagStarts(int depth, const Candidate& before) {
    std::vector<Vector<double>> starts{parametersOf(gdNetworks[depth - 1], Model::Diag)};
    TrainingSettings settings;
    settings.architecture = architecture(Model::Diag, depth);
    settings.problem = cell.problem();
    settings.seed = seed;
    starts.push_back(initialParameters(settings));
    RandomSequence random({seed, Stream::Initialisation}, 3 + std::uint64_t(depth));
    Vector<double> wide(4 * depth);
    for (double& number : wide) number = 0.5 * unit() / std::sqrt(double(depth)) * random.normal();
    starts.push_back(wide);
    addGrown(Model::Diag, depth, 2, before, starts);
    return starts;
  }

  std::vector<Vector<double>> fullStarts(int depth, const Candidate& diag, const Candidate& before) {
    std::vector<Vector<double>> starts{fullFromDiag(architecture(Model::Diag, depth), diag.parameters)};
    addGrown(Model::Full, depth, 1, before, starts);
    return starts;
  }

  void addGrown(Model model, int depth, int perPosition, const Candidate& before,
                std::vector<Vector<double>>& starts) {
    if (depth == 1) return;
    for (int position = 0; position < depth; ++position)
      for (int i = 0; i < perPosition; ++i)
        starts.push_back(insertLayer(architecture(model, depth - 1), before.parameters, position, unit(),
                                     seed * 1000 + std::uint64_t((depth * 16 + position) * 2 + i)));
  }

  // The best network of a depth: all starts are probed, the best of them settle.
  Candidate best(Model model, int depth, const std::vector<Vector<double>>& starts) {
    const std::int64_t tasksBefore = result.tasks;
    std::vector<Candidate> candidates;
    for (const Vector<double>& start : starts) candidates.push_back(descended(model, depth, plan.probe, 0, start));
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.loss < b.loss; });
    candidates.resize(std::min<std::size_t>(candidates.size(), plan.settled));
    for (Candidate& candidate : candidates)
      candidate = descended(model, depth, plan.settle, plan.rareWeight, candidate.parameters);
    const Candidate best = *std::min_element(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.loss < b.loss; });
    if (model == cell.model && depth == cell.layers) bestLoss = best.loss;
    result.stages.push_back(
        {"grow", model, depth, int(starts.size()), result.tasks - tasksBefore, best.loss});
    return best;
  }

  Candidate finish(const Candidate& start) {
    stage = "finish";
    const std::int64_t tasksBefore = result.tasks;
    Candidate best = start;
    best.loss = validate(cell.model, cell.layers, start.parameters, plan.finish.validationTasks);
    Candidate finished = descended(cell.model, cell.layers, plan.finish, plan.rareWeight, start.parameters);
    if (finished.loss < best.loss) best = finished;
    bestLoss = best.loss;
    result.stages.push_back({"finish", cell.model, cell.layers, 1, result.tasks - tasksBefore, best.loss});
    return best;
  }

  // `start` after a descent, validated.
  Candidate descended(Model model, int depth, const RecipePlan::Stage& numbers, double rareWeight,
                      const Vector<double>& start) {
    Descent descent;
    descent.architecture = architecture(model, depth);
    descent.problem = cell.problem();
    descent.steps = numbers.steps;
    descent.batch = numbers.batch;
    descent.rate = numbers.rate;
    descent.rareWeight = rareWeight;
    if (rareWeight > 0) descent.taskCap = plan.taskCap, descent.gradientClip = plan.gradientClip;
    descent.seed = seed * 1000 + ++runs;
    const double before = validate(model, depth, start, 1024);
    descent.precision = before < doublePrecisionBelow ? Precision::Double : Precision::Float;
    const double stepWork = workOf(model, depth) * descent.tasksPerStep();
    double unreported = 0;
    const auto parameters = descend(descent, start, [&] {
      result.tasks += descent.tasksPerStep();
      unreported += stepWork;
      if (unreported >= reportEvery) {
        report(unreported);
        unreported = 0;
      }
      return true;
    });
    Candidate candidate{*parameters};
    candidate.loss = validate(model, depth, candidate.parameters, numbers.validationTasks);
    return candidate;
  }

  // The mean over validation tasks, in parts, between which the run can be cancelled; infinity if a task is not finite.
  double validate(Model model, int layers, const Vector<double>& parameters, int tasks) {
    constexpr int part = 1 << 14;
    double sum = 0;
    for (int done = 0; done < tasks; done += part) {
      const int count = std::min(part, tasks - done);
      const Evaluation evaluation =
          evaluate(architecture(model, layers), parameters, cell.problem(), count,
                   validationSeed - std::uint64_t(done / part), Sampler::Statistics);
      if (evaluation.nonFiniteTasks > 0) return std::numeric_limits<double>::infinity();
      sum += evaluation.adjusted.mean * count;
      report(0);
    }
    return sum / tasks;
  }

  // Work of one task's gradient, in units of one layer of DIAG.
  static double workOf(Model model, int layers) { return (model == Model::Full ? 2.2 : 1) * layers; }
  static constexpr double reportEvery = 1e5;

  double plannedWork() const {
    if (cell.model == Model::GdPlusPlus) return 1;
    double sum = stageWork(plan.finish, cell.model, cell.layers, 1.25);
    for (int depth = 1; depth <= cell.layers; ++depth) {
      const int grown = depth > 1 ? depth : 0;
      sum += growWork(Model::Diag, depth, 3 + 2 * grown);
      if (cell.model == Model::Full) sum += growWork(Model::Full, depth, 1 + grown);
    }
    return sum;
  }

  double growWork(Model model, int depth, int candidates) const {
    return stageWork(plan.probe, model, depth, candidates) +
           stageWork(plan.settle, model, depth, 1.25 * std::min(candidates, plan.settled));
  }

  static double stageWork(const RecipePlan::Stage& stage, Model model, int depth, double times) {
    return times * stage.steps * stage.batch * workOf(model, depth);
  }
};

}  // namespace

std::optional<RecipeResult> runRecipe(const Cell& cell, std::uint64_t seed,
                                      const std::function<bool(const RecipeProgress&)>& observe,
                                      const RecipePlan& plan) {
  requireCell(cell);
  requireInside("seed", seed, 0, 1'000'000'000);
  try {
    return RecipeRun(cell, seed, observe, plan).run();
  } catch (const Cancelled&) {
    return std::nullopt;
  }
}

int defaultSeeds(const Cell& cell) {
  return cell.model == Model::Full ? 2 : 3;
}

}  // namespace ltlab
