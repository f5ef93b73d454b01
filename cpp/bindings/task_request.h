#pragma once
// Tasks and networks as requests name them: TaskRequest and Checkpoint of web/src/engine.
#include <emscripten/val.h>

#include <optional>

#include "ltlab/regression/task.h"
#include "ltlab/transformer/parameters.h"
#include "object_reader.h"

namespace ltlab::bindings {

// A drawn task, or own points; own points may leave out the query.
Task<double> taskFrom(const val& object);

// The field "network", a checkpoint; none where it is missing.
std::optional<Network<double>> networkFrom(ObjectReader& in);

}  // namespace ltlab::bindings
