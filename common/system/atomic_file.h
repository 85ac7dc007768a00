/** @file atomic_file.h
 *  @ingroup ch01
 *  A file that is written as a whole or not at all. Whatever happens on the
 *  way (a full disk, a kill, a power cut), the path holds either all of the
 *  old file or all of the new one. */
#ifndef ATOMIC_FILE_H
#define ATOMIC_FILE_H

#include <stdio.h>

#include "system/claim.h"

/** A function that writes content to file. It need not look at errors: the
 *  stream remembers them until it is asked. */
typedef void WriteContent(FILE *file, const void *content);

/** Let write(file, content) fill the file at path.
 *
 *  The path is claimed, see claim_take(); the new file grows under the name
 *  PATH.unfinished in the same folder and takes path's place when it is complete and on
 *  the disk. A file that was at path gives the new one its mode, and must be one
 *  that we may write to. If path is a symbolic link, the file that it leads to
 *  is replaced. A device or a pipe cannot be replaced and is written directly.
 *
 *  Returns false and fills error if the file cannot be made
 *  (#EXIT_CANNOT_CREATE: no such folder, not permitted, path is a folder,
 *  another process writes it) or not written to the end (#EXIT_IO); path is then
 *  as it was and the temporary file is removed, at the latest with the last
 *  claim. */
bool atomic_file_write(const char *path, WriteContent *write,
                       const void *content, Error *error);

/** Claim path, so that atomic_file_write() may write it and no other process
 *  can, before hours are spent on the content. claim is set to what
 *  claim_release() takes; NULL: path is a device. Leaves the file at path as it
 *  is. Returns false and fills error as atomic_file_write() would. */
bool atomic_file_claim(const char *path, Claim **claim, Error *error);

/** Claim path, as atomic_file_claim() does, for another program that runs in its folder:
 *  there it shall write the file temporary, borrowed from the claim, and then
 *  comes atomic_file_adopt(). Returns what claim_release() takes; or NULL, and fills
 *  error as atomic_file_write() would, and also if path is a device
 *  (#EXIT_CANNOT_CREATE). */
Claim *atomic_file_lend(const char *path, const char **temporary,
                        Error *error);

/** Let the temporary file of claim, which another program has written, take the
 *  place of what is claimed, and its mode. It must be complete: last_word stands among its
 *  last 63 bytes. A program may end as if nothing had happened when the disk is
 *  full. Returns false and fills error (#EXIT_IO) if it is not complete or cannot
 *  take the place; what was there is then as it was. */
bool atomic_file_adopt(const Claim *claim, const char *last_word,
                       Error *error);

#endif
