// # Ranks where there is one
//
// Open MPI was not there when this program was built. **What is left of many ranks then?**
// One: it agrees with itself, and nobody sends it anything. Where `make` finds Open
// MPI, [the other source](../ranks.c) takes the place of this one.
#include "ranks/ranks.h"

#include <stdlib.h>

struct Ranks {
    int none;
};

static void never(void) { CHECK(false, "a message to nobody"); }

bool ranks_possible(void) { return false; }

int ranks_number(void) { return 0; }

int ranks_prepare(void) { return -1; }

// Who says `mpirun -n 4` to this program, or Slurm's `srun -n 4`, would get the same work
// four times.
static bool has_others(void)
{
    static const char *const sizes[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE",
                                        "SLURM_STEP_NUM_TASKS"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const char *size = getenv(sizes[i]);
        if (size != NULL && atoi(size) > 1) {
            return true;
        }
    }
    return false;
}

bool ranks_begin(Ranks **ranks, int hushed, Error *error)
{
    (void)hushed;
    *ranks = NULL;
    if (has_others()) {
        return fail(
            error, EXIT_UNAVAILABLE,
            "this program was built without Open MPI, so several of "
            "it cannot work together: ./setup --mpi installs it; then "
            "build again with make");
    }
    *ranks = allocate(1, sizeof **ranks);
    return true;
}

void ranks_end(Ranks *ranks) { free(ranks); }

int ranks_me(const Ranks *ranks)
{
    (void)ranks;
    return 0;
}

int ranks_count(const Ranks *ranks)
{
    (void)ranks;
    return 1;
}

bool ranks_lost(const Ranks *ranks)
{
    (void)ranks;
    return false;
}

bool ranks_agree(Ranks *ranks, bool ok, Error *error)
{
    (void)ranks, (void)error;
    return ok;
}

bool ranks_same(Ranks *ranks, const char *what, const char *mine,
                Error *error)
{
    (void)ranks, (void)what, (void)mine, (void)error;
    return true;
}

bool ranks_tell(Ranks *ranks, void *bytes, size_t size)
{
    (void)ranks, (void)bytes, (void)size;
    return true;
}

long ranks_total(Ranks *ranks, long number)
{
    (void)ranks;
    return number;
}

void ranks_send(Ranks *ranks, int channel, int to, const real *numbers,
                int count)
{
    (void)ranks, (void)channel, (void)to, (void)numbers, (void)count;
    never();
}

void ranks_receive(Ranks *ranks, int channel, int from, real *numbers,
                   int count)
{
    ranks_send(ranks, channel, from, numbers, count);
}

void ranks_broadcast(Ranks *ranks, int channel, int from, real *numbers,
                     int count)
{
    ranks_send(ranks, channel, from, numbers, count);
}

bool ranks_arrived(Ranks *ranks, int channel, bool wait)
{
    (void)ranks, (void)channel, (void)wait;
    never();
    return false;
}

void ranks_all_sent(Ranks *ranks) { (void)ranks; }

bool ranks_hand_in(Ranks *ranks, int from, void *bytes, size_t size)
{
    (void)ranks, (void)from, (void)bytes, (void)size;
    return true;
}

bool ranks_asked(Ranks *ranks, int *who)
{
    (void)ranks, (void)who;
    return false;
}

void ranks_answer(Ranks *ranks, int who, int answer)
{
    (void)ranks, (void)who, (void)answer;
    never();
}

int ranks_ask(Ranks *ranks)
{
    (void)ranks;
    never();
    return -1;
}
