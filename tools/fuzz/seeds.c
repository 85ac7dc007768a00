/* seeds FOLDER - writes what the targets begin with and the library itself can write:
 * FOLDER/idx, FOLDER/weights and FOLDER/resume. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fuzz.h"

enum { IMAGES = 16 + 2 * 6, LABELS = 8 + 2 };

static void write_bytes(const char *path, const uint8_t *first, size_t length,
                        const uint8_t *second, size_t more)
{
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL, "%s cannot be made", path);
    fputc((int)(length % 256), file);
    fputc((int)(length / 256), file);
    fwrite(first, 1, length, file);
    fwrite(second, 1, more, file);
    CHECK(fclose(file) == 0, "%s was not written", path);
}

/* The bytes of a .gz file that holds these. */
static size_t pack(uint8_t packed[256], const uint8_t *bytes, size_t size)
{
    z_stream z = {.next_in = (uint8_t *)(size_t)bytes,
                  .avail_in = (unsigned)size,
                  .next_out = packed,
                  .avail_out = 256};
    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END, "not packed");
    deflateEnd(&z);
    return 256 - z.avail_out;
}

/* Two images of two by three pixels. */
static void write_idx(const char *folder)
{
    static const uint8_t images[IMAGES] = {0, 0, 8, 3, 0, 0, 0, 2, 0,
                                           0, 0, 2, 0, 0, 0, 3, 9, 8},
                         labels[LABELS] = {0, 0, 8, 1, 0, 0, 0, 2, 7, 1};
    char path[1024];
    uint8_t packed[2][256];
    snprintf(path, sizeof path, "%s/idx/plain", folder);
    write_bytes(path, images, IMAGES, labels, LABELS);
    const size_t first = pack(packed[0], images, IMAGES),
                 second = pack(packed[1], labels, LABELS);
    snprintf(path, sizeof path, "%s/idx/packed", folder);
    write_bytes(path, packed[0], first, packed[1], second);
}

int main(int argc, char **argv)
{
    SmallTraining s;
    Error error;
    char path[1024];
    CHECK(argc == 2, "%d words, not a folder", argc);
    small_new(&s);
    snprintf(path, sizeof path, "%s/weights/small", argv[1]);
    bool done = weights_save(&s.network, path, NULL, 0, &error);
    CHECK(done, "%s", error.message);
    snapshot_take(&s.best, &s.network);
    snprintf(path, sizeof path, "%s/resume/small", argv[1]);
    done = checkpoint_save(&s.checkpoint, path, &error);
    CHECK(done, "%s", error.message);
    write_idx(argv[1]);
    small_clear(&s);
    return 0;
}
