/* The programs of this chapter that learn, or that look at what was learnt. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/digits.h"
#include "files/safetensors.h"
#include "support.h"

/* program with the given words, ended by NULL, on data and into the folder out; its
   pictures are not looked at */
static Outcome run_into(const char *program, const char *data,
                        const char *out, const char *const *more)
{
    const char *words[32] = {"--data", data, "--out", out, "--quiet"};
    for (int i = 0; more != NULL && more[i] != NULL; i++) {
        words[5 + i] = more[i];
    }
    return run_program(program, words, NULL, without_gnuplot);
}

Test(programs_train, have_manners)
{
    static const char *const all[] = {"ch07/train",
                                      "ch07/gradient_check",
                                      "ch07/half_precision",
                                      "ch07/misclassified",
                                      "ch07/recognize",
                                      "ch07/draw_samples",
                                      "ch07/visualize_filters",
                                      "ch07/no_digit",
                                      "ch07/train_judge"};
    for (int i = 0; i < 9; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs_train, make_sense_of_any_data)
{
    static const char *const all[][8] = {
        {"ch07/train", "--steps", "1", "--batch", "1"},
        {"ch07/half_precision", "--steps", "1"},
        {"ch07/misclassified"},
        {"ch07/visualize_filters"},
        {"ch07/no_digit"},
        {"ch07/train_judge", "--steps", "1", "--batch", "1"},
        {"ch07/pooling"},
        {"ch07/shape_matters", "--epochs", "1"},
        {"ch07/train_deep", "--steps", "1", "--batch", "1"},
        {"ch07/train_deep", "--steps", "1", "--batch", "1", "--network",
         "book"},
        {"ch07/train_many", "--steps", "1", "--batch", "1", "--shards", "1"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
}

Test(programs_train, gradient_check_agrees_in_every_parameter)
{
    static const char *const names[] = {"W1 ", "b1 ", "W2 ",
                                        "b2 ", "W3 ", "b3 "};
    static const int counts[] = {288, 6, 720, 8, 56, 7};
    Outcome o = run_program("ch07/gradient_check", NULL, "/", masked);
    expect_outcome(&o, 0, "relative");
    for (int i = 0; i < 6; i++) {
        const char *line = strstr(o.out, names[i]);
        int count = 0;
        double mean = 1, worst = 1, relative = 1;
        cr_assert(line != NULL, "no line for %s", names[i]);
        sscanf(strchr(line, ')') + 1, "%d %lf %lf %lf", &count, &mean, &worst,
               &relative);
        cr_assert(count == counts[i], "%d numbers in %s", count, names[i]);
        cr_assert(worst > 0 && mean <= worst && worst < 1e-6 &&
                      relative < 1e-6,
                  "%s: mean %g, worst %g, relative %g", names[i], mean, worst,
                  relative);
    }
    const char *kink = strstr(o.out, "meet a kink\nW1 ");
    double relative = 0;
    cr_assert(kink != NULL, "it printed %s", o.out);
    sscanf(strchr(kink, ')') + 1, "%*d %*f %*f %lf", &relative);
    cr_assert(relative > 0.01 && relative < 0.1, "relative %g", relative);
    outcome_clear(&o);
}

/* Forty steps read most digits, and are those of a training as the page tells of it; the
   file that they leave is evaluated with the same result, whatever the number of threads. */
Test(programs_train, learns_and_evaluates_what_it_saved)
{
    char *folder = make_digits_folder(1000, 200), wanted[64] = "";
    char path[1024], state[1024];
    snprintf(path, sizeof path, "%s/weights.safetensors", folder);
    snprintf(state, sizeof state, "%s/state", folder);
    const char *const learn[] = {"--data",   folder,    "--out",
                                 folder,     "--steps", "40",
                                 "--resume", state,     NULL};
    const char *const evaluate[] = {"--epochs",  "0", "--weights", path,
                                    "--threads", "3", NULL};
    Outcome o = run_program("ch07/train", learn, "/", masked);
    expect_outcome(&o, 0, "weights: ");
    expect_outcome(&o, 0, "/learning_curves.svg\n");
    expect_settings(state, "Adam 0.001, weight decay 0, batches of 100 of "
                           "1000 shuffled examples, a rate that falls by 1 "
                           "in 40 steps");
    const char *line = strstr(o.out, "test accuracy ");
    cr_assert(line != NULL && strtod(line + 14, NULL) > 0.7, "it printed %s",
              o.out);
    sscanf(line, "%63[^\n]", wanted);
    outcome_clear(&o);
    o = run_into("ch07/train", folder, folder, evaluate);
    expect_outcome(&o, 0, wanted);
    outcome_clear(&o);
    remove_folder(folder);
}

static void write_tensor(const char *path, const char *name, Shape shape)
{
    Error error;
    Tensor *value = tensor_new(shape);
    const Param tensor = param_named(value, "%s", name);
    const bool done = safetensors_write(path, &tensor, 1, NULL, 0, &error);
    cr_assert(done, "%s", error.message);
    tensor_free(value);
}

Test(programs_train, a_file_that_does_not_fit_is_named)
{
    static const char *const programs[] = {"ch07/train", "ch07/misclassified",
                                           "ch07/visualize_filters",
                                           "ch07/half_precision"};
    char *folder = make_digits_folder(FEW, FEW), path[1024];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    const char *const words[] = {"--weights", path, NULL};
    const char *const evaluate[] = {"--weights", path, "--epochs", "0", NULL};
    for (int i = 0; i < 4; i++) {
        const char *const *more = i == 0 ? evaluate : words;
        remove(path);
        Outcome o = run_into(programs[i], folder, folder, more);
        expect_outcome(&o, EXIT_NOT_FOUND, path);
        outcome_clear(&o);
        write_file(path, "no weights at all", 17);
        o = run_into(programs[i], folder, folder, more);
        expect_outcome(&o, EXIT_BAD_FILE, path);
        outcome_clear(&o);
        write_tensor(path, "W1", SHAPE(5, 5));
        o = run_into(programs[i], folder, folder, more);
        expect_outcome(&o, EXIT_BAD_FILE, "W1 is (5, 5)");
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* Labels that have nothing to do with the images: every digit is read as every other one, and
   each of the hundred squares of the table has its number. */
Test(programs_train, the_table_of_who_knows_nothing_is_drawn)
{
    enum { COUNT = 1000 };
    Dataset test = digits_new(COUNT, 2);
    for (int i = 0; i < COUNT; i++) {
        test.labels[i] = (uint8_t)(i % 10);
    }
    char *folder = make_folder_of(digits_new(1, 1), test), path[1024];
    const char *const words[] = {"--data", folder, "--out", folder, NULL};
    Outcome o = run_program("ch07/misclassified", words, "/", masked);
    expect_outcome(&o, 0, "/confusion.svg\n");
    outcome_clear(&o);
    snprintf(path, sizeof path, "%s/confusion.gp", folder);
    char *script = read_file(path, NULL);
    int squares = 0;
    for (const char *at = script; (at = strstr(at, "fc rgb orange")) != NULL;
         at++) {
        squares++;
    }
    cr_assert(squares == 90, "%d squares are tinted", squares);
    free(script);
    remove_folder(folder);
}

/* The sum of the matrix is the number of images, and what is not on its diagonal
   is the number of mistakes. */
Test(programs_train, misclassified_counts_every_image)
{
    char *folder = make_folder();
    const char *const words[] = {"--data", "digits", "--out", folder, NULL};
    Outcome o = run_program("ch07/misclassified", words, "/", masked);
    expect_outcome(&o, 0, "/misclassified.svg\n");
    expect_outcome(&o, 0, "ch07_cnn/weights/digits.safetensors");
    const char *line = strstr(o.out, " are wrong");
    cr_assert(line != NULL, "it printed %s", o.out);
    while (line > o.out && line[-1] != '\n') {
        line--;
    }
    const long wrong = strtol(line, NULL, 10);
    cr_assert(wrong > 0 && wrong < 100, "%ld of 4000 are wrong", wrong);
    char *place = strchr(strstr(o.out, "label  answers"), '\n') + 1;
    char pairs[2048] = "", most_often[2100];
    size_t used = 0;
    long sum = 0, beside = 0, most = 0;
    for (int t = 0; t < 10; t++) {
        const long label = strtol(place, &place, 10);
        cr_assert(label == t, "row %ld, not %d", label, t);
        for (int k = 0; k < 10; k++) {
            const long count = strtol(place, &place, 10);
            sum += count;
            beside += k != t ? count : 0;
            if (k != t && count > 0 && count >= most) {
                used = count > most ? 0 : used;
                used += (size_t)snprintf(pairs + used, sizeof pairs - used,
                                         "%sa %d read as %d",
                                         count > most ? "" : ", ", t, k);
                most = count;
            }
        }
    }
    cr_assert(sum == 4000 && beside == wrong, "%ld images, %ld mistakes", sum,
              beside);
    snprintf(most_often, sizeof most_often, "\nmost often, %ld times: %s\n",
             most, pairs);
    expect_outcome(&o, 0, most_often);
    outcome_clear(&o);
    remove_folder(folder);
}

/* What was learnt is smooth, and only if the noise of the same seed is
   subtracted. */
static double smoothness(const char *out)
{
    double before = 1, after = 1, learnt = 0;
    const char *line = strstr(out, "neighbours: ");
    cr_assert(line != NULL, "it printed %s", out);
    sscanf(line, "neighbours: %lf before, %lf after, %lf in", &before, &after,
           &learnt);
    cr_assert(fabs(before) < 0.1 && after > before, "%g before, %g after",
              before, after);
    return learnt;
}

/* Also without gnuplot. */
Test(programs_train, what_filters_learnt_is_smooth)
{
    char *folder = make_digits_folder(10, 10);
    const char *const two[] = {
        "--data",    folder,
        "--out",     folder,
        "--seed",    "2",
        "--weights", SOURCES "/ch07_cnn/weights/digits.safetensors",
        NULL};
    const char *const one_seed[] = {"--data", "digits", "--out", folder,
                                    NULL};
    Outcome o = run_program("ch07/visualize_filters", one_seed, "/", masked);
    expect_outcome(&o, 0, ".svg\n");
    expect_outcome(&o, 0, "ch07_cnn/weights/digits.safetensors");
    cr_assert(strstr(o.out, "max pooling (1, 30, 12, 12)") != NULL,
              "no shapes in %s", o.out);
    const double one = smoothness(o.out);
    outcome_clear(&o);
    o = run_program("ch07/visualize_filters", two, "/", without_gnuplot);
    expect_outcome(&o, 0, "neighbours");
    expect_outcome(&o, 0, "the digit is a ");
    const double other = smoothness(o.out);
    cr_assert(one > 0.35 && other < 0.2, "%g with the seed, %g with another",
              one, other);
    outcome_clear(&o);
    remove_folder(folder);
}

static void read_row(const char *out, int bits, double *accuracy,
                     int *changed)
{
    char start[24];
    snprintf(start, sizeof start, "\n%16d ", bits);
    const char *line = strstr(out, start);
    cr_assert(line != NULL, "no row for %d bits in %s", bits, out);
    sscanf(line + strlen(start), "%lf %d", accuracy, changed);
}

/* Cutting the weights that ship, which are float16: 10 bits change nothing at
   all, 4 almost nothing, none a great deal; the file is half as large. */
Test(programs_train, half_precision_costs_nothing)
{
    char *folder = make_folder(), shipped[1024], full[1024], half[1024];
    snprintf(shipped, sizeof shipped,
             "%s/ch07_cnn/weights/digits.safetensors", SOURCES);
    snprintf(full, sizeof full, "%s/full.safetensors", folder);
    snprintf(half, sizeof half, "%s/half.safetensors", folder);
    const char *const words[] = {"--weights", shipped, "--images", "600",
                                 NULL};
    Outcome o = run_into("ch07/half_precision", "digits", folder, words);
    expect_outcome(&o, 0, "bits of fraction");
    double ten, four, none;
    int changed;
    read_row(o.out, 10, &ten, &changed);
    cr_assert(ten > 0.97 && changed == 0, "10 bits: %g, %d", ten, changed);
    read_row(o.out, 4, &four, &changed);
    cr_assert(four > ten - 0.01 && changed < 10, "4 bits: %g, %d", four,
              changed);
    read_row(o.out, 0, &none, &changed);
    cr_assert(none < four && changed > 4, "no bit: %g, %d", none, changed);
    size_t large, small;
    free(read_file(full, &large));
    char *a = read_file(half, &small);
    cr_assert(2 * small > large && 2 * small < large + 2000,
              "%zu and %zu bytes", large, small);
    /* The same bytes as the file that ships: it was made by this program. */
    size_t size;
    char *b = read_file(shipped, &size);
    cr_assert(size == small && memcmp(a, b, size) == 0,
              "the shipped file does not survive a round trip");
    free(a);
    free(b);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs_train, work_without_gnuplot)
{
    static const char *const shipped[] = {
        "--weights", SOURCES "/ch07_cnn/weights/digits.safetensors", NULL};
    static const char *const mistakes[] = {"are wrong, accuracy", NULL};
    expect_run_on_few("ch07/misclassified", shipped, without_gnuplot,
                      mistakes);
}
