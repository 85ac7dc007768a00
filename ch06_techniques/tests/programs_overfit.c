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

Test(programs_overfit, search_does_not_depend_on_threads)
{
    expect_same_at_threads("ch06/hyperparameter_search", "1", "  rank ");
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
