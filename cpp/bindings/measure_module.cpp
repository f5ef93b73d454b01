// What lt-race and lt-stream ask for: attention under the clock and on a stream. It needs nothing of training.
#include <emscripten/bind.h>

#include <string>

#include "race_arrays.h"
#include "stream_arrays.h"

namespace ltlab::bindings {
namespace {

std::string lanesOfRace() {
  return raceLanes();
}

}  // namespace

EMSCRIPTEN_BINDINGS(ltlab_measure) {
  emscripten::function("race", &raceReport);
  emscripten::function("raceLanes", &lanesOfRace);
  emscripten::function("multiplyAdd", &multiplyAddRound);
  emscripten::function("createContest", &createContest, emscripten::allow_raw_pointers());
  emscripten::function("stream", &followStream);
  emscripten::class_<BoundContest>("ModuleContest").function("run", &BoundContest::run);
}

}  // namespace ltlab::bindings
