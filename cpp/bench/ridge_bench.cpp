// Ridge in lanes alone, on Gram matrices in the cache.
#include "lane_bench.h"

namespace ltlab::bench {
namespace {

[[maybe_unused]] const bool registered = [] {
  for (const TaskSizes& sizes : overDimension())
    registerPart("ridge", &LaneKernels::ridge, settingsOf(Model::Diag, sizes),
                 "d:" + std::to_string(sizes.d));
  return true;
}();

}  // namespace
}  // namespace ltlab::bench
