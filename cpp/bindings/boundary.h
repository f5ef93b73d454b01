#pragma once
// C++ exceptions end here: a refusal becomes a JavaScript RangeError or TypeError with the same message.
#include <string>
#include <utility>

#include "ltlab/numeric/require.h"

namespace ltlab::bindings {

enum class JsError { Range, Type, Other };

[[noreturn]] void throwJs(JsError kind, const std::string& message);

// Runs f and returns its result. The message outlives the catch block in a static: a JavaScript exception does
// not run C++ destructors, so nothing may be owned by this frame when it is thrown.
template <class F>
auto atBoundary(F&& f) -> decltype(f()) {
  static std::string message;
  static JsError kind;
  try {
    return std::forward<F>(f)();
  } catch (const InputError& error) {
    message = error.what();
    kind = error.kind() == InputError::Kind::Type ? JsError::Type : JsError::Range;
  } catch (const std::exception& error) {
    message = error.what();
    kind = JsError::Other;
  }
  throwJs(kind, message);
}

}  // namespace ltlab::bindings
