// Small: one constant, linked into scand and its benchmarks but not into tests.
// Tested by tests/integration/test_allocator.py.
//
// Settings of jemalloc, which reads them before main() begins.
//
// Some 28 threads pass messages to each other, so one thread frees what another allocated. Four
// arenas keep them from waiting for each other. Free memory goes back to the kernel after a second,
// by a thread of jemalloc's own, so that an idle scand does not keep what its busiest scan took.

extern "C" const char* malloc_conf;  // jemalloc looks for this name
const char* malloc_conf =
    "narenas:4,background_thread:true,max_background_threads:1,dirty_decay_ms:1000,"
    "muzzy_decay_ms:0";
