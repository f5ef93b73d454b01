#pragma once
// A task whose Gram matrix has a chosen condition number, for figures that bend one task from round to ravine. With
// Σ = V diag(v_1 ≤ … ≤ v_d) Vᵀ the inputs become x_i V diag(√(v'_j / v_j)) Vᵀ, so that
//   Σ' = V diag(v') Vᵀ,   v'_j = c κ^((j − 1)/(d − 1)),   c such that Σ_j v'_j = Σ_j v_j,
// and the labels ⟨w, x'_i⟩ + ξ_i with the task's own noise ξ_i. Axes and total size of the cloud stay.
#include <optional>

#include "ltlab/regression/task.h"

namespace ltlab {

// O(n d²). Refuses κ outside [1, 10⁶], and a context whose Gram matrix is singular.
template <class T>
Task<T> conditionedTask(Task<T> task, T condition);

// One task by its name: number `index` of a seed at one noise level. The noise of a task is σ times the same normals at
// every level, so that a figure can turn it up and down.
struct TaskChoice {
  int d = 2, n = 10;
  std::uint64_t seed = 1, index = 0;
  double sigma = 1;
  std::optional<double> condition = {};  // none: as drawn
};

// Refuses what sampleTask and conditionedTask refuse, and σ outside [0, 100].
Task<double> chosenTask(const TaskChoice& choice);

}  // namespace ltlab
