// Plain Eigen, natively: ltlab_bench_naive FOLDER answers requests (requests.h) on the inputs in the folder.
#include <iostream>
#include <memory>

#include "naive_attention.h"
#include "naive_training.h"
#include "requests.h"

namespace ltlab::bench {
namespace {

Run trainingRun(bool full, const std::string& inputs) {
  const auto training = std::make_shared<NaiveTraining>(full, inputs);
  const auto loss = std::make_shared<double>();
  return {
      [=] { training->start(); },
      [=](int count) {
        for (int i = 0; i < count; ++i) *loss = training->step();
      },
      [=]() -> std::map<std::string, std::vector<double>> {
        return {{"loss", {*loss}}, {"gradient", {training->gradient().begin(), training->gradient().end()}}};
      }};
}

Run attentionRun(const std::string& form, int n, const std::string& folder) {
  const auto inputs = std::make_shared<NaiveInputs>(readInputs(folder, n));
  const auto last = std::make_shared<Rows>();
  return {[] {},
          [=](int count) {
            for (int i = 0; i < count; ++i) *last = naiveAttention(form, *inputs);
          },
          [=]() -> std::map<std::string, std::vector<double>> {
            return {{"output", {last->data(), last->data() + last->size()}}};
          }};
}

}  // namespace
}  // namespace ltlab::bench

int main(int count, char** words) {
  using namespace ltlab::bench;
  if (count != 2) {
    std::cerr << "usage: ltlab_bench_naive FOLDER\n";
    return 2;
  }
  const std::string inputs = words[1];
  return answerRequests([&](const std::string& cell) -> std::optional<Run> {
    const std::vector<std::string> parts = partsOf(cell);
    if (parts.at(0) == "T") return trainingRun(parts.at(1) == "full", inputs);
    return attentionRun(parts.at(1), std::stoi(parts.at(2)), inputs);
  });
}
