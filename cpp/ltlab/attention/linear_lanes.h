#pragma once
// Linear attention of a tile of tokens, lanes along the values. No number of a later token ever enters an
// earlier row, not even times 0.
#include "ltlab/attention/attention_kernel.h"
#include "ltlab/numeric/lanes_exp.h"
#include "ltlab/numeric/lanes_rows.h"

namespace ltlab {

template <class L>
struct EluPlusOne {
  LTLAB_INLINE typename L::V operator()(typename L::V x) const {
    const typename L::V small = exponential<L>(x), large = x + typename L::Scalar(1);
    return x > typename L::Scalar(0) ? large : small;
  }
};

template <class L>
struct Exponential {
  LTLAB_INLINE typename L::V operator()(typename L::V x) const { return exponential<L>(x); }
};

// y = F(x), number by number.
template <class L, class F>
void mapLanes(std::ptrdiff_t count, const typename L::Scalar* x, typename L::Scalar* y) {
  std::ptrdiff_t e = 0;
  for (; e + L::width <= count; e += L::width) store<L>(y + e, F()(load<L>(x + e)));
  if (e == count) return;
  typename L::Scalar last[L::width] = {};
  for (std::ptrdiff_t lane = 0; e + lane < count; ++lane) last[lane] = x[e + lane];
  store<L>(last, F()(load<L>(last)));
  for (std::ptrdiff_t lane = 0; e + lane < count; ++lane) y[e + lane] = last[lane];
}

// o ← o / weight, where 0 / 0 is 0 (attention/quotient.h).
template <class L>
LTLAB_INLINE void divideRow(typename L::Scalar* o, std::ptrdiff_t columns, typename L::V weight) {
  using V = typename L::V;
  const typename L::I none = weight == V{};
  for (std::ptrdiff_t j = 0; j < columns; j += L::width) {
    const V sum = load<L>(o + j);
    store<L>(o + j, (none & (sum == V{})) ? sum : V(sum / weight));
  }
}

// q·z in all lanes.
template <class L>
LTLAB_INLINE typename L::V weightOf(const typename L::Scalar* q, const LinearMemory<typename L::Scalar>& m) {
  typename L::V sum{};
  for (std::ptrdiff_t a = 0; a < m.pitch; a += L::width) sum = mulAdd(load<L>(q + a), load<L>(m.z + a), sum);
  return sumEverywhere<L>(sum);
}

template <class L>
void addToZ(const LinearMemory<typename L::Scalar>& m, const typename L::Scalar* k, int rows) {
  using V = typename L::V;
  for (std::ptrdiff_t a = 0; a < m.pitch; a += L::width) {
    V even{}, odd{};
    int j = 0;
    for (; j + 1 < rows; j += 2) {
      even += load<L>(k + j * m.pitch + a);
      odd += load<L>(k + (j + 1) * m.pitch + a);
    }
    if (j < rows) even += load<L>(k + j * m.pitch + a);
    store<L>(m.z + a, load<L>(m.z + a) + (even + odd));
  }
}

template <class L>
void addToState(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile) {
  rowProduct<L>(m.dk, m.columns, tile.rows, Columns<typename L::Scalar>{tile.k, m.pitch}, tile.v, m.columns,
                AddRow<L>{m.S, m.columns});
}

template <class L>
void absorbLanes(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile) {
  addToState<L>(m, tile);
  if (m.z) addToZ<L>(m, tile.k, tile.rows);
}

template <class L>
void readOutLanes(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile) {
  rowProduct<L>(tile.rows, m.columns, m.dk, Rows<typename L::Scalar>{tile.q, m.pitch}, m.S, m.columns,
                AssignRow<L>{tile.o, m.columns});
  for (int i = 0; m.z && i < tile.rows; ++i)
    divideRow<L>(tile.o + i * m.columns, m.columns, weightOf<L>(tile.q + i * m.pitch, m));
}

// z takes token after token, and each output is divided by its own weight.
template <class L>
void normaliseCausal(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile) {
  for (int i = 0; i < tile.rows; ++i) {
    const typename L::Scalar* k = tile.k + i * m.pitch;
    for (std::ptrdiff_t a = 0; a < m.pitch; a += L::width)
      store<L>(m.z + a, load<L>(m.z + a) + load<L>(k + a));
    divideRow<L>(tile.o + i * m.columns, m.columns, weightOf<L>(tile.q + i * m.pitch, m));
  }
}

// Tokens that pass S together: S is read and written once for all of them, and they meet it in their order.
template <class L>
inline constexpr int recurTokens = sizeof(typename L::V) == 64 ? 4 : 2;

template <class L, int Tokens>
LTLAB_INLINE void recurTogether(const LinearMemory<typename L::Scalar>& m,
                                const LinearTile<typename L::Scalar>& tile, int first, int j) {
  using V = typename L::V;
  using T = typename L::Scalar;
  V value[Tokens][rowTileLanes], sum[Tokens][rowTileLanes];
  LTLAB_UNROLL
  for (int t = 0; t < Tokens; ++t) LTLAB_UNROLL
  for (int c = 0; c < rowTileLanes; ++c) {
    value[t][c] = load<L>(tile.v + (first + t) * m.columns + j + c * L::width);
    sum[t][c] = V{};
  }
  RowCursor<Tokens, T> k(Rows<T>{tile.k, m.pitch}, first), q(Rows<T>{tile.q, m.pitch}, first);
  T* s = m.S + j;
  for (int a = 0; a < m.dk; ++a, s += m.columns, k.next(), q.next()) {
    V state[rowTileLanes];
    LTLAB_UNROLL
    for (int c = 0; c < rowTileLanes; ++c) state[c] = load<L>(s + c * L::width);
    LTLAB_UNROLL
    for (int t = 0; t < Tokens; ++t) {
      const V key = broadcast<L>(k(t)), query = broadcast<L>(q(t));
      LTLAB_UNROLL
      for (int c = 0; c < rowTileLanes; ++c) {
        state[c] = mulAdd(key, value[t][c], state[c]);
        sum[t][c] = mulAdd(query, state[c], sum[t][c]);
      }
    }
    LTLAB_UNROLL
    for (int c = 0; c < rowTileLanes; ++c) store<L>(s + c * L::width, state[c]);
  }
  LTLAB_UNROLL
  for (int t = 0; t < Tokens; ++t) LTLAB_UNROLL
  for (int c = 0; c < rowTileLanes; ++c)
    store<L>(tile.o + (first + t) * m.columns + j + c * L::width, sum[t][c]);
}

template <class L>
void recurLanes(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile) {
  for (int j = 0; j < m.columns; j += rowTileColumns<L>) {
    int i = 0;
    for (; i + recurTokens<L> <= tile.rows; i += recurTokens<L>)
      recurTogether<L, recurTokens<L>>(m, tile, i, j);
    for (; i < tile.rows; ++i) recurTogether<L, 1>(m, tile, i, j);
  }
  if (m.z) normaliseCausal<L>(m, tile);
}

template <class L>
std::size_t chunkNumbers(int rows, int dk) {
  return std::size_t(dk + rows) * roundUp(rows, rowTileColumns<L>);
}

// R tokens of a chunk read S, the earlier tokens of the chunk and themselves. keys: k transposed;
// pairs: row i gets q_i·k_j for j ≤ i, and numbers without meaning after that.
template <class L, int R>
LTLAB_INLINE void chunkRows(const LinearMemory<typename L::Scalar>& m,
                            const LinearTile<typename L::Scalar>& tile, int i, const typename L::Scalar* keys,
                            typename L::Scalar* pairs, std::ptrdiff_t wide) {
  using T = typename L::Scalar;
  const Rows<T> q{tile.q, m.pitch}, w{pairs, wide};
  const AssignRow<L> assignPairs{pairs, wide}, assignOutput{tile.o, m.columns};
  for (int j = 0; j < i + R; j += rowTileColumns<L>)
    rowProductTile<L, R>(i, j, m.dk, q, keys, wide, assignPairs);
  for (int j = 0; j < m.columns; j += rowTileColumns<L>) {
    TileSums<L, R> sums;
    addProducts<L, R>(sums, i, m.dk, q, m.S + j, m.columns);
    addProducts<L, R>(sums, i, i, w, tile.v + j, m.columns);
    addTriangle<L, R>(sums, i, w, tile.v + i * m.columns + j, m.columns);
    sums.storeTo(i, j, assignOutput);
  }
}

template <class L>
void chunkLanes(const LinearMemory<typename L::Scalar>& m, const LinearTile<typename L::Scalar>& tile,
                typename L::Scalar* scratch) {
  const std::ptrdiff_t wide = roundUp(tile.rows, rowTileColumns<L>);
  typename L::Scalar *keys = scratch, *pairs = scratch + m.dk * wide;
  for (int j = 0; j < wide; ++j)
    for (int a = 0; a < m.dk; ++a) keys[a * wide + j] = j < tile.rows ? tile.k[j * m.pitch + a] : 0;
  int i = 0;
  for (; i + rowTile<L> <= tile.rows; i += rowTile<L>)
    chunkRows<L, rowTile<L>>(m, tile, i, keys, pairs, wide);
  for (; i < tile.rows; ++i) chunkRows<L, 1>(m, tile, i, keys, pairs, wide);
  if (m.z) normaliseCausal<L>(m, tile);
  addToState<L>(m, tile);
}

}  // namespace ltlab
