#include "ltlab/regression/iterative_objective.h"

#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/numeric/symmetric_eigen.h"

namespace ltlab {
namespace {

template <class T>
void requireGram(const Matrix<T>& gram) {
  requireSize("gram.cols", gram.cols(), "gram.rows", gram.rows());
  require(gram.rows() > 1, "gram.rows", gram.rows(), "must be at least 2");
  const T size = gram.cwiseAbs().sum();
  require(std::isfinite(size), "gram", size, "must be finite");
  const T asymmetry = (gram - gram.transpose()).cwiseAbs().maxCoeff();
  require(asymmetry <= 16 * std::numeric_limits<T>::epsilon() * size, "gram", asymmetry,
          "is the largest difference from its transpose; must be symmetric");
}

}  // namespace

template <class T>
Objective<T> objectiveOf(const Statistics<T>& statistics, T ridge) {
  requireGram(statistics.gram);
  requireInside("lambda", statistics.lambda(), T(0), std::numeric_limits<T>::max());
  requireInside("ridge", ridge, T(0), std::numeric_limits<T>::max());
  Objective<T> objective{statistics.sigma(), statistics.alpha(), statistics.lambda()};
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
  const auto [values, vectors] = symmetricEigen(objective.H);
  const T largest = values(values.size() - 1);
  const T zero = T(values.size()) * std::numeric_limits<T>::epsilon() * largest;
  const Eigen::Index rank = (values.array() > zero).count();
  return {values.tail(rank), vectors.rightCols(rank)};
}

template <class T>
T excessLoss(const Spectrum<T>& spectrum, const Vector<T>& gradient) {
  const Vector<T> g = spectrum.vectors.transpose() * gradient;
  return (g.array().square() / spectrum.values.array()).sum() / 2;
}

#define LTLAB_INSTANTIATE(T)                                                   \
  template Objective<T> objectiveOf(const Statistics<T>&, T);                  \
  template T objectiveLoss(const Objective<T>&, const Vector<T>&);             \
  template Vector<T> objectiveGradient(const Objective<T>&, const Vector<T>&); \
  template Spectrum<T> spectrumOf(const Objective<T>&);                        \
  template T excessLoss(const Spectrum<T>&, const Vector<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
