#include "ltlab/regression/iterative_objective.h"

#include <gmock/gmock.h>

#include "support/random_values.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::HasSubstr;
using testing::StrEq;
using testing::ThrowsMessage;

double lossOverTokens(const Context& context, double ridge, const Vector<double>& w) {
  double loss = 0;
  for (int i = 0; i < context.y.size(); ++i) {
    double residual = context.y(i);
    for (int k = 0; k < w.size(); ++k) residual -= w(k) * context.x(i, k);
    loss += residual * residual / 2;
  }
  for (double value : w) loss += ridge * value * value / 2;
  return loss;
}

TEST(IterativeObjective, LossAndGradientAreThoseOfTheTokens) {
  RandomValues random(1);
  for (int trial = 0; trial < 20; ++trial) {
    const int d = random.integer(1, 7), n = random.integer(1, 12);
    const Context context = randomContext(random, n, d);
    const double ridge = trial % 3 == 0 ? 0 : random.uniform(0, 4);
    const Objective<double> f = objectiveOf(context.statistics(), ridge);
    const Vector<double> w = random.vector(d);
    EXPECT_LE(relativeError(objectiveLoss(f, w), lossOverTokens(context, ridge, w)), 1e-12);
    const Vector<double> gradient = objectiveGradient(f, w);
    for (int k = 0; k < d; ++k) {
      const Vector<double> h = 1e-3 * Vector<double>::Unit(d, k);
      const double slope =
          (lossOverTokens(context, ridge, w + h) - lossOverTokens(context, ridge, w - h)) / 2e-3;
      EXPECT_NEAR(gradient(k), slope, 1e-8 * (1 + gradient.norm()));
    }
  }
}

TEST(IterativeObjective, ARidgeIsTheSameAsExtraContext) {
  RandomValues random(2);
  const Context context = randomContext(random, 6, 3);
  const double ridge = 1.7;
  Context extended{Matrix<double>::Zero(9, 3), Vector<double>::Zero(9)};
  extended.x.topRows(6) = context.x;
  extended.x.bottomRows(3).diagonal().setConstant(std::sqrt(ridge));
  extended.y.head(6) = context.y;
  const Objective<double> f = objectiveOf(context.statistics(), ridge),
                          g = objectiveOf(extended.statistics());
  EXPECT_LE(relativeError(f.H, g.H), 1e-14);
  EXPECT_LE(relativeError(f.alpha, g.alpha), 1e-14);
  EXPECT_LE(relativeError(f.lambda, g.lambda), 1e-14);
}

TEST(IterativeObjective, SpectrumIsThatOfTheContextInAscendingOrder) {
  RandomValues random(3);
  const Vector<double> eigenvalues{{0.5, 2, 7, 50}};
  const auto f = objectiveOf(contextWithEigenvalues(random, 9, eigenvalues).statistics(), 0.25);
  const Spectrum<double> spectrum = spectrumOf(f);
  ASSERT_EQ(spectrum.values.size(), 4);
  EXPECT_LE(relativeError(spectrum.values, eigenvalues + Vector<double>::Constant(4, 0.25)), 1e-13);
  EXPECT_LE(relativeError(f.H * spectrum.vectors, spectrum.vectors * spectrum.values.asDiagonal()), 1e-13);
  EXPECT_NEAR(spectrum.smallest(), 0.75, 1e-12);
  EXPECT_NEAR(spectrum.largest(), 50.25, 1e-12);
  EXPECT_NEAR(spectrum.condition(), 67, 1e-11);
}

TEST(IterativeObjective, SpectrumLeavesOutWhatNoGradientReaches) {
  RandomValues random(4);
  const Spectrum<double> spectrum = spectrumOf(objectiveOf(randomContext(random, 3, 8).statistics()));
  EXPECT_EQ(spectrum.values.size(), 3);
  EXPECT_EQ(spectrum.vectors.cols(), 3);
  EXPECT_GT(spectrum.smallest(), 1e-3);
  const Vector<double> exact{{1e-3, 1, 2}};
  EXPECT_EQ(spectrumOf(objectiveOf(contextWithEigenvalues(random, 4, exact).statistics())).values.size(), 3);
}

TEST(IterativeObjective, SpectrumOfNoContextIsEmptyWithUnitCurvature) {
  const Spectrum<double> spectrum =
      spectrumOf(objectiveOf(Statistics<double>{Matrix<double>::Zero(3, 3), 0}));
  EXPECT_EQ(spectrum.values.size(), 0);
  EXPECT_EQ(spectrum.smallest(), 1);
  EXPECT_EQ(spectrum.largest(), 1);
  EXPECT_EQ(spectrum.condition(), 1);
}

TEST(IterativeObjective, ExcessLossIsTheLossAboveItsMinimum) {
  RandomValues random(5);
  for (const int n : {2, 9}) {
    const Context context = randomContext(random, n, 4);
    const Objective<double> f = objectiveOf(context.statistics());
    const Vector<double> minimum = context.x.completeOrthogonalDecomposition().solve(context.y);
    const Vector<double> w = random.vector(4);
    const double excess = excessLoss(spectrumOf(f), objectiveGradient(f, w));
    EXPECT_NEAR(excess, lossOverTokens(context, 0, w) - lossOverTokens(context, 0, minimum), 1e-11);
  }
}

TEST(IterativeObjective, ExcessLossKeepsItsMeaningWhereTheLossHasLostIt) {
  RandomValues random(6);
  const Context context = contextWithEigenvalues(random, 8, Vector<double>{{1, 3, 10}});
  const Objective<double> f = objectiveOf(context.statistics());
  const Vector<double> minimum = f.H.llt().solve(f.alpha);
  const Vector<double> step = 1e-11 * Vector<double>::Ones(3);
  const double exact = step.dot(f.H * step) / 2;
  EXPECT_NEAR(excessLoss(spectrumOf(f), objectiveGradient<double>(f, minimum + step)) / exact, 1, 1e-2);
}

TEST(IterativeObjective, RefusesWhatIsNotAGramMatrix) {
  const auto of = [](const Matrix<double>& gram, double ridge = 0) {
    return [=] { objectiveOf(Statistics<double>{gram, 1}, ridge); };
  };
  Matrix<double> gram = Matrix<double>::Identity(3, 3);
  EXPECT_NO_THROW(of(gram)());
  EXPECT_THAT(of(Matrix<double>::Zero(2, 3)),
              ThrowsMessage<InputError>(StrEq("gram.cols: 3 must equal gram.rows = 2")));
  EXPECT_THAT(of(Matrix<double>::Zero(1, 1)),
              ThrowsMessage<InputError>(StrEq("gram.rows: 1 must be at least 2")));
  EXPECT_THAT(of(gram, -1), ThrowsMessage<InputError>(HasSubstr("ridge: -1 is outside [0, ")));
  gram(2, 2) = -1;
  EXPECT_THAT(of(gram), ThrowsMessage<InputError>(HasSubstr("lambda: -1 is outside [0, ")));
  gram(2, 2) = 1;
  gram(0, 2) = 0.5;
  EXPECT_THAT(of(gram), ThrowsMessage<InputError>(StrEq(
                            "gram: 0.5 is the largest difference from its transpose; must be symmetric")));
  gram(0, 2) = std::numeric_limits<double>::infinity();
  EXPECT_THAT(of(gram), ThrowsMessage<InputError>(StrEq("gram: inf must be finite")));
}

}  // namespace
}  // namespace ltlab
