#include "boundary.h"

#include <emscripten.h>

#include <cstdlib>

EM_JS(void, ltlab_throw, (int kind, const char* message), {
  var text = UTF8ToString(message);
  throw kind == 0 ? new RangeError(text) : kind == 1 ? new TypeError(text) : new Error(text);
});

namespace ltlab::bindings {

void throwJs(JsError kind, const std::string& message) {
  ltlab_throw(static_cast<int>(kind), message.c_str());
  std::abort();
}

}  // namespace ltlab::bindings
