// # A file in memory
//
// The files of a page live in memory until the reader saves them. **What can still
// go wrong when one is written?** No power fails in the middle of it for this program
// alone, and nobody else sees a half of it. But a program may end at any moment, so here
// too a new file takes the old one's place when it is whole, as
// [elsewhere](../atomic_file.c).
#include "system/atomic_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool cannot_create(const char *path, const char *why, Error *error)
{
    return fail(error, EXIT_CANNOT_CREATE,
                "cannot create %.200s: %s; choose another place, for example "
                "with --out, --save or --resume",
                path, why);
}

bool atomic_file_claim(const char *path, Claim **claim, Error *error)
{
    struct stat status;
    Error why;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        return cannot_create(path, "it is a folder", error);
    }
    *claim = claim_take(path, &why);
    return *claim != NULL || cannot_create(path, why.message, error);
}

static bool write_to(const char *temporary, WriteContent *write,
                     const void *content)
{
    FILE *file = fopen(temporary, "wb");
    if (file == NULL) {
        return false;
    }
    write(file, content);
    const bool written = !ferror(file);
    return fclose(file) == 0 && written;
}

bool atomic_file_write(const char *path, WriteContent *write,
                       const void *content, Error *error)
{
    Claim *claim;
    if (!atomic_file_claim(path, &claim, error)) {
        return false;
    }
    errno = 0;
    const bool done = write_to(claim->temporary, write, content) &&
                      rename(claim->temporary, claim->path) == 0;
    const int cause = errno;
    claim_release(claim);
    return done || cannot_create(path, strerror(cause), error);
}

Claim *atomic_file_lend(const char *path, const char **temporary,
                        Error *error)
{
    Claim *claim;
    if (!atomic_file_claim(path, &claim, error)) {
        return NULL;
    }
    const char *name = strrchr(claim->temporary, '/');
    *temporary = name != NULL ? name + 1 : claim->temporary;
    return claim;
}

bool atomic_file_adopt(const Claim *claim, const char *last_word,
                       Error *error)
{
    char end[64] = "";
    FILE *file = fopen(claim->temporary, "rb");
    if (file != NULL) {
        if (fseek(file, -(long)sizeof end + 1, SEEK_END) != 0) {
            rewind(file);
        }
        end[fread(end, 1, sizeof end - 1, file)] = '\0';
        fclose(file);
    }
    return (strstr(end, last_word) != NULL &&
            rename(claim->temporary, claim->path) == 0) ||
           fail(error, EXIT_IO, "it left an unfinished file");
}
