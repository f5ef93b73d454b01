#include "ltlab/regression/iterative_objective.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

template <class Derived>
void requireFinite(std::string_view name, const Eigen::MatrixBase<Derived>& values) {
  const auto sum = values.cwiseAbs().sum();
  require(std::isfinite(sum), name, sum, "must be finite");
}

template <class T>
void requireSymmetric(std::string_view name, const Matrix<T>& m) {
  const T asymmetry = (m - m.transpose()).cwiseAbs().maxCoeff();
  const T allowed = T(16) * std::numeric_limits<T>::epsilon() * m.cwiseAbs().maxCoeff();
  require(asymmetry <= allowed, name, asymmetry, "is too far from symmetric");
}

}  // namespace

template <class T>
Objective<T> objectiveOfContext(const Matrix<T>& x, const Vector<T>& y, T ridge) {
  requireSize("y.size", y.size(), "x.rows", x.rows());
  requireFinite("x", x);
  requireFinite("y", y);
  const Matrix<T> sigma = x.transpose() * x;
  return objectiveOfStatistics<T>(sigma, x.transpose() * y, y.squaredNorm(), ridge);
}

template <class T>
Objective<T> objectiveOfStatistics(const Matrix<T>& sigma, const Vector<T>& alpha, T lambda, T ridge) {
  require(sigma.rows() > 0, "d", sigma.rows(), "must be at least 1");
  requireSize("sigma.cols", sigma.cols(), "sigma.rows", sigma.rows());
  requireSize("alpha.size", alpha.size(), "sigma.rows", sigma.rows());
  requireFinite("sigma", sigma);
  requireFinite("alpha", alpha);
  requireSymmetric("sigma", sigma);
  requireInside("lambda", lambda, T(0), std::numeric_limits<T>::max());
  requireInside("ridge", ridge, T(0), std::numeric_limits<T>::max());
  Objective<T> objective{sigma, alpha, lambda};
  objective.H.diagonal().array() += ridge;
  return objective;
}

template <class T>
T objectiveLoss(const Objective<T>& objective, const Vector<T>& w) {
  return w.dot(objective.H * w) / 2 - objective.alpha.dot(w) + objective.lambda / 2;
}

template <class T>
Vector<T> objectiveGradient(const Objective<T>& objective, const Vector<T>& w) {
  return objective.H * w - objective.alpha;
}

template <class T>
Spectrum<T> spectrumOf(const Objective<T>& objective) {
  const Eigen::SelfAdjointEigenSolver<Matrix<T>> solver(objective.H);
  const Vector<T>& values = solver.eigenvalues();
  const T largest = values(values.size() - 1);
  const T zero = T(values.size()) * std::numeric_limits<T>::epsilon() * largest;
  const Eigen::Index rank = (values.array() > zero).count();
  return {values.tail(rank), solver.eigenvectors().rightCols(rank)};
}

template <class T>
T excessLoss(const Spectrum<T>& spectrum, const Vector<T>& gradient) {
  const Vector<T> g = spectrum.vectors.transpose() * gradient;
  return (g.array().square() / spectrum.values.array()).sum() / 2;
}

#define LTLAB_INSTANTIATE(T)                                                             \
  template Objective<T> objectiveOfContext(const Matrix<T>&, const Vector<T>&, T);       \
  template Objective<T> objectiveOfStatistics(const Matrix<T>&, const Vector<T>&, T, T); \
  template T objectiveLoss(const Objective<T>&, const Vector<T>&);                       \
  template Vector<T> objectiveGradient(const Objective<T>&, const Vector<T>&);           \
  template Spectrum<T> spectrumOf(const Objective<T>&);                                  \
  template T excessLoss(const Spectrum<T>&, const Vector<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
