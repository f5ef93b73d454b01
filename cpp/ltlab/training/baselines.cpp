#include "ltlab/training/baselines.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/statistics.h"

namespace ltlab {
namespace {

// One task in the eigenbasis of Σ, where every (Σ + s I)⁻¹ α is a division: O(d) per s instead of O(d³).
struct SpectralTasks {
  Matrix<double> eigenvalues;       // (tasks, d)
  Matrix<double> alphaSquared;      // (tasks, d): squared coordinates of α
  Matrix<double> oracleInverse;     // (tasks, d): 1/(eigenvalue + σ²)
  Vector<double> residualVariance;  // RSS/(n − d)
  Vector<double> oracleLoss;        // ½ σ² tr (Σ + σ²I)⁻¹
};

SpectralTasks spectralTasks(const Problem& problem, std::int64_t tasks, RandomKey key) {
  const int d = problem.d;
  SpectralTasks spectral{Matrix<double>(tasks, d), Matrix<double>(tasks, d), Matrix<double>(tasks, d),
                         Vector<double>(tasks), Vector<double>(tasks)};
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(d);
  for (std::int64_t i = 0; i < tasks; ++i) {
    const Task<double> task = sampleTask<double>(problem, key, std::uint64_t(i));
    const Statistics<double> statistics = statisticsOf(task);
    solver.compute(statistics.sigma());
    const double noise = task.sigma * task.sigma;
    const Eigen::ArrayXd eigenvalues = solver.eigenvalues().array();
    const Eigen::ArrayXd squared = (solver.eigenvectors().transpose() * statistics.alpha()).array().square();
    const double rss = std::max(0.0, statistics.lambda() - (squared / eigenvalues).sum());
    spectral.eigenvalues.row(i) = eigenvalues;
    spectral.alphaSquared.row(i) = squared;
    spectral.oracleInverse.row(i) = (eigenvalues + noise).inverse();
    spectral.residualVariance[i] = noise == 0 ? 0 : rss / (problem.n - d);
    spectral.oracleLoss[i] = 0.5 * noise * (eigenvalues + noise).inverse().sum();
  }
  return spectral;
}

using Shrinkage = std::function<double(double residualVariance)>;

// ½ ‖(Σ + sI)⁻¹α − w*‖² of one task.
double adjustedLoss(const SpectralTasks& tasks, std::int64_t i, double s) {
  const auto difference =
      (tasks.eigenvalues.row(i).array() + s).inverse() - tasks.oracleInverse.row(i).array();
  return 0.5 * (tasks.alphaSquared.row(i).array() * difference.square()).sum();
}

double meanLoss(const SpectralTasks& tasks, std::int64_t count, const Shrinkage& shrinkage) {
  double sum = 0;
  for (std::int64_t i = 0; i < count; ++i)
    sum += adjustedLoss(tasks, i, shrinkage(tasks.residualVariance[i]));
  return sum / double(count);
}

Estimate estimate(const SpectralTasks& tasks, const Shrinkage& shrinkage) {
  std::vector<double> losses(std::size_t(tasks.residualVariance.size()));
  for (std::size_t i = 0; i < losses.size(); ++i)
    losses[i] = adjustedLoss(tasks, std::int64_t(i), shrinkage(tasks.residualVariance[std::int64_t(i)]));
  return estimateOf(losses.data(), std::int64_t(losses.size()));
}

// Golden-section search for the minimum of a unimodal function on [low, high].
double minimise(double low, double high, const std::function<double(double)>& f) {
  constexpr double golden = 0.6180339887498949;
  double a = high - golden * (high - low), b = low + golden * (high - low), fa = f(a), fb = f(b);
  for (int i = 0; i < 24; ++i) {
    if (fa < fb) {
      high = b, b = a, fb = fa;
      a = high - golden * (high - low), fa = f(a);
    } else {
      low = a, a = b, fa = fb;
      b = low + golden * (high - low), fb = f(b);
    }
  }
  return 0.5 * (low + high);
}

}  // namespace

Baselines computeBaselines(const Problem& problem, std::int64_t tasks, std::uint64_t seed) {
  requireProblem(problem);
  requireInside("tasks", tasks, 100, 10'000'000);
  const SpectralTasks spectral = spectralTasks(problem, tasks, {seed, Stream::Baselines});
  const std::int64_t tuning = std::min<std::int64_t>(tasks, 20000);
  const double largest = 4 * maxNoise(problem.noise) * maxNoise(problem.noise);

  Baselines result;
  result.tasks = tasks;
  result.oracle = estimateOf(spectral.oracleLoss.data(), tasks);
  result.ols = estimate(spectral, [](double) { return 0.0; });
  result.s =
      minimise(0, largest, [&](double s) { return meanLoss(spectral, tuning, [s](double) { return s; }); });
  result.constRr = estimate(spectral, [s = result.s](double) { return s; });
  result.adaRr = estimate(spectral, [](double variance) { return variance; });
  result.m = 1, result.t = largest;
  for (int round = 0; round < 3; ++round) {
    result.t = minimise(0, largest, [&](double t) {
      return meanLoss(spectral, tuning, [&, t](double variance) { return std::min(result.m * variance, t); });
    });
    result.m = minimise(0.25, 4, [&](double m) {
      return meanLoss(spectral, tuning, [&, m](double variance) { return std::min(m * variance, result.t); });
    });
  }
  result.tunedRr =
      estimate(spectral, [&](double variance) { return std::min(result.m * variance, result.t); });
  return result;
}

BaselineProfile baselineProfile(const Baselines& tuned, const Problem& problem,
                                const std::vector<double>& sigmas, std::int64_t tasks, std::uint64_t seed) {
  requireProblem(problem);
  requireInside("tasks", tasks, 100, 10'000'000);
  BaselineProfile profile;
  for (const double sigma : sigmas) {
    requireInside("sigmas", sigma, 0, 100);
    const Problem fixed{problem.d, problem.n, {NoiseDistribution::Kind::Set, {sigma}}};
    const SpectralTasks spectral = spectralTasks(fixed, tasks, {seed, Stream::Baselines});
    const auto mean = [&](const Shrinkage& shrinkage) { return meanLoss(spectral, tasks, shrinkage); };
    profile.sigma.push_back(sigma);
    profile.oracle.push_back(spectral.oracleLoss.mean());
    profile.ols.push_back(mean([](double) { return 0.0; }));
    profile.constRr.push_back(mean([&](double) { return tuned.s; }));
    profile.adaRr.push_back(mean([](double variance) { return variance; }));
    profile.tunedRr.push_back(mean([&](double variance) { return std::min(tuned.m * variance, tuned.t); }));
  }
  return profile;
}

}  // namespace ltlab
