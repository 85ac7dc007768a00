#include <criterion/criterion.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"
#include "system/processors.h"
#include "system/threads.h"

/* -- all things are done, each once ------------------------------------------ */

enum { MOST = 1000, PATIENCE = 10000 /* milliseconds: then a test fails */ };
static const double LONG = 1e9; /* nanoseconds: shared, in many parts */

typedef struct {
    int met[MOST];
    atomic_int calls, threads[MOST_THREADS];
} Parts;

static void meet(void *context, int first, int end)
{
    Parts *p = context;
    p->calls++;
    p->threads[thread_here()]++;
    for (int i = first; i < end; i++) {
        p->met[i]++;
    }
}

static int calls_for(Job job)
{
    Parts *p = allocate(1, sizeof *p);
    in_parts(job, meet, p);
    for (int i = 0; i < MOST; i++) {
        cr_assert(p->met[i] == (i < job.count), "%d of %d met %d times", i,
                  job.count, p->met[i]);
    }
    for (int i = threads_available(); i < MOST_THREADS; i++) {
        cr_assert(p->threads[i] == 0, "a part on thread %d of %d", i,
                  threads_available());
    }
    const int calls = p->calls;
    free(p);
    return calls;
}

Test(threads, do_everything_once)
{
    static const int threads[] = {1, 2, 3, 8, MOST_THREADS};
    static const int counts[] = {0, 1, 2, 7, 8, MOST};
    for (int i = 0; i < 5; i++) {
        for (int k = 0; k < 6; k++) {
            threads_use(threads[i]);
            const int count = counts[k];
            const int much =
                calls_for((Job){.count = count, .nanoseconds = LONG});
            const int want = threads[i] > 1 ? count : count > 0;
            cr_assert(much == want, "%d threads, %d things: %d calls",
                      threads[i], count, much);
            const int few =
                calls_for((Job){.count = count, .nanoseconds = 10});
            cr_assert(few == (count > 0), "little work in %d calls", few);
        }
    }
}

/* Also where a size has 32 bits, and the product has more. */
Test(threads, parts_of_many_things_begin_in_order)
{
    enum { PARTS = 256 };
    for (int i = 0; i < PARTS; i++) {
        const int first = part_begin(INT_MAX, i, PARTS),
                  end = part_begin(INT_MAX, i + 1, PARTS);
        cr_assert(end - first >= INT_MAX / PARTS &&
                      end - first <= INT_MAX / PARTS + 1,
                  "part %d goes from %d to %d", i, first, end);
    }
    cr_assert(part_begin(INT_MAX, 0, PARTS) == 0 &&
                  part_begin(INT_MAX, PARTS, PARTS) == INT_MAX,
              "not all of them");
}

/* {count, least, threads}, and the calls for a job that is worth ten parts. Two threads
 * get as many of them each. */
Test(threads, cut_as_they_are_told)
{
    static const int cases[][4] = {{MOST, 0, 0, 10},  {MOST, 1, 0, 10},
                                   {MOST, 300, 0, 2}, {MOST, 900, 0, 2},
                                   {MOST, 200, 0, 4}, {4, 0, 0, 4},
                                   {MOST, 0, 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int *c = cases[i];
        threads_use(2); /* though, on a busy machine, one was better before */
        const int calls = calls_for((Job){.count = c[0],
                                          .nanoseconds = 250000,
                                          .least = c[1],
                                          .threads = c[2]});
        cr_assert(calls == c[3], "case %zu: %d calls", i, calls);
    }
}

static void divide_again(void *calls, int first, int end)
{
    for (int i = first; i < end; i++) {
        Parts *p = allocate(1, sizeof *p);
        in_parts((Job){.count = MOST, .nanoseconds = LONG}, meet, p);
        ((int *)calls)[i] = p->calls * threads_available();
        free(p);
    }
}

Test(threads, do_not_divide_again)
{
    int calls[5] = {0};
    threads_use(3);
    in_parts((Job){.count = 5, .nanoseconds = LONG}, divide_again, calls);
    for (int i = 0; i < 5; i++) {
        cr_assert(calls[i] == 1, "%d calls inside", calls[i]);
    }
}

Test(threads, as_many_as_asked_for)
{
    static const int asked[] = {1,      3, 2, MOST_THREADS, MOST_THREADS + 1,
                                1 << 30};
    for (int i = 0; i < 6; i++) {
        const int want = asked[i] < MOST_THREADS ? asked[i] : MOST_THREADS;
        threads_use(asked[i]);
        cr_assert(threads_available() == want, "%d threads, not %d",
                  threads_available(), want);
    }
}

static void use_so_many_threads(void *context)
{
    const int *count = context;
    threads_use(*count);
}

static void use_threads_inside(void *context, int first, int end)
{
    (void)first;
    (void)end;
    use_so_many_threads(context);
}

static void change_the_threads_at_work(void *context)
{
    in_parts((Job){.count = 1}, use_threads_inside, context);
    threads_use(2);
    in_parts((Job){.count = 2, .nanoseconds = LONG}, use_threads_inside,
             context);
}

Test(threads, less_than_one_is_a_bug)
{
    int counts[] = {0, -2, 3};
    expect_stop(change_the_threads_at_work, &counts[2],
                "3 threads asked for inside a part");
    expect_stop(use_so_many_threads, &counts[0], "0 threads");
    expect_stop(use_so_many_threads, &counts[1], "-2 threads");
}

/* -- who waits, sleeps ------------------------------------------------------- */

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Two parts that wait for each other are computed by two threads. */
typedef struct {
    atomic_int arrived;
    int seen[2];
} Meeting;

static void meet_and_ask(void *context, int first, int end)
{
    Meeting *m = context;
    atomic_fetch_add(&m->arrived, end - first > 1 ? 0 : 1);
    for (int i = 0; i < PATIENCE && end - first == 1 && m->arrived < 2; i++) {
        nap();
    }
    m->seen[first] = threads_available();
}

Test(threads, are_one_for_whoever_asks_inside)
{
    Meeting m = {.arrived = 0};
    threads_use(2);
    for (int i = 0; i < PATIENCE && m.arrived < 2; i++) {
        m.arrived = 0;
        in_parts((Job){.count = 2, .nanoseconds = LONG}, meet_and_ask, &m);
    }
    cr_assert(m.arrived == 2 && m.seen[0] == 1 && m.seen[1] == 1,
              "%d parts met, and saw %d and %d threads", m.arrived, m.seen[0],
              m.seen[1]);
}

/* Wait until the number is at least so large; false if that never comes. */
static bool reaches(atomic_int *number, int want)
{
    for (int i = 0; i < PATIENCE && *number < want; i++) {
        nap();
    }
    return *number >= want;
}

static bool asleep(int want)
{
    for (int i = 0; i < PATIENCE && threads_report().asleep != want; i++) {
        nap();
    }
    return threads_report().asleep == want;
}

static void expect_bounded_spins(void)
{
    const ThreadReport r = threads_report();
    cr_assert(r.spins > 0 && r.spins <= r.most_spins, "%d turns of %d",
              r.spins, r.most_spins);
}

Test(threads, without_a_job_sleep_after_a_bounded_number_of_turns)
{
    threads_use(3);
    calls_for((Job){.count = MOST, .nanoseconds = LONG});
    cr_assert(threads_report().threads == 3, "%d", threads_report().threads);
    cr_assert(asleep(2), "%d of 2 asleep", threads_report().asleep);
    expect_bounded_spins();
}

/* The first thread's part waits until the other has begun, so that it cannot take both;
   the other's waits until the first sleeps. */
typedef struct {
    atomic_int begun, slept;
} Slow;

static void slow_part(void *slow, int first, int end)
{
    Slow *s = slow;
    (void)first;
    (void)end;
    s->begun++;
    if (reaches(&s->begun, 2) && thread_here() != 0) {
        s->slept = asleep(1);
    }
}

Test(threads, the_first_sleeps_when_it_waits_for_a_part)
{
    Slow s = {0};
    threads_use(2);
    in_parts((Job){.count = 2, .nanoseconds = LONG}, slow_part, &s);
    cr_assert(s.slept, "it did not fall asleep");
    cr_assert(threads_report().sleeps == 1, "%ld", threads_report().sleeps);
    expect_bounded_spins();
}

/* -- parts are taken by whoever is free -------------------------------------- */

/* The other thread's first part waits for all others to be done, and the first thread
   begins when the other has begun. */
typedef struct {
    atomic_int held, done;
    bool helped;
} Held;

static void held_part(void *held, int first, int end)
{
    Held *h = held;
    (void)first;
    (void)end;
    if (thread_here() == 0) {
        reaches(&h->held, 1);
    } else if (h->held++ == 0) {
        h->helped = reaches(&h->done, 15);
    }
    h->done++;
}

Test(threads, a_thread_that_is_held_up_holds_up_one_part)
{
    Held h = {0};
    threads_use(2);
    in_parts((Job){.count = 16, .nanoseconds = LONG}, held_part, &h);
    cr_assert(h.helped, "held %d, done %d", h.held, h.done);
}

/* On every other thread a part takes a thousand times as long. */
static void lame_part(void *context, int first, int end)
{
    (void)context;
    (void)first;
    (void)end;
    if (thread_here() != 0) {
        nap();
    }
}

Test(threads, are_given_up_while_one_is_better_and_tried_again)
{
    const Job job = {.count = 2, .nanoseconds = LONG};
    int jobs = 0;
    threads_use(2);
    for (; jobs < 1000 * PATIENCE && threads_report().alone < 10; jobs++) {
        in_parts(job, lame_part, NULL);
    }
    cr_assert(threads_report().alone == 10, "shared %ld times",
              threads_report().shared);
    const long shared = threads_report().shared;
    for (int i = 0; i < PATIENCE && threads_report().shared == shared; i++) {
        in_parts(job, lame_part, NULL);
        nap();
    }
    cr_assert(threads_report().shared > shared, "never tried again");
}

/* -- two on one processor are one --------------------------------------------- */

enum { ALL_PROCESSORS = 1024 };

static bool go_to(int processor)
{
    int others[ALL_PROCESSORS], count = 0;
    for (int i = 0; i < ALL_PROCESSORS; i++) {
        others[count] = i;
        count += i != processor;
    }
    return leave_processors(others, count);
}

static void join_the_first(void *processor, int first, int end)
{
    (void)first;
    (void)end;
    if (thread_here() == 1) {
        go_to(*(const int *)processor);
    }
}

/* The next job comes at once: a thread that sleeps is woken where nothing else runs. */
Test(threads, leave_the_processor_of_another)
{
    const int mine = processor_here();
    if (mine < 0 || !leave_processors(&mine, 1)) {
        cr_skip_test("there is no other processor, or none can be chosen");
    }
    if (getenv("RUN_BY") != NULL) {
        cr_skip_test("a program plays the processor, one thread at a time");
    }
    for (int i = 0; i < PATIENCE && threads_report().moves == 0; i++) {
        int first = go_to(0) ? 0 : processor_here(); /* 0 is a number, too */
        threads_use(2); /* though two on one processor do not pay */
        in_parts((Job){.count = 64, .nanoseconds = LONG}, join_the_first,
                 &first);
    }
    cr_assert(threads_report().moves > 0, "two stayed on one processor");
}

/* -- what a thread has for itself -------------------------------------------- */

typedef struct {
    atomic_int begun;
    char *room[3];
    char *all; /* what the job has besides */
    bool mine[3];
} Rooms;

static void use_room(void *rooms, int first, int end)
{
    Rooms *r = rooms;
    (void)first;
    (void)end;
    const int me = thread_here();
    char *room = thread_room(1000);
    r->room[me] = room;
    memset(room, me, 1000);
    r->all[me] = (char)('a' + me);
    r->begun++;
    r->mine[me] = reaches(&r->begun, 3) && room[0] == me && room[999] == me &&
                  thread_room(10) == room;
}

Test(threads, have_rooms_of_their_own)
{
    Rooms r = {.all = job_room(3)};
    threads_use(3);
    in_parts((Job){.count = 3, .nanoseconds = LONG}, use_room, &r);
    for (int i = 0; i < 3; i++) {
        cr_assert(r.mine[i] && (size_t)r.room[i] % 64 == 0, "%d: %p", i,
                  (void *)r.room[i]);
    }
    cr_assert(r.room[0] != r.room[1] && r.room[1] != r.room[2], "shared");
    cr_assert(memcmp(r.all, "abc", 3) == 0 && job_room(1) == r.all,
              "the room of the job holds %.3s", r.all);
    memset(thread_room(100000), 1, 100000);
}

static void add_one(void *number)
{
    volatile int *n = number;
    const int before = *n;
    *n = before + 1;
}

static void add_in_turn(void *number, int first, int end)
{
    for (int i = first; i < end; i++) {
        one_at_a_time(add_one, number);
    }
}

Test(threads, come_one_at_a_time_where_asked)
{
    int number = 0;
    threads_use(4);
    in_parts((Job){.count = 20000, .nanoseconds = LONG}, add_in_turn,
             &number);
    cr_assert(number == 20000, "%d", number);
}

/* -- signals -------------------------------------------------------------------- */

static volatile sig_atomic_t signals = 0;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

/* Ctrl-C is for the first thread. While that one does not listen, nobody does. */
Test(threads, do_not_hear_signals)
{
    sigset_t one;
    Parts *p = allocate(1, sizeof *p);
    const struct sigaction act = {.sa_handler = count_signal};
    sigemptyset(&one);
    sigaddset(&one, SIGUSR1);
    threads_use(2);
    in_parts((Job){.count = MOST, .nanoseconds = LONG}, meet, p);
    cr_assert(sigaction(SIGUSR1, &act, NULL) == 0, "no signals");
    cr_assert(raise(SIGUSR1) == 0 && signals == 1, "the first is deaf");
    pthread_sigmask(SIG_BLOCK, &one, NULL);
    kill(getpid(), SIGUSR1);
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    cr_assert(signals == 1, "another thread was interrupted");
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    cr_assert(signals == 2, "the signal is lost");
    free(p);
}

/* -- fork, and the environment ------------------------------------------------ */

static void share_in_child(void *context)
{
    (void)context;
    for (int i = 0; i < 3; i++) {
        calls_for((Job){.count = MOST, .nanoseconds = LONG});
    }
    printf("%d threads", threads_report().threads);
    exit(0);
}

Test(threads, a_child_has_threads_of_its_own)
{
    threads_use(3);
    calls_for((Job){.count = MOST, .nanoseconds = LONG});
    Outcome outcome = run_function(share_in_child, NULL);
    expect_outcome(&outcome, 0, "3 threads");
    outcome_clear(&outcome);
}

static void say_threads(void *most)
{
    setenv("OMP_NUM_THREADS", most, 1);
    printf("%d of %d", threads_available(), processors_here());
    exit(0);
}

Test(threads, the_environment_can_only_lower_their_number)
{
    static const char *const given[] = {"3000", "0", "-1", "x", "", "1"};
    for (int i = 0; i < 6; i++) {
        char want[64];
        const int all = processors_here();
        snprintf(want, sizeof want, "%d of %d", i == 5 ? 1 : all, all);
        Outcome outcome = run_function(say_threads, (void *)(size_t)given[i]);
        expect_outcome(&outcome, 0, want);
        outcome_clear(&outcome);
    }
}
