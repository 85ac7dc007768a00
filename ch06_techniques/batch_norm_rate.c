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

// First all plain ones, then all normalized ones.
static int at(int kind, int k) { return kind * RATES + k; }

static void describe(Trial *trials, uint64_t seed)
{
    for (int kind = 0; kind < KINDS; kind++) {
        for (int k = 0; k < RATES; k++) {
            trials[at(kind, k)] = (Trial){
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
static void print_cell(const Trial *trial, int epoch)
{
    const History *h = &trial->history;
    if (epoch <= h->count) {
        printf("  %7.4f", h->train_accuracy[epoch - 1]);
    } else {
        printf("  stopped");
    }
}

static void print_table(const Trial *trials, const Course *course)
{
    static const char *const names[] = {"plain", "normalized"};
    const int epochs = course->epochs,
              early = epochs < EARLY ? epochs : EARLY;
    printf("training accuracy after %d epochs, and after %d\n", early,
           epochs);
    puts("   rate  network       early      end");
    for (int k = 0; k < RATES; k++) {
        for (int kind = 0; kind < KINDS; kind++) {
            printf("%7g  %-10s", rates[k], names[kind]);
            print_cell(&trials[at(kind, k)], early);
            print_cell(&trials[at(kind, k)], epochs);
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
                      const Trial *trial, int epochs)
{
    const History *h = &trial->history;
    if (h->count > 0) {
        plot_series(plot, name, style, h->count, h->epoch, h->train_accuracy);
    } else {
        plot_note(plot, epochs / 2.0, 0.15, PLOT_ORANGE, "plain: exploded");
    }
}

static Plot *draw(const Trial *trials, const Course *course)
{
    Plot *plot = plot_new("batch_norm_rate", frame(0, course->epochs));
    for (int k = 0; k < RATES; k++) {
        if (k > 0) {
            plot_panel(plot, frame(k, course->epochs));
        }
        add_curve(plot, "normalized", PLOT_LINE, &trials[at(NORMALIZED, k)],
                  course->epochs);
        add_curve(plot, "plain", PLOT_DASHED, &trials[at(PLAIN, k)],
                  course->epochs);
    }
    return plot;
}

int main(int argc, char **argv)
{
    const Experiment experiment = {
        .about =
            "Learns with four rates, with and without batch normalization.",
        .trials = KINDS * RATES,
        .images = IMAGES,
        .examined = 1,
        .batch = BATCH,
        .epochs = EPOCHS,
        .every = 1,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return experiment_main(argc, argv, &experiment);
}

// ## What came out
//
// The first two rows answer the question: after five epochs the normalized network
// reads more, and neither is near its end. The plain network learns best with 0.1, and
// a rate ten times as large ruins it: it is at the level of guessing, or its loss
// explodes. The normalized one learns with all four rates. After five epochs it is
// ahead in each row, and the largest rates suit it as well as 0.1 does.
//
// ![Four learning rates. The dashed curve needs the right one, the solid curve does not. A network whose loss exploded within the first epoch has no curve, and its panel says so.](batch_norm_rate.svg)
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
