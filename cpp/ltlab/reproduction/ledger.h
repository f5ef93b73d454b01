#pragma once
// What a run has done, for its observer and its result.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>

#include "ltlab/reproduction/recipe.h"

namespace ltlab {

// Thrown when the observer says no, and caught in runRecipe: nothing between has to hand it down.
struct Cancelled {};

// Counts tasks and work, and reports them.
class Ledger {
 public:
  // totalWork: in the units of drew().
  Ledger(const std::function<bool(const RecipeProgress&)>& observe, double totalWork)
      : observe_(observe), totalWork_(totalWork) {}

  // A new stage: "fit", "grow", "finish".
  void begin(std::string_view stage) {
    stage_ = stage;
    report();
  }
  // Tasks were drawn, for so much work: gradients times layers of DIAG. Reports every so often.
  void drew(std::int64_t tasks, double work) {
    tasks_ += tasks;
    work_ += work;
    unreported_ += work;
    if (unreported_ >= workPerReport) report();
  }
  // The best network's loss.
  void found(double adjustedLoss) { adjustedLoss_ = adjustedLoss; }

  // Where the run is. Throws Cancelled when the observer says no.
  void report() {
    unreported_ = 0;
    if (!observe_({std::min(1.0, work_ / totalWork_), tasks_, stage_, adjustedLoss_})) throw Cancelled();
  }
  // Tasks so far.
  std::int64_t tasks() const { return tasks_; }

 private:
  static constexpr double workPerReport = 1e5;  // a few hundredths of a second

  const std::function<bool(const RecipeProgress&)>& observe_;
  double totalWork_, work_ = 0, unreported_ = 0;
  std::int64_t tasks_ = 0;
  std::string_view stage_;
  double adjustedLoss_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace ltlab
