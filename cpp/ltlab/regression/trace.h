#pragma once
// What an iterative method did: one row per iterate, row 0 is the start. The arrays are flat and named, so
// that a figure, a file or the boundary to JavaScript can take any method's trace without knowing the method.
#include <string_view>
#include <vector>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// One remembered quantity of a method. A d × d matrix is stored row by row, m = d².
template <class T>
struct StateTrace {
  std::string_view name;
  Matrix<T> values;  // (steps + 1, m)
};

// The iterates of a method, and what can be said of each.
template <class T>
struct Trace {
  Matrix<T> w;             // (steps + 1, d)   the iterates w_0 … w_steps
  Vector<T> loss;          // (steps + 1)      f(w_k), see iterative_objective.h
  Vector<T> excess;        // (steps + 1)      f(w_k) − min f, without cancellation: for logarithmic axes
  Vector<T> gradientNorm;  // (steps + 1)      ‖∇f(w_k)‖
  std::vector<StateTrace<T>> state;

  // The remembered quantity called `name`; refuses a name the method does not have.
  const Matrix<T>& stateNamed(std::string_view name) const;
};

extern template struct Trace<float>;
extern template struct Trace<double>;

}  // namespace ltlab
