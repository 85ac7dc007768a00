/* seeds FOLDER - writes what the targets begin with and the library itself can write:
 * FOLDER/idx, FOLDER/weights, FOLDER/resume; and a small PNG of each kind, FOLDER/photo. */
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

enum {
    GZ = 15 + 16,
    PLAIN = 15
}; /* zlib's words for what stands around it */

/* The packed bytes. */
static size_t pack(uint8_t packed[256], const uint8_t *bytes, size_t size,
                   int around)
{
    z_stream z = {.next_in = (uint8_t *)(size_t)bytes,
                  .avail_in = (unsigned)size,
                  .next_out = packed,
                  .avail_out = 256};
    deflateInit2(&z, 9, Z_DEFLATED, around, 8, Z_DEFAULT_STRATEGY);
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
    const size_t first = pack(packed[0], images, IMAGES, GZ),
                 second = pack(packed[1], labels, LABELS, GZ);
    snprintf(path, sizeof path, "%s/idx/packed", folder);
    write_bytes(path, packed[0], first, packed[1], second);
}

/* One part of a PNG: its length, name, bytes and their sum. */
static void write_part(FILE *file, const char *name, const uint8_t *bytes,
                       size_t size)
{
    uint8_t part[256 + 12] = {0, 0, (uint8_t)(size / 256), (uint8_t)size};
    memcpy(part + 4, name, 4);
    memcpy(part + 8, bytes, size);
    const unsigned long sum = crc32(0, part + 4, (unsigned)size + 4);
    for (int i = 0; i < 4; i++) {
        part[8 + size + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
    }
    fwrite(part, 1, size + 12, file);
}

/* Five by nine pixels. Each byte is smaller than 5, because a row begins with one of five
   filters; there are more of them than the largest kind has. */
static void write_png(const char *path, uint8_t kind, uint8_t bits,
                      uint8_t interlaced)
{
    static const uint8_t colours[3 * 16] = {0, 0, 0, 255, 255, 255},
                                     clear[2] = {0, 1};
    uint8_t pixels[512], packed[256];
    const uint8_t head[] = {0, 0,    0,    5, 0, 0,         0,
                            9, bits, kind, 0, 0, interlaced};
    for (int i = 0; i < 512; i++) {
        pixels[i] = (uint8_t)(i * i % 7 % 5);
    }
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL, "%s cannot be made", path);
    fwrite("\x89PNG\r\n\x1A\n", 1, 8, file);
    write_part(file, "IHDR", head, sizeof head);
    if (kind == 3) {
        write_part(file, "PLTE", colours, 3u << bits > 48 ? 48 : 3u << bits);
    }
    if (kind == 0 || kind == 3) {
        write_part(file, "tRNS", clear, sizeof clear);
    }
    write_part(file, "IDAT", packed, pack(packed, pixels, 512, PLAIN));
    write_part(file, "IEND", packed, 0);
    CHECK(fclose(file) == 0, "%s was not written", path);
}

static void write_pngs(const char *folder)
{
    static const uint8_t kinds[][2] = {
        {0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1},
        {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16}, {6, 8}, {6, 16}};
    char path[1024];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (uint8_t interlaced = 0; interlaced < 2; interlaced++) {
            snprintf(path, sizeof path, "%s/photo/%d-%d-%d.png", folder,
                     kinds[i][0], kinds[i][1], interlaced);
            write_png(path, kinds[i][0], kinds[i][1], interlaced);
        }
    }
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
    write_pngs(argv[1]);
    small_clear(&s);
    return 0;
}
