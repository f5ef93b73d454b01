#include "naive_attention.h"

#include <cmath>

#include "naive_training.h"
#include "workload_sizes.h"

namespace ltlab::bench {
namespace {

Rows softmax(const NaiveInputs& in) {
  Rows weights = in.q * in.k.transpose() / std::sqrt(float(in.q.cols()));
  weights.colwise() -= weights.rowwise().maxCoeff().eval();
  weights = weights.array().exp().matrix();
  const Eigen::VectorXf total = weights.rowwise().sum();
  return total.cwiseInverse().asDiagonal() * (weights * in.v);
}

Rows phi(const Rows& x) {
  return (x.array() > 0).select(x.array() + 1, x.array().exp());
}

Rows linear(const NaiveInputs& in) {
  const Rows phiQ = phi(in.q), phiK = phi(in.k);
  const Rows S = phiK.transpose() * in.v;
  const Eigen::VectorXf weight = phiQ * phiK.colwise().sum().transpose();
  return weight.cwiseInverse().asDiagonal() * (phiQ * S);
}

Rows causal(const NaiveInputs& in) {
  const Rows phiQ = phi(in.q), phiK = phi(in.k);
  Rows S = Rows::Zero(in.k.cols(), in.v.cols()), out(in.q.rows(), in.v.cols());
  Eigen::RowVectorXf z = Eigen::RowVectorXf::Zero(in.k.cols());
  for (Eigen::Index i = 0; i < in.q.rows(); ++i) {
    S.noalias() += phiK.row(i).transpose() * in.v.row(i);
    z += phiK.row(i);
    out.row(i).noalias() = phiQ.row(i) * S;
    out.row(i) /= phiQ.row(i).dot(z);
  }
  return out;
}

}  // namespace

NaiveInputs readInputs(const std::string& folder, int n) {
  const auto rows = [&](const char* name) {
    const Floats values = readFloats(folder + "/" + name);
    return Rows(Eigen::Map<const Rows>(values.data(), n, workload::headSize));
  };
  return {rows("q"), rows("k"), rows("v")};
}

Rows naiveAttention(const std::string& form, const NaiveInputs& inputs) {
  if (form == "softmax") return softmax(inputs);
  return form == "linear" ? linear(inputs) : causal(inputs);
}

}  // namespace ltlab::bench
