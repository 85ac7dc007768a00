#include "system/given.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "system/paths.h"

static char place[PATH_SIZE];
static const char *in(const char *folder, const char *name)
{
    snprintf(place, sizeof place, "%s/%s", folder, name);
    return place;
}

/* A folder with a file, a folder, a pipe, a link to itself and a hidden file. */
static char *make_things(void)
{
    char *folder = make_folder();
    FILE *file = fopen(in(folder, "b.txt"), "w");
    cr_assert(file != NULL && fputs("seven..", file) >= 0 && !fclose(file));
    cr_assert(mkdir(in(folder, "a"), 0777) == 0, "no folder");
    cr_assert(mkfifo(in(folder, "c"), 0600) == 0, "no pipe");
    cr_assert(symlink("d", in(folder, "d")) == 0, "no link");
    cr_assert(symlink("a", in(folder, ".hidden")) == 0, "no link");
    return folder;
}

Test(given, what_is_no_file_is_told_and_never_waited_for)
{
    char *folder = make_things();
    const struct {
        const char *name;
        GivenKind kind;
        int status;
        const char *words;
    } known[] = {
        {"b.txt", GIVEN_FILE, EXIT_OK, ""},
        {"a", GIVEN_FOLDER, EXIT_BAD_FILE, "a folder or a device"},
        {".hidden", GIVEN_FOLDER, EXIT_BAD_FILE, "a folder or a device"},
        {"c", GIVEN_FILE, EXIT_BAD_FILE, "a folder or a device"},
        {"d", GIVEN_HIDDEN, EXIT_IO, strerror(ELOOP)},
        {"e", GIVEN_NOTHING, EXIT_NOT_FOUND, strerror(ENOENT)},
        {"b.txt/e", GIVEN_NOTHING, EXIT_NOT_FOUND, strerror(ENOTDIR)},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *path = in(folder, known[i].name);
        Error why = {EXIT_OK, ""};
        long long size = -1;
        const GivenKind kind = given_kind(path);
        cr_assert(kind == known[i].kind, "%s: %d", path, (int)kind);
        FILE *file = given_stream(path, &size, &why);
        cr_assert((int)why.status == known[i].status, "%s: status %d", path,
                  (int)why.status);
        cr_assert(strstr(why.message, known[i].words) != NULL, "%s: %s", path,
                  why.message);
        cr_assert((file != NULL) == (known[i].status == EXIT_OK), "%s", path);
        cr_assert(file == NULL || (size == 7 && getc(file) == 's'), "%lld",
                  size);
        cr_assert(file == NULL || fclose(file) == 0, "%s", path);
    }
    cr_assert(given_size(in(folder, "b.txt")) == 7, "not 7 bytes");
    cr_assert(given_size(in(folder, "e")) == -1, "a size of nothing");
    remove_folder(folder);
}

/* A program that we start would keep it open, and a folder on a stick could not be let go. */
Test(given, an_opened_file_is_kept_from_programs_that_we_start)
{
    char *folder = make_things();
    long long size;
    Error why;
    const int descriptor = given_open(in(folder, "b.txt"), &size, &why);
    cr_assert(descriptor >= 0, "%s", why.message);
    cr_assert((fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0,
              "it stays open");
    close(descriptor);
    remove_folder(folder);
}

static void read_hungry(void *folder)
{
    Error why = {.status = EXIT_IO};
    long long size;
    FILE *file = given_stream(in(folder, "b.txt"), &size, &why);
    if (file == NULL) {
        die("test", &why);
    }
    fclose(file);
}

static void list_hungry(void *folder)
{
    Error why = {.status = EXIT_IO};
    char **names = given_names(folder, &why);
    if (names == NULL) {
        die("test", &why);
    }
    given_free(names);
}

Test(given, the_lack_of_memory_is_called_so)
{
    skip_without_a_limit_of_memory();
    char *folder = make_things();
    expect_out_of_memory(read_hungry, folder);
    expect_out_of_memory(list_hungry, folder);
    remove_folder(folder);
}

/* 0 is the number of an open file, too, if nothing else has it. */
Test(given, a_file_may_have_the_number_0)
{
    char *folder = make_things();
    long long size = -1;
    Error why;
    close(STDIN_FILENO);
    FILE *file = given_stream(in(folder, "b.txt"), &size, &why);
    cr_assert(file != NULL && size == 7, "%lld bytes", size);
    cr_assert_eq(fileno(file), 0, "it has the number %d", fileno(file));
    fclose(file);
    cr_assert_eq(given_open(folder, &size, &why), -1, "a folder, opened");
    cr_assert_eq(given_open(in(folder, "e"), &size, &why), -1, "nothing");
    remove_folder(folder);
}

Test(given, a_name_in_capitals_is_found_as_it_is_spelled)
{
    static const struct {
        const char *asked, *spelled; /* NULL: there is none */
    } cases[] = {{"B.TXT", "b.txt"}, {"b.txt", "b.txt"}, {"A", "a"},
                 {"b.tx", NULL},     {"a/B.TXT", NULL},  {"none/A", NULL}};
    char *folder = make_things(), path[PATH_SIZE], bare[] = "B.TXT";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *want = cases[i].spelled;
        snprintf(path, sizeof path, "%s", in(folder, cases[i].asked));
        const bool found = given_in_capitals(path);
        cr_assert(found == (want != NULL), "case %zu: %d", i, found);
        in(folder, want != NULL ? want : cases[i].asked);
        cr_assert_str_eq(path, place, "case %zu: %s", i, path);
    }
    cr_assert(!given_in_capitals(bare), "in which folder?");
    remove_folder(folder);
}

Test(given, the_names_of_a_folder_come_in_order)
{
    char *folder = make_things();
    Error why;
    char **names = given_names(folder, &why);
    static const char *const wanted[] = {"a", "b.txt", "c", "d"};
    cr_assert(names != NULL, "%s", why.message);
    for (int i = 0; i < 4; i++) {
        cr_assert(names[i] != NULL && strcmp(names[i], wanted[i]) == 0, "%d",
                  i);
    }
    cr_assert(names[4] == NULL, "%s", names[4]);
    given_free(names);
    names = given_names(in(folder, "a"), &why);
    cr_assert(names != NULL && names[0] == NULL, "an empty folder");
    given_free(names);
    cr_assert(given_names(in(folder, "e"), &why) == NULL, "nothing was read");
    cr_assert((int)why.status == EXIT_NOT_FOUND, "%s", why.message);
    given_free(NULL);
    remove_folder(folder);
}
