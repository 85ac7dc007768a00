/* You say how good the network is: every accuracy of the table is yours. */
#include <tgmath.h>

#include "ch03.h"
#include "network/network.h"

#define network_count_correct(...) library_count_correct(__VA_ARGS__)
#include "network/network.c"
#undef network_count_correct

int network_count_correct(Network *net, const Dataset *data)
{
    enum { PORTION = 240 };
    double correct = 0;
    Batch batch = {0};
    for (int first = 0; first < data->count; first += PORTION) {
        const int left = data->count - first;
        const int n = left < PORTION ? left : PORTION;
        batch_slice(&batch, data, first, n);
        const Tensor *y = network_predict(net, batch.x, INFERENCE);
        correct += n * (double)my_accuracy(y->data, batch.labels, (size_t)n,
                                           (size_t)data->classes);
    }
    batch_clear(&batch);
    return (int)lround(correct);
}
