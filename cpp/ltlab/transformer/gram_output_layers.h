#pragma once
// The last two layers of the Gram kernel without a single product of matrices. Only the last row of T' at the
// last layer (heads P', Q', of P' its last row π) reaches the output, so G' = T G Tᵀ is met only in G'π and
// G'Q'p':
//   s = Tᵀπ,  g = G s,  v = T g = G'π,   r' = e_y + Σ Q'ᵀv,   r = Tᵀr'                           (forward)
//   p' = T p,  q = Q'p',  t = Tᵀq,  h = G t,   P̄' = e_y (T h)ᵀ,  Q̄' = v p'ᵀ                      (backward)
// and Ḡ' = Σ sym(π qᵀ) has small rank, so that the layer before the last gets
//   T̄ = r'pᵀ + Σ (π hᵀ + q gᵀ) = Σ α βᵀ,      Ḡ = Σ sym(s tᵀ) + Σ sym((Pᵀα)(Q β)ᵀ)
//   P̄ = Σ α (G Q β)ᵀ,   Q̄ = Σ (G Pᵀα) βᵀ,     T β = β + Σ P (G Q β),   Tᵀα = α + Σ Qᵀ(G Pᵀα):
// what the gradient needs has been computed on the way to the output. A network of one layer is the case T = I.
// Multiply-adds for one head, S = d + 1: about 30 S² FULL, 12 S² DIAG.
#include "ltlab/transformer/gram_operands.h"

namespace ltlab {

template <class L, int Size>
class FullOutputLayers : protected GramOperands<L, Size> {
  using Base = GramOperands<L, Size>;
  using Base::inner, Base::applyTo, Base::lanes, Base::lanesTransposed, Base::shared, Base::sharedTransposed;
  using Base::row, Base::column, Base::net, Base::tape, Base::size;
  using typename Base::Scalar, typename Base::V;

 public:
  FullOutputLayers(const KernelNetwork<Scalar>& network, const GramTape<L>& tape)
      : Base(network, tape),
        out(tape.output),
        last(network.layers - 1),
        middleHeads(network.layers > 1 ? network.heads : 0) {}

  // From tape.gram(inner) to row(inner).
  void forward() const {
    const int d = size - 1;
    V* r = out.alpha(0);
    for (int i = 0; i < size; ++i) r[i] = broadcast<L>(i == d ? Scalar(1) : Scalar(0));
    for (int k = 0; k < net.heads; ++k) {
      const Scalar* pi = net.P(last, k) + d * size;
      for (int i = 0; i < size; ++i) out.alpha(ofRow(k))[i] = broadcast<L>(pi[i]);
      left(ofRow(k), out.s(k));
      applyTo(out.s(k), lanes(tape.gram(inner)), out.beta(ofColumn(k)));
      right(ofColumn(k), out.value(k));
      addProduct(out.value(k), sharedTransposed(net.Q(last, k)), r);
    }
    left(0, row(inner));
  }

  // From p = column(inner): adds the gradients of both layers and computes tape.adjoint(inner).
  void backward(V* gradient) const {
    const int square = size * size;
    V* pPrime = column(last);
    for (int i = 0; i < size; ++i) out.beta(0)[i] = column(inner)[i];
    right(0, pPrime);
    for (int k = 0; k < net.heads; ++k) lastHead(k, pPrime, gradient + (last * net.heads + k) * 2 * square);
    for (int j = 0; j < middleHeads; ++j) {
      V* pBar = gradient + (inner * net.heads + j) * 2 * square;
      sumPairs<3>(out.pairs, out.alphas, out.gramRight(j, 0), Add<L, Size>{pBar, size});
      sumPairs<3>(out.pairs, out.gramLeft(j, 0), out.betas, Add<L, Size>{pBar + square, size});
    }
    if (inner > 0) gramAdjoint();
  }

 private:
  const OutputTape<L>& out;
  int last, middleHeads;

  // Pairs (α, β): 0 is (r', p), then (π_k, h_k) per head, then (q_k, g_k).
  LTLAB_INLINE int ofRow(int k) const { return 1 + k; }
  LTLAB_INLINE int ofColumn(int k) const { return 1 + net.heads + k; }

  // Σ α βᵀ over `count` pairs, `one` of them if there is one head.
  template <int one, class Store>
  LTLAB_INLINE void sumPairs(int count, const V* alphas, const V* betas, const Store& store) const {
    if (Size > 0 && count == one)
      product<L>(size, Extent<one>(one), lanesTransposed(alphas), lanes(betas), store);
    else
      product<L>(size, count, lanesTransposed(alphas), lanes(betas), store);
  }

  template <class A>
  LTLAB_INLINE void addProduct(const V* vector, const A& matrix, V* to) const {
    addVectorProduct<L>(size, matrix, vector, to);
  }

  // to = Tᵀα
  void left(int pair, V* to) const {
    const V* alpha = out.alpha(pair);
    for (int i = 0; i < size; ++i) to[i] = alpha[i];
    for (int j = 0; j < middleHeads; ++j) {
      applyTo(alpha, sharedTransposed(net.P(inner, j)), out.left(j, pair));
      applyTo(out.left(j, pair), lanes(tape.gram(inner)), out.gramLeft(j, pair));
      addProduct(out.gramLeft(j, pair), sharedTransposed(net.Q(inner, j)), to);
    }
  }

  // to = T β
  void right(int pair, V* to) const {
    const V* beta = out.beta(pair);
    for (int i = 0; i < size; ++i) to[i] = beta[i];
    for (int j = 0; j < middleHeads; ++j) {
      applyTo(beta, shared(net.Q(inner, j)), out.right(j, pair));
      applyTo(out.right(j, pair), lanes(tape.gram(inner)), out.gramRight(j, pair));
      addProduct(out.gramRight(j, pair), shared(net.P(inner, j)), to);
    }
  }

  void lastHead(int k, const V* pPrime, V* pBar) const {
    const int d = size - 1;
    V *qBar = pBar + size * size, *lastRow = tape.scratch;
    applyTo(pPrime, shared(net.Q(last, k)), out.alpha(ofColumn(k)));
    left(ofColumn(k), out.t(k));
    applyTo(out.t(k), lanes(tape.gram(inner)), out.beta(ofRow(k)));
    right(ofRow(k), lastRow);
    for (int j = 0; j < size; ++j) pBar[d * size + j] += lastRow[j];
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        qBar[i * size + j] = mulAdd(out.value(k)[i], pPrime[j], qBar[i * size + j]);
  }

  // Ḡ = Σ sym(s tᵀ) + Σ sym((Pᵀα)(Q β)ᵀ): the s_k follow the Pᵀα in memory, the t_k the Q β.
  void gramAdjoint() const {
    V* adjoint = tape.adjoint(inner);
    sumPairs<4>(out.pairs * net.heads + net.heads, out.lefts, out.rights, Assign<L, Size>{adjoint, size});
    const AddToSymmetricPart<L, Size> symmetrise{adjoint, size};
    for (int i = 0; i < size; ++i)
      for (int j = i; j < size; ++j) symmetrise(i, j, V{});
  }
};

// One ω in place of P and Q: Ω' has only its last row here, s is the last row of T, and T̄ is formed, because
// ω̄_ab = ⟨T̄_ab, G_ab⟩ needs no product. Work space: the vectors of OutputTape, of which there are enough.
template <class L, int Size>
class DiagonalOutputLayers : protected GramOperands<L, Size> {
  using Base = GramOperands<L, Size>;
  using Base::inner, Base::applyTo, Base::lanes, Base::lanesTransposed, Base::omega;
  using Base::row, Base::column, Base::net, Base::tape, Base::size;
  using typename Base::Scalar, typename Base::V;

 public:
  DiagonalOutputLayers(const KernelNetwork<Scalar>& network, const GramTape<L>& tape)
      : Base(network, tape), last(network.layers - 1), t(tape.t(inner)), gram(tape.gram(inner)) {
    const OutputTape<L>& out = tape.output;
    r = out.alpha(0);
    q = out.alpha(1);
    p = out.beta(0);
    g = out.beta(1);
    v = out.value(0);
    h = out.left(0, 0);
    tq = out.right(0, 0);
  }

  void forward() const {
    const int d = size - 1;
    last > 0 ? this->diagonalTransform(inner) : identityTransform();
    applyTo(t + d * size, lanes(gram), g);
    applyTo(g, lanes(t), v);
    for (int j = 0; j < d; ++j) r[j] = omega(last, 1, 0) * v[j];
    r[d] = mulAdd(omega(last, 1, 1), v[d], broadcast<L>(1));
    applyTo(r, lanesTransposed(t), row(inner));
  }

  void backward(V* gradient) const {
    const int d = size - 1;
    applyTo(column(inner), lanes(t), p);
    V* bar = gradient + 4 * last;
    for (int j = 0; j < d; ++j) {
      bar[2] = mulAdd(v[j], p[j], bar[2]);
      q[j] = omega(last, 1, 0) * p[j];
    }
    bar[3] = mulAdd(v[d], p[d], bar[3]);
    q[d] = omega(last, 1, 1) * p[d];
    if (last > 0) middleLayer(gradient + 4 * inner);
  }

 private:
  int last;
  V* t;
  const V* gram;
  V *r, *q, *p, *g, *v, *h, *tq;

  void identityTransform() const {
    for (int i = 0; i < size * size; ++i) t[i] = V{};
    for (int i = 0; i < size; ++i) t[i * size + i] = broadcast<L>(1);
  }

  // T̄ = r'pᵀ + q gᵀ + e_y hᵀ,   Ḡ = sym(s tᵀ) + sym(Ω∘T̄)
  void middleLayer(V* bar) const {
    const int d = size - 1;
    const V* before = column(inner);
    V* tBar = tape.tBar;
    applyTo(q, lanesTransposed(t), tq);
    applyTo(tq, lanes(gram), h);
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) tBar[i * size + j] = mulAdd(r[i], before[j], q[i] * g[j]);
    for (int j = 0; j < size; ++j) tBar[d * size + j] += h[j];
    this->omegaGradient(inner, bar);
    if (inner == 0) return;
    V* adjoint = tape.adjoint(inner);
    const V* s = t + d * size;
    const V half = broadcast<L>(Scalar(0.5));
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) adjoint[i * size + j] = half * mulAdd(s[i], tq[j], s[j] * tq[i]);
    this->addOmegaAdjoint(inner, adjoint);
  }
};

}  // namespace ltlab
