#include "workload.h"

#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"
#include "ltlab/regression/task.h"
#include "ltlab/training/trainer.h"

namespace ltlab::bench {
namespace {

constexpr std::uint64_t seed = 1;

template <class Values>
void append(Floats& to, const Values& values) {
  to.insert(to.end(), values.data(), values.data() + values.size());
}

Floats normals(std::uint64_t index) {
  RandomSequence random({seed, Stream::FeatureMap}, index);
  Floats values(std::size_t(workload::longest) * workload::headSize);
  for (float& value : values) value = float(random.normal());
  return values;
}

}  // namespace

TrainingSettings trainingSettings(Model model) {
  TrainingSettings settings;
  settings.architecture = {model, workload::layers, 1, workload::d};
  settings.problem.d = workload::d;
  settings.problem.n = workload::n;
  settings.estimator = Estimator::SampledQuery;
  settings.batch = workload::batch;
  settings.rate = workload::rate;
  settings.taskCap = 0;
  settings.gradientClip = 0;
  settings.seed = seed;
  return settings;
}

GivenTasks drawTasks() {
  const Problem problem = trainingSettings(Model::Full).problem;
  GivenTasks tasks;
  for (int i = 0; i < workload::batch; ++i) {
    const Task<float> task = sampleTask<float>(problem, {seed, Stream::Tasks}, std::uint64_t(i));
    append(tasks.x, task.x);
    append(tasks.y, task.y);
    append(tasks.query, task.query);
    tasks.target.push_back(task.target());
  }
  return tasks;
}

Floats startingParameters(Model model) {
  const Vector<float> parameters = initialParameters(trainingSettings(model)).cast<float>();
  return {parameters.begin(), parameters.end()};
}

AttentionInputs drawAttentionInputs() {
  return {normals(0), normals(1), normals(2)};
}

AttentionForm parseAttentionForm(std::string_view text) {
  if (text == "softmax") return AttentionForm::Softmax;
  if (text == "linear") return AttentionForm::Linear;
  require(text == "causal", "form", std::string(text), "is not one of softmax, linear, causal");
  return AttentionForm::Causal;
}

}  // namespace ltlab::bench
