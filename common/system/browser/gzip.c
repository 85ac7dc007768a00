// # Files that were unpacked before
//
// The files of MNIST come packed. **Where is zlib in a page?** Nowhere: the browser
// itself unpacks a `.gz` when it is dropped on the page. What is left of zlib's reading
// is reading, under its names, so that [idx](../../data/idx.c) need not know.
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

gzFile gzdopen(int descriptor, const char *mode)
{
    return (gzFile)(void *)fdopen(descriptor, mode);
}

static FILE *file_of(gzFile file) { return (FILE *)(void *)file; }

int gzbuffer(gzFile file, unsigned size)
{
    return setvbuf(file_of(file), NULL, _IOFBF, size);
}

int gzread(gzFile file, voidp bytes, unsigned count)
{
    const size_t got = fread(bytes, 1, count, file_of(file));
    return ferror(file_of(file)) ? -1 : (int)got;
}

int gzrewind(gzFile file)
{
    rewind(file_of(file));
    return 0;
}

const char *gzerror(gzFile file, int *code)
{
    *code = ferror(file_of(file)) ? Z_ERRNO : Z_OK;
    return "";
}

int gzdirect(gzFile file)
{
    (void)file;
    return 1;
}

z_off_t gztell(gzFile file) { return ftell(file_of(file)); }

int gzclose(gzFile file)
{
    return fclose(file_of(file)) == 0 ? Z_OK : Z_ERRNO;
}
