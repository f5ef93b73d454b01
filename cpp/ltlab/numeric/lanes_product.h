#pragma once
// Small matrix products in lanes: W independent products at once, C(i, j) = Σ_k A(i, k) B(k, j), where each
// operand is either a matrix of lanes (one matrix per problem) or a matrix of numbers shared by all lanes.
// The sums of an R × C tile stay in registers over the whole k loop.
#include "ltlab/numeric/lanes.h"

#if defined(__clang__)
#define LTLAB_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LTLAB_UNROLL _Pragma("GCC unroll 64")
#endif

namespace ltlab {

// A size that is a constant (N > 0) or known at run time (N = 0).
template <int N>
struct Extent {
  LTLAB_INLINE explicit Extent(int) {}
  LTLAB_INLINE constexpr operator int() const { return N; }
};

// The size known at run time.
template <>
struct Extent<0> {
  int value;
  LTLAB_INLINE explicit Extent(int value) : value(value) {}
  LTLAB_INLINE operator int() const { return value; }
};

// Operands: element (i, k) at at[i·row + k·column]; swap row and column for the transpose.
template <class L>
struct LaneMatrix {
  const typename L::V* at;
  int row, column;
  LTLAB_INLINE typename L::V operator()(int offset) const { return at[offset]; }
};

// The same for numbers that all lanes share.
template <class L>
struct SharedMatrix {
  const typename L::Scalar* at;
  int row, column;
  LTLAB_INLINE typename L::V operator()(int offset) const { return broadcast<L>(at[offset]); }
};

// What happens to an element of the product: it replaces what is there.
template <class L>
struct Assign {
  typename L::V* at;
  int row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const { at[i * row + j] = value; }
};

// It is added to what is there.
template <class L>
struct Add {
  typename L::V* at;
  int row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const { at[i * row + j] += value; }
};

// For symmetric products, of which only the tiles on and above the diagonal are computed.
template <class L>
struct AssignSymmetric {
  typename L::V* at;
  int row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const {
    at[i * row + j] = value;
    at[j * row + i] = value;
  }
};

// For products of which only i ≤ j is wanted, on both sides of the diagonal.
template <class L>
struct AssignUpper {
  typename L::V* at;
  int row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const {
    if (i > j) return;
    at[i * row + j] = value;
    at[j * row + i] = value;
  }
};

// The register tile: its R·C sums and C + 1 operands should fit the registers, 32 with AVX-512 and 16 otherwise. In
// WebAssembly a whole row at a time is fastest (measured in Chromium: 1 × 11 takes nine tenths of the time of 3 × 4).
// What is left over is a tile of its own exact size when the size of the problem is a constant (only those that occur
// are compiled); otherwise rows and columns one by one, which keeps the code small.
#if defined(__wasm__)
template <class L, int Size>
inline constexpr int tileRows = Size > 0 ? 1 : 3;
template <class L, int Size>
inline constexpr int tileColumns = Size > 0 ? Size : 4;
#else
template <class L, int Size>
inline constexpr int tileRows = Size > 0 && sizeof(typename L::V) == 64 ? 6 : 3;
template <class L, int Size>
inline constexpr int tileColumns = 4;
#endif

// Elements i … i + R − 1, j … j + C − 1 of the product.
template <class L, int R, int C, class A, class B, class Store>
LTLAB_INLINE void productTile(int i, int j, int depth, const A& a, const B& b, const Store& store) {
  using V = typename L::V;
  V sum[R][C];
  LTLAB_UNROLL
  for (int r = 0; r < R; ++r) LTLAB_UNROLL
  for (int c = 0; c < C; ++c) sum[r][c] = V{};
  int left = i * a.row, right = j * b.column;
  for (int k = 0; k < depth; ++k, left += a.column, right += b.row) {
    V column[C];
    LTLAB_UNROLL
    for (int c = 0; c < C; ++c) column[c] = b(right + c * b.column);
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) {
      const V row = a(left + r * a.row);
      LTLAB_UNROLL
      for (int c = 0; c < C; ++c) sum[r][c] = mulAdd(row, column[c], sum[r][c]);
    }
  }
  LTLAB_UNROLL
  for (int r = 0; r < R; ++r) LTLAB_UNROLL
  for (int c = 0; c < C; ++c) store(i + r, j + c, sum[r][c]);
}

// The columns that do not fill a tile of C + 1 columns.
template <class L, int R, int C, class A, class B, class Store>
LTLAB_INLINE void columnRest(int i, int j, int columns, int depth, const A& a, const B& b,
                             const Store& store) {
  if constexpr (C > 0) {
    if (columns - j == C)
      productTile<L, R, C>(i, j, depth, a, b, store);
    else
      columnRest<L, R, C - 1>(i, j, columns, depth, a, b, store);
  }
}

// One row of tiles from column `begin` on.
template <class L, int Size, int R, class A, class B, class Store>
LTLAB_INLINE void productRow(int i, int begin, int columns, int depth, const A& a, const B& b,
                             const Store& store) {
  constexpr int C = tileColumns<L, Size>;
  int j = begin;
  for (; j + C <= columns; j += C) productTile<L, R, C>(i, j, depth, a, b, store);
  if constexpr (Size > 0)
    columnRest<L, R, C - 1>(i, j, columns, depth, a, b, store);
  else
    for (; j < columns; ++j) productTile<L, R, 1>(i, j, depth, a, b, store);
}

// The rows that do not fill a tile of R + 1 rows.
template <class L, int Size, int R, class A, class B, class Store>
LTLAB_INLINE void rowRest(int i, int begin, int rows, int columns, int depth, const A& a, const B& b,
                          const Store& store) {
  if constexpr (R > 0) {
    if (rows - i == R)
      productRow<L, Size, R>(i, begin, columns, depth, a, b, store);
    else
      rowRest<L, Size, R - 1>(i, begin, rows, columns, depth, a, b, store);
  }
}

// All rows of tiles; upper: each from its diagonal on.
template <class L, int Size, bool upper, class A, class B, class Store>
LTLAB_INLINE void productRows(int rows, int columns, int depth, const A& a, const B& b, const Store& store) {
  constexpr int R = tileRows<L, Size>;
  int i = 0;
  for (; i + R <= rows; i += R) productRow<L, Size, R>(i, upper ? i : 0, columns, depth, a, b, store);
  if constexpr (Size > 0)
    rowRest<L, Size, R - 1>(i, upper ? i : 0, rows, columns, depth, a, b, store);
  else
    for (; i < rows; ++i) productRow<L, Size, 1>(i, upper ? i : 0, columns, depth, a, b, store);
}

// store(i, j, Σ_k a(i, k) b(k, j)) for all i < rows, j < columns, O(rows · columns · depth). Size: the size of the
// problem if it is a constant, else 0.
template <class L, int Size, class A, class B, class Store>
LTLAB_INLINE void product(int rows, int columns, int depth, const A& a, const B& b, const Store& store) {
  productRows<L, Size, false>(rows, columns, depth, a, b, store);
}

// The same for a square product known to be symmetric: at least all i ≤ j < size.
template <class L, int Size, class A, class B, class Store>
LTLAB_INLINE void symmetricProduct(int size, int depth, const A& a, const B& b, const Store& store) {
  productRows<L, Size, true>(size, size, depth, a, b, store);
}

// store(i, j, Σ_{k ≤ i} a(i, k) a(j, k)) for at least all i ≤ j < size; a (size, size), zero above the diagonal. About
// size³/6 multiply-adds.
template <class L, int Size, class Store>
LTLAB_INLINE void triangularSquare(int size, const typename L::V* a, const Store& store) {
  for (int i = 0; i < size; ++i)
    productRow<L, Size, 1>(i, i, size, i + 1, LaneMatrix<L>{a, size, 1}, LaneMatrix<L>{a, 1, size}, store);
}

// store(i, 0, Σ_k a(i, k) v(k)) for R rows at once: with one column only rows can hide the latency of the
// sums.
template <class L, int R, class A, class Store>
LTLAB_INLINE void vectorTile(int i, int depth, const A& a, const typename L::V* v, const Store& store) {
  productTile<L, R, 1>(i, 0, depth, a, LaneMatrix<L>{v, 1, 1}, store);
}

inline constexpr int vectorTileRows = 11;

template <class L, int Size, class A, class Store>
LTLAB_INLINE void vectorProduct(int rows, int depth, const A& a, const typename L::V* v, const Store& store) {
  constexpr int R = Size > 0 && Size < vectorTileRows ? Size : vectorTileRows;
  int i = 0;
  for (; i + R <= rows; i += R) vectorTile<L, R>(i, depth, a, v, store);
  for (; i < rows; ++i) vectorTile<L, 1>(i, depth, a, v, store);
}

// out(i) = Σ_k a(i, k) v(k) for i < rows.
template <class L, int Size, class A>
LTLAB_INLINE void multiplyVector(int rows, int depth, const A& a, const typename L::V* v,
                                 typename L::V* out) {
  vectorProduct<L, Size>(rows, depth, a, v, Assign<L>{out, 1});
}

// out(i) += Σ_k a(i, k) v(k) for i < rows.
template <class L, int Size, class A>
LTLAB_INLINE void addVectorProduct(int rows, int depth, const A& a, const typename L::V* v,
                                   typename L::V* out) {
  vectorProduct<L, Size>(rows, depth, a, v, Add<L>{out, 1});
}

}  // namespace ltlab
