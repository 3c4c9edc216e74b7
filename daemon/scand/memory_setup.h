#pragma once
// How the C library's allocator keeps memory. By its own rules each of some 25 threads gets an
// arena of its own, and blocks of up to 32 MiB are cut from arenas once such a one has been freed:
// the journal's buffers (512 KiB a piece, 4 MiB in all, made and freed over and over) leave holes
// there, and the process grows for thousands of scans before it levels off. With two arenas, and
// large blocks mapped and unmapped one by one, it takes 4 to 8 MiB less and levels off within the
// first hundreds of scans.

namespace scand::daemon {

// First of all: a large block that is freed before raises how much free memory an arena keeps, and
// from that large blocks are cut, too. False: this allocator cannot be told (a sanitizer's).
bool keep_memory_small();

}  // namespace scand::daemon
