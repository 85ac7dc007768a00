/* A photograph: PNG, JPEG, PGM or PPM. */
#include <string.h>
#include <zlib.h>

#include "fuzz.h"
#include "photo_file.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed);

/* libpng reads no further behind a part whose sum is wrong. */
static void mend_sums(uint8_t *png, size_t size)
{
    enum { SIGN = 8, LENGTH = 4, NAME = 4, SUM = 4 };
    size_t at = SIGN;
    while (at + LENGTH + NAME + SUM <= size) {
        uint32_t length = 0;
        for (int i = 0; i < LENGTH; i++) {
            length = length << 8 | png[at++];
        }
        if (length > size - at - NAME - SUM) {
            return;
        }
        const unsigned long sum = crc32(0, png + at, NAME + length);
        at += NAME + length;
        for (int i = 0; i < SUM; i++) {
            png[at++] = (uint8_t)(sum >> (24 - 8 * i));
        }
    }
}

/* What libFuzzer calls to change an input. It may also be a wrong sum that does harm: one
   of eight is left as it is. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 8 != 0 && size > 8 && memcmp(data, "\x89PNG", 4) == 0) {
        mend_sums(data, size);
    }
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Photo photo = {0};
    PhotoNote note;
    Error error;
    if (photo_load(&photo, &note, fuzz_file(0, data, size), &error)) {
        unsigned sum = 0; /* reads all of it */
        for (long i = 0; i < (long)photo.height * photo.width; i++) {
            sum += photo.grey[i];
        }
        CHECK(sum <= 255u * MAX_PHOTO_PIXELS, "%u", sum);
    }
    photo_clear(&photo);
    return 0;
}
