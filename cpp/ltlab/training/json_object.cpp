#include "ltlab/training/json_object.h"

#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void refuseUnless(bool holds, const std::string& name, const Json& value, std::string_view rule) {
  if (holds) return;
  std::string text = value.dump();
  if (text.size() > 40) text = text.substr(0, 37) + "…";
  throw InputError(InputError::Kind::Type, name + ": " + text + " " + std::string(rule));
}

}  // namespace

Json parseJson(const std::string& text, const std::string& what) {
  Json json = Json::parse(text, nullptr, false);
  require(!json.is_discarded(), what, text.substr(0, 20), "… is not JSON: truncated or not a " + what,
          InputError::Kind::Type);
  return json;
}

Json arrayOf(const Vector<double>& values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(finiteOrNull(value));
  return array;
}

Json finiteOrNull(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

JsonObject::JsonObject(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
  refuseUnless(json.is_object(), path_, json, "must be an object");
}

const Json& JsonObject::field(const char* name) {
  known_.insert(name);
  const auto found = json_.find(name);
  require(found != json_.end(), path_, name, "is missing", InputError::Kind::Type);
  return *found;
}

const Json& JsonObject::checked(const char* name, bool (Json::*is)() const noexcept, std::string_view rule) {
  const Json& value = field(name);
  refuseUnless((value.*is)(), path_ + "." + name, value, rule);
  return value;
}

std::string JsonObject::string(const char* name) {
  return checked(name, &Json::is_string, "must be a string").get<std::string>();
}

double JsonObject::number(const char* name) {
  return checked(name, &Json::is_number, "must be a number").get<double>();
}

double JsonObject::numberOrNaN(const char* name) {
  return field(name).is_null() ? nan : number(name);
}

std::int64_t JsonObject::whole(const char* name) {
  return checked(name, &Json::is_number_integer, "must be a whole number").get<std::int64_t>();
}

std::int64_t JsonObject::whole(const char* name, std::int64_t low, std::int64_t high) {
  const std::int64_t number = whole(name);
  requireInside(path_ + "." + name, number, low, high);
  return number;
}

Vector<double> JsonObject::numbers(const char* name) {
  return numbers(name, false);
}

Vector<double> JsonObject::numbersOrNaN(const char* name) {
  return numbers(name, true);
}

Vector<double> JsonObject::numbers(const char* name, bool nullIsNaN) {
  const Json& value = checked(name, &Json::is_array, "must be an array of numbers");
  Vector<double> numbers(Eigen::Index(value.size()));
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool missing = nullIsNaN && value[i].is_null();
    refuseUnless(missing || value[i].is_number(), path_ + "." + name + "[" + std::to_string(i) + "]",
                 value[i], "must be a number");
    numbers[Eigen::Index(i)] = missing ? nan : value[i].get<double>();
  }
  return numbers;
}

const Json& JsonObject::array(const char* name) {
  return checked(name, &Json::is_array, "must be an array");
}

JsonObject JsonObject::object(const char* name) {
  return {field(name), path_ + "." + name};
}

void JsonObject::requireFormat(std::string_view format, int newest) {
  const std::string found = string("format");
  require(found == format, path_ + ".format", found, "must be \"" + std::string(format) + "\"",
          InputError::Kind::Type);
  const std::int64_t version = whole("version");
  require(version >= 1 && version <= newest, path_ + ".version", version,
          "is not a version that this program reads (1 … " + std::to_string(newest) + ")");
}

void JsonObject::refuseUnknown() const {
  for (const auto& [name, value] : json_.items())
    require(known_.count(name) == 1, path_, name, "is not a field of this format", InputError::Kind::Type);
}

}  // namespace ltlab
