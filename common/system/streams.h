/** @file streams.h
 *  @ingroup ch01
 *  Standard input, output and messages, should they be closed or broken. */
#ifndef STREAMS_H
#define STREAMS_H

#include <stdbool.h>

/** To be called before the program opens its first file. Whatever of standard
 *  input, output and messages is closed gets an empty file instead, so that no
 *  file of ours takes its place; to print there still fails.
 *
 *  From here on the program ends with #EXIT_IO if what it printed on stdout
 *  could not be written, on a full disk for example, or with
 *  interrupt_status() if somebody asked it to stop. If the reader of a pipe
 *  has gone, a program is ended by the signal PIPE when it prints: quietly,
 *  with status 141. A training is not, see interrupt_watch(): it finishes its
 *  step, saves what was learnt, and has the same status. Where PIPE is
 *  ignored, it goes on to its end, and only then is the status #EXIT_IO. */
void streams_prepare(void);

/** Does somebody watch what is printed on stderr: is it a terminal? */
bool streams_watched(void);

#endif
