#pragma once
#include <emscripten/val.h>

namespace ltlab::bindings {

// Tasks first … first + count − 1 of a seed as flat arrays: x (count·n·d), y (count·n), w, query (count·d), sigma (count).
// options: {seed, first, count}, count 1 … 100,000 and at most 16 million numbers in x.
emscripten::val sampleTasks(const emscripten::val& problem, const emscripten::val& options);

}  // namespace ltlab::bindings
