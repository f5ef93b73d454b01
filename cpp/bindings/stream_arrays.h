#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// stream() of web/src/engine/stream-types.ts: the next tokens of a stream from a state, and the state after them.
emscripten::val followStream(const emscripten::val& request);

}  // namespace ltlab::bindings
