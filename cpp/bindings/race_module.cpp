// What lt-race asks for: attention counted and under the clock.
#include <emscripten/bind.h>

#include <string>

#include "race_arrays.h"

namespace ltlab::bindings {
namespace {

std::string lanesOfRace() {
  return raceLanes();
}

}  // namespace

EMSCRIPTEN_BINDINGS(ltlab_race) {
  emscripten::function("race", &raceReport);
  emscripten::function("raceLanes", &lanesOfRace);
  emscripten::function("multiplyAdd", &multiplyAddRound);
  emscripten::function("createContest", &createContest, emscripten::allow_raw_pointers());
  emscripten::class_<BoundContest>("ModuleContest").function("run", &BoundContest::run);
}

}  // namespace ltlab::bindings
