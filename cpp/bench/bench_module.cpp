// The WebAssembly module of the browser benchmark: inputs, this library's side of both workloads, and the
// machine's limit. Its face in TypeScript is web/bench/peers/modules.d.ts.
#include <emscripten/bind.h>

#include "flop_count.h"
#include "forward_attention.h"
#include "training_step.h"

namespace ltlab::bench {
namespace {

using emscripten::val;

template <class T>
val copyOut(const char* type, const T* values, std::size_t count) {
  return val::global(type).new_(val(emscripten::typed_memory_view(count, values)));
}

val floatsOut(const Floats& values) {
  return copyOut("Float32Array", values.data(), values.size());
}

val tasksOut() {
  const GivenTasks tasks = drawTasks();
  val out = val::object();
  out.set("x", floatsOut(tasks.x));
  out.set("y", floatsOut(tasks.y));
  out.set("query", floatsOut(tasks.query));
  out.set("target", floatsOut(tasks.target));
  return out;
}

val attentionInputsOut() {
  const AttentionInputs inputs = drawAttentionInputs();
  val out = val::object();
  out.set("q", floatsOut(inputs.q));
  out.set("k", floatsOut(inputs.k));
  out.set("v", floatsOut(inputs.v));
  return out;
}

val parametersOut(const std::string& model) {
  return floatsOut(startingParameters(parseModel(model)));
}

double flopsOfStep(const std::string& model) {
  const TrainingSettings settings = trainingSettings(parseModel(model));
  return settings.batch * trainingFlopsPerTask(settings.architecture, settings.problem.n);
}

class BoundTraining {
 public:
  explicit BoundTraining(const std::string& model) : step_(parseModel(model), drawTasks()) {}
  void start() { step_.start(); }
  double steps(int count) {
    double loss = 0;
    for (int i = 0; i < count; ++i) loss = step_.step();
    return loss;
  }
  val gradient() const {
    return copyOut("Float64Array", step_.gradient().data(), std::size_t(step_.gradient().size()));
  }
  void sampleBatches(const std::string& sampler, int count) {
    for (int i = 0; i < count; ++i) step_.sampleBatch(parseSampler(sampler));
  }
  void ridgeBatches(int count) {
    for (int i = 0; i < count; ++i) step_.ridgeBatch();
  }

 private:
  TrainingStep step_;
};

class BoundAttention {
 public:
  explicit BoundAttention(int n) : attention_(drawAttentionInputs(), n) {}
  void run(const std::string& form, int count) {
    for (int i = 0; i < count; ++i) last_ = attention_(parseAttentionForm(form));
  }
  val output() const { return copyOut("Float32Array", last_.data(), std::size_t(last_.size())); }

 private:
  ForwardAttention attention_;
  Matrix<float> last_;
};

double multiplyAddOn(int sums, int rounds) {
  return laneKernels().back()->multiplyAdd(sums, rounds);
}

}  // namespace

EMSCRIPTEN_BINDINGS(ltlab_bench) {
  emscripten::function("drawTasks", &tasksOut);
  emscripten::function("drawAttentionInputs", &attentionInputsOut);
  emscripten::function("startingParameters", &parametersOut);
  emscripten::function("flopsOfStep", &flopsOfStep);
  emscripten::function("multiplyAdd", &multiplyAddOn);
  emscripten::class_<BoundTraining>("Training")
      .constructor<std::string>()
      .function("start", &BoundTraining::start)
      .function("steps", &BoundTraining::steps)
      .function("gradient", &BoundTraining::gradient)
      .function("sampleBatches", &BoundTraining::sampleBatches)
      .function("ridgeBatches", &BoundTraining::ridgeBatches);
  emscripten::class_<BoundAttention>("Attention")
      .constructor<int>()
      .function("run", &BoundAttention::run)
      .function("output", &BoundAttention::output);
}

}  // namespace ltlab::bench
