#pragma once
// The network as it is defined: every layer updates every token. Vladymyrov et al. 2024 (arXiv 2402.14180), §2.
//   Δe_i = Σ_k Σ_{j≤n} (e_jᵀ Q_k e_i) P_k e_j      for the n context tokens and the query token
#include <vector>

#include "ltlab/transformer/parameters.h"

namespace ltlab {

// Every token after every layer.
template <class T>
struct TokenTrace {
  // After layer 0 (the input), 1, …, L.
  std::vector<Matrix<T>> context;  // (n, d + 1) each
  std::vector<Vector<T>> query;    // (d + 1) each

  // ŷ = −(last coordinate of the query token).
  T prediction() const { return -query.back()(query.back().size() - 1); }
};

// tokens (n, d + 1)   query (d): enters with last coordinate 0.   O(L H n² d²).
// Refuses sizes that disagree with network.d.
template <class T>
TokenTrace<T> forwardTokens(const Network<T>& network, const Matrix<T>& tokens, const Vector<T>& query);

}  // namespace ltlab
