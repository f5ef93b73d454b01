#include "checkpoint_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "ltlab/numeric/require.h"

namespace ltlab::cli {
namespace {

namespace fs = std::filesystem;

// saveCheckpoint renames over its path, which would replace a link instead of the file behind it.
fs::path behindLink(const fs::path& path) {
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  return error ? path : target;
}

bool canCreateIn(const fs::path& folder) {
  const fs::path probe =
      folder / (".ltlab-probe-" + std::to_string(std::hash<std::string>{}(folder.string())));
  std::ofstream file(probe);
  const bool created = bool(file);
  file.close();
  std::error_code ignored;
  if (created) fs::remove(probe, ignored);
  return created;
}

// What `read` gives; its refusals begin with the option and the path.
template <class Read>
auto readNaming(const Option& option, Read read) {
  const std::string path = option.text();
  std::error_code error;
  require(!fs::is_directory(path, error), option.asTyped(), path, "is a folder");
  require(fs::exists(path, error), option.asTyped(), path, "does not exist");
  try {
    return read();
  } catch (const InputError& refusal) {
    throw InputError(refusal.kind(), option.asTyped() + " " + path + ": " + refusal.what());
  }
}

}  // namespace

std::variant<Checkpoint, StoredModel> readNetwork(const Option& option) {
  const std::string path = option.text();
  return readNaming(option, [&]() -> std::variant<Checkpoint, StoredModel> {
    std::ifstream file(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    if (saysItIsModel(content)) return modelFromJson(content);
    return checkpointFromJson(content);
  });
}

Checkpoint readCheckpoint(const Option& option) {
  return readNaming(option, [&] { return loadCheckpoint(option.text()); });
}

void requireWritable(const Option& option) {
  const std::string path = option.text();
  require(!path.empty(), option.asTyped(), path, "must be the name of a file");
  const fs::path target = behindLink(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::error_code error;
  require(!fs::exists(target, error) || fs::is_regular_file(target, error), option.asTyped(), path,
          "exists and is not a regular file");
  require(target.has_filename(), option.asTyped(), path, "must be the name of a file");
  require(fs::is_directory(folder, error), option.asTyped(), path,
          "cannot be written: there is no folder " + folder.string());
  require(canCreateIn(folder), option.asTyped(), path,
          "cannot be written: no file can be created in " + folder.string());
}

void writeCheckpoint(const Checkpoint& checkpoint, const std::string& path) {
  try {
    saveCheckpoint(checkpoint, behindLink(path).string());
  } catch (const InputError& error) {
    throw std::runtime_error(error.what());
  }
}

std::string unusedName(const TrainingSettings& settings) {
  const Architecture& architecture = settings.architecture;
  std::string stem = "ltlab-" + std::string(modelName(architecture.model)) + "-" +
                     std::to_string(architecture.layers) + "-" + formatNoise(settings.problem.noise) +
                     "-seed-" + std::to_string(settings.seed);
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return c == ':' || c == ','; }, '-');
  stem.resize(std::min<std::size_t>(stem.size(), 120));
  std::string name = stem + ".json";
  for (int copy = 2; fs::exists(name); ++copy) name = stem + "-" + std::to_string(copy) + ".json";
  return name;
}

}  // namespace ltlab::cli
