#include "ltlab/regression/task.h"

#include <vector>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/task_lanes.h"

namespace ltlab {

void requireProblem(const Problem& problem) {
  requireInside("d", problem.d, 1, 64);
  require(problem.n > problem.d, "n", problem.n, "must be greater than d = " + std::to_string(problem.d));
  requireInside("n", problem.n, 2, 100000);
}

template <class T>
Task<T> sampleTask(const Problem& problem, RandomKey key, std::uint64_t index) {
  using L = std::conditional_t<std::is_same_v<T, float>, F32x4, F64x2>;
  requireProblem(problem);
  const int d = problem.d, n = problem.n;
  const std::vector<float> levels(problem.noise.values.begin(), problem.noise.values.end());
  const TaskSource source{
      key, d, n, problem.noise.kind == NoiseDistribution::Kind::Uniform, levels.data(), int(levels.size())};
  std::vector<F32x4::V> normals(normalCount(d, n));
  std::vector<typename L::V> w(d), query(d), tokens(std::size_t(n) * (d + 1));
  F32x4::V sigma;
  drawTasks<F32x4>(source, index, sigma, normals.data());
  buildTokens<L>(source, sigma, normals.data(), 0, w.data(), query.data(), tokens.data());

  Task<T> task{Matrix<T>(n, d), Vector<T>(n), Vector<T>(d), Vector<T>(d), T(sigma[0])};
  for (int k = 0; k < d; ++k) task.w(k) = w[k][0], task.query(k) = query[k][0];
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < d; ++k) task.x(i, k) = tokens[i * (d + 1) + k][0];
    task.y(i) = tokens[i * (d + 1) + d][0];
  }
  return task;
}

template Task<float> sampleTask(const Problem&, RandomKey, std::uint64_t);
template Task<double> sampleTask(const Problem&, RandomKey, std::uint64_t);

}  // namespace ltlab
