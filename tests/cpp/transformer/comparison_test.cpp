#include "ltlab/transformer/comparison.h"

#include <gmock/gmock.h>

#include "ltlab/regression/conditioned_task.h"
#include "ltlab/regression/ridge.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/forward_gram.h"

namespace ltlab {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

ComparisonRequest requestFor(const Task<double>& task) {
  ComparisonRequest request{.x = task.x, .y = task.y, .sigma = task.sigma, .start = {}, .methods = {}};
  request.start = Vector<double>::Zero(task.x.cols());
  return request;
}

Network<double> someNetwork() {
  return networkOf<double>(2,
                           {{-0.01, 0.002, -0.03, -0.001}, {0.004, -0.01, -0.05, 0.0}, {0, 0, -0.08, 0.002}});
}

TEST(Comparison, ShowsTheWeightsThatTheGramFormReadsOut) {
  const Task<double> task = chosenTask({.seed = 3, .sigma = 0.5});
  const Network<double> network = someNetwork();
  const Comparison comparison = compareSolvers(requestFor(task), &network);
  const GramTrace<double> gram = forwardGram(network, statisticsOf(task).gram);
  for (int l = 0; l <= 3; ++l) {
    const ImplicitState<double>& state = comparison.network->recursion.state(l);
    EXPECT_LT((state.w - gram.w(l)).norm(), 1e-12);
    EXPECT_LT((state.u - gram.u(l)).norm(), 1e-12);
    EXPECT_NEAR(state.a, gram.a(l), 1e-12);
  }
}

TEST(Comparison, MeasuresNetworkAndMethodsByTheSameObjective) {
  const Task<double> task = chosenTask({.seed = 5, .sigma = 1.5, .condition = 4});
  ComparisonRequest request = requestFor(task);
  request.penalty = 2;
  request.methods = {{Method::Ridge}, {Method::GradientDescent}};
  const Network<double> network = someNetwork();
  const Comparison comparison = compareSolvers(request, &network);
  const auto loss = [&](const Vector<double>& w) {
    return (task.y - task.x * w).squaredNorm() / 2 + w.squaredNorm();
  };
  const double least = loss(ridge(statisticsOf(task), 2.0));
  const Vector<double> oracle = ridge(statisticsOf(task), 2.25);
  const auto check = [&](const Vector<double>& w, const Quality& quality, int k) {
    EXPECT_NEAR(quality.loss(k), loss(w), 1e-12 * loss(w));
    EXPECT_NEAR(quality.excess(k), loss(w) - least, 1e-11 * loss(w));
    EXPECT_NEAR(quality.adjusted(k), (w - oracle).squaredNorm() / 2, 1e-12);
  };
  for (int l = 0; l <= 3; ++l)
    check(comparison.network->recursion.state(l).w, comparison.network->quality, l);
  for (const MethodRun& run : comparison.methods)
    for (int k = 0; k <= 8; ++k) check(run.trace.w.row(k), run.quality, k);
  EXPECT_LT((comparison.methods[0].trace.w.row(1).transpose() - ridge(statisticsOf(task), 2.0)).norm(),
            1e-12);
}

TEST(Comparison, UsesWhatIsGivenAndSuggestsTheRest) {
  const Task<double> task = chosenTask({.seed = 5, .condition = 9});
  ComparisonRequest request = requestFor(task);
  MethodRequest given{Method::HeavyBall};
  given.rate = 0.01;
  given.rateScale = 3;
  request.methods = {{Method::HeavyBall}, given};
  const Comparison comparison = compareSolvers(request, nullptr);
  const auto suggested = suggestedSettings(Method::HeavyBall, comparison.objective, 8);
  EXPECT_EQ(comparison.methods[0].settings.rate, suggested.rate);
  EXPECT_EQ(comparison.methods[1].settings.rate, 0.03);
  EXPECT_EQ(comparison.methods[1].settings.momentum, suggested.momentum);
}

TEST(Comparison, OfOnePairHasNoOlsAndGoesOn) {
  ComparisonRequest request = requestFor(chosenTask({}));
  request.x = request.x.topRows(1).eval();
  request.y = request.y.head(1).eval();
  request.methods = {{Method::Adam}};
  const Comparison comparison = compareSolvers(request, nullptr);
  EXPECT_FALSE(comparison.ols.allFinite());
  EXPECT_TRUE(comparison.ridge.allFinite());
  EXPECT_TRUE(comparison.methods[0].quality.excess.allFinite());
}

TEST(Comparison, RefusesByName) {
  const Task<double> task = chosenTask({});
  const auto refused = [&](auto change) {
    return [&task, change] {
      ComparisonRequest request = requestFor(task);
      change(request);
      const Network<double> network = networkOf<double>(3, {{0, 0, -0.1, 0}});
      compareSolvers(request, request.penalty == 1 ? &network : nullptr);
    };
  };
  using Request = ComparisonRequest;
  const auto says = [](const char* message) { return ThrowsMessage<InputError>(HasSubstr(message)); };
  EXPECT_THAT(refused([](Request& r) { r.steps = 201; }), says("steps: 201 is outside [1, 200]"));
  EXPECT_THAT(refused([](Request& r) { r.sigma = -1; }), says("sigma: -1 is outside [0, 100]"));
  EXPECT_THAT(refused([](Request& r) { r.penalty = -1; }), says("penalty: -1 is outside [0, 1000000]"));
  EXPECT_THAT(refused([](Request& r) { r.penalty = 1; }), says("network.d: 3 must equal d = 2"));
  EXPECT_THAT(refused([](Request& r) { r.start.resize(3); }), says("start.size: 3 must equal d = 2"));
  EXPECT_THAT(refused([](Request& r) { r.y.resize(3); }), says("y.size: 3 must equal x.rows = 10"));
  EXPECT_THAT(refused([](Request& r) { r.x(0, 0) = NAN; }), says("x: nan must be finite"));
  EXPECT_THAT(refused([](Request& r) {
                MethodRequest method{Method::GradientDescent};
                method.rateScale = 0;
                r.methods = {method};
              }),
              says("rateScale: 0 must be positive and finite"));
}

}  // namespace
}  // namespace ltlab
