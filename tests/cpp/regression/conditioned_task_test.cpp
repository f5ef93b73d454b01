#include "ltlab/regression/conditioned_task.h"

#include <gmock/gmock.h>

#include "ltlab/regression/statistics.h"

namespace ltlab {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

Vector<double> eigenvaluesOf(const Task<double>& task) {
  return Eigen::SelfAdjointEigenSolver<Matrix<double>>(statisticsOf(task).sigma()).eigenvalues();
}

class ConditionTest : public testing::TestWithParam<double> {};

TEST_P(ConditionTest, IsReachedWithTheSameTraceAndNoise) {
  for (const int d : {1, 2, 5}) {
    const Task<double> drawn = chosenTask({.d = d, .n = 9, .seed = 4, .sigma = 0.7});
    const Task<double> task = chosenTask({.d = d, .n = 9, .seed = 4, .sigma = 0.7, .condition = GetParam()});
    const Vector<double> values = eigenvaluesOf(task);
    EXPECT_NEAR(values(d - 1) / values(0), d == 1 ? 1 : GetParam(), 1e-9 * GetParam());
    EXPECT_NEAR(values.sum(), eigenvaluesOf(drawn).sum(), 1e-10 * values.sum());
    EXPECT_LT(((task.y - task.x * task.w) - (drawn.y - drawn.x * drawn.w)).norm(), 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(Conditions, ConditionTest, testing::Values(1.0, 3.0, 1000.0));

TEST(ConditionedTask, OfItsOwnConditionIsItself) {
  const Task<double> drawn = chosenTask({.seed = 4});
  const Vector<double> values = eigenvaluesOf(drawn);
  const Task<double> task = conditionedTask(drawn, values(1) / values(0));
  EXPECT_LT((task.x - drawn.x).norm(), 1e-12);
  EXPECT_LT((task.y - drawn.y).norm(), 1e-12);
}

TEST(ChosenTask, HasNoiseInProportionToItsLevel) {
  const Task<double> one = chosenTask({.sigma = 1}), two = chosenTask({.sigma = 2});
  EXPECT_EQ(one.x, two.x);
  EXPECT_LT((2 * (one.y - one.x * one.w) - (two.y - two.x * two.w)).norm(), 1e-12);
}

TEST(ConditionedTask, RefusesByName) {
  const auto refused = [](TaskChoice choice) { return [choice] { chosenTask(choice); }; };
  EXPECT_THAT(refused({.condition = 0.5}),
              ThrowsMessage<InputError>(HasSubstr("condition: 0.5 is outside [1, 1000000]")));
  EXPECT_THAT(refused({.sigma = -1}), ThrowsMessage<InputError>(HasSubstr("sigma: -1 is outside [0, 100]")));
  Task<double> flat = chosenTask({});
  flat.x.col(1).setZero();
  EXPECT_THAT([&] { conditionedTask(flat, 2.0); },
              ThrowsMessage<InputError>(HasSubstr("smallest eigenvalue of XᵀX, which must be positive")));
}

}  // namespace
}  // namespace ltlab
