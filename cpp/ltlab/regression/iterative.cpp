#include "ltlab/regression/iterative.h"

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/iterative_preconditioning.h"
#include "ltlab/regression/iterative_steppers.h"

namespace ltlab {
namespace {

constexpr std::array<MethodInfo, 10> methodTable{{
    {Method::GradientDescent, "gradient-descent", "Gradient descent"},
    {Method::HeavyBall, "heavy-ball", "Heavy ball"},
    {Method::Nesterov, "nesterov", "Nesterov"},
    {Method::GradientMemory, "gradient-memory", "Gradient memory (u, w)"},
    {Method::RmsProp, "rmsprop", "RMSProp"},
    {Method::Adam, "adam", "Adam"},
    {Method::ConjugateGradient, "conjugate-gradient", "Conjugate gradient"},
    {Method::GdPlusPlus, "gd-plus-plus", "GD++"},
    {Method::NewtonSchulz, "newton-schulz", "Newton (Schulz)"},
    {Method::Ridge, "ridge", "Ridge"},
}};

template <class T>
void requireSettings(const MethodSettings<T>& settings) {
  requireInside("steps", settings.steps, 0, 100000);
  require(settings.rate > 0 && std::isfinite(settings.rate), "rate", settings.rate,
          "must be positive and finite");
  require(settings.momentum >= 0 && settings.momentum < 1, "momentum", settings.momentum,
          "is outside [0, 1)");
  require(settings.decay >= 0 && settings.decay < 1, "decay", settings.decay, "is outside [0, 1)");
  requireInside("epsilon", settings.epsilon, T(0), T(1));
}

// Writes row k of a trace.
template <class T>
class Recorder {
 public:
  Recorder(const Objective<T>& f, const Spectrum<T>& spectrum, int steps) : f_(f), spectrum_(spectrum) {
    const int rows = steps + 1;
    trace_.w.resize(rows, f.alpha.size());
    trace_.loss.resize(rows);
    trace_.excess.resize(rows);
    trace_.gradientNorm.resize(rows);
  }

  void record(int k, const Vector<T>& w, const std::vector<StateView<T>>& state) {
    const Vector<T> gradient = objectiveGradient(f_, w);
    trace_.w.row(k) = w;
    trace_.loss(k) = objectiveLoss(f_, w);
    trace_.excess(k) = excessLoss(spectrum_, gradient);
    trace_.gradientNorm(k) = gradient.norm();
    if (k == 0)
      for (const auto& [name, value] : state)
        trace_.state.push_back({name, Matrix<T>(trace_.w.rows(), value.size())});
    for (std::size_t i = 0; i < state.size(); ++i) trace_.state[i].values.row(k) = state[i].value;
  }

  Trace<T> take() { return std::move(trace_); }

 private:
  const Objective<T>& f_;
  const Spectrum<T>& spectrum_;
  Trace<T> trace_;
};

}  // namespace

template <class T>
const Matrix<T>& Trace<T>::stateNamed(std::string_view name) const {
  std::string known;
  for (const StateTrace<T>& entry : state) {
    if (entry.name == name) return entry.values;
    known += known.empty() ? "is not one of " : ", ";
    known += entry.name;
  }
  throw InputError(InputError::Kind::Type, "state: " + describeValue(name) + " " +
                                               (known.empty() ? "of a method without state" : known));
}

std::span<const MethodInfo> allMethods() {
  return methodTable;
}

std::string_view methodName(Method method) {
  return methodTable[std::size_t(method)].name;
}

Method methodNamed(std::string_view name) {
  std::string known;
  for (const MethodInfo& info : methodTable) {
    if (info.name == name) return info.method;
    known += known.empty() ? "is not one of " : ", ";
    known += info.name;
  }
  throw InputError(InputError::Kind::Type, "method: " + describeValue(name) + " " + known);
}

template <class T>
T gradientMemoryGap(T kappa, T momentum) {
  const T forgetting = 1 - momentum;
  const T half = (2 + forgetting * kappa) / 2;
  // The smaller root in the form without cancellation.
  return forgetting / (half + std::sqrt(half * half - (1 + kappa) * forgetting));
}

template <class T>
MethodSettings<T> suggestedSettings(Method method, const Objective<T>& objective, int steps) {
  const Spectrum<T> spectrum = spectrumOf(objective);
  const T low = spectrum.smallest(), high = spectrum.largest(), kappa = spectrum.condition();
  const T bestFixed = 2 / (low + high), root = std::sqrt(kappa), nesterovRoot = std::sqrt(3 * kappa + 1);
  const T gap = gradientMemoryGap(kappa, T(0.5));
  switch (method) {
    case Method::HeavyBall: {
      const T sum = std::sqrt(high) + std::sqrt(low), contraction = (root - 1) / (root + 1);
      return {.steps = steps, .rate = 4 / (sum * sum), .momentum = contraction * contraction};
    }
    case Method::Nesterov:
      return {
          .steps = steps, .rate = 4 / (3 * high + low), .momentum = (nesterovRoot - 2) / (nesterovRoot + 2)};
    case Method::GradientMemory:
      return {.steps = steps, .rate = gap * (T(0.5) - gap) / low, .momentum = T(0.5)};
    case Method::RmsProp:
      return {.steps = steps};
    case Method::Adam:
      return {.steps = steps, .momentum = T(0.9), .decay = T(0.999)};
    case Method::GdPlusPlus:
      return {.steps = steps, .rate = firstPreconditioningStep(high)};
    default:
      return {.steps = steps, .rate = bestFixed};
  }
}

template <class T>
Trace<T> runMethod(Method method, const Objective<T>& objective, const MethodSettings<T>& settings,
                   const Vector<T>& start) {
  requireSettings(settings);
  requireSize("start.size", start.size(), "d", objective.alpha.size());
  const Spectrum<T> spectrum = spectrumOf(objective);
  auto stepper = makeFirstOrderStepper(method, objective, settings, start);
  if (!stepper) stepper = makeCurvatureStepper(method, objective, spectrum, settings, start);
  Recorder<T> recorder(objective, spectrum, settings.steps);
  Vector<T> w = start;
  recorder.record(0, w, stepper->state());
  for (int k = 1; k <= settings.steps; ++k) {
    stepper->step(w);
    recorder.record(k, w, stepper->state());
  }
  return recorder.take();
}

#define LTLAB_INSTANTIATE(T)                                                      \
  template struct Trace<T>;                                                       \
  template T gradientMemoryGap(T, T);                                             \
  template MethodSettings<T> suggestedSettings(Method, const Objective<T>&, int); \
  template Trace<T> runMethod(Method, const Objective<T>&, const MethodSettings<T>&, const Vector<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
