// What lt-stream asks for: attention in its recurrent form.
#include <emscripten/bind.h>

#include "stream_arrays.h"

namespace ltlab::bindings {

EMSCRIPTEN_BINDINGS(ltlab_stream) {
  emscripten::function("stream", &followStream);
}

}  // namespace ltlab::bindings
