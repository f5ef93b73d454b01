// This library natively, by the widest instruction set of the machine.
//   ltlab_bench_native                        answers requests (requests.h)
//   ltlab_bench_native --write-inputs FOLDER  writes the inputs for the other contestants, as floats
//   ltlab_bench_native --describe             counts of arithmetic, as JSON
// Further cells: tokens, statistics (sampling), ridge, and multiplyAdd/NAME/SUMS, the limit of each instruction set.
#include <fstream>
#include <iostream>
#include <memory>

#include "flop_count.h"
#include "forward_attention.h"
#include "requests.h"
#include "training_step.h"

namespace ltlab::bench {
namespace {

constexpr long multiplyAddRounds = 100'000;

Run trainingRun(Model model) {
  const auto step = std::make_shared<TrainingStep>(model, drawTasks());
  const auto loss = std::make_shared<double>();
  return {[=] { step->start(); },
          [=](int count) {
            for (int i = 0; i < count; ++i) *loss = step->step();
          },
          [=]() -> std::map<std::string, std::vector<double>> {
            return {{"loss", {*loss}}, {"gradient", {step->gradient().begin(), step->gradient().end()}}};
          }};
}

Run attentionRun(const std::string& name, int n) {
  const auto attention = std::make_shared<ForwardAttention>(drawAttentionInputs(), n);
  const auto last = std::make_shared<Matrix<float>>();
  const AttentionForm form = parseAttentionForm(name);
  return {[] {},
          [=](int count) {
            for (int i = 0; i < count; ++i) *last = (*attention)(form);
          },
          [=]() -> std::map<std::string, std::vector<double>> {
            return {{"output", {last->data(), last->data() + last->size()}}};
          }};
}

Run workRun(std::function<void()> work) {
  return {[] {},
          [work = std::move(work)](int count) {
            for (int i = 0; i < count; ++i) work();
          },
          [] { return std::map<std::string, std::vector<double>>(); }};
}

std::optional<Run> multiplyAddRun(const std::string& set, int sums) {
  for (const LaneKernels* kernels : laneKernels())
    if (set == kernels->name) return workRun([=] { kernels->multiplyAdd(sums, multiplyAddRounds); });
  return {};
}

std::optional<Run> stepPartRun(const std::string& name) {
  const auto step = std::make_shared<TrainingStep>(Model::Diag, drawTasks());
  if (name == "tokens" || name == "statistics")
    return workRun([=] { step->sampleBatch(parseSampler(name)); });
  if (name == "ridge") return workRun([=] { step->ridgeBatch(); });
  return {};
}

std::optional<Run> open(const std::string& cell) {
  const std::vector<std::string> parts = partsOf(cell);
  if (parts.at(0) == "T") return trainingRun(parseModel(parts.at(1)));
  if (parts.at(0) == "A") return attentionRun(parts.at(1), std::stoi(parts.at(2)));
  if (parts.at(0) == "multiplyAdd") return multiplyAddRun(parts.at(1), std::stoi(parts.at(2)));
  return stepPartRun(parts.at(0));
}

void writeFloats(const std::string& path, const Floats& values) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(values.data()), std::streamsize(values.size() * sizeof(float)));
}

void writeInputs(const std::string& folder) {
  const GivenTasks tasks = drawTasks();
  const AttentionInputs attention = drawAttentionInputs();
  for (const auto& [name, values] : {std::pair{"x", &tasks.x},
                                     {"y", &tasks.y},
                                     {"query", &tasks.query},
                                     {"target", &tasks.target},
                                     {"q", &attention.q},
                                     {"k", &attention.k},
                                     {"v", &attention.v}})
    writeFloats(folder + "/" + name, *values);
  for (Model model : {Model::Full, Model::Diag})
    writeFloats(folder + "/" + std::string(modelName(model)), startingParameters(model));
}

// What the report needs besides times: floating point operations of a step and of a repetition of
// multiplyAdd.
void describe() {
  const auto flops = [](Model model) {
    const TrainingSettings settings = trainingSettings(model);
    return settings.batch * trainingFlopsPerTask(settings.architecture, settings.problem.n);
  };
  std::cout << "{\"flopsOfStep\": {\"full\": " << flops(Model::Full) << ", \"diag\": " << flops(Model::Diag)
            << "}, \"multiplyAddFlops\": {";
  const char* separator = "";
  for (const LaneKernels* kernels : laneKernels())
    for (int sums : {12, 13}) {
      std::cout << separator << "\"" << kernels->name << "/" << sums
                << "\": " << kernels->multiplyAdd(sums, 1) * double(multiplyAddRounds);
      separator = ", ";
    }
  std::cout << "}}" << std::endl;
}

}  // namespace
}  // namespace ltlab::bench

int main(int count, char** words) {
  const std::string option = count > 1 ? words[1] : "";
  if (option == "--describe")
    ltlab::bench::describe();
  else if (option == "--write-inputs" && count > 2)
    ltlab::bench::writeInputs(words[2]);
  else
    return ltlab::bench::answerRequests(ltlab::bench::open);
}
