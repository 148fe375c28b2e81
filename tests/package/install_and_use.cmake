# cmake -DBUILD=… -DSOURCE=… -DCONSUMER=… -DSCRATCH=… -DC=… -DCXX=… -P install_and_use.cmake
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "failed (${status}): ${ARGN}\n${out}")
  endif()
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/prefix)

file(GLOB_RECURSE exports ${SCRATCH}/prefix/*/minutebookTargets*.cmake)
if(NOT exports)
  message(FATAL_ERROR "no minutebookTargets.cmake was installed")
endif()
foreach(export IN LISTS exports)
  file(READ ${export} text)
  # Our warnings and our folders are no business of the library's users.
  foreach(leak "minutebook_flags" "-Werror" "${BUILD}" "${SOURCE}/")
    string(FIND "${text}" "${leak}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${export} mentions ${leak}")
    endif()
  endforeach()
endforeach()
foreach(file include/minutebook/ledger/base/ids.h include/minutebook/ledger/schema/event.capnp.h
    share/minutebook/schema/event.capnp)
  if(NOT EXISTS ${SCRATCH}/prefix/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${SCRATCH}/build -G Ninja -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_C_COMPILER=${C} -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_PREFIX_PATH=${SCRATCH}/prefix)
run(${CMAKE_COMMAND} --build ${SCRATCH}/build)
run(${SCRATCH}/build/consumer partnership/pilot-2021)
