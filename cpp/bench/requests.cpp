#include "requests.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

namespace ltlab::bench {
namespace {

using Runs = std::map<std::string, Run>;

Run& runOf(Runs& runs, const std::string& cell) {
  const auto found = runs.find(cell);
  if (found == runs.end()) throw std::runtime_error("cell " + cell + " is not open");
  return found->second;
}

double millisecondsOf(Run& run, int count) {
  run.begin();
  const auto start = std::chrono::steady_clock::now();
  run.repeat(count);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::string writeResults(Run& run, int count, const std::string& prefix) {
  run.begin();
  run.repeat(count);
  std::string fields;
  for (const auto& [name, values] : run.results()) {
    std::ofstream(prefix + name, std::ios::binary)
        .write(reinterpret_cast<const char*>(values.data()), std::streamsize(values.size() * sizeof(double)));
    fields += (fields.empty() ? "\"" : ", \"") + name + "\"";
  }
  return "{\"fields\": [" + fields + "]}";
}

std::string answer(Runs& runs, const OpenRun& open, const std::string& line) {
  std::istringstream words(line);
  std::string request, cell, prefix;
  int count = 0;
  words >> request >> cell >> count >> prefix;
  if (request == "open") {
    if (auto run = open(cell)) runs.insert_or_assign(cell, std::move(*run));
    return runs.contains(cell) ? "{\"open\": true}" : "{\"open\": false}";
  }
  if (request == "burst") return "{\"ms\": " + std::to_string(millisecondsOf(runOf(runs, cell), count)) + "}";
  if (request == "results") return writeResults(runOf(runs, cell), count, prefix);
  throw std::runtime_error("request " + request + " is not open, burst or results");
}

}  // namespace

int answerRequests(const OpenRun& open) {
  Runs runs;
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer(runs, open, line) << std::endl;
    } catch (const std::exception& error) {
      std::cerr << error.what() << std::endl;
      return 1;
    }
  }
  return 0;
}

std::vector<std::string> partsOf(const std::string& cell) {
  std::istringstream stream(cell);
  std::vector<std::string> parts;
  for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
  return parts;
}

}  // namespace ltlab::bench
