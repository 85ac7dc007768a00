/* The convolution against its definition and against the numerical gradient. */
#include "layers/convolution.h"

#include <criterion/criterion.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "fast/choice.h"
#include "fast/conv_kernel.h"
#include "fast/convolution_fast.h"
#include "fast/winograd.h"
#include "fast/winograd_kernel.h"
#include "math/convolve.h"
#include "math/im2col.h"
#include "support.h"
#include "system/threads.h"

/* Windows whose two lengths, strides and paddings differ, on images whose
   lengths all differ. */
static const struct {
    Shape x;
    int filters;
    Window window;
} cases[] = {
    {{{1, 1, 4, 4}}, 1, {3, 3, 1, 1, 0, 0}},
    {{{2, 1, 28, 28}}, 30, {5, 5, 1, 1, 0, 0}},
    {{{3, 2, 5, 7}}, 4, {3, 2, 1, 1, 0, 0}},
    {{{2, 3, 7, 4}}, 5, {2, 3, 1, 1, 1, 2}},
    {{{1, 2, 9, 8}}, 7, {3, 4, 2, 1, 0, 1}},
    {{{2, 1, 8, 11}}, 3, {2, 3, 1, 2, 1, 0}},
    {{{3, 4, 10, 13}}, 6, {3, 5, 2, 3, 1, 2}},
    {{{1, 3, 6, 5}}, 2, {6, 5, 1, 1, 0, 0}},
    {{{2, 2, 3, 4}}, 8, {1, 1, 1, 1, 0, 0}},
    {{{2, 2, 3, 5}}, 3, {1, 1, 2, 3, 0, 0}},
    {{{1, 2, 4, 6}}, 3, {1, 2, 1, 1, 2, 3}},
    {{{5, 1, 3, 2}}, 9, {2, 2, 1, 1, 1, 1}},
    {{{17, 2, 4, 5}}, 3, {2, 3, 1, 1, 0, 1}},
    {{{2, 3, 14, 15}}, 16, {3, 3, 1, 1, 1, 1}},
    {{{1, 16, 7, 9}}, 13, {3, 2, 1, 1, 1, 1}},
    {{{2, 2, 11, 17}}, 5, {4, 3, 3, 4, 2, 1}},
    {{{1, 1, 2, 33}}, 2, {1, 4, 1, 1, 0, 0}},
    {{{33, 1, 5, 3}}, 2, {2, 2, 2, 1, 1, 0}},
    {{{1, 5, 12, 3}}, 10, {5, 2, 1, 2, 2, 1}},
    {{{4, 2, 8, 9}}, 1, {3, 3, 7, 8, 0, 0}},
    {{{2, 1, 5, 6}}, 4, {2, 2, 1, 1, 3, 4}},
    /* with fewer multiplications */
    {{{3, 8, 7, 10}}, 11, {3, 3, 1, 1, 0, 1}},
    {{{19, 9, 4, 5}}, 8, {3, 3, 1, 1, 1, 0}},
    {{{2, 13, 3, 3}}, 10, {3, 3, 1, 1, 0, 0}},
    {{{1, 16, 6, 13}}, 32, {3, 3, 1, 1, 2, 2}},
    /* almost */
    {{{1, 8, 5, 6}}, 8, {3, 3, 2, 1, 0, 0}},
    {{{1, 8, 5, 6}}, 8, {3, 3, 1, 2, 0, 0}},
    {{{1, 8, 5, 6}}, 8, {2, 3, 1, 1, 0, 0}},
    {{{1, 8, 5, 6}}, 8, {3, 2, 1, 1, 0, 0}},
};
enum { CASES = sizeof cases / sizeof *cases };

static Layer *layer_of(int i, Rng *rng)
{
    Layer *layer = convolution_new(cases[i].x.n[1], cases[i].filters,
                                   cases[i].window, 0.5, rng);
    fill_normal(layer_find(layer, "b")->value, rng);
    return layer;
}

Test(convolution, agrees_with_its_definition)
{
    for (int i = 0; i < CASES; i++) {
        Rng rng = rng_new((uint64_t)i);
        Layer *layer = layer_of(i, &rng);
        Tensor *x = tensor_new(cases[i].x);
        fill_normal(x, &rng);
        const Tensor *y = layer_forward(layer, x, INFERENCE);
        Tensor *want = tensor_new(y->shape);
        convolution_plain(want, x, layer_find(layer, "W")->value,
                          layer_find(layer, "b")->value, &cases[i].window);
        expect_near(y->data, want->data, y->size, TOLERANCE(1e-5, 1e-12),
                    TOLERANCE(1e-5, 1e-12));
        tensor_free(x);
        tensor_free(want);
        layer_free(layer);
    }
}

Test(convolution, agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < CASES; i++) {
        if (shape_size(cases[i].x) < 800) {
            Rng rng = rng_new((uint64_t)i);
            judge_layer(layer_of(i, &rng), cases[i].x, (uint64_t)i, 0);
        }
    }
}

/* -- the fast form and its definition ---------------------------------------- */

/* What goes in, and what comes out. */
typedef struct {
    Tensor *x, *W, *b, *dout;
} Given;
enum { Y, DX, DW, DB, KINDS };
typedef struct {
    Tensor *of[KINDS];
} Made;

static Given given_for(int i)
{
    const Shape x = cases[i].x;
    const Window *w = &cases[i].window;
    const int FN = cases[i].filters;
    return (Given){
        tensor_new(x), tensor_new(SHAPE(FN, x.n[1], w->height, w->width)),
        tensor_new(SHAPE(FN)), tensor_new(window_output(w, x, FN))};
}

static void fill_given(const Given *g, bool whole, Rng *rng)
{
    Tensor *const all[] = {g->x, g->W, g->b, g->dout};
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < all[k]->size; i++) {
            all[k]->data[i] =
                whole ? (real)(rng_below(rng, 9) - 4) : rng_normal(rng);
        }
    }
}

static void make_absolute(const Given *g)
{
    Tensor *const all[] = {g->x, g->W, g->b, g->dout};
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < all[k]->size; i++) {
            all[k]->data[i] = fabs(all[k]->data[i]);
        }
    }
}

static void free_given(const Given *g)
{
    tensor_free(g->x);
    tensor_free(g->W);
    tensor_free(g->b);
    tensor_free(g->dout);
}

/* Filled with what must not stay. */
static Made room_for(const Given *g)
{
    const Shape shapes[KINDS] = {g->dout->shape, g->x->shape, g->W->shape,
                                 g->b->shape};
    Made o;
    for (int k = 0; k < KINDS; k++) {
        o.of[k] = tensor_new(shapes[k]);
        tensor_fill(o.of[k], 77);
    }
    return o;
}

static Made by_definition(const Given *g, const Window *w)
{
    const Made o = room_for(g);
    convolution_plain(o.of[Y], g->x, g->W, g->b, w);
    convolution_back_plain(o.of[DX], g->W, g->dout, w);
    convolution_slopes_plain(o.of[DW], o.of[DB], g->x, g->dout, w);
    return o;
}

static Made by_fast(const Given *g, const Window *w)
{
    const Made o = room_for(g);
    ConvolutionFast *fast =
        convolution_fast_new(g->x->shape.n[1], g->b->size, w);
    convolution_fast(fast, o.of[Y], g->x, g->W, g->b);
    convolution_fast_back(fast, o.of[DW], o.of[DB], o.of[DX], g->x, g->W,
                          g->dout);
    convolution_fast_free(fast);
    convolution_fast_free(NULL);
    return o;
}

static void free_made(const Made *o)
{
    for (int k = 0; k < KINDS; k++) {
        tensor_free(o->of[k]);
    }
}

/* Two sums of K products, each in some order, differ by at most 2 K epsilon times the
   sum of |a| |b|: epsilon is two roundings, and K counts the bias as well. Each number
   of y has C FH FW products and the bias, of dx at most FN FH FW, of dW one for each
   place of each image, and of db the same, times 1. The sums of |a| |b| are what the
   definition makes of absolute values. With K = 0, both must be the same.

   With fewer multiplications, the bound holds not for each number but for the largest.
   In y and dx, a window's numbers become up to 4 times as large, a filter's up to 9 / 4,
   and a result adds 9 products, so 81 stands where 9 stood. For dW it is 4 and 4 and 4,
   where a tile gave 4 products: 16 times as much at most. */
static void expect_within(const Made *got, const Made *want, const Made *sums,
                          const int K[KINDS], int i)
{
    static const char *const names[] = {"y", "dx", "dW", "db"};
    const bool fewer =
        winograd_pays(&cases[i].window, cases[i].x.n[1], cases[i].filters);
    for (int k = 0; k < KINDS; k++) {
        const double growth = k == DW ? 16 : 9,
                     whole = (double)largest_absolute(sums->of[k]->data,
                                                      sums->of[k]->size);
        for (int p = 0; p < want->of[k]->size; p++) {
            const double a = (double)got->of[k]->data[p];
            const double b = (double)want->of[k]->data[p];
            const double most =
                2.0 * K[k] * TOLERANCE(FLT_EPSILON, DBL_EPSILON) *
                (fewer && k != DB ? growth * whole
                                  : (double)sums->of[k]->data[p]);
            cr_assert(fabs(a - b) <= most,
                      "case %d: %s[%d] is %g, not %g; the bound is %g", i,
                      names[k], p, a, b, most);
        }
    }
}

Test(fast_convolution, the_fast_form_is_its_definition)
{
    static const int threads[] = {1, 3, 8};
    for (int i = 0; i < 3 * CASES; i++) {
        const Window *w = &cases[i / 3].window;
        Rng rng = rng_new((uint64_t)i);
        const Given g = given_for(i / 3);
        const int places = g.dout->size / g.b->size, filters = g.b->size;
        const int under = w->height * w->width;
        const int K[2][KINDS] = {
            {g.W->size / filters + 1, filters * under, places, places}, {0}};
        threads_use(threads[i % 3]);
        for (int whole = 0; whole < 2; whole++) {
            fill_given(&g, whole, &rng);
            const Made got = by_fast(&g, w), want = by_definition(&g, w);
            make_absolute(&g);
            const Made sums = by_definition(&g, w);
            expect_within(&got, &want, &sums, K[whole], i / 3);
            free_made(&got);
            free_made(&want);
            free_made(&sums);
        }
        free_given(&g);
    }
}

/* Bit by bit, so it is not the other way. */
Test(convolution, takes_the_way_that_was_chosen)
{
    for (int i = 0; i < CASES; i++) {
        const Window *w = &cases[i].window;
        Rng rng = rng_new((uint64_t)i);
        const Given g = given_for(i);
        fill_given(&g, false, &rng);
        Convolve c = convolve_new(g.x->shape.n[1], g.b->size, *w);
        const Made got = room_for(&g),
                   want = FAST ? by_fast(&g, w) : by_definition(&g, w);
        convolve_forward(&c, got.of[Y], g.x, g.W, g.b);
        convolve_back(&c, got.of[DW], got.of[DB], got.of[DX], g.x, g.W,
                      g.dout);
        for (int k = 0; k < KINDS; k++) {
            expect_near(got.of[k]->data, want.of[k]->data, got.of[k]->size, 0,
                        0);
        }
        convolve_clear(&c);
        free_made(&got);
        free_made(&want);
        free_given(&g);
    }
}

/* The way with fewer multiplications rounds otherwise. So which one is taken is a part of
   the bits. */
Test(fast_convolution, has_fewer_multiplications_where_it_says)
{
    static const struct {
        Window window;
        int channels, filters;
        bool fewer;
    } ways[] = {{{3, 3, 1, 1, 0, 0}, 8, 8, true},
                {{3, 3, 1, 1, 2, 5}, 9, 8, true},
                {{3, 3, 1, 1, 1, 1}, 8, 9, true},
                {{3, 3, 1, 1, 1, 1}, 64, 64, true},
                {{3, 3, 1, 1, 1, 1}, 7, 64, false},
                {{3, 3, 1, 1, 1, 1}, 64, 7, false},
                {{3, 3, 2, 1, 1, 1}, 16, 16, false},
                {{3, 3, 1, 2, 1, 1}, 16, 16, false},
                {{2, 3, 1, 1, 1, 1}, 16, 16, false},
                {{3, 2, 1, 1, 1, 1}, 16, 16, false},
                {{4, 3, 1, 1, 1, 1}, 16, 16, false},
                {{3, 4, 1, 1, 1, 1}, 16, 16, false}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        cr_assert(winograd_pays(&ways[i].window, ways[i].channels,
                                ways[i].filters) == ways[i].fewer,
                  "way %zu: %d", i, !ways[i].fewer);
    }
}

/* The slopes of one weight under which every image is 1, and of its bias, are sums of
   dout alone: of each share's images in their order, then of the shares. Of N images
   there are N / 3 shares, but 4 at least and 16 at most, and no empty ones. */
static real sum_by_shares(const real *dout, int N)
{
    const int thirds = N / 3 < 4 ? 4 : N / 3 > 16 ? 16 : N / 3;
    const int shares = thirds > N ? N : thirds;
    real sum = 0;
    for (int s = 0; s < shares; s++) {
        real part = 0;
        for (int n = N * s / shares; n < N * (s + 1) / shares; n++) {
            part += dout[n];
        }
        sum += part;
    }
    return sum;
}

Test(fast_convolution, the_slopes_are_added_share_by_share)
{
    const Window window = window_square(1, 1, 0);
    int others = 0;
    for (int N = 1; N <= 70; N++) {
        Rng rng = rng_new((uint64_t)N);
        const Shape shape = SHAPE(N, 1, 1, 1);
        const Given g = {tensor_new(shape), tensor_new(SHAPE(1, 1, 1, 1)),
                         tensor_new(SHAPE(1)), tensor_new(shape)};
        fill_normal(g.dout, &rng);
        tensor_fill(g.x, 1);
        const Made got = by_fast(&g, &window);
        const real want = sum_by_shares(g.dout->data, N);
        real in_order = 0;
        for (int n = 0; n < N; n++) {
            in_order += g.dout->data[n];
        }
        expect_near(got.of[DW]->data, &want, 1, 0, 0);
        expect_near(got.of[DB]->data, &want, 1, 0, 0);
        others += in_order < want || in_order > want;
        free_made(&got);
        free_given(&g);
    }
    cr_assert(others > 30, "only %d sums depend on the order", others);
}

/* The slope of the one weight that some of the images have. */
static real slope_of(const Given *g, int first, int count)
{
    const Window window = window_square(1, 1, 0);
    Tensor x = tensor_rows(g->x, first, count),
           dout = tensor_rows(g->dout, first, count);
    const Given some = {&x, g->W, g->b, &dout};
    const Made made = by_fast(&some, &window);
    const real slope = made.of[DW]->data[0];
    free_made(&made);
    return slope;
}

/* Images of more than 256 places are summed one by one, and smaller ones together. */
Test(fast_convolution, the_slopes_of_large_images_are_added_one_by_one)
{
    enum { N = 13, SIZES = 4 };
    static const int sizes[SIZES][2] = {
        {20, 30}, {16, 32}, {15, 20}, {16, 16}};
    int others = 0;
    for (int i = 0; i < 5 * SIZES; i++) {
        const int *size = sizes[i % SIZES];
        const Shape shape = SHAPE(N, 1, size[0], size[1]);
        Rng rng = rng_new((uint64_t)i);
        const Given g = {tensor_new(shape), tensor_new(SHAPE(1, 1, 1, 1)),
                         tensor_new(SHAPE(1)), tensor_new(shape)};
        fill_given(&g, false, &rng);
        real alone[N];
        for (int n = 0; n < N; n++) {
            alone[n] = slope_of(&g, n, 1);
        }
        const real got = slope_of(&g, 0, N), want = sum_by_shares(alone, N);
        if (size[0] * size[1] > 256) {
            expect_near(&got, &want, 1, 0, 0);
        } else {
            others += got < want || got > want;
        }
        free_given(&g);
    }
    cr_assert(others > 0, "small images are added one by one, too");
}

/* -- known values ----------------------------------------------------------- */

static Layer *layer_with(Window window, const real *W, int count, real b)
{
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(1, 1, window, 1, &rng);
    cr_assert(layer_find(layer, "W")->value->size == count,
              "%d weights, not %d", layer_find(layer, "W")->value->size,
              count);
    memcpy(layer_find(layer, "W")->value->data, W, (size_t)count * sizeof *W);
    layer_find(layer, "b")->value->data[0] = b;
    return layer;
}

static void expect_output(Window window, real b, const real *want, int count)
{
    static const real W[] = {2, 0, 1, 0, 1, 2, 1, 0, 2};
    real image[] = {1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1};
    const Tensor x = tensor_view(image, SHAPE(1, 1, 4, 4));
    Layer *layer = layer_with(window, W, 9, b);
    const Tensor *y = layer_forward(layer, &x, INFERENCE);
    cr_assert(y->size == count, "%d numbers, not %d", y->size, count);
    expect_near(y->data, want, count, 0, 0);
    layer_free(layer);
}

Test(convolution, gives_the_numbers_of_the_book)
{
    expect_output(window_square(3, 1, 0), 0, (real[]){15, 16, 6, 15}, 4);
    expect_output(window_square(3, 1, 0), 3, (real[]){18, 19, 9, 18}, 4);
    expect_output(
        window_square(3, 1, 1), 0,
        (real[]){7, 12, 10, 2, 4, 15, 16, 10, 10, 6, 15, 6, 8, 10, 4, 3}, 16);
    expect_output(window_square(3, 2, 1), 0, (real[]){7, 10, 10, 15}, 4);
}

/* By hand: dW_00 = 1*1 + 2*2 + 3*4 + 4*5 = 37, and so on; db = 1 + 2 + 3 + 4;
   dx is dout in the upper left minus dout in the lower right. */
Test(convolution, known_gradients)
{
    real image[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, back[] = {1, 2, 3, 4};
    const real W[] = {1, 0, 0, -1};
    const Tensor x = tensor_view(image, SHAPE(1, 1, 3, 3));
    const Tensor dout = tensor_view(back, SHAPE(1, 1, 2, 2));
    Layer *layer = layer_with(window_square(2, 1, 0), W, 4, 7);
    const Tensor *y = layer_forward(layer, &x, TRAINING);
    expect_near(y->data, (real[]){3, 3, 3, 3}, 4, 0, 0);
    for (int i = 0; i < 2; i++) { /* written, not added to */
        const Tensor *dx = layer_backward(layer, &dout);
        expect_near(dx->data, (real[]){1, 2, 0, 3, 3, -2, 0, -3, -4}, 9, 0,
                    0);
        expect_near(layer_find(layer, "W")->grad->data,
                    (real[]){37, 47, 67, 77}, 4, 0, 0);
        expect_near(layer_find(layer, "b")->grad->data, (real[]){10}, 1, 0,
                    0);
    }
    layer_free(layer);
}

/* The bias is added at every place of every image. */
Test(convolution, the_gradient_of_a_bias_is_a_sum_over_places)
{
    Rng rng = rng_new(4);
    Layer *layer = convolution_new(2, 3, (Window){2, 3, 1, 2, 1, 0}, 1, &rng);
    Tensor *x = tensor_new(SHAPE(19, 2, 4, 7));
    fill_normal(x, &rng);
    const Tensor *y = layer_forward(layer, x, TRAINING);
    Tensor *dout = tensor_new(y->shape);
    const int places = y->shape.n[2] * y->shape.n[3];
    real want[3] = {0};
    for (int i = 0; i < dout->size; i++) {
        dout->data[i] = (real)(rng_below(&rng, 9) - 4);
        want[i / places % 3] += dout->data[i];
    }
    layer_backward(layer, dout);
    expect_near(layer_find(layer, "b")->grad->data, want, 3, 0, 0);
    tensor_free(x);
    tensor_free(dout);
    layer_free(layer);
}

/* -- the same bits ---------------------------------------------------------- */

enum { RESULTS = 4 };

/* y, dx, dW and db of layer for x, and a dout that depends on seed alone. */
/* Room that is lent to whoever asks holds what somebody left there: here what is no number. */
static void soil_room(void)
{
    const size_t bytes = 1 << 20;
    memset(thread_room(bytes), 0xff, bytes);
}

static void run_layer(Layer *layer, const Tensor *x, uint64_t seed,
                      Tensor *results[RESULTS])
{
    Rng rng = rng_new(seed);
    soil_room();
    const Tensor *y = layer_forward(layer, x, TRAINING);
    Tensor *dout = tensor_new(y->shape);
    fill_normal(dout, &rng);
    soil_room();
    const Tensor *dx = layer_backward(layer, dout);
    const Tensor *from[RESULTS] = {y, dx, layer_find(layer, "W")->grad,
                                   layer_find(layer, "b")->grad};
    for (int i = 0; i < RESULTS; i++) {
        results[i] = tensor_new(from[i]->shape);
        tensor_copy(results[i], from[i]);
        cr_assert(tensor_is_finite(results[i]), "result %d", i);
    }
    tensor_free(dout);
}

static void expect_same_results(Tensor *got[RESULTS], Tensor *want[RESULTS],
                                const char *where)
{
    static const char *const names[] = {"y", "dx", "dW", "db"};
    for (int i = 0; i < RESULTS; i++) {
        cr_assert(shape_equal(got[i]->shape, want[i]->shape) &&
                      memcmp(got[i]->data, want[i]->data,
                             (size_t)got[i]->size * sizeof(real)) == 0,
                  "%s: other bits of %s %s", where, names[i],
                  shape_text(want[i]->shape).text);
    }
}

static void free_results(Tensor *results[RESULTS])
{
    for (int i = 0; i < RESULTS; i++) {
        tensor_free(results[i]);
    }
}

Test(fast_convolution, any_number_of_threads_gives_the_same_bits)
{
    static const int threads[] = {2, 3, 8, 1};
    for (int i = 0; i < CASES; i++) {
        Tensor *want[RESULTS], *got[RESULTS];
        Rng rng = rng_new((uint64_t)i);
        Layer *layer = layer_of(i, &rng);
        const Shape W = layer_find(layer, "W")->value->shape;
        const Shape y = window_output(&cases[i].window, cases[i].x, 1);
        const int products = shape_size(W) * y.n[2] * y.n[3]; /* per image */
        Shape shape = cases[i].x;
        shape.n[0] += 600000 / products; /* enough to be shared */
        Tensor *x = tensor_new(shape);
        fill_normal(x, &rng);
        threads_use(1);
        run_layer(layer, x, 7, want);
        for (int k = 0; k < 4; k++) {
            const long shared = threads_report().shared;
            threads_use(threads[k]);
            run_layer(layer, x, 7, got);
            cr_assert((threads_report().shared > shared) == (threads[k] > 1),
                      "case %d: %ld jobs shared by %d threads", i,
                      threads_report().shared - shared, threads[k]);
            expect_same_results(got, want, shape_text(x->shape).text);
            free_results(got);
        }
        free_results(want);
        tensor_free(x);
        layer_free(layer);
    }
}

/* Here it pays to share: two threads are at work at the same time, and none adds to what
   belongs to the other. */
Test(fast_convolution, threads_do_not_meet_in_a_sum)
{
    static const Window windows[] = {{3, 3, 1, 1, 1, 1}, {3, 3, 1, 1, 1, 0}};
    for (int i = 0; i < 2; i++) {
        Tensor *want[RESULTS], *got[RESULTS];
        Rng rng = rng_new(5);
        Layer *layer = convolution_new(8 - i, 8, windows[i], 1, &rng);
        Tensor *x = tensor_new(SHAPE(48, 8 - i, 12, 12));
        fill_normal(x, &rng);
        threads_use(1);
        run_layer(layer, x, 7, want);
        for (int k = 0; k < 3; k++) {
            const long shared = threads_report().shared;
            threads_use(2);
            run_layer(layer, x, 7, got);
            cr_assert(threads_report().shared > shared, "nothing is shared");
            expect_same_results(got, want, "two threads");
            free_results(got);
        }
        free_results(want);
        tensor_free(x);
        layer_free(layer);
    }
}

/* What a layer saw before leaves no trace: neither a larger batch nor images of
   another size. */
Test(convolution, the_past_leaves_no_trace)
{
    const Shape shapes[] = {SHAPE(40, 2, 9, 12),  SHAPE(3, 2, 9, 12),
                            SHAPE(1, 2, 9, 12),   SHAPE(5, 2, 6, 7),
                            SHAPE(17, 2, 13, 20), SHAPE(2, 2, 4, 5)};
    const Window window = {3, 4, 2, 1, 1, 2};
    Rng rng = rng_new(3);
    Layer *used = convolution_new(2, 5, window, 1, &rng);
    for (int i = 0; i < 6; i++) {
        Tensor *want[RESULTS], *got[RESULTS];
        Rng same = rng_new(3);
        Layer *fresh = convolution_new(2, 5, window, 1, &same);
        Tensor *x = tensor_new(shapes[i]);
        fill_normal(x, &rng);
        run_layer(fresh, x, 9, want);
        run_layer(used, x, 9, got);
        expect_same_results(got, want, shape_text(shapes[i]).text);
        free_results(want);
        free_results(got);
        tensor_free(x);
        layer_free(fresh);
    }
    layer_free(used);
}

/* Of one channel, and of so many that two by two places are computed at once. */
Test(convolution, the_first_layer_passes_nothing_back)
{
    for (int channels = 1; channels <= 8; channels += 7) {
        Rng rng = rng_new(3);
        Layer *layer =
            convolution_new(channels, 8, window_square(3, 1, 1), 1, &rng);
        Tensor *x = tensor_new(SHAPE(2, channels, 4, 5));
        fill_normal(x, &rng);
        layer->number = 1;
        const Tensor *y = layer_forward(layer, x, TRAINING);
        cr_assert_null(layer_backward(layer, y), "it made a dx");
        cr_assert(fabs(layer_find(layer, "W")->grad->data[0]) > 0,
                  "dW is zero");
        tensor_free(x);
        layer_free(layer);
    }
}

/* -- the inner loops -------------------------------------------------------- */

/* Sizes around those of the tiles: 4, 6 and 8 filters, one to five groups of eight
 * places, in one row and in several. */
static const struct {
    int filters, depth, rows, columns;
} tiles[] = {{1, 1, 1, 1},   {4, 3, 2, 5},   {6, 7, 3, 8},   {7, 4, 2, 9},
             {8, 25, 3, 15}, {13, 2, 4, 16}, {16, 9, 3, 17}, {30, 25, 2, 33},
             {24, 9, 7, 1},  {9, 3, 5, 7},   {11, 4, 1, 40}, {17, 5, 6, 24}};
enum { TILES = sizeof tiles / sizeof *tiles, MARGIN = 40, ROOM = 7 };

static real *normal_numbers(int count, Rng *rng)
{
    real *numbers = allocate((size_t)count, sizeof *numbers);
    for (int i = 0; i < count; i++) {
        numbers[i] = rng_normal(rng);
    }
    return numbers;
}

static void expect_filter(const ConvKernel *kernel, int t)
{
    const int FN = tiles[t].filters, K = tiles[t].depth;
    const int OH = tiles[t].rows, OW = tiles[t].columns;
    const int step = OW + ROOM, size = FN * OH * OW;
    Rng rng = rng_new((uint64_t)t);
    real *x = normal_numbers((OH + 1) * step + K + CONV_SLACK, &rng);
    real *W = normal_numbers(FN * K, &rng), *b = normal_numbers(FN, &rng);
    real *packed = allocate((size_t)((FN + CONV_BAND) * K), sizeof *packed);
    real *y = allocate((size_t)(size + MARGIN), sizeof *y);
    int *taps = allocate((size_t)K, sizeof *taps);
    kernel->pack(packed, W, FN, K);
    for (int k = 0; k < K; k++) {
        taps[k] = rng_below(&rng, step);
    }
    for (int i = 0; i < MARGIN; i++) {
        y[size + i] = 77;
    }
    for (int with_bias = 0; with_bias < 2; with_bias++) {
        kernel->filter(&(ConvImage){FN, K, packed, with_bias ? b : NULL, taps,
                                    x, step, OH, OW, y});
        for (int p = 0; p < size; p++) {
            const int f = p / (OH * OW), i = p / OW % OH, j = p % OW;
            double sum = with_bias ? (double)b[f] : 0;
            for (int k = 0; k < K; k++) {
                sum +=
                    (double)W[f * K + k] * (double)x[taps[k] + i * step + j];
            }
            expect_near(&y[p], &(real){(real)sum}, 1, TOLERANCE(1e-4, 1e-12),
                        TOLERANCE(1e-4, 1e-12));
        }
    }
    for (int i = 0; i < MARGIN; i++) {
        cr_assert(y[size + i] == 77, "%s wrote %d behind the result",
                  kernel->name, i);
    }
    free(x);
    free(W);
    free(packed);
    free(b);
    free(y);
    free(taps);
}

static void expect_slope(const ConvKernel *kernel, int t)
{
    enum { IMAGES = 3 };
    const int FN = tiles[t].filters, K = tiles[t].depth;
    const int OH = tiles[t].rows, real_columns = tiles[t].columns;
    const int OW = (real_columns + CONV_LANES - 1) / CONV_LANES * CONV_LANES;
    const int step = OW + ROOM, x_size = (OH + 1) * step + CONV_SLACK;
    const int d_size = FN * OH * OW;
    Rng rng = rng_new((uint64_t)t);
    real *x = normal_numbers(IMAGES * x_size, &rng);
    real *dout = normal_numbers(IMAGES * d_size, &rng);
    real *dW = allocate((size_t)(FN * K), sizeof *dW);
    int *taps = allocate((size_t)K, sizeof *taps);
    for (int k = 0; k < K; k++) {
        taps[k] = rng_below(&rng, step);
    }
    for (int p = 0; p < IMAGES * d_size; p++) {
        dout[p] = p % OW < real_columns ? dout[p] : 0;
    }
    for (int p = 0; p < FN * K; p++) {
        dW[p] = 1; /* added to, not overwritten */
    }
    kernel->slope(&(ConvSlope){FN, K, taps, IMAGES, x, x_size, step, dout,
                               d_size, OH, OW, dW});
    for (int p = 0; p < FN * K; p++) {
        double sum = 1;
        for (int q = 0; q < IMAGES * OH * OW; q++) {
            const int n = q / (OH * OW), i = q / OW % OH, j = q % OW;
            sum += (double)dout[n * d_size + p / K * OH * OW + i * OW + j] *
                   (double)x[n * x_size + taps[p % K] + i * step + j];
        }
        expect_near(&dW[p], &(real){(real)sum}, 1, TOLERANCE(1e-4, 1e-12),
                    TOLERANCE(1e-4, 1e-12));
    }
    free(x);
    free(dout);
    free(dW);
    free(taps);
}

Test(fast_convolution, every_version_of_the_inner_loops_agrees)
{
    cr_assert(conv_kernel_at(0) == conv_kernel(),
              "the best is not the first");
    int count = 0;
    while (conv_kernel_at(count) != NULL) {
        for (int t = 0; t < TILES; t++) {
            expect_filter(conv_kernel_at(count), t);
            expect_slope(conv_kernel_at(count), t);
        }
        count++;
    }
    cr_assert(count >= 1, "no version runs here");
}

/* So what a network learns does not depend on the processor, if only it has FMA. */
Test(fast_convolution, both_versions_with_fma_give_the_same_bits)
{
    enum { FN = 13, K = 25, OH = 5, OW = 3 * CONV_LANES, STEP = OW + ROOM };
    enum { PLACES = OH * OW, X_SIZE = (OH + 1) * STEP + K + CONV_SLACK };
    const ConvKernel *both[] = {conv_kernel_at(0), conv_kernel_at(1)};
    if (both[1] == NULL || strcmp(both[1]->name, "generic") == 0) {
        return; /* there is only one */
    }
    Rng rng = rng_new(1);
    real *x = normal_numbers(X_SIZE, &rng), *W = normal_numbers(FN * K, &rng);
    real *dout = normal_numbers(FN * PLACES, &rng);
    real y[2][FN * PLACES], dW[2][FN * K] = {{0}};
    real packed[(FN + CONV_BAND) * K];
    int taps[K];
    for (int k = 0; k < K; k++) {
        taps[k] = rng_below(&rng, STEP);
    }
    for (int i = 0; i < 2; i++) {
        both[i]->pack(packed, W, FN, K);
        both[i]->filter(
            &(ConvImage){FN, K, packed, NULL, taps, x, STEP, OH, OW, y[i]});
        both[i]->slope(&(ConvSlope){FN, K, taps, 1, x, X_SIZE, STEP, dout,
                                    FN * PLACES, OH, OW, dW[i]});
    }
    cr_assert(memcmp(y[0], y[1], sizeof y[0]) == 0, "the images differ");
    cr_assert(memcmp(dW[0], dW[1], sizeof dW[0]) == 0,
              "the gradients differ");
    free(x);
    free(W);
    free(dout);
}

/* -- the inner loops with fewer multiplications ------------------------------ */

/* One tile: channels, filters, and both rounded up to whole tiles of products. */
enum { ONE_C = 5, ONE_FN = 6, MORE_C = 8, MORE_FN = 8, PIXELS = 16 };
enum { UNUSED = 77 };

typedef struct {
    real x[ONE_C * PIXELS], W[ONE_FN * ONE_C * 9], b[ONE_FN];
    real dout[ONE_FN * 9];
    real y[ONE_FN * 9]; /* each filter's 2 x 2 in the corner of a 3 x 3 */
    real dM[MORE_FN * WINOGRAD];
    real dU[MORE_FN * MORE_C * WINOGRAD];
} OneTile;

static OneTile numbers_for_one_tile(uint64_t seed)
{
    OneTile o = {0};
    Rng rng = rng_new(seed);
    real *const all[] = {o.x, o.W, o.b, o.dout};
    const int counts[] = {ONE_C * PIXELS, ONE_FN * ONE_C * 9, ONE_FN,
                          ONE_FN * 9};
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < counts[k]; i++) {
            all[k][i] = rng_normal(&rng);
        }
    }
    for (int i = 0; i < ONE_FN * 9; i++) {
        o.y[i] = UNUSED;
    }
    return o;
}

static void run_one_tile(OneTile *o, const WinogradKernel *kernel,
                         const WinogradPlace *place)
{
    enum { STEP = ONE_C * WINOGRAD, M_STEP = MORE_FN * WINOGRAD };
    real U[MORE_FN * STEP], V[WINOGRAD_TILE * STEP] = {0};
    real M[WINOGRAD_TILE * M_STEP], turned[MORE_C * WINOGRAD] = {0};
    winograd_filters(U, o->W, ONE_FN, ONE_C);
    kernel->windows(V, WINOGRAD, o->x, 4, PIXELS, ONE_C);
    kernel->products(&(WinogradProducts){ONE_FN, 1, ONE_C, U, STEP, V, STEP,
                                         M, WINOGRAD, M_STEP, false});
    kernel->results(o->y, place, M, o->b, ONE_FN);

    kernel->slopes(o->dM, WINOGRAD, o->dout, place, ONE_FN);
    kernel->windows(turned, WINOGRAD, o->x, 4, PIXELS, ONE_C);
    for (int i = 0; i < MORE_FN * MORE_C * WINOGRAD; i++) {
        o->dU[i] = 1; /* added to, not overwritten */
    }
    kernel->products(&(WinogradProducts){ONE_FN, ONE_C, 1, o->dM, WINOGRAD,
                                         turned, WINOGRAD, o->dU,
                                         MORE_C * WINOGRAD, WINOGRAD, true});
}

static double one_result(const OneTile *o, int f, int i, int j)
{
    double sum = (double)o->b[f];
    for (int k = 0; k < ONE_C * 9; k++) {
        const int c = k / 9, u = k % 9 / 3, v = k % 3;
        sum += (double)o->W[f * ONE_C * 9 + k] *
               (double)o->x[c * PIXELS + (i + u) * 4 + j + v];
    }
    return sum;
}

/* The slopes of the results, summed over the results that count, must be those of the
   products, summed over all sixteen: dout y(M) = dM M for any M, here M = V of a
   channel, whose dU is dM V + 1. */
static void expect_one_tile(const WinogradKernel *kernel,
                            const WinogradPlace *place)
{
    OneTile o = numbers_for_one_tile(3);
    run_one_tile(&o, kernel, place);
    for (int p = 0; p < ONE_FN * 9; p++) {
        const int f = p / 9, i = p % 9 / 3, j = p % 3;
        const bool counts = i < place->rows && j < place->columns;
        const real want =
            counts ? (real)one_result(&o, f, i, j) : (real)UNUSED;
        expect_near(&o.y[p], &want, 1, TOLERANCE(1e-5, 1e-13),
                    TOLERANCE(1e-5, 1e-13));
    }
    real V[MORE_C * WINOGRAD], y[ONE_C * 9] = {0};
    kernel->windows(V, WINOGRAD, o.x, 4, PIXELS, ONE_C);
    kernel->results(y, place, V, NULL, ONE_C);
    for (int p = 0; p < ONE_FN * ONE_C; p++) {
        const int f = p / ONE_C, c = p % ONE_C;
        double by_results = 0, by_products = -WINOGRAD;
        for (int i = 0; i < 9; i++) {
            by_results += (double)o.dout[f * 9 + i] * (double)y[c * 9 + i];
        }
        for (int k = 0; k < WINOGRAD; k++) {
            by_products += (double)o.dU[(f * MORE_C + c) * WINOGRAD + k];
        }
        expect_near(&(real){(real)by_products}, &(real){(real)by_results}, 1,
                    TOLERANCE(1e-4, 1e-12), TOLERANCE(1e-4, 1e-12));
    }
}

Test(fast_convolution, every_version_with_fewer_multiplications_agrees)
{
    cr_assert(winograd_kernel_at(0) == winograd_kernel(),
              "the best is not the first");
    for (int i = 0; winograd_kernel_at(i) != NULL; i++) {
        for (int shape = 0; shape < 4; shape++) {
            expect_one_tile(
                winograd_kernel_at(i),
                &(WinogradPlace){1 + shape / 2, 1 + shape % 2, 3, 9});
        }
    }
    const WinogradKernel *both[] = {winograd_kernel_at(0),
                                    winograd_kernel_at(1)};
    if (both[1] == NULL || strcmp(both[1]->name, "generic") == 0) {
        return; /* there is only one with FMA */
    }
    OneTile *made = allocate(2, sizeof *made);
    for (int i = 0; i < 2; i++) {
        made[i] = numbers_for_one_tile(4);
        run_one_tile(&made[i], both[i], &(WinogradPlace){2, 2, 3, 9});
    }
    cr_assert(memcmp(&made[0], &made[1], sizeof *made) == 0,
              "other bits than with wider vectors");
    free(made);
}

/* -- what must not happen --------------------------------------------------- */

static void other_channels(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(3, 4, window_square(2, 1, 0), 1, &rng);
    layer_forward(layer, tensor_new(SHAPE(1, 2, 3, 6)), TRAINING);
}

static void a_filter_that_is_too_large(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(1, 4, window_square(5, 1, 0), 1, &rng);
    layer_forward(layer, tensor_new(SHAPE(1, 1, 4, 6)), TRAINING);
}

/* Padded by 1 above and below, and by 2 left and right. */
static void an_image_that_is_too_narrow(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(1, 4, (Window){6, 7, 1, 1, 1, 2}, 1, &rng);
    layer_forward(layer, tensor_new(SHAPE(1, 1, 4, 3)), TRAINING);
    layer_forward(layer, tensor_new(SHAPE(1, 1, 4, 2)), TRAINING);
}

/* Padding makes any image large enough for the window. */
static void other_channels_with_much_padding(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(3, 4, window_square(3, 1, 2), 1, &rng);
    layer_forward(layer, tensor_new(SHAPE(1, 2, 3, 6)), TRAINING);
}

static void rows_instead_of_images(void *context)
{
    (void)context;
    Rng rng = rng_new(1);
    Layer *layer = convolution_new(1, 4, window_square(5, 1, 0), 1, &rng);
    layer_forward(layer, tensor_new(SHAPE(100, 784)), TRAINING);
}

static void a_result_of_another_shape(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_plain(
        tensor_new(SHAPE(1, 2, 3, 4)), tensor_new(SHAPE(1, 1, 3, 4)),
        tensor_new(SHAPE(2, 1, 2, 2)), tensor_new(SHAPE(2)), &window);
}

static void filters_of_another_depth(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_back_plain(tensor_new(SHAPE(1, 3, 4, 5)),
                           tensor_new(SHAPE(2, 1, 2, 2)),
                           tensor_new(SHAPE(1, 2, 3, 4)), &window);
}

static void filters_of_another_size(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_plain(
        tensor_new(SHAPE(1, 2, 2, 3)), tensor_new(SHAPE(1, 1, 3, 4)),
        tensor_new(SHAPE(2, 1, 2, 3)), tensor_new(SHAPE(2)), &window);
}

static void a_fast_result_of_another_size(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_fast(convolution_fast_new(1, 2, &window),
                     tensor_new(SHAPE(1, 2, 2, 2)),
                     tensor_new(SHAPE(1, 1, 3, 4)),
                     tensor_new(SHAPE(2, 1, 2, 2)), tensor_new(SHAPE(2)));
}

static void a_fast_image_of_other_channels(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_fast(convolution_fast_new(1, 2, &window),
                     tensor_new(SHAPE(1, 2, 2, 3)),
                     tensor_new(SHAPE(1, 4, 3, 5)),
                     tensor_new(SHAPE(2, 1, 2, 2)), tensor_new(SHAPE(2)));
}

static void a_fast_gradient_of_another_batch(void *context)
{
    (void)context;
    const Window window = window_square(2, 1, 0);
    convolution_fast_back(
        convolution_fast_new(1, 2, &window), tensor_new(SHAPE(2, 1, 2, 2)),
        tensor_new(SHAPE(2)), NULL, tensor_new(SHAPE(3, 1, 3, 4)),
        tensor_new(SHAPE(2, 1, 2, 2)), tensor_new(SHAPE(1, 2, 2, 3)));
}

/* Four filters of (2, 2, 2), and what is said to be theirs. */
typedef struct {
    bool fast, back;
    Shape dx, W, b;
} Misfit;

static void misfit(void *context)
{
    const Misfit *m = context;
    const Window window = window_square(2, 1, 0);
    Tensor *x = tensor_new(SHAPE(1, 2, 5, 6)), *dx = tensor_new(m->dx);
    Tensor *y = tensor_new(SHAPE(1, 4, 4, 5)), *W = tensor_new(m->W);
    Tensor *dW = tensor_new(m->W), *b = tensor_new(m->b);
    ConvolutionFast *fast = convolution_fast_new(2, 4, &window);
    if (m->fast && m->back) {
        convolution_fast_back(fast, dW, b, dx, x, W, y);
    } else if (m->fast) {
        convolution_fast(fast, y, x, W, b);
    } else if (m->back) {
        convolution_slopes_plain(dW, b, x, y, &window);
    } else {
        convolution_plain(y, x, W, b, &window);
    }
}

Test(convolution, nothing_is_read_or_written_beyond_a_tensor)
{
    const Shape x = SHAPE(1, 2, 5, 6), W = SHAPE(4, 2, 2, 2), b = SHAPE(4);
    Misfit misfits[] = {{true, true, SHAPE(1, 2, 6, 5), W, b},
                        {true, false, x, SHAPE(8, 1, 2, 2), b},
                        {true, true, x, SHAPE(8, 1, 2, 2), b},
                        {true, false, x, W, SHAPE(3)},
                        {true, true, x, W, SHAPE(3)},
                        {false, false, x, W, SHAPE(3)},
                        {false, true, x, W, SHAPE(3)}};
    static const char *const words[] = {
        "a gradient (1, 2, 6, 5) for (1, 2, 5, 6)",
        "convolution of (1, 2, 5, 6) with (8, 1, 2, 2)",
        "convolution of (1, 2, 5, 6) with (8, 1, 2, 2)",
        "3 biases for 4 filters",
        "3 places for the 4 results",
        "3 biases for filters (4, 2, 2, 2)",
        "3 biases for filters (4, 2, 2, 2)"};
    for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++) {
        expect_stop(misfit, &misfits[i], words[i]);
    }
}

Test(convolution, what_does_not_fit_stops_with_the_numbers)
{
    expect_stop(other_channels, NULL,
                "convolution W (4, 3, 2, 2): input is (1, 2, 3, 6), must be "
                "(N, 3, H, W), at least 2 x 2");
    expect_stop(a_filter_that_is_too_large, NULL,
                "must be (N, 1, H, W), at least 5 x 5");
    expect_stop(
        an_image_that_is_too_narrow, NULL,
        "input is (1, 1, 4, 2), must be (N, 1, H, W), at least 4 x 3");
    expect_stop(other_channels_with_much_padding, NULL,
                "must be (N, 3, H, W), at least 1 x 1");
    expect_stop(rows_instead_of_images, NULL,
                "input is (100, 784), must be (N, 1, H, W)");
    expect_stop(a_result_of_another_shape, NULL,
                "(1, 2, 3, 4) for the result (1, 2, 2, 3)");
    expect_stop(a_fast_result_of_another_size, NULL,
                "(1, 2, 2, 2) for the convolution of (1, 1, 3, 4) with "
                "(2, 1, 2, 2)");
    expect_stop(a_fast_image_of_other_channels, NULL,
                "4 channels for filters (2, 1, 2, 2)");
    expect_stop(a_fast_gradient_of_another_batch, NULL,
                "(1, 2, 2, 3) for the convolution of (3, 1, 3, 4) with "
                "(2, 1, 2, 2)");
    expect_stop(filters_of_another_depth, NULL,
                "3 channels for filters (2, 1, 2, 2)");
    expect_stop(filters_of_another_size, NULL,
                "filters (2, 1, 2, 3) in a window of 2 x 2");
}
