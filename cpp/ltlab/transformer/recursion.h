#pragma once
// What a layer does, seen from the implicit weights. Vladymyrov et al. 2024, Lemma 4.3 (signs and transposes as checked
// here; see the errata in equations.h). After l layers every token is a linear image of its input:
//   x_i^l = M x_i + y_i u,   y_i^l = a y_i − ⟨w, x_i⟩      query: x_t^l = M x_t,   y_t^l = −⟨w, x_t⟩,   ŷ = ⟨w, x_t⟩
// With the blocks K^l = Σ_k P_k G^l Q_k = [[A, b], [cᵀ, d]], exactly and for any P, Q and number of heads:
//   M⁺ = (I + A) M − b wᵀ      u⁺ = (I + A) u + a b       M⁰ = I, u⁰ = 0
//   a⁺ = (1 + d) a + cᵀu       w⁺ = (1 + d) w − Mᵀ c      a⁰ = 1, w⁰ = 0
// Everything here is plain values with the names of the formulas, for figures that show every number.
#include <vector>

#include "ltlab/regression/statistics.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// The linear image after some layers.
template <class T>
struct ImplicitState {
  Matrix<T> M;  // (d, d)
  Vector<T> u;  // (d)      what the labels have added to the x of a token
  T a;          //          the factor on its label
  Vector<T> w;  // (d)      the weights read out after this layer
};

// M = I, u = 0, a = 1, w = 0. Refuses d outside [1, 32768].
template <class T>
ImplicitState<T> initialState(int d);

// Statistics of the tokens at a layer, from the statistics of the input and the state:
//   Σ^l = M Σ Mᵀ + M α uᵀ + u αᵀMᵀ + λ u uᵀ
//   α^l = a (M α + λ u) − M Σ w − ⟨α, w⟩ u
//   λ^l = a² λ − 2 a ⟨α, w⟩ + wᵀΣ w
template <class T>
struct LayerStatistics {
  Matrix<T> sigma;  // (d, d)
  Vector<T> alpha;  // (d)
  T lambda;
};

// The formulas above. O(d³).
template <class T>
LayerStatistics<T> statisticsAt(const ImplicitState<T>& state, const Statistics<T>& input);

// The blocks of K^l = [[A, b], [cᵀ, d]].
template <class T>
struct LayerBlocks {
  Matrix<T> A;  // (d, d)
  Vector<T> b;  // (d)
  Vector<T> c;  // (d)
  T d;
};

// K = Σ_k P_k G Q_k for the G of these statistics. O(H d³).
template <class T>
LayerBlocks<T> blocksOf(const Layer<T>& layer, const LayerStatistics<T>& statistics);

// DIAG: A = ω_xx Σ^l, b = ω_xy α^l, c = ω_yx α^l, d = ω_yy λ^l. O(d²).
template <class T>
LayerBlocks<T> blocksOf(const Omega<T>& omega, const LayerStatistics<T>& statistics);

// Which blocks of every layer stay: switching one off sets it to zero, which for DIAG is ω_ab = 0.
struct Ablation {
  bool xx = true, xy = true, yx = true, yy = true;
};

// The blocks with those that are switched off set to zero. O(d²).
template <class T>
LayerBlocks<T> ablated(LayerBlocks<T> blocks, const Ablation& keep);

// One layer, term by term:  M⁺ = M + AM − bwᵀ,  u⁺ = u + Au + ab,  a⁺ = a + da + cᵀu,  w⁺ = w + dw − Mᵀc.
template <class T>
struct RecursionStep {
  LayerStatistics<T> statistics;
  LayerBlocks<T> blocks;
  Matrix<T> AM, bw;  // (d, d)   A M,  b wᵀ
  Vector<T> Au, ab;  // (d)      A u,  a b
  T da, cu;          //          d a,  cᵀu
  Vector<T> dw, Mc;  // (d)      d w,  Mᵀ c
  ImplicitState<T> after;
};

// statistics: those the blocks were made of; copied into the step.   O(d³).
template <class T>
RecursionStep<T> recursionStep(const ImplicitState<T>& before, const LayerStatistics<T>& statistics,
                               const LayerBlocks<T>& blocks);

// Every layer of a network, term by term.
template <class T>
struct RecursionTrace {
  ImplicitState<T> initial;
  std::vector<RecursionStep<T>> steps;  // one per layer

  // The state after l layers, l = 0 … L.
  const ImplicitState<T>& state(int l) const { return l == 0 ? initial : steps[l - 1].after; }
  const ImplicitState<T>& last() const { return state(int(steps.size())); }
};

// Any network. input: statistics of the context, gram (d + 1, d + 1). O(L H d³). Refuses a gram of another size.
template <class T>
RecursionTrace<T> runRecursion(const Network<T>& network, const Statistics<T>& input,
                               const Ablation& keep = {});

// DIAG by its four numbers per layer. O(L d³). Refuses a gram that is not square.
template <class T>
RecursionTrace<T> runRecursion(const std::vector<Omega<T>>& layers, const Statistics<T>& input,
                               const Ablation& keep = {});

// The largest difference between any coordinate of any token after any layer, as the recursion says and as
// the network computes it token by token (forward_tokens.h), divided by the largest coordinate of that layer. NaN where
// either is not finite.
// trace: runRecursion(network, statisticsOf(x, y)).   x (n, d)   y (n)   query (d).   O(L n² H d²).
template <class T>
T differenceFromTokens(const RecursionTrace<T>& trace, const Network<T>& network, const Matrix<T>& x,
                       const Vector<T>& y, const Vector<T>& query);

// What each ω of a DIAG layer adds to one token, with the statistics Σ, α, λ of that layer:
//   x⁺ = x + ω_xx Σ x + ω_xy y α,   y⁺ = y + ω_yx ⟨α, x⟩ + ω_yy λ y
// ω_yx alone is a gradient step, ω_xx preconditions, ω_yy rescales (the ridge effect), ω_xy adapts the step size.
template <class T>
struct TokenContributions {
  Vector<T> xx, xy;  // (d)   added to x
  T yx, yy;          //       added to y
};

// x (d), y: the token at this layer; for the query its y is the negative prediction so far. O(d²).
template <class T>
TokenContributions<T> contributionsTo(const Vector<T>& x, T y, const Omega<T>& omega,
                                      const LayerStatistics<T>& statistics);

}  // namespace ltlab
