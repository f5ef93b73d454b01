#pragma once
// Parameters of a linear transformer. Vladymyrov et al. 2024 (arXiv 2402.14180), §§2, 4. One layer with H heads is
//   Δe_i = Σ_k Σ_{j≤n} (e_jᵀ Q_k e_i) P_k e_j      e_i = (x_i, y_i), query token e_t = (x_t, 0)
//   ŷ = −(last coordinate of the query token after the last layer)
// in one of three parametrisations:
//   FULL   P, Q free (d + 1, d + 1)
//   DIAG   P = diag(p_x I_d, p_y),  Q = diag(q_x I_d, q_y)
//   GD++   DIAG with q_y = 0
#include <string_view>
#include <vector>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// The three parametrisations.
enum class Model { Full, Diag, GdPlusPlus };

// "full", "diag", "gd++". Refuses any other text, naming the argument `name`.
Model parseModel(std::string_view text, std::string_view name = "model");
std::string_view modelName(Model model);

// The shape of a network, with the ranges that are allowed.
struct Architecture {
  Model model = Model::Diag;
  int layers = 4;  // 1 … 16
  int heads = 1;   // 1 … 8
  int d = 10;      // 1 … 64

  bool operator==(const Architecture&) const = default;
};

// Refuses layers, heads and d outside their ranges.
void requireArchitecture(const Architecture& architecture);

// Numbers of one head, in this order: FULL P then Q, row by row; DIAG p_x, p_y, q_x, q_y; GD++ p_x, p_y, q_x.
int headParameterCount(Model model, int d);

// Count of all numbers: heads of layer 0, heads of layer 1, …
int parameterCount(const Architecture& architecture);

// The two matrices that say the same as the four of attention: P = W_P W_V, Q = W_Kᵀ W_Q.
template <class T>
struct Head {
  Matrix<T> P, Q;  // (d + 1, d + 1)
};

// What P and Q of one layer do to a token in the DIAG recursion:  ω_ab = Σ_k p_a q_b.
template <class T>
struct Omega {
  T xx = 0, xy = 0, yx = 0, yy = 0;
};

// Heads of one layer; what they add to a token is summed.
template <class T>
struct Layer {
  std::vector<Head<T>> heads;
};

// The network as matrices: what the readable code and the figures work on.
template <class T>
struct Network {
  int d = 0;
  std::vector<Layer<T>> layers;
};

// parameters: parameterCount(architecture) numbers. O(L H d²). Refuses another number of them, and an architecture out
// of range.
template <class T>
Network<T> networkOf(const Architecture& architecture, const Vector<T>& parameters);

// ω_ab = Σ_k p_a q_b of a layer, from the means of the x-diagonals: exact for DIAG and GD++, the DIAG part of FULL.
template <class T>
Omega<T> omegaOf(const Layer<T>& layer);

// One head as DIAG: P = diag(p_x I, p_y), Q = diag(q_x I, q_y).
template <class T>
Head<T> diagonalHead(int d, T px, T py, T qx, T qy);

}  // namespace ltlab
