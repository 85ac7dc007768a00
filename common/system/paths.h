/** @file paths.h
 *  @ingroup ch01
 *  Where things are, from whatever folder a program is started: everything is
 *  found from the executable itself. */
#ifndef PATHS_H
#define PATHS_H

#include "ground/base.h"

enum { PATH_SIZE = 4096 /**< room for any path, with its final zero */ };

/** Write the path of this program's file into path (of #PATH_SIZE), without links; an
 *  empty one if the system does not say. */
void paths_executable(char *path);

/** Write the project's root folder into path (of #PATH_SIZE): the nearest
 *  folder above the executable that holds `common/ground/base.h`; if there is none,
 *  the current folder. */
void paths_root(char *path);

/** Write the default output folder into path (of #PATH_SIZE): out/chNN in the
 *  root, with NN from the folder the executable is in, or out if that folder
 *  is no chapter's. */
void paths_default_output(char *path);

/** As paths_root(), for the program whose path without links is executable;
 *  an empty one is nowhere. */
void paths_root_of(const char *executable, char *path);

/** As paths_default_output(), for the program whose path without links is
 *  executable. */
void paths_default_output_of(const char *executable, char *path);

/** Join folder and name into path (of #PATH_SIZE), with one slash between
 *  them. Returns false and fills error (#EXIT_CANNOT_CREATE) if that is too
 *  long. */
bool paths_join(char *path, const char *folder, const char *name,
                Error *error);

/** Make folder, and those above it, if they are not there yet. Returns false
 *  and fills error (#EXIT_CANNOT_CREATE, naming folder and `--out`) if that
 *  fails, if a file is in the way or if it cannot be written to. */
bool paths_make_folder(const char *folder, Error *error);

#endif
