#pragma once
// Workload A by this library.
#include "ltlab/numeric/matrix.h"
#include "workload.h"

namespace ltlab::bench {

class ForwardAttention {
 public:
  // The first n rows of the inputs.
  ForwardAttention(const AttentionInputs& inputs, int n);
  // From q, k, v to o (n, headSize), the feature map included.
  Matrix<float> operator()(AttentionForm form) const;

 private:
  Matrix<float> q_, k_, v_;
};

}  // namespace ltlab::bench
