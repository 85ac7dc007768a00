// # Threads
//
// Two processors can do in one second what takes one of them two. **What can go wrong
// when they share?** The second one may be busy with another program. If the first
// waits for it, a work of a tenth of a millisecond takes as long as the other
// program likes.
//
// A **thread** (线程) is a run of the program that has its own place in the code; the
// system puts threads on processors, and takes them away, as it sees fit. Our threads
// obey five rules, so that a machine with other work makes us slower only by what it
// takes from us:
//
// 1. Work is cut into small parts, and whoever is free takes the next. A thread that
//    was put aside holds up one part, and not half of the work.
// 2. Who waits looks a limited number of times, and then sleeps. Who only looks uses a
//    processor that somebody else needs, perhaps the very thread that it waits for.
// 3. A work is shared only if that pays, and no longer than it does: one thread alone
//    is better than two that wait for each other.
// 4. Two threads on one processor are one. Who finds itself where an earlier one runs
//    goes elsewhere.
// 5. No number depends on who computed it: every part writes results of its own.
#include "system/threads.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <tgmath.h>
#include <time.h>

#include "system/processors.h"

// ## Seats
//
// Each thread has a seat. The parts of a job are dealt out to the seats in order, a
// row of them for each, as cards are. So a thread finds in its cache what it wrote there
// for the job before.
//
// What a seat still holds is one number, so that it changes in one step: the
// number of the job, the first part, and the end. A thread that comes late sees another
// number of the job, and takes nothing.
typedef struct {
    _Alignas(128) _Atomic uint64_t parts; /* job << 32 | first << 16 | end */
    atomic_uint called;                   /* to the job of this number */
    atomic_bool asleep;
    pthread_cond_t wake;
    double part;          /* nanoseconds that a part took it in this job */
    atomic_int processor; /* on which it began its latest job */
} Seat;

enum {
    SPINS = 2000,     /* turns of looking before a thread sleeps */
    MOST_PARTS = 4096 /* of one job */
};

typedef struct {
    PartFunction *part;
    void *context;
    int count, parts;
} Shared;

enum {
    SHORTEST_PAUSE = 4000000, /* nanoseconds */
    LONGEST_PAUSE = 500000000,
    LONG_PAUSE = 50000000, /* its measure counts as much as all before */
    WINDOW = 10000000,
    OLD = 64,      /* windows: after so many a measure says little */
    STAY = 1000000 /* before a thread changes its processor again */
};

// How well sharing pays, in nanoseconds.
typedef struct {
    int threads; /* that share now */
    double alone,
        shared; /* what the jobs would have taken, and what they took */
    double begin, used; /* when we began to add up, by both clocks */
    double slept;       /* since then */
    double pause;       /* the next pause in which fewer do */
    double until;       /* the end of this one */
    double one_gets; /* of a processor, when it is alone: 1 is a whole one */
} Balance;

static struct {
    pthread_mutex_t lock;
    pthread_cond_t done;
    pthread_key_t room, job_room;
    atomic_bool busy;  /* a job is being shared */
    atomic_int wanted; /* threads */
    atomic_int seats;  /* threads that exist, with the first one */
    Shared shared;     /* valid for whoever holds a part of it */
    unsigned job;      /* its number */
    atomic_int left;   /* parts that nobody has finished */
    atomic_bool waits; /* the first thread sleeps until they are */
    Balance balance;
    ThreadReport report;
    atomic_int spins;  /* for the report */
    atomic_long moves; /* likewise */
    Seat seat[MOST_THREADS];
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER,
          .done = PTHREAD_COND_INITIALIZER};

// What a thread knows of itself.
static _Thread_local struct {
    int seat;
    bool inside;  /* a part */
    double moved; /* when it last changed its processor */
} here;

static pthread_once_t once = PTHREAD_ONCE_INIT;

// ## Two clocks
//
// One hangs on the wall; the other runs only while this thread has a processor.
static double nanoseconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

static double now(void) { return nanoseconds(CLOCK_MONOTONIC); }

static void begin_to_add_up(Balance *b)
{
    b->begin = now();
    b->used = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    b->alone = b->shared = b->slept = 0;
}

// ## Taking parts
//
// A thread takes its own parts from the front. When they are done, it helps the
// others, from the back, where they have not begun.
static uint64_t dealt(unsigned job, int first, int end)
{
    return (uint64_t)job << 32 | (uint64_t)first << 16 | (uint64_t)end;
}

static bool take(Seat *seat, unsigned job, bool own, int *part)
{
    uint64_t was = atomic_load(&seat->parts);
    for (;;) {
        const int first = (int)(was >> 16 & 0xffff),
                  end = (int)(was & 0xffff);
        if (was >> 32 != job || first == end) {
            return false;
        }
        *part = own ? first : end - 1;
        if (atomic_compare_exchange_weak(&seat->parts, &was,
                                         own ? dealt(job, first + 1, end)
                                             : dealt(job, first, end - 1))) {
            return true;
        }
    }
}

static void do_part(int i)
{
    const Shared *s = &pool.shared;
    s->part(s->context, part_begin(s->count, i, s->parts),
            part_begin(s->count, i + 1, s->parts));
}

// Whoever finishes the last part wakes the first thread, if that sleeps.
static void count_finished(int parts)
{
    if (atomic_fetch_sub(&pool.left, parts) == parts &&
        atomic_load(&pool.waits)) {
        pthread_mutex_lock(&pool.lock);
        pthread_cond_signal(&pool.done);
        pthread_mutex_unlock(&pool.lock);
    }
}

// ## Keeping apart
//
// A thread that begins a job says where. If one with a lower number said the same, the two
// would only take turns, and the one with the higher number leaves.
static void keep_apart(int me)
{
    int taken[MOST_THREADS];
    bool together = false;
    const int mine = processor_here();
    atomic_store(&pool.seat[me].processor, mine);
    for (int i = 0; i < me; i++) {
        taken[i] = atomic_load(&pool.seat[i].processor);
        together = together || taken[i] == mine;
    }
    if (together && mine >= 0 && now() - here.moved > STAY) {
        here.moved = now();
        atomic_fetch_add(&pool.moves, leave_processors(taken, me));
    }
}

static void take_parts(unsigned job, int me)
{
    const int seats = atomic_load(&pool.seats);
    int finished = 0, part;
    double begin = 0;
    keep_apart(me);
    for (int i = 0; i < seats; i++) {
        while (take(&pool.seat[(me + i) % seats], job, i == 0, &part)) {
            begin = finished++ == 0 ? now() : begin;
            do_part(part);
        }
    }
    if (finished > 0) {
        pool.seat[me].part = (now() - begin) / finished;
        count_finished(finished);
    }
}

// ## Waiting
//
// To look again costs nothing and answers at once; to sleep and be woken costs
// several microseconds. So a thread looks for about as long as that first. Between two
// looks it tells the processor that it only waits.
static void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void note_spins(int turns)
{
    if (turns > atomic_load_explicit(&pool.spins, memory_order_relaxed)) {
        atomic_store(&pool.spins, turns);
    }
}

static bool called(Seat *seat, unsigned last)
{
    return atomic_load(&seat->called) != last;
}

static void wait_for_call(Seat *seat, unsigned last)
{
    int turns = 0;
    while (turns < SPINS && !called(seat, last)) {
        turns++;
        relax();
    }
    note_spins(turns);
    if (!called(seat, last)) {
        pthread_mutex_lock(&pool.lock);
        atomic_store(&seat->asleep, true);
        while (!called(seat, last)) {
            pthread_cond_wait(&seat->wake, &pool.lock);
        }
        atomic_store(&seat->asleep, false);
        pthread_mutex_unlock(&pool.lock);
    }
}

// Between "I shall sleep" and sleeping, a call must not get lost. Who calls first
// writes the number and then asks who sleeps; who sleeps first says so and then looks at
// the number. One of the two sees the other.
static void call(Seat *seat, unsigned job)
{
    atomic_store(&seat->called, job);
    if (atomic_load(&seat->asleep)) {
        pthread_mutex_lock(&pool.lock);
        pthread_cond_signal(&seat->wake);
        pthread_mutex_unlock(&pool.lock);
    }
}

static void wait_for_others(void)
{
    int turns = 0;
    while (turns < SPINS && atomic_load(&pool.left) > 0) {
        turns++;
        relax();
    }
    note_spins(turns);
    if (atomic_load(&pool.left) > 0) {
        const double begin = now();
        pthread_mutex_lock(&pool.lock);
        atomic_store(&pool.waits, true);
        while (atomic_load(&pool.left) > 0) {
            pthread_cond_wait(&pool.done, &pool.lock);
        }
        atomic_store(&pool.waits, false);
        pool.report.sleeps++;
        pthread_mutex_unlock(&pool.lock);
        pool.balance.slept += now() - begin;
    }
}

// ## New threads
//
// A thread lives as long as the program. Signals such as Ctrl-C are for the first
// one. If the system gives no more threads, those that exist must do.
static void *sit(void *number)
{
    const int me = (int)(intptr_t)number;
    Seat *seat = &pool.seat[me];
    here.seat = me;
    here.inside = true;
    for (unsigned job = 0;;) {
        wait_for_call(seat, job);
        job = atomic_load(&seat->called);
        take_parts(job, me);
    }
    return NULL; /* not reached */
}

static bool start_deaf(pthread_t *thread, void *(*work)(void *),
                       void *context)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const bool made = pthread_create(thread, NULL, work, context) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return made;
}

static bool make_thread(int number)
{
    pthread_t thread;
    pthread_cond_init(&pool.seat[number].wake, NULL);
    atomic_store(&pool.seat[number].processor, -1);
    const bool made = start_deaf(&thread, sit, (void *)(intptr_t)number);
    if (made) {
        pthread_detach(thread);
    }
    return made;
}

static int threads_at_hand(int wanted)
{
    int seats = atomic_load(&pool.seats);
    for (; seats < wanted; seats++) {
        if (!make_thread(seats)) {
            atomic_store(&pool.wanted, seats);
            break;
        }
    }
    atomic_store(&pool.seats, seats);
    return seats < wanted ? seats : wanted;
}

// In a process made by fork() the first thread is alone, and the others are
// forgotten.
static void forget_threads(void)
{
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.done, NULL);
    for (int i = 0; i < MOST_THREADS; i++) {
        Seat *seat = &pool.seat[i];
        atomic_store(&seat->parts, 0);
        atomic_store(&seat->called, 0);
        atomic_store(&seat->asleep, false);
        atomic_store(&seat->processor, -1);
    }
    atomic_store(&pool.seats, 1);
    atomic_store(&pool.busy, false);
    atomic_store(&pool.waits, false);
}

static void set_threads(int count)
{
    count = count < MOST_THREADS ? count : MOST_THREADS;
    atomic_store(&pool.wanted, count);
    pool.balance =
        (Balance){.threads = count, .one_gets = 1, .pause = SHORTEST_PAUSE};
    begin_to_add_up(&pool.balance);
}

static void begin_once(void)
{
    const int all = processors_here();
    const char *most = getenv("OMP_NUM_THREADS");
    const long asked = most != NULL ? strtol(most, NULL, 10) : 0;
    pthread_key_create(&pool.room, free);
    pthread_key_create(&pool.job_room, free);
    pthread_atfork(NULL, NULL, forget_threads);
    atomic_store(&pool.seats, 1);
    set_threads(asked > 0 && asked < all ? (int)asked : all);
}

// ## Does it pay?
//
// After each job we know how long a part took the quickest of the threads. All parts in
// a row would have taken one thread so much times their number, if it had a processor for
// itself. On a busy machine it has not. What it gets there nobody can say but a thread that
// is alone: its own clock, which only runs while it has a processor, falls behind the
// clock on the wall.
//
// We add up both sides for some milliseconds. If sharing did not pay, half as many threads
// share from now on, for a pause that grows each time; then we try again. In each pause we
// measure what one thread gets. A short pause says little, for others take their turns of
// some milliseconds too, so it counts by its length. And what was measured grows
// old: it comes a little closer to a whole processor with each window of milliseconds in
// which sharing paid.
static void note_what_one_gets(Balance *b, double end)
{
    const double ran = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - b->used;
    const double awake = fmax(1, end - b->begin - b->slept);
    b->one_gets +=
        (fmin(1, ran / awake) - b->one_gets) * awake / (awake + LONG_PAUSE);
}

static double quickest_part(int threads)
{
    double part = HUGE_VAL;
    for (int i = 0; i < threads; i++) {
        const double mine = pool.seat[i].part;
        part = mine > 0 && mine < part ? mine : part;
    }
    return part;
}

static void weigh(double begin, double end, int threads, int parts)
{
    Balance *b = &pool.balance;
    b->alone += quickest_part(threads) * parts;
    b->shared += end - begin;
    if (b->shared < WINDOW) {
        return;
    }
    if (b->alone < b->shared * b->one_gets) {
        b->threads = (b->threads + 1) / 2;
        b->until = end + b->pause;
        b->pause = fmin(2 * b->pause, LONGEST_PAUSE);
    } else {
        b->pause = SHORTEST_PAUSE;
        b->one_gets += (1 - b->one_gets) / OLD;
    }
    begin_to_add_up(b);
}

static int threads_that_pay(int wanted)
{
    Balance *b = &pool.balance;
    if (b->threads < wanted) {
        const double time = now();
        if (time >= b->until) {
            b->threads = 2 * b->threads < wanted ? 2 * b->threads : wanted;
            b->until = time + b->pause;
            note_what_one_gets(b, time);
            begin_to_add_up(b);
        }
    }
    return b->threads < wanted ? b->threads : wanted;
}

// ## One job
//
// A job says how many things there are to do, and each thread takes parts of
// them until none is left.
static void share(const Job *job, int threads, int parts, PartFunction *part,
                  void *context)
{
    const double begin = now();
    pool.job += pool.job + 1 == 0 ? 2 : 1; /* 0 is no job */
    pool.shared = (Shared){part, context, job->count, parts};
    atomic_store(&pool.left, parts);
    for (int i = 0; i < threads; i++) {
        pool.seat[i].part = 0;
        atomic_store(&pool.seat[i].parts,
                     dealt(pool.job, part_begin(parts, i, threads),
                           part_begin(parts, i + 1, threads)));
    }
    for (int i = 1; i < threads; i++) {
        call(&pool.seat[i], pool.job);
    }
    here.inside = true;
    take_parts(pool.job, 0);
    here.inside = false;
    wait_for_others();
    weigh(begin, now(), threads, parts);
}

// Even little parts pay, down to a few microseconds: below that, the way of a
// number from one processor's cache to the other's is longer than its computation. More
// parts than threads pay where a part is so long that one may be held up. Each thread
// gets as many as the others: three parts would take two threads two turns.
enum { WORTH_SHARING = 8000, PART = 25000 /* nanoseconds */ };

static int parts_of(const Job *job, int threads)
{
    const int most = job->least > 0 ? job->count / job->least : job->count;
    const double parts =
        fmin(job->nanoseconds / PART, fmin(most, MOST_PARTS));
    const int each = (int)fmax(1, parts / threads);
    return parts < job->count && each * threads < job->count ? each * threads
                                                             : job->count;
}

static bool shared(const Job *job, PartFunction *part, void *context)
{
    int threads = threads_available();
    threads =
        job->threads > 0 && job->threads < threads ? job->threads : threads;
    if (threads == 1 || job->nanoseconds < WORTH_SHARING ||
        atomic_exchange(&pool.busy, true)) {
        return false;
    }
    threads = threads_at_hand(threads_that_pay(threads));
    const int parts = parts_of(job, threads);
    threads = parts < threads ? parts : threads;
    if (threads > 1) {
        share(job, threads, parts, part, context);
        pool.report.shared++;
    } else {
        pool.report.alone++;
    }
    atomic_store(&pool.busy, false);
    return threads > 1;
}

void in_parts(Job job, PartFunction *part, void *context)
{
    if (job.count > 0 && !shared(&job, part, context)) {
        const int seat = here.seat;
        here.seat = 0;
        part(context, 0, job.count);
        here.seat = seat;
    }
}

// ## What else threads need
//
// How many there may be, and a number for each, so that each can have memory
// of its own.
int threads_available(void)
{
    pthread_once(&once, begin_once);
    return here.inside ? 1 : atomic_load(&pool.wanted);
}

void threads_use(int count)
{
    CHECK(count >= 1, "%d threads", count);
    CHECK(!here.inside, "%d threads asked for inside a part of a job", count);
    pthread_once(&once, begin_once);
    set_threads(count);
}

int thread_here(void) { return here.seat; }

// The system keeps the rooms of each thread, and frees them with the thread.
typedef struct {
    size_t size;
    _Alignas(64) char bytes[];
} Room;

static void *room_of(const pthread_key_t *key, size_t bytes)
{
    pthread_once(&once, begin_once);
    Room *room = pthread_getspecific(*key);
    if (room == NULL || room->size < bytes) {
        free(room);
        room = allocate(1, sizeof *room + bytes);
        room->size = bytes;
        pthread_setspecific(*key, room);
    }
    return room->bytes;
}

void *thread_room(size_t bytes) { return room_of(&pool.room, bytes); }

void *job_room(size_t bytes) { return room_of(&pool.job_room, bytes); }

void one_at_a_time(void (*work)(void *context), void *context)
{
    static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&turn);
    work(context);
    pthread_mutex_unlock(&turn);
}

// ## A helper
//
// Some works are no computation: to answer questions, for example, while all other threads
// are busy. They get a thread of their own.
struct Helper {
    pthread_t thread;
    void (*work)(void *context);
    void *context;
};

static void *help(void *helper)
{
    const Helper *h = helper;
    here.inside = true;
    h->work(h->context);
    return NULL;
}

Helper *helper_begin(void (*work)(void *context), void *context)
{
    Helper *helper = allocate(1, sizeof *helper);
    helper->work = work;
    helper->context = context;
    if (!start_deaf(&helper->thread, help, helper)) {
        out_of_memory("one more thread");
    }
    return helper;
}

void helper_join(Helper *helper)
{
    pthread_join(helper->thread, NULL);
    free(helper);
}

ThreadReport threads_report(void)
{
    ThreadReport report = pool.report;
    report.threads = atomic_load(&pool.seats);
    report.spins = atomic_load(&pool.spins);
    report.most_spins = SPINS;
    report.moves = atomic_load(&pool.moves);
    report.asleep = atomic_load(&pool.waits);
    for (int i = 1; i < report.threads; i++) {
        report.asleep += atomic_load(&pool.seat[i].asleep);
    }
    return report;
}
