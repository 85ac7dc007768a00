/** @file fuzz.h
 *  What the targets of libFuzzer share. Each target gets bytes that nobody would write,
 *  millions of times, and must end with an answer or an error. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>

#include "files/checkpoint.h"

/** What libFuzzer calls with each input; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A file that holds these bytes, and its path; borrowed. There are two, number 0 and 1,
 *  and each is written over at the next call with its number. */
const char *fuzz_file(int number, const uint8_t *data, size_t size);

/** A training as small as one can be that has all a file may hold: parameters, states,
 *  the memory of an optimizer, an order and a history. */
typedef struct {
    Network network;       /**< affine, batch normalization, affine */
    Optimizer *optimizer;  /**< Adam */
    Rng rng;               /**< of all that is random */
    int order[5];          /**< of the examples */
    Counters counters;     /**< where it is */
    History history;       /**< two evaluations */
    Snapshot best;         /**< empty */
    Checkpoint checkpoint; /**< all of them, for its functions */
} SmallTraining;

/** Fill the small training s; release it with small_clear(). */
void small_new(SmallTraining *s);

/** Release what s owns. */
void small_clear(SmallTraining *s);

#endif
