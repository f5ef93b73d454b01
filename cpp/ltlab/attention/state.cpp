#include "ltlab/attention/state.h"

#include <cmath>
#include <string>

#include "ltlab/attention/quotient.h"
#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

namespace {

struct NamedKind {
  std::string_view name;
  RuleKind kind;
};
constexpr NamedKind namedKinds[] = {
    {"linear", RuleKind::Linear}, {"retention", RuleKind::Retention},    {"gated", RuleKind::Gated},
    {"delta", RuleKind::Delta},   {"gated delta", RuleKind::GatedDelta}, {"mesa", RuleKind::Mesa}};

template <class T>
using Numbers = Eigen::Map<Vector<T>>;

// One token as pointers into the caller's rows.
template <class T>
struct TokenView {
  Eigen::Map<const Vector<T>> k;
  Eigen::Map<const Vector<T>> v;
  T beta;
  Eigen::Map<const Vector<T>> gate;
};

bool isGated(RuleKind kind) {
  return kind == RuleKind::Gated || kind == RuleKind::GatedDelta;
}
bool isDelta(RuleKind kind) {
  return kind == RuleKind::Delta || kind == RuleKind::GatedDelta;
}

template <class T>
void requireRule(const StateRule<T>& rule) {
  require(rule.dk >= 1, "dk", rule.dk, "must be at least 1");
  require(rule.dv >= 1, "dv", rule.dv, "must be at least 1");
  require(!rule.normalise || !(isDelta(rule.kind) || rule.kind == RuleKind::Mesa), "rule", nameOf(rule.kind),
          "has no normaliser");
  require(rule.decay > 0 && rule.decay <= 1, "decay", rule.decay, "is outside (0, 1]");
  require(rule.ridge > 0 && std::isfinite(rule.ridge), "ridge", rule.ridge, "must be positive and finite");
}

template <class T>
void requireGate(const StateRule<T>& rule, std::string_view name, Index size) {
  if (isGated(rule.kind))
    require(size == 1 || size == rule.dk, name, size, "must be 1 or dk = " + std::to_string(rule.dk));
}

// H ← γ H + x xᵀ for H = UᵀU with U's rows packed: a Givens rotation per row takes x into U (Golub and Van
// Loan, Matrix Computations, §6.5.4). x is overwritten.
template <class T>
void updateFactor(T* row, Index size, T decay, Vector<T>& x) {
  const T root = std::sqrt(decay);
  for (Index j = 0; j < size; ++j) {
    const Index rest = size - j;
    Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>> u(row, rest);
    if (decay != 1) u *= root;
    const T length = std::sqrt(u[0] * u[0] + x[j] * x[j]);
    const T c = u[0] / length, s = x[j] / length;
    u[0] = length;
    for (Index i = 1; i < rest; ++i) {
      const T ui = u[i], xi = x[j + i];
      u[i] = c * ui + s * xi;
      x[j + i] = c * xi - s * ui;
    }
    row += rest;
  }
}

// x ← H⁻¹ x = U⁻¹ U⁻ᵀ x.
template <class T>
void solveFactor(const T* row, Index size, Vector<T>& x) {
  for (Index j = 0; j < size; ++j) {
    const Index rest = size - j - 1;
    x[j] /= row[0];
    x.segment(j + 1, rest) -= x[j] * Eigen::Map<const Vector<T>>(row + 1, rest);
    row += rest + 1;
  }
  for (Index j = size - 1; j >= 0; --j) {
    const Index rest = size - j - 1;
    row -= rest + 1;
    x[j] = (x[j] - Eigen::Map<const Vector<T>>(row + 1, rest).dot(x.segment(j + 1, rest))) / row[0];
  }
}

template <class T>
void forget(const StateRule<T>& rule, Eigen::Map<Matrix<T>>& S, Numbers<T>& z, const TokenView<T>& token) {
  const bool constant = rule.kind == RuleKind::Retention || rule.kind == RuleKind::Mesa;
  if (constant || token.gate.size() == 1) {
    const T factor = constant ? rule.decay : token.gate[0];
    S *= factor;
    z *= factor;
    return;
  }
  S.array().colwise() *= token.gate.array();
  if (z.size() > 0) z.array() *= token.gate.array();
}

template <class T>
void pushView(const StateRule<T>& rule, T* state, const TokenView<T>& token) {
  Eigen::Map<Matrix<T>> S(state, rule.dk, rule.dv);
  T* rest = state + rule.dk * rule.dv;
  Numbers<T> z(rest, rule.normalise ? rule.dk : 0);
  const bool fading = rule.kind == RuleKind::Retention || (rule.kind == RuleKind::Mesa && rule.decay != 1);
  if (fading || isGated(rule.kind)) forget(rule, S, z, token);
  if (rule.kind == RuleKind::Mesa) {
    Vector<T> x = token.k;
    updateFactor(rest, rule.dk, rule.decay, x);
  }
  if (isDelta(rule.kind)) {
    const Vector<T> correction = token.beta * (token.v - S.transpose() * token.k);
    S.noalias() += token.k * correction.transpose();
  } else {
    S.noalias() += token.k * token.v.transpose();
  }
  if (rule.normalise) z += token.k;
}

template <class T>
Vector<T> readView(const StateRule<T>& rule, const T* state, const Eigen::Map<const Vector<T>>& q) {
  const Eigen::Map<const Matrix<T>> S(state, rule.dk, rule.dv);
  const T* rest = state + rule.dk * rule.dv;
  if (rule.kind == RuleKind::Mesa) {
    Vector<T> x = q;
    solveFactor(rest, rule.dk, x);
    return S.transpose() * x;
  }
  Vector<T> o = S.transpose() * q;
  if (rule.normalise) divideByWeight<T>(o, Eigen::Map<const Vector<T>>(rest, rule.dk).dot(q));
  return o;
}

template <class T>
TokenView<T> viewOf(const Token<T>& token) {
  return {{token.k.data(), token.k.size()},
          {token.v.data(), token.v.size()},
          token.beta,
          {token.gate.data(), token.gate.size()}};
}

template <class T>
TokenView<T> viewOf(const TokenRows<T>& rows, Index i) {
  return {{rows.k.row(i).data(), rows.k.cols()},
          {rows.v.row(i).data(), rows.v.cols()},
          rows.beta.size() == 0 ? T(1) : rows.beta[i],
          {rows.gate.data() + i * rows.gate.cols(), rows.gate.cols()}};
}

}  // namespace

RuleKind ruleKindNamed(std::string_view name) {
  for (const NamedKind& entry : namedKinds)
    if (entry.name == name) return entry.kind;
  require(false, "rule", name, "is not one of linear, retention, gated, delta, gated delta, mesa");
  return RuleKind::Linear;
}

std::string_view nameOf(RuleKind kind) {
  return namedKinds[int(kind)].name;
}

template <class T>
Index stateSize(const StateRule<T>& rule) {
  const Index factor = rule.kind == RuleKind::Mesa ? rule.dk * (rule.dk + 1) / 2 : 0;
  return rule.dk * rule.dv + (rule.normalise ? rule.dk : 0) + factor;
}

template <class T>
Vector<T> emptyState(const StateRule<T>& rule) {
  requireRule(rule);
  Vector<T> state = Vector<T>::Zero(stateSize(rule));
  if (rule.kind != RuleKind::Mesa) return state;
  Index diagonal = rule.dk * rule.dv;
  for (Index j = 0; j < rule.dk; ++j) {
    state[diagonal] = std::sqrt(rule.ridge);
    diagonal += rule.dk - j;
  }
  return state;
}

template <class T>
void push(const StateRule<T>& rule, Vector<T>& state, const Token<T>& token) {
  requireSize("state.size", state.size(), "stateSize", stateSize(rule));
  requireSize("k.size", token.k.size(), "dk", rule.dk);
  requireSize("v.size", token.v.size(), "dv", rule.dv);
  requireGate(rule, "gate.size", token.gate.size());
  pushView(rule, state.data(), viewOf(token));
}

template <class T>
Vector<T> read(const StateRule<T>& rule, const Vector<T>& state, const Vector<T>& q) {
  requireSize("state.size", state.size(), "stateSize", stateSize(rule));
  requireSize("q.size", q.size(), "dk", rule.dk);
  return readView<T>(rule, state.data(), {q.data(), q.size()});
}

template <class T>
void requireRows(const StateRule<T>& rule, const Vector<T>& state, const TokenRows<T>& tokens) {
  requireRule(rule);
  requireSize("state.size", state.size(), "stateSize", stateSize(rule));
  requireSize("k.cols", tokens.k.cols(), "dk", rule.dk);
  requireSize("v.cols", tokens.v.cols(), "dv", rule.dv);
  requireSize("q.cols", tokens.q.cols(), "dk", rule.dk);
  requireSize("k.rows", tokens.k.rows(), "q.rows", tokens.q.rows());
  requireSize("v.rows", tokens.v.rows(), "q.rows", tokens.q.rows());
  if (tokens.beta.size() > 0) requireSize("beta.size", tokens.beta.size(), "q.rows", tokens.q.rows());
  if (!isGated(rule.kind)) return;
  requireSize("gate.rows", tokens.gate.rows(), "q.rows", tokens.q.rows());
  requireGate(rule, "gate.cols", tokens.gate.cols());
}

template <class T>
Matrix<T> runRecurrent(const StateRule<T>& rule, Vector<T>& state, const TokenRows<T>& tokens) {
  requireRows(rule, state, tokens);
  Matrix<T> o(tokens.q.rows(), rule.dv);
  for (Index i = 0; i < o.rows(); ++i) {
    pushView(rule, state.data(), viewOf(tokens, i));
    o.row(i) = readView<T>(rule, state.data(), {tokens.q.row(i).data(), rule.dk});
  }
  return o;
}

template <class T>
Cost pushCost(const StateRule<T>& rule, bool channelGate, Index numberSize) {
  const double dk = double(rule.dk), dv = double(rule.dv);
  const bool fading = rule.kind == RuleKind::Retention || isGated(rule.kind) ||
                      (rule.kind == RuleKind::Mesa && rule.decay != 1);
  double flops = (fading ? 3 : 2) * dk * dv;
  if (rule.normalise) flops += (fading ? 2 : 1) * dk;
  if (isDelta(rule.kind)) flops += 2 * dk * dv + 2 * dv;
  if (rule.kind == RuleKind::Mesa) flops += 3 * dk * (dk + 1) + (fading ? dk * (dk + 1) / 2 : 0);
  double numbers = dk + dv + (isDelta(rule.kind) ? 1 : 0);
  if (isGated(rule.kind)) numbers += channelGate ? dk : 1;
  return {flops, numbers * double(numberSize), double(stateSize(rule))};
}

template <class T>
Cost readCost(const StateRule<T>& rule, Index numberSize) {
  const double dk = double(rule.dk), dv = double(rule.dv);
  double flops = 2 * dk * dv;
  if (rule.normalise) flops += 2 * dk + dv;
  if (rule.kind == RuleKind::Mesa) flops += 2 * dk * dk;
  return {flops, (dk + dv) * double(numberSize), double(stateSize(rule))};
}

#define LTLAB_INSTANTIATE(T)                                                             \
  template Index stateSize(const StateRule<T>&);                                         \
  template Vector<T> emptyState(const StateRule<T>&);                                    \
  template void push(const StateRule<T>&, Vector<T>&, const Token<T>&);                  \
  template Vector<T> read(const StateRule<T>&, const Vector<T>&, const Vector<T>&);      \
  template void requireRows(const StateRule<T>&, const Vector<T>&, const TokenRows<T>&); \
  template Matrix<T> runRecurrent(const StateRule<T>&, Vector<T>&, const TokenRows<T>&); \
  template Cost pushCost(const StateRule<T>&, bool, Index);                              \
  template Cost readCost(const StateRule<T>&, Index);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
