/** @file claim.h
 *  @ingroup ch01
 *  One writer at a time: a process claims a path, and until it releases it, no
 *  other process can. The sign of it is a file PATH.lock, which goes with the
 *  claim. Programs that do not ask are not kept away. */
#ifndef CLAIM_H
#define CLAIM_H

#include <sys/types.h>

#include "ground/base.h"

/** A claim of this process. Whoever has it may write the file temporary, of
 *  which nothing is left when the claim is released, nor when the program ends
 *  by exit(). */
typedef struct Claim {
    char *path;      /**< what is claimed; owned */
    char *temporary; /**< PATH.unfinished, for a file in the making; owned */
    char *lock;      /**< PATH.lock; owned */
    int descriptor;  /**< of the file lock */
    dev_t device;    /**< the disk that holds it */
    ino_t file;      /**< and its number there */
    int holders;     /**< how often claim_take() has returned it */
    struct Claim *next; /**< another claim of this process; owned */
} Claim;

/** Claim path, and remove a PATH.unfinished that a killed program has left. Waits a
 *  second for another process that has it. A path that this process has
 *  already, under whatever name, gives the same claim again, so that two names
 *  of one file can be told by it. Returns NULL and fills error
 *  (#EXIT_CANNOT_CREATE, with the reason alone) if another process has it, which
 *  the message names, if no file can be made there, or if PATH.lock is no empty file.
 *  From the first claim on, the process ignores SIGXFSZ, so that a file beyond the
 *  user's limit is an error and not the end. To be called from one thread at a time. */
Claim *claim_take(const char *path, Error *error);

/** Give claim back, once for each time it was taken; NULL is fine. */
void claim_release(Claim *claim);

#endif
