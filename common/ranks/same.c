// # Are we the same?
//
// Four ranks start, and one of them was built yesterday. Its gradients look like those
// of the others. **How would anybody notice?** Perhaps never: the training goes on, and
// what it learns is a little wrong. So the ranks compare, before the first step, what
// they are.
#include "ranks/same.h"

#include <inttypes.h>
#include <stdio.h>

#include "fast/choice.h"
#include "ground/checksum.h"
#include "system/given.h"
#include "system/paths.h"
#include "system/way.h"

// ## The program
//
// Two versions, two compilers, two precisions: each difference is one in the bytes of the
// program's file. Their [checksum](../ground/checksum.c) is one number. Where the system
// does not say which file it is, it is 0.
static uint64_t program_checksum(void)
{
    char path[PATH_SIZE];
    uint64_t sum = CHECKSUM_OF_NOTHING;
    long long size;
    Error why;
    paths_executable(path);
    FILE *file = given_stream(path, &size, &why);
    if (file == NULL) {
        return 0;
    }
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        sum = checksum_add(sum, bytes, n);
    }
    fclose(file);
    return sum;
}

// ## The processor
//
// A fused multiply-add rounds $a b + c$ once; a multiplication and an addition round twice.
// Our code for vectors of 256 and of 512 bits uses it and gives the same bits; that for any
// processor does without. With both among the ranks, the training is as good, and its last
// digits are others. That is no reason to refuse.
static void note_processors(Ranks *ranks)
{
    Error difference;
    const char *mine = vector_bits_here() > 128
                           ? "with a fused multiply-add"
                           : "without a fused multiply-add";
    if (!ranks_same(ranks, "vectors", mine, &difference) &&
        ranks_me(ranks) == 0) {
        fprintf(stderr,
                "note: the processors are not of one kind, so the last "
                "digits depend on which of them take part (%.200s)\n",
                difference.message);
    }
}

bool same_everywhere(Ranks *ranks, uint64_t checksum, const char *options,
                     Error *error)
{
    char program[WORDS], data[WORDS];
    snprintf(program, sizeof program, "%s, file %016" PRIx64,
             sizeof(real) == sizeof(double) ? "double" : "float",
             program_checksum());
    snprintf(data, sizeof data, "checksum %016" PRIx64, checksum);
    if (!ranks_same(ranks, "program", program, error) ||
        !ranks_same(ranks, "data", data, error) ||
        !ranks_same(ranks, "options", options, error)) {
        return false;
    }
    note_processors(ranks);
    return true;
}

// ## The last word
//
// Only what is said before the ranks part reaches the reader.
int ranks_leave(Ranks *ranks, const Options *options, bool ok,
                const Error *error)
{
    const bool lost = ranks != NULL && ranks_lost(ranks);
    const bool first = ranks == NULL || ranks_me(ranks) == 0;
    if (ok && first) {
        way_on(options);
    }
    fflush(stdout);
    if (!ok && first) {
        fprintf(stderr, "%s: %s%s\n", options->program, error->message,
                lost ? "; the other ranks do not answer any more, so one of "
                       "them has ended: mpirun says which"
                     : "");
    }
    ranks_end(ranks);
    return ok ? EXIT_OK : (int)error->status;
}
