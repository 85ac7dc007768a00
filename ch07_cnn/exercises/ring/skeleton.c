// # Exercise: the ring
//
// Four machines have computed a gradient each, and all four need the sum. If one of
// them adds up for all, everything goes through its cable, and three cables rest.
// **Can several computers add up their gradients so that all their cables are busy
// all the time?** Let the machines stand in a **ring** (环形): each sends to the next
// one only, and receives from the one before.
//
// Each machine has a number, its *rank*, from 0 on. The gradient is cut into as many
// pieces as there are ranks. In the first step, rank 0 sends its piece 0, rank 1 its
// piece 1, and so on: every cable carries another piece. What arrives is added to our
// own piece of that number, and in the next step this piece goes on to the next rank.
// With 4 ranks, piece 0 travels so:
//
// | step | goes from | to | and is then the sum of |
// |---|---|---|---|
// | 0 | 0 | 1 | ranks 0 and 1 |
// | 1 | 1 | 2 | ranks 0, 1 and 2 |
// | 2 | 2 | 3 | all |
// | 3, 4, 5 | 3, 0, 1 | 0, 1, 2 | all: it takes the place of what was there |
//
// After $2 (R - 1)$ steps everyone has all pieces of the sum. Each rank has sent
// $2 (R - 1) / R$ times $n$ numbers, which is less than $2n$, however many ranks there are.
//
// Your function is called for each rank `me` of `ranks`, and for the steps 0, 1, … up
// to $2 (R - 1)$. In `letter` is what the rank before has sent in the step before; in
// step 0 there is nothing yet. Take it in, then write into `letter` what goes to the
// next rank, and return how many numbers that are. In the last call there is only
// something to take in: return 0. Of the $n$ numbers in `x`, piece $p$ begins at number
// $\lfloor np / R \rfloor$, and ends where piece $p + 1$ begins. `letter` has room for
// all $n$.
#include "ch07.h"

size_t my_ring(float *x, float *letter, size_t n, size_t me, size_t ranks,
               size_t step)
{
    YOUR_CODE_HERE();
}
