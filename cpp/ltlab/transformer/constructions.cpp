#include "ltlab/transformer/constructions.h"

#include <cmath>

#include "ltlab/regression/iterative_preconditioning.h"
#include "ltlab/regression/ridge.h"

namespace ltlab {
namespace {

template <class T>
void requireSpectrum(T smallest, T largest, int layers) {
  require(smallest > 0, "smallest", smallest, "must be positive");
  require(largest >= smallest && std::isfinite(largest), "largest", largest,
          "must be finite and at least smallest = " + describeValue(smallest));
  requireInside("layers", layers, 1, 64);
}

template <class T>
void requireSizes(int d, int n, T meanSquareNoise) {
  requireInside("d", d, 1, 1 << 15);
  requireInside("n", n, 1, 1 << 30);
  requireInside("meanSquareNoise", meanSquareNoise, T(0), T(1e12));
}

}  // namespace

template <class T>
Layer<T> layerOf(int d, const Omega<T>& omega) {
  const auto& [xx, xy, yx, yy] = omega;
  if (xx * yy != xy * yx) return {{diagonalHead(d, xx, yx, T(1), T(0)), diagonalHead(d, xy, yy, T(0), T(1))}};
  if (xx == 0 && xy == 0) return {{diagonalHead(d, T(0), T(1), yx, yy)}};
  return {{diagonalHead(d, T(1), xx != 0 ? yx / xx : yy / xy, xx, xy)}};
}

template <class T>
Network<T> networkOf(int d, const std::vector<Omega<T>>& layers) {
  Network<T> network{d, {}};
  for (const Omega<T>& omega : layers) network.layers.push_back(layerOf(d, omega));
  return network;
}

template <class T>
std::vector<SpectrumStep<T>> preconditioningPath(T smallest, T largest, int layers) {
  requireSpectrum(smallest, largest, layers);
  std::vector<SpectrumStep<T>> path;
  const T first = firstPreconditioningStep(largest);
  for (int l = 0; l < layers; ++l) {
    const T gamma = preconditioningStep(l, first);
    path.push_back({gamma, smallest, largest, largest / smallest});
    smallest = preconditionedEigenvalue(smallest, gamma);
    largest = preconditionedEigenvalue(largest, gamma);
  }
  return path;
}

template <class T>
std::vector<Omega<T>> gdPlusPlusLayers(T smallest, T largest, int layers) {
  const std::vector<SpectrumStep<T>> path = preconditioningPath(smallest, largest, layers);
  std::vector<Omega<T>> omegas;
  for (int l = 0; l + 1 < layers; ++l) omegas.push_back({.xx = -path[l].gamma});
  omegas.push_back({.yx = -2 / (path.back().smallest + path.back().largest)});
  return omegas;
}

template <class T>
std::vector<Omega<T>> Rescaling<T>::layers() const {
  return {{.yx = omegaYx}, {.yy = omegaYy}};
}

template <class T>
T Rescaling<T>::shrinkage(T sigma) const {
  return -omegaYx * (1 + T(n) * sigma * sigma * omegaYy);
}

template <class T>
Rescaling<T> rescalingFor(T firstSigma, T secondSigma, int n) {
  requireInside("firstSigma", firstSigma, T(0), T(100));
  requireInside("secondSigma", secondSigma, T(0), T(100));
  requireInside("n", n, 1, 1 << 30);
  const T first = firstSigma * firstSigma, second = secondSigma * secondSigma;
  const T total = 1 + first + second;
  return {-total / ((1 + first) * (1 + second)), -1 / (T(n) * total), n};
}

template <class T>
std::vector<Omega<T>> StepAdaptation<T>::layers() const {
  return {{.xy = omegaXy}, {.yx = omegaYx}};
}

template <class T>
T StepAdaptation<T>::step(T lambda) const {
  return -omegaYx * (1 + omegaXy * lambda);
}

template <class T>
StepAdaptation<T> stepAdaptationFor(T firstLambda, T firstStep, T secondLambda, T secondStep) {
  require(firstLambda != secondLambda, "secondLambda", secondLambda, "must differ from firstLambda");
  const T base = secondStep * firstLambda - firstStep * secondLambda;
  require(base != 0, "secondStep", secondStep, "must not be in proportion to lambda");
  return {(firstStep - secondStep) / base, -base / (firstLambda - secondLambda)};
}

template <class T>
OneLayerOptimum<T> oneLayerOptimum(int d, int n, T meanSquareNoise) {
  requireSizes(d, n, meanSquareNoise);
  const T eta = 1 / (T(n) + T(d) + 1 + meanSquareNoise);
  return {eta, T(d) / 2 * (1 - T(n) * eta)};
}

template <class T>
T oneLayerLoss(int d, int n, T meanSquareNoise, T eta) {
  requireSizes(d, n, meanSquareNoise);
  const T curvature = T(n) * (T(n) + T(d) + 1 + meanSquareNoise);
  return T(d) / 2 * (1 - 2 * T(n) * eta + curvature * eta * eta);
}

template <class T>
Vector<T> residualAgainstRidge(const RecursionTrace<T>& trace, const Statistics<T>& input, T s) {
  requireSize("trace d", trace.initial.w.size(), "input d", input.d());
  const Vector<T> target = ridge(input, s);
  Vector<T> residual(Eigen::Index(trace.steps.size()) + 1);
  for (int l = 0; l < int(residual.size()); ++l) residual(l) = (trace.state(l).w - target).norm();
  return residual;
}

#define LTLAB_INSTANTIATE(T)                                            \
  template Layer<T> layerOf(int, const Omega<T>&);                      \
  template Network<T> networkOf(int, const std::vector<Omega<T>>&);     \
  template std::vector<SpectrumStep<T>> preconditioningPath(T, T, int); \
  template std::vector<Omega<T>> gdPlusPlusLayers(T, T, int);           \
  template struct Rescaling<T>;                                         \
  template Rescaling<T> rescalingFor(T, T, int);                        \
  template struct StepAdaptation<T>;                                    \
  template StepAdaptation<T> stepAdaptationFor(T, T, T, T);             \
  template OneLayerOptimum<T> oneLayerOptimum(int, int, T);             \
  template T oneLayerLoss(int, int, T, T);                              \
  template Vector<T> residualAgainstRidge(const RecursionTrace<T>&, const Statistics<T>&, T);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
