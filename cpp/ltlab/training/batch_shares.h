#pragma once
// The gradient of a batch in shares of 128 tasks, so that several workers can compute one step together. The sums of
// the shares are added in order: the result does not depend on who computed which.
#include <algorithm>
#include <cstddef>
#include <span>

#include "ltlab/training/kernel_call.h"
#include "ltlab/training/settings.h"

namespace ltlab {

// Mean over a batch.
struct BatchGradient {
  Vector<double> gradient;  // one number per parameter
  double loss = 0;          // by the run's estimator
  int nonFiniteTasks = 0;   // their number, not their mean
};

// The shares of the batches of one run: step t uses tasks t·batch … (t+1)·batch − 1 of its seed's task stream.
class BatchShares {
 public:
  static constexpr int tasksPerShare = 128;

  // Takes settings that requireSettings accepts.
  explicit BatchShares(const TrainingSettings& settings);

  // Shares of a batch; the last one may be smaller.
  int count() const { return count_; }
  // Numbers that sums() writes for one share: the gradient's sum (one per parameter), the loss's, the number of tasks
  // that were not finite.
  int size() const { return parameterCount_ + 2; }

  // The cap on one task's gradient from now on (TrainingSettings::taskCap, of any size).
  void capTasks(double taskCap) { settings_.taskCap = taskCap; }

  // Sums over the tasks of one share, 0 ≤ share < count(), into size() numbers. 128 tasks at the cost of the batch
  // kernel (training/batch_kernel.h).
  void sums(const Vector<double>& parameters, long step, int share, double* out);

  // Draws the tasks of shares first … first + count − 1 of a step, 0 ≤ first < first + count ≤ count(), before their
  // turn: sums() of them, the same bit for bit, then costs less. Forgets what it drew before. Memory: 100 numbers per
  // task at d = 10 with Sampler::Statistics, n (d + 1) + 2 d with Sampler::Tokens.
  void drawAhead(long step, int first, int count);

 private:
  template <class T>
  void sumsIn(const Vector<double>& parameters, long step, int share, double* out);
  template <class T>
  void drawAheadIn(long step, int first, int count);

  // Tasks of a share: its first one in the stream, and how many.
  std::uint64_t firstTask(long step, int share) const {
    return std::uint64_t(step) * settings_.batch + std::uint64_t(share) * tasksPerShare;
  }
  int taskCount(int share) const { return std::min(tasksPerShare, settings_.batch - share * tasksPerShare); }

  // Shares that were drawn ahead.
  struct Ahead {
    long step = 0;
    int first = 0, count = 0;
    std::size_t bytesPerShare = 0;
    KernelMemory memory;
    // Whether a share of a step is among them.
    bool holds(long otherStep, int share) const {
      return otherStep == step && share >= first && share < first + count;
    }
    // Where a share that is among them begins.
    std::byte* at(int share) {
      return static_cast<std::byte*>(memory.reserve(0)) + (share - first) * bytesPerShare;
    }
  };

  TrainingSettings settings_;
  SourceOf source_;
  int parameterCount_, count_;
  KernelMemory memory_;
  Ahead ahead_;
};

// Adds up the shares of one batch, in order.
class BatchSum {
 public:
  // Of no share yet.
  explicit BatchSum(int parameterCount) { sum_.gradient = Vector<double>::Zero(parameterCount); }

  // How many shares have been added.
  int shares() const { return shares_; }

  // The next share: what BatchShares::sums wrote. O(parameters).
  void add(const double* sums) {
    const Eigen::Index parameters = sum_.gradient.size();
    sum_.gradient += Eigen::Map<const Vector<double>>(sums, parameters);
    sum_.loss += sums[parameters];
    sum_.nonFiniteTasks += int(sums[parameters + 1]);
    ++shares_;
  }
  // The mean over the `batch` tasks of all shares.
  BatchGradient mean(int batch) const {
    return {sum_.gradient / batch, sum_.loss / batch, sum_.nonFiniteTasks};
  }

 private:
  BatchGradient sum_;
  int shares_ = 0;
};

}  // namespace ltlab
