/* The programs of this chapter, run as a reader would run them. They learn
 * from the built-in digits, so that no test needs a download. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"
#include "system/claim.h"
#include "system/process.h"

/* train with the given words, ended by NULL, on the digits in folder, where its
 * output goes, too */
static Outcome train_in(const char *folder, const char *const *more,
                        const char *const *environment)
{
    const char *words[32] = {"--data", folder, "--out", folder, "--quiet"};
    for (int i = 0; more[i] != NULL; i++) {
        words[5 + i] = more[i];
    }
    return run_program("ch05/train", words, NULL, environment);
}

/* Most tests do not look at the picture. */
static Outcome train(const char *folder, const char *const *more)
{
    return train_in(folder, more, without_gnuplot);
}

Test(programs, have_manners)
{
    static const char *const all[] = {
        "ch05/affine_shapes",      "ch05/bare_loop",
        "ch05/buy_apple",          "ch05/buy_apple_orange",
        "ch05/gradient_check",     "ch05/output_layers",
        "ch05/speed_of_gradients", "ch05/train"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs, make_sense_of_any_data)
{
    static const char *const all[][9] = {{"ch05/bare_loop"},
                                         {"ch05/speed_of_gradients"},
                                         {"ch05/train", "--steps", "3"},
                                         {"ch05/train", "--steps", "3",
                                          "--shuffle", "--batch", "2",
                                          "--patience", "2"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
    /* it tries every weight of every pixel */
    static const char *const slow[] = {"ch05/gradient_check", NULL};
    expect_sense_on_any_data(slow, 5);
}

Test(programs, buy_apple_prints_the_four_numbers)
{
    static const char *const words[] = {"price of two apples      220\n"
                                        "one yen more per apple    +2.2\n"
                                        "one apple more          +110.0\n"
                                        "tax one whole more      +200.0\n",
                                        NULL};
    expect_run("ch05/buy_apple", NULL, NULL, words);
}

Test(programs, buy_apple_orange_prints_the_nine_numbers)
{
    static const char *const words[] = {
        "price of an apple     100       2.2\n"
        "number of apples        2       110\n"
        "price of an orange    150       3.3\n"
        "number of oranges       3       165\n"
        "tax                   1.1       650\n"
        "price                 715         1\n",
        NULL};
    expect_run("ch05/buy_apple_orange", NULL, NULL, words);
}

/* The figure holds what was computed, and is no wider than the page's
   column; without Graphviz its text remains. */
static void expect_graph(const char *program, const char *const *numbers)
{
    char *folder = make_folder(), path[1024], dot[4096];
    const char *name = strchr(program, '/');
    const char *const words[] = {"--out", folder, NULL};
    Outcome o = run_program(program, words, "/", NULL);
    expect_outcome(&o, 0, "");
    outcome_clear(&o);
    snprintf(path, sizeof path, "%s%s.dot", folder, name);
    char *text = read_file(path, NULL);
    for (int i = 0; numbers[i] != NULL; i++) {
        cr_assert(strstr(text, numbers[i]) != NULL, "no %s in:\n%s",
                  numbers[i], text);
    }
    free(text);
    if (process_find("dot", dot)) {
        double width = 0;
        snprintf(path, sizeof path, "%s%s.svg", folder, name);
        text = read_file(path, NULL);
        const char *box = strstr(text, "viewBox=\"0.00 0.00 ");
        cr_assert(box != NULL, "no size in:\n%s", text);
        sscanf(box + 19, "%lf", &width);
        cr_assert(width > 200 && width <= 440, "%g wide", width);
        free(text);
    }
    remove_folder(folder);
}

Test(programs, draw_their_graphs)
{
    expect_graph("ch05/buy_apple",
                 (const char *const[]){
                     ">apple <font color=\"#005a9c\">100<", "#bd4f00\">2.2<",
                     ">count <font color=\"#005a9c\">2<", "#bd4f00\">110<",
                     "\"#005a9c\">200<", "#bd4f00\">1.1<",
                     ">tax <font color=\"#005a9c\">1.1<", "#bd4f00\">200<",
                     ">price <font color=\"#005a9c\">220<", NULL});
    expect_graph("ch05/buy_apple_orange",
                 (const char *const[]){
                     ">orange <font color=\"#005a9c\">150<", "#bd4f00\">3.3<",
                     "#bd4f00\">165<", "\"#005a9c\">450<", "\"#005a9c\">650<",
                     "#bd4f00\">650<", "label=<+>",
                     ">price <font color=\"#005a9c\">715<", NULL});
}

Test(programs, work_without_graphviz)
{
    Outcome o = run_program("ch05/buy_apple", NULL, "/", without_gnuplot);
    expect_outcome(&o, 0, "+110.0");
    cr_assert(strstr(o.err, "note: Graphviz is not installed") != NULL ||
                  strstr(o.out, "figure: ") != NULL,
              "it said %s", o.err);
    outcome_clear(&o);
    static const char *const words[] = {"715", NULL};
    expect_run("ch05/buy_apple_orange", NULL, without_gnuplot, words);
}

/* Each gradient has the shape of its variable; the wrong axis shows only if
   the lengths differ. */
Test(programs, affine_shapes_shows_the_shapes_and_the_wrong_axis)
{
    static const char *const words[] = {
        "xW     (3)      11  25  39\n",
        "db     (3)       2   4   2\n",
        "x    (4, 2)  its gradient (4, 2)  relative difference below 1e-9\n",
        "W    (2, 3)  its gradient (2, 3)  relative difference below 1e-9\n",
        "b    (3)     its gradient (3)     relative difference below 1e-9\n",
        "a batch of 4\n",
        "axis 1 (4)       1   2   4   1\nnot the shape of b\n",
        "a batch of 3\naxis 0 (3)       3   4   0\n",
        "axis 1 (3)       1   2   4\nthe shape of b, and not its gradient\n",
        NULL};
    expect_run("ch05/affine_shapes", NULL, NULL, words);
}

Test(programs, output_layers_pass_back_answer_minus_truth)
{
    static const char *const words[] = {
        "softmax, cross-entropy, loss 1.4057\n",
        "  backward         0.0182  -0.7548   0.7366\n"
        "  numerical        0.0182  -0.7548   0.7366\n"
        "  they agree to seven digits or more\n",
        "identity, half squares, loss 9.8500\n",
        "  backward         0.3000   1.9000   4.0000\n"
        "  numerical        0.3000   1.9000   4.0000\n"
        "  they agree to seven digits or more\n",
        "softmax, a batch of two, loss 1.2522\n",
        "  backward         0.0091  -0.3774   0.3683\n",
        "  backward        -0.3333   0.1667   0.1667\n"
        "  numerical       -0.3333   0.1667   0.1667\n"
        "  they agree to seven digits or more\n",
        "  cross-entropy   -1.0000 ",
        "  half squares    -0.0001 ",
        NULL};
    expect_run("ch05/output_layers", NULL, NULL, words);
}

Test(programs, speed_of_gradients_counts_the_runs_and_compares)
{
    const char *const words[] = {"--data", "digits", NULL};
    Outcome o = run_program("ch05/speed_of_gradients", words, "/", masked);
    expect_outcome(&o, 0, "backpropagation                1           1 **");
    expect_outcome(&o, 0, "numerical gradient         79520           0 **");
    expect_outcome(&o, 0, "(from 200 runs)");
    const char *const names[] = {"W1 (39200 weights)", "b1 (   50 weights)",
                                 "W2 (  500 weights)", "b2 (   10 weights)"};
    for (int i = 0; i < 4; i++) {
        double error = 1;
        const char *line = strstr(o.out, names[i]);
        cr_assert(line != NULL, "no %s in:\n%s", names[i], o.out);
        sscanf(line + strlen(names[i]),
               ": 25 slopes, relative difference %lf", &error);
        cr_assert(error > 0 && error < 1e-6, "%s: %g", names[i], error);
    }
    outcome_clear(&o);
}

/* What its page proposes to try: a weight that carries a neuron across the
   kink of its ReLU spoils the numerical gradient. */
Test(programs, speed_of_gradients_meets_a_kink)
{
    const char *const words[] = {"--data", "digits", "--seed", "5", NULL};
    Outcome o = run_program("ch05/speed_of_gradients", words, "/", masked);
    const char *line = strstr(o.out, "W1 (39200 weights): 25 slopes, ");
    double error = 0;
    cr_assert(line != NULL, "it printed %s", o.out);
    sscanf(strstr(line, "difference"), "difference %lf", &error);
    cr_assert(error > 1e-4, "relative difference %g", error);
    outcome_clear(&o);
}

/* Every weight is tried; at night those of whole images. */
Test(programs, gradient_check_finds_nine_equal_digits)
{
    char *folder = whole() ? make_digits_folder(FEW, FEW)
                           : make_small_digits_folder(FEW, FEW);
    const char *const words[] = {"--data", folder, NULL};
    Outcome o = run_program("ch05/gradient_check", words, "/", masked);
    expect_outcome(&o, 0, "numerical gradient");
    const char *const names[] = {"\nW1 ", "\nb1 ", "\nW2 ", "\nb2 "};
    const int counts[] = {whole() ? 39200 : 9800, 50, 500, 10};
    for (int i = 0; i < 4; i++) {
        const char *line = strstr(o.out, names[i]);
        int count = 0;
        double mean = 1, worst = 1, relative = 1;
        cr_assert(line != NULL, "no line for %s", names[i] + 1);
        double known = 0, measured = 1;
        sscanf(line + 4, "%d %lf %lf %lf %lf %lf", &count, &mean, &worst,
               &relative, &known, &measured);
        cr_assert(known != 0 && fabs(known - measured) < 1e-8 * fabs(known),
                  "%s: %.10f and %.10f", names[i] + 1, known, measured);
        cr_assert_eq(count, counts[i], "%d numbers", count);
        cr_assert(mean <= worst && worst < 1e-8 && relative < 1e-8,
                  "%s: mean %g, worst %g, relative %g", names[i] + 1, mean,
                  worst, relative);
        cr_assert(worst > 0, "%s agrees too well to be true", names[i] + 1);
    }
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, bare_loop_learns)
{
    const char *const words[] = {"--data", "digits", NULL};
    Outcome o = run_program("ch05/bare_loop", words, "/", masked);
    expect_outcome(&o, 0, "step    0  loss 2.30");
    const char *line = strstr(o.out, "test accuracy ");
    cr_assert(line != NULL && strtod(line + 14, NULL) > 0.85, "it printed %s",
              o.out);
    outcome_clear(&o);
}

Test(programs, train_repeats_itself_and_evaluates_what_it_saved)
{
    char *folder = make_digits_folder(FEW, FEW), a[1024], b[1024], *bytes[2];
    size_t size[2];
    snprintf(a, sizeof a, "%s/a.safetensors", folder);
    snprintf(b, sizeof b, "%s/b.safetensors", folder);
    const char *const once[] = {"--steps",   "60", "--save", a,
                                "--threads", "1",  NULL};
    const char *const again[] = {"--steps",   "60", "--save", b,
                                 "--threads", "3",  NULL};
    Outcome first = train(folder, once);
    Outcome second = train_in(folder, again, masked);
    expect_outcome(&first, 0, "weights: ");
    expect_outcome(&second, 0, "learning_curves.svg");
    bytes[0] = read_file(a, &size[0]);
    bytes[1] = read_file(b, &size[1]);
    cr_assert(size[0] == size[1] && memcmp(bytes[0], bytes[1], size[0]) == 0,
              "two runs of one seed saved different bytes");
    cr_assert(strstr(bytes[0] + 8, "\"seed\":\"1\"") != NULL,
              "the seed is not in the file");

    const char *const evaluate[] = {"--epochs", "0", "--weights", a, NULL};
    Outcome third = train(folder, evaluate);
    const char *line = strstr(first.out, "test accuracy ");
    cr_assert(line != NULL, "no accuracy in %s", first.out);
    char wanted[64] = "";
    sscanf(line, "%63[^\n]", wanted);
    expect_outcome(&third, 0, wanted);
    free(bytes[0]);
    free(bytes[1]);
    outcome_clear(&first);
    outcome_clear(&second);
    outcome_clear(&third);
    remove_folder(folder);
}

/* The state lies in the output folder, which is not there yet. */
Test(programs, train_makes_a_pause_and_ends_as_without_it)
{
    char *folder = make_digits_folder(FEW, FEW), out[1000], seeds[1024];
    char path[2][1024], state[1024], *bytes[2];
    size_t size[2];
    snprintf(out, sizeof out, "%s/new", folder);
    snprintf(path[0], sizeof path[0], "%s/whole.safetensors", folder);
    snprintf(path[1], sizeof path[1], "%s/parts.safetensors", folder);
    snprintf(state, sizeof state, "%s/state", out);
    snprintf(seeds, sizeof seeds,
             "made with --data %s --seed 1, and this is --data %s --seed 2",
             folder, folder);
    const char *const whole[] = {
        "--out", out,      "--steps", "60", "--rate-decay",
        "1",     "--save", path[0],   NULL};
    const char *const parts[] = {
        "--out",   out,      "--steps", "60",       "--rate-decay",
        "1",       "--save", path[1],   "--resume", state,
        "--pause", "25",     NULL};
    const char *const rest[] = {"--out",        out,   "--steps", "60",
                                "--rate-decay", "1",   "--save",  path[1],
                                "--resume",     state, NULL};
    const char *const other[] = {
        "--out",    out,      "--steps", "60",     "--rate-decay",
        "1",        "--seed", "2",       "--save", path[1],
        "--resume", state,    NULL};
    Outcome first = train(folder, parts), seed = train(folder, other),
            then = train(folder, rest), once = train(folder, whole),
            again = train(folder, rest);
    expect_outcome(&first, 0, "paused in");
    expect_outcome(&seed, EXIT_BAD_FILE, seeds);
    expect_outcome(&then, 0, "going on after step 25");
    expect_outcome(&once, 0, "trained in");
    expect_outcome(&again, 0, "nothing is left to learn after step 60, see ");
    for (int i = 0; i < 2; i++) {
        bytes[i] = read_file(path[i], &size[i]);
    }
    cr_assert(size[0] == size[1] && memcmp(bytes[0], bytes[1], size[0]) == 0,
              "a pause changed the weights");
    free(bytes[0]);
    free(bytes[1]);
    outcome_clear(&once);
    outcome_clear(&again);
    outcome_clear(&first);
    outcome_clear(&seed);
    outcome_clear(&then);
    remove_folder(folder);
}

/* Nobody said --data, and the state says what to say. */
Test(programs, a_state_names_data_that_were_not_named)
{
    char *folder = make_digits_folder(FEW, FEW), where[1024];
    snprintf(where, sizeof where, "MNIST_DIR=%s", folder);
    const char *const environment[] = {"DL_MASK_TIMES=1", where, NULL};
    Outcome o = run_script(
        "train() { \"$PROGRAMS/ch05/train\" --steps 9 --resume state $*; }\n"
        "train --pause 2 >/dev/null && train --seed 2",
        folder, environment);
    expect_outcome(
        &o, EXIT_BAD_FILE,
        "made with --data mnist --seed 1, and this is --data mnist");
    outcome_clear(&o);
    remove_folder(folder);
}

/* The weights would take the place of the state, whatever the names say. */
Test(programs, one_file_for_state_and_weights_is_refused)
{
    char *folder = make_digits_folder(FEW, FEW), state[1024], link[1024],
         around[1100], own[1024];
    snprintf(state, sizeof state, "%s/state", folder);
    snprintf(link, sizeof link, "%s/link", folder);
    snprintf(around, sizeof around, "%s/../%s/state", folder,
             strrchr(folder, '/') + 1);
    snprintf(own, sizeof own, "%s/weights.safetensors", folder);
    const char *const cases[][2] = {
        {state, state}, {state, around}, {own, NULL}, {state, link}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {"--resume",
                                     cases[i][0],
                                     "--steps",
                                     "5",
                                     cases[i][1] != NULL ? "--save" : NULL,
                                     cases[i][1],
                                     NULL};
        if (cases[i][1] == link) {
            write_file(state, "the state", 9);
            cr_assert(symlink("state", link) == 0, "no link");
        }
        Outcome o = train(folder, words);
        expect_outcome(&o, EXIT_USAGE, "would overwrite the state");
        cr_assert(strstr(o.out, "epoch ") == NULL, "it trained: %s", o.out);
        outcome_clear(&o);
    }
    char *text = read_file(state, NULL);
    cr_assert_str_eq(text, "the state", "it is %s now", text);
    free(text);
    remove_folder(folder);
}

Test(programs, a_pause_without_a_state_to_go_on_from_is_refused)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const words[] = {"--steps", "60", "--pause", "25", NULL};
    Outcome o = train(folder, words);
    expect_outcome(&o, EXIT_USAGE, "--resume");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, another_seed_learns_other_weights)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const one[] = {"--steps", "20", NULL};
    const char *const two[] = {"--steps", "20", "--seed", "2", NULL};
    Outcome a = train(folder, one), b = train(folder, two);
    expect_outcome(&a, 0, "test accuracy");
    expect_outcome(&b, 0, "test accuracy");
    cr_assert_str_neq(a.out, b.out, "both printed %s", a.out);
    outcome_clear(&a);
    outcome_clear(&b);
    remove_folder(folder);
}

Test(programs, train_stops_when_it_diverges_and_saves_nothing)
{
    char *folder = make_digits_folder(FEW, FEW), path[1024];
    const char *const words[] = {"--rate", "1e30", NULL};
    snprintf(path, sizeof path, "%s/weights.safetensors", folder);
    Outcome o = train(folder, words);
    expect_outcome(&o, EXIT_DIVERGED, "the output of layer 3 (affine)");
    cr_assert(strstr(o.err, "the loss is nan,") != NULL, "%s", o.err);
    cr_assert(strstr(o.err, "rate 1e+30") != NULL, "no rate in %s", o.err);
    cr_assert(access(path, F_OK) != 0, "weights were saved");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, train_says_that_it_only_guesses)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const words[] = {"--rate", "100", "--steps", "60", NULL};
    Outcome o = train(folder, words);
    expect_outcome(&o, EXIT_OK, "test accuracy 0.");
    cr_assert(strstr(o.err, "train: it guesses: the loss is ") != NULL &&
                  strstr(o.err, "rate is probably too large") != NULL,
              "%s", o.err);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, wrong_words_are_refused_in_one_line)
{
    const char *const cases[][3] = {{"--bat", "x", "--batch"},
                                    {"--rate", "abc", "abc"},
                                    {"--batch", "0", "--batch"},
                                    {"--colour", "red", "colour"},
                                    {"stray", "word", "stray"}};
    for (int i = 0; i < 5; i++) {
        const char *const words[] = {cases[i][0], cases[i][1], NULL};
        Outcome o = run_program("ch05/train", words, NULL, without_gnuplot);
        expect_outcome(&o, EXIT_USAGE, cases[i][2]);
        const char *end = strchr(o.err, '\n');
        cr_assert(end != NULL && end[1] == '\0', "not one line: %s", o.err);
        cr_assert(strstr(o.err, "--help") != NULL, "no help in %s", o.err);
        outcome_clear(&o);
    }
}

Test(programs, missing_and_foreign_files_are_named)
{
    char *folder = make_digits_folder(FEW, FEW), path[1024];
    snprintf(path, sizeof path, "%s/none", folder);
    const char *const missing[] = {"--epochs", "0", "--weights", path, NULL};
    Outcome o = train(folder, missing);
    expect_outcome(&o, EXIT_NOT_FOUND, path);
    outcome_clear(&o);

    write_file(path, "not weights at all", 18);
    o = train(folder, missing);
    expect_outcome(&o, EXIT_BAD_FILE, path);
    outcome_clear(&o);

    const char *const data[] = {"--data", "/no/such/folder", NULL};
    o = run_program("ch05/train", data, "/", without_gnuplot);
    expect_outcome(&o, EXIT_NOT_FOUND, "/no/such/folder");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, a_place_that_cannot_be_written_to_is_told_at_once)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const cases[][2] = {{"--out", "/dev/null/x"},
                                    {"--save", "/dev/null/x"},
                                    {"--save", "/no/such/folder/x"},
                                    {"--save", "/"}};
    for (int i = 0; i < 4; i++) {
        const char *const words[] = {cases[i][0], cases[i][1], NULL};
        Outcome o = train(folder, words);
        expect_outcome(&o, EXIT_CANNOT_CREATE, cases[i][1]);
        cr_assert(strstr(o.out, "epoch ") == NULL, "it trained first: %s",
                  o.out);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* Two trainings with one --save or --resume: the second hears of the first. */
Test(programs, a_file_of_a_training_under_way_is_refused)
{
    char *folder = make_digits_folder(FEW, FEW), path[1024], process[64];
    snprintf(path, sizeof path, "%s/file", folder);
    snprintf(process, sizeof process, "the process %ld is writing it",
             (long)getpid());
    Error error;
    Claim *claim = claim_take(path, &error);
    static const char *const options[] = {"--save", "--resume"};
    for (int i = 0; i < 2; i++) {
        const char *const words[] = {"--steps", "5", options[i], path, NULL};
        Outcome o = train(folder, words);
        expect_outcome(&o, EXIT_CANNOT_CREATE, process);
        cr_assert(strstr(o.out, "epoch ") == NULL, "it trained: %s", o.out);
        outcome_clear(&o);
    }
    claim_release(claim);
    remove_folder(folder);
}

Test(programs, more_epochs_than_an_int_can_count_are_refused)
{
    char *folder = make_digits_folder(3000, 1);
    const char *const words[] = {"--epochs", "1000000", "--batch", "1", NULL};
    Outcome o = train(folder, words);
    expect_outcome(&o, EXIT_USAGE, "too many");
    outcome_clear(&o);
    remove_folder(folder);
}

/* -- requests to stop ------------------------------------------------------ */

static void train_for_ever(const char *folder)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/ch05/train", PROGRAMS);
    alarm(60);
    setenv("PATH", "/nowhere", 1); /* no gnuplot: nobody looks at a picture */
    execl(path, "train", "--data", folder, "--steps", "100000000", "--out",
          folder, (char *)NULL);
}

/* Where a training writes, and how it is stopped: by a signal, or, for SIGPIPE,
 * because nobody reads its table any more. */
typedef struct {
    const char *folder;
    int number;
} Stop;

/* A child that starts a training, waits until the first line of its table is
 * on its way, and stops it. */
static void stop_training(void *context)
{
    const Stop *stop = context;
    int ends[2];
    char seen[4096];
    size_t size = 0;
    if (pipe(ends) != 0) {
        _exit(99);
    }
    const long parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        process_end_with_parent(parent);
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        train_for_ever(stop->folder);
        _exit(98);
    }
    close(ends[1]);
    bool sent = false;
    for (ssize_t n = 1; n > 0 && size < sizeof seen - 1;) {
        n = read(ends[0], seen + size, sizeof seen - 1 - size);
        size += n > 0 ? (size_t)n : 0;
        seen[size] = '\0';
        if (sent || strstr(seen, "\n 200.0 ") == NULL) {
            continue;
        }
        if (stop->number == SIGPIPE) {
            break;
        }
        kill(child, stop->number);
        sent = true;
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    fputs(seen, stdout);
    fflush(stdout);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 97);
}

static void expect_weights(const char *folder, const char *path)
{
    const char *const evaluate[] = {"--epochs", "0", "--weights", path, NULL};
    Outcome o = train(folder, evaluate);
    expect_outcome(&o, 0, "test accuracy 0.");
    outcome_clear(&o);
}

Test(programs, whoever_stops_a_training_keeps_what_was_learnt)
{
    static const int numbers[] = {SIGINT, SIGHUP, SIGTERM, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char *folder = make_digits_folder(FEW, FEW), path[1024], words[128];
        const ExitStatus status = (ExitStatus)(128 + numbers[i]);
        Stop stop = {folder, numbers[i]};
        snprintf(path, sizeof path, "%s/weights.safetensors", folder);
        Outcome o = run_function(stop_training, &stop);
        expect_outcome(&o, (int)status, "interrupted after step");
        snprintf(words, sizeof words, ": %s\n", exit_meaning(status));
        cr_assert(strstr(o.err, words) != NULL, "no <%s> in %s", words,
                  o.err);
        cr_assert(numbers[i] == SIGPIPE || strstr(o.out, path) != NULL,
                  "the path is not in %s", o.out);
        outcome_clear(&o);
        expect_weights(folder, path);
        remove_folder(folder);
    }
}

/* A training whose weights, which are more than a pipe takes, go to somebody who sleeps. It
   is asked to stop when the pipe is full. */
static void stop_writing(void *context)
{
    const Stop *stop = context;
    const struct timespec moment = {.tv_nsec = 20000000};
    char path[1024], weights[32];
    int ends[2], status = 0;
    if (pipe(ends) != 0) {
        _exit(99);
    }
    const long parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        process_end_with_parent(parent);
        alarm(20); /* or it would wait for ever */
        snprintf(path, sizeof path, "%s/ch05/train", PROGRAMS);
        snprintf(weights, sizeof weights, "/dev/fd/%d", ends[1]);
        execl(path, "train", "--data", stop->folder, "--steps", "1", "--out",
              stop->folder, "--save", weights, (char *)NULL);
        _exit(98);
    }
    struct pollfd full = {.fd = ends[1], .events = POLLOUT};
    while (poll(&full, 1, 0) != 0 && waitpid(child, &status, WNOHANG) == 0) {
        nanosleep(&moment, NULL);
    }
    kill(child, stop->number);
    waitpid(child, &status, 0);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 97);
}

Test(programs, whoever_stops_a_training_waits_for_no_reader_of_its_weights)
{
    static const int numbers[] = {SIGINT, SIGHUP, SIGTERM};
    char *folder = make_digits_folder(FEW, FEW), words[128];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const ExitStatus status = (ExitStatus)(128 + numbers[i]);
        Stop stop = {folder, numbers[i]};
        Outcome o = run_function(stop_writing, &stop);
        snprintf(words, sizeof words, "to its end: %s\n",
                 exit_meaning(status));
        expect_outcome(&o, (int)status, words);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* A program whose shell has closed some of its three streams. */
typedef struct {
    const char *program;
    bool closed[3];
    int status;
    const char *words; /* on stderr */
    const char *folder;
} Closed;

static void run_with_closed_streams(void *context)
{
    const Closed *c = context;
    const bool trains = strcmp(c->program, "train") == 0;
    char path[1024];
    snprintf(path, sizeof path, "%s/ch05/%s", PROGRAMS, c->program);
    for (int number = 0; number < 3; number++) {
        if (c->closed[number]) {
            close(number);
        }
    }
    execl(path, c->program, "--data", c->folder, "--out", c->folder,
          trains ? "--steps" : (char *)NULL, "20", (char *)NULL);
    _exit(98);
}

/* A file that got the number of standard output would be written into by
 * printf(), and what was printed would seem to have arrived. */
Test(programs, a_closed_stream_is_told_and_its_number_is_no_file_s)
{
    static const char *const why =
        "standard output cannot be written: it is not open for writing\n";
    static const Closed cases[] = {
        {"buy_apple", {false, true, false}, EXIT_IO, why, NULL},
        {"train", {false, true, false}, EXIT_IO, why, NULL},
        {"train", {true, true, true}, EXIT_IO, "", NULL},
        {"train", {false, false, true}, EXIT_OK, "", NULL},
        {"train", {true, false, false}, EXIT_OK, "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_digits_folder(FEW, FEW), path[1024];
        Closed closed = cases[i];
        closed.folder = folder;
        snprintf(path, sizeof path, "%s/weights.safetensors", folder);
        Outcome o = run_function(run_with_closed_streams, &closed);
        cr_assert_eq(o.status, closed.status, "case %zu: status %d: %s", i,
                     o.status, o.err);
        cr_assert_str_eq(o.err, closed.words, "case %zu: %s", i, o.err);
        outcome_clear(&o);
        if (strcmp(closed.program, "train") == 0) {
            expect_weights(folder, path);
        }
        remove_folder(folder);
    }
}

/* A training whose messages go to a terminal, on which somebody may press Ctrl-C
 * when the progress bar is there. */
typedef struct {
    const char *rate, *steps, *press;
    int status;
    const char *bar, *message;
} Watched;

Test(programs, the_progress_bar_is_gone_before_the_last_message)
{
    static const Watched cases[] = {
        {"0.1", "100000", "%", EXIT_INTERRUPTED, "\r\033[?7l  1 %",
         "train: interrupted after step "},
        {"1e30", "10", NULL, EXIT_DIVERGED,
         "  ###...........................\033[?7h\033[K", "train: step "},
        {"0.1", "3000", NULL, EXIT_OK,
         "\r\033[?7l100 %     0 s left  "
         "##############################\033[?7h\033[K",
         ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Watched *w = &cases[i];
        char *folder = make_digits_folder(FEW, FEW);
        const char *const words[] = {"--data", folder,    "--rate",
                                     w->rate,  "--steps", w->steps,
                                     "--out",  folder,    NULL};
        Outcome o = run_on_terminal("ch05/train", words, w->press);
        cr_assert_eq(o.status, w->status, "case %zu: status %d: %s", i,
                     o.status, o.err);
        cr_assert(strstr(o.err, w->bar) != NULL, "no <%s> in %s", w->bar,
                  o.err);
        for (const char *c = o.err; (c = strstr(c, " %")) != NULL; c++) {
            cr_assert(number_after(c, " %") < 10000, "%g s left: %s",
                      number_after(c, " %"), o.err);
        }
        cr_assert(w->press != NULL || w->status != EXIT_OK ||
                      strstr(o.err, "\033[K\r\033[K\r\033[?7l") != NULL,
                  "a row stands behind the bar: %s", o.err);
        const char *last = strstr(o.err, " 99 %");
        cr_assert(last == NULL || strstr(last + 1, " 99 %") == NULL,
                  "99 %% is shown again: %s", o.err);
        static const char clear[] = "\r\033[K";
        const char *end = o.err, *next;
        while ((next = strstr(end, clear)) != NULL) {
            end = next + strlen(clear);
        }
        cr_assert(strncmp(end, w->message, strlen(w->message)) == 0,
                  "case %zu ends with: %s", i, end);
        outcome_clear(&o);
        remove_folder(folder);
    }
}

/* 50 of 300 images: two batches of 100 are an epoch of the others, and 12 are 4.8. The file
 * of the weights says so, too. */
Test(programs, train_holds_images_out_for_its_patience)
{
    char *folder = make_digits_folder(FEW, FEW), path[1024], notes[100];
    const char *const words[] = {"--patience", "1", "--epochs", "6", NULL};
    Outcome o = train(folder, words);
    expect_outcome(&o, 0,
                   " epoch     loss   train   valid  seconds\n   4.8 ");
    expect_outcome(&o, 0,
                   "the weights are those that did best on the held-out "
                   "images\ntest accuracy ");
    snprintf(notes, sizeof notes,
             "\"epochs\":\"4.80\",\"test_accuracy\":\"%.4f\"",
             number_after(o.out, "test accuracy "));
    snprintf(path, sizeof path, "%s/weights.safetensors", folder);
    char *weights = read_file(path, NULL);
    cr_assert(strstr(weights + 8, notes) != NULL, "no <%s> in %.300s", notes,
              weights + 8);
    free(weights);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs, train_says_what_cannot_be_done)
{
    static const struct {
        const char *more[4];
        ExitStatus status;
        const char *words;
    } cases[] = {
        {{"--shuffle", "--batch", "301"},
         EXIT_USAGE,
         "a batch of 301 from 300 shuffled images"},
        {{"--save", "/dev/full"}, EXIT_IO, "writing /dev/full failed"},
    };
    char *folder = make_digits_folder(FEW, FEW);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {"--data",
                                     folder,
                                     "--out",
                                     folder,
                                     "--steps",
                                     "3",
                                     cases[i].more[0],
                                     cases[i].more[1],
                                     cases[i].more[2],
                                     cases[i].more[3],
                                     NULL};
        Outcome o = run_program("ch05/train", words, "/", without_gnuplot);
        expect_outcome(&o, (int)cases[i].status, cases[i].words);
        outcome_clear(&o);
    }
    remove_folder(folder);
}
