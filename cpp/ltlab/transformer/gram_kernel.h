#pragma once
// The Gram recursion and its adjoint in lanes: one task per lane. The readable forward pass is forward_gram.h; the
// adjoint is derived here (equations.h: adjoint-transform, adjoint-heads, adjoint-gram, adjoint-omega).
//
// Forward, layer l (P, Q shared by all tasks, everything else in lanes):
//   T = I + Σ_k P_k G Q_k      G⁺ = T G Tᵀ
// and after the last layer, of which only the last row of T matters:
//   r^L = e_y,   r^l = (T^l)ᵀ r^{l+1},   w = −r^0[0:d]
// Backward from p^0 = −∂loss/∂w (0 in the last place), p^{l+1} = T^l p^l.
//
// Cost per task: gram_inner_layers.h for all layers but the last two, which are O(S²), S = d + 1
// (gram_output_layers.h).
#include "ltlab/transformer/gram_inner_layers.h"
#include "ltlab/transformer/gram_output_layers.h"

namespace ltlab {

// One pass over one block of lanes. Size: d + 1 if it is a constant, else 0.
template <class L, int Size>
class GramPass {
 public:
  using V = typename L::V;
  using Scalar = typename L::Scalar;

  GramPass(const KernelNetwork<Scalar>& network, const GramTape<L>& tape)
      : net(network),
        tape(tape),
        layers(network, tape),
        fullOutput(network, tape),
        diagonalOutput(network, tape) {}

  // From tape.gram(0) to minusW(), keeping what the adjoint needs.
  void forward() const {
    const int inner = innerLayers(net.layers);
    for (int l = 0; l < inner; ++l) {
      layers.transform(l);
      layers.nextGram(l);
    }
    net.full ? fullOutput.forward() : diagonalOutput.forward();
    for (int l = inner - 1; l >= 0; --l) layers.pullRow(l, row(l + 1), row(l));
  }

  // T of every layer, the last included, so that w can be read out after any layer.
  void forwardWhole() const {
    for (int l = 0; l < net.layers; ++l) {
      layers.transform(l);
      if (l < net.layers - 1) layers.nextGram(l);
    }
  }

  // Reads the network out after `depth` layers, following forwardWhole().
  void readOut(int depth) const {
    for (int i = 0; i < net.size; ++i)
      row(depth)[i] = broadcast<L>(i == net.size - 1 ? Scalar(1) : Scalar(0));
    for (int l = depth - 1; l >= 0; --l) layers.pullRow(l, row(l + 1), row(l));
  }

  // −w in the first d places, after forward() or readOut().
  LTLAB_INLINE const V* minusW() const { return tape.rowsAt; }

  // Adds the gradient of every lane to `gradient`, from p^0 = −∂loss/∂w in tape.columnsAt, after forward().
  void backward(V* gradient) const {
    const int inner = innerLayers(net.layers);
    for (int l = 0; l < inner; ++l) layers.pushColumn(l);
    net.full ? fullOutput.backward(gradient) : diagonalOutput.backward(gradient);
    for (int l = inner - 1; l >= 0; --l) layers.backward(l, gradient);
  }

 private:
  const KernelNetwork<Scalar>& net;
  const GramTape<L>& tape;
  GramInnerLayers<L, Size> layers;
  FullOutputLayers<L, Size> fullOutput;
  DiagonalOutputLayers<L, Size> diagonalOutput;

  LTLAB_INLINE V* row(int l) const { return tape.rowsAt + l * net.size; }
};

}  // namespace ltlab
