#include "ltlab/attention/race_report.h"

#include <cmath>
#include <limits>

#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/state.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

constexpr Index longestCount = 1 << 20;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void requireReport(const RaceSettings& settings, const DecodeModel& model, const std::vector<Index>& lengths,
                   const std::vector<RaceTimes>& times) {
  requireRace(settings);
  requireInside("layers", model.layers, 1, 1000);
  requireInside("heads", model.heads, 1, 1000);
  requireInside("tokens", model.tokens, 1, 1'000'000'000);
  requireInside("numberSize", model.numberSize, 1, 8);
  for (const Index n : lengths) requireInside("lengths", n, 1, longestCount);
  for (const RaceTimes& kernel : times) {
    requireSize("seconds.length", std::int64_t(kernel.seconds.size()), "n.length",
                std::int64_t(kernel.n.size()));
    for (const double seconds : kernel.seconds)
      require(seconds > 0, "seconds", seconds, "must be greater than 0");
  }
}

const RaceTimes* timesOf(RaceKernel kernel, const std::vector<RaceTimes>& times) {
  for (const RaceTimes& each : times)
    if (each.kernel == kernel) return &each;
  return nullptr;
}

PowerLaw lawOf(RaceKernel kernel, const std::vector<RaceTimes>& times) {
  std::vector<double> n, seconds;
  if (const RaceTimes* all = timesOf(kernel, times))
    for (std::size_t i = 0; i < all->n.size(); ++i)
      if (all->n[i] >= fitFrom) {
        n.push_back(all->n[i]);
        seconds.push_back(all->seconds[i]);
      }
  return fitPower(n, seconds);
}

// The least n in [1, longestCount] for which `holds`, which once true stays true; 0 if there is none.
template <class Predicate>
Index leastLength(const Predicate& holds) {
  if (!holds(longestCount)) return 0;
  Index low = 0, high = longestCount;
  while (high - low > 1) {
    const Index middle = (low + high) / 2;
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

Index flopsCrossover(const RaceSettings& settings) {
  return leastLength([&](Index n) {
    return raceCost(RaceKernel::Linear, settings, n).flops < raceCost(RaceKernel::Softmax, settings, n).flops;
  });
}

// Seconds of softmax over those of linear attention, where both were measured.
struct Ratio {
  double n, log;
};
std::vector<Ratio> ratiosOf(const std::vector<RaceTimes>& times) {
  const RaceTimes *softmax = timesOf(RaceKernel::Softmax, times),
                  *linear = timesOf(RaceKernel::Linear, times);
  std::vector<Ratio> ratios;
  if (softmax && linear)
    for (std::size_t i = 0; i < softmax->n.size(); ++i)
      for (std::size_t j = 0; j < linear->n.size(); ++j)
        if (softmax->n[i] == linear->n[j])
          ratios.push_back({softmax->n[i], std::log(softmax->seconds[i] / linear->seconds[j])});
  return ratios;
}

// From the long end: what is measured last is least disturbed by fixed costs. Between two lengths on a straight line
// of log ratio against log n.
Crossover crossoverOf(const std::vector<RaceTimes>& times) {
  const std::vector<Ratio> ratios = ratiosOf(times);
  if (ratios.empty()) return {};
  if (ratios.back().log <= 0) return {Crossover::Place::None, 0};
  std::size_t i = ratios.size() - 1;
  while (i > 0 && ratios[i - 1].log > 0) --i;
  if (i == 0) return {Crossover::Place::Below, ratios[0].n};
  const Ratio &before = ratios[i - 1], &after = ratios[i];
  const double part = -before.log / (after.log - before.log);
  return {Crossover::Place::Inside, before.n * std::pow(after.n / before.n, part)};
}

void addMemory(RaceReport& report) {
  const auto& [layers, heads, tokens, numberSize] = report.model;
  const Index d = report.settings.d;
  const double bytes = double(layers) * double(heads) * double(numberSize);
  const double state = linearCost(1, report.featureSize, d).stateNumbers;
  const double perToken = softmaxCost(1, d, d, true).stateNumbers;
  report.width = heads * d;
  report.stateBytes = bytes * state;
  report.cacheBytes = bytes * softmaxCost(tokens, d, d, true).stateNumbers;
  report.memoryCrossover = Index(std::floor(state / perToken)) + 1;
  const StateRule<float> rule{.kind = RuleKind::Linear, .dk = report.featureSize, .dv = d, .normalise = true};
  report.softmaxStep = softmaxDecodeCost(tokens, d, d);
  report.linearStep = pushCost(rule) + readCost(rule) + 2 * featureCost(raceMap(report.settings), 1);
}

}  // namespace

PowerLaw fitPower(const std::vector<double>& n, const std::vector<double>& y) {
  const Index count = Index(n.size());
  if (count < 2) return {nan, nan, nan, int(count)};
  const Eigen::ArrayXd x = Eigen::Map<const Eigen::ArrayXd>(n.data(), count).log();
  const Eigen::ArrayXd z = Eigen::Map<const Eigen::ArrayXd>(y.data(), count).log();
  const Eigen::ArrayXd centred = x - x.mean();
  const double spread = centred.square().sum();
  const double slope = (centred * (z - z.mean())).sum() / spread;
  const Eigen::ArrayXd residual = z - z.mean() - slope * centred;
  const double error = count > 2 ? std::sqrt(residual.square().sum() / double(count - 2) / spread) : nan;
  return {slope, error, std::exp(z.mean() - slope * x.mean()), int(count)};
}

std::string_view nameOf(Crossover::Place place) {
  switch (place) {
    case Crossover::Place::Below:
      return "below";
    case Crossover::Place::Inside:
      return "inside";
    case Crossover::Place::None:
      return "none";
    default:
      return "unknown";
  }
}

RaceReport reportRace(const RaceSettings& settings, const DecodeModel& model,
                      const std::vector<Index>& lengths, const std::vector<RaceTimes>& times) {
  requireReport(settings, model, lengths, times);
  RaceReport report{.settings = settings, .model = model};
  report.featureSize = featureSize(raceMap(settings));
  report.lengths = lengths;
  for (const RaceKernel kernel : raceKernels) {
    RaceLane lane{kernel, {}, lawOf(kernel, times)};
    for (const Index n : lengths) lane.costs.push_back(raceCost(kernel, settings, n));
    report.lanes.push_back(std::move(lane));
  }
  report.flopsCrossover = flopsCrossover(settings);
  report.crossover = crossoverOf(times);
  addMemory(report);
  return report;
}

}  // namespace ltlab
