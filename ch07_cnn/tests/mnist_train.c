/* The promise of this chapter, on the real MNIST. The whole training takes a
   minute; so its result, which ships, is examined, and a short training shows
   that the program still gets there. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static double accuracy_of(const char *const *words)
{
    Outcome o = run_program("ch07/train", words, "/", NULL);
    cr_assert(o.status == 0, "status %d: %s", o.status, o.err);
    cr_assert(strstr(o.out, "MNIST") != NULL, "not MNIST: %s", o.out);
    const char *line = strstr(o.out, "test accuracy ");
    cr_assert(line != NULL, "no accuracy in %s", o.out);
    const double accuracy = strtod(line + 14, NULL);
    outcome_clear(&o);
    return accuracy;
}

Test(mnist, the_weights_that_ship_read_988_of_1000_digits)
{
    need_mnist();
    char path[1024];
    snprintf(path, sizeof path, "%s/ch07_cnn/weights/mnist.safetensors",
             SOURCES);
    const char *const words[] = {"--epochs", "0", "--weights", path, NULL};
    const double accuracy = accuracy_of(words);
    cr_assert(accuracy >= 0.988, "accuracy %g", accuracy);
}

Test(mnist, two_epochs_read_more_than_chapter_5)
{
    need_mnist();
    char *folder = make_folder();
    const char *const words[] = {"--epochs", "2", "--out", folder, NULL};
    const double accuracy = accuracy_of(words);
    cr_assert(accuracy >= 0.978, "accuracy %g", accuracy);
    remove_folder(folder);
}
