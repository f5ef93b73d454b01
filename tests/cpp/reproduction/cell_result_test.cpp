// How a cell is chosen, rounded and evaluated.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "reproduction/small_sweep.h"

namespace ltlab {
namespace {

using testing::Contains;
using testing::SizeIs;

const Cell tiny{Model::Diag, 2, parseNoise("uniform:2"), 2, 5};

std::vector<SeedResult> threeSeeds() {
  return {smallSeed(tiny, 1), smallSeed(tiny, 2), smallSeed(tiny, 3)};
}

CellResult evaluated(const std::vector<SeedResult>& seeds) {
  return *evaluateCell(seeds, 1000, [] { return true; });
}

TEST(EvaluateCell, KeepsTheSeedThatValidatesBest) {
  std::vector<SeedResult> seeds = threeSeeds();
  seeds[0].result.validationLoss = 0.5;
  seeds[1].result.validationLoss = 0.3;
  seeds[2].result.validationLoss = 0.4;
  EXPECT_EQ(evaluated(seeds).model.seed, 2u);
  EXPECT_EQ(evaluated(seeds).model.seeds, 3);
}

TEST(EvaluateCell, NeverPrefersALossThatIsNotFinite) {
  std::vector<SeedResult> seeds = threeSeeds();
  seeds[0].result.validationLoss = std::nan("");
  seeds[1].result.validationLoss = std::numeric_limits<double>::infinity();
  seeds[2].result.validationLoss = 1e9;
  EXPECT_EQ(evaluated(seeds).model.seed, 3u);
}

TEST(EvaluateCell, MeasuresTheStoredParameters) {
  const CellResult cell = evaluated(threeSeeds());
  const Evaluation again =
      evaluate(tiny.architecture(), cell.model.parameters, tiny.problem(), 1000, cell.model.evaluationSeed);
  EXPECT_EQ(cell.model.adjusted.mean, again.adjusted.mean);
  EXPECT_EQ(cell.model.adjusted.standardError, again.adjusted.standardError);
  EXPECT_EQ(cell.afterLayer[1].mean, again.afterLayer[1].mean);
}

TEST(EvaluateCell, RoundingHardlyChangesTheLoss) {
  const CellResult cell = evaluated({smallSeed(tiny, 1)});
  EXPECT_NEAR(cell.model.adjusted.mean / cell.seeds[0].afterLayer.back(), 1, 1e-3);
}

TEST(EvaluateCell, ProfilesAfterLayersAreThoseOfTheFirstLayers) {
  const CellResult cell = evaluated(threeSeeds());
  ASSERT_THAT(cell.profiles, SizeIs(2));
  Problem fixed = tiny.problem();
  fixed.noise = parseNoise("constant:1");
  const std::size_t at =
      std::find(cell.profile().sigma.begin(), cell.profile().sigma.end(), 1.0) - cell.profile().sigma.begin();
  const Evaluation all = evaluate(tiny.architecture(), cell.model.parameters, fixed, cell.profileTasks, 0);
  EXPECT_NEAR(cell.profiles[0].mean[at], all.afterLayer[1].mean, 1e-12);
  EXPECT_NEAR(cell.profiles[1].mean[at], all.afterLayer[2].mean, 1e-12);
}

TEST(EvaluateCell, StopsWhenAsked) {
  int asked = 0;
  EXPECT_FALSE(evaluateCell(threeSeeds(), 1000, [&] { return ++asked < 3; }).has_value());
}

TEST(EvaluateCell, SaysWhenNoTaskIsFinite) {
  std::vector<SeedResult> seeds = {smallSeed(tiny, 1)};
  seeds[0].result.parameters.setConstant(1e200);
  const CellResult cell = evaluated(seeds);
  EXPECT_EQ(cell.nonFiniteTasks, 1000);
  EXPECT_TRUE(std::isnan(cell.model.adjusted.mean));
  EXPECT_EQ(cellToJson(cellFromJson(cellToJson(cell))), cellToJson(cell));
}

TEST(RoundedParameters, ChangeTheLossByLessThanAThousandth) {
  const RecipeResult result = untrained(tiny, 1);
  const Vector<double> rounded = roundedParameters(tiny, result.parameters, 1000);
  const auto loss = [](const Vector<double>& parameters) {
    return evaluate(tiny.architecture(), parameters, tiny.problem(), 5000, 3).adjusted.mean;
  };
  EXPECT_NEAR(loss(rounded) / loss(result.parameters), 1, 1e-3);
  EXPECT_GT((rounded - result.parameters).norm(), 0);
}

TEST(RoundedTo, KeepsSignificantDigits) {
  EXPECT_EQ(roundedTo(0.123456789, 4), 0.1235);
  EXPECT_EQ(roundedTo(-123456, 2), -120000);
  EXPECT_EQ(roundedTo(1.0 / 3, 17), 1.0 / 3);
}

TEST(ProfileLevels, EndWhereTheFiguresDo) {
  EXPECT_EQ(profileLevels(parseNoise("uniform:5")).back(), 6);
  EXPECT_EQ(profileLevels(parseNoise("uniform:0")).back(), 1);
  EXPECT_EQ(profileLevels(parseNoise("set:1,3")).back(), 6);
  EXPECT_EQ(profileLevels(parseNoise("set:1,3,5")).back(), 10);
  EXPECT_EQ(profileLevels(parseNoise("constant:1")).back(), 2);
  EXPECT_EQ(profileLevels(parseNoise("uniform:100")).back(), 100);
}

TEST(ProfileLevels, AreFewAndHaveTheTrainedOnes) {
  for (const char* noise : {"uniform:0", "uniform:7", "set:0.5,2,4", "constant:0.7", "set:1,33.3"}) {
    const NoiseDistribution distribution = parseNoise(noise);
    const std::vector<double> levels = profileLevels(distribution);
    EXPECT_EQ(levels.front(), 0) << noise;
    EXPECT_LE(levels.size(), 45u) << noise;
    EXPECT_GE(levels.size(), 11u) << noise;
    EXPECT_TRUE(std::is_sorted(levels.begin(), levels.end()));
    if (distribution.kind == NoiseDistribution::Kind::Uniform) continue;
    for (const double level : distribution.values) EXPECT_THAT(levels, Contains(level)) << noise;
  }
}

TEST(BaselineProfile, AveragesToTheBaselines) {
  const Problem problem{2, 5, parseNoise("set:1,3")};
  const ColumnResult column = evaluateColumn(problem, 20'000);
  const auto at = [&](double sigma, const std::vector<double>& values) {
    const auto& levels = column.profile.sigma;
    return values[std::size_t(std::find(levels.begin(), levels.end(), sigma) - levels.begin())];
  };
  const auto mean = [&](const std::vector<double>& values) { return (at(1, values) + at(3, values)) / 2; };
  const Baselines& tuned = column.baselines;
  EXPECT_NEAR(mean(column.profile.constRr) / tuned.constRr.mean, 1, 0.08);
  EXPECT_NEAR(mean(column.profile.tunedRr) / tuned.tunedRr.mean, 1, 0.08);
  EXPECT_NEAR(mean(column.profile.oracle) / tuned.oracle.mean, 1, 0.05);
  EXPECT_EQ(at(0, column.profile.oracle), 0);
}

}  // namespace
}  // namespace ltlab
