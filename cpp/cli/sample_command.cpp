#include <iostream>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "settings_options.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* notes =
    "Task i of a seed has the same numbers in the browser and for any number of workers.\n"
    "--json gives all digits.\n\n"
    "Examples:\n"
    "  ltlab sample --noise uniform:5 --seed 42 --first 0 --count 2\n"
    "  ltlab sample --noise set:1,3 --d 2 --n 5 --json\n";

void declare(Options& options) {
  addSettings(options, {"noise", "d", "n", "seed"});
  options.value("first", "INDEX", "0", "index of the first task");
  options.value("count", "COUNT", "1", "number of tasks");
  options.flag("json", "print one JSON object");
}

Json arrayOf(const Vector<double>& values) {
  return std::vector<double>(values.begin(), values.end());
}

Json taskAsJson(const Task<double>& task, std::uint64_t index) {
  Json x = Json::array();
  for (Eigen::Index i = 0; i < task.x.rows(); ++i) x.push_back(arrayOf(task.x.row(i).transpose()));
  return {{"index", index},         {"sigma", task.sigma},  {"w", arrayOf(task.w)},
          {"x", std::move(x)},      {"y", arrayOf(task.y)}, {"query", arrayOf(task.query)},
          {"target", task.target()}};
}

std::string row(const std::string& name, const Vector<double>& values) {
  std::string line = padded(name, 8);
  for (const double value : values) line += aligned(significant(value, 6), 12);
  return line + "\n";
}

std::string taskAsText(const Task<double>& task, std::uint64_t index) {
  std::string text = "task " + std::to_string(index) + "   sigma " + significant(task.sigma, 6) + "\n";
  text += row("w", task.w);
  for (Eigen::Index i = 0; i < task.x.rows(); ++i)
    text += row("x " + std::to_string(i + 1), task.x.row(i).transpose());
  return text + row("y", task.y) + row("query", task.query) + "target  " +
         aligned(significant(task.target(), 6), 12) + "\n";
}

int run(const Options& options) {
  const TrainingSettings settings = settingsFrom(options);
  const std::int64_t first = options.integer("first", 0, std::int64_t(1) << 53);
  const std::int64_t count = options.integer("count", 1, 100'000);
  const bool asJson = options.isGiven("json");
  Json tasks = Json::array();
  for (std::int64_t index = first; index < first + count; ++index) {
    const auto task =
        sampleTask<double>(settings.problem, {settings.seed, Stream::Tasks}, std::uint64_t(index));
    if (asJson)
      tasks.push_back(taskAsJson(task, std::uint64_t(index)));
    else
      std::cout << taskAsText(task, std::uint64_t(index)) << (index + 1 < first + count ? "\n" : "");
  }
  if (asJson)
    std::cout << Json{{"noise", formatNoise(settings.problem.noise)},
                      {"d", settings.problem.d},
                      {"n", settings.problem.n},
                      {"seed", settings.seed},
                      {"tasks", tasks}}
                     .dump(1)
              << "\n";
  return ExitStatus::success;
}

}  // namespace

const Command sampleCommand = {"sample", "Print tasks: x, y, w, query and sigma", notes, declare, run};

}  // namespace ltlab::cli
