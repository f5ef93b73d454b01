#pragma once
// A training run that can be put down and taken up again, bit for bit, with what it takes to trust it.
#include <string>

#include "ltlab/numeric/matrix.h"
#include "ltlab/training/settings.h"

namespace ltlab {

// The state of a run as a value.
struct Checkpoint {
  static constexpr const char* format = "ltlab-checkpoint";
  static constexpr int version = 1;

  TrainingSettings settings;
  long step = 0;              // steps done
  long updates = 0;           // of them, those that changed the parameters (finite ones)
  double adjustedLoss = 0;    // on the validation tasks, when the checkpoint was made
  Vector<double> parameters;  // as in transformer/parameters.h
  Vector<double> m, v;        // Adam's moments
};

// Refuses settings out of range, arrays of the wrong length, numbers that are not finite.
void requireCheckpoint(const Checkpoint& checkpoint);

// JSON, numbers with all their digits. Reading refuses text that is not JSON, foreign formats, newer
// versions, missing and unknown fields: each by name.
std::string checkpointToJson(const Checkpoint& checkpoint);
Checkpoint checkpointFromJson(const std::string& text);

// Written beside the path and then renamed: a crash leaves the old file or the new one. Refuses a path that cannot be
// written or read, naming it.
void saveCheckpoint(const Checkpoint& checkpoint, const std::string& path);
Checkpoint loadCheckpoint(const std::string& path);

}  // namespace ltlab
