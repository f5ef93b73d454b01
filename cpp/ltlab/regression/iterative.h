#pragma once
// Iterative methods on one regression task, behind one function: every method starts at the same w_0, descends the
// same f (iterative_objective.h) and leaves the same Trace. g_k = ∇f(w_k), r_0 = α − H w_0; η rate, β momentum.
//
//   method              step                                                      state
//   gradient-descent    w⁺ = w − η g
//   heavy-ball          v⁺ = β v − η g,  w⁺ = w + v⁺                              velocity v
//   nesterov            p = w + β v,  w⁺ = p − η ∇f(p),  v⁺ = w⁺ − w              velocity v, lookahead p
//   gradient-memory     u⁺ = β u + g,  w⁺ = w − η u                               memory u
//   rmsprop             s⁺ = ρ s + (1 − ρ) g²,  w⁺ = w − η g / (√s⁺ + ε)          secondMoment s
//   adam                m⁺ = β m + (1 − β) g,  s as above,  both bias-corrected   firstMoment m, secondMoment s
//   conjugate-gradient  ends after at most d steps in exact arithmetic            direction, residual
//   gd-plus-plus        w_k = w_0 + η_k M_k M_kᵀ r_0,  M_{l+1} = (I − γ_l H_l) M_l  preconditioner M_k, condition
//   newton-schulz       w_k = w_0 + X_k r_0,  X_1 = η I,  X⁺ = 2 X − X H X        inverse X_k
//   ridge               w_1 = H⁻¹ α by Cholesky: the minimum itself, in one step
//
// gradient-memory is the scalar analogue of Lemma 4.4 of arXiv 2402.14180 (its 1 − β is our β). It equals
// w⁺ − w = β (w − w⁻) − η g⁻, heavy ball with a gradient one step old.
//
// gd-plus-plus: M_1 = I, H_l = M_l H M_lᵀ. Iterate k is what a network of exactly k layers answers: k − 1 precondition
// the tokens, with γ_l as in iterative_preconditioning.h and γ_0 = rate, and the last takes one gradient step with
// η_k = 2/(λ_min + λ_max) of H_k.
//
// Sources: heavy-ball Polyak 1964; nesterov Nesterov 1983; rmsprop Hinton 2012; adam Kingma and Ba 2015;
// conjugate-gradient Hestenes and Stiefel 1952; gd-plus-plus von Oswald et al. 2023 (arXiv 2212.07677) and Theorem 5.1
// of arXiv 2402.14180; newton-schulz Schulz 1933, Fu et al. 2023 (arXiv 2310.17086).
//
// A diverging method fills its trace with large, infinite or NaN numbers; that is an answer, not an error.
#include <span>
#include <string_view>

#include "ltlab/regression/iterative_objective.h"
#include "ltlab/regression/trace.h"

namespace ltlab {

// The methods of the table.
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

// A method and its names.
struct MethodInfo {
  Method method;
  std::string_view name;   // as in links, files and attributes
  std::string_view label;  // as read by people
};

// Every method once, in the order of the list above.
std::span<const MethodInfo> allMethods();

// The name as in links, files and attributes.
std::string_view methodName(Method method);

// Refuses an unknown name and lists the known ones.
Method methodNamed(std::string_view name);

// What a method does not use is ignored. runMethod refuses values outside these ranges.
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
//   gd-plus-plus      γ_0 = 1/(3 λ_max)
//   newton-schulz     η = 2/(λ_min + λ_max), so that w_1 is gradient descent's
//   rmsprop, adam     have no theory on quadratics: the usual constants, with a rate of 0.1
// O(d³) for the spectrum.
template <class T>
MethodSettings<T> suggestedSettings(Method method, const Objective<T>& objective, int steps);

// The best contraction of the (u, w) pair for a given β is 1 − δ with δ the smaller root of
//   (1 + κ) δ² − (2 + (1 − β) κ) δ + (1 − β) = 0,   reached at η = δ (1 − β − δ)/λ_min
// (the slow mode is real at λ_min, the fast pair complex at λ_max, both of modulus 1 − δ). δ < 1/κ for every β: the
// memory smooths, but because its gradient is a step late it does not accelerate; heavy ball's gap is about 2/√κ.
template <class T>
T gradientMemoryGap(T kappa, T momentum);

// Runs a method. start (d). Cost per step O(d²), gd-plus-plus and newton-schulz O(d³), once O(d³) for the spectrum.
// Refuses settings outside their ranges, a start of another size, and ridge when H is not positive definite.
template <class T>
Trace<T> runMethod(Method method, const Objective<T>& objective, const MethodSettings<T>& settings,
                   const Vector<T>& start);

}  // namespace ltlab
