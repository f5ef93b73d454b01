#pragma once
// Softmax attention of a tile of queries: lane = query, so that maxima and sums need no work across lanes,
// and keys and values are read number by number as they lie in memory.
#include "ltlab/attention/attention_kernel.h"
#include "ltlab/numeric/lanes_exp.h"
#include "ltlab/numeric/lanes_rows.h"

namespace ltlab {

template <class L>
struct SoftmaxScratch {
  using T = typename L::Scalar;
  T* queries;                   // (d, softmaxQueries): scaled and transposed
  T* weights;                   // (softmaxKeys, softmaxQueries): scores, then exp(score − maximum)
  T* sums;                      // (dv, softmaxQueries): Σ_j weight_j v_j
  T* finiteValues;              // (softmaxKeys, dv)
  T *maximum, *total, *shrink;  // (softmaxQueries)

  static std::size_t numbers(int d, int dv) {
    return std::size_t(softmaxQueries) * (d + softmaxKeys + dv + 3) + std::size_t(softmaxKeys) * dv;
  }

  SoftmaxScratch(int d, int dv, T* memory) {
    queries = memory;
    weights = queries + d * softmaxQueries;
    sums = weights + softmaxKeys * softmaxQueries;
    maximum = sums + dv * softmaxQueries;
    total = maximum + softmaxQueries;
    shrink = total + softmaxQueries;
    finiteValues = shrink + softmaxQueries;
  }
};

// Lanes beyond the last query repeat it.
template <class L>
void startSoftmax(const SoftmaxTile<typename L::Scalar>& tile, int columns, const SoftmaxScratch<L>& at) {
  using T = typename L::Scalar;
  const T scale = tile.scale * ExpConstants<T>::log2E;
  for (int i = 0; i < columns; ++i) {
    const T* q = tile.q + std::ptrdiff_t(i < tile.queries ? i : tile.queries - 1) * tile.d;
    for (int c = 0; c < tile.d; ++c) at.queries[c * softmaxQueries + i] = scale * q[c];
    for (int c = 0; c < tile.dv; ++c) at.sums[c * softmaxQueries + i] = 0;
    at.maximum[i] = -__builtin_inf();
    at.total[i] = 0;
  }
}

template <class T>
LTLAB_INLINE bool sees(const SoftmaxTile<T>& tile, int i, std::ptrdiff_t j) {
  return j >= tile.seen[i].first && j < tile.seen[i].last &&
         (!tile.mask || tile.mask[i * tile.maskStride + j] != 0);
}

// Scores that a query does not see become −∞. Says whether there may be any.
template <class T>
LTLAB_INLINE bool hideScores(const SoftmaxTile<T>& tile, KeySpan keys, T* scores) {
  bool hidden = false;
  for (int i = 0; i < tile.queries; ++i) {
    if (!tile.mask && tile.seen[i].first <= keys.first && tile.seen[i].last >= keys.last) continue;
    hidden = true;
    for (std::ptrdiff_t j = keys.first; j < keys.last; ++j)
      if (!sees(tile, i, j)) scores[(j - keys.first) * softmaxQueries + i] = -__builtin_inf();
  }
  return hidden;
}

// Scores become weights relative to the new maximum. A query that has seen no key keeps weights and sums 0.
template <class L>
void weighScores(int keys, int columns, const SoftmaxScratch<L>& at) {
  using V = typename L::V;
  for (int i = 0; i < columns; i += L::width) {
    typename L::Scalar* const scores = at.weights + i;
    const V before = load<L>(at.maximum + i);
    V even = before, odd = before;
    int j = 0;
    for (; j + 1 < keys; j += 2) {
      const V a = load<L>(scores + j * softmaxQueries), b = load<L>(scores + (j + 1) * softmaxQueries);
      even = larger(even, a);
      odd = larger(odd, b);
    }
    if (j < keys) {
      const V a = load<L>(scores + j * softmaxQueries);
      even = larger(even, a);
    }
    const V maximum = larger(even, odd);
    store<L>(at.maximum + i, maximum);
    const V reference = maximum == -__builtin_inf() ? V{} : maximum;
    const V shrink = powerOfTwo<L>(before - reference);
    V total{};
    for (j = 0; j < keys; ++j) {
      const V weight = powerOfTwo<L>(load<L>(scores + j * softmaxQueries) - reference);
      store<L>(scores + j * softmaxQueries, weight);
      total += weight;
    }
    store<L>(at.shrink + i, shrink);
    store<L>(at.total + i, mulAdd(load<L>(at.total + i), shrink, total));
  }
}

// The values of a tile with 0 for every number that is not finite. Says whether there were any.
template <class T>
LTLAB_INLINE bool copyFinite(const T* values, int count, T* finite) {
  bool copied = false;
  for (int e = 0; e < count; ++e) {
    const bool isFinite = values[e] - values[e] == 0;
    copied |= !isFinite;
    finite[e] = isFinite ? values[e] : T(0);
  }
  return copied;
}

// What copyFinite left out, for the queries that see it: 0 · ∞ would spoil the others.
template <class T>
LTLAB_INLINE void addNotFinite(const SoftmaxTile<T>& tile, KeySpan keys, const T* weights, T* sums) {
  for (std::ptrdiff_t j = keys.first; j < keys.last; ++j)
    for (int c = 0; c < tile.dv; ++c) {
      const T value = tile.v[j * tile.dv + c];
      if (value - value == 0) continue;
      for (int i = 0; i < tile.queries; ++i)
        if (sees(tile, i, j))
          sums[c * softmaxQueries + i] += weights[(j - keys.first) * softmaxQueries + i] * value;
    }
}

// Sums of one tile of keys are added up before they meet those of the earlier tiles: smaller rounding errors
// than one long sum.
template <class L>
struct AddToShrunk {
  using T = typename L::Scalar;
  T* sums;
  const T* shrink;
  LTLAB_INLINE void operator()(int c, int i, typename L::V sum) const {
    T* const at = sums + c * softmaxQueries + i;
    store<L>(at, mulAdd(load<L>(at), load<L>(shrink + i), sum));
  }
};

template <class L>
void absorbKeys(const SoftmaxTile<typename L::Scalar>& tile, KeySpan span, int columns,
                const SoftmaxScratch<L>& at) {
  using T = typename L::Scalar;
  const int keys = int(span.last - span.first);
  const T* values = tile.v + span.first * tile.dv;
  rowProduct<L>(keys, columns, tile.d, Rows<T>{tile.k + span.first * tile.d, tile.d}, at.queries,
                softmaxQueries, AssignRow<L>{at.weights, softmaxQueries});
  const bool hidden = hideScores(tile, span, at.weights);
  weighScores<L>(keys, columns, at);
  const bool patched = hidden && copyFinite(values, keys * tile.dv, at.finiteValues);
  rowProduct<L>(tile.dv, columns, keys, Columns<T>{patched ? at.finiteValues : values, tile.dv}, at.weights,
                softmaxQueries, AddToShrunk<L>{at.sums, at.shrink});
  if (patched) addNotFinite(tile, span, at.weights, at.sums);
}

template <class L>
void finishSoftmax(const SoftmaxTile<typename L::Scalar>& tile, int columns, const SoftmaxScratch<L>& at) {
  using V = typename L::V;
  for (int i = 0; i < columns; i += L::width) {
    const V total = load<L>(at.total + i);
    const V divisor = total == typename L::Scalar(0) ? broadcast<L>(1) : total;
    for (int c = 0; c < tile.dv; ++c) {
      typename L::Scalar* const sum = at.sums + c * softmaxQueries + i;
      store<L>(sum, load<L>(sum) / divisor);
    }
  }
  for (int i = 0; i < tile.queries; ++i)
    for (int c = 0; c < tile.dv; ++c)
      tile.o[std::ptrdiff_t(i) * tile.dv + c] = at.sums[c * softmaxQueries + i];
}

template <class L>
void softmaxLanes(const SoftmaxTile<typename L::Scalar>& tile, typename L::Scalar* scratch) {
  const SoftmaxScratch<L> at(tile.d, tile.dv, scratch);
  const int columns = roundUp(tile.queries, rowTileColumns<L>);
  startSoftmax<L>(tile, columns, at);
  for (std::ptrdiff_t first = tile.keys.first; first < tile.keys.last; first += softmaxKeys) {
    const std::ptrdiff_t end = first + softmaxKeys;
    absorbKeys<L>(tile, {first, end < tile.keys.last ? end : tile.keys.last}, columns, at);
  }
  finishSoftmax<L>(tile, columns, at);
}

}  // namespace ltlab
