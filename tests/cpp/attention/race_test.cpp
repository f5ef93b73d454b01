// What a race claims: every kernel computes what its definition says, counts are those of the library, power laws and
// crossings are found where they were put.
#include "ltlab/attention/race.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/attention/race_report.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

// The definition: weights for every pair, then their mean of the values, in double precision.
template <class Weight>
Matrix<double> byDefinition(const Contest& contest, bool causal, Index window, const Weight& weight) {
  const Matrix<double> q = contest.q().cast<double>(), k = contest.k().cast<double>(),
                       v = contest.v().cast<double>();
  Matrix<double> o = Matrix<double>::Zero(q.rows(), v.cols());
  for (Index i = 0; i < q.rows(); ++i) {
    double sum = 0;
    for (Index j = 0; j < k.rows(); ++j) {
      if ((causal && j > i) || (window > 0 && std::abs(i - j) >= window)) continue;
      const double w = weight(q.row(i), k.row(j));
      sum += w;
      o.row(i) += w * v.row(j);
    }
    o.row(i) /= sum;
  }
  return o;
}

double softmaxWeight(const auto& q, const auto& k) {
  return std::exp(q.dot(k) / std::sqrt(double(q.size())));
}

double eluWeight(const auto& q, const auto& k) {
  double sum = 0;
  const auto phi = [](double x) { return x > 0 ? x + 1 : std::exp(x); };
  for (Index i = 0; i < q.size(); ++i) sum += phi(q(i)) * phi(k(i));
  return sum;
}

TEST(Race, EveryRunnerComputesItsDefinition) {
  for (const bool causal : {false, true}) {
    const RaceSettings settings{.d = 7, .causal = causal, .window = 9};
    const Contest contest(settings, 75);
    const auto error = [&](RaceKernel kernel, const Matrix<double>& expected) {
      return (contest.outputOf(kernel).cast<double>() - expected).cwiseAbs().maxCoeff();
    };
    const auto softmax = [](const auto& q, const auto& k) { return softmaxWeight(q, k); };
    const auto elu = [](const auto& q, const auto& k) { return eluWeight(q, k); };
    // Sums of 75 terms of order one in single precision.
    EXPECT_LT(error(RaceKernel::Softmax, byDefinition(contest, causal, 0, softmax)), 1e-5);
    EXPECT_LT(error(RaceKernel::Window, byDefinition(contest, causal, 9, softmax)), 1e-5);
    EXPECT_LT(error(RaceKernel::Linear, byDefinition(contest, causal, 0, elu)), 1e-5);
  }
}

TEST(Race, RunsAsOftenAsItIsTold) {
  const Contest contest({.d = 4}, 20);
  const double once = contest.run(RaceKernel::Linear, 1);
  EXPECT_NE(once, 0);
  EXPECT_NEAR(contest.run(RaceKernel::Linear, 5), 5 * once, 1e-12 * std::abs(once));
}

TEST(Race, CountsFeaturesOfQueriesAndKeys) {
  const RaceSettings settings{.d = 32, .map = FeatureKind::Performer, .features = 64};
  const double perRow = 3 * 32 + 1 + 64 * (2 * 32 + 3);
  const double attention = 4.0 * 64 * 32 + 3 * 64 + 32;
  EXPECT_EQ(raceCost(RaceKernel::Linear, settings, 1000).flops, 1000 * (attention + 2 * perRow));
  EXPECT_EQ(raceCost(RaceKernel::Softmax, settings, 1000).flops, softmaxCost(1000, 32, 32, false).flops);
}

TEST(Race, MultiplyAddsAreCountedAndDone) {
  EXPECT_EQ(std::fmod(multiplyAddRounds(1000), 24.0 * 1000), 0);
  EXPECT_GT(multiplyAddRounds(1000), 0);
}

TEST(Race, RefusesByName) {
  const auto refusal = [](const RaceSettings& settings, Index n) -> std::string {
    try {
      Contest(settings, n);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal({.d = 0}, 10), "d: 0 is outside [1, 256]");
  EXPECT_EQ(refusal({.features = 513}, 10), "features: 513 is outside [1, 512]");
  EXPECT_EQ(refusal({.window = 0}, 10), "window: 0 must be at least 1");
  EXPECT_EQ(refusal({}, 65'537), "n: 65537 is outside [1, 65536]");
  EXPECT_THROW(raceKernelNamed("sparse"), InputError);
}

TEST(PowerLaw, IsExactOnAPowerAndSaysHowFarTheRestIs) {
  std::vector<double> n, y, noisy;
  for (int i = 0; i < 7; ++i) {
    n.push_back(1024 * std::pow(2, i));
    y.push_back(3e-9 * std::pow(n.back(), 1.75));
    noisy.push_back(y.back() * (i % 2 ? 1.1 : 1 / 1.1));
  }
  const PowerLaw exact = fitPower(n, y);
  EXPECT_NEAR(exact.exponent, 1.75, 1e-12);
  EXPECT_NEAR(exact.factor, 3e-9, 1e-20);
  EXPECT_LT(exact.standardError, 1e-12);
  // Residuals of ± ln 1.1, their mean subtracted, over Σ (log n − mean)² = 28 ln² 2: by hand.
  const double a = std::log(1.1), spread = 28 * std::log(2) * std::log(2);
  const double squares = 7 * a * a - 7 * (a / 7) * (a / 7);
  const PowerLaw law = fitPower(n, noisy);
  EXPECT_NEAR(law.exponent, 1.75, 1e-12);
  EXPECT_NEAR(law.standardError, std::sqrt(squares / 5 / spread), 1e-12);
}

TEST(PowerLaw, NeedsTwoPointsForAnExponentAndThreeForItsError) {
  EXPECT_TRUE(std::isnan(fitPower({1024}, {1}).exponent));
  EXPECT_TRUE(std::isnan(fitPower({1024, 2048}, {1, 2}).standardError));
  EXPECT_NEAR(fitPower({1024, 2048}, {1, 2}).exponent, 1, 1e-12);
}

std::vector<RaceTimes> timesOf(double softmaxFactor, double linearFactor) {
  RaceTimes softmax{RaceKernel::Softmax, {}, {}}, linear{RaceKernel::Linear, {}, {}};
  for (double n = 64; n <= 65'536; n *= 2) {
    if (n <= 8192) {
      softmax.n.push_back(n);
      softmax.seconds.push_back(softmaxFactor * n * n);
    }
    linear.n.push_back(n);
    linear.seconds.push_back(linearFactor * n);
  }
  return {softmax, linear};
}

TEST(RaceReport, FindsTheCrossingWhereItIs) {
  const auto crossover = [](double softmax, double linear) {
    return reportRace({}, {}, {64, 128}, timesOf(softmax, linear)).crossover;
  };
  const Crossover inside = crossover(1e-9, 3e-7);
  EXPECT_EQ(nameOf(inside.place), "inside");
  EXPECT_NEAR(inside.n, 300, 1e-9);
  EXPECT_EQ(nameOf(crossover(1e-9, 1e-9).place), "below");
  EXPECT_EQ(nameOf(crossover(1e-12, 1e-7).place), "none");
  EXPECT_EQ(nameOf(reportRace({}, {}, {64}, {}).crossover.place), "unknown");
}

TEST(RaceReport, LawsLeaveOutShortSequences) {
  std::vector<RaceTimes> times = timesOf(1e-9, 1e-8);
  times[0].seconds[0] = 1;
  const RaceReport report = reportRace({}, {}, {64}, times);
  EXPECT_EQ(report.lanes[0].law.points, 4);
  EXPECT_NEAR(report.lanes[0].law.exponent, 2, 1e-12);
  EXPECT_NEAR(report.lanes[2].law.exponent, 1, 1e-12);
}

TEST(RaceReport, TheCountedCrossingIsTheFirstLengthThatIsCheaper) {
  for (const Index d : {16, 64, 128}) {
    const RaceSettings settings{.d = d};
    const Index n = reportRace(settings, {}, {}, {}).flopsCrossover;
    const auto flops = [&](RaceKernel kernel, Index length) {
      return raceCost(kernel, settings, length).flops;
    };
    EXPECT_LT(flops(RaceKernel::Linear, n), flops(RaceKernel::Softmax, n)) << d;
    EXPECT_GE(flops(RaceKernel::Linear, n - 1), flops(RaceKernel::Softmax, n - 1)) << d;
  }
}

TEST(RaceReport, MemoryIsThatOfAllHeadsAndLayers) {
  const RaceReport report =
      reportRace({.d = 64}, {.layers = 24, .heads = 16, .tokens = 10'000, .numberSize = 2}, {}, {});
  EXPECT_EQ(report.width, 1024);
  EXPECT_EQ(report.cacheBytes, 24.0 * 16 * 2 * 10'000 * (64 + 64));
  EXPECT_EQ(report.stateBytes, 24.0 * 16 * 2 * 64 * (64 + 1));
  // 64 · 65 numbers against 128 a token: 32.5.
  EXPECT_EQ(report.memoryCrossover, 33);
}

TEST(RaceReport, RefusesByName) {
  EXPECT_THROW(reportRace({}, {.layers = 0}, {}, {}), InputError);
  EXPECT_THROW(reportRace({}, {}, {0}, {}), InputError);
  EXPECT_THROW(reportRace({}, {}, {}, {{RaceKernel::Linear, {64}, {0}}}), InputError);
  EXPECT_THROW(reportRace({}, {}, {}, {{RaceKernel::Linear, {64}, {}}}), InputError);
}

}  // namespace
}  // namespace ltlab
