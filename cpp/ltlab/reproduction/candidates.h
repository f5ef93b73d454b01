#pragma once
// The training part of the recipe: candidates of one depth are trained, measured and chosen from.
#include <cstdint>
#include <vector>

#include "ltlab/reproduction/ledger.h"
#include "ltlab/reproduction/recipe.h"

namespace ltlab {

// A network and its adjusted loss on validation tasks.
struct Candidate {
  Vector<double> parameters;
  double loss = 0;
};

// All descents of one run; each has a seed of its own.
class CandidateTraining {
 public:
  // cell, plan and ledger must live as long.
  CandidateTraining(const Cell& cell, std::uint64_t seed, const RecipePlan& plan, Ledger& ledger)
      : cell_(cell), seed_(seed), plan_(plan), ledger_(ledger) {}

  // The best networks with `layers` layers, in different minima, the best first: all starts are probed, and the best of
  // them settle.
  std::vector<Candidate> bestOf(Model model, int layers, const std::vector<Vector<double>>& starts);

  // `start` after the last stage.
  Candidate finished(Model model, int layers, const Vector<double>& start);

  // Adjusted loss on the first `tasks` validation tasks, the same ones for all seeds; infinity if one is not finite.
  double validated(Model model, int layers, const Vector<double>& parameters, int tasks);

  // What bestOf and finished cost for so many candidates, in the ledger's units.
  double workOfBest(Model model, int layers, int candidates) const;
  double workOfFinish(Model model, int layers) const;

 private:
  const Cell& cell_;
  std::uint64_t seed_;
  const RecipePlan& plan_;
  Ledger& ledger_;
  std::uint64_t descents_ = 0;

  std::vector<Candidate> distinct(std::vector<Candidate> candidates) const;
  Candidate descended(Model model, int layers, const RecipePlan::Stage& stage, const Vector<double>& start);
};

}  // namespace ltlab
