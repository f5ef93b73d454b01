// What lt-layer asks for: one layer with every number.
#include <emscripten/bind.h>

#include "layer_arrays.h"

namespace ltlab::bindings {

EMSCRIPTEN_BINDINGS(ltlab_layer) {
  emscripten::function("layer", &runLayer);
}

}  // namespace ltlab::bindings
