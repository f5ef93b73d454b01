#pragma once
// The protocol between a contestant and web/bench: one request a line on standard input, one JSON object a
// line on standard output.
//   open CELL                   {"open": true}, or false where the contestant cannot do the cell
//   burst CELL COUNT            {"ms": …} for COUNT steps or forward passes from the start
//   results CELL COUNT PREFIX   {"fields": […]} after COUNT repetitions; numbers in PREFIX + field, as
//   doubles
// Cells: T/full, T/diag, A/softmax/1024, …
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ltlab::bench {

struct Run {
  std::function<void()> begin;  // not timed
  std::function<void(int)> repeat;
  std::function<std::map<std::string, std::vector<double>>()> results;
};

using OpenRun = std::function<std::optional<Run>(const std::string& cell)>;

// Answers until standard input ends; the exit status of the program.
int answerRequests(const OpenRun& open);

// "A/softmax/1024" → {"A", "softmax", "1024"}
std::vector<std::string> partsOf(const std::string& cell);

}  // namespace ltlab::bench
