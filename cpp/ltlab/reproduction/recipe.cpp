#include "ltlab/reproduction/recipe.h"

#include <cmath>

#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/candidates.h"
#include "ltlab/reproduction/gd_fit.h"
#include "ltlab/reproduction/growth.h"
#include "ltlab/reproduction/ledger.h"
#include "ltlab/training/trainer.h"

namespace ltlab {
namespace {

class RecipeRun {
 public:
  RecipeRun(const Cell& cell, std::uint64_t seed, const std::function<bool(const RecipeProgress&)>& observe,
            const RecipePlan& plan)
      : cell(cell),
        seed(seed),
        plan(plan),
        training(this->cell, seed, this->plan, ledger),
        ledger(observe, plannedWork()) {}

  RecipeResult run() {
    const Candidate fitted = fit();
    const Candidate best = cell.model == Model::GdPlusPlus ? fitted : finish(grow());
    result.parameters = best.parameters;
    result.validationLoss = best.loss;
    result.tasks = ledger.tasks();
    return result;
  }

 private:
  const Cell cell;
  const std::uint64_t seed;
  const RecipePlan plan;
  CandidateTraining training;
  Ledger ledger;
  std::uint64_t insertions = 0;
  std::vector<GdNetwork> gdNetworks;
  RecipeResult result;

  // The GD++ networks of all depths.
  Candidate fit() {
    ledger.begin("fit");
    const ContextSpectrum spectrum = contextSpectrum(cell.d, cell.n, seed);
    ledger.drew(spectrum.spectra, 0);
    gdNetworks = fitGdNetworks(spectrum, meanSquareNoise(cell.noise), cell.layers, [&] { ledger.report(); });
    Candidate fitted{parametersOf(gdNetworks.back(), Model::GdPlusPlus)};
    const bool last = cell.model == Model::GdPlusPlus;
    fitted.loss = training.validated(Model::GdPlusPlus, cell.layers, fitted.parameters,
                                     last ? plan.finish.validationTasks : plan.settle.validationTasks);
    record("fit", Model::GdPlusPlus, cell.layers, 1, fitted.loss);
    return fitted;
  }

  Candidate grow() {
    ledger.begin("grow");
    std::vector<Candidate> diag, full;
    for (int layers = 1; layers <= cell.layers; ++layers) {
      diag = bestOf(Model::Diag, layers, diagStarts(layers, diag));
      if (cell.model == Model::Full) full = bestOf(Model::Full, layers, fullStarts(layers, diag, full));
    }
    return cell.model == Model::Full ? full[0] : diag[0];
  }

  Candidate finish(const Candidate& start) {
    ledger.begin("finish");
    const Candidate best = training.finished(cell.model, cell.layers, start.parameters);
    record("finish", cell.model, cell.layers, 1, best.loss);
    return best;
  }

  std::vector<Candidate> bestOf(Model model, int layers, const std::vector<Vector<double>>& starts) {
    std::vector<Candidate> best = training.bestOf(model, layers, starts);
    record("grow", model, layers, int(starts.size()), best[0].loss);
    return best;
  }

  std::vector<Vector<double>> diagStarts(int layers, const std::vector<Candidate>& before) {
    TrainingSettings settings;
    settings.architecture = {Model::Diag, layers, 1, cell.d};
    settings.problem = cell.problem();
    settings.seed = seed;
    std::vector<Vector<double>> starts{parametersOf(gdNetworks[layers - 1], Model::Diag),
                                       initialParameters(settings), randomDiag(layers)};
    addGrown(Model::Diag, layers, before, starts);
    return starts;
  }

  // Half as large as initialParameters, with all signs.
  Vector<double> randomDiag(int layers) const {
    RandomSequence random({seed, Stream::Initialisation}, 3 + std::uint64_t(layers));
    Vector<double> parameters(4 * layers);
    const double size = 0.5 / std::sqrt(double(cell.n + cell.d) * layers);
    for (double& number : parameters) number = size * random.normal();
    return parameters;
  }

  std::vector<Vector<double>> fullStarts(int layers, const std::vector<Candidate>& diag,
                                         const std::vector<Candidate>& before) {
    std::vector<Vector<double>> starts;
    for (const Candidate& candidate : diag)
      starts.push_back(fullFromDiag({Model::Diag, layers, 1, cell.d}, candidate.parameters));
    addGrown(Model::Full, layers, before, starts);
    return starts;
  }

  // The networks of the depth before, with one layer more at every position.
  void addGrown(Model model, int layers, const std::vector<Candidate>& before,
                std::vector<Vector<double>>& starts) {
    for (const Candidate& candidate : before)
      for (int position = 0; position < layers; ++position)
        starts.push_back(insertLayer({model, layers - 1, 1, cell.d}, candidate.parameters, position,
                                     seed * 100'000 + ++insertions));
  }

  // A stage is done; its tasks are those since the one before.
  void record(const char* stage, Model model, int layers, int candidates, double loss) {
    const std::int64_t tasks = ledger.tasks() - result.tasks;
    result.tasks += tasks;
    result.stages.push_back({stage, model, layers, candidates, tasks, loss});
    if (model == cell.model && layers == cell.layers) ledger.found(loss);
  }

  // With as many candidates as there can be: those in one minimum count as one.
  double plannedWork() const {
    if (cell.model == Model::GdPlusPlus) return 1;
    double sum = training.workOfFinish(cell.model, cell.layers);
    for (int layers = 1; layers <= cell.layers; ++layers) {
      const int grown = layers > 1 ? plan.settled * layers : 0;
      sum += training.workOfBest(Model::Diag, layers, 3 + grown);
      if (cell.model == Model::Full) sum += training.workOfBest(Model::Full, layers, plan.settled + grown);
    }
    return sum;
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

}  // namespace ltlab
