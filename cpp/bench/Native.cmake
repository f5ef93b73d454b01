# The contestants of `npm run bench:native`, each a process that answers requests (requests.h).
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_sources(ltlab_bench_workloads PRIVATE lane_kernels_avx2.cpp lane_kernels_avx512.cpp)
  set_source_files_properties(lane_kernels_avx2.cpp PROPERTIES COMPILE_OPTIONS "-mavx2;-mfma")
  set_source_files_properties(lane_kernels_avx512.cpp PROPERTIES
    COMPILE_OPTIONS "-mavx512f;-mavx2;-mfma;-Wno-uninitialized;-Wno-maybe-uninitialized")
  target_compile_definitions(ltlab_bench_workloads PRIVATE LTLAB_X86_KERNELS)
endif()

add_executable(ltlab_bench_native EXCLUDE_FROM_ALL native_contestant.cpp requests.cpp)
target_link_libraries(ltlab_bench_native PRIVATE ltlab_bench_workloads)

# What a user of Eigen writes and how he compiles it: a program of its own, for this machine's instruction set.
add_executable(ltlab_bench_naive EXCLUDE_FROM_ALL naive_contestant.cpp naive_training.cpp naive_attention.cpp
  requests.cpp)
target_link_libraries(ltlab_bench_naive PRIVATE Eigen3::Eigen)
target_compile_options(ltlab_bench_naive PRIVATE -O3 -march=native -ffp-contract=fast
  -Wno-uninitialized -Wno-maybe-uninitialized)

set_target_properties(ltlab_bench_native ltlab_bench_naive PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
