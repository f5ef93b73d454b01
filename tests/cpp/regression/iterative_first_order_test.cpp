#include <gmock/gmock.h>

#include <Eigen/Eigenvalues>
#include <functional>

#include "iterative_cases.h"
#include "ltlab/regression/iterative.h"

namespace ltlab {
namespace {
using namespace testing_support;
using Settings = MethodSettings<double>;

TEST(GradientDescentMethod, FollowsThePowersOfItsStepMatrix) {
  forRandomCases(30, Method::GradientDescent, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::GradientDescent, c.f, settings, c.start);
    const Matrix<double> step = Matrix<double>::Identity(c.d, c.d) - settings.rate * c.f.H;
    Vector<double> error = c.start - c.minimum;
    for (int k = 0; k <= 15; ++k, error = step * error)
      EXPECT_LE(relativeError(row(trace.w, k), c.minimum + error), 1e-12);
    EXPECT_TRUE(trace.state.empty());
  });
}

// The largest modulus of the modes of  z² = p(v) z + q(v)  over eigenvalues v in [low, high].
double contraction(double low, double high, const std::function<double(double)>& p,
                   const std::function<double(double)>& q) {
  double worst = 0;
  for (int i = 0; i <= 400; ++i) {
    const double v = low + (high - low) * i / 400;
    const std::complex<double> half = p(v) / 2, root = std::sqrt(half * half + q(v));
    worst = std::max({worst, std::abs(half + root), std::abs(half - root)});
  }
  return worst;
}

double gradientDescentContraction(double low, double high, double rate) {
  return contraction(
      low, high, [=](double v) { return 1 - rate * v; }, [](double) { return 0; });
}

double heavyBallContraction(double low, double high, double rate, double momentum) {
  return contraction(
      low, high, [=](double v) { return 1 + momentum - rate * v; }, [=](double) { return -momentum; });
}

double nesterovContraction(double low, double high, double rate, double momentum) {
  return contraction(
      low, high, [=](double v) { return (1 + momentum) * (1 - rate * v); },
      [=](double v) { return -momentum * (1 - rate * v); });
}

double memoryContraction(double low, double high, double rate, double momentum) {
  return contraction(
      low, high, [=](double) { return 1 + momentum; }, [=](double v) { return -momentum - rate * v; });
}

// Checks that the suggested settings contract as predicted and that no neighbour contracts better by more
// than slack.
void expectBestSettings(
    Method method, double predicted,
    const std::function<double(double low, double high, double rate, double momentum)>& rateOf, double kappa,
    bool varyMomentum) {
  RandomValues random(31);
  const double low = 0.3, high = low * kappa;
  const Settings best = suggestedSettings(
      method, objectiveWithEigenvalues(random, Vector<double>{{low, (low + high) / 2, high}}), 3);
  const double reached = rateOf(low, high, best.rate, best.momentum);
  // A double root turns rounding ε into √ε.
  EXPECT_NEAR(reached, predicted, 3e-7) << methodName(method) << " κ = " << kappa;
  for (const double factor : {0.9, 0.97, 1.03, 1.1})
    EXPECT_GT(rateOf(low, high, best.rate * factor, best.momentum), reached - 1e-9);
  if (!varyMomentum) return;
  for (const double shift : {-0.05, -0.01, 0.01, 0.05})
    EXPECT_GT(rateOf(low, high, best.rate, best.momentum + shift), reached - 1e-9);
}

TEST(SuggestedSettings, AreTheBestForTheSpectrum) {
  for (const double kappa : {4.0, 20.0, 100.0}) {
    const double root = std::sqrt(kappa);
    expectBestSettings(
        Method::GradientDescent, (kappa - 1) / (kappa + 1),
        [](double low, double high, double rate, double) {
          return gradientDescentContraction(low, high, rate);
        },
        kappa, false);
    expectBestSettings(Method::HeavyBall, (root - 1) / (root + 1), heavyBallContraction, kappa, true);
    expectBestSettings(Method::Nesterov, 1 - 2 / std::sqrt(3 * kappa + 1), nesterovContraction, kappa, true);
    expectBestSettings(Method::GradientMemory, 1 - gradientMemoryGap(kappa, 0.5), memoryContraction, kappa,
                       false);
  }
}

TEST(SuggestedSettings, OfTheOtherMethodsFollowTheirHeaders) {
  RandomValues random(32);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{1, 3, 9}});
  EXPECT_NEAR(suggestedSettings(Method::GdPlusPlus, f, 1).rate, 1.0 / 27, 1e-14);
  EXPECT_NEAR(suggestedSettings(Method::NewtonSchulz, f, 1).rate, 0.2, 1e-14);
  for (const Method method : {Method::RmsProp, Method::Adam})
    EXPECT_EQ(suggestedSettings(method, f, 1).rate, 0.1);
  EXPECT_EQ(suggestedSettings(Method::RmsProp, f, 1).decay, 0.9);
  EXPECT_EQ(suggestedSettings(Method::Adam, f, 1).momentum, 0.9);
  EXPECT_EQ(suggestedSettings(Method::Adam, f, 1).decay, 0.999);
  for (const MethodInfo& info : allMethods()) EXPECT_EQ(suggestedSettings(info.method, f, 37).steps, 37);
}

TEST(SuggestedSettings, AllAgreeOnUnitConditionNumber) {
  RandomValues random(33);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{4}});
  for (const Method method : {Method::GradientDescent, Method::HeavyBall, Method::Nesterov}) {
    const Settings settings = suggestedSettings(method, f, 1);
    EXPECT_NEAR(settings.rate, 0.25, 1e-15) << methodName(method);
    EXPECT_NEAR(settings.momentum, 0, 1e-15) << methodName(method);
  }
}

TEST(HeavyBallMethod, IsItsTwoTermRecurrence) {
  forRandomCases(40, Method::HeavyBall, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::HeavyBall, c.f, settings, c.start);
    Vector<double> before = c.start, w = c.start;
    for (int k = 1; k <= 15; ++k) {
      const Vector<double> next =
          w + settings.momentum * (w - before) - settings.rate * (c.f.H * (w - c.minimum));
      before = w;
      w = next;
      EXPECT_LE(relativeError(row(trace.w, k), w), 1e-12);
      EXPECT_LE((row(trace.stateNamed("velocity"), k) - (w - before)).norm(), 1e-12 * c.start.norm() + 1e-12);
    }
    EXPECT_EQ(row(trace.stateNamed("velocity"), 0).norm(), 0);
  });
}

TEST(HeavyBallMethod, WithoutMomentumIsGradientDescent) {
  forRandomCases(41, Method::GradientDescent, [](const Case& c, const Settings& settings) {
    const auto plain = runMethod(Method::GradientDescent, c.f, settings, c.start);
    for (const Method method : {Method::HeavyBall, Method::Nesterov})
      EXPECT_LE(relativeError(runMethod(method, c.f, settings, c.start).w, plain.w), 1e-13);
  });
}

TEST(NesterovMethod, TakesItsGradientAtTheLookahead) {
  forRandomCases(42, Method::Nesterov, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::Nesterov, c.f, settings, c.start);
    EXPECT_EQ(row(trace.stateNamed("lookahead"), 0), c.start);
    EXPECT_EQ(row(trace.stateNamed("velocity"), 0).norm(), 0);
    Vector<double> before = c.start, w = c.start;
    for (int k = 1; k <= 15; ++k) {
      const Vector<double> point = (1 + settings.momentum) * w - settings.momentum * before;
      before = w;
      w = point - settings.rate * (c.f.H * (point - c.minimum));
      EXPECT_LE(relativeError(row(trace.w, k), w), 1e-12);
      EXPECT_LE(relativeError(row(trace.stateNamed("lookahead"), k), point), 1e-12);
      EXPECT_LE((row(trace.stateNamed("velocity"), k) - (w - before)).norm(), 1e-12);
    }
  });
}

TEST(GradientMemoryMethod, IsHeavyBallWithAGradientOneStepOld) {
  forRandomCases(43, Method::GradientMemory, [](const Case& c, Settings settings) {
    settings.momentum = 0.7;
    const auto trace = runMethod(Method::GradientMemory, c.f, settings, c.start);
    Vector<double> before = c.start, w = c.start;
    EXPECT_EQ(row(trace.w, 1), c.start);
    for (int k = 2; k <= 15; ++k) {
      const Vector<double> next =
          w + settings.momentum * (w - before) - settings.rate * (c.f.H * (before - c.minimum));
      before = w;
      w = next;
      EXPECT_LE(relativeError(row(trace.w, k), w), 1e-12);
    }
  });
}

TEST(GradientMemoryMethod, RemembersAFadingSumOfGradients) {
  forRandomCases(44, Method::GradientMemory, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::GradientMemory, c.f, settings, c.start);
    for (int k = 0; k <= 15; ++k) {
      Vector<double> sum = Vector<double>::Zero(c.d);
      for (int i = 0; i < k; ++i)
        sum += std::pow(settings.momentum, k - 1 - i) * (c.f.H * (row(trace.w, i) - c.minimum));
      EXPECT_LE((row(trace.stateNamed("memory"), k) - sum).norm(), 1e-11 * (1 + sum.norm()));
    }
  });
}

TEST(GradientMemoryMethod, DoesNotAccelerate) {
  for (const double kappa : {2.0, 10.0, 100.0, 1e4}) {
    for (const double momentum : {0.0, 0.5, 0.9, 0.99}) {
      const double gap = gradientMemoryGap(kappa, momentum);
      EXPECT_GT(gap, 0);
      EXPECT_LT(gap, 1 / kappa);
      EXPECT_NEAR(1 - gap, memoryContraction(1, kappa, gap * (1 - momentum - gap), momentum), 1e-9);
    }
    EXPECT_NEAR(gradientMemoryGap(kappa, 0.0), 1 / (1 + kappa), 1e-15);
  }
}

TEST(RmsPropMethod, DividesByAFadingMeanSquare) {
  forRandomCases(45, Method::RmsProp, [](const Case& c, Settings settings) {
    settings.decay = 0.8;
    settings.epsilon = 0.01;
    const auto trace = runMethod(Method::RmsProp, c.f, settings, c.start);
    std::vector<Vector<double>> gradients;
    Vector<double> w = c.start;
    for (int k = 0; k < 15; ++k) {
      gradients.push_back(c.f.H * (w - c.minimum));
      for (int i = 0; i < c.d; ++i) {
        double meanSquare = 0;
        for (int j = 0; j <= k; ++j) meanSquare += 0.2 * std::pow(0.8, k - j) * std::pow(gradients[j](i), 2);
        w(i) -= 0.1 * gradients[k](i) / (std::sqrt(meanSquare) + 0.01);
        EXPECT_NEAR(trace.stateNamed("secondMoment")(k + 1, i), meanSquare, 1e-11 * (1 + meanSquare));
      }
      EXPECT_LE(relativeError(row(trace.w, k + 1), w), 1e-11);
    }
    EXPECT_EQ(trace.stateNamed("secondMoment").row(0).norm(), 0);
  });
}

TEST(AdamMethod, DividesWeightedMeansOfItsGradients) {
  forRandomCases(46, Method::Adam, [](const Case& c, Settings settings) {
    settings.momentum = 0.6;
    settings.decay = 0.8;
    settings.epsilon = 0.01;
    const auto trace = runMethod(Method::Adam, c.f, settings, c.start);
    std::vector<Vector<double>> gradients;
    Vector<double> w = c.start;
    for (int k = 0; k < 15; ++k) {
      gradients.push_back(c.f.H * (w - c.minimum));
      for (int i = 0; i < c.d; ++i) {
        double mean = 0, meanWeight = 0, square = 0, squareWeight = 0;
        for (int j = 0; j <= k; ++j) {
          const double fade = std::pow(0.6, k - j), squareFade = std::pow(0.8, k - j);
          mean += fade * gradients[j](i), meanWeight += fade;
          square += squareFade * std::pow(gradients[j](i), 2), squareWeight += squareFade;
        }
        w(i) -= 0.1 * (mean / meanWeight) / (std::sqrt(square / squareWeight) + 0.01);
        EXPECT_NEAR(trace.stateNamed("firstMoment")(k + 1, i), 0.4 * mean, 1e-11 * (1 + std::abs(mean)));
        EXPECT_NEAR(trace.stateNamed("secondMoment")(k + 1, i), 0.2 * square, 1e-11 * (1 + square));
      }
      EXPECT_LE(relativeError(row(trace.w, k + 1), w), 1e-11);
    }
  });
}

}  // namespace
}  // namespace ltlab
