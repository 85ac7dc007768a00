#include "system/paths.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static char *below(const char *folder, const char *name)
{
    char *path = allocate(PATH_SIZE, 1);
    Error error;
    cr_assert(paths_join(path, folder, name, &error), "%s", error.message);
    return path;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

Test(paths, this_program_lies_below_the_root)
{
    char path[PATH_SIZE];
    cr_assert(chdir("/") == 0, "no folder /");
    paths_root(path);
    cr_assert(strcmp(path, SOURCES) == 0, "%s is not %s", path, SOURCES);
    paths_default_output(path);
    cr_assert(strcmp(path, SOURCES "/out/ch01") == 0, "%s", path);
}

/* A project of its own, and another inside it: the nearest root counts. */
Test(paths, the_nearest_folder_that_holds_base_h_is_the_root)
{
    char *folder = make_folder(), path[PATH_SIZE], here[PATH_SIZE];
    char *outer = below(folder, "common/ground/base.h");
    char *inner = below(folder, "build/copy/common/ground/base.h");
    char *common = below(folder, "common/ground");
    char *copy = below(folder, "build/copy/common/ground");
    Error error;
    cr_assert(paths_make_folder(common, &error), "%s", error.message);
    cr_assert(paths_make_folder(copy, &error), "%s", error.message);
    write_file(outer, "", 0);
    write_file(inner, "", 0);
    cr_assert(chdir("/") == 0 && getcwd(here, sizeof here), "no folder /");
    const struct {
        const char *executable, *root, *output;
    } cases[] = {
        {"build/release/ch05/train", "", "/out/ch05"},
        {"build/release/ch07_cnn/x", "", "/out/ch07"},
        {"build/release/ch08/x", "", "/out/ch08"},
        {"build/release/ch5/train", "", "/out"},
        {"build/release/ch123/train", "", "/out"},
        {"build/release/ch1x/train", "", "/out"},
        {"build/release/chapter/train", "", "/out"},
        {"train", "", "/out"},
        {"build/copy/ch05/train", "/build/copy", "/build/copy/out/ch05"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *executable = below(folder, cases[i].executable);
        paths_root_of(executable, path);
        cr_assert(strcmp(path + strlen(folder), cases[i].root) == 0 &&
                      strncmp(path, folder, strlen(folder)) == 0,
                  "root of %s is %s", executable, path);
        paths_default_output_of(executable, path);
        cr_assert(strcmp(path + strlen(folder), cases[i].output) == 0,
                  "output of %s is %s", executable, path);
        free(executable);
    }
    static const char *const nowhere[] = {"/usr/bin/ch05/train", "/train",
                                          "train", ""};
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        paths_root_of(nowhere[i], path);
        cr_assert(strcmp(path, here) == 0, "root of '%s' is %s", nowhere[i],
                  path);
    }
    free(outer);
    free(inner);
    free(common);
    free(copy);
    remove_folder(folder);
}

Test(paths, joining_puts_one_slash_and_refuses_what_is_too_long)
{
    char path[PATH_SIZE], name[PATH_SIZE];
    Error error;
    const char *const cases[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"},      {"/", "b", "/b"},
        {"", "b", "/b"},   {"/a/b", "c", "/a/b/c"}, {&"/"[1], "b", "/b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const bool ok = paths_join(path, cases[i][0], cases[i][1], &error);
        cr_assert(ok && strcmp(path, cases[i][2]) == 0, "%s + %s = %s",
                  cases[i][0], cases[i][1], path);
    }
    memset(name, 'n', sizeof name);
    name[PATH_SIZE - 3] = '\0'; /* "d/" and this: one less than PATH_SIZE */
    cr_assert(paths_join(path, "d", name, &error), "%s", error.message);
    cr_assert(strlen(path) == PATH_SIZE - 1, "%zu", strlen(path));
    const bool fits = paths_join(path, "dd", name, &error);
    cr_assert(!fits, "a path of %d characters", PATH_SIZE);
    cr_assert(error.status == EXIT_CANNOT_CREATE, "status %d", error.status);
    cr_assert(strstr(error.message, "than 4095 char") != NULL, "%s",
              error.message);
}

Test(paths, folders_are_made_from_the_front_and_may_be_there_already)
{
    char *folder = make_folder(), *deep = below(folder, "a/b//c/");
    Error error;
    for (int twice = 0; twice < 2; twice++) {
        const bool ok = paths_make_folder(deep, &error);
        cr_assert(ok, "%s", error.message);
        cr_assert(is_folder(deep), "%s is not there", deep);
    }
    const mode_t before = umask(0);
    char *open = below(folder, "open");
    struct stat status;
    cr_assert(paths_make_folder(open, &error), "%s", error.message);
    cr_assert(stat(open, &status) == 0 && (status.st_mode & 0777) == 0777,
              "mode %o", (unsigned)status.st_mode);
    umask(before);
    free(open);
    cr_assert(chdir(folder) == 0, "no %s", folder);
    cr_assert(paths_make_folder("x/y", &error), "%s", error.message);
    cr_assert(is_folder("x/y"), "x/y is not there");
    cr_assert(chdir("/") == 0, "no folder /");
    free(deep);
    remove_folder(folder);
}

Test(paths, a_folder_that_cannot_be_made_is_named_with_the_cure)
{
    char *folder = make_folder(), *file = below(folder, "file");
    char *under = below(folder, "file/deeper"), long_name[2 * PATH_SIZE];
    char *link = below(folder, "link");
    write_file(file, "x", 1);
    cr_assert(symlink("nothing", link) == 0, "no link %s", link);
    memset(long_name, 'n', sizeof long_name);
    long_name[sizeof long_name - 1] = '\0';
    const bool proc =
        access("/proc/self", F_OK) == 0; /* not on every system */
    const struct {
        const char *path, *reason;
    } cases[] = {
        {file, "Not a directory"},
        {under, "Not a directory"},
        {link, "there is a link that leads nowhere"},
        {"/proc/none/here", proc ? "No such file or directory" : ""},
        {"", "the name is empty"},
        {long_name, "the name is too long"},
        {long_name + PATH_SIZE - 1, "the name is too long"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[101];
        Error error = {0};
        const bool ok = paths_make_folder(cases[i].path, &error);
        snprintf(shown, sizeof shown, "%s", cases[i].path);
        cr_assert(!ok, "%s was made", shown);
        cr_assert(error.status == EXIT_CANNOT_CREATE, "status %d",
                  error.status);
        cr_assert(strstr(error.message, shown) != NULL, "%s is not in: %s",
                  shown, error.message);
        cr_assert(strstr(error.message, cases[i].reason) != NULL, "no %s: %s",
                  cases[i].reason, error.message);
        cr_assert(strstr(error.message, "--out") != NULL, "no cure in: %s",
                  error.message);
    }
    free(file);
    free(under);
    free(link);
    remove_folder(folder);
}

/* Root may write anywhere, so this claim needs another user. */
static void write_protected(void *context)
{
    Error error = {0};
    if (geteuid() == 0 && setuid(65534) != 0) {
        _exit(1);
    }
    const bool ok = paths_make_folder(context, &error);
    printf("%d %d %s", ok, (int)error.status, error.message);
}

Test(paths, a_folder_without_permission_is_refused)
{
    char *folder = make_folder();
    cr_assert(chmod(folder, 0555) == 0, "no chmod");
    Outcome outcome = run_function(write_protected, folder);
    cr_assert(strncmp(outcome.out, "0 73 ", 5) == 0, "%s", outcome.out);
    cr_assert(strstr(outcome.out, "Permission denied") != NULL, "%s",
              outcome.out);
    outcome_clear(&outcome);
    remove_folder(folder);
}

/* A folder that was removed while a program stood in it has no name any more. */
Test(paths, without_a_place_the_root_is_where_we_are)
{
    char *folder = make_folder(), path[PATH_SIZE];
    cr_assert(chdir(folder) == 0 && rmdir(folder) == 0, "%s stays", folder);
    paths_root_of("nowhere/train", path);
    cr_assert_str_eq(path, ".", "%s", path);
    free(folder);
}

/* Linux knows where a program is. For another answer the library asks this one: so many
   letters of it, or -1. */
static const ssize_t *answer;

ssize_t readlink(const char *path, char *buffer, size_t size)
{
    if (answer == NULL) {
        return readlinkat(AT_FDCWD, path, buffer, size);
    }
    memset(buffer, 'x', *answer > 0 ? (size_t)*answer : 0);
    return *answer;
}

/* What does not fit is dropped whole, and nothing beside the path is touched. */
Test(paths, the_path_of_a_program_fits_or_is_empty)
{
    static const ssize_t answers[] = {-1, 0, 1, PATH_SIZE - 1, PATH_SIZE};
    static const size_t lengths[] = {0, 0, 1, PATH_SIZE - 1, 0};
    for (int i = 0; i < 5; i++) {
        char room[PATH_SIZE + 2];
        memset(room, 'y', sizeof room);
        answer = &answers[i];
        paths_executable(room + 1);
        answer = NULL;
        cr_assert(room[0] == 'y' && room[PATH_SIZE + 1] == 'y' &&
                      strlen(room + 1) == lengths[i],
                  "answer %zd: %zu letters", answers[i], strlen(room + 1));
    }
}

/* The system's answer has no end of its own. */
Test(paths, the_path_of_this_program_ends_where_it_ends)
{
    char path[PATH_SIZE];
    memset(path, 'x', sizeof path);
    path[PATH_SIZE - 1] = '\0';
    paths_executable(path);
    cr_assert(access(path, X_OK) == 0, "%s is no program", path);
}

/* Makes folders in folders, until the path of the last one has so many characters. */
static void go_down(const char *folder, size_t length)
{
    enum { STEP = 200 };
    char name[STEP + 1] = "", path[PATH_SIZE];
    cr_assert(chdir(folder) == 0, "no %s", folder);
    memset(name, 'a', STEP);
    while (getcwd(path, PATH_SIZE) != NULL && strlen(path) < length) {
        const size_t left = length - strlen(path) - 1;
        name[left < STEP ? left : left < STEP + 2 ? STEP / 2 : STEP] = '\0';
        cr_assert(mkdir(name, 0777) == 0 && chdir(name) == 0, "%zu left",
                  left);
        memset(name, 'a', STEP);
    }
}

/* "/out/ch05" are nine characters: in the first folder they just fit, in the second one of
   them is too many, and in the third all are. */
Test(paths, an_output_folder_whose_path_is_too_long_is_out)
{
    static const int less[] = {10, 9, 2};
    for (int i = 0; i < 3; i++) {
        char *folder = make_folder(), path[PATH_SIZE];
        go_down(folder, (size_t)(PATH_SIZE - less[i]));
        paths_default_output_of("nowhere/ch05/train", path);
        cr_assert((strcmp(path, "out") == 0) == (i > 0), "%d: %.40s...", i,
                  path);
        cr_assert(chdir("/") == 0, "no folder /");
        remove_folder(folder);
    }
}
