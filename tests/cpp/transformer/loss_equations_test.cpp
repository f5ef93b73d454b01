// Losses and baselines, against Gaussian conditioning and dense solves.
#include <gmock/gmock.h>

#include "ltlab/regression/ridge.h"
#include "ltlab/training/baselines.h"
#include "support/random_values.h"

namespace ltlab {
namespace {
using namespace testing_support;

// Mean of f over a set of points with exactly this mean and covariance: the mean of any quadratic over the
// Gaussian.
template <class F>
double gaussianMean(const Vector<double>& mean, const Matrix<double>& covariance, F f) {
  const auto d = mean.size();
  const Matrix<double> root = covariance.llt().matrixL();
  double sum = 0;
  for (int k = 0; k < d; ++k)
    for (const double sign : {-1.0, 1.0})
      sum += f(Vector<double>(mean + sign * std::sqrt(double(d)) * root.col(k))) / (2.0 * d);
  return sum;
}

TEST(LossEquations, OracleIsThePosteriorMean) {
  RandomValues random(170);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = random.integer(1, 9);
    const double noise = random.uniform(0.1, 4);
    const Context context = randomContext(random, n, d);
    // Conditioning the joint Gaussian of (w, y) on y: Cov(w, y) = Xᵀ, Cov(y) = X Xᵀ + σ² I.
    const Matrix<double> covariance =
        context.x * context.x.transpose() + noise * Matrix<double>::Identity(n, n);
    const Vector<double> mean = context.x.transpose() * covariance.ldlt().solve(context.y);
    EXPECT_LE(relativeError(ridge(context.statistics(), noise), mean), 1e-11);
  }
}

TEST(LossEquations, AdjustedLossIsHalfTheSquaredDistanceToTheOracle) {
  RandomValues random(171);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = random.integer(1, 9);
    const double noise = random.uniform(0.1, 4);
    const Context context = randomContext(random, n, d);
    const Matrix<double> covariance =
        context.x * context.x.transpose() + noise * Matrix<double>::Identity(n, n);
    const Vector<double> oracle = ridge(context.statistics(), noise), w = random.vector(d);
    const Matrix<double> posterior =
        Matrix<double>::Identity(d, d) - context.x.transpose() * covariance.inverse() * context.x;
    const Matrix<double> identity = Matrix<double>::Identity(d, d);
    const auto lossOf = [&](const Vector<double>& weights) {
      return gaussianMean(oracle, posterior, [&](const Vector<double>& target) {
        return gaussianMean(Vector<double>::Zero(d), identity, [&](const Vector<double>& query) {
          return std::pow((weights - target).dot(query), 2) / 2;
        });
      });
    };
    EXPECT_NEAR(lossOf(w) - lossOf(oracle), (w - oracle).squaredNorm() / 2, 1e-11);
  }
}

TEST(LossEquations, ResidualVarianceIsThatOfLeastSquares) {
  RandomValues random(173);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = d + random.integer(1, 6);
    const Context context = randomContext(random, n, d);
    const Vector<double> ols = context.x.colPivHouseholderQr().solve(context.y);
    EXPECT_LE(relativeError(ridge(context.statistics(), 0.0), ols), 1e-9);
    EXPECT_NEAR(residualVariance(context.statistics()), (context.y - context.x * ols).squaredNorm() / (n - d),
                1e-11 * context.y.squaredNorm());
  }
}

// Mean adjusted loss of ridge with s = shrinkage(RSS/(n − d)) over the tasks of the baseline stream, by dense
// solves.
template <class Shrinkage>
double meanAdjusted(const Problem& problem, int tasks, Shrinkage shrinkage) {
  double sum = 0;
  for (int i = 0; i < tasks; ++i) {
    const auto task = sampleTask<double>(problem, {3, Stream::Baselines}, i);
    const Matrix<double> sigma = task.x.transpose() * task.x,
                         identity = Matrix<double>::Identity(problem.d, problem.d);
    const Vector<double> alpha = task.x.transpose() * task.y;
    const auto solve = [&](double s) { return Vector<double>((sigma + s * identity).ldlt().solve(alpha)); };
    const double variance = (task.y - task.x * solve(0)).squaredNorm() / (problem.n - problem.d);
    sum += (solve(shrinkage(variance)) - solve(double(task.sigma) * task.sigma)).squaredNorm() / 2;
  }
  return sum / tasks;
}

TEST(LossEquations, BaselinesAreRidgeWithTheirOwnShrinkage) {
  const Problem problem{3, 8, {NoiseDistribution::Kind::Set, {1, 3}}};
  const int tasks = 400;
  const Baselines baselines = computeBaselines(problem, tasks, 3);
  const auto constant = [&](double s) { return meanAdjusted(problem, tasks, [s](double) { return s; }); };
  const auto tuned = [&](double m, double t) {
    return meanAdjusted(problem, tasks, [=](double variance) { return std::min(m * variance, t); });
  };
  EXPECT_NEAR(baselines.ols.mean, constant(0), 1e-10 * baselines.ols.mean);
  EXPECT_NEAR(baselines.constRr.mean, constant(baselines.s), 1e-10);
  EXPECT_NEAR(baselines.adaRr.mean, meanAdjusted(problem, tasks, [](double variance) { return variance; }),
              1e-10);
  EXPECT_NEAR(baselines.tunedRr.mean, tuned(baselines.m, baselines.t), 1e-10);
  for (const double factor : {0.8, 1.25}) {
    EXPECT_GT(constant(baselines.s * factor), baselines.constRr.mean);
    EXPECT_GT(tuned(baselines.m * factor, baselines.t), baselines.tunedRr.mean);
    EXPECT_GT(tuned(baselines.m, baselines.t * factor), baselines.tunedRr.mean);
  }
}

}  // namespace
}  // namespace ltlab
