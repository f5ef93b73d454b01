#pragma once
// Linear attention on features φ(q), φ(k) (feature_map.h): (φ(Q) φ(K)ᵀ) V computed as φ(Q) (φ(K)ᵀ V).
// The causal forms are the rule "linear" of state.h, from an empty state. Numbers that are not finite are
// data: they spoil the rows that see them and leave no trace in earlier ones.
#include "ltlab/attention/cost.h"
#include "ltlab/attention/feature_map.h"

namespace ltlab {

enum class Normaliser { Divide, None };

// All keys for every query:  S = Σ_j φ(k_j) v_jᵀ,  z = Σ_j φ(k_j),  o_i = Sᵀφ(q_i) / (z·φ(q_i)).
// Without the normaliser o_i = Sᵀφ(q_i).
//   phiQ (N, dφ)   phiK (M, dφ)   v (M, dv)   →   o (N, dv)
//
// O((N + M) dφ dv) time, O(dφ dv) memory beyond the result. Where the denominator is 0, a sum that is 0 as
// well gives 0 and any other ±∞ (quotient.h). Refuses sizes that disagree, dφ = 0 and dv = 0.
// Source: Katharopoulos et al. 2020 (arXiv 2006.16236), §3.2; causal §3.3.
template <class T>
Matrix<T> linearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                          Normaliser normaliser = Normaliser::Divide);

// Keys j ≤ i for query i, token by token:  S_i = S_{i−1} + φ(k_i) v_iᵀ,  z_i = z_{i−1} + φ(k_i),
// o_i = S_iᵀφ(q_i) / (z_i·φ(q_i)).   Shapes, refusals and 0/0 as above, M = N.
template <class T>
Matrix<T> causalLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                Normaliser normaliser = Normaliser::Divide);

// The same outputs in chunks of any size C ≥ 1 (chunked.h): products of matrices, at the price of
// (C + 1)/2 (dφ + dv) more multiply-adds a token and O(C² + C dφ) memory. Slower than token by token here,
// where S stays in registers and cache.
template <class T>
Matrix<T> chunkedLinearAttention(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v,
                                 Eigen::Index chunk, Normaliser normaliser = Normaliser::Divide);

// The same on q, k (N, d) and (M, d), with the features made on the way: for elu+1, relu and identity a tile
// at a time, so that they never lie in memory.  Refuses sizes that disagree with the map's or with each
// other.
template <class T>
Matrix<T> linearAttention(const FeatureMap<T>& map, const Matrix<T>& q, const Matrix<T>& k,
                          const Matrix<T>& v, Normaliser normaliser = Normaliser::Divide);
template <class T>
Matrix<T> causalLinearAttention(const FeatureMap<T>& map, const Matrix<T>& q, const Matrix<T>& k,
                                const Matrix<T>& v, Normaliser normaliser = Normaliser::Divide);

// The refusals of linearAttention.
template <class T>
void requireLinearShapes(const Matrix<T>& phiQ, const Matrix<T>& phiK, const Matrix<T>& v);

// n tokens, all keys or causal token by token (the same arithmetic): 4dφ dv a token, with the normaliser 3dφ
// + dv more. bytes: φ(q), φ(k), v and o once. stateNumbers: dφ (dv + 1), without the normaliser dφ dv.
Cost linearCost(Eigen::Index n, Eigen::Index featureSize, Eigen::Index dv,
                Normaliser normaliser = Normaliser::Divide, Eigen::Index numberSize = 4);

}  // namespace ltlab
