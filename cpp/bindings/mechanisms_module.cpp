// What lt-attention and lt-layer ask for: one sequence and one layer with every number.
#include <emscripten/bind.h>

#include "mechanism_arrays.h"

namespace ltlab::bindings {

EMSCRIPTEN_BINDINGS(ltlab_mechanisms) {
  emscripten::function("attention", &compareMechanisms);
  emscripten::function("layer", &runLayer);
}

}  // namespace ltlab::bindings
