# Compiler settings shared by every target, and the one way to declare a library of this project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# -ffp-contract=off: the same operations give the same bits natively and in WebAssembly; kernels that want a
# fused multiply-add ask for it by name (numeric/lanes.h).
add_compile_options(-Wall -Wextra -Wpedantic -Wno-psabi -ffp-contract=off)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

if(LTLAB_SANITIZE)
  add_compile_options(-fsanitize=${LTLAB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LTLAB_SANITIZE})
endif()

if(LTLAB_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

if(EMSCRIPTEN)
  include(EmscriptenDefaults)
endif()

# ltlab_library(numeric DEPENDS Eigen3::Eigen): the library ltlab_numeric of all sources in cpp/ltlab/numeric.
function(ltlab_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/ltlab/${name}/*.cpp)
  if(sources)
    add_library(ltlab_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(ltlab_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(ltlab::${name} ALIAS ltlab_${name})
  target_include_directories(ltlab_${name} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/cpp>
    $<INSTALL_INTERFACE:include>)
  set_target_properties(ltlab_${name} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(ltlab_${name} ${scope} cxx_std_20)
  target_link_libraries(ltlab_${name} ${scope} ${ARG_DEPENDS})
endfunction()

# ltlab_instruction_set(training batch_kernel): x86-64 also compiles batch_kernel_avx2.cpp and batch_kernel_avx512.cpp,
# each for its instruction set; elsewhere they are left out. (GCC 12 warns of its own AVX-512 header.)
function(ltlab_instruction_set library stem)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/ltlab/${library})
  set(avx2 ${folder}/${stem}_avx2.cpp)
  set(avx512 ${folder}/${stem}_avx512.cpp)
  if(LTLAB_DISPATCH AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT EMSCRIPTEN)
    set_source_files_properties(${avx2} PROPERTIES COMPILE_OPTIONS "-mavx2;-mfma")
    set_source_files_properties(${avx512} PROPERTIES COMPILE_OPTIONS "-mavx512f;-mavx2;-mfma;-Wno-uninitialized;-Wno-maybe-uninitialized")
    target_compile_definitions(ltlab_${library} PRIVATE LTLAB_X86_KERNELS)
  else()
    set_source_files_properties(${avx2} ${avx512} PROPERTIES HEADER_FILE_ONLY ON)
  endif()
endfunction()
