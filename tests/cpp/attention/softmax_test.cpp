#include "ltlab/attention/softmax.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "attention/oracle.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::normals;
using oracle::relativeError;
using testing::StrEq;
using testing::ThrowsMessage;

constexpr double infinity = std::numeric_limits<double>::infinity();
const auto all = [](Index, Index) { return true; };

SoftmaxOptions<double> seeing(const Visibility& visibility) {
  return {{}, visibility};
}

TEST(Softmax, AgreesWithTheDefinitionForAnySize) {
  for (Index n : {1, 2, 63, 64, 65, 130})
    for (Index m : {1, 63, 64, 65, 200})
      for (Index d : {1, 5}) {
        const Matrix<double> q = normals(n, d, 1), k = normals(m, d, 2), v = normals(m, 3, 3);
        const Matrix<double> expected = oracle::softmax(q, k, v, 1 / std::sqrt(double(d)), all);
        EXPECT_LE(relativeError(softmaxAttention(q, k, v), expected), 1e-13) << n << " " << m << " " << d;
      }
}

TEST(Softmax, UsesTheScaleThatIsGiven) {
  const Matrix<double> q = normals(5, 3, 1), k = normals(7, 3, 2), v = normals(7, 2, 3);
  for (double scale : {0.0, 2.5, -1.0})
    EXPECT_LE(relativeError(softmaxAttention(q, k, v, {scale, {}}), oracle::softmax(q, k, v, scale, all)),
              1e-13);
}

TEST(Softmax, NothingToDoIsNotAnError) {
  EXPECT_EQ(softmaxAttention(normals(0, 3, 1), normals(4, 3, 2), normals(4, 2, 3)).rows(), 0);
  EXPECT_EQ(softmaxAttention(normals(2, 3, 1), normals(0, 3, 2), normals(0, 2, 3)),
            (Matrix<double>::Zero(2, 2)));
  EXPECT_EQ(softmaxAttention(normals(2, 3, 1), normals(4, 3, 2), normals(4, 0, 3)).cols(), 0);
}

TEST(Softmax, CausalityAndWindowLeaveTheKeysTheySayTheyLeave) {
  for (Index n : {1, 64, 70, 150})
    for (Index window : {0, 1, 2, 5, 64, 65, 149, 150, 151, 1000})
      for (bool causal : {false, true}) {
        const Matrix<double> q = normals(n, 4, 1), k = normals(n, 4, 2), v = normals(n, 3, 3);
        const auto sees = [&](Index i, Index j) {
          return (!causal || j <= i) && (window == 0 || std::abs(i - j) < window);
        };
        const Matrix<double> o = softmaxAttention(q, k, v, seeing({causal, window, {}, {}}));
        EXPECT_LE(relativeError(o, oracle::softmax(q, k, v, 0.5, sees)), 1e-13)
            << n << " " << window << " " << causal;
      }
}

TEST(Softmax, KeyLengthAndMaskHideKeysAndFullyMaskedRowsAreZero) {
  const Index n = 130, m = 90;
  const Matrix<double> q = normals(n, 4, 1), k = normals(m, 4, 2), v = normals(m, 3, 3);
  Visibility visibility;
  visibility.mask = (normals(n, m, 4).array() > 0.3).cast<std::uint8_t>();
  visibility.mask.row(17).setZero();
  for (Index i = 0; i < n; ++i) visibility.keyLength.push_back(i % 3 == 0 ? 0 : (i * 7) % (m + 1));
  const auto sees = [&](Index i, Index j) {
    return j < visibility.keyLength[std::size_t(i)] && visibility.mask(i, j) != 0;
  };
  const Matrix<double> o = softmaxAttention(q, k, v, seeing(visibility));
  EXPECT_LE(relativeError(o, oracle::softmax(q, k, v, 0.5, sees)), 1e-13);
  EXPECT_EQ(o.row(0), (Matrix<double>::Zero(1, 3)));
  EXPECT_EQ(o.row(17), (Matrix<double>::Zero(1, 3)));
}

TEST(Softmax, ATileOfFullyMaskedQueriesIsZero) {
  Visibility visibility;
  visibility.keyLength.assign(70, 0);
  const Matrix<double> x = normals(70, 2, 1);
  EXPECT_EQ(softmaxAttention(x, x, x, seeing(visibility)), (Matrix<double>::Zero(70, 2)));
}

TEST(Softmax, ALaterTokenChangesNothingBefore) {
  const Matrix<double> q = normals(90, 4, 1), k = normals(90, 4, 2), v = normals(90, 3, 3);
  Matrix<double> k2 = k, v2 = v;
  k2.bottomRows(20) *= -1e3;
  v2.bottomRows(20).setConstant(1e300);
  const auto options = seeing({true, 0, {}, {}});
  EXPECT_EQ(softmaxAttention(q, k, v, options).topRows(70), softmaxAttention(q, k2, v2, options).topRows(70));
}

TEST(Softmax, HiddenHugeValuesLeaveNoTrace) {
  Matrix<float> q = Matrix<float>::Zero(1, 1), k(2, 1), v(2, 1);
  k << 0, 0;
  v << 1, 1e37f;
  SoftmaxOptions<float> options;
  options.visibility.keyLength = {1};
  EXPECT_EQ(softmaxAttention(q, k, v, options)(0, 0), 1);
  options.visibility.keyLength.clear();
  q(0, 0) = 1;
  k(1, 0) = -90;
  EXPECT_EQ(softmaxAttention(q, k, v, options)(0, 0), 1)
      << "a weight below the smallest normal number counts";
}

TEST(Softmax, WeightsDownToTheSmallestNormalNumberCount) {
  Matrix<double> q = Matrix<double>::Ones(1, 1), k(2, 1), v(2, 1);
  k << 0, -700;
  v << 0, 1e300;
  EXPECT_NEAR(softmaxAttention(q, k, v)(0, 0) / (1e300 * std::exp(-700)), 1, 1e-12);
}

TEST(Softmax, HugeScoresOfAnyOrderDoNotOverflow) {
  const Index n = 200;
  Matrix<double> q = Matrix<double>::Ones(1, 1), k(n, 1);
  for (bool rising : {true, false}) {
    for (Index j = 0; j < n; ++j) k(j, 0) = 1e6 * double(rising ? j : -j);
    const Matrix<double> v = normals(n, 2, 3);
    EXPECT_EQ(softmaxAttention(q, k, v), Matrix<double>(v.row(rising ? n - 1 : 0)));
  }
}

TEST(Softmax, NumbersThatAreNotFiniteStayInTheirRow) {
  Matrix<double> q = normals(3, 2, 1);
  const Matrix<double> k = normals(70, 2, 2), v = normals(70, 2, 3);
  const Matrix<double> clean = softmaxAttention(q, k, v);
  for (double bad : {infinity, std::nan("")}) {
    q(1, 0) = bad;
    const Matrix<double> o = softmaxAttention(q, k, v);
    EXPECT_EQ(o.row(0), clean.row(0));
    EXPECT_TRUE(o.row(1).array().isNaN().all()) << o.row(1);
    EXPECT_EQ(o.row(2), clean.row(2));
  }
}

TEST(Softmax, ANaNKeySpoilsItsQueriesEvenAmongHiddenKeys) {
  Matrix<double> k = normals(4, 2, 2);
  k(0, 0) = std::nan("");
  const Matrix<double> o = softmaxAttention(normals(4, 2, 1), k, normals(4, 2, 3), seeing({true, 0, {}, {}}));
  EXPECT_TRUE(o.array().isNaN().all());
}

// Single precision at full size. Unit queries times 1, ½, 0.1 or 0.01 against keys of length 80, some along a
// query, so rows run from one key that takes all to nearly equal weights. Every 16th row is compared.
TEST(Softmax, SinglePrecisionHoldsAtLength4096WithScoresUpTo80) {
  const Index n = 4096, d = 16;
  Matrix<float> q = normals<float>(n, d, 1), k = normals<float>(n, d, 2);
  const Matrix<float> v = normals<float>(n, 4, 3);
  const float factors[] = {1, 0.5f, 0.1f, 0.01f};
  q.rowwise().normalize();
  k.rowwise().normalize();
  for (Index j = 0; j < n; j += 5) k.row(j) = (j % 2 == 0 ? 1 : -1) * q.row((7 * j) % n);
  k *= 80;
  for (Index i = 0; i < n; ++i) q.row(i) *= factors[(i / 16) % 4];
  SoftmaxOptions<float> options{1.0f, {}};
  options.visibility.keyLength.assign(std::size_t(n), n);
  options.visibility.mask = Matrix<std::uint8_t>::Ones(n, n);
  options.visibility.mask.row(16).setZero();
  for (std::size_t i = 0; i < std::size_t(n); i += 48) options.visibility.keyLength[i] = 0;
  const Matrix<float> o = softmaxAttention(q, k, v, options);
  const Matrix<double> q64 = q.cast<double>(), k64 = k.cast<double>(), v64 = v.cast<double>();
  EXPECT_NEAR((q64.topRows(64) * k64.transpose()).cwiseAbs().maxCoeff(), 80, 1e-3);
  for (Index i = 0; i < n; i += 16) {
    const bool masked = i % 48 == 0 || i == 16;
    const Matrix<double> expected = oracle::softmaxRow(q64, k64, v64, 1, i, [&](Index) { return !masked; });
    ASSERT_LE(relativeError(o.row(i), expected), 1e-5) << "row " << i;
  }
}

TEST(Softmax, RefusesSizesThatDisagree) {
  const auto attend = [](Index qRows, Index qCols, Index kRows, Index kCols, Index vRows,
                         const SoftmaxOptions<double>& options = {}) {
    return [=] {
      softmaxAttention(normals(qRows, qCols, 1), normals(kRows, kCols, 1), normals(vRows, 2, 1), options);
    };
  };
  EXPECT_THAT(attend(2, 0, 2, 0, 2), ThrowsMessage<InputError>(StrEq("q.cols: 0 must be at least 1")));
  EXPECT_THAT(attend(2, 3, 2, 4, 2), ThrowsMessage<InputError>(StrEq("k.cols: 4 must equal q.cols = 3")));
  EXPECT_THAT(attend(2, 3, 2, 3, 5), ThrowsMessage<InputError>(StrEq("v.rows: 5 must equal k.rows = 2")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, {infinity, {}}),
              ThrowsMessage<InputError>(StrEq("scale: inf must be finite")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({true, 0, {}, {}})),
              ThrowsMessage<InputError>(StrEq("k.rows: 4 must equal q.rows = 2")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({false, 1, {}, {}})),
              ThrowsMessage<InputError>(StrEq("k.rows: 4 must equal q.rows = 2")));
  EXPECT_THAT(attend(2, 3, 2, 3, 2, seeing({false, -1, {}, {}})),
              ThrowsMessage<InputError>(StrEq("window: -1 must not be negative")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({false, 0, {1}, {}})),
              ThrowsMessage<InputError>(StrEq("keyLength.size: 1 must equal q.rows = 2")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({false, 0, {4, 5}, {}})),
              ThrowsMessage<InputError>(StrEq("keyLength: 5 is outside [0, 4]")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({false, 0, {}, Matrix<std::uint8_t>::Ones(3, 4)})),
              ThrowsMessage<InputError>(StrEq("mask.rows: 3 must equal q.rows = 2")));
  EXPECT_THAT(attend(2, 3, 4, 3, 4, seeing({false, 0, {}, Matrix<std::uint8_t>::Ones(2, 3)})),
              ThrowsMessage<InputError>(StrEq("mask.cols: 3 must equal k.rows = 4")));
}

TEST(Visibility, EveryRestrictionCounts) {
  Visibility visibility{true, 2, {3, 3, 3, 3}, Matrix<std::uint8_t>::Ones(4, 4)};
  visibility.mask(2, 1) = 0;
  Matrix<int> seen(4, 4), expected(4, 4);
  for (Index i = 0; i < 4; ++i)
    for (Index j = 0; j < 4; ++j) seen(i, j) = isVisible(visibility, i, j, 4);
  expected << 1, 0, 0, 0,  //
      1, 1, 0, 0,          //
      0, 0, 1, 0,          //
      0, 0, 1, 0;
  EXPECT_EQ(seen, expected);
}

TEST(Visibility, RangeOfAQueryWithoutKeysIsEmpty) {
  const KeyRange range = visibleKeys({false, 2, std::vector<Index>(10, 1), {}}, 9, 10);
  EXPECT_EQ(range.first, range.last);
}

TEST(Visibility, PairsAreCountedInClosedForm) {
  for (Index n : {0, 1, 2, 9})
    for (Index window : {0, 1, 2, 5, 9, 10, 50})
      for (bool causal : {false, true}) {
        double pairs = 0;
        for (Index i = 0; i < n; ++i)
          for (Index j = 0; j < n; ++j) pairs += isVisible({causal, window, {}, {}}, i, j, n);
        EXPECT_EQ(visiblePairs(n, causal, window), pairs) << n << " " << window << " " << causal;
      }
}

}  // namespace
}  // namespace ltlab
