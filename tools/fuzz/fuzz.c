#define _GNU_SOURCE /* for memfd_create */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "layers/softmax_loss.h"
#include "optimizers/adam.h"

const char *fuzz_file(int number, const uint8_t *data, size_t size)
{
    static int descriptors[2] = {-1, -1};
    static char paths[2][32];
    int *d = &descriptors[number];
    if (*d < 0) {
        *d = memfd_create("fuzz", MFD_CLOEXEC);
        snprintf(paths[number], sizeof paths[number], "/proc/self/fd/%d", *d);
    }
    CHECK(ftruncate(*d, 0) == 0 && pwrite(*d, data, size, 0) == (ssize_t)size,
          "%zu bytes were not kept", size);
    return paths[number];
}

void small_new(SmallTraining *s)
{
    memset(s, 0, sizeof *s);
    s->rng = rng_new(1);
    network_add(&s->network, affine_new(2, 3, 0.5, &s->rng));
    network_add(&s->network, batch_norm_new(3));
    network_add(&s->network, affine_new(3, 2, 0.5, &s->rng));
    network_add_loss(&s->network, softmax_loss_new());
    s->optimizer = adam_new(0.01, 0.9, 0.999);
    optimizer_prepare(s->optimizer, s->network.params,
                      s->network.param_count);
    s->counters = (Counters){.step = 4, .place = 4, .best = 0.5};
    for (int i = 0; i < 5; i++) {
        s->order[i] = 4 - i;
    }
    for (int i = 0; i < 2; i++) {
        history_grow(&s->history);
        s->history.count++;
        for (int k = 0; k < HISTORY_COLUMNS; k++) {
            history_column(&s->history, (HistoryColumn)k)[i] = i + k;
        }
    }
    s->checkpoint = (Checkpoint){.origin = {"digits", 7, 1},
                                 .settings = "small",
                                 .network = &s->network,
                                 .optimizer = s->optimizer,
                                 .rng = &s->rng,
                                 .order = s->order,
                                 .examples = 5,
                                 .counters = &s->counters,
                                 .history = &s->history,
                                 .best = &s->best};
}

void small_clear(SmallTraining *s)
{
    network_clear(&s->network);
    optimizer_free(s->optimizer);
    history_clear(&s->history);
    snapshot_clear(&s->best);
}
