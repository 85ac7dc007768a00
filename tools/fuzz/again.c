/* NAME-again FILE... - gives each file to a target of libFuzzer once, without libFuzzer, so
 * that any compiler and any sanitizer will do. Says on stdout how many there were, last. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

/* A target that changes inputs in its own way asks libFuzzer for it. Nobody does here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    (void)data;
    return size < most ? size : most;
}

/* As long as the file and not a byte longer, so that a sanitizer sees who reads on. */
static uint8_t *bytes_of(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL, "%s cannot be opened", path);
    CHECK(fseek(file, 0, SEEK_END) == 0, "%s has no end", path);
    const long length = ftell(file);
    CHECK(length >= 0 && fseek(file, 0, SEEK_SET) == 0, "%s has no start",
          path);
    *size = (size_t)length;
    uint8_t *bytes = malloc(*size);
    CHECK(*size == 0 ||
              (bytes != NULL && fread(bytes, 1, *size, file) == *size),
          "%s was not read", path);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size;
        fprintf(stderr, "%s\n", argv[i]); /* the last one did harm */
        uint8_t *bytes = bytes_of(argv[i], &size);
        LLVMFuzzerTestOneInput(bytes, size);
        free(bytes);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
