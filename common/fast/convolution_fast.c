// # The convolution on all processors
//
// The [definition](../math/convolve.c) asks at every pixel whether it is inside the
// image, and adds up one sum after the other. **How does the same become many times as
// fast?** No question is asked twice, many sums run at once, and everybody helps.
//
// The [inner loops](conv_kernel.c) want each image [spread out](spread.c):
// with its zeros around it, and so that neighbouring places see neighbouring
// numbers. A table says where the number for each weight lies. It replaces
// the matrix of patches that [im2col](../math/im2col.c) would write.
//
// Filters of $3 \times 3$ that move by one, several of several channels, take another
// way, on which there are [fewer multiplications](winograd.c).
#include "fast/convolution_fast.h"

#include <limits.h>
#include <stdlib.h>

#include "fast/choice.h"
#include "fast/conv_kernel.h"
#include "fast/spread.h"
#include "fast/winograd.h"
#include "system/threads.h"

// ## Rooms and shares
//
// Each thread has room of its own for the images that it spreads out.
//
// On the way back, the images are divided into 16 shares, whatever the number of
// threads. Each share sums up its own gradient of the filters; the shares are then
// added in order. So the bits do not depend on who did which. Of few images the shares are
// fewer, three images each, but at least four: a share has a price, the sums over the lanes
// of its vectors.
enum { SHARES = 16 };

static int shares_of(int images)
{
    const int shares = images / 3 > 4 ? images / 3 : 4;
    return shares > SHARES ? SHARES : shares < images ? shares : images;
}

struct ConvolutionFast {
    Window window;
    int channels, filters;
    bool two_by_two; /* with fewer multiplications, two by two places */
    Shape planned;   /* the x for which the rest was made */
    Spread image, zeros, sides; /* of x; of dout for dx; of dout for dW */
    int *taps, *back_taps;      /* owned */
    int threads;                /* that have room */
    Tensor *x_room, *zeros_room, *sides_room; /* (threads, …); owned */
    Tensor *dW, *db; /* (SHARES, …): a sum for each share; owned */
    Tensor *turned;  /* (C, FN, FH, FW): W as dx needs it; owned */
    real *laid_out;  /* W, or turned, as the inner loops need it; owned */
};

static int images_at_once(const ConvolutionFast *c)
{
    const int places = c->sides.rows * c->sides.columns;
    return c->two_by_two || places >= 512 ? 1 : 512 / places;
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

// Places that come two by two need room for one more where their number is odd.
static int rounded(const ConvolutionFast *c, int count)
{
    return c->two_by_two ? winograd_even(count) : count;
}

static void plan_spreads(ConvolutionFast *c, Shape x, Shape y)
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
        .height = (rounded(c, y.n[2]) - 1) * w->stride_down + w->height,
        .phases = w->stride_right,
        .phase = (w->width - 1) / w->stride_right + rounded(c, y.n[3]),
    };
    c->zeros = (Spread){
        .channels = y.n[1],
        .rows = y.n[2],
        .columns = y.n[3],
        .down = w->height - 1 - w->pad_down,
        .right = w->width - 1 - w->pad_right,
        .row_step = w->stride_down,
        .column_step = w->stride_right,
        .height = rounded(c, x.n[2]) + w->height - 1,
        .phases = 1,
        .phase = rounded(c, x.n[3]) + w->width - 1,
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
static void plan(ConvolutionFast *c, const Tensor *x)
{
    const Window *w = &c->window;
    const Shape one = SHAPE(1, x->shape.n[1], x->shape.n[2], x->shape.n[3]);
    if (shape_equal(one, c->planned) && c->threads >= threads_to_use()) {
        return;
    }
    CHECK(
        x->shape.n[1] == c->channels, "%d channels for filters %s",
        x->shape.n[1],
        shape_text(SHAPE(c->filters, c->channels, w->height, w->width)).text);
    plan_spreads(c, one, window_output(w, one, c->filters));
    const int images = images_at_once(c), threads = threads_to_use();
    c->x_room = fit_room(c->x_room, &c->image, images, threads);
    c->zeros_room = fit_room(c->zeros_room, &c->zeros, 1, threads);
    c->sides_room = fit_room(c->sides_room, &c->sides, images, threads);
    c->threads = threads;
    spread_taps(c->taps, &c->image, w->height, w->width);
    spread_taps(c->back_taps, &c->zeros, w->height, w->width);
    c->planned = one;
}

static void prepare(ConvolutionFast *c, const Tensor *y, const Tensor *x,
                    const Tensor *W)
{
    const Shape filters =
        SHAPE(c->filters, c->channels, c->window.height, c->window.width);
    plan(c, x);
    const int places = c->sides.rows * c->sides.columns;
    CHECK(shape_equal(W->shape, filters) &&
              y->size == (ptrdiff_t)x->shape.n[0] * c->filters * places,
          "%s for the convolution of %s with %s", shape_text(y->shape).text,
          shape_text(x->shape).text, shape_text(W->shape).text);
}

// ## Forward
//
// A pass is cut into shares, and each thread computes some of them.
typedef struct {
    const ConvolutionFast *c;
    const Tensor *x, *b, *dout;
    Tensor *y, *dx;
} Pass;

static WinogradImages two_by_two(const Pass *p)
{
    const ConvolutionFast *c = p->c;
    return (WinogradImages){.channels = c->channels,
                            .filters = c->filters,
                            .U = c->laid_out,
                            .edges = &c->image,
                            .room = my_room(c->x_room),
                            .rows = c->sides.rows,
                            .columns = c->sides.columns,
                            .x = p->x->data};
}

static void forward_two_by_two(const Pass *p, int first, int end)
{
    WinogradImages images = two_by_two(p);
    images.bias = p->b->data;
    images.y = p->y->data;
    winograd_images(&images, first, end);
}

static void forward_places(const Pass *p, int first, int end)
{
    const ConvolutionFast *c = p->c;
    const Tensor *x = p->x, *y = p->y;
    const int N = x->shape.n[0];
    real *room = my_room(c->x_room);
    ConvImage image = {
        .filters = c->filters,
        .depth = c->dW->shape.n[1] / c->filters,
        .packed = c->laid_out,
        .bias = p->b->data,
        .taps = c->taps,
        .x = room,
        .row_step =
            (ptrdiff_t)c->window.stride_down * spread_row_length(&c->image),
        .rows = c->sides.rows,
        .columns = c->sides.columns,
    };
    for (int n = first; n < end; n++) {
        spread(room, x->data + (ptrdiff_t)n * (x->size / N), &c->image);
        image.y = y->data + (ptrdiff_t)n * (y->size / N);
        conv_kernel()->filter(&image);
    }
}

static void forward_images(void *pass, int first, int end)
{
    const Pass *p = pass;
    if (p->c->two_by_two) {
        forward_two_by_two(p, first, end);
    } else {
        forward_places(p, first, end);
    }
}

static void lay_out(const ConvolutionFast *c, const Tensor *W, int filters)
{
    const int depth = W->size / filters;
    const int size = c->window.height * c->window.width;
    if (c->two_by_two) {
        winograd_filters(c->laid_out, W->data, filters, depth / size);
    } else {
        conv_kernel()->pack(c->laid_out, W->data, filters, depth);
    }
}

static double nanoseconds_of(const ConvolutionFast *c, int outputs)
{
    const int depth = c->dW->shape.n[1] / c->filters;
    return kernel_nanoseconds((double)outputs * depth);
}

void convolution_fast(ConvolutionFast *fast, Tensor *y, const Tensor *x,
                      const Tensor *W, const Tensor *b)
{
    prepare(fast, y, x, W);
    CHECK(b->size == fast->filters, "%d biases for %d filters", b->size,
          fast->filters);
    lay_out(fast, W, fast->filters);
    in_parts((Job){.count = x->shape.n[0],
                   .nanoseconds = nanoseconds_of(fast, y->size),
                   .threads = fast->threads},
             forward_images, &(Pass){.c = fast, .x = x, .b = b, .y = y});
}

// ## Back to the filters
//
// The slope of a weight is a long sum over places, which the
// [inner loops](conv_kernel.c) keep in registers. That of the bias is a sum too. One
// addition waits for the one before it, so eight sums run side by side.
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

static void add_bias_slopes(const Pass *p, int share, int first, int end)
{
    const ConvolutionFast *c = p->c;
    const int FN = c->filters, size = p->dout->size / p->x->shape.n[0];
    for (int n = first; n < end; n++) {
        add_bias_slope(c->db->data + share * FN,
                       p->dout->data + (ptrdiff_t)n * size, FN, size / FN);
    }
}

// The inner loops want rows of dout that are whole vectors. Many are: then nothing is
// copied.
static const real *whole_rows(const Pass *p, int first, int count,
                              ptrdiff_t *size)
{
    const Spread *sides = &p->c->sides;
    const ptrdiff_t dense =
        (ptrdiff_t)sides->channels * sides->rows * sides->columns;
    const real *dout = p->dout->data + first * dense;
    if (sides->columns == spread_row_length(sides)) {
        *size = dense;
        return dout;
    }
    real *room = my_room(p->c->sides_room);
    *size = (ptrdiff_t)spread_size(sides);
    for (int i = 0; i < count; i++) {
        spread(room + i * *size, dout + i * dense, sides);
    }
    return room;
}

static void slope_of_images(const Pass *p, int first, int count, int share)
{
    const ConvolutionFast *c = p->c;
    const Tensor *x = p->x;
    const int N = x->shape.n[0], FN = c->filters;
    const ptrdiff_t x_size = (ptrdiff_t)spread_size(&c->image);
    real *xs = my_room(c->x_room);
    for (int i = 0; i < count; i++) {
        spread(xs + i * x_size,
               x->data + (ptrdiff_t)(first + i) * (x->size / N), &c->image);
    }
    ptrdiff_t d_size;
    const real *ds = whole_rows(p, first, count, &d_size);
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

// ## Back to the image
//
// Seen from a pixel, the way back is again a convolution: over $dout$, with the filters
// turned round in both directions, and with the roles of filters and channels exchanged.
// Where the window moved by more than one, zeros lie between the numbers of $dout$. So
// the same inner loop does it.
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

static void back_to_image(const Pass *p, int n)
{
    const ConvolutionFast *c = p->c;
    const Tensor *dout = p->dout, *dx = p->dx;
    const Shape *x = &p->x->shape;
    real *room = my_room(c->zeros_room);
    spread(room, dout->data + (ptrdiff_t)n * (dout->size / x->n[0]),
           &c->zeros);
    const ConvImage image = {
        .filters = x->n[1],
        .depth = c->turned->size / x->n[1],
        .packed = c->laid_out,
        .taps = c->back_taps,
        .x = room,
        .row_step = spread_row_length(&c->zeros),
        .rows = x->n[2],
        .columns = x->n[3],
        .y = dx->data + (ptrdiff_t)n * (dx->size / x->n[0]),
    };
    conv_kernel()->filter(&image);
}

static void back_two_by_two(const Pass *p, int first, int end)
{
    const ConvolutionFast *c = p->c;
    const Shape *x = &p->x->shape;
    const WinogradImages images = {.channels = c->filters,
                                   .filters = c->channels,
                                   .U = c->laid_out,
                                   .edges = &c->zeros,
                                   .room = my_room(c->zeros_room),
                                   .rows = x->n[2],
                                   .columns = x->n[3],
                                   .x = p->dout->data,
                                   .y = p->dx->data};
    winograd_images(&images, first, end);
}

// ## All shares
//
// The shares of the way back are cut in the same manner, and what they add up
// is collected at the end.
static void share_two_by_two(const Pass *p, int share, int first, int end)
{
    const ConvolutionFast *c = p->c;
    const WinogradImages images = two_by_two(p);
    real *dW = c->dW->data + share * (ptrdiff_t)c->dW->shape.n[1];
    winograd_slopes(&images, dW, p->dout->data, first, end);
    if (p->dx != NULL) {
        back_two_by_two(p, first, end);
    }
}

static void share_of_places(const Pass *p, int share, int first, int end)
{
    const int at_once = images_at_once(p->c);
    for (int n = first; n < end; n += at_once) {
        const int count = end - n < at_once ? end - n : at_once;
        slope_of_images(p, n, count, share);
        for (int i = 0; p->dx != NULL && i < count; i++) {
            back_to_image(p, n + i);
        }
    }
}

static void backward_share(const Pass *p, int share)
{
    const int N = p->x->shape.n[0], shares = shares_of(N);
    const int first = part_begin(N, share, shares);
    const int end = part_begin(N, share + 1, shares);
    if (p->c->two_by_two) {
        share_two_by_two(p, share, first, end);
    } else {
        share_of_places(p, share, first, end);
    }
    add_bias_slopes(p, share, first, end);
}

static void backward_shares(void *pass, int first, int end)
{
    for (int share = first; share < end; share++) {
        backward_share(pass, share);
    }
}

void convolution_fast_back(ConvolutionFast *fast, Tensor *dW, Tensor *db,
                           Tensor *dx, const Tensor *x, const Tensor *W,
                           const Tensor *dout)
{
    prepare(fast, dout, x, W);
    CHECK(dx == NULL || shape_equal(dx->shape, x->shape),
          "a gradient %s for %s", shape_text(dx->shape).text,
          shape_text(x->shape).text);
    const int shares = shares_of(x->shape.n[0]);
    Tensor all_dW = tensor_rows(fast->dW, 0, shares),
           all_db = tensor_rows(fast->db, 0, shares);
    tensor_fill(&all_dW, 0);
    tensor_fill(&all_db, 0);
    if (dx != NULL) {
        turn_filters(fast->turned, W);
        lay_out(fast, fast->turned, fast->channels);
    }
    in_parts((Job){.count = shares,
                   .nanoseconds = (dx != NULL ? 2 : 1) *
                                  nanoseconds_of(fast, dout->size),
                   .threads = fast->threads},
             backward_shares,
             &(Pass){.c = fast, .x = x, .dout = dout, .dx = dx});
    Tensor flat = tensor_view(dW->data, SHAPE(dW->size));
    tensor_sum(&flat, &all_dW, 0);
    tensor_sum(db, &all_db, 0);
}

// ## Making one
//
// All memory is taken here, once, so that a training step takes none.
static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static size_t laid_out_size(const ConvolutionFast *c)
{
    const int C = c->channels, FN = c->filters;
    if (c->two_by_two) {
        return larger(winograd_filters_size(FN, C),
                      winograd_filters_size(C, FN));
    }
    const int most = FN > C ? FN : C;
    return (size_t)(c->turned->size +
                    CONV_BAND * most * c->window.height * c->window.width);
}

ConvolutionFast *convolution_fast_new(int channels, int filters,
                                      const Window *window)
{
    ConvolutionFast *c = allocate(1, sizeof *c);
    const int height = window->height, width = window->width;
    const int size = height * width;
    c->window = *window;
    c->channels = channels;
    c->filters = filters;
    c->two_by_two = winograd_pays(window, channels, filters);
    c->taps = allocate((size_t)(channels * size), sizeof *c->taps);
    c->back_taps = allocate((size_t)(filters * size), sizeof *c->taps);
    c->dW = tensor_new(SHAPE(SHARES, filters * channels * size));
    c->db = tensor_new(SHAPE(SHARES, filters));
    c->turned = tensor_new(SHAPE(channels, filters, height, width));
    c->laid_out = allocate(laid_out_size(c), sizeof *c->laid_out);
    return c;
}

void convolution_fast_free(ConvolutionFast *fast)
{
    if (fast == NULL) {
        return;
    }
    free(fast->laid_out);
    free(fast->taps);
    free(fast->back_taps);
    Tensor *const owned[] = {fast->x_room, fast->zeros_room, fast->sides_room,
                             fast->dW,     fast->db,         fast->turned};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        tensor_free(owned[i]);
    }
    free(fast);
}
