#include "ltlab/training/batch_kernel.h"

#include <gtest/gtest.h>

#include "../transformer/gradient_oracle.h"
#include "ltlab/training/kernel_call.h"
#include "support/random_values.h"
#include "support/upper_registers.h"

namespace ltlab {
namespace {
using testing_support::leavesUpperHalvesInUse;
using testing_support::randomParameters;
using testing_support::RandomValues;

Problem problemOf(int d, int n, std::string_view noise = "uniform:2") {
  return {d, n, parseNoise(noise)};
}

struct KernelResult {
  Vector<double> gradient;
  double loss;
  int nonFiniteTasks;
};

template <class T>
KernelResult run(const BatchKernel<T>& kernel, const Architecture& architecture,
                 const Vector<double>& parameters, const Problem& problem, bool sampledQuery,
                 std::uint64_t first, int count, double cap = 0, Sampler sampler = Sampler::Tokens) {
  const SourceOf source(problem, {42, Stream::Tasks}, sampler);
  const NetworkOf<T> network(architecture, parameters);
  const GradientJob<T> job{source.source(),
                           network.network(),
                           network.parameters(),
                           int(parameters.size()),
                           network.diagonalStride(),
                           sampledQuery,
                           T(cap),
                           first,
                           count};
  KernelMemory memory;
  KernelResult result{Vector<double>(parameters.size()), 0, 0};
  GradientSums sums{result.gradient.data()};
  kernel.gradient(job, memory.reserve(kernel.gradientBytes(job)), sums);
  result.loss = sums.loss;
  result.nonFiniteTasks = sums.nonFiniteTasks;
  return result;
}

TaskGradient oracleSum(const Architecture& architecture, const Vector<double>& parameters,
                       const Problem& problem, bool sampledQuery, std::uint64_t first, int count,
                       double cap = 0) {
  TaskGradient sum{0, Vector<double>::Zero(parameters.size())};
  for (int i = 0; i < count; ++i) {
    const auto task = sampleTask<double>(problem, {42, Stream::Tasks}, first + i);
    const auto one = taskGradient(architecture, parameters, task, sampledQuery);
    const double norm = one.gradient.norm();
    sum.loss += one.loss;
    sum.gradient += (cap > 0 && norm > cap ? cap / norm : 1) * one.gradient;
  }
  return sum;
}

const std::vector<Architecture> architectures = {
    {Model::Full, 1, 1, 10},       {Model::Full, 2, 1, 10},      {Model::Full, 4, 1, 10},
    {Model::Full, 3, 2, 10},       {Model::Full, 3, 2, 2},       {Model::Full, 3, 1, 1},
    {Model::Full, 2, 3, 7},        {Model::Diag, 1, 1, 10},      {Model::Diag, 4, 1, 10},
    {Model::Diag, 3, 2, 10},       {Model::Diag, 5, 1, 3},       {Model::GdPlusPlus, 1, 1, 10},
    {Model::GdPlusPlus, 4, 1, 10}, {Model::GdPlusPlus, 3, 2, 6}, {Model::Diag, 2, 1, 1},
    {Model::Full, 2, 1, 13},       {Model::Full, 6, 3, 4}};

// The oracle itself is held to central differences, so that nothing here rests on a derivation.
TEST(GradientOracle, AgreesWithCentralDifferences) {
  RandomValues random(5);
  for (const Architecture& architecture : architectures)
    for (bool sampledQuery : {false, true}) {
      const Problem problem = problemOf(architecture.d, architecture.d + 6);
      const Vector<double> parameters = randomParameters(architecture, problem.n, random);
      const auto task = sampleTask<double>(problem, {1, Stream::Tasks}, 3);
      const Vector<double> gradient = taskGradient(architecture, parameters, task, sampledQuery).gradient;
      const Vector<double> direction = random.vector(parameters.size()).normalized();
      auto along = [&](double h) {
        return taskLoss(architecture, parameters + h * direction, task, sampledQuery);
      };
      const double h = 2e-4 * parameters.norm();
      // Fourth-order central difference.
      const double slope = (8 * (along(h) - along(-h)) - (along(2 * h) - along(-2 * h))) / (12 * h);
      EXPECT_NEAR(gradient.dot(direction), slope, 1e-7 * gradient.norm()) << modelName(architecture.model);
    }
}

TEST(BatchKernel, GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet) {
  RandomValues random(6);
  for (const Architecture& architecture : architectures)
    for (bool sampledQuery : {false, true}) {
      const Problem problem =
          problemOf(architecture.d, architecture.d + 6, sampledQuery ? "set:0.5,2" : "uniform:2");
      const Vector<double> parameters = randomParameters(architecture, problem.n, random);
      const int count = 19;  // not a multiple of any lane count
      const auto expected = oracleSum(architecture, parameters, problem, sampledQuery, 7, count);
      for (const auto* kernel : batchKernels<double>()) {
        const auto result = run(*kernel, architecture, parameters, problem, sampledQuery, 7, count);
        EXPECT_LE((result.gradient - expected.gradient).norm(), 1e-12 * expected.gradient.norm())
            << kernel->name;
        EXPECT_NEAR(result.loss, expected.loss, 1e-12 * expected.loss) << kernel->name;
        EXPECT_EQ(result.nonFiniteTasks, 0);
      }
    }
}

// Single precision: about 30 products of depth 11 in a row, each adding a few units of 6e-8.
TEST(BatchKernel, FloatAgreesWithDoubleToSinglePrecision) {
  RandomValues random(7);
  for (const Architecture& architecture : architectures) {
    const Problem problem = problemOf(architecture.d, 2 * architecture.d + 6);
    const Vector<double> parameters = randomParameters(architecture, problem.n, random);
    const auto expected = oracleSum(architecture, parameters, problem, false, 0, 33);
    for (const auto* kernel : batchKernels<float>()) {
      const auto result = run(*kernel, architecture, parameters, problem, false, 0, 33);
      EXPECT_LE((result.gradient - expected.gradient).norm(), 2e-4 * expected.gradient.norm())
          << kernel->name;
      EXPECT_NEAR(result.loss, expected.loss, 2e-4 * expected.loss) << kernel->name;
    }
  }
}

TEST(BatchKernel, CapScalesEachTaskDownByItself) {
  RandomValues random(8);
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus}) {
    const Architecture architecture{model, 3, 1, 5};
    const Problem problem = problemOf(5, 11);
    const Vector<double> parameters = randomParameters(architecture, 11, random);
    const double cap = 0.5 * taskGradient(architecture, parameters,
                                          sampleTask<double>(problem, {42, Stream::Tasks}, 0), false)
                                 .gradient.norm();
    const auto expected = oracleSum(architecture, parameters, problem, false, 0, 21, cap);
    for (const auto* kernel : batchKernels<double>()) {
      const auto result = run(*kernel, architecture, parameters, problem, false, 0, 21, cap);
      EXPECT_LE((result.gradient - expected.gradient).norm(), 1e-11 * expected.gradient.norm())
          << kernel->name;
    }
  }
}

TEST(BatchKernel, ACapThatNoTaskReachesChangesNothing) {
  RandomValues random(12);
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus}) {
    const Architecture architecture{model, 3, 1, 10};
    const Problem problem = problemOf(10, 21);
    const Vector<double> parameters = randomParameters(architecture, 21, random);
    for (const auto* kernel : batchKernels<double>()) {
      const auto open = run(*kernel, architecture, parameters, problem, false, 0, 29);
      const auto capped = run(*kernel, architecture, parameters, problem, false, 0, 29, 1e9);
      EXPECT_LE((open.gradient - capped.gradient).norm(), 1e-13 * open.gradient.norm()) << kernel->name;
      EXPECT_EQ(open.loss, capped.loss) << kernel->name;
    }
  }
}

// Between scales at which every task is finite and at which none is. A cap leaves out a little earlier, where the square
// of a norm overflows.
TEST(BatchKernel, CountsWhatIsNotFiniteTaskByTask) {
  for (const Architecture& architecture : {Architecture{Model::Diag, 6, 1, 10}, {Model::Full, 6, 1, 10}}) {
    RandomValues random(13);
    const Vector<double> direction = randomParameters(architecture, 20, random);
    for (const auto* kernel : batchKernels<float>()) {
      bool some = false;
      for (double scale = 1; scale < 100; scale *= 1.1) {
        const auto capped =
            run(*kernel, architecture, scale * direction, problemOf(10, 20), false, 0, 37, 1.0);
        const auto open = run(*kernel, architecture, scale * direction, problemOf(10, 20), false, 0, 37);
        EXPECT_LE(open.nonFiniteTasks, capped.nonFiniteTasks) << kernel->name;
        EXPECT_TRUE(std::isfinite(capped.gradient.norm())) << kernel->name;
        EXPECT_TRUE(open.nonFiniteTasks == 0 || !std::isfinite(open.gradient.sum() + open.loss))
            << kernel->name;
        some |= 0 < open.nonFiniteTasks && open.nonFiniteTasks < capped.nonFiniteTasks &&
                capped.nonFiniteTasks < 37;
      }
      EXPECT_TRUE(some) << kernel->name;
    }
  }
}

TEST(BatchKernel, CountsTasksThatAreNotFiniteAndLeavesThemOutUnderACap) {
  const Architecture architecture{Model::Diag, 8, 1, 10};
  const Vector<double> parameters = Vector<double>::Constant(32, 30.0);
  for (const auto* kernel : batchKernels<float>()) {
    const auto capped = run(*kernel, architecture, parameters, problemOf(10, 20), false, 0, 37, 1.0);
    EXPECT_EQ(capped.nonFiniteTasks, 37) << kernel->name;
    EXPECT_EQ(capped.gradient.norm(), 0) << kernel->name;
    const auto open = run(*kernel, architecture, parameters, problemOf(10, 20), false, 0, 37);
    EXPECT_EQ(open.nonFiniteTasks, 37) << kernel->name;
    EXPECT_FALSE(std::isfinite(open.gradient.norm())) << kernel->name;
  }
}

// Two gradients with the same mean, over many groups of tasks: the mean of their difference is noise, of a size its own
// spread tells. difference(first, count): along one direction, for the tasks first … first + count − 1.
template <class Difference>
void expectNoMean(const Difference& difference, std::string_view name) {
  const int groups = 400, count = 100;
  double sum = 0, squares = 0;
  for (int g = 0; g < groups; ++g) {
    const double value = difference(std::uint64_t(g) * count, count);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / groups, error = std::sqrt((squares / groups - mean * mean) / groups);
  EXPECT_LE(std::abs(mean), 4 * error) << name;
  EXPECT_GT(error, 0) << name;
}

TEST(BatchKernel, MeanGradientIsTheSameForBothSamplersWithinItsStandardError) {
  RandomValues random(11);
  for (Model model : {Model::Full, Model::Diag}) {
    const Architecture architecture{model, 3, 1, 4};
    const Problem problem = problemOf(4, 9);
    const Vector<double> parameters = randomParameters(architecture, 9, random);
    const Vector<double> direction = random.vector(parameters.size()).normalized();
    for (const auto* kernel : batchKernels<double>()) {
      const auto along = [&](Sampler sampler, std::uint64_t first, int count) {
        return run(*kernel, architecture, parameters, problem, false, first, count, 0, sampler)
                   .gradient.dot(direction) /
               count;
      };
      expectNoMean(
          [&](std::uint64_t first, int count) {
            return along(Sampler::Tokens, first, count) - along(Sampler::Statistics, first, count);
          },
          kernel->name);
    }
  }
}

TEST(BatchKernel, MeanSampledGradientAgreesWithTheExpectedOneWithinItsStandardError) {
  RandomValues random(9);
  for (Model model : {Model::Full, Model::Diag}) {
    const Architecture architecture{model, 2, 1, 4};
    const Problem problem = problemOf(4, 9);
    const Vector<double> parameters = randomParameters(architecture, 9, random);
    const Vector<double> direction = random.vector(parameters.size()).normalized();
    const auto along = [&](bool sampledQuery, std::uint64_t first, int count) {
      return run(batchKernel<double>(), architecture, parameters, problem, sampledQuery, first, count)
                 .gradient.dot(direction) /
             count;
    };
    expectNoMean([&](std::uint64_t first,
                     int count) { return along(true, first, count) - along(false, first, count); },
                 batchKernel<double>().name);
  }
}

TEST(BatchKernel, LossesAfterEveryLayerAreThoseOfTheGramTrace) {
  RandomValues random(10);
  for (const Architecture& architecture : architectures) {
    const Problem problem = problemOf(architecture.d, architecture.d + 5);
    const Vector<double> parameters = randomParameters(architecture, problem.n, random);
    const SourceOf source(problem, {8, Stream::Validation});
    const NetworkOf<double> network(architecture, parameters);
    const int count = 11, readOuts = architecture.layers + 1;
    for (const auto* kernel : batchKernels<double>()) {
      std::vector<double> every(count * readOuts), last(count), sigmas(count);
      LossJob<double> job{source.source(), network.network(), 5, count, true, every.data(), sigmas.data()};
      KernelMemory memory;
      kernel->losses(job, memory.reserve(kernel->lossBytes(job)));
      job.everyLayer = false;
      job.losses = last.data();
      kernel->losses(job, memory.reserve(kernel->lossBytes(job)));
      for (int i = 0; i < count; ++i) {
        const auto task = sampleTask<double>(problem, {8, Stream::Validation}, 5 + i);
        const auto trace = forwardGram(networkOf(architecture, parameters), statisticsOf(task).gram);
        EXPECT_EQ(sigmas[i], task.sigma);
        const Vector<double> oracle = ridge(statisticsOf(task), task.sigma * task.sigma);
        for (int l = 0; l < readOuts; ++l) {
          const double expected = 0.5 * (trace.w(l) - oracle).squaredNorm();
          EXPECT_NEAR(every[i * readOuts + l], expected, 1e-10 * (expected + oracle.squaredNorm()));
        }
        EXPECT_NEAR(last[i], every[i * readOuts + readOuts - 1], 1e-10 * (last[i] + oracle.squaredNorm()));
      }
    }
  }
}

template <class T>
void expectNoUpperHalvesInUse(const Architecture& architecture, const Problem& problem,
                              const Vector<double>& parameters) {
  const SourceOf source(problem, {8, Stream::Tasks});
  const NetworkOf<T> network(architecture, parameters);
  std::vector<double> losses(19);
  const LossJob<T> job{source.source(), network.network(), 0, 19, false, losses.data()};
  for (const auto* kernel : batchKernels<T>()) {
    KernelMemory memory;
    void* const at = memory.reserve(kernel->lossBytes(job));
    EXPECT_FALSE(leavesUpperHalvesInUse([&] { kernel->losses(job, at); })) << kernel->name;
    for (bool sampledQuery : {false, true})
      EXPECT_FALSE(leavesUpperHalvesInUse([&] {
        run(*kernel, architecture, parameters, problem, sampledQuery, 0, 19);
      })) << kernel->name;
  }
}

TEST(BatchKernel, LeavesNoUpperHalvesOfRegistersInUse) {
  RandomValues random(12);
  for (const Architecture& architecture : architectures) {
    const Problem problem = problemOf(architecture.d, architecture.d + 6);
    const Vector<double> parameters = randomParameters(architecture, problem.n, random);
    expectNoUpperHalvesInUse<float>(architecture, problem, parameters);
    expectNoUpperHalvesInUse<double>(architecture, problem, parameters);
  }
}

}  // namespace
}  // namespace ltlab
