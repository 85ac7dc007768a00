// # A file as a whole or not at all
//
// A long training ends in one file, and the file replaces that of yesterday.
// **What is left if the disk is full after the first half?** If we open the
// old file and write over it: half of the new weights, and none of the old.
//
// So the new file is written beside the old one, under another name. When it
// is complete, it takes the name of the old file in a single step, `rename`.
// The system promises that nobody ever sees a state in between.
#define _XOPEN_SOURCE 700 /* for realpath */
#include "system/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/interrupt.h"

typedef struct {
    const char *path; /* as the caller named it, for messages */
    WriteContent *write;
    const void *content;
} Job;

static bool cannot_create(const Job *job, const char *why, Error *error)
{
    return fail(error, EXIT_CANNOT_CREATE,
                "cannot create %.200s: %s; choose another place, for example "
                "with --out, --save or --resume",
                job->path, why);
}

static bool system_refuses(const Job *job, Error *error)
{
    const int cause = errno;
    check_memory(cause, job->path);
    return cannot_create(job, strerror(cause), error);
}

static bool write_failed(const Job *job, int cause, const char *then,
                         Error *error)
{
    check_memory(cause, job->path);
    return fail(error, EXIT_IO, "writing %s failed: %s%s", job->path,
                strerror(cause), then);
}

// ## To the disk
//
// A write that succeeds has only reached the memory of the system. `fsync`
// waits until the bytes are on the disk, and even `close` may report that
// they are not. All of these answers count.
//
// A program that [does not ask](claim.c) may have put a file of its own, perhaps half
// of it, under the temporary name. So we look whether that name still leads to our
// file. A device or a pipe has no temporary name and no disk behind it.
static bool finish(FILE *file, const char *temporary)
{
    struct stat ours, named;
    if (fflush(file) != 0 || ferror(file)) {
        return false;
    }
    if (temporary == NULL) {
        return true;
    }
    if (fsync(fileno(file)) != 0 || fstat(fileno(file), &ours) != 0 ||
        lstat(temporary, &named) != 0) {
        return false;
    }
    errno = EBUSY;
    return ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

// The result is 0, or the number of the first error that was noticed. The
// descriptor is closed in any case.
static int write_and_close(int descriptor, const char *temporary,
                           const Job *job)
{
    FILE *file = fdopen(descriptor, "w");
    if (file == NULL) {
        const int cause = errno;
        close(descriptor);
        return cause;
    }
    job->write(file, job->content);
    const bool finished = finish(file, temporary);
    const int cause = errno != 0 ? errno : EIO;
    const bool closed = fclose(file) == 0;
    return !finished ? cause : closed ? 0 : errno;
}

// ## Beside the old file
//
// The temporary file lies in the same folder, because a rename cannot cross
// from one disk to another. Its name is fixed: a program that is killed leaves
// one such file and not a hundred, and the next run removes it. That nobody else uses
// the name meanwhile is what a [claim](claim.c) is for.
//
// A stranger may have planted a link under that name, to make us overwrite
// the file that it leads to. Therefore the claim removes whatever has the name, and
// `O_EXCL` insists that the file we open is a new one.
//
// The mode is that of the old file. Without an old file it is 0666, from which
// the system takes away what the user's umask forbids.
static int open_temporary(const char *temporary, const struct stat *old)
{
    const mode_t mode = old != NULL ? old->st_mode & 0777 : 0666;
    const int descriptor =
        open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
             mode);
    if (descriptor >= 0 && old != NULL && fchmod(descriptor, mode) != 0) {
        const int cause = errno;
        close(descriptor);
        errno = cause;
        return -1;
    }
    return descriptor;
}

// The folder that a path is in, as `.` or with its final slash; owned.
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash != NULL ? (size_t)(slash - path) + 1 : 1;
    char *folder = allocate(length + 1, 1);
    return memcpy(folder, slash != NULL ? path : ".", length);
}

// The new name is an entry in the folder, and the folder is on the disk too.
// If it cannot be synchronized, a power cut within the next seconds may bring
// back the old file, still as a whole; so that is not an error.
static void synchronize_folder(const char *target)
{
    char *folder = folder_of(target);
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    free(folder);
}

static bool replace(const Job *job, const Claim *claim,
                    const struct stat *old, Error *error)
{
    const int descriptor = open_temporary(claim->temporary, old);
    if (descriptor < 0) {
        return system_refuses(job, error);
    }
    const int cause = write_and_close(descriptor, claim->temporary, job);
    if (cause != 0) {
        return write_failed(job, cause, "; nothing there was changed", error);
    }
    if (rename(claim->temporary, claim->path) != 0) {
        return system_refuses(job, error);
    }
    synchronize_folder(claim->path);
    return true;
}

// `/dev/stdout` and `/dev/null` have names in a folder like any file. For root
// a rename would put a plain file in the place of the device.
//
// To open a pipe that nobody reads would wait for a reader, perhaps for ever. So we ask not
// to wait there; only the writing may, until somebody
// [asks us to stop](interrupt.c).
static bool write_directly(const Job *job, Error *error)
{
    const int descriptor =
        open(job->path, O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return errno == ENXIO ? cannot_create(job, "nobody reads it", error)
                              : system_refuses(job, error);
    }
    fcntl(descriptor, F_SETFL, 0);
    interrupt_begin_writing(descriptor);
    const int cause = write_and_close(descriptor, NULL, job);
    if (!interrupt_end_writing()) {
        return fail(error, interrupt_status(),
                    "nobody reads %.200s any more, and it was not written "
                    "to its end: %s",
                    job->path, exit_meaning(interrupt_status()));
    }
    return cause == 0 || write_failed(job, cause, "", error);
}

// ## What stands there already
//
// A rename replaces a file even if it is write-protected. Who protects a file
// means it, so we ask. If the path is a symbolic link, `realpath` finds the
// file behind it, and the link stays.
typedef struct {
    bool exists;
    struct stat old; /* if it exists */
    char *path;      /* of the file to replace; owned; NULL: write directly */
} Target;

static bool find_target(Target *target, const Job *job, Error *error)
{
    struct stat *old = &target->old;
    target->path = NULL;
    target->exists = stat(job->path, old) == 0;
    if (!target->exists) {
        if (errno == ENOENT && lstat(job->path, old) == 0) {
            return cannot_create(job, "it is a link to nothing", error);
        }
        if (errno != ENOENT) {
            return system_refuses(job, error);
        }
        target->path = strdup(job->path);
    } else if (S_ISDIR(old->st_mode)) {
        return cannot_create(job, "it is a folder", error);
    } else if (access(job->path, W_OK) != 0) {
        return system_refuses(job, error);
    } else if (!S_ISREG(old->st_mode)) {
        return true;
    } else {
        target->path = realpath(job->path, NULL);
    }
    return target->path != NULL || system_refuses(job, error);
}

static bool find_and_claim(Target *target, Claim **claim, const Job *job,
                           Error *error)
{
    *claim = NULL;
    if (!find_target(target, job, error)) {
        return false;
    }
    if (target->path == NULL) {
        return true;
    }
    Error why;
    *claim = claim_take(target->path, &why);
    free(target->path);
    return *claim != NULL || cannot_create(job, why.message, error);
}

bool atomic_file_write(const char *path, WriteContent *write,
                       const void *content, Error *error)
{
    const Job job = {path, write, content};
    Target target;
    Claim *claim;
    if (!find_and_claim(&target, &claim, &job, error)) {
        return false;
    }
    if (claim == NULL) {
        return write_directly(&job, error);
    }
    const bool done =
        replace(&job, claim, target.exists ? &target.old : NULL, error);
    claim_release(claim);
    return done;
}

// ## Beforehand
//
// A training of an hour should not find out at its end that its file cannot be
// made, or that another training writes the same one. The claim shows both at once, and
// keeps others away until the end.
bool atomic_file_claim(const char *path, Claim **claim, Error *error)
{
    const Job job = {path, NULL, NULL};
    Target target;
    return find_and_claim(&target, claim, &job, error);
}

// ## A file that another program has written
//
// gnuplot runs in the folder of its picture, and knows that folder by no name. So it hears
// the last part of the temporary name, unless the path is a link into another folder: then
// `realpath` has found the whole name.
Claim *atomic_file_lend(const char *path, const char **temporary,
                        Error *error)
{
    struct stat status;
    Claim *claim;
    if (!atomic_file_claim(path, &claim, error)) {
        return NULL;
    }
    if (claim == NULL) {
        cannot_create(&(Job){.path = path}, "it is a device", error);
        return NULL;
    }
    const char *name = strrchr(claim->temporary, '/');
    const bool link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
    *temporary = link || name == NULL ? claim->temporary : name + 1;
    return claim;
}

// gnuplot writes pictures itself, and on a full disk it ends as if nothing had
// happened. So we look for the word with which a picture ends, before the old
// one is given up, and wait until the disk has it all.
static bool is_finished(const char *path, const char *last_word)
{
    char end[64];
    const int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;
    if (file == NULL) {
        check_memory(errno, path);
        return false;
    }
    const bool kept = fsync(descriptor) == 0;
    if (fseek(file, -(long)sizeof end, SEEK_END) != 0) {
        rewind(file);
    }
    const size_t length = fread(end, 1, sizeof end, file);
    fclose(file);
    for (size_t i = 0; i + strlen(last_word) <= length; i++) {
        if (memcmp(end + i, last_word, strlen(last_word)) == 0) {
            return kept;
        }
    }
    return false;
}

bool atomic_file_adopt(const Claim *claim, const char *last_word,
                       Error *error)
{
    struct stat old;
    if (!is_finished(claim->temporary, last_word)) {
        return fail(error, EXIT_IO, "it left an unfinished file");
    }
    if (stat(claim->path, &old) == 0) {
        chmod(claim->temporary, old.st_mode & 0777);
    }
    if (rename(claim->temporary, claim->path) != 0) {
        return fail(error, EXIT_IO, "%.200s cannot be replaced: %s",
                    claim->path, strerror(errno));
    }
    synchronize_folder(claim->path);
    return true;
}
