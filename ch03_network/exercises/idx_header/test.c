#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ch03.h"
#include "exercise_test.h"

EXERCISE(idx_header);

enum { UNTOUCHED = 77 };

/* The bytes end where a page of memory ends that may not be read, so that
   reading beyond them is a crash. */
static const uint8_t *at_the_edge(const uint8_t *bytes, size_t len)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *two;
    expect(posix_memalign((void **)&two, page, 2 * page) == 0,
           "the test has no memory left");
    memcpy(two + page - len, bytes, len);
    mprotect(two + page, page, PROT_NONE);
    return two + page - len;
}

static void expect_refused(const uint8_t *bytes, size_t len, const char *why)
{
    uint32_t dim[5] = {UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED};
    expect_equal(my_idx_header(at_the_edge(bytes, len), len, dim), -1,
                 "%s: the answer", why);
    for (int i = 0; i < 5; i++) {
        expect_equal(dim[i], UNTOUCHED, "%s: dim[%d], which was 77 before,",
                     why, i);
    }
}

static void expect_accepted(const uint8_t *bytes, size_t len, int k,
                            const uint32_t want[4])
{
    uint32_t dim[5] = {UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED};
    expect_equal(my_idx_header(at_the_edge(bytes, len), len, dim), k,
                 "the number of axes");
    for (int i = 0; i < 4; i++) {
        expect_equal(dim[i], want[i], "dim[%d]", i);
    }
    expect_equal(dim[4], UNTOUCHED, "the place behind dim");
}

/* Three images of 2 rows and 5 columns. */
static const uint8_t images[16 + 30] = {0, 0, 8, 3, 0, 0, 0, 3,
                                        0, 0, 0, 2, 0, 0, 0, 5};

Test(idx_header, images_and_labels)
{
    expect_accepted(images, sizeof images, 3, (const uint32_t[]){3, 2, 5, 1});
    const uint8_t more[16 + 30] = {0, 0, 8, 3, 0, 0, 0, 5,
                                   0, 0, 0, 2, 0, 0, 0, 3};
    expect_accepted(more, sizeof more, 3, (const uint32_t[]){5, 2, 3, 1});
    uint8_t labels[8 + 300] = {0, 0, 8, 1, 0, 0, 1, 44};
    expect_accepted(labels, sizeof labels, 1,
                    (const uint32_t[]){300, 1, 1, 1});
    const uint8_t four[20 + 4] = {0, 0, 8, 4, 0, 0, 0, 1, 0, 0,
                                  0, 2, 0, 0, 0, 1, 0, 0, 0, 2};
    expect_accepted(four, sizeof four, 4, (const uint32_t[]){1, 2, 1, 2});
}

Test(idx_header, truncated_at_each_byte)
{
    for (size_t len = 0; len < sizeof images; len++) {
        char why[40];
        snprintf(why, sizeof why, "cut after %zu of 46 bytes", len);
        expect_refused(images, len, why);
    }
}

Test(idx_header, bytes_after_the_end)
{
    uint8_t more[sizeof images + 1] = {0};
    memcpy(more, images, sizeof images);
    expect_refused(more, sizeof more, "one byte too many");
}

Test(idx_header, wrong_magic)
{
    static const struct {
        int place, value;
        const char *why;
    } faults[] = {{0, 1, "byte 0 is 1"},   {1, 8, "byte 1 is 8"},
                  {2, 9, "the kind is 9"}, {3, 0, "no axes"},
                  {3, 5, "five axes"},     {3, 255, "255 axes"}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        uint8_t bytes[sizeof images];
        memcpy(bytes, images, sizeof images);
        bytes[faults[i].place] = (uint8_t)faults[i].value;
        expect_refused(bytes, sizeof bytes, faults[i].why);
    }
    /* The right number of bytes does not help. */
    const uint8_t none[4 + 1] = {0, 0, 8, 0};
    expect_refused(none, sizeof none, "no axes and one byte");
    const uint8_t five[24 + 1] = {0, 0, 8, 5, 0, 0, 0, 1, 0, 0, 0, 1,
                                  0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
    expect_refused(five, sizeof five, "five axes of length 1 and one byte");
}

/* 65536 to the fourth is 2 to the 64th, which 64 bits hold as 0. */
Test(idx_header, products_that_overflow)
{
    const uint8_t zero[20] = {0, 0, 8, 4, 0, 1, 0, 0, 0, 1,
                              0, 0, 0, 1, 0, 0, 0, 1, 0, 0};
    expect_refused(zero, sizeof zero, "four lengths of 65536 and no data");
    const uint8_t in_32_bits[12 + 4] = {0, 0, 8, 2, 64, 0, 0, 1, 0, 0, 0, 4};
    expect_refused(in_32_bits, sizeof in_32_bits,
                   "1073741825 rows of 4 and 4 bytes of data");
    /* 787 * 19950191 * 1174891961 is 21 more than 2 to the 64th. */
    const uint8_t wraps[16 + 21] = {0, 0,  8,   3,   0,  0, 3,   19,
                                    1, 48, 106, 111, 70, 7, 109, 185};
    expect_refused(wraps, sizeof wraps,
                   "lengths 787, 19950191, 1174891961 and 21 bytes of data");
    const uint8_t large[8] = {0, 0, 8, 1, 200, 0, 0, 0};
    expect_refused(large, sizeof large, "3355443200 labels and no data");
}

Test(idx_header, empty_is_allowed)
{
    const uint8_t none[16] = {0, 0, 8, 3,  0,   0,   0,   0,
                              0, 0, 0, 28, 255, 255, 255, 255};
    expect_accepted(none, sizeof none, 3,
                    (const uint32_t[]){0, 28, 4294967295u, 1});
    const uint8_t no_rows[16] = {0, 0, 8, 3, 0, 0, 0, 3,
                                 0, 0, 0, 0, 0, 0, 0, 28};
    expect_accepted(no_rows, sizeof no_rows, 3,
                    (const uint32_t[]){3, 0, 28, 1});
}
