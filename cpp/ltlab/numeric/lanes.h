#pragma once
// SIMD lanes: W independent problems side by side, one per lane of a vector register. A kernel is a template
// over one of the lane types below and works on values of type `typename L::V` with ordinary operators.
//
// Built on the compilers' vector extensions: g++, clang and emcc turn them into the same code as intrinsics,
// and without -msimd128 they fall back to scalar code. Only what the extensions cannot say (fused
// multiply-add, square root) is spelled with intrinsics.
//
// Everything here is a template over L or takes its vector type, so that files compiled for different
// instruction sets never share a function.
#include <cstdint>
#include <cstring>
#include <type_traits>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#if defined(__AVX512F__)
#define LTLAB_INSTRUCTION_SET avx512
#elif defined(__AVX2__)
#define LTLAB_INSTRUCTION_SET avx2
#else
#define LTLAB_INSTRUCTION_SET baseline
#endif
#define LTLAB_INLINE inline __attribute__((always_inline))
#if defined(__clang__)
#define LTLAB_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LTLAB_UNROLL _Pragma("GCC unroll 64")
#endif

namespace ltlab {
inline namespace LTLAB_INSTRUCTION_SET {

// F32x8: Scalar float, width 8, V (values), I and U (signed and unsigned integers of the same size; I is also a mask).
#define LTLAB_LANE_TYPE(Name, ScalarType, IntType, UIntType, W)                \
  struct Name {                                                                \
    using Scalar = ScalarType;                                                 \
    static constexpr int width = W;                                            \
    typedef ScalarType V __attribute__((vector_size(W * sizeof(ScalarType)))); \
    typedef IntType I __attribute__((vector_size(W * sizeof(ScalarType))));    \
    typedef UIntType U __attribute__((vector_size(W * sizeof(ScalarType))));   \
  };
LTLAB_LANE_TYPE(F32x2, float, std::int32_t, std::uint32_t, 2)
LTLAB_LANE_TYPE(F32x4, float, std::int32_t, std::uint32_t, 4)
LTLAB_LANE_TYPE(F32x8, float, std::int32_t, std::uint32_t, 8)
LTLAB_LANE_TYPE(F32x16, float, std::int32_t, std::uint32_t, 16)
LTLAB_LANE_TYPE(F64x2, double, std::int64_t, std::uint64_t, 2)
LTLAB_LANE_TYPE(F64x4, double, std::int64_t, std::uint64_t, 4)
LTLAB_LANE_TYPE(F64x8, double, std::int64_t, std::uint64_t, 8)
#undef LTLAB_LANE_TYPE

// Lanes for short computations on many independent numbers: in WebAssembly several registers side by side, so that
// their operations fill each other's waiting times.
#if defined(__wasm_simd128__)
template <class L>
using SideBySide = std::conditional_t<std::is_same_v<L, F32x4>, F32x16, L>;
#else
template <class L>
using SideBySide = L;
#endif

// All lanes equal to x. (x − 0 is x for every float, and both compilers fold it to one splat.)
template <class L>
inline typename L::V broadcast(typename L::Scalar x) {
  return x - typename L::V{};
}

// The bits of `from` as another type of the same size.
template <class To, class From>
inline To bitCast(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

// a b + c, with one rounding where the instruction set has it: kernels that use it agree across machines only
// to rounding. Sampling does not use it.
template <class V>
inline V mulAdd(V a, V b, V c) {
#if defined(__AVX512F__)
  if constexpr (sizeof(V) == 64) {
    if constexpr (sizeof(a[0]) == 4)
      return (V)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
    else
      return (V)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
  }
#endif
#if defined(__FMA__)
  if constexpr (sizeof(V) == 32) {
    if constexpr (sizeof(a[0]) == 4)
      return (V)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
    else
      return (V)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
  }
#endif
  return a * b + c;
}

// √a, lane by lane, correctly rounded.
template <class V>
inline V squareRoot(V a) {
#if defined(__AVX512F__)
  if constexpr (sizeof(V) == 64) {
    if constexpr (sizeof(a[0]) == 4)
      return (V)_mm512_sqrt_ps((__m512)a);
    else
      return (V)_mm512_sqrt_pd((__m512d)a);
  }
#endif
#if defined(__AVX__)
  if constexpr (sizeof(V) == 32) {
    if constexpr (sizeof(a[0]) == 4)
      return (V)_mm256_sqrt_ps((__m256)a);
    else
      return (V)_mm256_sqrt_pd((__m256d)a);
  }
#endif
#if defined(__SSE2__) && defined(__x86_64__)
  if constexpr (sizeof(V) == 16) {
    if constexpr (sizeof(a[0]) == 4)
      return (V)_mm_sqrt_ps((__m128)a);
    else
      return (V)_mm_sqrt_pd((__m128d)a);
  }
#elif defined(__wasm_simd128__)
  if constexpr (sizeof(V) >= 16) {
    v128_t parts[sizeof(V) / sizeof(v128_t)];
    std::memcpy(parts, &a, sizeof(a));
    for (v128_t& part : parts) part = sizeof(a[0]) == 4 ? wasm_f32x4_sqrt(part) : wasm_f64x2_sqrt(part);
    std::memcpy(&a, parts, sizeof(a));
    return a;
  }
#endif
  V root;
  for (unsigned lane = 0; lane < sizeof(V) / sizeof(a[0]); ++lane)
    root[lane] = sizeof(a[0]) == 4 ? __builtin_sqrtf(a[lane]) : __builtin_sqrt(a[lane]);
  return root;
}

// Keeps the computation of a value where and as it is in the program, of vectors that fit a register of WebAssembly.
// There clang turns unrolled sums into one long chain each, moves the address of every element in front of a loop, and
// makes products of shifts and additions: all of it slower.
template <class Value>
LTLAB_INLINE void holdInPlace([[maybe_unused]] Value& value) {
#if defined(__wasm_simd128__)
  if constexpr (sizeof(value) <= sizeof(v128_t)) asm volatile("" : "+r"(value));
#endif
}

// The sum of all lanes, in double and in lane order.
template <class L>
inline double laneSum(typename L::V a) {
  double sum = 0;
  for (int lane = 0; lane < L::width; ++lane) sum += a[lane];
  return sum;
}

// All bits set where the value is finite: v − v is 0 there and NaN elsewhere.
template <class L>
inline typename L::I isFinite(typename L::V v) {
  return (v - v) == typename L::V{};
}

// Whether any bit of a mask is set.
template <class L>
inline bool anyLane(typename L::I mask) {
  std::int64_t words[sizeof(mask) / sizeof(std::int64_t)], all = 0;
  std::memcpy(words, &mask, sizeof(mask));
  for (std::int64_t word : words) all |= word;
  return all != 0;
}

// Where a kernel returns. Upper halves of registers that stay in use make code for narrower lanes several times slower.
// Compilers clear them at the end of a function, but GCC 12 not behind calls that take vectors by value.
LTLAB_INLINE void clearUpperHalves() {
#if defined(__AVX__)
  _mm256_zeroupper();
#endif
}

}  // namespace LTLAB_INSTRUCTION_SET
}  // namespace ltlab
