// # Where things are
//
// A program needs its data and a place for its figures. Written as
// `data/mnist`, a path is read from the folder in which the reader happens to
// stand. **How can a program find its files from anywhere?** It asks the
// system where its own executable is, and walks upwards from there.
#include "system/paths.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __APPLE__
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdlib.h>
#endif

// ## The executable
//
// `./ch05/train` is reached through a link: `ch05` points to
// `build/release/ch05`. The system resolves the link, so the walk upwards
// starts in `build/release/ch05` and passes the root. A path that does not fit
// is dropped whole, because half a path names another place.
void paths_executable(char *path)
{
#ifdef __APPLE__
    path[0] = '\0';
    char linked[PATH_MAX], resolved[PATH_MAX];
    uint32_t size = sizeof linked;
    if (_NSGetExecutablePath(linked, &size) == 0 &&
        realpath(linked, resolved) != NULL && strlen(resolved) < PATH_SIZE) {
        strcpy(path, resolved);
    }
#else
    const ssize_t length = readlink("/proc/self/exe", path, PATH_SIZE);
    path[length > 0 && length < PATH_SIZE ? length : 0] = '\0';
#endif
}

// ## The root
//
// Cut the last name off the path, look, and repeat. The root is the first
// folder that holds the file `common/ground/base.h`.
static bool cut_last_name(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return true;
}

void paths_root_of(const char *executable, char *path)
{
    char landmark[PATH_SIZE];
    Error ignored;
    snprintf(path, PATH_SIZE, "%s", executable);
    while (cut_last_name(path)) {
        if (paths_join(landmark, path, "common/ground/base.h", &ignored) &&
            access(landmark, F_OK) == 0) {
            return;
        }
    }
    if (getcwd(path, PATH_SIZE) == NULL) {
        strcpy(path, ".");
    }
}

void paths_root(char *path)
{
    char executable[PATH_SIZE];
    paths_executable(executable);
    paths_root_of(executable, path);
}

// ## The output folder
//
// Each chapter writes into a folder of its own, `out/ch05`, so that the
// figures of two chapters never meet. The number comes from the folder of the
// executable.
static bool is_chapter(const char *folder)
{
    return strncmp(folder, "ch", 2) == 0 &&
           strspn(folder + 2, "0123456789") == 2 &&
           (folder[4] == '\0' || folder[4] == '_');
}

void paths_default_output_of(const char *executable, char *path)
{
    char root[PATH_SIZE], above[PATH_SIZE];
    paths_root_of(executable, root);
    snprintf(above, sizeof above, "%s", executable);
    cut_last_name(above);
    const char *slash = strrchr(above, '/');
    const char *folder = slash == NULL ? above : slash + 1;
    const int fits =
        is_chapter(folder)
            ? snprintf(path, PATH_SIZE, "%s/out/%.4s", root, folder)
            : snprintf(path, PATH_SIZE, "%s/out", root);
    if (fits >= PATH_SIZE) {
        strcpy(path, "out");
    }
}

void paths_default_output(char *path)
{
    char executable[PATH_SIZE];
    paths_executable(executable);
    paths_default_output_of(executable, path);
}

// ## Joining and making
//
// Exactly one slash between the two names: `out/` and `out` mean the same
// folder. An empty folder is the root of the whole disk, to which the walk
// above comes last.
bool paths_join(char *path, const char *folder, const char *name,
                Error *error)
{
    const size_t length = strlen(folder);
    const bool slash = length > 0 && folder[length - 1] == '/';
    if (snprintf(path, PATH_SIZE, slash ? "%s%s" : "%s/%s", folder, name) >=
        PATH_SIZE) {
        return fail(error, EXIT_CANNOT_CREATE,
                    "the path %.200s... is longer than %d characters", folder,
                    PATH_SIZE - 1);
    }
    return true;
}

static bool refuse(const char *folder, const char *reason, Error *error)
{
    return fail(error, EXIT_CANNOT_CREATE,
                "cannot write into the folder '%.300s': %s; "
                "name another with --out",
                folder, reason);
}

static bool make_one(const char *path)
{
    struct stat status;
    mkdir(path, 0777);
    const int reason = errno;
    const bool there = stat(path, &status) == 0;
    errno = there ? ENOTDIR : reason;
    return there && S_ISDIR(status.st_mode);
}

// `out/ch05/a` is made from the front: `out`, then `out/ch05`, then all of
// it. What is there already is passed over, if it is a folder.
bool paths_make_folder(const char *folder, Error *error)
{
    char path[PATH_SIZE];
    const size_t length = strlen(folder);
    if (length == 0) {
        return refuse(folder, "the name is empty", error);
    }
    if (length >= PATH_SIZE) {
        return refuse(folder, "the name is too long", error);
    }
    strcpy(path, folder);
    for (size_t end = 1; end <= length; end++) {
        if (path[end] != '/' && path[end] != '\0') {
            continue;
        }
        const char kept = path[end];
        path[end] = '\0';
        if (!make_one(path)) {
            return refuse(folder,
                          errno == EEXIST
                              ? "there is a link that leads nowhere"
                              : strerror(errno),
                          error);
        }
        path[end] = kept;
    }
    if (access(folder, W_OK | X_OK) != 0) {
        return refuse(folder, strerror(errno), error);
    }
    return true;
}
