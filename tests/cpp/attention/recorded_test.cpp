#include "ltlab/attention/recorded.h"

#include <gmock/gmock.h>

#include <cmath>

#include "attention/oracle.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::dot;
using oracle::normals;
using oracle::relativeError;
using testing::StrEq;
using testing::ThrowsMessage;

TEST(RecordedSoftmax, EveryStepIsTheTextbookStepAndTheOutputIsTheKernels) {
  const Index n = 5, m = 7;
  const Matrix<double> q = normals(n, 3, 1), k = normals(m, 3, 2), v = normals(m, 2, 3);
  SoftmaxOptions<double> options;
  options.visibility.keyLength = {7, 0, 1, 4, 6};
  const SoftmaxRecord<double> record = recordSoftmax(q, k, v, options);
  for (Index i = 0; i < n; ++i) {
    const Index seen = options.visibility.keyLength[std::size_t(i)];
    double maximum = -INFINITY, sum = 0;
    for (Index j = 0; j < m; ++j) {
      const double score = dot(q, i, k, j);
      EXPECT_NEAR(record.scores(i, j), score, 1e-14);
      if (j >= seen) {
        EXPECT_EQ(record.scaled(i, j), -INFINITY);
        EXPECT_EQ(record.exponentials(i, j), 0);
        EXPECT_EQ(record.weights(i, j), 0);
        continue;
      }
      EXPECT_NEAR(record.scaled(i, j), score / std::sqrt(3.0), 1e-14);
      maximum = std::max(maximum, record.scaled(i, j));
    }
    EXPECT_EQ(record.maximum[i], maximum);
    for (Index j = 0; j < seen; ++j) {
      EXPECT_NEAR(record.exponentials(i, j), std::exp(record.scaled(i, j) - maximum), 1e-15);
      sum += record.exponentials(i, j);
    }
    EXPECT_NEAR(record.sums[i], sum, 1e-14);
    for (Index j = 0; j < seen; ++j)
      EXPECT_NEAR(record.weights(i, j), record.exponentials(i, j) / sum, 1e-15);
  }
  EXPECT_LE(relativeError(record.output, softmaxAttention(q, k, v, options)), 1e-13);
  EXPECT_EQ(record.output.row(1), (Matrix<double>::Zero(1, 2)));
}

TEST(RecordedSoftmax, TakesTheKernelsOptions) {
  const Matrix<double> q = normals(6, 3, 1), k = normals(6, 3, 2), v = normals(6, 2, 3);
  SoftmaxOptions<double> options{0.3, {true, 3, {}, Matrix<std::uint8_t>::Ones(6, 6)}};
  options.visibility.mask(4, 3) = 0;
  const SoftmaxRecord<double> record = recordSoftmax(q, k, v, options);
  EXPECT_LE(relativeError(record.output, softmaxAttention(q, k, v, options)), 1e-13);
  EXPECT_EQ(record.weights(4, 3), 0);
  EXPECT_EQ(record.weights(5, 2), 0);
  EXPECT_NEAR(record.scaled(5, 4), 0.3 * record.scores(5, 4), 1e-15);
}

TEST(RecordedSoftmax, HugeScoresDoNotOverflowAndNaNStaysInItsRow) {
  Matrix<double> q = normals(3, 2, 1);
  q.row(0) *= 1e6;
  q(2, 1) = std::nan("");
  const Matrix<double> k = normals(4, 2, 2), v = normals(4, 2, 3);
  const SoftmaxRecord<double> record = recordSoftmax(q, k, v);
  EXPECT_NEAR(record.weights.row(0).sum(), 1, 1e-15);
  EXPECT_NEAR(record.weights.row(1).sum(), 1, 1e-15);
  EXPECT_TRUE(record.output.row(2).array().isNaN().all());
}

TEST(RecordedLinear, EveryStepIsTheTextbookStepAndTheOutputIsTheKernels) {
  const Matrix<double> q = normals(4, 3, 1).cwiseAbs(), k = normals(6, 3, 2).cwiseAbs(), v = normals(6, 2, 3);
  const LinearRecord<double> record = recordLinear(q, k, v);
  EXPECT_EQ(record.phiQ, q);
  EXPECT_EQ(record.phiK, k);
  for (Index a = 0; a < 3; ++a) {
    double z = 0;
    for (Index j = 0; j < 6; ++j) z += k(j, a);
    EXPECT_NEAR(record.z[a], z, 1e-14);
    for (Index c = 0; c < 2; ++c) {
      double s = 0;
      for (Index j = 0; j < 6; ++j) s += k(j, a) * v(j, c);
      EXPECT_NEAR(record.S(a, c), s, 1e-14);
    }
  }
  EXPECT_LE(relativeError(record.numerator, oracle::linear(q, k, v, false, false)), 1e-13);
  for (Index i = 0; i < 4; ++i) {
    double total = 0;
    for (Index j = 0; j < 6; ++j) total += dot(q, i, k, j);
    EXPECT_NEAR(record.denominator[i], total, 1e-12);
    for (Index j = 0; j < 6; ++j) {
      EXPECT_NEAR(record.similarities(i, j), dot(q, i, k, j), 1e-13);
      EXPECT_NEAR(record.weights(i, j), dot(q, i, k, j) / total, 1e-13);
    }
  }
  EXPECT_LE(relativeError(record.output, record.weights * v), 1e-13);
  EXPECT_LE(relativeError(record.output, linearAttention(q, k, v)), 1e-13);
  EXPECT_TRUE(record.stepS.empty());
  EXPECT_TRUE(record.stepZ.empty());
}

TEST(RecordedLinear, CausalKeepsTheStateAfterEveryToken) {
  const Index n = 5;
  const Matrix<double> q = normals(n, 3, 1).cwiseAbs(), k = normals(n, 3, 2).cwiseAbs(), v = normals(n, 2, 3);
  const LinearRecord<double> record = recordLinear(q, k, v, true);
  ASSERT_EQ(record.stepS.size(), std::size_t(n + 1));
  ASSERT_EQ(record.stepZ.size(), std::size_t(n + 1));
  EXPECT_EQ(record.stepS[0], (Matrix<double>::Zero(3, 2)));
  EXPECT_EQ(record.stepZ[0], (Vector<double>::Zero(3)));
  for (Index i = 0; i < n; ++i) {
    const std::size_t step = std::size_t(i + 1);
    const Matrix<double> seen = k.topRows(i + 1);
    EXPECT_LE(relativeError(record.stepS[step], seen.transpose() * v.topRows(i + 1)), 1e-13);
    EXPECT_LE(relativeError(record.stepZ[step], seen.colwise().sum().transpose()), 1e-13);
    EXPECT_LE(relativeError(record.numerator.row(i), q.row(i) * record.stepS[step]), 1e-13);
    EXPECT_NEAR(record.denominator[i], q.row(i).dot(record.stepZ[step]), 1e-13);
    for (Index j = 0; j < n; ++j) EXPECT_NEAR(record.similarities(i, j), j <= i ? dot(q, i, k, j) : 0, 1e-13);
  }
  EXPECT_LE(relativeError(record.S, record.stepS.back()), 1e-13);
  EXPECT_LE(relativeError(record.z, record.stepZ.back()), 1e-13);
  EXPECT_LE(relativeError(record.output, record.weights * v), 1e-13);
  EXPECT_LE(relativeError(record.output, causalLinearAttention(q, k, v)), 1e-13);
}

TEST(RecordedLinear, WithoutNormaliserDividesByOne) {
  const Matrix<double> q = normals(4, 3, 1), k = normals(4, 3, 2), v = normals(4, 2, 3);
  for (bool causal : {false, true}) {
    const LinearRecord<double> record = recordLinear(q, k, v, causal, Normaliser::None);
    EXPECT_EQ(record.denominator, (Vector<double>::Ones(4)));
    EXPECT_EQ(record.weights, record.similarities);
    EXPECT_EQ(record.output, record.numerator);
    EXPECT_LE(relativeError(record.output, oracle::linear(q, k, v, causal, false)), 1e-13);
  }
}

TEST(RecordedLinear, WithoutWeightGivesZero) {
  const Matrix<double> zero = Matrix<double>::Zero(3, 2), x = normals(3, 2, 1);
  for (bool causal : {false, true}) {
    EXPECT_EQ(recordLinear(zero, x, x, causal).output, zero);
    EXPECT_EQ(recordLinear(zero, x, x, causal).weights, (Matrix<double>::Zero(3, 3)));
  }
}

TEST(RecordedLayer, ContributionsAddUpToTheDoubleLoop) {
  const Index D = 4, n = 5, all = 7;
  const Matrix<double> tokens = normals(all, D, 1);
  const std::vector<LayerHead<double>> heads = {{normals(D, D, 2), normals(D, D, 3)},
                                                {normals(D, D, 4), normals(D, D, 5)}};
  const LayerRecord<double> record = recordLayer(tokens, heads, n);
  Matrix<double> deltas = Matrix<double>::Zero(all, D);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const HeadRecord<double>& head = record.heads[h];
    Matrix<double> headDeltas = Matrix<double>::Zero(all, D);
    for (Index i = 0; i < all; ++i)
      for (Index j = 0; j < n; ++j) {
        double similarity = 0;
        for (Index a = 0; a < D; ++a)
          for (Index b = 0; b < D; ++b) similarity += tokens(j, a) * heads[h].Q(a, b) * tokens(i, b);
        EXPECT_NEAR(head.similarities(i, j), similarity, 1e-12);
        for (Index a = 0; a < D; ++a) {
          double transformed = 0;
          for (Index b = 0; b < D; ++b) transformed += heads[h].P(a, b) * tokens(j, b);
          EXPECT_NEAR(head.transformations(j, a), transformed, 1e-13);
          EXPECT_NEAR(head.contributions(i * n + j, a), similarity * transformed, 1e-11);
          headDeltas(i, a) += similarity * transformed;
        }
      }
    EXPECT_LE(relativeError(head.deltas, headDeltas), 1e-12);
    deltas += headDeltas;
  }
  EXPECT_LE(relativeError(record.deltas, deltas), 1e-12);
  EXPECT_LE(relativeError(record.tokens, tokens + deltas), 1e-12);
}

TEST(RecordedLayer, IsLinearAttentionWithIdentityMapAndNoNormaliser) {
  const Matrix<double> tokens = normals(6, 3, 1), P = normals(3, 3, 2), Q = normals(3, 3, 3);
  const Matrix<double> attention =
      linearAttention<double>(tokens * Q.transpose(), tokens, tokens * P.transpose(), Normaliser::None);
  EXPECT_LE(relativeError(recordLayer<double>(tokens, {{P, Q}}, 6).deltas, attention), 1e-12);
}

TEST(RecordedLayer, WithoutContextOrHeadsNothingMoves) {
  const Matrix<double> tokens = normals(3, 2, 1);
  EXPECT_EQ(recordLayer<double>(tokens, {{normals(2, 2, 1), normals(2, 2, 2)}}, 0).tokens, tokens);
  EXPECT_EQ(recordLayer<double>(tokens, {}, 3).tokens, tokens);
}

TEST(Recorded, SinglePrecisionFollowsDoublePrecision) {
  const Matrix<double> x = normals(6, 3, 1), y = normals(6, 3, 2).cwiseAbs();
  const Matrix<float> x32 = x.cast<float>(), y32 = y.cast<float>();
  EXPECT_LE(relativeError(recordSoftmax(x32, y32, x32).output, recordSoftmax(x, y, x).output), 1e-6);
  EXPECT_LE(relativeError(recordLinear(y32, y32, x32).output, recordLinear(y, y, x).output), 1e-6);
  EXPECT_LE(relativeError(recordLinear(y32, y32, x32, true).output, recordLinear(y, y, x, true).output),
            1e-6);
  EXPECT_LE(relativeError(recordLayer<float>(x32, {{x32.topRows(3), y32.topRows(3)}}, 6).tokens,
                          recordLayer<double>(x, {{x.topRows(3), y.topRows(3)}}, 6).tokens),
            1e-6);
}

TEST(Recorded, RefusesSizesThatDisagree) {
  const Matrix<double> a = normals(4, 3, 1), b = normals(4, 2, 1), c = normals(5, 3, 1);
  EXPECT_THAT([&] { recordSoftmax(a, b, a); },
              ThrowsMessage<InputError>(StrEq("k.cols: 2 must equal q.cols = 3")));
  EXPECT_THAT([&] { recordLinear(a, b, a); },
              ThrowsMessage<InputError>(StrEq("phiK.cols: 2 must equal phiQ.cols = 3")));
  EXPECT_THAT([&] { recordLinear(a, c, c, true); },
              ThrowsMessage<InputError>(StrEq("phiK.rows: 5 must equal phiQ.rows = 4")));
  EXPECT_NO_THROW(recordLinear(a, c, c));
  const auto layer = [&](Index context, Index pRows, Index pCols, Index qRows, Index qCols) {
    return [=] { recordLayer<double>(a, {{normals(pRows, pCols, 1), normals(qRows, qCols, 1)}}, context); };
  };
  EXPECT_THAT(layer(5, 3, 3, 3, 3), ThrowsMessage<InputError>(StrEq("context: 5 is outside [0, 4]")));
  EXPECT_THAT(layer(-1, 3, 3, 3, 3), ThrowsMessage<InputError>(StrEq("context: -1 is outside [0, 4]")));
  EXPECT_THAT(layer(4, 2, 3, 3, 3), ThrowsMessage<InputError>(StrEq("P.rows: 2 must equal tokens.cols = 3")));
  EXPECT_THAT(layer(4, 3, 2, 3, 3), ThrowsMessage<InputError>(StrEq("P.cols: 2 must equal tokens.cols = 3")));
  EXPECT_THAT(layer(4, 3, 3, 2, 3), ThrowsMessage<InputError>(StrEq("Q.rows: 2 must equal tokens.cols = 3")));
  EXPECT_THAT(layer(4, 3, 3, 3, 2), ThrowsMessage<InputError>(StrEq("Q.cols: 2 must equal tokens.cols = 3")));
}

}  // namespace
}  // namespace ltlab
