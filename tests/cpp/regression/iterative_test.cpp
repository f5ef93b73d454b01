#include "ltlab/regression/iterative.h"

#include <gmock/gmock.h>

#include <Eigen/Eigenvalues>
#include <functional>
#include <set>

#include "support/random_values.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::HasSubstr;
using testing::StrEq;
using testing::ThrowsMessage;
using Settings = MethodSettings<double>;

// A random objective with ridge, its minimum by a dense solve, and a start.
struct Case {
  Objective<double> f;
  Vector<double> minimum, start;
  int d;
};

Case randomCase(RandomValues& random) {
  const int d = random.integer(1, 6), n = d + random.integer(1, 8);
  const auto statistics = randomContext(random, n, d).statistics();
  const double ridge = random.uniform(0.5, 2);
  Case c{objectiveOf(statistics, ridge), {}, random.vector(d), d};
  Matrix<double> shifted = statistics.sigma();
  for (int k = 0; k < d; ++k) shifted(k, k) += ridge;
  c.minimum = shifted.fullPivLu().solve(Vector<double>(statistics.alpha()));
  return c;
}

Objective<double> objectiveWithEigenvalues(RandomValues& random, const Vector<double>& eigenvalues) {
  return objectiveOf(contextWithEigenvalues(random, int(eigenvalues.size()) + 3, eigenvalues).statistics());
}

// Calls check(case, suggested settings) on random cases.
void forRandomCases(int seed, Method method, const std::function<void(const Case&, const Settings&)>& check) {
  RandomValues random(seed);
  for (int trial = 0; trial < 10; ++trial) {
    const Case c = randomCase(random);
    check(c, suggestedSettings(method, c.f, 15));
  }
}

Vector<double> row(const Matrix<double>& m, int k) {
  return m.row(k).transpose();
}

TEST(IterativeTrace, HasOneRowPerIterateWithItsLossAndGradient) {
  RandomValues random(20);
  const Case c = randomCase(random);
  for (const MethodInfo& info : allMethods()) {
    const auto trace = runMethod(info.method, c.f, suggestedSettings(info.method, c.f, 7), c.start);
    ASSERT_EQ(trace.w.rows(), 8);
    EXPECT_EQ(row(trace.w, 0), c.start);
    for (int k = 0; k <= 7; ++k) {
      const Vector<double> w = row(trace.w, k), error = w - c.minimum, gradient = c.f.H * error;
      EXPECT_NEAR(trace.excess(k), error.dot(gradient) / 2, 1e-11) << info.name;
      EXPECT_NEAR(trace.gradientNorm(k), gradient.norm(), 1e-10);
      EXPECT_NEAR(trace.loss(k), w.dot(c.f.H * w) / 2 - w.dot(c.f.alpha) + c.f.lambda / 2, 1e-10);
    }
    for (const auto& state : trace.state) {
      EXPECT_EQ(state.values.rows(), 8);
      EXPECT_EQ(&trace.stateNamed(state.name), &state.values);
    }
  }
}

TEST(IterativeMethods, AllReachTheSameMinimum) {
  RandomValues random(21);
  const Vector<double> eigenvalues{{1, 2, 4}};
  const Objective<double> f = objectiveWithEigenvalues(random, eigenvalues);
  const Vector<double> minimum = f.H.fullPivLu().solve(f.alpha), start = random.vector(3);
  for (const MethodInfo& info : allMethods()) {
    Settings settings = suggestedSettings(info.method, f, 200);
    const bool normalised = info.method == Method::RmsProp || info.method == Method::Adam;
    if (normalised) settings.steps = 3000, settings.rate = 0.01;
    const auto trace = runMethod(info.method, f, settings, start);
    EXPECT_LE(relativeError(row(trace.w, settings.steps), minimum), normalised ? 2e-2 : 1e-12) << info.name;
  }
}

TEST(IterativeMethods, StayAtTheMinimum) {
  RandomValues random(22);
  const Objective<double> f = objectiveOf(Statistics<double>{Matrix<double>::Identity(4, 4), 3});
  for (const MethodInfo& info : allMethods()) {
    const auto trace = runMethod(info.method, f, suggestedSettings(info.method, f, 5),
                                 Vector<double>(Vector<double>::Zero(3)));
    EXPECT_EQ(trace.w, Matrix<double>::Zero(6, 3)) << info.name;
    EXPECT_EQ(trace.excess.sum(), 0);
  }
}

TEST(IterativeMethods, LeaveAloneWhatTheContextDoesNotSee) {
  RandomValues random(23);
  const Context context = randomContext(random, 2, 5);
  const Objective<double> f = objectiveOf(context.statistics());
  const Vector<double> start = random.vector(5);
  const Vector<double> nearest =
      start + context.x.completeOrthogonalDecomposition().solve(context.y - context.x * start);
  for (const Method method :
       {Method::GradientDescent, Method::HeavyBall, Method::Nesterov, Method::GradientMemory,
        Method::ConjugateGradient, Method::GdPlusPlus, Method::NewtonSchulz}) {
    const auto trace = runMethod(method, f, suggestedSettings(method, f, 400), start);
    // Schulz and GD++ multiply rounding errors in the null space at every step: look at them before these
    // show.
    const int last = method == Method::NewtonSchulz || method == Method::GdPlusPlus ? 10 : 400;
    EXPECT_LE(relativeError(row(trace.w, last), nearest), 1e-9) << methodName(method);
  }
}

TEST(IterativeMethods, StandStillWithoutContext) {
  const Objective<double> f = objectiveOf(Statistics<double>{Matrix<double>::Zero(3, 3), 0});
  const Vector<double> start{{1, -2}};
  for (const MethodInfo& info : allMethods()) {
    if (info.method == Method::Ridge) continue;
    const auto trace = runMethod(info.method, f, suggestedSettings(info.method, f, 4), start);
    EXPECT_EQ(row(trace.w, 4), start) << info.name;
  }
}

TEST(IterativeMethods, FloatFollowsDouble) {
  RandomValues random(24);
  const Vector<double> eigenvalues{{2, 5, 9, 20}};
  const Context context = contextWithEigenvalues(random, 9, eigenvalues);
  const Statistics<double> exact = context.statistics();
  const Objective<double> f = objectiveOf(exact);
  const Objective<float> g = objectiveOf(Statistics<float>{exact.gram.cast<float>(), exact.n});
  const Vector<double> start = random.vector(4);
  for (const MethodInfo& info : allMethods()) {
    const auto slow = runMethod(info.method, f, suggestedSettings(info.method, f, 10), start);
    const auto fast =
        runMethod<float>(info.method, g, suggestedSettings(info.method, g, 10), start.cast<float>());
    // Rounding of H (6e-8) times its condition number (10), times ten steps.
    EXPECT_LE(relativeError(fast.w.cast<double>(), slow.w), 2e-5) << info.name;
  }
}

TEST(IterativeMethods, DivergenceIsAnAnswerNotAnError) {
  RandomValues random(25);
  const Case c = randomCase(random);
  for (const Method method :
       {Method::GradientDescent, Method::HeavyBall, Method::GdPlusPlus, Method::NewtonSchulz}) {
    Settings settings = suggestedSettings(method, c.f, 2000);
    settings.rate *= 50;
    const auto trace = runMethod(method, c.f, settings, c.start);
    EXPECT_FALSE(trace.loss(2000) < 1e100) << methodName(method);
  }
}

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
      EXPECT_LT(1 - gap, memoryContraction(1, kappa, gap * (1 - momentum - gap), momentum) + 1e-12);
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

TEST(ConjugateGradientMethod, MinimisesOverTheKrylovSpace) {
  forRandomCases(47, Method::ConjugateGradient, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::ConjugateGradient, c.f, settings, c.start);
    Matrix<double> basis(c.d, c.d);
    Vector<double> power = c.f.alpha - c.f.H * c.start;
    for (int k = 1; k <= c.d; ++k) {
      basis.col(k - 1) = power / power.norm();
      power = c.f.H * basis.col(k - 1);
      const Matrix<double> krylov = basis.leftCols(k);
      const Matrix<double> span = krylov.householderQr().householderQ() * Matrix<double>::Identity(c.d, k);
      const Vector<double> best =
          c.start +
          span *
              (span.transpose() * c.f.H * span).llt().solve(span.transpose() * (c.f.alpha - c.f.H * c.start));
      EXPECT_LE(relativeError(row(trace.w, k), best), 1e-9);
    }
  });
}

TEST(ConjugateGradientMethod, EndsInDStepsAndStaysThere) {
  forRandomCases(48, Method::ConjugateGradient, [](const Case& c, Settings settings) {
    settings.steps = 300;
    const auto trace = runMethod(Method::ConjugateGradient, c.f, settings, c.start);
    EXPECT_GT(relativeError(row(trace.w, c.d - 1), c.minimum), 1e-9);
    EXPECT_LE(relativeError(row(trace.w, c.d), c.minimum), 1e-11);
    EXPECT_LE(relativeError(row(trace.w, 300), c.minimum), 1e-12);
  });
}

TEST(ConjugateGradientMethod, NeedsAsManyStepsAsThereAreEigenvalues) {
  RandomValues random(49);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{1, 1, 1, 8, 8, 8}});
  const auto trace = runMethod(Method::ConjugateGradient, f, Settings{.steps = 2}, random.vector(6));
  EXPECT_GT(trace.gradientNorm(1), 1e-2);
  EXPECT_LE(trace.gradientNorm(2), 1e-11);
}

TEST(ConjugateGradientMethod, ShowsConjugateDirectionsAndTheResidual) {
  RandomValues random(50);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{1, 2, 3, 4, 5}});
  const auto trace = runMethod(Method::ConjugateGradient, f, Settings{.steps = 4}, random.vector(5));
  const Matrix<double>& p = trace.stateNamed("direction");
  const Matrix<double> products = p * f.H * p.transpose();
  for (int k = 0; k <= 4; ++k) {
    EXPECT_LE(relativeError(row(trace.stateNamed("residual"), k), f.alpha - f.H * row(trace.w, k)), 1e-11);
    for (int j = 0; j < k; ++j) EXPECT_NEAR(products(k, j), 0, 1e-11 * (products(k, k) + products(j, j)));
  }
}

// w read out of k layers on raw tokens: k − 1 map the x_i (and the query) by x − γ Σ x, then one gradient
// step of rate η on the mapped context; probed with the unit vectors as queries.
Vector<double> gdPlusPlusOverTokens(Matrix<double> x, const Vector<double>& y, int layers, double gamma) {
  const auto d = x.cols();
  Matrix<double> queries = Matrix<double>::Identity(d, d);
  for (int l = 0; l + 1 < layers; ++l, gamma *= 2.25) {
    const Matrix<double> before = x;
    const auto mapped = [&](const Matrix<double>& tokens) {
      Matrix<double> result = tokens;
      for (int i = 0; i < tokens.rows(); ++i)
        for (int j = 0; j < before.rows(); ++j)
          result.row(i) -= gamma * before.row(j).dot(tokens.row(i)) * before.row(j);
      return result;
    };
    x = mapped(before);
    queries = mapped(queries);
  }
  const Vector<double> singular = x.jacobiSvd().singularValues();
  const double rate = 2 / (std::pow(singular(0), 2) + std::pow(singular(d - 1), 2));
  return rate * (queries * (x.transpose() * y));
}

TEST(GdPlusPlusMethod, IsWhatLayersDoToTheTokens) {
  RandomValues random(51);
  for (int trial = 0; trial < 8; ++trial) {
    const int d = random.integer(1, 5), n = d + random.integer(1, 6);
    const Context context = randomContext(random, n, d);
    const Objective<double> f = objectiveOf(context.statistics());
    const Settings settings = suggestedSettings(Method::GdPlusPlus, f, 8);
    const auto trace = runMethod(Method::GdPlusPlus, f, settings, Vector<double>(Vector<double>::Zero(d)));
    for (int k = 1; k <= 8; ++k)
      EXPECT_LE(relativeError(row(trace.w, k), gdPlusPlusOverTokens(context.x, context.y, k, settings.rate)),
                1e-12);
  }
}

TEST(GdPlusPlusMethod, StartsAnywhere) {
  forRandomCases(52, Method::GdPlusPlus, [](const Case& c, const Settings& settings) {
    // f(start + v) is an objective in v with α − H start in the place of α.
    Objective<double> shifted = c.f;
    shifted.alpha -= c.f.H * c.start;
    const auto trace = runMethod(Method::GdPlusPlus, c.f, settings, c.start);
    const auto fromZero = runMethod(Method::GdPlusPlus, shifted, settings, Vector<double>(0 * c.start));
    for (int k = 0; k <= 15; ++k)
      EXPECT_LE(relativeError(row(trace.w, k), row(fromZero.w, k) + c.start), 1e-12);
  });
}

TEST(GdPlusPlusMethod, ReachesTenDigitsAtConditionHundredWithinElevenLayers) {
  RandomValues random(53);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{1, 5, 20, 60, 100}});
  const Vector<double> minimum = f.H.llt().solve(f.alpha), start = Vector<double>::Zero(5);
  const auto error = [&](const Trace<double>& trace, int k) {
    return relativeError(row(trace.w, k), minimum);
  };
  const auto fast = runMethod(Method::GdPlusPlus, f, suggestedSettings(Method::GdPlusPlus, f, 11), start);
  const auto plain =
      runMethod(Method::GradientDescent, f, suggestedSettings(Method::GradientDescent, f, 20), start);
  EXPECT_LE(error(fast, 11), 1e-10);
  EXPECT_GT(error(plain, 20), 5e-2);
  // Flat, then a cliff: half the layers win less than one digit, the last two more than five.
  EXPECT_GT(error(fast, 5), 1e-1);
  EXPECT_LE(error(fast, 11), 1e-5 * error(fast, 9));
}

TEST(GdPlusPlusMethod, ShowsItsPreconditionerAndTheConditionNumberItLeaves) {
  RandomValues random(54);
  const auto f = objectiveWithEigenvalues(random, Vector<double>{{1, 30, 50}});
  const auto trace =
      runMethod(Method::GdPlusPlus, f, suggestedSettings(Method::GdPlusPlus, f, 9), random.vector(3));
  double expected = 50;
  EXPECT_NEAR(trace.stateNamed("condition")(0, 0), 50, 1e-10);
  for (int k = 1; k <= 9; ++k, expected = 4 * std::pow(expected, 3) / std::pow(3 * expected - 1, 2)) {
    EXPECT_NEAR(trace.stateNamed("condition")(k, 0) / expected, 1, 1e-12);
    const Vector<double> flat = row(trace.stateNamed("preconditioner"), k);
    const Matrix<double> m = flat.reshaped<Eigen::RowMajor>(3, 3);
    const Vector<double> values =
        Eigen::SelfAdjointEigenSolver<Matrix<double>>(m * f.H * m.transpose()).eigenvalues();
    EXPECT_NEAR(values(2) / values(0) / expected, 1, 1e-11);
  }
  EXPECT_EQ(row(trace.stateNamed("preconditioner"), 0), row(trace.stateNamed("preconditioner"), 1));
}

TEST(NewtonSchulzMethod, SquaresItsResidualAtEveryStep) {
  forRandomCases(55, Method::NewtonSchulz, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::NewtonSchulz, c.f, settings, c.start);
    EXPECT_EQ(trace.stateNamed("inverse").row(0).norm(), 0);
    const Matrix<double> identity = Matrix<double>::Identity(c.d, c.d);
    Matrix<double> power = identity - settings.rate * c.f.H;
    for (int k = 1; k <= 15; ++k, power = (power * power).eval()) {
      const Matrix<double> inverse = row(trace.stateNamed("inverse"), k).reshaped<Eigen::RowMajor>(c.d, c.d);
      EXPECT_LE((identity - inverse * c.f.H - power).norm(), 1e-10);
      EXPECT_LE(relativeError(row(trace.w, k), c.minimum + power * (c.start - c.minimum)), 1e-10);
    }
  });
}

TEST(NewtonSchulzMethod, BeginsWithGradientDescentsStep) {
  forRandomCases(56, Method::NewtonSchulz, [](const Case& c, const Settings& settings) {
    const auto newton = runMethod(Method::NewtonSchulz, c.f, settings, c.start);
    const auto plain = runMethod(Method::GradientDescent, c.f, settings, c.start);
    EXPECT_LE(relativeError(row(newton.w, 1), row(plain.w, 1)), 1e-13);
  });
}

TEST(RidgeMethod, IsThereInOneStep) {
  forRandomCases(57, Method::Ridge, [](const Case& c, const Settings& settings) {
    const auto trace = runMethod(Method::Ridge, c.f, settings, c.start);
    EXPECT_LE(relativeError(row(trace.w, 1), c.minimum), 1e-12);
    EXPECT_EQ(row(trace.w, 15), row(trace.w, 1));
  });
}

TEST(IterativeMethods, RefuseSettingsOutsideTheirRanges) {
  RandomValues random(60);
  const Case c = randomCase(random);
  const auto with = [&](auto change) {
    return [&c, change] {
      Settings settings;
      change(settings);
      runMethod(Method::Adam, c.f, settings, c.start);
    };
  };
  const auto refuses = [&](auto change, const char* message) {
    EXPECT_THAT(with(change), ThrowsMessage<InputError>(StrEq(message)));
  };
  refuses([](Settings& s) { s.steps = -1; }, "steps: -1 is outside [0, 100000]");
  refuses([](Settings& s) { s.steps = 100001; }, "steps: 100001 is outside [0, 100000]");
  refuses([](Settings& s) { s.rate = 0; }, "rate: 0 must be positive and finite");
  refuses([](Settings& s) { s.rate = std::numeric_limits<double>::infinity(); },
          "rate: inf must be positive and finite");
  refuses([](Settings& s) { s.momentum = -0.5; }, "momentum: -0.5 is outside [0, 1)");
  refuses([](Settings& s) { s.momentum = 1; }, "momentum: 1 is outside [0, 1)");
  refuses([](Settings& s) { s.decay = -0.5; }, "decay: -0.5 is outside [0, 1)");
  refuses([](Settings& s) { s.decay = 1; }, "decay: 1 is outside [0, 1)");
  refuses([](Settings& s) { s.epsilon = -1; }, "epsilon: -1 is outside [0, 1]");
  EXPECT_NO_THROW(with([](Settings& s) { s.momentum = 0, s.decay = 0, s.epsilon = 0, s.steps = 0; })());
}

TEST(IterativeMethods, RefuseAStartOfAnotherSizeAndRidgeOfTooLittleContext) {
  RandomValues random(61);
  const auto f = objectiveOf(randomContext(random, 2, 3).statistics());
  EXPECT_THAT([&] { runMethod(Method::Adam, f, Settings{}, random.vector(4)); },
              ThrowsMessage<InputError>(StrEq("start.size: 4 must equal d = 3")));
  EXPECT_THAT([&] { runMethod(Method::Ridge, f, Settings{}, random.vector(3)); },
              ThrowsMessage<InputError>(
                  StrEq("rank of H: 2 must equal d = 3 for ridge (more context or a ridge > 0)")));
}

TEST(IterativeMethods, AreNamedOnceAndFoundByTheirNames) {
  std::set<std::string_view> names, labels;
  for (const MethodInfo& info : allMethods()) {
    EXPECT_EQ(methodNamed(info.name), info.method);
    EXPECT_EQ(methodName(info.method), info.name);
    names.insert(info.name);
    labels.insert(info.label);
  }
  EXPECT_EQ(names.size(), 10u);
  EXPECT_EQ(labels.size(), 10u);
  EXPECT_THAT(
      [] { methodNamed("sgd"); },
      ThrowsMessage<InputError>(StrEq(
          "method: \"sgd\" is not one of gradient-descent, heavy-ball, nesterov, gradient-memory, rmsprop, "
          "adam, conjugate-gradient, gd-plus-plus, newton-schulz, ridge")));
}

TEST(IterativeTrace, RefusesAStateTheMethodDoesNotHave) {
  RandomValues random(62);
  const Case c = randomCase(random);
  const auto nesterov = runMethod(Method::Nesterov, c.f, Settings{.steps = 1}, c.start);
  EXPECT_THAT([&] { nesterov.stateNamed("memory"); },
              ThrowsMessage<InputError>(StrEq("state: \"memory\" is not one of velocity, lookahead")));
  const auto plain = runMethod(Method::GradientDescent, c.f, Settings{.steps = 1}, c.start);
  EXPECT_THAT([&] { plain.stateNamed("velocity"); },
              ThrowsMessage<InputError>(StrEq("state: \"velocity\" of a method without state")));
}

}  // namespace
}  // namespace ltlab
