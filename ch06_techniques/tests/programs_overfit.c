/* Over-fitting and the search, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(programs_overfit, have_manners)
{
    expect_manners("ch06/overfit_weight_decay");
    expect_manners("ch06/overfit_dropout");
    expect_manners("ch06/hyperparameter_search");
}

/* As few images, and as small ones, as a file may hold. */
Test(programs_overfit, make_sense_of_any_data)
{
    static const char *const all[][6] = {
        {"ch06/overfit_weight_decay", "--epochs", "1", "--seeds", "1"},
        {"ch06/overfit_dropout", "--epochs", "1", "--seeds", "1"},
        {"ch06/hyperparameter_search", "--trials", "2", "--epochs", "1"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
}

/* Who reads by a pipe or a file waits for minutes; what is known before stands there. */
Test(programs_overfit, what_is_known_is_said_before_the_trainings)
{
    char *folder = make_digits_folder(FEW, FEW);
    Outcome o = run_script(
        "\"$PROGRAMS/ch06/hyperparameter_search\" --data . --out . "
        "--trials 10000 >said & "
        "for i in $(seq 200); do [ -s said ] && break; sleep 0.1; done; "
        "cat said; kill -KILL $!",
        folder, masked);
    cr_assert(strstr(o.out, "data: ") != NULL, "no data in <%s>, %s", o.out,
              o.err);
    outcome_clear(&o);
    remove_folder(folder);
}

/* As many trials as the figure has panels. */
Test(programs_overfit, search_does_not_depend_on_threads)
{
    static const char *const more[] = {"--trials", "20", "--epochs", "1",
                                       NULL};
    expect_same_at_threads("ch06/hyperparameter_search", more, "  rank ");
}

/* Pressed when it is said that some trainings are done. */
Test(programs_overfit, ctrl_c_prints_what_is_known)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const words[] = {"--data", folder,     "--trials",
                                 "10000",  "--epochs", "2",
                                 "--out",  folder,     NULL};
    Outcome o = run_on_terminal("ch06/hyperparameter_search", words,
                                " of 10000 trainings");
    cr_assert(o.status == EXIT_INTERRUPTED, "status %d: %s", o.status, o.err);
    const char *line = strstr(o.out, "of 10000 trials");
    cr_assert(line != NULL && strstr(o.out, "     1 ") != NULL,
              "no ranking in %s", o.out);
    cr_assert(strstr(o.out, ".svg\n") != NULL, "no figure in %s", o.out);
    outcome_clear(&o);
    remove_folder(folder);
}
