// # A window over an image
//
// A page moves a filter over an image, one place a click, and lets the reader set the
// nine weights. **What must C hand to the page, so that it need not multiply?** The
// patches, and the sums.
#include <stdlib.h>

#include "export.h"
#include "layers/convolution.h"
#include "math/im2col.h"

// ## Place by place
//
// An image of one channel, a filter of $3 \times 3$, and how it moves. JavaScript writes
// the two, and asks for the sums.
enum { FILTER = 3, AREA = FILTER * FILTER };

typedef struct {
    Window window;
    Layer *layer;
    Tensor *x;       /* (1, 1, side, side) */
    Tensor *patches; /* (places, AREA) */
} Slide;

EXPORT(slide_new) Slide *slide_new(int side, int stride, int pad)
{
    Slide *s = allocate(1, sizeof *s);
    Rng rng = rng_new(1);
    s->window = window_square(FILTER, stride, pad);
    s->layer = convolution_new(1, 1, s->window, 0, &rng);
    s->x = tensor_new(SHAPE(1, 1, side, side));
    const Shape y = window_output(&s->window, s->x->shape, 1);
    s->patches = tensor_new(SHAPE(y.n[2] * y.n[3], AREA));
    return s;
}

EXPORT(slide_free) void slide_free(Slide *s)
{
    layer_free(s->layer);
    tensor_free(s->x);
    tensor_free(s->patches);
    free(s);
}

EXPORT(slide_image) real *slide_image(const Slide *s) { return s->x->data; }

EXPORT(slide_filter) real *slide_filter(const Slide *s)
{
    return layer_find(s->layer, "W")->value->data;
}

EXPORT(slide_places) int slide_places(const Slide *s)
{
    return s->patches->shape.n[0];
}

// The rows of [im2col](../../ch07_cnn/im2col.c): what the filter sees at each place.
EXPORT(slide_patches) const real *slide_patches(const Slide *s)
{
    im2col(s->patches, s->x, &s->window);
    return s->patches->data;
}

// The sums, by the [layer](../../common/layers/convolution.c).
EXPORT(slide_sums) const real *slide_sums(const Slide *s)
{
    return layer_forward(s->layer, s->x, INFERENCE)->data;
}
