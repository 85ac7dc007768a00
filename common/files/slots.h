/** @file slots.h
 *  @ingroup ch05
 *  Tensors under their names, to a file and back: all of them or none. */
#ifndef SLOTS_H
#define SLOTS_H

#include "files/safetensors.h"

enum { MAX_SLOT_NAME = 48 /**< "running_mean12.memory2" and a zero */ };

/** A tensor that is kept in a file. */
typedef struct {
    char name[MAX_SLOT_NAME]; /**< its name there */
    Tensor *value;            /**< borrowed */
} Slot;

/** Set slot to this value under a name that is made of first and second. */
void slot_set(Slot *slot, const char *first, const char *second,
              Tensor *value);

/** Write the count tensors of slots as numbers of type and the note_count notes
 *  of notes to the file at path, as safetensors_write_as() does. Returns false
 *  and fills error if it cannot be written. */
bool slots_write_as(const char *path, const Dtype *type, const Slot *slots,
                    int count, const Note *notes, int note_count,
                    Error *error);

/** The same with path, slots, count, notes, note_count and error, with every bit
 *  of the numbers. */
bool slots_write(const char *path, const Slot *slots, int count,
                 const Note *notes, int note_count, Error *error);

/** Fill the count tensors of slots from file, which was opened at path. Other
 *  tensors of the file are ignored. A vector (M) may stand as (1, M) there.
 *  Returns false, fills error and leaves all as they were if the file lacks a
 *  tensor, or holds one of another shape or with numbers that are not finite. */
bool slots_read(Safetensors *file, const char *path, const Slot *slots,
                int count, Error *error);

#endif
