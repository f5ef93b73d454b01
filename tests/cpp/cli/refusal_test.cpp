// Bad input ends with status 2 and one line that names the option as typed, the value and the rule.
#include <gmock/gmock.h>

#include "ltlab/training/trainer.h"
#include "process.h"

namespace ltlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Refusal {
  const char *arguments, *message;
};

void PrintTo(const Refusal& refusal, std::ostream* stream) {
  *stream << refusal.arguments;
}

class RefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(RefusalTest, IsOneLineWithStatus2) {
  Workshop workshop;
  const Finished finished = workshop.ltlab(GetParam().arguments);
  EXPECT_EQ(finished.status, 2);
  EXPECT_EQ(finished.err, std::string(GetParam().message) + "\n");
  EXPECT_EQ(finished.out, "");
  EXPECT_THAT(workshop.names(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Values, RefusalTest,
    testing::Values(
        Refusal{"train --noise uniform:-1", "ltlab train: --noise: -1 is outside [0, 100]"},
        Refusal{"train --noise constant:101", "ltlab train: --noise: 101 is outside [0, 100]"},
        Refusal{"train --noise uniform:nan", "ltlab train: --noise: nan is outside [0, 100]"},
        Refusal{"train --noise set:",
                "ltlab train: --noise: \"set:\" must be uniform:MAX, set:A,B,… or constant:A"},
        Refusal{"train --noise 5",
                "ltlab train: --noise: \"5\" must be uniform:MAX, set:A,B,… or constant:A"},
        Refusal{"train --model mlp", "ltlab train: --model: \"mlp\" is not one of full, diag, gd++"},
        Refusal{"train --layers 0", "ltlab train: --layers: 0 is outside [1, 16]"},
        Refusal{"train --heads 9", "ltlab train: --heads: 9 is outside [1, 8]"},
        Refusal{"train --d 0", "ltlab train: --d: 0 is outside [1, 64]"},
        Refusal{"train --d 20", "ltlab train: --n: 20 must be greater than d = 20"},
        Refusal{"train --estimator exact",
                "ltlab train: --estimator: \"exact\" is not one of sampled, expected"},
        Refusal{"train --precision half", "ltlab train: --precision: \"half\" is not one of float, double"},
        Refusal{"train --schedule linear",
                "ltlab train: --schedule: \"linear\" is not one of cosine, constant"},
        Refusal{"train --steps 0", "ltlab train: --steps: 0 is outside [1, 10000000]"},
        Refusal{"train --steps 99999999999", "ltlab train: --steps: 99999999999 is too large to be read"},
        Refusal{"train --batch 0", "ltlab train: --batch: 0 is outside [1, 65536]"},
        Refusal{"train --rate nan", "ltlab train: --rate: nan is outside (0, 1]"},
        Refusal{"train --rate 0", "ltlab train: --rate: 0 is outside (0, 1]"},
        Refusal{"train --rate 1e999", "ltlab train: --rate: \"1e999\" is too large to be read"},
        Refusal{"train --warmup -1", "ltlab train: --warmup: -1 is outside [0, 10000000]"},
        Refusal{"train --task-cap -1", "ltlab train: --task-cap: -1 is outside [0, 1000000]"},
        Refusal{"train --gradient-clip inf", "ltlab train: --gradient-clip: inf is outside [0, 1000000]"},
        Refusal{"train --seed -1", "ltlab train: --seed: -1 is outside [0, 9007199254740992]"},
        Refusal{"train --tasks 0", "ltlab train: --tasks: 0 is outside [1, 100000000]"},
        Refusal{"train --validate-every -1", "ltlab train: --validate-every: -1 is outside [0, 10000000]"},
        Refusal{"baselines --tasks 99", "ltlab baselines: --tasks: 99 is outside [100, 10000000]"},
        Refusal{"baselines --n 10", "ltlab baselines: --n: 10 must be greater than d = 10"},
        Refusal{"sample --count 0", "ltlab sample: --count: 0 is outside [1, 100000]"},
        Refusal{"sample --first -1", "ltlab sample: --first: -1 is outside [0, 9007199254740992]"},
        Refusal{"evaluate none.json --sigmas 0,-1", "ltlab evaluate: --sigmas: -1 is outside [0, 100]"},
        Refusal{"evaluate none.json --sigmas 0,,1", "ltlab evaluate: --sigmas: \"\" is not a number"},
        Refusal{"evaluate none.json --noise gauss:1",
                "ltlab evaluate: --noise: \"gauss:1\" must be uniform:MAX, set:A,B,… or constant:A"}));

INSTANTIATE_TEST_SUITE_P(
    Sweeps, RefusalTest,
    testing::Values(
        Refusal{"reproduce --columns 5",
                "ltlab reproduce: --columns: \"5\" must be uniform:MAX, set:A,B,… or constant:A"},
        Refusal{"reproduce --columns uniform:1,uniform:1",
                "ltlab reproduce: --columns: \"uniform:1\" is there twice"},
        Refusal{"reproduce --layers 3-1",
                "ltlab reproduce: --layers: \"3-1\" must be depths such as 1,2,5-7"},
        Refusal{"reproduce --layers 0", "ltlab reproduce: --layers: 0 is outside [1, 16]"},
        Refusal{"reproduce --models mlp",
                "ltlab reproduce: --models: \"mlp\" is not one of full, diag, gd++"},
        Refusal{"reproduce --seeds 0", "ltlab reproduce: --seeds: 0 is outside [1, 1000]"},
        Refusal{"reproduce --tasks 5", "ltlab reproduce: --tasks: 5 is outside [1000, 10000000]"},
        Refusal{"reproduce --jobs none", "ltlab reproduce: --jobs: \"none\" is not a whole number"},
        Refusal{"reproduce --n 10", "ltlab reproduce: --n: 10 must be greater than d = 10"},
        Refusal{
            "reproduce --shard 3/2",
            "ltlab reproduce: --shard: \"3/2\" must be PART/PARTS such as 2/8, with PART from 1 to PARTS"},
        Refusal{"reproduce --shard 1/2 --report",
                "ltlab reproduce: --report: \"1/2\" cannot be had of one shard"},
        Refusal{"reproduce --merge none", "ltlab reproduce: --merge: \"none\" is not a folder"},
        Refusal{"reproduce --out ''", "ltlab reproduce: --out: \"\" must be the name of a folder"},
        Refusal{"reproduce --out /dev/null/x",
                "ltlab reproduce: --out: \"/dev/null/x\" cannot be used as a folder: Not a directory"}));

INSTANTIATE_TEST_SUITE_P(
    Syntax, RefusalTest,
    testing::Values(
        Refusal{"train --stpes 5",
                "ltlab train: --stpes is not an option of this command; see ltlab train --help"},
        Refusal{"train -x", "ltlab train: -x is not an option of this command; see ltlab train --help"},
        Refusal{"train more", "ltlab train: more is not an option of this command; see ltlab train --help"},
        Refusal{"train sample",
                "ltlab train: sample is not an option of this command; see ltlab train --help"},
        Refusal{"baselines --layers 4",
                "ltlab baselines: --layers is not an option of this command; see ltlab baselines --help"},
        Refusal{"train --rate", "ltlab train: --rate: a value is missing"},
        Refusal{"train --out=", "ltlab train: --out: a value is missing"},
        Refusal{"train --rate --json", "ltlab train: --rate: \"--json\" is not a number"},
        Refusal{"train --json=5", "ltlab train: --json: takes no value"},
        Refusal{"train --rate 0.1x", "ltlab train: --rate: \"0.1x\" is not a number"},
        Refusal{"train --steps 4k", "ltlab train: --steps: \"4k\" is not a whole number"},
        Refusal{"train --steps 1e3", "ltlab train: --steps: \"1e3\" is not a whole number"},
        Refusal{"train --steps ''", "ltlab train: --steps: \"\" is not a whole number"},
        Refusal{"train --steps 5 --steps 6",
                "ltlab train: --steps: \"6\" is one value too many: give it once"},
        Refusal{"evaluate", "ltlab evaluate: CHECKPOINT is missing"},
        Refusal{"learn", "ltlab: learn is not a command; see ltlab --help"},
        Refusal{"--learn", "ltlab: --learn is not a command; see ltlab --help"}));

INSTANTIATE_TEST_SUITE_P(
    Files, RefusalTest,
    testing::Values(
        Refusal{"train --out none/run.json",
                "ltlab train: --out: \"none/run.json\" cannot be written: there is no folder none"},
        Refusal{"train --out .", "ltlab train: --out: \".\" exists and is not a regular file"},
        Refusal{"train --out /dev/null",
                "ltlab train: --out: \"/dev/null\" exists and is not a regular file"},
        Refusal{"train --out ''", "ltlab train: --out: \"\" must be the name of a file"},
        Refusal{"train --resume none.json", "ltlab train: --resume: \"none.json\" does not exist"},
        Refusal{"train --resume .", "ltlab train: --resume: \".\" is a folder"},
        Refusal{"evaluate none.json", "ltlab evaluate: CHECKPOINT: \"none.json\" does not exist"}));

TEST(NoCommand, PrintsHelpOnStderrWithStatus2) {
  const Finished finished = Workshop().ltlab("");
  EXPECT_EQ(finished.status, 2);
  EXPECT_EQ(finished.out, "");
  EXPECT_THAT(finished.err, HasSubstr("Usage: ltlab"));
}

class BadCheckpointTest : public testing::Test {
 protected:
  void expectRefusal(const std::string& content, const std::string& rule) {
    workshop_.write("run.json", content);
    const Finished evaluated = workshop_.ltlab("evaluate run.json"),
                   resumed = workshop_.ltlab("train --resume run.json");
    EXPECT_EQ(evaluated.status, 2);
    EXPECT_EQ(evaluated.err, "ltlab evaluate: CHECKPOINT run.json: " + rule + "\n");
    EXPECT_EQ(resumed.status, 2);
    EXPECT_EQ(resumed.err, "ltlab train: --resume run.json: " + rule + "\n");
    EXPECT_EQ(workshop_.file("run.json"), content);
    EXPECT_THAT(workshop_.names(), ElementsAre("run.json"));
  }

  static std::string good() {
    TrainingSettings settings;
    settings.architecture.layers = 1;
    return checkpointToJson(Trainer(settings).checkpoint());
  }
  static std::string goodBut(const std::string& part, const std::string& replacement) {
    std::string text = good();
    const std::size_t at = text.find(part);
    if (at == std::string::npos) throw std::logic_error("no such part: " + part);
    return text.replace(at, part.size(), replacement);
  }

  Workshop workshop_;
};

TEST_F(BadCheckpointTest, Truncated) {
  const std::string text = good();
  expectRefusal(text.substr(0, text.size() / 2),
                "checkpoint: \"{  \"format\": \"ltlab-\" … is not JSON: truncated or not a checkpoint");
}

TEST_F(BadCheckpointTest, Foreign) {
  expectRefusal("hello", "checkpoint: \"hello\" … is not JSON: truncated or not a checkpoint");
  expectRefusal("[1]", "checkpoint: [1] must be an object");
  expectRefusal("{}", "checkpoint: \"format\" is missing");
  expectRefusal(goodBut("\"ltlab-checkpoint\"", "\"gpt\""),
                "checkpoint.format: \"gpt\" must be \"ltlab-checkpoint\"");
}

TEST_F(BadCheckpointTest, Newer) {
  expectRefusal(goodBut("\"version\": 1", "\"version\": 2"),
                "checkpoint.version: 2 is not a version that this program reads (1 … 1)");
}

TEST_F(BadCheckpointTest, SettingsOutOfRange) {
  expectRefusal(goodBut("\"batch\": 256", "\"batch\": 0"), "batch: 0 is outside [1, 65536]");
}

TEST_F(BadCheckpointTest, EmptyFile) {
  expectRefusal("", "checkpoint: \"\" … is not JSON: truncated or not a checkpoint");
}

}  // namespace
}  // namespace ltlab
