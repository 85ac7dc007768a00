// # Batch normalization, node by node
//
// [The layer](../common/layers/batch_norm.c) has one formula for its gradient,
// and it is hard to see where it comes from. **Can the computational graph of
// chapter 5 find it, with nothing but small steps?** It has a node for each
// operation, and no node is harder than a product.
//
// ```text example
// x ──┬──────── (-) d ──┬──────────────── (×) x_hat ── (× gamma) ── (+ beta) ── y
//     └─ mean ──┘       └─ square ── mean ── root ── 1/s ──┘
// ```
//
// In two places a line splits into two.
//
// *Predict first.* On the way back, two gradients arrive at such a place. What
// is done with them?
//
// *Answer.* They are added, as where one number goes into two nodes in
// [chapter 5](../ch05_backprop/naive_layers.c): a change of the number reaches
// the end through both lines.
#include "batch_norm_graph.h"

#include <tgmath.h>

enum { GAMMA, BETA };

/* A letter with a d in front is the gradient of what the letter names. */
typedef struct {
    Layer base;
    bool complete;
    Tensor *d, *x_hat;         /* (N, D): the distance, the output of (×) */
    Tensor *dd, *dx_hat;       /* (N, D); owned, like all of these */
    Tensor *product;           /* (N, D): what is to be added up */
    Tensor *mean, *s, *v;      /* (D): v = 1 / s */
    Tensor *mean_dd, *ds, *dv; /* (D) */
    Tensor *ratio;             /* (D): ds / s */
} Graph;

// ## Forward: the mean, and the distance from it
//
// All numbers of one feature are a column of the batch, and $N$ is how many they are.
// We take $1, 7, 9, 15$ as an example. First comes the mean, $8$, and each number's
// distance from it, $d = (-7, -1, 1, 7)$:
//
// $$ \mu = \frac{1}{N} \sum_n x_n, \qquad d = x - \mu $$
static void center(Graph *g, const Tensor *x)
{
    tensor_mean(g->mean, x, 0);
    tensor_subtract(g->d, x, g->mean);
}

// ## Forward: square, mean and root
//
// The mean of the squared distances is the variance, $25$, and its root is the
// standard deviation, $s = 5$:
//
// $$ \sigma^2 = \frac{1}{N} \sum_n d_n^2, \qquad s = \sqrt{\sigma^2 + \varepsilon} $$
static void spread_of_batch(Graph *g)
{
    const double epsilon = 1e-5;
    tensor_multiply(g->product, g->d, g->d);
    tensor_mean(g->s, g->product, 0);
    for (int i = 0; i < g->s->size; i++) {
        g->s->data[i] = sqrt(g->s->data[i] + (real)epsilon);
    }
}

// ## Forward: divide
//
// A division is two nodes: one computes $1/s$, the other multiplies. With
// $v = 0.2$ the numbers become $\hat x = (-1.4, -0.2, 0.2, 1.4)$.
//
// $$ v = \frac{1}{s}, \qquad \hat x = d\,v $$
static void divide(Graph *g)
{
    tensor_fill(g->v, 1);
    tensor_divide(g->v, g->v, g->s);
    tensor_multiply(g->x_hat, g->d, g->v);
}

// ## Forward: scale and shift
//
// In the end the two numbers that are learnt give the feature another standard
// deviation and another mean. In the example let them be $\gamma = 1$ and
// $\beta = 0$.
//
// $$ y = \gamma \hat x + \beta $$
static void scale_and_shift(Tensor *y, const Graph *g)
{
    tensor_multiply(y, g->x_hat, g->base.params[GAMMA].value);
    tensor_add(y, y, g->base.params[BETA].value);
}

// ## Back through scale and shift
//
// Now the same nodes from the last to the first. Let $dout = (1, 0, 0, 0)$ come back.
// $\beta$ was added to every example, and $\gamma$ multiplied every $\hat x_n$: both
// collect from all examples, $d\beta = 1$ and $d\gamma = -1.4$. A product swaps its
// inputs, so $\hat x$ gets $dout$ times $\gamma$: $d\hat x = (1, 0, 0, 0)$.
//
// $$ \begin{aligned}
//    d\beta &= \sum_n dout_n, \quad d\gamma = \sum_n dout_n \hat x_n
//    \\ d\hat x &= dout\, \gamma
//    \end{aligned} $$
static void scale_and_shift_back(Graph *g, const Tensor *dout)
{
    tensor_sum(g->base.params[BETA].grad, dout, 0);
    tensor_multiply(g->product, dout, g->x_hat);
    tensor_sum(g->base.params[GAMMA].grad, g->product, 0);
    tensor_multiply(g->dx_hat, dout, g->base.params[GAMMA].value);
}

// ## Back through the division
//
// Again a product swaps its inputs: $d$ gets $d\hat x \, v$, and $v$, which served all
// examples, collects $d\hat x_n \, d_n$ from all of them. The slope of $1/s$ is
// $-1/s^2$. In the example $dd = (0.2, 0, 0, 0)$, $dv = -7$ and $ds = 7/25 = 0.28$.
//
// $$ \begin{aligned}
//    dd &= d\hat x \, v, \qquad dv = \sum_n d\hat x_n \, d_n
//    \\ ds &= -\frac{dv}{s^2} = -dv \, v^2
//    \end{aligned} $$
static void divide_back(Graph *g)
{
    tensor_multiply(g->dd, g->dx_hat, g->v);
    tensor_multiply(g->product, g->dx_hat, g->d);
    tensor_sum(g->dv, g->product, 0);
    tensor_multiply(g->ds, g->dv, g->v);
    tensor_multiply(g->ds, g->ds, g->v);
    tensor_scale(g->ds, -1, g->ds);
}

// ## Back through root, mean and square
//
// The root has the slope $1 / 2s$, the mean $1 / N$ and the square $2d$; the 2
// cancels. This is the second gradient that arrives at $d$, and it is added to the
// first, as the question above asked. In the example $ds / s = 0.056$, a quarter of
// it is $0.014$, and $dd$ becomes $(0.2, 0, 0, 0)$ plus
// $0.014 \cdot (-7, -1, 1, 7)$, that is, $(0.102, -0.014, 0.014, 0.098)$.
//
// $$ dd \leftarrow dd + \frac{ds}{s} \cdot \frac{d}{N} $$
static void spread_back(Graph *g)
{
    tensor_divide(g->ratio, g->ds, g->s);
    tensor_multiply(g->product, g->d, g->ratio);
    tensor_add_scaled(g->dd, 1 / (real)g->d->shape.n[0], g->product);
}

// ## Back through the distance and the mean
//
// If $x$ grows, $d$ grows by the same amount. If $\mu$ grows by 1, each of the
// $N$ distances falls by 1, so $\mu$ gets minus the sum of all $dd$. As a mean
// it hands an $N$-th of that to each example. The two gradients of $x$ are
// added: from each number of $dd$ the mean of all of them is subtracted. In the
// example the mean is $0.05$, and $dx = (0.052, -0.064, -0.036, 0.048)$.
//
// $$ dx = dd - \frac{1}{N} \sum_n dd_n $$
static void center_back(Graph *g, Tensor *dx)
{
    tensor_mean(g->mean_dd, g->dd, 0);
    tensor_subtract(dx, g->dd, g->mean_dd);
}

// ## The graph
//
// The whole graph: forward from left to right, backward from right to left.
static void graph_forward(Layer *layer, const Tensor *x)
{
    Graph *g = (Graph *)layer;
    CHECK(layer->mode == TRAINING, "%s knows training only",
          layer->kind->name);
    layer_check_input(
        layer, x, shape_rank(x->shape) == 2 && x->shape.n[1] == g->s->size,
        "(N, %d)", g->s->size);
    Tensor **const matrices[] = {&g->d,      &g->x_hat,   &g->dd,
                                 &g->dx_hat, &g->product, &layer->out};
    for (int i = 0; i < 6; i++) {
        *matrices[i] = tensor_fit(*matrices[i], x->shape);
    }
    center(g, x);
    spread_of_batch(g);
    divide(g);
    scale_and_shift(layer->out, g);
}

// To forget the line through $s$ is a mistake that is easily made. The program
// [batch_norm_gradient_check](batch_norm_gradient_check.c) makes it on purpose,
// with `complete` false.
static void graph_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    Graph *g = (Graph *)layer;
    scale_and_shift_back(g, dout);
    divide_back(g);
    if (g->complete) {
        spread_back(g);
    }
    if (dx != NULL) {
        center_back(g, dx);
    }
}

static void graph_free(Layer *layer)
{
    Graph *g = (Graph *)layer;
    Tensor *const owned[] = {g->d,    g->x_hat, g->dd,      g->dx_hat,
                             g->mean, g->s,     g->v,       g->product,
                             g->ds,   g->dv,    g->mean_dd, g->ratio};
    for (int i = 0; i < 12; i++) {
        tensor_free(owned[i]);
    }
}

static const LayerKind graph = {"batch_norm_graph", graph_forward,
                                graph_backward, graph_free};

Layer *batch_norm_graph_new(int features, bool complete)
{
    Graph *g = layer_new(&graph, sizeof *g);
    layer_add_param(&g->base, "gamma", SHAPE(features));
    layer_add_param(&g->base, "beta", SHAPE(features));
    tensor_fill(g->base.params[GAMMA].value, 1);
    g->complete = complete;
    Tensor **const rows[] = {&g->mean, &g->s,  &g->v,    &g->mean_dd,
                             &g->ds,   &g->dv, &g->ratio};
    for (int i = 0; i < 7; i++) {
        *rows[i] = tensor_new(SHAPE(features));
    }
    return &g->base;
}

// ## Without the nodes
//
// The layer does not walk through the nodes. Its one formula for $dx_i$ needs three
// slopes.
//
// If $x_i$ grows by 1, the mean grows by $1/N$. The change of $s$ is found
// through its square, $s^2 = \sigma^2 + \varepsilon$. In $\sigma^2$ two things
// move: $x_i$ itself, and $\mu$ in all $N$ distances. But all moves of $\mu$
// together change nothing, because the distances from the mean add up to zero:
//
// $$ \frac{1}{N} \sum_j 2 (x_j - \mu) \cdot \left( -\frac{1}{N} \right) = 0 $$
//
// So only $x_i$ itself counts, and the root adds its slope $1 / 2s$:
//
// $$ \begin{aligned}
//    \frac{\partial \sigma^2}{\partial x_i} &= \frac{2 (x_i - \mu)}{N},
//    \\ \frac{\partial s}{\partial x_i} &= \frac{1}{2s} \cdot \frac{2 (x_i - \mu)}{N} = \frac{\hat x_i}{N}
//    \end{aligned} $$
//
// Now the output $\hat x_j = (x_j - \mu) / s$ of an example $j$. It is a
// quotient, and [its rule](../ch04_learning/slopes.c) is $(f' g - f g') / g^2$.
// Here $g$ is $s$, with the slope that we have just found. And $f$ is
// $x_j - \mu$, with the slope $\delta_{ij} - 1/N$, where $\delta_{ij}$ is 1 if
// $i$ and $j$ are the same example, and else 0:
//
// $$ \begin{aligned}
//    \frac{\partial \hat x_j}{\partial x_i} &= \frac{\left( \delta_{ij} - \frac{1}{N} \right) s
//    - (x_j - \mu) \frac{\hat x_i}{N}}{s^2}
//    \\ &= \frac{1}{s} \left( \delta_{ij} - \frac{1}{N}
//    - \frac{\hat x_j \hat x_i}{N} \right)
//    \end{aligned} $$
//
// The chain rule multiplies it by $\gamma\, dout_j$ and adds over all $j$. Of
// the three terms the first leaves $dout_i$ only; the second and the third
// contain $\sum_j dout_j = d\beta$ and $\sum_j dout_j \hat x_j = d\gamma$. That
// is the formula of the [layer](../common/layers/batch_norm.c), which writes
// $M$ for $N$:
//
// $$ dx_i = \frac{\gamma}{s} \left( dout_i - \frac{d\beta}{N} - \hat x_i \frac{d\gamma}{N} \right) $$
//
// With the four numbers of the example it gives the same $dx$ as the nodes. The sum
// of $dx$ is 0, and must be: to move all inputs together changes no output. With a
// single example $\hat x = 0$ and $dout = d\beta$, so the bracket is 0: nothing goes
// back to the layers before, and only $\beta$ learns.
//
// ## From many steps to one formula
//
// Join the steps from the last one back to the first, write $\hat x$ for
// $d\,v$, and count the sums. Only two different ones are left, $d\beta$ and
// $d\gamma$, and all else is a common factor $\gamma / s$. The tests compare
// both forms on many shapes.
//
// **Check yourself.** The compact formula has three terms in its bracket. Which of
// them came along the line through $\mu$, and which along the line through $s$?
//
// *Answer.* The first one, $dout_i$, came directly. $-d\beta / N$ came along the
// line through $\mu$: it is minus the mean of all $dout$. And
// $-\hat x_i\, d\gamma / N$ came along the line through $s$.
