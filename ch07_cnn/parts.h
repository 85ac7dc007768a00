/** @file parts.h
 *  @ingroup ch07
 *  Which patches of ink are parts of one digit. */
#ifndef PARTS_H
#define PARTS_H

#include "marks.h"

/** Give all marks of one digit the same group, the number of one of them. A mark whose group
 *  is not negative comes in with its own number; what has -1 stays out. A group that no
 *  digit looks like, a dash or a filled patch, gets -1 if another one is left. The mark
 *  whose number a group has gets the box of the whole. Returns how many groups were left out
 *  in this way. */
int parts_join(Marks *marks);

#endif
