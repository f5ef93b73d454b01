# Finds Emscripten: an emsdk named by the environment variable EMSDK, otherwise Debian's package.
if(DEFINED ENV{EMSDK})
  set(LTLAB_EMSCRIPTEN_ROOT "$ENV{EMSDK}/upstream/emscripten")
else()
  set(LTLAB_EMSCRIPTEN_ROOT "/usr/share/emscripten")
endif()
set(toolchain "${LTLAB_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${toolchain}")
  message(FATAL_ERROR "Emscripten is missing: ${toolchain} does not exist. "
                      "Install Debian's package emscripten, or set EMSDK to the folder of an emsdk.")
endif()
include("${toolchain}")

# Libraries that are not Emscripten's own (Eigen, GoogleTest, nlohmann-json) come from the host's CMake packages.
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE BOTH)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE BOTH)
