#include "ltlab/reproduction/cell.h"

#include <gmock/gmock.h>

#include <set>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::ThrowsMessage;

TEST(CellName, IsFitForAFile) {
  EXPECT_EQ(cellName({Model::Diag, 4, parseNoise("uniform:5")}), "diag-4-uniform-5");
  EXPECT_EQ(cellName({Model::Full, 4, parseNoise("set:1,3")}), "full-4-set-1-3");
  EXPECT_EQ(cellName({Model::GdPlusPlus, 2, parseNoise("uniform:0")}), "gdpp-2-uniform-0");
  EXPECT_EQ(cellName({Model::Diag, 2, parseNoise("constant:0.5"), 5, 11}), "diag-2-constant-0.5-d5-n11");
  EXPECT_THAT(cellName({Model::Diag, 1, parseNoise("set:0.5,2,1e-7")}), MatchesRegex("[-a-z0-9.]+"));
}

TEST(CellName, DiffersForDifferentCells) {
  std::set<std::string> names;
  int cells = 0;
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
    for (int layers : {1, 2})
      for (const char* noise : {"uniform:1", "uniform:3", "set:1,3", "constant:1", "constant:3"})
        for (int d : {4, 10})
          for (int n : {11, 20}) {
            names.insert(cellName({model, layers, parseNoise(noise), d, n}));
            ++cells;
          }
  EXPECT_EQ(names.size(), cells);
}

TEST(RequireCell, RefusesWhatIsOutOfRange) {
  Cell cell;
  EXPECT_NO_THROW(requireCell(cell));
  cell.layers = 17;
  EXPECT_THAT([&] { requireCell(cell); }, ThrowsMessage<InputError>(HasSubstr("layers: 17 is outside")));
  cell = {};
  cell.n = 10;
  EXPECT_THAT([&] { cellName(cell); },
              ThrowsMessage<InputError>(HasSubstr("n: 10 must be greater than d = 10")));
  cell = {};
  cell.noise.values = {-1};
  EXPECT_THAT([&] { requireCell(cell); },
              ThrowsMessage<InputError>(HasSubstr("noise: -1 is outside [0, 100]")));
}

}  // namespace
}  // namespace ltlab
