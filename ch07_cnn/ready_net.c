// # A network that has learnt already
//
// Several programs of this chapter want a network that can read, and none of them
// wants to wait for its training. **Which weights do they take?** Two files ship
// with the chapter: one learnt from MNIST, one from the built-in digits. A
// network is good at what it has learnt, so the file is chosen by the data.
#include "ready_net.h"

#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "files/weights.h"
#include "ground/utf8.h"
#include "judge.h"
#include "math/activation.h"
#include "system/paths.h"

// ## Say what was taken
//
// The file tells from which data it was learnt and how well it did there. A
// note is a stranger's text, so it is cleaned before it is printed.
static void print_note(const Safetensors *file, const char *key)
{
    const char *note = safetensors_note(file, key);
    char *text = utf8_clean(note != NULL ? note : "not noted");
    printf(", %s %.60s", key, text);
    free(text);
}

static bool describe(const char *path, Error *error)
{
    Safetensors *file = safetensors_open(path, error);
    if (file == NULL) {
        return false;
    }
    printf("weights: %s", path);
    print_note(file, "data");
    print_note(file, "test_accuracy");
    putchar('\n');
    safetensors_close(file);
    return true;
}

// ## Build, then fill
//
// The first weights are drawn as for a training, and then all of them are
// replaced.
//
// A file may hold any finite numbers, also $3 \cdot 10^{38}$. With such weights a score can be
// infinite, and softmax makes of it what is no number: no bar can be drawn that long. How
// large can a score be? A pixel is at most 1. A number behind the first layer is a sum of $n$
// products and a bias, so it is at most $n$ times the largest weight, plus the largest bias. ReLU and
// pooling make nothing larger. The next layer begins with that in the place of 1. With our own weights
// this ends at some millions at most.
static double largest(const Tensor *t)
{
    return (double)largest_absolute(t->data, t->size);
}

static bool stays_finite(const Network *net)
{
    const double room = 1e38; /* a float ends at 3.4e38 */
    double most = 1;
    for (int p = 0; p + 1 < net->param_count; p += 2) {
        const Tensor *W = net->params[p]->value;
        const Tensor *b = net->params[p + 1]->value;
        most = W->size / b->size * largest(W) * most + largest(b);
    }
    return most < room;
}

static bool fill(Network *net, const char *weights, Error *error)
{
    return weights_load(net, weights, error) &&
           (stays_finite(net) ||
            fail(error, EXIT_BAD_FILE,
                 "%s: the weights are so large that a score may be infinite, "
                 "and its probability no number",
                 weights));
}

bool ready_net_load(Network *net, int height, int width, int classes,
                    const char *weights, const char *name, Error *error)
{
    char shipped[PATH_SIZE];
    if (weights == NULL) {
        if (!examples_weights(shipped, "ch07_cnn", name, error)) {
            return false;
        }
        weights = shipped;
    }
    Rng rng = rng_new(1);
    const SimpleConvNet shape = simple_conv_net(height, width, classes);
    simple_conv_net_build(net, &shape, &rng);
    if (!fill(net, weights, error) || !describe(weights, error)) {
        network_clear(net);
        return false;
    }
    return true;
}

// ## The judge
//
// The [judge](judge.c) has learnt from MNIST and from built-in digits, and there is one file for
// both.
bool ready_judge_load(Network *net, Error *error)
{
    char root[PATH_SIZE], path[PATH_SIZE];
    paths_root(root);
    if (!paths_join(path, root, "ch07_cnn/weights/judge.safetensors",
                    error)) {
        return false;
    }
    Rng rng = rng_new(1);
    const SimpleConvNet shape = judge_shape();
    simple_conv_net_build(net, &shape, &rng);
    if (!fill(net, path, error)) {
        network_clear(net);
        return false;
    }
    return true;
}

Tensor *ready_net_probabilities(Tensor *y, Network *net, const Tensor *x)
{
    const Tensor *scores = network_predict(net, x, INFERENCE);
    y = tensor_fit(y, scores->shape);
    softmax_rows(y, scores);
    return y;
}
