#include "ltlab/reproduction/candidates.h"

#include <algorithm>
#include <limits>

#include "ltlab/reproduction/descent.h"
#include "ltlab/training/evaluation.h"

namespace ltlab {
namespace {

constexpr std::uint64_t validationSeed = (std::uint64_t(1) << 52) - 1;
// Below this loss a gradient in single precision is mostly rounding, and what has such a loss was fitted.
constexpr double singlePrecisionLoss = 1e-7;

bool isBetter(const Candidate& a, const Candidate& b) {
  return a.loss < b.loss;
}

// Of one task, in units of a layer of DIAG.
double gradientWork(Model model, int layers) {
  return (model == Model::Full ? 2.2 : 1) * layers;
}

Descent descentOf(const Cell& cell, Model model, int layers, const RecipePlan::Stage& stage) {
  Descent descent;
  descent.architecture = {model, layers, 1, cell.d};
  descent.problem = cell.problem();
  descent.steps = stage.steps;
  descent.batch = stage.batch;
  descent.rate = stage.rate;
  descent.taskCap = stage.taskCap;
  descent.gradientClip = stage.gradientClip;
  descent.rareWeight = stage.rareWeight;
  return descent;
}

double stageWork(const Cell& cell, Model model, int layers, const RecipePlan::Stage& stage) {
  const Descent descent = descentOf(cell, model, layers, stage);
  return double(descent.steps) * descent.tasksPerStep() * gradientWork(model, layers);
}

}  // namespace

std::vector<Candidate> CandidateTraining::bestOf(Model model, int layers,
                                                 const std::vector<Vector<double>>& starts) {
  std::vector<Candidate> probed, settled;
  for (const Vector<double>& start : starts) probed.push_back(descended(model, layers, plan_.probe, start));
  for (const Candidate& candidate : distinct(std::move(probed)))
    settled.push_back(descended(model, layers, plan_.settle, candidate.parameters));
  return distinct(std::move(settled));
}

Candidate CandidateTraining::finished(Model model, int layers, const Vector<double>& start) {
  return descended(model, layers, plan_.finish, start);
}

double CandidateTraining::validated(Model model, int layers, const Vector<double>& parameters, int tasks) {
  // In parts, so that the observer is asked between them.
  constexpr int part = 1 << 13;
  double sum = 0;
  for (int done = 0; done < tasks; done += part) {
    const int count = std::min(part, tasks - done);
    const Evaluation evaluation = evaluate({model, layers, 1, cell_.d}, parameters, cell_.problem(), count,
                                           validationSeed - std::uint64_t(done / part), Sampler::Statistics);
    if (evaluation.nonFiniteTasks > 0) return std::numeric_limits<double>::infinity();
    sum += evaluation.adjusted.mean * count;
    ledger_.report();
  }
  return sum / tasks;
}

double CandidateTraining::workOfBest(Model model, int layers, int candidates) const {
  return candidates * stageWork(cell_, model, layers, plan_.probe) +
         std::min(candidates, plan_.settled) * stageWork(cell_, model, layers, plan_.settle);
}

double CandidateTraining::workOfFinish(Model model, int layers) const {
  return stageWork(cell_, model, layers, plan_.finish);
}

// The best, without those that seem to sit in the same minimum as a better one.
std::vector<Candidate> CandidateTraining::distinct(std::vector<Candidate> candidates) const {
  std::stable_sort(candidates.begin(), candidates.end(), isBetter);
  std::vector<Candidate> chosen{candidates[0]};
  for (const Candidate& candidate : candidates)
    if (int(chosen.size()) < plan_.settled && candidate.loss > plan_.sameMinimum * chosen.back().loss)
      chosen.push_back(candidate);
  return chosen;
}

// `start` after a descent, or as it was where that is better.
Candidate CandidateTraining::descended(Model model, int layers, const RecipePlan::Stage& stage,
                                       const Vector<double>& start) {
  const Candidate before{start, validated(model, layers, start, stage.validationTasks)};
  const double work = stageWork(cell_, model, layers, stage);
  if (before.loss < singlePrecisionLoss) {
    ledger_.drew(0, work);
    return before;
  }
  Descent descent = descentOf(cell_, model, layers, stage);
  descent.seed = seed_ * 1000 + ++descents_;
  const auto parameters = descend(descent, start, [&] {
    ledger_.drew(descent.tasksPerStep(), work / descent.steps);
    return true;
  });
  Candidate after{*parameters, validated(model, layers, *parameters, stage.validationTasks)};
  return isBetter(after, before) ? after : before;
}

}  // namespace ltlab
