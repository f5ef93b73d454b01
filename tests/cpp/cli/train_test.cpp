// Runs of `ltlab train`: the same settings give the same model, interrupted or not.
#include <gmock/gmock.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <nlohmann/json.hpp>

#include "ltlab/training/trainer.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A run of a fraction of a second.
const std::string quick =
    "train --layers 2 --noise uniform:2 --steps 60 --batch 64 --warmup 10 --tasks 2000 ";

// A run of many seconds, to be interrupted.
const std::string endless =
    "train --layers 2 --noise uniform:2 --steps 9000000 --batch 64 --validate-every 50 ";

TEST(Train, WritesTheCheckpointOfTheLibrarysTrainer) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(quick + "--out run.json");
  ASSERT_EQ(finished.status, 0) << finished.err;
  TrainingSettings settings;
  settings.architecture.layers = 2;
  settings.problem.noise = parseNoise("uniform:2");
  settings.steps = 60, settings.batch = 64, settings.warmup = 10;
  Trainer trainer(settings);
  while (!trainer.done()) trainer.step();
  EXPECT_EQ(workshop.file("run.json"), checkpointToJson(trainer.checkpoint()));
}

TEST(Train, EveryOptionReachesItsField) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(
      "train --model full --layers 3 --heads 2 --d 4 --n 9 --noise set:1,3 --estimator sampled --sampler "
      "statistics --precision double "
      "--steps 7 --batch 5 --rate 0.01 --warmup 2 --schedule constant --task-cap 3 --gradient-clip 0.5 "
      "--seed 11 "
      "--tasks 100 --quiet --out run.json");
  ASSERT_EQ(finished.status, 0) << finished.err;
  const TrainingSettings expected = {{Model::Full, 3, 2, 4},
                                     {4, 9, parseNoise("set:1,3")},
                                     Estimator::SampledQuery,
                                     Sampler::Statistics,
                                     Precision::Double,
                                     7,
                                     5,
                                     0.01,
                                     2,
                                     Schedule::Constant,
                                     3,
                                     0.5,
                                     11};
  EXPECT_EQ(loadCheckpoint(workshop.path("run.json")).settings, expected);
}

TEST(Train, TwoRunsGiveTheSameFile) {
  Workshop workshop;
  workshop.ltlab(quick + "--out a.json");
  workshop.ltlab(quick + "--out b.json --quiet --validate-every 7");
  EXPECT_EQ(workshop.file("a.json"), workshop.file("b.json"));
  workshop.ltlab(quick + "--out c.json --seed 2");
  EXPECT_NE(workshop.file("a.json"), workshop.file("c.json"));
}

TEST(Train, PrintsTheResultOnStdoutAndProgressOnStderr) {
  const Finished finished = Workshop().ltlab(quick);
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("--model diag --layers 2"), HasSubstr(" on 2,000 fresh tasks"),
                                  HasSubstr("0.173, ratio ours/published"), HasSubstr("60 of 60 steps"),
                                  HasSubstr("not saved"), HasSubstr("ltlab baselines --noise uniform:2"),
                                  Not(HasSubstr("left"))));
  EXPECT_THAT(finished.err, AllOf(HasSubstr("step 6/60"), HasSubstr("step 60/60"), HasSubstr(" left\n")));
  EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 10);
}

TEST(Train, QuietSaysNothingButTheResult) {
  const Finished finished = Workshop().ltlab(quick + "--quiet");
  EXPECT_EQ(finished.err, "");
  EXPECT_THAT(finished.out, AllOf(HasSubstr("adjusted loss"), Not(HasSubstr("--model"))));
}

TEST(Train, JsonIsOneObjectWithWhatTheTextShows) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(quick + "--json --out run.json");
  ASSERT_EQ(finished.status, 0) << finished.err;
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["settings"]["noise"], "uniform:2");
  EXPECT_EQ(json["settings"]["taskCap"], 2000);
  EXPECT_EQ(json["step"], 60);
  EXPECT_EQ(json["skippedSteps"], 0);
  EXPECT_EQ(json["interrupted"], false);
  EXPECT_EQ(json["checkpoint"], "run.json");
  ASSERT_EQ(json["validation"].size(), 10u);
  EXPECT_EQ(json["validation"][9]["adjustedLoss"], loadCheckpoint(workshop.path("run.json")).adjustedLoss);
  const Json& evaluation = json["evaluation"];
  EXPECT_EQ(evaluation["tasks"], 2000);
  EXPECT_EQ(evaluation["published"], 0.173);
  EXPECT_DOUBLE_EQ(evaluation["ratio"], double(evaluation["adjustedLoss"]) / 0.173);
  EXPECT_GT(double(evaluation["standardError"]), 0);
}

TEST(Train, HasNoPublishedValueForOtherSizes) {
  for (const char* other : {"--n 21", "--heads 2", "--noise uniform:2.5"}) {
    const std::string arguments = "train --layers 2 --steps 1 --tasks 10 --json " + std::string(other);
    EXPECT_TRUE(Json::parse(Workshop().ltlab(arguments).out)["evaluation"]["published"].is_null()) << other;
  }
}

TEST(Train, SaysThatTheNetworkExplodes) {
  const Finished finished = Workshop().ltlab(
      "train --layers 8 --steps 40 --batch 16 --rate 1 --warmup 0 --task-cap 0 --gradient-clip 0 --tasks "
      "500");
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("steps changed nothing: their gradient was not finite"),
                                  HasSubstr("not finite on any of 500 fresh tasks")));
}

TEST(Train, OnATerminalDrawsABarWithTheTimeLeft) {
  int master = -1, slave = -1;
  ASSERT_EQ(openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
  Workshop workshop;
  const pid_t child = workshop.start(quick + "--validate-every 10", slave);
  close(slave);
  std::string drawn;
  char buffer[4096];
  for (ssize_t got; (got = read(master, buffer, sizeof buffer)) > 0;) drawn.append(buffer, std::size_t(got));
  close(master);
  EXPECT_EQ(workshop.wait(child).status, 0);
  EXPECT_THAT(drawn, AllOf(HasSubstr("\r[###"), HasSubstr("step 30/60"), HasSubstr("steps/s"),
                           HasSubstr(" left"), HasSubstr("adjusted loss")));
  EXPECT_EQ(drawn.substr(drawn.size() - 4), "\r\x1b[K");
}

class InterruptTest : public testing::TestWithParam<int> {};

TEST_P(InterruptTest, SavesAndTheResumedRunEndsWithTheSameBits) {
  Workshop workshop;
  const std::string settings =
      "--layers 2 --noise uniform:2 --steps 1500 --batch 512 --validate-every 20 --tasks 500";
  workshop.ltlab("train --quiet --out whole.json " + settings);
  const pid_t child = workshop.start("train --out part.json " + settings);
  ASSERT_TRUE(workshop.waitForError("step 20/"));
  kill(child, GetParam());
  const Finished interrupted = workshop.wait(child);
  ASSERT_EQ(interrupted.status, 128 + GetParam()) << interrupted.err;
  EXPECT_THAT(interrupted.out, HasSubstr("go on with: ltlab train --resume part.json\n"));
  const Checkpoint part = loadCheckpoint(workshop.path("part.json"));
  EXPECT_GE(part.step, 20);
  EXPECT_LT(part.step, 1500);

  const Finished resumed = workshop.ltlab("train --resume part.json --quiet --tasks 500");
  ASSERT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_THAT(resumed.out,
              HasSubstr("1500 of 1500 steps, " + std::to_string(1500 - part.step) + " of them now"));
  EXPECT_EQ(workshop.file("part.json"), workshop.file("whole.json"));
  EXPECT_THAT(workshop.names(), ElementsAre("part.json", "whole.json"));
}

INSTANTIATE_TEST_SUITE_P(Signals, InterruptTest, testing::Values(SIGINT, SIGTERM));

TEST(Interrupt, WithoutOutChoosesANameThatIsFree) {
  Workshop workshop;
  workshop.write("ltlab-diag-2-uniform-2-seed-1.json", "mine");
  const pid_t child = workshop.start(endless + "--json");
  ASSERT_TRUE(workshop.waitForError("step 50/"));
  kill(child, SIGINT);
  const Finished finished = workshop.wait(child);
  EXPECT_EQ(finished.status, 130);
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["interrupted"], true);
  EXPECT_TRUE(json["evaluation"].is_null());
  EXPECT_EQ(json["checkpoint"], "ltlab-diag-2-uniform-2-seed-1-2.json");
  EXPECT_EQ(json["resume"], "ltlab train --resume ltlab-diag-2-uniform-2-seed-1-2.json");
  EXPECT_THAT(finished.err, HasSubstr("ltlab train: interrupted"));
  EXPECT_EQ(loadCheckpoint(workshop.path("ltlab-diag-2-uniform-2-seed-1-2.json")).step, json["step"]);
  EXPECT_EQ(workshop.file("ltlab-diag-2-uniform-2-seed-1.json"), "mine");
}

TEST(Resume, RefusesASettingThatContradictsTheCheckpoint) {
  Workshop workshop;
  workshop.ltlab(quick + "--quiet --out run.json");
  const std::string before = workshop.file("run.json");
  const Finished refused = workshop.ltlab("train --resume run.json --steps 100");
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(
      refused.err,
      "ltlab train: --steps: \"100\" contradicts run.json, which has 60: a resumed run keeps its settings\n");
  EXPECT_EQ(workshop.file("run.json"), before);
  const Finished agreed =
      workshop.ltlab("train --resume run.json --steps 60 --noise uniform:2.0 --tasks 10 --quiet");
  EXPECT_EQ(agreed.status, 0) << agreed.err;
}

TEST(Resume, WritesToOutAndLeavesTheOldFile) {
  Workshop workshop;
  TrainingSettings settings;
  settings.steps = 20, settings.architecture.layers = 1;
  saveCheckpoint(Trainer(settings).checkpoint(), workshop.path("old.json"));
  const std::string before = workshop.file("old.json");
  EXPECT_EQ(workshop.ltlab("train --resume old.json --out new.json --tasks 10 --quiet").status, 0);
  EXPECT_EQ(workshop.file("old.json"), before);
  EXPECT_EQ(loadCheckpoint(workshop.path("new.json")).step, 20);
}

TEST(Out, ThroughALinkReplacesTheFileBehindIt) {
  Workshop workshop;
  workshop.write("real.json", "old");
  std::filesystem::create_symlink("real.json", workshop.path("link.json"));
  EXPECT_EQ(workshop.ltlab(quick + "--quiet --out link.json").status, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(workshop.path("link.json")));
  EXPECT_EQ(loadCheckpoint(workshop.path("real.json")).step, 60);
}

TEST(Out, OnAFullDiskFailsWithStatus1AndLeavesTheOldFile) {
  Workshop workshop;
  workshop.write("run.json", "old");
  const Finished finished = workshop.wait(workshop.start(
      "train --model full --layers 2 --steps 1 --batch 1 --tasks 1 --quiet --out run.json", -1, 4096));
  EXPECT_EQ(finished.status, 1);
  EXPECT_EQ(finished.err, "ltlab train: checkpoint: \"run.json\" cannot be written\n");
  EXPECT_EQ(workshop.file("run.json"), "old");
  EXPECT_THAT(workshop.names(), ElementsAre("run.json"));
}

}  // namespace
}  // namespace ltlab
