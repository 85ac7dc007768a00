/** @file gnuplot.h
 *  @ingroup ch01
 *  Running gnuplot: without a shell, never longer than a minute, and in a
 *  window only where there is one. */
#ifndef GNUPLOT_H
#define GNUPLOT_H

#include "system/paths.h"

/** Write the path of gnuplot into path (of #PATH_SIZE): the first in $PATH, or
 *  else the one in build/deps/bin of the project's root, where
 *  `setup --local` puts it. Returns false if there is none. */
bool gnuplot_find(char *path);

/** Let the gnuplot at path carry out the commands settings and then the file
 *  script, in folder. Returns false and fills error (#EXIT_IO) with gnuplot's
 *  own last words if that did not succeed within a minute. */
bool gnuplot_run(const char *path, const char *folder, const char *settings,
                 const char *script, Error *error);

/** Open a window that shows what script in folder draws, by the gnuplot at
 *  path, which finds the name of a terminal in its variable `window`; or else open picture, a file in folder, by the desktop's own
 *  viewer. Returns at once, and false, with the reason in error (#EXIT_IO),
 *  if neither can be started. */
bool gnuplot_show(const char *path, const char *folder, const char *script,
                  const char *picture, Error *error);

#endif
