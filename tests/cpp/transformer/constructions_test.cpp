#include "ltlab/transformer/constructions.h"

#include <gmock/gmock.h>

#include "ltlab/regression/iterative.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::StrEq;
using testing::ThrowsMessage;

TEST(LayerOfOmegas, HasTheseOmegasAndOneHeadWhereOneIsEnough) {
  const auto expectLayer = [](const Omega<double>& omega, std::size_t heads) {
    const Layer<double> layer = layerOf(3, omega);
    EXPECT_EQ(layer.heads.size(), heads);
    double made[4] = {};
    for (const auto& [P, Q] : layer.heads) {
      EXPECT_TRUE(P.isDiagonal(0) && Q.isDiagonal(0));
      for (int k = 0; k < 3; ++k) EXPECT_EQ(P(k, k) * Q(k, k), P(0, 0) * Q(0, 0));
      made[0] += P(0, 0) * Q(0, 0), made[1] += P(0, 0) * Q(3, 3);
      made[2] += P(3, 3) * Q(0, 0), made[3] += P(3, 3) * Q(3, 3);
    }
    const double wanted[4] = {omega.xx, omega.xy, omega.yx, omega.yy};
    for (int i = 0; i < 4; ++i) EXPECT_DOUBLE_EQ(made[i], wanted[i]);
  };
  expectLayer({.xx = 2}, 1);
  expectLayer({.xy = 2}, 1);
  expectLayer({.yx = 2}, 1);
  expectLayer({.yy = 2}, 1);
  expectLayer({.xx = 2, .xy = 3}, 1);
  expectLayer({.yx = 2, .yy = 3}, 1);
  expectLayer({.xx = 2, .yx = 3}, 1);
  expectLayer({.xy = 2, .yy = 3}, 1);
  expectLayer({.xx = 2, .xy = 4, .yx = 3, .yy = 6}, 1);
  expectLayer({.xx = 2, .yy = 3}, 2);
  expectLayer({.xy = 2, .yx = 3}, 2);
  expectLayer({.xx = 1, .xy = 2, .yx = 3, .yy = 4}, 2);
  expectLayer({}, 1);
}

TEST(GdPlusPlusLayers, AreTheIterativeMethodsIterate) {
  RandomValues random(130);
  for (int layers = 1; layers <= 11; ++layers) {
    const Vector<double> eigenvalues{{1, 3, 20, 50}};
    const Context context = contextWithEigenvalues(random, 7, eigenvalues);
    const auto objective = objectiveOf(context.statistics());
    const auto method =
        runMethod(Method::GdPlusPlus, objective, suggestedSettings(Method::GdPlusPlus, objective, layers),
                  Vector<double>(Vector<double>::Zero(4)));
    const auto omegas = gdPlusPlusLayers(1.0, 50.0, layers);
    ASSERT_EQ(int(omegas.size()), layers);
    const Vector<double> w = statesOfTokens(networkOf(4, omegas), context).back().w;
    EXPECT_LE(relativeError(w, Vector<double>(method.w.row(layers).transpose())), 1e-11) << layers;
  }
}

TEST(GdPlusPlusLayers, ReachTenDigitsAtConditionHundredWithinElevenLayers) {
  RandomValues random(131);
  const Context context = contextWithEigenvalues(random, 8, Vector<double>{{1, 10, 40, 100}});
  const Vector<double> minimum = context.x.colPivHouseholderQr().solve(context.y);
  const auto error = [&](int layers) {
    return relativeError(statesOfTokens(networkOf(4, gdPlusPlusLayers(1.0, 100.0, layers)), context).back().w,
                         minimum);
  };
  EXPECT_GT(error(5), 1e-1);
  EXPECT_LE(error(11), 1e-10);
}

TEST(GdPlusPlusLayers, PreconditionFirstAndStepOnce) {
  const auto omegas = gdPlusPlusLayers(2.0, 18.0, 4);
  for (int l = 0; l < 3; ++l) {
    EXPECT_NEAR(omegas[l].xx, -std::pow(2.25, l) / 54, 1e-15);
    EXPECT_EQ(omegas[l].yx, 0);
    EXPECT_EQ(omegas[l].xy, 0);
  }
  EXPECT_EQ(omegas[3].xx, 0);
  EXPECT_NEAR(gdPlusPlusLayers(2.0, 18.0, 1)[0].yx, -0.1, 1e-15);
}

TEST(PreconditioningPath, ShowsTheSpectrumBeforeEveryLayer) {
  const auto path = preconditioningPath(2.0, 90.0, 6);
  ASSERT_EQ(path.size(), 6u);
  double low = 2, high = 90, kappa = 45;
  for (int l = 0; l < 6; ++l) {
    const double gamma = 1 / (3 * high);
    EXPECT_NEAR(path[l].gamma / gamma, 1, 1e-13);
    EXPECT_NEAR(path[l].smallest / low, 1, 1e-13);
    EXPECT_NEAR(path[l].largest / high, 1, 1e-13);
    EXPECT_NEAR(path[l].condition / kappa, 1, 1e-13);
    low *= (1 - gamma * low) * (1 - gamma * low);
    high *= 4.0 / 9;
    kappa = 4 * kappa * kappa * kappa / ((3 * kappa - 1) * (3 * kappa - 1));
  }
}

// Σ and α of n rows x ~ N(0, I/n), y = ⟨w, x⟩ + σ ξ.
Context narrowContext(RandomValues& random, int n, const Vector<double>& w, double sigma) {
  Context context{random.matrix(n, w.size(), 1 / std::sqrt(n)), {}};
  context.y = context.x * w + random.vector(n, sigma);
  return context;
}

TEST(Rescaling, IsRidgeAtBothNoiseLevels) {
  for (const auto& [first, second] : {std::pair{0.0, 1.0}, {0.5, 2.0}, {1.0, 3.0}, {2.0, 2.0}}) {
    const Rescaling<double> rescaling = rescalingFor(first, second, 40);
    EXPECT_NEAR(rescaling.shrinkage(first), 1 / (1 + first * first), 1e-14);
    EXPECT_NEAR(rescaling.shrinkage(second), 1 / (1 + second * second), 1e-14);
    const double between = (first + second) / 2;
    if (first == second) continue;
    EXPECT_GT(std::abs(rescaling.shrinkage(between) - 1 / (1 + between * between)), 1e-3);
  }
}

TEST(Rescaling, ReachesRidgeAsTheContextGrows) {
  RandomValues random(132);
  const auto meanError = [&](int n) {
    const Rescaling<double> rescaling = rescalingFor(1.0, 3.0, n);
    double sum = 0;
    for (int trial = 0; trial < 24; ++trial) {
      const double sigma = trial % 2 == 0 ? 1 : 3;
      const auto input = narrowContext(random, n, random.vector(3), sigma).statistics();
      const auto trace = runRecursion(rescaling.layers(), input);
      sum += residualAgainstRidge(trace, input, sigma * sigma)(2) / 24;
    }
    return sum;
  };
  const double small = meanError(100), large = meanError(10000);
  EXPECT_LE(large, 0.05);
  // n^(−1/2): a hundred times the context, a tenth of the error; a factor 2 for the luck of 24 draws.
  EXPECT_GT(small / large, 5);
  EXPECT_LT(small / large, 20);
}

TEST(Rescaling, IsExactlyAFactorOnTheGradientStepAtAnyContext) {
  RandomValues random(133);
  const Context context = randomContext(random, 6, 3);
  const auto states = statesOfTokens(networkOf(3, rescalingFor(1.0, 2.0, 6).layers()), context);
  const Rescaling<double> rescaling = rescalingFor(1.0, 2.0, 6);
  double lambda = 0;
  for (int i = 0; i < 6; ++i) lambda += std::pow(context.y(i) - context.x.row(i).dot(states[1].w), 2);
  EXPECT_LE(relativeError(states[1].w, -rescaling.omegaYx * (context.x.transpose() * context.y)), 1e-12);
  EXPECT_LE(relativeError(states[2].w, (1 + rescaling.omegaYy * lambda) * states[1].w), 1e-12);
}

TEST(StepAdaptation, StepsAlongAlphaByItsLambda) {
  RandomValues random(134);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = random.integer(1, 9);
    const Context context = randomContext(random, n, d);
    const StepAdaptation<double> adaptation{random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2)};
    const Vector<double> w = statesOfTokens(networkOf(d, adaptation.layers()), context).back().w;
    double lambda = 0;
    for (double y : context.y) lambda += y * y;
    EXPECT_LE(relativeError(w, adaptation.step(lambda) * (context.x.transpose() * context.y)), 1e-12);
  }
}

TEST(StepAdaptation, TakesTheWantedStepsAtTwoValuesOfLambda) {
  const auto adaptation = stepAdaptationFor(20.0, 0.05, 90.0, 0.02);
  EXPECT_NEAR(adaptation.step(20), 0.05, 1e-15);
  EXPECT_NEAR(adaptation.step(90), 0.02, 1e-15);
  EXPECT_LT(adaptation.omegaXy, 0);
  EXPECT_LT(adaptation.omegaYx, 0);
}

TEST(OneLayerOptimum, IsTheLowestPointOfTheLossCurve) {
  for (const auto& [d, n, noise] : {std::tuple{10, 20, 25.0 / 3}, {3, 7, 0.0}, {1, 1, 2.0}}) {
    const auto best = oneLayerOptimum(d, n, noise);
    EXPECT_NEAR(best.eta, 1 / (n + d + 1 + noise), 1e-15);
    EXPECT_NEAR(oneLayerLoss(d, n, noise, best.eta), best.loss, 1e-13);
    for (const double factor : {0.5, 0.99, 1.01, 2.0})
      EXPECT_GT(oneLayerLoss(d, n, noise, best.eta * factor), best.loss);
    EXPECT_EQ(oneLayerLoss(d, n, noise, 0.0), d / 2.0);
  }
}

TEST(OneLayerOptimum, GivesThePublishedLossAtTheOraclesLevel) {
  // Oracle loss 1.558 and adjusted loss 0.899 for d = 10, n = 20, σ ~ U(0, 5), computed over 400,000 tasks.
  EXPECT_NEAR(oneLayerOptimum(10, 20, 25.0 / 3).loss - 1.558, 0.899, 2e-3);
}

TEST(OneLayerOptimum, IsTheMeanLossOfOneLayerOverTasks) {
  RandomValues random(135);
  const int d = 3, n = 5, tasks = 40000;
  const double sigma = 1.5, eta = 0.08;
  double sum = 0, squares = 0;
  for (int task = 0; task < tasks; ++task) {
    const Vector<double> target = random.vector(d);
    Vector<double> w = Vector<double>::Zero(d);
    for (int i = 0; i < n; ++i) {
      const Vector<double> x = random.vector(d);
      w += eta * (target.dot(x) + sigma * random.normal()) * x;
    }
    const double loss = (w - target).squaredNorm() / 2;
    sum += loss, squares += loss * loss;
  }
  const double mean = sum / tasks, standardError = std::sqrt((squares / tasks - mean * mean) / tasks);
  EXPECT_LT(standardError, 0.02);
  EXPECT_NEAR(mean, oneLayerLoss(d, n, sigma * sigma, eta), 4 * standardError);
}

TEST(ResidualAgainstRidge, IsTheDistanceFromTheOracleAfterEveryLayer) {
  RandomValues random(136);
  const Context context = randomContext(random, 8, 3);
  const auto omegas = randomOmegas(random, context, 3, 0.7);
  const auto states = statesOfTokens(networkOf(3, omegas), context);
  const Matrix<double> shifted = context.x.transpose() * context.x + 2.25 * Matrix<double>::Identity(3, 3);
  const Vector<double> target = shifted.fullPivLu().solve(context.x.transpose() * context.y);
  const auto residual =
      residualAgainstRidge(runRecursion(omegas, context.statistics()), context.statistics(), 2.25);
  ASSERT_EQ(residual.size(), 4);
  for (int l = 0; l <= 3; ++l) EXPECT_NEAR(residual(l), (states[l].w - target).norm(), 1e-12);
}

TEST(Constructions, RefuseImpossibleArguments) {
  const auto refuses = [](auto call, const char* message) {
    EXPECT_THAT(call, ThrowsMessage<InputError>(StrEq(message)));
  };
  refuses([] { gdPlusPlusLayers(0.0, 1.0, 3); }, "smallest: 0 must be positive");
  refuses([] { gdPlusPlusLayers(2.0, 1.0, 3); }, "largest: 1 must be finite and at least smallest = 2");
  refuses([] { gdPlusPlusLayers(2.0, HUGE_VAL, 3); },
          "largest: inf must be finite and at least smallest = 2");
  refuses([] { gdPlusPlusLayers(1.0, 2.0, 0); }, "layers: 0 is outside [1, 64]");
  refuses([] { preconditioningPath(1.0, 2.0, 65); }, "layers: 65 is outside [1, 64]");
  refuses([] { rescalingFor(-1.0, 2.0, 9); }, "firstSigma: -1 is outside [0, 100]");
  refuses([] { rescalingFor(1.0, 101.0, 9); }, "secondSigma: 101 is outside [0, 100]");
  refuses([] { rescalingFor(1.0, 2.0, 0); }, "n: 0 is outside [1, 1073741824]");
  refuses([] { stepAdaptationFor(3.0, 0.1, 3.0, 0.2); }, "secondLambda: 3 must differ from firstLambda");
  refuses([] { stepAdaptationFor(1.0, 0.5, 2.0, 1.0); }, "secondStep: 1 must not be in proportion to lambda");
  refuses([] { oneLayerOptimum(0, 3, 1.0); }, "d: 0 is outside [1, 32768]");
  refuses([] { oneLayerLoss(1, 0, 1.0, 0.1); }, "n: 0 is outside [1, 1073741824]");
  refuses([] { oneLayerOptimum(1, 3, -1.0); }, "meanSquareNoise: -1 is outside [0, 1e+12]");
  EXPECT_NO_THROW(gdPlusPlusLayers(2.0, 2.0, 1));
  RandomValues random(137);
  const auto trace = runRecursion<double>({{.yx = 1}}, randomContext(random, 4, 2).statistics());
  refuses([&] { residualAgainstRidge(trace, randomContext(random, 4, 3).statistics(), 0.0); },
          "trace d: 2 must equal input d = 3");
}

}  // namespace
}  // namespace ltlab
