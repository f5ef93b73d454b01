// What lt-descent and lt-walkthrough ask for: a trained network beside optimisers, and its every number.
#include <emscripten/bind.h>

#include "comparison_arrays.h"
#include "walkthrough_arrays.h"

namespace ltlab::bindings {

EMSCRIPTEN_BINDINGS(ltlab_solvers) {
  emscripten::function("trace", &traceSolvers);
  emscripten::function("walkthrough", &walkThroughLayers);
}

}  // namespace ltlab::bindings
