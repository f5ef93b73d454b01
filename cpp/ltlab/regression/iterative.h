#pragma once
// Iterative methods on one regression task, behind one function: every method starts at the same w_0,
// descends the same f (iterative_objective.h) and leaves the same Trace. g_k = ∇f(w_k), r_0 = α − H w_0; η
// rate, β momentum.
//
//   gradient-descent    w⁺ = w − η g
//   heavy-ball          v⁺ = β v − η g,  w⁺ = w + v⁺                              Polyak 1964;  state
//   velocity v nesterov            p = w + β v,  w⁺ = p − η ∇f(p),  v⁺ = w⁺ − w              Nesterov 1983;
//   state velocity, lookahead p gradient-memory     u⁺ = β u + g,  w⁺ = w − η u the scalar analogue of
//   Lemma 4.4 of arXiv
//                       2402.14180 (its 1 − β is our β): equals w⁺ − w = β (w − w⁻) − η g⁻, heavy ball with a
//                       gradient one step old;  state memory u
//   rmsprop             s⁺ = ρ s + (1 − ρ) g²,  w⁺ = w − η g / (√s⁺ + ε)          Hinton 2012;  state
//   secondMoment s adam                m⁺ = β m + (1 − β) g, s as above with bias corrections    Kingma & Ba
//   2015;  state firstMoment, secondMoment conjugate-gradient  Hestenes & Stiefel 1952; ends after at most d
//   steps in exact arithmetic;  state direction, residual gd-plus-plus        w_k = w_0 + η_k M_k M_kᵀ r_0,
//   M_1 = I,  M_{l+1} = (I − γ_l H_l) M_l,  H_l = M_l H M_lᵀ: k layers, of
//                       which k − 1 precondition the tokens and the last takes one gradient step with
//                       η_k = 2/(λ_min + λ_max) of H_k; γ_l as in iterative_preconditioning.h with γ_0 =
//                       rate. w_k is what a network of exactly k layers answers;  state preconditioner M_k,
//                       condition
//   newton-schulz       w_k = w_0 + X_k r_0,  X_1 = η I,  X⁺ = 2 X − X H X        Schulz 1933; arXiv
//   2310.17086;  state inverse X_k ridge               w_1 = H⁻¹ α by Cholesky: the minimum itself, in one
//   step
//
// A diverging method fills its trace with large, infinite or NaN numbers; that is an answer, not an error.
#include <span>
#include <string_view>

#include "ltlab/regression/iterative_objective.h"
#include "ltlab/regression/trace.h"

namespace ltlab {

enum class Method {
  GradientDescent,
  HeavyBall,
  Nesterov,
  GradientMemory,
  RmsProp,
  Adam,
  ConjugateGradient,
  GdPlusPlus,
  NewtonSchulz,
  Ridge
};

struct MethodInfo {
  Method method;
  std::string_view name;   // as in links, files and attributes
  std::string_view label;  // as read by people
};

// Every method once, in the order of the list above.
std::span<const MethodInfo> allMethods();

std::string_view methodName(Method method);

// Refuses an unknown name and lists the known ones.
Method methodNamed(std::string_view name);

template <class T>
struct MethodSettings {
  int steps = 50;       // in [0, 100000]
  T rate = T(0.1);      // η > 0; for gd-plus-plus γ_0
  T momentum = 0;       // β in [0, 1): heavy-ball, nesterov, gradient-memory, adam
  T decay = T(0.9);     // ρ in [0, 1): rmsprop, adam
  T epsilon = T(1e-8);  // ε ≥ 0: rmsprop, adam
};

// Settings that suit the spectrum λ_min, λ_max, κ of H (zero eigenvalues left out):
//   gradient-descent  η = 2/(λ_min + λ_max), contraction (κ−1)/(κ+1) per step: the best fixed step
//   heavy-ball        η = 4/(√λ_max + √λ_min)²,  β = ((√κ−1)/(√κ+1))²
//   nesterov          η = 4/(3 λ_max + λ_min),  β = (√(3κ+1)−2)/(√(3κ+1)+2), contraction 1 − 2/√(3κ+1)
//                     (Lessard, Recht & Packard 2016, Prop. 1)
//   gradient-memory   β = ½ and the η of smallest contraction 1 − δ, δ = gradientMemoryGap(κ, ½)
//   gd-plus-plus      γ_0 = 1/(3 λ_max)      newton-schulz  η = 2/(λ_min + λ_max), so w_1 is gradient
//   descent's rmsprop, adam     have no theory on quadratics: the usual constants, with a rate of 0.1
template <class T>
MethodSettings<T> suggestedSettings(Method method, const Objective<T>& objective, int steps);

// The best contraction of the (u, w) pair for a given β is 1 − δ with δ the smaller root of
//   (1 + κ) δ² − (2 + (1 − β) κ) δ + (1 − β) = 0,   reached at η = δ (1 − β − δ)/λ_min
// (the slow mode is real at λ_min, the fast pair complex at λ_max, both of modulus 1 − δ). δ < 1/κ for every
// β: the memory smooths, but because its gradient is a step late it does not accelerate; heavy ball's gap is
// about 2/√κ.
template <class T>
T gradientMemoryGap(T kappa, T momentum);

// Runs a method. start (d). Cost per step O(d²), gd-plus-plus and newton-schulz O(d³), once O(d³) for the
// spectrum. Refuses settings outside their ranges, a start of another size, and ridge when H is not positive
// definite.
template <class T>
Trace<T> runMethod(Method method, const Objective<T>& objective, const MethodSettings<T>& settings,
                   const Vector<T>& start);

}  // namespace ltlab
