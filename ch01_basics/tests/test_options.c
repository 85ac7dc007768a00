#include "system/options.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "system/threads.h"

enum { MAX_WORDS = 8 };

/* What becomes of what the program prints. */
typedef enum {
    READ, /* the default: the test reads it */
    CLOSED,
    NOT_FOR_WRITING,
    DISK_FULL,
    UNREAD,        /* a pipe whose reader has gone */
    UNREAD_IGNORED /* the same, and the signal PIPE is ignored */
} Fate;

typedef struct {
    const char *words[MAX_WORDS]; /* without the program's name */
    Fate fate;
} Command;

static void meet(Fate fate)
{
    int ends[2] = {-1, -1};
    if (fate == CLOSED) {
        close(STDOUT_FILENO);
    } else if (fate == NOT_FOR_WRITING) {
        dup2(open("/dev/null", O_RDONLY), STDOUT_FILENO);
    } else if (fate == DISK_FULL) {
        dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
    } else if (fate != READ && pipe(ends) == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        signal(SIGPIPE, fate == UNREAD ? SIG_DFL : SIG_IGN);
    }
}

/* A program with one option of each kind. It prints what it understood. */
static void program(void *context)
{
    const Command *c = context;
    const char *argv[MAX_WORDS + 2] = {"/some/where/train"}, *save = NULL;
    int argc = 1, epochs = 17, steps = -1, shift = 0, threads;
    double rate = 0.1, any = 0;
    bool plain = false;
    Options o;
    while (argc <= MAX_WORDS && c->words[argc - 1] != NULL) {
        argv[argc] = c->words[argc - 1];
        argc++;
    }
    meet(c->fate);
    const Option own[] = {
        {"epochs", "N", "times through all examples", OPTION_INT, &epochs, 0,
         1000},
        {"steps", "N", "batches to learn from", OPTION_INT, &steps, 1,
         HUGE_VAL},
        {"shift", "N", "any whole number", OPTION_INT, &shift, -HUGE_VAL,
         HUGE_VAL},
        {"rate", "NUMBER", "the learning rate", OPTION_REAL, &rate, 0, 10},
        {"any", "NUMBER",
         "a number of any size, described here \u2013 in words that fill rows "
         "to the last column, so that none is lost and none too long. For "
         "one character more there is no room.",
         OPTION_REAL, &any, -HUGE_VAL, HUGE_VAL},
        {"save", "FILE", "where the weights go", OPTION_PLAIN, &save, 0, 0},
        {"plain", NULL, "no picture", OPTION_FLAG, &plain, 0, 0},
        options_threads(&threads),
    };
    options_parse(&o, argc, (char **)(size_t)argv,
                  "Teaches a network to read digits.", own,
                  sizeof own / sizeof *own);
    printf("program=%s epochs=%d steps=%d shift=%d rate=%g any=%g save=%s "
           "plain=%d threads=%d/%d seed=%llu data=%s out=%s show=%d quiet=%d",
           o.program, epochs, steps, shift, (double)rate, (double)any,
           save != NULL ? save : "-", plain, threads, threads_available(),
           (unsigned long long)o.seed, o.data != NULL ? o.data : "-", o.out,
           o.show, o.quiet);
    if (c->fate != READ) {
        exit(EXIT_OK);
    }
}

Test(options, without_any_the_defaults_hold)
{
    Outcome outcome = run_function(program, &(Command){{NULL}, READ});
    cr_assert(outcome.status == 0, "status %d: %s", outcome.status,
              outcome.err);
    char words[1024];
    snprintf(words, sizeof words,
             "program=train epochs=17 steps=-1 shift=0 rate=0.1 any=0 save=- "
             "plain=0 threads=%d/%d seed=1 data=- out=%s/out/ch01 show=0 "
             "quiet=0",
             threads_available(), threads_available(), SOURCES);
    cr_assert_str_eq(outcome.out, words, "%s", outcome.out);
    outcome_clear(&outcome);
}

Test(options, right_values_arrive)
{
    static const struct {
        const char *words[MAX_WORDS], *effect;
    } cases[] = {
        {{"--epochs", "0"}, " epochs=0 "},
        {{"--epochs=1000"}, " epochs=1000 "},
        {{"--epochs", "007"}, " epochs=7 "},
        {{"--epochs", "3", "--epochs", "5"}, " epochs=5 "},
        {{"--steps", "2147483647"}, " steps=2147483647 "},
        {{"--rate", "1e-3"}, " rate=0.001 "},
        {{"--rate", "+.5"}, " rate=0.5 "},
        {{"--rate", "10"}, " rate=10 "},
        {{"--rate", "1e-400"}, " rate=0 "},
        {{"--any", "-2.5E+1"}, " any=-25 "},
        {{"--save", "-x y"}, " save=-x y "},
        {{"--save", "nan"}, " save=nan "},
        {{"my.png"}, " save=my.png "},
        {{"my.png", "--plain"}, " save=my.png plain=1 "},
        {{"--", "-x"}, " save=-x "},
        {{"--plain"}, " plain=1 "},
        {{"--shift", "-2147483648"}, " shift=-2147483648 "},
        {{"--threads", "1"}, " threads=1/1 "},
        {{"--threads", "3"}, " threads=3/3 "},
        {{"--seed", "0"}, " seed=0 "},
        {{"--seed", "18446744073709551615"}, " seed=18446744073709551615 "},
        {{"--data", "mnist"}, " data=mnist "},
        {{"--out", "a folder/x"}, " out=a folder/x "},
        {{"--show", "--quiet"}, " show=1 quiet=1"},
        {{"--quiet", "--"}, " quiet=1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Command command = {{NULL}, READ};
        memcpy(command.words, cases[i].words, sizeof command.words);
        Outcome outcome = run_function(program, &command);
        cr_assert(outcome.status == 0, "%s: status %d: %s", cases[i].words[0],
                  outcome.status, outcome.err);
        cr_assert(strstr(outcome.out, cases[i].effect) != NULL,
                  "no <%s> in %s", cases[i].effect, outcome.out);
        outcome_clear(&outcome);
    }
}

Test(options, a_wrong_word_is_answered_in_one_line)
{
    static const struct {
        const char *words[MAX_WORDS], *answer;
    } cases[] = {
        {{"--wrong"}, "'--wrong' is not an option"},
        {{"--wrong=3"}, "'--wrong=3' is not an option"},
        {{"--s"}, "'--s' is not an option"}, /* short for several */
        {{"-x"}, "'-x' is not an option"},
        {{"--rate", "0.5", "-epochs", "3"},
         "'-epochs' is not an option (did you mean --epochs?)"},
        {{"mine", "stray"}, "'stray' was not expected"},
        {{"--epohcs=3"},
         "'--epohcs=3' is not an option (did you mean --epochs?)"},
        {{"--ratte", "1"},
         "'--ratte' is not an option (did you mean --rate?)"},
        {{"mine", "epochs"},
         "'epochs' was not expected (did you mean --epochs?)"},
        {{"mine", "sede"}, "'sede' was not expected (did you mean --seed?)"},
        /* just as many mistakes as may be: at the begin, one, and several */
        {{"--ate"}, "'--ate' is not an option (did you mean --rate?)"},
        {{"--rte"}, "'--rte' is not an option (did you mean --rate?)"},
        {{"--nay"}, "'--nay' is not an option (did you mean --any?)"},
        {{"--ayn"}, "'--ayn' is not an option (did you mean --any?)"},
        {{"--ratxye"}, "'--ratxye' is not an option (did you mean --rate?)"},
        {{"--abc"}, "'--abc' is not an option"},
        {{"--yan"}, "'--yan' is not an option"},
        {{"--ratxyze-and-so-on-until-the-name-of-it-is-longer-than-any-name-"
          "that-an-option-may-have"},
         "'--ratxyze-and-so-on-until-the-name-of-it-is-longer...' is not an "
         "option"},
        {{"mine", "--", "--seed"}, "'--seed' was not expected"},
        {{"--plain=yes"}, "--plain: it takes no value"},
        {{"--epochs"}, "--epochs: it needs a whole number from 0 to 1000"},
        {{"--save"}, "--save: it needs a FILE"},
        {{"--save", ""}, "--save: '' is not a FILE"},
        {{"--out="}, "--out: '' is not a FOLDER"},
        {{"--epochs", ""},
         "--epochs: '' is not a whole number from 0 to 1000"},
        {{"--epochs", "12abc"},
         "--epochs: '12abc' is not a whole number from 0 to 1000"},
        {{"--epochs", "1-2"},
         "--epochs: '1-2' is not a whole number from 0 to 1000"},
        {{"--epochs", "1.5"},
         "--epochs: '1.5' is not a whole number from 0 to 1000"},
        {{"--epochs", "-1"},
         "--epochs: '-1' is not a whole number from 0 to 1000"},
        {{"--epochs", "1001"},
         "--epochs: '1001' is not a whole number from 0 to 1000"},
        {{"--epochs", "0x10"},
         "--epochs: '0x10' is not a whole number from 0 to 1000"},
        {{"--epochs", " 1"},
         "--epochs: ' 1' is not a whole number from 0 to 1000"},
        {{"--epochs", "4294967297"}, /* 1 in 32 bits */
         "--epochs: '4294967297' is not a whole number from 0 to 1000"},
        {{"--steps", "2147483648"},
         "--steps: '2147483648' is not a whole number of at least 1"},
        {{"--steps", "99999999999999999999"},
         "--steps: '99999999999999999999' is not a whole number of at least 1"},
        {{"--shift", "-2147483649"},
         "--shift: '-2147483649' is not a whole number"},
        {{"--shift", "2147483648"},
         "--shift: '2147483648' is not a whole number"},
        {{"--rate", "abc"}, "--rate: 'abc' is not a number from 0 to 10"},
        {{"--rate", ""}, "--rate: '' is not a number from 0 to 10"},
        {{"--rate", "0,5"}, "--rate: '0,5' is not a number from 0 to 10"},
        {{"--rate", "0x1p3"}, "--rate: '0x1p3' is not a number from 0 to 10"},
        {{"--rate", " 1"}, "--rate: ' 1' is not a number from 0 to 10"},
        {{"--rate", "1 "}, "--rate: '1 ' is not a number from 0 to 10"},
        {{"--rate", "nan"}, "--rate: 'nan' is not a number from 0 to 10"},
        {{"--rate", "-0.1"}, "--rate: '-0.1' is not a number from 0 to 10"},
        {{"--rate", "10.1"}, "--rate: '10.1' is not a number from 0 to 10"},
        {{"--any", "inf"}, "--any: 'inf' is not a number"},
        {{"--any", "1e400"}, "--any: '1e400' is not a number"},
        {{"--any", "1e"}, "--any: '1e' is not a number"},
        {{"--seed", "-1"},
         "--seed: '-1' is not a whole number from 0 to "
         "18446744073709551615"},
        {{"--seed", "18446744073709551616"},
         "--seed: '18446744073709551616' is not a whole number from 0 to "
         "18446744073709551615"},
        {{"--seed", "1e3"},
         "--seed: '1e3' is not a whole number from 0 to "
         "18446744073709551615"},
        {{"--threads", "0"},
         "--threads: '0' is not a whole number from 1 to 1024"},
        {{"--threads", "1025"},
         "--threads: '1025' is not a whole number from 1 to 1024"},
        {{"--two\nlines\x1b[31m"}, "'--two lines [31m' is not an option"},
        {{"mine", "0123456789012345678901234567890123456789012345678é+"},
         "'0123456789012345678901234567890123456789012345678é...' was not "
         "expected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[512];
        Command command = {{NULL}, READ};
        memcpy(command.words, cases[i].words, sizeof command.words);
        Outcome outcome = run_function(program, &command);
        snprintf(line, sizeof line,
                 "train: %s; see /some/where/train --help\n",
                 cases[i].answer);
        cr_assert(outcome.status == EXIT_USAGE, "%s: status %d",
                  cases[i].words[0], outcome.status);
        cr_assert(strcmp(outcome.err, line) == 0, "<%s> is not <%s>",
                  outcome.err, line);
        cr_assert(outcome.out[0] == '\0', "stdout: %s", outcome.out);
        outcome_clear(&outcome);
    }
}

Test(options, an_output_folder_too_long_for_a_path_is_refused)
{
    char word[PATH_SIZE + 6] = "--out=";
    Command command = {{word}, READ};
    memset(word + 6, 'n', PATH_SIZE - 1);
    Outcome fits = run_function(program, &command);
    memset(word + 6, 'n', PATH_SIZE); /* the zero at the end is gone */
    word[sizeof word - 1] = '\0';
    cr_assert(fits.status == 0, "status %d: %s", fits.status, fits.err);
    outcome_clear(&fits);

    char *longer = allocate(PATH_SIZE + 7, 1);
    memcpy(longer, "--out=", 6);
    memset(longer + 6, 'n', PATH_SIZE);
    command.words[0] = longer;
    Outcome outcome = run_function(program, &command);
    cr_assert(outcome.status == EXIT_USAGE, "status %d", outcome.status);
    cr_assert(strstr(outcome.err, "too long") != NULL, "%s", outcome.err);
    outcome_clear(&outcome);
    free(longer);
}

/* A row that is full to the last column is in it, and one of too many characters. */
Test(options, the_help_shows_options_defaults_data_variables_and_statuses)
{
    Outcome outcome = run_function(
        program, &(Command){{"--epochs", "3", "--help", "--wrong"}, READ});
    char *kept = read_file(SOURCES "/ch01_basics/tests/help.txt", NULL);
    cr_assert(outcome.status == 0, "status %d: %s", outcome.status,
              outcome.err);
    cr_assert_str_eq(outcome.out, kept, "not as in help.txt:\n%s",
                     outcome.out);
    Outcome brief = run_function(program, &(Command){{"-h"}, READ});
    cr_assert_str_eq(brief.out, kept, "-h says %s", brief.out);
    outcome_clear(&brief);
    outcome_clear(&outcome);
    free(kept);
}

static void expect_words(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        cr_assert(strstr(text, *words) != NULL, "no <%s> in:\n%s", *words,
                  text);
    }
}

typedef struct {
    Option all[40];
    int count;
} Own;

static void help(void *context)
{
    const Own *own = context;
    char *argv[] = {"x", "--help", NULL};
    Options o;
    options_parse(&o, 2, argv, "Does it.", own->all, own->count);
}

Test(options, a_program_without_options_of_its_own_has_one_list)
{
    Outcome o = run_function(help, &(Own){.count = 0});
    expect_words(o.out,
                 (const char *const[]){"Usage: x [OPTION]...\n\nDoes it.\n\n"
                                       "Options:\n  --data NAME ",
                                       NULL});
    cr_assert(strstr(o.out, "of all programs") == NULL, "%s", o.out);
    outcome_clear(&o);
}

/* There is no better line for it. */
Test(options, a_word_longer_than_a_line_stands_where_it_would)
{
    int number = 1;
    char word[101];
    memset(word, 'w', 100);
    word[100] = '\0';
    const Own own = {{{"a", "N", word, OPTION_INT, &number, 0, 6}}, 1};
    Outcome o = run_function(help, (void *)(size_t)&own);
    expect_words(o.out, (const char *const[]){
                            "\n  --a N         www",
                            "www\n                (default 1)", NULL});
    outcome_clear(&o);
}

/* What stands outside of its limits says "not given", and is no default. */
Test(options, a_default_outside_of_its_limits_is_not_shown)
{
    int seven = 7, minus = -7;
    double much = 8, less = -8;
    const Own own = {
        {{"a", "N", "it", OPTION_INT, &seven, 0, 6},
         {"b", "N", "it", OPTION_INT, &minus, 0, 6},
         {"c", "N", "it", OPTION_REAL, &much, 0, 6},
         {"d", "N", "it", OPTION_REAL, &less, 0, 6},
         {"e", "N", "it", OPTION_INT, &seven, 7, 8},
         {"f", "N", "it", OPTION_REAL, &less, -9, -8},
         {"widest-name", NULL, "it", OPTION_FLAG, &(bool){false}, 0, 0}},
        7};
    Outcome o = run_function(help, (void *)(size_t)&own);
    expect_words(o.out,
                 (const char *const[]){
                     "\n  --a N          it\n", "\n  --b N          it\n",
                     "\n  --c N          it\n", "\n  --d N          it\n",
                     " it (default 7)\n", " it (default -8)\n",
                     "\n  --widest-name  it\n", NULL});
    outcome_clear(&o);
}

static void without_a_name(void *context)
{
    char *argv[] = {context, NULL};
    Options o;
    options_parse(&o, context != NULL, argv, "x", NULL, 0);
    printf("%s", o.program);
}

Test(options, the_name_is_the_last_part_of_the_first_word_if_there_is_one)
{
    static const char *const cases[][2] = {
        {NULL, "program"}, {"here", "here"}, {"a/b", "b"}};
    for (int i = 0; i < 3; i++) {
        Outcome o = run_function(without_a_name, (void *)(size_t)cases[i][0]);
        cr_assert_str_eq(o.out, cases[i][1], "case %d: %s", i, o.out);
        outcome_clear(&o);
    }
}

/* One option of its own, whose name is the longest; and a word of bytes that are no
   characters, as many columns wide as it has bytes. */
static void with_one_option(void *context)
{
    double rate = 0.5;
    char about[128], *argv[] = {"x", context, context, NULL};
    Options o;
    memset(about, 0xFF, 60);
    strcpy(about + 60, " a-word-of-thirty-letters-or-so");
    alarm(60);
    options_parse(&o, strcmp(context, "--help") == 0 ? 2 : 3, argv, about,
                  &(Option){"name-that-is-long", "NUMBER", "it is first",
                            OPTION_REAL, &rate, 0.5, HUGE_VAL},
                  1);
}

Test(options, the_help_of_one_option_has_its_columns)
{
    Outcome o = run_function(with_one_option, "--help");
    expect_outcome(&o, 0, "\xFF\na-word-of-thirty-letters-or-so\n");
    expect_outcome(&o, 0,
                   "\nOptions:\n  --name-that-is-long NUMBER  it is first "
                   "(default 0.5)\n\nOptions of all programs:\n");
    outcome_clear(&o);
    o = run_function(with_one_option, "--name-that-is-long=0.25");
    expect_outcome(&o, EXIT_USAGE,
                   "'0.25' is not a number of at least 0.5; see ");
    outcome_clear(&o);
}

/* As large as may be, and so worth a word. */
static void with_a_large_default(void *context)
{
    int count = 9;
    char *argv[] = {"x", "--help", NULL};
    Options o;
    (void)context;
    options_parse(
        &o, 2, argv, "",
        &(Option){"count", "N", "so many", OPTION_INT, &count, 1, 9}, 1);
}

Test(options, a_default_may_be_the_largest_number)
{
    Outcome o = run_function(with_a_large_default, NULL);
    expect_outcome(&o, 0, "so many (default 9)\n");
    outcome_clear(&o);
}

/* The pages make forms of it. */
Test(options, the_table_has_name_kind_default_and_limits)
{
    Outcome outcome = run_function(program, &(Command){{"--table"}, READ});
    cr_assert(outcome.status == 0, "status %d", outcome.status);
    expect_words(outcome.out,
                 (const char *const[]){
                     "epochs\twhole\tN\t17\t0\t1000\ttimes through ",
                     "\nsteps\twhole\tN\t\t1\tinf\tbatches to learn ",
                     "\nrate\tnumber\tNUMBER\t0.1\t0\t10\tthe learning ",
                     "\nsave\ttext\tFILE\t\t0\t0\twhere the weights go\n",
                     "\nplain\tflag\t\t\t0\t0\tno picture\n",
                     "\nthreads\tthreads\tN\tall that there are\t1\t1024\t",
                     "\nseed\tseed\tN\t1\t0\t0\t", NULL});
    outcome_clear(&outcome);
}

Test(options, the_version_is_printed_with_the_name)
{
    Outcome outcome = run_function(program, &(Command){{"--version"}, READ});
    cr_assert(outcome.status == 0, "status %d", outcome.status);
    cr_assert(strcmp(outcome.out, "train (Deep Learning from Scratch, in C) "
                                  "" VERSION "\n") == 0,
              "%s", outcome.out);
    outcome_clear(&outcome);
}

Test(options, output_that_cannot_be_written_is_noticed)
{
    static const struct {
        Fate fate;
        int status;
        const char *why;
    } cases[] = {{CLOSED, EXIT_IO, "it is not open for writing"},
                 {NOT_FOR_WRITING, EXIT_IO, "it is not open for writing"},
                 {DISK_FULL, EXIT_IO, "No space left on device"},
                 {UNREAD, EXIT_UNREAD, NULL},
                 {UNREAD_IGNORED, EXIT_IO, "Broken pipe"}};
    static const char *const words[] = {"--help", "--version", NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            char want[128] = "";
            if (cases[i].why != NULL) {
                snprintf(want, sizeof want,
                         "standard output cannot be written: %s\n",
                         cases[i].why);
            }
            Outcome o =
                run_function(program, &(Command){{words[k]}, cases[i].fate});
            cr_assert_eq(o.status, cases[i].status, "case %zu: status %d", i,
                         o.status);
            cr_assert_str_eq(o.err, want, "case %zu: %s", i, o.err);
            outcome_clear(&o);
        }
    }
}

static void same_name_twice(void *context)
{
    char *argv[] = {"x", NULL};
    Options o;
    options_parse(&o, 1, argv, "",
                  &(Option){"seed", "N", "", OPTION_INT, context, 0, 1}, 1);
}

static void no_range(void *context)
{
    char *argv[] = {"x", NULL};
    Options o;
    options_parse(&o, 1, argv, "",
                  &(Option){"mine", "N", "", OPTION_INT, context, 0, 0}, 1);
}

Test(options, a_program_that_declares_nonsense_has_a_bug)
{
    int value = 0;
    Own many = {.count = 40};
    char names[40][16];
    for (int i = 0; i < many.count; i++) {
        snprintf(names[i], sizeof names[i], "o%d", i);
        many.all[i] =
            (Option){names[i], NULL, "", OPTION_FLAG, &(bool){false}, 0, 0};
    }
    expect_stop(help, &many, "more than 32 options");
    expect_stop(same_name_twice, &value, "--seed twice");
    expect_stop(no_range, &value, "--mine: from 0 to 0");
}
