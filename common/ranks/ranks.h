/** @file ranks.h
 *  @ingroup ch07
 *  Several copies of one program that work together, on one machine or on many, as
 *  `mpirun` starts them. Each has a number, its **rank**. A program that was started
 *  without mpirun is the only rank.
 *
 *  No call waits for ever: if somebody asked us to stop and the others do not answer, all
 *  calls give up, see ranks_lost(). Only the thread that called ranks_begin() may call
 *  these functions, except where it says so. */
#ifndef RANKS_H
#define RANKS_H

#include "ground/base.h"

/** All ranks, as one of them sees them. */
typedef struct Ranks Ranks;

enum {
    CHANNELS = 8, /**< on which numbers travel side by side */
    WORDS = 512   /**< room for what ranks compare, with its final zero */
};

/** Whether this program knows Open MPI. */
bool ranks_possible(void);

/** The number of this rank, asked before ranks_begin(); 0 if it is the only one. */
int ranks_number(void);

/** To be called first. Unless we are rank 0, say nothing on stdout, and until
 *  ranks_begin() nothing on stderr either: what all ranks say at their start, one
 *  says. The ranks that mpirun starts on one machine share its processors, where
 *  `--threads` is not given. Returns what ranks_begin() needs to speak again. */
int ranks_prepare(void);

/** Join the other ranks, hushed as ranks_prepare() says; the caller owns *ranks:
 *  ranks_end(). Returns false and fills error if mpirun started us and this program was
 *  built without Open MPI, or Open MPI does not suit it (#EXIT_UNAVAILABLE). */
bool ranks_begin(Ranks **ranks, int hushed, Error *error);

/** Leave the others, when they leave, too. Then ranks is no more; NULL is fine. */
void ranks_end(Ranks *ranks);

/** The number of this rank among ranks. */
int ranks_me(const Ranks *ranks);

/** How many ranks there are. */
int ranks_count(const Ranks *ranks);

/** Whether the other ranks did not answer any more after we were asked to stop.
 *  From then on nothing is sent, and nothing arrives. */
bool ranks_lost(const Ranks *ranks);

/** Whether all ranks say ok. If one does not, its error is everybody's: that of the first
 *  such rank, with its number and its machine before the message. If the others are lost,
 *  error says that somebody asked to stop; so it is not NULL, even where ok is true. */
bool ranks_agree(Ranks *ranks, bool ok, Error *error);

/** Whether all ranks have the same text mine (shorter than #WORDS) as what. If not, fills
 *  error (#EXIT_USAGE) with both, on every rank. */
bool ranks_same(Ranks *ranks, const char *what, const char *mine,
                Error *error);

/** Rank 0 of ranks tells size bytes (at most INT_MAX) to all others, which get them
 *  there. Returns false if the others are lost. */
bool ranks_tell(Ranks *ranks, void *bytes, size_t size);

/** Rank 0 gets the sum of number over all ranks; the others get 0. */
long ranks_total(Ranks *ranks, long number);

/** Begin to send count numbers to one of ranks, to, on channel; they stay as they
 *  are until ranks_all_sent(). */
void ranks_send(Ranks *ranks, int channel, int to, const real *numbers,
                int count);

/** Begin to receive count numbers from one of ranks, from, on channel, on which
 *  nothing else is expected now. On one channel, what one rank sends to another
 *  arrives in order. */
void ranks_receive(Ranks *ranks, int channel, int from, real *numbers,
                   int count);

/** Begin a broadcast of count numbers of rank from to all, on channel, on which nothing
 *  else is expected now. All ranks call it. */
void ranks_broadcast(Ranks *ranks, int channel, int from, real *numbers,
                     int count);

/** Whether what ranks began last on channel, by ranks_receive() or ranks_broadcast(), has
 *  arrived. With wait: not before it has. False when the others are lost. */
bool ranks_arrived(Ranks *ranks, int channel, bool wait);

/** Wait until everything that ranks began with ranks_send() has been sent. */
void ranks_all_sent(Ranks *ranks);

/** Rank 0 gets size bytes (at most INT_MAX) from one of ranks, from, which calls it, too.
 *  False if it is lost. */
bool ranks_hand_in(Ranks *ranks, int from, void *bytes, size_t size);

/** On rank 0 of ranks: whether another rank asks something; who is its number. Any
 *  thread may call this and the next two, if no other thread calls any function at
 *  that time. */
bool ranks_asked(Ranks *ranks, int *who);

/** Rank 0 of ranks gives who the answer, after ranks_asked(). */
void ranks_answer(Ranks *ranks, int who, int answer);

/** Ask rank 0 of ranks, and wait for its answer; lost: -1. */
int ranks_ask(Ranks *ranks);

#endif
