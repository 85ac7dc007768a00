/* Patches of an image, and the way back. */
#include "math/im2col.h"

#include <criterion/criterion.h>

#include "math/convolve.h"
#include "math/matmul.h"
#include "support.h"

/* Images whose lengths all differ; windows whose pairs differ. */
static const struct {
    Shape x;
    Window window;
} cases[] = {
    {{{1, 1, 3, 4}}, {2, 2, 1, 1, 0, 0}},
    {{{2, 3, 5, 6}}, {3, 2, 2, 1, 1, 0}},
    {{{3, 2, 7, 4}}, {2, 3, 1, 3, 0, 2}},
    {{{2, 1, 8, 5}}, {3, 5, 2, 1, 0, 0}},
    {{{1, 4, 3, 2}}, {1, 2, 1, 1, 2, 3}},
    {{{4, 2, 3, 5}}, {5, 3, 4, 2, 1, 1}},
    {{{2, 3, 4, 9}}, {1, 1, 3, 2, 0, 0}},
    {{{5, 1, 2, 3}}, {2, 3, 1, 1, 1, 1}},
    {{{1, 2, 6, 7}}, {6, 7, 1, 1, 0, 0}},
};
enum { CASES = sizeof cases / sizeof *cases };

/* What was there before is no number, so that a place which nobody fills is seen. */
static Tensor *room_for_patches(int i)
{
    const Window *w = &cases[i].window;
    const Shape out = window_output(w, cases[i].x, 1);
    Tensor *columns =
        tensor_new(SHAPE(out.n[0] * out.n[2] * out.n[3],
                         cases[i].x.n[1] * w->height * w->width));
    tensor_fill(columns, NAN);
    return columns;
}

Test(im2col, known_patches)
{
    real image[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, patches[16];
    const Tensor x = tensor_view(image, SHAPE(1, 1, 3, 3));
    Tensor columns = tensor_view(patches, SHAPE(4, 4));
    im2col(&columns, &x, &(Window){2, 2, 1, 1, 0, 0});
    expect_near(patches,
                (real[]){1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9}, 16,
                0, 0);
}

/* Two images of two channels, one row each, padded right and left. */
Test(im2col, known_order_of_images_channels_and_edges)
{
    real image[] = {1, 2, 3, 4, 5, 6, 7, 8}, patches[24];
    const Tensor x = tensor_view(image, SHAPE(2, 2, 1, 2));
    Tensor columns = tensor_view(patches, SHAPE(6, 4));
    im2col(&columns, &x, &(Window){1, 2, 1, 1, 0, 1});
    expect_near(patches, (real[]){0, 1, 0, 3, 1, 2, 3, 4, 2, 0, 4, 0,
                                  0, 5, 0, 7, 5, 6, 7, 8, 6, 0, 8, 0},
                24, 0, 0);
}

Test(col2im, counts_the_copies)
{
    real image[9], patches[16];
    Tensor x = tensor_view(image, SHAPE(1, 1, 3, 3));
    Tensor columns = tensor_view(patches, SHAPE(4, 4));
    tensor_fill(&columns, 1);
    tensor_fill(&x, 77); /* what was there before does not matter */
    col2im(&x, &columns, &(Window){2, 2, 1, 1, 0, 0});
    expect_near(image, (real[]){1, 2, 1, 2, 4, 2, 1, 2, 1}, 9, 0, 0);
}

static double inner(const Tensor *a, const Tensor *b)
{
    double sum = 0;
    for (int i = 0; i < a->size; i++) {
        sum += (double)a->data[i] * (double)b->data[i];
    }
    return sum;
}

Test(col2im, is_the_adjoint_of_im2col)
{
    for (int i = 0; i < CASES; i++) {
        Rng rng = rng_new((uint64_t)i);
        Tensor *x = tensor_new(cases[i].x), *back = tensor_new(cases[i].x);
        Tensor *columns = room_for_patches(i), *y = room_for_patches(i);
        fill_normal(x, &rng);
        fill_normal(y, &rng);
        im2col(columns, x, &cases[i].window);
        col2im(back, y, &cases[i].window);
        const double left = inner(columns, y), right = inner(x, back);
        cr_assert(fabs(left - right) <=
                      TOLERANCE(1e-4, 1e-12) * (1 + fabs(left)),
                  "case %d: %.9g and %.9g", i, left, right);
        cr_assert(fabs(left) > 1e-3, "case %d: both are %g", i, left);
        tensor_free(x);
        tensor_free(back);
        tensor_free(columns);
        tensor_free(y);
    }
}

/* (N OH OW, FN) from the product, (N, FN, OH, OW) from the loops. */
Test(im2col, and_a_product_are_a_convolution)
{
    enum { FN = 3 };
    for (int i = 0; i < CASES; i++) {
        Rng rng = rng_new((uint64_t)i);
        const Window *window = &cases[i].window;
        const Shape out = window_output(window, cases[i].x, FN);
        const int places = out.n[2] * out.n[3];
        Tensor *x = tensor_new(cases[i].x), *b = tensor_new(SHAPE(FN));
        Tensor *W = tensor_new(
            SHAPE(FN, cases[i].x.n[1], window->height, window->width));
        Tensor *columns = room_for_patches(i), *plain = tensor_new(out);
        Tensor *product = tensor_new(SHAPE(out.n[0] * places, FN));
        fill_normal(x, &rng);
        fill_normal(W, &rng);
        im2col(columns, x, window);
        matmul_nt(product, columns, W);
        convolution_plain(plain, x, W, b, window);
        for (int k = 0; k < plain->size; k++) {
            const int n = k / (FN * places), f = k / places % FN;
            const int row = n * places + k % places;
            expect_near(&product->data[row * FN + f], &plain->data[k], 1,
                        TOLERANCE(1e-4, 1e-12), TOLERANCE(1e-5, 1e-12));
        }
        Tensor *const all[] = {x, b, W, columns, plain, product};
        for (int k = 0; k < 6; k++) {
            tensor_free(all[k]);
        }
    }
}

static void patches_that_do_not_fit(void *context)
{
    (void)context;
    Tensor *columns = tensor_new(SHAPE(4, 5));
    im2col(columns, tensor_new(SHAPE(1, 1, 3, 3)),
           &(Window){2, 2, 1, 1, 0, 0});
}

static void a_way_back_that_does_not_fit(void *context)
{
    (void)context;
    Tensor *x = tensor_new(SHAPE(1, 1, 3, 3));
    col2im(x, tensor_new(SHAPE(3, 4)), &(Window){2, 2, 1, 1, 0, 0});
}

/* 65,792 places of 65,536 numbers: 2^32 more than the 2^24 that are there. */
static void patches_beyond_an_int(void *context)
{
    (void)context;
    im2col(tensor_new(SHAPE(1 << 24)), tensor_new(SHAPE(1, 1, 511, 512)),
           &(Window){256, 256, 1, 1, 0, 0});
}

Test(im2col, other_sizes_stop)
{
    expect_stop(patches_beyond_an_int, NULL,
                "(16777216) for 65792 places of 65536 numbers");
    expect_stop(patches_that_do_not_fit, NULL,
                "(4, 5) for 4 places of 4 numbers");
    expect_stop(a_way_back_that_does_not_fit, NULL,
                "(3, 4) for 4 places of 4 numbers");
}
