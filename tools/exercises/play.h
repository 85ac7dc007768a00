/** @file play.h
 *  What the adapters share. An adapter, play.c in the folder of an exercise,
 * puts the student's function into the library: it takes the place of one of
 * the library's modules, whose source it includes, and replaces one function.
 *
 * A function is replaced by a macro of its name with arguments, which renames
 * the library's own where it is defined. Where the name stands without
 * brackets, as in the table of a layer's kind, it means the adapter's. */
#ifndef PLAY_H
#define PLAY_H

#include <stdint.h>
#include <stdlib.h>

#include "tensor/tensor.h"

/** The right classes of t (N, K), whose rows are one-hot. The caller frees
 *  them. */
static inline uint8_t *play_labels(const Tensor *t)
{
    const int N = t->shape.n[0];
    int *places = allocate((size_t)N, sizeof *places);
    uint8_t *labels = allocate((size_t)N, sizeof *labels);
    tensor_argmax(places, t, 1);
    for (int n = 0; n < N; n++) {
        labels[n] = (uint8_t)places[n];
    }
    free(places);
    return labels;
}

/** A place for the gradient of x: that of dx, or new memory if dx is NULL,
 * because nobody needs it. Give it back with play_no_room(). */
static inline real *play_room(const Tensor *dx, const Tensor *x)
{
    return dx != NULL ? dx->data : allocate((size_t)x->size, sizeof(real));
}

/** Release room, which play_room() gave for dx. */
static inline void play_no_room(const Tensor *dx, real *room)
{
    if (dx == NULL) {
        free(room);
    }
}

#endif
