#pragma once
// Structs of the library ↔ plain JavaScript objects of web/src/engine/types.ts.
#include <emscripten/val.h>

#include <string>
#include <vector>

#include "ltlab/training/baselines.h"
#include "ltlab/training/checkpoint.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/settings.h"
#include "object_reader.h"
#include "typed_arrays.h"

namespace ltlab::bindings {

using emscripten::val;

// Missing fields keep their defaults; unknown ones are refused. Ranges are refused by the library.
TrainingSettings settingsFrom(const val& object);
Problem problemFrom(const val& object);
Checkpoint checkpointFrom(const val& object);

struct Sampling {
  std::int64_t tasks;
  std::uint64_t seed;
};
Sampling samplingFrom(const val& object);

val toJs(const TrainingSettings& settings);
val toJs(const Checkpoint& checkpoint);
val toJs(const Estimate& estimate);
val toJs(const Evaluation& evaluation);
val toJs(const SigmaProfile& profile);
val toJs(const Baselines& baselines);
val weightsToJs(const Architecture& architecture, const Vector<double>& parameters);

}  // namespace ltlab::bindings
