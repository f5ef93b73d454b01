#include <limits>

#include "ltlab/numeric/cholesky.h"
#include "ltlab/numeric/require.h"
#include "ltlab/regression/iterative_preconditioning.h"
#include "ltlab/regression/iterative_steppers.h"

namespace ltlab {
namespace {

template <class T>
Vector<T> flattened(const Matrix<T>& m) {
  return Eigen::Map<const Vector<T>>(m.data(), m.size());
}

template <class T>
class ConjugateGradient : public Stepper<T> {
 public:
  ConjugateGradient(const Objective<T>& f, const Vector<T>& start)
      : f_(f),
        residual_(-objectiveGradient(f, start)),
        direction_(residual_),
        zero_(16 * std::numeric_limits<T>::epsilon() * residual_.norm()) {}

  void step(Vector<T>& w) override {
    // What is left below rounding has components outside the range of H, where curvature is zero and a step
    // is unbounded: stay.
    if (residual_.norm() <= zero_) return;
    const Vector<T> image = f_.H * direction_;
    const T before = residual_.squaredNorm();
    const T length = before / direction_.dot(image);
    w += length * direction_;
    residual_ -= length * image;
    direction_ = residual_ + residual_.squaredNorm() / before * direction_;
  }
  std::vector<StateView<T>> state() const override {
    return {{"direction", direction_}, {"residual", residual_}};
  }

 private:
  const Objective<T>& f_;
  Vector<T> residual_, direction_;
  T zero_;
};

template <class T>
class GdPlusPlus : public Stepper<T> {
 public:
  GdPlusPlus(const Objective<T>& f, const Spectrum<T>& spectrum, T firstStep, const Vector<T>& start)
      : f_(f),
        start_(start),
        residual_(-objectiveGradient(f, start)),
        values_(spectrum.values),
        preconditioner_(Matrix<T>::Identity(start.size(), start.size())),
        firstStep_(firstStep) {}

  void step(Vector<T>& w) override {
    if (layer_ > 0) precondition(preconditioningStep(layer_ - 1, firstStep_));
    ++layer_;
    // H = 0 has no eigenvalue to take a step for, and no residual either.
    if (values_.size() == 0) return;
    const T rate = 2 / (values_.minCoeff() + values_.maxCoeff());
    w = start_ + rate * (preconditioner_ * (preconditioner_.transpose() * residual_));
  }
  std::vector<StateView<T>> state() const override {
    const T condition = values_.size() > 0 ? values_.maxCoeff() / values_.minCoeff() : T(1);
    return {{"preconditioner", flattened(preconditioner_)}, {"condition", Vector<T>::Constant(1, condition)}};
  }

 private:
  void precondition(T gamma) {
    const Matrix<T> hessian = preconditioner_ * f_.H * preconditioner_.transpose();
    preconditioner_ -= (gamma * (hessian * preconditioner_)).eval();
    for (T& value : values_) value = preconditionedEigenvalue(value, gamma);
  }

  const Objective<T>& f_;
  Vector<T> start_, residual_, values_;
  Matrix<T> preconditioner_;
  T firstStep_;
  int layer_ = 0;
};

template <class T>
class NewtonSchulz : public Stepper<T> {
 public:
  NewtonSchulz(const Objective<T>& f, T rate, const Vector<T>& start)
      : f_(f),
        start_(start),
        residual_(-objectiveGradient(f, start)),
        inverse_(Matrix<T>::Zero(start.size(), start.size())),
        rate_(rate) {}

  void step(Vector<T>& w) override {
    if (first_)
      inverse_.diagonal().setConstant(rate_);
    else
      inverse_ = (2 * inverse_ - inverse_ * f_.H * inverse_).eval();
    first_ = false;
    w = start_ + inverse_ * residual_;
  }
  std::vector<StateView<T>> state() const override { return {{"inverse", flattened(inverse_)}}; }

 private:
  const Objective<T>& f_;
  Vector<T> start_, residual_;
  Matrix<T> inverse_;
  T rate_;
  bool first_ = true;
};

template <class T>
class Ridge : public Stepper<T> {
 public:
  explicit Ridge(const Objective<T>& f, const Spectrum<T>& spectrum) {
    const auto d = f.alpha.size();
    require(spectrum.values.size() == d, "rank of H", spectrum.values.size(),
            "must equal d = " + std::to_string(d) + " for ridge (more context or a ridge > 0)");
    minimum_ = solveCholesky(f.H, f.alpha);
  }
  void step(Vector<T>& w) override { w = minimum_; }

 private:
  Vector<T> minimum_;
};

}  // namespace

template <class T>
std::unique_ptr<Stepper<T>> makeCurvatureStepper(Method method, const Objective<T>& f,
                                                 const Spectrum<T>& spectrum,
                                                 const MethodSettings<T>& settings, const Vector<T>& start) {
  switch (method) {
    case Method::ConjugateGradient:
      return std::make_unique<ConjugateGradient<T>>(f, start);
    case Method::GdPlusPlus:
      return std::make_unique<GdPlusPlus<T>>(f, spectrum, settings.rate, start);
    case Method::NewtonSchulz:
      return std::make_unique<NewtonSchulz<T>>(f, settings.rate, start);
    case Method::Ridge:
      return std::make_unique<Ridge<T>>(f, spectrum);
    default:
      return nullptr;
  }
}

template std::unique_ptr<Stepper<float>> makeCurvatureStepper(Method, const Objective<float>&,
                                                              const Spectrum<float>&,
                                                              const MethodSettings<float>&,
                                                              const Vector<float>&);
template std::unique_ptr<Stepper<double>> makeCurvatureStepper(Method, const Objective<double>&,
                                                               const Spectrum<double>&,
                                                               const MethodSettings<double>&,
                                                               const Vector<double>&);

}  // namespace ltlab
