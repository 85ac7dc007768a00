// # Batch normalization and the learning rate
//
// A learning rate that is too large makes the loss jump, and one that is too
// small wastes time. **Can a normalized network learn with a larger rate, and
// does it learn faster with it?**
//
// *Predict first.* With the rate 0.01, five rounds through 1000 images are fifty small
// steps. What share of these images does each network read then?
//
// *Answer.* About a third without normalization and a half with it:
// {run: plain}, and {run: normalized}.
#include <stdio.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "math/init.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 1000, BATCH = 100, EPOCHS = 20, EARLY = 5 };
enum { PLAIN, NORMALIZED, KINDS };

// ## Why a larger rate should do no harm
//
// If a step makes all weights of a layer ten times as large, its sums grow by ten,
// and so does their spread $s$. The normalized numbers are the same as before. The
// gradient has $1/s$ as a factor, so the next step is ten times *smaller*:
//
// $$ \hat x(10\,W) = \hat x(W), \qquad
//    \frac{\partial L}{\partial W}(10\,W) = \frac{1}{10}
//    \frac{\partial L}{\partial W}(W) $$
//
// A network that jumped too far slows down by itself. To be fair to the other one,
// both begin with the weights that suit a ReLU, [he_std()](../common/math/init.c).
static const double rates[] = {0.01, 0.1, 0.5, 1};
enum { RATES = sizeof rates / sizeof *rates };

static void describe(Trial trials[][RATES], uint64_t seed)
{
    for (int kind = 0; kind < KINDS; kind++) {
        for (int k = 0; k < RATES; k++) {
            trials[kind][k] = (Trial){
                .shape = {.hidden = 100,
                          .depth = 5,
                          .activation = relu_new,
                          .std = he_std,
                          .batch_norm = kind == NORMALIZED},
                .rate = (real)rates[k],
                .seed = seed,
            };
        }
    }
}

// ## Early, and at the end
//
// The table shows each network after five epochs and after all of them.
static void print_cell(const Trial *trial, int epoch)
{
    const History *h = &trial->history;
    if (epoch <= h->count) {
        printf("  %7.4f", h->train_accuracy[epoch - 1]);
    } else {
        printf("  stopped");
    }
}

static void print_table(Trial trials[][RATES], int epochs)
{
    static const char *const names[] = {"plain", "normalized"};
    const int early = epochs < EARLY ? epochs : EARLY;
    printf("training accuracy after %d epochs, and after %d\n", early,
           epochs);
    puts("   rate  network       early      end");
    for (int k = 0; k < RATES; k++) {
        for (int kind = 0; kind < KINDS; kind++) {
            printf("%7g  %-10s", rates[k], names[kind]);
            print_cell(&trials[kind][k], early);
            print_cell(&trials[kind][k], epochs);
            putchar('\n');
        }
    }
}

static PlotFrame frame(int k, int epochs)
{
    static const char *const titles[] = {"rate 0.01", "rate 0.1", "rate 0.5",
                                         "rate 1"};
    return (PlotFrame){.title = titles[k],
                       .x = "epoch",
                       .y = "accuracy",
                       .x_max = epochs,
                       .y_max = 1,
                       .legend = true,
                       .columns = 2};
}

static void add_curve(Plot *plot, const char *name, PlotStyle style,
                      const Trial *trial)
{
    const History *h = &trial->history;
    static const double nothing[] = {NAN};
    const bool any = h->count > 0;
    plot_series(plot, name, style, any ? h->count : 1,
                any ? h->epoch : nothing, any ? h->train_accuracy : nothing);
}

static Plot *draw(Trial trials[][RATES], int epochs)
{
    Plot *plot = plot_new("batch_norm_rate", frame(0, epochs));
    for (int k = 0; k < RATES; k++) {
        if (k > 0) {
            plot_panel(plot, frame(k, epochs));
        }
        add_curve(plot, "normalized", PLOT_LINE, &trials[NORMALIZED][k]);
        add_curve(plot, "plain", PLOT_DASHED, &trials[PLAIN][k]);
    }
    return plot;
}

static bool compare(const Examples *data, int epochs, const Options *options,
                    Error *error)
{
    Trial trials[KINDS][RATES];
    const Course course = {.train = dataset_first(&data->train, IMAGES),
                           .test = dataset_first(&data->test, 1),
                           .batch = BATCH,
                           .epochs = epochs,
                           .every = 1,
                           .quiet = options->quiet};
    describe(trials, options->seed);
    bool ok = trials_run(trials[0], KINDS * RATES, &course, error);
    if (ok) {
        print_table(trials, epochs);
        Plot *plot = draw(trials, epochs);
        ok = plot_save(plot, options, error);
        plot_free(plot);
    }
    trials_clear(trials[0], KINDS * RATES);
    return ok;
}

int main(int argc, char **argv)
{
    return trials_main(
        argc, argv,
        "Learns with four rates, with and without batch normalization.",
        EPOCHS, compare);
}

// ## What came out
//
// The first two rows answer the question: after five epochs the normalized network
// reads more, and neither is near its end. The plain network learns best with 0.1, and
// a rate ten times as large ruins it: it is at the level of guessing, or its loss
// explodes. The normalized one learns with all four rates. After five epochs it is
// ahead in each row, and the largest rates suit it as well as 0.1 does.
//
// ![Four learning rates. The dashed curve needs the right one, the solid curve does not.](batch_norm_rate.svg)
//
// So there are two gains. At the same rate it learns faster, and a wrong guess of the
// rate costs little. The price is that a step takes longer, because each layer walks
// through its numbers five times more.
//
// **Try it.** Let a rate of 10 be the last of the list. Does the normalized network
// have a limit?
//
// **Check yourself.** The last affine layer has no normalization behind it. What can
// a large rate do there, that it cannot do in the others?
//
// *Answer.* Make the scores as large as it likes. In the other layers the next
// normalization divides a growing sum by its own spread, and nothing does that
// for the scores. Then softmax is sure of an answer, right or wrong, and the
// loss can become very large.
