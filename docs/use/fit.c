// # Use it in your own program
//
// Your data are no digits, and your program lies in a folder of its own. **What must
// it take along from this book?** Headers and one library: fifty lines then fit a
// curve.
//
// *Guess first*: a network sees 150 points of a curve, each shifted a little by noise.
// It has 61 numbers to learn. How close does it come to the curve at places that it has
// not seen?

// ## Install
//
// In the folder of this project, once:
//
// ```sh example
// make install PREFIX=$HOME/.local
// export PKG_CONFIG_PATH=$HOME/.local/lib/pkgconfig
// ```
//
// Then copy the program below to any folder, as `fit.c`:
//
// ```sh example
// cc fit.c $(pkg-config --cflags --libs dlfs-float) -o fit && ./fit
// ```
//
// `dlfs-double` in place of `dlfs-float` computes in double precision. Whoever mixes
// the two hears it from the linker. `make uninstall PREFIX=$HOME/.local` takes
// everything away again.

// ## Data
//
// A header is named by its room and its name, as everywhere in this book.
#include <math.h>
#include <stdio.h>

#include "layers/affine.h"
#include "layers/squared_loss.h"
#include "layers/tanh.h"
#include "optimizers/adam.h"
#include "training/trainer.h"

// Inputs and answers are two tensors, with one row for each example. The last 50 are
// held back for the examination.
int main(void)
{
    Rng rng = rng_new(1);
    Tensor *x = tensor_new(SHAPE(200, 1)), *t = tensor_new(SHAPE(200, 1));
    for (int i = 0; i < 200; i++) {
        x->data[i] = 4 * rng_uniform(&rng) - 2;
        t->data[i] = (real)sin(2 * x->data[i]) + rng_normal(&rng) / 10;
    }
    const Dataset all = dataset_quantities(x, t);
    const Dataset train = dataset_slice(&all, 0, 150);
    const Dataset test = dataset_slice(&all, 150, 50);

    // ## The network
    //
    // Twenty neurons bend, and the last layer adds them up. A loss of squares lets
    // the score itself be the answer.
    Network net = {0};
    network_add(&net, affine_new(1, 20, 1, &rng));
    network_add(&net, tanh_new());
    network_add(&net, affine_new(20, 1, 0.1, &rng));
    network_add_loss(&net, squared_loss_new());

    // ## Learn
    //
    // The rate falls to nothing, so that the last steps are small. What goes wrong
    // outside comes back as an Error, and `main` decides.
    Optimizer *adam = adam_new(0.01, 0.9, 0.999);
    History history = {0};
    Error error;
    const Trainer trainer = {.network = &net,
                             .optimizer = adam,
                             .train = &train,
                             .test = &test,
                             .rng = &rng,
                             .batch_size = 25,
                             .steps = 3000,
                             .rate_decay = 1,
                             .evaluate_every = 600};
    if (!trainer_run(&trainer, &history, &error)) {
        die("fit", &error);
    }

    // ## Ask
    //
    // Nine places between -2 and 2, with what stands there on the curve without noise.
    puts("\n    x   sin 2x  network");
    for (real at = -2; at <= 2; at += 0.5f) {
        const Tensor one = tensor_view(&at, SHAPE(1, 1));
        const Tensor *y = network_predict(&net, &one, INFERENCE);
        printf("%5.1f  %7.3f  %7.3f\n", at, sin(2 * at), y->data[0]);
    }
    history_clear(&history);
    optimizer_free(adam);
    network_clear(&net);
    tensor_free(x);
    tensor_free(t);
    return EXIT_OK;
}

// ## What it prints
//
// Quantities are never quite right, so the columns `train` and `test` hold
// [$R^2$](../../common/network/network.c) in place of an accuracy: 1 is perfect, and 0 is no
// better than the mean of all answers. The square of the noise is 0.01, a fiftieth of
// what the answers vary. So nobody comes far above 0.98, and the loss, which is a half
// of the squares, ends near 0.005: what is left is noise.
//
// *Try*: let the table go on to 4. What does the network say where it has seen nothing?
//
// ## Other data
//
// The same loop serves other data, if the loss fits the answers:
//
// | your answers are | say |
// |---|---|
// | quantities, one or more for each example | `dataset_quantities()`, `squared_loss_new()` |
// | labels 0 … K-1, at most 256 | `dataset_labelled()`, `softmax_loss_new()` |
// | one-hot, or shares of K classes | `dataset_one_hot()`, `softmax_loss_new()` |
//
// Inputs may have any shape of at most four axes, the first of which counts the
// examples: a convolution takes (N, C, H, W). `weights_save()` and `weights_load()` keep
// what was learnt, in a file that [Python](../weights.md) reads too.
//
// ## Names
//
// The library has names such as `fail`, `allocate`, `matmul` and `CHECK`, without a
// prefix. **What if your program has a function `matmul` as well?** The linker refuses it,
// *multiple definition of matmul*, or the compiler does, where you include our header. It
// never happens that the library calls yours, or you ours, by mistake: the installed
// library is one object, and its names cannot be replaced. A prefix at 600 names would be
// read by everybody on every line, and help few. Macros are another matter: where your
// framework has a `CHECK` too, include its header last.
