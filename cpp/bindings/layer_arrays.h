#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// layer() of LabModule in web/src/engine/mechanism-types.ts: one layer on the tokens of one task.
emscripten::val runLayer(const emscripten::val& request);

}  // namespace ltlab::bindings
