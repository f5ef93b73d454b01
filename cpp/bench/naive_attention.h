#pragma once
// Workload A as a user of Eigen writes it.
#include <Eigen/Dense>
#include <string>

namespace ltlab::bench {

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct NaiveInputs {
  Rows q, k, v;
};
// The first n rows.
NaiveInputs readInputs(const std::string& folder, int n);

// form: softmax, linear or causal.
Rows naiveAttention(const std::string& form, const NaiveInputs& inputs);

}  // namespace ltlab::bench
