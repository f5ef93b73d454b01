#include "ltlab/attention/state.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

#include "attention/oracle.h"
#include "ltlab/attention/chunked.h"
#include "ltlab/attention/linear.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;
using oracle::normals;
using oracle::relativeError;
using oracle::uniforms;
using testing::StrEq;
using testing::ThrowsMessage;

constexpr Index dk = 5, dv = 3;

// A rule, and whether its tokens carry a gate per channel.
struct Variant {
  const char* name;
  StateRule<double> rule;
  bool channelGate = false;
};

const std::vector<Variant> variants = {
    {"linear", {RuleKind::Linear, dk, dv}},
    {"linear, normalised", {RuleKind::Linear, dk, dv, true}},
    {"retention", {RuleKind::Retention, dk, dv, false, 0.9}},
    {"retention, normalised", {RuleKind::Retention, dk, dv, true, 0.8}},
    {"gated", {RuleKind::Gated, dk, dv}},
    {"gated, normalised", {RuleKind::Gated, dk, dv, true}},
    {"gated per channel", {RuleKind::Gated, dk, dv}, true},
    {"gated per channel, normalised", {RuleKind::Gated, dk, dv, true}, true},
    {"delta", {RuleKind::Delta, dk, dv}},
    {"gated delta", {RuleKind::GatedDelta, dk, dv}},
    {"gated delta per channel", {RuleKind::GatedDelta, dk, dv}, true},
    {"mesa", {RuleKind::Mesa, dk, dv, false, 1, 0.7}},
    {"mesa, fading", {RuleKind::Mesa, dk, dv, false, 0.9, 0.7}},
};

bool isDelta(const StateRule<double>& rule) {
  return rule.kind == RuleKind::Delta || rule.kind == RuleKind::GatedDelta;
}

// Positive features where there is a normaliser, unit keys for the delta rules, one gate exactly 0.
TokenRows<double> tokensFor(const Variant& variant, Index n, std::uint64_t seed = 1) {
  const bool positive = variant.rule.normalise;
  TokenRows<double> tokens{normals(n, dk, seed), normals(n, dk, seed + 1), normals(n, dv, seed + 2),
                           uniforms(n, 1, 0, 1, seed + 3),
                           uniforms(n, variant.channelGate ? dk : 1, 0.5, 1, seed + 4)};
  if (positive) tokens.q = tokens.q.cwiseAbs();
  if (positive) tokens.k = tokens.k.cwiseAbs();
  if (isDelta(variant.rule)) tokens.k.rowwise().normalize();
  if (n > 6) tokens.gate(6, 0) = 0;
  return tokens;
}

TokenRows<double> rowsOf(const TokenRows<double>& tokens, Index first, Index n) {
  return {tokens.q.middleRows(first, n), tokens.k.middleRows(first, n), tokens.v.middleRows(first, n),
          tokens.beta.segment(first, n), tokens.gate.middleRows(first, n)};
}

// diag(α_l) of token l under a rule, as a dense matrix.
Matrix<double> decayMatrix(const StateRule<double>& rule, const TokenRows<double>& tokens, Index l) {
  Matrix<double> a = Matrix<double>::Identity(dk, dk);
  if (rule.kind == RuleKind::Retention || rule.kind == RuleKind::Mesa) a *= rule.decay;
  if (rule.kind == RuleKind::Gated || rule.kind == RuleKind::GatedDelta)
    for (Index c = 0; c < dk; ++c) a(c, c) = tokens.gate(l, tokens.gate.cols() == 1 ? 0 : c);
  return a;
}

// o_i from all tokens up to i at once:  S_i = Σ_j T_i … T_{j+1} β_j k_j v_jᵀ  with T_l = (I − β_l k_l k_lᵀ)
// diag(α_l) for the delta rules and diag(α_l) for the others; mesa solves the ridge equations by Cholesky.
Matrix<double> wholeOutput(const StateRule<double>& rule, const TokenRows<double>& tokens, Index i) {
  Matrix<double> S = Matrix<double>::Zero(dk, dv);
  Vector<double> z = Vector<double>::Zero(dk);
  Matrix<double> path = Matrix<double>::Identity(dk, dk), H = Matrix<double>::Zero(dk, dk);
  for (Index j = i; j >= 0; --j) {
    const Vector<double> k = tokens.k.row(j);
    const double beta = isDelta(rule) ? tokens.beta[j] : 1;
    S += beta * path * k * tokens.v.row(j);
    z += path * k;
    H += path * k * k.transpose();
    if (isDelta(rule)) path = (path * (Matrix<double>::Identity(dk, dk) - beta * k * k.transpose())).eval();
    path = (path * decayMatrix(rule, tokens, j)).eval();
  }
  const Matrix<double> q = tokens.q.row(i);
  if (rule.normalise) return q * S / (q * z)(0, 0);
  if (rule.kind != RuleKind::Mesa) return q * S;
  H += rule.ridge * path;
  return q * Eigen::LLT<Eigen::MatrixXd>(H).solve(S);
}

Matrix<double> whole(const StateRule<double>& rule, const TokenRows<double>& tokens) {
  Matrix<double> o(tokens.q.rows(), dv);
  for (Index i = 0; i < o.rows(); ++i) o.row(i) = wholeOutput(rule, tokens, i);
  return o;
}

Matrix<double> recurrent(const StateRule<double>& rule, const TokenRows<double>& tokens) {
  Vector<double> state = emptyState(rule);
  return runRecurrent(rule, state, tokens);
}

class EveryRule : public testing::TestWithParam<Variant> {};
INSTANTIATE_TEST_SUITE_P(State, EveryRule, testing::ValuesIn(variants),
                         [](const testing::TestParamInfo<Variant>& tested) {
                           std::string name = tested.param.name;
                           std::erase_if(name, [](char c) { return !std::isalnum(c); });
                           return name;
                         });

TEST_P(EveryRule, RecurrentIsWhole) {
  for (Index n : {1, 2, 17}) {
    const TokenRows<double> tokens = tokensFor(GetParam(), n);
    EXPECT_LE(relativeError(recurrent(GetParam().rule, tokens), whole(GetParam().rule, tokens)), 1e-12) << n;
  }
}

TEST_P(EveryRule, ChunkedIsRecurrentForEveryChunkSize) {
  const StateRule<double>& rule = GetParam().rule;
  const Index n = 17;
  const TokenRows<double> tokens = tokensFor(GetParam(), n);
  Vector<double> expectedState = emptyState(rule);
  const Matrix<double> expected = runRecurrent(rule, expectedState, tokens);
  for (Index chunk = 1; chunk <= n + 1; ++chunk) {
    Vector<double> state = emptyState(rule);
    EXPECT_LE(relativeError(runChunked(rule, state, tokens, chunk), expected), 1e-12) << "chunk " << chunk;
    EXPECT_LE(relativeError(state, expectedState), 1e-12) << "chunk " << chunk;
  }
}

TEST_P(EveryRule, SplittingAStreamAndHandingOverTheStateIsOneRun) {
  const StateRule<double>& rule = GetParam().rule;
  const Index n = 9;
  const TokenRows<double> tokens = tokensFor(GetParam(), n);
  const Matrix<double> expected = recurrent(rule, tokens);
  for (Index cut = 0; cut <= n; ++cut) {
    Vector<double> state = emptyState(rule);
    const Matrix<double> before = runRecurrent(rule, state, rowsOf(tokens, 0, cut));
    const std::vector<double> saved(state.begin(), state.end());
    Vector<double> restored = Eigen::Map<const Vector<double>>(saved.data(), Index(saved.size()));
    const Matrix<double> after = runRecurrent(rule, restored, rowsOf(tokens, cut, n - cut));
    EXPECT_EQ(before, expected.topRows(cut));
    EXPECT_EQ(after, expected.bottomRows(n - cut));
    Vector<double> mixed = emptyState(rule);
    runChunked(rule, mixed, rowsOf(tokens, 0, cut), 4);
    EXPECT_LE(
        relativeError(runChunked(rule, mixed, rowsOf(tokens, cut, n - cut), 3), expected.bottomRows(n - cut)),
        1e-12);
  }
}

TEST_P(EveryRule, PushAndReadAreTheRecurrentRun) {
  const StateRule<double>& rule = GetParam().rule;
  const TokenRows<double> tokens = tokensFor(GetParam(), 6);
  const Matrix<double> expected = recurrent(rule, tokens);
  Vector<double> state = emptyState(rule);
  ASSERT_EQ(state.size(), stateSize(rule));
  for (Index i = 0; i < 6; ++i) {
    push<double>(rule, state, {tokens.k.row(i), tokens.v.row(i), tokens.beta[i], tokens.gate.row(i)});
    EXPECT_EQ(read<double>(rule, state, tokens.q.row(i)), expected.row(i).transpose());
    EXPECT_EQ(state.size(), stateSize(rule));
  }
}

TEST_P(EveryRule, ALaterTokenChangesNothingBefore) {
  const StateRule<double>& rule = GetParam().rule;
  const TokenRows<double> tokens = tokensFor(GetParam(), 12);
  TokenRows<double> changed = tokens;
  changed.q.bottomRows(5) *= 3;
  changed.k.bottomRows(5) *= -2;
  changed.v.bottomRows(5) *= 5;
  changed.beta.tail(5) *= 0.5;
  changed.gate.bottomRows(5) *= 0.5;
  EXPECT_EQ(recurrent(rule, tokens).topRows(7), recurrent(rule, changed).topRows(7));
  Vector<double> a = emptyState(rule), b = a;
  EXPECT_EQ(runChunked(rule, a, tokens, 5).topRows(7), runChunked(rule, b, changed, 5).topRows(7));
}

TEST_P(EveryRule, OutputIsLinearInTheValues) {
  const StateRule<double>& rule = GetParam().rule;
  TokenRows<double> a = tokensFor(GetParam(), 11), b = a, sum = a;
  b.v = normals(11, dv, 99);
  sum.v = 2 * a.v - 3 * b.v;
  EXPECT_LE(relativeError(recurrent(rule, sum), 2 * recurrent(rule, a) - 3 * recurrent(rule, b)), 1e-12);
}

TEST_P(EveryRule, NothingPushedReadsAsZero) {
  const StateRule<double>& rule = GetParam().rule;
  const Vector<double> q = normals(dk, 1, 1);
  EXPECT_EQ(read(rule, emptyState(rule), q), (Vector<double>::Zero(dv)));
  EXPECT_EQ(recurrent(rule, tokensFor(GetParam(), 0)).rows(), 0);
  Vector<double> state = emptyState(rule);
  EXPECT_EQ(runChunked(rule, state, tokensFor(GetParam(), 0), 4).rows(), 0);
}

// The last output when the context (all tokens but the last) is reversed.
double changeOnReversal(const StateRule<double>& rule, const TokenRows<double>& tokens) {
  TokenRows<double> reversed = tokens;
  const Index n = tokens.q.rows() - 1;
  reversed.k.topRows(n) = tokens.k.topRows(n).colwise().reverse();
  reversed.v.topRows(n) = tokens.v.topRows(n).colwise().reverse();
  return relativeError(recurrent(rule, reversed).bottomRows(1), recurrent(rule, tokens).bottomRows(1));
}

TEST(State, OrderOfTheContextMattersOnlyToRulesThatForgetOrCorrect) {
  for (const Variant& variant : variants) {
    TokenRows<double> tokens = tokensFor(variant, 10);
    tokens.gate.setConstant(0.9);
    tokens.beta.setConstant(0.5);
    const bool forgets =
        variant.rule.decay < 1 || variant.rule.kind == RuleKind::Gated || isDelta(variant.rule);
    const double change = changeOnReversal(variant.rule, tokens);
    EXPECT_EQ(change > 0.01, forgets) << variant.name;
    EXPECT_EQ(change < 1e-12, !forgets) << variant.name;
  }
}

TEST(State, DeltaRuleWithFullStepRecallsOrthonormalKeysExactly) {
  const StateRule<double> rule{RuleKind::Delta, dk, dv};
  const Matrix<double> keys = Eigen::HouseholderQR<Matrix<double>>(normals(dk, dk, 1)).householderQ();
  Vector<double> state = emptyState(rule);
  const Matrix<double> old = normals(dk, dv, 2), values = normals(dk, dv, 3);
  for (const Matrix<double>& v : {old, values})
    for (Index i = 0; i < dk; ++i) push<double>(rule, state, {keys.row(i), v.row(i), 1, {}});
  for (Index i = 0; i < dk; ++i)
    EXPECT_LE(relativeError(read<double>(rule, state, keys.row(i)).transpose(), values.row(i)), 1e-13);
}

TEST(State, LinearRuleOnTheSameStreamMixesOldAndNewValues) {
  const StateRule<double> rule{RuleKind::Linear, 1, 1};
  Vector<double> state = emptyState(rule);
  const Vector<double> one = Vector<double>::Ones(1);
  push<double>(rule, state, {one, 2 * one, 1, {}});
  push<double>(rule, state, {one, 3 * one, 1, {}});
  EXPECT_EQ(read(rule, state, one)[0], 5);
}

TEST(State, DeltaRuleIsOneGradientStepOnItsSquaredError) {
  const StateRule<double> rule{RuleKind::Delta, dk, dv};
  Vector<double> state = normals(stateSize(rule), 1, 4);
  const Vector<double> k = normals(dk, 1, 5), v = normals(dv, 1, 6);
  const auto error = [&](const Vector<double>& s) {
    return (Eigen::Map<const Matrix<double>>(s.data(), dk, dv).transpose() * k - v).squaredNorm() / 2;
  };
  Vector<double> expected = state;
  for (Index c = 0; c < state.size(); ++c) {
    Vector<double> up = state, down = state;
    up[c] += 1e-3;
    down[c] -= 1e-3;
    expected[c] -= 0.3 * (error(up) - error(down)) / 2e-3;
  }
  push<double>(rule, state, {k, v, 0.3, {}});
  EXPECT_LE(relativeError(state, expected), 1e-10);
}

TEST(State, IdentityMapScaledIsOneGradientStepFromZero) {
  const Index n = 8, d = 4;
  const double rate = 0.05;
  const Matrix<double> x = normals(n, d, 1), y = normals(n, 1, 2), query = normals(3, d, 3);
  Vector<double> gradient = Vector<double>::Zero(d);
  for (Index i = 0; i < n; ++i) gradient -= y(i, 0) * x.row(i).transpose();
  const Matrix<double> attention = rate * linearAttention<double>(query, x, y, Normaliser::None);
  EXPECT_LE(relativeError(attention, query * (-rate * gradient)), 1e-14);
}

TEST(State, MesaIsRidgeByCholeskyAtEachTokenEvenWithATinyRidge) {
  const StateRule<double> rule{RuleKind::Mesa, dk, dv, false, 1, 1e-6};
  Vector<double> state = emptyState(rule);
  const Matrix<double> k = normals(30, dk, 1), v = normals(30, dv, 2);
  const Matrix<double> identity = Matrix<double>::Identity(dk, dk);
  for (Index i = 0; i < 30; ++i) {
    push<double>(rule, state, {k.row(i), v.row(i), 1, {}});
    const Matrix<double> seen = k.topRows(i + 1);
    const Eigen::MatrixXd H = seen.transpose() * seen + 1e-6 * identity;
    const Matrix<double> S = H.llt().solve(seen.transpose() * v.topRows(i + 1));
    for (Index c = 0; c < dk; ++c)
      EXPECT_LE((read<double>(rule, state, identity.row(c)).transpose() - S.row(c)).norm(), 1e-8 * S.norm())
          << i;
  }
}

TEST(State, OneGateIsAGatePerChannelWithEqualEntries) {
  for (RuleKind kind : {RuleKind::Gated, RuleKind::GatedDelta}) {
    const StateRule<double> rule{kind, dk, dv};
    const TokenRows<double> one = tokensFor({"", rule}, 9);
    TokenRows<double> many = one;
    many.gate = one.gate * Matrix<double>::Ones(1, dk);
    EXPECT_EQ(recurrent(rule, one), recurrent(rule, many));
  }
}

TEST(State, MissingStepSizesAreOne) {
  const StateRule<double> rule{RuleKind::Delta, dk, dv};
  TokenRows<double> with = tokensFor({"", rule}, 9), without = with;
  with.beta.setOnes();
  without.beta.resize(0);
  EXPECT_EQ(recurrent(rule, with), recurrent(rule, without));
  Vector<double> a = emptyState(rule), b = a;
  EXPECT_EQ(runChunked(rule, a, with, 4), runChunked(rule, b, without, 4));
}

TEST(State, WhatARuleDoesNotUseIsIgnored) {
  for (const Variant& variant : variants) {
    const TokenRows<double> tokens = tokensFor(variant, 8);
    TokenRows<double> changed = tokens;
    if (!isDelta(variant.rule)) changed.beta *= 2;
    if (variant.rule.kind != RuleKind::Gated && variant.rule.kind != RuleKind::GatedDelta)
      changed.gate.resize(0, 3);
    StateRule<double> rule = variant.rule;
    if (rule.kind != RuleKind::Retention && rule.kind != RuleKind::Mesa) rule.decay = 0.3;
    if (rule.kind != RuleKind::Mesa) rule.ridge = 9;
    EXPECT_EQ(recurrent(variant.rule, tokens), recurrent(rule, changed)) << variant.name;
    Vector<double> a = emptyState(rule), b = a;
    EXPECT_EQ(runChunked(variant.rule, a, tokens, 3), runChunked(rule, b, changed, 3)) << variant.name;
  }
}

TEST(State, SinglePrecisionFollowsDoublePrecision) {
  for (const Variant& variant : variants) {
    const StateRule<double>& rule = variant.rule;
    const StateRule<float> narrow{rule.kind, dk, dv, rule.normalise, float(rule.decay), float(rule.ridge)};
    const TokenRows<double> wide = tokensFor(variant, 40);
    const TokenRows<float> tokens{wide.q.cast<float>(), wide.k.cast<float>(), wide.v.cast<float>(),
                                  wide.beta.cast<float>(), wide.gate.cast<float>()};
    Vector<float> state = emptyState(narrow), chunkedState = state;
    const Matrix<double> expected = recurrent(rule, wide);
    // 40 steps of a few roundings of 6e-8 each, amplified by the condition of the ridge matrix (mesa).
    EXPECT_LE(relativeError(runRecurrent(narrow, state, tokens), expected), 2e-5) << variant.name;
    push<float>(narrow, state, {tokens.k.row(0), tokens.v.row(0), 1, tokens.gate.row(0)});
    EXPECT_TRUE(read<float>(narrow, state, tokens.q.row(0)).allFinite());
    EXPECT_LE(relativeError(runChunked(narrow, chunkedState, tokens, 7), expected), 2e-5) << variant.name;
  }
}

TEST(State, LongStreamsStayFiniteInSinglePrecision) {
  const Index n = 20000;
  const Matrix<float> k = normals<float>(n, dk, 1).rowwise().normalized(), v = normals<float>(n, dv, 2);
  for (RuleKind kind : {RuleKind::Retention, RuleKind::Delta, RuleKind::Mesa}) {
    const StateRule<float> rule{kind, dk, dv, false, 0.99f};
    Vector<float> state = emptyState(rule);
    runRecurrent<float>(rule, state, {k, k, v, {}, {}});
    EXPECT_LE(state.cwiseAbs().maxCoeff(), 1e3f);
    EXPECT_EQ(state.size(), stateSize(rule));
  }
}

TEST(State, ZeroWeightGivesZeroAndAZeroDenominatorUnderANumberGivesInfinity) {
  const StateRule<double> rule{RuleKind::Linear, 2, 2, true};
  for (Index chunk : {1, 2}) {
    Vector<double> state = emptyState(rule);
    TokenRows<double> tokens;
    tokens.q.resize(2, 2), tokens.k.resize(2, 2), tokens.v.resize(2, 2);
    tokens.q << 0, 1, 1, 0;
    tokens.k << 1, 0, -1, 0;
    tokens.v << 3, 4, 2, 4;
    const Matrix<double> o =
        chunk == 1 ? runRecurrent(rule, state, tokens) : runChunked(rule, state, tokens, chunk);
    EXPECT_EQ(o.row(0), (Matrix<double>::Zero(1, 2)));
    EXPECT_EQ(o(1, 0), INFINITY);
    EXPECT_EQ(o(1, 1), 0);
  }
}

TEST(State, NamesAndKindsAreOneTable) {
  for (const Variant& variant : variants)
    EXPECT_EQ(ruleKindNamed(nameOf(variant.rule.kind)), variant.rule.kind);
  EXPECT_EQ(ruleKindNamed("gated delta"), RuleKind::GatedDelta);
  EXPECT_THAT([] { ruleKindNamed("lstm"); },
              ThrowsMessage<InputError>(
                  StrEq("rule: \"lstm\" is not one of linear, retention, gated, delta, gated delta, mesa")));
}

TEST(State, RefusesRulesOutOfRange) {
  const auto start = [](const StateRule<double>& rule) { return [=] { emptyState(rule); }; };
  EXPECT_THAT(start({RuleKind::Linear, 0, 1}), ThrowsMessage<InputError>(StrEq("dk: 0 must be at least 1")));
  EXPECT_THAT(start({RuleKind::Linear, 1, 0}), ThrowsMessage<InputError>(StrEq("dv: 0 must be at least 1")));
  EXPECT_THAT(start({RuleKind::Delta, 1, 1, true}),
              ThrowsMessage<InputError>(StrEq("rule: \"delta\" has no normaliser")));
  EXPECT_THAT(start({RuleKind::GatedDelta, 1, 1, true}),
              ThrowsMessage<InputError>(StrEq("rule: \"gated delta\" has no normaliser")));
  EXPECT_THAT(start({RuleKind::Mesa, 1, 1, true}),
              ThrowsMessage<InputError>(StrEq("rule: \"mesa\" has no normaliser")));
  EXPECT_THAT(start({RuleKind::Retention, 1, 1, false, 0}),
              ThrowsMessage<InputError>(StrEq("decay: 0 is outside (0, 1]")));
  EXPECT_THAT(start({RuleKind::Retention, 1, 1, false, 1.5}),
              ThrowsMessage<InputError>(StrEq("decay: 1.5 is outside (0, 1]")));
  EXPECT_THAT(start({RuleKind::Mesa, 1, 1, false, 1, 0}),
              ThrowsMessage<InputError>(StrEq("ridge: 0 must be positive and finite")));
  EXPECT_THAT(start({RuleKind::Mesa, 1, 1, false, 1, INFINITY}),
              ThrowsMessage<InputError>(StrEq("ridge: inf must be positive and finite")));
}

TEST(State, RefusesTokensThatDoNotFit) {
  const StateRule<double> rule{RuleKind::Gated, 3, 2};
  const auto pushing = [&](Index state, Index k, Index v, Index gate) {
    return [=] {
      Vector<double> memory = Vector<double>::Zero(state);
      push<double>(rule, memory, {normals(k, 1, 1), normals(v, 1, 1), 1, normals(gate, 1, 1)});
    };
  };
  EXPECT_THAT(pushing(5, 3, 2, 1),
              ThrowsMessage<InputError>(StrEq("state.size: 5 must equal stateSize = 6")));
  EXPECT_THAT(pushing(6, 4, 2, 1), ThrowsMessage<InputError>(StrEq("k.size: 4 must equal dk = 3")));
  EXPECT_THAT(pushing(6, 3, 1, 1), ThrowsMessage<InputError>(StrEq("v.size: 1 must equal dv = 2")));
  EXPECT_THAT(pushing(6, 3, 2, 2), ThrowsMessage<InputError>(StrEq("gate.size: 2 must be 1 or dk = 3")));
  EXPECT_NO_THROW(pushing(6, 3, 2, 1)());
  EXPECT_NO_THROW(pushing(6, 3, 2, 3)());
  EXPECT_THAT([&] { read<double>(rule, Vector<double>::Zero(7), normals(3, 1, 1)); },
              ThrowsMessage<InputError>(StrEq("state.size: 7 must equal stateSize = 6")));
  EXPECT_THAT([&] { read<double>(rule, Vector<double>::Zero(6), normals(4, 1, 1)); },
              ThrowsMessage<InputError>(StrEq("q.size: 4 must equal dk = 3")));
}

TEST(State, RefusesRowsThatDoNotFit) {
  const StateRule<double> rule{RuleKind::GatedDelta, 3, 2};
  const TokenRows<double> good{normals(4, 3, 1), normals(4, 3, 2), normals(4, 2, 3), normals(4, 1, 4),
                               normals(4, 1, 5)};
  const auto refusal = [&](const TokenRows<double>& tokens, Index state = 6) {
    std::string messages[2];
    for (Index chunk : {0, 1}) try {
        Vector<double> memory = Vector<double>::Zero(state);
        chunk == 0 ? runRecurrent(rule, memory, tokens) : runChunked(rule, memory, tokens, 2);
      } catch (const InputError& error) {
        messages[chunk] = error.what();
      }
    EXPECT_EQ(messages[0], messages[1]);
    return messages[0];
  };
  const auto with = [&](auto field, const auto& value) {
    TokenRows<double> tokens = good;
    tokens.*field = value;
    return tokens;
  };
  using Rows = TokenRows<double>;
  EXPECT_EQ(refusal(good), "");
  EXPECT_EQ(refusal(good, 7), "state.size: 7 must equal stateSize = 6");
  EXPECT_EQ(refusal(with(&Rows::k, normals(4, 2, 1))), "k.cols: 2 must equal dk = 3");
  EXPECT_EQ(refusal(with(&Rows::v, normals(4, 3, 1))), "v.cols: 3 must equal dv = 2");
  EXPECT_EQ(refusal(with(&Rows::q, normals(4, 2, 1))), "q.cols: 2 must equal dk = 3");
  EXPECT_EQ(refusal(with(&Rows::k, normals(3, 3, 1))), "k.rows: 3 must equal q.rows = 4");
  EXPECT_EQ(refusal(with(&Rows::v, normals(3, 2, 1))), "v.rows: 3 must equal q.rows = 4");
  EXPECT_EQ(refusal(with(&Rows::beta, normals(3, 1, 1))), "beta.size: 3 must equal q.rows = 4");
  EXPECT_EQ(refusal(with(&Rows::gate, normals(3, 1, 1))), "gate.rows: 3 must equal q.rows = 4");
  EXPECT_EQ(refusal(with(&Rows::gate, normals(4, 2, 1))), "gate.cols: 2 must be 1 or dk = 3");
  EXPECT_EQ(refusal(with(&Rows::gate, normals(4, 3, 1))), "");
  EXPECT_THAT(
      [&] {
        Vector<double> memory = emptyState(rule);
        runChunked(rule, memory, good, 0);
      },
      ThrowsMessage<InputError>(StrEq("chunk: 0 must be at least 1")));
  Vector<double> memory;
  EXPECT_THAT(
      [&] {
        runRecurrent<double>({RuleKind::Linear, 0, 1}, memory, good);
      },
      ThrowsMessage<InputError>(StrEq("dk: 0 must be at least 1")));
}

}  // namespace
}  // namespace ltlab
