// One layer beside a gradient step: where they are the same, and where they are not.
#include "ltlab/transformer/one_layer.h"

#include <gmock/gmock.h>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/conditioned_task.h"
#include "ltlab/transformer/constructions.h"

namespace ltlab {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

Task<double> someTask() {
  return chosenTask({.seed = 11, .sigma = 1.2});
}

TEST(OneLayer, OmegaYxAloneIsAGradientStepToRounding) {
  for (const double rate : {0.01, 0.2, -0.1}) {
    const OneLayer run = runOneLayer(someTask(), layerOf<double>(2, {0, 0, -rate, 0}));
    EXPECT_NEAR(run.gradientStep.rate, rate, 1e-15);
    EXPECT_LT(run.predictionDifference, 1e-13);
    EXPECT_LT(run.labelDifference, 1e-13);
    EXPECT_EQ(run.inputMovement, 0);
    EXPECT_NEAR(run.lossAfter, run.gradientStep.lossAfter, 1e-12 * run.lossAfter);
  }
}

TEST(OneLayer, TheQueryOfADiagLayerNeverSeesOmegaYy) {
  const OneLayer run = runOneLayer(someTask(), layerOf<double>(2, {0, 0, -0.05, -0.01}));
  EXPECT_LT(run.predictionDifference, 1e-13);
  EXPECT_GT(run.labelDifference, 0.01);
}

TEST(OneLayer, OmegaXxMovesInputsAndNoLabel) {
  const OneLayer run = runOneLayer(someTask(), layerOf<double>(2, {-0.02, 0, 0, 0}));
  EXPECT_EQ(run.labelDifference, 0);
  EXPECT_EQ(run.prediction, 0);
  EXPECT_GT(run.inputMovement, 0.01);
}

TEST(OneLayer, HeadsAdd) {
  Layer<double> both = layerOf<double>(2, {0, 0, -0.05, 0});
  const Layer<double> second = layerOf<double>(2, {0.01, 0, 0, 0});
  const Matrix<double> alone =
      runOneLayer(someTask(), both).record.deltas + runOneLayer(someTask(), second).record.deltas;
  both.heads.push_back(second.heads.front());
  EXPECT_LT((runOneLayer(someTask(), both).record.deltas - alone).norm(), 1e-13);
}

TEST(OneLayer, RefusesByName) {
  Task<double> task = someTask();
  EXPECT_THAT([&] { runOneLayer(task, {}); },
              ThrowsMessage<InputError>(HasSubstr("heads: 0 must be at least 1")));
  task.query = Vector<double>::Zero(3);
  EXPECT_THAT(
      [&] {
        runOneLayer(task, layerOf<double>(2, {0, 0, 1, 0}));
      },
      ThrowsMessage<InputError>(HasSubstr("query.length: 3 must equal d = 2")));
}

}  // namespace
}  // namespace ltlab
