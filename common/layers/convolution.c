// # The convolution layer
//
// An affine layer between a digit of $28 \times 28$ and a map of $24 \times 24$ has
// 451,584 weights, and what it learns at one place it does not know at the next.
// **What if the same few weights looked at every place?** A **filter** (滤波器) of
// $5 \times 5$ has 25.
//
// Take one row, $1, 2, 3, 4$, and a filter of two weights, $10$ and $1$. It stands
// at three places: $10 \cdot 1 + 2 = 12$, then $10 \cdot 2 + 3 = 23$, then $34$.
// Multiply what lies under the filter, add up, move on: that is all.
#include "layers/convolution.h"

#include <limits.h>
#include <stdlib.h>

#include "fast/conv_kernel.h"
#include "fast/spread.h"
#include "system/threads.h"

enum { WEIGHT, BIAS }; /* where the two parameters stand in layer->params */

// ## The definition
//
// Seven loops: image $n$, filter $f$, place $(i, j)$, and under the filter channel
// $c$, row $u$ and column $v$. Beyond the edge of the image there are zeros, so
// nothing is added there.
//
// $$ y_{nfij} = b_f + \sum_{c,u,v} W_{fcuv}\, x_{n,c,\,iS+u-P,\,jS+v-P} $$
static real sum_under_filter(const Tensor *x, const real *w,
                             const Window *window, int n, int i, int j)
{
    const int C = x->shape.n[1], height = x->shape.n[2];
    const int width = x->shape.n[3];
    real sum = 0;
    for (int c = 0; c < C; c++) {
        for (int u = 0; u < window->height; u++) {
            for (int v = 0; v < window->width; v++, w++) {
                const int row =
                    i * window->stride_down + u - window->pad_down;
                const int column =
                    j * window->stride_right + v - window->pad_right;
                if (row >= 0 && row < height && column >= 0 &&
                    column < width) {
                    sum += *w * x->data[((n * C + c) * height + row) * width +
                                        column];
                }
            }
        }
    }
    return sum;
}

void convolution_plain(Tensor *y, const Tensor *x, const Tensor *W,
                       const Tensor *b, const Window *window)
{
    const int FN = W->shape.n[0], depth = W->size / FN;
    const Shape out = window_output(window, x->shape, FN);
    CHECK(shape_equal(y->shape, out), "%s for the result %s",
          shape_text(y->shape).text, shape_text(out).text);
    real *to = y->data;
    for (int n = 0; n < out.n[0]; n++) {
        for (int f = 0; f < FN; f++) {
            for (int i = 0; i < out.n[2]; i++) {
                for (int j = 0; j < out.n[3]; j++) {
                    *to++ =
                        b->data[f] + sum_under_filter(x, W->data + f * depth,
                                                      window, n, i, j);
                }
            }
        }
    }
}

// ## The fast form
//
// The [inner loops](../fast/conv_kernel.c) want each image [spread out](../fast/spread.c):
// with its zeros around it, and so that neighbouring places see neighbouring
// numbers. A table says where the number under each place of the window lies. It
// takes the place of the matrix of patches that [im2col](../math/im2col.c) would write.
//
// Each thread has room of its own for the images that it spreads out.
//
// On the way back, the images are divided into 16 shares, whatever the number of
// threads. Each share sums up its own gradient of the filters; the shares are then
// added in order. So the bits do not depend on who did which.
enum { SHARES = 16 };

typedef struct {
    Layer base;
    Window window;
    Shape planned;              /* the x for which the rest was made */
    Spread image, zeros, sides; /* of x; of dout for dx; of dout for dW */
    int *taps, *back_taps;      /* owned */
    int threads;                /* that have room */
    Tensor *x_room, *zeros_room, *sides_room; /* (threads, …); owned */
    Tensor *dW, *db; /* (SHARES, …): a sum for each share; owned */
    Tensor *turned;  /* (C, FN, FH, FW): W as dx needs it; owned */
} Convolution;

static int images_at_once(const Convolution *c)
{
    const int places = c->sides.rows * c->sides.columns;
    return places >= 512 ? 1 : 512 / places;
}

static Tensor *fit_room(Tensor *room, const Spread *s, int images,
                        int threads)
{
    const size_t size = spread_size(s) * (size_t)images;
    CHECK(size < INT_MAX / SHARES, "%zu numbers for an image with its edges",
          size);
    room = tensor_fit(room, SHAPE(threads, (int)size));
    tensor_fill(room, 0);
    return room;
}

static real *my_room(const Tensor *room)
{
    return room->data +
           (ptrdiff_t)thread_here() * (room->size / room->shape.n[0]);
}

static int threads_to_use(void)
{
    return threads_available() < SHARES ? threads_available() : SHARES;
}

static int rounded_up(int columns)
{
    return (columns + CONV_LANES - 1) / CONV_LANES * CONV_LANES;
}

static void plan_spreads(Convolution *c, Shape x, Shape y)
{
    const Window *w = &c->window;
    c->image = (Spread){
        .channels = x.n[1],
        .rows = x.n[2],
        .columns = x.n[3],
        .down = w->pad_down,
        .right = w->pad_right,
        .row_step = 1,
        .column_step = 1,
        .height = (y.n[2] - 1) * w->stride_down + w->height,
        .phases = w->stride_right,
        .phase = (w->width - 1) / w->stride_right + y.n[3],
    };
    c->zeros = (Spread){
        .channels = y.n[1],
        .rows = y.n[2],
        .columns = y.n[3],
        .down = w->height - 1 - w->pad_down,
        .right = w->width - 1 - w->pad_right,
        .row_step = w->stride_down,
        .column_step = w->stride_right,
        .height = x.n[2] + w->height - 1,
        .phases = 1,
        .phase = x.n[3] + w->width - 1,
    };
    c->sides = (Spread){
        .channels = y.n[1],
        .rows = y.n[2],
        .columns = y.n[3],
        .row_step = 1,
        .column_step = 1,
        .height = y.n[2],
        .phases = 1,
        .phase = rounded_up(y.n[3]),
    };
}

// A plan holds as long as the images keep their size, and no threads are added.
static void plan(Convolution *c, const Tensor *x)
{
    const Param *params = c->base.params;
    const Shape filters = params[WEIGHT].value->shape;
    const Shape one = SHAPE(1, x->shape.n[1], x->shape.n[2], x->shape.n[3]);
    if (shape_equal(one, c->planned) && c->threads >= threads_to_use()) {
        return;
    }
    CHECK(x->shape.n[1] == filters.n[1], "%d channels for filters %s",
          x->shape.n[1], shape_text(filters).text);
    plan_spreads(c, one, window_output(&c->window, one, filters.n[0]));
    const int images = images_at_once(c), threads = threads_to_use();
    c->x_room = fit_room(c->x_room, &c->image, images, threads);
    c->zeros_room = fit_room(c->zeros_room, &c->zeros, 1, threads);
    c->sides_room = fit_room(c->sides_room, &c->sides, images, threads);
    c->threads = threads;
    spread_taps(c->taps, &c->image, filters.n[2], filters.n[3]);
    spread_taps(c->back_taps, &c->zeros, filters.n[2], filters.n[3]);
    c->planned = one;
}

// ## Forward
typedef struct {
    const Convolution *c;
    const Tensor *x, *dout;
    Tensor *y, *dx;
} Pass;

static void forward_images(void *pass, int first, int end)
{
    const Pass *p = pass;
    const Convolution *c = p->c;
    const Tensor *x = p->x, *y = p->y, *w = c->base.params[WEIGHT].value;
    const int N = x->shape.n[0];
    real *room = my_room(c->x_room);
    ConvImage image = {
        .filters = w->shape.n[0],
        .depth = w->size / w->shape.n[0],
        .W = w->data,
        .bias = c->base.params[BIAS].value->data,
        .taps = c->taps,
        .x = room,
        .row_step =
            (ptrdiff_t)c->window.stride_down * spread_row_length(&c->image),
        .rows = y->shape.n[2],
        .columns = y->shape.n[3],
    };
    for (int n = first; n < end; n++) {
        spread(room, x->data + (ptrdiff_t)n * (x->size / N), &c->image);
        image.y = y->data + (ptrdiff_t)n * (y->size / N);
        conv_kernel()->filter(&image);
    }
}

static double nanoseconds_of(const Convolution *c)
{
    const int depth = c->dW->shape.n[1] / c->db->shape.n[1];
    return kernel_nanoseconds((double)c->base.out->size * depth);
}

static void convolution_forward(Layer *layer, const Tensor *x)
{
    Convolution *c = (Convolution *)layer;
    const int FN = layer->params[WEIGHT].value->shape.n[0];
    layer->out =
        tensor_fit(layer->out, window_output(&c->window, x->shape, FN));
    plan(c, x);
    in_parts((Job){.count = x->shape.n[0],
                   .nanoseconds = nanoseconds_of(c),
                   .threads = c->threads},
             forward_images, &(Pass){.c = c, .x = x, .y = layer->out});
}

// ## Backward to the filters
//
// A weight was used at every place, so its gradient is a sum over all places. See
// the [inner loops](../fast/conv_kernel.c). The bias was added at every place, so its
// gradient is the sum of $dout$.
static void add_bias_slope(real *db, const real *dout, int filters, int size)
{
    enum { LANES = 8 }; /* sums that do not wait for each other */
    for (int f = 0; f < filters; f++, dout += size) {
        real part[LANES] = {0};
        int p = 0;
        for (; p + LANES <= size; p += LANES) {
            for (int i = 0; i < LANES; i++) {
                part[i] += dout[p + i];
            }
        }
        for (int i = 0; p + i < size; i++) {
            part[i] += dout[p + i];
        }
        for (int i = 0; i < LANES; i++) {
            db[f] += part[i];
        }
    }
}

static void slope_of_images(const Convolution *c, const Tensor *dout,
                            int first, int count, int share)
{
    const Layer *layer = &c->base;
    const Tensor *x = layer->x;
    const int N = x->shape.n[0], FN = layer->out->shape.n[1];
    const int places = layer->out->shape.n[2] * layer->out->shape.n[3];
    const ptrdiff_t x_size = (ptrdiff_t)spread_size(&c->image);
    const ptrdiff_t d_size = (ptrdiff_t)spread_size(&c->sides);
    real *xs = my_room(c->x_room), *ds = my_room(c->sides_room);
    for (int i = 0; i < count; i++) {
        const real *from = dout->data + (ptrdiff_t)(first + i) * FN * places;
        spread(xs + i * x_size,
               x->data + (ptrdiff_t)(first + i) * (x->size / N), &c->image);
        spread(ds + i * d_size, from, &c->sides);
        add_bias_slope(c->db->data + share * FN, from, FN, places);
    }
    const ConvSlope slope = {
        .filters = FN,
        .depth = c->dW->shape.n[1] / FN,
        .taps = c->taps,
        .images = count,
        .x = xs,
        .x_image = x_size,
        .row_step =
            (ptrdiff_t)c->window.stride_down * spread_row_length(&c->image),
        .dout = ds,
        .dout_image = d_size,
        .rows = c->sides.rows,
        .columns = c->sides.phase,
        .dW = c->dW->data + share * (ptrdiff_t)c->dW->shape.n[1],
    };
    conv_kernel()->slope(&slope);
}

// ## Backward to the image
//
// A pixel was seen by several places, each through another weight. Seen from the
// pixel, that is again a convolution: over $dout$, with the filters turned round in
// both directions, and with the roles of filters and channels exchanged. Where the
// window moved by more than one, zeros lie between the numbers of $dout$.
//
// $$ \frac{\partial L}{\partial x_{c,r,s}} = \sum_{f,u,v} W_{fcuv}\,
//    dout_{f,\,(r+P-u)/S,\,(s+P-v)/S} $$
static void turn_filters(Tensor *turned, const Tensor *w)
{
    const int FN = w->shape.n[0], C = w->shape.n[1];
    const int size = w->size / (FN * C);
    for (int f = 0; f < FN; f++) {
        for (int c = 0; c < C; c++) {
            for (int k = 0; k < size; k++) {
                turned->data[(c * FN + f) * size + k] =
                    w->data[(f * C + c) * size + size - 1 - k];
            }
        }
    }
}

static void back_to_image(const Convolution *c, const Tensor *dout,
                          Tensor *dx, int n)
{
    const Shape *x = &c->base.x->shape;
    real *room = my_room(c->zeros_room);
    spread(room, dout->data + (ptrdiff_t)n * (dout->size / x->n[0]),
           &c->zeros);
    const ConvImage image = {
        .filters = x->n[1],
        .depth = c->turned->size / x->n[1],
        .W = c->turned->data,
        .taps = c->back_taps,
        .x = room,
        .row_step = spread_row_length(&c->zeros),
        .rows = x->n[2],
        .columns = x->n[3],
        .y = dx->data + (ptrdiff_t)n * (dx->size / x->n[0]),
    };
    conv_kernel()->filter(&image);
}

// ## All shares
static void backward_share(const Convolution *c, const Tensor *dout,
                           Tensor *dx, int share)
{
    const int N = c->base.x->shape.n[0], at_once = images_at_once(c);
    const int end = part_begin(N, share + 1, SHARES);
    for (int n = part_begin(N, share, SHARES); n < end; n += at_once) {
        const int count = end - n < at_once ? end - n : at_once;
        slope_of_images(c, dout, n, count, share);
        for (int i = 0; dx != NULL && i < count; i++) {
            back_to_image(c, dout, dx, n + i);
        }
    }
}

static void backward_shares(void *pass, int first, int end)
{
    const Pass *p = pass;
    for (int share = first; share < end; share++) {
        backward_share(p->c, p->dout, p->dx, share);
    }
}

static void convolution_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    Convolution *c = (Convolution *)layer;
    Tensor *dW = layer->params[WEIGHT].grad, *db = layer->params[BIAS].grad;
    tensor_fill(c->dW, 0);
    tensor_fill(c->db, 0);
    if (dx != NULL) {
        turn_filters(c->turned, layer->params[WEIGHT].value);
    }
    in_parts((Job){.count = SHARES,
                   .nanoseconds = (dx != NULL ? 2 : 1) * nanoseconds_of(c),
                   .threads = c->threads},
             backward_shares, &(Pass){.c = c, .dout = dout, .dx = dx});
    Tensor flat = tensor_view(dW->data, SHAPE(dW->size));
    tensor_sum(&flat, c->dW, 0);
    tensor_sum(db, c->db, 0);
}

// ## Making one
static void convolution_free(Layer *layer)
{
    Convolution *c = (Convolution *)layer;
    free(c->taps);
    free(c->back_taps);
    Tensor *const owned[] = {c->x_room, c->zeros_room, c->sides_room,
                             c->dW,     c->db,         c->turned};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        tensor_free(owned[i]);
    }
}

static const LayerKind convolution = {"convolution", convolution_forward,
                                      convolution_backward, convolution_free};

Layer *convolution_new(int channels, int filters, Window window, real scale,
                       Rng *rng)
{
    Convolution *c = layer_new(&convolution, sizeof *c);
    const Shape shape = SHAPE(filters, channels, window.height, window.width);
    layer_add_param(&c->base, "W", shape);
    layer_add_param(&c->base, "b", SHAPE(filters));
    Tensor *w = c->base.params[WEIGHT].value;
    for (int i = 0; i < w->size; i++) {
        w->data[i] = scale * rng_normal(rng);
    }
    const int size = window.height * window.width;
    c->window = window;
    c->taps = allocate((size_t)(channels * size), sizeof *c->taps);
    c->back_taps = allocate((size_t)(filters * size), sizeof *c->taps);
    c->dW = tensor_new(SHAPE(SHARES, w->size));
    c->db = tensor_new(SHAPE(SHARES, filters));
    c->turned =
        tensor_new(SHAPE(channels, filters, window.height, window.width));
    return &c->base;
}
