#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// attention() of LabModule in web/src/engine/mechanism-types.ts: both mechanisms on one sequence, with their costs.
emscripten::val compareMechanisms(const emscripten::val& request);

}  // namespace ltlab::bindings
