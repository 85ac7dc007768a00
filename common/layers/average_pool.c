// # The average pooling layer
//
// Max pooling keeps one number of a window and throws the others away. **What if all
// of them had a say?** Then the window gives their mean. From
// $\begin{pmatrix} 1 & 2 \\ 9 & 4 \end{pmatrix}$ that is 4.
//
// It is a convolution with a filter of equal weights, $1/4$ each, that looks at each
// channel alone. There is nothing to learn.
#include "layers/average_pool.h"

#include "system/threads.h"

typedef struct {
    Layer base;
    Window window;
} AveragePool;

// ## One walk, two directions
//
// Forward, each number goes to the sum of every window that sees it; backward, each
// window sends its gradient to every number that it saw. The pairs are the same.
typedef void Visit(real *out, real *in);

static void add(real *out, real *in) { *out += *in; }
static void give_back(real *out, real *in) { *in += *out; }

static void walk_window(real *out, real *plane, const Window *w, int row,
                        int column, const Shape *x, Visit *visit)
{
    for (int r = row; r < row + w->height; r++) {
        for (int c = column; c < column + w->width; c++) {
            if (r >= 0 && r < x->n[2] && c >= 0 && c < x->n[3]) {
                visit(out, plane + r * x->n[3] + c);
            }
        }
    }
}

typedef struct {
    Tensor *out, *x;
    const Window *window;
    Visit *visit;
} Walk;

static void walk_planes(void *context, int first, int end)
{
    const Walk *walk = context;
    const Tensor *out = walk->out, *x = walk->x;
    const Window *w = walk->window;
    const int OH = out->shape.n[2], OW = out->shape.n[3];
    const ptrdiff_t plane = (ptrdiff_t)x->shape.n[2] * x->shape.n[3];
    for (int i = first; i < end; i++) {
        real *y = out->data + (ptrdiff_t)i * OH * OW;
        for (int p = 0; p < OH * OW; p++) {
            walk_window(y + p, x->data + i * plane, w,
                        p / OW * w->stride_down - w->pad_down,
                        p % OW * w->stride_right - w->pad_right, &x->shape,
                        walk->visit);
        }
    }
}

static void walk(Tensor *out, Tensor *x, const Window *w, Visit *visit)
{
    in_parts((Job){.count = x->shape.n[0] * x->shape.n[1],
                   .nanoseconds = 2.0 * out->size * w->height * w->width},
             walk_planes, &(Walk){out, x, w, visit});
}

static real share_of(const Window *w)
{
    return 1 / (real)(w->height * w->width);
}

// ## Forward
//
// $$ y_{ij} = \frac{1}{FH \cdot FW} \sum_{u,v} x_{iS+u-P,\,jS+v-P} $$
static void average_pool_forward(Layer *layer, const Tensor *x)
{
    const Window *w = &((AveragePool *)layer)->window;
    layer_check_images(layer, x, 0, w);
    const Shape shape = window_output(w, x->shape, x->shape.n[1]);
    Tensor in = tensor_view(x->data, x->shape);
    layer->out = tensor_fit(layer->out, shape);
    tensor_fill(layer->out, 0);
    walk(layer->out, &in, w, add);
    tensor_scale(layer->out, share_of(w), layer->out);
}

// ## Backward
static void average_pool_backward(Layer *layer, const Tensor *dout,
                                  Tensor *dx)
{
    const Window *w = &((AveragePool *)layer)->window;
    if (dx == NULL) {
        return;
    }
    Tensor from = tensor_view(dout->data, layer->out->shape);
    tensor_fill(dx, 0);
    walk(&from, dx, w, give_back);
    tensor_scale(dx, share_of(w), dx);
}

static const LayerKind average_pool = {
    "average pooling", average_pool_forward, average_pool_backward, NULL};

Layer *average_pool_new(Window window)
{
    window_check_pool(&window);
    AveragePool *a = layer_new(&average_pool, sizeof *a);
    a->window = window;
    return &a->base;
}
