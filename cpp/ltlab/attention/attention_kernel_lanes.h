#pragma once
// The attention kernel as a template over the lane type; instantiated once per instruction set
// (attention_kernel_*.cpp).
#include "ltlab/attention/linear_lanes.h"
#include "ltlab/attention/softmax_lanes.h"

namespace ltlab {

template <class L>
constexpr AttentionKernel<typename L::Scalar> attentionKernelOf(const char* name) {
  static_assert(softmaxQueries % rowTileColumns<L> == 0);
  return {name,
          L::width,
          rowTileColumns<L>,
          SoftmaxScratch<L>::numbers,
          softmaxLanes<L>,
          mapLanes<L, EluPlusOne<L>>,
          mapLanes<L, Exponential<L>>,
          absorbLanes<L>,
          readOutLanes<L>,
          recurLanes<L>,
          chunkNumbers<L>,
          chunkLanes<L>};
}

}  // namespace ltlab
