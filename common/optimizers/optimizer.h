/** @file optimizer.h
 *  @ingroup ch04
 *  What to do with a gradient. An optimizer sees parameters and nothing of
 *  layers: from a value and its gradient, and perhaps a memory of earlier
 *  gradients, to a better value. */
#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include "tensor/param.h"

/** A method of descent, with its settings and its memory. */
typedef struct Optimizer Optimizer;

/** What a method must provide. */
typedef struct {
    /** For messages: "SGD". */
    const char *name;
    /** How many tensors of memory it keeps for each parameter. */
    int memories;
    /** One step for the numbers of a parameter from first up to, not with, end:
     *  change those of param->value by those of param->grad. The memory tensors,
     *  shaped like the value, start as zeros. */
    void (*update)(const Optimizer *optimizer, const Param *param,
                   Tensor *const *memory, int first, int end);
} OptimizerKind;

enum { MAX_MEMORIES = 2 /**< Adam keeps two */ };

/** x, or 0 if it is tiny. A memory whose gradient has become 0 shrinks with
 *  every step, and with numbers below 1e-38, which are called subnormal, many
 *  processors compute a hundred times slower. What is added and taken off again
 *  is so much larger that of such an x nothing is left; of an x that matters,
 *  nothing is lost. */
#define FLUSH_TINY(x) (((x) + (real)1e-30) - (real)1e-30)

/** What all methods have. rate and epsilon may be changed between two steps. */
struct Optimizer {
    const OptimizerKind *kind; /**< what it does */
    real rate;                 /**< the learning rate, eta */
    real epsilon; /**< what methods that divide by a root add to it, so that
                       they never divide by zero: 1e-7, the book's number for
                       all of them, unless you set another. PyTorch has 1e-8,
                       and 1e-10 for AdaGrad; only gradients about as small as
                       this feel the difference */
    int step;     /**< how many steps it has made */
    int count;    /**< parameters seen at the first step */
    Tensor *(*memory)[MAX_MEMORIES]; /**< for each parameter; owned */
};

/** For constructors: a zeroed optimizer of this kind with a learning rate;
 *  size is that of the concrete struct, whose first member is an Optimizer.
 *  The caller owns it. */
void *optimizer_new(const OptimizerKind *kind, size_t size, double rate);

/** Take the memory that optimizer needs for the count params, unless it has it:
 *  for whoever wants to fill it before the first step. */
void optimizer_prepare(Optimizer *optimizer, Param *const *params, int count);

/** One step downhill for each of the count params. The first call takes the
 *  memory that optimizer needs; later ones must bring the same parameters.
 *  Stops if a gradient has not the shape of its value. */
void optimizer_step(Optimizer *optimizer, Param *const *params, int count);

/** Release optimizer and its memory; NULL is fine. */
void optimizer_free(Optimizer *optimizer);

#endif
