#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// trace() of LabModule in web/src/engine/trace-types.ts: one task, a network and any methods in one crossing.
emscripten::val traceSolvers(const emscripten::val& request);

}  // namespace ltlab::bindings
