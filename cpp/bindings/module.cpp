#include <emscripten/bind.h>

#include <string>

namespace {

std::string version() { return LTLAB_VERSION; }

}  // namespace

EMSCRIPTEN_BINDINGS(ltlab) { emscripten::function("version", &version); }
