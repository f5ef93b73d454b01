// One sequence through both mechanisms: the same numbers as the kernels, and counts that are those of plain loops.
#include "ltlab/attention/mechanism.h"

#include <gmock/gmock.h>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;
using testing::HasSubstr;
using testing::ThrowsMessage;

MechanismSettings settingsFor(FeatureKind map, bool causal) {
  return {.map = map, .features = 9, .seed = 3, .sharpness = 2, .causal = causal};
}

class MechanismOfEveryMap : public testing::TestWithParam<std::tuple<FeatureKind, bool>> {};

TEST_P(MechanismOfEveryMap, AgreesWithTheKernels) {
  const auto [map, causal] = GetParam();
  const Mechanism run = runMechanism(embedWords("a rose is a rose", 4, 3), settingsFor(map, causal));
  SoftmaxOptions<double> options;
  options.visibility.causal = causal;
  const Matrix<double> softmax = softmaxAttention(run.q, run.k, run.v, options);
  const Matrix<double> linear = causal ? causalLinearAttention(run.map, run.q, run.k, run.v)
                                       : linearAttention(run.map, run.q, run.k, run.v);
  EXPECT_LT((run.softmax.output - softmax).norm(), 1e-12 * softmax.norm());
  EXPECT_LT((run.linear.output - linear).norm(), 1e-10 * linear.norm());
  EXPECT_NEAR(run.outputDeviation, (linear - softmax).norm() / softmax.norm(),
              1e-9 * (1 + run.outputDeviation));
}

TEST_P(MechanismOfEveryMap, TheMemoryFillsKeyByKeyToItsSum) {
  const auto [map, causal] = GetParam();
  const Mechanism run = runMechanism(embedWords("a rose is a rose", 4, 3), settingsFor(map, causal));
  ASSERT_EQ(run.stepS.size(), 6u);
  EXPECT_EQ(run.stepS[0].norm(), 0);
  for (Index j = 0; j < 5; ++j) {
    const Matrix<double> taken = run.linear.phiK.row(j).transpose() * run.v.row(j);
    EXPECT_LT((run.stepS[std::size_t(j) + 1] - run.stepS[std::size_t(j)] - taken).norm(), 1e-12);
  }
  EXPECT_LT((run.stepS[5] - run.linear.S).norm(), 1e-12 * (1 + run.linear.S.norm()));
}

INSTANTIATE_TEST_SUITE_P(Maps, MechanismOfEveryMap,
                         testing::Combine(testing::Values(FeatureKind::EluPlusOne, FeatureKind::Relu,
                                                          FeatureKind::Identity, FeatureKind::Taylor,
                                                          FeatureKind::Performer),
                                          testing::Bool()));

TEST(Mechanism, PerformerComesCloserWithMoreFeaturesOnAverageOverSeeds) {
  const auto meanDeviation = [](Index features) {
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed)
      sum += runMechanism(embedWords("a rose is a flower", 4, seed),
                          {.map = FeatureKind::Performer, .features = features, .seed = seed})
                 .weightDeviation;
    return sum / 40;
  };
  EXPECT_LT(2 * meanDeviation(128), meanDeviation(4));
}

TEST(Mechanism, OneTokenIsNoDeviation) {
  const Mechanism run = runMechanism(embedWords("alone", 3, 1), {});
  EXPECT_LT(run.weightDeviation, 1e-15);
  EXPECT_LT((run.softmax.output - run.v).norm(), 1e-15);
}

TEST(EmbedWords, AWordIsItsLettersAndTheSeed) {
  const Matrix<double> rows = embedWords("  b a  b ", 3, 5);
  ASSERT_EQ(rows.rows(), 3);
  EXPECT_EQ(rows.row(0), rows.row(2));
  EXPECT_EQ(rows.row(1), embedWords("a", 3, 5).row(0));
  EXPECT_NE(rows.row(0), embedWords("b", 3, 6).row(0));
}

TEST(BracketCosts, CountsWhatPlainLoopsDo) {
  const Index n = 6, d = 3;
  const BracketCosts costs = bracketCosts(n, d, {.map = FeatureKind::Performer, .features = 5});
  double scoresFirst = 0, stateFirst = 0;
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j < n; ++j) scoresFirst += 5 + d;
  for (Index j = 0; j < n; ++j)
    for (Index r = 0; r < 5; ++r) stateFirst += d;
  for (Index i = 0; i < n; ++i)
    for (Index r = 0; r < 5; ++r) stateFirst += d;
  EXPECT_EQ(costs.scoresFirst.flops, 2 * scoresFirst);
  EXPECT_EQ(costs.stateFirst.flops, 2 * stateFirst);
  EXPECT_NEAR(costs.crossover, 2.0 * 5 * d / (5 + d), 1e-15);
}

TEST(Mechanism, RefusesByName) {
  const Matrix<double> tokens = embedWords("a b", 3, 1);
  EXPECT_THAT([&] { runMechanism(tokens, {.sharpness = 101}); },
              ThrowsMessage<InputError>(HasSubstr("sharpness: 101 is outside [0, 100]")));
  EXPECT_THAT([&] { runMechanism(tokens, {.features = 0}); },
              ThrowsMessage<InputError>(HasSubstr("features: 0 is outside [1, 256]")));
  EXPECT_THAT([&] { runMechanism(Matrix<double>(0, 3), {}); },
              ThrowsMessage<InputError>(HasSubstr("tokens: 0 is outside [1, 64]")));
  EXPECT_THAT([] { bracketCosts(0, 3, {}); }, ThrowsMessage<InputError>(HasSubstr("length: 0 is outside")));
}

}  // namespace
}  // namespace ltlab
