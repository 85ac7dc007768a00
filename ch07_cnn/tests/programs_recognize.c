/* Pictures of digits: what is found in them, and what is refused. */
#include <criterion/criterion.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "around.h"
#include "data/digits.h"
#include "files/weights.h"
#include "ink.h"
#include "parts.h"
#include "photo_file.h"
#include "ready_net.h"
#include "support.h"

#include <jpeglib.h>

typedef struct {
    char *folder;
    char path[1100]; /* of the one file in it */
} Place;

static Place make_place(void)
{
    Place place = {make_folder(), ""};
    snprintf(place.path, sizeof place.path, "%s/p", place.folder);
    return place;
}

/* -- photo: three formats, one picture ------------------------------------- */

enum { H = 5, W = 7 };

/* Greys that all differ: 10 i + j + 100. */
static void fill_grey(uint8_t *grey)
{
    for (int p = 0; p < H * W; p++) {
        grey[p] = (uint8_t)(100 + 10 * (p / W) + p % W);
    }
}

static void write_pgm(const char *path, int height, int width,
                      const uint8_t *grey)
{
    char *bytes = allocate(64 + (size_t)(height * width), 1);
    const int start = sprintf(bytes, "P5 # a remark\n%d\n# another\n%d 255\n",
                              width, height);
    memcpy(bytes + start, grey, (size_t)(height * width));
    write_file(path, bytes, (size_t)(start + height * width));
    free(bytes);
}

/* Every second pixel of an RGBA image is transparent, and so white. */
static void write_png(const char *path, const uint8_t *grey)
{
    uint8_t rgba[H * W * 4];
    for (int p = 0; p < H * W; p++) {
        memset(rgba + 4 * p, grey[p], 3);
        rgba[4 * p + 3] = p % 2 == 0 ? 255 : 0;
    }
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = W,
                     .height = H,
                     .format = PNG_FORMAT_RGBA};
    const int done = png_image_write_to_file(&png, path, 0, rgba, 0, NULL);
    cr_assert(done != 0, "%s", png.message);
}

/* A grey JPEG whose quarter at the top left is dark, and the note of a camera. */
static void write_jpeg(const char *path, int orientation, int height,
                       int width)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    FILE *file = fopen(path, "wb");
    uint8_t *row = allocate((size_t)width, 1);
    memset(row + width / 2, 255, (size_t)(width - width / 2));
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = (JDIMENSION)width;
    jpeg.image_height = (JDIMENSION)height;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    uint8_t note[] =
        "Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\1\0\0\0\0\0\0";
    note[24] = (uint8_t)orientation;
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, note, sizeof note);
    for (int i = 0; i < height; i++) {
        if (i == height / 2) {
            memset(row, 255, (size_t)width);
        }
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    fclose(file);
    free(row);
}

static Photo load(const char *path)
{
    Error error;
    Photo photo = {0};
    PhotoNote note;
    const bool done = photo_load(&photo, &note, path, &error);
    cr_assert(done, "refused: %s", error.message);
    return photo;
}

Test(programs_recognize, reads_pgm_and_png)
{
    Place place = make_place();
    uint8_t grey[H * W];
    fill_grey(grey);
    for (int format = 0; format < 2; format++) {
        if (format == 0) {
            write_pgm(place.path, H, W, grey);
        } else {
            write_png(place.path, grey);
        }
        Photo photo = load(place.path);
        cr_assert(photo.height == H && photo.width == W, "%d x %d",
                  photo.height, photo.width);
        for (int p = 0; p < H * W; p++) {
            const int want = format == 1 && p % 2 == 1 ? 255 : grey[p];
            cr_assert(photo.grey[p] == want, "format %d, pixel %d: %d not %d",
                      format, p, photo.grey[p], want);
        }
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* Where the dark quarter is when the picture stands upright, for the eight
   orientations of EXIF. */
Test(programs_recognize, turns_a_jpeg_upright)
{
    static const struct {
        bool bottom, right;
    } dark[] = {{false, false}, {false, true}, {true, true}, {true, false},
                {false, false}, {false, true}, {true, true}, {true, false}};
    Place place = make_place();
    for (int o = 1; o <= 8; o++) {
        write_jpeg(place.path, o, 16, 32);
        Photo photo = load(place.path);
        const bool lying = o <= 4;
        cr_assert(photo.height == (lying ? 16 : 32) &&
                      photo.width == (lying ? 32 : 16),
                  "orientation %d: %d x %d", o, photo.height, photo.width);
        for (int p = 0; p < 16 * 32; p++) {
            const int i = p / photo.width, j = p % photo.width;
            const bool want = (i >= photo.height / 2) == dark[o - 1].bottom &&
                              (j >= photo.width / 2) == dark[o - 1].right;
            cr_assert((photo.grey[p] < 128) == want,
                      "orientation %d, row %d, column %d: %d", o, i, j,
                      photo.grey[p]);
        }
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* White paint without paper is seen, and so is black: the paper is what the
   paint is not. */
Test(programs_recognize, transparent_paper_contrasts_with_the_paint)
{
    Place place = make_place();
    for (int paint = 0; paint <= 255; paint += 255) {
        uint8_t rgba[H * W * 4];
        for (int p = 0; p < H * W; p++) {
            memset(rgba + 4 * p, paint, 3);
            rgba[4 * p + 3] = p == 8 ? 255 : 0;
        }
        png_image png = {.version = PNG_IMAGE_VERSION,
                         .width = W,
                         .height = H,
                         .format = PNG_FORMAT_RGBA};
        png_image_write_to_file(&png, place.path, 0, rgba, 0, NULL);
        Photo photo = load(place.path);
        cr_assert(photo.grey[8] == paint && photo.grey[9] == 255 - paint,
                  "paint %d on paper %d", photo.grey[8], photo.grey[9]);
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* The same greys as text, as colours, and with 16 bits. */
Test(programs_recognize, reads_the_relatives_of_pgm)
{
    static const struct {
        const char *bytes;
        size_t size;
    } cases[] = {{"P2 2 1 200\n100 # half\n200\n", 27},
                 {"P2 2 1 200\n100 200", 18}, /* without a last line end */
                 {"P3 2 1 200\n100 100 100 200 200 200\n", 36},
                 {"P5 2 1 200\n\x64\xC8", 13},
                 {"P6 2 1 200\n\x64\x64\x64\xC8\xC8\xC8", 17},
                 {"P5 2 1 1000\n\x01\xF4\x03\xE8", 16}};
    Place place = make_place();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file(place.path, cases[i].bytes, cases[i].size);
        Photo photo = load(place.path);
        cr_assert(photo.height == 1 && photo.width == 2 &&
                      photo.grey[0] == 127 && photo.grey[1] == 255,
                  "case %zu: %d and %d", i, photo.grey[0], photo.grey[1]);
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* 16 bits without a word on their meaning are what 8 bits are. */
Test(programs_recognize, sixteen_bits_mean_what_eight_mean)
{
    Place place = make_place();
    FILE *file = fopen(place.path, "wb");
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_byte row[4] = {195, 195, 225, 225};
    png_init_io(png, file);
    png_set_IHDR(png, info, 2, 1, 16, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    png_write_row(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    fclose(file);
    Photo photo = load(place.path);
    cr_assert(abs(photo.grey[0] - 195) <= 1 && abs(photo.grey[1] - 225) <= 1,
              "%d and %d", photo.grey[0], photo.grey[1]);
    photo_clear(&photo);
    remove_folder(place.folder);
}

/* That a picture lies on its right side, in any order of bytes, and as a short or a long
   number. */
static const struct {
    uint8_t order[4], list[4], count[2], entry[12];
} notes[] = {
    {"II*", {8}, {1, 0}, {0x12, 1, 3, 0, 1, 0, 0, 0, 6}},
    {"II*", {8}, {1, 0}, {0x12, 1, 4, 0, 1, 0, 0, 0, 6}},
    {"MM", {0, 0, 0, 8}, {0, 1}, {1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6}},
    {"MM", {0, 0, 0, 8}, {0, 1}, {1, 0x12, 0, 4, 0, 0, 0, 1, 0, 0, 0, 6}}};

/* The same note in a PNG, before its image or behind it. */
Test(programs_recognize, a_png_is_turned_too)
{
    enum { HEADER = 33, END = 12, NOTE = sizeof notes[0] };
    Place place = make_place();
    uint8_t grey[H * W];
    fill_grey(grey);
    for (int c = 0; c < 8; c++) {
        size_t size;
        write_png(place.path, grey);
        char *bytes = read_file(place.path, &size);
        const size_t at = c < 4 ? HEADER : size - END;
        uint8_t part[4 + 4 + NOTE + 4] = {0, 0, 0, NOTE, 'e', 'X', 'I', 'f'};
        memcpy(part + 8, &notes[c % 4], NOTE);
        const uLong sum = crc32(0, part + 4, 4 + NOTE);
        for (int i = 0; i < 4; i++) {
            part[8 + NOTE + i] = (uint8_t)(sum >> (24 - 8 * i));
        }
        uint8_t *all = allocate(size + sizeof part, 1);
        memcpy(all, bytes, at);
        memcpy(all + at, part, sizeof part);
        memcpy(all + at + sizeof part, bytes + at, size - at);
        write_file(place.path, all, size + sizeof part);
        free(all);
        free(bytes);
        Photo photo = load(place.path);
        cr_assert(photo.height == W && photo.width == H, "case %d: %d x %d",
                  c, photo.height, photo.width);
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* A JPEG whose writer was careless is read, and the carelessness is noted. */
Test(programs_recognize, careless_jpegs_are_read)
{
    Place place = make_place();
    for (int c = 0; c < 5; c++) {
        size_t size;
        write_jpeg(place.path, 1, 16, 32);
        uint8_t *bytes = (uint8_t *)read_file(place.path, &size),
                *exif = bytes;
        while (memcmp(exif, "Exif", 4) != 0) {
            exif++;
        }
        if (c < 4) {
            memcpy(exif + 6, &notes[c], sizeof notes[c]);
        }
        write_file(place.path, bytes, c == 4 ? size - 2 : size);
        free(bytes);
        Photo photo = {0};
        PhotoNote note;
        Error error;
        const bool done = photo_load(&photo, &note, place.path, &error);
        cr_assert(done, "case %d: %s", c, error.message);
        cr_assert(photo.height == (c == 4 ? 16 : 32), "case %d: %d rows", c,
                  photo.height);
        cr_assert((note.text[0] != '\0') == (c == 4), "case %d: <%s>", c,
                  note.text);
        photo_clear(&photo);
    }
    remove_folder(place.folder);
}

/* -- photo: what is refused ------------------------------------------------- */

static void expect_refusal(const char *path, ExitStatus status,
                           const char *words)
{
    Error error = {EXIT_OK, ""};
    Photo photo = {0};
    PhotoNote note;
    const bool done = photo_load(&photo, &note, path, &error);
    cr_assert(!done && photo.grey == NULL, "accepted, not <%s>", words);
    cr_assert(error.status == status, "status %d: %s", (int)error.status,
              error.message);
    cr_assert(strstr(error.message, words) != NULL &&
                  strstr(error.message, path) != NULL,
              "no <%s> in %s", words, error.message);
}

Test(programs_recognize, refuses_what_is_no_picture)
{
    static const struct {
        const char *bytes, *words;
    } cases[] = {
        {"", "is empty"},
        {"hello", "no PNG, JPEG, PGM or PPM image. If it is a picture"},
        {"hello", "with ImageMagick: magick '"},
        {"1234ftypheic", "HEIC is not read here; save it as JPEG"},
        {"1234ftypavif", "AVIF is not read"},
        {"RIFF1234WEBPVP8 ", "WebP is not read"},
        {"GIF89a", "GIF is not read"},
        {"GIF87a", "with ImageMagick: magick '"},
        {"GIF87a", "' digit.png (before version 7 it is called convert)"},
        {"BM1234", "BMP is not read"},
        {"  <!DOCTYPE html><p>", "a web page"},
        {"<!DOCTYPE html><svg></svg>", "a web page"},
        {"<?xml version='1.0'?>\n<!-- drawn -->\n<svg>", "SVG is not read"},
        {"1234jP  \r\n", "JPEG 2000 is not read"},
        {"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"},
        {"P5", "begins with P5"},
        {"P5 3 x 255\n", "begins with P5"},
        {"P5 3 3 65536\n", "begins with P5"},
        {"P5 1 1 65535\na", "cut short"},
        {"P2 2 1 255\n1", "cut short"},
        {"P1 1 1 1", "PBM is not read"},
        {"P5 3 3 0\n", "begins with P5"},
        {"P5 0 3 255\n", "0 x 3"},
        {"P5 3 3 255\n12345678", "cut short"},
        {"P5 100000 100000 255\n", "100000 x 100000"},
        {"P5 999999999 999999999 255\n", "999999999 x 999999999"},
        {"P5 9999999999 1 255\n", "begins with P5"},
        {"P5 #", "begins with P5"},
        {"\x89PNG\r\n\x1a\n",
         "this PNG is damaged or of a rare kind (Read Error): fetch it or "
         "save it again"},
        {"\x89PNG is not", "PNG file corrupted"},
        {"\xFF\xD8\xFF", "damaged"},
        {"\xFF\xD8\xFF", "fetch it or save it again"},
        {"<?xml version='1.0'?><Error>", "a text in XML or JSON"},
        {"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
         "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 20010904//EN\"\n  "
         "\"http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd\">\n"
         "<!-- Created by a program that writes much before it begins to "
         "draw, such as who made it, when, with which version -->\n<svg>",
         "SVG is not read"},
    };
    Place place = make_place();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file(place.path, cases[i].bytes, strlen(cases[i].bytes));
        expect_refusal(place.path, EXIT_BAD_FILE, cases[i].words);
    }
    /* a command with a quote in the name would do something else */
    char odd[1100];
    snprintf(odd, sizeof odd, "%s/it's", place.folder);
    write_file(odd, "GIF89a", 6);
    expect_refusal(odd, EXIT_BAD_FILE, "magick 'PICTURE' digit.png");
    /* a PPM of the largest picture is not too large: it is read, and is none */
    write_file(place.path, "P6 x", 4);
    cr_assert(truncate(place.path, 3 * MAX_PHOTO_PIXELS + 20) == 0);
    expect_refusal(place.path, EXIT_BAD_FILE, "begins with P6");
    cr_assert(truncate(place.path, MAX_PHOTO_BYTES + 1) == 0);
    expect_refusal(place.path, EXIT_BAD_FILE, "larger than 150 MB");
    expect_refusal(place.folder, EXIT_BAD_FILE, "a folder or a device");
    expect_refusal("/dev/zero", EXIT_BAD_FILE, "a folder or a device");
    remove(place.path);
    expect_refusal(place.path, EXIT_NOT_FOUND, "cannot open");
    mkfifo(place.path, 0600);
    expect_refusal(place.path, EXIT_BAD_FILE, "a folder or a device");
    remove_folder(place.folder);
}

static unsigned crc(const uint8_t *bytes, int size)
{
    unsigned c = 0xFFFFFFFF;
    for (int i = 0; i < size; i++) {
        c ^= bytes[i];
        for (int k = 0; k < 8; k++) {
            c = c & 1 ? c >> 1 ^ 0xEDB88320 : c >> 1;
        }
    }
    return ~c;
}

/* A picture that claims to be huge is refused before memory is taken: there is
   not that much. */
static void load_huge(void *context)
{
    Error error;
    Photo photo = {0};
    PhotoNote note;
    const struct rlimit limit = {(rlim_t)1 << 28, (rlim_t)1 << 28};
    if (memory_can_be_limited()) {
        setrlimit(RLIMIT_AS, &limit);
    }
    photo_load(&photo, &note, context, &error);
    puts(error.message);
    fflush(stdout);
    _Exit(photo.grey == NULL ? (int)error.status : 99);
}

static void expect_huge_refused(const char *path, const char *words)
{
    Outcome o = run_function(load_huge, (void *)path);
    cr_assert(o.status == EXIT_BAD_FILE && strstr(o.out, words) != NULL,
              "status %d: %s%s", o.status, o.out, o.err);
    outcome_clear(&o);
}

Test(programs_recognize, huge_pictures_are_refused_before_memory_is_taken)
{
    Place place = make_place();
    /* a PNG of 60000 x 50000: its size stands at byte 16 */
    uint8_t grey[H * W];
    size_t size;
    fill_grey(grey);
    write_png(place.path, grey);
    uint8_t *bytes = (uint8_t *)read_file(place.path, &size);
    const uint8_t sides[8] = {0, 0, 60000 >> 8, 60000 & 255,
                              0, 0, 50000 >> 8, 50000 & 255};
    memcpy(bytes + 16, sides, 8);
    const unsigned sum = crc(bytes + 12, 17);
    for (int i = 0; i < 4; i++) {
        bytes[29 + i] = (uint8_t)(sum >> (24 - 8 * i));
    }
    write_file(place.path, bytes, size);
    expect_huge_refused(place.path, "60000 x 50000");

    /* a palette of 1.8 GB, in a part that stands before the image */
    const uint8_t part[8] = {0x6B, 0, 0, 0, 's', 'P', 'L', 'T'};
    memcpy(bytes + 33, part, 8);
    write_file(place.path, bytes, size);
    free(bytes);
    expect_huge_refused(place.path, "its parts are longer than the file");

    /* more parts than anybody needs, each without bytes */
    uint8_t many[8 + 1001 * 12] = "\x89PNG\r\n\x1A\n";
    write_file(place.path, many, sizeof many);
    expect_huge_refused(place.path, "or more than 1000");

    /* a JPEG whose frame says so: height and width follow FF C0, length and
       precision */
    write_jpeg(place.path, 1, 8, 16);
    bytes = (uint8_t *)read_file(place.path, &size);
    for (size_t i = 0; i + 9 < size; i++) {
        if (bytes[i] == 0xFF && bytes[i + 1] == 0xC0) {
            memset(bytes + i + 5, 0xEE, 4);
        }
    }
    write_file(place.path, bytes, size);
    free(bytes);
    expect_huge_refused(place.path, "61166 x 61166");
    remove_folder(place.folder);
}

static void load_hungry(void *context)
{
    Error error;
    PhotoNote note;
    Photo photo = {0};
    if (!photo_load(&photo, &note, context, &error)) {
        die("test", &error);
    }
}

/* A sound picture is not called damaged because its library found no memory. */
Test(programs_recognize, the_lack_of_memory_is_no_fault_of_the_picture)
{
    skip_without_a_limit_of_memory();
    Place place = make_place();
    uint8_t grey[H * W];
    fill_grey(grey);
    write_png(place.path, grey);
    expect_out_of_memory(load_hungry, place.path);
    write_jpeg(place.path, 6, 8, 16);
    expect_out_of_memory(load_hungry, place.path);
    remove_folder(place.folder);
}

/* Cut at every length: a refusal or a whole picture, never a crash. */
Test(programs_recognize, cut_pictures_are_refused)
{
    Place place = make_place();
    uint8_t grey[H * W];
    fill_grey(grey);
    for (int format = 0; format < 3; format++) {
        if (format == 0) {
            write_pgm(place.path, H, W, grey);
        } else if (format == 1) {
            write_png(place.path, grey);
        } else {
            write_jpeg(place.path, 6, 8, 16);
        }
        size_t size;
        char *bytes = read_file(place.path, &size);
        /* without the last 16 bytes some image data is surely missing; the end
           of a PNG is an empty chunk of 12 */
        for (size_t n = 0; n + 16 < size; n++) {
            Error error;
            Photo photo = {0};
            PhotoNote note;
            write_file(place.path, bytes, n);
            const bool done = photo_load(&photo, &note, place.path, &error);
            cr_assert(!done && error.status == EXIT_BAD_FILE,
                      "format %d: %zu of %zu bytes accepted", format, n,
                      size);
        }
        free(bytes);
    }
    remove_folder(place.folder);
}

/* Any byte may be wrong: whatever the answer, no crash. */
Test(programs_recognize, changed_bytes_do_no_harm)
{
    Place place = make_place();
    uint8_t grey[H * W];
    fill_grey(grey);
    Rng rng = rng_new(5);
    for (int format = 0; format < 2; format++) {
        if (format == 0) {
            write_png(place.path, grey);
        } else {
            write_jpeg(place.path, 6, 8, 16);
        }
        size_t size;
        char *bytes = read_file(place.path, &size);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            Error error;
            Photo photo = {0};
            PhotoNote note;
            const int at = rng_below(&rng, (int)size);
            const char old = bytes[at];
            bytes[at] = (char)rng_below(&rng, 256);
            write_file(place.path, bytes, size);
            refused += !photo_load(&photo, &note, place.path, &error);
            photo_clear(&photo);
            bytes[at] = old;
        }
        cr_assert(refused > 30, "only %d of 300 refused", refused);
        free(bytes);
    }
    remove_folder(place.folder);
}

/* -- ink -------------------------------------------------------------------- */

/* A box of ink on paper. */
static Photo box(int height, int width, int top, int left, int tall, int wide,
                 uint8_t paper, uint8_t ink)
{
    Photo photo = {height, width,
                   allocate((size_t)height * (size_t)width, 1)};
    memset(photo.grey, paper, (size_t)height * (size_t)width);
    for (int i = top; i < top + tall; i++) {
        memset(photo.grey + (ptrdiff_t)i * width + left, ink, (size_t)wide);
    }
    return photo;
}

static Ink find(const Photo *photo)
{
    Error error;
    Ink ink = {0};
    const bool done = ink_find(&ink, photo, "test", &error);
    cr_assert(done, "%s", error.message);
    return ink;
}

/* A box of 60 x 12 becomes 20 x 4 in the middle, whatever its colours and
   wherever it stood. */
Test(programs_recognize, a_box_is_scaled_and_centred)
{
    static const struct {
        int height, width, top, left;
        uint8_t paper, ink;
    } cases[] = {{100, 90, 10, 5, 255, 0},
                 {100, 90, 10, 5, 0, 255},
                 {61 + 19, 199, 1, 150, 200, 150},
                 {199, 31, 120, 9, 60, 120}};
    for (int c = 0; c < 4; c++) {
        Photo photo =
            box(cases[c].height, cases[c].width, cases[c].top, cases[c].left,
                60, 12, cases[c].paper, cases[c].ink);
        Ink ink = find(&photo);
        cr_assert(ink.count == 1, "case %d: %d digits", c, ink.count);
        for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
            const int i = p / INK_SIDE, j = p % INK_SIDE;
            const bool in = i >= 4 && i < 24 && j >= 12 && j < 16;
            cr_assert(ink.digits[0].pixels[p] == (in ? 255 : 0),
                      "case %d, row %d, column %d: %d", c, i, j,
                      ink.digits[0].pixels[p]);
        }
        const Box b = ink.digits[0].box;
        cr_assert(b.top == cases[c].top && b.left == cases[c].left &&
                      b.bottom == b.top + 60 && b.right == b.left + 12,
                  "case %d: rows %d to %d, columns %d to %d", c, b.top,
                  b.bottom, b.left, b.right);
        ink_clear(&ink);
        photo_clear(&photo);
    }
}

/* 15 rows for 20 pixels: the edges fall between pixels, and the ink is kept. */
Test(programs_recognize, small_digits_grow_and_keep_their_ink)
{
    double sum = 0;
    Photo photo = box(28, 28, 3, 2, 15, 4, 250, 10);
    Ink ink = find(&photo);
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        sum += ink.digits[0].pixels[p] / 255.0;
    }
    const double want = 20 * (4 * 20 / 15.0);
    cr_assert(fabs(sum - want) < 1, "%g pixels of ink, not %g", sum, want);
    ink_clear(&ink);
    photo_clear(&photo);
}

/* An L is heavy below: its centre of mass, not its box, is in the middle. */
Test(programs_recognize, the_centre_of_mass_is_in_the_middle)
{
    Photo photo = box(120, 120, 20, 30, 80, 12, 255, 0);
    for (int i = 84; i < 100; i++) {
        memset(photo.grey + (ptrdiff_t)i * 120 + 30, 0, 50);
    }
    Ink ink = find(&photo);
    double mass = 0, rows = 0, columns = 0;
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        mass += ink.digits[0].pixels[p];
        rows += ink.digits[0].pixels[p] * (p / INK_SIDE + 0.5);
        columns += ink.digits[0].pixels[p] * (p % INK_SIDE + 0.5);
    }
    cr_assert(fabs(rows / mass - 14) < 0.05 &&
                  fabs(columns / mass - 14) < 0.05,
              "centre at %g, %g", rows / mass, columns / mass);
    ink_clear(&ink);
    photo_clear(&photo);
}

Test(programs_recognize, pictures_without_ink_are_refused)
{
    static const int sides[] = {1, 2, 30, 300};
    for (int s = 0; s < 4; s++) {
        Error error;
        Ink ink = {0};
        Photo photo = box(sides[s], sides[s], 0, 0, 0, 0, 200, 0);
        photo.grey[0] = 190;
        const bool done = ink_find(&ink, &photo, "page", &error);
        cr_assert(!done && error.status == EXIT_BAD_FILE &&
                      strstr(error.message, "page: no digit") != NULL,
                  "side %d: accepted", sides[s]);
        photo_clear(&photo);
    }
}

/* At most 640 times as long as wide: what is longer is no picture of a digit, and would be many
   million rows of work. */
Test(programs_recognize, strips_are_refused)
{
    static const struct {
        int height, width;
        bool strip;
    } cases[] = {{1, 640, false},   {640, 1, false}, {1280, 2, false},
                 {1, 641, true},    {641, 1, true},  {1281, 2, true},
                 {1, 1000000, true}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const int rows = cases[c].height, columns = cases[c].width;
        Error error;
        Ink ink = {0};
        Photo photo = box(rows, columns, 0, 0, 0, 0, 255, 0);
        for (int p = 0; p < rows * columns; p += 2) {
            photo.grey[p] = 0;
        }
        const bool done = ink_find(&ink, &photo, "page", &error);
        const bool said = !done && strstr(error.message, "a strip") != NULL;
        cr_assert(said == cases[c].strip, "%d x %d: %s", columns, rows,
                  done ? "accepted" : error.message);
        ink_clear(&ink);
        photo_clear(&photo);
    }
}

/* Whoever compares each of a hundred thousand dots with all others needs half a minute. */
Test(programs_recognize, a_picture_full_of_dots_is_refused_soon,
     .timeout = 10)
{
    Error error;
    Ink ink = {0};
    Photo photo = box(640, 640, 0, 0, 0, 0, 255, 0);
    for (int p = 0; p < 640 * 640; p++) {
        if (p / 640 % 2 == 0 && p % 2 == 0) {
            photo.grey[p] = 0;
        }
    }
    const bool done = ink_find(&ink, &photo, "dots", &error);
    cr_assert(!done && strstr(error.message, "as in a pattern") != NULL, "%s",
              done ? "accepted" : error.message);
    photo_clear(&photo);
}

/* Bars of 4 x 20, below the first of them a foot, and specks that were left out: no pair of
   bars looks at those, or this would take minutes. */
Test(programs_recognize, many_specks_do_not_hold_up_a_few_bars, .timeout = 10)
{
    enum { BARS = 400, ALL = 300000 };
    Marks m = {.count = ALL};
    m.list = allocate(ALL, sizeof *m.list);
    for (int i = 0; i < ALL; i++) {
        m.list[i] =
            i < BARS ? (Mark){.box = {0, 20, 40 * i, 40 * i + 4}, .group = i}
                     : (Mark){.box = {30, 31, i, i + 1}, .group = -1};
    }
    m.list[1].box = (Box){22, 26, 0, 8};
    cr_assert_eq(parts_join(&m), 0, "a bar is no shape");
    const Box both = m.list[0].whole;
    cr_assert(m.list[1].group == 0 && m.list[2].group == 2 &&
                  both.bottom == 26 && both.right == 8,
              "group %d, down to %d and from 0 to %d", m.list[1].group,
              both.bottom, both.right);
    free(m.list);
}

/* Of 150 digits the first hundred are read, and the others are counted. */
Test(programs_recognize, of_a_crowded_sheet_the_rest_is_counted)
{
    char *folder = make_folder(), path[1100];
    snprintf(path, sizeof path, "%s/p", folder);
    Photo photo = box(400, 600, 0, 0, 0, 0, 235, 0);
    for (int n = 0; n < 150; n++) {
        const int row = n / 15 * 38 + 10, column = n % 15 * 38 + 10;
        fill(&photo, row, row + 24, column, column + 5, 30);
    }
    Ink ink = find(&photo);
    cr_assert(ink.count == INK_MOST && ink.more == 150 - INK_MOST,
              "%d digits, and %d more", ink.count, ink.more);
    const Box last = ink.digits[INK_MOST - 1].box; /* of the seventh row */
    cr_assert(abs(last.top - (6 * 38 + 10)) < 3 &&
                  abs(last.left - (9 * 38 + 10)) < 3,
              "the last one stands in row %d, column %d", last.top,
              last.left);
    ink_clear(&ink);
    write_pgm(path, 400, 600, photo.grey);
    photo_clear(&photo);
    const char *const words[] = {path, "--out", folder, NULL};
    Outcome o = run_program("ch07/recognize", words, NULL, without_gnuplot);
    expect_outcome(&o, 0,
                   "there seem to be 150 digits; the first 100 are read one "
                   "by one, and the last 50 are left out\n");
    outcome_clear(&o);
    remove_folder(folder);
}

/* -- what lies about on a photo --------------------------------------------- */

static int read_as(Network *net, const uint8_t *pixels)
{
    int answer;
    Tensor *x = tensor_new(SHAPE(1, 784)), *y = NULL;
    for (int p = 0; p < 784; p++) {
        x->data[p] = (real)pixels[p] / 255;
    }
    y = ready_net_probabilities(y, net, x);
    tensor_argmax(&answer, y, 1);
    tensor_free(x);
    tensor_free(y);
    return answer;
}

static Network load_net(void)
{
    Error error;
    Network net = {0};
    const bool done =
        ready_net_load(&net, 28, 28, 10, NULL, "digits", &error);
    cr_assert(done, "%s", error.message);
    return net;
}

/* Each digit is found among everything that lies about, and what was left out
   is said. */
Test(programs_recognize, a_digit_is_found_among_what_lies_about)
{
    Network net = load_net();
    Dataset digits = digits_new(10, 77);
    for (int k = 0; k < AROUND_KINDS; k++) {
        for (int n = 0; n < 10; n += 3) {
            Photo photo = box(TALL, WIDE, 0, 0, 0, 0, 235, 0);
            write_digit(&photo, digits.pixels + (ptrdiff_t)n * 784, 50, 20,
                        35);
            around[k].add(&photo);
            Ink ink = find(&photo);
            const int answer = read_as(&net, ink.digits[0].pixels);
            cr_assert(ink.count == 1 && answer == digits.labels[n],
                      "%s: %d digits, a %d read as %d", around[k].name,
                      ink.count, digits.labels[n], answer);
            cr_assert((ink.lines || ink.edge) == around[k].said &&
                          (around[k].specks < 0 ||
                           ink.specks == around[k].specks) &&
                          ink.shapes == around[k].shapes && !ink.cut,
                      "%s: lines %d, edge %d, %d specks, %d shapes, cut %d",
                      around[k].name, ink.lines, ink.edge, ink.specks,
                      ink.shapes, ink.cut);
            ink_clear(&ink);
            photo_clear(&photo);
        }
    }
    dataset_clear(&digits);
    network_clear(&net);
}

/* However thick the frame is, the digit inside is found. */
Test(programs_recognize, a_frame_may_have_any_thickness)
{
    Dataset digits = digits_new(10, 77);
    for (int thick = 2; thick <= 26; thick++) {
        Photo photo = box(TALL, WIDE, 0, 0, 0, 0, 225, 0);
        write_digit(&photo, digits.pixels + (ptrdiff_t)5 * 784, 50, 20, 35);
        fill(&photo, 0, thick, 0, WIDE, 15);
        fill(&photo, TALL - thick, TALL, 0, WIDE, 15);
        fill(&photo, 0, TALL, 0, thick, 15);
        fill(&photo, 0, TALL, WIDE - thick, WIDE, 15);
        Ink ink = find(&photo);
        const Box b = ink.digits[0].box;
        cr_assert(ink.count == 1 && b.top > 50 && b.bottom < 190,
                  "a frame of %d: %d digits, rows %d to %d", thick, ink.count,
                  b.top, b.bottom - 1);
        ink_clear(&ink);
        photo_clear(&photo);
    }
    dataset_clear(&digits);
}

/* The strokes of a 7 that are thicker than an eighth of its picture, and of a P by a
   pencil, which is paler than the paper in its hole is light. */
Test(programs_recognize, a_digit_may_fill_its_picture)
{
    static const struct {
        uint8_t ink;
        Box holes[2];
    } cases[] = {{30, {{35, 121, 14, 70}}},
                 {150, {{31, 45, 40, 66}, {67, 121, 40, 96}}}};
    for (int c = 0; c < 2; c++) {
        double sum = 0, area = 112 * 82;
        Photo photo = box(130, 110, 9, 14, 112, 82, 240, cases[c].ink);
        for (int h = 0; h < 2; h++) {
            const Box b = cases[c].holes[h];
            fill(&photo, b.top, b.bottom, b.left, b.right, 240);
            area -= (b.bottom - b.top) * (b.right - b.left);
        }
        Ink ink = find(&photo);
        for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
            sum += ink.digits[0].pixels[p] / 255.0;
        }
        const double want = area / (112 / 20.0) / (112 / 20.0);
        cr_assert(ink.count == 1 && fabs(sum - want) < 5,
                  "case %d: %d digits, %g pixels of ink, not %g", c,
                  ink.count, sum, want);
        ink_clear(&ink);
        photo_clear(&photo);
    }
}

/* A cross of a hundredth of its length in thickness, dark on light and light on dark, becomes
   nearly two pixels thick in the small image. One that is thick stays as it is. */
Test(programs_recognize, a_fine_pen_is_as_thick_as_one_of_mnist)
{
    static const struct {
        uint8_t paper, ink;
        int thick;
        double want; /* of 20 + 14 pixels of length */
    } cases[] = {{240, 30, 2, 58}, {30, 230, 2, 58}, {240, 30, 36, 112}};
    for (int c = 0; c < 3; c++) {
        const int half = cases[c].thick / 2;
        double sum = 0;
        Photo photo = box(300, 260, 50, 130 - half, 200, 2 * half,
                          cases[c].paper, cases[c].ink);
        fill(&photo, 150 - half, 150 + half, 60, 200, cases[c].ink);
        Ink ink = find(&photo);
        for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
            sum += ink.digits[0].pixels[p] / 255.0;
        }
        cr_assert(ink.count == 1 && fabs(sum - cases[c].want) < 9,
                  "case %d: %d digits, %g pixels of ink, not %g", c,
                  ink.count, sum, cases[c].want);
        ink_clear(&ink);
        photo_clear(&photo);
    }
}

/* The same cross on paper with printed dots, which must not grow with it. */
Test(programs_recognize, printed_dots_do_not_grow)
{
    double sum[2] = {0, 0};
    for (int dotted = 0; dotted < 2; dotted++) {
        Photo photo = box(300, 260, 0, 0, 0, 0, 240, 0);
        for (int n = 0; dotted && n < 15 * 13; n++) {
            const int row = n / 13 * 20 + 9, column = n % 13 * 20 + 9;
            fill(&photo, row, row + 3, column, column + 3, 150);
        }
        fill(&photo, 50, 250, 130, 133, 30);
        fill(&photo, 150, 153, 60, 200, 30);
        Ink ink = find(&photo);
        for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
            sum[dotted] += ink.digits[0].pixels[p] / 255.0;
        }
        cr_assert(ink.count == 1, "%d digits", ink.count);
        ink_clear(&ink);
        photo_clear(&photo);
    }
    cr_assert(fabs(sum[1] - sum[0]) < 3,
              "%g pixels of ink with dots, %g without", sum[1], sum[0]);
}

/* The foot of this L lies on a line of the paper, and is as thin as one. */
Test(programs_recognize, a_pen_may_run_along_a_line)
{
    Photo photo = box(TALL, WIDE, 0, 0, 0, 0, 240, 0);
    for (int row = 0; row < TALL; row += 24) {
        fill(&photo, row, row + 2, 0, WIDE, 180);
    }
    fill(&photo, 60, 147, 60, 63, 40);
    fill(&photo, 144, 147, 60, 120, 40);
    Ink ink = find(&photo);
    const Box b = ink.digits[0].box;
    cr_assert(ink.count == 1 && ink.lines && abs(b.right - 120) < 3,
              "%d digits, lines %d, columns %d to %d", ink.count, ink.lines,
              b.left, b.right - 1);
    ink_clear(&ink);
    photo_clear(&photo);
}

/* In a row of unequal digits the short one is the topmost; below it stands another row. */
Test(programs_recognize, a_row_may_be_uneven)
{
    static const Box boxes[] = {{53, 155, 20, 30},
                                {33, 97, 70, 80},
                                {43, 125, 120, 130},
                                {59, 135, 170, 180},
                                {180, 260, 40, 50}};
    Photo photo = box(300, 220, 0, 0, 0, 0, 235, 0);
    for (int i = 0; i < 5; i++) {
        fill(&photo, boxes[i].top, boxes[i].bottom, boxes[i].left,
             boxes[i].right, 35);
    }
    Ink ink = find(&photo);
    cr_assert(ink.count == 5, "%d digits", ink.count);
    for (int i = 0; i < 5; i++) {
        cr_assert(abs(ink.digits[i].box.left - boxes[i].left) < 3,
                  "number %d stands in column %d", i, ink.digits[i].box.left);
    }
    ink_clear(&ink);
    photo_clear(&photo);
}

/* Two boxes of ink, the first 60 x 40 or a dash: one digit, two, or one with a shape left
   out. */
Test(programs_recognize, boxes_tell_what_belongs_together)
{
    static const struct {
        const char *name;
        Box first, second;
        int digits, shapes;
    } cases[] = {
        {"a hat beside", {60, 120, 20, 32}, {60, 70, 34, 74}, 1, 0},
        {"a hat above", {60, 120, 20, 60}, {46, 54, 24, 60}, 1, 0},
        {"two digits", {60, 120, 20, 32}, {60, 120, 80, 92}, 2, 0},
        {"a line below", {60, 120, 40, 52}, {126, 132, 20, 90}, 1, 1},
        {"a minus sign", {60, 120, 80, 92}, {85, 92, 20, 60}, 1, 1},
        {"a hole", {60, 120, 80, 92}, {14, 32, 14, 32}, 1, 1},
        {"a gap of a pen", {20, 80, 20, 60}, {81, 130, 24, 64}, 1, 0},
        {"a slanting hat", {60, 120, 20, 60}, {40, 64, 54, 92}, 1, 0},
        {"two holes", {80, 98, 80, 98}, {14, 32, 14, 32}, 2, 0},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const Box *const boxes[] = {&cases[c].first, &cases[c].second};
        Photo photo = box(150, 150, 0, 0, 0, 0, 235, 0);
        for (int i = 0; i < 2; i++) {
            fill(&photo, boxes[i]->top, boxes[i]->bottom, boxes[i]->left,
                 boxes[i]->right, 35);
        }
        Ink ink = find(&photo);
        cr_assert(ink.count == cases[c].digits &&
                      ink.shapes == cases[c].shapes,
                  "%s: %d digits, %d shapes left out", cases[c].name,
                  ink.count, ink.shapes);
        ink_clear(&ink);
        photo_clear(&photo);
    }
}

/* Two rows of digits on one sheet come out from left to right, row by row. */
Test(programs_recognize, a_sheet_is_read_digit_by_digit)
{
    Network net = load_net();
    Dataset digits = digits_new(10, 78);
    Photo photo = box(300, 700, 0, 0, 0, 0, 235, 0);
    for (int n = 0; n < 10; n++) {
        write_digit(&photo, digits.pixels + (ptrdiff_t)n * 784,
                    n / 5 * 140 + n % 2 * 10, n % 5 * 135, 35);
    }
    Ink ink = find(&photo);
    cr_assert(ink.count == 10, "%d digits", ink.count);
    for (int n = 0; n < 10; n++) {
        const int answer = read_as(&net, ink.digits[n].pixels);
        cr_assert(answer == digits.labels[n], "digit %d: a %d read as %d", n,
                  digits.labels[n], answer);
    }
    ink_clear(&ink);
    photo_clear(&photo);
    dataset_clear(&digits);
    network_clear(&net);
}

/* A picture in the form of MNIST, or its negative, stays as it is; the same digit in
   a corner does not. */
Test(programs_recognize, the_form_of_mnist_stays)
{
    uint8_t pixels[784] = {0};
    for (int i = 4; i < 24; i++) {
        memset(pixels + (ptrdiff_t)i * 28 + 12, i % 5 == 0 ? 200 : 255, 4);
        pixels[i * 28 + 11] = 77;
    }
    for (int turn = 0; turn <= 255; turn += 255) {
        uint8_t grey[784];
        for (int p = 0; p < 784; p++) {
            grey[p] = (uint8_t)abs(turn - pixels[p]);
        }
        Ink ink = find(&(Photo){28, 28, grey});
        cr_assert(ink.as_it_was && memcmp(ink.digits[0].pixels, pixels,
                                          sizeof pixels) == 0,
                  "turn %d: changed", turn);
        ink_clear(&ink);
    }
    memmove(pixels, pixels + 8, sizeof pixels - 8);
    Ink ink = find(&(Photo){28, 28, pixels});
    cr_assert(!ink.as_it_was, "a digit at the edge was taken as it is");
    ink_clear(&ink);
}

/* -- the program -------------------------------------------------------------- */

Test(programs_recognize, reads_the_samples)
{
    static const char *const words[] = {
        "ch07_cnn/weights/mnist.safetensors, data MNIST, test_accuracy 0.9",
        "1-paper.png, 240 x 180 pixels",
        "read as 8\n",
        "2-chalk.pgm, 80 x 96 pixels",
        "read as 6\n",
        "3-shadow.jpg, 260 x 300 pixels",
        "read as 4\n",
        "/handwriting.svg\n",
        NULL};
    expect_run("ch07/recognize", NULL, NULL, words);
}

/* The files that ship are those that draw_samples makes: the same bytes, but
   for the JPEG and the PNG, whose libraries may change. */
Test(programs_recognize, the_samples_are_what_the_program_draws)
{
    static const char *const names[] = {"1-paper.png", "2-chalk.pgm",
                                        "3-shadow.jpg"};
    char *folder = make_folder(), path[1100];
    const char *const words[] = {"--out", folder, NULL};
    Outcome o = run_program("ch07/draw_samples", words, "/", NULL);
    expect_outcome(&o, 0, "a 8: ");
    outcome_clear(&o);
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        Photo drawn = load(path);
        snprintf(path, sizeof path, "%s/ch07_cnn/samples/%s", SOURCES,
                 names[i]);
        Photo shipped = load(path);
        cr_assert(drawn.height == shipped.height &&
                      drawn.width == shipped.width,
                  "%s has another size", names[i]);
        int worst = 0;
        for (int p = 0; p < drawn.height * drawn.width; p++) {
            const int apart = abs(drawn.grey[p] - shipped.grey[p]);
            worst = apart > worst ? apart : worst;
        }
        cr_assert(worst <= (i == 2 ? 8 : 1), "%s differs by %d", names[i],
                  worst);
        photo_clear(&drawn);
        photo_clear(&shipped);
    }
    remove_folder(folder);
}

static Outcome recognize(const char *image, const char *folder)
{
    const char *const words[] = {"--image", image, "--out", folder, NULL};
    return run_program("ch07/recognize", words, NULL, NULL);
}

/* A letter is doubted, and two digits are counted; a word without an option is the
   picture. */
Test(programs_recognize, doubts_a_letter_and_counts_two_digits)
{
    char *folder = make_folder(), path[1100];
    snprintf(path, sizeof path, "%s/p", folder);
    const char *const words[] = {path,     "--out",  folder,
                                 "--data", "digits", NULL};
    Photo photo = box(150, 120, 20, 20, 110, 12, 235, 30);
    fill(&photo, 20, 32, 20, 100, 30);
    fill(&photo, 68, 80, 20, 90, 30);
    fill(&photo, 118, 130, 20, 100, 30);
    write_pgm(path, 150, 120, photo.grey);
    Outcome o = run_program("ch07/recognize", words, NULL, NULL);
    expect_outcome(&o, 0, ", but this may be no digit: the judge finds ");
    outcome_clear(&o);
    photo_clear(&photo);
    photo = box(150, 160, 20, 30, 100, 12, 235, 30);
    fill(&photo, 20, 120, 110, 122, 30);
    write_pgm(path, 150, 160, photo.grey);
    o = run_program("ch07/recognize", words, NULL, NULL);
    expect_outcome(&o, 0, "there seem to be 2 digits");
    expect_outcome(&o, 0,
                   "digit 2, in rows 20 to 119 and columns 110 to 121");
    outcome_clear(&o);
    photo_clear(&photo);
    remove_folder(folder);
}

/* What the page says of the judge: few digits refused, most others noticed. */
Test(programs_recognize, no_digit_is_noticed)
{
    char *folder = make_folder();
    const char *const words[] = {"--data", "digits", "--images", "250",
                                 "--out",  folder,   NULL};
    Outcome o = run_program("ch07/no_digit", words, "/", NULL);
    expect_outcome(&o, 0, "/no_digit.svg\n");
    double digits = 100, others = 0;
    const char *line = strstr(o.out, "recognize warns");
    cr_assert(line != NULL &&
                  sscanf(line,
                         "recognize warns from 0.75 on: of digits "
                         "%lf %%, of others %lf",
                         &digits, &others) == 2,
              "no line in:\n%s", o.out);
    cr_assert(digits <= 2 && others >= 90, "%g refused, %g noticed", digits,
              others);
    outcome_clear(&o);
    remove_folder(folder);
}

/* A few steps already tell more than guessing, and are those of a whole training. */
Test(programs_recognize, the_judge_can_be_trained_again)
{
    char *folder = make_digits_folder(300, 100), half[1100], state[1100];
    snprintf(half, sizeof half, "%s/half.safetensors", folder);
    snprintf(state, sizeof state, "%s/state", folder);
    const char *const words[] = {"--data", folder, "--steps",  "20",
                                 "--half", half,   "--resume", state,
                                 "--out",  folder, NULL};
    Outcome o = run_program("ch07/train_judge", words, "/", NULL);
    expect_outcome(&o, 0, "900 to learn from and 300 to be examined on");
    expect_outcome(&o, 0, "half.safetensors\n");
    expect_settings(state, "Adam 0.001, weight decay 0, batches of 100 of "
                           "900 shuffled examples, distorted, a rate that "
                           "falls by 1 in 20 steps");
    double accuracy = 0;
    const char *line = strstr(o.out, "test accuracy ");
    cr_assert(line != NULL &&
                  sscanf(line, "test accuracy %lf", &accuracy) == 1 &&
                  accuracy > 0.7,
              "%s", o.out);
    outcome_clear(&o);
    remove_folder(folder);
}

/* The file for the float16 weights is looked for before the judge learns, and must be one of
   its own. */
Test(programs_recognize, the_judge_does_not_learn_for_nothing)
{
    char *folder = make_digits_folder(100, 10), path[1100], other[1100];
    snprintf(path, sizeof path, "%s/file", folder);
    snprintf(other, sizeof other, "%s/./file", folder);
    const struct {
        const char *half, *option;
        int status;
        const char *words;
    } cases[] = {
        {"/no/such/folder/half", NULL, EXIT_CANNOT_CREATE, "/no/such/folder"},
        {path, "--save", EXIT_USAGE, "is named for two files"},
        {path, "--resume", EXIT_USAGE, "is named for two files"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {
            "--data", folder,        "--out",         folder, "--steps", "2",
            "--half", cases[i].half, cases[i].option, other,  NULL};
        Outcome o =
            run_program("ch07/train_judge", words, "/", without_gnuplot);
        expect_outcome(&o, cases[i].status, cases[i].words);
        cr_assert(strstr(o.out, "trained in") == NULL, "case %zu: %s", i,
                  o.out);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* Whoever sorts a data set by its labels may have only zeros in a part: those cannot be laid
   on their side. */
Test(programs_recognize, only_zeros_are_refused)
{
    enum { COUNT = 300 };
    Dataset test = digits_new(COUNT, 2);
    for (int i = 0; i < COUNT; i++) {
        test.labels[i] = i >= 250;
    }
    char *folder = make_folder_of(digits_new(1, 1), test);
    const char *const command[] = {"ch07/no_digit", "--data", folder,
                                   "--out",         folder,   NULL};
    Outcome o = run_a_minute(command);
    expect_outcome(&o, EXIT_BAD_FILE,
                   "150 pictures that are taken all show a 0");
    outcome_clear(&o);
    remove_folder(folder);
}

/* With such weights a probability would be no number. */
Test(programs_recognize, weights_without_measure_are_refused)
{
    static const char *const programs[] = {
        "ch07/recognize", "ch07/misclassified", "ch07/visualize_filters"};
    char *folder = make_digits_folder(10, 10), path[1100];
    Error error;
    Network net = {0};
    Rng rng = rng_new(1);
    const SimpleConvNet shape = simple_conv_net(28, 28, 10);
    simple_conv_net_build(&net, &shape, &rng);
    tensor_fill(network_find(&net, "W3")->value, (real)3e38);
    snprintf(path, sizeof path, "%s/huge.safetensors", folder);
    const bool done = weights_save(&net, path, NULL, 0, &error);
    cr_assert(done, "%s", error.message);
    for (int i = 0; i < 3; i++) {
        const char *const words[] = {"--weights", path,   "--data", folder,
                                     "--out",     folder, NULL};
        Outcome o = run_program(programs[i], words, "/", without_gnuplot);
        expect_outcome(&o, EXIT_BAD_FILE,
                       "huge.safetensors: the weights are "
                       "so large");
        outcome_clear(&o);
    }
    network_clear(&net);
    remove_folder(folder);
}

Test(programs_recognize, refuses_one_file_and_leaves_it_out_of_a_folder)
{
    char *folder = make_folder(), path[1100], out[1100];
    snprintf(out, sizeof out, "%s/.out", folder);
    snprintf(path, sizeof path, "%s/b", folder);
    write_file(path, "text", 4);
    Outcome o = recognize(path, out);
    expect_outcome(&o, EXIT_BAD_FILE, "no PNG, JPEG, PGM or PPM");
    outcome_clear(&o);
    o = recognize(folder, out);
    expect_outcome(&o, EXIT_BAD_FILE, "holds no picture");
    outcome_clear(&o);
    Photo photo = box(40, 40, 5, 18, 30, 5, 240, 20);
    snprintf(path, sizeof path, "%s/a", folder);
    write_pgm(path, 40, 40, photo.grey);
    snprintf(path, sizeof path, "%s/c", folder);
    write_pgm(path, 40, 40, photo.grey);
    photo_clear(&photo);
    o = recognize(folder, out);
    expect_outcome(&o, 0, "a, 40 x 40");
    const char *a = strstr(o.out, "a, 40"), *c = strstr(o.out, "c, 40");
    cr_assert(a < c, "not sorted: %s", o.out);
    cr_assert(strstr(o.err, "left out: ") != NULL, "not said: %s", o.err);
    outcome_clear(&o);
    o = recognize("/no/such/file", out);
    expect_outcome(&o, EXIT_NOT_FOUND, "/no/such/file");
    outcome_clear(&o);
    o = recognize("/dev/zero", out);
    expect_outcome(&o, EXIT_BAD_FILE, "a folder or a device");
    outcome_clear(&o);
    remove_folder(folder);
}

/* Which weights it takes depends on the name, although it loads no examples. */
Test(programs_recognize, the_data_it_names_must_exist)
{
    const struct {
        const char *data;
        int status;
        const char *words;
    } cases[] = {
        {"nowhere", EXIT_NOT_FOUND, "no data set or folder \"nowhere\""},
        {"digits", 0, "weights/digits.safetensors, data built-in digits"},
        {"mnist", 0, "weights/mnist.safetensors, data MNIST"},
        {"/", 0, "weights/mnist.safetensors, data MNIST"}};
    char *folder = make_folder();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Outcome o = run_program(
            "ch07/recognize",
            (const char *[]){"--data", cases[i].data, "--out", folder, NULL},
            "/", masked);
        expect_outcome(&o, cases[i].status, cases[i].words);
        outcome_clear(&o);
    }
    remove_folder(folder);
}
