#pragma once
// How far a sweep has come, on stderr, with the time left.
#include <chrono>

#include "progress.h"

namespace ltlab::cli {

class SweepProgress {
 public:
  explicit SweepProgress(StatusLine::Form form) : status_(form) {}

  void started(int finishedCells, int cells);
  void advanced(double fraction);  // of the work that was missing
  void finished();                 // one more cell
  void clear() { status_.clear(); }

 private:
  std::string text() const;

  using Clock = std::chrono::steady_clock;
  StatusLine status_;
  Clock::time_point start_ = Clock::now();
  int finishedCells_ = 0, cells_ = 0;
  double fraction_ = 0;
};

}  // namespace ltlab::cli
