#pragma once
#include <emscripten/val.h>

#include <string>

#include "ltlab/numeric/matrix.h"
#include "typed_arrays.h"

namespace ltlab::bindings {

using emscripten::val;

// The writer of comparison_fields.h as a JavaScript object; matrices go out flat, row by row.
struct ObjectWriter {
  val out = val::object();

  void number(const char* name, double value) { out.set(name, value); }
  void text(const char* name, std::string_view value) { out.set(name, std::string(value)); }
  void vector(const char* name, const Vector<double>& values) {
    out.set(name, float64Array(values.data(), std::size_t(values.size())));
  }
  void matrix(const char* name, const Matrix<double>& values) {
    out.set(name, float64Array(values.data(), std::size_t(values.size())));
  }
  ObjectWriter child() const { return {}; }
  void object(const char* name, const ObjectWriter& inner) { out.set(name, inner.out); }
  void list(const char* name) { out.set(name, val::array()); }
  void append(const char* name, const ObjectWriter& inner) { out[name].call<void>("push", inner.out); }
};

}  // namespace ltlab::bindings
