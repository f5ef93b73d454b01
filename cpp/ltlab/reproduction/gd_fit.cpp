#include "ltlab/reproduction/gd_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Square = Eigen::MatrixXd;

// Residuals over the spectrum, ρ = √weight (r − target), as a least-squares problem in θ = (ω_xx, without the last
// layer's; ω_yx).
class SpectralProblem {
 public:
  SpectralProblem(const ContextSpectrum& spectrum, double s, int layers)
      : spectrum(spectrum), layers(layers) {
    const auto v = spectrum.value.array();
    weight = spectrum.weight.array() * (v + s) / v;
    target = s / (v + s);
  }

  int parameterCount() const { return 2 * layers - 1; }

  double loss(const Vector<double>& theta) const {
    Eigen::ArrayXd v = spectrum.value, r = Eigen::ArrayXd::Ones(v.size());
    for (int l = 0; l < layers; ++l) {
      r *= 1 + theta[layers - 1 + l] * v;
      if (l < layers - 1) v *= (1 + theta[l] * v).square();
    }
    return 0.5 * (weight * (r - target).square()).sum();
  }

  // The gradient Jᵀρ and JᵀJ.
  void linearise(const Vector<double>& theta, Vector<double>& gradient, Square& normal) const {
    const Eigen::Index count = spectrum.value.size();
    Eigen::ArrayXXd dr = Eigen::ArrayXXd::Zero(count, parameterCount()), dv = dr;
    Eigen::ArrayXd v = spectrum.value, r = Eigen::ArrayXd::Ones(count);
    for (int l = 0; l < layers; ++l) {
      const double yx = theta[layers - 1 + l], xx = l < layers - 1 ? theta[l] : 0;
      const Eigen::ArrayXd step = 1 + yx * v, stretch = 1 + xx * v;
      dr.colwise() *= step;
      dr += dv.colwise() * (yx * r);
      dr.col(layers - 1 + l) += r * v;
      r *= step;
      if (l == layers - 1) break;
      dv.colwise() *= stretch * (1 + 3 * xx * v);
      dv.col(l) += 2 * v.square() * stretch;
      v *= stretch.square();
    }
    const Eigen::ArrayXXd weighted = dr.colwise() * weight;
    gradient = weighted.matrix().transpose() * (r - target).matrix();
    normal = weighted.matrix().transpose() * dr.matrix();
  }

 private:
  const ContextSpectrum& spectrum;
  int layers;
  Eigen::ArrayXd weight, target;
};

// Levenberg 1944, Marquardt 1963, with the scale of each unknown taken from JᵀJ. Returns the loss.
double levenbergMarquardt(const SpectralProblem& problem, Vector<double>& theta) {
  constexpr int largestCount = 300;
  constexpr double smallestGain = 1e-6;
  double loss = problem.loss(theta), damping = 1e-2;
  Vector<double> gradient;
  Square normal;
  for (int count = 0, refused = 0; count < largestCount && refused < 12; ++count) {
    if (refused == 0) problem.linearise(theta, gradient, normal);
    const Eigen::VectorXd scale = normal.diagonal().cwiseSqrt().cwiseMax(1e-150).cwiseInverse();
    Square scaled = scale.asDiagonal() * normal * scale.asDiagonal();
    scaled.diagonal().array() += damping;
    const Eigen::VectorXd step = scale.cwiseProduct(scaled.ldlt().solve(scale.cwiseProduct(gradient)));
    const Vector<double> next = theta - step;
    const double nextLoss = problem.loss(next);
    if (!(nextLoss < loss)) {
      damping *= 4;
      ++refused;
      continue;
    }
    const bool last = loss - nextLoss < smallestGain * loss;
    theta = next;
    loss = nextLoss;
    damping = std::max(0.3 * damping, 1e-14);
    refused = 0;
    if (last) break;
  }
  return loss;
}

GdNetwork networkFrom(const Vector<double>& theta, double loss) {
  const Eigen::Index layers = (theta.size() + 1) / 2;
  GdNetwork network{Vector<double>::Zero(layers), theta.tail(layers), loss};
  network.xx.head(layers - 1) = theta.head(layers - 1);
  return network;
}

// θ of `network` with one more layer at `position`, whose ω are both `omega`.
Vector<double> grown(const GdNetwork& network, Eigen::Index position, double omega) {
  const Eigen::Index layers = network.yx.size() + 1;
  Vector<double> xx(layers), theta(2 * layers - 1);
  xx << network.xx.head(position), omega, network.xx.tail(layers - 1 - position);
  theta << xx.head(layers - 1), network.yx.head(position), omega, network.yx.tail(layers - 1 - position);
  return theta;
}

}  // namespace

std::vector<GdNetwork> fitGdNetworks(const ContextSpectrum& spectrum, double meanSquareNoise, int layers,
                                     const std::function<void()>& between) {
  requireInside("layers", layers, 1, 16);
  requireInside("meanSquareNoise", meanSquareNoise, 0, 1e4);
  std::vector<GdNetwork> networks;
  const double small = 1e-2 / spectrum.value[spectrum.value.size() - 1];
  for (int depth = 1; depth <= layers; ++depth) {
    const SpectralProblem problem(spectrum, meanSquareNoise, depth);
    GdNetwork best;
    best.loss = std::numeric_limits<double>::infinity();
    for (int position = 0; position < depth; ++position)
      for (double omega : {-small, small, -30 * small, 30 * small}) {
        Vector<double> theta =
            depth == 1 ? Vector<double>::Constant(1, omega) : grown(networks.back(), position, omega);
        const double loss = levenbergMarquardt(problem, theta);
        between();
        if (loss < best.loss) best = networkFrom(theta, loss);
      }
    networks.push_back(best);
  }
  return networks;
}

Vector<double> parametersOf(const GdNetwork& network, Model model) {
  require(model != Model::Full, "model", modelName(model), "has no place for ω");
  const Eigen::Index layers = network.yx.size(), stride = model == Model::Diag ? 4 : 3;
  Vector<double> parameters = Vector<double>::Zero(layers * stride);
  for (Eigen::Index l = 0; l < layers; ++l) {
    const double xx = network.xx[l], yx = network.yx[l], qx = -std::sqrt(std::hypot(xx, yx));
    parameters.segment(l * stride, 3) << xx / qx, yx / qx, qx;
  }
  return parameters;
}

}  // namespace ltlab
