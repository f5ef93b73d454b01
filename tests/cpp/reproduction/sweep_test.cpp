// The plan of a sweep: its grammar, its order and its shards.
#include "ltlab/reproduction/sweep.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Property;
using testing::ThrowsMessage;

std::vector<std::string> textsOf(const std::vector<NoiseDistribution>& columns) {
  std::vector<std::string> texts;
  for (const NoiseDistribution& noise : columns) texts.push_back(formatNoise(noise));
  return texts;
}

TEST(Sweep, PublishedTableHas147Cells) {
  const Sweep sweep = publishedSweep();
  EXPECT_EQ(cellsOf(sweep).size(), 147u);
  EXPECT_NO_THROW(requireSweep(sweep));
  for (const Cell& cell : cellsOf(sweep)) EXPECT_TRUE(std::isfinite(publishedLoss(cell))) << cellName(cell);
}

TEST(Sweep, CellsOfOtherSizesHaveNoPublishedValue) {
  EXPECT_TRUE(std::isnan(publishedLoss(Cell{Model::Diag, 4, parseNoise("uniform:5"), 10, 21})));
}

TEST(Columns, APartWithAColonBeginsAColumn) {
  EXPECT_THAT(textsOf(parseColumns("set:1,3,5,uniform:0,constant:2,set:0.5,2")),
              ElementsAre("set:1,3,5", "uniform:0", "constant:2", "set:0.5,2"));
}

TEST(Columns, NamesAreFitForFiles) {
  EXPECT_EQ(columnName(parseNoise("set:1,3")), "set-1-3");
  EXPECT_EQ(columnName(parseNoise("uniform:5")), "uniform-5");
}

TEST(Layers, RangesAndSingleDepths) {
  EXPECT_THAT(parseLayers("1,3,5-7"), ElementsAre(1, 3, 5, 6, 7));
}

struct Refused {
  const char *what, *text, *message;
};

class SweepGrammar : public testing::TestWithParam<Refused> {};

TEST_P(SweepGrammar, RefusesByName) {
  const auto& [what, text, message] = GetParam();
  const auto parse = [&, what = std::string(what), text = text] {
    if (what == "columns") parseColumns(text);
    if (what == "layers") parseLayers(text);
    if (what == "models") parseModels(text);
    if (what == "shard") parseShard(text);
  };
  EXPECT_THAT(parse, ThrowsMessage<InputError>(HasSubstr(message)));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SweepGrammar,
    testing::Values(Refused{"columns", "5", "columns: \"5\" must be uniform:MAX"},
                    Refused{"columns", "uniform:1,2", "columns: \"uniform:1,2\" must be"},
                    Refused{"columns", "set:1,,3", "columns: \"set:1,,3\" must be"},
                    Refused{"layers", "", "layers: \"\" must be depths such as 1,2,5-7"},
                    Refused{"layers", "1-", "layers: \"1-\" must be depths"},
                    Refused{"layers", "1-2-3", "layers: \"1-2-3\" must be depths"},
                    Refused{"layers", "3-2", "layers: \"3-2\" must be depths"},
                    Refused{"layers", "-2", "layers: \"-2\" must be depths"},
                    Refused{"layers", "17", "layers: 17 is outside [1, 16]"},
                    Refused{"models", "diag,,full", "models: \"\" is not one of full, diag, gd++"},
                    Refused{"shard", "3/2", "shard: \"3/2\" must be PART/PARTS"},
                    Refused{"shard", "0/2", "shard: \"0/2\" must be PART/PARTS"},
                    Refused{"shard", "1", "shard: \"1\" must be PART/PARTS"},
                    Refused{"shard", "1/2/3", "shard: \"1/2/3\" must be PART/PARTS"},
                    Refused{"shard", "99999999999/2", "shard: \"99999999999/2\" must be PART/PARTS"}));

TEST(Sweep, RefusesRepetitionAndRange) {
  const auto refusal = [](auto change) {
    Sweep sweep = publishedSweep();
    change(sweep);
    try {
      requireSweep(sweep);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal([](Sweep& s) { s.columns.push_back(parseNoise("uniform:5")); }),
            "columns: \"uniform:5\" is there twice");
  EXPECT_EQ(refusal([](Sweep& s) { s.layers.push_back(3); }), "layers: \"3\" is there twice");
  EXPECT_EQ(refusal([](Sweep& s) { s.models.push_back(Model::Diag); }), "models: \"diag\" is there twice");
  EXPECT_EQ(refusal([](Sweep& s) { s.seeds = 0; }), "seeds: 0 is outside [1, 1000]");
  EXPECT_EQ(refusal([](Sweep& s) { s.tasks = 999; }), "tasks: 999 is outside [1000, 10000000]");
  EXPECT_EQ(refusal([](Sweep& s) { s.n = 10; }), "n: 10 must be greater than d = 10");
}

TEST(Shards, PartitionCellsAndColumns) {
  const Sweep sweep = publishedSweep();
  std::multiset<std::string> names;
  std::size_t columns = 0;
  for (int i = 1; i <= 5; ++i) {
    for (const Cell& cell : cellsOf(sweep, Shard{i, 5})) names.insert(cellName(cell));
    columns += columnsOf(sweep, Shard{i, 5}).size();
  }
  EXPECT_EQ(names.size(), 147u);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 147u);
  EXPECT_EQ(columns, sweep.columns.size());
}

TEST(Shards, CostAboutTheSame) {
  const Sweep sweep = publishedSweep();
  double least = 1e300, most = 0;
  for (int i = 1; i <= 8; ++i) {
    double cost = 0;
    for (const Cell& cell : cellsOf(sweep, Shard{i, 8})) cost += trainingCost(cell);
    least = std::min(least, cost);
    most = std::max(most, cost);
  }
  EXPECT_LT(most, 1.1 * least);
}

}  // namespace
}  // namespace ltlab
