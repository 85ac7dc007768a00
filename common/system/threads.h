/** @file threads.h
 *  @ingroup ch01
 *  Work that is shared among the processors. It is cut into parts, and whoever is
 *  free takes the next one. No number depends on who that was, so the results are the
 *  same, bit by bit, for any number of threads on any machine. */
#ifndef THREADS_H
#define THREADS_H

#include "ground/base.h"

enum { MOST_THREADS = 256 /**< that share one job */ };

/** How many threads the library may use: as many as there are processors for this
 *  program, fewer if the environment's OMP_NUM_THREADS says so, or what threads_use() said;
 *  1 inside a part of a shared job, which is not divided again. */
int threads_available(void);

/** Let the library use count threads (at least 1; of more than #MOST_THREADS, so
 *  many). More than there are processors make nothing faster. Not while a job is under
 *  way: inside a part it stops. */
void threads_use(int count);

/** Where part i of count things begins, and the part before it ends, if they are
 *  divided into equal parts, as far as count allows. */
static inline int part_begin(int count, int i, int parts)
{
    return (int)((long long)count * i / parts);
}

/** A job that can be cut into parts. */
typedef struct {
    int count;          /**< of how many things it consists */
    double nanoseconds; /**< roughly what all of it takes one thread; decides
                             whether it is shared, and into how many parts cut */
    int least; /**< parts are not made smaller than so many things to have more
                    parts than threads; but each thread gets a part, however small.
                    0: 1 */
    int threads; /**< at most so many take part; 0: all */
} Job;

/** Does the things from first up to, not with, end; context is handed to it. */
typedef void PartFunction(void *context, int first, int end);

/** Do a job: by part(context, 0, count) at once, or, where that takes long enough,
 *  by several calls for a range each, on several threads. The calls run at the same
 *  time and in any order, so none may write what another one uses, and the result
 *  must not depend on where ranges end. Nothing is called if there is nothing to do.
 *  All is done when this function returns. */
void in_parts(Job job, PartFunction *part, void *context);

/** The number of the thread that runs this part: from 0 up to, not with,
 *  threads_available() as it was when the job began. No two threads of one job have the
 *  same; outside a part it is 0, and so it is in a job that begins inside a part, which one
 *  thread does alone. For what each thread needs to have for itself. */
int thread_here(void);

/** Room for so many bytes that belongs to the thread that asks, at a multiple of 64
 *  bytes; it holds anything. It is the same room every time, so it may be used only
 *  until the thread asks again, here or in a function that it calls. Nobody frees it. */
void *thread_room(size_t bytes);

/** Another such room of so many bytes, for whoever begins a job: the parts of the job
 *  may use it, too, and each of them has its own thread_room() besides. */
void *job_room(size_t bytes);

/** Run work(context) while no other thread runs any work so: for the rare moments at which
 *  parts have something in common, such as a line on the screen. Not to be called from
 *  inside work. */
void one_at_a_time(void (*work)(void *context), void *context);

/** A thread of its own for a work that mostly waits. */
typedef struct Helper Helper;

/** Begin work(context) on a thread of its own, which takes no part in any job and hears no
 *  signals. The caller owns the result: helper_join(). */
Helper *helper_begin(void (*work)(void *context), void *context);

/** Wait until helper has done its work, and release it. */
void helper_join(Helper *helper);

/** What the threads have done so far, for tests and for the curious. */
typedef struct {
    int threads; /**< that exist, with the first one */
    int asleep;  /**< of them, now, in wait for a job or for others */
    long shared; /**< jobs that were shared */
    long alone; /**< jobs that one thread did, though they were long enough */
    long
        sleeps; /**< how often the first thread fell asleep, in wait for others */
    int spins; /**< most turns in which a thread looked, before it slept */
    int most_spins; /**< so many are allowed */
    long moves; /**< how often a thread left the processor of another one */
} ThreadReport;

/** What has happened until now. */
ThreadReport threads_report(void);

#endif
