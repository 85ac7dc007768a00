// # Are they the same?
//
// A program runs again next week, perhaps with another file of the same name. Two data sets of one size can be told apart only by looking at every byte. **Must
// all the bytes be kept for that?** No: one number that is made of all of them will do.
//
// Each byte is mixed into the number, and then the number is multiplied, so that the next
// byte finds other bits in its place. To mix is `^` in C: it compares two numbers bit by bit,
// and gives 1 where they differ. With small numbers, the start 7 and the factor 5: the byte 1
// makes `7 ^ 1` = 6 and 30 of it, and the byte 2 then makes `30 ^ 2` = 28 and 140. First 2 and
// then 1 would end at 120: two bytes that have changed places give another number, too.
//
// Here the number has 64 bits, so two files that differ have one sum by chance only once in
// $2^{64}$ times. The start and the factor are those of a method called FNV-1a.
// [Data sets](../data/dataset.c) and [programs](../ranks/same.c) are compared by it.
#include "ground/checksum.h"

uint64_t checksum_add(uint64_t sum, const void *bytes, size_t count)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < count; i++) {
        sum = (sum ^ byte[i]) * 0x100000001b3;
    }
    return sum;
}
