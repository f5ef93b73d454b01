#include "ltlab/training/published.h"

#include <limits>

namespace ltlab {
namespace {

constexpr int columns = 7;  // U(0, 0) … U(0, 5), then {1, 3}

// Layers 1 … 7, each GD++, DIAG, FULL.
constexpr double networks[7][3][columns] = {
    {{1.768, 1.639, 1.396, 1.175, 1.015, 0.907, 1.007},
     {1.767, 1.639, 1.396, 1.175, 1.015, 0.906, 1.007},
     {1.768, 1.640, 1.397, 1.176, 1.016, 0.907, 1.008}},
    {{0.341, 0.295, 0.243, 0.265, 0.347, 0.366, 0.305},
     {0.265, 0.214, 0.173, 0.188, 0.219, 0.242, 0.201},
     {0.264, 0.215, 0.173, 0.188, 0.220, 0.245, 0.202}},
    {{0.019, 0.021, 0.071, 0.161, 0.259, 0.344, 0.222},
     {0.013, 0.015, 0.048, 0.087, 0.109, 0.118, 0.098},
     {0.012, 0.015, 0.049, 0.075, 0.101, 0.117, 0.076}},
    {{9.91e-05, 0.014, 0.066, 0.160, 0.258, 0.344, 0.222},
     {1.19e-04, 0.006, 0.024, 0.041, 0.050, 0.059, 0.043},
     {1.63e-04, 0.005, 0.021, 0.038, 0.052, 0.065, 0.032}},
    {{1.14e-07, 0.014, 0.066, 0.161, 0.265, 0.344, 0.222},
     {1.81e-07, 0.004, 0.016, 0.029, 0.041, 0.051, 0.026},
     {1.79e-07, 0.002, 0.015, 0.026, 0.038, 0.048, 0.016}},
    {{2.37e-10, 0.009, 0.066, 0.161, 0.265, 0.344, 0.222},
     {2.57e-10, 0.003, 0.014, 0.028, 0.040, 0.048, 0.020},
     {2.71e-10, 0.002, 0.014, 0.025, 0.036, 0.044, 0.011}},
    {{2.65e-12, 0.009, 0.066, 0.161, 0.265, 0.344, 0.222},
     {2.50e-12, 0.002, 0.014, 0.027, 0.040, 0.047, 0.018},
     {2.50e-12, 0.002, 0.010, 0.025, 0.035, 0.047, 0.010}},
};

// ConstRR, AdaRR, TunedRR.
constexpr double baselines[3][columns] = {
    {0, 0.009, 0.066, 0.161, 0.265, 0.365, 0.222},
    {0, 0.003, 0.016, 0.034, 0.053, 0.068, 0.051},
    {0, 0.002, 0.010, 0.023, 0.037, 0.049, 0.021},
};

int columnOf(const NoiseDistribution& noise) {
  for (int max = 0; max <= 5; ++max)
    if (noise == NoiseDistribution{NoiseDistribution::Kind::Uniform, {double(max)}}) return max;
  if (noise == NoiseDistribution{NoiseDistribution::Kind::Set, {1, 3}}) return 6;
  return -1;
}

int rowOf(Model model) {
  return model == Model::GdPlusPlus ? 0 : model == Model::Diag ? 1 : 2;
}

}  // namespace

double publishedLoss(Model model, int layers, const NoiseDistribution& noise) {
  const int column = columnOf(noise);
  if (column < 0 || layers < 1 || layers > 7) return std::numeric_limits<double>::quiet_NaN();
  return networks[layers - 1][rowOf(model)][column];
}

double publishedLoss(Baseline baseline, const NoiseDistribution& noise) {
  const int column = columnOf(noise);
  return column < 0 ? std::numeric_limits<double>::quiet_NaN() : baselines[int(baseline)][column];
}

}  // namespace ltlab
