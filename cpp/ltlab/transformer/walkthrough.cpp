#include "ltlab/transformer/walkthrough.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

void requireWalk(const Task<double>& task) {
  requireInside("n", task.x.rows(), 1, 1000);
  requireSize("query.size", task.query.size(), "d", task.x.cols());
  require(task.query.allFinite(), "query", notANumber, "must be finite");
}

Comparison networkAlone(const Task<double>& task, const Network<double>& network) {
  ComparisonRequest request{.x = task.x, .y = task.y, .sigma = task.sigma, .start = {}, .methods = {}};
  request.penalty = task.sigma * task.sigma;
  request.start = Vector<double>::Zero(task.x.cols());
  return compareSolvers(request, &network);
}

bool isDiagonal(const Head<double>& head, int d) {
  const Head<double> diagonal = diagonalHead(d, head.P(0, 0), head.P(d, d), head.Q(0, 0), head.Q(d, d));
  return head.P == diagonal.P && head.Q == diagonal.Q;
}

bool isFinite(const ImplicitState<double>& state) {
  return state.M.allFinite() && state.u.allFinite() && std::isfinite(state.a) && state.w.allFinite();
}

bool isFinite(const RecursionTrace<double>& trace) {
  return std::all_of(trace.steps.begin(), trace.steps.end(),
                     [](const auto& step) { return isFinite(step.after); });
}

void addMomentum(Walkthrough& walk, const Statistics<double>& input) {
  if (!walk.comparison.ols.allFinite()) return;
  walk.leastSquares = leastSquaresOf(input);
  const RecursionTrace<double>& trace = walk.comparison.network->recursion;
  for (std::size_t l = 0; l < walk.omegas.size(); ++l)
    walk.momentum.push_back(momentumStep(walk.omegas[l], input, *walk.leastSquares, trace.state(int(l))));
}

// The largest difference in any coordinate of u and w after any layer, divided by the largest coordinate of that layer.
double momentumDifferenceOf(const Walkthrough& walk) {
  if (walk.momentum.empty()) return notANumber;
  double largest = 0;
  for (std::size_t l = 0; l < walk.momentum.size(); ++l) {
    const ImplicitState<double>& after = walk.comparison.network->recursion.state(int(l) + 1);
    const MomentumStep<double>& step = walk.momentum[l];
    if (!step.u.allFinite() || !step.w.allFinite()) return notANumber;
    const double difference =
        std::max((step.u - after.u).cwiseAbs().maxCoeff(), (step.w - after.w).cwiseAbs().maxCoeff());
    const double scale = std::max(after.u.cwiseAbs().maxCoeff(), after.w.cwiseAbs().maxCoeff());
    if (difference > 0) largest = std::max(largest, difference / scale);
  }
  return largest;
}

void addDifferences(Walkthrough& walk, const Network<double>& network) {
  const RecursionTrace<double>& trace = walk.comparison.network->recursion;
  walk.tokenDifference = walk.momentumDifference = notANumber;
  if (!isFinite(trace)) return;
  const auto& [x, y, w, query, sigma] = walk.task;
  walk.tokenDifference = differenceFromTokens(trace, network, x, y, query);
  walk.momentumDifference = momentumDifferenceOf(walk);
}

}  // namespace

std::vector<Omega<double>> omegasOf(const Network<double>& network) {
  std::vector<Omega<double>> omegas;
  for (const Layer<double>& layer : network.layers) {
    for (const Head<double>& head : layer.heads)
      if (!isDiagonal(head, network.d)) return {};
    omegas.push_back(omegaOf(layer));
  }
  return omegas;
}

std::vector<Omega<double>> omegasFrom(const std::vector<double>& numbers) {
  require(numbers.size() % 4 == 0, "omegas.length", std::int64_t(numbers.size()),
          "must be four numbers per layer");
  requireInside("layers", std::int64_t(numbers.size() / 4), 1, 16);
  std::vector<Omega<double>> omegas;
  for (std::size_t i = 0; i < numbers.size(); i += 4)
    omegas.push_back({numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]});
  for (const double number : numbers) require(std::isfinite(number), "omegas", number, "must be finite");
  return omegas;
}

Walkthrough walkThrough(const Task<double>& task, const Network<double>& network) {
  requireWalk(task);
  Walkthrough walk{.task = task, .comparison = networkAlone(task, network)};
  const RecursionTrace<double>& trace = walk.comparison.network->recursion;
  walk.prediction.resize(Eigen::Index(trace.steps.size()) + 1);
  for (Eigen::Index l = 0; l < walk.prediction.size(); ++l)
    walk.prediction(l) = trace.state(int(l)).w.dot(task.query);
  walk.tokens = forwardTokens<double>(network, contextTokens(task.x, task.y), task.query);
  walk.omegas = omegasOf(network);
  addMomentum(walk, statisticsOf(task.x, task.y));
  addDifferences(walk, network);
  return walk;
}

}  // namespace ltlab
