#include "ltlab/training/trainer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/training/adam.h"
#include "ltlab/training/evaluation.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

TrainingSettings quick(Model model = Model::Diag, int layers = 3) {
  TrainingSettings settings;
  settings.architecture = {model, layers, 1, 5};
  settings.problem = {5, 11, parseNoise("uniform:2")};
  settings.steps = 300;
  settings.batch = 150;  // not a multiple of the share or of any lane count
  settings.warmup = 30;
  return settings;
}

std::vector<double> lossCurve(const TrainingSettings& settings, int steps) {
  Trainer trainer(settings);
  std::vector<double> losses;
  for (int i = 0; i < steps; ++i) losses.push_back(trainer.step().loss);
  return losses;
}

// Adam by its definition, one number at a time.
TEST(Adam, FollowsItsDefinition) {
  Adam adam(2);
  Vector<double> theta{{1, -2}};
  double m[2] = {}, v[2] = {}, expected[2] = {1, -2};
  for (int t = 1; t <= 5; ++t) {
    const Vector<double> gradient{{0.3 * t, -4.0 / t}};
    adam.update(theta, gradient, 0.01 * t);
    for (int i = 0; i < 2; ++i) {
      m[i] = 0.9 * m[i] + 0.1 * gradient[i];
      v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
      expected[i] -=
          0.01 * t * (m[i] / (1 - std::pow(0.9, t))) / (std::sqrt(v[i] / (1 - std::pow(0.999, t))) + 1e-8);
      EXPECT_NEAR(theta[i], expected[i], 1e-14);
    }
  }
}

TEST(LearningRate, WarmsUpLinearlyThenFollowsItsSchedule) {
  TrainingSettings settings;
  settings.rate = 0.1;
  settings.warmup = 10;
  settings.steps = 110;
  EXPECT_DOUBLE_EQ(learningRate(settings, 0), 0.01);
  EXPECT_DOUBLE_EQ(learningRate(settings, 9), 0.1);
  EXPECT_DOUBLE_EQ(learningRate(settings, 10), 0.1);
  EXPECT_NEAR(learningRate(settings, 60), 0.05, 1e-15);
  EXPECT_NEAR(learningRate(settings, 110), 0, 1e-15);
  EXPECT_NEAR(learningRate(settings, 500), 0, 1e-15);
  settings.schedule = Schedule::Constant;
  EXPECT_DOUBLE_EQ(learningRate(settings, 500), 0.1);
  settings.warmup = 0;
  EXPECT_DOUBLE_EQ(learningRate(settings, 0), 0.1);
}

TEST(Trainer, LearnsEveryModelWithBothEstimators) {
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
    for (Estimator estimator : {Estimator::Expected, Estimator::SampledQuery}) {
      TrainingSettings settings = quick(model);
      settings.estimator = estimator;
      Trainer trainer(settings);
      const double before = trainer.validate();
      while (!trainer.done()) EXPECT_TRUE(trainer.step().applied);
      EXPECT_LT(trainer.validate(), 0.5 * before) << modelName(model);
      EXPECT_EQ(trainer.stepsDone(), settings.steps);
    }
}

TEST(Trainer, IsAPureFunctionOfItsSettings) {
  EXPECT_EQ(lossCurve(quick(), 20), lossCurve(quick(), 20));
  TrainingSettings other = quick();
  other.sampler = Sampler::Statistics;
  EXPECT_EQ(lossCurve(other, 20), lossCurve(other, 20));
  EXPECT_NE(lossCurve(quick(), 1), lossCurve(other, 1));
  other.seed = 2;
  EXPECT_NE(lossCurve(quick(), 1), lossCurve(other, 1));
}

// One layer moves w from 0 by η α, and its best η is 1/(n + d + 1 + E σ²) (oneLayerOptimum).
TEST(Trainer, FindsTheClosedFormOptimumOfOneLayer) {
  for (Sampler sampler : {Sampler::Tokens, Sampler::Statistics}) {
    TrainingSettings settings = quick(Model::GdPlusPlus, 1);
    settings.sampler = sampler;
    settings.steps = 1500;
    settings.batch = 512;
    Trainer trainer(settings);
    while (!trainer.done()) trainer.step();
    const double eta = -trainer.parameters()[1] * trainer.parameters()[2];
    EXPECT_NEAR(eta * (11 + 5 + 1 + 4.0 / 3), 1, 0.01) << samplerName(sampler);
  }
}

TEST(Trainer, ResumesBitForBitAtEveryPrecision) {
  for (Precision precision : {Precision::Float, Precision::Double}) {
    TrainingSettings settings = quick(Model::Full, 2);
    settings.precision = precision;
    Trainer whole(settings), first(settings);
    for (int i = 0; i < 40; ++i) whole.step();
    for (int i = 0; i < 17; ++i) first.step();
    Trainer second(checkpointFromJson(checkpointToJson(first.checkpoint())));
    for (int i = 17; i < 40; ++i) second.step();
    EXPECT_EQ(second.parameters(), whole.parameters());
    EXPECT_EQ(second.stepsDone(), 40);
  }
}

TEST(Trainer, StepsTheSameBitForBitWhoeverComputesTheShares) {
  for (Precision precision : {Precision::Float, Precision::Double}) {
    TrainingSettings settings = quick(Model::Full, 2);
    settings.precision = precision;
    settings.batch = 700;
    Trainer alone(settings), leader(settings), helper(settings);
    ASSERT_EQ(leader.shareCount(), 6);
    for (int step = 0; step < 10; ++step) {
      const StepReport expected = alone.step();
      const Vector<double> parameters = leader.parameters();
      leader.beginStep(6);  // dropped
      leader.beginStep(2);
      leader.addShares(helper.shareSums(parameters, step, 2, 3));
      leader.addShares(helper.shareSums(parameters, step, 5, 1));
      const StepReport report = leader.endStep();
      EXPECT_EQ(leader.parameters(), alone.parameters());
      EXPECT_EQ(report.loss, expected.loss);
      EXPECT_EQ(report.step, expected.step);
    }
    EXPECT_EQ(helper.stepsDone(), 0);
  }
}

// What is drawn ahead is drawn for the right step and share, or not used.
TEST(Trainer, StepsTheSameBitForBitWhateverIsDrawnAhead) {
  for (Precision precision : {Precision::Float, Precision::Double})
    for (Sampler sampler : {Sampler::Tokens, Sampler::Statistics}) {
      TrainingSettings settings = quick(Model::Diag, 2);
      settings.precision = precision;
      settings.sampler = sampler;
      settings.batch = 331;
      Trainer plain(settings), ahead(settings);
      for (int step = 0; step < 12; ++step) {
        plain.step();
        if (step % 4 == 0) ahead.drawAhead(step, 0, 3);
        if (step % 4 == 1) ahead.drawAhead(step, 2, 1);
        if (step % 4 == 2) ahead.drawAhead(step + 1, 0, 2);
        ahead.step();
        ASSERT_EQ(ahead.parameters(), plain.parameters()) << step;
      }
    }
}

TEST(Trainer, RefusesSharesThatAreNotThere) {
  Trainer trainer(quick());  // 150 tasks: 2 shares of 12 parameters, a loss and a count
  const Vector<double>& parameters = trainer.parameters();
  const auto refuses = [](auto call, const char* message) {
    EXPECT_THAT(call, ThrowsMessage<InputError>(StrEq(message)));
  };
  refuses([&] { trainer.shareSums(Vector<double>(5), 0, 0, 1); },
          "parameters: 5 must equal the settings' number = 12");
  refuses([&] { trainer.shareSums(parameters, -1, 0, 1); }, "step: -1 is outside [0, 2147483647]");
  refuses([&] { trainer.shareSums(parameters, 0, 2, 1); }, "first: 2 is outside [0, 1]");
  refuses([&] { trainer.shareSums(parameters, 0, -1, 1); }, "first: -1 is outside [0, 1]");
  refuses([&] { trainer.shareSums(parameters, 0, 1, 2); }, "count: 2 is outside [1, 1]");
  refuses([&] { trainer.shareSums(parameters, 0, 0, 0); }, "count: 0 is outside [1, 2]");
  refuses([&] { trainer.drawAhead(-1, 0, 1); }, "step: -1 is outside [0, 2147483647]");
  refuses([&] { trainer.drawAhead(0, 0, 3); }, "count: 3 is outside [1, 2]");
  refuses([&] { trainer.beginStep(3); }, "count: 3 is outside [0, 2]");
  refuses([&] { trainer.beginStep(-1); }, "count: -1 is outside [0, 2]");
  trainer.beginStep(1);
  refuses([&] { trainer.addShares(std::vector<double>(13)); }, "sums: 13 is not a multiple of 14");
  refuses([&] { trainer.addShares(std::vector<double>(28)); }, "sums: 28 is outside [0, 14]");
  refuses([&] { trainer.endStep(); }, "shares: 1 must equal shareCount = 2");
  EXPECT_EQ(trainer.stepsDone(), 0);
}

TEST(Trainer, ReportsAStepThatIsNotFiniteAndSurvivesIt) {
  TrainingSettings settings = quick(Model::Diag, 8);
  settings.taskCap = 0;
  Checkpoint checkpoint = Trainer(settings).checkpoint();
  const Vector<double> sane = checkpoint.parameters;
  checkpoint.parameters.setConstant(40);
  Trainer trainer(checkpoint);
  const StepReport report = trainer.step();
  EXPECT_FALSE(report.applied);
  EXPECT_EQ(report.nonFiniteTasks, settings.batch);
  EXPECT_EQ(trainer.parameters(), checkpoint.parameters);
  EXPECT_EQ(trainer.stepsDone(), 1);
  EXPECT_EQ(trainer.checkpoint().updates, 0);
}

TEST(Trainer, GradientClipBoundsTheStepThatAdamSees) {
  TrainingSettings settings = quick();
  settings.gradientClip = 1e-3;
  Trainer clipped(settings);
  const StepReport report = clipped.step();
  EXPECT_GT(report.gradientNorm, 1e-3);
  EXPECT_NEAR(clipped.checkpoint().m.norm(), 0.1 * 1e-3, 1e-15);
}

TEST(Trainer, FloatFollowsDoubleForTheFirstSteps) {
  TrainingSettings settings = quick();
  const auto single = lossCurve(settings, 50);
  settings.precision = Precision::Double;
  const auto exact = lossCurve(settings, 50);
  for (int i = 0; i < 50; ++i) EXPECT_NEAR(single[i], exact[i], 1e-3 * exact[i]);
}

// The same numbers natively and in WebAssembly: every 20th loss of the first 200 steps of the default run.
TEST(Trainer, LossCurveIsTheSameOnEveryMachine) {
  TrainingSettings settings;
  const double expected[10] = {0.6271897125165, 0.4555698671475, 0.4809565682902, 0.3861133892363,
                               0.2680645637173, 0.2963507535387, 0.2247033165796, 4.8106087469463,
                               0.2044883296978, 0.2323955672924};
  const auto single = lossCurve(settings, 200);
  settings.precision = Precision::Double;
  const auto exact = lossCurve(settings, 200);
  for (int i = 0; i < 10; ++i) {
    EXPECT_NEAR(exact[20 * i + 19], expected[i], 1e-9 * expected[i]) << i;
    EXPECT_NEAR(single[20 * i + 19], expected[i], 1e-3 * expected[i]) << i;
  }
}

TEST(Settings, RefuseEveryFieldOutsideItsRange) {
  auto refused = [](auto change) {
    TrainingSettings settings;
    change(settings);
    return [settings] { Trainer trainer(settings); };
  };
  using S = TrainingSettings;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(refused([](S& s) { s.architecture.layers = 0; }),
              ThrowsMessage<InputError>(StrEq("layers: 0 is outside [1, 16]")));
  EXPECT_THAT(refused([](S& s) { s.steps = 0; }),
              ThrowsMessage<InputError>(StrEq("steps: 0 is outside [1, 10000000]")));
  EXPECT_THAT(refused([](S& s) { s.batch = 0; }),
              ThrowsMessage<InputError>(StrEq("batch: 0 is outside [1, 65536]")));
  EXPECT_THAT(refused([&](S& s) { s.rate = nan; }),
              ThrowsMessage<InputError>(StrEq("rate: nan is outside (0, 1]")));
  EXPECT_THAT(refused([](S& s) { s.rate = 0; }),
              ThrowsMessage<InputError>(StrEq("rate: 0 is outside (0, 1]")));
  EXPECT_THAT(refused([](S& s) { s.warmup = -1; }),
              ThrowsMessage<InputError>(StrEq("warmup: -1 is outside [0, 10000000]")));
  EXPECT_THAT(refused([](S& s) { s.taskCap = -1; }),
              ThrowsMessage<InputError>(StrEq("taskCap: -1 is outside [0, 1000000]")));
  EXPECT_THAT(refused([](S& s) { s.gradientClip = -1; }),
              ThrowsMessage<InputError>(StrEq("gradientClip: -1 is outside [0, 1000000]")));
  EXPECT_THAT(refused([](S& s) { s.problem.d = 9; }),
              ThrowsMessage<InputError>(StrEq("problem.d: 9 must equal architecture.d = 10")));
  EXPECT_THROW(refused([](S& s) { s.seed = (std::uint64_t(1) << 53) + 1; })(), InputError);
  EXPECT_THAT([] { parseEstimator("mean"); },
              ThrowsMessage<InputError>(StrEq("estimator: \"mean\" is not one of sampled, expected")));
  EXPECT_THAT([] { parsePrecision("half"); },
              ThrowsMessage<InputError>(StrEq("precision: \"half\" is not one of float, double")));
  EXPECT_THAT([] { parseSchedule("step"); },
              ThrowsMessage<InputError>(StrEq("schedule: \"step\" is not one of cosine, constant")));
}

}  // namespace
}  // namespace ltlab
