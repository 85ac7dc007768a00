// # JPEG
//
// Cameras write JPEG, each in its own way, and not all of them rightly. **When is a picture
// damaged, and when is only its writer careless?** It is damaged if a part of the image is
// missing.
#include "photo_jpeg.h"

#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h> /* after stdio.h and stdlib.h, which it needs */

#include <jerror.h>

#include "photo_exif.h"

// libjpeg reports an error by a function that must not return, so we jump out
// of it.
typedef struct {
    struct jpeg_error_mgr
        base; /* first, so that a pointer to it is one to us */
    jmp_buf escape;
    PhotoNote *note; /* where warnings go */
} Trouble;

static void stop_jpeg(j_common_ptr jpeg)
{
    longjmp(((Trouble *)jpeg->err)->escape, 1);
}

// ## Warnings
//
// libjpeg warns of much that does no harm: a number of a version, a missing mark at
// the end. The first of them becomes a note. But where the data of the image end too early it
// fills up with grey, and only warns, too; here that counts as damage.
static void warn_jpeg(j_common_ptr jpeg, int level)
{
    Trouble *trouble = (Trouble *)jpeg->err;
    if (level >= 0 || jpeg->err->msg_code == JWRN_EXTRANEOUS_DATA) {
        return;
    }
    if (jpeg->err->msg_code == JWRN_HIT_MARKER) {
        stop_jpeg(jpeg);
    }
    if (trouble->note->text[0] == '\0') {
        char message[JMSG_LENGTH_MAX];
        trouble->base.format_message(jpeg, message);
        snprintf(trouble->note->text, sizeof trouble->note->text, "%s",
                 message);
    }
}

// And a file may draw the same image in thousands of passes, to keep the reader busy: a
// hundred are enough.
static void limit_scans(j_common_ptr jpeg)
{
    enum { MAX_SCANS = 100 };
    if (((j_decompress_ptr)jpeg)->input_scan_number > MAX_SCANS) {
        stop_jpeg(jpeg);
    }
}

// ## How the camera was held
//
// The [EXIF data](photo_exif.c) say it. They stand in a mark of the file, behind a word of
// their own.
static unsigned orientation(const uint8_t *mark, unsigned length)
{
    enum { WORD = 6 };
    return length > WORD && memcmp(mark, "Exif\0\0", WORD) == 0
               ? exif_orientation(mark + WORD, length - WORD)
               : 1;
}

// ## Four inks
//
// A JPEG from a print shop has the amounts of four inks: cyan, magenta, yellow, black. Adobe's
// programs store what is *not* covered, and so does nearly everybody.
static void grey_of_inks(uint8_t *grey, const uint8_t *inks, int width,
                         bool inverted)
{
    static const int weights[3] = {299, 587, 114}; /* of red, green, blue */
    for (int j = 0; j < width; j++) {
        int sum = 0;
        for (int k = 0; k < 3; k++) {
            const int ink = inks[4 * j + k], black = inks[4 * j + 3];
            sum += weights[k] *
                   (inverted ? ink * black : (255 - ink) * (255 - black));
        }
        grey[j] = (uint8_t)(sum / 1000 / 255);
    }
}

typedef struct {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_progress_mgr progress;
    Trouble trouble;
    uint8_t *inks; /* a row in four inks, or NULL; owned */
} Decoder;

static void read_row(Decoder *d, Photo *photo)
{
    const unsigned line = d->jpeg.output_scanline;
    uint8_t *grey = photo->grey + (size_t)line * (size_t)photo->width;
    JSAMPROW row = d->inks != NULL ? d->inks : grey;
    jpeg_read_scanlines(&d->jpeg, &row, 1);
    if (d->inks != NULL) {
        grey_of_inks(grey, d->inks, photo->width, d->jpeg.saw_Adobe_marker);
    }
}

static void read_rows(Decoder *d, Photo *photo)
{
    const bool inks = d->jpeg.jpeg_color_space == JCS_CMYK ||
                      d->jpeg.jpeg_color_space == JCS_YCCK;
    d->jpeg.out_color_space = inks ? JCS_CMYK : JCS_GRAYSCALE;
    d->inks = inks ? allocate((size_t)photo->width, 4) : NULL;
    jpeg_start_decompress(&d->jpeg);
    while (d->jpeg.output_scanline < d->jpeg.output_height) {
        read_row(d, photo);
    }
    unsigned turned = 1; /* the notes are gone after the finish */
    for (jpeg_saved_marker_ptr note = d->jpeg.marker_list;
         note != NULL && turned == 1; note = note->next) {
        turned = orientation(note->data, note->data_length);
    }
    jpeg_finish_decompress(&d->jpeg);
    photo_turn(photo, turned);
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
        return fail(
            error, EXIT_BAD_FILE,
            "%s: this JPEG is damaged or of a rare kind (%s): fetch it "
            "or save it again",
            path, message);
    }
    jpeg_create_decompress(&d->jpeg);
    d->jpeg.progress = &d->progress;
    jpeg_stdio_src(&d->jpeg, file);
    jpeg_save_markers(&d->jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&d->jpeg, TRUE);
    if (!photo_room(photo, d->jpeg.image_height, d->jpeg.image_width, path,
                    error)) {
        return false;
    }
    read_rows(d, photo);
    return true;
}

bool photo_jpeg(Photo *photo, PhotoNote *note, const char *path, FILE *file,
                Error *error)
{
    Decoder *d = allocate(1, sizeof *d);
    d->jpeg.err = jpeg_std_error(&d->trouble.base);
    d->trouble.base.error_exit = stop_jpeg;
    d->trouble.base.emit_message = warn_jpeg;
    d->trouble.note = note;
    d->progress.progress_monitor = limit_scans;
    const bool ok = decode_jpeg(d, photo, path, file, error);
    jpeg_destroy_decompress(&d->jpeg);
    free(d->inks);
    free(d);
    return ok;
}
