#include "ltlab/regression/conditioned_task.h"

#include <cmath>

#include "ltlab/numeric/require.h"
#include "ltlab/numeric/symmetric_eigen.h"

namespace ltlab {

template <class T>
Task<T> conditionedTask(Task<T> task, T condition) {
  requireInside("condition", condition, T(1), T(1e6));
  const Vector<T> noise = task.y - task.x * task.w;
  const Matrix<T> sigma = task.x.transpose() * task.x;
  const auto [values, vectors] = symmetricEigen(sigma);
  const Eigen::Index d = values.size();
  require(values(0) > 0, "x", values(0), "is the smallest eigenvalue of XᵀX, which must be positive");
  Vector<T> wanted(d);
  for (Eigen::Index j = 0; j < d; ++j) wanted(j) = d == 1 ? T(1) : std::pow(condition, T(j) / T(d - 1));
  wanted *= values.sum() / wanted.sum();
  const Vector<T> stretch = (wanted.array() / values.array()).sqrt();
  task.x = task.x * vectors * stretch.asDiagonal() * vectors.transpose();
  task.y = task.x * task.w + noise;
  return task;
}

Task<double> chosenTask(const TaskChoice& choice) {
  requireInside("sigma", choice.sigma, 0, 100);
  const Problem problem{choice.d, choice.n, {NoiseDistribution::Kind::Set, {choice.sigma}}};
  Task<double> task = sampleTask<double>(problem, {choice.seed, Stream::Tasks}, choice.index);
  return choice.condition ? conditionedTask(std::move(task), *choice.condition) : task;
}

template Task<float> conditionedTask(Task<float>, float);
template Task<double> conditionedTask(Task<double>, double);

}  // namespace ltlab
