#include "comparison_arrays.h"

#include "boundary.h"
#include "ltlab/transformer/comparison_fields.h"
#include "object_reader.h"
#include "object_writer.h"
#include "task_request.h"
#include "typed_arrays.h"

namespace ltlab::bindings {
namespace {

MethodRequest methodFrom(const val& object) {
  ObjectReader in(object, "method");
  MethodRequest method{methodNamed(in.text("name")), {}, {}, {}, {}};
  if (in.has("rate")) method.rate = in.number("rate");
  if (in.has("momentum")) method.momentum = in.number("momentum");
  if (in.has("decay")) method.decay = in.number("decay");
  if (in.has("epsilon")) method.epsilon = in.number("epsilon");
  if (in.has("rateScale")) method.rateScale = in.number("rateScale");
  in.finish();
  return method;
}

std::vector<MethodRequest> methodsFrom(const val& list) {
  require(val::global("Array").call<bool>("isArray", list), "methods", describe(list), "is not an array",
          InputError::Kind::Type);
  std::vector<MethodRequest> methods;
  const auto length = list["length"].as<unsigned>();
  for (unsigned i = 0; i < length; ++i) methods.push_back(methodFrom(list[i]));
  return methods;
}

void addTask(const Task<double>& task, ObjectWriter& out) {
  out.matrix("x", task.x);
  out.vector("y", task.y);
  out.number("sigma", task.sigma);
  if (task.w.size() > 0) out.vector("trueW", task.w);
}

}  // namespace

val traceSolvers(const val& object) {
  return atBoundary([&] {
    ObjectReader in(object, "request");
    const Task<double> task = taskFrom(in.required("task"));
    ComparisonRequest request{.x = task.x, .y = task.y, .sigma = task.sigma, .start = {}, .methods = {}};
    request.penalty = in.number("penalty");
    request.start = vectorFrom(in.numbers("start"));
    request.steps = int(in.integer("steps", 1, 200));
    request.methods = methodsFrom(in.required("methods"));
    const std::optional<Network<double>> network = networkFrom(in);
    in.finish();
    ObjectWriter out;
    addTask(task, out);
    writeComparison(compareSolvers(request, network ? &*network : nullptr), out);
    return out.out;
  });
}

}  // namespace ltlab::bindings
