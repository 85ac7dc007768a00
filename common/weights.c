// # Weights in a file
//
// The parameters of a network are tensors, and they have names already: $W_1$,
// $b_1$, $W_2$. **What can go wrong when another network reads them?** The
// other network may have more neurons, or more layers, or the file comes from
// a program that keeps its matrices the other way round. Then no number may
// change: half of one network and half of another is worse than an error.
#include "weights.h"

// A file holds what is learnt, and then what the layers keep besides, such as the
// running means of batch normalization.
enum { MAX_KEPT = MAX_NETWORK_PARAMS + MAX_NETWORK_STATES };

static int kept_count(const Network *net)
{
    return net->param_count + net->state_count;
}

static const char *kept_name(const Network *net, int i)
{
    return i < net->param_count ? net->names[i]
                                : net->state_names[i - net->param_count];
}

static Tensor *kept_value(const Network *net, int i)
{
    return i < net->param_count ? net->params[i]->value
                                : net->states[i - net->param_count]->value;
}

bool weights_save(const Network *net, const char *path, const Note *notes,
                  int note_count, Error *error)
{
    NamedTensor tensors[MAX_KEPT];
    const int count = kept_count(net);
    for (int i = 0; i < count; i++) {
        tensors[i] = (NamedTensor){kept_name(net, i), kept_value(net, i)};
    }
    return safetensors_write(path, tensors, count, notes, note_count, error);
}

// ## Does it fit?
//
// Some programs keep the bias as a matrix of one row, so $(1, M)$ counts as
// $(M)$. And in PyTorch a layer computes $y = x W^\top + b$: its weights are
// $(M, D)$ where ours are $(D, M)$. The shape shows that, unless $D = M$, and
// the message says what to do.
static Shape without_first(Shape shape)
{
    return SHAPE(shape.n[1], shape.n[2], shape.n[3]);
}

static Shape transposed(Shape shape)
{
    return shape_rank(shape) == 2 ? SHAPE(shape.n[1], shape.n[0]) : shape;
}

static bool fits(Shape found, Shape needed)
{
    return shape_equal(found, needed) ||
           (shape_rank(needed) == 1 && found.n[0] == 1 &&
            shape_equal(without_first(found), needed));
}

static bool check_shape(const char *path, const char *name, Shape found,
                        Shape needed, Error *error)
{
    if (fits(found, needed)) {
        return true;
    }
    return fail(error, EXIT_BAD_FILE,
                "%s: %s is %s, but this network needs %s%s", path, name,
                shape_text(found).text, shape_text(needed).text,
                shape_equal(transposed(found), needed)
                    ? "; it is the transpose: PyTorch keeps weights so"
                    : "");
}

// ## All or nothing
//
// Three passes. The first compares all names and shapes, the second reads all
// numbers into tensors of their own, and only the third, in which nothing can
// fail any more, changes the network. A training that went astray leaves
// numbers that are not finite; they would spoil every answer, so they are
// refused as well.
static bool check_all(const Network *net, const char *path,
                      const Safetensors *file, Shape *shapes, Error *error)
{
    for (int i = 0; i < kept_count(net); i++) {
        const char *name = kept_name(net, i);
        if (!safetensors_shape(file, name, &shapes[i], error) ||
            !check_shape(path, name, shapes[i], kept_value(net, i)->shape,
                         error)) {
            return false;
        }
    }
    return true;
}

static bool read_all(const Network *net, const char *path, Safetensors *file,
                     Tensor **values, Error *error)
{
    Shape shapes[MAX_KEPT];
    if (!check_all(net, path, file, shapes, error)) {
        return false;
    }
    for (int i = 0; i < kept_count(net); i++) {
        const char *name = kept_name(net, i);
        values[i] = tensor_new(shapes[i]);
        if (!safetensors_read(file, name, values[i], error)) {
            return false;
        }
        if (!tensor_is_finite(values[i])) {
            return fail(error, EXIT_BAD_FILE,
                        "%s: %s holds numbers that are not finite; the "
                        "training that wrote it had diverged",
                        path, name);
        }
    }
    return true;
}

bool weights_load(Network *net, const char *path, Error *error)
{
    Tensor *values[MAX_KEPT] = {NULL};
    Safetensors *file = safetensors_open(path, error);
    if (file == NULL) {
        return false;
    }
    const bool done = read_all(net, path, file, values, error);
    for (int i = 0; i < kept_count(net); i++) {
        if (done) {
            tensor_copy(kept_value(net, i), values[i]);
        }
        tensor_free(values[i]);
    }
    safetensors_close(file);
    return done;
}
