#include "ltlab/attention/recorded.h"

#include <cmath>
#include <limits>

#include "ltlab/attention/quotient.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

template <class T>
constexpr T minusInfinity = -std::numeric_limits<T>::infinity();

template <class T>
void hide(Matrix<T>& scaled, const Visibility& visibility) {
  for (Index i = 0; i < scaled.rows(); ++i)
    for (Index j = 0; j < scaled.cols(); ++j)
      if (!isVisible(visibility, i, j, scaled.cols())) scaled(i, j) = minusInfinity<T>;
}

// The step-by-step version of one row: fills maximum, exponentials, sums and weights.
template <class T>
void normaliseRow(SoftmaxRecord<T>& record, Index i) {
  T& maximum = record.maximum[i];
  for (Index j = 0; j < record.scaled.cols(); ++j)
    if (!(record.scaled(i, j) <= maximum)) maximum = record.scaled(i, j);
  if (maximum == minusInfinity<T>) return;
  for (Index j = 0; j < record.scaled.cols(); ++j)
    record.exponentials(i, j) = std::exp(record.scaled(i, j) - maximum);
  record.sums[i] = record.exponentials.row(i).sum();
  record.weights.row(i) = record.exponentials.row(i) / record.sums[i];
}

template <class T>
void recordSteps(LinearRecord<T>& record, const Matrix<T>& v) {
  record.stepS.push_back(Matrix<T>::Zero(record.phiK.cols(), v.cols()));
  record.stepZ.push_back(Vector<T>::Zero(record.phiK.cols()));
  for (Index i = 0; i < v.rows(); ++i) {
    record.stepS.push_back(record.stepS.back() + record.phiK.row(i).transpose() * v.row(i));
    record.stepZ.push_back(record.stepZ.back() + record.phiK.row(i).transpose());
    record.numerator.row(i) = record.phiQ.row(i) * record.stepS.back();
    record.denominator[i] = record.phiQ.row(i).dot(record.stepZ.back());
  }
  record.similarities = record.similarities.template triangularView<Eigen::Lower>();
}

template <class T>
HeadRecord<T> recordHead(const Matrix<T>& tokens, const LayerHead<T>& head, Index context) {
  HeadRecord<T> record;
  const auto seen = tokens.topRows(context);
  record.similarities = tokens * head.Q.transpose() * seen.transpose();
  record.transformations = seen * head.P.transpose();
  record.contributions.resize(tokens.rows() * context, tokens.cols());
  record.deltas = Matrix<T>::Zero(tokens.rows(), tokens.cols());
  for (Index i = 0; i < tokens.rows(); ++i)
    for (Index j = 0; j < context; ++j) {
      record.contributions.row(i * context + j) = record.similarities(i, j) * record.transformations.row(j);
      record.deltas.row(i) += record.contributions.row(i * context + j);
    }
  return record;
}

}  // namespace

template <class T>
SoftmaxRecord<T> recordSoftmax(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                               const SoftmaxOptions<T>& options) {
  requireSoftmaxShapes(q, k, v, options);
  SoftmaxRecord<T> record;
  record.scores = q * k.transpose();
  record.scaled = options.scale.value_or(1 / std::sqrt(T(q.cols()))) * record.scores;
  hide(record.scaled, options.visibility);
  record.maximum = Vector<T>::Constant(q.rows(), minusInfinity<T>);
  record.exponentials = record.weights = Matrix<T>::Zero(q.rows(), k.rows());
  record.sums = Vector<T>::Zero(q.rows());
  for (Index i = 0; i < q.rows(); ++i) normaliseRow(record, i);
  record.output = record.weights * v;
  return record;
}

template <class T>
LinearRecord<T> recordLinear(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v, bool causal,
                             Normaliser normaliser) {
  requireLinearShapes(phiQ, phiK, v);
  if (causal) requireSize("phiK.rows", phiK.rows(), "phiQ.rows", phiQ.rows());
  LinearRecord<T> record;
  record.phiQ = phiQ;
  record.phiK = phiK;
  record.S = phiK.transpose() * v;
  record.z = phiK.colwise().sum();
  record.similarities = phiQ * phiK.transpose();
  record.numerator = phiQ * record.S;
  record.denominator = phiQ * record.z;
  if (causal) recordSteps(record, v);
  if (normaliser == Normaliser::None) record.denominator.setOnes();
  record.weights = record.similarities;
  record.output = record.numerator;
  for (Index i = 0; i < phiQ.rows(); ++i) {
    divideByWeight<T>(record.weights.row(i), record.denominator[i]);
    divideByWeight<T>(record.output.row(i), record.denominator[i]);
  }
  return record;
}

template <class T>
LayerRecord<T> recordLayer(const Matrix<T>& tokens, const std::vector<LayerHead<T>>& heads, Index context) {
  requireInside("context", context, 0, tokens.rows());
  LayerRecord<T> record;
  record.deltas = Matrix<T>::Zero(tokens.rows(), tokens.cols());
  for (const LayerHead<T>& head : heads) {
    requireSize("P.rows", head.P.rows(), "tokens.cols", tokens.cols());
    requireSize("P.cols", head.P.cols(), "tokens.cols", tokens.cols());
    requireSize("Q.rows", head.Q.rows(), "tokens.cols", tokens.cols());
    requireSize("Q.cols", head.Q.cols(), "tokens.cols", tokens.cols());
    record.heads.push_back(recordHead(tokens, head, context));
    record.deltas += record.heads.back().deltas;
  }
  record.tokens = tokens + record.deltas;
  return record;
}

#define LTLAB_INSTANTIATE(T)                                                                        \
  template SoftmaxRecord<T> recordSoftmax(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&,     \
                                          const SoftmaxOptions<T>&);                                \
  template LinearRecord<T> recordLinear(const Matrix<T>&, const Matrix<T>&, const Matrix<T>&, bool, \
                                        Normaliser);                                                \
  template LayerRecord<T> recordLayer(const Matrix<T>&, const std::vector<LayerHead<T>>&, Index);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
