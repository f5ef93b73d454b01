#include "ltlab/numeric/symmetric_eigen.h"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <limits>

#include "support/random_values.h"

namespace ltlab {
namespace {
using testing_support::RandomValues;

Matrix<double> rebuilt(const SymmetricEigen<double>& eigen) {
  return eigen.vectors * eigen.values.asDiagonal() * eigen.vectors.transpose();
}

void expectDecomposition(const Matrix<double>& A) {
  const SymmetricEigen<double> eigen = symmetricEigen(A);
  const auto d = A.rows();
  const double size = A.norm() + 1e-300;
  EXPECT_LT((rebuilt(eigen) - A).norm(), 1e-13 * size);
  EXPECT_LT((eigen.vectors.transpose() * eigen.vectors - Matrix<double>::Identity(d, d)).norm(),
            1e-13 * double(d));
  EXPECT_TRUE(std::is_sorted(eigen.values.begin(), eigen.values.end()));
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> oracle(A);
  EXPECT_LT((eigen.values - oracle.eigenvalues()).norm(), 1e-13 * size);
}

class EigenOfSymmetric : public testing::TestWithParam<int> {};

TEST_P(EigenOfSymmetric, IsThatOfEigen) {
  const int d = GetParam();
  const Matrix<double> root = RandomValues(11).matrix(d, d);
  expectDecomposition(root + root.transpose());
  expectDecomposition(root * root.transpose());
}

// Of rank three: as many eigenvalues as are missing are zero to rounding.
TEST_P(EigenOfSymmetric, OfFewPairsHasTheirRank) {
  const int d = GetParam();
  const Matrix<double> root = RandomValues(12).matrix(d, 3);
  expectDecomposition(root * root.transpose());
}

INSTANTIATE_TEST_SUITE_P(Sizes, EigenOfSymmetric, testing::Values(1, 2, 5, 20, 64));

TEST(EigenOfSpecialMatrices, AreTheirDiagonals) {
  expectDecomposition(Matrix<double>::Zero(4, 4));
  expectDecomposition(3 * Matrix<double>::Identity(4, 4));
  Matrix<double> spread = Matrix<double>::Zero(3, 3);
  spread.diagonal() << 1e12, 1, 1e-12;
  EXPECT_EQ(symmetricEigen(spread).values, (Vector<double>(3) << 1e-12, 1, 1e12).finished());
}

TEST(EigenOfWhatIsNotFinite, IsNotFiniteAndEnds) {
  Matrix<double> broken = Matrix<double>::Identity(3, 3);
  broken(0, 1) = broken(1, 0) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(symmetricEigen(broken).values.allFinite());
}

}  // namespace
}  // namespace ltlab
