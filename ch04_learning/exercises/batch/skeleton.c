// # Exercise: batches of an epoch
//
// A step of learning looks at a few examples only, a **mini-batch** (小批量).
// **How does each example get its turn?** A batcher hands out the places of
// `order`, `size` at a time, from the front to the back. With 7 examples and
// batches of 3 it hands out 3, 3 and then the last one: no example is left
// out, and none comes twice in an epoch.
//
// The structure `batcher` in `ch04.h` remembers how many were handed out, in
// `next`. Copy the places of the next batch to `out`, remember them in
// `next`, and return how many they are. If all $n$ were handed out before the
// call, a new epoch begins with this call, at the front of `order`.
#include "ch04.h"

size_t my_next_batch(struct batcher *b, uint32_t *out)
{
    YOUR_CODE_HERE();
}
