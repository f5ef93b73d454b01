#include "ltlab/regression/iterative.h"

#include <gmock/gmock.h>

#include <set>

#include "iterative_cases.h"

namespace ltlab {
namespace {
using namespace testing_support;
using testing::HasSubstr;
using testing::StrEq;
using testing::ThrowsMessage;
using Settings = MethodSettings<double>;

TEST(IterativeTrace, HasOneRowPerIterateWithItsLossAndGradient) {
  RandomValues random(20);
  const Case c = randomCase(random);
  for (const MethodInfo& info : allMethods()) {
    const auto trace = runMethod(info.method, c.f, suggestedSettings(info.method, c.f, 7), c.start);
    ASSERT_EQ(trace.w.rows(), 8);
    EXPECT_EQ(row(trace.w, 0), c.start);
    for (int k = 0; k <= 7; ++k) {
      const Vector<double> w = row(trace.w, k), error = w - c.minimum, gradient = c.f.H * error;
      EXPECT_NEAR(trace.excess(k), error.dot(gradient) / 2, 1e-11) << info.name;
      EXPECT_NEAR(trace.gradientNorm(k), gradient.norm(), 1e-10);
      EXPECT_NEAR(trace.loss(k), w.dot(c.f.H * w) / 2 - w.dot(c.f.alpha) + c.f.lambda / 2, 1e-10);
    }
    for (const auto& state : trace.state) {
      EXPECT_EQ(state.values.rows(), 8);
      EXPECT_EQ(&trace.stateNamed(state.name), &state.values);
    }
  }
}

TEST(IterativeMethods, AllReachTheSameMinimum) {
  RandomValues random(21);
  const Vector<double> eigenvalues{{1, 2, 4}};
  const Objective<double> f = objectiveWithEigenvalues(random, eigenvalues);
  const Vector<double> minimum = f.H.fullPivLu().solve(f.alpha), start = random.vector(3);
  for (const MethodInfo& info : allMethods()) {
    Settings settings = suggestedSettings(info.method, f, 200);
    const bool normalised = info.method == Method::RmsProp || info.method == Method::Adam;
    if (normalised) settings.steps = 3000, settings.rate = 0.01;
    const auto trace = runMethod(info.method, f, settings, start);
    EXPECT_LE(relativeError(row(trace.w, settings.steps), minimum), normalised ? 2e-2 : 1e-12) << info.name;
  }
}

TEST(IterativeMethods, StayAtTheMinimum) {
  RandomValues random(22);
  const Objective<double> f = objectiveOf(Statistics<double>{Matrix<double>::Identity(4, 4), 3});
  for (const MethodInfo& info : allMethods()) {
    const auto trace = runMethod(info.method, f, suggestedSettings(info.method, f, 5),
                                 Vector<double>(Vector<double>::Zero(3)));
    EXPECT_EQ(trace.w, Matrix<double>::Zero(6, 3)) << info.name;
    EXPECT_EQ(trace.excess.sum(), 0);
  }
}

TEST(IterativeMethods, LeaveAloneWhatTheContextDoesNotSee) {
  RandomValues random(23);
  const Context context = randomContext(random, 2, 5);
  const Objective<double> f = objectiveOf(context.statistics());
  const Vector<double> start = random.vector(5);
  const Vector<double> nearest =
      start + context.x.completeOrthogonalDecomposition().solve(context.y - context.x * start);
  for (const Method method :
       {Method::GradientDescent, Method::HeavyBall, Method::Nesterov, Method::GradientMemory,
        Method::ConjugateGradient, Method::GdPlusPlus, Method::NewtonSchulz}) {
    const auto trace = runMethod(method, f, suggestedSettings(method, f, 400), start);
    // Schulz and GD++ multiply rounding errors in the null space at every step: look at them before these
    // show.
    const int last = method == Method::NewtonSchulz || method == Method::GdPlusPlus ? 10 : 400;
    EXPECT_LE(relativeError(row(trace.w, last), nearest), 1e-9) << methodName(method);
  }
}

TEST(IterativeMethods, StandStillWithoutContext) {
  const Objective<double> f = objectiveOf(Statistics<double>{Matrix<double>::Zero(3, 3), 0});
  const Vector<double> start{{1, -2}};
  for (const MethodInfo& info : allMethods()) {
    if (info.method == Method::Ridge) continue;
    const auto trace = runMethod(info.method, f, suggestedSettings(info.method, f, 4), start);
    EXPECT_EQ(row(trace.w, 4), start) << info.name;
  }
}

TEST(IterativeMethods, FloatFollowsDouble) {
  RandomValues random(24);
  const Vector<double> eigenvalues{{2, 5, 9, 20}};
  const Context context = contextWithEigenvalues(random, 9, eigenvalues);
  const Statistics<double> exact = context.statistics();
  const Objective<double> f = objectiveOf(exact);
  const Objective<float> g = objectiveOf(Statistics<float>{exact.gram.cast<float>(), exact.n});
  const Vector<double> start = random.vector(4);
  for (const MethodInfo& info : allMethods()) {
    const auto slow = runMethod(info.method, f, suggestedSettings(info.method, f, 10), start);
    const auto fast =
        runMethod<float>(info.method, g, suggestedSettings(info.method, g, 10), start.cast<float>());
    // Rounding of H (6e-8) times its condition number (10), times ten steps.
    EXPECT_LE(relativeError(fast.w.cast<double>(), slow.w), 2e-5) << info.name;
  }
}

TEST(IterativeMethods, DivergenceIsAnAnswerNotAnError) {
  RandomValues random(25);
  const Case c = randomCase(random);
  for (const Method method :
       {Method::GradientDescent, Method::HeavyBall, Method::GdPlusPlus, Method::NewtonSchulz}) {
    Settings settings = suggestedSettings(method, c.f, 2000);
    settings.rate *= 50;
    const auto trace = runMethod(method, c.f, settings, c.start);
    EXPECT_FALSE(trace.loss(2000) < 1e100) << methodName(method);
  }
}

TEST(IterativeMethods, RefuseSettingsOutsideTheirRanges) {
  RandomValues random(60);
  const Case c = randomCase(random);
  const auto with = [&](auto change) {
    return [&c, change] {
      Settings settings;
      change(settings);
      runMethod(Method::Adam, c.f, settings, c.start);
    };
  };
  const auto refuses = [&](auto change, const char* message) {
    EXPECT_THAT(with(change), ThrowsMessage<InputError>(StrEq(message)));
  };
  refuses([](Settings& s) { s.steps = -1; }, "steps: -1 is outside [0, 100000]");
  refuses([](Settings& s) { s.steps = 100001; }, "steps: 100001 is outside [0, 100000]");
  refuses([](Settings& s) { s.rate = 0; }, "rate: 0 must be positive and finite");
  refuses([](Settings& s) { s.rate = std::numeric_limits<double>::infinity(); },
          "rate: inf must be positive and finite");
  refuses([](Settings& s) { s.momentum = -0.5; }, "momentum: -0.5 is outside [0, 1)");
  refuses([](Settings& s) { s.momentum = 1; }, "momentum: 1 is outside [0, 1)");
  refuses([](Settings& s) { s.decay = -0.5; }, "decay: -0.5 is outside [0, 1)");
  refuses([](Settings& s) { s.decay = 1; }, "decay: 1 is outside [0, 1)");
  refuses([](Settings& s) { s.epsilon = -1; }, "epsilon: -1 is outside [0, 1]");
  EXPECT_NO_THROW(with([](Settings& s) { s.momentum = 0, s.decay = 0, s.epsilon = 0, s.steps = 0; })());
}

TEST(IterativeMethods, RefuseAStartOfAnotherSizeAndRidgeOfTooLittleContext) {
  RandomValues random(61);
  const auto f = objectiveOf(randomContext(random, 2, 3).statistics());
  EXPECT_THAT([&] { runMethod(Method::Adam, f, Settings{}, random.vector(4)); },
              ThrowsMessage<InputError>(StrEq("start.size: 4 must equal d = 3")));
  EXPECT_THAT([&] { runMethod(Method::Ridge, f, Settings{}, random.vector(3)); },
              ThrowsMessage<InputError>(
                  StrEq("rank of H: 2 must equal d = 3 for ridge (more context or a ridge > 0)")));
}

TEST(IterativeMethods, AreNamedOnceAndFoundByTheirNames) {
  std::set<std::string_view> names, labels;
  for (const MethodInfo& info : allMethods()) {
    EXPECT_EQ(methodNamed(info.name), info.method);
    EXPECT_EQ(methodName(info.method), info.name);
    names.insert(info.name);
    labels.insert(info.label);
  }
  EXPECT_EQ(names.size(), 10u);
  EXPECT_EQ(labels.size(), 10u);
  EXPECT_THAT(
      [] { methodNamed("sgd"); },
      ThrowsMessage<InputError>(StrEq(
          "method: \"sgd\" is not one of gradient-descent, heavy-ball, nesterov, gradient-memory, rmsprop, "
          "adam, conjugate-gradient, gd-plus-plus, newton-schulz, ridge")));
}

TEST(IterativeTrace, RefusesAStateTheMethodDoesNotHave) {
  RandomValues random(62);
  const Case c = randomCase(random);
  const auto nesterov = runMethod(Method::Nesterov, c.f, Settings{.steps = 1}, c.start);
  EXPECT_THAT([&] { nesterov.stateNamed("memory"); },
              ThrowsMessage<InputError>(StrEq("state: \"memory\" is not one of velocity, lookahead")));
  const auto plain = runMethod(Method::GradientDescent, c.f, Settings{.steps = 1}, c.start);
  EXPECT_THAT([&] { plain.stateNamed("velocity"); },
              ThrowsMessage<InputError>(StrEq("state: \"velocity\" of a method without state")));
}

}  // namespace
}  // namespace ltlab
