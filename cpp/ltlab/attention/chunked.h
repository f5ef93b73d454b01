#pragma once
// The same causal outputs as runRecurrent, chunk by chunk: inside a chunk of C tokens matrix products replace
// the token-by-token recursion. With P_i = Π_{l≤i} diag(α_l) and K̃ the keys decayed to the end of the chunk,
//   O = (Q ∘ P) S + tril(W(Q)) U,   S ← P_C S + K̃ᵀ U,   W(X)_ij = x_i · Π_{j<l≤i} diag(α_l) k_j
// where U = V for the additive rules, and for the delta rules
//   (I + diag(β) stril(W(K))) U = diag(β) (V − (K ∘ P) S)      (tril: with the diagonal; stril: without)
// so that S_i = diag(α_i) S_{i−1} + k_i u_iᵀ for every rule. Products of α are formed, never divided, so
// α = 0 is exact.
//
// Sources: chunks Hua et al. 2022 (arXiv 2202.10447, §3.2); gates Yang et al. 2024, GLA (2312.06635); the
// triangular system Yang et al. 2024, DeltaNet (2406.06484, §3.2), with gates Yang et al. 2025 (2412.06464).
#include "ltlab/attention/state.h"

namespace ltlab {

// Any chunk ≥ 1, N need not be a multiple. state: in/out, exchangeable with runRecurrent's.  →  o (N, dv).
// mesa has no such form and runs token by token. Cost: O(dk dv + C (dk + dv)) a token and, with gates or for the delta
// rules, O(C² dk) a chunk more; linear attention's exactly in chunkedLinearCost. Numbers that are not finite are data,
// but within a chunk a later one can spoil earlier rows (0 · NaN in a product of matrices).
// Refuses what runRecurrent refuses, and chunk < 1.
template <class T>
Matrix<T> runChunked(const StateRule<T>& rule, Vector<T>& state, const TokenRows<T>& tokens,
                     Eigen::Index chunk);

// n tokens of linear attention in chunks of C, p = C(C+1)/2 pairs each (only the triangle is counted):
//   4C dk dv + 2p (dk + dv), and with a normaliser 3C dk + p + C dv.  bytes: q, k, v, o once.
Cost chunkedLinearCost(Eigen::Index n, Eigen::Index dk, Eigen::Index dv, Eigen::Index chunk, bool normalise,
                       Eigen::Index numberSize = 4);

}  // namespace ltlab
