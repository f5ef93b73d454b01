#include "suite.h"

#include <algorithm>

namespace ltlab::bench {

std::vector<TaskSizes> overDimension() {
  std::vector<TaskSizes> list;
  for (int d : {2, 5, 10, 16, 20, 32}) list.push_back({d, 2 * d});
  return list;
}

std::vector<TaskSizes> overContext() {
  std::vector<TaskSizes> list;
  for (int n : {20, 50, 200, 500, 2000}) list.push_back({workload::d, n});
  return list;
}

std::vector<TaskSizes> overLayers() {
  std::vector<TaskSizes> list;
  for (int layers = 1; layers <= 8; ++layers) list.push_back({workload::d, workload::n, layers});
  return list;
}

std::vector<TaskSizes> together(const std::vector<std::vector<TaskSizes>>& lists) {
  std::vector<TaskSizes> all;
  for (const std::vector<TaskSizes>& list : lists)
    for (const TaskSizes& sizes : list)
      if (std::find(all.begin(), all.end(), sizes) == all.end()) all.push_back(sizes);
  return all;
}

std::string taskName(const TaskSizes& sizes) {
  return "d:" + std::to_string(sizes.d) + "/n:" + std::to_string(sizes.n);
}

std::string sizesName(const TaskSizes& sizes) {
  return taskName(sizes) + "/L:" + std::to_string(sizes.layers);
}

std::string benchmarkName(std::initializer_list<std::string_view> parts) {
  std::string name;
  for (std::string_view part : parts) name.append(name.empty() ? "" : "/").append(part);
  return name;
}

TrainingSettings settingsOf(Model model, const TaskSizes& sizes) {
  TrainingSettings settings;
  settings.architecture = {model, sizes.layers, 1, sizes.d};
  settings.problem.d = sizes.d;
  settings.problem.n = sizes.n;
  return settings;
}

}  // namespace ltlab::bench
