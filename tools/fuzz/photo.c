/* A photograph: PNG, JPEG, PGM or PPM. */
#include "fuzz.h"
#include "photo_file.h"

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
