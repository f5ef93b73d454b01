// The figures' series say what the results say, with fewer digits.
#include "ltlab/reproduction/figures.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/report.h"
#include "reproduction/small_sweep.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Json figure(int number) {
  const Json json = Json::parse(figureToJson(smallResults(), number));
  EXPECT_EQ(json["format"], "ltlab-figure");
  EXPECT_EQ(json["figure"], number);
  return json;
}

const CellResult& cellOf(const char* noise, int layers, Model model) {
  return *smallResults().find(parseNoise(noise), layers, model);
}

Json seriesOf(const Json& panel, const std::string& name) {
  for (const Json& series : panel["series"])
    if (series["name"] == name) return series;
  ADD_FAILURE() << "no series " << name;
  return {};
}

void expectDrawn(const Json& found, double value) {
  EXPECT_NEAR(double(found), value, 1e-3 * std::abs(value));
}

TEST(Figure1, HasAPanelForEveryUniformColumn) {
  const Json panels = figure(1)["panels"];
  ASSERT_EQ(panels.size(), 2u);
  EXPECT_EQ(panels[1]["noise"], "uniform:2");
  EXPECT_EQ(panels[1]["trained"], Json({0, 2}));
  const Json diag = seriesOf(panels[1], "diag");
  EXPECT_EQ(diag["x"], Json({1, 2}));
  expectDrawn(diag["mean"][1], cellOf("uniform:2", 2, Model::Diag).model.adjusted.mean);
  expectDrawn(seriesOf(panels[1], "tunedRr")["mean"][0], smallResults().columns[1].baselines.tunedRr.mean);
  EXPECT_TRUE(diag["published"][0].is_null());
}

TEST(Figure2, ProfilesReachBeyondTheTrainedRange) {
  const Json panels = figure(2)["panels"];
  ASSERT_EQ(panels.size(), 2u);
  const Json full = seriesOf(panels[1], "full");
  EXPECT_EQ(full["x"].back(), 3);
  expectDrawn(full["median"].back(), cellOf("uniform:2", 2, Model::Full).profile().median.back());
  EXPECT_EQ(seriesOf(panels[1], "adaRr")["x"], full["x"]);
}

TEST(Figure3, ShowsSetsAgainstLayersAndNoise) {
  const Json panels = figure(3)["panels"];
  ASSERT_EQ(panels.size(), 2u);
  EXPECT_EQ(panels[0]["x"], "layers");
  EXPECT_EQ(panels[1]["x"], "sigma");
  EXPECT_EQ(panels[1]["trained"], Json({1, 3}));
}

TEST(Figure4, HasTheMatricesOfAFullNetworkAndAllOmegas) {
  const Json json = figure(4), panels = json["panels"];
  ASSERT_EQ(panels.size(), 2u);
  ASSERT_EQ(panels[0]["P"].size(), 3u);
  ASSERT_EQ(panels[0]["Q"][0].size(), 3u);
  const CellResult& full = cellOf("set:1,3", 2, Model::Full);
  const Network<double> network = networkOf(full.cell().architecture(), full.model.parameters);
  expectDrawn(panels[1]["Q"][0][0], network.layers[1].heads[0].Q(0, 0));
  ASSERT_EQ(json["omega"].size(), smallResults().cells.size());
  const Omega<double> omega = omegaOf(network.layers[0]);
  for (const Json& entry : json["omega"])
    if (entry["cell"] == cellName(full.cell())) expectDrawn(entry["omega"][0][2], omega.yx);
}

TEST(Figure5, ReadsOutAfterEachLayerWithTheSpreadOfTheSeeds) {
  const Json panels = figure(5)["panels"];
  ASSERT_EQ(panels.size(), 3u);
  const CellResult& cell = cellOf("uniform:2", 2, Model::Diag);
  const Json deep = panels[1]["series"][1];
  EXPECT_EQ(deep["layers"], 2);
  expectDrawn(deep["mean"][1], cell.afterLayer[1].mean);
  const double a = cell.seeds[0].afterLayer[2], b = cell.seeds[1].afterLayer[2];
  expectDrawn(deep["seedMean"][2], (a + b) / 2);
  expectDrawn(deep["seedDeviation"][2], std::abs(a - b) / std::sqrt(2));
}

TEST(Figure6, AddsTheOraclesLoss) {
  const Json panel = figure(6)["panels"][0];
  const SigmaProfile& profile = cellOf("uniform:2", 2, Model::Diag).profile();
  const BaselineProfile& baselines = smallResults().columns[1].profile;
  const std::size_t at = 10;
  expectDrawn(seriesOf(panel, "diag")["mean"][at], profile.mean[at] + baselines.oracle[at]);
  expectDrawn(seriesOf(panel, "constRr")["mean"][at], baselines.constRr[at] + baselines.oracle[at]);
  expectDrawn(seriesOf(panel, "oracle")["mean"][at], baselines.oracle[at]);
}

TEST(Figure7, HasASeriesForEveryLayer) {
  const Json panels = figure(7)["panels"];
  ASSERT_EQ(panels.size(), 3u);
  ASSERT_EQ(panels[2]["series"].size(), 2u);
  expectDrawn(panels[2]["series"][0]["mean"][5], cellOf("uniform:2", 2, Model::Full).profiles[0].mean[5]);
}

TEST(Figures, LeaveOutWhatIsNotFinished) {
  SweepResults some{smallSweep(), {}, {cellOf("uniform:2", 1, Model::Diag)}};
  for (int number = 1; number <= figureCount; ++number)
    EXPECT_LE(Json::parse(figureToJson(some, number))["panels"].size(), 1u) << number;
  SweepResults none{smallSweep(), {}, {}};
  none.sweep.columns = parseColumns("constant:1");
  for (int number = 1; number <= figureCount; ++number)
    EXPECT_TRUE(Json::parse(figureToJson(none, number))["panels"].empty()) << number;
  EXPECT_THROW(figureToJson(some, 8), InputError);
}

TEST(Results, HaveEveryCellWithItsProfilesAndSeeds) {
  const Json json = Json::parse(resultsToJson(smallResults()));
  ASSERT_EQ(json["cells"].size(), 18u);
  ASSERT_EQ(json["columns"].size(), 3u);
  const Json& cell = json["cells"][0];
  EXPECT_EQ(cell["cell"], "gdpp-1-uniform-1-d2-n5");
  EXPECT_EQ(cell["evaluation"]["adjustedLoss"], smallResults().cells[0].model.adjusted.mean);
  EXPECT_EQ(cell["allSeeds"].size(), 2u);
  EXPECT_EQ(cell["profiles"].size(), 1u);
  EXPECT_FALSE(cell.contains("parameters"));
  EXPECT_EQ(json["columns"][2]["tunedRr"]["m"], smallResults().columns[2].baselines.m);
}

CellResult diagOnUniform5(int layers, double loss) {
  CellResult cell;
  cell.model.cell = {Model::Diag, layers, parseNoise("uniform:5")};
  cell.model.adjusted = {loss, 0.0002};
  cell.model.trainingTasks = 4'096'000;
  cell.model.seed = 3;
  cell.model.seeds = 5;
  return cell;
}

TEST(Report, CountsWhatReachesThePublishedLossAndNamesWhatDoesNot) {
  const SweepResults results{publishedSweep(),
                             {},
                             {diagOnUniform5(2, 0.99 * 0.242), diagOnUniform5(3, 1.02 * 0.118),
                              diagOnUniform5(4, 1.02 * 0.059), diagOnUniform5(5, 1.04 * 0.051)}};
  EXPECT_THAT(
      reportOf(results),
      HasSubstr("Of 4 networks with a published loss, 1 are at or below it, 2 up to 3 % above, 1 more than "
                "that: DIAG with 5 layers on U(0, 5), 1.040 (0.053 ± 0.0002 against 0.051)."));
}

TEST(Report, HasPublishedOursAndRatio) {
  const SweepResults results{publishedSweep(), {}, {diagOnUniform5(4, 0.0590 * 1.01)}};
  const std::string report = reportOf(results);
  EXPECT_THAT(report, HasSubstr("| 4 | DIAG | 0.059 | 0.05959 | 1.010 | 0.0002 | 4.1 M | 0.01 | 3 of 5 |"));
  EXPECT_THAT(report, HasSubstr("| 4 | DIAG | – | – | – | – | – | 0.0596 (1.010) | – |"));
  EXPECT_THAT(report, AllOf(HasSubstr("## U(0, 5)"), HasSubstr("## {1, 3}"), Not(HasSubstr("nan"))));
}

}  // namespace
}  // namespace ltlab
