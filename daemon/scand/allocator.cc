// How jemalloc keeps memory: read by it before main() begins. Linked into scand and what measures
// it.
//
// Some 28 threads pass messages to each other, so what one allocates another frees: four arenas
// keep them apart. What is free goes back to the kernel a second later, by a thread of jemalloc's
// own, so that an idle scand does not hold on to what its busiest scan took.

extern "C" const char* malloc_conf;  // jemalloc looks for this name
const char* malloc_conf =
    "narenas:4,background_thread:true,max_background_threads:1,dirty_decay_ms:1000,"
    "muzzy_decay_ms:0";
