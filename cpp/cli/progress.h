#pragma once
// How far a run has come, on stderr: a bar with the time left on a terminal, else one line per validation.
#include <chrono>
#include <limits>
#include <string>

namespace ltlab::cli {

// One line of stderr that is drawn over and over; nothing is written to what is no terminal.
class StatusLine {
 public:
  enum class Form { Silent, Lines, Bar };
  static Form formFor(bool quiet);  // by what stderr is

  explicit StatusLine(Form form) : form_(form) {}
  ~StatusLine() { clear(); }

  Form form() const { return form_; }
  bool isDue() const;                                   // a bar that was not drawn for a tenth of a second
  void draw(double fraction, const std::string& text);  // a bar with this text
  void line(const std::string& text);                   // in the form Lines
  void clear();                                         // takes the bar away, so that other text can follow

 private:
  using Clock = std::chrono::steady_clock;
  Form form_;
  Clock::time_point drawn_ = Clock::now();
  bool visible_ = false;
};

class Progress {
 public:
  using Form = StatusLine::Form;

  // The run is at `done` of `total` steps.
  Progress(Form form, long done, long total);

  void step(long done);  // redraws at most ten times a second
  void validated(long done, double adjustedLoss);
  void clear() { status_.clear(); }

  double seconds() const;  // since construction
  double stepsPerSecond() const;

 private:
  std::string text() const;

  using Clock = std::chrono::steady_clock;
  StatusLine status_;
  long first_, done_, total_;
  Clock::time_point start_ = Clock::now();
  double loss_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace ltlab::cli
