// `ltlab reproduce` as a process: its results, interruption and merging.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "ltlab/reproduction/stored_model.h"
#include "process.h"

namespace ltlab {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

// One cell of the recipe's quickest kind.
const std::string quick =
    "reproduce --columns constant:1 --layers 1 --models gd++ --d 2 --n 5 --seeds 1 --tasks 1000 ";

TEST(Reproduce, WritesTheFilesThatItNames) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(quick + "--out r");
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("gdpp-1-constant-1-d2-n5"), HasSubstr("1 finished now"),
                                  HasSubstr("r/report.md"), HasSubstr("r/results.json")));
  EXPECT_THAT(finished.err, HasSubstr("1/1 cells"));
  for (const char* file : {"results.json", "models/index.json", "figures/figure-7.json"})
    EXPECT_TRUE(Json::accept(workshop.file(std::string("r/") + file))) << file;
  EXPECT_THAT(workshop.file("r/report.md"), HasSubstr("| 1 | GD++ |"));
}

TEST(Reproduce, EvaluateRepeatsTheNumberOfTheModel) {
  Workshop workshop;
  ASSERT_EQ(workshop.ltlab(quick + "--out r --quiet").status, 0);
  const std::string path = "r/models/gdpp-1-constant-1-d2-n5.json";
  const StoredModel model = modelFromJson(workshop.file(path));
  const Finished finished = workshop.ltlab("evaluate " + path + " --tasks 1000 --json");
  ASSERT_EQ(finished.status, 0) << finished.err;
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["adjustedLoss"], model.adjusted.mean);
  EXPECT_EQ(json["cell"], "gdpp-1-constant-1-d2-n5");
  EXPECT_EQ(json["trainingTasks"], model.trainingTasks);
  EXPECT_THAT(workshop.ltlab("evaluate " + path + " --tasks 100").out,
              AllOf(HasSubstr("gdpp-1-constant-1-d2-n5"), HasSubstr("seed 1 of 1"), HasSubstr("w_yx")));
}

TEST(Reproduce, DamagedModelsAreRefusedByEvaluate) {
  Workshop workshop;
  workshop.write("model.json", "{\"format\": \"ltlab-model\", \"version\": 9}");
  const Finished finished = workshop.ltlab("evaluate model.json");
  EXPECT_EQ(finished.status, 2);
  EXPECT_EQ(
      finished.err,
      "ltlab evaluate: CHECKPOINT model.json: model.version: 9 is not a version that this program reads "
      "(1 … 1)\n");
}

TEST(Reproduce, JsonIsOneObject) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(quick + "--out r --json --quiet");
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["finishedNow"], 1);
  EXPECT_EQ(json["trainedSeeds"], 1);
  EXPECT_EQ(json["cellsInResults"], 1);
  EXPECT_EQ(json["interrupted"], false);
  EXPECT_EQ(finished.err, "");
}

TEST(Reproduce, ReportTrainsNothing) {
  Workshop workshop;
  const Finished none = workshop.ltlab(quick + "--out r --report");
  EXPECT_EQ(none.status, 2);
  EXPECT_EQ(none.err, "ltlab reproduce: --out: \"r\" has no finished cell of this sweep\n");
  workshop.ltlab(quick + "--out r --quiet");
  const Finished some = workshop.ltlab(
      "reproduce --columns constant:1 --layers 1,2 --models gd++ --d 2 --n 5 --seeds 1 --tasks 1000 --out r "
      "--report");
  EXPECT_EQ(some.status, 0);
  EXPECT_THAT(some.out, HasSubstr("1 of 2 cells are missing"));
}

TEST(Reproduce, ShardsInTheirOwnFoldersMerge) {
  Workshop workshop;
  const std::string two =
      "reproduce --columns constant:1,constant:2 --layers 1 --models gd++ --d 2 --n 5 --seeds 1 --tasks 1000 "
      "--quiet ";
  const Finished shard = workshop.ltlab(two + "--shard 1/2 --out one");
  EXPECT_THAT(shard.out, AllOf(HasSubstr("in this shard"), HasSubstr("without --shard")));
  EXPECT_FALSE(fs::exists(workshop.path("one/results.json")));
  workshop.ltlab(two + "--shard 2/2 --out two");
  const Finished merged = workshop.ltlab(two + "--merge one,two --out all");
  EXPECT_THAT(merged.out, HasSubstr("0 finished now, 2 before, of 2"));
  workshop.ltlab(two + "--out whole");
  EXPECT_EQ(workshop.file("all/results.json"), workshop.file("whole/results.json"));
}

TEST(Reproduce, CtrlCKeepsFinishedSeeds) {
  Workshop workshop;
  const std::string many =
      "reproduce --columns uniform:1 --layers 1 --models gd++,diag --d 2 --n 5 --tasks 1000 --jobs 2 --out "
      "r ";
  const pid_t child = workshop.start(many + "--seeds 1000");
  const fs::path seed = workshop.path("r/seeds/diag-1-uniform-1-d2-n5.seed-1.json");
  for (int i = 0; i < 3000 && !fs::exists(seed); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  kill(child, SIGINT);
  const Finished finished = workshop.wait(child);
  EXPECT_EQ(finished.status, 130);
  EXPECT_THAT(finished.out, HasSubstr("the same command goes on"));
  ASSERT_TRUE(fs::exists(seed));
  const std::string content = workshop.file("r/seeds/diag-1-uniform-1-d2-n5.seed-1.json");
  const Finished rest = workshop.ltlab(
      "reproduce --columns uniform:1 --layers 1 --models diag --d 2 --n 5 --tasks 1000 --out r --seeds 1 "
      "--json --quiet");
  EXPECT_EQ(Json::parse(rest.out)["trainedSeeds"], 0);
  EXPECT_EQ(workshop.file("r/seeds/diag-1-uniform-1-d2-n5.seed-1.json"), content);
}

TEST(Reproduce, AFullDiskIsAFailureThatLeavesNoPartialFile) {
  Workshop workshop;
  const Finished finished = workshop.wait(workshop.start(quick + "--out r", -1, 600));
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.err, HasSubstr("cannot be written"));
  for (const auto& entry : fs::recursive_directory_iterator(workshop.path("r"))) {
    EXPECT_TRUE(entry.is_directory() || Json::accept(contentOf(entry.path()))) << entry.path();
  }
}

}  // namespace
}  // namespace ltlab
