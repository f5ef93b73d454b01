#pragma once
// Arrays go out as fresh copies: a view of the heap would die when memory grows.
#include <emscripten/val.h>

#include <vector>

namespace ltlab::bindings {

emscripten::val float64Array(const double* values, std::size_t count);
emscripten::val float32Array(const std::vector<float>& values);

}  // namespace ltlab::bindings
