#include "ltlab/numeric/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace ltlab {
namespace {

std::array<std::uint32_t, 4> threefryOf(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 4> key) {
  WordBlock<F32x4> x{};
  for (int i = 0; i < 4; ++i) x[i] += counter[i];
  threefry<F32x4>(x, key.data());
  return {x[0][3], x[1][3], x[2][3], x[3][3]};
}

// Known answers of Random123's test vectors for threefry4x32, 13 rounds.
TEST(Threefry, GivesThePublishedKnownAnswers) {
  using Words = std::array<std::uint32_t, 4>;
  EXPECT_EQ(threefryOf({0, 0, 0, 0}, {0, 0, 0, 0}), (Words{0x531c7e4f, 0x39491ee5, 0x2c855a92, 0x3d6abf9a}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(threefryOf({ones, ones, ones, ones}, {ones, ones, ones, ones}),
            (Words{0xc4189358, 0x1c9cc83a, 0xd5881c67, 0x6a0a89e0}));
  EXPECT_EQ(threefryOf({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                       {0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89}),
            (Words{0x4aa71d8f, 0x734738c2, 0x431fc6a8, 0xae6debf1}));
}

TEST(RandomWords, DoNotDependOnTheNumberOfLanesAcrossA32BitCarry) {
  const RandomKey key{42, Stream::Validation};
  const std::uint64_t first = 0xFFFFFFFFull - 5;
  const auto four = randomWords<F32x4>(key, first + 4, 3);
  const auto sixteen = randomWords<F32x16>(key, first, 3);
  for (int i = 0; i < 4; ++i)
    for (int lane = 0; lane < 4; ++lane) EXPECT_EQ(four[i][lane], sixteen[i][lane + 4]);
}

TEST(RandomWords, DifferBySeedStreamIndexAndBlock) {
  const auto base = randomWords<F32x4>({1, Stream::Tasks}, 0, 0)[0][0];
  EXPECT_NE(base, (randomWords<F32x4>({2, Stream::Tasks}, 0, 0)[0][0]));
  EXPECT_NE(base, (randomWords<F32x4>({1ull << 32 | 1, Stream::Tasks}, 0, 0)[0][0]));
  EXPECT_NE(base, (randomWords<F32x4>({1, Stream::Validation}, 0, 0)[0][0]));
  EXPECT_NE(base, (randomWords<F32x4>({1, Stream::Tasks}, 1, 0)[0][0]));
  EXPECT_NE(base, (randomWords<F32x4>({1, Stream::Tasks}, 0, 1)[0][0]));
}

// sfc32 as PractRand defines it: after tmp = a + b + counter++, a = b ^ (b >> 9), b = c + 8c, c = rotl(c, 21)
// + tmp.
TEST(WordStream, IsSfc32StartedFromTheFirstBlock) {
  const RandomKey key{4, Stream::Baselines};
  const auto start = randomWords<F32x4>(key, 10, 0);
  WordStream<F32x4> stream(key, 10);
  std::array<std::uint32_t, 4> state{start[0][2], start[1][2], start[2][2], start[3][2]};
  for (int i = 0; i < 100; ++i) {
    auto& [a, b, c, counter] = state;
    const std::uint32_t word = a + b + counter++;
    a = b ^ (b >> 9);
    b = c * 9;
    c = ((c << 21) | (c >> 11)) + word;
    EXPECT_EQ(stream.next()[2], word);
  }
}

TEST(WordStream, DoesNotDependOnTheNumberOfLanes) {
  WordStream<F32x4> four({4, Stream::Tasks}, 8);
  WordStream<F32x16> sixteen({4, Stream::Tasks}, 0);
  for (int i = 0; i < 50; ++i) {
    const auto a = four.next();
    const auto b = sixteen.next();
    for (int lane = 0; lane < 4; ++lane) EXPECT_EQ(a[lane], b[lane + 8]);
  }
}

// Neighbouring tasks start from blocks of a counter; normals at the same position must be unrelated.
TEST(WordStream, OfNeighbouringTasksAreUncorrelated) {
  const int tasks = 20000, position = 5;
  std::vector<double> values(tasks);
  for (int i = 0; i < tasks; i += 4) {
    WordStream<F32x4> stream({2, Stream::Tasks}, i);
    F32x4::V normals[position + 1];
    drawNormals<F32x4>(stream, position + 1, normals);
    for (int lane = 0; lane < 4; ++lane) values[i + lane] = normals[position][lane];
  }
  for (int lag : {1, 2, 3, 4, 16, 256}) {
    double sum = 0;
    for (int i = 0; i + lag < tasks; ++i) sum += values[i] * values[i + lag];
    EXPECT_LE(std::abs(sum / std::sqrt(tasks - lag)), 4) << lag;
  }
}

TEST(NormalPair, AgreesWithBoxMullerInDoublePrecision) {
  std::vector<std::uint32_t> words = {0,          1,          0x7FFFFFFF, 0x80000000, 0xFFFFFFFE,
                                      0xFFFFFFFF, 0x20000000, 0x1FFFFFFF, 0xDFFFFFFF, 0xE0000000};
  RandomSequence sequence({7, Stream::Tasks});
  for (int i = 0; i < 200; ++i) words.push_back(sequence.word());
  for (std::uint32_t a : words)
    for (std::uint32_t b : words) {
      F32x4::V x, y;
      normalPair<F32x4>(F32x4::U{} + a, F32x4::U{} + b, x, y);
      // The uniform number is rounded to single precision before the logarithm; the oracle starts from there.
      const double u = unitInterval<F32x4>(F32x4::U{} + a)[0], angle = 2 * M_PI * (b * 0x1p-32);
      const double radius = std::sqrt(-2 * std::log(u));
      EXPECT_NEAR(x[0], radius * std::cos(angle), 1e-6) << a << " " << b;
      EXPECT_NEAR(y[0], radius * std::sin(angle), 1e-6) << a << " " << b;
    }
}

TEST(UnitInterval, StaysInsideZeroOne) {
  EXPECT_EQ((unitInterval<F32x4>(F32x4::U{}))[0], 0x1p-24f);
  EXPECT_EQ((unitInterval<F32x4>(F32x4::U{} + 0xFFFFFFFFu))[0], 1.0f);
  EXPECT_NEAR((unitInterval<F32x4>(F32x4::U{} + 0x80000000u))[0], 0.5, 1e-7);
}

// Kolmogorov–Smirnov distance of 400,000 normals; 1.95/√n is exceeded by chance once in 1,000 seeds.
TEST(RandomSequence, NormalsAreStandardNormal) {
  RandomSequence sequence({3, Stream::Tasks}, 17);
  const int count = 400000;
  std::vector<double> values(count);
  for (double& value : values) value = sequence.normal();
  std::sort(values.begin(), values.end());
  double distance = 0;
  for (int i = 0; i < count; ++i) {
    const double cdf = 0.5 * std::erfc(-values[i] / std::sqrt(2.0));
    distance = std::max({distance, cdf - double(i) / count, double(i + 1) / count - cdf});
  }
  EXPECT_LT(distance, 1.95 / std::sqrt(count));
}

TEST(RandomSequence, ReadsTheWordsOfItsSequenceInOrder) {
  const RandomKey key{9, Stream::FeatureMap};
  RandomSequence sequence(key, 5);
  for (std::uint32_t block = 0; block < 3; ++block)
    for (int i = 0; i < 4; ++i) EXPECT_EQ(sequence.word(), (randomWords<F32x8>(key, 5, block)[i][0]));
}

}  // namespace
}  // namespace ltlab
