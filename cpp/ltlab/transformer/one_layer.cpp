#include "ltlab/transformer/one_layer.h"

#include <cmath>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

Matrix<double> tokensOf(const Task<double>& task) {
  const Index n = task.x.rows(), d = task.x.cols();
  Matrix<double> tokens = Matrix<double>::Zero(n + 1, d + 1);
  tokens.topLeftCorner(n, d) = task.x;
  tokens.col(d).head(n) = task.y;
  tokens.row(n).head(d) = task.query.transpose();
  return tokens;
}

std::vector<LayerHead<double>> headsOf(const Layer<double>& layer) {
  std::vector<LayerHead<double>> heads;
  for (const Head<double>& head : layer.heads) heads.push_back({head.P, head.Q});
  return heads;
}

GradientStep gradientStepOf(const Task<double>& task, double rate) {
  GradientStep step{.rate = rate, .gradient = -task.x.transpose() * task.y};
  step.w = -rate * step.gradient;
  step.residuals = task.y - task.x * step.w;
  step.lossBefore = task.y.squaredNorm() / 2;
  step.lossAfter = step.residuals.squaredNorm() / 2;
  step.prediction = step.w.dot(task.query);
  return step;
}

}  // namespace

OneLayer runOneLayer(const Task<double>& task, const Layer<double>& layer) {
  const Index n = task.x.rows(), d = task.x.cols();
  require(n >= 1, "n", n, "must be at least 1");
  require(task.query.size() == d, "query.length", task.query.size(), "must equal d = " + std::to_string(d));
  require(!layer.heads.empty(), "heads", 0, "must be at least 1");
  OneLayer run{.tokens = tokensOf(task), .layer = layer, .omega = omegaOf(layer)};
  run.record = recordLayer(run.tokens, headsOf(layer), n);
  run.gradientStep = gradientStepOf(task, -run.omega.yx);
  const Vector<double> labels = run.record.tokens.col(d).head(n);
  run.prediction = -run.record.tokens(n, d);
  run.lossAfter = labels.squaredNorm() / 2;
  run.predictionDifference = std::abs(run.prediction - run.gradientStep.prediction);
  run.labelDifference = (labels - run.gradientStep.residuals).cwiseAbs().maxCoeff();
  run.inputMovement = run.record.deltas.leftCols(d).cwiseAbs().maxCoeff();
  return run;
}

}  // namespace ltlab
