#include "ltlab/numeric/cholesky.h"

#include <gtest/gtest.h>

#include <Eigen/Cholesky>

#include "support/random_values.h"

namespace ltlab {
namespace {
using testing_support::RandomValues;

class Cholesky : public testing::TestWithParam<int> {};

TEST_P(Cholesky, SolvesAsEigenDoes) {
  const int d = GetParam();
  const Matrix<double> root = RandomValues(7).matrix(d, d + 3);
  const Matrix<double> A = root * root.transpose();
  const Vector<double> b = RandomValues(8).vector(d);
  const Vector<double> x = solveCholesky(A, b);
  EXPECT_LT((x - A.llt().solve(b)).norm(), 1e-10 * x.norm());
  EXPECT_LT((A * x - b).norm(), 1e-10 * b.norm());
}

TEST_P(Cholesky, ReadsOnlyTheLowerTriangle) {
  const int d = GetParam();
  const Matrix<double> root = RandomValues(9).matrix(d, d + 3);
  const Matrix<double> A = root * root.transpose();
  Matrix<double> lower = A;
  for (int i = 0; i < d; ++i) lower.row(i).tail(d - 1 - i).setConstant(1e9);
  const Vector<double> b = RandomValues(10).vector(d);
  EXPECT_EQ(solveCholesky(lower, b), solveCholesky(A, b));
}

INSTANTIATE_TEST_SUITE_P(Sizes, Cholesky, testing::Values(1, 2, 7, 64));

TEST(CholeskyOfNothingPositive, IsNotANumber) {
  const Vector<double> b = Vector<double>::Ones(3);
  Matrix<double> rankTwo = Matrix<double>::Zero(3, 3);
  rankTwo.diagonal() << 1, 2, 0;
  EXPECT_TRUE(solveCholesky(rankTwo, b).array().isNaN().any());
  EXPECT_TRUE(solveCholesky<double>(-Matrix<double>::Identity(3, 3), b).array().isNaN().all());
}

}  // namespace
}  // namespace ltlab
