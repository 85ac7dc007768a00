/* train_many, started by mpirun on this machine. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "system/paths.h"

/* In a folder with some digits, $MANY runs the program on them. The link has no blank in
   its name, wherever the project lies. */
static Outcome run(const char *folder, const char *script)
{
    char all[4096];
    snprintf(all, sizeof all,
             "ln -sfn \"$PROGRAMS\" programs\n"
             "MANY=\"programs/ch07/train_many --data . --out out --batch 12 "
             "--steps 4 --threads 1\"\n%s",
             script);
    return run_script(all, folder, on_many);
}

static void expect_said(const Outcome *o, int status, const char *words)
{
    cr_assert(o->status == status && (strstr(o->out, words) != NULL ||
                                      strstr(o->err, words) != NULL),
              "status %d, not %d, or no <%s> in:\n%s%s", o->status, status,
              words, o->out, o->err);
}

static void expect_script(const char *folder, const char *script, int status,
                          const char *words)
{
    Outcome o = run(folder, script);
    expect_said(&o, status, words);
    outcome_clear(&o);
}

/* The weights do not depend on who computes what. */
Test(mpi_train_many, same_bytes_whoever_computes)
{
    static const char *const ways[] = {
        "$MANY --shards 5",
        "$MANY --shards 5 --threads 3",
        "mpirun -n 2 $MANY --shards 5 --sum star",
        "mpirun -n 3 $MANY --shards 5 --sum ring",
        "mpirun -n 3 $MANY --shards 5 --sum mpi --threads 2",
        "mpirun -n 5 $MANY --shards 5 --sum tree",
        "$MANY --network book",
        "mpirun -n 2 $MANY --network book"};
    static const int first_of_network[] = {0, 0, 0, 0, 0, 0, 6, 6};
    char *folder = make_digits_folder(60, 20), script[512];
    for (int i = 0; i < 8; i++) {
        snprintf(script, sizeof script,
                 "%s --save w%d >printed && cmp w%d w%d && ! cmp -s w0 w6 && "
                 "echo same",
                 ways[i], i, i, first_of_network[i]);
        expect_script(folder, script, 0, "same");
    }
    remove_folder(folder);
}

/* What a state says of the training that it belongs to. */
Test(mpi_train_many, the_rate_falls_as_it_was_said)
{
    static const struct {
        const char *options, *falls;
    } cases[] = {{"--network book", ", a rate that falls by 1 in 4 steps"},
                 {"--network better", ", a rate that falls by 1 in 4 steps"},
                 {"--network better --rate-decay 0", ""},
                 {"--network book --rate-decay 0.5",
                  ", a rate that falls by 0.5 in 4 steps"}};
    char *folder = make_digits_folder(60, 20), script[256], settings[256],
         state[PATH_SIZE];
    snprintf(state, sizeof state, "%s/state", folder);
    for (int i = 0; i < 4; i++) {
        remove(state);
        snprintf(script, sizeof script, "$MANY --resume state %s",
                 cases[i].options);
        snprintf(settings, sizeof settings,
                 "Adam 0.002, weight decay 0, batches of 12 of 60 shuffled "
                 "examples%s, in 8 shards",
                 cases[i].falls);
        expect_script(folder, script, 0, "");
        expect_settings(state, settings);
    }
    remove_folder(folder);
}

/* One line of ours among those of mpirun, and its status. */
Test(mpi_train_many, what_does_not_fit_is_refused)
{
    char here[256] = "", second[sizeof here + 16];
    gethostname(here, sizeof here - 1);
    snprintf(second, sizeof second, "rank 1 on %s: ", here);
    const struct {
        const char *script;
        int status;
        const char *words;
    } cases[] = {
        {"mpirun -n 3 $MANY --shards 2", EXIT_USAGE,
         "3 ranks for 2 shards, so some would have nothing to do"},
        {"mpirun -n 2 $MANY --batch 7", EXIT_USAGE,
         "a batch of 7 images cannot be divided into 8 shards"},
        {"mpirun -n 2 $MANY --batch 100000", EXIT_USAGE,
         "a batch of 100000 from "},
        {"mpirun -n 1 $MANY : -n 1 $MANY --seed 2", EXIT_USAGE, second},
        {"mpirun -n 1 $MANY : -n 1 $MANY --data /nowhere", EXIT_NOT_FOUND,
         "\"/nowhere\""},
        {"mkdir other && cp *-ubyte other && cp t10k-labels* other/labels && "
         "printf '\\003' | dd of=other/t10k-labels-idx1-ubyte bs=1 seek=9 "
         "conv=notrunc 2>/dev/null && mpirun -n 1 $MANY : -n 1 $MANY --data "
         "other",
         EXIT_USAGE, "data here: checksum "},
        {"cp programs/ch07/train_many copy && printf x >>copy && mpirun -n 1 "
         "$MANY : -n 1 ./copy --data . --batch 12 --steps 4",
         EXIT_USAGE, "program here: float, file "},
        {"mpirun -n 2 $MANY --no-such-option", EXIT_USAGE,
         "--no-such-option"}};
    char *folder = make_digits_folder(60, 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Outcome o = run(folder, cases[i].script);
        expect_said(&o, cases[i].status, cases[i].words);
        const char *line = strstr(o.err, "train_many: ");
        line = line != NULL ? line : strstr(o.err, "copy: ");
        cr_assert(line != NULL && strstr(line + 1, "train_many: ") == NULL,
                  "not once:\n%s", o.err);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* A rank is killed, at moments drawn by chance, many of them during a save. Whoever goes
   on, with as many ranks as there are then, comes to the same bytes. */
Test(mpi_train_many, goes_on_from_any_moment)
{
    const char *moments = getenv("DL_MOMENTS");
    char *folder = make_digits_folder(60, 20), script[1024];
    Rng rng = rng_new(27);
    const int count = moments != NULL ? atoi(moments) : 1;
    expect_script(folder, "$MANY --steps 40 --save undisturbed >printed", 0,
                  "");
    for (int i = 0; i < count; i++) {
        snprintf(
            script, sizeof script,
            "mpirun -n %d $MANY --steps 40 --resume state --keep-every 1 "
            "--save w >printed 2>&1 & run=$!\nsleep %.2f\n"
            "rank=$(ps -o pid= --ppid $run | sed -n %dp)\n"
            "[ -z \"$rank\" ] || kill -KILL $rank\nwait $run\n"
            "rm -f w",
            1 + rng_below(&rng, 4), 0.5 + (double)rng_uniform(&rng),
            1 + rng_below(&rng, 2));
        expect_script(folder, script, 0, "");
    }
    expect_script(folder,
                  "mpirun -n 2 $MANY --steps 40 --resume state --save w && "
                  "cmp w undisturbed && echo same",
                  0, "same");
    remove_folder(folder);
}

/* Ctrl-C at mpirun, and the death of a rank. Then mpirun ends the other rank too, on a busy
   machine before it has noticed: so that is tried up to five times. */
Test(mpi_train_many, says_what_happened_and_keeps_the_state)
{
    static const char *const begin =
        "mpirun -n 2 $MANY --steps 100000 --resume state --keep-every 2 "
        ">printed 2>said & run=$!\n"
        "until [ -e state ]; do sleep 0.05; done\n";
    static const struct {
        const char *kill;
        const char *words;
    } cases[] = {{"kill -INT $run", "interrupted after step "},
                 {"kill -KILL $(ps -o pid= --ppid $run | sed -n 2p)",
                  "the other ranks do not answer any more"}};
    char *folder = make_digits_folder(FEW, 20), script[1024];
    for (int i = 0; i < 2; i++) {
        snprintf(script, sizeof script,
                 "for try in 1 2 3 4 5; do rm -f state\n%s%s\nwait $run; "
                 "echo \"status $?\"; grep train_many: said | tee heard; "
                 "! grep -q '%s' heard || break; done; $MANY --resume state "
                 "--steps 100000 --pause 1 | grep 'after step'",
                 begin, cases[i].kill, cases[i].words);
        expect_script(folder, script, 0, cases[i].words);
    }
    remove_folder(folder);
}

/* What two ranks measure between them, if both measure it as often. */
Test(mpi_train_many, many_machines_measures)
{
    char *folder = make_folder(), script[512];
    for (int times = 1; times <= 2; times++) {
        snprintf(script, sizeof script,
                 "M='programs/ch07/many_machines --out out --threads 1'\n"
                 "mpirun -n 1 $M --times 2 : -n 1 $M --times %d",
                 times);
        expect_script(folder, script, times == 2 ? EXIT_OK : EXIT_USAGE,
                      times == 2 ? "between 2 ranks here: a latency of "
                                 : "rank 1 on ");
    }
    remove_folder(folder);
}

/* More than what is divided; a rank that answers no more: it is stopped, and rank 0 is asked
   to end; and Ctrl-C at mpirun, after which all still answer. A busy machine may not have
   begun when that happens: so it is tried up to five times. */
Test(mpi_train_many, many_machines_shows_no_number_that_it_did_not_measure)
{
    static const struct {
        const char *script, *words;
    } cases[] = {
        {"mpirun -n 9 $M --times 1 2>said; status=$?; [ $status = 64 ] || "
         "status=0",
         "9 ranks for 8 shards, so some would have nothing to do"},
        {"mpirun -n 2 $M --times 60 2>said & run=$!; sleep 1.5\n"
         "set -- $(ps -o pid= --ppid $run); kill -STOP $2; kill -TERM $1\n"
         "wait $run; status=$?",
         "the other ranks do not answer any more"},
        {"mpirun -n 2 $M --times 60 2>said & run=$!; sleep 1.5\n"
         "kill -INT $run; wait $run; status=$?",
         "interrupted while it measured"}};
    char *folder = make_folder(), script[1024];
    for (int i = 0; i < 3; i++) {
        snprintf(script, sizeof script,
                 "M='programs/ch07/many_machines --out out --threads 1'\n"
                 "for try in 1 2 3 4 5; do\n%s\n"
                 "! grep -q '%s' said || break; done\n"
                 "grep many_machines: said; exit $status",
                 cases[i].script, cases[i].words);
        Outcome o = run(folder, script);
        cr_assert(o.status != 0 && strstr(o.out, cases[i].words) != NULL &&
                      strstr(o.out, "ranks    sum") == NULL,
                  "case %d: status %d and\n%s%s", i, o.status, o.out, o.err);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* The files of rank 0 grow to a limit, as on a full disk; Open MPI's own must not. */
Test(mpi_train_many, a_full_disk_leaves_the_state_whole)
{
    char *folder = make_digits_folder(60, 20);
    expect_script(
        folder,
        "$MANY --resume state --pause 2 >printed && cp state first "
        "&& mpirun --mca btl self,tcp -n 1 sh -c \"ulimit -f 1000; "
        "trap '' XFSZ; exec $MANY --resume state --keep-every 1\" : "
        "-n 1 $MANY --resume state --keep-every 1",
        EXIT_IO, "writing state failed");
    expect_script(folder, "cmp state first && echo same", 0, "same");
    remove_folder(folder);
}
