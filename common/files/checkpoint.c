// # A training that goes on
//
// A long training was stopped in the evening. **What must be kept so that it goes
// on in the morning as if it had never been stopped?** The weights are not enough:
// they would go on, but on another way.
//
// Whatever a step reads must be there again: the weights, what the optimizer
// remembers of earlier gradients, the state of the random numbers, and the place in
// the shuffled examples. Then the bits of every later weight are the same.
#include "files/checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "ground/utf8.h"

// ## Counters and random numbers, as text
//
// A `double` is written in hexadecimal, `0x1.8p+1` for 3, because a decimal number
// of a few digits would be another number.
typedef struct {
    char counters[160], generator[80], checksum[24], seed[24];
} Texts;

static Texts write_texts(const Checkpoint *c)
{
    Texts texts;
    const Counters *n = c->counters;
    const uint64_t *s = c->rng->state;
    snprintf(texts.counters, sizeof texts.counters, "%d %d %d %d %d %d %a %a",
             n->step, n->since, n->place, n->stale, c->optimizer->step,
             c->history->count, n->loss_sum, n->best);
    snprintf(texts.generator, sizeof texts.generator,
             "%" PRIx64 " %" PRIx64 " %" PRIx64 " %" PRIx64, s[0], s[1], s[2],
             s[3]);
    snprintf(texts.checksum, sizeof texts.checksum, "%016" PRIx64,
             c->origin.checksum);
    snprintf(texts.seed, sizeof texts.seed, "%" PRIu64, c->origin.seed);
    return texts;
}

// What comes back is a stranger's text. Every number is compared with what it can
// be before anything relies on it. Who has made steps has evaluated the network since, or
// owes an evaluation. The optimizer may have made some more, in a training before this one,
// but must be able to count on.
typedef struct {
    Counters counters;
    int optimizer_step, evaluations;
    Rng rng;
    bool best; /* there is a copy of the best weights */
} Parsed;

static bool can_be(const Checkpoint *c, const Parsed *parsed)
{
    enum { MOST_EVALUATIONS = 1000000, MOST_STEPS = 1000000000 };
    const Counters *n = &parsed->counters;
    const int evaluations = parsed->evaluations;
    return n->since <= n->step && n->place <= c->examples &&
           evaluations <= MOST_EVALUATIONS &&
           (n->step == 0 || n->since > 0 || evaluations > 0) &&
           n->stale <= evaluations &&
           (parsed->optimizer_step <= n->step ||
            parsed->optimizer_step <= MOST_STEPS) &&
           isfinite(n->loss_sum) && isfinite(n->best);
}

// A number that is too large for an `int` is no counter, and not another number.
static bool read_counter(const char **text, int *counter)
{
    char *end;
    errno = 0;
    const long number = strtol(*text, &end, 10);
    const bool read =
        end != *text && errno == 0 && number >= 0 && number <= INT_MAX;
    *counter = (int)number; /* of use if it was read */
    *text = end;
    return read;
}

static bool read_counters(const char *text, Parsed *parsed)
{
    Counters *n = &parsed->counters;
    int *const counters[] = {&n->step,
                             &n->since,
                             &n->place,
                             &n->stale,
                             &parsed->optimizer_step,
                             &parsed->evaluations};
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        if (!read_counter(&text, counters[i])) {
            return false;
        }
    }
    return sscanf(text, "%la %la", &n->loss_sum, &n->best) == 2;
}

static bool parse_texts(const Checkpoint *c, const char *counters,
                        const char *generator, Parsed *parsed)
{
    uint64_t *s = parsed->rng.state;
    return counters != NULL && generator != NULL &&
           read_counters(counters, parsed) &&
           sscanf(generator, "%" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64,
                  &s[0], &s[1], &s[2], &s[3]) == 4 &&
           (s[0] | s[1] | s[2] | s[3]) != 0 && can_be(c, parsed);
}

// ## Tensors
//
// All that is long is a tensor: the weights, the memory of the optimizer, and the
// best weights so far. The order of the examples and the history become tensors for
// the file. A `float` counts exactly to 16,777,216; more examples than that could
// not be told apart.
enum { MOST_TENSORS = (2 + MAX_MEMORIES) * MAX_WEIGHTS + 2 };

static int collect(const Checkpoint *c, Param *list)
{
    int count = weights_list(c->network, "", list);
    for (int i = 0; i < c->optimizer->count; i++) {
        for (int m = 0; m < c->optimizer->kind->memories; m++) {
            list[count++] =
                param_named(c->optimizer->memory[i][m], "%s.memory%d",
                            c->network->params[i]->name, m + 1);
        }
    }
    for (int i = 0; i < c->best->count; i++) {
        list[count++] = c->best->tensors[i];
    }
    return count;
}

static Tensor *order_tensor(const Checkpoint *c)
{
    CHECK(c->examples <= 1 << 24, "%d examples cannot be numbered exactly",
          c->examples);
    Tensor *t = tensor_new(SHAPE(c->examples));
    for (int i = 0; i < c->examples; i++) {
        t->data[i] = (real)c->order[i];
    }
    return t;
}

static Tensor *history_tensor(const History *h)
{
    Tensor *t = tensor_new(SHAPE(HISTORY_COLUMNS, h->count));
    for (int i = 0; i < t->size; i++) {
        t->data[i] = (real)history_column(
            h, (HistoryColumn)(i / h->count))[i % h->count];
    }
    return t;
}

bool checkpoint_save(const Checkpoint *checkpoint, const char *path,
                     Error *error)
{
    const Checkpoint *c = checkpoint;
    Param *list = allocate(MOST_TENSORS, sizeof *list);
    int count = collect(c, list);
    Tensor *order = c->order != NULL ? order_tensor(c) : NULL;
    Tensor *history =
        c->history->count > 0 ? history_tensor(c->history) : NULL;
    if (order != NULL) {
        list[count++] = param_named(order, "order");
    }
    if (history != NULL) {
        list[count++] = param_named(history, "history");
    }
    const Texts texts = write_texts(c);
    const Note notes[] = {{"settings", c->settings},
                          {"counters", texts.counters},
                          {"generator", texts.generator},
                          {"data", c->origin.data},
                          {"checksum", texts.checksum},
                          {"seed", texts.seed},
                          {"best", c->best->count > 0 ? "yes" : "no"}};
    const bool done = safetensors_write(path, list, count, notes,
                                        sizeof notes / sizeof *notes, error);
    tensor_free(order);
    tensor_free(history);
    free(list);
    return done;
}

// ## Back from the file
//
// The order must hold each example once: a number that is too large would read
// memory that holds no example.
static bool is_order(const Tensor *t)
{
    bool *seen = allocate((size_t)t->size, sizeof *seen);
    bool good = true;
    for (int i = 0; i < t->size && good; i++) {
        const real place = t->data[i];
        good = place >= 0 && place < (real)t->size && !seen[(int)place];
        if (good) {
            seen[(int)place] = true;
        }
    }
    free(seen);
    return good;
}

static void restore(const Checkpoint *c, const Parsed *parsed,
                    const Tensor *order, const Tensor *history)
{
    const int count = parsed->evaluations;
    *c->counters = parsed->counters;
    *c->rng = parsed->rng;
    c->optimizer->step = parsed->optimizer_step;
    for (int i = 0; order != NULL && i < c->examples; i++) {
        c->order[i] = (int)order->data[i];
    }
    history_clear(c->history);
    for (int i = 0; i < count; i++) {
        history_grow(c->history);
        c->history->count++;
        for (int k = 0; k < HISTORY_COLUMNS; k++) {
            history_column(c->history, (HistoryColumn)k)[i] =
                (double)history->data[k * count + i];
        }
    }
}

// First what must be looked at, then the rest: nothing is changed before all of it
// was found good.
static bool read_lists(Safetensors *file, const char *path, Tensor *order,
                       Tensor *history, Error *error)
{
    Param list[2];
    int count = 0;
    if (order != NULL) {
        list[count++] = param_named(order, "order");
    }
    if (history != NULL) {
        list[count++] = param_named(history, "history");
    }
    if (!read_all_or_none(file, path, list, count, error)) {
        return false;
    }
    return order == NULL || is_order(order) ||
           fail(error, EXIT_BAD_FILE,
                "%s: the order does not hold each example once", path);
}

// The memory of the optimizer and the copy of the best weights must exist before
// numbers can be put there.
static bool read_weights(const Checkpoint *c, Safetensors *file,
                         const char *path, bool best, Error *error)
{
    Param *list = allocate(MOST_TENSORS, sizeof *list);
    optimizer_prepare(c->optimizer, c->network->params,
                      c->network->param_count);
    if (best) {
        snapshot_take(c->best, c->network);
    }
    const bool done =
        read_all_or_none(file, path, list, collect(c, list), error);
    if (!done) {
        snapshot_clear(c->best);
    }
    free(list);
    return done;
}

static bool read_tensors(const Checkpoint *c, Safetensors *file,
                         const char *path, const Parsed *parsed, Error *error)
{
    const int count = parsed->evaluations;
    Tensor *order = c->order != NULL ? tensor_new(SHAPE(c->examples)) : NULL;
    Tensor *history =
        count > 0 ? tensor_new(SHAPE(HISTORY_COLUMNS, count)) : NULL;
    const bool done = read_lists(file, path, order, history, error) &&
                      read_weights(c, file, path, parsed->best, error);
    if (done) {
        restore(c, parsed, order, history);
    }
    tensor_free(order);
    tensor_free(history);
    return done;
}

// ## The same training?
//
// The numbers of a state fit every data set with as many images, and every seed. To go
// on with another one would end well, and its result would be that of no training at
// all. So the file says what it was made from, and the message what to type.
static bool not_a_state(const char *path, Error *error)
{
    return fail(error, EXIT_BAD_FILE,
                "%s does not hold the state of a training; weights to start "
                "from are named with --weights",
                path);
}

static bool other_training(const Checkpoint *c, const char *path,
                           const char *settings, Error *error)
{
    char *clean = utf8_clean(settings);
    fail(error, EXIT_BAD_FILE,
         "%.100s belongs to another training: %.140s; this one is: %.140s; "
         "give the same options again, or name another file with --resume",
         path, clean, c->settings);
    free(clean);
    return false;
}

// A folder's name can be any bytes. It stands in the file as it can be
// [printed](../ground/utf8.c), so that is how it is compared.
static bool named_alike(const Checkpoint *c, const char *data,
                        const char *seed)
{
    char *clean = utf8_clean(c->origin.data);
    const bool alike =
        strcmp(data, clean) == 0 && strcmp(seed, write_texts(c).seed) == 0;
    free(clean);
    return alike;
}

static bool other_origin(const Checkpoint *c, const char *path,
                         const char *data, const char *seed, Error *error)
{
    char *clean_data = utf8_clean(data), *clean_seed = utf8_clean(seed),
         *clean_here = utf8_clean(c->origin.data);
    fail(error, EXIT_BAD_FILE,
         "%.120s was made with --data %.80s --seed %.20s, and this is --data "
         "%.80s --seed %s%s; type the former, or name another file with "
         "--resume",
         path, clean_data, clean_seed, clean_here, write_texts(c).seed,
         named_alike(c, data, seed) ? ", but with other examples there" : "");
    free(clean_data);
    free(clean_seed);
    free(clean_here);
    return false;
}

// With `--patience` a training has fewer examples of the same data. If the settings show
// that, they are the better reason to name.
//
// An older version wrote nothing of data and seed. Its states are taken, because an hour
// of training is in them, and the reader hears what nobody can check.
static bool check_origin(const Checkpoint *c, const Safetensors *file,
                         const char *path, bool same_settings, Error *error)
{
    const Texts texts = write_texts(c);
    const char *data = safetensors_note(file, "data");
    const char *checksum = safetensors_note(file, "checksum");
    const char *seed = safetensors_note(file, "seed");
    if (data == NULL && checksum == NULL && seed == NULL) {
        return true;
    }
    if (data == NULL || checksum == NULL || seed == NULL) {
        return not_a_state(path, error);
    }
    const bool same = strcmp(checksum, texts.checksum) == 0 &&
                      strcmp(seed, texts.seed) == 0;
    return same || (!same_settings && named_alike(c, data, seed)) ||
           other_origin(c, path, data, seed, error);
}

static void note_if_old(const Safetensors *file, const char *path)
{
    if (safetensors_note(file, "checksum") == NULL) {
        fprintf(
            stderr,
            "note: %s does not say which --data and --seed it was made "
            "with, because an older version wrote it: see to it that they "
            "are the same\n",
            path);
    }
}

static bool read_checkpoint(const Checkpoint *c, Safetensors *file,
                            const char *path, Error *error)
{
    Parsed parsed;
    const char *settings = safetensors_note(file, "settings");
    const char *best = safetensors_note(file, "best");
    if (settings == NULL || best == NULL) {
        return not_a_state(path, error);
    }
    const bool same_settings = strcmp(settings, c->settings) == 0;
    if (!check_origin(c, file, path, same_settings, error)) {
        return false;
    }
    if (!same_settings) {
        return other_training(c, path, settings, error);
    }
    parsed.best = strcmp(best, "yes") == 0;
    return parse_texts(c, safetensors_note(file, "counters"),
                       safetensors_note(file, "generator"), &parsed)
               ? read_tensors(c, file, path, &parsed, error)
               : not_a_state(path, error);
}

bool checkpoint_load(const Checkpoint *checkpoint, const char *path,
                     Error *error)
{
    CHECK(checkpoint->best->count == 0, "%d tensors are in the way",
          checkpoint->best->count);
    Safetensors *file = safetensors_open(path, error);
    const bool done =
        file != NULL && read_checkpoint(checkpoint, file, path, error);
    if (done) {
        note_if_old(file, path);
    }
    safetensors_close(file);
    return done;
}
