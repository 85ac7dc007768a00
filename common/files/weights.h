/** @file weights.h
 *  @ingroup ch05
 *  What a network has learnt, in a file: safetensors, with the book's names
 *  (W1, b1, W2 …), so that other programs read it too. */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "files/all_or_none.h"
#include "network/network.h"

enum {
    MAX_WEIGHTS = MAX_NETWORK_PARAMS + MAX_NETWORK_STATES /**< in a network */
};

/** Fill list with all parameters and states of net, their values borrowed, under
 *  their names with before in front. Returns how many; there is room for
 *  #MAX_WEIGHTS. */
int weights_list(const Network *net, const char *before, Param *list);

/** Save all parameters and states of net at path, as F32, or F64 in a build in
 *  double, with the note_count notes of notes (program, seed, accuracy …). The file is replaced
 *  as a whole or not at all. Returns false and fills error if it cannot be
 *  written. */
bool weights_save(const Network *net, const char *path, const Note *notes,
                  int note_count, Error *error);

/** The same with net, path, notes, note_count and error, but as numbers of
 *  type, see safetensors_write_as(). */
bool weights_save_as(const Network *net, const char *path, const Dtype *type,
                     const Note *notes, int note_count, Error *error);

/** Set all parameters and states of net from the file at path, of whatever type
 *  they are there. Tensors that net does not have are ignored, such as running
 *  means; those that it has must be there. A bias of shape (M) may stand as (1, M) in the
 *  file. Returns false, fills error and leaves net as it was if the file is not
 *  sound, or lacks a tensor, or holds one of another shape or with numbers
 *  that are not finite. */
bool weights_load(Network *net, const char *path, Error *error);

/** A copy of what a network had learnt at some moment. Start from `{0}`. */
typedef struct {
    int count;      /**< how many tensors; 0: nothing taken yet */
    Param *tensors; /**< one for each, its value too: owned */
} Snapshot;

/** Copy the parameters and states of net into snapshot. Only the first time
 *  takes memory. */
void snapshot_take(Snapshot *snapshot, const Network *net);

/** Give net what snapshot holds, which was taken of the same network. */
void snapshot_put_back(const Snapshot *snapshot, Network *net);

/** Release what snapshot owns and leave it empty. */
void snapshot_clear(Snapshot *snapshot);

#endif
