// # That is no digit
//
// Show a letter A to the network of this chapter, and it says: a 4, with a probability of
// 0.99. **From which number can a program see that it should rather say nothing?** There are
// several that one could ask, and each sounds sensible. So we measure.
//
// *Predict first.* Of 100 pictures that show no digit, how many are noticed if
// we look at the largest probability alone, and may refuse one of 100 true
// digits by mistake?
//
// *Answer.* Few. The second share in its row of the table says it:
// {run: largest probability}. The network is nearly as sure of most other pictures
// as of digits.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "data/examples.h"
#include "examined.h"
#include "figures/plot.h"
#include "judge.h"
#include "math/activation.h"
#include "others.h"
#include "ready_net.h"
#include "system/way.h"

enum { PIXELS = 28 * 28, CLASSES = 10, HIDDEN = 100, PORTION = 100 };
enum { SCORES = 4, BINS = 24 };

// ## Four numbers to ask
//
// Each number is made so that a large one means doubt.
//
// - One minus the **largest probability**.
// - The **energy** $-\ln \sum_k e^{a_k}$ of the scores $a$. The scores (1, 1, 11)
//   and (10, 10, 20) have the same softmax, but the energies $-11$ and $-20$. The
//   energy is near minus the largest score, and a digit may have larger scores
//   than a scribble.
// - The **distance to the mean** of the class that was answered, among the 100
//   hidden numbers: how far from the digits of that class.
// - What the [judge](judge.c) says. It is a second network, with two answers: a
//   digit, or none. It has learnt the first from digits. It has learnt the
//   other from letters, signs, scribbles, digits that lie on their side, and
//   two digits in one picture.
static const char *const names[SCORES] = {
    "largest probability", "energy", "distance to the mean", "the judge"};

typedef struct {
    Network net, judge;
    Tensor *probabilities;        /* (N, CLASSES); owned */
    double mean[CLASSES][HIDDEN]; /* of the hidden numbers of each class */
} Asked;

// The hidden numbers are what the last layer but one has left behind.
static const real *hidden_of(const Asked *a, int example)
{
    return a->net.layers[a->net.count - 2]->out->data +
           (ptrdiff_t)example * HIDDEN;
}

static double energy_of(const real *scores)
{
    double most = (double)scores[0], sum = 0;
    for (int k = 1; k < CLASSES; k++) {
        most = fmax(most, (double)scores[k]);
    }
    for (int k = 0; k < CLASSES; k++) {
        sum += exp((double)scores[k] - most);
    }
    return -(most + log(sum));
}

static double distance_to_mean(const Asked *a, int example, int answer)
{
    double sum = 0;
    for (int i = 0; i < HIDDEN; i++) {
        const double apart =
            (double)hidden_of(a, example)[i] - a->mean[answer][i];
        sum += apart * apart;
    }
    return sqrt(sum);
}

// The judge has two scores, and we look at their difference. Its probabilities
// 0.999 and 0.9999 look alike; the differences that belong to them, 7 and 9, do
// not.
static double doubt_of(const real *scores)
{
    return (double)scores[EXAMINED_OTHER] - (double)scores[EXAMINED_DIGIT];
}

static void ask_portion(Asked *a, const Dataset *data, int first, int count,
                        double *scores, Batch *batch)
{
    int answers[PORTION];
    batch_slice(batch, data, first, count);
    const Tensor *of_judge = network_predict(&a->judge, batch->x, INFERENCE);
    const Tensor *of_net = network_predict(&a->net, batch->x, INFERENCE);
    a->probabilities = tensor_fit(a->probabilities, of_net->shape);
    softmax_rows(a->probabilities, of_net);
    tensor_argmax(answers, a->probabilities, 1);
    for (int n = 0; n < count; n++, scores += SCORES) {
        scores[0] =
            1 - (double)a->probabilities->data[n * CLASSES + answers[n]];
        scores[1] = energy_of(of_net->data + (ptrdiff_t)n * CLASSES);
        scores[2] = distance_to_mean(a, n, answers[n]);
        scores[3] = doubt_of(of_judge->data + (ptrdiff_t)n * EXAMINED_LABELS);
    }
}

static double *ask_all(Asked *a, const Dataset *data)
{
    double *scores = allocate((size_t)data->count * SCORES, sizeof *scores);
    Batch batch = {0};
    for (int first = 0; first < data->count; first += PORTION) {
        const int rest = data->count - first;
        ask_portion(a, data, first, rest < PORTION ? rest : PORTION,
                    scores + (ptrdiff_t)first * SCORES, &batch);
    }
    batch_clear(&batch);
    return scores;
}

static void find_means(Asked *a, const Dataset *digits)
{
    int count[CLASSES] = {0};
    Batch batch = {0};
    for (int n = 0; n < digits->count; n++) {
        const int label = digits->labels[n];
        batch_slice(&batch, digits, n, 1);
        network_predict(&a->net, batch.x, INFERENCE);
        count[label]++;
        for (int i = 0; i < HIDDEN; i++) {
            a->mean[label][i] +=
                ((double)hidden_of(a, 0)[i] - a->mean[label][i]) /
                count[label];
        }
    }
    batch_clear(&batch);
}

// ## A threshold, and a set that it has not seen
//
// For each number the threshold is set so that one of 100 digits of a first set
// is beyond it. Then it is judged by a second set, of other digits and other
// pictures. On the pictures that set it, a threshold looks better than it is.
static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double threshold_for(const double *scores, int which, int digits)
{
    double *sorted = allocate((size_t)digits, sizeof *sorted);
    for (int i = 0; i < digits; i++) {
        sorted[i] = scores[i * SCORES + which];
    }
    qsort(sorted, (size_t)digits, sizeof *sorted, by_size);
    const double threshold = sorted[digits - 1 - digits / 100];
    free(sorted);
    return threshold;
}

static double share_beyond(const double *scores, int which, int first,
                           int end, double threshold)
{
    int beyond = 0;
    for (int i = first; i < end; i++) {
        beyond += scores[i * SCORES + which] > threshold;
    }
    return (double)beyond / (end - first);
}

// Half of each set are digits, and they come first.
static void print_table(const double *first, const double *second, int half)
{
    printf("\n%-22s %14s %16s\n", "", "digits refused", "others noticed");
    for (int s = 0; s < SCORES; s++) {
        const double threshold = threshold_for(first, s, half);
        printf("%-22s %12.1f %% %14.1f %%\n", names[s],
               100 * share_beyond(second, s, 0, half, threshold),
               100 * share_beyond(second, s, half, 2 * half, threshold));
    }
}

// What recognize does has one fixed threshold, the same for all data: it warns from
// the probability $p = 0.75$ on. For two scores, softmax is a sigmoid of their
// difference, so the difference that belongs to $p$ is $\ln \frac{p}{1 - p}$. For
// $p = 0.75$ it is $\ln 3 = 1.1$.
static void print_fixed(const double *scores, const Dataset *others, int half)
{
    static const char *const kinds[OTHER_KINDS] = {"letters",
                                                   "signs",
                                                   "scribbles",
                                                   "blots",
                                                   "digits on their side",
                                                   "pairs of digits"};
    const double fixed = log(JUDGE_DOUBTS / (1 - JUDGE_DOUBTS));
    printf("\nrecognize warns from %.2f on: of digits %.1f %%, of others "
           "%.1f %%\n",
           JUDGE_DOUBTS, 100 * share_beyond(scores, 3, 0, half, fixed),
           100 * share_beyond(scores, 3, half, 2 * half, fixed));
    for (int kind = 0; kind < OTHER_KINDS; kind++) {
        int all = 0, noticed = 0;
        for (int i = 0; i < half; i++) {
            all += others->labels[i] == kind;
            noticed += others->labels[i] == kind &&
                       scores[(half + i) * SCORES + 3] > fixed;
        }
        printf("  %-22s %5d of %5d noticed\n", kinds[kind], noticed, all);
    }
}

// ## Both on one axis
//
// Each curve shows which share of the pictures got which score. What is beyond the ends
// of the axis is counted at its ends.
static void add_curve(Plot *plot, const char *label, PlotStyle style,
                      const double *scores, int count)
{
    const double low = -12, high = 12, step = (high - low) / BINS;
    double x[BINS], share[BINS] = {0};
    for (int i = 0; i < BINS; i++) {
        x[i] = low + step * (i + 0.5);
    }
    for (int i = 0; i < count; i++) {
        const double place = (scores[i * SCORES + 3] - low) / step;
        const int bin = (int)fmin(fmax(place, 0), BINS - 1);
        share[bin] += 1.0 / count;
    }
    plot_series(plot, label, style, BINS, x, share);
}

static bool draw(const double *scores, int half, const Options *options,
                 Error *error)
{
    const double fixed = log(JUDGE_DOUBTS / (1 - JUDGE_DOUBTS));
    const double x[] = {fixed, fixed}, y[] = {0, 0.3};
    Plot *plot = plot_new(
        "no_digit",
        (PlotFrame){.x = "the judge's score for no digit, minus that for one",
                    .y = "share of the pictures"});
    add_curve(plot, "digits", PLOT_LINE, scores, half);
    add_curve(plot, "others", PLOT_DASHED, scores + (ptrdiff_t)half * SCORES,
              half);
    plot_color(plot, PLOT_GREY);
    plot_series(plot, "warning", PLOT_LINE, 2, x, y);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## Two sets
//
// The thresholds are made from one half of the pictures, and what they notice is counted
// in the other half. In each there must be digits that can be [laid on their side](others.c).
static bool measure(Asked *a, const Dataset *digits, const char *name,
                    const Options *options, Error *error)
{
    const int half = digits->count / 2;
    const Dataset parts[2] = {dataset_slice(digits, 0, half),
                              dataset_slice(digits, half, half)};
    double *scores[2];
    if (!others_possible(&parts[0], name, error) ||
        !others_possible(&parts[1], name, error)) {
        return false;
    }
    Dataset others = others_new(half, &parts[1], options->seed + 101);
    find_means(a, &parts[0]);
    for (int i = 0; i < 2; i++) {
        Dataset set =
            examined_new(&parts[i], options->seed + 100 + (uint64_t)i);
        scores[i] = ask_all(a, &set);
        dataset_clear(&set);
    }
    print_table(scores[0], scores[1], half);
    print_fixed(scores[1], &others, half);
    const bool ok = draw(scores[1], half, options, error);
    free(scores[0]);
    free(scores[1]);
    dataset_clear(&others);
    return ok;
}

int main(int argc, char **argv)
{
    int images = 4000;
    const Option extra[] = {{"images", "N",
                             "take N digits, and as many other pictures",
                             OPTION_INT, &images, 200, 1e6}};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Measures how well what is no digit is noticed.", extra, 1);
    Examples data;
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, 1, 2, SIMPLE_CONV_NET_LEAST, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Dataset digits = dataset_first(&data.test, images);
    Asked *a = allocate(1, sizeof *a);
    const bool ok = ready_net_load(&a->net, digits.height, digits.width,
                                   CLASSES, NULL, data.name, &error) &&
                    ready_judge_load(&a->judge, &error) &&
                    measure(a, &digits, data.name, &options, &error);
    network_clear(&a->net);
    network_clear(&a->judge);
    tensor_free(a->probabilities);
    free(a);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The largest probability notices only a part, and so do the energy and the
// distance: all three come from a network that has never seen anything but
// digits, and whose filters find pieces of digits everywhere. The judge has
// seen other things. It notices nearly all of them, and also letters that it
// has not learnt, from printed pages for instance; of those it notices fewer.
//
// ![Two humps that hardly overlap: the judge's score for digits, and, dashed, for what is none. The ends also hold the scores beyond them. The grey line is where recognize begins to warn. Which pictures are on the wrong side?](no_digit.svg)
//
// No threshold separates everything. O looks like a 0 and l like a 1, so such
// letters were left out here. On a real page they are there, and no judge can
// tell them from digits. The first three numbers are from papers by D.
// Hendrycks and K. Gimpel (2017), by W. Liu and others (2020), and by K. Lee
// and others (2018). The last is simpler here: they also divide the distance in
// each direction by how much the images of a class differ in it.
//
// **Try it.** `./ch07/no_digit --data fashion` puts images of clothes
// (Fashion-MNIST, which `make data` gets) in the place of digits. The
// thresholds of the table are then made for clothes. But what does the line of
// recognize say, below the table?
//
// **Check yourself.** Where would you set the threshold if a wrong digit cost
// much more than a second look, as where an amount of money is read?
//
// *Answer.* Lower, so that it warns more often. More true digits are looked at
// a second time, which costs little, and fewer wrong amounts are paid.
