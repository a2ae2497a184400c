# cmake -DBUILD=dir -DGENERATOR=name -DCOMPILER=path -P run.cmake
# Installs the build into a directory of its own, builds the consumer against it and runs it.
set(work ${BUILD}/install_consumer)
file(REMOVE_RECURSE ${work})
set(here ${CMAKE_CURRENT_LIST_DIR})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${work}/prefix
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -S ${here} -B ${work}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS}
    -DCMAKE_PREFIX_PATH=${work}/prefix COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/build/consumer COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/prefix/bin/dflint --version COMMAND_ERROR_IS_FATAL ANY)
