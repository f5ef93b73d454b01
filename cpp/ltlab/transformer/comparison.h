#pragma once
// One task, many solvers: the weights that a network reads out after each layer beside the iterates of optimisers, all
// measured by the same objective f(w) = ½ ‖y − X w‖² + ½ s ‖w‖² (regression/iterative_objective.h).
#include <optional>
#include <vector>

#include "ltlab/regression/iterative.h"
#include "ltlab/transformer/recursion.h"

namespace ltlab {

// A method, and what it shall use in place of suggestedSettings. The rate is (given or suggested) · rateScale.
struct MethodRequest {
  Method method;
  std::optional<double> rate = {}, momentum = {}, decay = {}, epsilon = {};
  double rateScale = 1;  // > 0
};

// The task and who solves it.
struct ComparisonRequest {
  Matrix<double> x;                    // (n, d)
  Vector<double> y;                    // (n)
  double sigma = 0;                    // noise level: the ridge point is at s = σ²
  double penalty = 0;                  // s of the objective
  Vector<double> start;                // (d) w_0 of the methods; a network starts at 0 whatever this is
  int steps = 8;                       // of every method, 1 … 200
  std::vector<MethodRequest> methods;  // at most 32
};

// How good each of some weights w_0 … w_K is.
struct Quality {
  Vector<double> loss;    // (K + 1)   f(w_k)
  Vector<double> excess;  // (K + 1)   f(w_k) − min f
  Vector<double> adjusted;  // (K + 1)   ½ ‖w_k − (Σ + σ² I)⁻¹α‖², the task's exact share of the adjusted loss
};

// What one method did.
struct MethodRun {
  Method method;
  MethodSettings<double> settings;
  Trace<double> trace;
  Quality quality;
};

// What the network did: its state after layer 0 (the input), 1, …, L.
struct NetworkRun {
  RecursionTrace<double> recursion;
  Quality quality;
};

// Everybody's answer.
struct Comparison {
  Objective<double> objective;
  Spectrum<double> spectrum;  // of H
  Vector<double> ols, ridge;  // (d)   Σ⁻¹α and (Σ + σ² I)⁻¹α, NaN where there is no inverse
  std::optional<NetworkRun> network;
  std::vector<MethodRun> methods;  // in the order of the request
};

// Runs all of them. network: none, or one of the task's d. O((n + methods · steps) d² + L H d³).
// Refuses sizes that disagree, numbers that are not finite, and what runMethod refuses.
Comparison compareSolvers(const ComparisonRequest& request, const Network<double>* network);

}  // namespace ltlab
