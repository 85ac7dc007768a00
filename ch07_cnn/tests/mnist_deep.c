/* train_deep learns, and knows its files. The built-in digits serve here; but to
   examine so deep a network takes the sanitizers minutes, so these tests stand with
   those that need MNIST, which run without sanitizers. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

static Outcome train_deep(const char *folder, const char *const *more)
{
    const char *words[16] = {"--data", "digits", "--out", folder};
    for (int i = 0; more[i] != NULL; i++) {
        words[4 + i] = more[i];
    }
    return run_program("ch07/train_deep", words, "/", masked);
}

static double test_accuracy(const Outcome *o)
{
    expect_outcome(o, EXIT_OK, "test accuracy ");
    return strtod(strstr(o->out, "test accuracy ") + 14, NULL);
}

/* A file says by its names which network it belongs to. */
Test(mnist_deep, the_network_is_chosen_from_the_names)
{
    need_mnist();
    static const char *const kinds[] = {"book", "better"};
    for (int i = 0; i < 2; i++) {
        char *folder = make_folder(), path[1024], line[64];
        snprintf(path, sizeof path, "%s/deep_weights.safetensors", folder);
        snprintf(line, sizeof line, "network: %s\n", kinds[i]);
        const char *const learn[] = {"--network", kinds[i], "--steps", "2",
                                     "--batch",   "8",      NULL};
        const char *const ask[] = {"--weights", path, "--epochs", "0", NULL};
        const char *const wrong[] = {"--weights", path,        "--epochs",
                                     "0",         "--network", kinds[1 - i],
                                     NULL};
        Outcome o = train_deep(folder, learn);
        expect_outcome(&o, EXIT_OK, line);
        const double learnt = test_accuracy(&o);
        outcome_clear(&o);
        o = train_deep(folder, ask);
        expect_outcome(&o, EXIT_OK, line);
        cr_assert(test_accuracy(&o) == learnt, "%g, not %g",
                  test_accuracy(&o), learnt);
        outcome_clear(&o);
        o = train_deep(folder, wrong);
        if (i == 0) {
            expect_outcome(&o, EXIT_BAD_FILE, "gamma1");
        } else {
            expect_outcome(&o, EXIT_OK, "network: book\n");
        }
        outcome_clear(&o);
        remove_folder(folder);
    }
}

/* A short run has a curve all the same, and its files are not those of train. */
Test(mnist_deep, some_steps_read_more_than_guessing)
{
    need_mnist();
    char *folder = make_folder(), path[1024];
    const char *const more[] = {"--steps", "200", "--batch", "25", NULL};
    Outcome o = train_deep(folder, more);
    cr_assert(test_accuracy(&o) > 0.3, "accuracy %g", test_accuracy(&o));
    outcome_clear(&o);
    snprintf(path, sizeof path, "%s/deep_learning_curves.tsv", folder);
    char *table = read_file(path, NULL);
    int lines = 0;
    for (const char *c = table; *c != '\0'; c++) {
        lines += *c == '\n';
    }
    cr_assert_eq(lines, 3, "%s", table);
    free(table);
    remove_folder(folder);
}
