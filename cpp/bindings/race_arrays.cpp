#include "race_arrays.h"

#include "boundary.h"
#include "ltlab/attention/race_fields.h"
#include "object_reader.h"
#include "object_writer.h"

namespace ltlab::bindings {
namespace {

RaceSettings raceSettingsFrom(ObjectReader& in) {
  RaceSettings settings;
  settings.d = Eigen::Index(in.integer("d", 1, 256));
  settings.map = featureKindNamed(in.text("map"));
  settings.features = Eigen::Index(in.integer("features", 1, 512));
  settings.causal = in.integer("causal", 0, 1) == 1;
  settings.window = Eigen::Index(in.integer("window", 1, longestRace));
  return settings;
}

RaceSettings raceSettingsFrom(const val& object) {
  ObjectReader in(object, "settings");
  const RaceSettings settings = raceSettingsFrom(in);
  in.finish();
  return settings;
}

DecodeModel modelFrom(const val& object) {
  ObjectReader in(object, "model");
  DecodeModel model;
  model.layers = Eigen::Index(in.integer("layers", 1, 1000));
  model.heads = Eigen::Index(in.integer("heads", 1, 1000));
  model.tokens = Eigen::Index(in.integer("tokens", 1, 1'000'000'000));
  model.numberSize = Eigen::Index(in.integer("numberSize", 1, 8));
  in.finish();
  return model;
}

std::vector<RaceTimes> timesFrom(const val& list) {
  std::vector<RaceTimes> times;
  const int count = list["length"].as<int>();
  for (int i = 0; i < count; ++i) {
    ObjectReader in(list[i], "times");
    times.push_back({raceKernelNamed(in.text("kernel")), in.numbers("n"), in.numbers("seconds")});
    in.finish();
  }
  return times;
}

std::vector<Eigen::Index> lengthsFrom(ObjectReader& in) {
  const std::vector<double> numbers = in.numbers("lengths");
  return {numbers.begin(), numbers.end()};
}

}  // namespace

double BoundContest::run(const val& kernel, const val& times) const {
  return atBoundary([&] {
    return contest_.run(raceKernelNamed(readText(kernel, "kernel")),
                        int(readInteger(times, "times", 1, 1'000'000)));
  });
}

BoundContest* createContest(const val& settings, const val& n) {
  return atBoundary([&] {
    return new BoundContest(
        Contest(raceSettingsFrom(settings), Eigen::Index(readInteger(n, "n", 1, longestRace))));
  });
}

val raceReport(const val& request) {
  return atBoundary([&] {
    ObjectReader in(request, "request");
    const RaceSettings settings = raceSettingsFrom(in.required("settings"));
    const DecodeModel model = modelFrom(in.required("model"));
    const std::vector<Eigen::Index> lengths = lengthsFrom(in);
    const std::vector<RaceTimes> times = timesFrom(in.required("times"));
    in.finish();
    ObjectWriter out;
    writeRace(reportRace(settings, model, lengths, times), out);
    return out.out;
  });
}

double multiplyAddRound(const val& rounds) {
  return atBoundary([&] { return multiplyAddRounds(readInteger(rounds, "rounds", 1, 1'000'000'000)); });
}

}  // namespace ltlab::bindings
