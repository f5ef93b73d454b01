#include "ltlab/reproduction/gd_fit.h"

#include <gmock/gmock.h>

#include "ltlab/numeric/require.h"
#include "ltlab/training/baselines.h"
#include "ltlab/training/evaluation.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

const ContextSpectrum& spectrum() {
  static const ContextSpectrum contexts = contextSpectrum(5, 11, 1);
  return contexts;
}

Estimate evaluated(const GdNetwork& network, const Problem& problem) {
  const int layers = int(network.yx.size());
  return evaluate({Model::GdPlusPlus, layers, 1, problem.d}, parametersOf(network, Model::GdPlusPlus),
                  problem, 20000, 1)
      .adjusted;
}

// One layer: η = 1/(n + d + 1 + E σ²), oneLayerOptimum.
TEST(GdFit, FindsTheClosedFormOptimumOfOneLayer) {
  for (double meanSquareNoise : {0.0, 1.0, 8.0}) {
    const GdNetwork network = fitGdNetworks(spectrum(), meanSquareNoise, 1)[0];
    EXPECT_NEAR(-network.yx[0] * (11 + 5 + 1 + meanSquareNoise), 1, 5e-3);
  }
}

// Without noise the constant of the header is 0: the fit's loss is the adjusted loss.
TEST(GdFit, PredictsTheAdjustedLossOfTheNetwork) {
  const Problem problem{5, 11, parseNoise("uniform:0")};
  const std::vector<GdNetwork> networks = fitGdNetworks(spectrum(), 0, 2);
  for (const GdNetwork& network : networks) {
    const Estimate loss = evaluated(network, problem);
    EXPECT_NEAR(network.loss, loss.mean, 4 * loss.standardError);
  }
}

// GD++ cannot tell one noise level from another, so that it ends at the best constant ridge.
TEST(GdFit, ApproachesTheBestConstantRidge) {
  const Problem problem{5, 11, parseNoise("uniform:2")};
  const double ridge = computeBaselines(problem, 20000, 1).constRr.mean;
  double before = 1e9;
  for (const GdNetwork& network : fitGdNetworks(spectrum(), meanSquareNoise(problem.noise), 4)) {
    const double loss = evaluated(network, problem).mean;
    EXPECT_LT(loss, before * 1.001);
    before = loss;
  }
  EXPECT_NEAR(before / ridge, 1, 0.03);
}

TEST(GdFit, GivesDiagTheSameNetwork) {
  const Problem problem{5, 11, parseNoise("uniform:2")};
  const GdNetwork network = fitGdNetworks(spectrum(), 1, 2)[1];
  const Vector<double> diag = parametersOf(network, Model::Diag);
  EXPECT_NEAR(
      evaluate({Model::Diag, 2, 1, 5}, diag, problem, 500, 1).adjusted.mean,
      evaluate({Model::GdPlusPlus, 2, 1, 5}, parametersOf(network, Model::GdPlusPlus), problem, 500, 1)
          .adjusted.mean,
      1e-12);
}

TEST(GdFit, RefusesFullAndLayersOutOfRange) {
  EXPECT_THAT([] { fitGdNetworks(spectrum(), 0, 17); },
              ThrowsMessage<InputError>(StrEq("layers: 17 is outside [1, 16]")));
  EXPECT_THAT([] { fitGdNetworks(spectrum(), -1, 1); },
              ThrowsMessage<InputError>(StrEq("meanSquareNoise: -1 is outside [0, 10000]")));
  EXPECT_THAT([] { parametersOf({}, Model::Full); },
              ThrowsMessage<InputError>(StrEq("model: \"full\" has no place for ω")));
}

}  // namespace
}  // namespace ltlab
