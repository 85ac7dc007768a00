/* Over-fitting and the search, run as a reader would run them. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

Test(programs_overfit, have_manners)
{
    expect_manners("ch06/overfit_weight_decay");
    expect_manners("ch06/overfit_dropout");
    expect_manners("ch06/hyperparameter_search");
}

static Outcome run_with(const char *program, const char *const *more)
{
    char *folder = make_folder();
    const char *words[12] = {"--data", "digits", "--out", folder};
    for (int i = 0; more[i] != NULL; i++) {
        words[4 + i] = more[i];
    }
    Outcome o = run_program(program, words, "/", masked);
    expect_outcome(&o, EXIT_OK, ".svg\n");
    remove_folder(folder);
    return o;
}

/* The three numbers of the row that begins with name. */
static void read_row(const char *text, const char *name, double *train,
                     double *test, double *gap)
{
    const char *row = strstr(text, name);
    cr_assert(row != NULL, "no row <%s> in:\n%s", name, text);
    const int parts =
        sscanf(row + strlen(name), "%lf %lf %lf", train, test, gap);
    cr_assert(parts == 3, "%s", row);
}

Test(programs_overfit, weight_decay_narrows_the_gap)
{
    const char *const more[] = {"--epochs", "120", NULL};
    double train, test, gap, decayed;
    Outcome o = run_with("ch06/overfit_weight_decay", more);
    read_row(o.out, "\nwithout  ", &train, &test, &gap);
    cr_assert(train > 0.9 && gap > 0.15, "without: %g, gap %g", train, gap);
    read_row(o.out, "weight decay 0.1", &train, &test, &decayed);
    cr_assert(decayed < gap - 0.05, "with decay the gap is %g, not %g",
              decayed, gap);
    cr_assert(test > 0.5, "with decay nothing was learnt: %g", test);
    outcome_clear(&o);
}

Test(programs_overfit, dropout_narrows_the_gap_and_belongs_to_the_training)
{
    const char *const more[] = {"--epochs", "150", NULL};
    double train, test, gap, dropped;
    Outcome o = run_with("ch06/overfit_dropout", more);
    read_row(o.out, "\nwithout  ", &train, &test, &gap);
    cr_assert(train > 0.95 && gap > 0.15, "without: %g, gap %g", train, gap);
    read_row(o.out, "dropout 0.4", &train, &test, &dropped);
    cr_assert(dropped < gap - 0.08, "with dropout the gap is %g, not %g",
              dropped, gap);
    const double right = strtod(strstr(o.out, "should be:") + 10, NULL);
    const double wrong = strtod(strstr(o.out, "exam too:") + 9, NULL);
    cr_assert(wrong < right - 0.03, "with masks %g, without %g", wrong,
              right);
    outcome_clear(&o);
}

/* The best rates lie at the upper end, and threads change nothing. */
Test(programs_overfit, search_finds_large_rates_at_any_number_of_threads)
{
    const char *const one[] = {"--trials",  "12", "--epochs", "40",
                               "--threads", "1",  NULL};
    const char *const three[] = {"--trials",  "12", "--epochs", "40",
                                 "--threads", "3",  NULL};
    Outcome a = run_with("ch06/hyperparameter_search", one);
    Outcome b = run_with("ch06/hyperparameter_search", three);
    const char *ranking = strstr(a.out, "  rank ");
    const char *end = strstr(a.out, "figure: ");
    cr_assert(ranking != NULL && end != NULL, "%s", a.out);
    cr_assert(strncmp(ranking, strstr(b.out, "  rank "),
                      (size_t)(end - ranking)) == 0,
              "one thread:\n%s\nthree:\n%s", a.out, b.out);
    double validation, train, rate;
    const int parts = sscanf(strstr(ranking, "\n     1 ") + 7, "%lf %lf %lf",
                             &validation, &train, &rate);
    cr_assert(parts == 3 && rate > 2e-3, "the best rate is %g", rate);
    outcome_clear(&a);
    outcome_clear(&b);
}

/* A child that starts a long search, waits a moment, and presses Ctrl-C. */
static void interrupt_search(void *context)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/ch06/hyperparameter_search", PROGRAMS);
    const pid_t child = fork();
    if (child == 0) {
        alarm(120);
        execl(path, "hyperparameter_search", "--data", "digits", "--trials",
              "10000", "--epochs", "2", "--out", (const char *)context,
              (char *)NULL);
        _exit(98);
    }
    int status = 0;
    sleep(10); /* the sanitizers make a start slow */
    kill(child, SIGINT);
    waitpid(child, &status, 0);
    fflush(stdout);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 97);
}

Test(programs_overfit, ctrl_c_prints_what_is_known)
{
    char *folder = make_folder();
    Outcome o = run_function(interrupt_search, folder);
    cr_assert(o.status == EXIT_INTERRUPTED, "status %d: %s", o.status, o.err);
    const char *line = strstr(o.out, "of 10000 trials");
    cr_assert(line != NULL && strstr(o.out, "     1 ") != NULL,
              "no ranking in %s", o.out);
    cr_assert(strstr(o.out, ".svg\n") != NULL, "no figure in %s", o.out);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs_overfit, work_without_gnuplot)
{
    static const char *const argv[] = {"--data",   "digits", "--trials", "2",
                                       "--epochs", "1",      NULL};
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch06/hyperparameter_search", argv, without_gnuplot, nothing);
}
