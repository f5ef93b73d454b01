#include "ltlab/training/checkpoint.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "ltlab/numeric/require.h"
#include "ltlab/training/trainer.h"

namespace ltlab {
namespace {
using testing::HasSubstr;
using testing::StrEq;
using testing::ThrowsMessage;

Checkpoint small() {
  TrainingSettings settings;
  settings.architecture = {Model::GdPlusPlus, 2, 1, 3};
  settings.problem = {3, 7, parseNoise("set:1,3")};
  settings.batch = 16;
  Trainer trainer(settings);
  for (int i = 0; i < 3; ++i) trainer.step();
  return trainer.checkpoint();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Checkpoint, SurvivesJsonWithoutLosingABit) {
  const Checkpoint before = small();
  const Checkpoint after = checkpointFromJson(checkpointToJson(before));
  EXPECT_EQ(after.settings, before.settings);
  EXPECT_EQ(after.step, before.step);
  EXPECT_EQ(after.updates, before.updates);
  EXPECT_EQ(after.adjustedLoss, before.adjustedLoss);
  EXPECT_EQ(after.parameters, before.parameters);
  EXPECT_EQ(after.m, before.m);
  EXPECT_EQ(after.v, before.v);
  Checkpoint diverged = before;
  diverged.adjustedLoss = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isinf(checkpointFromJson(checkpointToJson(diverged)).adjustedLoss));
}

TEST(Checkpoint, RefusesForeignTruncatedAndNewerFiles) {
  const std::string text = checkpointToJson(small());
  auto reading = [](std::string changed) { return [changed] { checkpointFromJson(changed); }; };
  auto refuses = [](const std::string& message) { return ThrowsMessage<InputError>(HasSubstr(message)); };
  EXPECT_THAT(reading(text.substr(0, text.size() / 2)),
              refuses("is not JSON: truncated or not a checkpoint"));
  EXPECT_THAT(reading(""), refuses("is not JSON"));
  EXPECT_THAT(reading("[1, 2]"), refuses("checkpoint: [1,2] must be an object"));
  EXPECT_THAT(reading("{}"), refuses("checkpoint: \"format\" is missing"));
  EXPECT_THAT(reading(replaced(text, "ltlab-checkpoint", "other")),
              refuses("checkpoint.format: \"other\" must be \"ltlab-checkpoint\""));
  EXPECT_THAT(reading(replaced(text, "\"version\": 1", "\"version\": 2")),
              refuses("checkpoint.version: 2 is not a version that this program reads (1 … 1)"));
  EXPECT_THAT(reading(replaced(text, "\"version\": 1", "\"version\": \"1\"")),
              refuses("checkpoint.version: \"1\" must be a whole number"));
  EXPECT_THAT(reading(replaced(text, "\"batch\": 16", "\"batch\": 0")),
              refuses("batch: 0 is outside [1, 65536]"));
  EXPECT_THAT(reading(replaced(text, "\"batch\": 16", "\"batch\": 99999999999")),
              refuses("batch: 99999999999 is outside"));
  EXPECT_THAT(reading(replaced(text, "\"batch\"", "\"size\"")),
              refuses("checkpoint.settings: \"batch\" is missing"));
  EXPECT_THAT(reading(replaced(text, "\"step\"", "\"extra\": 1, \"step\"")),
              refuses("checkpoint: \"extra\" is not a field of this format"));
  EXPECT_THAT(reading(replaced(text, "\"model\": \"gd++\"", "\"model\": \"gru\"")),
              refuses("model: \"gru\" is not one of full, diag, gd++"));
  EXPECT_THAT(reading(replaced(text, "\"model\": \"gd++\"", "\"model\": \"diag\"")),
              refuses("checkpoint.parameters.length: 6 must equal the number of parameters = 8"));
  EXPECT_THAT(reading(replaced(text, "\"parameters\": [", "\"parameters\": [\"x\", ")),
              refuses("checkpoint.parameters[0]: \"x\" must be a number"));
  EXPECT_THAT(reading(replaced(text, "\"seed\": 1", "\"seed\": -1")),
              refuses("seed: -1 is outside [0, 9007199254740992]"));
}

TEST(Checkpoint, RefusesNumbersThatNoRunCanHave) {
  Checkpoint bad = small();
  bad.parameters[2] = std::numeric_limits<double>::infinity();
  EXPECT_THAT([&] { requireCheckpoint(bad); },
              ThrowsMessage<InputError>(StrEq("checkpoint.parameters[2]: inf is not finite")));
  bad = small();
  bad.v[1] = -1;
  EXPECT_THAT([&] { Trainer trainer(bad); },
              ThrowsMessage<InputError>(StrEq("checkpoint.optimizer.v[1]: -1 must not be negative")));
  bad = small();
  bad.updates = 4;
  EXPECT_THAT([&] { requireCheckpoint(bad); },
              ThrowsMessage<InputError>(StrEq("checkpoint.updates: 4 is outside [0, 3]")));
}

TEST(Checkpoint, IsWrittenWholeOrNotAtAll) {
  const auto folder = std::filesystem::temp_directory_path() / "ltlab-checkpoint-test";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "run.json").string();
  saveCheckpoint(small(), path);
  EXPECT_EQ(loadCheckpoint(path).parameters, small().parameters);
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
  EXPECT_THAT([&] { saveCheckpoint(small(), (folder / "missing" / "run.json").string()); },
              ThrowsMessage<InputError>(HasSubstr("cannot be written")));
  EXPECT_THAT([&] { loadCheckpoint((folder / "missing.json").string()); },
              ThrowsMessage<InputError>(HasSubstr("cannot be read")));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace ltlab
