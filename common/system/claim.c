// # One writer at a time
//
// Two trainings run at the same time, and both are to leave their weights in one
// file. **Who wins?** If nobody asks, perhaps both: half of the bytes come from one
// and half from the other. So a program claims a path before it writes there.
// Another one that wants the same path hears who has it.
#include "system/claim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* the claims of this process: a function that exit() calls gets no argument */
static Claim *claims;

// ## The end of a program
//
// When memory ends, the program ends in the middle of whatever it did. What it had
// begun to write must not stay behind, so the system is asked to call us on the way
// out. And a file that grows beyond the limit of the user (`ulimit -f`) brings a
// signal that would end the program at once. We ignore it; then the write
// fails, as on a full disk, and that is handled.
static bool has_lock(const Claim *c)
{
    struct stat named;
    return lstat(c->lock, &named) == 0 && named.st_dev == c->device &&
           named.st_ino == c->file;
}

static void remove_files(const Claim *c)
{
    unlink(c->temporary);
    if (has_lock(c)) {
        unlink(c->lock);
    }
}

static void remove_all(void)
{
    for (const Claim *c = claims; c != NULL; c = c->next) {
        remove_files(c);
    }
}

static void prepare_once(void)
{
    static bool prepared;
    if (!prepared) {
        prepared = true;
        signal(SIGXFSZ, SIG_IGN);
        atexit(remove_all);
    }
}

// ## Names
//
// The lock of a file is a file beside it, with its name and an ending.
static char *joined(const char *path, const char *ending)
{
    const size_t length = strlen(path), more = strlen(ending);
    char *name = allocate(length + more + 1, 1);
    memcpy(name, path, length);
    memcpy(name + length, ending, more);
    return name;
}

static Claim *claim_new(const char *path)
{
    Claim *c = allocate(1, sizeof *c);
    c->path = joined(path, "");
    c->temporary = joined(path, ".unfinished");
    c->lock = joined(path, ".lock");
    return c;
}

static void claim_free(Claim *c)
{
    free(c->path);
    free(c->temporary);
    free(c->lock);
    free(c);
}

// ## The lock
//
// The file `PATH.lock` alone would mean nothing: a killed program leaves it behind.
// What counts is a lock of the system on it, which ends with the process, however
// that ends. The system also knows which process has it.
//
// It forgets the lock as soon as the process closes the file, through whichever
// descriptor. So a file that we have locked already is never opened again.
typedef enum { TAKEN, BUSY, AGAIN, IMPOSSIBLE } Attempt;

static bool lock_file(int descriptor)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_SETLK, &whole) == 0 ||
           (errno != EACCES && errno != EAGAIN);
}

static pid_t who_has(int descriptor)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fcntl(descriptor, F_GETLK,
          &whole); /* if nobody has it, the pid stays 0 */
    return whole.l_pid;
}

// A disk without locks says so with another error than "somebody has it". Then we
// go on, as if we were alone.
//
// Our locks are empty. What holds something is a file of the user's, like `yarn.lock`, and we
// neither lock it nor remove it.
//
// Whoever releases a claim removes the file. We may have opened it just before; then
// our lock is on a file without a name, and we begin again.
static Attempt attempt(Claim *c, pid_t *other)
{
    struct stat status;
    c->descriptor = open(c->lock,
                         O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
                             O_NOCTTY | O_CLOEXEC,
                         0666);
    if (c->descriptor < 0) {
        return IMPOSSIBLE;
    }
    if (fstat(c->descriptor, &status) != 0) {
        return AGAIN;
    }
    if (!S_ISREG(status.st_mode) || status.st_size > 0) {
        close(c->descriptor);
        errno = EEXIST;
        return IMPOSSIBLE;
    }
    c->device = status.st_dev;
    c->file = status.st_ino;
    if (!lock_file(c->descriptor)) {
        *other = who_has(c->descriptor);
        return BUSY;
    }
    return has_lock(c) ? TAKEN : AGAIN;
}

static bool cannot_claim(const Claim *c, Error *error)
{
    struct stat status;
    const int cause = errno;
    check_memory(cause, c->path);
    return fail(error, EXIT_CANNOT_CREATE, "%s%s", strerror(cause),
                lstat(c->lock, &status) == 0 ? ", at its .lock" : "");
}

static bool busy(pid_t other, Error *error)
{
    char process[40] = "another process";
    if (other > 0) {
        snprintf(process, sizeof process, "the process %ld", (long)other);
    }
    return fail(error, EXIT_CANNOT_CREATE,
                "%s is writing it; wait until that one has ended", process);
}

// Most programs have a path for a moment only, so it is worth waiting a little.
static bool take(Claim *c, Error *error)
{
    enum { TRIES = 20 };
    const struct timespec moment = {.tv_nsec = 50000000};
    pid_t other = 0;
    for (int i = 0; i < TRIES; i++) {
        const Attempt result = attempt(c, &other);
        if (result == TAKEN) {
            return true;
        }
        if (result == IMPOSSIBLE) {
            return cannot_claim(c, error);
        }
        close(c->descriptor);
        if (result == BUSY) {
            nanosleep(&moment, NULL);
        }
    }
    return busy(other, error);
}

// ## Taking and releasing
//
// A training claims its file at the beginning, and the function that writes it claims
// it again. One process does not keep itself away: it counts.
static Claim *find(const Claim *wanted)
{
    struct stat named;
    Claim *c = claims;
    if (lstat(wanted->lock, &named) != 0) {
        return NULL;
    }
    while (c != NULL &&
           (c->device != named.st_dev || c->file != named.st_ino)) {
        c = c->next;
    }
    return c;
}

Claim *claim_take(const char *path, Error *error)
{
    Claim *fresh = claim_new(path), *c = find(fresh);
    prepare_once();
    if (c != NULL || !take(fresh, error)) {
        claim_free(fresh);
    } else {
        c = fresh;
        c->next = claims;
        claims = c;
    }
    if (c != NULL) {
        c->holders++;
        unlink(c->temporary);
    }
    return c;
}

void claim_release(Claim *claim)
{
    Claim **place = &claims;
    if (claim == NULL || --claim->holders > 0) {
        return;
    }
    remove_files(claim);
    close(claim->descriptor);
    while (*place != claim) {
        place = &(*place)->next;
    }
    *place = claim->next;
    claim_free(claim);
}
