/* tools/build/run-tests: killed in the middle, without Open MPI, without MNIST, and with a
 * test that cannot be run here. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"
#include "system/paths.h"

enum { SECONDS = 20 };

static void never_end(void *context)
{
    (void)context;
    execl("/bin/sleep", "sleep", "600", (char *)NULL);
}

/* A test that never ends, and a program that it runs, hold the pipe open. */
static void hang(const char *pipe)
{
    const int held = open(pipe, O_WRONLY);
    cr_assert(held >= 0 && write(held, "x", 1) == 1, "no pipe %s", pipe);
    Outcome o = run_function(never_end, NULL);
    outcome_clear(&o);
}

/* A folder with a chapter of one test in this source, whose binary runs the first test
 * here, or what $DL_TEST_FILTER names, and notes its number first. */
static char *make_chapter(const char *source)
{
    static const char script[] =
        "#!/bin/sh\necho $$ >number\n"
        "exec \"$DL_TEST_BINARY\" \"$@\" --filter \"$DL_TEST_FILTER\"\n";
    char *folder = make_folder(), path[1024], self[PATH_SIZE];
    static const char *const folders[] = {"chapter", "chapter/tests", "build",
                                          "build/float",
                                          "build/float/chapter"};
    paths_executable(self);
    cr_assert(self[0] != '\0', "which program is this?");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, folders[i]);
        cr_assert(mkdir(path, 0777) == 0, "no folder %s", path);
    }
    snprintf(path, sizeof path, "%s/chapter/tests/%s", folder, source);
    write_file(path, "Test(a, b)\n", 11);
    snprintf(path, sizeof path, "%s/build/float/chapter/%s.run", folder,
             strncmp(source, "mnist", 5) == 0 ? "mnist" : "tests");
    /* The name of this program may hold whatever a folder's name may. */
    setenv("DL_TEST_BINARY", self, 1);
    setenv("DL_TEST_FILTER", "run_tests/leave*", 0);
    write_file(path, script, sizeof script - 1);
    chmod(path, 0777);
    snprintf(path, sizeof path, "%s/pipe", folder);
    cr_assert(mkfifo(path, 0666) == 0, "no pipe %s", path);
    return folder;
}

static void become_run_tests(void *folder)
{
    unsetenv("BXFI_MAP"); /* it says that we are a worker of Criterion */
    unsetenv("T");        /* it chooses among our own tests */
    setenv("TMPDIR", folder, 1);
    if (chdir(folder) == 0) {
        execl(SOURCES "/tools/build/run-tests", "run-tests", "build",
              "chapter", (char *)NULL);
    }
    _exit(98);
}

/* The chapter's tests run, until one says through the pipe that it hangs. */
static pid_t start_tests(const char *folder, int pipe)
{
    char path[1024];
    const pid_t child = fork();
    if (child == 0) {
        snprintf(path, sizeof path, "%s/pipe", folder);
        setenv("DL_TEST_HANGS", path, 1);
        const int log = open("/dev/null", O_WRONLY);
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
        become_run_tests((void *)folder);
    }
    char byte;
    struct pollfd p = {.fd = pipe, .events = POLLIN};
    cr_assert(poll(&p, 1, SECONDS * 1000) == 1 && read(pipe, &byte, 1) == 1,
              "no test began");
    return child;
}

static pid_t number_of_binary(const char *folder)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/number", folder);
    char *text = read_file(path, NULL);
    const pid_t number = (pid_t)strtol(text, NULL, 10);
    free(text);
    return number;
}

/* The pipe ends when nobody holds it any more. */
static void expect_nothing_left(int pipe, const char *killed)
{
    char byte;
    struct pollfd p = {.fd = pipe, .events = POLLIN};
    cr_assert(poll(&p, 1, SECONDS * 1000) == 1 && read(pipe, &byte, 1) == 0,
              "%s was killed, and its tests run on", killed);
}

Test(run_tests, leave_nothing_behind_when_they_are_killed, .timeout = 100)
{
    static const struct {
        const char *what;
        int signal, status;
        bool binary; /* it is killed, and not the script */
    } cases[] = {{"run-tests by TERM", SIGTERM, 128 + SIGTERM, false},
                 {"run-tests by Ctrl-C", SIGINT, 128 + SIGINT, false},
                 {"run-tests by KILL", SIGKILL, 128 + SIGKILL, false},
                 {"the binary by KILL", SIGKILL, 1, true}};
    if (getenv("DL_TEST_HANGS") != NULL) {
        hang(getenv("DL_TEST_HANGS"));
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_chapter("test_one.c"), path[1024];
        snprintf(path, sizeof path, "%s/pipe", folder);
        const int pipe = open(path, O_RDONLY | O_NONBLOCK);
        const pid_t run = start_tests(folder, pipe);
        const pid_t binary = number_of_binary(folder);
        kill(cases[i].binary ? binary : run, cases[i].signal);
        int status = 0;
        waitpid(run, &status, 0);
        status =
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        cr_assert_eq(status, cases[i].status, "%s: status %d", cases[i].what,
                     status);
        expect_nothing_left(pipe, cases[i].what);
        close(pipe);
        snprintf(path, sizeof path, "/tmp/criterion_%d.sock", (int)binary);
        unlink(
            path); /* Criterion's own, of which nobody is left to take care */
        remove_folder(folder);
    }
}

/* In folder, the tests of the chapter are run, and their words and counts are these. */
static void expect_said(char *folder, const char *words, const char *counts)
{
    Outcome o = run_function(become_run_tests, folder);
    cr_assert(strstr(o.out, words) != NULL && strstr(o.out, counts) != NULL,
              "it says: %s%s", o.out, o.err);
    outcome_clear(&o);
}

/* A build for another processor has none, though mpicc and mpirun are here. */
Test(run_tests, of_several_ranks_need_a_build_with_open_mpi)
{
    char *folder = make_chapter("mpi_one.c");
    setenv("MPI", "", 1);
    expect_said(folder, "1 not run: built without Open MPI",
                "0 passed, 0 failed, 1 skipped\n");
    remove_folder(folder);
}

/* The chapter's one test says why it is not run. Then a second one is declared, and
 * nothing says where it is. */
Test(run_tests, count_what_cannot_be_run_here_and_say_why)
{
    if (getenv("DL_TEST_FILTER") != NULL) {
        cr_skip_test("there is no moon");
    }
    setenv("DL_TEST_FILTER", "run_tests/count*", 1);
    char *folder = make_chapter("once_one.c"), path[1024];
    expect_said(folder, "1 not run: there is no moon\n",
                "0 passed, 0 failed, 1 skipped\n");
    snprintf(path, sizeof path, "%s/chapter/tests/once_one.c", folder);
    write_file(path, "Test(a, b)\nTest(a, c)\n", 22);
    expect_said(folder, "", "0 passed, 1 failed, 1 skipped\n");
    remove_folder(folder);
}

/* The chapter's one test needs MNIST, which PyTorch has put two folders deeper. Only the
 * library knows where to look, and what is wrong with what is there. */
Test(run_tests, find_mnist_where_programs_find_it)
{
    if (getenv("DL_TEST_FILTER") != NULL) {
        need_mnist();
        return;
    }
    setenv("DL_TEST_FILTER", "run_tests/find_mnist*", 1);
    char *folder = make_chapter("mnist_one.c"),
         *set = make_digits_folder(9, 3);
    char path[1024], file[1100];
    snprintf(path, sizeof path, "%s/MNIST", folder);
    cr_assert(mkdir(path, 0777) == 0, "no folder %s", path);
    snprintf(path, sizeof path, "%s/MNIST/raw", folder);
    cr_assert(rename(set, path) == 0, "no folder %s", path);
    snprintf(file, sizeof file, "%s/t10k-labels-idx1-ubyte", path);
    const struct {
        const char *where, *words, *count;
    } cases[] = {
        {folder, " 1 passed", "1 passed, 0 failed, 0 skipped\n"},
        {"/nowhere", "1 not run: no MNIST: MNIST_DIR is set, but",
         "0 passed, 0 failed, 1 skipped\n"},
        {folder, "t10k-labels-idx1-ubyte", "0 passed, 1 failed, 0 skipped\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (i == 2) {
            write_file(file, "else", 4);
        }
        setenv("MNIST_DIR", cases[i].where, 1);
        expect_said(folder, cases[i].words, cases[i].count);
    }
    free(set);
    remove_folder(folder);
}

/* Of the chapter's two tests, one runs programs. */
Test(run_tests, omit_programs_and_say_so)
{
    if (getenv("DL_TEST_FILTER") != NULL) {
        return; /* it is good */
    }
    setenv("DL_TEST_FILTER", "run_tests/omit*", 1);
    setenv("WITHOUT", "programs", 1);
    char *folder = make_chapter("once_one.c"), path[1024];
    snprintf(path, sizeof path, "%s/chapter/tests/programs_two.c", folder);
    write_file(path, "Test(p, q)\n", 11);
    expect_said(folder, "1 not run: WITHOUT=programs\n",
                "1 passed, 0 failed, 1 skipped\n");
    remove_folder(folder);
}
