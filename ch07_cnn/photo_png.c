// # PNG
//
// A PNG may be partly transparent. **What colour is the paper, if there is none?** One on which
// we see what was painted.
#include "photo_png.h"

#include <errno.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "photo_exif.h"

// libpng has a short way in: begin, look at the size, finish. It turns colours
// into grey. What went wrong it says in words only. But whoever gave it no memory has left a
// number, if there was none before.
static bool png_failed(const png_image *png, const char *path, Error *error)
{
    check_memory(errno, path);
    return fail(error, EXIT_BAD_FILE,
                "%s: this PNG is damaged or of a rare kind (%s): fetch it or "
                "save it again",
                path, png->message);
}

// ## A row of parts
//
// A PNG is a row of parts, each with its length, four letters, its bytes and four bytes of a
// sum. libpng believes the length, and takes that much memory before it reads a byte: 140 bytes
// from a stranger would cost two gigabytes. So the parts before the image, which is called IDAT,
// must be within the file. Those behind it libpng does not read.
enum { SIGN = 8, HEAD = 8, SUM = 4, PARTS = 1000 };

typedef struct {
    uint32_t length;
    uint8_t name[4];
} Part;

static bool read_part(Part *part, FILE *file, long at)
{
    uint8_t head[HEAD];
    if (fseek(file, at, SEEK_SET) != 0 ||
        fread(head, 1, HEAD, file) != HEAD) {
        return false;
    }
    part->length = 0;
    for (int i = 0; i < 4; i++) {
        part->length = part->length << 8 | head[i];
    }
    memcpy(part->name, head + 4, 4);
    return true;
}

static bool parts_fit(FILE *file, const char *path, Error *error)
{
    Part part;
    long at = SIGN;
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    for (int count = 0;
         read_part(&part, file, at) && memcmp(part.name, "IDAT", 4) != 0;
         count++) {
        if ((int64_t)part.length > size - at - HEAD || count == PARTS) {
            return fail(
                error, EXIT_BAD_FILE,
                "%s: its parts are longer than the file, or more than "
                "%d: it was cut, or is damaged",
                path, PARTS);
        }
        at += HEAD + (long)part.length + SUM;
    }
    rewind(file);
    return true;
}

// ## Paper below
//
// White chalk that was saved without its board would be white on white. So the paper is
// black if what was painted is light on the average, and white if not. Of a pixel that is partly
// transparent the paper shows through.
static int paper_for(const uint8_t *pairs, size_t pixels)
{
    double sum = 0, painted = 0;
    for (size_t i = 0; i < pixels; i++) {
        sum += (double)pairs[2 * i] * pairs[2 * i + 1];
        painted += pairs[2 * i + 1];
    }
    return sum > 127.5 * painted ? 0 : 255;
}

static void lay_on_paper(Photo *photo, const uint8_t *pairs)
{
    const size_t pixels = (size_t)photo->height * (size_t)photo->width;
    const int paper = paper_for(pairs, pixels);
    for (size_t i = 0; i < pixels; i++) {
        const int grey = pairs[2 * i], there = pairs[2 * i + 1];
        photo->grey[i] =
            (uint8_t)((grey * there + paper * (255 - there) + 127) / 255);
    }
}

static bool read_pixels(Photo *photo, png_image *png, const char *path,
                        Error *error)
{
    const bool see_through = (png->format & PNG_FORMAT_FLAG_ALPHA) != 0;
    const size_t pixels = (size_t)photo->height * (size_t)photo->width;
    uint8_t *pairs = see_through ? allocate(pixels, 2) : NULL;
    png->format = see_through ? PNG_FORMAT_GA : PNG_FORMAT_GRAY;
    errno = 0;
    const bool ok =
        png_image_finish_read(png, NULL, see_through ? pairs : photo->grey, 0,
                              NULL) != 0 ||
        png_failed(png, path, error);
    if (ok && see_through) {
        lay_on_paper(photo, pairs);
    }
    free(pairs);
    return ok;
}

// ## How the camera was held
//
// The short way of libpng leaves out the [EXIF data](photo_exif.c). They are the part called
// eXIf, which stands before the image, or soon behind it.
static unsigned orientation(FILE *file)
{
    Part part;
    uint8_t data[4096];
    long at = SIGN;
    for (int count = 0; count < PARTS && read_part(&part, file, at);
         count++) {
        if (part.length > MAX_PHOTO_BYTES) {
            return 1;
        }
        if (memcmp(part.name, "eXIf", 4) == 0) {
            const size_t wanted =
                part.length < sizeof data ? part.length : sizeof data;
            return exif_orientation(data,
                                    (unsigned)fread(data, 1, wanted, file));
        }
        at += HEAD + (long)part.length + SUM;
    }
    return 1;
}

// If a file does not say what its numbers of 16 bits mean, libpng takes them to be
// proportional to the light. Cameras and painting programs write them as they write 8 bits:
// along the curve of sRGB, which has more steps for what is dark.
bool photo_png(Photo *photo, PhotoNote *note, const char *path, FILE *file,
               Error *error)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    (void)note;
    if (!parts_fit(file, path, error)) {
        return false;
    }
    errno = 0;
    if (!png_image_begin_read_from_stdio(&png, file)) {
        return png_failed(&png, path, error);
    }
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    const bool ok = photo_room(photo, png.height, png.width, path, error) &&
                    read_pixels(photo, &png, path, error);
    png_image_free(&png);
    if (ok) {
        photo_turn(photo, orientation(file));
    }
    return ok;
}
