// The definitions: what a context, a layer and a read-out are, against loops over tokens.
#include <gmock/gmock.h>

#include "ltlab/transformer/forward_gram.h"
#include "ltlab/transformer/forward_tokens.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;

struct NetworkCase {
  Context context;
  Network<double> network;
  Vector<double> query;
  OracleTrace tokens;  // probes: the query
};

NetworkCase randomCase(RandomValues& random) {
  const int d = random.integer(1, 5), n = random.integer(1, 9);
  NetworkCase c;
  c.context = randomContext(random, n, d);
  const int heads = random.integer(1, 3), layers = random.integer(1, 4);
  c.network = randomFull(random, c.context, heads, layers, 0.7);
  c.query = random.vector(d);
  Matrix<double> probe = Matrix<double>::Zero(1, d + 1);
  probe.leftCols(d) = c.query.transpose();
  c.tokens = runTokens(c.network, c.context, probe);
  return c;
}

template <class Check>
void forRandomCases(int seed, Check check) {
  RandomValues random(seed);
  for (int trial = 0; trial < 20; ++trial) check(randomCase(random));
}

TEST(NetworkEquations, StatisticsAreSumsOverTokens) {
  forRandomCases(150, [](const NetworkCase& c) {
    const Statistics<double> statistics = c.context.statistics();
    const int d = c.network.d, n = int(c.context.y.size());
    EXPECT_EQ(statistics.n, n);
    EXPECT_EQ(statistics.d(), d);
    for (int r = 0; r < d; ++r) {
      double alpha = 0;
      for (int s = 0; s < d; ++s) {
        double sigma = 0;
        for (int i = 0; i < n; ++i) sigma += c.context.x(i, r) * c.context.x(i, s);
        EXPECT_NEAR(statistics.sigma()(r, s), sigma, 1e-12 * n);
      }
      for (int i = 0; i < n; ++i) alpha += c.context.y(i) * c.context.x(i, r);
      EXPECT_NEAR(statistics.alpha()(r), alpha, 1e-12 * n * (1 + std::abs(alpha)));
    }
    double lambda = 0;
    for (double y : c.context.y) lambda += y * y;
    EXPECT_NEAR(statistics.lambda(), lambda, 1e-12 * lambda);
  });
}

TEST(NetworkEquations, ForwardIsTheDoubleLoopOverTokens) {
  forRandomCases(151, [](const NetworkCase& c) {
    const auto trace = forwardTokens(c.network, contextTokens(c.context.x, c.context.y), c.query);
    ASSERT_EQ(trace.context.size(), c.tokens.context.size());
    for (std::size_t l = 0; l < trace.context.size(); ++l) {
      EXPECT_LE(relativeError(trace.context[l], c.tokens.context[l]), 1e-12);
      EXPECT_LE(relativeError(trace.query[l], Vector<double>(c.tokens.probes[l].row(0).transpose())), 1e-12);
    }
  });
}

TEST(NetworkEquations, PredictionIsMinusTheLastCoordinateOfTheQuery) {
  forRandomCases(152, [](const NetworkCase& c) {
    const auto trace = forwardTokens(c.network, contextTokens(c.context.x, c.context.y), c.query);
    EXPECT_NEAR(trace.prediction(), -c.tokens.probes.back()(0, c.network.d), 1e-12);
    EXPECT_EQ(trace.query[0](c.network.d), 0);
  });
}

TEST(NetworkEquations, TwoMatricesAreTheProductsOfFour) {
  RandomValues random(153);
  for (int trial = 0; trial < 10; ++trial) {
    const int size = random.integer(2, 5), n = random.integer(1, 6);
    const Matrix<double> key = random.matrix(size, size), asked = random.matrix(size, size),
                         value = random.matrix(size, size), project = random.matrix(size, size),
                         tokens = random.matrix(n, size);
    const Vector<double> e = random.vector(size);
    Vector<double> delta = Vector<double>::Zero(size);
    for (int j = 0; j < n; ++j) {
      const Vector<double> other = tokens.row(j).transpose();
      delta += (asked * e).dot(key * other) * (project * (value * other));
    }
    const Layer<double> layer{{{project * value, key.transpose() * asked}}};
    EXPECT_LE(relativeError(tokenUpdate(layer, tokens, e), delta), 1e-12);
  }
}

TEST(NetworkEquations, EveryTokenIsMovedByOneMatrixPerLayer) {
  forRandomCases(155, [](const NetworkCase& c) {
    const auto trace = forwardGram(c.network, c.context.statistics().gram);
    for (std::size_t l = 0; l < trace.layer.size(); ++l) {
      const Matrix<double> moved = c.tokens.context[l] * trace.layer[l].transpose();
      EXPECT_LE(relativeError(moved, c.tokens.context[l + 1]), 1e-12);
    }
  });
}

TEST(NetworkEquations, GramMatrixFollowsTheTokens) {
  forRandomCases(156, [](const NetworkCase& c) {
    const auto trace = forwardGram(c.network, c.context.statistics().gram);
    for (std::size_t l = 0; l < trace.gram.size(); ++l)
      EXPECT_LE(relativeError(trace.gram[l], c.tokens.context[l].transpose() * c.tokens.context[l]), 1e-12);
  });
}

TEST(NetworkEquations, ProductOfTheLayersHoldsMUAndTheImplicitWeights) {
  forRandomCases(157, [](const NetworkCase& c) {
    const auto trace = forwardGram(c.network, c.context.statistics().gram);
    const auto exact = statesOfTokens(c.network, c.context);
    for (int l = 0; l < int(exact.size()); ++l)
      EXPECT_LE(stateError({trace.M(l), trace.u(l), trace.a(l), trace.w(l)}, exact[l]), 1e-12);
    EXPECT_EQ(trace.w(), trace.w(int(exact.size()) - 1));
    const double prediction = -c.tokens.probes.back()(0, c.network.d);
    EXPECT_NEAR(trace.w().dot(c.query), prediction, 1e-12 * (1 + std::abs(prediction)));
  });
}

}  // namespace
}  // namespace ltlab
