// # Numbers as bytes
//
// In memory a number is what the processor makes of its bytes. **What is it in
// a file, that another processor reads?** The file must say in which order the
// bytes stand, and what each bit means. In the files of this book the lowest
// byte stands first, as in most processors of today.
//
// The functions here put each number together from its bytes. So they are
// right on every processor, at any place in memory; and where the order is the
// same, the compiler sees that nothing remains to be done but to copy.
#include "files/dtype.h"

#include <string.h>
#include <tgmath.h>

static inline uint64_t assemble(const uint8_t *bytes, int size)
{
    uint64_t number = 0;
    for (int i = size - 1; i >= 0; i--) {
        number = number << 8 | bytes[i];
    }
    return number;
}

uint64_t little_endian_read(const uint8_t *bytes, int size)
{
    return assemble(bytes, size);
}

void little_endian_write(uint8_t *bytes, uint64_t number, int size)
{
    for (int i = 0; i < size; i++) {
        bytes[i] = (uint8_t)(number >> 8 * i);
    }
}

// ## F32 and F64
//
// These are the `float` and `double` of C. The bits are copied as they are;
// only a value that goes from one to the other is rounded.
static void decode_f32(real *y, const uint8_t *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t bits = (uint32_t)assemble(bytes + (ptrdiff_t)4 * i, 4);
        float value;
        memcpy(&value, &bits, sizeof value);
        y[i] = (real)value;
    }
}

static void decode_f64(real *y, const uint8_t *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        const uint64_t bits = assemble(bytes + (ptrdiff_t)8 * i, 8);
        double value;
        memcpy(&value, &bits, sizeof value);
        y[i] = (real)value;
    }
}

static void encode_f32(uint8_t *bytes, const real *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float value = (float)x[i];
        uint32_t bits;
        memcpy(&bits, &value, sizeof bits);
        little_endian_write(bytes + (ptrdiff_t)4 * i, bits, 4);
    }
}

static void encode_f64(uint8_t *bytes, const real *x, int count)
{
    for (int i = 0; i < count; i++) {
        const double value = (double)x[i];
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        little_endian_write(bytes + (ptrdiff_t)8 * i, bits, 8);
    }
}

// ## F16
//
// C has no name for a number of sixteen bits, so we follow its definition: one
// bit of sign, five of exponent $e$, ten of fraction $f$.
//
// $$ \pm \left(1 + \frac{f}{2^{10}}\right) 2^{e-15}
//    = \pm\,(2^{10} + f)\, 2^{e-25}, \qquad 0 < e < 31 $$
//
// With $e = 0$ the leading 1 is missing, and the numbers go evenly down to
// zero, in steps of $2^{-24}$. With $e = 31$ the value is infinite, or, if
// $f \ne 0$, not a number.
static real from_half(unsigned bits)
{
    const unsigned e = bits >> 10 & 31, f = bits & 1023;
    const real size = e == 0   ? ldexp((real)f, -24)
                      : e < 31 ? ldexp((real)(1024 + f), (int)e - 25)
                      : f == 0 ? (real)INFINITY
                               : (real)NAN;
    return bits >> 15 != 0 ? -size : size;
}

static void decode_f16(real *y, const uint8_t *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        y[i] = from_half((unsigned)assemble(bytes + (ptrdiff_t)2 * i, 2));
    }
}

// The way back has to round. We look for the whole number $m$ of steps that is
// nearest to $|x|$: steps of $2^{-24}$ for the smallest numbers, and of
// $2^{e-25}$ above them, where $m$ has eleven binary digits. `rint()` rounds to
// the nearest, and from the middle between two to the even one. If rounding
// carries $m$ to $2^{11}$, the sum below carries the 1 into the exponent, which
// is right: the next number there is a power of two.
static unsigned to_half(real x)
{
    const unsigned sign = signbit(x) ? 0x8000 : 0, infinite = 31u << 10;
    const real size = fmin(fabs(x), (real)0x1p16); /* that is infinite */
    if (isnan(x)) {
        return sign | infinite | 1 << 9;
    }
    int power; /* size is in 2^(power-1) … 2^power */
    frexp(size, &power);
    const int e = size > 0 && power > -13 ? power + 14 : 1;
    const unsigned m = (unsigned)rint(ldexp(size, 25 - e));
    return sign | (((unsigned)(e - 1) << 10) + m);
}

static void encode_f16(uint8_t *bytes, const real *x, int count)
{
    for (int i = 0; i < count; i++) {
        little_endian_write(bytes + (ptrdiff_t)2 * i, to_half(x[i]), 2);
    }
}

// ## BF16
//
// The upper half of a float: its sign, its exponent, and 7 bits of its fraction. Many large
// networks are saved so. Below it we put zeros.
static void decode_bf16(real *y, const uint8_t *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t bits = (uint32_t)assemble(bytes + (ptrdiff_t)2 * i, 2)
                              << 16;
        float value;
        memcpy(&value, &bits, sizeof value);
        y[i] = (real)value;
    }
}

// ## All types
//
// A file may hold other types beside the tensors that we want: counters,
// truth values, numbers of eight bits. We do not read those, but we must know
// their sizes to check that the file is sound.
static const Dtype dtypes[] = {
    {"F32", 4, decode_f32, encode_f32},
    {"F16", 2, decode_f16, encode_f16},
    {"F64", 8, decode_f64, encode_f64},
    {"BF16", 2, decode_bf16, NULL},
    {"BOOL", 1, NULL, NULL},
    {"U8", 1, NULL, NULL},
    {"I8", 1, NULL, NULL},
    {"F8_E5M2", 1, NULL, NULL},
    {"F8_E4M3", 1, NULL, NULL},
    {"F8_E8M0", 1, NULL, NULL},
    {"U16", 2, NULL, NULL},
    {"I16", 2, NULL, NULL},
    {"U32", 4, NULL, NULL},
    {"I32", 4, NULL, NULL},
    {"U64", 8, NULL, NULL},
    {"I64", 8, NULL, NULL},
    {"C64", 8, NULL, NULL},
};

const Dtype *dtype_find(const char *name)
{
    for (size_t i = 0; i < sizeof dtypes / sizeof *dtypes; i++) {
        if (strcmp(dtypes[i].name, name) == 0) {
            return &dtypes[i];
        }
    }
    return NULL;
}

const Dtype *dtype_of_real(void)
{
    return dtype_find(sizeof(real) == sizeof(double) ? "F64" : "F32");
}
