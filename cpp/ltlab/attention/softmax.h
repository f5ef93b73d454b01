#pragma once
// Softmax attention, full, causal or in a sliding window, in tiles: never more than a tile of scores exists.
#include <optional>

#include "ltlab/attention/attention_kernel.h"
#include "ltlab/attention/cost.h"
#include "ltlab/attention/visibility.h"

namespace ltlab {

// Queries that meet the keys together: the count of bytes knows it.
inline constexpr Eigen::Index softmaxTileQueries = softmaxQueries;

// How scores are scaled, and which keys a query sees.
template <class T>
struct SoftmaxOptions {
  std::optional<T> scale;  // 1/√d unless given
  Visibility visibility;
};

// o_i = Σ_j p_ij v_j,  p_ij = exp(s_ij − m_i) / Σ_j exp(s_ij − m_i)  over the keys j that query i sees, with
// s_ij = scale q_i·k_j and m_i = max_j s_ij.
//   q (N, d)   k (M, d)   v (M, dv)   →   o (N, dv)          extra memory O(tile · (d + dv))
//
// Tile by tile with a running maximum and sum: when the maximum grows from m to m', sum and output so far
// shrink by exp(m − m'). No exponent is ever positive, so scores of any size do not overflow. Weights below
// 2^−125.5 (double 2^−1021.5) are 0. Tiles that none of their queries sees are skipped: a window costs
// O(N window d).
//
// A query that sees no key gets a zero row. Numbers that are not finite are data: they make NaN rows of the
// queries that see them, and leave no trace in the others.
// Refuses sizes that disagree, d = 0, and a scale that is not finite.
//
// Sources: running maximum and sum Milakov and Gimelshein 2018 (arXiv 1805.02867); tiles Dao et al. 2022
// (arXiv 2205.14135).
template <class T>
Matrix<T> softmaxAttention(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                           const SoftmaxOptions<T>& options = {});

// The refusals of softmaxAttention.
template <class T>
void requireSoftmaxShapes(const Matrix<T>& q, const Matrix<T>& k, const Matrix<T>& v,
                          const SoftmaxOptions<T>& options);

// N tokens, |i − j| < window (0: no limit). Per visible pair 2d (score) + 2dv (aggregate) + 4 (maximum,
// subtraction, exp, sum), per query d (scale) + dv (divide). bytes: queries and outputs once, and for each
// tile of queries the keys and values it sees. stateNumbers: the key–value cache, min(N, window)·(d + dv).
Cost softmaxCost(Eigen::Index n, Eigen::Index d, Eigen::Index dv, bool causal, Eigen::Index window = 0,
                 Eigen::Index numberSize = 4);

// One new token that attends to a cache of n keys, itself among them.
Cost softmaxDecodeCost(Eigen::Index n, Eigen::Index d, Eigen::Index dv, Eigen::Index numberSize = 4);

}  // namespace ltlab
