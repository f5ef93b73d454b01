#include "ltlab/regression/iterative_preconditioning.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>

#include "support/random_values.h"

namespace ltlab {
namespace {
using namespace testing_support;

TEST(Preconditioning, MapsEveryEigenvalueOfTheTokens) {
  RandomValues random(11);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 6), n = d + random.integer(0, 5);
    const Matrix<double> x = random.matrix(n, d);
    const double gamma = random.uniform(-0.05, 0.05);
    const Matrix<double> mapped = x - gamma * x * (x.transpose() * x);
    Vector<double> expected = Eigen::SelfAdjointEigenSolver<Matrix<double>>(x.transpose() * x).eigenvalues();
    for (double& v : expected) v = preconditionedEigenvalue(v, gamma);
    std::sort(expected.begin(), expected.end());
    const Vector<double> values =
        Eigen::SelfAdjointEigenSolver<Matrix<double>>(mapped.transpose() * mapped).eigenvalues();
    EXPECT_LE(relativeError(values, expected), 1e-12);
  }
}

TEST(Preconditioning, ConditionNumberObeysTheClosedForm) {
  for (const double kappa : {1.0, 1.001, 1.5, 2.0, 10.0, 100.0, 1e6}) {
    const double largest = 7.3, smallest = largest / kappa, gamma = firstPreconditioningStep(largest);
    const double mapped =
        preconditionedEigenvalue(largest, gamma) / preconditionedEigenvalue(smallest, gamma);
    EXPECT_NEAR(preconditionedCondition(kappa) / mapped, 1, 1e-14) << kappa;
  }
  EXPECT_NEAR(preconditionedCondition(1e7) / 1e7, 4.0 / 9, 1e-6);
  const double epsilon = 1e-4;
  EXPECT_NEAR((preconditionedCondition(1 + epsilon) - 1) / (epsilon * epsilon), 0.75, 1e-3);
}

TEST(Preconditioning, ScheduleKeepsGammaTimesTheLargestEigenvalueAtOneThird) {
  const double largest = 12.5, first = firstPreconditioningStep(largest);
  EXPECT_DOUBLE_EQ(first, 1 / 37.5);
  double value = largest;
  for (int layer = 0; layer < 12; ++layer) {
    const double gamma = preconditioningStep(layer, first);
    EXPECT_NEAR(gamma * value, 1.0 / 3, 1e-14);
    value = preconditionedEigenvalue(value, gamma);
  }
  EXPECT_NEAR(value, largest * std::pow(4.0 / 9, 12), 1e-15);
}

TEST(Preconditioning, KeepsTheOrderOfTheEigenvalues) {
  const double gamma = firstPreconditioningStep(1.0);
  double previous = 0;
  for (int i = 1; i <= 100; ++i) {
    const double value = preconditionedEigenvalue(i / 100.0, gamma);
    EXPECT_GT(value, previous);
    previous = value;
  }
}

}  // namespace
}  // namespace ltlab
