/** @file weights.h
 *  @ingroup ch05
 *  What a network has learnt, in a file: safetensors, with the book's names
 *  (W1, b1, W2 …), so that other programs read it too. */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "network.h"
#include "safetensors.h"

/** Save all parameters and states of net as float32 at path, with the note_count notes
 *  of notes (program, seed, accuracy …). The file is replaced as a whole or
 *  not at all. Returns false and fills error if it cannot be written. */
bool weights_save(const Network *net, const char *path, const Note *notes,
                  int note_count, Error *error);

/** Set all parameters and states of net from the file at path. Tensors that net does not
 *  have are ignored. A bias of shape (M) may stand as (1, M) in the file.
 *  Returns false, fills error and leaves net as it was if the file is not
 *  sound, or lacks a tensor, or holds one of another shape or with numbers
 *  that are not finite. */
bool weights_load(Network *net, const char *path, Error *error);

#endif
