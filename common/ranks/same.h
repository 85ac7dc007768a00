/** @file same.h
 *  @ingroup ch07
 *  Whether all ranks are what they should be: copies of one program, with the same data. */
#ifndef SAME_H
#define SAME_H

#include <stdint.h>

#include "ranks/ranks.h"
#include "system/options.h"

/** Whether all ranks have the same program (its very bytes, so the same version,
 *  compiler and precision), the same data, of which checksum is known, and the same
 *  options, shorter than #WORDS. If not, fills error (#EXIT_USAGE) on every rank:
 *  which rank, on which machine, what it has and what rank 0 has. Where only
 *  some processors have the fused multiply-add that our code uses, rank 0 notes on
 *  stderr that the last digits depend on them. */
bool same_everywhere(Ranks *ranks, uint64_t checksum, const char *options,
                     Error *error);

/** The end of main, with its options: if ok, rank 0 says where to go from here, see
 *  way_on(); if not, it says on stderr what error is, for all ranks, and what it knows of
 *  the others; then the ranks part, and ranks is no more (NULL is fine). It is said
 *  before, because mpirun passes on nothing of those who have left. Returns the exit
 *  status. */
int ranks_leave(Ranks *ranks, const Options *options, bool ok,
                const Error *error);

#endif
