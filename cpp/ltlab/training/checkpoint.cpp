#include "ltlab/training/checkpoint.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/training/json_object.h"

namespace ltlab {
namespace {

using Json = nlohmann::ordered_json;

void requireFinite(std::string_view name, const Vector<double>& values, int expected) {
  requireSize(std::string(name) + ".length", values.size(), "the number of parameters", expected);
  for (Eigen::Index i = 0; i < values.size(); ++i)
    require(std::isfinite(values[i]), std::string(name) + "[" + std::to_string(i) + "]", values[i],
            "is not finite");
}

struct SettingsWriter {
  Json& json;
  void text(const char* name, const std::string& value) { json[name] = value; }
  void integer(const char* name, int value) { json[name] = value; }
  void real(const char* name, double value) { json[name] = value; }
  void seed(const char* name, std::uint64_t value) { json[name] = value; }
};

struct SettingsReader {
  JsonObject& reader;
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
  json["adjustedLoss"] = finiteOrNull(checkpoint.adjustedLoss);
  json["parameters"] = arrayOf(checkpoint.parameters);
  json["optimizer"] = {{"m", arrayOf(checkpoint.m)}, {"v", arrayOf(checkpoint.v)}};
  return json.dump(1) + "\n";
}

Checkpoint checkpointFromJson(const std::string& text) {
  const Json json = parseJson(text, "checkpoint");
  JsonObject reader(json, "checkpoint");
  reader.requireFormat(Checkpoint::format, Checkpoint::version);
  Checkpoint checkpoint;
  JsonObject settings = reader.object("settings");
  SettingsReader settingsReader{settings};
  visitSettings(checkpoint.settings, settingsReader);
  settings.refuseUnknown();
  checkpoint.step = reader.whole("step");
  checkpoint.updates = reader.whole("updates");
  const bool finite = !reader.field("adjustedLoss").is_null();
  checkpoint.adjustedLoss = finite ? reader.number("adjustedLoss") : std::numeric_limits<double>::infinity();
  checkpoint.parameters = reader.numbers("parameters");
  JsonObject optimizer = reader.object("optimizer");
  checkpoint.m = optimizer.numbers("m");
  checkpoint.v = optimizer.numbers("v");
  optimizer.refuseUnknown();
  reader.refuseUnknown();
  requireCheckpoint(checkpoint);
  return checkpoint;
}

void saveCheckpoint(const Checkpoint& checkpoint, const std::string& path) {
  const std::string temporary = path + ".tmp";
  std::ofstream file(temporary, std::ios::binary);
  file << checkpointToJson(checkpoint);
  file.close();
  std::error_code error, ignored;
  if (file) std::filesystem::rename(temporary, path, error);
  if (file && !error) return;
  std::filesystem::remove(temporary, ignored);
  require(false, "checkpoint", path, "cannot be written" + (error ? ": " + error.message() : ""));
}

Checkpoint loadCheckpoint(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  require(bool(file), "checkpoint", path, "cannot be read");
  return checkpointFromJson({std::istreambuf_iterator<char>(file), {}});
}

}  // namespace ltlab
