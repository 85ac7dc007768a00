/* The convolution against its definition and against the numerical gradient. */
#include "layers/convolution.h"

#include <criterion/criterion.h>

#include "conv_kernel.h"
#include "im2col.h"
#include "support.h"

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
};
enum { CASES = sizeof cases / sizeof *cases };

static Layer *layer_of(int i, Rng *rng)
{
    Layer *layer = convolution_new(cases[i].x.n[1], cases[i].filters,
                                   cases[i].window, (real)0.5, rng);
    fill_normal(layer->params[1].value, rng);
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
        convolution_plain(want, x, layer->params[0].value,
                          layer->params[1].value, &cases[i].window);
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
