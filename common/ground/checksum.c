// # Are they the same?
//
// A program runs again next week, perhaps with another file of the same name. Two data sets of one size can be told apart only by looking at every byte. **Must
// all the bytes be kept for that?** No: one number that is made of all of them will do.
//
// Each byte is mixed into a number of 64 bits, and then the number is multiplied, so that
// the next byte finds other bits in its place. So two bytes that have changed places give
// another number, too.
#include "ground/checksum.h"

uint64_t checksum_add(uint64_t sum, const void *bytes, size_t count)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < count; i++) {
        sum = (sum ^ byte[i]) * 0x100000001b3;
    }
    return sum;
}
