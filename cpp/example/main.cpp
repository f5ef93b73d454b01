// Trains a linear transformer of four layers on noisy regression and compares it with ridge regression.
#include <iostream>

#include "ltlab/training/baselines.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/trainer.h"

int main() {
  ltlab::TrainingSettings settings;  // DIAG, 4 layers, σ ~ U(0, 5)
  settings.steps = 2000;
  ltlab::Trainer trainer(settings);
  while (!trainer.done()) trainer.step();
  const auto network =
      ltlab::evaluate(settings.architecture, trainer.parameters(), settings.problem, 20'000, 7);
  const auto ridge = ltlab::computeBaselines(settings.problem, 20'000, 7);
  std::cout << "adjusted loss of the network " << network.adjusted.mean << " ± " << network.adjusted.standardError
            << ", of ridge regression with one constant " << ridge.constRr.mean << "\n";
  return network.adjusted.mean < ridge.constRr.mean ? 0 : 1;
}
