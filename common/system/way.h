/** @file way.h
 *  @ingroup ch01
 *  Where to go from a program. */
#ifndef WAY_H
#define WAY_H

#include "system/options.h"

/** The last line of a program, for `return way_on(&options)` in main: which page to
 *  read, and which program comes next in the book. Unless options->quiet, it is printed
 *  on stdout. A program that is none of the book's has no such line. Returns
 *  #EXIT_OK. */
int way_on(const Options *options);

#endif
