#pragma once
// Products of matrices whose rows lie in memory, lanes along the columns of the result:
//   C(i, j) = Σ_k A(i, k) B(k, j),   A number by number, B and C a row of lanes at a time.
// The sums of a tile of R rows and C lanes stay in registers over the whole k loop: two loads of B and R of A
// for 2R multiply-adds. (numeric/lanes_product.h: many small products, one per lane.)
#include <cstddef>
#include <utility>

#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// A tile: R·C sums, C operands and one number fit 16 registers (32 with AVX-512), and there are enough sums
// to hide the latency of an addition. In WebAssembly 4 × 2 beats 3 × 3 and 5 × 2, which spill.
template <class L>
inline constexpr int rowTile = sizeof(typename L::V) == 64 ? 8 : 4;
inline constexpr int rowTileLanes = 2;

// Columns of B and C come in multiples of this.
template <class L>
inline constexpr int rowTileColumns = L::width* rowTileLanes;

LTLAB_INLINE constexpr int roundUp(int size, int multiple) {
  return (size + multiple - 1) / multiple * multiple;
}

template <class L>
LTLAB_INLINE typename L::V load(const typename L::Scalar* at) {
  typename L::V v;
  std::memcpy(&v, at, sizeof v);
  return v;
}

template <class L>
LTLAB_INLINE void store(typename L::Scalar* at, typename L::V v) {
  std::memcpy(at, &v, sizeof v);
}

// Which way A lies: element (i, k) at at[i·stride + k], or transposed at at[k·stride + i].
template <class T>
struct Rows {
  const T* at;
  std::ptrdiff_t stride;
};
template <class T>
struct Columns {
  const T* at;
  std::ptrdiff_t stride;
};

// R running pointers into A, one per row or one for all.
template <int R, class T>
struct RowCursor {
  const T* at[R];
  LTLAB_INLINE RowCursor(const Rows<T>& a, int i) {
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) at[r] = a.at + (i + r) * a.stride;
  }
  LTLAB_INLINE T operator()(int r) const { return *at[r]; }
  LTLAB_INLINE void next() {
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) ++at[r];
  }
};
template <int R, class T>
struct ColumnCursor {
  const T* at;
  std::ptrdiff_t stride;
  LTLAB_INLINE ColumnCursor(const Columns<T>& a, int i) : at(a.at + i), stride(a.stride) {}
  LTLAB_INLINE T operator()(int r) const { return at[r]; }
  LTLAB_INLINE void next() { at += stride; }
};
template <int R, class T>
LTLAB_INLINE RowCursor<R, T> cursor(const Rows<T>& a, int i) {
  return {a, i};
}
template <int R, class T>
LTLAB_INLINE ColumnCursor<R, T> cursor(const Columns<T>& a, int i) {
  return {a, i};
}

// What happens to a piece of a row of the product.
template <class L>
struct AssignRow {
  using T = typename L::Scalar;
  T* at;
  std::ptrdiff_t stride;
  LTLAB_INLINE void operator()(int i, int j, typename L::V v) const { store<L>(at + i * stride + j, v); }
};

template <class L>
struct AddRow {
  using T = typename L::Scalar;
  T* at;
  std::ptrdiff_t stride;
  LTLAB_INLINE void operator()(int i, int j, typename L::V v) const {
    T* const row = at + i * stride + j;
    store<L>(row, load<L>(row) + v);
  }
};

template <class L, int R>
struct TileSums {
  typename L::V at[R][rowTileLanes];

  LTLAB_INLINE TileSums() {
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) LTLAB_UNROLL
    for (int c = 0; c < rowTileLanes; ++c) at[r][c] = typename L::V{};
  }

  template <class Store>
  LTLAB_INLINE void storeTo(int i, int j, const Store& store) const {
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) LTLAB_UNROLL
    for (int c = 0; c < rowTileLanes; ++c) store(i + r, j + c * L::width, at[r][c]);
  }
};

// sums += Σ_k A(i + r, k) B(k, j …).  b: row 0 of B at column j.  Unrolling the k loop by hand makes
// WebAssembly slower: V8 does it itself and then runs out of registers.
template <class L, int R, class A>
LTLAB_INLINE void addProducts(TileSums<L, R>& sums, int i, int depth, const A& a, const typename L::Scalar* b,
                              std::ptrdiff_t stride) {
  using V = typename L::V;
  auto left = cursor<R>(a, i);
  for (int k = 0; k < depth; ++k, left.next(), b += stride) {
    V right[rowTileLanes];
    LTLAB_UNROLL
    for (int c = 0; c < rowTileLanes; ++c) right[c] = load<L>(b + c * L::width);
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) {
      const V number = broadcast<L>(left(r));
      LTLAB_UNROLL
      for (int c = 0; c < rowTileLanes; ++c) sums.at[r][c] = mulAdd(number, right[c], sums.at[r][c]);
    }
  }
}

template <class L, int R, class A, class Store>
LTLAB_INLINE void rowProductTile(int i, int j, int depth, const A& a, const typename L::Scalar* b,
                                 std::ptrdiff_t stride, const Store& store) {
  TileSums<L, R> sums;
  addProducts<L, R>(sums, i, depth, a, b + j, stride);
  sums.storeTo(i, j, store);
}

// sums += Σ_{k ≤ r} A(i + r, i + k) B(i + k, j …): the rest of a lower triangular product, once the k < i
// have been added. b: row i of B at column j.
template <class L, int R>
LTLAB_INLINE void addTriangle(TileSums<L, R>& sums, int i, const Rows<typename L::Scalar>& a,
                              const typename L::Scalar* b, std::ptrdiff_t stride) {
  using V = typename L::V;
  LTLAB_UNROLL
  for (int k = 0; k < R; ++k) LTLAB_UNROLL
  for (int c = 0; c < rowTileLanes; ++c) {
    const V right = load<L>(b + k * stride + c * L::width);
    LTLAB_UNROLL
    for (int r = k; r < R; ++r)
      sums.at[r][c] = mulAdd(broadcast<L>(a.at[(i + r) * a.stride + i + k]), right, sums.at[r][c]);
  }
}

// store(i, j, C(i, j …)) for i < rows and j < columns in steps of the lanes. Rows that do not fill a tile
// are taken one by one.
template <class L, class A, class Store>
LTLAB_INLINE void rowProduct(int rows, int columns, int depth, const A& a, const typename L::Scalar* b,
                             std::ptrdiff_t stride, const Store& store) {
  for (int j = 0; j < columns; j += rowTileColumns<L>) {
    int i = 0;
    for (; i + rowTile<L> <= rows; i += rowTile<L>)
      rowProductTile<L, rowTile<L>>(i, j, depth, a, b, stride, store);
    for (; i < rows; ++i) rowProductTile<L, 1>(i, j, depth, a, b, stride, store);
  }
}

template <int Distance, class V, std::size_t... Lane>
LTLAB_INLINE V swapLanes(V v, std::index_sequence<Lane...>) {
  return __builtin_shufflevector(v, v, int(Lane ^ Distance)...);
}

// All lanes equal to the sum of all lanes, added in pairs.
template <class L, int Distance = L::width / 2>
LTLAB_INLINE typename L::V sumEverywhere(typename L::V v) {
  v += swapLanes<Distance>(v, std::make_index_sequence<L::width>());
  if constexpr (Distance > 1)
    return sumEverywhere<L, Distance / 2>(v);
  else
    return v;
}

}  // namespace ltlab
