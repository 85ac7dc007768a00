/* The promise of this chapter, on the real MNIST. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static double accuracy_with_seed(const char *seed, const char *folder)
{
    /* one thread each, because the two tests run side by side */
    const char *const words[] = {"--seed",    seed, "--out", folder,
                                 "--threads", "1",  NULL};
    Outcome o = run_program("ch05/train", words, "/", NULL);
    cr_assert_eq(o.status, 0, "status %d: %s", o.status, o.err);
    cr_assert(strstr(o.out, "MNIST") != NULL, "not MNIST: %s", o.out);
    int evaluations = 0;
    for (const char *line = o.out; line != NULL;
         line = strchr(line + 1, '\n')) {
        double epoch, loss, train, test, seconds;
        evaluations += sscanf(line, " %lf %lf %lf %lf %lf", &epoch, &loss,
                              &train, &test, &seconds) == 5;
    }
    cr_assert_eq(evaluations, 17, "%d evaluations in %s", evaluations, o.out);
    const char *line = strstr(o.out, "test accuracy ");
    cr_assert(line != NULL, "no accuracy in %s", o.out);
    const double accuracy = strtod(line + 14, NULL);
    outcome_clear(&o);
    return accuracy;
}

Test(mnist, train_reads_97_of_100_digits)
{
    need_mnist();
    char *folder = make_folder();
    const double accuracy = accuracy_with_seed("1", folder);
    cr_assert(accuracy >= 0.97, "accuracy %g", accuracy);
    remove_folder(folder);
}

Test(mnist, every_seed_comes_close)
{
    need_mnist();
    const char *const seeds[] = {"2", "3", "4", "5"};
    char *folder = make_folder();
    for (int i = 0; i < 4; i++) {
        const double accuracy = accuracy_with_seed(seeds[i], folder);
        cr_assert(accuracy >= 0.966, "seed %s: %g", seeds[i], accuracy);
    }
    remove_folder(folder);
}
