#include "ltlab/transformer/recursion.h"

#include <gmock/gmock.h>

#include "ltlab/transformer/constructions.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::StrEq;
using testing::ThrowsMessage;

struct Shape {
  int d, n, heads, layers;
};

Shape randomShape(RandomValues& random) {
  return {random.integer(1, 5), random.integer(1, 9), random.integer(1, 3), random.integer(1, 4)};
}

TEST(Recursion, AgreesWithTokenLoopsForAnyHeads) {
  RandomValues random(100);
  for (int trial = 0; trial < 40; ++trial) {
    const auto [d, n, heads, layers] = randomShape(random);
    const Context context = randomContext(random, n, d);
    const Network<double> network = randomFull(random, context, heads, layers, 0.7);
    const auto exact = statesOfTokens(network, context);
    const auto trace = runRecursion(network, context.statistics());
    ASSERT_EQ(int(trace.steps.size()), layers);
    for (int l = 0; l <= layers; ++l) EXPECT_LE(stateError(trace.state(l), exact[l]), 1e-12);
    EXPECT_EQ(&trace.last(), &trace.state(layers));
  }
}

TEST(DiagonalRecursion, AgreesWithTokenLoopsForAnyOmegas) {
  RandomValues random(101);
  for (int trial = 0; trial < 40; ++trial) {
    const auto [d, n, heads, layers] = randomShape(random);
    const Context context = randomContext(random, n, d);
    const std::vector<Omega<double>> omegas = randomOmegas(random, context, layers, 0.7);
    const auto exact = statesOfTokens(networkOf(d, omegas), context);
    const auto trace = runRecursion(omegas, context.statistics());
    for (int l = 0; l <= layers; ++l) EXPECT_LE(stateError(trace.state(l), exact[l]), 1e-12);
  }
}

TEST(DiagonalRecursion, DependsOnHeadsOnlyThroughOmega) {
  RandomValues random(102);
  for (int trial = 0; trial < 10; ++trial) {
    const auto [d, n, heads, layers] = randomShape(random);
    const Context context = randomContext(random, n, d);
    Network<double> network{d, {}};
    std::vector<Omega<double>> omegas;
    for (int l = 0; l < layers; ++l) {
      Layer<double> layer;
      for (int k = 0; k < heads; ++k) {
        const Vector<double> p = random.vector(4, 0.4 / std::sqrt(n));
        layer.heads.push_back(diagonalHead(d, p(0), p(1), p(2), p(3)));
      }
      network.layers.push_back(layer);
      omegas.push_back(omegaOf(layer));
    }
    const auto exact = statesOfTokens(network, context);
    EXPECT_LE(stateError(runRecursion(omegas, context.statistics()).last(), exact.back()), 1e-12);
  }
}

TEST(Recursion, StatisticsAreThoseOfTheTokensAtEveryLayer) {
  RandomValues random(103);
  for (int trial = 0; trial < 20; ++trial) {
    const auto [d, n, heads, layers] = randomShape(random);
    const Context context = randomContext(random, n, d);
    const Network<double> network = randomFull(random, context, heads, layers, 0.7);
    const auto tokens = runTokens(network, context, Matrix<double>::Identity(d + 1, d + 1)).context;
    const auto trace = runRecursion(network, context.statistics());
    for (int l = 0; l < layers; ++l) {
      const Matrix<double> gram = tokens[l].transpose() * tokens[l];
      const LayerStatistics<double>& at = trace.steps[l].statistics;
      EXPECT_LE(relativeError(at.sigma, gram.topLeftCorner(d, d)), 1e-12);
      EXPECT_LE((at.alpha - gram.col(d).head(d)).norm(), 1e-12 * gram.norm());
      EXPECT_NEAR(at.lambda, gram(d, d), 1e-12 * gram.norm());
    }
  }
}

TEST(Recursion, EveryTermIsTheProductItIsNamedAfter) {
  RandomValues random(104);
  const Context context = randomContext(random, 7, 3);
  const Network<double> network = randomFull(random, context, 2, 3, 0.7);
  const auto trace = runRecursion(network, context.statistics());
  const auto tokens = runTokens(network, context, Matrix<double>::Identity(4, 4)).context;
  for (int l = 0; l < 3; ++l) {
    Matrix<double> K = Matrix<double>::Zero(4, 4);
    for (const auto& head : network.layers[l].heads)
      K += head.P * (tokens[l].transpose() * tokens[l]) * head.Q;
    const auto& [M, u, a, w] = trace.state(l);
    const auto& step = trace.steps[l];
    EXPECT_LE(relativeError(step.blocks.A, K.topLeftCorner(3, 3)), 1e-12);
    EXPECT_LE(relativeError(step.blocks.b, K.topRightCorner(3, 1)), 1e-12);
    EXPECT_LE(relativeError(step.blocks.c, K.bottomLeftCorner(1, 3).transpose()), 1e-12);
    EXPECT_LE(relativeError(step.blocks.d, K(3, 3)), 1e-12);
    for (int i = 0; i < 3; ++i) {
      double Au = 0, Mc = 0;
      for (int j = 0; j < 3; ++j) {
        double AM = 0;
        for (int k = 0; k < 3; ++k) AM += K(i, k) * M(k, j);
        EXPECT_NEAR(step.AM(i, j), AM, 1e-12);
        EXPECT_NEAR(step.bw(i, j), K(i, 3) * w(j), 1e-12);
        Au += K(i, j) * u(j);
        Mc += M(j, i) * K(3, j);
      }
      EXPECT_NEAR(step.Au(i), Au, 1e-12);
      EXPECT_NEAR(step.ab(i), a * K(i, 3), 1e-12);
      EXPECT_NEAR(step.dw(i), K(3, 3) * w(i), 1e-12);
      EXPECT_NEAR(step.Mc(i), Mc, 1e-12);
    }
    EXPECT_NEAR(step.da, K(3, 3) * a, 1e-12);
    EXPECT_NEAR(step.cu, K(3, 0) * u(0) + K(3, 1) * u(1) + K(3, 2) * u(2), 1e-12);
  }
}

TEST(Recursion, ImplicitWeightsGiveTheNetworksPrediction) {
  RandomValues random(105);
  for (int trial = 0; trial < 20; ++trial) {
    const auto [d, n, heads, layers] = randomShape(random);
    const Context context = randomContext(random, n, d);
    const Network<double> network = randomFull(random, context, heads, layers, 0.7);
    Matrix<double> query = Matrix<double>::Zero(1, d + 1);
    query.leftCols(d) = random.matrix(1, d);
    const double prediction = -runTokens(network, context, query).probes.back()(0, d);
    const Vector<double> w = runRecursion(network, context.statistics()).last().w;
    EXPECT_NEAR(w.dot(query.leftCols(d).transpose().col(0)), prediction, 1e-12 * (1 + std::abs(prediction)));
  }
}

TEST(Recursion, OrderOfTheContextDoesNotMatter) {
  RandomValues random(106);
  const Context context = randomContext(random, 8, 3);
  const Context reversed{context.x.colwise().reverse(), context.y.reverse()};
  const Network<double> network = randomFull(random, context, 2, 3, 0.7);
  EXPECT_LE(stateError(runRecursion(network, reversed.statistics()).last(),
                       runRecursion(network, context.statistics()).last()),
            1e-13);
}

TEST(Recursion, OneLayerOfLinearAttentionIsOneGradientStepFromZero) {
  RandomValues random(107);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 6), n = random.integer(1, 9);
    const Context context = randomContext(random, n, d);
    const double eta = random.uniform(0.01, 0.2);
    Vector<double> step = Vector<double>::Zero(d);
    for (int i = 0; i < n; ++i) step += eta * context.y(i) * context.x.row(i).transpose();
    const auto trace = runRecursion<double>({{.yx = -eta}}, context.statistics());
    EXPECT_LE(relativeError(trace.last().w, step), 1e-13);
    EXPECT_EQ(trace.last().M, (Matrix<double>::Identity(d, d)));
    EXPECT_EQ(trace.last().a, 1);
  }
}

TEST(DiagonalTokenUpdate, IsWhatEachOmegaAddsToAToken) {
  RandomValues random(108);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = random.integer(1, 8);
    const Context context = randomContext(random, n, d);
    const Omega<double> omega = randomOmegas(random, context, 1, 1.0)[0];
    const auto at = statisticsAt(initialState<double>(d), context.statistics());
    const Vector<double> x = random.vector(d);
    const double y = random.normal();
    Vector<double> token(d + 1);
    token << x, y;
    const auto added = contributionsTo(x, y, omega, at);
    const auto alone = [&](const Omega<double>& one) {
      return tokenUpdate(layerOf(d, one), contextTokens(context.x, context.y), token);
    };
    const Vector<double> whole = alone(omega);
    EXPECT_LE(relativeError(added.xx + added.xy, whole.head(d)), 1e-12);
    EXPECT_NEAR(added.yx + added.yy, whole(d), 1e-11 * whole.norm());
    EXPECT_LE(relativeError(added.xx, alone({.xx = omega.xx}).head(d)), 1e-12);
    EXPECT_LE(relativeError(added.xy, alone({.xy = omega.xy}).head(d)), 1e-12);
    EXPECT_LE(relativeError(added.yx, alone({.yx = omega.yx})(d)), 1e-12);
    EXPECT_LE(relativeError(added.yy, alone({.yy = omega.yy})(d)), 1e-12);
  }
}

TEST(Ablation, OfADiagonalLayerSetsItsOmegaToZero) {
  RandomValues random(109);
  const Context context = randomContext(random, 8, 3);
  const std::vector<Omega<double>> omegas = randomOmegas(random, context, 4, 0.7);
  for (int bits = 0; bits < 16; ++bits) {
    const Ablation keep{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0};
    std::vector<Omega<double>> cut = omegas;
    for (Omega<double>& omega : cut) {
      if (!keep.xx) omega.xx = 0;
      if (!keep.xy) omega.xy = 0;
      if (!keep.yx) omega.yx = 0;
      if (!keep.yy) omega.yy = 0;
    }
    const auto exact = statesOfTokens(networkOf(3, cut), context).back();
    EXPECT_LE(stateError(runRecursion(omegas, context.statistics(), keep).last(), exact), 1e-12) << bits;
  }
}

TEST(Ablation, OfAFullLayerSetsABlockOfItsUpdateToZero) {
  RandomValues random(110);
  const Context context = randomContext(random, 8, 3);
  const Network<double> network = randomFull(random, context, 2, 1, 0.7);
  const auto whole = runRecursion(network, context.statistics()).steps[0];
  const auto withoutXx = runRecursion(network, context.statistics(), {.xx = false}).steps[0];
  EXPECT_EQ(withoutXx.blocks.A.norm(), 0);
  EXPECT_EQ(withoutXx.blocks.b, whole.blocks.b);
  EXPECT_EQ(withoutXx.after.M, (Matrix<double>::Identity(3, 3)));
  EXPECT_EQ(withoutXx.after.w, whole.after.w);
}

TEST(Recursion, DifferenceFromTokensIsRoundingForTheRightStateAndSeesAWrongOne) {
  RandomValues random(111);
  const Context context = randomContext(random, 8, 3);
  const Network<double> network = randomFull(random, context, 2, 3, 0.7);
  const Vector<double> query = random.vector(3);
  const auto difference = [&](const RecursionTrace<double>& trace) {
    return differenceFromTokens(trace, network, context.x, context.y, query);
  };
  const auto right = runRecursion(network, context.statistics());
  EXPECT_LE(difference(right), 1e-13);
  const double largest =
      runTokens(network, context, Matrix<double>::Zero(1, 4)).context[2].cwiseAbs().maxCoeff();
  const auto withError = [&](auto change) {
    RecursionTrace<double> wrong = right;
    change(wrong.steps[1].after);
    return difference(wrong) * largest;
  };
  const auto bigger = [](const auto& values) { return 1e-3 * values.cwiseAbs().maxCoeff(); };
  const Vector<double> first = context.x.col(0);
  const double atLeast = 1e-12;
  EXPECT_NEAR(withError([](auto& s) { s.a += 1e-3; }), bigger(context.y), atLeast);
  EXPECT_NEAR(withError([](auto& s) { s.u(0) += 1e-3; }), bigger(context.y), atLeast);
  EXPECT_NEAR(withError([](auto& s) { s.w(0) += 1e-3; }), std::max(bigger(first), 1e-3 * std::abs(query(0))),
              atLeast);
  EXPECT_NEAR(withError([](auto& s) { s.M(1, 0) += 1e-3; }),
              std::max(bigger(first), 1e-3 * std::abs(query(0))), atLeast);
}

TEST(Recursion, DifferenceFromTokensSeesTheQuery) {
  // One context pair at zero: only the query can show an error.
  const Network<double> network{1, {Layer<double>{{diagonalHead(1, 0.0, 1.0, 1.0, 0.0)}}}};
  const Matrix<double> x = Matrix<double>::Zero(1, 1);
  const Vector<double> y = Vector<double>::Zero(1), query = Vector<double>::Constant(1, 2.0);
  auto trace = runRecursion(network, statisticsOf(x, y));
  EXPECT_EQ(differenceFromTokens(trace, network, x, y, query), 0);
  trace.steps[0].after.w(0) = 3;
  EXPECT_EQ(differenceFromTokens(trace, network, x, y, query), 3);
  trace.steps[0].after.w(0) = 0;
  trace.steps[0].after.M(0, 0) = 2;
  EXPECT_EQ(differenceFromTokens(trace, network, x, y, query), 1);
}

TEST(Recursion, FloatFollowsDouble) {
  RandomValues random(112);
  const Context context = randomContext(random, 9, 3);
  const std::vector<Omega<double>> omegas = randomOmegas(random, context, 3, 0.7);
  std::vector<Omega<float>> floats;
  for (const auto& [xx, xy, yx, yy] : omegas) floats.push_back({float(xx), float(xy), float(yx), float(yy)});
  const Statistics<double> statistics = context.statistics();
  const auto slow = runRecursion(omegas, statistics).last();
  const auto fast = runRecursion(floats, Statistics<float>{statistics.gram.cast<float>(), 9}).last();
  // Three layers of cubic maps: a few hundred roundings of 6e-8.
  EXPECT_LE(relativeError(fast.M.cast<double>(), slow.M), 1e-5);
  EXPECT_LE(relativeError(fast.w.cast<double>(), slow.w), 1e-5);
}

TEST(Recursion, RefusesAGramMatrixOfAnotherSize) {
  RandomValues random(113);
  const Network<double> network = randomFull(random, randomContext(random, 5, 3), 1, 1, 0.7);
  EXPECT_THAT([&] { runRecursion(network, randomContext(random, 5, 2).statistics()); },
              ThrowsMessage<InputError>(StrEq("gram.rows: 3 must equal d + 1 = 4")));
  EXPECT_THAT(
      [&] {
        runRecursion(network, Statistics<double>{Matrix<double>::Zero(4, 5), 1});
      },
      ThrowsMessage<InputError>(StrEq("gram.cols: 5 must equal d + 1 = 4")));
  EXPECT_THAT(
      [&] {
        runRecursion<double>({{.yx = 1}}, Statistics<double>{Matrix<double>::Zero(4, 5), 1});
      },
      ThrowsMessage<InputError>(StrEq("gram.cols: 5 must equal gram.rows = 4")));
  EXPECT_THAT(
      [&] {
        runRecursion<double>({{.yx = 1}}, Statistics<double>{Matrix<double>::Zero(1, 1), 1});
      },
      ThrowsMessage<InputError>(StrEq("d: 0 is outside [1, 32768]")));
}

TEST(Recursion, RefusesToCompareATraceOfAnotherDepth) {
  RandomValues random(114);
  const Context context = randomContext(random, 5, 2);
  const Network<double> network = randomFull(random, context, 1, 2, 0.7);
  auto trace = runRecursion(network, context.statistics());
  trace.steps.pop_back();
  EXPECT_THAT([&] { differenceFromTokens(trace, network, context.x, context.y, random.vector(2)); },
              ThrowsMessage<InputError>(StrEq("trace.steps: 1 must equal layers = 2")));
}

}  // namespace
}  // namespace ltlab
