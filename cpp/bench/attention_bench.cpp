// Attention forward, one head with d = dv, by every kernel that this machine can run. elu+1 is part of the
// timed work of the linear forms. Counter: arithmetic per second of the equations (attention/cost.h).
#include <algorithm>

#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/random.h"
#include "suite.h"

namespace ltlab::bench {
namespace {
using Eigen::Index;

constexpr Index lengths[] = {256, 512, 1024, 2048, 4096, 8192}, headSizes[] = {16, 32, 64, 128};

template <class T>
Matrix<T> normals(Index rows, Index columns, std::uint64_t seed) {
  RandomSequence random(RandomKey{seed, Stream::Tasks});
  Matrix<T> x(rows, columns);
  for (T& number : x.reshaped()) number = T(random.normal());
  return x;
}

// q, k and v of every benchmark are corners of these: drawing them takes longer than measuring a short sequence.
template <class T>
const Matrix<T>& largest(int operand) {
  constexpr Index n = std::ranges::max(lengths), d = std::ranges::max(headSizes);
  static const Matrix<T> operands[] = {normals<T>(n, d, 1), normals<T>(n, d, 2), normals<T>(n, d, 3)};
  return operands[operand];
}

template <class T>
struct Form {
  const char* name;
  Matrix<T> (*run)(const AttentionKernel<T>&, const LinearInput<T>&);
  Cost (*cost)(Index n, Index d);
};

Cost linearFormCost(Index n, Index d) {
  return linearCost(n, d, d) + 2 * featureCost(makeFeatureMap<float>(FeatureKind::EluPlusOne, d), n);
}

template <class T>
constexpr Form<T> forms[] = {
    {"softmax",
     [](const AttentionKernel<T>& kernel, const LinearInput<T>& x) {
       return softmaxByTiles<T>(kernel, x.q, x.k, x.v, 1 / std::sqrt(T(x.q.cols())), {});
     },
     [](Index n, Index d) { return softmaxCost(n, d, d, false); }},
    {"causal-softmax",
     [](const AttentionKernel<T>& kernel, const LinearInput<T>& x) {
       return softmaxByTiles<T>(kernel, x.q, x.k, x.v, 1 / std::sqrt(T(x.q.cols())), {true, 0, {}, {}});
     },
     [](Index n, Index d) { return softmaxCost(n, d, d, true); }},
    {"linear", linearByTiles<T>, linearFormCost},
    {"causal-recurrent",
     [](const AttentionKernel<T>& kernel, const LinearInput<T>& x) { return causalByTiles(kernel, x, 0); },
     linearFormCost},
    {"causal-chunks-of-32",
     [](const AttentionKernel<T>& kernel, const LinearInput<T>& x) { return causalByTiles(kernel, x, 32); },
     linearFormCost},
    {"causal-chunks-of-64",
     [](const AttentionKernel<T>& kernel, const LinearInput<T>& x) { return causalByTiles(kernel, x, 64); },
     linearFormCost}};

template <class T>
void attention(benchmark::State& state, const AttentionKernel<T>& kernel, const Form<T>& form, Index n,
               Index d) {
  const Matrix<T> q = largest<T>(0).topLeftCorner(n, d), k = largest<T>(1).topLeftCorner(n, d),
                  v = largest<T>(2).topLeftCorner(n, d);
  const LinearInput<T> input{q, k, v, FeatureKind::EluPlusOne};
  for (auto _ : state) benchmark::DoNotOptimize(form.run(kernel, input).data());
  state.counters["flops"] =
      benchmark::Counter(form.cost(n, d).flops, benchmark::Counter::kIsIterationInvariantRate);
}

template <class T>
void registerForm(const AttentionKernel<T>& kernel, std::string_view precision, const Form<T>& form, Index n,
                  Index d) {
  registerRun(
      {"attention", form.name, precision, kernel.name, "N:" + std::to_string(n), "d:" + std::to_string(d)},
      [&, n, d](benchmark::State& state) { attention(state, kernel, form, n, d); });
}

template <class T>
void registerForms(std::string_view precision) {
  for (const AttentionKernel<T>* kernel : attentionKernels<T>())
    for (const Form<T>& form : forms<T>) {
      for (Index n : lengths) registerForm(*kernel, precision, form, n, workload::headSize);
      for (Index d : headSizes)
        if (d != workload::headSize) registerForm(*kernel, precision, form, workload::longest, d);
    }
}

[[maybe_unused]] const bool registered = [] {
  registerForms<float>("float");
  registerForms<double>("double");
  return true;
}();

}  // namespace
}  // namespace ltlab::bench
