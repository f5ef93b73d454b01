#pragma once
// A race as JavaScript sees it: requests and reports of web/src/engine/race-types.ts.
#include <emscripten/val.h>

#include "ltlab/attention/race.h"

namespace ltlab::bindings {

// Runners of one length, timed by the caller.
class BoundContest {
 public:
  explicit BoundContest(Contest contest) : contest_(std::move(contest)) {}

  // `times` passes of the kernel of that name, 1 … 10⁶.
  double run(const emscripten::val& kernel, const emscripten::val& times) const;

 private:
  Contest contest_;
};

BoundContest* createContest(const emscripten::val& settings, const emscripten::val& n);
emscripten::val raceReport(const emscripten::val& request);
// Multiply-adds on registers, 1 … 10⁹ rounds; returns how many operations they were.
double multiplyAddRound(const emscripten::val& rounds);

}  // namespace ltlab::bindings
