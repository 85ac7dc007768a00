/** @file interrupt.h
 *  @ingroup ch05
 *  Ctrl-C, noticed between two steps of a training instead of in the middle
 *  of one, so that what was learnt can be saved. */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include "base.h"

/** From now on the first Ctrl-C (or a TERM signal) is only noted. A second
 *  one ends the program at once. To call it again, from any thread, does no
 *  harm, and forgets no Ctrl-C. */
void interrupt_watch(void);

/** Whether somebody has asked to stop since the first interrupt_watch(). */
bool interrupt_asked(void);

#endif
