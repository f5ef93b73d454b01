#pragma once
// Networks from smaller ones that compute the same: deeper, and with more freedom. Training goes on from there.
#include <cstdint>

#include "ltlab/transformer/parameters.h"

namespace ltlab {

// `parameters` of a one-head network with one more layer at `position`, 0 … layers, that changes nothing: its Q is 0.
// Its P is random and as large as its neighbours', so that Q has a gradient. For FULL, P is a random matrix plus a
// random DIAG one: either part alone misses minima. Refuses other numbers of heads than one, positions that are not
// there and wrong numbers of parameters.
Vector<double> insertLayer(const Architecture& architecture, const Vector<double>& parameters, int position,
                           std::uint64_t seed);

// DIAG parameters as FULL ones, in the same number of heads: P = diag(p_x I, p_y), Q = diag(q_x I, q_y), scaled to
// equal norms, which their product does not notice. Refuses another model and wrong numbers of parameters.
Vector<double> fullFromDiag(const Architecture& diag, const Vector<double>& parameters);

}  // namespace ltlab
