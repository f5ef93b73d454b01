#pragma once
// A trainer's steps up to the end of its run or an interruption.
#include <vector>

#include "ltlab/training/trainer.h"
#include "progress.h"

namespace ltlab::cli {

struct Validation {
  long step = 0;
  double adjustedLoss = 0;
};

struct TrainingRecord {
  std::vector<Validation> validations;
  long skipped = 0;    // steps of this run that changed nothing: their gradient was not finite
  long overflows = 0;  // tasks without a finite gradient; a task cap leaves them out of their batch
  double seconds = 0;
  double stepsPerSecond = 0;
};

// Validates every `validateEvery` steps (0: never); `interrupted()` is asked after each step.
template <class Interrupted>
TrainingRecord runSteps(Trainer& trainer, Progress& progress, long validateEvery, Interrupted interrupted) {
  TrainingRecord record;
  while (!trainer.done() && !interrupted()) {
    const StepReport report = trainer.step();
    record.skipped += !report.applied;
    record.overflows += report.nonFiniteTasks;
    progress.step(report.step);
    if (validateEvery == 0 || report.step % validateEvery != 0) continue;
    record.validations.push_back({report.step, trainer.validate()});
    progress.validated(report.step, record.validations.back().adjustedLoss);
  }
  progress.clear();
  record.seconds = progress.seconds();
  record.stepsPerSecond = progress.stepsPerSecond();
  return record;
}

}  // namespace ltlab::cli
