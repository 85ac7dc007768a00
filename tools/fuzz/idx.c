/* The files of MNIST: images and labels in one input. The first two bytes say how
 * long the images are, the low one first. */
#include "data/idx.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Dataset set;
    Error error;
    if (size < 2) {
        return 0;
    }
    const size_t rest = size - 2, wanted = data[0] + 256u * data[1],
                 images = wanted < rest ? wanted : rest;
    const char *first = fuzz_file(0, data + 2, images),
               *second = fuzz_file(1, data + 2 + images, rest - images);
    if (idx_load(&set, first, second, 10, &error)) {
        (void)dataset_checksum(&set); /* reads all of it */
        dataset_clear(&set);
    }
    return 0;
}
