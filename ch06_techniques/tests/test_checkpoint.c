/* A training that is stopped and goes on, and files that should not be
   believed. */
#include "files/checkpoint.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/safetensors.h"
#include "layers/affine.h"
#include "layers/dropout.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "optimizers/adam.h"
#include "support.h"
#include "training/trainer.h"

enum { EXAMPLES = 47, PIXELS = 6, CLASSES = 3, BATCH = 5 };

typedef struct {
    Dataset data;
    Network net;
    Rng rng;
    Optimizer *adam;
    History history;
    uint64_t seed;    /* what the state is told */
    double falls;     /* by how much the rate falls */
    const char *word; /* likewise: of the data */
} Session;

static Session *session_new(uint64_t seed)
{
    Session *s = allocate(1, sizeof *s);
    Rng pixels = rng_new(99);
    s->data = dataset_new(EXAMPLES, 2, 3, CLASSES);
    for (int i = 0; i < EXAMPLES * PIXELS; i++) {
        s->data.pixels[i] = (uint8_t)rng_below(&pixels, 256);
        s->data.labels[i / PIXELS] = (uint8_t)(i / PIXELS % CLASSES);
    }
    s->word = "digits";
    s->rng = rng_new(seed);
    s->adam = adam_new((real)0.01, (real)0.9, (real)0.999);
    network_add(&s->net, affine_new(PIXELS, 7, 0.5, &s->rng));
    network_add(&s->net, relu_new());
    network_add(&s->net, dropout_new((real)0.2, &s->rng));
    network_add(&s->net, affine_new(7, CLASSES, 0.5, &s->rng));
    network_add_loss(&s->net, softmax_loss_new());
    return s;
}

static void session_free(Session *s)
{
    network_clear(&s->net);
    dataset_clear(&s->data);
    optimizer_free(s->adam);
    history_clear(&s->history);
    free(s);
}

static bool session_run(Session *s, int steps, bool shuffle,
                        const char *resume, Error *error)
{
    const Dataset test = dataset_first(&s->data, EXAMPLES / 2);
    const Trainer trainer = {.network = &s->net,
                             .optimizer = s->adam,
                             .train = &s->data,
                             .test = &test,
                             .rng = &s->rng,
                             .seed = s->seed,
                             .data = s->word,
                             .batch_size = BATCH,
                             .steps = steps,
                             .evaluate_every = 20,
                             .shuffle = shuffle,
                             .weight_decay = (real)0.01,
                             .rate_decay = s->falls,
                             .keep_best = true,
                             .resume = resume,
                             .silent = true};
    return trainer_run(&trainer, &s->history, error);
}

static void expect_same_weights(const Session *a, const Session *b,
                                const char *what)
{
    for (int i = 0; i < a->net.param_count; i++) {
        const Tensor *x = a->net.params[i]->value;
        const Tensor *y = b->net.params[i]->value;
        for (int k = 0; k < x->size; k++) {
            const double apart = fabs((double)(x->data[k] - y->data[k]));
            cr_assert(apart == 0, "%s: %s differs by %g", what,
                      a->net.params[i]->name, apart);
        }
    }
}

static void expect_same_history(const History *a, const History *b)
{
    cr_assert_eq(a->count, b->count, "%d evaluations, not %d", b->count,
                 a->count);
    for (int i = 0; i < HISTORY_COLUMNS * a->count; i++) {
        const HistoryColumn k = (HistoryColumn)(i / a->count);
        const int row = i % a->count;
        const double apart =
            history_column(a, k)[row] - history_column(b, k)[row];
        cr_assert(fabs(apart) < 1e-4, "column %d, %d: %g apart", (int)k, row,
                  apart);
    }
}

/* The very bits, in both precisions. */
Test(checkpoint, a_training_with_pauses_ends_as_one_without)
{
    const int pauses[][3] = {
        {33, 71, 95}, {20, 40, 95}, {1, 2, 95}, {95, 95, 95}};
    for (int i = 0; i < 8; i++) {
        const bool shuffle = i % 2 == 0;
        Error error;
        char *folder = make_folder(), path[1024];
        snprintf(path, sizeof path, "%s/state", folder);
        Session *whole = session_new(5);
        bool ok = session_run(whole, 95, shuffle, NULL, &error);
        cr_assert(ok, "%s", error.message);
        Session *parts = NULL;
        for (int p = 0; p < 3; p++) {
            if (parts != NULL) {
                session_free(parts);
            }
            parts = session_new(5 + (uint64_t)p);
            ok = session_run(parts, pauses[i / 2][p], shuffle, path, &error);
            cr_assert(ok, "%s", error.message);
        }
        expect_same_weights(whole, parts, shuffle ? "shuffled" : "drawn");
        expect_same_history(&whole->history, &parts->history);
        session_free(whole);
        session_free(parts);
        remove_folder(folder);
    }
}

Test(checkpoint, of_another_training_is_refused_and_changes_nothing)
{
    Error error;
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    Session *first = session_new(1);
    bool ok = session_run(first, 30, true, path, &error);
    cr_assert(ok, "%s", error.message);
    Session *other = session_new(2), *same = session_new(2);
    ok = session_run(other, 60, false, path, &error);
    cr_assert(!ok && error.status == EXIT_BAD_FILE, "status %d",
              error.status);
    cr_assert(strstr(error.message, "47 shuffled examples") != NULL &&
                  strstr(error.message, "47 drawn examples") != NULL,
              "%s", error.message);
    expect_same_weights(other, same, "after the refusal");
    session_free(first);
    session_free(other);
    session_free(same);
    remove_folder(folder);
}

/* What falls otherwise is another training; what does not fall is not worth a word. */
Test(checkpoint, of_a_rate_that_falls_otherwise_is_refused)
{
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    for (int falls = 0; falls < 2; falls++) {
        Error error = {.message = ""};
        Session *first = session_new(1), *other = session_new(2);
        first->falls = falls == 0 ? 0.5 : 0;
        other->falls = 0.25;
        remove(path);
        cr_assert(session_run(first, 30, true, path, &error), "%s",
                  error.message);
        cr_assert(!session_run(other, 30, true, path, &error), "taken");
        cr_assert((strstr(error.message, "falls by 0.5 in 30 steps") !=
                   NULL) == (falls == 0) &&
                      strstr(error.message, "falls by 0 ") == NULL,
                  "%s", error.message);
        session_free(first);
        session_free(other);
    }
    remove_folder(folder);
}

/* The same sizes and settings, but not the same training. */
Test(checkpoint, of_other_examples_or_another_seed_is_refused)
{
    static const struct {
        uint64_t seed;
        int pixel, label; /* how much is added to one of them */
        const char *data, *words;
    } cases[] = {
        {7, 0, 0, "digits", NULL},
        {8, 0, 0, "digits",
         "made with --data digits --seed 7, and this is --data digits "
         "--seed 8; type the former"},
        {7, 1, 0, "digits", "--seed 7, but with other examples there"},
        {7, 0, 1, "digits", "--seed 7, but with other examples there"},
        /* the name of a folder need not be UTF-8 */
        {7, 0, 0, "d\xE9p\xF4t", NULL},
        {7, 1, 0, "d\xE9p\xF4t",
         "this is --data d?p?t --seed 7, but with other examples there"}};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {.message = ""};
        Session *first = session_new(1), *s = session_new(2),
                *same = session_new(2);
        first->seed = 7;
        s->seed = cases[i].seed;
        first->word = s->word = cases[i].data;
        s->data.pixels[EXAMPLES * PIXELS - 1] += (uint8_t)cases[i].pixel;
        s->data.labels[0] += (uint8_t)cases[i].label;
        remove(path);
        bool ok = session_run(first, 30, true, path, &error);
        cr_assert(ok, "%s", error.message);
        ok = session_run(s, 60, true, path, &error);
        if (cases[i].words == NULL) {
            cr_assert(ok, "it was refused: %s", error.message);
        } else {
            cr_assert(!ok && error.status == EXIT_BAD_FILE &&
                          strstr(error.message, cases[i].words) != NULL,
                      "case %zu: status %d, %s", i, error.status,
                      error.message);
            expect_same_weights(s, same, "after the refusal");
        }
        session_free(first);
        session_free(s);
        session_free(same);
    }
    remove_folder(folder);
}

/* A file where a folder should be, a link that leads to itself: nobody can say
   that there is no state. */
Test(checkpoint, that_cannot_be_looked_at_is_no_new_training)
{
    Error error = {.message = ""};
    char *folder = make_folder(), file[1024], path[2][1100];
    snprintf(file, sizeof file, "%s/file", folder);
    snprintf(path[0], sizeof path[0], "%s/state", file);
    snprintf(path[1], sizeof path[1], "%s/loop", folder);
    write_file(file, "", 0);
    cr_assert(symlink("loop", path[1]) == 0, "no link");
    for (int i = 0; i < 2; i++) {
        Session *s = session_new(1);
        const bool ok = session_run(s, 5, true, path[i], &error);
        cr_assert(!ok &&
                      error.status == (i == 0 ? EXIT_NOT_FOUND : EXIT_IO) &&
                      strstr(error.message, path[i]) != NULL,
                  "status %d, %s", error.status, error.message);
        cr_assert(strstr(error.message, i == 0 ? "Not a dir" : "levels") !=
                      NULL,
                  "%s", error.message);
        cr_assert(s->history.count == 0, "it learnt");
        session_free(s);
    }
    remove_folder(folder);
}

static const char settings[] =
    "Adam 0.01, weight decay 0.01, batches of 5 of 47 shuffled examples, "
    "the best weights kept";

typedef struct {
    const char *counters, *generator;
    int order0; /* what stands at the first place of the order */
    const char *words;
    const char *key, *value; /* a note more, or in the place of another one */
    const char *also;        /* and one more */
} Lie;

/* A state like that of a training, but for one lie. */
static void write_lie(const char *path, const Lie *lie)
{
    Error error;
    Session *s = session_new(1);
    Param list[2 * MAX_WEIGHTS];
    int count = weights_list(&s->net, "", list);
    Tensor *order = tensor_new(SHAPE(EXAMPLES));
    optimizer_prepare(s->adam, s->net.params, s->net.param_count);
    for (int i = 0; i < s->net.param_count; i++) {
        for (int m = 0; m < 2; m++) {
            list[count++] = param_named(s->adam->memory[i][m], "%s.memory%d",
                                        s->net.params[i]->name, m + 1);
        }
    }
    for (int i = 0; i < EXAMPLES; i++) {
        order->data[i] = (real)i;
    }
    order->data[0] = (real)lie->order0;
    list[count++] = param_named(order, "order");
    Note notes[] = {
        {"settings", settings},        {"counters", lie->counters},
        {"generator", lie->generator}, {"best", "no"},
        {lie->key, lie->value},        {lie->also, "1"}};
    int note_count = lie->also != NULL ? 6 : lie->key != NULL ? 5 : 4;
    for (int i = 0; i < 4 && note_count == 5; i++) {
        if (strcmp(notes[i].key, lie->key) == 0) {
            notes[i] = (Note){lie->value != NULL ? lie->key : "other",
                              lie->value != NULL ? lie->value : "x"};
            note_count = 4;
        }
    }
    const bool ok =
        safetensors_write(path, list, count, notes, note_count, &error);
    cr_assert(ok, "%s", error.message);
    tensor_free(order);
    session_free(s);
}

Test(checkpoint, is_not_believed_without_a_look)
{
    static const Lie lies[] = {
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, NULL, NULL, NULL,
         NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 0 0 0", 0, NULL, NULL, NULL,
         NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "0 1 0 0", 0, NULL, NULL, NULL,
         NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "0 0 1 0", 0, NULL, NULL, NULL,
         NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "0 0 0 1", 0, NULL, NULL, NULL,
         NULL},
        {"10 11 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 48 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 -1 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 10 2000000000 0x1p+3 0", "1 2 3 4", 0, "state of a",
         NULL, NULL, NULL},
        {"10 10 45 0 10 3 0x1p+3 -0x1p+0", "1 2 3 4", 0, "history", NULL,
         NULL, NULL},
        {"10 10 45 0 10 0 nan -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 0 0 0 10 0 0x0p+0 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 1 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 2147483647 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         NULL, NULL, NULL},
        {"-1 0 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"99999999999999999999 and so on", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        /* 2^32 + 10: not 10 */
        {"4294967306 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         NULL, NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "0 0 0 0", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 47, "each example",
         NULL, NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", -1, "each example",
         NULL, NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 3, "each example", NULL,
         NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 inf", "1 2 3 4", 0, "state of a", NULL, NULL,
         NULL},
        {"10 -1 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 -1 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 -1 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 10 -1 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", NULL,
         NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         "settings", NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         "counters", NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         "generator", NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "best",
         NULL, NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "data",
         "digits", NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "seed",
         "1", NULL},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "data",
         "digits", "seed"},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "data",
         "digits", "checksum"},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a", "seed",
         "1", "checksum"},
        {"10 10 45 0 10 0 0x1p+3 -0x1p+0", "1 2 3 4", 0,
         "has no tensor best.", "best", "yes", NULL},
        /* before the first step, and as far as can be counted */
        {"0 0 0 0 0 0 0x0p+0 -0x1p+0", "1 2 3 4", 0, NULL, NULL, NULL, NULL},
        {"1 0 0 0 1 0 0x0p+0 -0x1p+0", "1 2 3 4", 0, "state of a", NULL, NULL,
         NULL},
        {"10 10 45 0 1000000000 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, NULL, NULL,
         NULL, NULL},
        {"10 10 45 0 1000000001 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         NULL, NULL, NULL},
        {"2147483647 10 45 0 2147483647 0 0x1p+3 -0x1p+0", "1 2 3 4", 0, NULL,
         NULL, NULL, NULL},
        {"2147483648 10 45 0 2147483647 0 0x1p+3 -0x1p+0", "1 2 3 4", 0,
         "state of a", NULL, NULL, NULL},
        {"10 10 45 0 10 1000000 0x1p+3 -0x1p+0", "1 2 3 4", 0, "history",
         NULL, NULL, NULL},
        {"10 10 45 0 10 1000001 0x1p+3 -0x1p+0", "1 2 3 4", 0, "state of a",
         NULL, NULL, NULL}};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        Error error = {.message = ""};
        Session *s = session_new(3), *same = session_new(3);
        write_lie(path, &lies[i]);
        const bool ok = session_run(s, 10, true, path, &error);
        if (lies[i].words == NULL) {
            cr_assert(ok, "the truth was refused: %s", error.message);
        } else {
            cr_assert(!ok && error.status == EXIT_BAD_FILE &&
                          strstr(error.message, lies[i].words) != NULL,
                      "lie %d: status %d, %s", (int)i, error.status,
                      error.message);
            expect_same_weights(s, same, lies[i].counters);
        }
        session_free(s);
        session_free(same);
    }
    remove_folder(folder);
}

/* All pieces of a session that has made no step. */
typedef struct {
    Session *session;
    Counters counters;
    Snapshot best;
    Checkpoint checkpoint;
} Pieces;

static Pieces *pieces_new(int *order, int examples)
{
    Pieces *p = allocate(1, sizeof *p);
    Session *s = p->session = session_new(1);
    optimizer_prepare(s->adam, s->net.params, s->net.param_count);
    p->checkpoint = (Checkpoint){.origin = {"digits", 0x1234, 1},
                                 .settings = settings,
                                 .network = &s->net,
                                 .optimizer = s->adam,
                                 .rng = &s->rng,
                                 .order = order,
                                 .examples = examples,
                                 .counters = &p->counters,
                                 .history = &s->history,
                                 .best = &p->best};
    return p;
}

static void pieces_free(Pieces *p)
{
    snapshot_clear(&p->best);
    session_free(p->session);
    free(p);
}

/* What was there before is neither kept nor added to. */
Test(checkpoint, takes_the_place_of_what_happened_before)
{
    Error error = {.message = ""};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    Pieces *p = pieces_new(NULL, EXAMPLES);
    History *h = &p->session->history;
    history_grow(h);
    h->epoch[h->count++] = 0.5;
    bool ok = checkpoint_save(&p->checkpoint, path, &error);
    cr_assert(ok, "%s", error.message);
    history_grow(h);
    h->epoch[h->count++] = 0.75;
    ok = checkpoint_load(&p->checkpoint, path, &error);
    cr_assert(ok, "%s", error.message);
    cr_assert(h->count == 1 && fabs(h->epoch[0] - 0.5) <= 0,
              "%d evaluations, the first at %g", h->count, h->epoch[0]);
    pieces_free(p);
    remove_folder(folder);
}

/* Its checksum is written as checksums are. */
Test(checkpoint, says_what_it_was_made_from)
{
    Error error = {.message = ""};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    Pieces *p = pieces_new(NULL, EXAMPLES);
    cr_assert(checkpoint_save(&p->checkpoint, path, &error), "%s",
              error.message);
    Safetensors *file = safetensors_open(path, &error);
    cr_assert(file != NULL, "%s", error.message);
    cr_assert_str_eq(safetensors_note(file, "checksum"), "0000000000001234",
                     "it is %s", safetensors_note(file, "checksum"));
    cr_assert_str_eq(safetensors_note(file, "best"), "no", "a copy");
    safetensors_close(file);
    pieces_free(p);
    Session *s = session_new(1);
    char checksum[24];
    cr_assert(remove(path) == 0 && session_run(s, 5, true, path, &error),
              "%s", error.message);
    const Dataset test = dataset_first(&s->data, EXAMPLES / 2);
    snprintf(checksum, sizeof checksum, "%016llx",
             (unsigned long long)(3 * dataset_checksum(&s->data) +
                                  dataset_checksum(&test)));
    file = safetensors_open(path, &error);
    cr_assert(file != NULL, "%s", error.message);
    cr_assert_str_eq(safetensors_note(file, "checksum"), checksum,
                     "it is %s, not %s", safetensors_note(file, "checksum"),
                     checksum);
    safetensors_close(file);
    session_free(s);
    remove_folder(folder);
}

/* A copy of the best weights was promised, and is not there: nothing is left of the attempt. */
Test(checkpoint, that_is_refused_leaves_no_best_weights)
{
    static const Lie lie = {"10 10 45 0 10 0 0x1p+3 -0x1p+0",
                            "1 2 3 4",
                            0,
                            NULL,
                            "best",
                            "yes",
                            NULL};
    Error error = {.message = ""};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    int order[EXAMPLES] = {0};
    Pieces *p = pieces_new(order, EXAMPLES);
    write_lie(path, &lie);
    cr_assert(!checkpoint_load(&p->checkpoint, path, &error), "it was taken");
    cr_assert(p->best.count == 0 && p->counters.step == 0,
              "%d tensors, %d steps", p->best.count, p->counters.step);
    pieces_free(p);
    remove_folder(folder);
}

static void save_nowhere(void *pieces)
{
    Error error = {.message = ""};
    cr_assert(!checkpoint_save(&((Pieces *)pieces)->checkpoint, "/nowhere/s",
                               &error),
              "it was written");
}

/* A float counts to 2^24. */
Test(checkpoint, numbers_no_more_examples_than_a_float_can)
{
    enum { MOST = 1 << 24 };
    int *order = allocate(MOST + 1, sizeof *order);
    Pieces *p = pieces_new(order, MOST);
    save_nowhere(p);
    p->checkpoint.examples++;
    expect_stop(save_nowhere, p, "16777217 examples cannot be numbered");
    pieces_free(p);
    free(order);
}

static void go_on(void *path)
{
    Error error;
    Session *s = session_new(3);
    if (!session_run(s, 20, true, path, &error)) {
        die("go_on", &error);
    }
    session_free(s);
}

/* An older version wrote nothing of data and seed. */
Test(checkpoint, of_an_older_version_is_taken_with_a_note)
{
    static const Lie old = {"10 10 45 0 10 0 0x1p+3 -0x1p+0",
                            "1 2 3 4",
                            0,
                            NULL,
                            NULL,
                            NULL,
                            NULL};
    char *folder = make_folder(), path[1024];
    snprintf(path, sizeof path, "%s/state", folder);
    write_lie(path, &old);
    for (int time = 0; time < 2; time++) { /* then it is a state of today */
        Outcome o = run_function(go_on, path);
        cr_assert(o.status == 0, "status %d: %s", o.status, o.err);
        cr_assert((strstr(o.err, "/state does not say which --data and "
                                 "--seed it was made with") != NULL) ==
                      (time == 0),
                  "time %d: %s", time, o.err);
        outcome_clear(&o);
    }
    remove_folder(folder);
}

/* Every shorter file is refused, too. */
Test(checkpoint, that_was_cut_is_refused)
{
    Error error;
    char *folder = make_folder(), path[1024];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/state", folder);
    Session *first = session_new(1);
    bool ok = session_run(first, 45, true, path, &error);
    cr_assert(ok, "%s", error.message);
    session_free(first);
    char *bytes = read_file(path, &size);
    for (size_t cut = 0; cut < size; cut += 97) {
        Session *s = session_new(1);
        write_file(path, bytes, cut);
        ok = session_run(s, 60, true, path, &error);
        cr_assert(!ok && error.status == EXIT_BAD_FILE, "%d bytes: status %d",
                  (int)cut, error.status);
        session_free(s);
    }
    free(bytes);
    remove_folder(folder);
}

/* The test set is turned upside down after some steps: from then on it only
   gets worse, and the weights of the best moment come back. */
Test(trainer, stops_without_patience_and_keeps_the_best)
{
    Error error;
    Session *s = session_new(4);
    const Trainer trainer = {.network = &s->net,
                             .optimizer = s->adam,
                             .train = &s->data,
                             .test = &s->data,
                             .rng = &s->rng,
                             .batch_size = BATCH,
                             .steps = 5000,
                             .evaluate_every = 10,
                             .keep_best = true,
                             .patience = 4,
                             .silent = true};
    const bool ok = trainer_run(&trainer, &s->history, &error);
    cr_assert(ok, "%s", error.message);
    const History *h = &s->history;
    int best = 0;
    for (int i = 1; i < h->count; i++) {
        best = h->test_accuracy[i] > h->test_accuracy[best] ? i : best;
    }
    cr_assert(h->count < 500, "never stopped in %d evaluations", h->count);
    cr_assert_eq(h->count - 1 - best, 4, "the best was %d of %d", best,
                 h->count);
    const double now = trainer_accuracy(&s->net, &s->data);
    cr_assert(fabs(now - h->test_accuracy[best]) < 1e-12,
              "the network does %g, the best was %g", now,
              h->test_accuracy[best]);
    session_free(s);
}

/* Longer than the room at first, several times. */
Test(checkpoint, a_history_keeps_what_it_had_when_it_grows)
{
    enum { ENTRIES = 100 };
    History h = {0};
    for (int i = 0; i < ENTRIES; i++) {
        history_grow(&h);
        h.count++;
        for (int k = 0; k < HISTORY_COLUMNS; k++) {
            history_column(&h, (HistoryColumn)k)[i] = 4 * i + k;
        }
    }
    for (int i = 0; i < ENTRIES; i++) {
        const double got[] = {h.epoch[i], h.loss[i], h.train_accuracy[i],
                              h.test_accuracy[i]};
        for (int k = 0; k < HISTORY_COLUMNS; k++) {
            cr_assert(fabs(got[k] - (4 * i + k)) <= 0, "entry %d, %d: %g", i,
                      k, got[k]);
        }
    }
    history_clear(&h);
    cr_assert(h.count == 0 && h.epoch == NULL, "not empty");
}
