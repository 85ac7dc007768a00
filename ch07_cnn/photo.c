// # A picture from a file
//
// A scan or a photo of a digit comes as PNG or JPEG. **How do we read a file
// that a stranger has sent, without trusting it?** Both formats are compressed:
// a file of a few bytes may claim to be an image of a million rows. So nothing is
// unpacked before its size has been read and found acceptable.
//
// The unpacking itself is done by two libraries, libpng and libjpeg. They have
// been attacked for decades, and what was found was mended.
#include "photo.h"

#include <errno.h>
#include <fcntl.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h> /* after stdio.h and stdlib.h, which it needs */

#include <jerror.h>

// ## A size that is acceptable
//
// Fifty million pixels are more than most cameras have. In grey they need fifty
// megabytes.
static bool take_room(Photo *photo, double height, double width,
                      const char *path, Error *error)
{
    if (height < 1 || width < 1 || height * width > MAX_PHOTO_PIXELS) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: an image of %.0f x %.0f pixels; at least 1 and at "
                    "most %d pixels are read here. Make it smaller",
                    path, width, height, MAX_PHOTO_PIXELS);
    }
    photo->height = (int)height;
    photo->width = (int)width;
    photo->grey = allocate((size_t)photo->height * (size_t)photo->width, 1);
    return true;
}

void photo_clear(Photo *photo)
{
    free(photo->grey);
    *photo = (Photo){0};
}

// ## PNG
//
// libpng has a short way in: begin, look at the size, finish. It turns colours
// into grey and puts what is transparent on white paper.
//
// What went wrong it says in words only. But whoever gave it no memory has left a number,
// if there was none before.
static bool png_failed(const png_image *png, const char *path, Error *error)
{
    check_memory(errno, path);
    return fail(error, EXIT_BAD_FILE, "%s: %s", path, png->message);
}

static bool read_png(Photo *photo, const char *path, FILE *file, Error *error)
{
    static const png_color white = {255, 255, 255};
    png_image png = {.version = PNG_IMAGE_VERSION};
    errno = 0;
    if (!png_image_begin_read_from_stdio(&png, file)) {
        return png_failed(&png, path, error);
    }
    bool ok = take_room(photo, png.height, png.width, path, error);
    png.format = PNG_FORMAT_GRAY;
    errno = 0;
    if (ok && !png_image_finish_read(&png, &white, photo->grey, 0, NULL)) {
        ok = png_failed(&png, path, error);
    }
    png_image_free(&png);
    return ok;
}

// ## JPEG
//
// libjpeg reports an error by a function that must not return, so we jump out
// of it. A file that was cut short is only a warning there, with grey where data are
// missing; here it counts as damage. And a file may draw the same image in
// thousands of passes, to keep the reader busy: a hundred are enough.
typedef struct {
    struct jpeg_error_mgr
        base; /* first, so that a pointer to it is one to us */
    jmp_buf escape;
} Trouble;

static void stop_jpeg(j_common_ptr jpeg)
{
    longjmp(((Trouble *)jpeg->err)->escape, 1);
}

static void warn_jpeg(j_common_ptr jpeg, int level)
{
    if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) {
        stop_jpeg(jpeg);
    }
}

static void limit_scans(j_common_ptr jpeg)
{
    enum { MAX_SCANS = 100 };
    if (((j_decompress_ptr)jpeg)->input_scan_number > MAX_SCANS) {
        stop_jpeg(jpeg);
    }
}

// A camera that is held upright stores its image lying on its side, and a note that
// says so: the tag 0x0112 of the EXIF data, 1 to 8.
static unsigned number_at(const uint8_t *bytes, unsigned size, bool low_first)
{
    unsigned number = 0;
    for (unsigned i = 0; i < size; i++) {
        number = number << 8 | bytes[low_first ? size - 1 - i : i];
    }
    return number;
}

static unsigned orientation(const uint8_t *data, unsigned length)
{
    if (length < 14 || memcmp(data, "Exif\0\0", 6) != 0) {
        return 1;
    }
    const uint8_t *tiff = data + 6;
    const unsigned size = length - 6;
    const bool low = tiff[0] == 'I';
    const unsigned list = number_at(tiff + 4, 4, low);
    if (list > size - 2) {
        return 1;
    }
    const unsigned count = number_at(tiff + list, 2, low);
    for (unsigned i = 0; i < count && list + 2 + 12 * (i + 1) <= size; i++) {
        const uint8_t *entry = tiff + list + 2 + (size_t)12 * i;
        if (number_at(entry, 2, low) == 0x0112) {
            return number_at(entry + 8, 2, low);
        }
    }
    return 1;
}

// Orientations 1 to 4 keep rows as rows, 5 to 8 exchange them with the columns. Each
// pixel of the upright image is looked up in the stored one.
static void turn_upright(Photo *photo, unsigned o)
{
    if (o < 2 || o > 8) {
        return;
    }
    const bool swapped = o >= 5;
    const int H = swapped ? photo->width : photo->height;
    const int W = swapped ? photo->height : photo->width;
    uint8_t *grey = allocate((size_t)H * (size_t)W, 1);
    for (int i = 0; i < H; i++) {
        for (int j = 0; j < W; j++) {
            const int a = swapped ? j : i, b = swapped ? i : j;
            const bool up = o == 3 || o == 4 || o == 7 || o == 8;
            const bool left = o == 2 || o == 3 || o == 6 || o == 7;
            const bool flip_row = swapped ? left : up;
            const bool flip_column = swapped ? up : left;
            const int row = flip_row ? photo->height - 1 - a : a;
            const int column = flip_column ? photo->width - 1 - b : b;
            grey[(size_t)i * (size_t)W + (size_t)j] =
                photo->grey[(size_t)row * (size_t)photo->width +
                            (size_t)column];
        }
    }
    free(photo->grey);
    *photo = (Photo){H, W, grey};
}

typedef struct {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_progress_mgr progress;
    Trouble trouble;
} Decoder;

static void read_rows(Decoder *d, Photo *photo)
{
    d->jpeg.out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(&d->jpeg);
    while (d->jpeg.output_scanline < d->jpeg.output_height) {
        JSAMPROW row = photo->grey +
                       (size_t)d->jpeg.output_scanline * (size_t)photo->width;
        jpeg_read_scanlines(&d->jpeg, &row, 1);
    }
    unsigned turned = 1; /* the notes are gone after the finish */
    for (jpeg_saved_marker_ptr note = d->jpeg.marker_list;
         note != NULL && turned == 1; note = note->next) {
        turned = orientation(note->data, note->data_length);
    }
    jpeg_finish_decompress(&d->jpeg);
    turn_upright(photo, turned);
}

static bool decode_jpeg(Decoder *d, Photo *photo, const char *path,
                        FILE *file, Error *error)
{
    if (setjmp(d->trouble.escape) != 0) {
        char message[JMSG_LENGTH_MAX];
        check_memory(d->trouble.base.msg_code == JERR_OUT_OF_MEMORY ? ENOMEM
                                                                    : 0,
                     path);
        d->trouble.base.format_message((j_common_ptr)&d->jpeg, message);
        return fail(error, EXIT_BAD_FILE,
                    "%s: this JPEG is damaged or of a rare kind (%s)", path,
                    message);
    }
    jpeg_create_decompress(&d->jpeg);
    d->jpeg.progress = &d->progress;
    jpeg_stdio_src(&d->jpeg, file);
    jpeg_save_markers(&d->jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&d->jpeg, TRUE);
    if (!take_room(photo, d->jpeg.image_height, d->jpeg.image_width, path,
                   error)) {
        return false;
    }
    read_rows(d, photo);
    return true;
}

static bool read_jpeg(Photo *photo, const char *path, FILE *file,
                      Error *error)
{
    Decoder *d = allocate(1, sizeof *d);
    d->jpeg.err = jpeg_std_error(&d->trouble.base);
    d->trouble.base.error_exit = stop_jpeg;
    d->trouble.base.emit_message = warn_jpeg;
    d->progress.progress_monitor = limit_scans;
    const bool ok = decode_jpeg(d, photo, path, file, error);
    jpeg_destroy_decompress(&d->jpeg);
    free(d);
    return ok;
}

// ## PGM
//
// The plainest format: `P5`, width, height and the largest value as text, one blank,
// and the pixels as bytes. Any program can write it.
static bool read_number(FILE *file, double *number)
{
    int c = getc(file);
    while (c == '#' || c == ' ' || (c >= '\t' && c <= '\r')) {
        while (c == '#' && (c = getc(file)) != '\n' && c != EOF) {
            c = '#';
        }
        c = getc(file);
    }
    *number = 0;
    int digits = 0;
    for (; c >= '0' && c <= '9' && digits < 9; digits++, c = getc(file)) {
        *number = 10 * *number + (c - '0');
    }
    return digits > 0 && (c == ' ' || (c >= '\t' && c <= '\r'));
}

static bool read_pgm(Photo *photo, const char *path, FILE *file, Error *error)
{
    double width, height, most;
    fseek(file, 2, SEEK_SET);
    if (!read_number(file, &width) || !read_number(file, &height) ||
        !read_number(file, &most) || most < 1 || most > 255) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: a PGM begins with P5, width, height and a largest "
                    "value up to 255",
                    path);
    }
    if (!take_room(photo, height, width, path, error)) {
        return false;
    }
    const size_t size = (size_t)photo->height * (size_t)photo->width;
    if (fread(photo->grey, 1, size, file) != size) {
        return fail(error, EXIT_BAD_FILE, "%s: the image is cut short", path);
    }
    for (size_t i = 0; i < size; i++) {
        const int grey = (int)(photo->grey[i] * 255 / most);
        photo->grey[i] = (uint8_t)(grey < 255 ? grey : 255);
    }
    return true;
}

// ## Which of the three?
//
// The first bytes say it, not the name of the file. Telephones often write HEIC,
// which none of the libraries here reads; then the message says what to do.
static bool read_any(Photo *photo, const char *path, FILE *file, Error *error)
{
    uint8_t start[12] = {0};
    const size_t size = fread(start, 1, sizeof start, file);
    rewind(file);
    if (memcmp(start, "\x89PNG", 4) == 0) {
        return read_png(photo, path, file, error);
    }
    if (memcmp(start, "\xFF\xD8\xFF", 3) == 0) {
        return read_jpeg(photo, path, file, error);
    }
    if (memcmp(start, "P5", 2) == 0) {
        return read_pgm(photo, path, file, error);
    }
    return fail(error, EXIT_BAD_FILE, "%s: %s", path,
                size == 0 ? "the file is empty"
                : memcmp(start + 4, "ftyp", 4) == 0
                    ? "this is HEIC or a film; save it as JPEG or PNG"
                    : "this is no PNG, JPEG or PGM (P5) image");
}

// A device or a pipe could deliver bytes for ever, so only files are opened.
static FILE *open_file(const char *path, Error *error)
{
    struct stat status;
    const int descriptor =
        open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        check_memory(errno, path);
        fail(error, EXIT_NOT_FOUND, "cannot open %s: %s", path,
             strerror(errno));
        return NULL;
    }
    const bool known = fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode) ||
        status.st_size > MAX_PHOTO_BYTES) {
        fail(error, EXIT_BAD_FILE, "%s: %s", path,
             known && S_ISREG(status.st_mode)
                 ? "the file is larger than 100 MB"
                 : "this is a folder or a device and not a file");
        close(descriptor);
        return NULL;
    }
    FILE *file = fdopen(descriptor, "rb");
    if (file == NULL) {
        check_memory(errno, path);
        fail(error, EXIT_IO, "cannot read %s: %s", path, strerror(errno));
        close(descriptor);
    }
    return file;
}

bool photo_load(Photo *photo, const char *path, Error *error)
{
    FILE *file = open_file(path, error);
    if (file == NULL) {
        return false;
    }
    const bool ok = read_any(photo, path, file, error);
    fclose(file);
    if (!ok) {
        photo_clear(photo);
    }
    return ok;
}
