#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "data/digits.h"
#include "data/strokes.h"
#include "support.h"
#include "system/threads.h"

enum { SIDE = 28, D = SIDE * SIDE, CLASSES = 10, UNSEEN = 3 };

static int first_difference(const Dataset *a, const Dataset *b, int count)
{
    for (int i = 0; i < count; i++) {
        if (memcmp(a->pixels + i * D, b->pixels + i * D, D) != 0 ||
            a->labels[i] != b->labels[i]) {
            return i;
        }
    }
    return -1;
}

Test(digits, the_seed_decides_every_byte)
{
    Dataset a = digits_new(300, 5), b = digits_new(300, 5);
    const int differs = first_difference(&a, &b, 300);
    cr_assert_eq(differs, -1, "example %d differs", differs);
    dataset_clear(&a);
    dataset_clear(&b);
}

/* The sums of the pixels, and where their middle is. A compiler that rounds otherwise changes
 * a shade of grey here and there. */
Test(digits, the_first_ten_are_known)
{
    static const double known[CLASSES][4] = {
        {7, 25198, 15.255, 12.108}, {9, 13863, 16.059, 12.497},
        {4, 34942, 12.800, 11.738}, {0, 18618, 14.391, 12.776},
        {5, 32325, 13.798, 12.263}, {6, 24903, 11.402, 16.695},
        {3, 24991, 14.399, 14.219}, {8, 28883, 14.211, 13.940},
        {1, 24612, 12.480, 16.415}, {2, 34116, 15.335, 14.745},
    };
    Dataset data = digits_new(CLASSES, 1);
    for (int n = 0; n < CLASSES; n++) {
        double ink = 0, x = 0, y = 0;
        for (int i = 0; i < D; i++) {
            const double pixel = data.pixels[n * D + i];
            ink += pixel;
            x += pixel * (i % SIDE);
            y += pixel * (i / SIDE);
        }
        const double *k = known[n];
        cr_assert(data.labels[n] == k[0] && fabs(ink - k[1]) < 20 &&
                      fabs(x / ink - k[2]) < 0.01 &&
                      fabs(y / ink - k[3]) < 0.01,
                  "example %d: {%d, %.0f, %.3f, %.3f}", n, data.labels[n],
                  ink, x / ink, y / ink);
    }
    dataset_clear(&data);
}

Test(digits, an_example_does_not_depend_on_their_number)
{
    const int counts[] = {1, 9, 10, 11, 137};
    Dataset many = digits_new(400, 5);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Dataset few = digits_new(counts[i], 5);
        cr_assert_eq(few.count, counts[i], "%d, not %d", few.count,
                     counts[i]);
        const int differs = first_difference(&few, &many, counts[i]);
        cr_assert_eq(differs, -1, "example %d of %d is another one", differs,
                     counts[i]);
        dataset_clear(&few);
    }
    dataset_clear(&many);
}

Test(digits, threads_change_no_byte)
{
    threads_use(1);
    Dataset one = digits_new(1003, 8);
    for (int threads = 2; threads <= 3; threads++) {
        threads_use(threads);
        Dataset several = digits_new(1003, 8);
        const int differs = first_difference(&one, &several, 1003);
        cr_assert_eq(differs, -1, "example %d differs with %d threads",
                     differs, threads);
        dataset_clear(&several);
    }
    dataset_clear(&one);
}

Test(digits, every_ten_are_all_ten_in_a_new_order)
{
    enum { TENS = 200 };
    Dataset data = digits_new(TENS * CLASSES, 1);
    int at[CLASSES] = {0}, repeats = 0;
    for (int ten = 0; ten < TENS; ten++) {
        const uint8_t *labels = data.labels + ten * CLASSES;
        unsigned seen = 0;
        for (int i = 0; i < CLASSES; i++) {
            seen |= 1u << labels[i];
            at[i] += labels[i] == 3;
        }
        cr_assert_eq(seen, 1023u, "ten number %d holds the digits %#x", ten,
                     seen);
        repeats += ten > 0 && memcmp(labels, labels - CLASSES, CLASSES) == 0;
    }
    cr_assert_eq(repeats, 0, "%d tens repeat the order before", repeats);
    for (int i = 0; i < CLASSES; i++) {
        cr_assert(at[i] > 5 && at[i] < 40, "the 3 is at place %d in %d of %d",
                  i, at[i], TENS);
    }
    dataset_clear(&data);
}

/* The generator of the third ten has the third seed from the first random number on. */
Test(digits, every_ten_have_a_seed_of_their_own)
{
    Dataset data = digits_new(5 * CLASSES, 7);
    Rng rng = rng_new(7);
    const uint64_t start = rng_bits(&rng);
    for (int ten = 0; ten < 5; ten++) {
        int order[CLASSES];
        Rng own = rng_new(start + (uint64_t)ten);
        rng_permutation(&own, order, CLASSES);
        for (int i = 0; i < CLASSES; i++) {
            const int label = data.labels[ten * CLASSES + i];
            cr_assert_eq(label, order[i], "ten %d, place %d: %d, not %d", ten,
                         i, label, order[i]);
        }
    }
    dataset_clear(&data);
}

/* Neighbouring seeds must not give shifted copies of each other. */
Test(digits, no_picture_comes_twice)
{
    enum { N = 600 };
    Dataset sets[] = {digits_new(N, 1), digits_new(N, 2)};
    for (int a = 0; a < 2 * N; a++) {
        const uint8_t *pixels = sets[a / N].pixels + a % N * D;
        for (int b = a + 1; b < 2 * N; b++) {
            const uint8_t *other = sets[b / N].pixels + b % N * D;
            cr_assert(memcmp(pixels, other, D) != 0,
                      "pictures %d and %d are the same", a, b);
        }
    }
    dataset_clear(&sets[0]);
    dataset_clear(&sets[1]);
}

Test(digits, a_picture_looks_like_one_of_MNIST)
{
    enum { N = 3000 };
    Dataset data = digits_new(N, 4);
    cr_assert(data.height == SIDE && data.width == SIDE && data.classes == 10,
              "%d x %d pixels, %d classes", data.height, data.width,
              data.classes);
    double all = 0;
    for (int n = 0; n < N; n++) {
        const uint8_t *pixels = data.pixels + n * D;
        double ink = 0, x = 0, y = 0;
        int white = 0, grey = 0, edge = 0;
        for (int i = 0; i < D; i++) {
            const int row = i / SIDE, column = i % SIDE;
            ink += pixels[i];
            x += pixels[i] * column;
            y += pixels[i] * row;
            white += pixels[i] == 255;
            grey += pixels[i] > 0 && pixels[i] < 255;
            edge += pixels[i] > 0 && (row == 0 || row == SIDE - 1 ||
                                      column == 0 || column == SIDE - 1);
        }
        cr_assert(white + grey > 20 && white + grey < 400,
                  "example %d, a %d: %d pixels have ink", n, data.labels[n],
                  white + grey);
        cr_assert(grey > 10, "example %d: %d grey pixels, so hard edges", n,
                  grey);
        cr_assert_eq(edge, 0, "example %d, a %d, touches the border", n,
                     data.labels[n]);
        cr_assert(fabs(x / ink - 13.5) < 6 && fabs(y / ink - 13.5) < 6,
                  "example %d lies around (%g, %g)", n, x / ink, y / ink);
        all += ink / D / 255 / N;
    }
    cr_assert(all > 0.10 && all < 0.16, "the mean pixel is %g", all);
    dataset_clear(&data);
}

static void mean_pictures(double mean[CLASSES][D], const Dataset *data)
{
    for (int n = 0; n < data->count; n++) {
        for (int i = 0; i < D; i++) {
            mean[data->labels[n]][i] +=
                data->pixels[n * D + i] * (double)CLASSES / data->count;
        }
    }
}

static int nearest_mean(double mean[CLASSES][D], const uint8_t *pixels)
{
    int best = 0;
    double least = 1e300;
    for (int c = 0; c < CLASSES; c++) {
        double distance = 0;
        for (int i = 0; i < D; i++) {
            distance += (pixels[i] - mean[c][i]) * (pixels[i] - mean[c][i]);
        }
        best = distance < least ? c : best;
        least = fmin(least, distance);
    }
    return best;
}

/* The digits can be told apart, but an average of each is not enough to do it
   well. */
Test(digits, are_neither_too_easy_nor_too_hard)
{
    static double mean[CLASSES][D];
    Dataset train = digits_new(5000, 1), test = digits_new(2000, 2);
    int right = 0;
    mean_pictures(mean, &train);
    for (int n = 0; n < test.count; n++) {
        right += nearest_mean(mean, test.pixels + n * D) == test.labels[n];
    }
    cr_assert(right > 1200 && right < 1700, "%d of 2000 right", right);
    dataset_clear(&train);
    dataset_clear(&test);
}

/* A line along one of the four borders. Its ink fades away within three pixels, on each side
   alike, and nothing of it comes out on the other side. */
Test(strokes, a_line_along_a_border_is_drawn_as_far_as_there_are_pixels)
{
    enum { LAST = SIDE - 1 };
    int shades[UNSEEN] = {0};
    for (int side = 0; side < 4; side++) {
        const float at = side % 2 == 0 ? 0 : LAST;
        uint8_t pixels[D] = {0};
        Strokes line = {.count = 2};
        line.points[0] = side < 2 ? (StrokePoint){at, 0, false}
                                  : (StrokePoint){0, at, false};
        line.points[1] = side < 2 ? (StrokePoint){at, LAST, true}
                                  : (StrokePoint){LAST, at, true};
        Rng rng = rng_new(1);
        strokes_draw(pixels, &line, &rng);
        for (int i = 0; i < D; i++) {
            const int place = side < 2 ? i % SIDE : i / SIDE;
            const int away = side % 2 == 0 ? place : LAST - place;
            const int along = side < 2 ? i / SIDE : i % SIDE;
            if (away >= UNSEEN) {
                cr_assert(pixels[i] == 0, "side %d: ink at %d", side, i);
            } else if (along == LAST / 3) {
                shades[away] = side == 0 ? pixels[i] : shades[away];
                cr_assert(abs(pixels[i] - shades[away]) <= 1,
                          "side %d, %d away: %d", side, away, pixels[i]);
            }
            cr_assert(away > 0 || pixels[i] > 190, "side %d: %d at %d", side,
                      pixels[i], i);
        }
    }
    cr_assert(shades[0] > shades[1] && shades[1] > shades[2], "%d %d %d",
              shades[0], shades[1], shades[2]);
}

static void seventeen_points(void *context)
{
    (void)context;
    strokes_read("aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq");
}

Test(digits, of_more_points_than_fit_stop)
{
    cr_assert(strokes_read("aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp")
                      .count == STROKES_POINTS,
              "not all 16");
    expect_stop(seventeen_points, NULL, "more than 16 points in aa bb");
}
