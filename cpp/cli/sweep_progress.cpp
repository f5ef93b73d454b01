#include "sweep_progress.h"

#include "text.h"

namespace ltlab::cli {

void SweepProgress::started(int finishedCells, int cells) {
  finishedCells_ = finishedCells;
  cells_ = cells;
  if (finishedCells > 0 && finishedCells < cells) status_.line(text());
}

void SweepProgress::advanced(double fraction) {
  fraction_ = fraction;
  if (status_.isDue()) status_.draw(fraction_, text());
}

void SweepProgress::finished() {
  ++finishedCells_;
  status_.draw(fraction_, text());
  status_.line(text());
}

std::string SweepProgress::text() const {
  std::string text = std::to_string(finishedCells_) + "/" + std::to_string(cells_) + " cells";
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  constexpr double nearlyAll = 0.9999;  // sums of fractions do not end at 1
  if (fraction_ > 0 && fraction_ < nearlyAll) {
    text += ", " + significant(100 * fraction_, 3) + " % of the work";
    text += ", " + duration(seconds * (1 - fraction_) / fraction_) + " left";
  }
  return text;
}

}  // namespace ltlab::cli
