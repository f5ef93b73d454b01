#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

#include "ltlab/numeric/matrix.h"
#include "measures.h"

namespace ltlab::cli {

// The writer of comparison_fields.h as JSON; matrices as lists of rows.
struct JsonWriter {
  using Json = nlohmann::ordered_json;
  Json out = Json::object();

  void number(const char* name, double value) { out[name] = finite(value); }
  void text(const char* name, std::string_view value) { out[name] = value; }
  void vector(const char* name, const Vector<double>& values) { out[name] = arrayOf(values); }
  void matrix(const char* name, const Matrix<double>& values) {
    out[name] = Json::array();
    for (const auto& row : values.rowwise()) out[name].push_back(arrayOf(row.transpose()));
  }
  JsonWriter child() const { return {}; }
  void object(const char* name, const JsonWriter& inner) { out[name] = inner.out; }
  void list(const char* name) { out[name] = Json::array(); }
  void append(const char* name, const JsonWriter& inner) { out[name].push_back(inner.out); }

  static Json arrayOf(const Vector<double>& values) {
    Json array = Json::array();
    for (const double value : values) array.push_back(finite(value));
    return array;
  }
};

}  // namespace ltlab::cli
