/** @file table.h
 *  @ingroup ch07
 *  A sheet of paper that lies on something: where it is, without what lies around it. */
#ifndef TABLE_H
#define TABLE_H

#include "marks.h"

/** If photo shows one sheet, a light or a dark field with four corners that touches no edge
 *  of the picture, fill the empty sheet with its box, in which all that is not the sheet has
 *  the grey of its paper, and return true. Else leave sheet empty and return false. Release
 *  sheet with photo_clear(). */
bool table_take_away(Photo *sheet, Box *box, const Photo *photo);

#endif
