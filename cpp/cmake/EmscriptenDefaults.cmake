# Everything that depends on Emscripten or on its version.
# Exceptions of WebAssembly itself: a quarter less code than exceptions by way of JavaScript, and nothing to pay where
# none is thrown. Engines have them since 2021 to 2022.
add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions)
if(LTLAB_WASM_SIMD)
  add_compile_options(-msimd128)
  add_link_options(-msimd128)
endif()

if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.20)
  # Debian's emcc 3.1.6 runs a JavaScript optimiser that must find Debian's acorn even when Node is not Debian's,
  # and its test programs need Node's own fetch out of the way.
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  set(LTLAB_NODE_FLAGS --no-experimental-fetch)
endif()

# ltlab_isolate_headers(target folder): the host's include folder also holds the host's C library, which must not be
# seen; a header-only package gets an include folder with nothing but itself.
function(ltlab_isolate_headers target folder)
  get_target_property(include ${target} INTERFACE_INCLUDE_DIRECTORIES)
  list(GET include 0 include)
  set(isolated ${PROJECT_BINARY_DIR}/host-headers)
  file(MAKE_DIRECTORY ${isolated})
  file(CREATE_LINK ${include}/${folder} ${isolated}/${folder} SYMBOLIC)
  set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${isolated})
endfunction()

# Kernels that are functions of their own stay so (numeric/lanes_product.h); by default whatever has one caller is inlined.
add_link_options(-sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=100)

# ltlab_node_program(target): runs under Node with the file system of the host. The repository's package.json says
# that .js files are ES modules; Emscripten's programs are not, and Node asks the nearest package.json.
file(WRITE ${PROJECT_BINARY_DIR}/package.json "{ \"type\": \"commonjs\" }\n")
function(ltlab_node_program target)
  target_link_options(${target} PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1)
  set_target_properties(${target} PROPERTIES CROSSCOMPILING_EMULATOR "node;${LTLAB_NODE_FLAGS}")
endfunction()

# ltlab_web_module(target name [-Oz]): the ES module modules/name.mjs with name.wasm beside it, linked for speed, or for
# size. Node uses it too, with {wasmBinary}: an ES module built for the environment "node" fails on __dirname in old
# versions.
# DYNAMIC_EXECUTION=0: pages whose Content-Security-Policy has no 'unsafe-eval' can load it.
function(ltlab_web_module target name)
  set(level ${ARGN} -O2)
  list(GET level 0 level)
  target_link_options(${target} PRIVATE --bind ${level} -flto -sMODULARIZE=1 -sEXPORT_ES6=1 -sUSE_ES6_IMPORT_META=1
    -sENVIRONMENT=web,worker -sDYNAMIC_EXECUTION=0 -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -sFILESYSTEM=0
    -sINITIAL_MEMORY=8MB --no-entry)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX ".mjs"
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/modules)
  # What TypeScript takes for the script instead of reading it; the functions' types are in web/src/engine/types.ts.
  file(WRITE ${PROJECT_BINARY_DIR}/modules/${name}.d.mts
    "declare const create: (options: object) => Promise<unknown>;\nexport default create;\n")
endfunction()
