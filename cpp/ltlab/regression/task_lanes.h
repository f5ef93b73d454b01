#pragma once
// Task sampling in lanes: task first + lane in every lane, bit for bit the tasks of sampleTask (regression/task.h).
// No containers and no Eigen here: these templates are compiled for several instruction sets.
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "ltlab/numeric/lanes.h"
#include "ltlab/numeric/random.h"

namespace ltlab {

// Where tasks come from, in plain numbers. `levels` points to `levelCount` noise levels, or to σ_max if uniform.
struct TaskSource {
  RandomKey key;
  int d = 0, n = 0;
  bool uniform = true;
  const float* levels = nullptr;
  int levelCount = 0;
  bool statistics = false;  // draw G itself (statistics_lanes.h) instead of a context
};

// Random numbers are drawn in single precision; a double kernel reads the same block in two halves.
template <class L>
using DrawLanes = std::conditional_t<
    sizeof(typename L::Scalar) == 4, L,
    std::conditional_t<L::width == 2, F32x4, std::conditional_t<L::width == 4, F32x8, F32x16>>>;

// Normals of one task, rounded up to whole pairs.
LTLAB_INLINE constexpr int normalCount(int d, int n) {
  return (2 * d + n * (d + 1) + 1) / 2 * 2;
}

// σ of one task per lane, from its random word.
template <class F>
typename F::V noiseLevels(const TaskSource& source, typename F::U word) {
  using V = typename F::V;
  const V u = __builtin_convertvector(typename F::I(word >> 8), V) * 0x1p-24f;
  if (source.uniform) return u * source.levels[0];
  V sigma{};
  for (int lane = 0; lane < F::width; ++lane) {
    const int choice = int(u[lane] * float(source.levelCount));
    sigma[lane] = source.levels[choice < source.levelCount ? choice : source.levelCount - 1];
  }
  return sigma;
}

// σ and the normals of the tasks first, first + 1, …   normals: normalCount(d, n) values.
template <class F>
void drawTasks(const TaskSource& source, std::uint64_t first, typename F::V& sigma, typename F::V* normals) {
  WordStream<F> stream(source.key, first);
  sigma = noiseLevels<F>(source, stream.next());
  drawNormals<F>(stream, normalCount(source.d, source.n), normals);
}

// Lanes part·width … of a drawn value, in the kernel's own precision.
template <class L>
inline typename L::V takeLanes(typename DrawLanes<L>::V drawn, int part) {
  if constexpr (sizeof(typename L::Scalar) == 4) {
    return drawn;
  } else {
    using Half = std::conditional_t<L::width == 2, F32x2, std::conditional_t<L::width == 4, F32x4, F32x8>>;
    typename Half::V half;
    std::memcpy(&half, reinterpret_cast<const char*>(&drawn) + part * sizeof(half), sizeof(half));
    return __builtin_convertvector(half, typename L::V);
  }
}

// Tokens e_i = (x_i, y_i) of the context, (n, d + 1), from drawn normals; w and query: d values each.
template <class L>
void buildTokens(const TaskSource& source, typename DrawLanes<L>::V drawnSigma,
                 const typename DrawLanes<L>::V* normals, int part, typename L::V* w, typename L::V* query,
                 typename L::V* tokens) {
  using V = typename L::V;
  const int d = source.d;
  const V sigma = takeLanes<L>(drawnSigma, part);
  for (int k = 0; k < d; ++k) w[k] = takeLanes<L>(*normals++, part);
  for (int k = 0; k < d; ++k) query[k] = takeLanes<L>(*normals++, part);
  for (int i = 0; i < source.n; ++i, tokens += d + 1) {
    V y{};
    for (int k = 0; k < d; ++k) {
      tokens[k] = takeLanes<L>(*normals++, part);
      y += w[k] * tokens[k];
    }
    tokens[d] = y + sigma * takeLanes<L>(*normals++, part);
  }
}

}  // namespace ltlab
