/** @file safetensors.h
 *  @ingroup ch05
 *  The file format of other people's networks too: safetensors (Hugging Face,
 *  2022). Eight bytes give the length of a header; the header is JSON and
 *  says for each tensor its type, its shape and where its bytes lie; then
 *  come the bytes, little-endian, row-major.
 *
 *  A file may be hostile. Before memory is taken for any tensor, all of this
 *  is checked: the header is at most 4 MB and sound JSON; every name comes
 *  once; every length is shape times type, if we know the type; the ranges cover the rest of the
 *  file exactly, without holes or overlaps. */
#ifndef SAFETENSORS_H
#define SAFETENSORS_H

#include "files/dtype.h"
#include "tensor/param.h"

/** An open file of tensors. */
typedef struct Safetensors Safetensors;

/** One entry of the file's free text, such as "seed" and "1", in UTF-8. */
typedef struct {
    const char *key;   /**< what about; borrowed */
    const char *value; /**< and what, which is written as
                            utf8_clean() has it; borrowed */
} Note;

/** Open and check the file at path. Returns NULL and fills error if it
 *  is not there (#EXIT_NOT_FOUND), cannot be read (#EXIT_IO) or is unsound
 *  (#EXIT_BAD_FILE). The caller owns the result; release it with
 *  safetensors_close(). */
Safetensors *safetensors_open(const char *path, Error *error);

/** Release file; NULL is fine. */
void safetensors_close(Safetensors *file);

/** How many tensors file holds, of whatever type. */
int safetensors_count(const Safetensors *file);

/** The name of tensor number i of file, counted in the order of their bytes;
 *  borrowed until the file is closed. It is a stranger's text: do not send it
 *  to a terminal unchecked. */
const char *safetensors_name(const Safetensors *file, int i);

/** Set shape to that of the tensor called name. Returns false and fills error
 *  (#EXIT_BAD_FILE) if file has none, or one of more than four axes, or of
 *  more numbers than a Tensor can hold, or of none at all, or of a type that
 *  is not read (F16, BF16, F32 and F64 are). A single number (no axes) has shape
 *  (1). */
bool safetensors_shape(const Safetensors *file, const char *name,
                       Shape *shape, Error *error);

/** Fill value with the tensor of file called name, converted to real; a number
 *  too large for real becomes an infinity. Returns false and fills error as
 *  safetensors_shape() does, and if the shape differs from value's or the
 *  bytes cannot be read (#EXIT_IO); value may then be partly filled. */
bool safetensors_read(Safetensors *file, const char *name, Tensor *value,
                      Error *error);

/** The text noted under key in file, borrowed until it is closed; NULL if
 *  there is none. */
const char *safetensors_note(const Safetensors *file, const char *key);

/** Write the count values of tensors under their names (in UTF-8), with every bit
 *  of their numbers, see dtype_of_real(), and the note_count notes of notes to
 *  path, as atomic_file_write() does. Names and keys come once. The
 *  same tensors and notes give the same bytes. Infinities and NaN are written
 *  as they are: whether such weights are worth a file, the caller knows.
 *  Returns false and fills error if the file cannot be made
 *  (#EXIT_CANNOT_CREATE) or written (#EXIT_IO); what was at path before is
 *  then still there. */
bool safetensors_write(const char *path, const Param *tensors, int count,
                       const Note *notes, int note_count, Error *error);

/** The same with path, tensors, count, notes, note_count and error, but the
 *  numbers are rounded to type: dtype_find("F16") makes a file of half the size.
 *  Returns false and fills error (#EXIT_USAGE) as well if type is NULL or is
 *  not written here: F16, F32 and F64 are. */
bool safetensors_write_as(const char *path, const Dtype *type,
                          const Param *tensors, int count, const Note *notes,
                          int note_count, Error *error);

#endif
