#include "ltlab/transformer/walkthrough.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/regression/conditioned_task.h"
#include "ltlab/transformer/constructions.h"

namespace ltlab {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

std::vector<Omega<double>> someOmegas() {
  return {{-0.01, 0.002, -0.03, -0.001}, {0.004, -0.01, -0.05, 0.003}, {0.0, 0.001, -0.08, 0.002}};
}

Task<double> ownTask(const Matrix<double>& x, const Vector<double>& y, const Vector<double>& query) {
  return {.x = x, .y = y, .w = {}, .query = query, .sigma = 1};
}

TEST(Walkthrough, BothFormsAgreeWithTheTokens) {
  const Walkthrough walk = walkThrough(chosenTask({.seed = 3}), networkOf(2, someOmegas()));
  EXPECT_EQ(walk.omegas.size(), 3u);
  EXPECT_EQ(walk.momentum.size(), 3u);
  EXPECT_LT(walk.tokenDifference, 1e-13);
  EXPECT_LT(walk.momentumDifference, 1e-13);
  EXPECT_EQ(walk.tokens.context.size(), 4u);
}

TEST(Walkthrough, PredictsAfterEveryLayerWhatTheQueryTokenSays) {
  const Walkthrough walk = walkThrough(chosenTask({.seed = 8}), networkOf(2, someOmegas()));
  for (int l = 0; l <= 3; ++l) EXPECT_NEAR(walk.prediction(l), -walk.tokens.query[std::size_t(l)](2), 1e-13);
}

TEST(Walkthrough, ReadsTheOmegasOfADiagonalNetworkBack) {
  const auto omegas = omegasOf(networkOf(2, someOmegas()));
  ASSERT_EQ(omegas.size(), 3u);
  for (std::size_t l = 0; l < 3; ++l) {
    EXPECT_NEAR(omegas[l].xx, someOmegas()[l].xx, 1e-15);
    EXPECT_NEAR(omegas[l].xy, someOmegas()[l].xy, 1e-15);
    EXPECT_NEAR(omegas[l].yx, someOmegas()[l].yx, 1e-15);
    EXPECT_NEAR(omegas[l].yy, someOmegas()[l].yy, 1e-15);
  }
}

TEST(Walkthrough, HasNoMomentumFormWhereALayerIsNotDiagonal) {
  Network<double> network = networkOf(2, someOmegas());
  network.layers[1].heads[0].P(0, 1) = 0.01;
  const Walkthrough walk = walkThrough(chosenTask({.seed = 3}), network);
  EXPECT_TRUE(walk.omegas.empty());
  EXPECT_TRUE(walk.momentum.empty());
  EXPECT_TRUE(walk.leastSquares.has_value());
  EXPECT_TRUE(std::isnan(walk.momentumDifference));
  EXPECT_LT(walk.tokenDifference, 1e-13);
}

TEST(Walkthrough, HasNoMomentumFormWhereThePairsDoNotFixTheWeights) {
  const Vector<double> query{{1, 1}};
  const Matrix<double> onePair{{1, 0.5}}, onALine{{1, 0.5}, {2, 1}, {-1, -0.5}};
  for (const auto& [x, y] : {std::pair<Matrix<double>, Vector<double>>{onePair, Vector<double>{{2}}},
                             {onALine, Vector<double>{{1, 2, 0}}}}) {
    const Walkthrough walk = walkThrough(ownTask(x, y, query), networkOf(2, someOmegas()));
    EXPECT_FALSE(walk.leastSquares.has_value());
    EXPECT_TRUE(walk.momentum.empty());
    EXPECT_LT(walk.tokenDifference, 1e-13);
  }
}

TEST(Walkthrough, SaysNotANumberInsteadOfADifferenceWhereLayersOverflow) {
  const std::vector<Omega<double>> strong(16, {1, 1, -1, 1});
  const Walkthrough walk = walkThrough(chosenTask({.seed = 3}), networkOf(2, strong));
  EXPECT_TRUE(std::isnan(walk.tokenDifference));
  EXPECT_TRUE(std::isnan(walk.momentumDifference));
}

// The recursion stays finite here; a token does not.
TEST(Walkthrough, SaysNotANumberInsteadOfADifferenceWhereOnlyATokenOverflows) {
  const Matrix<double> x = (Matrix<double>(2, 2) << 1e150, 0, 0, 1).finished();
  const Vector<double> y{{1e10, 1}}, query{{1, 1}};
  const Walkthrough walk =
      walkThrough(ownTask(x, y, query), networkOf(2, std::vector<Omega<double>>{{0, 0, -1, 0}}));
  ASSERT_TRUE(walk.comparison.network->recursion.last().w.allFinite());
  EXPECT_FALSE(walk.tokens.context.back().allFinite());
  EXPECT_TRUE(std::isnan(walk.tokenDifference));
}

TEST(Walkthrough, RefusesByName) {
  const Network<double> network = networkOf(2, someOmegas());
  const Task<double> task = chosenTask({.seed = 3});
  const auto walking = [&](auto change) {
    return [&, change] {
      Task<double> changed = task;
      change(changed);
      walkThrough(changed, network);
    };
  };
  EXPECT_THAT(walking([](auto& t) { t.query = Vector<double>{{1}}; }),
              ThrowsMessage<InputError>("query.size: 1 must equal d = 2"));
  EXPECT_THAT(walking([](auto& t) { t.query(1) = INFINITY; }),
              ThrowsMessage<InputError>("query: nan must be finite"));
  EXPECT_THAT(walking([](auto& t) {
                t.x.resize(0, 2);
                t.y.resize(0);
              }),
              ThrowsMessage<InputError>("n: 0 is outside [1, 1000]"));
  EXPECT_THAT(walking([](auto& t) { t.y.resize(3); }), ThrowsMessage<InputError>(HasSubstr("y.size: 3")));
  EXPECT_THAT(
      [] {
        omegasFrom({1, 2, 3});
      },
      ThrowsMessage<InputError>("omegas.length: 3 must be four numbers per layer"));
  EXPECT_THAT([] { omegasFrom({}); }, ThrowsMessage<InputError>("layers: 0 is outside [1, 16]"));
  EXPECT_THAT([] { omegasFrom({1, 2, 3, NAN}); }, ThrowsMessage<InputError>("omegas: nan must be finite"));
}

}  // namespace
}  // namespace ltlab
