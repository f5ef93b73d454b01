#pragma once
// The matrix and vector types of the library: Eigen, row-major (a token is a row), sizes known at run time.
#include <Eigen/Dense>

#ifdef LTLAB_SMALL_CODE
// Where bytes count more than the speed of large products: a product is a loop over its coefficients, without the 50 KB
// of Eigen's blocked kernels. Eigen chooses by this class; sizes known only at run time count as large there.
template <>
struct Eigen::internal::product_size_category<Eigen::Dynamic, Eigen::Dynamic> {
  enum { is_large = 0, value = Eigen::Small };
};
#endif

namespace ltlab {

// A matrix of T, row-major.
template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// A column of T.
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

}  // namespace ltlab
