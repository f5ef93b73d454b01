#include "ltlab/regression/task.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/task_lanes.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

// FNV-1a over the bytes of all numbers of a task.
template <class T>
std::uint64_t hashTask(std::uint64_t hash, const Task<T>& task) {
  auto add = [&hash](const T* values, Eigen::Index count) {
    for (Eigen::Index i = 0; i < count; ++i) {
      unsigned char bytes[sizeof(T)];
      std::memcpy(bytes, values + i, sizeof(T));
      for (unsigned char byte : bytes) hash = (hash ^ byte) * 1099511628211ull;
    }
  };
  add(task.x.data(), task.x.size());
  add(task.y.data(), task.y.size());
  add(task.w.data(), task.w.size());
  add(task.query.data(), task.query.size());
  add(&task.sigma, 1);
  return hash;
}

template <class T>
std::uint64_t hashOfFirstTasks(int count) {
  const Problem problem{10, 20, parseNoise("uniform:5")};
  std::uint64_t hash = 14695981039346656037ull;
  for (int i = 0; i < count; ++i) hash = hashTask(hash, sampleTask<T>(problem, {42, Stream::Tasks}, i));
  return hash;
}

// The same constants natively and in WebAssembly: the tasks have the same bytes on both.
TEST(SampleTask, FirstThousandTasksOfSeed42HaveTheSameBytesEverywhere) {
  EXPECT_EQ(hashOfFirstTasks<float>(1000), 15811831796280464323ull);
  EXPECT_EQ(hashOfFirstTasks<double>(1000), 14811061341963425351ull);
}

TEST(SampleTask, FloatAndDoubleAreTheSameTaskUpToTheRoundingOfY) {
  const Problem problem{7, 12, parseNoise("set:1,3")};
  for (int i = 0; i < 20; ++i) {
    const auto a = sampleTask<float>(problem, {5, Stream::Tasks}, i);
    const auto b = sampleTask<double>(problem, {5, Stream::Tasks}, i);
    EXPECT_EQ(a.x.cast<double>(), b.x);
    EXPECT_EQ(a.w.cast<double>(), b.w);
    EXPECT_EQ(a.query.cast<double>(), b.query);
    EXPECT_EQ(double(a.sigma), b.sigma);
    EXPECT_LE((a.y.cast<double>() - b.y).norm(), 1e-6 * b.y.norm());
  }
}

TEST(SampleTask, ATaskDoesNotChangeWhenItsContextGrows) {
  const auto small = sampleTask<double>({4, 6, parseNoise("uniform:2")}, {5, Stream::Tasks}, 9);
  const auto large = sampleTask<double>({4, 60, parseNoise("uniform:2")}, {5, Stream::Tasks}, 9);
  EXPECT_EQ(small.w, large.w);
  EXPECT_EQ(small.x, large.x.topRows(6));
  EXPECT_EQ(small.y, large.y.head(6));
}

// Every wide block, at any start, holds the tasks that are drawn one by one.
template <class L>
void expectLanesAreTasks(std::string_view noiseText, std::uint64_t first) {
  using F = DrawLanes<L>;
  using T = typename L::Scalar;
  const Problem problem{3, 5, parseNoise(noiseText)};
  const std::vector<float> levels(problem.noise.values.begin(), problem.noise.values.end());
  const RandomKey key{11, Stream::Validation};
  const TaskSource source{
      key, 3, 5, problem.noise.kind == NoiseDistribution::Kind::Uniform, levels.data(), int(levels.size())};
  std::vector<typename F::V> normals(normalCount(3, 5));
  std::vector<typename L::V> w(3), query(3), tokens(5 * 4);
  typename F::V sigma;
  drawTasks<F>(source, first, sigma, normals.data());
  for (int part = 0; part < F::width / L::width; ++part) {
    buildTokens<L>(source, sigma, normals.data(), part, w.data(), query.data(), tokens.data());
    for (int lane = 0; lane < L::width; ++lane) {
      const auto task = sampleTask<T>(problem, key, first + part * L::width + lane);
      EXPECT_EQ(T(sigma[part * L::width + lane]), task.sigma);
      for (int k = 0; k < 3; ++k) EXPECT_EQ(w[k][lane], task.w[k]);
      for (int k = 0; k < 3; ++k) EXPECT_EQ(query[k][lane], task.query[k]);
      for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(tokens[4 * i + 2][lane], task.x(i, 2));
        EXPECT_EQ(tokens[4 * i + 3][lane], task.y[i]);
      }
    }
  }
}

TEST(TaskLanes, HoldTheTasksThatAreDrawnOneByOne) {
  for (std::uint64_t first : {std::uint64_t(0), std::uint64_t(13), (std::uint64_t(1) << 32) - 3}) {
    expectLanesAreTasks<F32x4>("uniform:4", first);
    expectLanesAreTasks<F32x8>("set:1,2,3", first);
    expectLanesAreTasks<F64x2>("set:1,2,3", first);
    expectLanesAreTasks<F64x4>("uniform:4", first);
  }
}

// Means over 20,000 tasks, each compared with its own standard error.
TEST(SampleTask, HasTheStatedDistribution) {
  const Problem problem{3, 8, parseNoise("uniform:2")};
  const int tasks = 20000;
  double residual = 0, sigma = 0, sigmaSquare = 0, w = 0, xx = 0, xw = 0;
  for (int i = 0; i < tasks; ++i) {
    const auto task = sampleTask<double>(problem, {3, Stream::Tasks}, i);
    const Vector<double> noise = task.y - task.x * task.w;
    residual += noise.squaredNorm() / 8 / (task.sigma * task.sigma);
    sigma += task.sigma;
    sigmaSquare += task.sigma * task.sigma;
    w += task.w.squaredNorm();
    xx += task.x.squaredNorm() / 24;
    xw += task.x.row(0).dot(task.w);
    EXPECT_GE(task.sigma, 0);
    EXPECT_LE(task.sigma, 2);
  }
  EXPECT_NEAR(residual / tasks, 1, 4 * std::sqrt(2.0 / 8 / tasks));
  EXPECT_NEAR(sigma / tasks, 1, 4 * 0.577 / std::sqrt(tasks));
  EXPECT_NEAR(sigmaSquare / tasks, meanSquareNoise(problem.noise), 4 * 1.2 / std::sqrt(tasks));
  EXPECT_NEAR(w / tasks, 3, 4 * std::sqrt(6.0 / tasks));
  EXPECT_NEAR(xx / tasks, 1, 4 * std::sqrt(2.0 / 24 / tasks));
  EXPECT_NEAR(xw / tasks, 0, 4 * std::sqrt(3.0 / tasks));
}

TEST(SampleTask, DrawsEveryLevelOfASetEquallyOften) {
  const Problem problem{1, 2, parseNoise("set:1,3,5")};
  int counts[3] = {};
  for (int i = 0; i < 9000; ++i) {
    const double sigma = sampleTask<double>(problem, {6, Stream::Tasks}, i).sigma;
    ASSERT_TRUE(sigma == 1 || sigma == 3 || sigma == 5);
    ++counts[int(sigma) / 2];
  }
  for (int count : counts) EXPECT_NEAR(count, 3000, 4 * std::sqrt(9000 * 2.0 / 9));
}

TEST(Noise, ReadsBackWhatItWrites) {
  for (const char* text : {"uniform:5", "uniform:0", "set:1,3", "set:0.5,2,4", "constant:1", "uniform:0.1"})
    EXPECT_EQ(formatNoise(parseNoise(text)), text);
  EXPECT_EQ(formatNoise(parseNoise("set:2")), "constant:2");
  EXPECT_DOUBLE_EQ(meanSquareNoise(parseNoise("uniform:3")), 3);
  EXPECT_DOUBLE_EQ(meanSquareNoise(parseNoise("set:1,3")), 5);
  EXPECT_EQ(maxNoise(parseNoise("set:1,3,2")), 3);
}

TEST(Noise, RefusesEveryMalformedText) {
  const std::string grammar = "must be uniform:MAX, set:A,B,… or constant:A";
  for (const char* text : {"", "5", "uniform", "uniform:", "uniform:x", "uniform:1,2", "set:", "set:1,",
                           "set:,1", "constant:1,2", "gauss:1", "uniform:1x"})
    EXPECT_THAT([&] { parseNoise(text); },
                ThrowsMessage<InputError>(StrEq("noise: \"" + std::string(text) + "\" " + grammar)));
  EXPECT_THAT([] { parseNoise("uniform:-1"); },
              ThrowsMessage<InputError>(StrEq("noise: -1 is outside [0, 100]")));
  EXPECT_THAT([] { parseNoise("set:1,nan"); },
              ThrowsMessage<InputError>(StrEq("noise: nan is outside [0, 100]")));
  EXPECT_THAT([] { parseNoise("constant:101"); },
              ThrowsMessage<InputError>(StrEq("noise: 101 is outside [0, 100]")));
  std::string many = "set:1";
  for (int i = 0; i < 64; ++i) many += ",1";
  EXPECT_THROW(parseNoise(many), InputError);
}

TEST(Problem, RefusesSizesThatHaveNoLeastSquares) {
  auto sample = [](int d, int n) { return [=] { sampleTask<float>({d, n, {}}, {}, 0); }; };
  EXPECT_THAT(sample(0, 5), ThrowsMessage<InputError>(StrEq("d: 0 is outside [1, 64]")));
  EXPECT_THAT(sample(65, 99), ThrowsMessage<InputError>(StrEq("d: 65 is outside [1, 64]")));
  EXPECT_THAT(sample(5, 5), ThrowsMessage<InputError>(StrEq("n: 5 must be greater than d = 5")));
  EXPECT_THAT(sample(5, 100001), ThrowsMessage<InputError>(StrEq("n: 100001 is outside [2, 100000]")));
  EXPECT_NO_THROW(sample(1, 2)());
}

}  // namespace
}  // namespace ltlab
