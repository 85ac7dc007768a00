/** @file process.h
 *  @ingroup ch01
 *  Running another program: found without a shell, never longer than a minute,
 *  and with its last words kept. */
#ifndef PROCESS_H
#define PROCESS_H

#include "system/paths.h"

enum { MESSAGES_SIZE = 8192 /**< room for what a program prints */ };

/** Write the path of the program called name into path (of #PATH_SIZE): the
 *  first in $PATH, or else the one in build/deps/bin of the project's root,
 *  where `setup --local` puts it. Returns false if there is none. */
bool process_find(const char *name, char *path);

/** Run the program whose path is the first of words (NULL ends them) in
 *  folder, and wait until it has ended; a minute is the limit. What it prints
 *  goes into messages (of #MESSAGES_SIZE; NULL: it is not wanted), or, if it is too
 *  long, its beginning, and its end if the program failed. If we are
 *  killed meanwhile, so is the program, see process_end_with_parent(). Returns
 *  false if the program failed, and then its last line is in error
 *  (#EXIT_IO). What did not end within the minute is not started again. */
bool process_run(const char *const *words, const char *folder, char *messages,
                 Error *error);

/** From now on the calling process is killed when the thread that started it
 *  ends, and it stays so if it becomes another program. Its own children are
 *  not concerned. parent is the number of the process that started us, asked before
 *  fork(): if that one has ended meanwhile, so do we, at once. Only Linux knows this;
 *  elsewhere nothing happens. */
void process_end_with_parent(long parent);

/** Start the program whose path is the first of words (NULL ends them) in
 *  folder, and return at once: it lives on when we have ended. Returns false
 *  if it cannot be started. */
bool process_start(const char *const *words, const char *folder);

#endif
