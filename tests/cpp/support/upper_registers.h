#pragma once
// Whether code leaves the upper halves of vector registers in use: until they are cleared, code that was compiled for
// 128 bits runs several times slower.
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace ltlab::testing_support {

#if defined(__x86_64__)

// The processor's own record (XGETBV with 1 gives what is in use; bit 2: upper halves), if it keeps one.
inline bool recordsRegistersInUse() {
  unsigned a, b, c, d;
  return __builtin_cpu_supports("avx") && __get_cpuid_count(0xD, 1, &a, &b, &c, &d) && (a & 4);
}

template <class Run>
bool leavesUpperHalvesInUse(const Run& run) {
  if (!recordsRegistersInUse()) return false;
  asm volatile("vzeroupper");
  run();
  unsigned low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(1));
  return low & 4;
}

#else

template <class Run>
bool leavesUpperHalvesInUse(const Run& run) {
  run();
  return false;
}

#endif

}  // namespace ltlab::testing_support
