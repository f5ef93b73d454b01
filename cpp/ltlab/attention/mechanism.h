#pragma once
// Softmax and linear attention of one short sequence, every number of both kept, and what the order of two products
// costs at any length.
#include <cstdint>
#include <string_view>
#include <vector>

#include "ltlab/attention/recorded.h"

namespace ltlab {

// One row per word of a text, entries N(0, 1). A word always has the same row, wherever it stands: a pure function of
// its letters and the seed.   text: words with blanks between them  →  (words, d).   Refuses d < 1.
Matrix<double> embedWords(std::string_view text, Eigen::Index d, std::uint64_t seed);

// How queries, keys and values are made of tokens, and which feature map stands in for softmax.
struct MechanismSettings {
  FeatureKind map = FeatureKind::EluPlusOne;
  Eigen::Index features = 16;  // of performer
  std::uint64_t seed = 1;      // of the projections and of performer
  double sharpness = 1;        // a factor on every query
  bool causal = false;
};

// Both mechanisms on the same q, k, v.
struct Mechanism {
  Matrix<double> tokens;      // (N, d)
  Matrix<double> Wq, Wk, Wv;  // (d, d)  entries N(0, 1/d), the same for all tokens
  Matrix<double> q, k, v;     // (N, d)  sharpness · tokens Wq, tokens Wk, tokens Wv
  FeatureMap<double> map;
  SoftmaxRecord<double> softmax;
  LinearRecord<double> linear;
  std::vector<Matrix<double>> stepS;  // S_0 (zero), S_1, … S_N: the sum as the keys come, causal or not
  std::vector<Vector<double>> stepZ;  // z_0, … z_N
  Matrix<double> deviation;           // (N, N)  linear.weights − softmax.weights
  double weightDeviation;  // mean over queries of ½ Σ_j |deviation_ij|: 0 the same, 1 no key in common
  double outputDeviation;  // ‖linear.output − softmax.output‖ / ‖softmax.output‖, Frobenius
};

// tokens (N, d).   O(N² d).   Refuses N outside [1, 64], d outside [1, 16], features outside [1, 256], and sharpness
// outside [0, 100].
Mechanism runMechanism(const Matrix<double>& tokens, const MechanismSettings& settings);

// (φ(Q) φ(K)ᵀ) V against φ(Q) (φ(K)ᵀ V): the same numbers, in another order.
struct BracketCosts {
  Eigen::Index n, d, featureSize;  // queries, keys and values (n, d), features (n, featureSize)
  Cost scoresFirst;                // n² (featureSize + d) multiply–adds, two operations each
  Cost stateFirst;                 // 2 n featureSize d multiply–adds: linearCost without the normaliser
  double scoreNumbers;             // n², the product in the first bracket
  double stateNumbers;             // featureSize · d
  double crossover;                // the n at which both cost the same: 2 featureSize d / (featureSize + d)
  Cost softmax, linear;            // the whole mechanisms: softmaxCost; linearCost and featureCost of q and k
};

// The costs for n tokens of size d. Refuses n outside [1, 10⁷] and d outside [1, 1024].   O(1).
BracketCosts bracketCosts(Eigen::Index n, Eigen::Index d, const MechanismSettings& settings);

}  // namespace ltlab
