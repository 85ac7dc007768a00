// # Weights in a file
//
// The parameters of a network are tensors, and they have names already: $W_1$,
// $b_1$, $W_2$. **What else must a file hold, so that the network answers as
// before?** Some layers keep numbers that no gradient taught them, such as the
// running means of batch normalization. They belong to the file as well.
#include "files/weights.h"

#include <stdlib.h>

static void add(Param *list, int *count, const char *before,
                const Param *param)
{
    list[(*count)++] = param_named(param->value, "%s%s", before, param->name);
}

int weights_list(const Network *net, const char *before, Param *list)
{
    int count = 0;
    for (int i = 0; i < net->param_count; i++) {
        add(list, &count, before, net->params[i]);
    }
    for (int i = 0; i < net->state_count; i++) {
        add(list, &count, before, net->states[i]);
    }
    return count;
}

bool weights_save_as(const Network *net, const char *path, const Dtype *type,
                     const Note *notes, int note_count, Error *error)
{
    Param tensors[MAX_WEIGHTS];
    const int count = weights_list(net, "", tensors);
    return safetensors_write_as(path, type, tensors, count, notes, note_count,
                                error);
}

bool weights_save(const Network *net, const char *path, const Note *notes,
                  int note_count, Error *error)
{
    return weights_save_as(net, path, dtype_of_real(), notes, note_count,
                           error);
}

bool weights_load(Network *net, const char *path, Error *error)
{
    Param tensors[MAX_WEIGHTS];
    const int count = weights_list(net, "", tensors);
    Safetensors *file = safetensors_open(path, error);
    const bool done =
        file != NULL && read_all_or_none(file, path, tensors, count, error);
    safetensors_close(file);
    return done;
}

// ## A copy in memory
//
// The weights after the last step need not be the best ones of the way. So they
// are copied when they are good, and the copy is put back in the end.
static void copy_all(const Param *to, const Param *from, int count)
{
    for (int i = 0; i < count; i++) {
        tensor_copy(to[i].value, from[i].value);
    }
}

void snapshot_take(Snapshot *snapshot, const Network *net)
{
    Param tensors[MAX_WEIGHTS];
    const int count = weights_list(net, "best.", tensors);
    if (snapshot->tensors == NULL) {
        snapshot->tensors = allocate((size_t)count, sizeof *tensors);
    }
    for (int i = snapshot->count; i < count; i++) {
        snapshot->tensors[i] = tensors[i];
        snapshot->tensors[i].value = tensor_new(tensors[i].value->shape);
    }
    snapshot->count = count;
    copy_all(snapshot->tensors, tensors, count);
}

void snapshot_put_back(const Snapshot *snapshot, Network *net)
{
    Param tensors[MAX_WEIGHTS];
    copy_all(tensors, snapshot->tensors, weights_list(net, "best.", tensors));
}

void snapshot_clear(Snapshot *snapshot)
{
    for (int i = 0; i < snapshot->count; i++) {
        tensor_free(snapshot->tensors[i].value);
    }
    free(snapshot->tensors);
    *snapshot = (Snapshot){0};
}
