/* train_deep, run as a reader would run it, but shorter. */
#include <criterion/criterion.h>

#include "support.h"

Test(programs_deep, have_manners)
{
    expect_manners("ch07/train_deep");
    expect_manners("ch07/train_many");
}

static Outcome train_deep(const char *folder, const char *const *more)
{
    const char *words[16] = {"--data", "digits", "--out", folder};
    for (int i = 0; more[i] != NULL; i++) {
        words[4 + i] = more[i];
    }
    return run_program("ch07/train_deep", words, "/", masked);
}

Test(programs_deep, another_network_is_refused)
{
    char *folder = make_folder();
    const char *const more[] = {"--network", "best", NULL};
    Outcome o = train_deep(folder, more);
    expect_outcome(&o, EXIT_USAGE, "book or better, not best");
    outcome_clear(&o);
    remove_folder(folder);
}
