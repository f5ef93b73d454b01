#pragma once
// Training by Adam on fresh tasks: step t uses tasks t·batch … (t+1)·batch − 1 of the seed's task stream, so
// that the run is a pure function of its settings. Vladymyrov et al. 2024 (arXiv 2402.14180), §4.
#include <memory>
#include <span>
#include <vector>

#include "ltlab/training/checkpoint.h"
#include "ltlab/training/settings.h"

namespace ltlab {

// What one step did. Numerical trouble is reported here, not thrown: a step whose gradient is not finite
// changes nothing but the step count.
struct StepReport {
  long step = 0;            // steps done, this one included
  double loss = 0;          // mean over the batch, by the run's estimator
  double gradientNorm = 0;  // of the batch gradient, before clipping
  double rate = 0;
  bool applied = true;
  int nonFiniteTasks = 0;
};

// Starting point: a network of small gradient steps, larger in the first layers, with ω_xx, ω_xy, ω_yy near
// 0. From there DIAG with 4 layers finds the same good minimum for nearly every seed; larger random parts or
// equal steps do not. FULL: the same on its diagonals, and small noise everywhere.
Vector<double> initialParameters(const TrainingSettings& settings);

// A run in progress. One step costs batch · O(n d² + L d³) operations for DIAG, O(H) times the layers' part for FULL.
class Trainer {
 public:
  // From the start. Refuses what requireSettings refuses.
  explicit Trainer(const TrainingSettings& settings);
  // Where the checkpoint was made, bit for bit. Refuses what requireCheckpoint refuses.
  explicit Trainer(const Checkpoint& checkpoint);

  ~Trainer();
  Trainer(Trainer&&) noexcept;
  Trainer& operator=(Trainer&&) noexcept;

  // One training step. After settings().steps steps the run is done(): further steps go on at the last rate.
  StepReport step();
  bool done() const { return stepsDone() >= settings().steps; }
  // Steps so far, those that were not applied included.
  long stepsDone() const;

  // The same step by several workers (training/batch_shares.h): step() = beginStep(shareCount()), endStep(), and so,
  // bit for bit, is beginStep(a), addShares(sums of shares a … b − 1), addShares(sums of b …), …, endStep(), where the
  // sums come from shareSums(parameters(), stepsDone(), …) of any Trainer with the same settings.
  int shareCount() const;
  // Shares first … first + count − 1 of the batch of step `step`. Refuses other numbers of parameters than the
  // settings have, and steps and shares that are not there.
  std::vector<double> shareSums(const Vector<double>& parameters, long step, int first, int count);
  // Draws the tasks of those shares before their turn, while nothing else is to be done: no result changes. Refuses what
  // shareSums refuses.
  void drawAhead(long step, int first, int count);
  // Computes the first `count` shares of the next step, 0 … shareCount(); what an earlier one began is dropped.
  void beginStep(int count);
  // The next shares in order. Refuses numbers that are no whole shares, or more than are missing.
  void addShares(std::span<const double> sums);
  // Refuses while shares are missing.
  StepReport endStep();

  // What the run was started with, and its parameters now (order as in transformer/parameters.h).
  const TrainingSettings& settings() const;
  const Vector<double>& parameters() const;

  // Adjusted loss on `tasks` tasks of the seed's validation stream, always the same ones, by the run's sampler. Refuses
  // tasks < 1.
  double validate(int tasks = 2048) const;

  // The whole state; validates once for the provenance.
  Checkpoint checkpoint() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ltlab
