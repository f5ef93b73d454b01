#pragma once
// Trains and evaluates what a folder lacks of a sweep, in several threads. Every file is a function of the sweep alone:
// neither the number of threads nor the shards nor interruptions change it.
#include <functional>
#include <optional>

#include "ltlab/reproduction/recipe.h"
#include "sweep_folder.h"

namespace ltlab::cli {

// runRecipe, or something quicker in a test.
using Recipe = std::function<std::optional<RecipeResult>(
    const Cell&, std::uint64_t seed, const std::function<bool(const RecipeProgress&)>& observe)>;

struct SweepRequest {
  Sweep sweep;
  Shard shard;
  int jobs = 1;  // threads
};

// Called by one thread at a time.
struct SweepObserver {
  std::function<void(int finishedCells, int cells)> started = [](int, int) {};
  std::function<void(double fraction)> advanced = [](double) {};  // of the work that was missing
  std::function<void(const CellResult&, double seconds)> finished = [](const CellResult&, double) {};
};

struct SweepOutcome {
  int cells = 0, finishedBefore = 0, finishedNow = 0, trainedSeeds = 0;

  bool complete() const { return finishedBefore + finishedNow == cells; }
};

// `interrupted` is asked several times a second by every thread; when it says true, seeds in training are given up and
// the rest is kept. Refuses what the folder's readers refuse, before anything is trained.
SweepOutcome runSweep(const SweepRequest& request, const SweepFolder& folder, const Recipe& recipe,
                      const SweepObserver& observer, const std::function<bool()>& interrupted);

}  // namespace ltlab::cli
