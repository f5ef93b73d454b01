#pragma once
// The loss of one task and its gradient in the plainest form: P and Q as dense matrices, the adjoint
// recursion line by line.
#include "ltlab/regression/ridge.h"
#include "ltlab/transformer/forward_gram.h"

namespace ltlab {

struct TaskGradient {
  double loss = 0;
  Vector<double> gradient;  // in the order of the parameters
};

// ∂loss/∂w and loss at weights w.
inline double lossAndSlope(const Task<double>& task, bool sampledQuery, const Vector<double>& w,
                           Vector<double>& slope) {
  if (sampledQuery) {
    const double residual = w.dot(task.query) - task.target();
    slope = residual * task.query;
    return 0.5 * residual * residual;
  }
  slope = w - ridge(statisticsOf(task), task.sigma * task.sigma);
  return 0.5 * slope.squaredNorm();
}

inline double taskLoss(const Architecture& architecture, const Vector<double>& parameters,
                       const Task<double>& task, bool sampledQuery) {
  Vector<double> slope;
  const auto trace = forwardGram(networkOf(architecture, parameters), statisticsOf(task).gram);
  return lossAndSlope(task, sampledQuery, trace.w(), slope);
}

// Numbers of one head from the gradients of its dense P and Q.
inline Vector<double> headGradient(Model model, int d, const Matrix<double>& P, const Matrix<double>& Q) {
  Vector<double> numbers(headParameterCount(model, d));
  if (model == Model::Full) {
    numbers << P.reshaped<Eigen::RowMajor>(), Q.reshaped<Eigen::RowMajor>();
    return numbers;
  }
  const double diagonal[4] = {P.diagonal().head(d).sum(), P(d, d), Q.diagonal().head(d).sum(), Q(d, d)};
  for (Eigen::Index i = 0; i < numbers.size(); ++i) numbers[i] = diagonal[i];
  return numbers;
}

inline TaskGradient taskGradient(const Architecture& architecture, const Vector<double>& parameters,
                                 const Task<double>& task, bool sampledQuery) {
  const int d = architecture.d, L = architecture.layers;
  const Network<double> network = networkOf(architecture, parameters);
  const auto trace = forwardGram(network, statisticsOf(task).gram);
  std::vector<Vector<double>> r(L + 1), p(L + 1);
  r[L] = Vector<double>::Unit(d + 1, d);
  for (int l = L - 1; l >= 0; --l) r[l] = trace.layer[l].transpose() * r[l + 1];
  TaskGradient result;
  Vector<double> slope;
  result.loss = lossAndSlope(task, sampledQuery, -r[0].head(d), slope);
  p[0] = Vector<double>::Zero(d + 1);
  p[0].head(d) = -slope;
  for (int l = 0; l < L; ++l) p[l + 1] = trace.layer[l] * p[l];

  result.gradient.resize(parameters.size());
  Matrix<double> adjoint = Matrix<double>::Zero(d + 1, d + 1);
  const int stride = headParameterCount(architecture.model, d);
  for (int l = L - 1; l >= 0; --l) {
    const Matrix<double>&G = trace.gram[l], &T = trace.layer[l];
    const Matrix<double> tBar = r[l + 1] * p[l].transpose() + 2 * adjoint * T * G;
    Matrix<double> next = T.transpose() * adjoint * T;
    for (int k = 0; k < architecture.heads; ++k) {
      const auto& [P, Q] = network.layers[l].heads[k];
      result.gradient.segment((l * architecture.heads + k) * stride, stride) =
          headGradient(architecture.model, d, tBar * Q.transpose() * G, G * P.transpose() * tBar);
      const Matrix<double> direct = P.transpose() * tBar * Q.transpose();
      next += 0.5 * (direct + direct.transpose());
    }
    adjoint = next;
  }
  return result;
}

}  // namespace ltlab
