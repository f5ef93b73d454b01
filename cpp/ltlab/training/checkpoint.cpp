#include "ltlab/training/checkpoint.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Json = nlohmann::ordered_json;

void requireFinite(std::string_view name, const Vector<double>& values, int expected) {
  requireSize(std::string(name) + ".length", values.size(), "the number of parameters", expected);
  for (Eigen::Index i = 0; i < values.size(); ++i)
    require(std::isfinite(values[i]), std::string(name) + "[" + std::to_string(i) + "]", values[i],
            "is not finite");
}

Json arrayOf(const Vector<double>& values) {
  return std::vector<double>(values.begin(), values.end());
}

struct SettingsWriter {
  Json& json;
  void text(const char* name, const std::string& value) { json[name] = value; }
  void integer(const char* name, int value) { json[name] = value; }
  void real(const char* name, double value) { json[name] = value; }
  void seed(const char* name, std::uint64_t value) { json[name] = value; }
};

// An object whose fields are all asked for by name and type; what nobody asked for is refused at the end.
class ObjectReader {
 public:
  ObjectReader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    refuseUnless(json.is_object(), path_, json, "must be an object");
  }

  const Json& field(const char* name) {
    known_.insert(name);
    const auto found = json_.find(name);
    require(found != json_.end(), path_, name, "is missing", InputError::Kind::Type);
    return *found;
  }
  const Json& checked(const char* name, bool (Json::*is)() const noexcept, std::string_view rule) {
    const Json& value = field(name);
    refuseUnless((value.*is)(), path_ + "." + name, value, rule);
    return value;
  }
  std::string string(const char* name) {
    return checked(name, &Json::is_string, "must be a string").get<std::string>();
  }
  double number(const char* name) {
    return checked(name, &Json::is_number, "must be a number").get<double>();
  }
  std::int64_t whole(const char* name) {
    return checked(name, &Json::is_number_integer, "must be a whole number").get<std::int64_t>();
  }
  Vector<double> numbers(const char* name) {
    const Json& value = checked(name, &Json::is_array, "must be an array of numbers");
    Vector<double> numbers(Eigen::Index(value.size()));
    for (std::size_t i = 0; i < value.size(); ++i) {
      refuseUnless(value[i].is_number(), path_ + "." + name + "[" + std::to_string(i) + "]", value[i],
                   "must be a number");
      numbers[Eigen::Index(i)] = value[i].get<double>();
    }
    return numbers;
  }
  void refuseUnknown() const {
    for (const auto& [name, value] : json_.items())
      require(known_.count(name) == 1, path_, name, "is not a field of this format", InputError::Kind::Type);
  }

 private:
  static void refuseUnless(bool holds, const std::string& name, const Json& value, std::string_view rule) {
    if (holds) return;
    std::string text = value.dump();
    if (text.size() > 40) text = text.substr(0, 37) + "…";
    throw InputError(InputError::Kind::Type, name + ": " + text + " " + std::string(rule));
  }

  const Json& json_;
  std::string path_;
  std::set<std::string> known_;
};

struct SettingsReader {
  ObjectReader& reader;
  void text(const char* name, std::string& value) { value = reader.string(name); }
  void integer(const char* name, int& value) {
    const std::int64_t whole = reader.whole(name);
    requireInside(name, whole, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    value = int(whole);
  }
  void real(const char* name, double& value) { value = reader.number(name); }
  void seed(const char* name, std::uint64_t& value) {
    const std::int64_t whole = reader.whole(name);
    requireInside(name, whole, 0, std::int64_t(1) << 53);
    value = std::uint64_t(whole);
  }
};

Json parseJson(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  require(!json.is_discarded(), "checkpoint", text.substr(0, 20),
          "… is not JSON: truncated or not a checkpoint", InputError::Kind::Type);
  return json;
}

void requireFormat(ObjectReader& reader) {
  const std::string format = reader.string("format");
  require(format == Checkpoint::format, "checkpoint.format", format, "must be \"ltlab-checkpoint\"",
          InputError::Kind::Type);
  const std::int64_t version = reader.whole("version");
  require(version >= 1 && version <= Checkpoint::version, "checkpoint.version", version,
          "is not a version that this program reads (1 … " + std::to_string(Checkpoint::version) + ")");
}

}  // namespace

void requireCheckpoint(const Checkpoint& checkpoint) {
  requireSettings(checkpoint.settings);
  requireInside("checkpoint.step", checkpoint.step, 0, std::numeric_limits<int>::max());
  requireInside("checkpoint.updates", checkpoint.updates, 0, checkpoint.step);
  const int count = parameterCount(checkpoint.settings.architecture);
  requireFinite("checkpoint.parameters", checkpoint.parameters, count);
  requireFinite("checkpoint.optimizer.m", checkpoint.m, count);
  requireFinite("checkpoint.optimizer.v", checkpoint.v, count);
  for (Eigen::Index i = 0; i < count; ++i)
    require(checkpoint.v[i] >= 0, "checkpoint.optimizer.v[" + std::to_string(i) + "]", checkpoint.v[i],
            "must not be negative");
}

std::string checkpointToJson(const Checkpoint& checkpoint) {
  Json json = {{"format", Checkpoint::format}, {"version", Checkpoint::version}};
  TrainingSettings settings = checkpoint.settings;
  SettingsWriter writer{json["settings"]};
  visitSettings(settings, writer);
  json["step"] = checkpoint.step;
  json["updates"] = checkpoint.updates;
  json["adjustedLoss"] =
      std::isfinite(checkpoint.adjustedLoss) ? Json(checkpoint.adjustedLoss) : Json(nullptr);
  json["parameters"] = arrayOf(checkpoint.parameters);
  json["optimizer"] = {{"m", arrayOf(checkpoint.m)}, {"v", arrayOf(checkpoint.v)}};
  return json.dump(1) + "\n";
}

Checkpoint checkpointFromJson(const std::string& text) {
  const Json json = parseJson(text);
  ObjectReader reader(json, "checkpoint");
  requireFormat(reader);
  Checkpoint checkpoint;
  ObjectReader settings(reader.field("settings"), "checkpoint.settings");
  SettingsReader settingsReader{settings};
  visitSettings(checkpoint.settings, settingsReader);
  settings.refuseUnknown();
  checkpoint.step = reader.whole("step");
  checkpoint.updates = reader.whole("updates");
  const bool finite = !reader.field("adjustedLoss").is_null();
  checkpoint.adjustedLoss = finite ? reader.number("adjustedLoss") : std::numeric_limits<double>::infinity();
  checkpoint.parameters = reader.numbers("parameters");
  ObjectReader optimizer(reader.field("optimizer"), "checkpoint.optimizer");
  checkpoint.m = optimizer.numbers("m");
  checkpoint.v = optimizer.numbers("v");
  optimizer.refuseUnknown();
  reader.refuseUnknown();
  requireCheckpoint(checkpoint);
  return checkpoint;
}

void saveCheckpoint(const Checkpoint& checkpoint, const std::string& path) {
  const std::string temporary = path + ".tmp";
  {
    std::ofstream file(temporary, std::ios::binary);
    file << checkpointToJson(checkpoint);
    file.close();
    require(bool(file), "checkpoint", path, "cannot be written");
  }
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  require(!error, "checkpoint", path, "cannot be written: " + error.message());
}

Checkpoint loadCheckpoint(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  require(bool(file), "checkpoint", path, "cannot be read");
  return checkpointFromJson({std::istreambuf_iterator<char>(file), {}});
}

}  // namespace ltlab
