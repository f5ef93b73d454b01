# Everything that depends on Emscripten or on its version.
add_compile_options(-fexceptions -msimd128)
add_link_options(-fexceptions -msimd128)

if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.20)
  # Debian's emcc 3.1.6 runs a JavaScript optimiser that must find Debian's acorn even when Node is not Debian's,
  # and its test programs need Node's own fetch out of the way.
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  set(LTLAB_NODE_FLAGS --no-experimental-fetch)
endif()

# ltlab_node_program(target): runs under Node with the file system of the host.
function(ltlab_node_program target)
  target_link_options(${target} PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1)
  set_target_properties(${target} PROPERTIES CROSSCOMPILING_EMULATOR "node;${LTLAB_NODE_FLAGS}")
endfunction()
