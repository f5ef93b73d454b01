// Losses, baselines and the gradient of the network, against Gaussian conditioning, dense solves and
// differences.
#include <gmock/gmock.h>

#include "ltlab/regression/ridge.h"
#include "ltlab/training/baselines.h"
#include "ltlab/training/kernel_call.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;

Problem problemOf(int d, int n, double sigma) {
  return {d, n, {NoiseDistribution::Kind::Set, {sigma}}};
}

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

TEST(LossEquations, KernelsLossIsTheAdjustedLossOfItsTask) {
  RandomValues random(172);
  const Problem problem = problemOf(3, 7, 1.5);
  const Architecture architecture{Model::Diag, 3, 2, 3};
  const Vector<double> parameters = random.vector(parameterCount(architecture), 0.12);
  const SourceOf source(problem, {5, Stream::Tasks});
  const NetworkOf<double> network(architecture, parameters);
  double losses[4];
  LossJob<double> job{source.source(), network.network(), 0, 4, false, losses};
  KernelMemory memory;
  batchKernel<double>().losses(job, memory.reserve(batchKernel<double>().lossBytes(job)));
  for (int task = 0; task < 4; ++task) {
    const auto sampled = sampleTask<double>(problem, {5, Stream::Tasks}, task);
    const Context context{sampled.x, sampled.y};
    const Vector<double> w = statesOfTokens(networkOf(architecture, parameters), context).back().w;
    const Vector<double> oracle = ridge(context.statistics(), 2.25);
    EXPECT_LE(relativeError(losses[task], (w - oracle).squaredNorm() / 2), 1e-10);
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

// The adjoint of the Gram recursion as MATH §5 writes it. p: −∂loss/∂w. Gradients in the order of the
// parameters of FULL.
Vector<double> adjointGradient(const Network<double>& network, const Matrix<double>& gram,
                               const Vector<double>& p0) {
  const int size = network.d + 1, layers = int(network.layers.size());
  std::vector<Matrix<double>> G{gram}, T;
  std::vector<Vector<double>> p{Vector<double>::Zero(size)}, r(layers + 1);
  p[0].head(network.d) = p0;
  for (const auto& layer : network.layers) {
    Matrix<double> t = Matrix<double>::Identity(size, size);
    for (const auto& head : layer.heads) t += head.P * G.back() * head.Q;
    p.push_back(t * p.back());
    G.push_back(t * G.back() * t.transpose());
    T.push_back(t);
  }
  r[layers] = Vector<double>::Unit(size, network.d);
  for (int l = layers - 1; l >= 0; --l) r[l] = T[l].transpose() * r[l + 1];
  std::vector<Matrix<double>> gradients;
  Matrix<double> gBar = Matrix<double>::Zero(size, size);
  for (int l = layers - 1; l >= 0; --l) {
    const Matrix<double> tBar = r[l + 1] * p[l].transpose() + 2 * gBar * T[l] * G[l];
    Matrix<double> next = T[l].transpose() * gBar * T[l];
    for (int k = int(network.layers[l].heads.size()) - 1; k >= 0; --k) {
      const auto& [P, Q] = network.layers[l].heads[k];
      gradients.push_back(G[l] * P.transpose() * tBar);
      gradients.push_back(tBar * Q.transpose() * G[l]);
      const Matrix<double> pull = P.transpose() * tBar * Q.transpose();
      next += (pull + pull.transpose()) / 2;
    }
    gBar = next;
  }
  Vector<double> flat(Eigen::Index(gradients.size()) * size * size);
  for (std::size_t i = 0; i < gradients.size(); ++i)
    flat.segment(Eigen::Index(gradients.size() - 1 - i) * size * size, size * size) =
        gradients[i].reshaped<Eigen::RowMajor>();
  return flat;
}

struct GradientCase {
  Problem problem = problemOf(3, 6, 1.5);
  Architecture architecture;
  bool sampledQuery;
  Vector<double> parameters;
  Task<double> task = sampleTask<double>(problem, {9, Stream::Tasks}, 2);

  double loss(const Vector<double>& at) const {
    const Context context{task.x, task.y};
    const Vector<double> w = statesOfTokens(networkOf(architecture, at), context).back().w;
    if (sampledQuery) return std::pow((w - task.w).dot(task.query), 2) / 2;
    return (w - ridge(context.statistics(), 2.25)).squaredNorm() / 2;
  }
  Vector<double> kernelGradient() const {
    const SourceOf source(problem, {9, Stream::Tasks});
    const NetworkOf<double> network(architecture, parameters);
    Vector<double> gradient(parameters.size());
    GradientSums sums{gradient.data()};
    GradientJob<double> job{source.source(),
                            network.network(),
                            network.parameters(),
                            int(parameters.size()),
                            network.diagonalStride(),
                            sampledQuery,
                            0,
                            2,
                            1};
    KernelMemory memory;
    batchKernel<double>().gradient(job, memory.reserve(batchKernel<double>().gradientBytes(job)), sums);
    return gradient;
  }
  Vector<double> differences() const {
    Vector<double> slope(parameters.size());
    for (int i = 0; i < parameters.size(); ++i) {
      const Vector<double> h = 1e-5 * Vector<double>::Unit(parameters.size(), i);
      slope(i) = (loss(parameters + h) - loss(parameters - h)) / 2e-5;
    }
    return slope;
  }
  Vector<double> minusLossSlope() const {
    const Context context{task.x, task.y};
    const Vector<double> w = statesOfTokens(networkOf(architecture, parameters), context).back().w;
    if (sampledQuery) return (task.w - w).dot(task.query) * task.query;
    return ridge(context.statistics(), 2.25) - w;
  }
};

template <class Check>
void forGradientCases(Model model, Check check) {
  RandomValues random(174);
  for (const int layers : {1, 2, 3})
    for (const bool sampledQuery : {false, true}) {
      GradientCase c;
      c.architecture = {model, layers, 2, 3};
      c.sampledQuery = sampledQuery;
      c.parameters = random.vector(parameterCount(c.architecture), 0.1);
      check(c);
    }
}

TEST(GradientEquations, AdjointAgreesWithCentralDifferencesAndTheKernel) {
  forGradientCases(Model::Full, [](const GradientCase& c) {
    const Vector<double> gradient = adjointGradient(networkOf(c.architecture, c.parameters),
                                                    statisticsOf(c.task).gram, c.minusLossSlope());
    // Central differences of step 1e-5 in double precision: 1e-10 of curvature, 1e-11 of rounding.
    EXPECT_LE(relativeError(gradient, c.differences()), 1e-7);
    EXPECT_LE(relativeError(c.kernelGradient(), gradient), 1e-11);
  });
}

TEST(GradientEquations, OfOmegasAreInnerProductsWithTheStatistics) {
  for (const Model model : {Model::Diag, Model::GdPlusPlus})
    forGradientCases(model, [](const GradientCase& c) {
      EXPECT_LE(relativeError(c.kernelGradient(), c.differences()), 1e-7);
    });
}

}  // namespace
}  // namespace ltlab
