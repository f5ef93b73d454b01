#include "typed_arrays.h"

#include <string>

#include "ltlab/numeric/require.h"

namespace ltlab::bindings {

using emscripten::val;

val float64Array(const double* values, std::size_t count) {
  return val::global("Float64Array").new_(val(emscripten::typed_memory_view(count, values)));
}

val float32Array(const std::vector<float>& values) {
  return val::global("Float32Array").new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

Vector<double> vectorFrom(const std::vector<double>& values) {
  return Eigen::Map<const Vector<double>>(values.data(), Eigen::Index(values.size()));
}

Matrix<double> matrixFrom(const std::vector<double>& values, Eigen::Index columns, const char* name,
                          const char* size) {
  const auto count = Eigen::Index(values.size());
  require(count % columns == 0, std::string(name) + ".length", count,
          "must be a multiple of " + std::string(size) + " = " + std::to_string(columns));
  return Eigen::Map<const Matrix<double>>(values.data(), count / columns, columns);
}

}  // namespace ltlab::bindings
