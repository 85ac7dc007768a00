/* photographs FOLDER SEED - takes photographs for recognize to read: 400 of
 * each kind of things that lie about on paper, with a digit, in FOLDER/digits, and as many
 * with something that is no digit, in FOLDER/others. The name of each begins with the digit,
 * or with the kind of what is none. Says on stdout which set the digits are of. The
 * seed decides which digits and others they are, where they stand, and how dark all is.
 * Called by tools/build/nightly. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/examples.h"
#include "others.h"
#include "system/paths.h"
#include "tests/around.h"

enum { PIXELS = 28 * 28, CLASSES = 10, EACH = 40 };
enum { COUNT = AROUND_KINDS * CLASSES * EACH };

/* Write what pixels show, with what lies about of this kind. */
static void take(const char *path, const uint8_t *pixels, int kind, Rng *rng)
{
    Photo photo = {0};
    Error error;
    CHECK(photo_room(&photo, TALL, WIDE, path, &error), "%s", error.message);
    memset(photo.grey, 215 + rng_below(rng, 26), (size_t)TALL * WIDE);
    const int top = 42 + rng_below(rng, 17), left = 12 + rng_below(rng, 17);
    write_digit(&photo, pixels, top, left, 20 + rng_below(rng, 41));
    around[kind].add(&photo);
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL, "%s cannot be written", path);
    fprintf(file, "P5\n%d %d 255\n", WIDE, TALL);
    fwrite(photo.grey, 1, (size_t)TALL * WIDE, file);
    CHECK(fclose(file) == 0, "%s was not written", path);
    photo_clear(&photo);
}

/* Each kind of photograph has every digit EACH times; the others come as they come. */
static int pick(const Dataset *set, int wanted, Rng *rng)
{
    int n = rng_below(rng, set->count);
    while (wanted >= 0 && set->labels[n] != wanted) {
        n = rng_below(rng, set->count);
    }
    return n;
}

static void take_all(const char *folder, const char *name, const Dataset *set,
                     bool digits, Rng *rng)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    CHECK(mkdir(path, 0777) == 0, "%s is there, or cannot be made", path);
    for (int i = 0; i < COUNT; i++) {
        const int n = digits ? pick(set, i % CLASSES, rng) : i;
        const int kind = i / (CLASSES * EACH);
        snprintf(path, sizeof path, "%s/%s/%d-%s-%d.pgm", folder, name,
                 set->labels[n], around[kind].name, i);
        take(path, set->pixels + (ptrdiff_t)n * PIXELS, kind, rng);
    }
}

int main(int argc, char **argv)
{
    Examples examples = {0};
    Error error;
    CHECK(argc == 3, "photographs FOLDER SEED, not %d words", argc - 1);
    const uint64_t seed = strtoull(argv[2], NULL, 10);
    Rng rng = rng_new(seed);
    if (!examples_load(&examples, NULL, &error)) {
        fprintf(stderr, "photographs: %s\n", error.message);
        return error.status;
    }
    Dataset others = others_new(COUNT, &examples.test, seed);
    take_all(argv[1], "digits", &examples.test, true, &rng);
    take_all(argv[1], "others", &others, false, &rng);
    puts(examples.name);
    dataset_clear(&others);
    examples_clear(&examples);
    return 0;
}
