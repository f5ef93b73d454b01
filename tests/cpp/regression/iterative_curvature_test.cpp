#include <gmock/gmock.h>

#include <Eigen/Eigenvalues>

#include "iterative_cases.h"
#include "ltlab/regression/iterative.h"

namespace ltlab {
namespace {
using namespace testing_support;
using Settings = MethodSettings<double>;

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

}  // namespace
}  // namespace ltlab
