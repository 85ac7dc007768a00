/** @file idx.h
 *  @ingroup ch03
 *  The files of MNIST. The format IDX (Y. LeCun, C. Cortes and C. Burges,
 *  "The MNIST database of handwritten digits") is a header that says how many
 *  numbers there are, and then the numbers. */
#ifndef IDX_H
#define IDX_H

#include "data/dataset.h"

/** Read a data set from two IDX files, each raw or packed with gzip: the
 *  images (count, height, width) at images_path and their labels (count) at
 *  labels_path, which must be below classes. Any count will do, and images
 *  with sides of at most 256 pixels, up to INT_MAX pixels in all. The caller
 *  owns data; release it with dataset_clear().
 *
 *  Nothing in a file is believed before it is checked, and no memory is taken
 *  for more pixels than the file can hold. Returns false, with data empty,
 *  and fills error if a file is missing (#EXIT_NOT_FOUND), cannot be read
 *  (#EXIT_IO) or is not what it should be (#EXIT_BAD_FILE: another kind of
 *  file, damaged, too short, too long, with no examples, with huge images,
 *  with a label that is no class; or two files that do not belong together). */
bool idx_load(Dataset *data, const char *images_path, const char *labels_path,
              int classes, Error *error);

#endif
