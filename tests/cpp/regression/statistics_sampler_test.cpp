#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "ltlab/regression/statistics_lanes.h"
#include "ltlab/regression/task.h"

namespace ltlab {
namespace {

// G, w and σ of a task, however it was drawn.
struct Drawn {
  Matrix<double> gram;
  Vector<double> w;
  double sigma;
};

const std::vector<float> levels{0.5f, 2.0f};

TaskSource sourceOf(int d, int n) {
  return {{5, Stream::Tasks}, d, n, false, levels.data(), int(levels.size()), true};
}

template <class L>
std::vector<Drawn> drawLanes(int d, int n, std::uint64_t first) {
  using F = DrawLanes<L>;
  const TaskSource source = sourceOf(d, n);
  const int size = d + 1;
  std::vector<typename F::V> numbers(statisticsNumberCount(d));
  std::vector<typename L::V> w(d), query(d), factor(size * size), gram(size * size);
  typename F::V sigma;
  drawStatistics<F>(source, first, sigma, numbers.data());
  std::vector<Drawn> tasks;
  for (int part = 0; part < F::width / L::width; ++part) {
    buildFactor<L>(source, sigma, numbers.data(), part, w.data(), query.data(), factor.data());
    triangularSquare<L>(Extent<0>(size), factor.data(), AssignSymmetric<L, 0>{gram.data(), Extent<0>(size)});
    for (int lane = 0; lane < L::width; ++lane) {
      Drawn task{Matrix<double>(size, size), Vector<double>(d), sigma[part * L::width + lane]};
      for (int i = 0; i < size * size; ++i) task.gram(i / size, i % size) = gram[i][lane];
      for (int k = 0; k < d; ++k) task.w[k] = w[k][lane];
      tasks.push_back(task);
    }
  }
  return tasks;
}

std::vector<Drawn> fromStatistics(int d, int n, int count) {
  std::vector<Drawn> tasks;
  while (int(tasks.size()) < count)
    for (const Drawn& task : drawLanes<F64x4>(d, n, tasks.size())) tasks.push_back(task);
  return tasks;
}

std::vector<Drawn> fromTokens(int d, int n, int count) {
  const Problem problem{d, n, parseNoise("set:0.5,2")};
  std::vector<Drawn> tasks;
  for (int i = 0; i < count; ++i) {
    const auto task = sampleTask<double>(problem, {6, Stream::Tasks}, i);
    Matrix<double> tokens(n, d + 1);
    tokens << task.x, task.y;
    tasks.push_back({tokens.transpose() * tokens, task.w, task.sigma});
  }
  return tasks;
}

// Numbers that between them depend on every part of (G, w, σ).
struct Feature {
  const char* name;
  double (*of)(const Drawn&);
};
Vector<double> olsOf(const Drawn& task) {
  const auto d = task.w.size();
  return task.gram.topLeftCorner(d, d).llt().solve(task.gram.col(d).head(d));
}
const Feature features[] = {
    {"trace", [](const Drawn& t) { return t.gram.topLeftCorner(t.w.size(), t.w.size()).trace(); }},
    {"log determinant", [](const Drawn& t) { return std::log(t.gram.determinant()); }},
    {"smallest eigenvalue",
     [](const Drawn& t) { return Eigen::SelfAdjointEigenSolver<Matrix<double>>(t.gram).eigenvalues()[0]; }},
    {"first diagonal", [](const Drawn& t) { return t.gram(0, 0); }},
    {"last diagonal", [](const Drawn& t) { return t.gram(t.w.size() - 1, t.w.size() - 1); }},
    {"off diagonal", [](const Drawn& t) { return t.gram(0, t.w.size() - 1); }},
    {"lambda", [](const Drawn& t) { return t.gram(t.w.size(), t.w.size()); }},
    {"alpha along w", [](const Drawn& t) { return t.gram.col(t.w.size()).head(t.w.size()).dot(t.w); }},
    {"error of OLS in sigma", [](const Drawn& t) { return (olsOf(t) - t.w).norm() / t.sigma; }},
    {"residual in sigma",
     [](const Drawn& t) {
       const auto d = t.w.size();
       return (t.gram(d, d) - t.gram.col(d).head(d).dot(olsOf(t))) / (t.sigma * t.sigma);
     }},
    {"first weight", [](const Drawn& t) { return t.w[0]; }},
    {"sigma", [](const Drawn& t) { return t.sigma; }},
};

// √(N/2) times the largest distance of two empirical distributions exceeds 2.23 by chance once in 10,000
// runs.
double scaledDistance(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double largest = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= x) ++i;
    while (j < b.size() && b[j] <= x) ++j;
    largest = std::max(largest, std::abs(double(i) / a.size() - double(j) / b.size()));
  }
  return largest * std::sqrt(double(a.size()) / 2);
}

TEST(StatisticsSampler, HasTheDistributionOfTheTokenSampler) {
  const int count = 6000;
  for (const auto& [d, n] :
       std::vector<std::pair<int, int>>{{1, 2}, {2, 3}, {3, 9}, {10, 11}, {10, 20}, {4, 150}}) {
    const auto statistics = fromStatistics(d, n, count), tokens = fromTokens(d, n, count);
    for (const auto& [name, of] : features) {
      std::vector<double> a(count), b(count);
      for (int i = 0; i < count; ++i) a[i] = of(statistics[i]), b[i] = of(tokens[i]);
      EXPECT_LE(scaledDistance(a, b), 2.23) << name << ", d = " << d << ", n = " << n;
    }
  }
}

// The same constant natively and in WebAssembly: FNV-1a over the drawn numbers of 1,000 tasks.
TEST(StatisticsSampler, DrawsTheSameBytesEverywhere) {
  std::uint64_t hash = 14695981039346656037ull;
  std::vector<F32x4::V> numbers(statisticsNumberCount(10));
  for (int first = 0; first < 1000; first += 4) {
    F32x4::V sigma;
    drawStatistics<F32x4>(sourceOf(10, 20), first, sigma, numbers.data());
    for (const F32x4::V& four : numbers)
      for (int lane = 0; lane < 4; ++lane) {
        const float number = four[lane];
        std::uint32_t bits;
        std::memcpy(&bits, &number, sizeof(bits));
        hash = (hash ^ bits) * 1099511628211ull;
      }
  }
  EXPECT_EQ(hash, 755386533241184992ull);
}

TEST(StatisticsSampler, ATaskIsTheSameInEveryKindOfLane) {
  for (std::uint64_t first : {std::uint64_t(0), std::uint64_t(1) << 40}) {
    const auto wide = drawLanes<F32x8>(3, 7, first);
    const auto narrow = drawLanes<F32x4>(3, 7, first + 4);
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(narrow[i].gram, wide[4 + i].gram);
      EXPECT_EQ(narrow[i].w, wide[4 + i].w);
    }
    const auto exact = drawLanes<F64x4>(3, 7, first);
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(exact[i].w, wide[i].w);
      EXPECT_EQ(exact[i].sigma, wide[i].sigma);
      EXPECT_LE((exact[i].gram - wide[i].gram).norm(), 1e-6 * exact[i].gram.norm());
    }
  }
}

// The factor's last diagonal element is what the context cannot explain: no noise, no residual.
TEST(StatisticsSampler, WithoutNoiseLabelsAreExplainedExactly) {
  const float none = 0;
  TaskSource source = sourceOf(4, 9);
  source.levels = &none;
  source.levelCount = 1;
  std::vector<F32x4::V> numbers(statisticsNumberCount(4));
  std::vector<F64x2::V> w(4), query(4), factor(25);
  F32x4::V sigma;
  drawStatistics<F32x4>(source, 3, sigma, numbers.data());
  buildFactor<F64x2>(source, sigma, numbers.data(), 1, w.data(), query.data(), factor.data());
  EXPECT_EQ(factor[24][0], 0);
  for (int j = 0; j < 4; ++j) {
    double b = 0;
    for (int i = j; i < 4; ++i) b += factor[i * 5 + j][1] * w[i][1];
    EXPECT_DOUBLE_EQ(factor[20 + j][1], b);
  }
}

}  // namespace
}  // namespace ltlab
