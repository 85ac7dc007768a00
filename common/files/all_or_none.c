// # All tensors or none
//
// A network is many tensors under as many names. **What can go wrong when they are
// read from a file?** The file may come from a network with more neurons, or with
// more layers, or from a program that keeps its matrices the other way round. Then
// no number may change: half of one network and half of another is worse than an
// error.
#include "files/all_or_none.h"

#include <stdlib.h>

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
                    ? "; it is the transpose, as PyTorch keeps weights: save "
                      "its .T.contiguous() there"
                    : "");
}

// ## All or nothing
//
// Three passes. The first compares all names and shapes, the second reads all
// numbers into tensors of their own, and only the third, in which nothing can
// fail any more, changes anything. A training that went astray leaves
// numbers that are not finite; they would spoil every answer, so they are
// refused as well.
static bool check_all(Safetensors *file, const char *path,
                      const Param *tensors, int count, Error *error)
{
    for (int i = 0; i < count; i++) {
        Shape shape;
        if (!safetensors_shape(file, tensors[i].name, &shape, error) ||
            !check_shape(path, tensors[i].name, shape,
                         tensors[i].value->shape, error)) {
            return false;
        }
    }
    return true;
}

static Tensor *read_one(Safetensors *file, const char *path, const char *name,
                        Error *error)
{
    Shape shape;
    if (!safetensors_shape(file, name, &shape, error)) {
        return NULL;
    }
    Tensor *value = tensor_new(shape);
    bool done = safetensors_read(file, name, value, error);
    if (done && !tensor_is_finite(value)) {
        done = fail(error, EXIT_BAD_FILE,
                    "%s: %s holds numbers that are not finite; the "
                    "training that wrote it had diverged",
                    path, name);
    }
    if (!done) {
        tensor_free(value);
    }
    return done ? value : NULL;
}

bool read_all_or_none(Safetensors *file, const char *path,
                      const Param *tensors, int count, Error *error)
{
    if (!check_all(file, path, tensors, count, error)) {
        return false;
    }
    bool done = true;
    Tensor **values = allocate((size_t)count, sizeof(Tensor *));
    for (int i = 0; i < count && done; i++) {
        values[i] = read_one(file, path, tensors[i].name, error);
        done = values[i] != NULL;
    }
    for (int i = 0; i < count; i++) {
        if (done) {
            tensor_copy(tensors[i].value, values[i]);
        }
        tensor_free(values[i]);
    }
    free(values);
    return done;
}
