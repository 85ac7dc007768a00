/** @file given.h
 *  @ingroup ch01
 *  A path that somebody gives us: what stands there, and how to read it. It may be a
 *  stranger's, so nothing is opened that could make us wait or never ends. */
#ifndef GIVEN_H
#define GIVEN_H

#include <stdio.h>

#include "ground/base.h"

/** What stands under a path. */
typedef enum {
    GIVEN_NOTHING, /**< certainly nothing; errno is ENOENT, or ENOTDIR if a
                        file stands where the path has a folder */
    GIVEN_FOLDER,  /**< a folder, or a link that leads to one */
    GIVEN_FILE,    /**< anything else */
    GIVEN_HIDDEN   /**< we may not look; errno says why */
} GivenKind;

/** What stands under path. */
GivenKind given_kind(const char *path);

/** Find another spelling of path's last name, which differs from it in capitals alone,
 *  and write it into path. Returns false if there is none, or path has no '/'. */
bool given_in_capitals(char *path);

/** How many bytes the file at path has; -1 if that cannot be known. */
long long given_size(const char *path);

/** Open the file at path to read it, and set size to its bytes. Returns its
 *  descriptor, which the caller closes; or -1, and fills why with the reason
 *  alone: nothing is there (#EXIT_NOT_FOUND), it cannot be opened (#EXIT_IO), or it
 *  is a folder, a device or a pipe (#EXIT_BAD_FILE). */
int given_open(const char *path, long long *size, Error *why);

/** As given_open() with path, size and why, but the result is a stream, or NULL. The
 *  caller owns it and closes it with fclose(). */
FILE *given_stream(const char *path, long long *size, Error *why);

/** The names in folder, but for those that begin with a dot, in alphabetical order;
 *  NULL ends them. They are a stranger's text. Returns NULL and fills why (the reason
 *  alone, #EXIT_NOT_FOUND or #EXIT_IO) if we cannot look into it. The caller
 *  owns the result; release it with given_free(). */
char **given_names(const char *folder, Error *why);

/** Release names; NULL is fine. */
void given_free(char **names);

#endif
