#include "ch05_test.h"
#include "exercise_digits.h"

EXERCISE(autograd);

/* --- the tape ------------------------------------------------------------ */
enum { MOST_VALUES = 28 };
static struct value made[MOST_VALUES];
static struct tape tape = {0, made};

static size_t size(const struct value *v) { return v->rows * v->columns; }

/* A place of the tape that is used again keeps its memory, if it fits. */
struct value *new_value(struct tape *t, size_t rows, size_t columns)
{
    expect(t->n < MOST_VALUES, "the tape is full: it holds %d values",
           MOST_VALUES);
    struct value *v = &t->value[t->n++];
    const int fits = v->x != NULL && size(v) == rows * columns;
    *v = (struct value){.rows = rows,
                        .columns = columns,
                        .x = fits ? v->x : blank(rows * columns),
                        .dx = fits ? v->dx : blank(rows * columns)};
    for (size_t i = 0; i < size(v); i++) {
        v->x[i] = v->dx[i] = NAN;
    }
    return v;
}

/* A value that was given. */
static struct value *given(size_t rows, size_t columns, const float *x)
{
    struct value *v = new_value(&tape, rows, columns);
    for (size_t i = 0; i < size(v); i++) {
        v->x[i] = x[i];
    }
    return v;
}

/* The walk back from y, whose gradient is dy, to a and b. In the gradients of these
   two, da and db stand already. */
static void go_back(struct value *y, const float *dy, struct value *a,
                    float da, struct value *b, float db)
{
    for (size_t k = 0; k < tape.n; k++) {
        struct value *v = &tape.value[k];
        for (size_t i = 0; i < size(v); i++) {
            v->dx[i] = v == a ? da : v == b ? db : v == y ? dy[i] : 0;
        }
    }
    for (size_t k = tape.n; k-- > 0;) {
        if (tape.value[k].back != NULL) {
            tape.value[k].back(&tape.value[k]);
        }
    }
    expect(y->back != NULL, "the new value remembers no way back");
    for (size_t k = 0; k < tape.n; k++) {
        const struct value *v = &tape.value[k];
        expect_guard(v->x, size(v), "x of a value");
        expect_guard(v->dx, size(v), "dx of a value");
    }
}

/* --- the steps ----------------------------------------------------------- */
Test(autograd, adds)
{
    struct value *a = given(1, 2, (const float[]){2, 3});
    struct value *b = given(1, 2, (const float[]){10, 20});
    struct value *y = my_add(&tape, a, b);
    expect_all_near(y->x, (const float[]){12, 23}, 2, 0, "a + b: y");
    go_back(y, (const float[]){1, 5}, a, 0, b, 0);
    expect_all_near(a->dx, (const float[]){1, 5}, 2, 0, "a + b: da");
    expect_all_near(b->dx, (const float[]){1, 5}, 2, 0, "a + b: db");
    go_back(y, (const float[]){1, 5}, a, 100, b, 0);
    expect_all_near(a->dx, (const float[]){101, 105}, 2, 0,
                    "a + b, over 100: da");
}

Test(autograd, multiplies)
{
    struct value *a = given(1, 2, (const float[]){2, 3});
    struct value *b = given(1, 2, (const float[]){10, 20});
    struct value *y = my_multiply(&tape, a, b);
    expect_all_near(y->x, (const float[]){20, 60}, 2, 0, "a * b: y");
    go_back(y, (const float[]){1, 5}, a, 0, b, 100);
    expect_all_near(a->dx, (const float[]){10, 100}, 2, 0, "a * b: da");
    expect_all_near(b->dx, (const float[]){102, 115}, 2, 0,
                    "a * b, over 100: db");
}

Test(autograd, walks_back)
{
    struct value *a = given(1, 1, (const float[]){3});
    struct value *b = given(1, 1, (const float[]){2});
    struct value *L = my_multiply(&tape, my_add(&tape, a, b), b);
    for (int walk = 0; walk < 2; walk++) {
        my_walk_back(&tape, L);
        const char *when = walk == 0 ? "" : "the second time, ";
        expect_near(L->dx[0], 1, 0, "%sL = (a + b) * b: dL", when);
        expect_near(a->dx[0], 2, 0, "%sL = (a + b) * b: da", when);
        expect_near(b->dx[0], 7, 0, "%sL = (a + b) * b: db", when);
    }
    my_multiply(&tape, L, a);
    my_walk_back(&tape, L);
    expect_near(a->dx[0], 2, 0, "L, before L * a: da");
}

Test(autograd, matrix_product)
{
    const float x[] = {1, 2, 3, 4, 5, 6}, w[] = {7, 8, 9, 10, 11, 12};
    const float product[] = {58, 64, 139, 154}, dy[] = {1, 0, -2, -1};
    const float da[] = {107, 109, 111, 78, 72, 66};
    const float db[] = {-7, -4, -8, -5, -9, -6};
    struct value *a = given(2, 3, x), *b = given(3, 2, w);
    struct value *y = my_product(&tape, a, b);
    expect_all_near(y->x, product, 4, 1e-6, "a b: y");
    go_back(y, dy, a, 100, b, 0);
    expect_all_near(a->dx, da, 6, 1e-6, "a b, over 100: da");
    expect_all_near(b->dx, db, 6, 1e-6, "a b: db");
}

Test(autograd, adds_a_row)
{
    const float x[] = {1, 2, 3, 4, 5, 6}, row[] = {10, 20, 30};
    const float sum[] = {11, 22, 33, 14, 25, 36};
    const float dy[] = {1, 2, 3, 10, 20, 30}, db[] = {111, 122, 133};
    const float da[] = {8, 9, 10, 17, 27, 37};
    struct value *a = given(2, 3, x), *b = given(1, 3, row);
    struct value *y = my_add_row(&tape, a, b);
    expect_all_near(y->x, sum, 6, 0, "A + b: y");
    go_back(y, dy, a, 7, b, 100);
    expect_all_near(a->dx, da, 6, 0, "A + b, over 7: dA");
    expect_all_near(b->dx, db, 3, 0, "A + b, over 100: db");
}

Test(autograd, relu)
{
    const float x[] = {2, 0, 3, -1, 5, -4}, cut[] = {2, 0, 3, 0, 5, 0};
    const float dy[] = {1, 2, 3, 4, -5, 6}, da[] = {8, 7, 10, 7, 2, 7};
    struct value *a = given(3, 2, x), *y = my_relu(&tape, a);
    expect_all_near(y->x, cut, 6, 0, "ReLU: y");
    go_back(y, dy, a, 7, NULL, 0);
    expect_all_near(a->dx, da, 6, 0, "ReLU, over 7: da");
}

/* The probabilities are (0.25, 0.75), (0.5, 0.5), and two times all or nothing. */
Test(autograd, softmax_loss)
{
    enum { ROWS = 4, SCORES = 2 * ROWS };
    const float scores[] = {0, 1.0986123f, 1000, 1000, 500, -500, -500, 500};
    const float da[] = {0.25f, -0.25f, -0.5f, 0.5f, 0, 0, 0, 0}, dL[] = {4};
    const uint8_t t[] = {1, 0, 0, 1};
    struct value *a = given(ROWS, 2, scores);
    struct value *L = my_softmax_loss(&tape, a, t);
    expect_near(L->x[0], 0.24520731, 2e-6, "softmax: L");
    go_back(L, (const float[]){1}, a, 0, NULL, 0);
    for (int i = 0; i < SCORES; i++) {
        expect_near(a->dx[i], (double)da[i] / 4, 1e-6, "softmax: da[%d]", i);
    }
    go_back(L, dL, a, 0, NULL, 0);
    expect_all_near(a->dx, da, SCORES, 1e-6, "softmax, dL = 4: da");
}

/* --- the network --------------------------------------------------------- */
enum { W1, B1, W2, B2, PARAMETERS };

/* Behind the parameters on the tape come those of a step; they go again. */
struct network {
    size_t in, hidden, classes;
    struct value *of[PARAMETERS];
};

static struct network network(size_t in, size_t hidden, size_t classes,
                              uint64_t seed)
{
    struct network net = {in, hidden, classes, {NULL}};
    const size_t rows[] = {in, 1, hidden, 1},
                 columns[] = {hidden, hidden, classes, classes};
    for (int p = 0; p < PARAMETERS; p++) {
        struct value *v = net.of[p] = new_value(&tape, rows[p], columns[p]);
        fill_with_noise(v->x, size(v), &seed);
        const float scale =
            p == W1 || p == W2 ? sqrtf(6.0f / (float)rows[p]) : 0.1f;
        for (size_t i = 0; i < size(v); i++) {
            v->x[i] *= scale;
        }
    }
    return net;
}

/* The loss, with all gradients found. */
static float loss_of(const struct network *net, const float *x,
                     const uint8_t *t, size_t batch)
{
    tape.n = PARAMETERS;
    struct value *L =
        my_two_layer_loss(&tape, given(batch, net->in, x), net->of[W1],
                          net->of[B1], net->of[W2], net->of[B2], t);
    my_walk_back(&tape, L);
    return L->x[0];
}

static void scores_of(const struct network *net, const float *x, float *z,
                      float *y, size_t batch)
{
    affine_forward(x, net->of[W1]->x, net->of[B1]->x, z, batch, net->in,
                   net->hidden);
    for (size_t i = 0; i < batch * net->hidden; i++) {
        z[i] = fmaxf(z[i], 0);
    }
    affine_forward(z, net->of[W2]->x, net->of[B2]->x, y, batch, net->hidden,
                   net->classes);
}

/* The same gradients, as the layers of this chapter find them. */
Test(autograd, as_the_layers)
{
    enum { BATCH = 7, IN = 3, HIDDEN = 5, CLASSES = 4 };
    const uint8_t t[BATCH] = {3, 0, 1, 2, 3, 3, 1};
    float x[BATCH * IN], z[BATCH * HIDDEN], y[BATCH * CLASSES];
    float dy[BATCH * CLASSES], dz[BATCH * HIDDEN], dx[BATCH * IN];
    float dw1[IN * HIDDEN], db1[HIDDEN], dw2[HIDDEN * CLASSES], db2[CLASSES];
    uint64_t seed = 5;
    fill_with_noise(x, BATCH * IN, &seed);
    const struct network net = network(IN, HIDDEN, CLASSES, 6);
    scores_of(&net, x, z, y, BATCH);
    softmax_forward(y, y, BATCH, CLASSES);
    softmax_loss_backward(y, t, dy, BATCH, CLASSES);
    affine_backward(z, net.of[W2]->x, dy, dz, dw2, db2, BATCH, HIDDEN,
                    CLASSES);
    for (int i = 0; i < BATCH * HIDDEN; i++) {
        dz[i] *= z[i] > 0;
    }
    affine_backward(x, net.of[W1]->x, dz, dx, dw1, db1, BATCH, IN, HIDDEN);
    loss_of(&net, x, t, BATCH);
    expect_all_near(net.of[B2]->dx, db2, CLASSES, 2e-6, "db2");
    expect_all_near(net.of[W2]->dx, dw2, HIDDEN * CLASSES, 2e-6, "dW2");
    expect_all_near(net.of[B1]->dx, db1, HIDDEN, 2e-6, "db1");
    expect_all_near(net.of[W1]->dx, dw1, IN * HIDDEN, 2e-6, "dW1");
}

enum { LEARNT = 2000, EXAMINED = 500, HIDDEN = 30, BATCH = 50, STEPS = 300 };

static int right_of(const struct network *net, const float *x,
                    const uint8_t *t)
{
    float z[HIDDEN], y[DIGIT_CLASSES];
    int right = 0;
    for (int n = 0; n < EXAMINED; n++) {
        scores_of(net, x + n * DIGIT_PIXELS, z, y, 1);
        int best = 0;
        for (int k = 1; k < DIGIT_CLASSES; k++) {
            best = y[k] > y[best] ? k : best;
        }
        right += best == t[n];
    }
    return right;
}

Test(autograd, reads_digits)
{
    float *x = exercise_malloc(LEARNT * DIGIT_PIXELS * sizeof *x);
    uint8_t t[LEARNT];
    draw_digits(x, t, LEARNT, 1);
    const struct network net =
        network(DIGIT_PIXELS, HIDDEN, DIGIT_CLASSES, 2);
    for (int step = 0; step < STEPS; step++) {
        const int first = step * BATCH % LEARNT;
        const float loss =
            loss_of(&net, x + first * DIGIT_PIXELS, t + first, BATCH);
        if (step % 75 == 0) {
            printf("step %3d: loss %.4f\n", step, (double)loss);
        }
        for (int p = 0; p < PARAMETERS; p++) {
            for (size_t i = 0; i < size(net.of[p]); i++) {
                net.of[p]->x[i] -= 0.5f * net.of[p]->dx[i];
            }
        }
    }
    draw_digits(x, t, EXAMINED, 3);
    const int right = right_of(&net, x, t);
    free(x);
    printf("after %d steps: %d of %d digits that it has never seen\n", STEPS,
           right, EXAMINED);
    expect(
        right >= 400,
        "after 300 steps it reads %d of 500 digits that it has never seen, "
        "but 400 or more are expected",
        right);
}
