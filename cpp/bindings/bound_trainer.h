#pragma once
// The Trainer as JavaScript sees it: a burst of steps per call, plain objects out.
#include <emscripten/val.h>

#include "ltlab/training/trainer.h"

namespace ltlab::bindings {

class BoundTrainer {
 public:
  explicit BoundTrainer(Trainer trainer) : trainer_(std::move(trainer)) {}

  // Up to `count` steps, 1 … 1,000,000: fewer when settings().steps is reached.
  emscripten::val step(const emscripten::val& count);
  // The step in shares (training/trainer.h).
  int shareCount() const { return trainer_.shareCount(); }
  emscripten::val parameters() const;
  emscripten::val shareSums(const emscripten::val& parameters, const emscripten::val& step,
                            const emscripten::val& first, const emscripten::val& count);
  void drawAhead(const emscripten::val& step, const emscripten::val& first, const emscripten::val& count);
  void beginStep(const emscripten::val& count);
  void addShares(const emscripten::val& sums);
  emscripten::val endStep();
  double validate() const { return trainer_.validate(); }
  emscripten::val weights() const;
  emscripten::val checkpoint() const;
  emscripten::val settings() const;

 private:
  Trainer trainer_;
};

}  // namespace ltlab::bindings
