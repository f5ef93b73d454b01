#pragma once
// Numbers as people read them.
#include <cstdint>
#include <string>

#include "ltlab/training/evaluation.h"

namespace ltlab::cli {

std::string shortest(double value);                 // reads back to the same double
std::string significant(double value, int digits);  // 0.0596
std::string grouped(std::int64_t value);            // 100,000
std::string plusMinus(const Estimate& estimate);    // 0.05963 ± 0.00021
std::string perSecond(double steps);                // 1,053 steps/s
std::string duration(double seconds);               // 1 h 05 min, 3 min 20 s, 4.2 s
std::string padded(std::string text, int width);    // to the right, by characters, not bytes
std::string aligned(std::string text, int width);   // to the left

// One line without control characters, whatever a file or an argument contained.
std::string oneLine(const std::string& text);

// As one word of a POSIX shell.
std::string shellWord(const std::string& text);

}  // namespace ltlab::cli
