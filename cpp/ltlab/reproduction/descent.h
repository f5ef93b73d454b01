#pragma once
// Adam for losses with rare, huge tasks, at any scale of the loss. It differs from training/trainer.h in that nothing
// is measured in absolute numbers:
//   g    the mean gradient of the batch; one task's part is cut to `taskCap` √batch times the running norm of g, which
//        where noise prevails is `taskCap` times one task's norm, and g itself to `gradientClip` times the running norm
//   θ⁺   Adam on g divided by the running norm, so that its ε means the same at a loss of 1 and of 1e-12, with rates
//        relative to the size of the head's P and Q: later layers see smaller tokens and have larger weights
// and in that a few tasks with a longer context are added, weighted by rareWeight ≪ 1. Their Σ is as large as that of one
// task in a million: without them a network is happy to explode on tasks that it never met.
#include <cstdint>
#include <functional>
#include <optional>

#include "ltlab/training/settings.h"

namespace ltlab {

// One run, a pure function of this and its start.
struct Descent {
  Architecture architecture;
  Problem problem;
  Precision precision = Precision::Float;
  int steps = 1000, batch = 256;
  double rate = 3e-3;       // relative peak rate; a tenth of the steps warm up, half a cosine follows
  double taskCap = 10;      // in running norms
  double gradientClip = 3;  // in running norms
  double rareWeight = 0;    // 0: no longer contexts
  std::uint64_t seed = 1;

  // Tasks per step, the longer contexts included.
  int tasksPerStep() const { return batch + (rareWeight > 0 ? rareBatch() : 0); }
  int rareBatch() const { return (batch + 3) / 4; }
};

// Parameters after the run from `start`, or nothing if `goOn`, which is asked after each step, says false. O(steps ·
// batch) task gradients. Refuses what requireSettings refuses.
std::optional<Vector<double>> descend(const Descent& descent, const Vector<double>& start,
                                      const std::function<bool()>& goOn);

// Pairs in a longer context: √m = √n + 1.3. The largest eigenvalue of Σ is about (√n + √d)²; with m pairs it is about
// what one task in a million has with n. The distance of the roots hardly depends on n and d.
int longContext(int n);

}  // namespace ltlab
