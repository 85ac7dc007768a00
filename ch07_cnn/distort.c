// # More examples than anybody wrote
//
// A 7 that is turned a little and moved two pixels to the left is still a 7.
// People know that, but a network must be told. **Where do examples come from
// that say it?** We make them from those that we have. It is called **data
// augmentation** (数据增强).
#include "distort.h"

#include <tgmath.h>

#include "system/threads.h"

// ## By how much
//
// Turned too far, a 6 becomes a 9. What is possible without another meaning, a person
// decides: 12 degrees, a tenth of the size, two pixels.
typedef struct {
    real a, b, c, d; /* where a step to the right, and one down, leads */
    real right, down;
} Move;

static real draw(Rng *rng, double most)
{
    return (real)most * (2 * rng_uniform(rng) - 1);
}

static Move draw_move(Rng *rng)
{
    const real degree = (real)(3.14159265358979323846 / 180);
    const real angle = draw(rng, 12 * degree);
    const real wide = 1 + draw(rng, 0.1);
    const real high = 1 + draw(rng, 0.1);
    Move m = {cos(angle) * wide,
              -sin(angle) * high,
              sin(angle) * wide,
              cos(angle) * high,
              0,
              0};
    m.right = draw(rng, 2);
    m.down = draw(rng, 2);
    return m;
}

// ## From the new pixel to the old place
//
// We ask for each pixel of the new image where it comes from. The answer lies between
// four pixels of the old one, and each has a say according to its distance: the
// **bilinear interpolation** (双线性插值). At the middle of four pixels it is their
// mean. A pixel of the old image is asked for more than once, so the new one cannot
// stand in its place.
static real pixel(const real *image, int height, int width, int row,
                  int column)
{
    const bool inside =
        row >= 0 && row < height && column >= 0 && column < width;
    return inside ? image[row * width + column] : 0;
}

static real look_up(const real *image, int height, int width, real y, real x)
{
    const int row = (int)floor(y), column = (int)floor(x);
    const real v = y - (real)row, u = x - (real)column;
    const real above = (1 - u) * pixel(image, height, width, row, column) +
                       u * pixel(image, height, width, row, column + 1);
    const real below =
        (1 - u) * pixel(image, height, width, row + 1, column) +
        u * pixel(image, height, width, row + 1, column + 1);
    return (1 - v) * above + v * below;
}

static void distort_image(real *image, const real *old, int height, int width,
                          const Move *m)
{
    const real middle_y = (real)(height - 1) / 2;
    const real middle_x = (real)(width - 1) / 2;
    for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
            const real y = (real)i - middle_y, x = (real)j - middle_x;
            image[i * width + j] = look_up(
                old, height, width, middle_y + m->down + m->c * x + m->d * y,
                middle_x + m->right + m->a * x + m->b * y);
        }
    }
}

// ## The whole batch
//
// The random numbers are drawn one after the other, image by image, before the threads
// share the work. So who does which image changes nothing.
typedef struct {
    real *y;
    const real *x;
    int height, width;
    const Move *moves;
} Portion;

static void distort_part(void *portion, int first, int end)
{
    const Portion *p = portion;
    for (int n = first; n < end; n++) {
        const ptrdiff_t image = (ptrdiff_t)n * p->height * p->width;
        distort_image(p->y + image, p->x + image, p->height, p->width,
                      &p->moves[n]);
    }
}

void distort_images(Tensor *y, const Tensor *x, int height, int width,
                    Rng *rng)
{
    enum { PORTION = 64 };
    Move moves[PORTION];
    const int N = x->shape.n[0];
    CHECK(x->size == (long long)N * height * width, "%s as images of %d x %d",
          shape_text(x->shape).text, height, width);
    CHECK(y->data != x->data && shape_equal(y->shape, x->shape),
          "from %s to %s%s", shape_text(x->shape).text,
          shape_text(y->shape).text,
          y->data == x->data ? ", in the same place" : "");
    for (int first = 0; first < N; first += PORTION) {
        const int count = N - first < PORTION ? N - first : PORTION;
        for (int n = 0; n < count; n++) {
            moves[n] = draw_move(rng);
        }
        const ptrdiff_t image = (ptrdiff_t)first * height * width;
        Portion portion = {y->data + image, x->data + image, height, width,
                           moves};
        in_parts((Job){.count = count,
                       .nanoseconds = 10.0 * count * height * width},
                 distort_part, &portion);
    }
}
