#include "progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "text.h"

namespace ltlab::cli {
namespace {

int terminalColumns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

void write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string bar(double fraction, int width) {
  const int filled = std::clamp(int(fraction * width), 0, width);
  return "[" + std::string(std::size_t(filled), '#') + std::string(std::size_t(width - filled), '-') + "] ";
}

}  // namespace

StatusLine::Form StatusLine::formFor(bool quiet) {
  if (quiet) return Form::Silent;
  return isatty(STDERR_FILENO) ? Form::Bar : Form::Lines;
}

bool StatusLine::isDue() const {
  return form_ == Form::Bar && Clock::now() - drawn_ >= std::chrono::milliseconds(100);
}

// Never wider than the terminal: a wrapped line could not be drawn over.
void StatusLine::draw(double fraction, const std::string& text) {
  if (form_ != Form::Bar) return;
  const int columns = terminalColumns() - 1, room = columns - int(text.size()) - 3;
  const std::string line = room >= 8 ? bar(fraction, std::min(room, 30)) + text : text.substr(0, columns);
  write("\r" + line + "\x1b[K");
  drawn_ = Clock::now();
  visible_ = true;
}

void StatusLine::line(const std::string& text) {
  if (form_ == Form::Lines) write(text + "\n");
}

void StatusLine::clear() {
  if (visible_) write("\r\x1b[K");
  visible_ = false;
}

Progress::Progress(Form form, long done, long total)
    : status_(form), first_(done), done_(done), total_(total) {}

void Progress::step(long done) {
  done_ = done;
  if (status_.isDue()) status_.draw(double(done_) / double(total_), text());
}

void Progress::validated(long done, double adjustedLoss) {
  done_ = done;
  loss_ = adjustedLoss;
  status_.draw(double(done_) / double(total_), text());
  status_.line(text());
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

double Progress::stepsPerSecond() const {
  return double(done_ - first_) / std::max(seconds(), 1e-9);
}

std::string Progress::text() const {
  const double speed = stepsPerSecond();
  std::string text = "step " + std::to_string(done_) + "/" + std::to_string(total_);
  text += ", " + perSecond(speed);
  if (!std::isnan(loss_)) text += ", adjusted loss " + significant(loss_, 4);
  if (speed > 0 && done_ < total_) text += ", " + duration(double(total_ - done_) / speed) + " left";
  return text;
}

}  // namespace ltlab::cli
