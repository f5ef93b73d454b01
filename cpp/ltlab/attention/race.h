#pragma once
// Softmax attention, softmax attention in a sliding window and linear attention on the same queries, keys and
// values: what each costs by count, and each to be run under somebody's clock. One head, single precision.
#include <cstdint>
#include <string_view>

#include "ltlab/attention/cost.h"
#include "ltlab/attention/feature_map.h"

namespace ltlab {

enum class RaceKernel { Softmax, Window, Linear };
inline constexpr RaceKernel raceKernels[] = {RaceKernel::Softmax, RaceKernel::Window, RaceKernel::Linear};

// "softmax", "window", "linear". Refuses any other name.
RaceKernel raceKernelNamed(std::string_view name);
std::string_view nameOf(RaceKernel kernel);

struct RaceSettings {
  Eigen::Index d = 32;                        // size of queries, keys and values
  FeatureKind map = FeatureKind::EluPlusOne;  // of linear attention, with the normaliser
  Eigen::Index features = 64;                 // dφ of performer; every other map has its own
  bool causal = false;
  Eigen::Index window = 256;  // |i − j| < window
};

inline constexpr Eigen::Index longestRace = 65'536;

// Refuses d outside [1, 256], features outside [1, 512] and window < 1.
void requireRace(const RaceSettings& settings);

// The map of linear attention, and with it dφ.
FeatureMap<float> raceMap(const RaceSettings& settings);

// One forward pass over n tokens, features included.
Cost raceCost(RaceKernel kernel, const RaceSettings& settings, Eigen::Index n);

// The runners of one length: q, k, v ~ N(0, I), the same for every kernel.
class Contest {
 public:
  // Refuses what requireRace refuses, and n outside [1, longestRace].
  Contest(const RaceSettings& settings, Eigen::Index n, std::uint64_t seed = 0);

  // o (n, d), and the same `times` times: its last number, so that no run can be left out.
  Matrix<float> outputOf(RaceKernel kernel) const;
  double run(RaceKernel kernel, int times) const;

  // Queries (n, d).
  const Matrix<float>& q() const { return q_; }
  // Keys (n, d).
  const Matrix<float>& k() const { return k_; }
  // Values (n, d).
  const Matrix<float>& v() const { return v_; }

 private:
  RaceSettings settings_;
  FeatureMap<float> map_;
  Matrix<float> q_, k_, v_;
};

// `rounds` of 12 independent multiply-adds in the lanes that the kernels use, on registers only; returns the number of
// operations. Its speed is the limit that the kernels are measured against.
double multiplyAddRounds(std::int64_t rounds);
const char* raceLanes();  // "128-bit"

}  // namespace ltlab
