/* What a rank does when the others have gone. In the place of Open MPI stands a false one,
   in this binary only: it counts what it shall carry, and nothing ever arrives. */
#include <criterion/criterion.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ground/timing.h"
#include "ranks/ranks.h"
#include "support.h"

/* -- a false Open MPI: what ranks.c calls, with handles that are pointers, as there ------- */

enum { FUNNELED = 1, SERIALIZED = 2 };

static int level = SERIALIZED; /* how much it allows to threads */
static int begun;              /* messages */
static void *place;            /* where the last of them would arrive */

static int begin_message(void *to)
{
    begun++;
    place = to;
    return 0;
}

int MPI_Init_thread(int *argc, char ***argv, int wanted, int *provided);
int MPI_Initialized(int *flag);
int MPI_Finalize(void);
int MPI_Comm_rank(void *comm, int *rank);
int MPI_Comm_size(void *comm, int *size);
int MPI_Comm_dup(void *comm, void **copy);
int MPI_Get_processor_name(char *name, int *length);
int MPI_Test(void **request, int *done, void *status);
int MPI_Ibcast(void *bytes, int count, void *type, int root, void *comm,
               void **request);
int MPI_Ireduce(const void *from, void *to, int count, void *type, void *op,
                int root, void *comm, void **request);
int MPI_Iallgather(const void *from, int count, void *type, void *to,
                   int to_count, void *to_type, void *comm, void **request);
int MPI_Isend(const void *bytes, int count, void *type, int to, int tag,
              void *comm, void **request);
int MPI_Irecv(void *bytes, int count, void *type, int from, int tag,
              void *comm, void **request);
int MPI_Send(const void *bytes, int count, void *type, int to, int tag,
             void *comm);
int MPI_Recv(void *bytes, int count, void *type, int from, int tag,
             void *comm, void *status);
int MPI_Iprobe(int from, int tag, void *comm, int *found, void *status);

int MPI_Init_thread(int *argc, char ***argv, int wanted, int *provided)
{
    (void)argc, (void)argv, (void)wanted;
    *provided = level;
    return 0;
}

int MPI_Initialized(int *flag)
{
    *flag = 1;
    return 0;
}

int MPI_Finalize(void) { return 0; }

int MPI_Comm_rank(void *comm, int *rank)
{
    (void)comm;
    *rank = 0;
    return 0;
}

int MPI_Comm_size(void *comm, int *size)
{
    (void)comm;
    *size = 2;
    return 0;
}

int MPI_Comm_dup(void *comm, void **copy)
{
    *copy = comm;
    return 0;
}

int MPI_Get_processor_name(char *name, int *length)
{
    strcpy(name, "here");
    *length = 4;
    return 0;
}

int MPI_Test(void **request, int *done, void *status)
{
    (void)request, (void)status;
    *done = 0;
    return 0;
}

int MPI_Ibcast(void *bytes, int count, void *type, int root, void *comm,
               void **request)
{
    (void)count, (void)type, (void)root, (void)comm, (void)request;
    return begin_message(bytes);
}

int MPI_Ireduce(const void *from, void *to, int count, void *type, void *op,
                int root, void *comm, void **request)
{
    (void)from, (void)count, (void)type, (void)op, (void)root, (void)comm;
    (void)request;
    return begin_message(to);
}

int MPI_Iallgather(const void *from, int count, void *type, void *to,
                   int to_count, void *to_type, void *comm, void **request)
{
    (void)from, (void)count, (void)type, (void)to_count, (void)to_type;
    (void)comm, (void)request;
    return begin_message(to);
}

int MPI_Isend(const void *bytes, int count, void *type, int to, int tag,
              void *comm, void **request)
{
    (void)bytes, (void)count, (void)type, (void)to, (void)tag, (void)comm;
    (void)request;
    return begin_message(NULL);
}

int MPI_Irecv(void *bytes, int count, void *type, int from, int tag,
              void *comm, void **request)
{
    (void)count, (void)type, (void)from, (void)tag, (void)comm;
    (void)request;
    return begin_message(bytes);
}

int MPI_Send(const void *bytes, int count, void *type, int to, int tag,
             void *comm)
{
    (void)bytes, (void)count, (void)type, (void)to, (void)tag, (void)comm;
    return begin_message(NULL);
}

int MPI_Recv(void *bytes, int count, void *type, int from, int tag,
             void *comm, void *status)
{
    (void)count, (void)type, (void)from, (void)tag, (void)comm, (void)status;
    return begin_message(bytes);
}

int MPI_Iprobe(int from, int tag, void *comm, int *found, void *status)
{
    (void)from, (void)tag, (void)comm, (void)status;
    *found = 1;
    return begin_message(NULL);
}

/* -- rank 0 of two ------------------------------------------------------------------------ */

static Ranks *begin(void)
{
    Ranks *ranks;
    Error error = {.message = ""};
    setenv("OMPI_COMM_WORLD_RANK", "0", 1);
    const bool ok = ranks_begin(&ranks, -1, &error);
    cr_assert(ok, "%s", error.message);
    return ranks;
}

/* Somebody asks us to stop, and a third of a second later the other rank is lost. */
Test(mpi_lost, sends_nothing_more)
{
    Ranks *ranks = begin();
    Error error = {.message = ""};
    real number = 0;
    int who = 0;
    raise(SIGINT);
    const double start = timing_clock();
    const long total = ranks_total(ranks, 5);
    const double waited = timing_clock() - start;
    cr_assert(waited >= 0.3 && waited < 4.9, "it waited for %g s", waited);
    cr_assert(total == 0 && ranks_lost(ranks) && begun == 1,
              "a total of %ld, %d messages", total, begun);
    bool done = ranks_tell(ranks, &number, sizeof number) ||
                ranks_agree(ranks, true, &error) ||
                ranks_same(ranks, "names", "a", &error) ||
                ranks_hand_in(ranks, 1, &number, sizeof number) ||
                ranks_arrived(ranks, 0, true) ||
                ranks_arrived(ranks, 0, false) || ranks_asked(ranks, &who) ||
                ranks_total(ranks, 5) != 0 || ranks_ask(ranks) != -1;
    cr_assert(!done, "it heard from somebody");
    cr_assert(error.status == EXIT_INTERRUPTED, "status %d", error.status);
    ranks_send(ranks, 0, 1, &number, 1);
    ranks_receive(ranks, 0, 1, &number, 1);
    ranks_broadcast(ranks, 0, 0, &number, 1);
    ranks_answer(ranks, 1, 7);
    ranks_all_sent(ranks);
    cr_assert_eq(begun, 1, "%d messages more", begun - 1);
    ranks_end(ranks);
}

/* What was given up may still come, and must meet no memory that is somebody else's now. */
Test(mpi_lost, leaves_a_place_for_what_comes_late)
{
    Error error = {.message = ""};
    char told[8] = "as ever";
    Ranks *ranks[] = {begin(), begin(), begin()};
    raise(SIGINT);
    ranks_total(ranks[0], 5);
    const intptr_t apart = (intptr_t)place - (intptr_t)&told;
    cr_assert(apart > 65536 || apart < -65536, "it comes to the stack");

    ranks_tell(ranks[1], told, sizeof told);
    memset(place, '!', sizeof told);
    cr_assert_str_eq(told, "as ever", "what was told is %.8s now", told);

    ranks_agree(ranks[2], true, &error);
    const size_t size = 2 * (sizeof(Error) + 72);
    char *others = calloc(size, 1);
    memset(place, '!', sizeof(Error));
    for (size_t i = 0; i < size; i++) {
        cr_assert(others[i] == 0, "it comes to memory that was freed");
    }
    free(others);
    for (int i = 0; i < 3; i++) {
        ranks_end(ranks[i]);
    }
}

static void tell_too_much(void *ranks)
{
    ranks_tell(ranks, NULL, (size_t)INT_MAX + 1);
}

static void hand_in_too_much(void *ranks)
{
    ranks_hand_in(ranks, 1, NULL, (size_t)INT_MAX + 1);
}

/* Open MPI counts with an int. */
Test(mpi_lost, carries_no_more_than_can_be_counted)
{
    Ranks *ranks = begin();
    expect_stop(tell_too_much, ranks, "2147483648 bytes at once");
    expect_stop(hand_in_too_much, ranks, "2147483648 bytes at once");
    ranks_end(ranks);
}

Test(mpi_lost, wants_an_open_mpi_that_hears_several_threads)
{
    Ranks *ranks;
    Error error = {.message = ""};
    setenv("OMPI_COMM_WORLD_RANK", "0", 1);
    level = FUNNELED;
    const bool ok = ranks_begin(&ranks, -1, &error);
    cr_assert(!ok && error.status == EXIT_UNAVAILABLE &&
                  strstr(error.message, "one thread") != NULL,
              "status %d: %s", ok ? 0 : (int)error.status, error.message);
    ranks_end(ranks);
}
