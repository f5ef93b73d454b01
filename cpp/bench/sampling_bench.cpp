// Drawing tasks alone: the tokens of a context or its statistics (the factor of G), with weights and query.
#include "lane_bench.h"

namespace ltlab::bench {
namespace {

[[maybe_unused]] const bool registered = [] {
  for (Sampler sampler : {Sampler::Tokens, Sampler::Statistics})
    for (const TaskSizes& sizes : together({overDimension(), overContext()})) {
      TrainingSettings settings = settingsOf(Model::Diag, sizes);
      settings.sampler = sampler;
      registerPart(benchmarkName({"sampling", samplerName(sampler)}), &LaneKernels::sample, settings,
                   taskName(sizes));
    }
  return true;
}();

}  // namespace
}  // namespace ltlab::bench
