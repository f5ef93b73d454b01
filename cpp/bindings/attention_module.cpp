// What lt-attention asks for: one sequence through both mechanisms with every number.
#include <emscripten/bind.h>

#include "mechanism_arrays.h"

namespace ltlab::bindings {

EMSCRIPTEN_BINDINGS(ltlab_attention) {
  emscripten::function("attention", &compareMechanisms);
}

}  // namespace ltlab::bindings
