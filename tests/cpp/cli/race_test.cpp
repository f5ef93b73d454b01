// `ltlab race` and `ltlab stream`: their numbers are the library's, and their refusals name what was typed.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "ltlab/attention/race_report.h"
#include "ltlab/attention/stream.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class RaceCommandTest : public testing::Test {
 protected:
  Json answer(const std::string& arguments) {
    const Finished finished = workshop_.ltlab(arguments + " --json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    return Json::parse(finished.out);
  }
  void expectRefusal(const std::string& command, const char* arguments, const char* message) {
    const Finished finished = workshop_.ltlab(command + " " + arguments);
    EXPECT_EQ(finished.status, 2) << arguments;
    EXPECT_EQ(finished.err, "ltlab " + command + ": " + message + "\n");
    EXPECT_EQ(finished.out, "");
  }

  Workshop workshop_;
};

TEST_F(RaceCommandTest, PrintsTheCountsOfTheLibrary) {
  const Json json = answer("race --head 64 --map performer --features 128 --causal --window 100 --layers 3");
  const RaceSettings settings{
      .d = 64, .map = FeatureKind::Performer, .features = 128, .causal = true, .window = 100};
  EXPECT_EQ(json["n"].size(), 11u);
  EXPECT_EQ(json["featureSize"], 128);
  for (std::size_t lane = 0; lane < 3; ++lane) {
    const Cost cost = raceCost(raceKernels[lane], settings, 65'536);
    EXPECT_EQ(json["lanes"][lane]["kernel"], nameOf(raceKernels[lane]));
    EXPECT_EQ(json["lanes"][lane]["flops"][10], cost.flops);
    EXPECT_EQ(json["lanes"][lane]["bytes"][10], cost.bytes);
    EXPECT_TRUE(json["lanes"][lane]["law"]["exponent"].is_null());
  }
  EXPECT_EQ(json["decoding"]["cacheBytes"], 3.0 * 16 * 2 * 10'000 * 128);
  EXPECT_EQ(json["crossover"]["place"], "unknown");
}

TEST_F(RaceCommandTest, MeasuresUntilPatienceEnds) {
  const Json json = answer("race --measure --head 16 --shortest 256 --longest 8192 --patience 0.02");
  const auto seconds = [&](int lane) { return json["lanes"][lane]["seconds"].get<std::vector<double>>(); };
  EXPECT_LT(seconds(0).size(), 6u);
  EXPECT_EQ(seconds(2).size(), 6u);
  for (const double each : seconds(2)) EXPECT_GT(each, 0);
  EXPECT_GT(json["limit"].get<double>(), 1e8);
  EXPECT_TRUE(json["lanes"][2]["law"]["exponent"].is_number());
}

TEST_F(RaceCommandTest, AsTextHasARowPerLength) {
  const Finished finished = workshop_.ltlab("race --longest 256");
  for (const char* part : {"softmax", "linear", "\n64 ", "\n256 ", "\ncache", "\nstate"})
    EXPECT_THAT(finished.out, HasSubstr(part));
}

TEST_F(RaceCommandTest, StreamPrintsWhatTheLibraryComputes) {
  const Json json = answer("stream --drift 0.1 --forgetting 0.9 --seed 5 --skip 100 --count 30");
  const StreamSettings settings{.drift = 0.1, .forgetting = 0.9, .seed = 5};
  StreamState state = startStream(settings);
  skip(settings, state, 100);
  const StreamRecord record = follow(settings, state, 30);
  EXPECT_EQ(json["first"], 100);
  for (std::size_t rule = 0; rule < streamRuleCount; ++rule) {
    const Json& memory = json["memories"][rule];
    EXPECT_EQ(memory["rule"], nameOf(streamRules[rule]));
    EXPECT_EQ(memory["running"][29], record.memories[rule].running(29));
    EXPECT_EQ(memory["map"][29][7], record.memories[rule].map(29, 7));
  }
  EXPECT_EQ(json["cache"]["stateNumbers"][29], 130 * 10);
}

TEST_F(RaceCommandTest, RefuseByName) {
  expectRefusal("race", "--head 0", "--head: 0 is outside [1, 256]");
  expectRefusal("race", "--map exp",
                "feature map: \"exp\" is not one of elu+1, relu, identity, taylor, performer");
  expectRefusal("race", "--patience -1", "--patience: -1 must be greater than 0");
  expectRefusal("race", "--longest 100000", "--longest: 100000 is outside [1, 65536]");
  expectRefusal("stream", "--drift 2", "--drift: 2 is outside [0, 1]");
  expectRefusal("stream", "--beta x", "--beta: \"x\" is not a number");
  expectRefusal("stream", "--inputs 20", "--inputs: 20 is outside [1, 16]");
  expectRefusal("stream", "--count 0", "--count: 0 is outside [1, 100000]");
}

}  // namespace
}  // namespace ltlab
