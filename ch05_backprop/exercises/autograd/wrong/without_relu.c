/* caught-by: autograd/as_the_layers */
#include <math.h>

#include "ch05.h"

static size_t count(const struct value *v) { return v->rows * v->columns; }

static struct value *node(struct tape *tape, size_t rows, size_t columns,
                          struct value *a, struct value *b,
                          void (*back)(const struct value *y))
{
    struct value *y = new_value(tape, rows, columns);
    y->from[0] = a;
    y->from[1] = b;
    y->back = back;
    return y;
}

static void add_back(const struct value *y)
{
    for (size_t i = 0; i < count(y); i++) {
        y->from[0]->dx[i] += y->dx[i];
        y->from[1]->dx[i] += y->dx[i];
    }
}

struct value *my_add(struct tape *tape, struct value *a, struct value *b)
{
    struct value *y = node(tape, a->rows, a->columns, a, b, add_back);
    for (size_t i = 0; i < count(y); i++) {
        y->x[i] = a->x[i] + b->x[i];
    }
    return y;
}

static void multiply_back(const struct value *y)
{
    struct value *a = y->from[0], *b = y->from[1];
    for (size_t i = 0; i < count(y); i++) {
        a->dx[i] += b->x[i] * y->dx[i];
        b->dx[i] += a->x[i] * y->dx[i];
    }
}

struct value *my_multiply(struct tape *tape, struct value *a, struct value *b)
{
    struct value *y = node(tape, a->rows, a->columns, a, b, multiply_back);
    for (size_t i = 0; i < count(y); i++) {
        y->x[i] = a->x[i] * b->x[i];
    }
    return y;
}

void my_walk_back(struct tape *tape, struct value *y)
{
    for (size_t k = 0; k < tape->n; k++) {
        for (size_t i = 0; i < count(&tape->value[k]); i++) {
            tape->value[k].dx[i] = 0;
        }
    }
    y->dx[0] = 1;
    for (size_t k = tape->n; k-- > 0;) {
        if (tape->value[k].back != NULL) {
            tape->value[k].back(&tape->value[k]);
        }
    }
}

static void product_back(const struct value *y)
{
    struct value *a = y->from[0], *b = y->from[1];
    for (size_t i = 0; i < y->rows; i++) {
        for (size_t k = 0; k < a->columns; k++) {
            for (size_t j = 0; j < y->columns; j++) {
                const float dy = y->dx[i * y->columns + j];
                a->dx[i * a->columns + k] += dy * b->x[k * b->columns + j];
                b->dx[k * b->columns + j] += dy * a->x[i * a->columns + k];
            }
        }
    }
}

struct value *my_product(struct tape *tape, struct value *a, struct value *b)
{
    struct value *y = node(tape, a->rows, b->columns, a, b, product_back);
    for (size_t i = 0; i < count(y); i++) {
        y->x[i] = 0;
    }
    for (size_t i = 0; i < y->rows; i++) {
        for (size_t k = 0; k < a->columns; k++) {
            for (size_t j = 0; j < y->columns; j++) {
                y->x[i * y->columns + j] +=
                    a->x[i * a->columns + k] * b->x[k * b->columns + j];
            }
        }
    }
    return y;
}

static void add_row_back(const struct value *y)
{
    for (size_t i = 0; i < count(y); i++) {
        y->from[0]->dx[i] += y->dx[i];
        y->from[1]->dx[i % y->columns] += y->dx[i];
    }
}

struct value *my_add_row(struct tape *tape, struct value *a, struct value *b)
{
    struct value *y = node(tape, a->rows, a->columns, a, b, add_row_back);
    for (size_t i = 0; i < count(y); i++) {
        y->x[i] = a->x[i] + b->x[i % y->columns];
    }
    return y;
}

static void relu_back(const struct value *y)
{
    struct value *a = y->from[0];
    for (size_t i = 0; i < count(y); i++) {
        a->dx[i] += a->x[i] > 0 ? y->dx[i] : 0;
    }
}

struct value *my_relu(struct tape *tape, struct value *a)
{
    struct value *y = node(tape, a->rows, a->columns, a, NULL, relu_back);
    for (size_t i = 0; i < count(y); i++) {
        y->x[i] = a->x[i] > 0 ? a->x[i] : 0;
    }
    return y;
}

static struct value *softmax(struct tape *tape, const struct value *scores)
{
    struct value *y = new_value(tape, scores->rows, scores->columns);
    for (size_t n = 0; n < y->rows; n++) {
        const float *s = scores->x + n * y->columns;
        float *p = y->x + n * y->columns, max = s[0], sum = 0;
        for (size_t k = 1; k < y->columns; k++) {
            max = fmaxf(max, s[k]);
        }
        for (size_t k = 0; k < y->columns; k++) {
            sum += p[k] = expf(s[k] - max);
        }
        for (size_t k = 0; k < y->columns; k++) {
            p[k] /= sum;
        }
    }
    return y;
}

static void softmax_loss_back(const struct value *y)
{
    const struct value *p = y->from[1];
    for (size_t i = 0; i < count(p); i++) {
        const int right = i % p->columns == y->t[i / p->columns];
        y->from[0]->dx[i] +=
            y->dx[0] * (p->x[i] - (float)right) / (float)p->rows;
    }
}

struct value *my_softmax_loss(struct tape *tape, struct value *scores,
                              const uint8_t *t)
{
    struct value *p = softmax(tape, scores);
    struct value *y = node(tape, 1, 1, scores, p, softmax_loss_back);
    y->t = t;
    y->x[0] = 0;
    for (size_t n = 0; n < p->rows; n++) {
        y->x[0] -= logf(p->x[n * p->columns + t[n]] + 1e-7f) / (float)p->rows;
    }
    return y;
}

struct value *my_two_layer_loss(struct tape *tape, struct value *x,
                                struct value *w1, struct value *b1,
                                struct value *w2, struct value *b2,
                                const uint8_t *t)
{
    struct value *z = my_add_row(tape, my_product(tape, x, w1), b1);
    struct value *y = my_product(tape, z, w2);
    return my_softmax_loss(tape, my_add_row(tape, y, b2), t);
}
