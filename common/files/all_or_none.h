/** @file all_or_none.h
 *  @ingroup ch05
 *  Tensors under their names, back from a file: all of them or none. */
#ifndef ALL_OR_NONE_H
#define ALL_OR_NONE_H

#include "files/safetensors.h"

/** Fill the values of the count tensors from file, which was opened at path, by
 *  their names. Other tensors of the file are ignored. A vector (M) may stand as
 *  (1, M) there. Returns false, fills error and leaves all as they were if the file
 *  lacks a tensor, or holds one of another shape or with numbers that are not
 *  finite. */
bool read_all_or_none(Safetensors *file, const char *path,
                      const Param *tensors, int count, Error *error);

#endif
