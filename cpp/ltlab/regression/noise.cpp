#include "ltlab/regression/noise.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

constexpr double largestLevel = 100;
constexpr std::size_t largestSet = 64;
constexpr std::string_view grammar = "must be uniform:MAX, set:A,B,… or constant:A";

double parseLevel(const std::string& text, std::string_view whole, std::string_view name) {
  char* end = nullptr;
  const double level = std::strtod(text.c_str(), &end);
  require(!text.empty() && *end == '\0', name, whole, grammar);
  requireInside(name, level, 0, largestLevel);
  return level;
}

std::vector<double> parseLevels(std::string_view list, std::string_view whole, std::string_view name) {
  std::vector<double> levels;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    levels.push_back(parseLevel(std::string(list.substr(begin, end - begin)), whole, name));
    begin = end + 1;
  }
  return levels;
}

// The shortest decimal that reads back to the same double.
std::string shortest(double value) {
  for (int digits = 1; digits < 17; ++digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (std::strtod(text, nullptr) == value) return text;
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

}  // namespace

NoiseDistribution parseNoise(std::string_view text, std::string_view name) {
  const std::size_t colon = text.find(':');
  require(colon != std::string_view::npos, name, text, grammar);
  const std::string_view kind = text.substr(0, colon), list = text.substr(colon + 1);
  require(kind == "uniform" || kind == "set" || kind == "constant", name, text, grammar);
  NoiseDistribution noise;
  noise.kind = kind == "uniform" ? NoiseDistribution::Kind::Uniform : NoiseDistribution::Kind::Set;
  noise.values = parseLevels(list, text, name);
  require(kind == "set" || noise.values.size() == 1, name, text, grammar);
  require(noise.values.size() <= largestSet, name, text, "has more than 64 levels");
  return noise;
}

std::string formatNoise(const NoiseDistribution& noise) {
  const bool uniform = noise.kind == NoiseDistribution::Kind::Uniform;
  std::string text = uniform ? "uniform:" : noise.values.size() == 1 ? "constant:" : "set:";
  for (std::size_t i = 0; i < noise.values.size(); ++i) text += (i ? "," : "") + shortest(noise.values[i]);
  return text;
}

double meanSquareNoise(const NoiseDistribution& noise) {
  double sum = 0;
  for (double level : noise.values) sum += level * level;
  return noise.kind == NoiseDistribution::Kind::Uniform ? sum / 3 : sum / double(noise.values.size());
}

double maxNoise(const NoiseDistribution& noise) {
  return *std::max_element(noise.values.begin(), noise.values.end());
}

}  // namespace ltlab
