#include "ltlab/attention/race.h"

#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

// Of the random features; they are part of the settings, not of the data.
constexpr std::uint64_t mapSeed = 1;

Matrix<float> normals(Index rows, Index columns, std::uint64_t seed, std::uint64_t index) {
  RandomSequence random(RandomKey{seed, Stream::Tasks}, index);
  Matrix<float> x(rows, columns);
  for (float& number : x.reshaped<Eigen::RowMajor>()) number = float(random.normal());
  return x;
}

}  // namespace

RaceKernel raceKernelNamed(std::string_view name) {
  for (const RaceKernel kernel : raceKernels)
    if (nameOf(kernel) == name) return kernel;
  throw InputError(InputError::Kind::Range,
                   "kernel: " + describeValue(name) + " is not one of softmax, window, linear");
}

std::string_view nameOf(RaceKernel kernel) {
  switch (kernel) {
    case RaceKernel::Softmax:
      return "softmax";
    case RaceKernel::Window:
      return "window";
    default:
      return "linear";
  }
}

void requireRace(const RaceSettings& settings) {
  requireInside("d", settings.d, 1, 256);
  requireInside("features", settings.features, 1, 512);
  require(settings.window >= 1, "window", settings.window, "must be at least 1");
}

FeatureMap<float> raceMap(const RaceSettings& settings) {
  return settings.map == FeatureKind::Performer
             ? makePerformerMap<float>(settings.d, settings.features, mapSeed)
             : makeFeatureMap<float>(settings.map, settings.d);
}

Cost raceCost(RaceKernel kernel, const RaceSettings& settings, Index n) {
  const auto& [d, kind, features, causal, window] = settings;
  if (kernel == RaceKernel::Softmax) return softmaxCost(n, d, d, causal);
  if (kernel == RaceKernel::Window) return softmaxCost(n, d, d, causal, window);
  const FeatureMap<float> map = raceMap(settings);
  return linearCost(n, featureSize(map), d) + 2 * featureCost(map, n);
}

Contest::Contest(const RaceSettings& settings, Index n, std::uint64_t seed) : settings_(settings) {
  requireRace(settings);
  requireInside("n", n, 1, longestRace);
  map_ = raceMap(settings);
  q_ = normals(n, settings.d, seed, 0);
  k_ = normals(n, settings.d, seed, 1);
  v_ = normals(n, settings.d, seed, 2);
}

Matrix<float> Contest::outputOf(RaceKernel kernel) const {
  const bool causal = settings_.causal;
  if (kernel == RaceKernel::Linear)
    return causal ? causalLinearAttention(map_, q_, k_, v_) : linearAttention(map_, q_, k_, v_);
  const Index window = kernel == RaceKernel::Window ? settings_.window : 0;
  return softmaxAttention<float>(q_, k_, v_, {.scale = {}, .visibility = {causal, window, {}, {}}});
}

double Contest::run(RaceKernel kernel, int times) const {
  double last = 0;
  for (int i = 0; i < times; ++i) {
    const Matrix<float> o = outputOf(kernel);
    last += o(o.rows() - 1, o.cols() - 1);
  }
  return last;
}

double multiplyAddRounds(std::int64_t rounds) {
  return widestKernel<float>().multiplyAdd(long(rounds));
}

const char* raceLanes() {
  return widestKernel<float>().name;
}

}  // namespace ltlab
