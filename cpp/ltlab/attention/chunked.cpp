#include "ltlab/attention/chunked.h"

#include <algorithm>

#include "ltlab/attention/quotient.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

// The rows of one chunk. gate: (C, 0) where nothing decays, else (C, 1) or (C, dk).
template <class T>
struct Chunk {
  Matrix<T> q, k, v;
  Vector<T> beta;
  Matrix<T> gate;
};

template <class T>
Chunk<T> cutChunk(const StateRule<T>& rule, const TokenRows<T>& tokens, Index first, Index rows) {
  Chunk<T> chunk{tokens.q.middleRows(first, rows), tokens.k.middleRows(first, rows),
                 tokens.v.middleRows(first, rows), Vector<T>::Ones(rows), Matrix<T>(rows, 0)};
  if (tokens.beta.size() > 0) chunk.beta = tokens.beta.segment(first, rows);
  if (rule.kind == RuleKind::Retention) chunk.gate = Matrix<T>::Constant(rows, 1, rule.decay);
  if (rule.kind == RuleKind::Gated || rule.kind == RuleKind::GatedDelta)
    chunk.gate = tokens.gate.middleRows(first, rows);
  return chunk;
}

// x_i ← gate ∘ x_i, for one gate or one per channel.
template <class T, class Row, class Gate>
void applyGate(Row&& x, const Gate& gate) {
  if (gate.size() == 1)
    x *= gate[0];
  else if (gate.size() > 1)
    x.array() *= gate.array();
}

// X ∘ P: row i decays by all gates of the chunk up to and including i.
template <class T>
Matrix<T> decayFromStart(Matrix<T> x, const Matrix<T>& gate) {
  Vector<T> product = Vector<T>::Ones(gate.cols());
  for (Index i = 0; i < x.rows(); ++i) {
    product.array() *= gate.row(i).transpose().array();
    applyGate<T>(x.row(i), product.transpose());
  }
  return x;
}

// K̃: row j decays by all gates after j.
template <class T>
Matrix<T> decayToEnd(Matrix<T> k, const Matrix<T>& gate) {
  Vector<T> product = Vector<T>::Ones(gate.cols());
  for (Index j = k.rows() - 1; j >= 0; --j) {
    applyGate<T>(k.row(j), product.transpose());
    product.array() *= gate.row(j).transpose().array();
  }
  return k;
}

// tril(W(X)). One gate per token scales the plain products; a gate per channel decays each key on its way to
// row i.
template <class T>
Matrix<T> pairWeights(const Matrix<T>& x, const Matrix<T>& k, const Matrix<T>& gate) {
  const Index rows = x.rows();
  if (gate.cols() <= 1) {
    Matrix<T> w = (x * k.transpose()).template triangularView<Eigen::Lower>();
    for (Index j = 0; j < rows && gate.cols() == 1; ++j) {
      T product = 1;
      for (Index i = j + 1; i < rows; ++i) {
        product *= gate(i, 0);
        w(i, j) *= product;
      }
    }
    return w;
  }
  Matrix<T> w = Matrix<T>::Zero(rows, rows);
  for (Index j = 0; j < rows; ++j) {
    Vector<T> key = k.row(j);
    w(j, j) = x.row(j).dot(key);
    for (Index i = j + 1; i < rows; ++i) {
      key.array() *= gate.row(i).transpose().array();
      w(i, j) = x.row(i).dot(key);
    }
  }
  return w;
}

// U: what each token really adds to the memory.
template <class T>
Matrix<T> deltaValues(const Chunk<T>& chunk, const Eigen::Map<Matrix<T>>& S) {
  Matrix<T> u = chunk.beta.asDiagonal() * (chunk.v - decayFromStart(chunk.k, chunk.gate) * S);
  const Matrix<T> overlap = chunk.beta.asDiagonal() * pairWeights(chunk.k, chunk.k, chunk.gate);
  overlap.template triangularView<Eigen::UnitLower>().solveInPlace(u);
  return u;
}

template <class T>
Matrix<T> runChunk(const StateRule<T>& rule, T* state, const Chunk<T>& chunk) {
  Eigen::Map<Matrix<T>> S(state, rule.dk, rule.dv);
  const bool delta = rule.kind == RuleKind::Delta || rule.kind == RuleKind::GatedDelta;
  const Matrix<T> u = delta ? deltaValues(chunk, S) : chunk.v;
  const Matrix<T> w = pairWeights(chunk.q, chunk.k, chunk.gate);
  const Matrix<T> q = decayFromStart(chunk.q, chunk.gate);
  const Matrix<T> k = decayToEnd(chunk.k, chunk.gate);
  const Matrix<T> whole = decayFromStart<T>(Matrix<T>::Ones(k.rows(), k.cols()), chunk.gate);
  const Vector<T> fade = whole.row(whole.rows() - 1);
  Matrix<T> o = q * S + w * u;
  S = fade.asDiagonal() * S + k.transpose() * u;
  if (!rule.normalise) return o;
  Eigen::Map<Vector<T>> z(state + S.size(), rule.dk);
  const Vector<T> weight = q * z + w.rowwise().sum();
  for (Index i = 0; i < o.rows(); ++i) divideByWeight<T>(o.row(i), weight[i]);
  z = fade.cwiseProduct(z) + k.colwise().sum().transpose();
  return o;
}

}  // namespace

template <class T>
Matrix<T> runChunked(const StateRule<T>& rule, Vector<T>& state, const TokenRows<T>& tokens, Index chunk) {
  require(chunk >= 1, "chunk", chunk, "must be at least 1");
  if (rule.kind == RuleKind::Mesa) return runRecurrent(rule, state, tokens);
  requireRows(rule, state, tokens);
  Matrix<T> o(tokens.q.rows(), rule.dv);
  for (Index first = 0; first < o.rows(); first += chunk) {
    const Index rows = std::min(chunk, o.rows() - first);
    o.middleRows(first, rows) = runChunk(rule, state.data(), cutChunk(rule, tokens, first, rows));
  }
  return o;
}

Cost chunkedLinearCost(Index n, Index dk, Index dv, Index chunk, bool normalise, Index numberSize) {
  require(chunk >= 1, "chunk", chunk, "must be at least 1");
  const auto flops = [&](Index rows) {
    const double c = double(rows), pairs = c * (c + 1) / 2;
    const double sums = 4 * c * double(dk * dv) + 2 * pairs * double(dk + dv);
    return normalise ? sums + 3 * c * double(dk) + pairs + c * double(dv) : sums;
  };
  const double numbers = 2 * double(n) * double(dk + dv);
  return {double(n / chunk) * flops(chunk) + flops(n % chunk), numbers * double(numberSize),
          double(dk) * double(normalise ? dv + 1 : dv)};
}

#define LTLAB_INSTANTIATE(T) \
  template Matrix<T> runChunked(const StateRule<T>&, Vector<T>&, const TokenRows<T>&, Index);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
