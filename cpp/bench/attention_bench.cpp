// Attention forward, one head with d = dv, by every kernel that this machine can run. elu+1 is part of the
// timed work of the linear forms. Counter: arithmetic per second of the equations (attention/cost.h).
#include <benchmark/benchmark.h>

#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/tiles.h"
#include "ltlab/numeric/random.h"

namespace ltlab {
namespace {
using Eigen::Index;

template <class T>
Matrix<T> normals(Index rows, Index columns, std::uint64_t seed) {
  RandomSequence random(RandomKey{seed, Stream::Tasks});
  Matrix<T> x(rows, columns);
  for (T& number : x.reshaped()) number = T(random.normal());
  return x;
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
void attention(benchmark::State& state, const AttentionKernel<T>* kernel, const Form<T>& form, Index n,
               Index d) {
  const Matrix<T> q = normals<T>(n, d, 1), k = normals<T>(n, d, 2), v = normals<T>(n, d, 3);
  const LinearInput<T> input{q, k, v, FeatureKind::EluPlusOne};
  for (auto _ : state) benchmark::DoNotOptimize(form.run(*kernel, input).data());
  state.counters["flops"] =
      benchmark::Counter(form.cost(n, d).flops, benchmark::Counter::kIsIterationInvariantRate);
}

template <class T>
void registerForms(const std::string& precision) {
  for (const AttentionKernel<T>* kernel : attentionKernels<T>())
    for (const Form<T>& form : forms<T>)
      for (Index d : {16, 64, 128})
        for (Index n : {256, 1024, 4096}) {
          const std::string name = std::string(form.name) + "/" + precision + "/" + kernel->name +
                                   "/N:" + std::to_string(n) + "/d:" + std::to_string(d);
          benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
            attention<T>(state, kernel, form, n, d);
          })->Unit(benchmark::kMillisecond);
        }
}

[[maybe_unused]] const bool registered = [] {
  registerForms<float>("float");
  registerForms<double>("double");
  return true;
}();

}  // namespace
}  // namespace ltlab
