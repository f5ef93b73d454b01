#pragma once
// The two workloads that are compared with other software, and their inputs, the same for everybody.
//   T  one training step: forward, gradient, Adam; sampled query; FULL and DIAG with one head
//   A  attention forward, one head: softmax; linear (elu+1, with normaliser); causal linear
#include <vector>

#include "ltlab/numeric/matrix.h"
#include "ltlab/training/settings.h"
#include "workload_sizes.h"

namespace ltlab::bench {

// Settings of workload T: no cap and no clipping, which the other contestants do not have either.
TrainingSettings trainingSettings(Model model);

using Floats = std::vector<float>;

// Tasks somebody else drew: x (batch, n, d)   y (batch, n)   query (batch, d)   target (batch).
struct GivenTasks {
  Floats x, y, query, target;
};
GivenTasks drawTasks();

// The starting parameters as every contestant gets them, in single precision.
Floats startingParameters(Model model);

// q, k, v ~ N(0, I), each (longest, headSize); shorter sequences are their first rows.
struct AttentionInputs {
  Floats q, k, v;
};
AttentionInputs drawAttentionInputs();

enum class AttentionForm { Softmax, Linear, Causal };

// "softmax", "linear", "causal".
AttentionForm parseAttentionForm(std::string_view text);

}  // namespace ltlab::bench
