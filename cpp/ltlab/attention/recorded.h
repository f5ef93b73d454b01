#pragma once
// Attention and a linear-transformer layer with every intermediate quantity kept, for step-by-step figures.
// Plain order of the textbook, O(N²) memory: for small sequences. Results agree with the kernels to rounding.
#include <vector>

#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"

namespace ltlab {

// The four steps of softmax attention: score, scale, normalise, aggregate.
template <class T>
struct SoftmaxRecord {
  Matrix<T> scores;        // (N, M)  q_i·k_j
  Matrix<T> scaled;        // (N, M)  scale · scores; −∞ where query i does not see key j
  Vector<T> maximum;       // (N)     max_j scaled; −∞ for a query that sees no key
  Matrix<T> exponentials;  // (N, M)  exp(scaled − maximum), 0 where hidden
  Vector<T> sums;          // (N)     Σ_j exponentials
  Matrix<T> weights;       // (N, M)  exponentials / sums, 0 for a query that sees no key
  Matrix<T> output;        // (N, dv) weights · v
};

// The steps of softmaxAttention, with its arguments, refusals and masked rows. O(N M (d + dv)) time, O(N M) memory; the
// arithmetic is softmaxCost.
template <class T>
SoftmaxRecord<T> recordSoftmax(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                               const SoftmaxOptions<T>& options = {});

// The three steps of linear attention: features, their sums with the values, and what a query reads.
template <class T>
struct LinearRecord {
  Matrix<T> phiQ;                // (N, dφ)
  Matrix<T> phiK;                // (M, dφ)
  Matrix<T> S;                   // (dφ, dv)  Σ_j φ(k_j) v_jᵀ over all keys
  Vector<T> z;                   // (dφ)      Σ_j φ(k_j)
  std::vector<Matrix<T>> stepS;  // causal: S_0 (zero), S_1, … S_N; otherwise empty
  std::vector<Vector<T>> stepZ;  // causal: z_0, … z_N; otherwise empty
  Matrix<T> similarities;        // (N, M)   φ(q_i)·φ(k_j), 0 for j > i when causal
  Matrix<T> numerator;           // (N, dv)  Sᵀφ(q_i), causal S_iᵀφ(q_i)
  Vector<T> denominator;         // (N)      z·φ(q_i), causal z_i·φ(q_i); 1 without the normaliser
  Matrix<T> weights;             // (N, M)   similarities / denominator, which the kernel never forms
  Matrix<T> output;              // (N, dv)  numerator / denominator
};

// The steps of linearAttention (causal: of causalLinearAttention), with their arguments, refusals and 0/0.
// O(N M (dφ + dv)) time and O(N M) memory for the similarities that the kernel never forms; causal O(N dφ dv) memory
// more for the states. The arithmetic without the similarities is linearCost.
template <class T>
LinearRecord<T> recordLinear(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                             bool causal = false, Normaliser normaliser = Normaliser::Divide);

// One head of a linear-transformer layer, both (D, D): similarity e_jᵀ Q e_i, transformation P e_j.
template <class T>
struct LayerHead {
  Matrix<T> P;
  Matrix<T> Q;
};

// What one head adds to the tokens.
template <class T>
struct HeadRecord {
  Matrix<T> similarities;     // (N, n)    row i, column j: e_jᵀ Q e_i
  Matrix<T> transformations;  // (n, D)    row j: P e_j
  Matrix<T> contributions;    // (N·n, D)  row i·n + j: (e_jᵀ Q e_i) P e_j
  Matrix<T> deltas;           // (N, D)    row i: Σ_j contributions
};

// A whole layer, head by head.
template <class T>
struct LayerRecord {
  std::vector<HeadRecord<T>> heads;
  Matrix<T> deltas;  // (N, D)  Σ_k of the heads' deltas
  Matrix<T> tokens;  // (N, D)  e_i + Δe_i
};

// Δe_i = Σ_k Σ_{j<n} (e_jᵀ Q_k e_i) P_k e_j  for all N tokens; the first n are the context, the rest (the
// query token) are updated but not attended to.
//   tokens (N, D)   heads any number   context n, 0 ≤ n ≤ N          O(heads · n D (N + D)) time, O(heads · N n D) memory
// Refuses a context outside [0, N] and heads that are not D × D.
// Source: Vladymyrov et al. 2024 (arXiv 2402.14180), §2.
template <class T>
LayerRecord<T> recordLayer(const Matrix<T>& tokens, const std::vector<LayerHead<T>>& heads,
                           Eigen::Index context);

}  // namespace ltlab
