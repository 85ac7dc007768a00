#include "system/given.h"

#include <criterion/criterion.h>
#include <errno.h>
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
    cr_assert(given_names(in(folder, "e"), &why) == NULL, "nothing was read");
    cr_assert((int)why.status == EXIT_NOT_FOUND, "%s", why.message);
    given_free(NULL);
    remove_folder(folder);
}
