#pragma once
// The inside of iterative.h: a method is something that moves w by one step and can show what it remembers.
#include <memory>
#include <string_view>
#include <vector>

#include "ltlab/regression/iterative.h"

namespace ltlab {

// A remembered quantity at this moment, flattened row by row.
template <class T>
struct StateView {
  std::string_view name;
  Vector<T> value;
};

// One method in the middle of its run.
template <class T>
class Stepper {
 public:
  virtual ~Stepper() = default;
  // Moves w (d), in place, from w_k to w_{k+1}.
  virtual void step(Vector<T>& w) = 0;
  // The same names and sizes at every step.
  virtual std::vector<StateView<T>> state() const { return {}; }
};

// The methods that only ask for gradients: gradient descent to Adam. The stepper refers to the objective.
template <class T>
std::unique_ptr<Stepper<T>> makeFirstOrderStepper(Method method, const Objective<T>& objective,
                                                  const MethodSettings<T>& settings, const Vector<T>& start);

// The methods that use H itself: conjugate gradient to ridge. spectrum is that of the objective.
template <class T>
std::unique_ptr<Stepper<T>> makeCurvatureStepper(Method method, const Objective<T>& objective,
                                                 const Spectrum<T>& spectrum,
                                                 const MethodSettings<T>& settings, const Vector<T>& start);

}  // namespace ltlab
