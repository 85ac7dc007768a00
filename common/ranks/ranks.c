// # Many programs, one work
//
// `mpirun -n 4 ./ch07/train_many` starts a program four times, on one machine or on
// several. **How do the four know of each other?** By Open MPI, which carries bytes
// between them: through memory on one machine, through the network between two. Each copy
// has a number, its **rank** (秩).
//
// This is the only source that knows Open MPI. It is used as its users use it: nothing here
// is clever, but that we never wait for somebody who will not come.
#include "ranks/ranks.h"

#include <fcntl.h>
#include <limits.h>
#include <mpi.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ground/timing.h"
#include "system/interrupt.h"
#include "system/processors.h"
#include "system/threads.h"

enum { TAG_HANDED_IN, TAG_QUESTION, TAG_ANSWER };

struct Ranks {
    int me, count;
    bool lost; /* the others do not answer any more */
    char host[MPI_MAX_PROCESSOR_NAME];
    MPI_Comm channel[CHANNELS];
    MPI_Request arriving[CHANNELS];
    MPI_Request *leaving; /* owned */
    int sends, room;      /* of them, and for so many */
    void *buffer;         /* what travels between all now; owned */
    size_t buffer_size;
    int answer; /* on its way from rank 0 */
};

bool ranks_possible(void) { return true; }

// ## Before the others are there
//
// mpirun says to each copy who it is, in its environment; Slurm's `srun` has other
// names for it. If none is there, nobody else is there either, and Open MPI is not even
// started.
static const char *number_in_environment(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK",
                                        "PMI_RANK"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (getenv(names[i]) != NULL) {
            return getenv(names[i]);
        }
    }
    return NULL;
}

int ranks_number(void)
{
    const char *number = number_in_environment();
    return number != NULL ? atoi(number) : 0;
}

static void lead_nowhere(int stream)
{
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, stream);
    close(nowhere);
}

// Each rank would take all processors that it sees. mpirun says how many ranks are on this
// machine, or in this container, which may have a part of it only; and it may have given
// each of them some processors of its own. So may Slurm's `srun`, which does not say here how
// many ranks there are.
static void share_processors(void)
{
    const char *here = getenv("OMPI_COMM_WORLD_LOCAL_SIZE");
    const int ranks = here != NULL ? atoi(here) : 1;
    const int all = processors_within((int)sysconf(_SC_NPROCESSORS_ONLN),
                                      processors_quota(""));
    if (ranks > 1 && all / ranks < threads_available()) {
        threads_use(all > ranks ? all / ranks : 1);
    }
}

int ranks_prepare(void)
{
    share_processors();
    if (ranks_number() == 0) {
        return -1;
    }
    const int hushed = dup(STDERR_FILENO);
    lead_nowhere(STDOUT_FILENO);
    lead_nowhere(STDERR_FILENO);
    return hushed;
}

static void speak_again(int hushed)
{
    if (hushed >= 0) {
        dup2(hushed, STDERR_FILENO);
        close(hushed);
    }
}

// ## To begin and to end
//
// A program that nobody started with `mpirun` is the only rank, and every call below has
// little to do. Else several threads call Open MPI, though never at the same time: a
// [helper](queue.c) answers for rank 0. A build of Open MPI may not allow that.
bool ranks_begin(Ranks **ranks, int hushed, Error *error)
{
    Ranks *r = *ranks = allocate(1, sizeof *r);
    speak_again(hushed);
    r->count = 1;
    if (number_in_environment() == NULL) {
        return true;
    }
    int level, length;
    interrupt_watch();
    MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &r->me);
    MPI_Comm_size(MPI_COMM_WORLD, &r->count);
    MPI_Get_processor_name(r->host, &length);
    for (int i = 0; i < CHANNELS; i++) {
        MPI_Comm_dup(MPI_COMM_WORLD, &r->channel[i]);
    }
    return level >= MPI_THREAD_SERIALIZED ||
           fail(error, EXIT_UNAVAILABLE,
                "this Open MPI hears one thread of a program only, and here "
                "several call it, in turn: another build of it is needed, "
                "with threads");
}

// Who has lost the others cannot say goodbye to them either.
void ranks_end(Ranks *ranks)
{
    int begun;
    if (ranks != NULL) {
        MPI_Initialized(&begun);
        if (begun && !ranks->lost) {
            MPI_Finalize();
        }
        free(ranks->leaving);
        free(ranks->buffer);
        free(ranks);
    }
}

int ranks_me(const Ranks *ranks) { return ranks->me; }

int ranks_count(const Ranks *ranks) { return ranks->count; }

bool ranks_lost(const Ranks *ranks) { return ranks->lost; }

// ## Waiting
//
// To ask again and again is the fastest way to hear of a message. After some hundred
// turns other programs may go first, and who has waited for milliseconds sleeps between two
// looks, so that a rank that waits takes nothing from one that computes.
static void rest(int turn)
{
    if (turn > 20000) {
        nanosleep(&(struct timespec){.tv_nsec = 20000}, NULL);
    } else if (turn > 200) {
        sched_yield();
    }
}

// When a rank dies, or Ctrl-C is pressed, mpirun asks all others to end (TERM), and kills
// them a second later. After Ctrl-C the others still answer, and the step is finished. If
// one is dead, it never will be. So after the request rank 0 waits for a third of a second,
// and then gives up: it needs the rest of the second to save what it has. The other ranks
// have nothing to save, and leave it the first word.
static double patience(const Ranks *ranks)
{
    return ranks->me == 0 ? 0.3 : 5;
}

static bool finish(Ranks *ranks, MPI_Request *request)
{
    double asked = 0;
    for (int turn = 0; !ranks->lost; turn++) {
        int done;
        MPI_Test(request, &done, MPI_STATUS_IGNORE);
        if (done) {
            return true;
        }
        if (interrupt_asked()) {
            asked = asked == 0 ? timing_clock() : asked;
            ranks->lost = timing_clock() - asked > patience(ranks);
        }
        rest(turn);
    }
    return false;
}

// ## All together
//
// All ranks call these functions, and each gets what it needs to go on. What we gave up to
// wait for may still come, when the function that asked for it is long over and its memory
// is somebody else's. So it travels in a buffer that stays, and whoever has lost the others
// begins nothing more.
static void *buffer_for(Ranks *ranks, size_t size)
{
    if (ranks->buffer_size < size) {
        free(ranks->buffer);
        ranks->buffer = allocate(size, 1);
        ranks->buffer_size = size;
    }
    return ranks->buffer;
}

/* Open MPI counts with an int. */
static int counted(size_t size)
{
    CHECK(size <= INT_MAX, "%zu bytes at once", size);
    return (int)size;
}

bool ranks_tell(Ranks *ranks, void *bytes, size_t size)
{
    if (ranks->count == 1 || ranks->lost) {
        return !ranks->lost;
    }
    MPI_Request request;
    const int count = counted(size);
    void *buffer = buffer_for(ranks, size);
    if (ranks->me == 0) {
        memcpy(buffer, bytes, size);
    }
    MPI_Ibcast(buffer, count, MPI_BYTE, 0, MPI_COMM_WORLD, &request);
    const bool told = finish(ranks, &request);
    if (told && ranks->me != 0) {
        memcpy(bytes, buffer, size);
    }
    return told;
}

long ranks_total(Ranks *ranks, long number)
{
    if (ranks->count == 1 || ranks->lost) {
        return ranks->lost ? 0 : number;
    }
    MPI_Request request;
    long *buffer = buffer_for(ranks, 2 * sizeof *buffer), *total = buffer + 1;
    *buffer = number;
    *total = 0;
    MPI_Ireduce(buffer, total, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD,
                &request);
    return finish(ranks, &request) ? *total : 0;
}

// ## Do we agree?
//
// If the data of rank 3 are not there, or are others than those of rank 0, all have to hear
// it, and before the first step. So each says how it is, and everyone hears everyone.
typedef struct {
    int ok;
    Error error;
    char host[64];
} Opinion;

/* Then the opinions of all ranks are in the buffer, and behind them once more our own. */
static bool hear_all(Ranks *ranks, bool ok, const Error *error)
{
    MPI_Request request;
    const int count = ranks->count;
    Opinion *all = buffer_for(ranks, ((size_t)count + 1) * sizeof *all);
    Opinion *mine = all + count;
    *mine = (Opinion){.ok = ok};
    snprintf(mine->host, sizeof mine->host, "%.63s", ranks->host);
    if (!ok) {
        mine->error = *error;
    }
    MPI_Iallgather(mine, sizeof *mine, MPI_BYTE, all, sizeof *mine, MPI_BYTE,
                   MPI_COMM_WORLD, &request);
    return finish(ranks, &request);
}

bool ranks_agree(Ranks *ranks, bool ok, Error *error)
{
    if (ranks->count == 1) {
        return ok;
    }
    if (ranks->lost || !hear_all(ranks, ok, error)) {
        return fail(error, interrupt_status(), "interrupted");
    }
    const Opinion *all = ranks->buffer;
    bool agreed = true;
    for (int i = 0; i < ranks->count && agreed; i++) {
        agreed = all[i].ok ||
                 fail(error, all[i].error.status, "rank %d on %s: %.430s", i,
                      all[i].host, all[i].error.message);
    }
    return agreed;
}

bool ranks_same(Ranks *ranks, const char *what, const char *mine,
                Error *error)
{
    char first[WORDS] = "";
    CHECK(strlen(mine) < sizeof first, "%zu bytes of %s", strlen(mine), what);
    strcpy(first, mine);
    ranks_tell(ranks, first, sizeof first);
    return ranks_agree(ranks,
                       strcmp(first, mine) == 0 ||
                           fail(error, EXIT_USAGE,
                                "%s here: %.150s; rank 0 has: %.150s; all "
                                "ranks must have the same",
                                what, mine, first),
                       error);
}

// ## From one to another
//
// Numbers travel while the program goes on computing. So sending and receiving are begun
// first, and only later asked for.
static MPI_Datatype number_type(void)
{
    return sizeof(real) == sizeof(double) ? MPI_DOUBLE : MPI_FLOAT;
}

static MPI_Request *new_send(Ranks *ranks)
{
    if (ranks->sends == ranks->room) {
        ranks->room = 2 * ranks->room + 16;
        MPI_Request *more =
            allocate((size_t)ranks->room, sizeof *ranks->leaving);
        for (int i = 0; i < ranks->sends; i++) {
            more[i] = ranks->leaving[i];
        }
        free(ranks->leaving);
        ranks->leaving = more;
    }
    return &ranks->leaving[ranks->sends++];
}

void ranks_send(Ranks *ranks, int channel, int to, const real *numbers,
                int count)
{
    if (!ranks->lost) {
        MPI_Isend(numbers, count, number_type(), to, 0,
                  ranks->channel[channel], new_send(ranks));
    }
}

void ranks_receive(Ranks *ranks, int channel, int from, real *numbers,
                   int count)
{
    if (!ranks->lost) {
        MPI_Irecv(numbers, count, number_type(), from, 0,
                  ranks->channel[channel], &ranks->arriving[channel]);
    }
}

void ranks_broadcast(Ranks *ranks, int channel, int from, real *numbers,
                     int count)
{
    if (!ranks->lost) {
        MPI_Ibcast(numbers, count, number_type(), from,
                   ranks->channel[channel], &ranks->arriving[channel]);
    }
}

bool ranks_arrived(Ranks *ranks, int channel, bool wait)
{
    int done = 0;
    if (wait) {
        return finish(ranks, &ranks->arriving[channel]);
    }
    if (!ranks->lost) {
        MPI_Test(&ranks->arriving[channel], &done, MPI_STATUS_IGNORE);
    }
    return done;
}

void ranks_all_sent(Ranks *ranks)
{
    for (int i = 0; i < ranks->sends; i++) {
        finish(ranks, &ranks->leaving[i]);
    }
    ranks->sends = 0;
}

bool ranks_hand_in(Ranks *ranks, int from, void *bytes, size_t size)
{
    if (from == 0 || ranks->lost) {
        return from == 0;
    }
    MPI_Request request = MPI_REQUEST_NULL;
    const int count = counted(size);
    void *buffer = buffer_for(ranks, size);
    if (ranks->me == 0) {
        MPI_Irecv(buffer, count, MPI_BYTE, from, TAG_HANDED_IN,
                  MPI_COMM_WORLD, &request);
    } else if (ranks->me == from) {
        memcpy(buffer, bytes, size);
        MPI_Isend(buffer, count, MPI_BYTE, 0, TAG_HANDED_IN, MPI_COMM_WORLD,
                  &request);
    }
    const bool done = finish(ranks, &request);
    if (done && ranks->me == 0) {
        memcpy(bytes, buffer, size);
    }
    return done;
}

// ## Questions
//
// A rank that needs its next piece of work asks rank 0 and waits for a number.
bool ranks_asked(Ranks *ranks, int *who)
{
    int found;
    MPI_Status status;
    if (ranks->lost) {
        return false;
    }
    MPI_Iprobe(MPI_ANY_SOURCE, TAG_QUESTION, MPI_COMM_WORLD, &found, &status);
    if (found) {
        *who = status.MPI_SOURCE;
        MPI_Recv(NULL, 0, MPI_BYTE, *who, TAG_QUESTION, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    return found;
}

void ranks_answer(Ranks *ranks, int who, int answer)
{
    if (!ranks->lost) {
        MPI_Send(&answer, 1, MPI_INT, who, TAG_ANSWER, MPI_COMM_WORLD);
    }
}

int ranks_ask(Ranks *ranks)
{
    MPI_Request request;
    if (ranks->lost) {
        return -1;
    }
    MPI_Send(NULL, 0, MPI_BYTE, 0, TAG_QUESTION, MPI_COMM_WORLD);
    MPI_Irecv(&ranks->answer, 1, MPI_INT, 0, TAG_ANSWER, MPI_COMM_WORLD,
              &request);
    return finish(ranks, &request) ? ranks->answer : -1;
}
