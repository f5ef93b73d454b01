#include "ltlab/training/evaluation.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/ridge.h"
#include "ltlab/training/baselines.h"
#include "ltlab/training/published.h"
#include "ltlab/transformer/forward_tokens.h"
#include "support/random_values.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

const Problem problem{4, 9, parseNoise("uniform:2")};
const Architecture architecture{Model::Diag, 3, 1, 4};

Vector<double> parameters() {
  testing_support::RandomValues random(1);
  return testing_support::randomParameters(architecture, 9, random);
}

// The adjusted loss is a difference of two half squared errors at a fresh query; here both are measured,
// token by token.
TEST(Evaluate, AdjustedLossIsTheModelsLossMinusTheOraclesAtTheQuery) {
  const int tasks = 4000;
  const auto network = networkOf(architecture, parameters());
  std::vector<double> difference;
  for (int i = 0; i < tasks; ++i) {
    const auto task = sampleTask<double>(problem, {5, Stream::Validation}, i);
    const double model = forwardTokens(network, contextTokens(task.x, task.y), task.query).prediction();
    const double oracle = ridge(statisticsOf(task), task.sigma * task.sigma).dot(task.query);
    difference.push_back(0.5 * std::pow(model - task.target(), 2) -
                         0.5 * std::pow(oracle - task.target(), 2));
  }
  const Estimate measured = estimateOf(difference.data(), tasks);
  const Evaluation exact = evaluate(architecture, parameters(), problem, tasks, 5);
  EXPECT_NEAR(measured.mean, exact.adjusted.mean, 4 * measured.standardError);
  EXPECT_LT(exact.adjusted.standardError, measured.standardError);
}

TEST(Evaluate, HasTheSameMeanByBothSamplers) {
  const Evaluation tokens = evaluate(architecture, parameters(), problem, 20000, 5);
  const Evaluation statistics = evaluate(architecture, parameters(), problem, 20000, 5, Sampler::Statistics);
  const double error = std::hypot(tokens.adjusted.standardError, statistics.adjusted.standardError);
  EXPECT_NE(tokens.adjusted.mean, statistics.adjusted.mean);
  EXPECT_LE(std::abs(tokens.adjusted.mean - statistics.adjusted.mean), 4 * error);
}

TEST(Evaluate, ReadsTheNetworkOutAfterEveryLayer) {
  const Evaluation evaluation = evaluate(architecture, parameters(), problem, 1500, 5);
  ASSERT_EQ(evaluation.afterLayer.size(), 4u);
  EXPECT_EQ(evaluation.afterLayer[3].mean, evaluation.adjusted.mean);
  EXPECT_EQ(evaluation.nonFiniteTasks, 0);
  double zero = 0;
  for (int i = 0; i < 1500; ++i) {
    const auto task = sampleTask<double>(problem, {5, Stream::Validation}, i);
    zero += 0.5 * ridge(statisticsOf(task), task.sigma * task.sigma).squaredNorm();
  }
  EXPECT_NEAR(evaluation.afterLayer[0].mean, zero / 1500, 1e-10);
}

TEST(Estimate, IsMeanAndStandardErrorOfTheMean) {
  const double values[6] = {1, -1, 4, -1, 7, -1};
  const Estimate estimate = estimateOf(values, 3, 2);
  EXPECT_DOUBLE_EQ(estimate.mean, 4);
  EXPECT_DOUBLE_EQ(estimate.standardError, 3 / std::sqrt(3));
}

TEST(Evaluate, LeavesTasksThatAreNotFiniteOutAndCountsThem) {
  const Evaluation evaluation =
      evaluate({Model::Diag, 12, 1, 4}, Vector<double>::Constant(48, 1e3), problem, 50, 1);
  EXPECT_EQ(evaluation.nonFiniteTasks, 50);
}

TEST(SigmaProfile, HasOneColumnPerLevelAndAgreesWithEvaluateThere) {
  const SigmaProfile profile = sigmaProfile(architecture, parameters(), problem, {0, 1, 3}, 2000, 7);
  EXPECT_EQ(profile.sigma, (std::vector<double>{0, 1, 3}));
  Problem one = problem;
  one.noise = parseNoise("constant:1");
  const Evaluation at1 = evaluate(architecture, parameters(), one, 2000, 7);
  EXPECT_NEAR(profile.mean[1], at1.adjusted.mean, 1e-12 * at1.adjusted.mean);
  EXPECT_NEAR(profile.standardError[1], at1.adjusted.standardError, 1e-9);
  for (int i = 0; i < 3; ++i) {
    EXPECT_LE(profile.q10[i], profile.median[i]);
    EXPECT_LE(profile.median[i], profile.q90[i]);
  }
}

TEST(Evaluate, RefusesWhatDoesNotFit) {
  EXPECT_THAT([] { evaluate(architecture, Vector<double>::Zero(5), problem, 10, 1); },
              ThrowsMessage<InputError>(StrEq("parameters.size: 5 must equal parameterCount = 12")));
  EXPECT_THAT([] { evaluate(architecture, parameters(), problem, 0, 1); },
              ThrowsMessage<InputError>(StrEq("tasks: 0 is outside [1, 100000000]")));
  EXPECT_THAT(
      [] {
        evaluate(architecture, parameters(), {5, 9, {}}, 10, 1);
      },
      ThrowsMessage<InputError>(StrEq("problem.d: 5 must equal architecture.d = 4")));
  EXPECT_THAT([] { sigmaProfile(architecture, parameters(), problem, {-1}, 10, 1); },
              ThrowsMessage<InputError>(StrEq("sigmas: -1 is outside [0, 100]")));
  EXPECT_THAT([] { computeBaselines(problem, 99, 1); },
              ThrowsMessage<InputError>(StrEq("tasks: 99 is outside [100, 10000000]")));
}

// Adjusted losses of the closed forms on the same tasks, by dense solves.
TEST(Baselines, AreTheLossesOfTheirClosedForms) {
  const int tasks = 500;
  const Baselines baselines = computeBaselines(problem, tasks, 3);
  double ols = 0, constant = 0, ada = 0, tuned = 0, oracle = 0;
  for (int i = 0; i < tasks; ++i) {
    const auto task = sampleTask<double>(problem, {3, Stream::Baselines}, i);
    const auto statistics = statisticsOf(task);
    const double variance = residualVariance(statistics), noise = task.sigma * task.sigma;
    const Vector<double> best = ridge(statistics, noise);
    auto loss = [&](double s) { return 0.5 * (ridge(statistics, s) - best).squaredNorm(); };
    ols += loss(0);
    constant += loss(baselines.s);
    ada += loss(variance);
    tuned += loss(std::min(baselines.m * variance, baselines.t));
    const Matrix<double> shifted = statistics.sigma() + noise * Matrix<double>::Identity(4, 4);
    oracle += 0.5 * noise * shifted.inverse().trace();
  }
  EXPECT_NEAR(baselines.ols.mean, ols / tasks, 1e-8);
  EXPECT_NEAR(baselines.constRr.mean, constant / tasks, 1e-8);
  EXPECT_NEAR(baselines.adaRr.mean, ada / tasks, 1e-8);
  EXPECT_NEAR(baselines.tunedRr.mean, tuned / tasks, 1e-8);
  EXPECT_NEAR(baselines.oracle.mean, oracle / tasks, 1e-8);
}

// A tuned constant is a minimum: moving it either way makes its own tuning tasks worse.
TEST(Baselines, TunedConstantsAreMinima) {
  const int tasks = 2000;
  const Baselines baselines = computeBaselines(problem, tasks, 3);
  std::vector<Statistics<double>> statistics;
  std::vector<Vector<double>> best;
  for (int i = 0; i < tasks; ++i) {
    const auto task = sampleTask<double>(problem, {3, Stream::Baselines}, i);
    statistics.push_back(statisticsOf(task));
    best.push_back(ridge(statistics.back(), task.sigma * task.sigma));
  }
  auto mean = [&](auto shrinkage) {
    double sum = 0;
    for (int i = 0; i < tasks; ++i)
      sum += (ridge(statistics[i], shrinkage(statistics[i])) - best[i]).squaredNorm();
    return sum;
  };
  auto constant = [&](double s) { return mean([s](const auto&) { return s; }); };
  auto tuned = [&](double m, double t) {
    return mean([=](const auto& of) { return std::min(m * residualVariance(of), t); });
  };
  for (double factor : {0.9, 1.1}) {
    EXPECT_GT(constant(factor * baselines.s), constant(baselines.s));
    EXPECT_GT(tuned(factor * baselines.m, baselines.t), tuned(baselines.m, baselines.t));
    EXPECT_GT(tuned(baselines.m, factor * baselines.t), tuned(baselines.m, baselines.t));
  }
}

// AdaRR has nothing to tune and agrees within 2 %, half a unit of the last printed digit or three of our
// standard errors. Of the tuned baselines the minima that we find lie up to 6 % below the printed ConstRR and
// up to 10 % above the printed TunedRR where the noise is small (their tuning is not described); for U(0, 5)
// and {1, 3} all agree within 2 %.
TEST(Baselines, AgreeWithThePaper) {
  for (const char* noise :
       {"uniform:0", "uniform:1", "uniform:2", "uniform:3", "uniform:4", "uniform:5", "set:1,3"}) {
    const NoiseDistribution distribution = parseNoise(noise);
    const Baselines ours = computeBaselines({10, 20, distribution}, 40000, 1);
    const bool large = distribution == parseNoise("uniform:5") || distribution == parseNoise("set:1,3");
    auto expectInside = [&](Baseline baseline, const Estimate& estimate, double below, double above) {
      const double published = publishedLoss(baseline, distribution);
      const double noiseAndRounding = std::max(0.0005, 3 * estimate.standardError);
      EXPECT_GE(estimate.mean, published - std::max(below * published, noiseAndRounding))
          << noise << int(baseline);
      EXPECT_LE(estimate.mean, published + std::max(above * published, noiseAndRounding))
          << noise << int(baseline);
    };
    expectInside(Baseline::AdaRr, ours.adaRr, 0.02, 0.02);
    expectInside(Baseline::TunedRr, ours.tunedRr, 0.02, large ? 0.02 : 0.1);
    expectInside(Baseline::ConstRr, ours.constRr, large ? 0.02 : 0.06, 0.02);
  }
}

// On U(0, 2) the constant near E σ² = 4/3 gives less than the printed 0.066, beyond our standard error and
// rounding.
TEST(Baselines, ABetterConstantThanThePrintedOneExistsForSmallNoise) {
  const Baselines ours = computeBaselines({10, 20, parseNoise("uniform:2")}, 40000, 1);
  EXPECT_NEAR(ours.s, 4.0 / 3, 0.1);
  EXPECT_LT(ours.constRr.mean + 3 * ours.constRr.standardError, 0.0655);
}

TEST(PublishedLoss, IsTheTableAndNothingElse) {
  EXPECT_EQ(publishedLoss(Model::Diag, 4, parseNoise("uniform:5")), 0.059);
  EXPECT_EQ(publishedLoss(Model::Full, 7, parseNoise("set:1,3")), 0.010);
  EXPECT_EQ(publishedLoss(Model::GdPlusPlus, 2, parseNoise("uniform:2")), 0.243);
  EXPECT_EQ(publishedLoss(Baseline::TunedRr, parseNoise("uniform:5")), 0.049);
  EXPECT_TRUE(std::isnan(publishedLoss(Model::Diag, 8, parseNoise("uniform:5"))));
  EXPECT_TRUE(std::isnan(publishedLoss(Model::Diag, 0, parseNoise("uniform:5"))));
  EXPECT_TRUE(std::isnan(publishedLoss(Model::Diag, 4, parseNoise("uniform:6"))));
  EXPECT_TRUE(std::isnan(publishedLoss(Baseline::AdaRr, parseNoise("set:1,2"))));
}

}  // namespace
}  // namespace ltlab
