// What a stream claims: the memories are the rules by their definitions, mesa is ridge regression solved anew, and
// nothing grows.
#include "ltlab/attention/stream.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

Matrix<double> mapAt(const StreamRecord& record, int rule, Index row, const StreamSettings& settings) {
  const Vector<double> flat = record.memories[std::size_t(rule)].map.row(row).transpose();
  return Eigen::Map<const Matrix<double>>(flat.data(), settings.d, settings.dv);
}

TEST(Stream, MesaIsRidgeRegressionWithForgettingSolvedAnew) {
  const StreamSettings settings{.d = 5, .dv = 3, .forgetting = 0.9, .ridge = 0.7};
  StreamState state = startStream(settings);
  const StreamRecord record = follow(settings, state, 60);
  for (const Index last : {0, 3, 59}) {
    const double faded = std::pow(settings.forgetting, double(last) + 1);
    Matrix<double> H = settings.ridge * faded * Matrix<double>::Identity(5, 5),
                   B = Matrix<double>::Zero(5, 3);
    for (Index i = 0; i <= last; ++i) {
      const double weight = std::pow(settings.forgetting, double(last - i));
      H += weight * record.x.row(i).transpose() * record.x.row(i);
      B += weight * record.x.row(i).transpose() * record.y.row(i);
    }
    const Matrix<double> expected = H.ldlt().solve(B);
    EXPECT_LT((mapAt(record, 4, last, settings) - expected).cwiseAbs().maxCoeff(),
              1e-9 * expected.cwiseAbs().maxCoeff());
  }
}

TEST(Stream, AddingMemoriesAreSumsOfThePast) {
  const StreamSettings settings{.d = 4, .dv = 2, .forgetting = 0.95};
  StreamState state = startStream(settings);
  const StreamRecord record = follow(settings, state, 30);
  for (const int rule : {0, 1}) {
    const double gamma = rule == 0 ? 1 : settings.forgetting;
    Matrix<double> sum = Matrix<double>::Zero(4, 2);
    double weight = 0;
    for (Index i = 0; i < 30; ++i) {
      const double kept = std::pow(gamma, double(29 - i));
      sum += kept * record.x.row(i).transpose() * record.y.row(i) / record.x.row(i).squaredNorm();
      weight += kept;
    }
    EXPECT_LT((mapAt(record, rule, 29, settings) - 4 / weight * sum).cwiseAbs().maxCoeff(), 1e-12);
  }
}

TEST(Stream, TheDeltaRuleIsOneGradientStepPerToken) {
  const StreamSettings settings{.d = 3, .dv = 2, .forgetting = 0.9, .beta = 0.4};
  StreamState state = startStream(settings);
  const StreamRecord record = follow(settings, state, 12);
  Matrix<double> delta = Matrix<double>::Zero(3, 2), gated = delta;
  for (Index i = 0; i < 12; ++i) {
    const Vector<double> x = record.x.row(i).transpose(), y = record.y.row(i).transpose();
    const double rate = settings.beta / x.squaredNorm();
    delta += rate * x * (y - delta.transpose() * x).transpose();
    gated = (settings.forgetting * gated).eval();
    gated += rate * x * (y - gated.transpose() * x).transpose();
  }
  EXPECT_LT((mapAt(record, 2, 11, settings) - delta).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_LT((mapAt(record, 3, 11, settings) - gated).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(Stream, PredictsBeforeItIsTold) {
  const StreamSettings settings{.span = 10};
  StreamState state = startStream(settings);
  const StreamRecord record = follow(settings, state, 40);
  for (int rule = 0; rule < streamRuleCount; ++rule) {
    const MemoryRecord& memory = record.memories[std::size_t(rule)];
    EXPECT_EQ(memory.prediction.row(0).norm(), 0);
    double running = 0;
    for (Index t = 1; t < 40; ++t) {
      const Matrix<double> expected = record.x.row(t) * mapAt(record, rule, t - 1, settings);
      EXPECT_LT((memory.prediction.row(t) - expected).norm(), 1e-9 * (1 + expected.norm()));
    }
    for (Index t = 0; t < 40; ++t) {
      EXPECT_NEAR(memory.error(t), (memory.prediction.row(t) - record.y.row(t)).squaredNorm() / 4, 1e-12);
      running += (memory.error(t) - running) / std::min(double(t + 1), 10.0);
      EXPECT_NEAR(memory.running(t), running, 1e-9 * (1 + running));
    }
  }
}

TEST(Stream, TheSensorDriftsAsItSays) {
  const StreamSettings settings{.d = 16, .dv = 16, .drift = 0.3};
  StreamState state = startStream(settings);
  const StreamRecord record = follow(settings, state, 400);
  double same = 0, next = 0;
  for (Index t = 0; t + 1 < 400; ++t) {
    same += record.w.row(t).squaredNorm() / 256;
    next += record.w.row(t).dot(record.w.row(t + 1)) / 256;
  }
  // Means of 100,000 products, correlated over about 20 tokens: 2 % are five standard deviations.
  EXPECT_NEAR(same / 399, 1, 0.02);
  EXPECT_NEAR(next / same, std::sqrt(1 - 0.09), 0.005);
  const StreamSettings still{.drift = 0};
  StreamState fixed = startStream(still);
  const StreamRecord standing = follow(still, fixed, 5);
  EXPECT_EQ((standing.w.row(4) - standing.w.row(0)).norm(), 0);
}

TEST(Stream, GoesOnFromAStateAsIfItHadNotStopped) {
  const StreamSettings settings;
  StreamState whole = startStream(settings), first = startStream(settings);
  const StreamRecord all = follow(settings, whole, 50);
  skip(settings, first, 30);
  StreamState second = unpackStream(settings, packStream(first));
  const StreamRecord rest = follow(settings, second, 20);
  EXPECT_EQ(rest.first, 30);
  EXPECT_EQ((rest.x - all.x.bottomRows(20)).norm(), 0);
  for (std::size_t rule = 0; rule < streamRuleCount; ++rule)
    EXPECT_EQ((rest.memories[rule].running - all.memories[rule].running.tail(20)).norm(), 0);
  EXPECT_EQ((packStream(whole) - packStream(second)).norm(), 0);
}

TEST(Stream, FollowsGivenTokens) {
  const StreamSettings settings{.d = 2, .dv = 1};
  StreamState state = startStream(settings);
  Matrix<double> x(3, 2), y(3, 1);
  x << 1, 0, 0, 0, 0, 2;
  y << 3, 1, -2;
  const StreamRecord record = follow(settings, state, x, y);
  EXPECT_EQ(record.w.rows(), 0);
  for (const MemoryRecord& memory : record.memories) EXPECT_TRUE(memory.map.allFinite());
  EXPECT_EQ(state.tokens, 3);
}

double secondsOf(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(Stream, KeepsItsSizeAndItsPaceOverManyTokens) {
  const StreamSettings settings{.d = 3, .dv = 1, .drift = 0.05};
  StreamState state = startStream(settings);
  const Index size = packStream(state).size();
  std::vector<double> seconds;
  for (int part = 0; part < 10; ++part) seconds.push_back(secondsOf([&] { skip(settings, state, 10'000); }));
  EXPECT_EQ(state.tokens, 100'000);
  EXPECT_EQ(packStream(state).size(), size);
  EXPECT_TRUE(packStream(state).allFinite());
  // The fastest part of each half: other programs only make it slower.
  const double early = *std::min_element(seconds.begin(), seconds.begin() + 5);
  const double late = *std::min_element(seconds.begin() + 5, seconds.end());
  EXPECT_LT(late, 1.5 * early);
}

TEST(Stream, TheCacheGrowsAndTheStatesDoNot) {
  const StreamSettings settings{.d = 6, .dv = 4};
  EXPECT_EQ(streamCost(RuleKind::Linear, settings).stateNumbers, 24);
  EXPECT_EQ(streamCost(RuleKind::Mesa, settings).stateNumbers, 24 + 21);
  EXPECT_EQ(streamCacheCost(settings, 1000).stateNumbers, 1000 * (6 + 4));
  EXPECT_NEAR(streamCacheCost(settings, 2000).flops / streamCacheCost(settings, 1000).flops, 2, 0.001);
}

TEST(Stream, RefusesByName) {
  const auto refusal = [](const StreamSettings& settings) -> std::string {
    try {
      startStream(settings);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal({.d = 17}), "d: 17 is outside [1, 16]");
  EXPECT_EQ(refusal({.drift = -0.5}), "drift: -0.5 is outside [0, 1]");
  EXPECT_EQ(refusal({.forgetting = 0}), "forgetting: 0 is outside (0, 1]");
  EXPECT_EQ(refusal({.beta = 3}), "beta: 3 is outside [0, 2]");
  EXPECT_EQ(refusal({.ridge = 0}), "ridge: 0 is outside (0, 1000000]");
  EXPECT_EQ(refusal({.span = 0}), "span: 0 is outside [1, 1000000]");
  EXPECT_THROW(unpackStream({}, Vector<double>::Zero(3)), InputError);
}

}  // namespace
}  // namespace ltlab
