#pragma once
// What one block of lanes keeps between the forward pass of the Gram kernel and its adjoint.
#include "ltlab/transformer/gram_network.h"

namespace ltlab {

// The layers whose G and T are needed as whole matrices: all but the last two (gram_output_layers.h).
constexpr int innerLayers(int layers) {
  return layers > 2 ? layers - 2 : 0;
}

// The last two layers of FULL with H heads. T̄ of the layer before the last is a sum of `pairs` outer products
// α βᵀ; of each the tape keeps, for every head (P, Q) of that layer, Pᵀα, G Pᵀα, Q β and G Q β.
template <class L>
struct OutputTape {
  using V = typename L::V;
  int size, heads, pairs;
  V *alphas, *betas;          // pairs × size
  V *lefts, *rights;          // heads × pairs × size (Pᵀα and Q β), then heads × size (s_k and t_k)
  V *gramLefts, *gramRights;  // heads × pairs × size
  V* values;                  // heads × size: v_k

  OutputTape(int size, int heads, V* memory) : size(size), heads(heads), pairs(pairCount(heads)) {
    const int whole = heads * pairs * size;
    alphas = memory;
    betas = alphas + pairs * size;
    lefts = betas + pairs * size;
    rights = lefts + whole + heads * size;
    gramLefts = rights + whole + heads * size;
    gramRights = gramLefts + whole;
    values = gramRights + whole;
  }

  static int pairCount(int heads) { return 1 + 2 * heads; }
  static int valueCount(int size, int heads) {
    return size * (pairCount(heads) * (2 + 4 * heads) + 3 * heads);
  }

  V* alpha(int pair) const { return alphas + pair * size; }
  V* beta(int pair) const { return betas + pair * size; }
  V* left(int head, int pair) const { return lefts + (head * pairs + pair) * size; }
  V* right(int head, int pair) const { return rights + (head * pairs + pair) * size; }
  V* gramLeft(int head, int pair) const { return gramLefts + (head * pairs + pair) * size; }
  V* gramRight(int head, int pair) const { return gramRights + (head * pairs + pair) * size; }
  V* s(int head) const { return left(heads, 0) + head * size; }
  V* t(int head) const { return right(heads, 0) + head * size; }
  V* value(int head) const { return values + head * size; }
};

// Everything, carved from one piece of memory.
template <class L>
struct GramTape {
  using V = typename L::V;
  int square, heads;
  V *gramAt, *tAt, *hAt, *bAt;  // per layer: G, T, H = T G, and B_k = G Q_k per head (FULL)
  V *rowsAt, *columnsAt;        // r^l and p^l, l = 0 … L
  V *adjoints, *tBar, *scratch;
  OutputTape<L> output;

  V* gram(int layer) const { return gramAt + layer * square; }
  V* t(int layer) const { return tAt + layer * square; }
  V* h(int layer) const { return hAt + layer * square; }
  V* b(int layer, int head) const { return bAt + (layer * heads + head) * square; }
  // Ḡ of a layer lives until the layer below has taken it.
  V* adjoint(int layer) const { return adjoints + (layer & 1) * square; }

  template <class Scalar>
  static int valueCount(const KernelNetwork<Scalar>& network) {
    return matrixValues(network) + OutputTape<L>::valueCount(network.size, network.heads);
  }

  template <class Scalar>
  GramTape(const KernelNetwork<Scalar>& network, V* memory)
      : square(network.size * network.size),
        heads(network.heads),
        output(network.size, network.heads, memory + matrixValues(network)) {
    auto take = [&memory](int count) {
      V* taken = memory;
      memory += count;
      return taken;
    };
    const int layers = network.layers, vectors = network.size * (layers + 1);
    gramAt = take(layers * square);
    tAt = take(layers * square);
    hAt = take(layers * square);
    bAt = take(network.full ? layers * heads * square : 0);
    rowsAt = take(vectors);
    columnsAt = take(vectors);
    adjoints = take(2 * square);
    tBar = take(square);
    scratch = take(square);
  }

 private:
  template <class Scalar>
  static int matrixValues(const KernelNetwork<Scalar>& network) {
    const int square = network.size * network.size, bs = network.full ? network.heads : 0;
    return square * (network.layers * (3 + bs) + 4) + 2 * network.size * (network.layers + 1);
  }
};

}  // namespace ltlab
