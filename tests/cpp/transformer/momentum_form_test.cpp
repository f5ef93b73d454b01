#include "ltlab/transformer/momentum_form.h"

#include <gmock/gmock.h>

#include "ltlab/transformer/constructions.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::StrEq;
using testing::ThrowsMessage;

// Calls check(omega, statistics, context, state before, exact state after) for layers of random DIAG
// networks.
template <class Check>
void forRandomLayers(int seed, Check check) {
  RandomValues random(seed);
  for (int trial = 0; trial < 20; ++trial) {
    const int d = random.integer(1, 5), n = d + random.integer(1, 8), layers = random.integer(2, 4);
    const Context context = randomContext(random, n, d);
    const std::vector<Omega<double>> omegas = randomOmegas(random, context, layers, 0.7);
    const auto exact = statesOfTokens(networkOf(d, omegas), context);
    for (int l = 0; l < layers; ++l) check(omegas[l], context, exact[l], exact[l + 1]);
  }
}

TEST(MomentumForm, IsTheLayerThatTheTokensGoThrough) {
  forRandomLayers(
      120, [](const Omega<double>& omega, const Context& context, const auto& before, const auto& after) {
        const auto input = context.statistics();
        const auto step = momentumStep(omega, input, leastSquaresOf(input), before);
        EXPECT_LE((step.u - after.u).norm(), 1e-12 * (after.u.norm() + step.newMemory.norm()));
        EXPECT_LE((step.w - after.w).norm(), 1e-12 * (after.w.norm() + step.direct.norm()));
      });
}

TEST(MomentumForm, EveryFactorIsTheOneItIsNamedAfter) {
  forRandomLayers(121, [](const Omega<double>& omega, const Context& context, const auto& before,
                          const auto&) {
    const auto d = context.x.cols();
    const auto input = context.statistics();
    const auto step = momentumStep(omega, input, leastSquaresOf(input), before);
    const Vector<double> wStar = context.x.colPivHouseholderQr().solve(context.y);
    const double rho = (context.y - context.x * wStar).squaredNorm();
    const Matrix<double> xs = context.x * before.M.transpose() + context.y * before.u.transpose();
    const Vector<double> ys = before.a * context.y - context.x * before.w;
    const auto unit = [&](int k) { return Vector<double>(Vector<double>::Unit(d, k)); };
    for (int k = 0; k < d; ++k) {
      const Vector<double> lifted = before.M * unit(k) + before.u * wStar(k);
      const Vector<double> lambda =
          -omega.xy * before.a * before.a * rho * unit(k) - omega.xx * (xs.transpose() * xs.col(k));
      EXPECT_LE((step.Lambda.col(k) - lambda).norm(), 1e-11 * (1 + lambda.norm()));
      EXPECT_LE((step.Gamma.col(k) - before.a * omega.xy * lifted).norm(), 1e-11);
      EXPECT_LE((step.Pi.col(k) - omega.yx * before.M.transpose() * lifted).norm(), 1e-11);
      EXPECT_LE((step.Phi.col(k) - before.a * rho * omega.yx * before.M.row(k).transpose()).norm(), 1e-11);
    }
    EXPECT_NEAR(step.s, omega.yy * ys.squaredNorm(), 1e-12 * (1 + ys.squaredNorm()));
    EXPECT_LE(relativeError(step.keptMemory, before.u - step.Lambda * before.u), 1e-12);
    EXPECT_LE(relativeError(step.newMemory, step.Gamma * step.r), 1e-12);
    EXPECT_LE(relativeError(step.rescaled, (1 + step.s) * before.w), 1e-12);
    EXPECT_LE(relativeError(step.direct, -step.Pi * step.r), 1e-12);
    EXPECT_LE(relativeError(step.fromMemory, -step.Phi * before.u), 1e-12);
  });
}

TEST(MomentumForm, ItsResidualIsMinusHalfTheGradient) {
  forRandomLayers(
      122, [](const Omega<double>& omega, const Context& context, const auto& before, const auto&) {
        const auto input = context.statistics();
        const auto step = momentumStep(omega, input, leastSquaresOf(input), before);
        Vector<double> gradient = Vector<double>::Zero(context.x.cols());
        for (int i = 0; i < context.y.size(); ++i)
          gradient -=
              2 * (before.a * context.y(i) - context.x.row(i).dot(before.w)) * context.x.row(i).transpose();
        EXPECT_LE((step.r + gradient / 2).norm(), 1e-11 * (1 + gradient.norm()));
      });
}

TEST(MomentumForm, StatisticOfALayerIsItsResidualSeenThroughMAndU) {
  forRandomLayers(
      123, [](const Omega<double>& omega, const Context& context, const auto& before, const auto&) {
        const auto input = context.statistics();
        const LeastSquares<double> ols = leastSquaresOf(input);
        const auto step = momentumStep(omega, input, ols, before);
        const Matrix<double> xs = context.x * before.M.transpose() + context.y * before.u.transpose();
        const Vector<double> ys = before.a * context.y - context.x * before.w;
        const Vector<double> alpha =
            (before.M + before.u * ols.w.transpose()) * step.r + before.a * ols.rho * before.u;
        EXPECT_LE((alpha - xs.transpose() * ys).norm(), 1e-11 * (1 + alpha.norm()));
      });
}

TEST(MomentumForm, LeastSquaresAreTheResidualsOfTheTokens) {
  RandomValues random(124);
  for (int trial = 0; trial < 10; ++trial) {
    const int d = random.integer(1, 5), n = d + random.integer(0, 6);
    const Context context = randomContext(random, n, d);
    const LeastSquares<double> ols = leastSquaresOf(context.statistics());
    const Vector<double> exact = context.x.colPivHouseholderQr().solve(context.y);
    EXPECT_LE(relativeError(ols.w, exact), 1e-9);
    EXPECT_NEAR(ols.rho, (context.y - context.x * exact).squaredNorm(), 1e-11 * context.y.squaredNorm());
  }
}

TEST(MomentumForm, RefusesFewerPairsThanDimensions) {
  RandomValues random(125);
  EXPECT_THAT([&] { leastSquaresOf(randomContext(random, 2, 3).statistics()); },
              ThrowsMessage<InputError>(StrEq("n: 2 must be at least d = 3")));
  EXPECT_NO_THROW(leastSquaresOf(randomContext(random, 3, 3).statistics()));
}

}  // namespace
}  // namespace ltlab
