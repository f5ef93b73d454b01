#pragma once
// The matrix and vector types of the library: Eigen, row-major (a token is a row), sizes known at run time.
#include <Eigen/Dense>

namespace ltlab {

// A matrix of T, row-major.
template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// A column of T.
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

}  // namespace ltlab
