/** @file interrupt.h
 *  @ingroup ch05
 *  Ctrl-C and other requests to stop, noticed between two steps of a training
 *  instead of in the middle of one, so that what was learnt can be saved. */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include "ground/base.h"

/** From now on a request to stop is only noted: Ctrl-C, a terminal that is
 *  closed (HUP), a kill (TERM), and output that nobody reads any more (PIPE),
 *  as in `train | head -1`. Who asks does not wait for a reader who sleeps: if
 *  there is no room for what we print at that moment, it is lost from then on.
 *  A second Ctrl-C ends the program at once. A signal that the program was
 *  started to ignore, by `nohup` for example, stays ignored. To call it again, from any thread, does no harm, and forgets no
 *  request. */
void interrupt_watch(void);

/** The same is true of what is written into descriptor, which may be a pipe, from now until
 *  interrupt_end_writing(). */
void interrupt_begin_writing(int descriptor);

/** Returns whether all that was written since interrupt_begin_writing() went where it
 *  should: false if somebody asked to stop while the reader slept. */
bool interrupt_end_writing(void);

/** Whether somebody has asked to stop since the first interrupt_watch(). */
bool interrupt_asked(void);

/** The exit status that says who asked first: #EXIT_HUNG_UP, #EXIT_INTERRUPTED,
 *  #EXIT_UNREAD or #EXIT_TERMINATED; #EXIT_OK if nobody has. */
ExitStatus interrupt_status(void);

#endif
