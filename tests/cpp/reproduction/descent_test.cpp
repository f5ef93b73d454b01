#include "ltlab/reproduction/descent.h"

#include <gmock/gmock.h>

#include "ltlab/numeric/require.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/trainer.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

Descent quick(Model model = Model::Diag, int layers = 2) {
  Descent descent;
  descent.architecture = {model, layers, 1, 5};
  descent.problem = {5, 11, parseNoise("uniform:2")};
  descent.steps = 200;
  descent.batch = 150;  // not a multiple of the share
  descent.rate = 2e-2;
  descent.rareWeight = 1e-4;
  return descent;
}

Vector<double> startOf(const Descent& descent) {
  TrainingSettings settings;
  settings.architecture = descent.architecture;
  settings.problem = descent.problem;
  return initialParameters(settings);
}

double lossOf(const Descent& descent, const Vector<double>& parameters) {
  return evaluate(descent.architecture, parameters, descent.problem, 4000, 9).adjusted.mean;
}

// The best GD++ network of two layers has 0.55 of the start's loss.
TEST(Descent, LowersTheLossOfEveryModel) {
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus}) {
    const Descent descent = quick(model);
    const Vector<double> start = startOf(descent);
    const auto end = descend(descent, start, [] { return true; });
    EXPECT_LT(lossOf(descent, *end), 0.6 * lossOf(descent, start)) << modelName(model);
  }
}

TEST(Descent, IsAPureFunctionOfItsArguments) {
  const Descent descent = quick();
  const Vector<double> start = startOf(descent);
  EXPECT_EQ(*descend(descent, start, [] { return true; }), *descend(descent, start, [] { return true; }));
  Descent other = descent;
  other.seed = 2;
  EXPECT_NE(*descend(descent, start, [] { return true; }), *descend(other, start, [] { return true; }));
}

TEST(Descent, SurvivesAStartThatExplodes) {
  Descent descent = quick(Model::Diag, 3);
  const Vector<double> start = 5 * startOf(descent);
  ASSERT_FALSE(lossOf(descent, start) < 1e6);
  const auto end = descend(descent, start, [] { return true; });
  EXPECT_TRUE(end->allFinite());
}

TEST(Descent, StopsWhenToldTo) {
  int steps = 0;
  EXPECT_FALSE(descend(quick(), startOf(quick()), [&] { return ++steps < 7; }));
  EXPECT_EQ(steps, 7);
}

TEST(Descent, RefusesWhatTrainingRefuses) {
  Descent descent = quick();
  descent.rate = 0;
  EXPECT_THAT([&] { descend(descent, startOf(quick()), [] { return true; }); },
              ThrowsMessage<InputError>(StrEq("rate: 0 is outside (0, 1]")));
  EXPECT_THAT([&] { descend(quick(), Vector<double>(3), [] { return true; }); },
              ThrowsMessage<InputError>(StrEq("start.size: 3 must equal parameterCount = 8")));
}

}  // namespace
}  // namespace ltlab
