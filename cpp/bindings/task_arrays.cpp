#include "task_arrays.h"

#include <vector>

#include "boundary.h"
#include "conversion.h"
#include "ltlab/regression/task.h"
#include "object_reader.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t largestIndex = std::int64_t(1) << 53;
constexpr std::int64_t largestArray = 16'000'000;

struct TaskArrays {
  std::vector<float> x, y, w, query, sigma;

  void add(const Task<float>& task) {
    x.insert(x.end(), task.x.data(), task.x.data() + task.x.size());
    y.insert(y.end(), task.y.data(), task.y.data() + task.y.size());
    w.insert(w.end(), task.w.data(), task.w.data() + task.w.size());
    query.insert(query.end(), task.query.data(), task.query.data() + task.query.size());
    sigma.push_back(task.sigma);
  }

  val toJs() const {
    val out = val::object();
    out.set("x", float32Array(x));
    out.set("y", float32Array(y));
    out.set("w", float32Array(w));
    out.set("query", float32Array(query));
    out.set("sigma", float32Array(sigma));
    return out;
  }
};

TaskArrays sampleArrays(const Problem& problem, RandomKey key, std::int64_t first, std::int64_t count) {
  TaskArrays arrays;
  for (std::int64_t i = 0; i < count; ++i) arrays.add(sampleTask<float>(problem, key, std::uint64_t(first + i)));
  return arrays;
}

}  // namespace

val sampleTasks(const val& problemObject, const val& options) {
  return atBoundary([&] {
    const Problem problem = problemFrom(problemObject);
    ObjectReader in(options, "options");
    const RandomKey key{seedFrom(in.required("seed")), Stream::Tasks};
    const std::int64_t first = in.integer("first", 0, largestIndex), count = in.integer("count", 1, 100'000);
    in.finish();
    require(count * problem.n * problem.d <= largestArray, "count", count, "makes x larger than 16,000,000 numbers");
    return sampleArrays(problem, key, first, count).toJs();
  });
}

}  // namespace ltlab::bindings
