/* train_deep, run as a reader would run it, but shorter. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "system/paths.h"

Test(programs_deep, have_manners)
{
    expect_manners("ch07/train_deep");
    expect_manners("ch07/train_many");
    expect_manners("ch07/many_machines");
}

/* Alone there is nothing to measure between ranks; the plans are the same. */
Test(programs_deep, many_machines_counts_and_predicts)
{
    static const char *const twice[] = {"--times", "2", NULL};
    static const char *const words[] = {
        "ranks    sum   messages   MB through the busiest rank\n",
        "    2   star          2         1.00\n",
        "    8   star         14         6.97\n",
        "    8   tree         14         2.99\n",
        "124449 numbers travel\n",
        "  512   1 Gbit/s Ethernet ",
        " 8192   200 Gbit/s InfiniBand ",
        "/many_machines.svg\n",
        NULL};
    expect_run("ch07/many_machines", twice, masked, words);
}

static Outcome train_deep(const char *folder, const char *const *more)
{
    const char *words[20] = {"--data", "digits", "--out", folder};
    for (int i = 0; more[i] != NULL; i++) {
        words[4 + i] = more[i];
    }
    return run_program("ch07/train_deep", words, "/", masked);
}

/* What a state says of the training that it belongs to. */
Test(programs_deep, only_the_better_network_sees_distorted_images)
{
#define COMMON \
    "Adam 0.002, weight decay 0, batches of 4 of 300 shuffled examples"
    static const struct {
        const char *network, *rate_decay; /* NULL: not given */
        const char *settings;
    } cases[] = {
        {"book", NULL, COMMON ", a rate that falls by 1 in 1 steps"},
        {"book", "0.5", COMMON ", a rate that falls by 0.5 in 1 steps"},
        {"better", NULL,
         COMMON ", distorted, a rate that falls by 1 in 1 steps"},
        {"better", "0.5",
         COMMON ", distorted, a rate that falls by 0.5 in 1 steps"},
        {"better", "0", COMMON ", distorted"}};
#undef COMMON
    char *folder = make_digits_folder(FEW, 20), state[PATH_SIZE];
    snprintf(state, sizeof state, "%s/state", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const more[] = {
            "--data",
            folder,
            "--network",
            cases[i].network,
            "--steps",
            "1",
            "--batch",
            "4",
            "--resume",
            state,
            cases[i].rate_decay != NULL ? "--rate-decay" : NULL,
            cases[i].rate_decay,
            NULL};
        remove(state);
        Outcome o = train_deep(folder, more);
        expect_outcome(&o, EXIT_OK, "");
        expect_settings(state, cases[i].settings);
        outcome_clear(&o);
    }
    remove_folder(folder);
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

Test(programs_deep, few_images_are_learnt_from_and_examined_on)
{
    char *folder = make_folder();
    const char *const more[] = {"--images", "50", "--batch", "10",
                                "--epochs", "1",  NULL};
    Outcome o = train_deep(folder, more);
    expect_outcome(&o, EXIT_OK, "of these, the first 50 and 50\n");
    expect_outcome(&o, EXIT_OK, "\n   1.0 ");
    expect_outcome(&o, EXIT_OK, " of 50)\n");
    outcome_clear(&o);
    remove_folder(folder);
}
