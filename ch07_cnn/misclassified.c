// # The digits it still gets wrong
//
// About 99 of 100 test digits are read correctly. **Are the others hard for
// people as well, or does the network fail where a child would not?** A number
// cannot say; we have to look at them.
//
// *Predict first.* Which digit does the network take for which other one most
// often?
//
// *Answer.* On the data of this page: {run: most often}. That is the largest number
// of the table that is not on the diagonal.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "ready_net.h"
#include "system/options.h"
#include "system/way.h"

enum { SHOWN = 20, ACROSS = 5, PORTION = 200, CLASSES = 10 };

typedef struct {
    int place;         /* which of the test images */
    int answer;        /* the digit with the largest probability */
    double confidence; /* that probability */
} Mistake;

typedef struct {
    int classes;
    int counts[CLASSES][CLASSES]; /* [label][answer] */
    Mistake *mistakes;            /* owned */
    int count;
} Report;

// ## Every answer has two numbers
//
// The answer is the largest of the ten probabilities, and its size is the
// **confidence** (置信度) of the network. Every answer is counted in a table: the
// row is the label, the column the answer. That is the **confusion matrix**
// (混淆矩阵). Right answers are on its diagonal.
static void examine(Report *report, const Tensor *y, const uint8_t *labels,
                    int first)
{
    int answers[PORTION];
    const int N = y->shape.n[0], K = y->shape.n[1];
    tensor_argmax(answers, y, 1);
    for (int n = 0; n < N; n++) {
        report->counts[labels[n]][answers[n]]++;
        if (answers[n] != labels[n]) {
            report->mistakes[report->count++] = (Mistake){
                first + n, answers[n], (double)y->data[n * K + answers[n]]};
        }
    }
}

static void examine_all(Report *report, Network *net, const Dataset *test)
{
    Batch batch = {0};
    Tensor *y = NULL;
    report->mistakes =
        allocate((size_t)test->count, sizeof *report->mistakes);
    for (int first = 0; first < test->count; first += PORTION) {
        const int left = test->count - first;
        batch_slice(&batch, test, first, left < PORTION ? left : PORTION);
        y = ready_net_probabilities(y, net, batch.x);
        examine(report, y, batch.labels, first);
    }
    tensor_free(y);
    batch_clear(&batch);
}

// ## The worst first
//
// A wrong answer with a confidence of 0.4 shows a doubt, and one with 0.99 shows
// none. So the mistakes are sorted by their confidence, and of equals the earlier
// image comes first. In by_confidence(), 1 says that the first of two comes later,
// and $-1$ that it comes earlier.
static int by_confidence(const void *a, const void *b)
{
    const Mistake *x = a, *y = b;
    return x->confidence != y->confidence
               ? (x->confidence < y->confidence ? 1 : -1)
               : (x->place > y->place) - (x->place < y->place);
}

static int find_most(const Report *report)
{
    int most = 0;
    for (int t = 0; t < report->classes; t++) {
        for (int k = 0; k < report->classes; k++) {
            if (k != t && report->counts[t][k] > most) {
                most = report->counts[t][k];
            }
        }
    }
    return most;
}

static void print_most(const Report *report)
{
    const int most = find_most(report);
    const char *before = "";
    printf("most often, %d times: ", most);
    for (int t = 0; most > 0 && t < report->classes; t++) {
        for (int k = 0; k < report->classes; k++) {
            if (k != t && report->counts[t][k] == most) {
                printf("%sa %d read as %d", before, t, k);
                before = ", ";
            }
        }
    }
    putchar('\n');
}

static void print_report(Report *report, const Dataset *test)
{
    qsort(report->mistakes, (size_t)report->count, sizeof *report->mistakes,
          by_confidence);
    printf("%d of %d are wrong, accuracy %.4f\n\nlabel  answers 0 to %d\n",
           report->count, test->count,
           1 - (double)report->count / test->count, report->classes - 1);
    for (int t = 0; t < report->classes; t++) {
        printf("%5d ", t);
        for (int k = 0; k < report->classes; k++) {
            printf(" %5d", report->counts[t][k]);
        }
        putchar('\n');
    }
    print_most(report);
    puts("\nthe surest mistakes: place, label, answer, confidence");
    for (int i = 0; i < report->count && i < SHOWN; i++) {
        const Mistake *m = &report->mistakes[i];
        printf("%6d  %d  %d  %.3f\n", m->place, test->labels[m->place],
               m->answer, m->confidence);
    }
}

static bool draw_mistakes(const Report *report, const Dataset *test,
                          const Options *options, Error *error)
{
    const int size = test->height * test->width;
    const int shown = report->count < SHOWN ? report->count : SHOWN;
    char text[SHOWN][24];
    const char *captions[SHOWN];
    if (shown == 0) {
        return true;
    }
    double *ink = allocate((size_t)(shown * size), sizeof *ink);
    for (int i = 0; i < shown; i++) {
        const Mistake *m = &report->mistakes[i];
        for (int p = 0; p < size; p++) {
            ink[i * size + p] =
                test->pixels[(ptrdiff_t)m->place * size + p] / 255.0;
        }
        snprintf(text[i], sizeof text[i], "%d → %d  %.2f",
                 test->labels[m->place], m->answer, m->confidence);
        captions[i] = text[i];
    }
    Plot *plot = plot_new("misclassified", (PlotFrame){0});
    plot_images(plot, shown, test->height, test->width, ACROSS, ink,
                captions);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    free(ink);
    return ok;
}

// ## The matrix as a picture
//
// The counts on the diagonal are a hundred times those beside it. On one scale all
// mistakes would be white. So only the mistakes are tinted: the square of label $t$ and
// answer $k$ is the darker, the more often $t$ was read as $k$. The right answers stand as
// numbers on the diagonal.
static bool draw_confusion(const Report *report, const Options *options,
                           Error *error)
{
    const int K = report->classes;
    double ink[CLASSES * CLASSES];
    int most = 1;
    for (int i = 0; i < K * K; i++) {
        const int count = report->counts[i / K][i % K];
        most = i / K != i % K && count > most ? count : most;
    }
    for (int i = 0; i < K * K; i++) {
        ink[i] =
            i / K == i % K ? 0 : (double)report->counts[i / K][i % K] / most;
    }
    Plot *plot = plot_new("confusion", (PlotFrame){.x = "answer",
                                                   .y = "label",
                                                   .x_min = -0.5,
                                                   .x_max = K - 0.5,
                                                   .y_min = -0.5,
                                                   .y_max = K - 0.5,
                                                   .square = true});
    plot_command(plot, "set yrange [%g:-0.5]", K - 0.5);
    plot_command(plot, "set xtics 1 scale 0; set ytics 1 scale 0");
    plot_command(plot, "unset grid");
    for (int i = 0; i < K * K; i++) {
        const int t = i / K, k = i % K;
        if (ink[i] > 0) {
            plot_command(plot,
                         "set object rectangle from %g,%g to %g,%g behind "
                         "fc rgb orange fs solid %.2f noborder",
                         k - 0.5, t - 0.5, k + 0.5, t + 0.5, 0.7 * ink[i]);
        }
        if (ink[i] > 0 || t == k) {
            char count[16];
            snprintf(count, sizeof count, "%d", report->counts[t][k]);
            plot_note(plot, k, t, t == k ? PLOT_BLUE : PLOT_INK, count);
        }
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

int main(int argc, char **argv)
{
    int threads;
    const char *weights = NULL;
    const Option extra[] = {{"weights", "FILE",
                             "a safetensors file with W1 b1 W2 b2 W3 b3",
                             OPTION_TEXT, &weights, 0, 0},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    Network net = {0};
    options_parse(&options, argc, argv,
                  "Shows the test digits that the network gets wrong.", extra,
                  2);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, 1, 1, SIMPLE_CONV_NET_LEAST, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Dataset *test = &data.test;
    Report report = {.classes = test->classes};
    bool ok = test->classes <= CLASSES ||
              fail(&error, EXIT_BAD_FILE, "%d classes are more than %d",
                   test->classes, CLASSES);
    ok = ok && ready_net_load(&net, test->height, test->width, test->classes,
                              weights, data.name, &error);
    if (ok) {
        examine_all(&report, &net, test);
        print_report(&report, test);
        ok = draw_mistakes(&report, test, &options, &error) &&
             draw_confusion(&report, &options, &error);
    }
    free(report.mistakes);
    network_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Look at the surest mistakes first. Some of these digits nobody could read with
// certainty, and in MNIST one or two labels seem wrong themselves. But a few are clear,
// and still the network was nearly certain of another digit. A large probability says
// that the scores are far apart, not that somebody would agree.
//
// ![The mistakes with the highest confidence: label, answer, confidence. Cover the numbers, and read them yourself.](misclassified.svg)
//
// The line below the table names the darkest square of the confusion matrix, or all
// of them, if several are equally dark. The matrix need not be symmetric. On MNIST
// a 6 is read as a 0 more often than a 0 as a 6: a short stroke makes a 6 like a 0, and
// a 0 needs an additional line to be like a 6.
//
// ![The confusion matrix: right answers in blue on the diagonal, mistakes tinted by their number. Which square is the darkest, and how dark is the one on the other side of the diagonal?](confusion.svg)
//
// **Try it.** Sort by the smallest confidence instead: exchange `1` and `-1` in
// `by_confidence`. Say first whether these digits are easier to read.
//
// **Check yourself.** The sum of a row is the number of test images with that label.
// What is the sum of a column, and what does it say if it is larger?
//
// *Answer.* How often the network gave that answer. If it is larger than the
// sum of the row with the same digit, the network gives that answer too often.
