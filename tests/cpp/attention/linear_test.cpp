#include "ltlab/attention/linear.h"

#include <gmock/gmock.h>

#include "attention/oracle.h"
#include "ltlab/attention/feature_map.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::normals;
using oracle::relativeError;
using testing::StrEq;
using testing::ThrowsMessage;

constexpr FeatureKind plainKinds[] = {FeatureKind::EluPlusOne, FeatureKind::Relu, FeatureKind::Identity,
                                      FeatureKind::Taylor};

TEST(LinearAttention, WholeAgreesWithTheQuadraticFormForEveryFeatureMap) {
  for (FeatureKind kind : plainKinds)
    for (Index d : {1, 6})
      for (bool normalise : {false, true}) {
        if (kind == FeatureKind::Identity && normalise) continue;
        const auto map = makeFeatureMap<double>(kind, d);
        const Matrix<double> phiQ = features<double>(map, normals(7, d, 1).cwiseAbs());
        const Matrix<double> phiK = features(map, normals(11, d, 2)), v = normals(11, 3, 3);
        const Matrix<double> o =
            linearAttention(phiQ, phiK, v, normalise ? Normaliser::Divide : Normaliser::None);
        EXPECT_LE(relativeError(o, oracle::linear(phiQ, phiK, v, false, normalise)), 1e-12) << int(kind) << d;
      }
}

TEST(LinearAttention, CausalAndChunkedAgreeWithTheQuadraticFormForEveryChunk) {
  const auto map = makePerformerMap<double>(4, 10, 1);
  for (Index n : {1, 2, 13})
    for (bool normalise : {false, true}) {
      const auto normaliser = normalise ? Normaliser::Divide : Normaliser::None;
      const Matrix<double> phiQ = features(map, normals(n, 4, 1)), phiK = features(map, normals(n, 4, 2));
      const Matrix<double> v = normals(n, 3, 3), expected = oracle::linear(phiQ, phiK, v, true, normalise);
      EXPECT_LE(relativeError(causalLinearAttention(phiQ, phiK, v, normaliser), expected), 1e-12);
      for (Index chunk = 1; chunk <= n + 1; ++chunk)
        EXPECT_LE(relativeError(chunkedLinearAttention(phiQ, phiK, v, chunk, normaliser), expected), 1e-12)
            << n << " " << chunk;
    }
}

TEST(LinearAttention, WithAMapIsWithItsFeatures) {
  std::vector<FeatureMap<double>> maps = {makePerformerMap<double>(5, 12, 1)};
  for (FeatureKind kind : plainKinds) maps.push_back(makeFeatureMap<double>(kind, 5));
  const Matrix<double> q = normals(70, 5, 1), k = normals(70, 5, 2), v = normals(70, 3, 3);
  for (const FeatureMap<double>& map : maps)
    for (Normaliser normaliser : {Normaliser::Divide, Normaliser::None}) {
      const Matrix<double> phiQ = features(map, q), phiK = features(map, k);
      EXPECT_EQ(linearAttention(map, q, k, v, normaliser), linearAttention(phiQ, phiK, v, normaliser))
          << nameOf(map.kind);
      EXPECT_EQ(causalLinearAttention(map, q, k, v, normaliser),
                causalLinearAttention(phiQ, phiK, v, normaliser))
          << nameOf(map.kind);
    }
}

TEST(LinearAttention, WithAMapRefusesSizesThatDisagree) {
  const auto refusing = [](bool causal, Index qCols, Index kRows, Index kCols, Index vRows, Index vCols) {
    return [=] {
      const auto map = makeFeatureMap<double>(FeatureKind::EluPlusOne, 3);
      const Matrix<double> q = normals(4, qCols, 1), k = normals(kRows, kCols, 1),
                           v = normals(vRows, vCols, 1);
      causal ? causalLinearAttention(map, q, k, v) : linearAttention(map, q, k, v);
    };
  };
  for (bool causal : {false, true}) {
    EXPECT_THAT(refusing(causal, 2, 4, 3, 4, 1),
                ThrowsMessage<InputError>(StrEq("q.cols: 2 must equal map.d = 3")));
    EXPECT_THAT(refusing(causal, 3, 4, 2, 4, 1),
                ThrowsMessage<InputError>(StrEq("k.cols: 2 must equal map.d = 3")));
    EXPECT_THAT(refusing(causal, 3, 4, 3, 5, 1),
                ThrowsMessage<InputError>(StrEq("v.rows: 5 must equal k.rows = 4")));
    EXPECT_THAT(refusing(causal, 3, 4, 3, 4, 0),
                ThrowsMessage<InputError>(StrEq("v.cols: 0 must be at least 1")));
  }
  EXPECT_THAT(refusing(true, 3, 5, 3, 5, 1),
              ThrowsMessage<InputError>(StrEq("k.rows: 5 must equal q.rows = 4")));
  EXPECT_NO_THROW(refusing(false, 3, 5, 3, 5, 1)());
}

TEST(LinearAttention, TheLastCausalRowSeesTheWholeContext) {
  const Matrix<double> q = normals(9, 3, 1).cwiseAbs(), k = normals(9, 3, 2).cwiseAbs(), v = normals(9, 2, 3);
  EXPECT_LE(
      relativeError(causalLinearAttention(q, k, v).bottomRows(1), linearAttention(q, k, v).bottomRows(1)),
      1e-13);
}

TEST(LinearAttention, DoesNotDependOnTheOrderOfTheContextAndIsAMeanOfTheValues) {
  const Matrix<double> q = normals(4, 3, 1).cwiseAbs(), k = normals(9, 3, 2).cwiseAbs(), v = normals(9, 2, 3);
  const Matrix<double> reversed = linearAttention<double>(q, k.colwise().reverse(), v.colwise().reverse());
  EXPECT_LE(relativeError(reversed, linearAttention(q, k, v)), 1e-13);
  const Matrix<double> constant = Matrix<double>::Constant(9, 2, 2.5);
  EXPECT_LE(relativeError(linearAttention(q, k, constant), Matrix<double>::Constant(4, 2, 2.5)), 1e-14);
}

TEST(LinearAttention, PerformerApproachesSoftmaxAttention) {
  const Matrix<double> q = 0.5 * normals(6, 4, 1), k = 0.5 * normals(8, 4, 2), v = normals(8, 3, 3);
  const Matrix<double> exact = softmaxAttention(q, k, v);
  const auto coarse = makePerformerMap<double>(4, 16, 1), fine = makePerformerMap<double>(4, 16384, 1);
  const double coarseError =
      relativeError(linearAttention(features(coarse, q), features(coarse, k), v), exact);
  const double fineError = relativeError(linearAttention(features(fine, q), features(fine, k), v), exact);
  EXPECT_LE(fineError, 0.05);
  EXPECT_GE(coarseError, 3 * fineError);
}

TEST(LinearAttention, QueriesWithoutWeightOrContextGiveZero) {
  Matrix<double> q(3, 2), k(2, 2);
  q << 0, 0, 1, 0, 0, 1;
  k << 0, 3, 0, 5;
  const Matrix<double> v = normals(2, 2, 1), o = linearAttention(q, k, v);
  EXPECT_EQ(o.topRows(2), (Matrix<double>::Zero(2, 2)));
  EXPECT_GT(o.row(2).norm(), 0);
  EXPECT_EQ(linearAttention<double>(q, normals(0, 2, 1), normals(0, 2, 1)), (Matrix<double>::Zero(3, 2)));
  EXPECT_EQ(linearAttention<double>(normals(0, 2, 1), k, v).rows(), 0);
  EXPECT_EQ(causalLinearAttention<double>(normals(0, 2, 1), normals(0, 2, 1), normals(0, 2, 1)).rows(), 0);
}

TEST(LinearAttention, SinglePrecisionFollowsDoublePrecision) {
  const Matrix<double> q = normals(300, 8, 1).cwiseAbs(), k = normals(300, 8, 2).cwiseAbs(),
                       v = normals(300, 4, 3);
  const Matrix<float> q32 = q.cast<float>(), k32 = k.cast<float>(), v32 = v.cast<float>();
  // Sums of 300 terms in single precision.
  EXPECT_LE(relativeError(linearAttention(q32, k32, v32), linearAttention(q, k, v)), 1e-5);
  EXPECT_LE(relativeError(causalLinearAttention(q32, k32, v32), causalLinearAttention(q, k, v)), 1e-5);
  EXPECT_LE(relativeError(chunkedLinearAttention(q32, k32, v32, 64), causalLinearAttention(q, k, v)), 1e-5);
}

TEST(LinearAttention, RefusesSizesThatDisagree) {
  const auto refusing = [](Index qCols, Index kRows, Index kCols, Index vRows, Index vCols, bool causal) {
    return [=] {
      const Matrix<double> q = normals(4, qCols, 1), k = normals(kRows, kCols, 1),
                           v = normals(vRows, vCols, 1);
      causal ? chunkedLinearAttention(q, k, v, 2) : linearAttention(q, k, v);
    };
  };
  for (bool causal : {false, true}) {
    EXPECT_THAT(refusing(0, 4, 0, 4, 1, causal),
                ThrowsMessage<InputError>(StrEq("phiQ.cols: 0 must be at least 1")));
    EXPECT_THAT(refusing(2, 4, 3, 4, 1, causal),
                ThrowsMessage<InputError>(StrEq("phiK.cols: 3 must equal phiQ.cols = 2")));
    EXPECT_THAT(refusing(2, 4, 2, 3, 1, causal),
                ThrowsMessage<InputError>(StrEq("v.rows: 3 must equal phiK.rows = 4")));
    EXPECT_THAT(refusing(2, 4, 2, 4, 0, causal),
                ThrowsMessage<InputError>(StrEq("v.cols: 0 must be at least 1")));
  }
  EXPECT_THAT(refusing(2, 5, 2, 5, 1, true),
              ThrowsMessage<InputError>(StrEq("phiK.rows: 5 must equal phiQ.rows = 4")));
  EXPECT_NO_THROW(refusing(2, 5, 2, 5, 1, false)());
  const Matrix<double> x = normals(4, 2, 1);
  EXPECT_THAT([&] { chunkedLinearAttention(x, x, x, 0); },
              ThrowsMessage<InputError>(StrEq("chunk: 0 must be at least 1")));
}

}  // namespace
}  // namespace ltlab
