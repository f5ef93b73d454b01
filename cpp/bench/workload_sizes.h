#pragma once
// Sizes of the workloads (workload.h), for programs that share no code with the library.
namespace ltlab::bench::workload {

inline constexpr int batch = 2048, d = 10, n = 20, layers = 4, tokenSize = d + 1;
inline constexpr double rate = 1e-3;
inline constexpr int longest = 4096, headSize = 64;

}  // namespace ltlab::bench::workload
