#pragma once
// Arrays go out as fresh copies: a view of the heap would die when memory grows.
#include <emscripten/val.h>

#include <vector>

#include "ltlab/numeric/matrix.h"

namespace ltlab::bindings {

emscripten::val float64Array(const double* values, std::size_t count);
emscripten::val float32Array(const std::vector<float>& values);

Vector<double> vectorFrom(const std::vector<double>& values);
// The field `name`, row by row. Refuses a count that is no multiple of `columns`, which the rule calls `size`.
Matrix<double> matrixFrom(const std::vector<double>& values, Eigen::Index columns, const char* name,
                          const char* size);

}  // namespace ltlab::bindings
