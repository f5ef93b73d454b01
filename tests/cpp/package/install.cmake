# The installed package is enough for cpp/example: cmake -DSOURCE=… -DBUILD=… -DCOMPILER=… -P install.cmake
set(work ${BUILD}/package)
file(REMOVE_RECURSE ${work})

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${work}/installed)
run(${CMAKE_COMMAND} -S ${SOURCE}/cpp/example -B ${work}/example -DCMAKE_PREFIX_PATH=${work}/installed
  -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${work}/example)
run(${work}/example/ltlab-example)
run(${work}/installed/bin/ltlab baselines --noise constant:1 --tasks 1000)
