#pragma once
// The best GD++ network of a noise distribution. In the eigenbasis of Σ it works on each eigenvalue v alone:
//   r⁺ = r (1 + ω_yx v),   v⁺ = v (1 + ω_xx v)²,   from r = 1;   w = (I − r(Σ)) Σ⁻¹ α
// so that its adjusted loss, averaged over w_τ, the noise and σ, is a mean over eigenvalues alone (derived here):
//   E ½ ‖w − w*_{σ²}‖² = ½ E Σ_v (v + s)/v (r(v) − s/(v + s))² + a constant,   s = E σ²
// that is: the distance from ridge with the mean noise, the best constant ridge. Levenberg–Marquardt needs a
// fraction of a second for it, for any depth and noise.
#include <functional>
#include <vector>

#include "ltlab/reproduction/context_spectrum.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// ω_xx and ω_yx of every layer; ω_xx of the last one has no effect and is 0.
struct GdNetwork {
  Vector<double> xx, yx;  // (layers)

  double loss = 0;  // on the spectrum, without the constant
};

// Best networks with 1, 2, …, layers layers: each the best of those grown from the one before it, by a layer that does
// almost nothing at any of the positions. O(layers³) passes over the spectrum. meanSquareNoise: E σ².
// `between` is called several times a second; what it throws ends the fit.
std::vector<GdNetwork> fitGdNetworks(
    const ContextSpectrum& spectrum, double meanSquareNoise, int layers,
    const std::function<void()>& between = [] {});

// As parameters p_x, p_y, q_x of GD++, or p_x, p_y, q_x, q_y = 0 of DIAG, with p and q of equal length. Refuses FULL.
Vector<double> parametersOf(const GdNetwork& network, Model model);

}  // namespace ltlab
