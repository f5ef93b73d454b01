#include "typed_arrays.h"

namespace ltlab::bindings {

using emscripten::val;

val float64Array(const double* values, std::size_t count) {
  return val::global("Float64Array").new_(val(emscripten::typed_memory_view(count, values)));
}

val float32Array(const std::vector<float>& values) {
  return val::global("Float32Array").new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

}  // namespace ltlab::bindings
