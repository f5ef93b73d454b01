#pragma once
// Reading files of this project: JSON objects whose fields are all asked for by name and type. Refusals name the path:
//   checkpoint.step: "x" must be a whole number
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// The value of a text. Refuses what is not JSON, naming it `what`.
nlohmann::ordered_json parseJson(const std::string& text, const std::string& what);

// An array of numbers. null where a number is not finite, which JSON cannot say.
nlohmann::ordered_json arrayOf(const Vector<double>& values);
// The number, or null.
nlohmann::ordered_json finiteOrNull(double value);

// One object of a file.
class JsonObject {
 public:
  using Json = nlohmann::ordered_json;

  // `path` is what refusals call the object. Keeps a reference. Refuses what is no object.
  JsonObject(const Json& json, std::string path);

  // Each refuses a field that is missing or of another type.
  const Json& field(const char* name);
  std::string string(const char* name);
  double number(const char* name);
  double numberOrNaN(const char* name);  // NaN for null
  std::int64_t whole(const char* name);
  std::int64_t whole(const char* name, std::int64_t low, std::int64_t high);  // refuses what is outside
  Vector<double> numbers(const char* name);
  Vector<double> numbersOrNaN(const char* name);  // NaN for null
  const Json& array(const char* name);
  JsonObject object(const char* name);

  // The fields "format" and "version": refuses other formats, and versions that are newer than `newest`.
  void requireFormat(std::string_view format, int newest);
  // Refuses a field that nobody asked for.
  void refuseUnknown() const;

  // What refusals call this object.
  const std::string& path() const { return path_; }

 private:
  const Json& checked(const char* name, bool (Json::*is)() const noexcept, std::string_view rule);
  Vector<double> numbers(const char* name, bool nullIsNaN);

  const Json& json_;
  std::string path_;
  std::set<std::string> known_;
};

}  // namespace ltlab
