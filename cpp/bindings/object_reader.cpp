#include "object_reader.h"

#include <algorithm>
#include <cmath>

#include "ltlab/numeric/require.h"

namespace ltlab::bindings {
namespace {

bool isArray(const val& value) {
  return val::global("Array").call<bool>("isArray", value);
}

bool isTypedArray(const val& value) {
  return value.instanceof (val::global("Float64Array")) || value.instanceof (val::global("Float32Array"));
}

[[noreturn]] void refuseType(std::string_view name, const val& value, std::string_view rule) {
  throw InputError(InputError::Kind::Type,
                   std::string(name) + ": " + describe(value) + " " + std::string(rule));
}

}  // namespace

std::string describe(const val& value) {
  if (value.isString()) return '"' + value.as<std::string>() + '"';
  if (value.isNull()) return "null";
  if (isArray(value) || isTypedArray(value)) return "an array";
  const std::string type = value.typeOf().as<std::string>();
  if (type == "object" || type == "function") return type == "object" ? "an object" : "a function";
  return val::global("String")(value).as<std::string>();
}

double readNumber(const val& value, std::string_view name) {
  if (!value.isNumber()) refuseType(name, value, "is not a number");
  return value.as<double>();
}

std::int64_t readInteger(const val& value, std::string_view name, std::int64_t low, std::int64_t high) {
  const double number = readNumber(value, name);
  require(number == std::floor(number), name, number, "is not a whole number");
  if (std::abs(number) < 1e18)
    requireInside(name, std::int64_t(number), low, high);
  else
    requireInside(name, number, double(low), double(high));
  return std::int64_t(number);
}

std::string readText(const val& value, std::string_view name) {
  if (!value.isString()) refuseType(name, value, "is not a string");
  return value.as<std::string>();
}

std::vector<double> readNumbers(const val& value, std::string_view name) {
  if (!isArray(value) && !isTypedArray(value)) refuseType(name, value, "is not an array of numbers");
  if (isTypedArray(value)) return emscripten::convertJSArrayToNumberVector<double>(value);
  const auto length = value["length"].as<unsigned>();
  std::vector<double> numbers(length);
  for (unsigned i = 0; i < length; ++i)
    numbers[i] = readNumber(value[i], std::string(name) + "[" + std::to_string(i) + "]");
  return numbers;
}

std::uint64_t seedFrom(const val& value) {
  return std::uint64_t(readInteger(value, "seed", 0, std::int64_t(1) << 53));
}

ObjectReader::ObjectReader(const val& object, std::string_view name) : object_(object), name_(name) {
  const bool isObject = !object.isNull() && object.typeOf().as<std::string>() == "object";
  if (!isObject || isArray(object)) refuseType(name, object, "is not an object");
}

bool ObjectReader::has(const char* field) {
  known_.push_back(field);
  return !object_[field].isUndefined();
}

val ObjectReader::required(const char* field) {
  if (!has(field)) throw InputError(InputError::Kind::Type, std::string(field) + ": missing in " + name_);
  return object_[field];
}

void ObjectReader::finish() const {
  const auto fields =
      emscripten::vecFromJSArray<std::string>(val::global("Object").call<val>("keys", object_));
  for (const std::string& field : fields)
    if (std::find(known_.begin(), known_.end(), field) == known_.end())
      throw InputError(InputError::Kind::Type, field + ": unknown field of " + name_);
}

}  // namespace ltlab::bindings
