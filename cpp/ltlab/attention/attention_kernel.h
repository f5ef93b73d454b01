#pragma once
// The inner loops of attention, in SIMD lanes, by the widest instruction set that the machine has. Callers
// want softmax.h and linear.h, which check shapes and cut matrices into these tiles.
//
// Plain numbers and pointers only: implementations are compiled for several instruction sets and share no
// code, so no container and no Eigen may appear here.
#include <cstddef>
#include <cstdint>
#include <span>

namespace ltlab {

// So many queries meet so many keys at a time; a tile of scores stays in the L1 cache.
inline constexpr int softmaxQueries = 64;
inline constexpr int softmaxKeys = 64;

// Keys first … last − 1.
struct KeySpan {
  std::ptrdiff_t first, last;
};

// Softmax attention of at most softmaxQueries queries, one query per lane; softmax.h has the equation.
template <class T>
struct SoftmaxTile {
  const T* q;  // (queries, d)
  const T* k;  // (all keys, d)
  const T* v;  // (all keys, dv)
  T* o;        // (queries, dv)
  int queries, d, dv;
  T scale;
  KeySpan keys;              // those that any of the queries sees
  const KeySpan* seen;       // per query, before the mask
  const std::uint8_t* mask;  // the first query's row, or null
  std::ptrdiff_t maskStride;
};

// S (dk, columns) and z (pitch), with z null if there is no normaliser. columns: dv, padded to a multiple of
// the kernel's `columns`; pitch: dk, padded to a multiple of its `lanes`. What is padded is zero.
template <class T>
struct LinearMemory {
  T* S;
  T* z;
  int dk;
  std::ptrdiff_t pitch, columns;
};

// Rows of tokens, features already; q and k (rows, pitch), v and o (rows, columns).
template <class T>
struct LinearTile {
  const T *q, *k, *v;
  T* o;
  int rows;
};

template <class T>
struct AttentionKernel {
  const char* name;
  int lanes, columns;

  // Numbers of scratch memory. All memory must be aligned to 64 bytes, except for the tokens.
  std::size_t (*softmaxNumbers)(int d, int dv);
  void (*softmax)(const SoftmaxTile<T>&, T* scratch);

  // φ = elu + 1 and exp, number by number.
  void (*eluPlusOne)(std::ptrdiff_t count, const T* x, T* phi);
  void (*exponential)(std::ptrdiff_t count, const T* x, T* y);

  void (*absorb)(const LinearMemory<T>&, const LinearTile<T>&);   // S += kᵀ v, z += Σ k
  void (*readOut)(const LinearMemory<T>&, const LinearTile<T>&);  // o = q S / (q z)
  void (*recur)(const LinearMemory<T>&, const LinearTile<T>&);    // absorb, then read out, token by token
  // The same for all tokens of the tile at once: o = (q S + tril(q kᵀ) v) / (q z).
  std::size_t (*chunkNumbers)(int rows, int dk);
  void (*chunk)(const LinearMemory<T>&, const LinearTile<T>&, T* scratch);

  // s ← s a + b on registers only; returns how many operations it did: the limit of these lanes.
  double (*multiplyAdd)(long rounds);
};

// The kernels that this machine can run, the narrowest first.
template <class T>
std::span<const AttentionKernel<T>* const> attentionKernels();

}  // namespace ltlab
