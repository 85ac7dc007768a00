// # Threads where there is one
//
// A page in a browser has one thread for the programs of this book. **What is left of
// sharing work then?** Where [others](../threads.c) cut a job into parts, it is
// one part here.
#include <stdlib.h>

#include "system/threads.h"

int threads_available(void) { return 1; }

void threads_use(int threads) { (void)threads; }

int thread_here(void) { return 0; }

void in_parts(Job job, PartFunction *part, void *context)
{
    if (job.count > 0) {
        part(context, 0, job.count);
    }
}

typedef struct {
    void *bytes;
    size_t size;
} Room;

static void *grown(Room *room, size_t bytes)
{
    if (room->bytes == NULL || room->size < bytes) {
        free(room->bytes);
        *room = (Room){allocate(bytes, 1), bytes};
    }
    return room->bytes;
}

void *thread_room(size_t bytes)
{
    static Room room;
    return grown(&room, bytes);
}

void *job_room(size_t bytes)
{
    static Room room;
    return grown(&room, bytes);
}

void one_at_a_time(void (*work)(void *context), void *context)
{
    work(context);
}

Helper *helper_begin(void (*work)(void *context), void *context)
{
    (void)work, (void)context;
    CHECK(false, "a helper where there is one thread");
    return NULL;
}

void helper_join(Helper *helper) { (void)helper; }
