// A sweep in a folder: what is finished stays finished, and neither threads nor shards nor interruptions show.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/recipe_version.h"
#include "ltlab/training/trainer.h"
#include "process.h"
#include "sweep_products.h"
#include "sweep_run.h"

namespace ltlab::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Sweep tinySweep() {
  Sweep sweep;
  sweep.columns = parseColumns("uniform:1,set:1,3");
  sweep.layers = {1, 2};
  sweep.models = parseModels("gd++,full");
  sweep.d = 2;
  sweep.n = 5;
  sweep.seeds = 3;
  sweep.tasks = 1000;
  return sweep;
}

std::vector<std::string> namesIn(const fs::path& folder) {
  std::vector<std::string> names;
  if (fs::exists(folder))
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

class SweepTest : public testing::Test {
 protected:
  SweepFolder folder(const std::string& name) { return SweepFolder(workshop_.path(name)); }

  // Runs what is missing with a recipe that only starts a training run; interrupted after `seeds` seeds.
  SweepOutcome run(const std::string& name, const Sweep& sweep = tinySweep(), int jobs = 2, Shard shard = {},
                   int seeds = 1000) {
    folder(name).create("out");
    std::atomic<int> left = seeds;
    const Recipe recipe = [&](const Cell& cell, std::uint64_t seed, const auto& observe) {
      ++trained_;
      return observe({0.5, 10, "start", 1.0}) && left-- > 0 ? started(cell, seed) : std::nullopt;
    };
    return runSweep({sweep, shard, jobs}, folder(name), recipe, observer_, [&] { return left <= 0; });
  }

  static std::optional<RecipeResult> started(const Cell& cell, std::uint64_t seed) {
    TrainingSettings settings;
    settings.architecture = cell.architecture();
    settings.problem = cell.problem();
    settings.seed = seed;
    RecipeResult result{initialParameters(settings), 1.0 / double(seed), 100, {}};
    return result;
  }

  // Content of every file that must not depend on how it came about; a seed's file says how long it took.
  std::map<std::string, std::string> products(const std::string& name, const Sweep& sweep = tinySweep()) {
    writeProducts(folder(name), readResults(folder(name), sweep));
    std::map<std::string, std::string> contents;
    for (const std::string& file : namesIn(workshop_.path(name)))
      if (!file.starts_with("seeds/")) contents[file] = workshop_.file(name + "/" + file);
    return contents;
  }

  void change(const std::string& file, const std::string& part, const std::string& replacement) {
    std::string text = workshop_.file(file);
    const std::size_t at = text.find(part);
    ASSERT_NE(at, std::string::npos) << file;
    workshop_.write(file, text.replace(at, part.size(), replacement));
  }

  std::string refusal(const std::string& name, const Sweep& sweep = tinySweep()) {
    trained_ = 0;
    try {
      run(name, sweep);
    } catch (const InputError& error) {
      EXPECT_EQ(trained_, 0) << "trained before it refused";
      return error.what();
    }
    return "accepted";
  }

  Workshop workshop_;
  SweepObserver observer_;
  std::atomic<int> trained_ = 0;
};

TEST_F(SweepTest, FinishesEveryCellWithEverySeed) {
  const SweepOutcome outcome = run("a");
  EXPECT_TRUE(outcome.complete());
  EXPECT_EQ(outcome.finishedNow, 8);
  EXPECT_EQ(outcome.trainedSeeds, 24);
  EXPECT_THAT(namesIn(workshop_.path("a/seeds")), SizeIs(24));
  EXPECT_THAT(namesIn(workshop_.path("a/columns")), SizeIs(2));
  EXPECT_EQ(folder("a").cell(cellsOf(tinySweep())[0])->model.seed, 3u);
  EXPECT_THAT(namesIn(workshop_.path("a")), Not(testing::Contains(HasSubstr(".tmp"))));
}

TEST_F(SweepTest, JobsDoNotMatter) {
  run("a", tinySweep(), 1);
  run("b", tinySweep(), 4);
  EXPECT_EQ(products("a"), products("b"));
}

TEST_F(SweepTest, ShardsMergeToTheSameBytes) {
  run("whole");
  for (int i = 1; i <= 3; ++i) {
    EXPECT_TRUE(run("part" + std::to_string(i), tinySweep(), 1, {i, 3}).complete());
    EXPECT_GT(folder("merged").adopt(folder("part" + std::to_string(i)), tinySweep()), 0);
    run("shared", tinySweep(), 1, {i, 3});
  }
  EXPECT_EQ(products("merged"), products("whole"));
  EXPECT_EQ(products("shared"), products("whole"));
  EXPECT_EQ(folder("merged").adopt(folder("part1"), tinySweep()), 0);
}

TEST_F(SweepTest, FinishedCellsAreNotRunAgain) {
  run("a");
  trained_ = 0;
  const SweepOutcome again = run("a");
  EXPECT_EQ(trained_, 0);
  EXPECT_EQ(again.finishedBefore, 8);
  EXPECT_TRUE(again.complete());
}

TEST_F(SweepTest, AnInterruptionKeepsFinishedSeedsAndTheRestFollows) {
  run("whole");
  const SweepOutcome first = run("a", tinySweep(), 2, {}, 7);
  EXPECT_FALSE(first.complete());
  const std::size_t kept = namesIn(workshop_.path("a/seeds")).size();
  EXPECT_EQ(kept, 7u);
  trained_ = 0;
  EXPECT_TRUE(run("a").complete());
  EXPECT_EQ(trained_, int(24 - kept));
  EXPECT_EQ(products("a"), products("whole"));
}

TEST_F(SweepTest, CellsAreEvaluatedAnewWhenOnlyTheirSeedsAreLeft) {
  run("a");
  const auto before = products("a");
  fs::remove_all(workshop_.path("a/cells"));
  trained_ = 0;
  EXPECT_EQ(run("a").finishedNow, 8);
  EXPECT_EQ(trained_, 0);
  EXPECT_EQ(products("a"), before);
}

TEST_F(SweepTest, MoreSeedsUseThoseThatAreThere) {
  run("a");
  trained_ = 0;
  Sweep more = tinySweep();
  more.seeds = 5;
  EXPECT_TRUE(run("a", more).complete());
  EXPECT_EQ(trained_, 8 * 2);
  EXPECT_EQ(folder("a").cell(cellsOf(more)[0])->model.seeds, 5);
}

TEST_F(SweepTest, OtherTasksAreEvaluatedWithoutTraining) {
  run("a");
  trained_ = 0;
  Sweep other = tinySweep();
  other.tasks = 1500;
  EXPECT_THAT(readResults(folder("a"), other).cells, IsEmpty());
  EXPECT_EQ(run("a", other).finishedNow, 8);
  EXPECT_EQ(trained_, 0);
  EXPECT_EQ(folder("a").cell(cellsOf(other)[0])->model.evaluationTasks, 1500);
}

TEST_F(SweepTest, AnotherRecipeIsRefusedByFile) {
  run("a");
  const std::string ours = "\"recipe\": " + std::to_string(recipeVersion);
  change("a/cells/gdpp-1-uniform-1-d2-n5.json", "\"recipe\":" + std::to_string(recipeVersion),
         "\"recipe\":999");
  EXPECT_THAT(refusal("a"),
              HasSubstr("cells/gdpp-1-uniform-1-d2-n5.json: recipe: 999 is not that of this program"));
  fs::remove_all(workshop_.path("a/cells"));
  change("a/seeds/gdpp-1-uniform-1-d2-n5.seed-2.json", ours, "\"recipe\": 999");
  EXPECT_THAT(refusal("a"), HasSubstr("gdpp-1-uniform-1-d2-n5.seed-2.json: recipe: 999 is not"));
}

TEST_F(SweepTest, DamagedFilesAreRefusedByName) {
  run("a");
  const std::string seed = "a/seeds/full-2-set-1-3-d2-n5.seed-1.json",
                    cell = "a/cells/full-2-set-1-3-d2-n5.json", column = "a/columns/set-1-3-d2-n5.json";
  const std::string whole = workshop_.file(cell);
  workshop_.write(cell, whole.substr(0, 100));
  EXPECT_THAT(refusal("a"), HasSubstr("full-2-set-1-3-d2-n5.json: cell: \"{"));
  fs::remove(workshop_.path(cell));
  workshop_.write(seed, "");
  EXPECT_THAT(refusal("a"), HasSubstr("seed-1.json: seed: \"\" … is not JSON"));
  fs::remove(workshop_.path(seed));
  workshop_.write(column, whole);
  EXPECT_THAT(refusal("a"), HasSubstr("set-1-3-d2-n5.json: column.format: \"ltlab-cell\" must be"));
}

TEST_F(SweepTest, FilesOfAnotherCellAreRefused) {
  run("a");
  fs::rename(workshop_.path("a/cells/gdpp-1-set-1-3-d2-n5.json"),
             workshop_.path("a/cells/gdpp-2-set-1-3-d2-n5.json"));
  EXPECT_THAT(refusal("a"),
              HasSubstr("content: \"gdpp-1-set-1-3-d2-n5\" is not what the name of the file says"));
}

TEST_F(SweepTest, TroubleOfOneSeedEndsTheRunAndKeepsTheRest) {
  folder("a").create("out");
  const Recipe recipe = [&](const Cell& cell, std::uint64_t seed, const auto&) {
    if (cell.model == Model::GdPlusPlus) throw std::runtime_error("no memory");
    return started(cell, seed);
  };
  EXPECT_THROW(runSweep({tinySweep(), {}, 1}, folder("a"), recipe, observer_, [] { return false; }),
               std::runtime_error);
  EXPECT_THAT(namesIn(workshop_.path("a/cells")), SizeIs(4));
}

TEST_F(SweepTest, ObserverSeesCellsFinishAndWorkAdvance) {
  std::set<std::string> names;
  double fraction = 0;
  observer_.finished = [&](const CellResult& cell, double) { names.insert(cellName(cell.cell())); };
  observer_.advanced = [&](double now) {
    EXPECT_GE(now, fraction - 1e-9);
    fraction = now;
  };
  run("a", tinySweep(), 3);
  EXPECT_THAT(names, SizeIs(8));
  EXPECT_NEAR(fraction, 1, 1e-9);
}

TEST_F(SweepTest, ResultsOfWhatIsFinishedCanBeHadBeforeTheEnd) {
  run("a", tinySweep(), 1, {}, 7);
  const SweepResults results = readResults(folder("a"), tinySweep());
  EXPECT_THAT(results.cells, SizeIs(2));
  writeProducts(folder("a"), results);
  EXPECT_THAT(namesIn(workshop_.path("a/models")), SizeIs(3));
  EXPECT_THAT(namesIn(workshop_.path("a/figures")), SizeIs(7));
}

}  // namespace
}  // namespace ltlab::cli
