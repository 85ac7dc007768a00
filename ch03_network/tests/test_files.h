/** @file test_files.h
 *  IDX files made for the tests, good and bad. */
#ifndef TEST_FILES_H
#define TEST_FILES_H

#include <stddef.h>
#include <stdint.h>

/** The bytes of a small file. */
typedef struct {
    uint8_t bytes[128]; /**< the first size are used */
    size_t size;        /**< how many */
} Bytes;

/** count images of height x width pixels that are 1, 2, 3, ... */
Bytes idx_images(int count, int height, int width);

/** count labels: 0, 1, ... 9, 0, 1, ... */
Bytes idx_labels(int count);

/** Write number as the four bytes at place, the largest first. */
void put_length(Bytes *file, size_t place, uint32_t number);

/** Pack size bytes with gzip into packed. */
Bytes gzip(const void *bytes, size_t size);

/** Write file to folder/name. */
void put_file(const char *folder, const char *name, Bytes file);

#endif
