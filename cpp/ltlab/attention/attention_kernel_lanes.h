#pragma once
// The attention kernel as a template over the lane type; instantiated once per instruction set
// (attention_kernel_*.cpp).
#include "ltlab/attention/linear_lanes.h"
#include "ltlab/attention/softmax_lanes.h"
#include "ltlab/numeric/lanes_limit.h"

namespace ltlab {

// The function, and clean registers behind it.
template <auto function>
struct Entry;
template <class... Arguments, void (*function)(Arguments...)>
struct Entry<function> {
  static void run(Arguments... arguments) {
    function(arguments...);
    clearUpperHalves();
  }
};

template <class L>
constexpr AttentionKernel<typename L::Scalar> attentionKernelOf(const char* name) {
  static_assert(softmaxQueries % rowTileColumns<L> == 0);
  return {name,
          L::width,
          rowTileColumns<L>,
          SoftmaxScratch<L>::numbers,
          Entry<softmaxLanes<L>>::run,
          Entry<mapLanes<L, EluPlusOne<L>>>::run,
          Entry<mapLanes<L, Exponential<L>>>::run,
          Entry<absorbLanes<L>>::run,
          Entry<readOutLanes<L>>::run,
          Entry<recurLanes<L>>::run,
          chunkNumbers<L>,
          Entry<chunkLanes<L>>::run,
          multiplyAdd<L>};
}

}  // namespace ltlab
