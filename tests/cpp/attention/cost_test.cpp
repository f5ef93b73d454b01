// Every count function against the obvious algorithm run with numbers that count their operations.
#include "ltlab/attention/cost.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ltlab/attention/chunked.h"
#include "ltlab/attention/feature_map.h"
#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/state.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using Eigen::Index;

double operations = 0;

struct Counted {
  double value = 1;
};
Counted count(double value) {
  ++operations;
  return {value};
}
Counted operator+(Counted a, Counted b) {
  return count(a.value + b.value);
}
Counted operator-(Counted a, Counted b) {
  return count(a.value - b.value);
}
Counted operator*(Counted a, Counted b) {
  return count(a.value * b.value);
}
Counted operator/(Counted a, Counted b) {
  return count(a.value / b.value);
}
Counted& operator+=(Counted& a, Counted b) {
  return a = a + b;
}
Counted& operator-=(Counted& a, Counted b) {
  return a = a - b;
}
Counted& operator*=(Counted& a, Counted b) {
  return a = a * b;
}
Counted& operator/=(Counted& a, Counted b) {
  return a = a / b;
}
Counted exponential(Counted a) {
  return count(std::exp(a.value));
}
Counted root(Counted a) {
  return count(std::sqrt(a.value));
}
Counted larger(Counted a, Counted b) {
  return count(std::max(a.value, b.value));
}

using Row = std::vector<Counted>;
using Table = std::vector<Row>;
Table table(Index rows, Index cols) {
  return Table(std::size_t(rows), Row(std::size_t(cols)));
}

template <class F>
double operationsOf(const F& algorithm) {
  operations = 0;
  algorithm();
  return operations;
}

Counted dot(const Row& a, const Row& b) {
  Counted sum{0};
  for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
  return sum;
}

// y += x S  (S: size of x rows).
void addProduct(Row& y, const Row& x, const Table& S) {
  for (std::size_t r = 0; r < x.size(); ++r)
    for (std::size_t c = 0; c < y.size(); ++c) y[c] += x[r] * S[r][c];
}

void addOuter(Table& S, const Row& k, const Row& v) {
  for (std::size_t r = 0; r < k.size(); ++r)
    for (std::size_t c = 0; c < v.size(); ++c) S[r][c] += k[r] * v[c];
}

void scale(Row& x, Counted factor) {
  for (Counted& number : x) number *= factor;
}

template <class Sees>
void softmax(Index n, Index m, Index d, Index dv, const Sees& sees) {
  Table q = table(n, d), k = table(m, d), v = table(m, dv);
  for (Index i = 0; i < n; ++i) {
    Row scores, o(std::size_t(dv), Counted{0});
    scale(q[i], {0.5});
    for (Index j = 0; j < m; ++j)
      if (sees(i, j)) scores.push_back(dot(q[i], k[j]));
    Counted maximum{-1e300}, total{0};
    for (Counted score : scores) maximum = larger(maximum, score);
    Index j = 0;
    for (Counted score : scores) {
      const Counted weight = exponential(score - maximum);
      total += weight;
      for (Index c = 0; c < dv; ++c) o[c] += weight * v[j][c];
      ++j;
    }
    for (Counted& number : o) number /= total;
  }
}

TEST(Cost, SoftmaxCountsItsArithmeticAndItsTraffic) {
  for (Index n : {1, 7, 130})
    for (Index window : {0, 1, 3, 70, 500})
      for (bool causal : {false, true}) {
        const auto sees = [&](Index i, Index j) {
          return (!causal || j <= i) && (window == 0 || std::abs(i - j) < window);
        };
        const Index d = 3, dv = 2;
        const Cost cost = softmaxCost(n, d, dv, causal, window, 8);
        EXPECT_EQ(cost.flops, operationsOf([&] { softmax(n, n, d, dv, sees); })) << n << " " << window;
        double numbers = double(n * (d + dv));
        for (Index first = 0; first < n; first += softmaxTileQueries)
          for (Index j = 0; j < n; ++j) {
            bool needed = false;
            for (Index i = first; i < std::min(n, first + softmaxTileQueries); ++i) needed |= sees(i, j);
            if (needed) numbers += double(d + dv);
          }
        EXPECT_EQ(cost.bytes, 8 * numbers) << n << " " << window << " " << causal;
        EXPECT_EQ(cost.stateNumbers, double((window == 0 ? n : std::min(n, window)) * (d + dv)));
      }
}

TEST(Cost, DecodingOneTokenIsOneRowOfSoftmax) {
  for (Index n : {1, 9}) {
    const Cost cost = softmaxDecodeCost(n, 3, 2, 4);
    EXPECT_EQ(cost.flops, operationsOf([&] { softmax(1, n, 3, 2, [](Index, Index) { return true; }); }));
    EXPECT_EQ(cost.bytes, 4.0 * double(n * 3 + n * 2 + 3 + 2));
    EXPECT_EQ(cost.stateNumbers, double(n * 5));
  }
}

void mapRow(const FeatureMap<double>& map, Row x) {
  if (map.kind == FeatureKind::EluPlusOne)
    for (Counted& number : x)
      number = larger(number, {0}).value > 0 ? number + Counted{1} : exponential(number);
  if (map.kind == FeatureKind::Relu)
    for (Counted& number : x) number = larger(number, {0});
  if (map.kind == FeatureKind::Taylor) {
    scale(x, {0.5});
    for (std::size_t a = 0; a < x.size(); ++a) {
      Counted diagonal = x[a] * x[a] * Counted{0.7};
      for (std::size_t b = a + 1; b < x.size(); ++b) diagonal = x[a] * x[b];
    }
  }
  if (map.kind == FeatureKind::Performer) {
    scale(x, {0.5});
    const Counted half = dot(x, x) / Counted{2};
    for (Index r = 0; r < map.omega.rows(); ++r) exponential(dot(x, Row(x.size())) - half) / Counted{3};
  }
}

TEST(Cost, FeatureMapsCountTheirArithmetic) {
  for (Index d : {1, 5}) {
    std::vector<FeatureMap<double>> maps = {makePerformerMap<double>(d, 7, 1)};
    for (auto kind : {FeatureKind::EluPlusOne, FeatureKind::Relu, FeatureKind::Identity, FeatureKind::Taylor})
      maps.push_back(makeFeatureMap<double>(kind, d));
    for (const auto& map : maps) {
      const Cost cost = featureCost(map, 3);
      const double one = operationsOf([&] { mapRow(map, Row(std::size_t(d))); });
      EXPECT_EQ(cost.flops, 3 * one) << nameOf(map.kind) << " " << d;
      EXPECT_EQ(cost.bytes, 3 * 8 * double(d + featureSize(map)));
      EXPECT_EQ(cost.stateNumbers, 0);
    }
  }
}

void updateFactor(Table& U, Row x, bool fading) {
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (fading)
      for (std::size_t i = j; i < x.size(); ++i) U[j][i] *= {0.9};
    const Counted length = root(U[j][j] * U[j][j] + x[j] * x[j]);
    const Counted c = U[j][j] / length, s = x[j] / length;
    for (std::size_t i = j + 1; i < x.size(); ++i) {
      const Counted u = U[j][i];
      U[j][i] = c * u + s * x[i];
      x[i] = c * x[i] - s * u;
    }
  }
}

void solveFactor(const Table& U, Row x) {
  for (std::size_t j = 0; j < x.size(); ++j) {
    x[j] /= U[j][j];
    for (std::size_t i = j + 1; i < x.size(); ++i) x[i] -= U[j][i] * x[j];
  }
  for (std::size_t j = x.size(); j-- > 0;) {
    for (std::size_t i = j + 1; i < x.size(); ++i) x[j] -= U[j][i] * x[i];
    x[j] /= U[j][j];
  }
}

void pushToken(const StateRule<double>& rule, Table& S, Table& U) {
  const Row k(std::size_t(rule.dk));
  Row v(std::size_t(rule.dv)), z(std::size_t(rule.dk));
  const bool gated = rule.kind == RuleKind::Gated || rule.kind == RuleKind::GatedDelta;
  const bool fading =
      gated || rule.kind == RuleKind::Retention || (rule.kind == RuleKind::Mesa && rule.decay < 1);
  if (fading)
    for (Row& row : S) scale(row, {0.9});
  if (rule.kind == RuleKind::Delta || rule.kind == RuleKind::GatedDelta) {
    Row recalled(v.size(), Counted{0});
    addProduct(recalled, k, S);
    for (std::size_t c = 0; c < v.size(); ++c) v[c] = Counted{0.5} * (v[c] - recalled[c]);
  }
  if (rule.kind == RuleKind::Mesa) updateFactor(U, k, fading);
  addOuter(S, k, v);
  if (!rule.normalise) return;
  if (fading) scale(z, {0.9});
  for (std::size_t r = 0; r < z.size(); ++r) z[r] += k[r];
}

void readOut(const StateRule<double>& rule, const Table& S, const Table& U) {
  const Row q(std::size_t(rule.dk));
  Row o(std::size_t(rule.dv), Counted{0});
  if (rule.kind == RuleKind::Mesa) solveFactor(U, q);
  addProduct(o, q, S);
  if (!rule.normalise) return;
  const Counted weight = dot(q, q);
  for (Counted& number : o) number /= weight;
}

TEST(Cost, RulesCountOnePushAndOneRead) {
  std::vector<StateRule<double>> rules;
  for (int kind = 0; kind <= int(RuleKind::Mesa); ++kind)
    for (bool normalise : {false, true})
      if (!normalise || kind <= int(RuleKind::Gated))
        rules.push_back({RuleKind(kind), 5, 3, normalise, RuleKind(kind) == RuleKind::Mesa ? 1 : 0.9});
  rules.push_back({RuleKind::Mesa, 5, 3, false, 0.9});
  for (const auto& rule : rules) {
    Table S = table(5, 3), U = table(5, 5);
    const double state = double(stateSize(rule));
    EXPECT_EQ(pushCost(rule).flops, operationsOf([&] { pushToken(rule, S, U); })) << nameOf(rule.kind);
    EXPECT_EQ(readCost(rule).flops, operationsOf([&] { readOut(rule, S, U); })) << nameOf(rule.kind);
    EXPECT_EQ(state, 15 + (rule.normalise ? 5 : 0) + (rule.kind == RuleKind::Mesa ? 15 : 0));
    EXPECT_EQ(pushCost(rule).stateNumbers, state);
    EXPECT_EQ(readCost(rule).stateNumbers, state);
    EXPECT_EQ(readCost(rule).bytes, 8.0 * (5 + 3));
  }
}

TEST(Cost, PushReadsTheFieldsItsRuleUses) {
  const auto numbers = [](RuleKind kind, bool channelGate) {
    return pushCost(StateRule<float>{kind, 5, 3}, channelGate).bytes / sizeof(float);
  };
  EXPECT_EQ(numbers(RuleKind::Linear, true), 8);
  EXPECT_EQ(numbers(RuleKind::Retention, true), 8);
  EXPECT_EQ(numbers(RuleKind::Mesa, true), 8);
  EXPECT_EQ(numbers(RuleKind::Delta, true), 9);
  EXPECT_EQ(numbers(RuleKind::Gated, false), 9);
  EXPECT_EQ(numbers(RuleKind::Gated, true), 13);
  EXPECT_EQ(numbers(RuleKind::GatedDelta, false), 10);
  EXPECT_EQ(numbers(RuleKind::GatedDelta, true), 14);
}

void wholeLinear(Index n, Index dk, Index dv, bool normalise) {
  const Table q = table(n, dk), k = table(n, dk), v = table(n, dv);
  Table S = table(dk, dv);
  Row z(std::size_t(dk), Counted{0});
  for (Index j = 0; j < n; ++j) {
    addOuter(S, k[j], v[j]);
    for (Index r = 0; normalise && r < dk; ++r) z[r] += k[j][r];
  }
  for (Index i = 0; i < n; ++i) {
    Row o(std::size_t(dv), Counted{0});
    addProduct(o, q[i], S);
    if (!normalise) continue;
    const Counted weight = dot(q[i], z);
    for (Counted& number : o) number /= weight;
  }
}

TEST(Cost, LinearAttentionCountsEachTokenTheSame) {
  for (Normaliser normaliser : {Normaliser::Divide, Normaliser::None}) {
    const bool normalise = normaliser == Normaliser::Divide;
    const Cost cost = linearCost(11, 5, 3, normaliser);
    EXPECT_EQ(cost.flops, operationsOf([&] { wholeLinear(11, 5, 3, normalise); }));
    EXPECT_EQ(cost.bytes, 4.0 * 11 * (5 + 5 + 3 + 3));
    EXPECT_EQ(cost.stateNumbers, normalise ? 5 * (3 + 1) : 5 * 3);
  }
}

void linearChunk(Index rows, Table& S, Row& z, bool normalise) {
  const Index dk = Index(S.size()), dv = Index(S[0].size());
  const Table q = table(rows, dk), k = table(rows, dk), v = table(rows, dv);
  for (Index i = 0; i < rows; ++i) {
    Row o(std::size_t(dv), Counted{0});
    addProduct(o, q[i], S);
    Counted total = normalise ? dot(q[i], z) : Counted{0};
    for (Index j = 0; j <= i; ++j) {
      const Counted weight = dot(q[i], k[j]);
      for (Index c = 0; c < dv; ++c) o[c] += weight * v[j][c];
      if (normalise) total += weight;
    }
    for (Index c = 0; normalise && c < dv; ++c) o[c] /= total;
  }
  for (Index j = 0; j < rows; ++j) {
    addOuter(S, k[j], v[j]);
    for (Index r = 0; normalise && r < dk; ++r) z[r] += k[j][r];
  }
}

TEST(Cost, ChunksCountTheirTriangleAndTheLastShorterOne) {
  for (Index chunk : {1, 4, 11, 20})
    for (bool normalise : {false, true}) {
      const double expected = operationsOf([&] {
        Table S = table(5, 3);
        Row z(5);
        for (Index first = 0; first < 11; first += chunk)
          linearChunk(std::min<Index>(chunk, 11 - first), S, z, normalise);
      });
      const Cost cost = chunkedLinearCost(11, 5, 3, chunk, normalise);
      EXPECT_EQ(cost.flops, expected) << chunk;
      EXPECT_EQ(cost.bytes, 4.0 * 11 * 16);
      EXPECT_EQ(cost.stateNumbers, normalise ? 20 : 15);
    }
}

TEST(Cost, ChunksOfNothingAreRefused) {
  EXPECT_THAT([] { chunkedLinearCost(4, 2, 2, 0, true); },
              testing::ThrowsMessage<InputError>(testing::StrEq("chunk: 0 must be at least 1")));
}

TEST(Cost, WorkAddsAndTheLargerStateStays) {
  const Cost a{1, 2, 3}, b{10, 20, 30};
  for (const Cost& sum : {a + b, b + a}) {
    EXPECT_EQ(sum.flops, 11);
    EXPECT_EQ(sum.bytes, 22);
    EXPECT_EQ(sum.stateNumbers, 30);
  }
  EXPECT_EQ((3 * a).flops, 3);
  EXPECT_EQ((3 * a).bytes, 6);
  EXPECT_EQ((3 * a).stateNumbers, 3);
}

}  // namespace
}  // namespace ltlab
