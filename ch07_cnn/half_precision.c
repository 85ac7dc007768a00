// # Half precision
//
// A weight is a float of 32 bits: about seven digits. The gradient moved it in
// noisy steps, so most of those digits are due to chance. **How many bits does
// a weight need?**
//
// *Predict first.* The network has 433,890 weights. If each keeps only half of
// its bits, how many of 1000 answers change: none, ten, or a hundred?
//
// *Answer.* Hardly any. With 10 bits of fraction the run says {run: 10    0}.
#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

#include "data/examples.h"
#include "optimizers/adam.h"
#include "ready_net.h"
#include "system/atomic_file.h"
#include "system/given.h"
#include "system/options.h"
#include "system/way.h"
#include "training/trainer.h"

enum { BATCH = 100, PORTION = 200 };

// ## What a float16 keeps
//
// A number is a sign, an exponent and a fraction. The exponent says between which
// two powers of two the number lies, and the fraction says where between them. A
// **float16** (半精度) has 5 bits of exponent and 10 of fraction, where a float has 8
// and 23. Take the weight $0.1$. Between $2^{-4} = 0.0625$ and $2^{-3}$ a float16
// has $2^{10}$ steps of $2^{-14}$. The nearest is $1638 \cdot 2^{-14} = 0.09998$.
//
// We may cut further. With $k$ bits of fraction, a number $m \cdot 2^e$ with
// $\frac12 \le m < 1$ is rounded to
//
// $$ \frac{\mathrm{round}(m \cdot 2^{k+1})}{2^{k+1}}\, 2^e $$
//
// With $k = 0$ only the powers of two are left. In C, `frexp(x, &e)` takes $x$
// apart into $m$, which it returns, and $e$, which it writes to the place that it
// is given. `ldexp(m, k)` is $m \cdot 2^k$, and `rint` rounds to a whole number.
static real round_to(real x, int bits)
{
    int e;
    const real m = frexp(x, &e);
    return ldexp(rint(ldexp(m, bits + 1)), e - bits - 1);
}

static void round_all(Network *net, const Snapshot *full, int bits)
{
    snapshot_put_back(full, net);
    for (int p = 0; p < net->param_count; p++) {
        Tensor *W = net->params[p]->value;
        for (int i = 0; i < W->size; i++) {
            W->data[i] = round_to(W->data[i], bits);
        }
    }
}

// ## Count what changes
//
// Two networks can be equally often right and still disagree. So the answers
// are compared as well.
static int answer_all(int *answers, Network *net, const Dataset *test)
{
    int right = 0;
    Batch batch = {0};
    for (int first = 0; first < test->count; first += PORTION) {
        const int left = test->count - first;
        const int n = left < PORTION ? left : PORTION;
        batch_slice(&batch, test, first, n);
        const Tensor *y = network_predict(net, batch.x, INFERENCE);
        right += batch_count_right(&batch, y, answers + first);
    }
    batch_clear(&batch);
    return right;
}

static void compare_bits(Network *net, const Dataset *test)
{
    static const int fractions[] = {23, 10, 7, 4, 3, 2, 1, 0};
    int *full = allocate((size_t)test->count, sizeof *full);
    int *answers = allocate((size_t)test->count, sizeof *answers);
    Snapshot weights = {0};
    snapshot_take(&weights, net);
    answer_all(full, net, test);
    puts("\nbits of fraction  accuracy  changed answers");
    for (size_t b = 0; b < sizeof fractions / sizeof *fractions; b++) {
        int changed = 0;
        round_all(net, &weights, fractions[b]);
        const int right = answer_all(answers, net, test);
        for (int i = 0; i < test->count; i++) {
            changed += answers[i] != full[i];
        }
        printf("%16d  %8.4f  %8d of %d\n", fractions[b],
               (double)right / test->count, changed, test->count);
    }
    snapshot_put_back(&weights, net);
    snapshot_clear(&weights);
    free(full);
    free(answers);
}

// ## The same weights in two files
//
// The file says for each tensor which type it has, so any program can read it;
// [dtype](../common/files/dtype.c) knows the types. The weights that ship with this
// chapter were written so: `make ch07-weights` shows how. The code for the files is
// folded. It [claims](../common/system/claim.c) both of them before
// [they are written](../common/system/atomic_file.c), so that no other program
// writes them at the same time, and then [asks](../common/system/given.c) how large they are.
/* folded */
static const char *const kept[] = {"program", "data", "seed", "epochs",
                                   "test_accuracy"};
enum { KEPT = sizeof kept / sizeof *kept };

static bool save_as(const char *type, const Network *net, const char *path,
                    const Safetensors *origin, Error *error)
{
    Note notes[KEPT];
    int count = 0;
    for (int i = 0; i < KEPT && origin != NULL; i++) {
        const char *value = safetensors_note(origin, kept[i]);
        if (value != NULL) {
            notes[count++] = (Note){kept[i], value};
        }
    }
    if (!weights_save_as(net, path, dtype_find(type), notes, count, error)) {
        return false;
    }
    printf("%s: %lld bytes, %s\n", type, given_size(path), path);
    return true;
}

/* The places are looked for before the network learns. Two names may lead to one
   file, and it would hold only what came last. */
typedef struct {
    char full[PATH_SIZE], half[PATH_SIZE];
    const char *save; /* for float16; may be half */
    Claim *claims[2];
} Places;

static bool find_places(Places *p, const Options *options, const char *save,
                        Error *error)
{
    if (!paths_make_folder(options->out, error) ||
        !paths_join(p->full, options->out, "full.safetensors", error) ||
        !paths_join(p->half, options->out, "half.safetensors", error)) {
        return false;
    }
    p->save = save != NULL ? save : p->half;
    if (!atomic_file_claim(p->full, &p->claims[0], error) ||
        !atomic_file_claim(p->save, &p->claims[1], error)) {
        return false;
    }
    return p->claims[0] == NULL || p->claims[0] != p->claims[1] ||
           fail(error, EXIT_USAGE,
                "--save %.200s is the file of the float32 weights: name "
                "another one",
                p->save);
}

static bool save_both(const Network *net, const char *weights,
                      const Places *places, Error *error)
{
    Safetensors *origin = NULL;
    if (weights != NULL &&
        (origin = safetensors_open(weights, error)) == NULL) {
        return false;
    }
    bool ok = save_as("F32", net, places->full, origin, error) &&
              save_as("F16", net, places->save, origin, error);
    safetensors_close(origin);
    return ok;
}

// ## A network to cut
//
// The weights that ship are float16 already, so cutting them would show nothing.
// Without `--weights` the program learns its own, for 600 batches.
static bool get_weights(Network *net, const Examples *data, const char *file,
                        int steps, const Options *options, Rng *rng,
                        Error *error)
{
    if (file != NULL) {
        return weights_load(net, file, error);
    }
    History history = {0};
    Optimizer *adam = adam_new(0.001, 0.9, 0.999);
    const Trainer trainer = {.network = net,
                             .optimizer = adam,
                             .train = &data->train,
                             .test = &data->test,
                             .rng = rng,
                             .batch_size = BATCH,
                             .steps = steps,
                             .evaluate_every = steps,
                             .quiet = options->quiet,
                             .silent = true};
    const bool ok = trainer_run(&trainer, &history, error);
    history_clear(&history);
    optimizer_free(adam);
    return ok;
}

int main(int argc, char **argv)
{
    int threads, images = 0, steps = 600;
    const char *weights = NULL, *save = NULL;
    const Option extra[] = {
        {"weights", "FILE", "cut the weights of this file", OPTION_TEXT,
         &weights, 0, 0},
        {"save", "FILE", "save the float16 weights here", OPTION_TEXT, &save,
         0, 0},
        {"images", "N", "judge by the first N test images; else by all",
         OPTION_INT, &images, 1, 1e9},
        {"steps", "N", "batches to learn from without --weights", OPTION_INT,
         &steps, 1, 1e6},
        options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Cuts the weights of a network to fewer bits.", extra, 5);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, 1, 1, SIMPLE_CONV_NET_LEAST, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    Rng rng = rng_new(options.seed);
    Network net = {0};
    const SimpleConvNet shape = simple_conv_net(
        data.train.height, data.train.width, data.train.classes);
    simple_conv_net_build(&net, &shape, &rng);
    Places places = {.save = NULL};
    bool ok =
        find_places(&places, &options, save, &error) &&
        get_weights(&net, &data, weights, steps, &options, &rng, &error);
    if (ok) {
        const int N = data.test.count;
        const Dataset test = dataset_slice(
            &data.test, 0, images > 0 && images < N ? images : N);
        compare_bits(&net, &test);
        ok = save_both(&net, weights, &places, &error);
    }
    claim_release(places.claims[0]);
    claim_release(places.claims[1]);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// A float has 23 bits of fraction: the first row is the network itself. With 10
// bits, which is float16, almost no answer changes, and the file is half as
// large. (Below $2^{-14}$ a float16 has fewer bits than that, and this program
// does not take them away. Such weights are so small that an answer hardly
// depends on them.) The network survives much more than that. Its answers come
// from sums of many products. Rounding makes some of these too large and others
// too small, and in the sum most of it cancels.
//
// Learning is different. A step of SGD is the rate times the gradient; with the
// rate $0.001$ it is often smaller than half a step of a float16, and then the
// rounding undoes it. So networks that
// train with 16 bits keep a copy of their weights with 32.
//
// **Try it.** Let `round_all` skip the biases. Which row of the table would
// you expect to change most?
//
// **Check yourself.** The largest float16 is 65,504. Why is that no trouble for
// weights, and where in a network could it be one?
//
// *Answer.* Weights are far smaller than 65,504. But a sum of many products
// can be larger than that, for example a score or the gradient of a loss that
// was scaled up. Then it becomes infinite.
