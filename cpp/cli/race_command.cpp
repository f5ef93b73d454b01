#include <algorithm>
#include <chrono>
#include <iostream>

#include "commands.h"
#include "json_writer.h"
#include "ltlab/attention/race_fields.h"
#include "ltlab/numeric/require.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Eigen::Index;

constexpr const char* notes =
    "Without --measure only the counts; with it every kernel is timed at every length: one warm-up, then "
    "the\n"
    "median of several repetitions, the kernels in turn. A kernel whose next pass would take longer than\n"
    "--patience seconds stops. Maps: elu+1, relu, identity, taylor, performer. The page shows the same "
    "counts.\n\n"
    "Examples:\n"
    "  ltlab race --json\n"
    "  ltlab race --measure --head 64 --patience 5\n"
    "  ltlab race --layers 24 --heads 16 --tokens 100000 --bytes 2\n";

constexpr int repetitions = 5;
constexpr double batchSeconds = 0.02;

void declare(Options& options) {
  options.value("head", "COUNT", "32", "size d of queries, keys and values of one head");
  options.value("map", "NAME", "elu+1", "feature map of linear attention");
  options.value("features", "COUNT", "64", "random features of performer");
  options.value("window", "COUNT", "256", "width of the sliding window");
  options.flag("causal", "a token sees only those before it");
  options.value("shortest", "COUNT", "64", "first length; each next one is twice as long");
  options.value("longest", "COUNT", "65536", "no length is longer");
  options.value("layers", "COUNT", "24", "layers of a model that decodes");
  options.value("heads", "COUNT", "16", "its heads per layer");
  options.value("tokens", "COUNT", "10000", "tokens in its context");
  options.value("bytes", "COUNT", "2", "bytes per number in its memory");
  options.flag("measure", "time the kernels on this machine");
  options.value("patience", "SECONDS", "1", "no pass longer than this");
  options.flag("json", "print every number as JSON");
}

RaceSettings settingsFrom(const Options& options) {
  return {.d = Index(options.integer("head", 1, 256)),
          .map = featureKindNamed(options.text("map")),
          .features = Index(options.integer("features", 1, 512)),
          .causal = options.isGiven("causal"),
          .window = Index(options.integer("window", 1, longestRace))};
}

DecodeModel modelFrom(const Options& options) {
  return {.layers = Index(options.integer("layers", 1, 1000)),
          .heads = Index(options.integer("heads", 1, 1000)),
          .tokens = Index(options.integer("tokens", 1, 1'000'000'000)),
          .numberSize = Index(options.integer("bytes", 1, 8))};
}

std::vector<Index> lengthsFrom(const Options& options) {
  const Index longest = Index(options.integer("longest", 1, longestRace));
  std::vector<Index> lengths;
  for (Index n = Index(options.integer("shortest", 1, longest)); n <= longest; n *= 2) lengths.push_back(n);
  return lengths;
}

double secondsOf(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// Seconds of one pass: batches so long that the clock's steps do not matter, the kernels in turn.
std::vector<double> timesAt(const Contest& contest, const std::vector<RaceKernel>& kernels) {
  std::vector<int> batch;
  for (const RaceKernel kernel : kernels)
    batch.push_back(int(std::clamp(batchSeconds / secondsOf([&] { contest.run(kernel, 1); }), 1.0, 1e4)));
  std::vector<std::vector<double>> seconds(kernels.size());
  for (int repetition = 0; repetition < repetitions; ++repetition)
    for (std::size_t i = 0; i < kernels.size(); ++i)
      seconds[i].push_back(secondsOf([&] { contest.run(kernels[i], batch[i]); }) / batch[i]);
  std::vector<double> medians;
  for (const auto& each : seconds) medians.push_back(median(each));
  return medians;
}

// Whether the next pass of a kernel fits, at the speed of its last one.
bool isWithin(double patience, const RaceTimes& times, const RaceSettings& settings, Index n) {
  if (times.n.empty()) return true;
  const double before = raceCost(times.kernel, settings, Index(times.n.back())).flops;
  return times.seconds.back() * raceCost(times.kernel, settings, n).flops / before <= patience;
}

std::vector<RaceTimes> measured(const RaceSettings& settings, const std::vector<Index>& lengths,
                                double patience) {
  std::vector<RaceTimes> times;
  for (const RaceKernel kernel : raceKernels) times.push_back({kernel, {}, {}});
  for (const Index n : lengths) {
    std::vector<RaceKernel> running;
    for (const RaceTimes& each : times)
      if (isWithin(patience, each, settings, n)) running.push_back(each.kernel);
    if (running.empty()) break;
    const std::vector<double> seconds = timesAt(Contest(settings, n), running);
    for (std::size_t i = 0; i < running.size(); ++i) {
      times[std::size_t(running[i])].n.push_back(double(n));
      times[std::size_t(running[i])].seconds.push_back(seconds[i]);
    }
  }
  return times;
}

// Operations per second of the lanes, the best of several tries.
double limitOfLanes() {
  constexpr std::int64_t rounds = 2'000'000;
  double best = 0;
  for (int i = 0; i < repetitions; ++i) {
    double operations = 0;
    const double seconds = secondsOf([&] { operations = multiplyAddRounds(rounds); });
    best = std::max(best, operations / seconds);
  }
  return best;
}

std::string asText(const RaceReport& report, const std::vector<RaceTimes>& times, double limit) {
  std::string text = padded("n", 8);
  for (const RaceLane& lane : report.lanes) text += aligned(std::string(nameOf(lane.kernel)), 24);
  text += "\n";
  for (std::size_t i = 0; i < report.lengths.size(); ++i) {
    text += padded(std::to_string(report.lengths[i]), 8);
    for (std::size_t lane = 0; lane < report.lanes.size(); ++lane) {
      const double flops = report.lanes[lane].costs[i].flops;
      std::string cell = significant(flops, 3) + " flop";
      if (lane < times.size() && i < times[lane].seconds.size())
        cell = significant(times[lane].seconds[i] * 1e3, 3) + " ms " +
               significant(flops / times[lane].seconds[i] / 1e9, 3) + " GF/s";
      text += aligned(cell, 24);
    }
    text += "\n";
  }
  for (const RaceLane& lane : report.lanes)
    if (lane.law.points > 1)
      text += line(std::string(nameOf(lane.kernel)),
                   "n^" + significant(lane.law.exponent, 4) + " ± " + significant(lane.law.standardError, 2));
  if (limit > 0) text += line("limit of lanes", significant(limit / 1e9, 4) + " GFLOP/s, " + raceLanes());
  text += line("cache", significant(report.cacheBytes / 1e6, 6) + " MB");
  text += line("state", significant(report.stateBytes / 1e6, 6) + " MB");
  return text;
}

JsonWriter::Json asJson(const RaceReport& report, const std::vector<RaceTimes>& times, double limit) {
  JsonWriter writer;
  writeRace(report, writer);
  for (std::size_t i = 0; i < times.size(); ++i) writer.out["lanes"][i]["seconds"] = times[i].seconds;
  if (limit > 0) {
    writer.number("limit", limit);
    writer.text("instructions", raceLanes());
  }
  return writer.out;
}

int run(const Options& options) {
  const RaceSettings settings = settingsFrom(options);
  const std::vector<Index> lengths = lengthsFrom(options);
  const double patience = parseReal(options.text("patience"), "--patience");
  require(patience > 0, "patience", patience, "must be greater than 0");
  const bool measures = options.isGiven("measure");
  const std::vector<RaceTimes> times =
      measures ? measured(settings, lengths, patience) : std::vector<RaceTimes>();
  const double limit = measures ? limitOfLanes() : 0;
  const RaceReport report = reportRace(settings, modelFrom(options), lengths, times);
  std::cout << (options.isGiven("json") ? asJson(report, times, limit).dump(1) + "\n"
                                        : asText(report, times, limit));
  return ExitStatus::success;
}

}  // namespace

const Command raceCommand = {"race", "What softmax and linear attention cost, by count and by the clock",
                             notes, declare, run};

}  // namespace ltlab::cli
