/* First weights, tanh, and the network of the experiments. */
#include "math/init.h"

#include <criterion/criterion.h>
#include <string.h>

#include "deep_network.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/tanh.h"
#include "support.h"
#include "trials.h"

Test(init, known_values)
{
    const real got[] = {xavier_std(100), xavier_std(4), he_std(50),
                        he_std(2)};
    const real want[] = {(real)0.1, 0.5, (real)0.2, 1};
    expect_near(got, want, 4, TOLERANCE(1e-6, 1e-12), 0);
}

Test(init, draws_every_number)
{
    Rng rng = rng_new(4);
    Tensor *t = tensor_new(SHAPE(3, 5));
    init_normal(t, 1, &rng);
    for (int i = 0; i < t->size; i++) {
        cr_assert(t->data[i] != 0, "number %d", i);
    }
    tensor_free(t);
}

static double variance_of(const Tensor *t)
{
    double mean = 0, square = 0;
    for (int i = 0; i < t->size; i++) {
        mean += (double)t->data[i] / t->size;
        square += (double)t->data[i] * (double)t->data[i] / t->size;
    }
    return square - mean * mean;
}

/* Ten layers: Xavier keeps the variance if nothing bends, He the mean square
   before the bend of a ReLU; the other rule loses or gains it. */
Test(init, each_rule_keeps_the_size_where_it_should)
{
    enum { N = 200, D = 200, DEPTH = 10 };
    for (int kind = 0; kind < 4; kind++) {
        const bool bends = kind >= 2, he = kind % 2 == 1;
        Rng rng = rng_new(5);
        Network net = {0};
        Tensor *x = tensor_new(SHAPE(N, D));
        fill_normal(x, &rng);
        for (int i = 0; i < DEPTH; i++) {
            network_add(
                &net, affine_new(D, D, he ? he_std(D) : xavier_std(D), &rng));
            if (bends && i < DEPTH - 1) {
                network_add(&net, relu_new());
            }
        }
        /* Before the first bend the mean square is 1 or 2, as the rule says. */
        const double last = variance_of(network_predict(&net, x, INFERENCE));
        const double want = (bends ? 1 : 0) == (he ? 1 : 0) ? (bends ? 2 : 1)
                            : bends ? pow(0.5, DEPTH - 1)
                                    : pow(2, DEPTH);
        cr_assert(last > want / 2 && last < want * 2,
                  "bends %d, he %d: variance %g, not about %g", bends, he,
                  last, want);
        network_clear(&net);
        tensor_free(x);
    }
}

Test(layers, tanh_agrees_with_the_numerical_gradient)
{
    for (int i = 0; i < 20; i++) {
        judge_layer(tanh_new(), SHAPE(1 + i % 4, 2 + i % 7 + i / 4),
                    (uint64_t)i, 0);
    }
    judge_layer(tanh_new(), SHAPE(2, 3, 4, 5), 1, 0);
}

Test(layers, tanh_known_values)
{
    real x[] = {0, 2, -2, 50}, d[] = {1, 1, 2, 1};
    Tensor tx = tensor_view(x, SHAPE(1, 4)), td = tensor_view(d, SHAPE(1, 4));
    Layer *layer = tanh_new();
    const Tensor *y = layer_forward(layer, &tx, TRAINING);
    expect_near(y->data,
                (real[]){0, (real)0.9640275801, (real)-0.9640275801, 1}, 4, 0,
                TOLERANCE(1e-6, 1e-9));
    const Tensor *dx = layer_backward(layer, &td);
    expect_near(dx->data,
                (real[]){1, (real)0.0706508249, (real)0.1413016497, 0}, 4, 0,
                TOLERANCE(1e-6, 1e-9));
    layer_free(layer);
}

Test(deep_network, is_built_as_described)
{
    Rng rng = rng_new(1);
    Network net = {0};
    deep_network_build(&net,
                       &(DeepNetwork){.inputs = 6,
                                      .hidden = 5,
                                      .depth = 2,
                                      .classes = 3,
                                      .activation = tanh_new,
                                      .scale = 0,
                                      .dropout = 0.5},
                       &rng, &rng);
    expect_layers(&net,
                  "affine, tanh, dropout, affine, tanh, dropout, affine");
    const Shape want[] = {SHAPE(6, 5), SHAPE(5),    SHAPE(5, 5),
                          SHAPE(5),    SHAPE(5, 3), SHAPE(3)};
    for (int i = 0; i < 6; i++) {
        const Tensor *t = net.params[i]->value;
        cr_assert(shape_equal(t->shape, want[i]), "%s is %s",
                  net.params[i]->name, shape_text(t->shape).text);
        for (int k = 0; k < t->size; k++) {
            cr_assert(t->data[k] == 0, "%s is not 0", net.params[i]->name);
        }
    }
    network_clear(&net);
}

/* Whoever only drops neurons gets the same weights and the same batches. */
Test(trials, that_differ_in_dropout_differ_in_nothing_else)
{
    Error error;
    Dataset data = dataset_new(7, 2, 3, 3);
    Trial trials[2];
    for (int i = 0; i < 2; i++) {
        trials[i] = (Trial){.shape = {.hidden = 4,
                                      .depth = 2,
                                      .activation = relu_new,
                                      .std = he_std,
                                      .dropout = i == 0 ? 0 : 0.4},
                            .rate = 0.1,
                            .seed = 5};
    }
    const Course course = {.train = data,
                           .test = data,
                           .batch = 3,
                           .epochs = 4,
                           .quiet = true,
                           .every = 1};
    cr_assert(trials_run(trials, 2, &course, &error), "%s", error.message);
    const Rng unused = rng_keyed((const uint64_t[]){5, 1}, 2);
    cr_assert(memcmp(&trials[0].rng, &trials[1].rng, sizeof(Rng)) == 0,
              "the batches are others");
    cr_assert(memcmp(&trials[0].noise, &unused, sizeof(Rng)) == 0 &&
                  memcmp(&trials[1].noise, &unused, sizeof(Rng)) != 0,
              "what is dropped was not drawn from the noise");
    trials_clear(trials, 2);
    dataset_clear(&data);
}

Test(deep_network, has_weights_of_the_size_that_the_rule_says)
{
    Rng rng = rng_new(1);
    Network net = {0};
    deep_network_build(&net,
                       &(DeepNetwork){.inputs = 400,
                                      .hidden = 100,
                                      .depth = 2,
                                      .classes = 10,
                                      .activation = relu_new,
                                      .std = he_std},
                       &rng, NULL);
    const int inputs[] = {400, 100, 100};
    for (int i = 0; i < 3; i++) {
        const double std = sqrt(variance_of(net.params[2 * i]->value));
        const double want = (double)he_std(inputs[i]);
        cr_assert(fabs(std / want - 1) < 0.1, "%s: %g, not %g",
                  net.params[2 * i]->name, std, want);
    }
    network_clear(&net);
}
