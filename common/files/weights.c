// # Weights in a file
//
// The parameters of a network are tensors, and they have names already: $W_1$,
// $b_1$, $W_2$. **What else must a file hold, so that the network answers as
// before?** Some layers keep numbers that no gradient taught them, such as the
// running means of batch normalization. They belong to the file as well.
#include "files/weights.h"

#include <stdlib.h>

int weights_slots(const Network *net, const char *before, Slot *slots)
{
    int count = 0;
    for (int i = 0; i < net->param_count; i++) {
        slot_set(&slots[count++], before, net->names[i],
                 net->params[i]->value);
    }
    for (int i = 0; i < net->state_count; i++) {
        slot_set(&slots[count++], before, net->state_names[i],
                 net->states[i]->value);
    }
    return count;
}

bool weights_save_as(const Network *net, const char *path, const Dtype *type,
                     const Note *notes, int note_count, Error *error)
{
    Slot slots[MAX_WEIGHTS];
    const int count = weights_slots(net, "", slots);
    return slots_write_as(path, type, slots, count, notes, note_count, error);
}

bool weights_save(const Network *net, const char *path, const Note *notes,
                  int note_count, Error *error)
{
    return weights_save_as(net, path, dtype_of_real(), notes, note_count,
                           error);
}

bool weights_load(Network *net, const char *path, Error *error)
{
    Slot slots[MAX_WEIGHTS];
    const int count = weights_slots(net, "", slots);
    Safetensors *file = safetensors_open(path, error);
    const bool done =
        file != NULL && slots_read(file, path, slots, count, error);
    safetensors_close(file);
    return done;
}

// ## A copy in memory
//
// The weights after the last step need not be the best ones of the way. So they
// are copied when they are good, and the copy is put back in the end.
static void copy_all(const Slot *to, const Slot *from, int count)
{
    for (int i = 0; i < count; i++) {
        tensor_copy(to[i].value, from[i].value);
    }
}

void snapshot_take(Snapshot *snapshot, const Network *net)
{
    Slot slots[MAX_WEIGHTS];
    const int count = weights_slots(net, "best.", slots);
    if (snapshot->slots == NULL) {
        snapshot->slots = allocate((size_t)count, sizeof *slots);
    }
    for (int i = snapshot->count; i < count; i++) {
        snapshot->slots[i] = slots[i];
        snapshot->slots[i].value = tensor_new(slots[i].value->shape);
    }
    snapshot->count = count;
    copy_all(snapshot->slots, slots, count);
}

void snapshot_put_back(const Snapshot *snapshot, Network *net)
{
    Slot slots[MAX_WEIGHTS];
    copy_all(slots, snapshot->slots, weights_slots(net, "best.", slots));
}

void snapshot_clear(Snapshot *snapshot)
{
    for (int i = 0; i < snapshot->count; i++) {
        tensor_free(snapshot->slots[i].value);
    }
    free(snapshot->slots);
    *snapshot = (Snapshot){0};
}
