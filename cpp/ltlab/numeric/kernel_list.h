#pragma once
// Which of a kernel's implementations this machine can run.
#include <cstddef>
#include <span>

namespace ltlab {

// Implementations of one kernel that this machine can run, the narrowest first. They must outlive the list.
template <class Kernel>
class KernelList {
 public:
  // Where only one was compiled.
  explicit KernelList(const Kernel& baseline) : kernels_{&baseline} {}

#if defined(__x86_64__)
  // Where all three were compiled: asks the processor.
  KernelList(const Kernel& baseline, const Kernel& avx2, const Kernel& avx512) : KernelList(baseline) {
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) kernels_[count_++] = &avx2;
    if (__builtin_cpu_supports("avx512f")) kernels_[count_++] = &avx512;
  }
#endif

  // All of them.
  std::span<const Kernel* const> all() const {
    return {kernels_, count_};
  }

 private:
  const Kernel* kernels_[3] = {};
  std::size_t count_ = 1;
};

}  // namespace ltlab
