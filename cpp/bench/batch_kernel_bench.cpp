// The batch kernel, sampling included, by every implementation that this machine can run: gradients from the tokens or
// the statistics of a context, of the sampled or the expected loss (which adds ridge), and the losses of evaluation,
// read out after the last or after every layer.
#include "suite.h"

namespace ltlab::bench {
namespace {

template <class T>
void gradient(benchmark::State& state, const BatchKernel<T>& kernel, const TrainingSettings& settings) {
  const TasksOf<T> tasks(settings);
  GradientJob<T> job = tasks.gradientJob();
  KernelMemory memory;
  void* const at = memory.reserve(kernel.gradientBytes(job));
  Vector<double> gradient(job.parameterCount);
  GradientSums sums{gradient.data()};
  forEachShare(state, job, [&] { kernel.gradient(job, at, sums); });
}

template <class T>
void losses(benchmark::State& state, const BatchKernel<T>& kernel, const TrainingSettings& settings,
            bool everyLayer) {
  const TasksOf<T> tasks(settings);
  LossJob<T> job = tasks.lossJob();
  KernelMemory memory;
  void* const at = memory.reserve(kernel.lossBytes(job));
  std::vector<double> values(std::size_t(job.count) * (job.network.layers + 1));
  job.everyLayer = everyLayer;
  job.losses = values.data();
  forEachShare(state, job, [&] { kernel.losses(job, at); });
}

template <class T>
void registerGradients(const BatchKernel<T>& kernel, std::string_view precision, Model model, Sampler sampler,
                       Estimator estimator, const std::vector<TaskSizes>& list) {
  for (const TaskSizes& sizes : list) {
    TrainingSettings settings = settingsOf(model, sizes);
    settings.sampler = sampler;
    settings.estimator = estimator;
    registerRun({"gradient", modelName(model), samplerName(sampler), estimatorName(estimator), precision,
                 kernel.name, sizesName(sizes)},
                [=, &kernel](benchmark::State& state) { gradient(state, kernel, settings); });
  }
}

template <class T>
void registerLosses(const BatchKernel<T>& kernel, std::string_view precision, Model model, bool everyLayer,
                    const std::vector<TaskSizes>& list) {
  for (const TaskSizes& sizes : list)
    registerRun({"losses", modelName(model), everyLayer ? "every-layer" : "last-layer", precision,
                 kernel.name, sizesName(sizes)},
                [=, &kernel, settings = settingsOf(model, sizes)](benchmark::State& state) {
                  losses(state, kernel, settings, everyLayer);
                });
}

// The losses of GD++ are computed as those of DIAG.
template <class T>
void registerKernels(std::string_view precision) {
  const auto everything = together({overDimension(), overContext(), overLayers()});
  for (const BatchKernel<T>* kernel : batchKernels<T>()) {
    for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus}) {
      registerGradients(*kernel, precision, model, Sampler::Tokens, Estimator::SampledQuery, everything);
      registerGradients(*kernel, precision, model, Sampler::Statistics, Estimator::SampledQuery,
                        overContext());
      registerGradients(*kernel, precision, model, Sampler::Tokens, Estimator::Expected, overDimension());
    }
    for (Model model : {Model::Full, Model::Diag}) {
      registerLosses(*kernel, precision, model, false, overLayers());
      registerLosses(*kernel, precision, model, true, everything);
    }
  }
}

[[maybe_unused]] const bool registered = [] {
  registerKernels<float>("float");
  registerKernels<double>("double");
  return true;
}();

}  // namespace
}  // namespace ltlab::bench
