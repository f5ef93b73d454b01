#pragma once
// Measured values as lines of text and as JSON, the same for every command.
#include <nlohmann/json.hpp>

#include "ltlab/training/evaluation.h"

namespace ltlab::cli {

// Fresh tasks of evaluations and baselines unless told otherwise: all models meet the same ones, and they
// are not the validation tasks of seeds from 1 on.
inline constexpr const char* freshTasks = "100000";
inline constexpr const char* freshSeed = "0";

// "adjusted loss   0.05963 ± 0.00021" with the name padded.
std::string line(const std::string& name, const std::string& value);

// null where it is not finite.
nlohmann::ordered_json finite(double value);

// {"adjustedLoss": …, "standardError": …}
nlohmann::ordered_json lossAsJson(const Estimate& estimate);

struct Published {
  double loss;  // NaN: the paper has no value
  double ratio(double ours) const { return ours / loss; }
};

// The table's value for this network: only for the paper's sizes and one head.
Published publishedFor(const Architecture& architecture, const Problem& problem);
bool isPublishedSize(const Problem& problem);

// "0.059, ratio 1.011", or that there is none.
std::string publishedText(const Published& published, double ours);
void addPublished(nlohmann::ordered_json& json, const Published& published, double ours);

// The mean without the tasks that overflowed is a mean of what is left: says so, or gives NaN if nothing is.
Estimate adjustedLossOf(const Evaluation& evaluation);
std::string evaluationText(const Evaluation& evaluation);
nlohmann::ordered_json evaluationAsJson(const Evaluation& evaluation, std::uint64_t seed);

}  // namespace ltlab::cli
