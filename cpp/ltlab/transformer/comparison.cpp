#include "ltlab/transformer/comparison.h"

#include <cmath>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/ridge.h"

namespace ltlab {
namespace {

void requireRequest(const ComparisonRequest& request, const Network<double>* network) {
  const Eigen::Index d = request.x.cols();
  requireInside("d", d, 1, 64);
  requireInside("n", request.x.rows(), 1, 100'000);
  requireSize("y.size", request.y.size(), "x.rows", request.x.rows());
  requireSize("start.size", request.start.size(), "d", d);
  if (network) requireSize("network.d", network->d, "d", d);
  requireInside("sigma", request.sigma, 0, 100);
  requireInside("penalty", request.penalty, 0, 1e6);
  requireInside("steps", request.steps, 1, 200);
  requireInside("methods.size", request.methods.size(), 0, 32);
  const auto requireFinite = [](const char* name, const auto& values) {
    require(values.allFinite(), name, std::nan(""), "must be finite");
  };
  requireFinite("x", request.x);
  requireFinite("y", request.y);
  requireFinite("start", request.start);
}

MethodSettings<double> settingsOf(const MethodRequest& request, const Objective<double>& objective,
                                  int steps) {
  require(request.rateScale > 0 && std::isfinite(request.rateScale), "rateScale", request.rateScale,
          "must be positive and finite");
  MethodSettings<double> settings = suggestedSettings(request.method, objective, steps);
  settings.rate = request.rate.value_or(settings.rate) * request.rateScale;
  settings.momentum = request.momentum.value_or(settings.momentum);
  settings.decay = request.decay.value_or(settings.decay);
  settings.epsilon = request.epsilon.value_or(settings.epsilon);
  return settings;
}

// w (K + 1, d)
Quality qualityOf(const Matrix<double>& w, const Comparison& comparison) {
  const Eigen::Index count = w.rows();
  Quality quality{Vector<double>(count), Vector<double>(count), Vector<double>(count)};
  for (Eigen::Index k = 0; k < count; ++k) {
    const Vector<double> weights = w.row(k);
    quality.loss(k) = objectiveLoss(comparison.objective, weights);
    quality.excess(k) = excessLoss(comparison.spectrum, objectiveGradient(comparison.objective, weights));
    quality.adjusted(k) = (weights - comparison.ridge).squaredNorm() / 2;
  }
  return quality;
}

// Cholesky stops at a zero pivot and leaves numbers that look like an answer: where the minimum is not unique, NaN.
Vector<double> ridgeOrNothing(const Statistics<double>& statistics, double s) {
  const Eigen::Index d = statistics.d();
  if (spectrumOf(objectiveOf(statistics, s)).values.size() < d)
    return Vector<double>::Constant(d, std::nan(""));
  return ridge(statistics, s);
}

NetworkRun runNetwork(const Network<double>& network, const Statistics<double>& statistics,
                      const Comparison& comparison) {
  NetworkRun run{runRecursion(network, statistics), {}};
  Matrix<double> w(Eigen::Index(network.layers.size()) + 1, statistics.d());
  for (Eigen::Index l = 0; l < w.rows(); ++l) w.row(l) = run.recursion.state(int(l)).w;
  run.quality = qualityOf(w, comparison);
  return run;
}

}  // namespace

Comparison compareSolvers(const ComparisonRequest& request, const Network<double>* network) {
  requireRequest(request, network);
  const Statistics<double> statistics = statisticsOf(request.x, request.y);
  Comparison comparison;
  comparison.objective = objectiveOf(statistics, request.penalty);
  comparison.spectrum = spectrumOf(comparison.objective);
  comparison.ols = ridgeOrNothing(statistics, 0.0);
  comparison.ridge = ridgeOrNothing(statistics, request.sigma * request.sigma);
  if (network) comparison.network = runNetwork(*network, statistics, comparison);
  for (const MethodRequest& each : request.methods) {
    const MethodSettings<double> settings = settingsOf(each, comparison.objective, request.steps);
    Trace<double> trace = runMethod(each.method, comparison.objective, settings, request.start);
    Quality quality = qualityOf(trace.w, comparison);
    comparison.methods.push_back({each.method, settings, std::move(trace), std::move(quality)});
  }
  return comparison;
}

}  // namespace ltlab
