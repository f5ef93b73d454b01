// evaluate, baselines, sample and what --help promises.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "ltlab/training/baselines.h"
#include "ltlab/training/trainer.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Lines of the help's examples, without the leading "ltlab".
std::vector<std::string> examplesIn(const std::string& help) {
  std::vector<std::string> examples;
  std::istringstream lines(help.substr(help.find("\nExamples:\n")));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("  ltlab ")) examples.push_back(line.substr(8));
  return examples;
}

class HelpTest : public testing::TestWithParam<const char*> {};

TEST_P(HelpTest, ExamplesRun) {
  Workshop workshop;
  const std::string command = GetParam();
  const Finished help = workshop.ltlab(command + " --help");
  EXPECT_EQ(help.status, 0);
  EXPECT_EQ(help.err, "");
  ASSERT_THAT(help.out, HasSubstr("\nExamples:\n"));
  const std::vector<std::string> examples = examplesIn(help.out);
  EXPECT_GE(examples.size(), 2u);
  for (const std::string& example : examples) {
    const Finished finished = workshop.ltlab(example);
    EXPECT_EQ(finished.status, 0) << example << "\n" << finished.err;
    EXPECT_THAT(finished.out, Not(IsEmpty())) << example;
    EXPECT_EQ(Json::accept(finished.out), example.ends_with("--json")) << example;
  }
}

INSTANTIATE_TEST_SUITE_P(Commands, HelpTest,
                         testing::Values("", "train", "evaluate", "baselines", "sample", "reproduce",
                                         "trace"));

TEST(Version, IsPrinted) {
  const Finished finished = Workshop().ltlab("--version");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, testing::MatchesRegex("ltlab [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

class EvaluateTest : public testing::Test {
 protected:
  EvaluateTest() {
    settings_.architecture.layers = 2;
    settings_.problem.noise = parseNoise("uniform:2");
    settings_.steps = 300;
    settings_.batch = 64;
    train(settings_, "run.json");
  }
  void train(const TrainingSettings& settings, const char* name) {
    Trainer trainer(settings);
    while (!trainer.done()) trainer.step();
    saveCheckpoint(trainer.checkpoint(), workshop_.path(name));
  }
  Json evaluated(const std::string& arguments) {
    const Finished finished = workshop_.ltlab("evaluate " + arguments + " --json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.err, "");
    return Json::parse(finished.out);
  }

  Workshop workshop_;
  TrainingSettings settings_;
};

TEST_F(EvaluateTest, AgreesWithTheLibrary) {
  const Json json = evaluated("run.json --tasks 3000 --seed 5 --sigmas 0,1.5");
  const Checkpoint checkpoint = loadCheckpoint(workshop_.path("run.json"));
  const Evaluation evaluation =
      evaluate(settings_.architecture, checkpoint.parameters, settings_.problem, 3000, 5);
  EXPECT_EQ(json["adjustedLoss"], evaluation.adjusted.mean);
  EXPECT_EQ(json["standardError"], evaluation.adjusted.standardError);
  ASSERT_EQ(json["afterLayer"].size(), 3u);
  EXPECT_EQ(json["afterLayer"][1]["adjustedLoss"], evaluation.afterLayer[1].mean);
  const SigmaProfile profile =
      sigmaProfile(settings_.architecture, checkpoint.parameters, settings_.problem, {0, 1.5}, 3000, 5);
  ASSERT_EQ(json["profile"].size(), 2u);
  EXPECT_EQ(json["profile"][1]["sigma"], 1.5);
  EXPECT_EQ(json["profile"][1]["mean"], profile.mean[1]);
  EXPECT_EQ(json["profile"][1]["median"], profile.median[1]);
  EXPECT_EQ(json["profile"][1]["q10"], profile.q10[1]);
  EXPECT_EQ(json["profile"][1]["q90"], profile.q90[1]);
  const Omega<double> omega = omegaOf(networkOf(settings_.architecture, checkpoint.parameters).layers[1]);
  ASSERT_EQ(json["omega"].size(), 2u);
  EXPECT_EQ(json["omega"][1]["yx"], omega.yx);
}

TEST_F(EvaluateTest, RepeatsTheNumberThatTrainPrinted) {
  const Finished trained = workshop_.ltlab("train --resume run.json --tasks 4000 --json --quiet");
  EXPECT_EQ(Json::parse(trained.out)["evaluation"]["adjustedLoss"],
            evaluated("run.json --tasks 4000")["adjustedLoss"]);
}

TEST_F(EvaluateTest, TextShowsLayersWeightsAndProfile) {
  const Finished finished = workshop_.ltlab("evaluate run.json --tasks 500 --sigmas 0,3");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, AllOf(HasSubstr("adjusted loss"), HasSubstr(" on 500 fresh tasks"),
                                  HasSubstr("w_yx"), HasSubstr("\nlayer"), HasSubstr("\nsigma"),
                                  HasSubstr("median"), HasSubstr("q90"), HasSubstr("ratio ours/published")));
}

TEST_F(EvaluateTest, TakesOtherNoiseAndLosesThePublishedValue) {
  EXPECT_EQ(evaluated("run.json --tasks 100 --noise constant:7")["noise"], "constant:7");
  EXPECT_TRUE(evaluated("run.json --tasks 100 --noise constant:7")["published"].is_null());
}

TEST_F(EvaluateTest, ShowsNoWeightsOfFull) {
  settings_.architecture.model = Model::Full;
  settings_.steps = 1;
  train(settings_, "full.json");
  EXPECT_FALSE(evaluated("full.json --tasks 100").contains("omega"));
  EXPECT_THAT(workshop_.ltlab("evaluate full.json --tasks 100").out, Not(HasSubstr("w_yx")));
}

TEST(Baselines, AgreeWithTheLibrary) {
  Workshop workshop;
  const Finished finished = workshop.ltlab("baselines --noise set:1,3 --tasks 500 --seed 9 --json");
  ASSERT_EQ(finished.status, 0) << finished.err;
  const Json json = Json::parse(finished.out);
  const Baselines baselines = computeBaselines({10, 20, parseNoise("set:1,3")}, 500, 9);
  EXPECT_EQ(json["oracle"]["loss"], baselines.oracle.mean);
  EXPECT_EQ(json["ols"]["adjustedLoss"], baselines.ols.mean);
  EXPECT_EQ(json["constRr"]["s"], baselines.s);
  EXPECT_EQ(json["adaRr"]["standardError"], baselines.adaRr.standardError);
  EXPECT_EQ(json["tunedRr"]["m"], baselines.m);
  EXPECT_EQ(json["tunedRr"]["t"], baselines.t);
  EXPECT_EQ(json["tunedRr"]["published"], 0.021);
}

TEST(Baselines, TextShowsThePublishedValues) {
  const Finished finished = Workshop().ltlab("baselines --noise uniform:5 --tasks 200");
  EXPECT_THAT(finished.out,
              AllOf(HasSubstr("OLS"), HasSubstr("0.365"), HasSubstr("0.068"), HasSubstr("0.049"),
                    HasSubstr("s = "), HasSubstr("m = "), HasSubstr("oracle loss")));
  const Finished other = Workshop().ltlab("baselines --noise uniform:5 --n 30 --tasks 200");
  EXPECT_THAT(other.out, Not(HasSubstr("0.365 ")));
}

TEST(Sample, GivesTheTasksOfTheLibraryWithAllDigits) {
  const Finished finished = Workshop().ltlab("sample --noise uniform:5 --seed 42 --first 3 --count 2 --json");
  const Json json = Json::parse(finished.out);
  ASSERT_EQ(json["tasks"].size(), 2u);
  const Task<double> task = sampleTask<double>({}, {42, Stream::Tasks}, 4);
  const Json& printed = json["tasks"][1];
  EXPECT_EQ(printed["index"], 4);
  EXPECT_EQ(printed["sigma"], task.sigma);
  EXPECT_EQ(printed["w"][9], task.w[9]);
  EXPECT_EQ(printed["x"][19][9], task.x(19, 9));
  EXPECT_EQ(printed["y"][19], task.y[19]);
  EXPECT_EQ(printed["query"][0], task.query[0]);
  EXPECT_EQ(printed["target"], task.target());
}

}  // namespace
}  // namespace ltlab
