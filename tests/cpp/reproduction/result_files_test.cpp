// Files of a sweep read back to the same bytes, and what is no such file is refused by name.
#include <gmock/gmock.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

#include "ltlab/numeric/require.h"
#include "reproduction/small_sweep.h"

namespace ltlab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const Cell tiny{Model::Full, 2, parseNoise("set:1,3"), 2, 5};

template <class Read>
std::string refusalOf(Read read, const std::string& text) {
  try {
    read(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

std::string replaced(std::string text, const std::string& part, const std::string& replacement) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) throw std::logic_error("no such part: " + part);
  return text.replace(at, part.size(), replacement);
}

TEST(SeedFile, ReadsBackBitForBit) {
  const SeedResult seed = smallSeed(tiny, 3);
  const std::string text = seedToJson(seed);
  const SeedResult read = seedFromJson(text);
  EXPECT_EQ(seedToJson(read), text);
  EXPECT_EQ(read.cell, tiny);
  EXPECT_EQ(read.seed, 3u);
  EXPECT_TRUE((read.result.parameters.array() == seed.result.parameters.array()).all());
  EXPECT_EQ(read.result.stages[0].name, "start");
}

TEST(SeedFile, KeepsNumbersThatAreNotFinite) {
  SeedResult seed = smallSeed(tiny, 3);
  seed.result.validationLoss = std::numeric_limits<double>::infinity();
  seed.result.parameters[0] = std::nan("");
  const SeedResult read = seedFromJson(seedToJson(seed));
  EXPECT_TRUE(std::isnan(read.result.validationLoss));
  EXPECT_TRUE(std::isnan(read.result.parameters[0]));
}

TEST(CellFile, ReadsBackBitForBit) {
  const CellResult cell = smallCell(tiny);
  const std::string text = cellToJson(cell);
  EXPECT_EQ(cellToJson(cellFromJson(text)), text);
  EXPECT_EQ(cellFromJson(text).profile().median, cell.profile().median);
}

TEST(ColumnFile, ReadsBackBitForBit) {
  const std::string text = columnToJson(smallResults().columns[2]);
  EXPECT_EQ(columnToJson(columnFromJson(text)), text);
  EXPECT_EQ(columnFromJson(text).baselines.t, smallResults().columns[2].baselines.t);
}

TEST(ModelFile, ReadsBackBitForBit) {
  const StoredModel model = smallCell(tiny).model;
  const std::string text = modelToJson(model);
  const StoredModel read = modelFromJson(text);
  EXPECT_EQ(modelToJson(read), text);
  EXPECT_TRUE((read.parameters.array() == model.parameters.array()).all());
  EXPECT_TRUE(saysItIsModel(text));
  EXPECT_FALSE(saysItIsModel("{\"format\": 3}"));
  EXPECT_FALSE(saysItIsModel("[]"));
}

// tests/web reads the same file and compares with the same bits.
TEST(ModelFile, DecimalsAreReadAsTheNearestDoubles) {
  std::ifstream file(LTLAB_TESTS "/shared/awkward-model.json"),
      bits(LTLAB_TESTS "/shared/awkward-model.bits");
  const StoredModel model = modelFromJson({std::istreambuf_iterator<char>(file), {}});
  for (const double value : model.parameters) {
    std::uint64_t expected = 0, found = 0;
    ASSERT_TRUE(bool(bits >> std::hex >> expected));
    std::memcpy(&found, &value, sizeof found);
    EXPECT_EQ(found, expected) << value;
  }
}

struct Damage {
  const char *part, *replacement, *message;
};

class DamagedModel : public testing::TestWithParam<Damage> {};

TEST_P(DamagedModel, IsRefusedByName) {
  static const std::string good = modelToJson(smallCell(tiny).model);
  const auto& [part, replacement, message] = GetParam();
  EXPECT_THAT(refusalOf(modelFromJson, replaced(good, part, replacement)), StartsWith(message));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, DamagedModel,
    testing::Values(Damage{"ltlab-model", "gguf", "model.format: \"gguf\" must be \"ltlab-model\""},
                    Damage{"\"version\": 1", "\"version\": 2", "model.version: 2 is not a version"},
                    Damage{"\"layers\": 2", "\"layers\": 3",
                           "model.parameters.length: 36 must equal the number of parameters = 54"},
                    Damage{"\"layers\": 2", "\"layers\": 99", "model.layers: 99 is outside [1, 16]"},
                    Damage{"\"model\": \"full\"", "\"model\": \"mlp\"", "model.model: \"mlp\" is not one of"},
                    Damage{"set:1,3", "gauss", "model.noise: \"gauss\" must be"},
                    Damage{"\"n\": 5", "\"n\": 2", "n: 2 must be greater than d = 2"},
                    Damage{"\"recipe\": ", "\"recipes\": ", "model: \"recipe\" is missing"},
                    Damage{"\"parameters\": [", "\"parameters\": [null,",
                           "model.parameters[0]: null must be a number"},
                    Damage{"\"seeds\": 2", "\"seeds\": 2, \"more\": 1", "model: \"more\" is not a field"}));

TEST(Files, TruncatedAreRefused) {
  const auto half = [](const std::string& text) { return text.substr(0, text.size() / 2); };
  const CellResult cell = smallCell(tiny);
  EXPECT_THAT(refusalOf(seedFromJson, half(seedToJson(smallSeed(tiny, 1)))),
              HasSubstr("truncated or not a seed"));
  EXPECT_THAT(refusalOf(cellFromJson, half(cellToJson(cell))), HasSubstr("truncated or not a cell"));
  EXPECT_THAT(refusalOf(modelFromJson, half(modelToJson(cell.model))), HasSubstr("truncated or not a model"));
  EXPECT_THAT(refusalOf(columnFromJson, half(columnToJson(smallResults().columns[0]))),
              HasSubstr("truncated or not a column"));
  EXPECT_THAT(refusalOf(modelFilesOf, half(modelIndexToJson({cell.model}))),
              HasSubstr("truncated or not a model index"));
}

TEST(Files, ForeignAreRefused) {
  const std::string seed = seedToJson(smallSeed(tiny, 1));
  EXPECT_THAT(refusalOf(cellFromJson, seed), StartsWith("cell.format: \"ltlab-seed\" must be"));
  EXPECT_THAT(refusalOf(columnFromJson, seed), StartsWith("column.format: \"ltlab-seed\" must be"));
  EXPECT_THAT(refusalOf(modelFilesOf, seed), StartsWith("model index.format: \"ltlab-seed\" must be"));
  EXPECT_THAT(refusalOf(seedFromJson, "[1]"), StartsWith("seed: [1] must be an object"));
}

TEST(ModelIndex, ListsTheFiles) {
  const StoredModel model = smallCell(tiny).model;
  EXPECT_THAT(modelFilesOf(modelIndexToJson({model})), testing::ElementsAre(cellName(tiny) + ".json"));
  EXPECT_THAT(modelFilesOf(modelIndexToJson({})), testing::IsEmpty());
}

}  // namespace
}  // namespace ltlab
