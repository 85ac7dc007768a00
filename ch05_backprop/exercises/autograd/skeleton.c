// # Exercise: a value that remembers
//
// The way back through a network was written by hand: each layer once more, in the
// reverse order, with all that it needs. **Can a value remember how it was made, so
// that the way back is found without us?** PyTorch does it so. Write one of your
// own, in nine steps. Each test is a step, and each step is a point; what is not
// written yet costs only its own.
//
// A `struct value`, in `ch05.h`, is a matrix `x` with a place `dx` for its gradient. It
// knows the values that it was made of, `from`, and a function `back` for the way
// back. `new_value()` is ready: it gives the next value of a tape.
//
// By hand: $L = (a + b)\, b$ with $a = 3$ and $b = 2$. Forward, $s = a + b = 5$ and
// $L = 10$. On the way back $dL = 1$. The product gives $s$ the other number,
// $ds = 2$, and $b$ gets $5$. The sum hands on what it got: $da = 2$, and $b$ gets
// $2$ once more, so $db = 5 + 2 = 7$. A value that was used twice gets two parts.
// **So a way back adds to what stands in `dx` already.**
#include <math.h>

#include "ch05.h"

// ## Step 1: a sum
//
// The way forward is ready, and shows what a value remembers. Write the way back:
// `y->from` are $a$ and $b$, and `y->dx` is complete when `back` is called.
static void add_back(const struct value *y)
{
    YOUR_CODE_HERE();
}

struct value *my_add(struct tape *tape, struct value *a, struct value *b)
{
    struct value *y = new_value(tape, a->rows, a->columns);
    y->from[0] = a;
    y->from[1] = b;
    y->back = add_back;
    for (size_t i = 0; i < y->rows * y->columns; i++) {
        y->x[i] = a->x[i] + b->x[i];
    }
    return y;
}

// ## Step 2: a product, number by number
//
// From here on each step is a pair of functions, and you write both.
struct value *my_multiply(struct tape *tape, struct value *a, struct value *b)
{
    YOUR_CODE_HERE();
}

// ## Step 3: the walk back
//
// All values of the tape stand in the order in which they were made. Every gradient
// is NaN, or is that of an earlier walk. In which order is each `dx` complete before its
// `back` is called?
void my_walk_back(struct tape *tape, struct value *y)
{
    YOUR_CODE_HERE();
}

// ## Step 4: the matrix product
//
// $$ da = dy\; b^{\mathsf T} \qquad db = a^{\mathsf T}\, dy $$
struct value *my_product(struct tape *tape, struct value *a, struct value *b)
{
    YOUR_CODE_HERE();
}

// ## Step 5: a bias for each row
struct value *my_add_row(struct tape *tape, struct value *a, struct value *b)
{
    YOUR_CODE_HERE();
}

// ## Step 6: ReLU
struct value *my_relu(struct tape *tape, struct value *a)
{
    YOUR_CODE_HERE();
}

// ## Step 7: the loss
//
// Softmax and the mean cross-entropy in one, with the largest score subtracted. In
// the way back there is `y->dx[0]`, too: who says that the loss is the end?
struct value *my_softmax_loss(struct tape *tape, struct value *scores,
                              const uint8_t *t)
{
    YOUR_CODE_HERE();
}

// ## Steps 8 and 9: the network
//
// Only forwards. The test walks back, and compares your gradients with those of the
// layers of this chapter. Then your values learn 2000 of the
// [book's own digits](../../../common/data/digits.c), and shall read 400 of 500 others.
struct value *my_two_layer_loss(struct tape *tape, struct value *x,
                                struct value *w1, struct value *b1,
                                struct value *w2, struct value *b2,
                                const uint8_t *t)
{
    YOUR_CODE_HERE();
}
