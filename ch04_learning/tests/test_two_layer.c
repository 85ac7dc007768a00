/* The three ways of this chapter to the same gradient. */
#include <criterion/criterion.h>
#include <string.h>

#include "learner.h"
#include "math/gradient.h"
#include "numerical_fast.h"
#include "support.h"
#include "system/threads.h"
#include "twins.h"

/* Random images and labels; some pixels are 0, as in a digit. */
static Dataset make_images(int count, int height, int width, int classes,
                           Rng *rng)
{
    Dataset data = dataset_new(count, height, width, classes);
    for (int i = 0; i < count * height * width; i++) {
        const int pixel = rng_below(rng, 400) - 144;
        data.pixels[i] = (uint8_t)(pixel > 0 ? pixel : 0);
    }
    for (int i = 0; i < count; i++) {
        data.labels[i] = (uint8_t)rng_below(rng, classes);
    }
    return data;
}

Test(two_layer, has_the_shapes_of_the_book)
{
    Rng rng = rng_new(1);
    TwoLayer net = two_layer_new(7, 5, 3, &rng);
    Param *params[TWO_LAYER_PARAMS];
    two_layer_params(&net, params);
    const Shape want[] = {SHAPE(7, 5), SHAPE(5), SHAPE(5, 3), SHAPE(3)};
    const char *const names[] = {"W1", "b1", "W2", "b2"};
    for (int i = 0; i < TWO_LAYER_PARAMS; i++) {
        cr_assert_str_eq(params[i]->name, names[i], "%s", params[i]->name);
        cr_assert(shape_equal(params[i]->value->shape, want[i]), "%s is %s",
                  names[i], shape_text(params[i]->value->shape).text);
    }
    cr_assert_eq(two_layer_size(&net), 7 * 5 + 5 + 5 * 3 + 3, "%d numbers",
                 two_layer_size(&net));
    two_layer_clear(&net);
    two_layer_clear(&net);
}

/* Zero weights: all classes alike, ln K whatever the answer, and the first
   class is the answer. */
Test(two_layer, guesses_evenly_without_weights)
{
    Rng rng = rng_new(2);
    Dataset data = make_images(11, 2, 3, 4, &rng);
    TwoLayer net = two_layer_new(6, 5, 4, &rng);
    Batch batch = {0};
    int first = 0;
    tensor_fill(net.W1.value, 0);
    tensor_fill(net.W2.value, 0);
    batch_slice(&batch, &data, 0, 11);
    const real loss[] = {two_layer_loss(&net, batch.x, batch.t)};
    const real want[] = {log((real)4)};
    expect_near(loss, want, 1, TOLERANCE(1e-6, 1e-12), 0);
    for (int i = 0; i < 11; i++) {
        first += data.labels[i] == 0;
    }
    const double accuracy = two_layer_accuracy(&net, &data);
    cr_assert(accuracy == first / 11.0, "%g, not %d of 11", accuracy, first);
    batch_clear(&batch);
    two_layer_clear(&net);
    dataset_clear(&data);
}

/* The gradient of params[i] by the plain definition. */
static Tensor *plain_gradient(Learner *l, int i)
{
    Tensor *grad = tensor_new(l->params[i]->value->shape);
    numerical_gradient(grad, learner_loss, l, l->params[i]->value);
    return grad;
}

static bool all_zero(const Tensor *t)
{
    for (int i = 0; i < t->size; i++) {
        if (t->data[i] != 0) {
            return false;
        }
    }
    return true;
}

/* On twelve shapes, batch 1 and a single hidden neuron among them. */
Test(numerical_fast, agrees_with_the_plain_definition)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        Rng rng = rng_new(seed);
        const int N = seed == 1 ? 1 : 2 + rng_below(&rng, 6);
        const int H = seed == 2 ? 1 : 2 + rng_below(&rng, 9);
        const int K = 2 + rng_below(&rng, 5);
        Dataset data = make_images(20, 3, 2 + (int)seed % 4, K, &rng);
        Learner *l = learner_new(&data, &data, H, N, seed);
        learner_draw_batch(l);
        const real loss = learner_loss(l);
        const real got = numerical_fast(&l->net, l->batch.x, l->batch.t);
        cr_assert(got == loss, "loss %g, not %g", (double)got, (double)loss);
        for (int i = 0; i < TWO_LAYER_PARAMS; i++) {
            Tensor *plain = plain_gradient(l, i);
            const double error =
                (double)gradient_error(l->params[i]->grad, plain);
            cr_assert(!all_zero(plain), "%s: no gradient at all",
                      l->params[i]->name);
            cr_assert(error < TOLERANCE(2e-3, 1e-9), "seed %d, %s: %g",
                      (int)seed, l->params[i]->name, error);
            tensor_free(plain);
        }
        learner_free(l);
        dataset_clear(&data);
    }
}

Test(numerical_fast, gives_the_same_bits_with_any_number_of_threads)
{
    Rng rng = rng_new(5);
    Dataset data = make_images(30, 4, 5, 3, &rng);
    Learner *l = learner_new(&data, &data, 13, 7, 5);
    real first[20 * 13];
    learner_draw_batch(l);
    for (int threads = 1; threads <= 8; threads++) {
        threads_use(threads);
        numerical_fast(&l->net, l->batch.x, l->batch.t);
        const real *grad = l->net.W1.grad->data;
        for (int i = 0; i < 20 * 13; i++) {
            first[i] = threads == 1 ? grad[i] : first[i];
            cr_assert(grad[i] == first[i], "%d threads: place %d", threads,
                      i);
        }
    }
    learner_free(l);
    dataset_clear(&data);
}

/* After a step as well, when the twins' weights are old. */
Test(twins, find_the_gradient_of_the_learner_with_any_number_of_threads)
{
    Rng rng = rng_new(6);
    Dataset data = make_images(30, 3, 4, 5, &rng);
    for (int threads = 1; threads <= 5; threads++) {
        threads_use(threads);
        Learner *l = learner_new(&data, &data, 7, 6, 8);
        Twins *twins = twins_new(l);
        for (int step = 0; step < 2; step++) {
            learner_draw_batch(l);
            for (int p = 0; p < TWO_LAYER_PARAMS; p++) {
                Tensor *want = plain_gradient(l, p);
                twins_find_gradient(twins, p);
                cr_assert(memcmp(l->params[p]->grad->data, want->data,
                                 (size_t)want->size * sizeof(real)) == 0,
                          "%s with %d threads, step %d", l->params[p]->name,
                          threads, step);
                tensor_add_scaled(l->params[p]->value, -1, want);
                tensor_free(want);
            }
        }
        twins_free(twins);
        learner_free(l);
    }
    dataset_clear(&data);
}

Test(learner, draws_the_same_batches_from_the_same_seed)
{
    Rng rng = rng_new(9);
    Dataset data = make_images(50, 2, 2, 3, &rng);
    Learner *a = learner_new(&data, &data, 4, 6, 3);
    Learner *b = learner_new(&data, &data, 4, 6, 3);
    for (int i = 0; i < 5; i++) {
        learner_draw_batch(a);
        learner_draw_batch(b);
        cr_assert(learner_loss(a) == learner_loss(b), "batch %d differs", i);
    }
    cr_assert_eq(a->batch.x->shape.n[0], 6, "%d images",
                 a->batch.x->shape.n[0]);
    learner_free(a);
    learner_free(b);
    dataset_clear(&data);
}
