// # A picture from a file
//
// A scan or a photo of a digit comes as PNG or JPEG. **How do we read a file
// that a stranger has sent, without trusting it?** Both formats are compressed:
// a file of a few bytes may claim to be an image of a million rows. So nothing is
// unpacked before its size has been read and found [acceptable](photo.c).
//
// The unpacking itself is done by two libraries, libpng and libjpeg. They have
// been attacked for decades, and what was found was mended.
#include "photo_file.h"

#include <stdio.h>
#include <string.h>

#include "photo_jpeg.h"
#include "photo_png.h"
#include "photo_pnm.h"
#include "system/given.h"
#include "system/mistaken.h"

// ## Which kind?
//
// The first bytes say it, not the name of the file.
typedef bool Read(Photo *photo, PhotoNote *note, const char *path, FILE *file,
                  Error *error);

static Read *reader_of(const uint8_t *start)
{
    const bool pnm = start[0] == 'P' && start[1] != '\0' &&
                     strchr("2356", start[1]) != NULL;
    return memcmp(start, "\x89PNG", 4) == 0        ? photo_png
           : memcmp(start, "\xFF\xD8\xFF", 3) == 0 ? photo_jpeg
           : pnm                                   ? photo_pnm
                                                   : NULL;
}

// Formats that are common and not read here are called by their name. Telephones often write
// HEIC, and the web WebP and AVIF. Those names stand behind the size of a first box. Before the
// word `<svg` there may be many lines; but a web page may hold such a drawing, too.
static const char *name_of_kind(const uint8_t *start)
{
    static const struct {
        int at;
        const char *bytes, *name;
    } kinds[] = {{8, "WEBP", "WebP"},        {0, "GIF8", "GIF"},
                 {0, "BM", "BMP"},           {0, "II*", "TIFF"},
                 {0, "MM", "TIFF"},          {8, "avi", "AVIF"},
                 {8, "hei", "HEIC"},         {8, "hev", "HEIC"},
                 {8, "mif1", "HEIC"},        {4, "JXL ", "JPEG XL"},
                 {0, "\xFF\x0A", "JPEG XL"}, {4, "jP  ", "JPEG 2000"},
                 {0, "%PDF", "PDF"},         {0, "8BPS", "PSD"},
                 {0, "qoif", "QOI"},         {0, "P1", "PBM"},
                 {0, "P4", "PBM"},           {0, "P7", "PAM"},
                 {4, "ftyp", "film"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (memcmp(start + kinds[i].at, kinds[i].bytes,
                   strlen(kinds[i].bytes)) == 0) {
            return kinds[i].name;
        }
    }
    const char *text = (const char *)start;
    return strstr(text, "<svg") != NULL && strstr(text, "html") == NULL
               ? "SVG"
               : NULL;
}

static bool refuse_kind(const uint8_t *start, size_t size, const char *path,
                        Error *error)
{
    const char *what = mistaken_for(start, size);
    const char *kind = name_of_kind(start);
    if (size == 0) {
        return fail(error, EXIT_BAD_FILE, "%s: the file is empty", path);
    }
    if (kind == NULL && what != NULL) {
        return fail(error, EXIT_BAD_FILE, "%s: this is %s", path, what);
    }
    const char *name = strchr(path, '\'') == NULL ? path : "PICTURE";
    return fail(
        error, EXIT_BAD_FILE,
        "%s: %s%s; save it as JPEG or PNG, for example with ImageMagick: "
        "magick '%s' digit.png (before version 7 it is called convert)",
        path, kind != NULL ? kind : "this is no PNG, JPEG, PGM or PPM image",
        kind != NULL ? " is not read here" : ". If it is a picture at all",
        name);
}

static bool read_any(Photo *photo, PhotoNote *note, const char *path,
                     FILE *file, Error *error)
{
    uint8_t start[1024] = {0};
    const size_t size = fread(start, 1, sizeof start - 1, file);
    Read *reader = reader_of(start);
    rewind(file);
    return reader != NULL ? reader(photo, note, path, file, error)
                          : refuse_kind(start, size, path, error);
}

// A device or a pipe could deliver bytes for ever, so only
// [a file](../common/system/given.c) is read, and no huge one.
bool photo_load(Photo *photo, PhotoNote *note, const char *path, Error *error)
{
    Error why;
    long long size;
    note->text[0] = '\0';
    FILE *file = given_stream(path, &size, &why);
    if (file == NULL) {
        return fail(error, why.status, "cannot open %s: %s", path,
                    why.message);
    }
    const bool ok = size <= MAX_PHOTO_BYTES
                        ? read_any(photo, note, path, file, error)
                        : fail(error, EXIT_BAD_FILE,
                               "%s: the file is larger than 150 MB", path);
    fclose(file);
    if (!ok) {
        photo_clear(photo);
    }
    return ok;
}
