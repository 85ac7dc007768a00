// # Which version runs
//
// One thing is computed in several ways here, and all give the same. **Who decides
// which of them runs?** Once the person who builds the program, and once the program
// itself, when it meets its processor.
//
// The person has `make PLAIN=yes`. Then `FAST` is false, and the door of each operation
// leads to its definition. It is an ordinary constant and an ordinary `if`: the compiler
// looks at both sides and leaves one of them out.
#include "fast/choice.h"

#include <stdatomic.h>

// ## Vectors
//
// A program is built once and runs on many processors. What is compiled for wide
// vectors must ask before it runs.
int vector_bits_here(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")) {
        return 512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return 256;
    }
#endif
    return 128;
}

const void *version_at(int index, const void *const versions[3])
{
    const int bits = vector_bits_here();
    index += bits == 512 ? 0 : bits == 256 ? 1 : 2;
    return index < 3 ? versions[index] : NULL;
}

// ## Learning or reading
//
// Who learns changes all weights in every step; who reads changes none. The
// [matrix product](matmul_strips.c) divides its work in another way for each, with the
// same result. It could be told by every layer. But a guess is enough: where an optimizer
// has just been, it will be again. After three dozen products without one, somebody reads.
enum { SOON = 36 };

static atomic_int products = SOON; /* since the last change, up to SOON */

void weights_changed(void) { atomic_store(&products, 0); }

bool weights_will_change(void)
{
    return atomic_load(&products) < SOON &&
           atomic_fetch_add(&products, 1) < SOON;
}

// ## How long it takes
//
// In a nanosecond there are about four ticks in which a vector is multiplied and
// added. How far that is from the truth on a given machine does not matter much: it
// decides only whether a job is worth sharing.
double kernel_nanoseconds(double multiplications)
{
    const double lanes = vector_bits_here() / (8.0 * sizeof(real));
    return multiplications / (4 * lanes);
}
