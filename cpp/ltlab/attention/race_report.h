#pragma once
// What a race says: the counts of every kernel at every length, power laws through measured times, where linear
// attention overtakes, and what a decoding model has to remember.
#include <string_view>
#include <vector>

#include "ltlab/attention/race.h"

namespace ltlab {

// y ≈ factor n^exponent, and the standard error of the exponent.
struct PowerLaw {
  double exponent, standardError, factor;
  int points;
};

// Least squares of log y on log n; NaN from fewer than two points, and the standard error from fewer than three.
PowerLaw fitPower(const std::vector<double>& n, const std::vector<double>& y);

// Fixed costs bend the curves of shorter sequences.
inline constexpr double fitFrom = 1024;

// Seconds per pass of one kernel, at lengths n in ascending order.
struct RaceTimes {
  RaceKernel kernel;
  std::vector<double> n, seconds;
};

// A model that decodes token by token.
struct DecodeModel {
  Eigen::Index layers = 24, heads = 16;
  Eigen::Index tokens = 10'000;  // in its context
  Eigen::Index numberSize = 2;   // bytes
};

struct RaceLane {
  RaceKernel kernel;
  std::vector<Cost> costs;  // at every length
  PowerLaw law;             // of the times from fitFrom on
};

// Where softmax and linear attention meet. Unknown: not measured; Below: linear is faster from the shortest length on;
// None: it is not faster at any length measured.
struct Crossover {
  enum class Place { Unknown, Below, Inside, None };
  Place place = Place::Unknown;
  double n = 0;
};

// "unknown", "below", "inside", "none".
std::string_view nameOf(Crossover::Place place);

struct RaceReport {
  RaceSettings settings;
  DecodeModel model;
  Eigen::Index featureSize = 0;
  std::vector<Eigen::Index> lengths;
  std::vector<RaceLane> lanes;
  Eigen::Index flopsCrossover =
      0;  // the least n at which linear attention needs fewer operations; 0: none measured up to 2²⁰
  Crossover crossover;               // of the measured times
  Eigen::Index width = 0;            // of the model: heads · d
  double stateBytes = 0;             // of its recurrent state, for any number of tokens
  double cacheBytes = 0;             // of its key–value cache for model.tokens
  Eigen::Index memoryCrossover = 0;  // the least number of tokens whose cache is larger than the state
  Cost softmaxStep, linearStep;      // of one head for one more token after model.tokens
};

// Refuses what requireRace refuses, lengths outside [1, 2²⁰], times that are not positive, and a model outside
// [1, 1000] layers or heads, [1, 10⁹] tokens, [1, 8] bytes.
RaceReport reportRace(const RaceSettings& settings, const DecodeModel& model,
                      const std::vector<Eigen::Index>& lengths, const std::vector<RaceTimes>& times);

}  // namespace ltlab
