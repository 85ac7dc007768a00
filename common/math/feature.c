// # The numbers of one feature
//
// In a matrix $(N, C)$ the numbers of a feature are below each other, one in
// each row. In images $(N, C, H, W)$ a **feature** is a whole channel: a
// filter looks at all places alike, so its results belong together. **How can
// one loop serve both?** A matrix is a batch of images of one pixel.
//
// So number $i$ of a batch lies in plane $i / P$, where $P = HW$ is the size of a
// plane. The planes of an image are its features, one after the other, and then the
// next image begins.
#include "math/feature.h"

#include "fast/choice.h"
#include "fast/feature_passes.h"

static int plane_size(const Tensor *x)
{
    return x->size / (x->shape.n[0] * x->shape.n[1]);
}

static int feature_of(const Tensor *x, int i)
{
    return i / plane_size(x) % x->shape.n[1];
}

// A feature of a matrix of six rows has $M = 6$ numbers, one of six images of $5 \times 7$
// places has 210.
real feature_count(const Tensor *x)
{
    return (real)x->shape.n[0] * (real)plane_size(x);
}

// ## Mean and variance
//
// For feature $c$, with $M$ numbers in it:
//
// $$ \mu_c = \frac{1}{M} \sum_i x_i $$
//
// Here and below, a sum with $c$ on its left runs over the numbers of feature $c$.
void feature_mean_plain(Tensor *mean, const Tensor *x)
{
    tensor_fill(mean, 0);
    for (int i = 0; i < x->size; i++) {
        mean->data[feature_of(x, i)] += x->data[i];
    }
    tensor_scale(mean, 1 / feature_count(x), mean);
}

// The distances come first and are squared then. In one pass, by the mean square
// minus the squared mean, two large numbers would nearly cancel.
//
// $$ d_i = x_i - \mu_c, \qquad \sigma_c^2 = \frac{1}{M} \sum_i d_i^2 $$
void feature_center_plain(Tensor *distance, Tensor *variance, const Tensor *x,
                          const Tensor *mean)
{
    tensor_fill(variance, 0);
    for (int i = 0; i < x->size; i++) {
        const int c = feature_of(x, i);
        const real d = x->data[i] - mean->data[c];
        distance->data[i] = d;
        variance->data[c] += d * d;
    }
    tensor_scale(variance, 1 / feature_count(x), variance);
}

// ## Another mean, another variance
//
// A factor turns the distances into $\hat x$, and $\gamma$ and $\beta$ turn that into $y$.
// Both are kept: $\hat x$ takes the place of the distances.
//
// $$ \hat x_i = f_c\, d_i, \qquad y_i = \gamma_c\, \hat x_i + \beta_c $$
void feature_normalize_plain(Tensor *y, Tensor *x, const Tensor *factor,
                             const Tensor *gamma, const Tensor *beta)
{
    for (int i = 0; i < x->size; i++) {
        const int c = feature_of(x, i);
        x->data[i] *= factor->data[c];
        y->data[i] = gamma->data[c] * x->data[i] + beta->data[c];
    }
}

// If the mean is known before, all is one formula.
//
// $$ y_i = (x_i - \mu_c)\, a_c + b_c $$
void feature_rescale_plain(Tensor *y, const Tensor *x, const Tensor *mean,
                           const Tensor *scale, const Tensor *shift)
{
    for (int i = 0; i < x->size; i++) {
        const int c = feature_of(x, i);
        y->data[i] =
            (x->data[i] - mean->data[c]) * scale->data[c] + shift->data[c];
    }
}

// ## Back
//
// On the way back two sums over each feature are needed:
//
// $$ s_c = \sum_i y_i, \qquad p_c = \sum_i y_i\, x_i $$
void feature_sums_plain(Tensor *sum, Tensor *product, const Tensor *y,
                        const Tensor *x)
{
    tensor_fill(sum, 0);
    tensor_fill(product, 0);
    for (int i = 0; i < x->size; i++) {
        const int c = feature_of(x, i);
        sum->data[c] += y->data[i];
        product->data[c] += y->data[i] * x->data[i];
    }
}

// If $x$ has the mean 0 and the variance 1, these sums divided by $M$ say how much of $y$
// is the same for all its numbers, and how much goes along with $x$. Here both are taken
// away, and the rest is scaled.
//
// $$ r_i = a_c \left( y_i - \frac{s_c}{M} - x_i\, \frac{p_c}{M} \right) $$
void feature_rest_plain(Tensor *rest, const Tensor *scale, const Tensor *y,
                        const Tensor *sum, const Tensor *x,
                        const Tensor *product)
{
    const real share = 1 / feature_count(x);
    for (int i = 0; i < x->size; i++) {
        const int c = feature_of(x, i);
        const real mean = share * sum->data[c];
        const real along = share * product->data[c];
        rest->data[i] =
            scale->data[c] * (y->data[i] - mean - x->data[i] * along);
    }
}

// ## The same, faster
//
// These give the same numbers; [another page](../fast/feature_passes.c) says how. In
// sums of many numbers the last digit may differ, because they are added up in another
// order.
static void check_fit(const Tensor *x, const Tensor *y, int count,
                      const Tensor *const rows[])
{
    const int rank = shape_rank(x->shape);
    CHECK(rank == 2 || rank == 4,
          "%s has no features, which are axis 1 of "
          "a matrix or of images",
          shape_text(x->shape).text);
    CHECK(y->size == x->size, "%s beside %s", shape_text(y->shape).text,
          shape_text(x->shape).text);
    for (int k = 0; k < count; k++) {
        CHECK(rows[k]->size == x->shape.n[1],
              "%s has not one number for each feature of %s",
              shape_text(rows[k]->shape).text, shape_text(x->shape).text);
    }
}

void feature_mean(Tensor *mean, const Tensor *x)
{
    check_fit(x, x, 1, (const Tensor *[]){mean});
    (FAST ? feature_mean_fast : feature_mean_plain)(mean, x);
}

void feature_center(Tensor *distance, Tensor *variance, const Tensor *x,
                    const Tensor *mean)
{
    check_fit(x, distance, 2, (const Tensor *[]){variance, mean});
    (FAST ? feature_center_fast : feature_center_plain)(distance, variance, x,
                                                        mean);
}

void feature_normalize(Tensor *y, Tensor *x, const Tensor *factor,
                       const Tensor *gamma, const Tensor *beta)
{
    check_fit(x, y, 3, (const Tensor *[]){factor, gamma, beta});
    (FAST ? feature_normalize_fast : feature_normalize_plain)(y, x, factor,
                                                              gamma, beta);
}

void feature_rescale(Tensor *y, const Tensor *x, const Tensor *mean,
                     const Tensor *scale, const Tensor *shift)
{
    check_fit(x, y, 3, (const Tensor *[]){mean, scale, shift});
    (FAST ? feature_rescale_fast : feature_rescale_plain)(y, x, mean, scale,
                                                          shift);
}

void feature_sums(Tensor *sum, Tensor *product, const Tensor *y,
                  const Tensor *x)
{
    check_fit(x, y, 2, (const Tensor *[]){sum, product});
    (FAST ? feature_sums_fast : feature_sums_plain)(sum, product, y, x);
}

void feature_rest(Tensor *rest, const Tensor *scale, const Tensor *y,
                  const Tensor *sum, const Tensor *x, const Tensor *product)
{
    check_fit(x, y, 3, (const Tensor *[]){scale, sum, product});
    check_fit(x, rest, 0, NULL);
    (FAST ? feature_rest_fast : feature_rest_plain)(rest, scale, y, sum, x,
                                                    product);
}
