#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"
#include "system/atomic_file.h"

/* A path below the folder of the test; good until the next 4 calls. */
static const char *in(const char *folder, const char *name)
{
    static char paths[4][1100];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_text(FILE *file, const void *content)
{
    fputs(content, file);
}

static void expect_text(const char *path, const char *want)
{
    char *got = read_file(path, NULL);
    cr_assert_str_eq(got, want, "%s holds %s, not %s", path, got, want);
    free(got);
}

static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static unsigned mode_of(const char *path)
{
    struct stat status;
    cr_assert(lstat(path, &status) == 0, "%s is missing", path);
    return (unsigned)status.st_mode;
}

/* Neither a half of path nor the sign of a claim on it. */
static void expect_nothing_left(const char *path)
{
    static const char *const endings[] = {".unfinished", ".lock"};
    for (int i = 0; i < 2; i++) {
        char name[1200];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        cr_assert(!is_there(name), "%s is left", name);
    }
}

static void save(const char *path, const char *text)
{
    Error error = {EXIT_OK, ""};
    const bool done = atomic_file_write(path, write_text, text, &error);
    cr_assert(done, "%s: %s", path, error.message);
}

static void expect_failure(const char *path, ExitStatus status,
                           const char *words)
{
    Error error = {EXIT_OK, ""};
    const bool done = atomic_file_write(path, write_text, "new", &error);
    cr_assert(!done, "%s was written", path);
    cr_assert(error.status == status, "%s: status %d, not %d", path,
              (int)error.status, (int)status);
    cr_assert(strstr(error.message, path) != NULL, "no path in: %s",
              error.message);
    cr_assert(strstr(error.message, words) != NULL, "no <%s> in: %s", words,
              error.message);
}

Test(atomic_file, makes_a_new_file_with_the_mode_of_the_umask)
{
    char *folder = make_folder();
    const char *path = in(folder, "new");
    const mode_t before = umask(027);
    save(path, "first");
    umask(before);
    expect_text(path, "first");
    cr_assert_eq(mode_of(path) & 0777, 0640, "mode %o", mode_of(path));
    expect_nothing_left(path);
    remove_folder(folder);
}

Test(atomic_file, makes_a_file_in_the_current_folder)
{
    char *folder = make_folder();
    cr_assert(chdir(folder) == 0, "no way into %s", folder);
    save("plain", "text");
    expect_text(in(folder, "plain"), "text");
    cr_assert(chdir("/") == 0, "no way out");
    remove_folder(folder);
}

Test(atomic_file, replaces_a_file_and_keeps_its_mode)
{
    char *folder = make_folder();
    const char *path = in(folder, "old");
    const unsigned modes[] = {0600, 0666, 0751};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        write_file(path, "old and longer", 14);
        cr_assert(chmod(path, modes[i]) == 0, "chmod failed");
        save(path, "new");
        expect_text(path, "new");
        cr_assert_eq(mode_of(path) & 0777, modes[i], "mode %o, not %o",
                     mode_of(path), modes[i]);
    }
    remove_folder(folder);
}

Test(atomic_file, gives_the_old_file_to_who_has_it_open)
{
    char *folder = make_folder(), text[4] = "";
    const char *path = in(folder, "old");
    write_file(path, "old", 3);
    FILE *reader = fopen(path, "r");
    cr_assert(reader != NULL, "%s cannot be opened", path);
    save(path, "new");
    const size_t count = fread(text, 1, 3, reader);
    cr_assert(count == 3 && strcmp(text, "old") == 0, "the reader got %s",
              text);
    fclose(reader);
    remove_folder(folder);
}

Test(atomic_file, replaces_the_file_behind_a_link_and_keeps_the_link)
{
    char *folder = make_folder();
    const char *path = in(folder, "real"), *link = in(folder, "link");
    write_file(path, "old", 3);
    cr_assert(symlink("real", link) == 0, "no link");
    save(link, "new");
    expect_text(path, "new");
    cr_assert(S_ISLNK(mode_of(link)), "the link became mode %o",
              mode_of(link));
    remove_folder(folder);
}

Test(atomic_file, does_not_follow_a_planted_temporary)
{
    char *folder = make_folder();
    const char *path = in(folder, "file"), *victim = in(folder, "victim"),
               *temporary = in(folder, "file.unfinished");
    write_file(victim, "precious", 8);
    cr_assert(symlink(victim, temporary) == 0, "no symbolic link");
    save(path, "new");
    expect_text(victim, "precious");
    cr_assert(link(victim, temporary) == 0, "no hard link");
    save(path, "newer");
    expect_text(victim, "precious");
    expect_text(path, "newer");
    cr_assert(S_ISREG(mode_of(path)), "mode %o", mode_of(path));
    remove_folder(folder);
}

Test(atomic_file, removes_what_a_killed_run_left)
{
    char *folder = make_folder();
    const char *path = in(folder, "file"),
               *temporary = in(folder, "file.unfinished");
    write_file(temporary, "half and much longer than the text", 34);
    write_file(in(folder, "file.lock"), "", 0);
    errno = EAGAIN; /* of another time: nobody has the lock */
    save(path, "whole");
    expect_text(path, "whole");
    expect_nothing_left(path);
    remove_folder(folder);
}

Test(atomic_file, says_why_a_file_cannot_be_made)
{
    char *folder = make_folder();
    write_file(in(folder, "file"), "old", 3);
    cr_assert(symlink("nothing", in(folder, "dangling")) == 0, "no link");
    cr_assert(symlink("loop", in(folder, "loop")) == 0, "no link");
    expect_failure(folder, EXIT_CANNOT_CREATE, "folder");
    expect_failure(in(folder, "missing/new"), EXIT_CANNOT_CREATE,
                   "No such file");
    expect_failure(in(folder, "file/new"), EXIT_CANNOT_CREATE,
                   "Not a directory");
    expect_failure(in(folder, "dangling"), EXIT_CANNOT_CREATE, "link");
    expect_failure(in(folder, "loop"), EXIT_CANNOT_CREATE, "levels");
    if (access("/proc/self", F_OK) == 0) {
        expect_failure("/proc/new", EXIT_CANNOT_CREATE, "--save");
    }
    expect_failure("", EXIT_CANNOT_CREATE, "");
    cr_assert(!is_there(in(folder, "nothing")), "a file was made");
    expect_text(in(folder, "file"), "old");
    cr_assert(mkdir(in(folder, "file.unfinished"), 0777) == 0, "no folder");
    expect_failure(in(folder, "file"), EXIT_CANNOT_CREATE, "exists");
    expect_text(in(folder, "file"), "old");
    remove_folder(folder);
}

/* In a child: what cannot be written ends it. */
static void save_or_die(const char *path, WriteContent *write)
{
    Error error;
    if (!atomic_file_write(path, write, "new", &error)) {
        die("test", &error);
    }
}

/* Root may write everywhere, also where a mistake would hurt the machine, so a
 * child becomes nobody first. */
static void write_as_nobody(void *context)
{
    enum { NOBODY = 65534 };
    if (getuid() == 0 && setuid(NOBODY) != 0) {
        exit(99);
    }
    save_or_die(context, write_text);
}

static void expect_for_nobody(const char *path, ExitStatus status,
                              const char *words)
{
    Outcome outcome = run_function(write_as_nobody, (void *)(size_t)path);
    cr_assert_eq(outcome.status, (int)status, "%s: status %d: %s", path,
                 outcome.status, outcome.err);
    cr_assert(strstr(outcome.err, words) != NULL, "no <%s> in: %s", words,
              outcome.err);
    outcome_clear(&outcome);
}

Test(atomic_file, respects_write_protection)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    cr_assert(chmod(path, 0444) == 0 && chmod(folder, 0777) == 0, "chmod");
    expect_for_nobody(path, EXIT_CANNOT_CREATE, "Permission denied");
    cr_assert(chmod(path, 0666) == 0 && chmod(folder, 0555) == 0, "chmod");
    expect_for_nobody(path, EXIT_CANNOT_CREATE, "Permission denied");
    expect_text(path, "old");
    cr_assert(chmod(folder, 0777) == 0, "chmod");
    expect_for_nobody(path, EXIT_OK, "");
    expect_text(path, "new");
    remove_folder(folder);
}

/* What is true of a pipe is true of every device: the file in its place would
 * be no pipe any more. The devices of the machine itself are left to nobody. */
Test(atomic_file, writes_into_a_pipe_and_leaves_it_a_pipe)
{
    char *folder = make_folder(), text[8] = "";
    const char *path = in(folder, "pipe"), *link = in(folder, "link");
    cr_assert(mkfifo(path, 0600) == 0, "no pipe");
    cr_assert(symlink("pipe", link) == 0, "no link");
    FILE *pipe = fopen(path, "r+"); /* both ends, so nobody waits */
    cr_assert(pipe != NULL, "the pipe cannot be opened");
    for (int i = 0; i < 2; i++) {
        save(i == 0 ? path : link, "through");
        cr_assert(S_ISFIFO(mode_of(path)), "the pipe became a file");
        cr_assert(S_ISLNK(mode_of(link)), "the link became a file");
        cr_assert(fread(text, 1, 7, pipe) == 7, "the pipe is empty");
        cr_assert_str_eq(text, "through", "got %s", text);
    }
    fclose(pipe);
    remove_folder(folder);
}

Test(atomic_file, waits_for_no_reader_of_a_pipe)
{
    char *folder = make_folder();
    const char *path = in(folder, "pipe");
    cr_assert(mkfifo(path, 0600) == 0, "no pipe");
    expect_failure(path, EXIT_CANNOT_CREATE, ": nobody reads it; choose");
    remove_folder(folder);
}

Test(atomic_file, writes_devices)
{
    expect_for_nobody("/dev/full", EXIT_IO, "No space left");
    expect_for_nobody("/dev/null", EXIT_OK, "");
    cr_assert(S_ISCHR(mode_of("/dev/full")), "/dev/full became a file");
    cr_assert(S_ISCHR(mode_of("/dev/null")), "/dev/null became a file");
}

/* The disk is full after LIMIT bytes, by `ulimit -f`: the stream's buffer is
 * smaller. The signal that comes with it must not end the program. */
enum { LIMIT = 20000 };

static void write_twice_the_limit(FILE *file, const void *content)
{
    (void)content;
    for (int i = 0; i < 2 * LIMIT; i++) {
        putc('x', file);
    }
}

static void write_past_the_limit(void *context)
{
    const struct rlimit limit = {LIMIT, LIMIT};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        exit(99);
    }
    save_or_die(context, write_twice_the_limit);
}

Test(atomic_file, keeps_the_old_file_when_the_disk_is_full)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    Outcome outcome =
        run_function(write_past_the_limit, (void *)(size_t)path);
    cr_assert_eq(outcome.status, EXIT_IO, "status %d: %s", outcome.status,
                 outcome.err);
    cr_assert(strstr(outcome.err, "File too large") != NULL &&
                  strstr(outcome.err, path) != NULL,
              "said: %s", outcome.err);
    outcome_clear(&outcome);
    expect_text(path, "old");
    expect_nothing_left(path);
    remove_folder(folder);
}

/* The disk is full for a moment only: later writes succeed, and the file has
 * a hole that nobody but the stream's memory knows of. */
static void write_with_a_gap(FILE *file, const void *content)
{
    (void)content;
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 1;
    setrlimit(RLIMIT_FSIZE, &limit);
    fputs("lost", file);
    fflush(file);
    limit.rlim_cur = before;
    setrlimit(RLIMIT_FSIZE, &limit);
    fputs("kept", file);
}

Test(atomic_file, notices_a_write_that_failed_in_between)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    Error error = {EXIT_OK, ""};
    const bool done = atomic_file_write(path, write_with_a_gap, NULL, &error);
    cr_assert(!done, "a file with a hole was taken");
    cr_assert_eq((int)error.status, EXIT_IO, "%s", error.message);
    cr_assert(strstr(error.message, "File too large") != NULL, "said: %s",
              error.message);
    expect_text(path, "old");
    remove_folder(folder);
}

/* A writer that asks the system for something else forgets why a write has failed. */
static void write_and_forget(FILE *file, const void *content)
{
    write_with_a_gap(file, content);
    errno = 0;
}

Test(atomic_file, notices_a_write_that_failed_for_a_reason_unknown)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    Error error = {EXIT_OK, ""};
    const bool done = atomic_file_write(path, write_and_forget, NULL, &error);
    cr_assert(!done, "a file with a hole was taken");
    cr_assert_eq((int)error.status, EXIT_IO, "%s", error.message);
    expect_text(path, "old");
    remove_folder(folder);
}

/* The library calls this one: it notes which folder was synchronized. */
static struct stat synchronized;

int fsync(int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        synchronized = status;
    }
    return fdatasync(descriptor);
}

static void expect_synchronized(const char *folder)
{
    struct stat status;
    cr_assert(stat(folder, &status) == 0, "%s is missing", folder);
    cr_assert(status.st_dev == synchronized.st_dev &&
                  status.st_ino == synchronized.st_ino,
              "not %s, but another folder, or none", folder);
    memset(&synchronized, 0, sizeof synchronized);
}

Test(atomic_file, gets_its_name_to_the_disk)
{
    char *folder = make_folder();
    save(in(folder, "a"), "text");
    expect_synchronized(folder);
    cr_assert(chdir(folder) == 0, "not in %s", folder);
    save("a", "text");
    expect_synchronized(folder);
    remove_folder(folder);
}

/* Another program begins the same file while we write it. */
static void write_and_be_overtaken(FILE *file, const void *content)
{
    char temporary[1200];
    snprintf(temporary, sizeof temporary, "%s.unfinished",
             (const char *)content);
    fputs("ours", file);
    unlink(temporary);
    write_file(temporary, "half of the oth", 15);
}

Test(atomic_file, never_takes_the_temporary_of_another_writer)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    Error error = {EXIT_OK, ""};
    const bool done =
        atomic_file_write(path, write_and_be_overtaken, path, &error);
    cr_assert(!done, "the file of another writer was taken");
    cr_assert_eq((int)error.status, EXIT_IO, "%s", error.message);
    cr_assert(strstr(error.message, "busy") != NULL, "said: %s",
              error.message);
    expect_text(path, "old");
    remove_folder(folder);
}

/* Text number i is CONTENT times the letter i, so a mixture shows. */
enum { CONTENT = 200000, KILLS = 20 };

static void write_letters(FILE *file, const void *content)
{
    for (int i = 0; i < CONTENT; i++) {
        putc(*(const char *)content, file);
    }
}

static void save_for_ever(const char *path, int signal_first)
{
    Error error;
    for (char letter = 'a';; letter = letter == 'z' ? 'a' : letter + 1) {
        const bool done =
            atomic_file_write(path, write_letters, &letter, &error);
        if (letter == 'b' && write(signal_first, &done, 1) != 1) {
            _exit(1);
        }
    }
}

/* Kill a child that saves, some time after it has saved twice. */
static void kill_while_saving(const char *path, long nanoseconds)
{
    int pipes[2];
    bool saved = false;
    cr_assert(pipe(pipes) == 0, "no pipe");
    const pid_t child = fork();
    cr_assert(child >= 0, "no process could be started");
    if (child == 0) {
        save_for_ever(path, pipes[1]);
    }
    const bool told = read(pipes[0], &saved, 1) == 1;
    nanosleep(&(struct timespec){.tv_nsec = nanoseconds}, NULL);
    kill(child, SIGKILL);
    cr_assert(waitpid(child, NULL, 0) == child, "the process was lost");
    cr_assert(told && saved, "the child could not save");
    close(pipes[0]);
    close(pipes[1]);
}

static void expect_whole(const char *path)
{
    size_t size;
    char *text = read_file(path, &size);
    cr_assert_eq(size, CONTENT, "%zu bytes, not %d", size, CONTENT);
    for (int i = 1; i < CONTENT; i++) {
        cr_assert(text[i] == text[0], "%c at the start, %c at %d", text[0],
                  text[i], i);
    }
    free(text);
}

/* Who reads a pipe slowly gets all of it. */
Test(atomic_file, waits_for_a_slow_reader)
{
    char *folder = make_folder(), letter = 'a', bytes[4096];
    const char *path = in(folder, "pipe");
    Error error = {.message = ""};
    cr_assert(mkfifo(path, 0600) == 0, "no pipe");
    FILE *both = fopen(path, "r+"); /* so nobody waits for the other end */
    const pid_t child = fork();
    cr_assert(both != NULL && child >= 0, "no pipe or process");
    if (child == 0) {
        size_t count = 0;
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
        while (count < CONTENT) {
            const ssize_t more = read(fileno(both), bytes, sizeof bytes);
            count += more > 0 ? (size_t)more : CONTENT;
        }
        _exit(count == CONTENT ? 0 : 1);
    }
    const bool done = atomic_file_write(path, write_letters, &letter, &error);
    if (!done) {
        kill(child, SIGKILL);
    }
    int status = -1;
    cr_assert(waitpid(child, &status, 0) == child, "the process was lost");
    cr_assert(done && status == 0, "status %x, %s", (unsigned)status,
              error.message);
    fclose(both);
    remove_folder(folder);
}

Test(atomic_file, survives_a_kill_at_any_moment)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    for (int i = 0; i < KILLS; i++) {
        kill_while_saving(path, 300000L * (i % 7));
        expect_whole(path);
    }
    save(path, "after all");
    expect_nothing_left(path);
    remove_folder(folder);
}

/* -- No memory ------------------------------------------------------------- */

static void write_and_run_out(FILE *file, const void *content)
{
    (void)content;
    fputs("half", file);
    fflush(file);
    free(allocate(SIZE_MAX, 2));
}

static void run_out(void *context)
{
    save_or_die(context, write_and_run_out);
}

static void save_hungry(void *context) { save_or_die(context, write_text); }

Test(atomic_file, leaves_nothing_when_memory_ends)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    Outcome outcome = run_function(run_out, (void *)(size_t)path);
    cr_assert_eq(outcome.status, EXIT_NO_MEMORY, "status %d: %s",
                 outcome.status, outcome.err);
    outcome_clear(&outcome);
    expect_text(path, "old");
    expect_nothing_left(path);
    remove_folder(folder);
}

Test(atomic_file, is_written_as_soon_as_there_is_memory_enough)
{
    skip_without_a_limit_of_memory();
    char *folder = make_folder();
    const char *path = in(folder, "file");
    void *context = (void *)(size_t)path;
    expect_out_of_memory(save_hungry, context); /* a new one */
    expect_text(path, "new");
    expect_out_of_memory(save_hungry, context); /* in place of an old one */
    expect_nothing_left(path);
    remove_folder(folder);
}

/* -- Two writers ----------------------------------------------------------- */

/* CONTENT times a letter, with pauses. */
static void write_slowly(FILE *file, const void *content)
{
    for (int i = 0; i < 4; i++) {
        for (int k = 0; k < CONTENT / 4; k++) {
            putc(*(const char *)content, file);
        }
        fflush(file);
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
}

static pid_t save_often(const char *path, char letter)
{
    const pid_t child = fork();
    cr_assert(child >= 0, "no process could be started");
    if (child == 0) {
        Error error = {EXIT_OK, ""};
        for (int i = 0; i < 10 && error.status == EXIT_OK; i++) {
            atomic_file_write(path, write_slowly, &letter, &error);
        }
        _exit((int)error.status);
    }
    return child;
}

/* The file is whole at any moment. A writer who waits a second in vain hears of the
 * other, which happens on a very busy machine. */
Test(atomic_file, lets_two_processes_take_turns)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    save(path, "");
    const pid_t children[] = {save_often(path, 'a'), save_often(path, 'b')};
    for (int i = 0, status; i < 2; i++) {
        while (waitpid(children[i], &status, WNOHANG) == 0) {
            size_t size;
            char *text = read_file(path, &size);
            cr_assert(size == 0 || size == CONTENT, "%zu bytes", size);
            for (size_t k = 1; k < size; k++) {
                cr_assert(text[k] == text[0], "%c and %c", text[0], text[k]);
            }
            free(text);
        }
        cr_assert(WIFEXITED(status) &&
                      (WEXITSTATUS(status) == EXIT_OK ||
                       WEXITSTATUS(status) == EXIT_CANNOT_CREATE),
                  "writer %d: status %x", i, (unsigned)status);
    }
    expect_whole(path);
    expect_nothing_left(path);
    remove_folder(folder);
}

/* Claims path, says so, and keeps it until the pipe is closed or it is killed. */
static pid_t claim_elsewhere(const char *path, int *until)
{
    int said[2], ends[2];
    char done = 0;
    cr_assert(pipe(said) == 0 && pipe(ends) == 0, "no pipe");
    const pid_t child = fork();
    cr_assert(child >= 0, "no process could be started");
    if (child == 0) {
        Error error;
        Claim *claim;
        close(ends[1]);
        done = (char)atomic_file_claim(path, &claim, &error);
        if (write(said[1], &done, 1) != 1 || read(ends[0], &done, 1) != 0) {
            _exit(98);
        }
        claim_release(claim);
        _exit(0);
    }
    cr_assert(read(said[0], &done, 1) == 1 && done == 1, "no claim");
    close(said[0]);
    close(said[1]);
    close(ends[0]);
    *until = ends[1];
    return child;
}

/* Closes the last end of a pipe after a moment. */
static void close_later(int end)
{
    const pid_t child = fork();
    cr_assert(child >= 0, "no process could be started");
    if (child == 0) {
        nanosleep(&(struct timespec){.tv_nsec = 60000000}, NULL);
        _exit(0);
    }
    close(end);
}

Test(atomic_file, waits_for_who_is_in_the_way_or_names_it)
{
    char *folder = make_folder(), words[64];
    const char *path = in(folder, "file");
    int until;
    save(path, "old");
    pid_t child = claim_elsewhere(path, &until);
    const int free_before = dup(STDERR_FILENO);
    close(free_before);
    snprintf(words, sizeof words, "the process %ld is writing it",
             (long)child);
    expect_failure(path, EXIT_CANNOT_CREATE, words);
    expect_text(path, "old");
    const int free_now = dup(STDERR_FILENO);
    cr_assert(free_now == free_before, "a file is still open");
    close(free_now);
    close_later(until);
    Error error = {EXIT_OK, ""};
    for (int i = 0;
         i < 10 && !atomic_file_write(path, write_text, "new", &error); i++) {
        cr_assert(error.status == EXIT_CANNOT_CREATE, "%s", error.message);
    }
    expect_text(path, "new");
    cr_assert(waitpid(child, NULL, 0) == child, "the process was lost");
    expect_nothing_left(path);

    child = claim_elsewhere(path, &until);
    kill(child, SIGKILL);
    cr_assert(waitpid(child, NULL, 0) == child, "the process was lost");
    close(until);
    save(path, "newer");
    expect_nothing_left(path);
    remove_folder(folder);
}

/* Saved under the name yarn, next to a yarn.lock that is somebody's. */
Test(atomic_file, leaves_a_file_that_only_looks_like_a_lock)
{
    char *folder = make_folder();
    const char *path = in(folder, "yarn"), *lock = in(folder, "yarn.lock");
    write_file(lock, "versions", 8);
    expect_failure(path, EXIT_CANNOT_CREATE, "File exists, at its .lock");
    expect_text(lock, "versions");
    write_file(lock, "1", 1);
    expect_failure(path, EXIT_CANNOT_CREATE, "at its .lock");
    expect_text(lock, "1");
    cr_assert(unlink(lock) == 0 && mkfifo(lock, 0600) == 0, "no pipe");
    expect_failure(path, EXIT_CANNOT_CREATE, "at its .lock");
    remove_folder(folder);
}

/* A lock file that a stranger has made leads nowhere and hurts nobody. */
Test(atomic_file, does_not_follow_a_planted_lock)
{
    char *folder = make_folder();
    const char *path = in(folder, "file"), *victim = in(folder, "victim"),
               *lock = in(folder, "file.lock");
    write_file(victim, "precious", 8);
    cr_assert(symlink(victim, lock) == 0, "no symbolic link");
    expect_failure(path, EXIT_CANNOT_CREATE, "at its .lock");
    cr_assert(unlink(lock) == 0 && link(victim, lock) == 0, "no hard link");
    expect_failure(path, EXIT_CANNOT_CREATE, "at its .lock");
    expect_text(victim, "precious");
    remove_folder(folder);
}

Test(atomic_file, can_be_claimed_beforehand)
{
    char *folder = make_folder();
    const char *path = in(folder, "file"), *link = in(folder, "link");
    Error error = {EXIT_OK, ""};
    Claim *claim, *again;
    cr_assert(atomic_file_claim(path, &claim, &error), "new: %s",
              error.message);
    cr_assert(!is_there(path), "a file was made");
    save(path, "old");
    cr_assert(symlink("file", link) == 0, "no link");
    cr_assert(atomic_file_claim(link, &again, &error), "twice: %s",
              error.message);
    cr_assert(claim == again, "the same file has two claims");
    claim_release(again);
    cr_assert(is_there(in(folder, "file.lock")), "one release was enough");
    claim_release(claim);
    expect_nothing_left(path);
    expect_text(path, "old");
    cr_assert(!atomic_file_claim(folder, &claim, &error),
              "a folder is no file");
    cr_assert_eq((int)error.status, EXIT_CANNOT_CREATE, "status %d",
                 (int)error.status);
    cr_assert(!atomic_file_claim(in(folder, "no/file"), &claim, &error),
              "there is no such folder");
    cr_assert(unlink(link) == 0 && symlink("nothing", link) == 0, "no link");
    cr_assert(!atomic_file_claim(link, &claim, &error),
              "a link to nothing is refused");
    cr_assert(atomic_file_claim("/dev/null", &claim, &error) && claim == NULL,
              "a device: %s", error.message);
    remove_folder(folder);
}

static Claim *claimed(const char *path)
{
    Error error = {EXIT_OK, ""};
    Claim *claim = NULL;
    const bool done = atomic_file_claim(path, &claim, &error);
    cr_assert(done && claim != NULL, "%s: %s", path, error.message);
    return claim;
}

/* One process has several, and gives them back in any order. */
Test(atomic_file, claims_of_several_files_are_kept_apart)
{
    char *folder = make_folder();
    const char *a = in(folder, "a"), *b = in(folder, "b"),
               *lock = in(folder, "b.lock");
    for (int first = 0; first < 2; first++) {
        const mode_t before = umask(0);
        Claim *of_a = claimed(a);
        write_file(lock, "", 0); /* a killed run has left it */
        Claim *of_b = claimed(b);
        umask(before);
        cr_assert_eq(mode_of(of_a->lock) & 0777, 0666, "mode %o",
                     mode_of(of_a->lock));
        cr_assert(of_a != of_b, "two files, one claim");
        cr_assert(claimed(a) == of_a && claimed(b) == of_b, "forgotten");
        claim_release(first == 0 ? of_a : of_b);
        claim_release(first == 0 ? of_a : of_b);
        expect_nothing_left(first == 0 ? a : b);
        cr_assert(claimed(first == 0 ? b : a) == (first == 0 ? of_b : of_a),
                  "the other one was forgotten");
        for (int i = 0; i < 3; i++) {
            claim_release(first == 0 ? of_b : of_a);
        }
        expect_nothing_left(a);
        expect_nothing_left(b);
    }
    remove_folder(folder);
}

/* Somebody has removed our lock and made one of his own. */
Test(atomic_file, removes_no_lock_but_its_own)
{
    char *folder = make_folder();
    const char *path = in(folder, "file"), *lock = in(folder, "file.lock"),
               *other = in(folder, "other");
    Claim *claim = claimed(path);
    write_file(other, "", 0);
    cr_assert(rename(other, lock) == 0, "no other lock");
    claim_release(claim);
    cr_assert(is_there(lock), "the lock of somebody else was removed");
    remove_folder(folder);
}

/* -- A file of another program --------------------------------------------- */

/* Whether what another program has left beside the file is taken. */
static bool adopt(const char *path, const char *left, Error *error)
{
    const char *name;
    Claim *claim = atomic_file_lend(path, &name, error);
    cr_assert(claim != NULL, "%s", error->message);
    cr_assert_str_eq(name, "a.unfinished", "it is lent %s", name);
    if (left != NULL) {
        write_file(claim->temporary, left, strlen(left));
    }
    const bool ok = atomic_file_adopt(claim, "</svg>", error);
    claim_release(claim);
    expect_nothing_left(path);
    return ok;
}

Test(atomic_file, adopts_only_what_is_complete)
{
    char *folder = make_folder();
    const char *path = in(folder, "a");
    Error error;
    write_file(path, "old", 3);
    cr_assert(chmod(path, 0640) == 0, "chmod");
    bool ok = adopt(path, "half of <svg", &error);
    cr_assert(!ok && error.status == EXIT_IO, "status %d", error.status);
    cr_assert(strstr(error.message, "unfinished") != NULL, "%s",
              error.message);
    expect_text(path, "old");

    ok = adopt(path, NULL, &error);
    cr_assert(!ok && error.status == EXIT_IO, "it adopted nothing");

    ok = adopt(path, "<svg></svg>\n", &error);
    cr_assert(ok, "%s", error.message);
    expect_text(path, "<svg></svg>\n");
    cr_assert((mode_of(path) & 0777) == 0640, "mode %o", mode_of(path));
    expect_synchronized(folder);
    remove_folder(folder);
}

/* The word stands among the last 64 letters, in a file of any length. */
Test(atomic_file, is_complete_if_its_last_word_is_near_the_end)
{
    static const struct {
        int before, behind;
        bool ok;
    } cases[] = {{0, 0, true},    {0, 58, true},   {0, 59, false},
                 {57, 0, true},   {58, 0, true},   {59, 0, true},
                 {900, 0, true},  {900, 57, true}, {900, 58, true},
                 {900, 59, false}};
    char *folder = make_folder(), text[1024];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {.message = ""};
        snprintf(text, sizeof text, "%*s</svg>%*s", cases[i].before, "",
                 cases[i].behind, "");
        const bool ok = adopt(in(folder, "a"), text, &error);
        cr_assert(ok == cases[i].ok, "case %zu: %s", i, error.message);
    }
    remove_folder(folder);
}

/* The picture is there anew each time, under the second of its names. */
static void adopt_hungry(void *context)
{
    const Claim *claim = context;
    Error error;
    link(claim->lock, claim->temporary);
    if (!atomic_file_adopt(claim, "</svg>", &error)) {
        die("test", &error);
    }
}

Test(atomic_file, is_not_called_unfinished_when_memory_ends)
{
    skip_without_a_limit_of_memory();
    char *folder = make_folder();
    const char *path = in(folder, "a"), *kept = in(folder, "b"),
               *temporary = in(folder, "c");
    Claim claim = {.path = (char *)(size_t)path,
                   .temporary = (char *)(size_t)temporary,
                   .lock = (char *)(size_t)kept};
    write_file(kept, "</svg>", 6);
    expect_out_of_memory(adopt_hungry, &claim);
    expect_text(path, "</svg>");
    remove_folder(folder);
}

/* A file in the folder is named as there, a link's file wholly, and what can be no picture
 * is not lent. */
Test(atomic_file, lends_a_name_that_leads_to_the_file)
{
    char *folder = make_folder();
    const char *file = in(folder, "file"), *link = in(folder, "link"), *name;
    Error error = {.message = ""};
    cr_assert(chdir(folder) == 0, "not in %s", folder);
    static const char *const ways[] = {"new", "./new"};
    for (int i = 0; i < 2; i++) {
        Claim *claim = atomic_file_lend(ways[i], &name, &error);
        cr_assert(claim != NULL, "%s", error.message);
        cr_assert_str_eq(name, "new.unfinished", "it is lent %s", name);
        claim_release(claim);
    }
    write_file(file, "old", 3);
    cr_assert(symlink("file", link) == 0, "no link");
    Claim *claim = atomic_file_lend(link, &name, &error);
    cr_assert(claim != NULL, "%s", error.message);
    cr_assert(name[0] == '/' &&
                  strcmp(strrchr(name, '/'), "/file.unfinished") == 0,
              "it is lent %s", name);
    claim_release(claim);
    static const char *const none[] = {"/dev/null", "/", "nowhere/file"};
    for (int i = 0; i < 3; i++) {
        cr_assert(atomic_file_lend(none[i], &name, &error) == NULL &&
                      error.status == EXIT_CANNOT_CREATE &&
                      strstr(error.message, none[i]) != NULL,
                  "%s: %s", none[i], error.message);
    }
    remove_folder(folder);
}

/* The first file that is opened then has the number 0, which is a file as well. The
 * claim, which opens one too, is there before. */
static void write_without_input(void *context)
{
    char beside[1200];
    Error error = {.message = ""};
    Claim *claim;
    if (!atomic_file_claim(context, &claim, &error)) {
        die("test", &error);
    }
    close(STDIN_FILENO);
    if (!atomic_file_write(context, write_text, "new", &error) ||
        !atomic_file_write("/dev/null", write_text, "new", &error)) {
        die("test", &error);
    }
    write_file(claim->temporary, "newer", 5);
    if (!atomic_file_adopt(claim, "newer", &error)) {
        die("test", &error);
    }
    claim_release(claim);
    snprintf(beside, sizeof beside, "%s.2", (char *)context);
    if (!atomic_file_claim(beside, &claim, &error)) {
        die("test", &error);
    }
    claim_release(claim);
}

Test(atomic_file, may_have_the_number_0)
{
    char *folder = make_folder();
    const char *path = in(folder, "file");
    write_file(path, "old", 3);
    cr_assert(chmod(path, 0666) == 0, "no mode");
    Outcome o = run_function(write_without_input, (void *)(size_t)path);
    cr_assert_eq(o.status, 0, "status %d, %s", o.status, o.err);
    expect_text(path, "newer");
    cr_assert_eq(mode_of(path) & 0777, 0666, "mode %o", mode_of(path));
    expect_nothing_left(path);
    outcome_clear(&o);
    remove_folder(folder);
}

/* It is no file, and cannot be opened like one. */
Test(atomic_file, cannot_be_a_socket)
{
    char *folder = make_folder();
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(name.sun_path, sizeof name.sun_path, "%s/s", folder);
    cr_assert(bind(descriptor, (struct sockaddr *)&name, sizeof name) == 0,
              "no socket %s", name.sun_path);
    expect_failure(name.sun_path, EXIT_CANNOT_CREATE,
                   ": nobody reads it; choose");
    expect_nothing_left(name.sun_path);
    cr_assert(S_ISSOCK(mode_of(name.sun_path)), "it was replaced");
    close(descriptor);
    remove_folder(folder);
}
