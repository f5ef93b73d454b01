#pragma once
// How far a run has come, on stderr: a bar with the time left on a terminal, else one line per validation.
#include <chrono>
#include <limits>
#include <string>

namespace ltlab::cli {

class Progress {
 public:
  enum class Form { Silent, Lines, Bar };
  static Form formFor(bool quiet);  // by what stderr is

  // The run is at `done` of `total` steps.
  Progress(Form form, long done, long total);
  ~Progress() { clear(); }

  void step(long done);  // redraws at most ten times a second
  void validated(long done, double adjustedLoss);
  void clear();  // takes the bar away, so that other text can follow

  double seconds() const;  // since construction
  double stepsPerSecond() const;

 private:
  std::string status() const;
  void draw();

  using Clock = std::chrono::steady_clock;
  Form form_;
  long first_, done_, total_;
  Clock::time_point start_ = Clock::now(), drawn_ = start_;
  double loss_ = std::numeric_limits<double>::quiet_NaN();
  bool visible_ = false;
};

}  // namespace ltlab::cli
