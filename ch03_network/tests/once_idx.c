#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/idx.h"
#include "support.h"
#include "test_files.h"

/* A folder, and the names of an images and a labels file in it. */
typedef struct {
    char *folder;
    char images[1024], labels[1024];
} Pair;

static Pair pair_new(const char *images, const char *labels)
{
    Pair pair = {.folder = make_folder()};
    snprintf(pair.images, sizeof pair.images, "%s/%s", pair.folder, images);
    snprintf(pair.labels, sizeof pair.labels, "%s/%s", pair.folder, labels);
    return pair;
}

static void put(const char *path, Bytes file)
{
    write_file(path, file.bytes, file.size);
}

/* Whatever the two files are: it is refused, and nothing is left behind. */
static void expect_refused(const Pair *pair, ExitStatus status,
                           const char *words, const char *what)
{
    Dataset data;
    Error error;
    const bool loaded =
        idx_load(&data, pair->images, pair->labels, 10, &error);
    cr_assert(!loaded, "%s: it was loaded", what);
    cr_assert_eq(error.status, status, "%s: status %d, not %d: %s", what,
                 error.status, status, error.message);
    cr_assert(strstr(error.message, words) != NULL, "%s: no <%s> in: %s",
              what, words, error.message);
    cr_assert(strstr(error.message, pair->folder) != NULL,
              "%s: no file is named in: %s", what, error.message);
    cr_assert(data.count == 0 && data.pixels == NULL && data.labels == NULL,
              "%s: something is left", what);
}

static void expect_three_images(const Pair *pair, const char *what)
{
    Dataset data;
    Error error = {0};
    const bool loaded =
        idx_load(&data, pair->images, pair->labels, 10, &error);
    cr_assert(loaded, "%s: %s", what, error.message);
    cr_assert(data.count == 3 && data.height == 2 && data.width == 4 &&
                  data.classes == 10,
              "%s: %d images of %d x %d", what, data.count, data.height,
              data.width);
    for (int i = 0; i < 24; i++) {
        cr_assert_eq(data.pixels[i], i + 1, "%s: pixel %d is %d", what, i,
                     data.pixels[i]);
    }
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(data.labels[i], i, "%s: label %d is %d", what, i,
                     data.labels[i]);
    }
    dataset_clear(&data);
}

Test(idx, reads_raw_and_packed_files_alike)
{
    Pair pair = pair_new("images", "labels");
    const Bytes images = idx_images(3, 2, 4), labels = idx_labels(3);
    for (int packed = 0; packed < 4; packed++) {
        char what[32];
        snprintf(what, sizeof what, "packed %d", packed);
        put(pair.images,
            packed & 1 ? gzip(images.bytes, images.size) : images);
        put(pair.labels,
            packed & 2 ? gzip(labels.bytes, labels.size) : labels);
        expect_three_images(&pair, what);
    }
    remove_folder(pair.folder);
}

/* Lengths above 255 show the order of the bytes. */
Test(idx, reads_lengths_with_the_largest_byte_first)
{
    Pair pair = pair_new("images", "labels");
    enum { COUNT = 300, SIZE = COUNT * 2 };
    uint8_t images[16 + SIZE] = {0, 0, 8, 3, 0, 0, 1, 44,
                                 0, 0, 0, 1, 0, 0, 0, 2};
    uint8_t labels[8 + COUNT] = {0, 0, 8, 1, 0, 0, 1, 44};
    images[16 + SIZE - 1] = 77;
    labels[8 + COUNT - 1] = 9;
    write_file(pair.images, images, sizeof images);
    write_file(pair.labels, labels, sizeof labels);
    Dataset data;
    Error error = {0};
    cr_assert(idx_load(&data, pair.images, pair.labels, 10, &error), "%s",
              error.message);
    cr_assert(data.count == 300 && data.height == 1 && data.width == 2,
              "%d images of %d x %d", data.count, data.height, data.width);
    cr_assert_eq(data.pixels[SIZE - 1], 77, "the last pixel is %d",
                 data.pixels[SIZE - 1]);
    cr_assert_eq(data.labels[COUNT - 1], 9, "the last label is %d",
                 data.labels[COUNT - 1]);
    dataset_clear(&data);
    remove_folder(pair.folder);
}

/* -- hostile files ---------------------------------------------------------- */

typedef struct {
    const char *what;
    bool labels; /* which of the two files is the bad one */
    Bytes file;
    const char *words;
} BadFile;

static Bytes with_lengths(uint32_t count, uint32_t height, uint32_t width)
{
    Bytes file = idx_images(3, 2, 4);
    put_length(&file, 4, count);
    put_length(&file, 8, height);
    put_length(&file, 12, width);
    return file;
}

static Bytes packed(Bytes file) { return gzip(file.bytes, file.size); }

static Bytes cut(Bytes file, size_t size)
{
    file.size = size;
    return file;
}

static Bytes with_byte(Bytes file, size_t place, int value)
{
    file.bytes[place] = (uint8_t)value;
    file.size = file.size > place ? file.size : place + 1;
    return file;
}

static void expect_all_refused(const BadFile *cases, size_t count)
{
    Pair pair = pair_new("images", "labels");
    for (size_t i = 0; i < count; i++) {
        put(pair.images,
            cases[i].labels ? idx_images(3, 2, 4) : cases[i].file);
        put(pair.labels, cases[i].labels ? cases[i].file : idx_labels(3));
        expect_refused(&pair, EXIT_BAD_FILE, cases[i].words, cases[i].what);
        expect_refused(&pair, EXIT_BAD_FILE,
                       cases[i].labels ? pair.labels : pair.images,
                       cases[i].what);
    }
    remove_folder(pair.folder);
}

Test(idx, names_what_is_wrong_with_a_header)
{
    const Bytes images = idx_images(3, 2, 4), labels = idx_labels(3);
    const BadFile cases[] = {
        {"exchanged", false, labels,
         "holds labels, but it stands where the "
         "images should be: exchange"},
        {"exchanged", true, images,
         "holds images, but it stands where the "
         "labels should be: exchange"},
        {"floats", false, with_byte(images, 2, 0x0d),
         "type 0x0d along 3 axes: images are of type 0x08 along 3"},
        {"doubles", false, with_byte(images, 2, 0x0e), "of type 0x0e along"},
        {"type 15", false, with_byte(images, 2, 0x0f), "is not an IDX file"},
        {"type 7", false, with_byte(images, 2, 7), "is not an IDX file"},
        {"one axis", false, with_byte(with_byte(images, 2, 0x0d), 3, 1),
         "type 0x0d along 1 axes"},
        {"two axes", false, with_byte(images, 3, 2), "along 2 axes"},
        {"two axes", true, with_byte(labels, 3, 2),
         "along 2 axes: labels are of type 0x08 along 1"},
        {"a web page",
         false,
         {"<html>not found</html>", 22},
         "is a web page and not the file: the download went wrong"},
        {"packed twice", true, packed(packed(labels)),
         "is not an IDX file: it begins with 1f 8b 08 00, a file of labels "
         "with 00 00 08 01"},
        {"type 0", false, with_byte(images, 2, 0),
         "is not an IDX file: it begins with 00 00 00 03, a file of images "
         "with 00 00 08 03"},
        {"no axes", false, with_byte(images, 3, 0), "is not an IDX file"},
        {"nothing", false, {"", 0}, "ends within its header of 16 bytes"},
        {"nothing", true, {"", 0}, "ends within its header of 8 bytes"},
        {"cut header", false, cut(images, 10),
         "is too short: it ends within its header of 16 bytes"},
        {"only a header", false, cut(images, 16),
         "is too short: it ends after 0 of 3 images"},
        {"no images", false, with_lengths(0, 2, 4), "holds 0 images"},
        {"no labels", true, idx_labels(0), "holds 0 labels"},
        {"no rows", false, with_lengths(3, 0, 4), "has a side of 0 pixels"},
        {"no columns", false, with_lengths(3, 2, 0), "a side of 0 pixels"},
        {"high", false, with_lengths(3, 257, 4),
         "images with a side of 257 pixels: at most 256 are read"},
        {"wide", false, with_lengths(3, 2, 257), "a side of 257 pixels"},
        {"as high and wide as can be", false, with_lengths(3, 256, 256),
         "it ends"},
    };
    expect_all_refused(cases, sizeof cases / sizeof *cases);
}

/* 2^31 * 2^31 * 4 is 2^64 and 65536 * 65536 is 2^32: they wrap around to 0. */
Test(idx, takes_no_memory_for_impossible_sizes)
{
    const Bytes claims = packed(with_lengths(INT_MAX, 1, 1));
    Bytes many_labels = idx_labels(3);
    put_length(&many_labels, 4, INT_MAX);
    const BadFile cases[] = {
        {"all ones", false, with_lengths(~0u, ~0u, ~0u), "impossible sizes"},
        {"2^64", false, with_lengths(1u << 31, 1u << 31, 4),
         "impossible sizes"},
        {"2^32", false, with_lengths(1, 65536, 65536), "impossible sizes"},
        {"2^31", false, with_lengths(1u << 31, 1, 1), "impossible sizes"},
        {"INT_MAX + 1", false, with_lengths(1 << 16, 1 << 15, 1),
         "more than 2147483647 bytes of images"},
        {"large and raw", false, with_lengths(INT_MAX, 1, 1),
         "it ends after 24 of 2147483647 images"},
        {"large and packed", false, claims, "packed bytes can hold"},
        {"many labels", true, many_labels,
         "it ends after 3 of 2147483647 labels"},
        {"many packed labels", true, packed(many_labels),
         "claims 2147483647 labels, more than"},
    };
    expect_all_refused(cases, sizeof cases / sizeof *cases);
}

/* As many images of one pixel as a packed file could hold just so, if it were of nothing else,
   and some more. */
static Bytes stretched(int more, uint32_t *count)
{
    for (uint32_t size = 16; size < 64; size++) {
        *count = 1032 * (size + 1) - 1 - 16 + (uint32_t)more;
        const Bytes file = packed(with_lengths(*count, 1, 1));
        if (file.size == size) {
            return file;
        }
    }
    cr_assert(false, "no packed header is as long as wanted");
    return (Bytes){.size = 0};
}

Test(idx, knows_how_much_a_packed_byte_can_hold)
{
    uint32_t few, many;
    char words[2][64];
    const BadFile cases[] = {
        {"just so many", false, stretched(0, &few), words[0]},
        {"one more", false, stretched(1, &many), words[1]},
    };
    snprintf(words[0], sizeof words[0], "holds %u images, but", few);
    snprintf(words[1], sizeof words[1], "claims %u images, more than", many);
    expect_all_refused(cases, 2);
}

/* 0 is the number of an open file, too. */
Test(idx, a_file_may_have_the_number_0)
{
    Pair pair = pair_new("images", "labels");
    put(pair.images, idx_images(3, 2, 4));
    put(pair.labels, idx_labels(3));
    close(STDIN_FILENO);
    expect_three_images(&pair, "number 0");
    remove_folder(pair.folder);
}

Test(idx, names_what_is_wrong_with_a_body)
{
    const Bytes images = idx_images(3, 2, 4), labels = idx_labels(3);
    const Bytes small = packed(images);
    const BadFile cases[] = {
        {"cut", false, cut(images, 16 + 20), "ends after 2 of 3 images"},
        {"cut", true, cut(labels, 9), "ends after 1 of 3 labels"},
        {"cut, then packed", false, packed(cut(images, 16 + 20)),
         "is too short: it ends after 2 of 3 images"},
        {"packed, then cut", false, cut(small, small.size - 12),
         "is a .gz file that was cut off: it ends"},
        {"no checksum", false, cut(small, small.size - 8),
         "cut off: it ends after 3 of 3 images"},
        {"wrong checksum", false,
         with_byte(small, small.size - 8, small.bytes[small.size - 8] ^ 1),
         "is a damaged .gz file"},
        {"wrong data", false, with_byte(small, 14, small.bytes[14] ^ 255),
         "is a damaged .gz file"},
        {"one byte more", false, with_byte(images, images.size, 5),
         "goes on after its 3 images"},
        {"one packed byte more", false,
         packed(with_byte(images, images.size, 5)),
         "goes on after its 3 images"},
        {"two packed bytes more", false,
         packed(with_byte(images, images.size + 1, 5)),
         "goes on after its 3 images"},
        {"one byte more", true, with_byte(labels, labels.size, 5),
         "goes on after its 3 labels"},
        {"a first label of 10", true, with_byte(labels, 8, 10),
         "labels example 0 with 10"},
        {"a label of 10", true, with_byte(labels, 9, 10),
         "labels example 1 with 10: the labels must be 0 to 9"},
        {"a label of 255", true, with_byte(labels, 10, 255),
         "labels example 2 with 255"},
        {"other counts", true, idx_labels(4), "holds 3 images, but"},
        {"other counts", true, idx_labels(2), "2 labels: they do not belong"},
    };
    expect_all_refused(cases, sizeof cases / sizeof *cases);
}

Test(idx, a_label_must_be_below_the_number_of_classes)
{
    Pair pair = pair_new("images", "labels");
    Dataset data;
    Error error;
    put(pair.images, idx_images(3, 2, 4));
    put(pair.labels, idx_labels(3));
    cr_assert(idx_load(&data, pair.images, pair.labels, 3, &error),
              "3 classes: %s", error.message);
    dataset_clear(&data);
    cr_assert(!idx_load(&data, pair.images, pair.labels, 2, &error),
              "label 2 of 2 classes was taken");
    cr_assert(strstr(error.message, "must be 0 to 1") != NULL, "%s",
              error.message);
    remove_folder(pair.folder);
}

Test(idx, names_what_is_not_a_file)
{
    Pair pair = pair_new("images", "labels");
    put(pair.images, idx_images(3, 2, 4));
    expect_refused(&pair, EXIT_NOT_FOUND, "the file of the labels",
                   "missing");
    expect_refused(&pair, EXIT_NOT_FOUND, "No such file", "missing");
    mkdir(pair.labels, 0755);
    expect_refused(&pair, EXIT_BAD_FILE, "is not a regular file", "a folder");
    rmdir(pair.labels);
    mkfifo(pair.labels, 0644);
    expect_refused(&pair, EXIT_BAD_FILE, "is not a regular file", "a pipe");
    unlink(pair.labels);
    if (geteuid() != 0) {
        put(pair.labels, idx_labels(3));
        chmod(pair.labels, 0);
        expect_refused(&pair, EXIT_IO, "Permission denied", "not permitted");
    }
    snprintf(pair.labels, sizeof pair.labels, "%s/images/in", pair.folder);
    expect_refused(&pair, EXIT_NOT_FOUND, "Not a directory", "below a file");
    remove_folder(pair.folder);
}

Test(idx, refuses_every_shorter_file)
{
    const Bytes good[] = {idx_images(3, 2, 4), idx_labels(3)};
    for (int kind = 0; kind < 4; kind++) {
        Pair pair = pair_new("images", "labels");
        put(pair.images, good[0]);
        put(pair.labels, good[1]);
        const Bytes whole = kind < 2 ? good[kind] : packed(good[kind - 2]);
        const char *path = kind % 2 == 0 ? pair.images : pair.labels;
        for (size_t size = 0; size < whole.size; size++) {
            char what[64];
            snprintf(what, sizeof what, "kind %d cut to %zu", kind, size);
            put(path, cut(whole, size));
            expect_refused(&pair, EXIT_BAD_FILE, "fetch it again", what);
        }
        put(path, whole);
        expect_three_images(&pair, "the whole file");
        remove_folder(pair.folder);
    }
}

/* No other header fits the same body, so each wrong bit must be noticed. */
Test(idx, notices_every_wrong_bit_of_a_header)
{
    const Bytes good[] = {idx_images(3, 2, 4), idx_labels(3)};
    for (int kind = 0; kind < 2; kind++) {
        Pair pair = pair_new("images", "labels");
        put(pair.images, good[0]);
        put(pair.labels, good[1]);
        for (size_t place = 0; place < (kind == 0 ? 16 : 8); place++) {
            for (int bit = 0; bit < 8; bit++) {
                char what[64];
                snprintf(what, sizeof what, "kind %d byte %zu bit %d", kind,
                         place, bit);
                put(kind == 0 ? pair.images : pair.labels,
                    with_byte(good[kind], place,
                              good[kind].bytes[place] ^ 1 << bit));
                expect_refused(&pair, EXIT_BAD_FILE, "", what);
            }
        }
        remove_folder(pair.folder);
    }
}

/* A packed file protects itself: whatever byte is changed, the images are
   refused or the very same. */
Test(idx, notices_every_wrong_bit_of_a_packed_file)
{
    Pair pair = pair_new("images", "labels");
    const Bytes images = idx_images(3, 2, 4), small = packed(images);
    put(pair.labels, idx_labels(3));
    int refused = 0;
    for (size_t place = 0; place < small.size; place++) {
        for (int bit = 0; bit < 8; bit++) {
            Dataset data;
            Error error;
            put(pair.images,
                with_byte(small, place, small.bytes[place] ^ 1 << bit));
            if (idx_load(&data, pair.images, pair.labels, 10, &error)) {
                cr_assert_eq(memcmp(data.pixels, images.bytes + 16, 24), 0,
                             "bit %d of byte %zu changed a pixel", bit,
                             place);
                dataset_clear(&data);
            } else {
                refused++;
            }
        }
    }
    cr_assert(refused > (int)small.size * 6, "only %d of %zu were refused",
              refused, small.size * 8);
    remove_folder(pair.folder);
}

/* -- memory ----------------------------------------------------------------- */

/* The process may have 300 MB; the files claim 2 GB. */
static void load_with_little_memory(void *context)
{
    const Pair *pair = context;
    const struct rlimit limit = {300u << 20, 300u << 20};
    Dataset data;
    Error error;
    if (memory_can_be_limited() && setrlimit(RLIMIT_AS, &limit) != 0) {
        _exit(1);
    }
    const bool loaded =
        idx_load(&data, pair->images, pair->labels, 10, &error);
    _exit(loaded ? 1 : (int)error.status);
}

Test(idx, a_false_claim_takes_no_memory)
{
    Pair pair = pair_new("images", "labels");
    for (int pack = 0; pack < 2; pack++) {
        const Bytes images = with_lengths(1 << 16, 1 << 14, 1);
        Bytes labels = idx_labels(3);
        put_length(&labels, 4, 1 << 16);
        put(pair.images, pack != 0 ? packed(images) : images);
        put(pair.labels, labels);
        Outcome outcome = run_function(load_with_little_memory, &pair);
        cr_assert_eq(outcome.status, EXIT_BAD_FILE,
                     "packed %d: status %d: %s", pack, outcome.status,
                     outcome.err);
        outcome_clear(&outcome);
    }
    remove_folder(pair.folder);
}

static void load_hungry(void *context)
{
    const Pair *pair = context;
    Dataset data;
    Error error;
    if (!idx_load(&data, pair->images, pair->labels, 10, &error)) {
        die("test", &error);
    }
}

/* A sound file is not called damaged because zlib found no memory. */
Test(idx, the_lack_of_memory_is_no_fault_of_the_file)
{
    skip_without_a_limit_of_memory();
    Pair pair = pair_new("images.gz", "labels.gz");
    put(pair.images, packed(idx_images(3, 2, 4)));
    put(pair.labels, packed(idx_labels(3)));
    expect_out_of_memory(load_hungry, &pair);
    remove_folder(pair.folder);
}
