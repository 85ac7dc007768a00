// # Learning what is no digit
//
// [judge](judge.c) is a network with two answers: a digit, or none. **Can it learn
// what is no digit, when there is no end of such things?** It cannot see all of them. It sees
// [six kinds](others.c), and we hope that what they have in common helps with the rest.
//
// *Predict first.* It learns letters that a pen has drawn from a table. Will it know the letters of
// a printed page?
//
// *Answer.* Of many of them, but not of all. [no_digit](no_digit.c) counts them.
#include <stdio.h>
#include <string.h>

#include "data/digits.h"
#include "distort.h"
#include "examined.h"
#include "files/weights.h"
#include "judge.h"
#include "optimizers/adam.h"
#include "others.h"
#include "system/atomic_file.h"
#include "system/way.h"
#include "training/training.h"

// ## Which digits?
//
// It shall not call real handwriting strange because it has only seen ours, nor the other way
// round. So it learns from the examples that the option `--data` names, MNIST for instance, and from
// built-in digits, half as many.
static Dataset with_built_in(const Dataset *digits, uint64_t seed)
{
    const int more = digits->count > 1 ? digits->count / 2 : 1;
    const size_t size = (size_t)digits->count * 28 * 28;
    Dataset own = digits_new(more, seed);
    Dataset all = dataset_new(digits->count + more, 28, 28, 10);
    memcpy(all.pixels, digits->pixels, size);
    memcpy(all.pixels + size, own.pixels, (size_t)more * 28 * 28);
    memcpy(all.labels, digits->labels, (size_t)digits->count);
    memcpy(all.labels + digits->count, own.labels, (size_t)more);
    dataset_clear(&own);
    return all;
}

static bool exchange(Dataset *digits, uint64_t seed, const char *name,
                     Error *error)
{
    Dataset all = with_built_in(digits, seed);
    const bool ok = others_possible(&all, name, error);
    if (ok) {
        dataset_clear(digits);
        *digits = examined_new(&all, seed);
    }
    dataset_clear(&all);
    return ok;
}

// ## A training like the others
//
// Each batch is [distorted](distort.c), so that no picture comes twice. Who wants the weights as
// float16 as well names a second file with `--half`. It is
// [claimed](../common/system/claim.c) before the training, so that nobody learns for an hour and
// then hears that there is no such folder.
static bool claim_half(Claim **claim, const char *path, const char *out,
                       Error *error)
{
    return path == NULL || (paths_make_folder(out, error) &&
                            atomic_file_claim(path, claim, error));
}

static bool save_half(const Network *net, const char *path, const char *data,
                      Error *error)
{
    const Note notes[] = {{"program", "train_judge"}, {"data", data}};
    if (path == NULL) {
        return true;
    }
    printf("as float16: %s\n", path);
    return weights_save_as(net, path, dtype_find("F16"), notes, 2, error);
}

int main(int argc, char **argv)
{
    const char *half = NULL;
    const Option own[] = {{"half", "FILE", "save the weights as float16 here",
                           OPTION_TEXT, &half, 0, 0}};
    Training options = {.own = own,
                        .own_count = 1,
                        .prefix = "judge_",
                        .steps = 1500,
                        .batch = 100,
                        .rate = 0.001,
                        .rate_decay = 1,
                        .shuffle = true,
                        .distort = distort_images};
    training_options(&options, argc, argv,
                     "Learns to tell digits from what is none.");
    Error error;
    Examples data;
    if (!examples_load(&data, options.shared.data, &error)) {
        die(options.shared.program, &error);
    }
    puts(data.note);
    if (data.train.height != 28 || data.train.width != 28) {
        fail(&error, EXIT_BAD_FILE, "%s: pictures of 28 x 28 are wanted",
             data.name);
        die(options.shared.program, &error);
    }
    if (!exchange(&data.train, 11, data.name, &error) ||
        !exchange(&data.test, 12, data.name, &error)) {
        die(options.shared.program, &error);
    }
    printf(
        "with built-in digits, and as many pictures without a digit: %d to "
        "learn from and %d to be examined on\n",
        data.train.count, data.test.count);

    Rng rng = rng_new(options.shared.seed);
    Network net = {0};
    const SimpleConvNet shape = judge_shape();
    simple_conv_net_build(&net, &shape, &rng);
    Optimizer *adam = adam_new(options.rate, 0.9, 0.999);
    const bool ok =
        claim_half(&options.taken, half, options.shared.out, &error) &&
        training_run(&options, &net, adam, &data, &rng, &error) &&
        save_half(&net, half, data.name, &error);

    claim_release(options.taken);
    optimizer_free(adam);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.shared.program, &error);
    }
    return way_on(&options.shared);
}

// ## What came out
//
// Without MNIST it learns in a minute to tell our digits from what is none, in about 97 of 100
// cases. The weights that ship with this chapter have learnt from MNIST too, for 9000 steps.
// [no_digit](no_digit.c) examines them with what they have never seen.
//
// ![Accuracy over the epochs.](judge_learning_curves.svg)
//
// **Try it.** Take one kind out of [others](others.c), letters for example. How much worse does it get
// at the rest?
//
// **Check yourself.** Half of all examples are digits. What would change if there were ten times
// as many digits as other pictures?
//
// *Answer.* Its two answers would no longer begin as equals. It would say "a digit" too
// readily, because with so many digits that is right most of the time.
