#pragma once
// p(σ), the distribution of a task's noise level. σ is a standard deviation. Vladymyrov et al. 2024, §3.1.
//   uniform:5   σ ~ U(0, 5)
//   set:1,3     σ is 1 or 3 with equal probability
//   constant:1  σ = 1
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltlab {

// The distribution as a value.
struct NoiseDistribution {
  enum class Kind { Uniform, Set };  // a constant is a set of one
  Kind kind = Kind::Uniform;
  std::vector<double> values = {5};  // {σ_max}, or the set

  bool operator==(const NoiseDistribution&) const = default;
};

// Refuses an unknown kind, an empty set, and every level outside [0, 100], naming the argument `name`.
NoiseDistribution parseNoise(std::string_view text, std::string_view name = "noise");

// The shortest text that parseNoise reads back to the same distribution.
std::string formatNoise(const NoiseDistribution& noise);

// E σ² and max σ.
double meanSquareNoise(const NoiseDistribution& noise);
double maxNoise(const NoiseDistribution& noise);

}  // namespace ltlab
