#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "fast/step_slices.h"
#include "optimizers/adagrad.h"
#include "optimizers/adam.h"
#include "optimizers/momentum.h"
#include "optimizers/nesterov.h"
#include "optimizers/rmsprop.h"
#include "optimizers/sgd.h"
#include "support.h"
#include "system/threads.h"

enum { METHODS = 5, STEPS = 50, SIZE = 7 };

static Optimizer *make(int method)
{
    const real part = (real)0.9;
    switch (method) {
    case 0:
        return momentum_new((real)0.1, part);
    case 1:
        return nesterov_new((real)0.1, part);
    case 2:
        return adagrad_new((real)0.1);
    case 3:
        return rmsprop_new((real)0.1, (real)0.99);
    default:
        return adam_new((real)0.1, part, (real)0.999);
    }
}

/* One number, its gradient, and a method. */
typedef struct {
    real w, g;
    Tensor value, grad;
    Param param;
    Optimizer *optimizer;
} Single;

static void start(Single *s, Optimizer *optimizer, real w)
{
    *s = (Single){.w = w, .optimizer = optimizer};
    s->value = tensor_view(&s->w, SHAPE(1));
    s->grad = tensor_view(&s->g, SHAPE(1));
    s->param = (Param){"w", &s->value, &s->grad};
}

static real step(Single *s, real g)
{
    Param *const params[] = {&s->param};
    s->g = g;
    optimizer_step(s->optimizer, params, 1);
    return s->w;
}

/* -- by hand -------------------------------------------------------------- */

/* From 1, with the gradients 4, 4 and -2. */
Test(optimizers, steps_are_those_done_by_hand)
{
    static const double want[METHODS][3] = {
        /* v: -0.4, -0.76, -0.484 */
        {0.6, -0.16, -0.644},
        /* 0.9 v - 0.4: -0.76, -1.084; 0.9 v + 0.2: -0.2356 */
        {0.24, -0.844, -1.0796},
        /* h: 16, 32, 36; steps 0.1, 0.4 / sqrt(32), -0.2 / 6 */
        {0.9, 0.8292893219, 0.8626226552},
        /* h: 0.16, 0.3184, 0.355216; steps 1, 0.4 / 0.564269, … */
        {2.5e-7, -0.7088812050, -0.3733113},
        /* the corrected means are 4 and 16 twice; then m = 0.484,
           v = 0.035952016, divided by 0.271 and 0.002997001 */
        {0.9, 0.8, 0.7484344}};
    static const real gradients[] = {4, 4, -2};
    for (int i = 0; i < METHODS; i++) {
        Single s;
        start(&s, make(i), 1);
        for (int t = 0; t < 3; t++) {
            const double w = (double)step(&s, gradients[t]);
            cr_assert(fabs(w - want[i][t]) < 2e-6,
                      "%s, step %d: %.9g, not %g", s.optimizer->kind->name,
                      t + 1, w, want[i][t]);
        }
        optimizer_free(s.optimizer);
    }
}

/* -- against PyTorch's formulas ------------------------------------------- */

/* What torch.optim documents, for one number, in double. */
typedef struct {
    double w, buffer, square, rate;
    int t;
} Torch;

static void torch_sgd(Torch *s, double g, bool nesterov)
{
    s->buffer = s->t == 1 ? g : 0.9 * s->buffer + g;
    s->w -= s->rate * (nesterov ? g + 0.9 * s->buffer : s->buffer);
}

static void torch_adagrad(Torch *s, double g)
{
    s->square += g * g;
    s->w -= s->rate * g / (sqrt(s->square) + 1e-7);
}

static void torch_rmsprop(Torch *s, double g)
{
    s->square = 0.99 * s->square + 0.01 * g * g;
    s->w -= s->rate * g / (sqrt(s->square) + 1e-7);
}

static void torch_adam(Torch *s, double g)
{
    s->buffer = 0.9 * s->buffer + 0.1 * g;
    s->square = 0.999 * s->square + 0.001 * g * g;
    const double mean = s->buffer / (1 - pow(0.9, s->t));
    const double root = sqrt(s->square / (1 - pow(0.999, s->t)));
    s->w -= s->rate * mean / (root + 1e-7);
}

static void torch_step(int method, Torch *s, double g)
{
    s->t++;
    switch (method) {
    case 0:
    case 1:
        torch_sgd(s, g, method == 1);
        break;
    case 2:
        torch_adagrad(s, g);
        break;
    case 3:
        torch_rmsprop(s, g);
        break;
    default:
        torch_adam(s, g);
    }
}

static void compare_with_torch(int method)
{
    Rng rng = rng_new(3);
    Torch torch[SIZE];
    Param p = {"W", tensor_new(SHAPE(SIZE)), tensor_new(SHAPE(SIZE))};
    Param *const params[] = {&p};
    Optimizer *optimizer = make(method);
    fill_normal(p.value, &rng);
    for (int i = 0; i < SIZE; i++) {
        torch[i] = (Torch){.w = (double)p.value->data[i], .rate = 0.1};
    }
    for (int t = 1; t <= STEPS; t++) {
        fill_normal(p.grad, &rng);
        for (int i = 0; i < SIZE; i++) {
            torch_step(method, &torch[i], (double)p.grad->data[i]);
        }
        optimizer_step(optimizer, params, 1);
        for (int i = 0; i < SIZE; i++) {
            const double w = (double)p.value->data[i];
            cr_assert(fabs(w - torch[i].w) < TOLERANCE(5e-5, 1e-12),
                      "%s, step %d, number %d: %.12g, not %.12g",
                      optimizer->kind->name, t, i, w, torch[i].w);
        }
    }
    optimizer_free(optimizer);
    tensor_free(p.value);
    tensor_free(p.grad);
}

Test(optimizers, agree_with_the_formulas_of_pytorch)
{
    for (int i = 0; i < METHODS; i++) {
        compare_with_torch(i);
    }
}

/* -- what Nesterov's page derives ----------------------------------------- */

/* The value that is kept is theta + mu v, and theta walks as in the paper. */
Test(optimizers, nesterov_keeps_the_place_ahead)
{
    const double mu = 0.9, eta = 0.1;
    double theta = 3, v = 0;
    Single s;
    start(&s, nesterov_new((real)eta, (real)mu), 3);
    for (int t = 0; t < 20; t++) {
        const double ahead = theta + mu * v;
        cr_assert(fabs((double)s.w - ahead) < TOLERANCE(2e-6, 1e-13),
                  "step %d: %.12g, not %.12g", t, (double)s.w, ahead);
        v = mu * v - eta * 2 * ahead; /* the slope of x^2 */
        theta += v;
        step(&s, 2 * s.w);
    }
    optimizer_free(s.optimizer);
}

/* The book's step is longer than ours by mu^2 times the change of v. */
Test(optimizers, nesterov_differs_from_the_book_as_its_page_says)
{
    static const double gradients[] = {1, 0.5, -2, 3};
    const double mu = 0.9, eta = 0.1;
    double old = 0;
    Single s;
    start(&s, nesterov_new((real)eta, (real)mu), 0);
    for (int t = 0; t < 4; t++) {
        const double g = gradients[t], v = mu * old - eta * g;
        const double book = mu * mu * v - (1 + mu) * eta * g;
        const double before = (double)s.w;
        const double ours = (double)step(&s, (real)g) - before;
        cr_assert(fabs(book - ours - mu * mu * (v - old)) <
                      TOLERANCE(1e-6, 1e-14),
                  "step %d: the book's %g, ours %g", t, book, ours);
        cr_assert(
            t > 0 || (fabs(book + 0.271) < 1e-12 && fabs(ours + 0.19) < 1e-6),
            "first: the book's %g, ours %g", book, ours);
        old = v;
    }
    optimizer_free(s.optimizer);
}

/* The corrections in the rate, as in the book's program, are Adam with an
   epsilon that begins 1 / sqrt(0.001) = 31.6 times as large. */
Test(optimizers, adam_differs_from_the_book_only_in_epsilon)
{
    const double sizes[] = {1, 1e-7};
    for (int i = 0; i < 2; i++) {
        const double g = sizes[i], m = 0.1 * g, v = 0.001 * g * g;
        const double book = 0.1 * sqrt(0.001) / 0.1 * m / (sqrt(v) + 1e-7);
        Single s;
        start(&s, adam_new((real)0.1, (real)0.9, (real)0.999), 0);
        const double ours = -(double)step(&s, (real)g);
        const double want = 0.1 * g / (g + 1e-7);
        const double folded = 0.1 * g / (g + 1e-7 / sqrt(0.001));
        cr_assert(fabs(ours - want) < 1e-5 * want, "%g: ours %g, not %g", g,
                  ours, want);
        cr_assert(fabs(book - folded) < 1e-9, "%g: the book's %g, not %g", g,
                  book, folded);
        cr_assert(i == 0 || ours > 10 * book, "%g: ours %g, the book's %g", g,
                  ours, book);
        optimizer_free(s.optimizer);
    }
}

/* The first step with a rate of 0.1, a gradient of 0.001, and the same number as
   epsilon. */
Test(optimizers, every_root_gets_the_epsilon_that_is_set)
{
    static const double root[METHODS] = {0, 0, 1e-3, 1e-4, 1e-3};
    for (int i = 2; i < METHODS; i++) {
        Single s;
        start(&s, make(i), 0);
        s.optimizer->epsilon = (real)1e-3;
        const double w = (double)step(&s, (real)1e-3);
        const double want = -0.1 * 1e-3 / (root[i] + 1e-3);
        cr_assert(fabs(w - want) < 1e-6, "%s: %.9g, not %.9g",
                  s.optimizer->kind->name, w, want);
        optimizer_free(s.optimizer);
    }
}

/* -- properties ----------------------------------------------------------- */

Test(optimizers, no_gradient_no_step)
{
    for (int i = 0; i < METHODS; i++) {
        Single s;
        start(&s, make(i), 5);
        for (int t = 0; t < 3; t++) {
            const real w = step(&s, 0);
            cr_assert(w == 5, "%s moved to %g", s.optimizer->kind->name,
                      (double)w);
        }
        optimizer_free(s.optimizer);
    }
}

/* After one step, what has a speed rolls on without a gradient. */
Test(optimizers, only_a_speed_rolls_on)
{
    static const bool rolls[METHODS] = {true, true, false, false, true};
    for (int i = 0; i < METHODS; i++) {
        Single s;
        start(&s, make(i), 5);
        const real first = step(&s, 1), second = step(&s, 0);
        cr_assert((second < first) == rolls[i] && second <= first,
                  "%s: %g, then %g", s.optimizer->kind->name, (double)first,
                  (double)second);
        optimizer_free(s.optimizer);
    }
}

/* The methods that divide by the size do not care for it. */
Test(optimizers, some_steps_do_not_depend_on_the_size_of_the_gradient)
{
    for (int i = 2; i < METHODS; i++) {
        Single small, large;
        start(&small, make(i), 0);
        start(&large, make(i), 0);
        for (int t = 1; t <= 5; t++) {
            const double a = (double)step(&small, (real)t);
            const double b = (double)step(&large, (real)(1000 * t));
            cr_assert(a < 0 && fabs(a - b) < 1e-5, "%s: %g and %g",
                      small.optimizer->kind->name, a, b);
        }
        optimizer_free(small.optimizer);
        optimizer_free(large.optimizer);
    }
}

/* (w - 3)^2 has its lowest place at 3. */
Test(optimizers, arrive_in_a_bowl)
{
    for (int i = 0; i < METHODS; i++) {
        Single s;
        start(&s, make(i), 2);
        for (int t = 0; t < 1000; t++) {
            step(&s, 2 * (s.w - 3));
        }
        cr_assert(fabs((double)s.w - 3) < 0.06, "%s ended at %g",
                  s.optimizer->kind->name, (double)s.w);
        optimizer_free(s.optimizer);
    }
}

Test(optimizers, keep_so_many_tensors_as_their_kind_says)
{
    Param p = {"W", tensor_new(SHAPE(3)), tensor_new(SHAPE(3))};
    Param *const params[] = {&p};
    for (int method = 0; method <= METHODS; method++) {
        Optimizer *o = method < METHODS ? make(method) : sgd_new(1);
        optimizer_prepare(o, params, 1);
        for (int m = 0; m < MAX_MEMORIES; m++) {
            const bool kept = o->memory[0][m] != NULL;
            cr_assert_eq(kept, m < o->kind->memories, "%s: memory %d",
                         o->kind->name, m);
        }
        optimizer_free(o);
    }
    tensor_free(p.value);
    tensor_free(p.grad);
}

Test(optimizers, remember_in_the_shape_of_the_value)
{
    static const int memories[METHODS] = {1, 1, 1, 1, 2};
    for (int i = 0; i < METHODS; i++) {
        Param W = {"W", tensor_new(SHAPE(3, 5)), tensor_new(SHAPE(3, 5))};
        Param b = {"b", tensor_new(SHAPE(5)), tensor_new(SHAPE(5))};
        Param *const params[] = {&W, &b};
        Optimizer *o = make(i);
        optimizer_step(o, params, 2);
        cr_assert_eq(o->kind->memories, memories[i], "%s: %d", o->kind->name,
                     o->kind->memories);
        for (int m = 0; m < memories[i]; m++) {
            const Tensor *first = o->memory[0][m], *second = o->memory[1][m];
            cr_assert(shape_equal(first->shape, SHAPE(3, 5)) &&
                          shape_equal(second->shape, SHAPE(5)),
                      "%s: %s and %s", o->kind->name,
                      shape_text(first->shape).text,
                      shape_text(second->shape).text);
        }
        optimizer_free(o);
        tensor_free(W.value);
        tensor_free(W.grad);
        tensor_free(b.value);
        tensor_free(b.grad);
    }
}

/* Enough numbers that threads share the loop, and an odd count. */
enum { MANY = 100003 };

static void walk(int method, int threads, real *result)
{
    Rng rng = rng_new(8);
    Param p = {"W", tensor_new(SHAPE(MANY)), tensor_new(SHAPE(MANY))};
    Param *const params[] = {&p};
    Optimizer *optimizer = make(method);
    threads_use(threads);
    for (int t = 0; t < 3; t++) {
        fill_normal(p.grad, &rng);
        optimizer_step(optimizer, params, 1);
    }
    memcpy(result, p.value->data, MANY * sizeof *result);
    optimizer_free(optimizer);
    tensor_free(p.value);
    tensor_free(p.grad);
}

Test(optimizers, the_same_bytes_with_any_number_of_threads)
{
    real *one = allocate(MANY, sizeof *one);
    real *more = allocate(MANY, sizeof *more);
    for (int i = 0; i < METHODS; i++) {
        walk(i, 1, one);
        for (int threads = 2; threads <= 3; threads++) {
            walk(i, threads, more);
            const bool same = memcmp(one, more, MANY * sizeof *one) == 0;
            cr_assert(same, "method %d differs with %d threads", i, threads);
        }
        cr_assert(fabs((double)one[MANY - 1]) > 0, "the last did not move");
    }
    free(one);
    free(more);
}

/* Counts how often a number comes by, in its gradient. */
static void count_once(void *context, int i, int first, int end)
{
    Param *const *params = context;
    for (int k = first; k < end; k++) {
        params[i]->grad->data[k] += 1;
    }
}

/* Fewer numbers than slices, as many, and many more. */
Test(optimizers, in_slices_each_number_comes_by_once)
{
    const int sizes[] = {1, 7, 256, MANY};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    Param list[COUNT], *params[COUNT];
    for (int i = 0; i < COUNT; i++) {
        list[i] = param_new("W", SHAPE(sizes[i]));
        params[i] = &list[i];
    }
    for (int threads = 1; threads <= 3; threads++) {
        threads_use(threads);
        step_in_slices(params, COUNT, count_once, params);
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < sizes[i]; k++) {
                const int times = (int)list[i].grad->data[k];
                cr_assert(times == threads,
                          "%d threads, number %d of %d: %d times", threads, k,
                          sizes[i], times);
            }
        }
    }
    for (int i = 0; i < COUNT; i++) {
        param_clear(&list[i]);
    }
}

/* -- wrong use ------------------------------------------------------------ */

/* 1, or what becomes 1 as a real. */
static double as_good_as_one(void)
{
    return sizeof(real) == sizeof(double) ? 1 : 1 - 1e-12;
}

static void a_momentum_of_one(void *context)
{
    (void)context;
    momentum_new(1, as_good_as_one());
}

static void a_negative_momentum(void *context)
{
    (void)context;
    nesterov_new(1, -0.5);
}

static void a_decay_of_one(void *context)
{
    (void)context;
    rmsprop_new(1, as_good_as_one());
}

static void a_second_mean_of_one(void *context)
{
    (void)context;
    adam_new(1, 0.5, as_good_as_one());
}

static void a_first_mean_below_zero(void *context)
{
    (void)context;
    adam_new(1, -0.5, 0.5);
}

/* What lies on the other side of what is allowed. */
static void settings_beyond(void *context)
{
    switch (*(int *)context) {
    case 0:
        momentum_new(1, -1);
        break;
    case 1:
        nesterov_new(1, as_good_as_one());
        break;
    case 2:
        rmsprop_new(1, -1);
        break;
    case 3:
        adam_new(1, as_good_as_one(), 0);
        break;
    default:
        adam_new(1, 0, -1);
    }
}

static void a_short_gradient(void *context)
{
    (void)context;
    Param W = {"W", tensor_new(SHAPE(3)), tensor_new(SHAPE(2))};
    Param *const params[] = {&W};
    optimizer_step(adagrad_new(1), params, 1);
}

static void a_longer_value_later(void *context)
{
    (void)context;
    Param W = {"W", tensor_new(SHAPE(3)), tensor_new(SHAPE(3))};
    Param V = {"V", tensor_new(SHAPE(4)), tensor_new(SHAPE(4))};
    Param *const params[] = {&W}, *const others[] = {&V};
    Optimizer *adam = adam_new(1, (real)0.9, (real)0.999);
    optimizer_step(adam, params, 1);
    optimizer_step(adam, others, 1);
}

Test(optimizers, broken_promises_stop)
{
    expect_stop(a_momentum_of_one, NULL, "Momentum keeps 1 of its speed");
    expect_stop(a_negative_momentum, NULL, "Nesterov keeps -0.5 of its");
    expect_stop(a_decay_of_one, NULL, "RMSprop keeps 1 of its mean");
    expect_stop(a_second_mean_of_one, NULL, "Adam keeps 0.5 and 1 of its");
    expect_stop(a_first_mean_below_zero, NULL, "Adam keeps -0.5 and 0.5");
    static const char *const beyond[] = {
        "Momentum keeps -1 of its", "Nesterov keeps 1 of its",
        "RMSprop keeps -1 of its", "Adam keeps 1 and 0 of its",
        "Adam keeps 0 and -1 of its"};
    for (int i = 0; i < 5; i++) {
        expect_stop(settings_beyond, &i, beyond[i]);
    }
    Optimizer *least[] = {momentum_new(1, 0), nesterov_new(1, 0),
                          rmsprop_new(1, 0), adam_new(1, 0, 0)};
    for (int i = 0; i < 4; i++) {
        optimizer_free(least[i]);
    }
    expect_stop(a_short_gradient, NULL,
                "AdaGrad: a step with a gradient (2)");
    expect_stop(a_longer_value_later, NULL, "a value (4) where (3) was");
}
