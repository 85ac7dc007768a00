// # Three pictures to read
//
// [recognize](recognize.c) reads photos of handwriting. **What does it read as long as
// you have not written anything?** Three pictures that this program draws, from the
// built-in digits. Each has something that no digit of MNIST has.
//
// *Predict first.* One is pale blue ink on yellow paper with a shadow across
// it. What could go wrong when the program looks for the ink?
//
// *Answer.* The paper in the shadow is darker than the paper in the light, and may be
// taken for ink. If the shadow is deep, it is even darker than the ink in the light; then
// no single threshold separates ink from paper.
#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "data/digits.h"
#include "system/atomic_file.h"
#include "system/options.h"
#include "system/way.h"

#include <jpeglib.h> /* after stdio.h and stdlib.h, which it needs */

#include <jerror.h>

// ## A picture from a digit
//
// A picture says where its digit stands and how large, and which colours paper
// and ink have. Along the picture the light fades to a part of itself: the shadow.
typedef struct {
    const char *name;
    int digit;            /* which of the built-in digits */
    int height, width;    /* of the picture */
    int top, left;        /* of the digit */
    int scale;            /* pixels for each pixel of the digit */
    int paper[3], ink[3]; /* red, green, blue */
    double shadow;        /* the light at the right edge; 1: no shadow */
} Sample;

// Between the pixels of the digit the ink is interpolated (双线性插值): the four
// neighbours count by their distance.
static double ink_at(const uint8_t *digit, double row, double column)
{
    double sum = 0;
    for (int i = (int)floor(row); i <= (int)floor(row) + 1; i++) {
        for (int j = (int)floor(column); j <= (int)floor(column) + 1; j++) {
            if (i >= 0 && i < 28 && j >= 0 && j < 28) {
                sum += digit[i * 28 + j] / 255.0 * (1 - fabs(row - i)) *
                       (1 - fabs(column - j));
            }
        }
    }
    return sum;
}

static uint8_t *paint(const Sample *s, const uint8_t *digit)
{
    uint8_t *rgb = allocate((size_t)(3 * s->height * s->width), 1);
    for (int i = 0; i < s->height; i++) {
        for (int j = 0; j < s->width; j++) {
            const double ink =
                ink_at(digit, (i - s->top + 0.5) / s->scale - 0.5,
                       (j - s->left + 0.5) / s->scale - 0.5);
            const double light = 1 - (1 - s->shadow) * j / s->width;
            for (int c = 0; c < 3; c++) {
                rgb[3 * (i * s->width + j) + c] =
                    (uint8_t)(light * (s->paper[c] +
                                       ink * (s->ink[c] - s->paper[c])));
            }
        }
    }
    return rgb;
}

// ## Three formats
//
// PNG keeps every pixel. JPEG keeps what an eye would miss, and draws faint waves
// around sharp edges. PGM is a line of text and the plain bytes. Whether the disk took
// all of them, [who opened the file](../common/system/atomic_file.c) asks; here only memory can
// be lacking.
typedef struct {
    const Sample *sample;
    const uint8_t *rgb;
} Painting;

static void write_png(FILE *file, const void *content)
{
    const Painting *p = content;
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)p->sample->width,
                     .height = (png_uint_32)p->sample->height,
                     .format = PNG_FORMAT_RGB};
    errno = 0;
    if (!png_image_write_to_stdio(&png, file, 0, p->rgb, 0, NULL)) {
        check_memory(errno, p->sample->name);
        CHECK(ferror(file) != 0, "%s: %s", p->sample->name, png.message);
    }
}

// libjpeg calls this when it cannot go on. It writes to memory here, so there is only one
// reason.
static void stop_jpeg(j_common_ptr jpeg)
{
    CHECK(jpeg->err->msg_code == JERR_OUT_OF_MEMORY,
          "the error %d of libjpeg", jpeg->err->msg_code);
    out_of_memory("for a JPEG");
}

static void write_jpeg(FILE *file, const void *content)
{
    const Painting *p = content;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = stop_jpeg;
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = (JDIMENSION)p->sample->width;
    jpeg.image_height = (JDIMENSION)p->sample->height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 60, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    for (int i = 0; i < p->sample->height; i++) {
        uint8_t *row =
            (uint8_t *)p->rgb + (ptrdiff_t)3 * i * p->sample->width;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    fwrite(bytes, 1, size, file);
    free(bytes);
}

static void write_pgm(FILE *file, const void *content)
{
    const Painting *p = content;
    fprintf(file, "P5\n%d %d\n255\n", p->sample->width, p->sample->height);
    for (int i = 0; i < p->sample->width * p->sample->height; i++) {
        putc(p->rgb[3 * i + 1], file);
    }
}

static bool write_sample(const Sample *s, const Options *options,
                         const Dataset *digits, Error *error)
{
    char path[PATH_SIZE];
    if (!paths_join(path, options->out, s->name, error)) {
        return false;
    }
    uint8_t *rgb = paint(s, digits->pixels + (ptrdiff_t)s->digit * 28 * 28);
    const Painting painting = {s, rgb};
    const bool ok =
        atomic_file_write(path,
                          strstr(s->name, ".png") != NULL   ? write_png
                          : strstr(s->name, ".jpg") != NULL ? write_jpeg
                                                            : write_pgm,
                          &painting, error);
    free(rgb);
    if (ok) {
        printf("a %d: %s\n", digits->labels[s->digit], path);
    }
    return ok;
}

int main(int argc, char **argv)
{
    static const Sample samples[] = {{"1-paper.png",
                                      3,
                                      180,
                                      240,
                                      10,
                                      70,
                                      6,
                                      {250, 248, 240},
                                      {40, 40, 60},
                                      1},
                                     {"2-chalk.pgm",
                                      8,
                                      96,
                                      80,
                                      20,
                                      4,
                                      2,
                                      {30, 40, 35},
                                      {220, 225, 215},
                                      1},
                                     {"3-shadow.jpg",
                                      5,
                                      300,
                                      260,
                                      30,
                                      -10,
                                      9,
                                      {240, 225, 150},
                                      {60, 80, 160},
                                      0.75}};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Draws pictures of digits for recognize to read.", NULL, 0);
    Dataset digits = digits_new(10, 2 + options.seed);
    bool ok = paths_make_folder(options.out, &error);
    for (int i = 0; i < 3 && ok; i++) {
        ok = write_sample(&samples[i], &options, &digits, &error);
    }
    dataset_clear(&digits);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Three files. `make ch07-samples` writes them into `ch07_cnn/samples`, where
// [recognize](recognize.c) finds them. A test compares them with what this
// program draws, so that they cannot be changed by hand.
//
// At each place of the third, the ink is darker than the paper there. So
// [recognize](recognize.c) measures [the paper](paper.c) at each place, and compares a
// pixel with the paper around it. One threshold for the whole picture would do as long
// as the shadow is as faint as here, and no longer in a deep one.
//
// **Try it.** Lower the light of the third sample from 0.75 to 0.3. Now the paper at the
// right edge is darker than the ink would be at the left one. Does
// [recognize](recognize.c) still read it?
//
// **Check yourself.** Save the PNG as JPEG with a low quality and read both. Why do the
// waves of the JPEG not disturb the network?
//
// *Answer.* They are faint, and lie around the strokes. The preparation asks
// only whether a pixel is dark enough for ink, and averages over many pixels
// when it makes the digit small.
