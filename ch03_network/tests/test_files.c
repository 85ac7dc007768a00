#include "test_files.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "support.h"

void put_length(Bytes *file, size_t place, uint32_t number)
{
    for (int i = 0; i < 4; i++) {
        file->bytes[place + (size_t)i] = (uint8_t)(number >> (24 - 8 * i));
    }
}

Bytes idx_images(int count, int height, int width)
{
    Bytes file = {{0, 0, 8, 3}, 16};
    put_length(&file, 4, (uint32_t)count);
    put_length(&file, 8, (uint32_t)height);
    put_length(&file, 12, (uint32_t)width);
    for (int i = 0; i < count * height * width; i++) {
        file.bytes[file.size++] = (uint8_t)(i + 1);
    }
    return file;
}

Bytes idx_labels(int count)
{
    Bytes file = {{0, 0, 8, 1}, 8};
    put_length(&file, 4, (uint32_t)count);
    for (int i = 0; i < count; i++) {
        file.bytes[file.size++] = (uint8_t)(i % 10);
    }
    return file;
}

Bytes gzip(const void *bytes, size_t size)
{
    enum { GZIP_HEADER = 16 };
    Bytes packed = {{0}, 0};
    z_stream stream = {0};
    cr_assert_eq(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED,
                              MAX_WBITS + GZIP_HEADER, 8, Z_DEFAULT_STRATEGY),
                 Z_OK, "zlib does not start");
    stream.next_in = (Bytef *)(size_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = packed.bytes;
    stream.avail_out = sizeof packed.bytes;
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END, "%zu do not fit",
                 size);
    packed.size = stream.total_out;
    deflateEnd(&stream);
    return packed;
}

void put_file(const char *folder, const char *name, Bytes file)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_file(path, file.bytes, file.size);
}
