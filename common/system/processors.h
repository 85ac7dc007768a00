/** @file processors.h
 *  @ingroup ch01
 *  How many processors a program really has. */
#ifndef PROCESSORS_H
#define PROCESSORS_H

#include <stdbool.h>

/** How many processors this program may use at the same time, at least 1: those of the
 *  machine, less what the system has reserved for others (affinity), and no
 *  more than the share of time that a container got (a quota of cgroups, versions 1 and
 *  2; rounded to whole processors). */
int processors_here(void);

/** How many threads suit a machine of count processors, of whose time this program gets
 *  quota, see processors_quota(): at least 1. */
int processors_within(int count, double quota);

/** The quota of cgroups alone, in processors: 1.5 is one and a half. 0 if there is
 *  none. The system's files are read below the folder root: "" for this machine. */
double processors_quota(const char *root);

/** The number of the processor on which this thread runs now, or -1 where the system
 *  does not say. It may be another one a moment later. */
int processor_here(void);

/** Move this thread to a processor that is not in the list of count numbers, and let the
 *  system go on from there as it likes. Returns false, and does nothing, if there is no
 *  other, or where the system does not let a program choose. */
bool leave_processors(const int *list, int count);

#endif
