#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// walkthrough() of LabModule in web/src/engine/walkthrough-types.ts: every number of one task through one network.
emscripten::val walkThroughLayers(const emscripten::val& request);

}  // namespace ltlab::bindings
