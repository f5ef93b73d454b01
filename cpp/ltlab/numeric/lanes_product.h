#pragma once
// Small matrix products in lanes: W independent products at once, C(i, j) = Σ_k A(i, k) B(k, j), where each
// operand is either a matrix of lanes (one matrix per problem) or a matrix of numbers shared by all lanes.
// The sums of an R × C tile stay in registers over the whole k loop.
#include <type_traits>

#include "ltlab/numeric/lanes.h"

// In WebAssembly every product is a function of its own: engines allocate registers badly in functions into which many
// products have been inlined, and equal products share their code. The linker is told as much (ltlab_web_module).
// noexcept: otherwise -fexceptions calls them by way of JavaScript.
#if defined(__wasm__)
#define LTLAB_PRODUCT __attribute__((noinline))
#else
#define LTLAB_PRODUCT LTLAB_INLINE
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

// Where element (i, k) of a matrix is: at i·row() + k·column().
template <int Size>
struct RowByRow {
  [[no_unique_address]] Extent<Size> stride;
  LTLAB_INLINE int row() const { return stride; }
  LTLAB_INLINE int column() const { return 1; }
};

// The same for the transpose of a matrix that is stored row by row.
template <int Size>
struct ColumnByColumn {
  [[no_unique_address]] Extent<Size> stride;
  LTLAB_INLINE int row() const { return 1; }
  LTLAB_INLINE int column() const { return stride; }
};

// An operand: one matrix per lane.
template <class L, class Layout>
struct LaneMatrix {
  const typename L::V* at;
  [[no_unique_address]] Layout layout;
  LTLAB_INLINE typename L::V operator()(int offset) const { return at[offset]; }
};

// An operand: one matrix of numbers that all lanes share.
template <class L, class Layout>
struct SharedMatrix {
  const typename L::Scalar* at;
  [[no_unique_address]] Layout layout;
  LTLAB_INLINE typename L::V operator()(int offset) const { return broadcast<L>(at[offset]); }
};

template <class L, int Size>
LTLAB_INLINE LaneMatrix<L, RowByRow<Size>> laneMatrix(const typename L::V* at, Extent<Size> stride) {
  return {at, {stride}};
}
template <class L, int Size>
LTLAB_INLINE LaneMatrix<L, ColumnByColumn<Size>> laneTranspose(const typename L::V* at, Extent<Size> stride) {
  return {at, {stride}};
}
template <class L, int Size>
LTLAB_INLINE SharedMatrix<L, RowByRow<Size>> sharedMatrix(const typename L::Scalar* at, Extent<Size> stride) {
  return {at, {stride}};
}
template <class L, int Size>
LTLAB_INLINE SharedMatrix<L, ColumnByColumn<Size>> sharedTranspose(const typename L::Scalar* at,
                                                                   Extent<Size> stride) {
  return {at, {stride}};
}

// What happens to an element of the product: it replaces what is there.
template <class L, int Size>
struct Assign {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const { at[i * row + j] = value; }
};

// Its transpose does.
template <class L, int Size>
struct AssignTransposed {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const { at[j * row + i] = value; }
};

// It is added to what is there.
template <class L, int Size>
struct Add {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const { at[i * row + j] += value; }
};

// For symmetric products, of which only the tiles on and above the diagonal are computed.
template <class L, int Size>
struct AssignSymmetric {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const {
    at[i * row + j] = value;
    at[j * row + i] = value;
  }
};

// For products of which only i ≤ j is wanted, on both sides of the diagonal.
template <class L, int Size>
struct AssignUpper {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const {
    if (i > j) return;
    at[i * row + j] = value;
    at[j * row + i] = value;
  }
};

// The register tile: its R·C sums and C + 1 operands should fit the registers, 32 with AVX-512 and 16 otherwise; about
// ten sums hide the latency of an addition. In WebAssembly a whole row at a time is fastest (measured in Chromium, among
// all shapes up to 4 × 6). What is left over is a tile of its own exact size when the size of the problem is a constant
// (only those that occur are compiled); otherwise rows and columns one by one, which keeps the code small.
template <int R, int C>
struct Tile {
  static constexpr int rows = R, columns = C;
};
#if defined(__wasm__)
template <class L, int Size>
using WholeTile = std::conditional_t<(Size > 0), Tile<1, Size>, Tile<3, 4>>;
template <class L, int Size>
using UpperTile = Tile<3, 4>;  // of a size that is no constant: mirroredRows
#else
template <class L, int Size>
using WholeTile = Tile<(Size > 0 && sizeof(typename L::V) == 64) ? 6 : 3, 4>;
template <class L, int Size>
using UpperTile = WholeTile<L, Size>;
#endif

// sum + a b; the first product of a sum alone.
template <bool first, class V>
LTLAB_INLINE void accumulate(std::bool_constant<first>, V a, V b, V& sum) {
  sum = first ? a * b : mulAdd(a, b, sum);
  holdInPlace(sum);
}

// One step k of a tile, a and b from its first row and column on.
template <class L, int R, int C, class First, class A, class B>
LTLAB_INLINE void tileStep(First first, int k, const A& a, const B& b, typename L::V (&sum)[R][C]) {
  using V = typename L::V;
  const int left = k * a.layout.column(), right = k * b.layout.row();
  V row[R];
  LTLAB_UNROLL
  for (int r = 0; r < R; ++r) row[r] = a(left + r * a.layout.row());
  LTLAB_UNROLL
  for (int c = 0; c < C; ++c) {
    const V column = b(right + c * b.layout.column());
    LTLAB_UNROLL
    for (int r = 0; r < R; ++r) accumulate(first, row[r], column, sum[r][c]);
  }
}

// step(first, k, a, b) for all k < depth, an int or an Extent, at least 1; first: std::true_type for k = 0.
template <class Depth, class A, class B, class Step>
LTLAB_INLINE void forEachStep(Depth depth, const A& a, const B& b, const Step& step) {
  step(std::true_type(), 0, a, b);
  for (int k = 1; k < depth; ++k) step(std::false_type(), k, a, b);
}
#if defined(__wasm_simd128__)
// In WebAssembly a round does three steps, after which a and b move on: alone, a step's overhead is a quarter of the
// work, and whole products without a loop overflow the instruction cache.
template <class First, class A, class B, class Step>
LTLAB_INLINE void roundOfSteps(First first, int steps, A& a, B& b, const Step& step) {
  step(first, 0, a, b);
  LTLAB_UNROLL
  for (int k = 1; k < steps; ++k) step(std::false_type(), k, a, b);
  a.at += steps * a.layout.column();
  b.at += steps * b.layout.row();
}
template <class A, class B, class Step>
LTLAB_INLINE void forEachStep(int depth, A a, B b, const Step& step) {
  roundOfSteps(std::true_type(), 1, a, b, step);
  int rest = depth - 1;
  _Pragma("clang loop unroll(disable)") for (; rest >= 3; rest -= 3)
      roundOfSteps(std::false_type(), 3, a, b, step);
  _Pragma("clang loop unroll(disable)") for (; rest > 0; --rest)
      roundOfSteps(std::false_type(), 1, a, b, step);
}
template <int N, class A, class B, class Step>
requires(N > 0) LTLAB_INLINE void forEachStep(Extent<N>, A a, B b, const Step& step) {
  constexpr int head = (N - 1) % 3 + 1;
  roundOfSteps(std::true_type(), head, a, b, step);
  _Pragma("clang loop unroll(disable)") for (int k = head; k < N; k += 3)
      roundOfSteps(std::false_type(), 3, a, b, step);
}
#endif

// Elements i … i + R − 1, j … j + C − 1 of the product.
template <class L, int R, int C, class Depth, class A, class B, class Store>
LTLAB_INLINE void productTile(int i, int j, Depth depth, A a, B b, const Store& store) {
  a.at += i * a.layout.row();
  b.at += j * b.layout.column();
  holdInPlace(a.at);
  holdInPlace(b.at);
  typename L::V sum[R][C];
  forEachStep(
      depth, a, b, [&](auto first, int k, const A& left, const B& right) __attribute__((always_inline)) {
        tileStep<L>(first, k, left, right, sum);
      });
  LTLAB_UNROLL
  for (int r = 0; r < R; ++r) LTLAB_UNROLL
  for (int c = 0; c < C; ++c) store(i + r, j + c, sum[r][c]);
}

// The columns that do not fill a tile of C + 1 columns.
template <class L, int R, int C, class Depth, class A, class B, class Store>
LTLAB_INLINE void columnRest(int i, int j, int columns, Depth depth, const A& a, const B& b,
                             const Store& store) {
  if constexpr (C > 0) {
    if (columns - j == C)
      productTile<L, R, C>(i, j, depth, a, b, store);
    else
      columnRest<L, R, C - 1>(i, j, columns, depth, a, b, store);
  }
}

// One row of R × C tiles from column `begin` on.
template <class L, int Size, int R, int C, class Depth, class A, class B, class Store>
LTLAB_INLINE void productRow(int i, int begin, int columns, Depth depth, const A& a, const B& b,
                             const Store& store) {
  int j = begin;
  for (; j + C <= columns; j += C) productTile<L, R, C>(i, j, depth, a, b, store);
  if constexpr (Size > 0)
    columnRest<L, R, C - 1>(i, j, columns, depth, a, b, store);
  else
    for (; j < columns; ++j) productTile<L, R, 1>(i, j, depth, a, b, store);
}

// The rows that do not fill a tile of R + 1 rows.
template <class L, int Size, int R, int C, class Depth, class A, class B, class Store>
LTLAB_INLINE void rowRest(int i, int begin, int size, Depth depth, const A& a, const B& b,
                          const Store& store) {
  if constexpr (R > 0) {
    if (size - i == R)
      productRow<L, Size, R, C>(i, begin, size, depth, a, b, store);
    else
      rowRest<L, Size, R - 1, C>(i, begin, size, depth, a, b, store);
  }
}

// All rows of tiles; upper: each from its diagonal on.
template <class L, int Size, class Tile, bool upper, class Depth, class A, class B, class Store>
LTLAB_INLINE void productRows(Extent<Size> size, Depth depth, const A& a, const B& b, const Store& store) {
  constexpr int R = Tile::rows, C = Tile::columns;
  int i = 0;
  for (; i + R <= size; i += R) productRow<L, Size, R, C>(i, upper ? i : 0, size, depth, a, b, store);
  if constexpr (Size > 0)
    rowRest<L, Size, R - 1, C>(i, upper ? i : 0, size, depth, a, b, store);
  else
    for (; i < size; ++i) productRow<L, Size, 1, C>(i, upper ? i : 0, size, depth, a, b, store);
}

#if defined(__wasm__)
// Rows I and J = Size − 1 − I from their diagonals on: Size + 1 sums, and what row J needs of b row I has read.
template <class L, int Size, int I, class Depth, class A, class B, class Store>
LTLAB_INLINE void mirroredRows(Depth depth, A a, B b, const Store& store) {
  using V = typename L::V;
  constexpr int J = Size - 1 - I;
  V upper[Size - I], lower[Size - J];
  holdInPlace(a.at);
  holdInPlace(b.at);
  forEachStep(
      depth, a, b, [&](auto first, int k, const A& left, const B& right) __attribute__((always_inline)) {
        const V rowI = left(k * left.layout.column() + I * left.layout.row());
        const V rowJ = left(k * left.layout.column() + J * left.layout.row());
        LTLAB_UNROLL
        for (int c = I; c < Size; ++c) {
          const V column = right(k * right.layout.row() + c * right.layout.column());
          accumulate(first, rowI, column, upper[c - I]);
          if (c >= J && I < J) accumulate(first, rowJ, column, lower[c - J]);
        }
      });
  LTLAB_UNROLL
  for (int c = I; c < Size; ++c) store(I, c, upper[c - I]);
  LTLAB_UNROLL
  for (int c = J; c < Size && I < J; ++c) store(J, c, lower[c - J]);
}

template <class L, int Size, int I = 0, class Depth, class A, class B, class Store>
LTLAB_INLINE void upperRows(Depth depth, const A& a, const B& b, const Store& store) {
  mirroredRows<L, Size, I>(depth, a, b, store);
  if constexpr (I + 1 <= Size - 2 - I) upperRows<L, Size, I + 1>(depth, a, b, store);
}
#endif

// store(i, j, Σ_k a(i, k) b(k, j)) for all i, j < size and k < depth, an int or an Extent, at least 1. O(size² depth).
template <class L, int Size, class Depth, class A, class B, class Store>
LTLAB_PRODUCT void product(Extent<Size> size, Depth depth, A a, B b, Store store) noexcept {
  productRows<L, Size, WholeTile<L, Size>, false>(size, depth, a, b, store);
}

// The same for a product known to be symmetric: at least all i ≤ j < size.
template <class L, int Size, class Depth, class A, class B, class Store>
LTLAB_PRODUCT void symmetricProduct(Extent<Size> size, Depth depth, A a, B b, Store store) noexcept {
#if defined(__wasm__)
  if constexpr (Size > 0) return upperRows<L, Size>(depth, a, b, store);
#endif
  productRows<L, Size, UpperTile<L, Size>, true>(size, depth, a, b, store);
}

// store(i, j, Σ_{k ≤ i} a(i, k) a(j, k)) for at least all i ≤ j < size; a (size, size), zero above the diagonal. About
// size³/6 multiply-adds.
template <class L, int Size, class Store>
LTLAB_PRODUCT void triangularSquare(Extent<Size> size, const typename L::V* a, Store store) noexcept {
  for (int i = 0; i < size; ++i)
    productRow<L, Size, 1, WholeTile<L, Size>::columns>(i, i, size, i + 1, laneMatrix<L>(a, size),
                                                        laneTranspose<L>(a, size), store);
}

// store(i, 0, Σ_k a(i, k) v(k)) for R rows at once: with one column only rows can hide the latency of the
// sums.
template <class L, int R, class Depth, class A, class Store>
LTLAB_INLINE void vectorTile(int i, Depth depth, const A& a, const typename L::V* v, const Store& store) {
  productTile<L, R, 1>(i, 0, depth, a, laneMatrix<L>(v, Extent<1>(1)), store);
}

inline constexpr int vectorTileRows = 11;

template <class L, int Size, class A, class Store>
LTLAB_INLINE void vectorProduct(Extent<Size> size, const A& a, const typename L::V* v, const Store& store) {
  constexpr int R = Size > 0 && Size < vectorTileRows ? Size : vectorTileRows;
  int i = 0;
  for (; i + R <= size; i += R) vectorTile<L, R>(i, size, a, v, store);
  for (; i < size; ++i) vectorTile<L, 1>(i, size, a, v, store);
}

// out(i) = Σ_k a(i, k) v(k) for i, k < size.
template <class L, int Size, class A>
LTLAB_PRODUCT void multiplyVector(Extent<Size> size, A a, const typename L::V* v,
                                  typename L::V* out) noexcept {
  vectorProduct<L>(size, a, v, Assign<L, 1>{out, Extent<1>(1)});
}

// out(i) += Σ_k a(i, k) v(k) for i, k < size.
template <class L, int Size, class A>
LTLAB_PRODUCT void addVectorProduct(Extent<Size> size, A a, const typename L::V* v,
                                    typename L::V* out) noexcept {
  vectorProduct<L>(size, a, v, Add<L, 1>{out, Extent<1>(1)});
}

}  // namespace ltlab
