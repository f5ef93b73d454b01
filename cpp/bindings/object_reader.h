#pragma once
// Reads a plain JavaScript object field by field. A refusal names the field, the value and the rule: of
// another type TypeError, out of range RangeError. Fields that are undefined count as missing.
#include <emscripten/val.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltlab::bindings {

using emscripten::val;

// "abc" with quotes, 3, null, an array, an object: a JavaScript value in a message.
std::string describe(const val& value);

// Single values, for arguments that are not fields.
double readNumber(const val& value, std::string_view name);
std::int64_t readInteger(const val& value, std::string_view name, std::int64_t low, std::int64_t high);
std::string readText(const val& value, std::string_view name);
// An array of numbers, or a Float32Array or Float64Array.
std::vector<double> readNumbers(const val& value, std::string_view name);
// Up to 2^53, so that JavaScript can say it.
std::uint64_t seedFrom(const val& value);

class ObjectReader {
 public:
  ObjectReader(const val& object, std::string_view name);

  bool has(const char* field);
  // The value of a field that must be there.
  val required(const char* field);

  double number(const char* field) { return readNumber(required(field), field); }
  std::int64_t integer(const char* field, std::int64_t low, std::int64_t high) {
    return readInteger(required(field), field, low, high);
  }
  std::string text(const char* field) { return readText(required(field), field); }
  std::vector<double> numbers(const char* field) { return readNumbers(required(field), field); }

  // Refuses every field that was not asked for.
  void finish() const;

 private:
  val object_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace ltlab::bindings
