#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"
#include "system/process.h"

extern char **environ;

Test(process, is_found_in_the_path_and_not_beside_us)
{
    char path[PATH_SIZE];
    cr_assert(process_find("sh", path), "no sh in %s", getenv("PATH"));
    cr_assert(path[0] == '/' && strstr(path, "/sh") != NULL, "%s", path);
    cr_assert(!process_find("no-such-program", path), "found %s", path);
    char *folder = make_folder();
    setenv("PATH", folder, 1);
    cr_assert(!process_find("sh", path), "found %s", path);
    setenv("PATH", "bin:.:usr/bin", 1);
    cr_assert(!process_find("sh", path), "found %s", path);

    char no_program[PATH_SIZE], both[PATH_SIZE];
    snprintf(no_program, sizeof no_program, "%s/sh", folder);
    snprintf(both, sizeof both, "%s:/bin", folder);
    mkdir(no_program, 0777);
    setenv("PATH", both, 1);
    cr_assert(process_find("sh", path), "a folder called sh is in the way");
    cr_assert_str_eq(path, "/bin/sh", "found %s", path);
    remove_folder(folder);
}

/* Slashes at the front make a path longer, and lead to the same folder. */
Test(process, is_found_where_its_path_fits)
{
    static char path[PATH_SIZE], longest[PATH_SIZE];
    char *folder = make_folder(), program[1100];
    snprintf(program, sizeof program, "%s/s", folder);
    write_file(program, "", 0);
    cr_assert(chmod(program, 0755) == 0, "%s is no program", program);
    memset(longest, '/', sizeof longest);
    strcpy(longest + sizeof longest - 3 - strlen(folder), folder);
    longest[sizeof longest - 3] = '\0';
    setenv("PATH", longest, 1);
    cr_assert(process_find("s", path), "not found, although it fits");
    cr_assert(!process_find("sx", path), "half a path was taken for sx");
    remove_folder(folder);
}

/* What is opened next gets the smallest number that is free. */
static int first_free(void)
{
    const int number = dup(STDIN_FILENO);
    close(number);
    return number;
}

Test(process, keeps_what_was_said_and_tells_the_last_line)
{
    const int free_before = first_free();
    const char *const good[] = {"/bin/sh", "-c", "pwd; echo two >&2", NULL};
    char messages[MESSAGES_SIZE];
    Error error;
    bool ok = process_run(good, "/", messages, &error);
    cr_assert(ok, "%s", error.message);
    cr_assert_str_eq(messages, "/\ntwo\n", "it said %s", messages);

    const char *const bad[] = {"/bin/sh", "-c", "echo one; echo two; exit 3",
                               NULL};
    ok = process_run(bad, "/", NULL, &error);
    cr_assert(!ok && error.status == EXIT_IO, "status %d", error.status);
    cr_assert_str_eq(error.message, "two", "it said %s", error.message);

    const pid_t us = getpid();
    ok = process_run(good, "/no/such/folder", NULL, &error);
    if (getpid() != us) {
        _exit(0); /* the child went on as if it were we */
    }
    cr_assert(!ok, "it ran in no folder");

    signal(SIGCHLD, SIG_IGN);
    ok = process_run(good, "/", NULL, &error);
    cr_assert(ok, "nobody waits for children: %s", error.message);
    cr_assert(process_start(good, "/"), "not started");
    const char *const none[] = {"/no/such/program", NULL};
    cr_assert(!process_start(none, "/"), "what is not there has begun");
    cr_assert(!process_start(good, "/no/such/folder"),
              "it began in no folder");
    cr_assert_eq(first_free(), free_before, "a file is still open");
}

Test(process, says_the_last_word_or_that_there_was_none)
{
    static const char *const cases[][2] = {
        {"exit 3", "it failed without a word"},
        {"printf ' '; exit 3", "it failed without a word"},
        {"printf '\\n \\n'; exit 3", "it failed without a word"},
        {"printf x; exit 3", "x"},
        {"printf ' x\\n\\n'; exit 3", " x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {"/bin/sh", "-c", cases[i][0], NULL};
        Error error = {.message = ""};
        cr_assert(!process_run(words, "/", NULL, &error), "it went well");
        cr_assert_str_eq(error.message, cases[i][1], "case %zu: %s", i,
                         error.message);
    }
}

/* Whoever started us may ignore the alarm, or keep it waiting, and a program inherits that.
   What was stopped is not started again, so each case has a shell of another name. */
Test(process, the_alarm_ends_it_in_any_case)
{
    static const char *const shells[] = {"/bin/sh", "//bin/sh", "/bin//sh",
                                         "/bin/./sh"};
    sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    for (int i = 0; i < 4; i++) {
        Error error;
        const char *const words[] = {shells[i], "-c",
                                     "kill -ALRM $$; echo on", NULL};
        signal(SIGALRM, i % 2 > 0 ? SIG_IGN : SIG_DFL);
        sigprocmask(i / 2 > 0 ? SIG_BLOCK : SIG_UNBLOCK, &alarm, NULL);
        const bool ok = process_run(words, "/", NULL, &error);
        cr_assert(!ok && error.status == EXIT_IO &&
                      strstr(error.message, "stopped after 60 seconds"),
                  "case %d: %s", i, ok ? "it went on" : error.message);
    }
}

/* A signal that came long ago may still stand in errno. */
Test(process, an_old_signal_stops_nobody)
{
    const char *const words[] = {"/bin/echo", NULL};
    alarm(60);
    errno = EINTR;
    cr_assert(process_start(words, "/"), "not started");
}

/* Of a long speech that ended in failure there is the end, as much as there is room for. */
Test(process, as_much_is_kept_as_there_is_room_for)
{
    const char *const words[] = {"/bin/sh", "-c",
                                 "printf 'abc%099999d' 7; exit 3", NULL};
    char messages[MESSAGES_SIZE];
    Error error;
    cr_assert(!process_run(words, "/", messages, &error), "it went well");
    cr_assert_eq(strlen(messages), MESSAGES_SIZE - 1, "%zu characters",
                 strlen(messages));
    cr_assert_eq(messages[MESSAGES_SIZE - 2], '7', "%s", messages);
}

static void hear(int number) { (void)number; }

/* It asks its parent to look up while it works. */
Test(process, is_waited_for_although_signals_come)
{
    const char *const words[] = {
        "/bin/sh", "-c",
        "for i in 1 2 3 4; do kill -USR1 $PPID; sleep 0.03; done; echo end",
        NULL};
    struct sigaction action = {.sa_handler = hear}; /* no SA_RESTART */
    char messages[MESSAGES_SIZE];
    Error error;
    sigaction(SIGUSR1, &action, NULL);
    const bool ok = process_run(words, "/", messages, &error);
    cr_assert(ok, "%s", error.message);
    cr_assert_str_eq(messages, "end\n", "it said %s", messages);
}

/* They come while it begins, too. */
Test(process, is_started_although_signals_come)
{
    const struct itimerval often = {{0, 2000}, {0, 2000}},
                           never = {{0, 0}, {0, 0}};
    const char *const words[] = {"/bin/echo", NULL};
    struct sigaction action = {.sa_handler = hear}; /* no SA_RESTART */
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < 50; i++) {
        cr_assert(process_start(words, "/"), "start %d failed", i);
    }
    setitimer(ITIMER_REAL, &never, NULL);
}

/* perl can ask how long it has. */
Test(process, has_a_minute)
{
    char perl[PATH_SIZE], messages[MESSAGES_SIZE];
    const char *const words[] = {perl, "-e", "print alarm(0)", NULL};
    Error error;
    if (!process_find("perl", perl)) {
        cr_skip_test("there is no perl");
    }
    const bool ok = process_run(words, "/", messages, &error);
    const int left = atoi(messages);
    cr_assert(ok && left > 30 && left <= 60, "it has %s s", messages);
}

static void run_without_files(void *context)
{
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    const struct rlimit none = {3, before.rlim_max};
    const char *const words[] = {"/bin/echo", NULL};
    char messages[MESSAGES_SIZE] = "of another time";
    Error error = {.message = ""};
    (void)context;
    setrlimit(RLIMIT_NOFILE, &none);
    const bool ok = process_run(words, "/", messages, &error);
    const bool begun = process_start(words, "/");
    setrlimit(RLIMIT_NOFILE, &before); /* coverage writes a file in the end */
    printf("%d %s; %d\n", ok, error.message, begun);
}

/* As many letters as there is room for; none, where no file can be opened. */
Test(process, says_no_more_than_there_is_room_for)
{
    char script[80], messages[MESSAGES_SIZE];
    snprintf(script, sizeof script, "printf '%%%dd' 7; echo end",
             MESSAGES_SIZE - 1);
    const char *const words[] = {"/bin/sh", "-c", script, NULL};
    Error error;
    cr_assert(process_run(words, "/", messages, &error), "%s", error.message);
    cr_assert(strlen(messages) == MESSAGES_SIZE - 1 &&
                  messages[MESSAGES_SIZE - 2] == '7',
              "%zu letters, the last is %c", strlen(messages),
              messages[MESSAGES_SIZE - 2]);
    Outcome o = run_function(run_without_files, NULL);
    expect_outcome(&o, 0, "0 it cannot be started: ");
    expect_outcome(&o, 0, "; 0\n");
    outcome_clear(&o);
}

/* With so little memory the program fails, too; but whoever starts it says why it did not
   begin. */
static void run_hungry(void *context)
{
    const char *const words[] = {"/bin/echo", NULL};
    char messages[MESSAGES_SIZE];
    Error error = {.message = ""};
    (void)context;
    process_run(words, "/", messages, &error);
    if (strstr(error.message, "it cannot be started") != NULL) {
        die("test", &error);
    }
}

Test(process, is_not_called_faulty_when_memory_ends)
{
    skip_without_a_limit_of_memory();
    expect_out_of_memory(run_hungry, NULL);
}

/* Root may start as many as it likes, so it becomes somebody else. */
static void run_as_the_last_process(void *context)
{
    const struct rlimit none = {0, 0};
    const char *const words[] = {"/bin/echo", NULL};
    char messages[MESSAGES_SIZE];
    Error error = {.message = ""};
    (void)context;
    setrlimit(RLIMIT_NPROC, &none);
    if (getuid() == 0 && setuid(65534) != 0) {
        _exit(99);
    }
    const bool ok = process_run(words, "/", messages, &error);
    printf("%d %s\n", ok, error.message);
}

Test(process, says_why_none_can_be_started)
{
    Outcome o = run_function(run_as_the_last_process, NULL);
    expect_outcome(&o, 0, "0 it cannot be started: ");
    outcome_clear(&o);
}

/* A reason stands at the end, whatever was said before: just as much as there is room for,
   and more. */
Test(process, fails_with_its_last_line_after_many_others)
{
    for (int more = -1; more <= MESSAGES_SIZE; more += MESSAGES_SIZE / 2) {
        char script[80], messages[MESSAGES_SIZE];
        snprintf(script, sizeof script,
                 "yes warning | head -c %d; echo; echo why; exit 3",
                 MESSAGES_SIZE - 5 + more);
        const char *const words[] = {"/bin/sh", "-c", script, NULL};
        Error error = {.message = ""};
        cr_assert(!process_run(words, "/", messages, &error), "it ran");
        cr_assert_str_eq(error.message, "why", "%d: it said %s", more,
                         error.message);
    }
}

/* Numbers are written with a point, whatever the language of the reader. */
Test(process, speaks_one_language)
{
    const char *const words[] = {"/usr/bin/env", NULL};
    char messages[MESSAGES_SIZE];
    Error error;
    environ =
        (char *[]){"FIRST=kept", "LC_ALL=de_DE.UTF-8", "OTHER=kept", NULL};
    cr_assert(process_run(words, "/", messages, &error), "%s", error.message);
    const char *found = strstr(messages, "LC_ALL=");
    cr_assert(found != NULL && strstr(found + 1, "LC_ALL=") == NULL &&
                  strstr(messages, "de_DE") == NULL &&
                  strstr(messages, "FIRST=kept\n") != NULL &&
                  strstr(messages, "OTHER=kept\n") != NULL,
              "%s", messages);
    environ = (char *[]){NULL, NULL};
    cr_assert(process_run(words, "/", messages, &error), "%s", error.message);
    cr_assert_str_eq(messages, "LC_ALL=C.UTF-8\n", "%s", messages);
}

/* A word is a word: nothing in it is a command. */
Test(process, has_no_shell)
{
    const char *const words[] = {"/bin/echo", "a; exit 3 $HOME `pwd`", NULL};
    char messages[MESSAGES_SIZE];
    Error error;
    const bool ok = process_run(words, "/", messages, &error);
    cr_assert(ok, "%s", error.message);
    cr_assert_str_eq(messages, "a; exit 3 $HOME `pwd`\n", "%s", messages);
}

#ifdef __linux__ /* elsewhere nothing happens */
static void end_with(void *parent)
{
    process_end_with_parent(*(const long *)parent);
}

/* Nobody tells us of the end of a parent that ended before we asked. */
Test(process, ends_at_once_if_its_parent_has_ended)
{
    long cases[] = {getpid(), 0x7fffffff};
    const int status[] = {0, 128 + SIGKILL};
    for (int i = 0; i < 2; i++) {
        Outcome o = run_function(end_with, &cases[i]);
        cr_assert_eq(o.status, status[i], "parent %ld: status %d", cases[i],
                     o.status);
        outcome_clear(&o);
    }
}

/* The number that a shell has written into a file; waits for it. */
static long number_in(const char *path)
{
    long number = 0;
    for (int i = 0; i < 1000 && number == 0; i++) {
        FILE *file = fopen(path, "r");
        if (file != NULL) {
            number = fscanf(file, "%ld", &number) == 1 ? number : 0;
            fclose(file);
        }
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    cr_assert(number > 0, "nothing in %s", path);
    return number;
}

/* A process that has ended, and for which nobody has waited, does not live. */
static bool lives(long number)
{
    char path[64], state = 'Z';
    snprintf(path, sizeof path, "/proc/%ld/stat", number);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        cr_assert(fscanf(file, "%*d %*s %c", &state) == 1, "%s", path);
        fclose(file);
    }
    return state != 'Z';
}

/* It begins once, has no file of ours, and nobody waits for its end. */
Test(process, goes_its_own_way)
{
    char *folder = make_folder(), path[1100], script[256];
    snprintf(script, sizeof script,
             "echo $$ >>begun; (: >&%d) 2>/dev/null && echo open >>begun; "
             "until [ -e go ]; do sleep 0.01; done; mv begun end",
             first_free());
    const char *const words[] = {"/bin/sh", "-c", script, NULL};
    alarm(20);
    cr_assert(process_start(words, folder), "not started");
    cr_assert(waitpid(-1, NULL, WNOHANG) == -1, "there is a child");
    snprintf(path, sizeof path, "%s/go", folder);
    write_file(path, "", 0);
    snprintf(path, sizeof path, "%s/end", folder);
    number_in(path);
    char *text = read_file(path, NULL);
    cr_assert(strchr(text, '\n') == strrchr(text, '\n'), "it said %s", text);
    free(text);
    remove_folder(folder);
}

static void start_and_stay(void *context)
{
    const char *const words[] = {"/bin/echo", NULL};
    (void)context;
    process_start(words, "/");
    printf("still here\n");
}

Test(process, leaves_us_behind)
{
    Outcome o = run_function(start_and_stay, NULL);
    expect_outcome(&o, 0, "still here\n");
    outcome_clear(&o);
}

/* What was run does not outlive us, even if we are killed; what was started does. */
Test(process, only_what_was_started_outlives_us)
{
    for (int started = 0; started < 2; started++) {
        char *folder = make_folder(), path[1100], script[1200];
        snprintf(path, sizeof path, "%s/number", folder);
        snprintf(script, sizeof script, "echo $$ >'%s'; exec sleep 60", path);
        const char *const words[] = {"/bin/sh", "-c", script, NULL};
        const pid_t us = fork();
        if (us == 0) {
            Error error;
            started ? process_start(words, "/")
                    : process_run(words, "/", NULL, &error);
            alarm(60);
            pause();
        }
        const long other = number_in(path);
        const bool apart = getsid((pid_t)other) != getsid(0);
        kill(us, SIGKILL);
        waitpid(us, NULL, 0);
        for (int i = 0; i < 20 + 480 * !started && lives(other); i++) {
            nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
        }
        const bool survives = lives(other);
        kill((pid_t)other, SIGKILL);
        cr_assert(survives == (started == 1) && apart == survives,
                  "started %d, lives %d, in a session of its own %d", started,
                  survives, apart);
        remove_folder(folder);
    }
}
#endif
