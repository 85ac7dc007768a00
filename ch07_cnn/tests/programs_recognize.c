/* Pictures of digits: what is found in them, and what is refused. */
#include <criterion/criterion.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "ink.h"
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
    const bool done = photo_load(&photo, path, &error);
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

/* -- photo: what is refused ------------------------------------------------- */

static void expect_refusal(const char *path, ExitStatus status,
                           const char *words)
{
    Error error = {EXIT_OK, ""};
    Photo photo = {0};
    const bool done = photo_load(&photo, path, &error);
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
        {"hello", "no PNG, JPEG or PGM"},
        {"1234ftypheic", "save it as JPEG"},
        {"P5", "begins with P5"},
        {"P5 3 x 255\n", "begins with P5"},
        {"P5 3 3 65535\n", "begins with P5"},
        {"P5 3 3 0\n", "begins with P5"},
        {"P5 0 3 255\n", "0 x 3"},
        {"P5 3 3 255\n12345678", "cut short"},
        {"P5 100000 100000 255\n", "100000 x 100000"},
        {"P5 999999999 999999999 255\n", "999999999 x 999999999"},
        {"P5 9999999999 1 255\n", "begins with P5"},
        {"P5 #", "begins with P5"},
        {"\x89PNG\r\n\x1a\n", "Read Error"},
        {"\x89PNG is not", "PNG file corrupted"},
        {"\xFF\xD8\xFF", "damaged"},
    };
    Place place = make_place();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file(place.path, cases[i].bytes, strlen(cases[i].bytes));
        expect_refusal(place.path, EXIT_BAD_FILE, cases[i].words);
    }
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
    const struct rlimit limit = {(rlim_t)1 << 28, (rlim_t)1 << 28};
    if (memory_can_be_limited()) {
        setrlimit(RLIMIT_AS, &limit);
    }
    photo_load(&photo, context, &error);
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
    free(bytes);
    expect_huge_refused(place.path, "60000 x 50000");

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
    Photo photo = {0};
    if (!photo_load(&photo, context, &error)) {
        die("test", &error);
    }
}

/* A sound picture is not called damaged because its library found no memory. */
Test(programs_recognize, the_lack_of_memory_is_no_fault_of_the_picture)
{
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
            write_file(place.path, bytes, n);
            const bool done = photo_load(&photo, place.path, &error);
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
            const int at = rng_below(&rng, (int)size);
            const char old = bytes[at];
            bytes[at] = (char)rng_below(&rng, 256);
            write_file(place.path, bytes, size);
            refused += !photo_load(&photo, place.path, &error);
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

/* A box of 60 x 30 becomes 20 x 10 in the middle, whatever its colours and
   wherever it stood. */
Test(programs_recognize, a_box_is_scaled_and_centred)
{
    static const struct {
        int height, width, top, left;
        uint8_t paper, ink;
    } cases[] = {{100, 90, 10, 5, 255, 0},
                 {100, 90, 10, 5, 0, 255},
                 {61, 200, 1, 150, 200, 150},
                 {300, 31, 200, 1, 60, 120}};
    for (int c = 0; c < 4; c++) {
        uint8_t pixels[INK_SIDE * INK_SIDE];
        Error error;
        Photo photo =
            box(cases[c].height, cases[c].width, cases[c].top, cases[c].left,
                60, 30, cases[c].paper, cases[c].ink);
        const bool done = ink_extract(pixels, &photo, "box", &error);
        cr_assert(done, "%s", error.message);
        for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
            const int i = p / INK_SIDE, j = p % INK_SIDE;
            const bool in = i >= 4 && i < 24 && j >= 9 && j < 19;
            cr_assert(pixels[p] == (in ? 255 : 0),
                      "case %d, row %d, column %d: %d", c, i, j, pixels[p]);
        }
        photo_clear(&photo);
    }
}

/* 15 rows for 20 pixels: the edges fall between pixels, and the ink is kept. */
Test(programs_recognize, small_digits_grow_and_keep_their_ink)
{
    uint8_t pixels[INK_SIDE * INK_SIDE];
    Error error;
    double sum = 0;
    Photo photo = box(28, 28, 3, 2, 15, 4, 250, 10);
    const bool done = ink_extract(pixels, &photo, "box", &error);
    cr_assert(done, "%s", error.message);
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        sum += pixels[p] / 255.0;
    }
    const double want = 20 * (4 * 20 / 15.0);
    cr_assert(fabs(sum - want) < 1, "%g pixels of ink, not %g", sum, want);
    photo_clear(&photo);
}

/* An L is heavy below: its centre of mass, not its box, is in the middle. */
Test(programs_recognize, the_centre_of_mass_is_in_the_middle)
{
    uint8_t pixels[INK_SIDE * INK_SIDE];
    Error error;
    Photo photo = box(120, 120, 20, 30, 80, 12, 255, 0);
    for (int i = 84; i < 100; i++) {
        memset(photo.grey + (ptrdiff_t)i * 120 + 30, 0, 50);
    }
    const bool done = ink_extract(pixels, &photo, "L", &error);
    cr_assert(done, "%s", error.message);
    double mass = 0, rows = 0, columns = 0;
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        mass += pixels[p];
        rows += pixels[p] * (p / INK_SIDE + 0.5);
        columns += pixels[p] * (p % INK_SIDE + 0.5);
    }
    cr_assert(fabs(rows / mass - 14) < 0.05 &&
                  fabs(columns / mass - 14) < 0.05,
              "centre at %g, %g", rows / mass, columns / mass);
    photo_clear(&photo);
}

Test(programs_recognize, pictures_without_ink_are_refused)
{
    static const int sides[] = {1, 2, 30};
    for (int s = 0; s < 3; s++) {
        uint8_t pixels[INK_SIDE * INK_SIDE];
        Error error;
        Photo photo = box(sides[s], sides[s], 0, 0, 0, 0, 200, 0);
        photo.grey[0] = 190;
        const bool done = ink_extract(pixels, &photo, "page", &error);
        cr_assert(!done && error.status == EXIT_BAD_FILE &&
                      strstr(error.message, "page: no digit") != NULL,
                  "side %d: accepted", sides[s]);
        photo_clear(&photo);
    }
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

Test(programs_recognize, refuses_one_file_and_leaves_it_out_of_a_folder)
{
    char *folder = make_folder(), path[1100], out[1100];
    snprintf(out, sizeof out, "%s/.out", folder);
    snprintf(path, sizeof path, "%s/b", folder);
    write_file(path, "text", 4);
    Outcome o = recognize(path, out);
    expect_outcome(&o, EXIT_BAD_FILE, "no PNG, JPEG or PGM");
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
