/* reads: ch03_network/weights/digits.safetensors */
#include "ch07.h"
#include "exercise_digits.h"

#include <math.h>

EXERCISE(photograph);

enum { SMALL = 20, IMAGE = 28 };

static void expect_picture(const float *got, const float *want, size_t H,
                           size_t W, double near, const char *name)
{
    for (size_t i = 0; i < H; i++) {
        for (size_t j = 0; j < W; j++) {
            expect_near(got[i * W + j], want[i * W + j], near, "%s[%zu][%zu]",
                        name, i, j);
        }
    }
    expect_guard(got, H * W, name);
}

/* n numbers that are all x. */
static float *all(size_t n, float x)
{
    float *numbers = blank(n);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = x;
    }
    return numbers;
}

/* --- step 1 --------------------------------------------------------------- */
static void expect_ink(const float *grey, const float *want, size_t H,
                       size_t W, const char *name)
{
    float *ink = blank(H * W);
    my_ink(grey, ink, H, W);
    expect_picture(ink, want, H, W, 0, name);
}

static double mean_around(const float *grey, long H, long W, long row,
                          long column)
{
    const long R = (H > W ? H : W) / 8;
    double sum = 0, n = 0;
    for (long i = row - R; i <= row + R; i++) {
        for (long j = column - R; j <= column + R; j++) {
            if (i >= 0 && i < H && j >= 0 && j < W) {
                sum += grey[i * W + j];
                n++;
            }
        }
    }
    return sum / n;
}

/* Of noise, by the definition; a grey that is at the limit is moved away. */
static void expect_ink_of_noise(size_t H, size_t W)
{
    float *grey = blank(H * W), *want = blank(H * W);
    uint64_t seed = H * W;
    for (size_t i = 0; i < H * W; i++) {
        grey[i] = 0.5f + 0.5f * noise(&seed);
    }
    for (int again = 0; again < 3; again++) {
        for (size_t i = 0; i < H * W; i++) {
            const double limit =
                0.85 * mean_around(grey, (long)H, (long)W, (long)(i / W),
                                   (long)(i % W));
            grey[i] += fabs(grey[i] - limit) < 1e-4 ? 0.01f : 0;
            want[i] = grey[i] < limit;
        }
    }
    expect_ink(grey, want, H, W, "of noise, ink");
}

Test(photograph, finds_ink)
{
    enum { H = 24, W = 40 };
    float *grey = blank(H * W), *want = all(H * W, 0);
    for (size_t i = 0; i < H * W; i++) {
        const int stroke = i / W > 5 && i / W < 19 && i % W % 12 > 8;
        const float paper = 0.9f - 0.5f * (float)(i % W) / (W - 1);
        grey[i] = stroke ? 0.55f * paper : paper;
        want[i] = (float)stroke;
    }
    expect_ink(grey, want, H, W, "on shaded paper, ink");
    float *sheet = all(8 * 9, 0.8f), *dark = all(8 * 9, 0);
    sheet[0] = 0.6f, dark[0] = 1;
    sheet[3 * 9 + 4] = 0.2f, dark[3 * 9 + 4] = 1;
    sheet[7 * 9 + 8] = 0.7f;
    expect_ink(sheet, dark, 8, 9, "on paper of 0.8, ink");
    expect_ink(all(1, 0), all(1, 0), 1, 1, "of one pixel, ink");
    expect_ink_of_noise(8, 17);
    expect_ink_of_noise(23, 15);
    expect_ink_of_noise(2, 24);
}

/* --- step 2 --------------------------------------------------------------- */
static void expect_box(const float *ink, size_t H, size_t W, struct box want,
                       const char *name)
{
    const struct box got = my_box(ink, H, W);
    expect_equal((long long)got.top, (long long)want.top, "%s, top", name);
    expect_equal((long long)got.bottom, (long long)want.bottom, "%s, bottom",
                 name);
    expect_equal((long long)got.left, (long long)want.left, "%s, left", name);
    expect_equal((long long)got.right, (long long)want.right, "%s, right",
                 name);
}

Test(photograph, puts_a_box_around)
{
    float *ink = all(6 * 7, 0);
    ink[1 * 7 + 4] = ink[3 * 7 + 2] = 1;
    expect_box(ink, 6, 7, (struct box){1, 4, 2, 5},
               "of (1, 4) and (3, 2), the box");
    expect_box(all(3 * 5, 1), 3, 5, (struct box){0, 3, 0, 5},
               "of ink everywhere, the box");
    expect_box(all(1, 1), 1, 1, (struct box){0, 1, 0, 1},
               "of one pixel, the box");
    expect_box(all(6 * 7, 0), 6, 7, (struct box){0, 0, 0, 0},
               "without ink, the box");
}

/* --- step 3 --------------------------------------------------------------- */
static double in_common(double from, double to, double pixel)
{
    return fmax(0, fmin(to, pixel + 1) - fmax(from, pixel));
}

/* Each pixel of the box gives to each square what lies in it. */
static float *scaled(const float *ink, struct box box, size_t W)
{
    const size_t H = box.bottom - box.top, width = box.right - box.left;
    const double s = (double)(H > width ? H : width) / SMALL;
    float *want = all(SMALL * SMALL, 0);
    for (size_t i = 0; i < SMALL * SMALL; i++) {
        const double row = s * (double)(i / SMALL),
                     column = s * (double)(i % SMALL);
        double sum = 0;
        for (size_t k = 0; k < H * width; k++) {
            const size_t y = k / width, x = k % width;
            sum += ink[(box.top + y) * W + box.left + x] *
                   in_common(row, row + s, (double)y) *
                   in_common(column, column + s, (double)x);
        }
        want[i] = (float)(sum / (s * s));
    }
    return want;
}

static void expect_scaled(const float *ink, struct box box, size_t W,
                          const char *name)
{
    float *small = blank(SMALL * SMALL);
    my_scale(ink, box, small, W);
    expect_picture(small, scaled(ink, box, W), SMALL, SMALL, 1e-5, name);
}

Test(photograph, scales)
{
    float *squares = blank(40 * 40);
    for (size_t i = 0; i < 40 * 40; i++) {
        squares[i] = (float)((i / 40 + i % 40) % 2);
    }
    expect_scaled(squares, (struct box){0, 40, 0, 40}, 40,
                  "of 40 x 40 pixels like a chessboard, small");
    float *sheet = all(30 * 25, 0);
    for (size_t i = 0; i < 30 * 20; i++) {
        sheet[i / 20 * 25 + i % 20] = 1;
    }
    expect_scaled(sheet, (struct box){0, 30, 0, 20}, 25,
                  "of 30 x 20 pixels of ink, small");
    expect_scaled(all(33 * 44, 1), (struct box){1, 31, 2, 22}, 44,
                  "with ink beside the box, small");
    expect_scaled(all(1, 1), (struct box){0, 1, 0, 1}, 1,
                  "of one pixel, small");
    float *any = blank(37 * 53);
    uint64_t seed = 5;
    fill_with_noise(any, 37 * 53, &seed);
    expect_scaled(any, (struct box){3, 36, 4, 51}, 53, "of noise, small");
    expect_scaled(any, (struct box){30, 37, 50, 53}, 53, "of noise, small");
}

/* --- step 4 --------------------------------------------------------------- */
/* Where ink begins in an image: the row, or with columns the column. */
static long long begins(const float *image, int columns)
{
    for (int i = 0; i < IMAGE; i++) {
        for (int j = 0; j < IMAGE; j++) {
            if (image[columns ? j * IMAGE + i : i * IMAGE + j] > 0) {
                return i;
            }
        }
    }
    return -1;
}

static const float *centred(const float *small)
{
    float *image = blank(IMAGE * IMAGE);
    my_centre(small, image);
    return image;
}

/* Moved by so much. */
static void expect_centred(const float *small, int top, int left,
                           const char *name)
{
    const float *image = centred(small);
    float *want = all(IMAGE * IMAGE, 0);
    for (int i = 0; i < SMALL * SMALL; i++) {
        want[(top + i / SMALL) * IMAGE + left + i % SMALL] = small[i];
    }
    expect_picture(image, want, IMAGE, IMAGE, 0, name);
}

/* By the definition. */
static int first_of(const float *small, int columns)
{
    double mass = 0, sum = 0;
    for (int i = 0; i < SMALL * SMALL; i++) {
        mass += small[i];
        sum += small[i] * ((columns ? i % SMALL : i / SMALL) + 0.5);
    }
    return (int)round(fmin(fmax(14 - sum / mass, 0), 8));
}

Test(photograph, centres)
{
    float *two = all(SMALL * SMALL, 0);
    two[4 * SMALL + 5] = 0.2f;
    two[13 * SMALL + 14] = 0.8f;
    const float *image = centred(two);
    expect_equal(begins(image, 0), 6,
                 "of 0.2 in (4, 5) and 0.8 in (13, 14), the first row with "
                 "ink");
    expect_equal(begins(image, 1), 6,
                 "of 0.2 in (4, 5) and 0.8 in (13, 14), the first column "
                 "with ink");
    expect_centred(two, 2, 1, "of two pixels, image");
    float *one = all(SMALL * SMALL, 0), *last = all(SMALL * SMALL, 0);
    one[0] = last[SMALL * SMALL - 1] = 1;
    expect_centred(one, 8, 8, "of one pixel in the first corner, image");
    expect_centred(last, 0, 0, "of one pixel in the last corner, image");
    expect_centred(all(SMALL * SMALL, 0), 0, 0, "without ink, image");
    for (uint64_t seed = 1; seed < 12; seed++) {
        uint64_t next = seed;
        float *small = blank(SMALL * SMALL);
        for (int i = 0; i < SMALL * SMALL; i++) {
            const int there =
                i / SMALL > (int)seed && i % SMALL < 17 - (int)seed;
            small[i] = there ? 0.5f + 0.5f * noise(&next) : 0;
        }
        expect_centred(small, first_of(small, 0), first_of(small, 1),
                       "of noise, image");
    }
}

/* --- photographs ---------------------------------------------------------- */
/* A sheet: how bright its paper is at one corner, how much of that is gone at the
   other; where a digit stands, and how many pixels one of its own pixels is wide. */
struct sheet {
    size_t H, W;
    float bright, shade, top, left, zoom;
};

/* The ink of a digit between four of its pixels. */
static float between(const uint8_t *digit, float y, float x)
{
    if (!(y >= 0 && x >= 0 && y < IMAGE - 1 && x < IMAGE - 1)) {
        return 0;
    }
    const uint8_t *p = digit + (int)y * IMAGE + (int)x;
    const float b = y - floorf(y), r = x - floorf(x);
    const float above = (1 - r) * p[0] + r * p[1];
    const float below = (1 - r) * p[IMAGE] + r * p[IMAGE + 1];
    return ((1 - b) * above + b * below) / 255;
}

static float *photograph(const uint8_t *digit, struct sheet s)
{
    float *grey = blank(s.H * s.W);
    uint64_t seed = s.H;
    for (size_t i = 0; i < s.H * s.W; i++) {
        const float row = (float)(i / s.W), column = (float)(i % s.W);
        const float way = (row / (float)s.H + column / (float)s.W) / 2;
        const float ink = between(digit, (row - s.top) / s.zoom,
                                  (column - s.left) / s.zoom);
        const float grain = 1 + 0.03f * noise(&seed);
        grey[i] = s.bright * (1 - s.shade * way) * grain * (1 - 0.6f * ink);
    }
    return grey;
}

static const uint8_t no_digit[IMAGE * IMAGE];
static const struct sheet desk = {80, 66, 0.8f, 0.3f, 12, 5, 2};

static const float *seen(const uint8_t *digit, struct sheet s)
{
    float *image = blank(IMAGE * IMAGE);
    const int found = my_photograph(photograph(digit, s), image, s.H, s.W);
    expect_equal(found, 1, "of a digit, what it returns");
    expect_guard(image, IMAGE * IMAGE, "image");
    return image;
}

/* How much two images differ if b is moved by so many rows and columns. */
static double difference(const float *a, const float *b, int row, int column)
{
    double sum = 0;
    for (int i = 1; i < IMAGE - 1; i++) {
        for (int j = 1; j < IMAGE - 1; j++) {
            const float other = b[(i + row) * IMAGE + j + column];
            sum += fabs((double)(a[i * IMAGE + j] - other));
        }
    }
    return sum / (IMAGE * IMAGE);
}

/* A centre that is halfway between two pixels may be rounded to either, so the images are
   compared where they fit best. */
static void expect_same(const uint8_t *digit, struct sheet s, double most,
                        const char *name)
{
    const float *a = seen(digit, desk), *b = seen(digit, s);
    double least = 1;
    for (int row = -1; row <= 1; row++) {
        for (int column = -1; column <= 1; column++) {
            least = fmin(least, difference(a, b, row, column));
        }
    }
    expect(least <= most,
           "%s, the images differ by %.3f, but %.3f is allowed", name, least,
           most);
}

Test(photograph, same_on_any_sheet)
{
    float *image = blank(IMAGE * IMAGE);
    const int found =
        my_photograph(photograph(no_digit, desk), image, desk.H, desk.W);
    expect_equal(found, 0, "of empty paper, what it returns");
    expect_picture(image, all(IMAGE * IMAGE, 0), IMAGE, IMAGE, 0,
                   "of empty paper, image");
    const Dataset data = digits_new(2, 4);
    for (int n = 0; n < 2; n++) {
        const uint8_t *digit = data.pixels + n * IMAGE * IMAGE;
        expect_same(digit, (struct sheet){80, 66, 0.5f, 0.6f, 12, 5, 2}, 0.01,
                    "in the shade");
        expect_same(digit, (struct sheet){90, 99, 0.9f, 0.4f, 30, 41, 2},
                    0.05, "elsewhere");
        expect_same(digit, (struct sheet){96, 118, 0.9f, 0.4f, 9, 20, 3},
                    0.05, "larger");
    }
}

/* --- the network ---------------------------------------------------------- */
enum { INPUTS = IMAGE * IMAGE, FIRST = 50, SECOND = 100 };

/* That of chapter 3, as its file has it: the weights of each layer, then its biases. */
struct reader {
    float w1[INPUTS * FIRST], b1[FIRST];
    float w2[FIRST * SECOND], b2[SECOND];
    float w3[SECOND * 10], b3[10];
};

static uint64_t number(FILE *file, int bytes)
{
    uint64_t x = 0;
    for (int i = 0; i < bytes; i++) {
        x |= (uint64_t)(uint8_t)getc(file) << (8 * i);
    }
    return x;
}

static const struct reader *load(void)
{
    static struct reader reader;
    FILE *file = fopen("digits.safetensors", "rb");
    cr_assert(file != NULL, "the test does not find digits.safetensors");
    const long header = (long)number(file, 8);
    cr_assert(fseek(file, header, SEEK_CUR) == 0,
              "the file has another size");
    float *x = (float *)&reader;
    for (size_t i = 0; i < sizeof reader / sizeof *x; i++) {
        const uint32_t bits = (uint32_t)number(file, 4);
        memcpy(&x[i], &bits, sizeof bits);
    }
    cr_assert(!feof(file) && getc(file) == EOF, "the file has another size");
    fclose(file);
    return &reader;
}

/* y (columns) becomes x (rows) times w, plus b; between the layers a sigmoid. */
static void layer(const float *x, const float *w, const float *b, float *y,
                  size_t rows, size_t columns, int bend)
{
    for (size_t j = 0; j < columns; j++) {
        double sum = b[j];
        for (size_t i = 0; i < rows; i++) {
            sum += x[i] * w[i * columns + j];
        }
        y[j] = (float)(bend ? 1 / (1 + exp(-sum)) : sum);
    }
}

static int read_as(const struct reader *r, const float *image)
{
    float first[FIRST], second[SECOND], y[10];
    layer(image, r->w1, r->b1, first, INPUTS, FIRST, 1);
    layer(first, r->w2, r->b2, second, FIRST, SECOND, 1);
    layer(second, r->w3, r->b3, y, SECOND, 10, 0);
    int best = 0;
    for (int k = 1; k < 10; k++) {
        best = y[k] > y[best] ? k : best;
    }
    return best;
}

/* Paper and place of each are others. */
static struct sheet any_sheet(uint64_t *seed)
{
    const float zoom = 2.5f + 0.75f * noise(seed);
    struct sheet s = {.H = 95 + (size_t)(15 * (1 + noise(seed))),
                      .W = 95 + (size_t)(15 * (1 + noise(seed))),
                      .bright = 0.75f + 0.2f * noise(seed),
                      .shade = 0.35f + 0.25f * noise(seed),
                      .zoom = zoom};
    s.top = ((float)s.H - 28 * zoom) * (0.5f + 0.5f * noise(seed));
    s.left = ((float)s.W - 28 * zoom) * (0.5f + 0.5f * noise(seed));
    return s;
}

Test(photograph, is_read)
{
    enum { PHOTOGRAPHS = 10, ENOUGH = 8 };
    const struct reader *reader = load();
    const Dataset data = digits_new(PHOTOGRAPHS, 7);
    uint64_t seed = 1;
    int right = 0;
    for (int n = 0; n < PHOTOGRAPHS; n++) {
        const struct sheet s = any_sheet(&seed);
        const int answer = read_as(reader, seen(data.pixels + n * INPUTS, s));
        printf("photograph %d, %zu x %zu: a %d, read as %d\n", n + 1, s.H,
               s.W, data.labels[n], answer);
        right += answer == data.labels[n];
    }
    expect(right >= ENOUGH,
           "of ten photographs the network reads %d, but %d are enough",
           right, ENOUGH);
}
