#pragma once

namespace ltlab::cli {

// While one of these lives, the first SIGINT or SIGTERM is noted instead of ending the program; the second
// one ends it. A signal that the parent chose to ignore stays ignored.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  int signal() const;  // 0: none so far
};

}  // namespace ltlab::cli
