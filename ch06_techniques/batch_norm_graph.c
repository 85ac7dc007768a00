// # Batch normalization, node by node
//
// [The layer](../common/layers/batch_norm.c) has one formula for its gradient, and
// nobody sees at a glance where it comes from. **Can the computational graph of
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
// *Answer.* They are added, as where two paths met in chapter 5: a change of
// the number reaches the end through both lines.
#include "batch_norm_graph.h"

#include <tgmath.h>

enum { GAMMA, BETA };

typedef struct {
    Layer base;
    bool complete;
    Tensor *d, *x_hat; /* (N, D): the distance, the normalized input; owned */
    Tensor *dd, *room; /* (N, D): the gradient of d, and a help; owned */
    Tensor *mean, *s;  /* (D); owned */
    Tensor *inverse;   /* (D): 1 / s; owned */
    Tensor *dinverse;  /* (D): its gradient, then those before it; owned */
} Graph;

// ## Mean, and the distance from it
//
// The sections follow the way forward; the way back runs through them from the last
// one up to this one. A $d$ in front of a letter means its gradient: $dd$ is that
// of $d$.
//
// Forward, the mean of the batch is taken, and each number's distance from it:
//
// $$ \mu = \frac{1}{N} \sum_n x_n, \qquad d = x - \mu $$
static void center(Graph *g, const Tensor *x)
{
    tensor_mean(g->mean, x, 0);
    tensor_subtract(g->d, x, g->mean);
}

// Back: $d$ moves with $x$, and against $\mu$ in every row. So $\mu$ gets minus the sum
// of all rows, and gives each row an $N$-th of it. The two gradients of $x$ are
// added: that is the answer to the question above.
//
// $$ dx = dd - \frac{1}{N} \sum_n dd_n $$
static void center_back(Graph *g, Tensor *dx)
{
    tensor_mean(g->mean, g->dd, 0);
    tensor_subtract(dx, g->dd, g->mean);
}

// ## Square, mean and root
//
// The mean of the squared distances is the variance, and its root is the
// spread:
//
// $$ \sigma^2 = \frac{1}{N} \sum_n d_n^2, \qquad s = \sqrt{\sigma^2 + \varepsilon} $$
static void spread_of_batch(Graph *g)
{
    const real epsilon = (real)1e-5;
    tensor_multiply(g->room, g->d, g->d);
    tensor_mean(g->s, g->room, 0);
    for (int i = 0; i < g->s->size; i++) {
        g->s->data[i] = sqrt(g->s->data[i] + epsilon);
    }
}

// Back: the root has the slope $1 / 2s$, the mean $1 / N$ and the square $2d$. The
// 2 cancels. This is the second gradient of $d$, and is added to the first, which
// has come from the division, one section further down.
//
// $$ dd \leftarrow dd + \frac{ds}{s} \cdot \frac{d}{N} $$
static void spread_back(Graph *g, Tensor *ds)
{
    tensor_divide(ds, ds, g->s);
    tensor_multiply(g->room, g->d, ds);
    tensor_add_scaled(g->dd, 1 / (real)g->d->shape.n[0], g->room);
}

// ## Divide
//
// A division is two nodes: one turns $s$ over, the other multiplies.
//
// $$ v = \frac{1}{s}, \qquad \hat x = d\,v $$
static void divide(Graph *g)
{
    tensor_fill(g->inverse, 1);
    tensor_divide(g->inverse, g->inverse, g->s);
    tensor_multiply(g->x_hat, g->d, g->inverse);
}

// Back: a product swaps its inputs. $v$ served all rows, so it collects from all.
// The slope of $1/s$ is $-1/s^2$:
//
// $$ \begin{aligned}
//    dd &= d\hat x \, v, \qquad dv = \sum_n d\hat x_n \, d_n
//    \\ ds &= -\frac{dv}{s^2}
//    \end{aligned} $$
//
// Here `dd` holds $d\hat x$ at first.
static void divide_back(Graph *g, Tensor *ds)
{
    tensor_multiply(g->room, g->dd, g->d);
    tensor_sum(ds, g->room, 0);
    for (int k = 0; k < 2; k++) {
        tensor_multiply(ds, ds, g->inverse);
    }
    tensor_scale(ds, -1, ds);
    tensor_multiply(g->dd, g->dd, g->inverse);
}

// ## Scale and shift
//
// In the end the two numbers that are learnt give the feature another spread
// and mean:
//
// $$ y = \gamma \hat x + \beta $$
static void scale_and_shift(Tensor *y, const Graph *g)
{
    tensor_multiply(y, g->x_hat, g->base.params[GAMMA].value);
    tensor_add(y, y, g->base.params[BETA].value);
}

// $$ \begin{aligned}
//    d\beta &= \sum_n dout_n, \quad d\gamma = \sum_n dout_n \hat x_n
//    \\ d\hat x &= dout\, \gamma
//    \end{aligned} $$
static void scale_and_shift_back(Graph *g, const Tensor *dout)
{
    tensor_sum(g->base.params[BETA].grad, dout, 0);
    tensor_multiply(g->room, dout, g->x_hat);
    tensor_sum(g->base.params[GAMMA].grad, g->room, 0);
    tensor_multiply(g->dd, dout, g->base.params[GAMMA].value);
}

// ## The graph
//
// Forward from left to right, backward from right to left.
static void graph_forward(Layer *layer, const Tensor *x)
{
    Graph *g = (Graph *)layer;
    CHECK(layer->mode == TRAINING, "%s knows training only",
          layer->kind->name);
    layer_check_input(
        layer, x, shape_rank(x->shape) == 2 && x->shape.n[1] == g->s->size,
        "(N, %d)", g->s->size);
    Tensor **const matrices[] = {&g->d, &g->x_hat, &g->dd, &g->room,
                                 &layer->out};
    for (int i = 0; i < 5; i++) {
        *matrices[i] = tensor_fit(*matrices[i], x->shape);
    }
    center(g, x);
    spread_of_batch(g);
    divide(g);
    scale_and_shift(layer->out, g);
}

// To forget the line through $s$ is a mistake that is easily made. The program
// [batch_norm_gradient_check](batch_norm_gradient_check.c) asks for it, with
// `complete` false.
static void graph_backward(Layer *layer, const Tensor *dout, Tensor *dx)
{
    Graph *g = (Graph *)layer;
    scale_and_shift_back(g, dout);
    divide_back(g, g->dinverse);
    if (g->complete) {
        spread_back(g, g->dinverse);
    }
    if (dx != NULL) {
        center_back(g, dx);
    }
}

static void graph_free(Layer *layer)
{
    Graph *g = (Graph *)layer;
    Tensor *const owned[] = {g->d,    g->x_hat, g->dd,      g->room,
                             g->mean, g->s,     g->inverse, g->dinverse};
    for (int i = 0; i < 8; i++) {
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
    g->mean = tensor_new(SHAPE(features));
    g->s = tensor_new(SHAPE(features));
    g->inverse = tensor_new(SHAPE(features));
    g->dinverse = tensor_new(SHAPE(features));
    return &g->base;
}

// ## Without the nodes
//
// The layer does not walk through the nodes. Its one formula for $dx_i$ needs three
// slopes.
//
// If $x_i$ grows by 1, the mean grows by $1/M$. What $s$ does is found through its
// square, $s^2 = \sigma^2 + \varepsilon$. The moving of $\mu$ does not matter there,
// because the distances from the mean add up to zero:
//
// $$ \begin{aligned}
//    \frac{\partial \sigma^2}{\partial x_i} &= \frac{2 (x_i - \mu)}{M},
//    \\ \frac{\partial s}{\partial x_i} &= \frac{1}{2s} \cdot \frac{2 (x_i - \mu)}{M} = \frac{\hat x_i}{M}
//    \end{aligned} $$
//
// Now the output of another example $j$, by the rule for a quotient. $\delta_{ij}$ is
// 1 if both are the same example, and else 0:
//
// $$ \frac{\partial \hat x_j}{\partial x_i} = \frac{1}{s} \left( \delta_{ij} - \frac{1}{M}
//    - \frac{\hat x_j \hat x_i}{M} \right) $$
//
// The chain rule multiplies it by $\gamma\, dout_j$ and adds over all $j$. Two of the sums
// are the gradients of the parameters, because $y_j = \gamma \hat x_j + \beta$. With them
// it is the formula of the [layer](../common/layers/batch_norm.c):
//
// $$ dx_i = \frac{\gamma}{s} \left( dout_i - \frac{d\beta}{M} - \hat x_i \frac{d\gamma}{M} \right) $$
//
// Check it on four numbers, $1, 7, 9, 15$, whose $\hat x$ is $-1.4, -0.2, 0.2, 1.4$. Let
// $\gamma = 1$ and $dout = (1, 0, 0, 0)$. Then $d\beta = 1$, $d\gamma = -1.4$ and
// $dx = (0.052, -0.064, -0.036, 0.048)$. The sum of $dx$ is 0, and must be: to move all
// inputs together changes no output. With a single example, $\hat x = 0$ and
// $dout = d\beta$: nothing comes back but $d\beta$, and nothing is learnt below.
//
// ## From many steps to one formula
//
// Put the steps back to back, write $\hat x$ for $d\,v$, and count the sums.
// Only two different ones are left, $d\beta$ and $d\gamma$, and all else is a
// common factor $\gamma / s$. So the compact form needs two passes over the
// batch and no memory for what is between. The tests compare both forms on
// many shapes.
//
// **Check yourself.** The compact formula has three terms in its bracket. Which of
// them came along the line through $\mu$, and which along the line through $s$?
//
// *Answer.* The first one, $dout_i$, came directly. $-d\beta / M$ came along
// the line through $\mu$: it is minus the mean of all $dout$. And
// $-\hat x_i\, d\gamma / M$ came along the line through $s$.
