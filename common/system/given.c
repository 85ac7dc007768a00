// # What we are given
//
// A program is given the path of a picture, of weights, of a folder with data. **What
// may stand there in the place of a file?** Nothing; a folder; a device that delivers
// bytes for ever; a pipe, for whose writer we would wait until somebody ends us. So we
// look first, and read only what is a file and has a length.
#include "system/given.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

// ## Is anything there?
//
// Where the system does not let us look, in a folder that is closed to us for example, a
// file may well be. That is another answer than "nothing": whoever takes the
// one for the other writes over what was there, or goes on without it.
static bool says_nothing_is_there(int cause)
{
    return cause == ENOENT || cause == ENOTDIR;
}

GivenKind given_kind(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return says_nothing_is_there(errno) ? GIVEN_NOTHING : GIVEN_HIDDEN;
    }
    return S_ISDIR(status.st_mode) ? GIVEN_FOLDER : GIVEN_FILE;
}

long long given_size(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (long long)status.st_size : -1;
}

// A name that came from another system may be in capitals.
bool given_in_capitals(char *path)
{
    char *name = strrchr(path, '/');
    if (name == NULL) {
        return false;
    }
    *name = '\0';
    DIR *folder = opendir(path);
    *name++ = '/';
    if (folder == NULL) {
        return false;
    }
    bool found = false;
    for (const struct dirent *entry;
         !found && (entry = readdir(folder)) != NULL;) {
        found = strcasecmp(entry->d_name, name) == 0;
        if (found) {
            memcpy(name, entry->d_name, strlen(name));
        }
    }
    closedir(folder);
    return found;
}

// ## A file, opened
//
// The question is put to the open file and not to its name, under which there may be
// something else a moment later. To open a pipe would already mean to wait: with
// `O_NONBLOCK` it opens at once, and then we see what it is. `O_NOCTTY` keeps a
// terminal from becoming ours.
static bool cannot(const char *path, Error *why)
{
    const int cause = errno;
    check_memory(cause, path);
    return fail(why, says_nothing_is_there(cause) ? EXIT_NOT_FOUND : EXIT_IO,
                "%s", strerror(cause));
}

int given_open(const char *path, long long *size, Error *why)
{
    struct stat status;
    const int descriptor =
        open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        cannot(path, why);
        return -1;
    }
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor);
        fail(why, EXIT_BAD_FILE,
             "this is a folder or a device and not a file");
        return -1;
    }
    *size = status.st_size;
    return descriptor;
}

FILE *given_stream(const char *path, long long *size, Error *why)
{
    const int descriptor = given_open(path, size, why);
    if (descriptor < 0) {
        return NULL;
    }
    FILE *file = fdopen(descriptor, "rb");
    if (file == NULL) {
        cannot(path, why);
        close(descriptor);
    }
    return file;
}

// ## The names in a folder
//
// What begins with a dot is meant to be overlooked: the folder itself, the one
// above it, and what programs keep there for themselves.
static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

char **given_names(const char *folder, Error *why)
{
    struct dirent **entries;
    const int count = scandir(folder, &entries, is_visible, alphasort);
    if (count < 0) {
        cannot(folder, why);
        return NULL;
    }
    char **names = allocate((size_t)count + 1, sizeof *names);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        names[i] = strcpy(allocate(strlen(name) + 1, 1), name);
        free(entries[i]);
    }
    free(entries);
    return names;
}

void given_free(char **names)
{
    for (char **name = names; names != NULL && *name != NULL; name++) {
        free(*name);
    }
    free(names);
}
