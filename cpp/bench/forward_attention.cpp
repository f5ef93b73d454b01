#include "forward_attention.h"

#include "ltlab/attention/feature_map.h"
#include "ltlab/attention/linear.h"
#include "ltlab/attention/softmax.h"

namespace ltlab::bench {
namespace {

Matrix<float> firstRows(const Floats& values, int n) {
  return Eigen::Map<const Matrix<float>>(values.data(), n, workload::headSize);
}

}  // namespace

ForwardAttention::ForwardAttention(const AttentionInputs& inputs, int n)
    : q_(firstRows(inputs.q, n)), k_(firstRows(inputs.k, n)), v_(firstRows(inputs.v, n)) {}

Matrix<float> ForwardAttention::operator()(AttentionForm form) const {
  if (form == AttentionForm::Softmax) return softmaxAttention(q_, k_, v_);
  const auto map = makeFeatureMap<float>(FeatureKind::EluPlusOne, workload::headSize);
  return form == AttentionForm::Linear ? linearAttention(map, q_, k_, v_)
                                       : causalLinearAttention(map, q_, k_, v_);
}

}  // namespace ltlab::bench
