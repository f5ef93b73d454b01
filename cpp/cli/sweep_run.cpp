#include "sweep_run.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include "ltlab/reproduction/recipe_version.h"

namespace ltlab::cli {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// A cell that is not finished, with the seeds that are.
struct OpenCell {
  Cell cell;
  std::vector<SeedResult> seeds;
  int missing = 0;
};

// What one thread does next: train a seed, evaluate a cell whose seeds are all there, or evaluate baselines.
struct Unit {
  OpenCell* open = nullptr;
  std::uint64_t seed = 0;  // 0: evaluate
  std::optional<Problem> column;
  double work = 0, fraction = 0;
};

class SweepRun {
 public:
  SweepRun(const SweepRequest& request, const SweepFolder& folder, const Recipe& recipe,
           const SweepObserver& observer, const std::function<bool()>& interrupted)
      : sweep_(request.sweep),
        folder_(folder),
        recipe_(recipe),
        observer_(observer),
        interrupted_(interrupted) {
    const std::vector<Cell> cells = cellsOf(sweep_, request.shard);
    outcome_.cells = int(cells.size());
    open_.reserve(cells.size());
    planColumns(columnsOf(sweep_, request.shard));
    for (const Cell& cell : cells) planCell(cell);
    for (const Unit& unit : units_) work_ += unit.work;
  }

  SweepOutcome run(int jobs) {
    observer_.started(outcome_.finishedBefore, outcome_.cells);
    std::vector<std::thread> threads;
    for (int i = 0; i < std::min(jobs, int(units_.size())); ++i)
      threads.emplace_back([this] { workUntilDone(); });
    for (std::thread& thread : threads) thread.join();
    if (trouble_) std::rethrow_exception(trouble_);
    return outcome_;
  }

 private:
  void planColumns(const std::vector<NoiseDistribution>& columns) {
    for (const NoiseDistribution& noise : columns) {
      const Problem problem{sweep_.d, sweep_.n, noise};
      const auto found = folder_.column(problem);
      if (!found || !isCurrent(*found, sweep_)) units_.push_back({nullptr, 0, problem, 1});
    }
  }

  void planCell(const Cell& cell) {
    const auto found = folder_.cell(cell);
    if (found && isCurrent(*found, sweep_)) {
      ++outcome_.finishedBefore;
      return;
    }
    OpenCell& open = open_.emplace_back(OpenCell{cell, {}, 0});
    for (std::uint64_t seed = 1; seed <= std::uint64_t(sweep_.seeds); ++seed) {
      if (auto trained = folder_.seed(cell, seed)) {
        open.seeds.push_back(std::move(*trained));
        continue;
      }
      ++open.missing;
      units_.push_back({&open, seed, std::nullopt, trainingCost(cell)});
    }
    if (open.missing == 0) units_.push_back({&open, 0, std::nullopt, 0.1 * trainingCost(cell)});
  }

  bool stopped() const { return trouble_ != nullptr || interrupted_(); }

  void workUntilDone() {
    while (Unit* unit = nextUnit()) {
      try {
        perform(*unit);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!trouble_) trouble_ = std::current_exception();
      }
      advance(*unit, 1);
    }
  }

  Unit* nextUnit() {
    const std::lock_guard lock(mutex_);
    return stopped() || next_ == units_.size() ? nullptr : &units_[next_++];
  }

  void perform(Unit& unit) {
    if (unit.column)
      folder_.write(evaluateColumn(*unit.column, sweep_.tasks));
    else if (unit.seed == 0 || train(unit))
      evaluate(*unit.open);
  }

  // True if it was the last seed of its cell that was missing.
  bool train(Unit& unit) {
    const Clock::time_point start = Clock::now();
    const Cell& cell = unit.open->cell;
    auto result = recipe_(cell, unit.seed,
                          [&](const RecipeProgress& progress) { return advance(unit, progress.fraction); });
    if (!result) return false;
    SeedResult seed{cell, recipeVersion, unit.seed, secondsSince(start), std::move(*result)};
    folder_.write(seed);
    const std::lock_guard lock(mutex_);
    ++outcome_.trainedSeeds;
    unit.open->seeds.push_back(std::move(seed));
    return --unit.open->missing == 0;
  }

  // Threads finish seeds in any order; what is made of them must not depend on it.
  void evaluate(OpenCell& open) {
    std::sort(open.seeds.begin(), open.seeds.end(),
              [](const SeedResult& a, const SeedResult& b) { return a.seed < b.seed; });
    double seconds = 0;
    for (const SeedResult& seed : open.seeds) seconds += seed.seconds;
    const auto result = evaluateCell(open.seeds, sweep_.tasks, [this] { return goOn(); });
    if (!result) return;
    folder_.write(*result);
    const std::lock_guard lock(mutex_);
    ++outcome_.finishedNow;
    observer_.finished(*result, seconds);
  }

  bool goOn() {
    const std::lock_guard lock(mutex_);
    return !stopped();
  }

  // False: give up.
  bool advance(Unit& unit, double fraction) {
    const std::lock_guard lock(mutex_);
    done_ += unit.work * (fraction - unit.fraction);
    unit.fraction = fraction;
    observer_.advanced(work_ > 0 ? done_ / work_ : 1);
    return !stopped();
  }

  const Sweep& sweep_;
  const SweepFolder& folder_;
  const Recipe& recipe_;
  const SweepObserver& observer_;
  const std::function<bool()>& interrupted_;
  std::mutex mutex_;  // guards what follows, while threads run
  std::vector<OpenCell> open_;
  std::vector<Unit> units_;
  std::size_t next_ = 0;
  double work_ = 0, done_ = 0;
  SweepOutcome outcome_;
  std::exception_ptr trouble_;
};

}  // namespace

SweepOutcome runSweep(const SweepRequest& request, const SweepFolder& folder, const Recipe& recipe,
                      const SweepObserver& observer, const std::function<bool()>& interrupted) {
  return SweepRun(request, folder, recipe, observer, interrupted).run(request.jobs);
}

}  // namespace ltlab::cli
