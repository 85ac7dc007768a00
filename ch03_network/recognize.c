// # Reading digits
//
// We have all parts now: layers, products and softmax. **How well does a
// network read if somebody gives it the right weights, and why do all programs
// feed it many images at a time?**
//
// *Predict first.* The same test images go through the same network twice: one
// by one, and in batches of 100. The number of multiplications is the same. Is
// the time?
//
// *Answer.* No. The batches of 100 are several times as fast. Compare the
// first and the third row of the table. The number of right answers is the
// same in both.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "recognizer.h"
#include "system/options.h"
#include "system/way.h"

enum { SHOWN = 14, ACROSS = 7, SIZES = 4 };

// ## One image
//
// An image of 784 pixels becomes ten probabilities. A network has as many
// output neurons as there are classes (输出层神经元的数量), one for each
// digit. The answer is the place of the largest: the **argmax**.
static void read_first(Recognizer *net, const Dataset *test)
{
    int answer;
    Batch one = {0};
    batch_slice(&one, test, 0, 1);
    const Tensor *y = recognizer_predict(net, one.x);
    tensor_argmax(&answer, y, 1);
    printf("\nthe first test image, probabilities of 0 to %d:\n ",
           y->shape.n[1] - 1);
    for (int k = 0; k < y->shape.n[1]; k++) {
        printf(" %.4f", (double)y->data[k]);
    }
    printf("\nread as %d, labelled %d\n\n", answer, one.labels[0]);
    batch_clear(&one);
}

// ## Batches
//
// A **batch** (批) is $N$ images in the rows of one matrix, and the answers $Y$
// are $(N, 10)$. The largest number *of each row* is wanted. That is the argmax
// along axis 1 (轴): the axis that is named is the one that disappears, and
// $(N, 10)$ becomes $(N)$. Along axis 0 we would get the place of the largest
// number of each column: the image that looks most like a 0, the one most like
// a 1, and so on. That is of little use here.
static int count_right(Recognizer *net, const Dataset *test, int size,
                       int *answers)
{
    int right = 0;
    Batch batch = {0};
    for (int first = 0; first < test->count; first += size) {
        const int left = test->count - first, n = left < size ? left : size;
        batch_slice(&batch, test, first, n);
        tensor_argmax(answers + first, recognizer_predict(net, batch.x), 1);
        for (int i = 0; i < n; i++) {
            right += answers[first + i] == batch.labels[i];
        }
    }
    batch_clear(&batch);
    return right;
}

// The share of right answers is the **accuracy** (识别精度). The *test images* are
// examples that the network has not learnt from. Every row of the table reads all
// of them with another size of batch; the first row reads one by one. Each is read three
// times, and [timing](../common/ground/timing.c) measures the seconds: the shortest of the
// three was disturbed least by other programs.
typedef struct {
    double size[SIZES], speed[SIZES]; /* images in a batch, and in a second */
} Speeds;

static Speeds compare_sizes(Recognizer *net, const Dataset *test,
                            int *answers)
{
    Speeds speeds;
    puts("batch    seconds   images/s   right  accuracy");
    for (int i = 0, size = 1; i < SIZES; i++, size *= 10) {
        double seconds = HUGE_VAL;
        int right = 0;
        for (int run = 0; run < 3; run++) {
            const double start = timing_now();
            right = count_right(net, test, size, answers);
            seconds = fmin(seconds, timing_now() - start);
        }
        speeds.size[i] = size;
        speeds.speed[i] = test->count / seconds;
        printf("%5d %10s %10s %7d  %8.4f\n", size,
               timing_text(seconds, 10, 4).text,
               timing_text(speeds.speed[i], 10, 0).text, right,
               (double)right / test->count);
    }
    return speeds;
}

static Plot *draw_speeds(const Speeds *s)
{
    Plot *plot =
        plot_new("batch_speed", (PlotFrame){.x = "images in a batch",
                                            .y = "images in a second",
                                            .x_log = true,
                                            .y_log = true,
                                            .height = 240});
    plot_series(plot, NULL, PLOT_LINE_POINTS, SIZES, s->size, s->speed);
    return plot;
}

// ## What it cannot read
//
// A number says how often it is wrong. Only the images say why.
//
// ![The first digits it reads wrong: the label, and after the arrow what the network read. Would you have known better?](misread.svg)
/* folded */
typedef struct {
    char text[SHOWN][16];
    const char *captions[SHOWN];
    double *ink;
    int count;
} Misread;

static void add_misread(Misread *m, const Dataset *test, int i, int answer)
{
    const int size = test->height * test->width;
    for (int p = 0; p < size; p++) {
        m->ink[m->count * size + p] =
            test->pixels[(ptrdiff_t)i * size + p] / 255.0;
    }
    snprintf(m->text[m->count], sizeof m->text[0], "%d → %d", test->labels[i],
             answer);
    m->captions[m->count] = m->text[m->count];
    m->count++;
}

static bool draw_misread(const Dataset *test, const int *answers,
                         const Options *options, Error *error)
{
    Misread m = {0};
    m.ink =
        allocate((size_t)(SHOWN * test->height * test->width), sizeof *m.ink);
    for (int i = 0; i < test->count && m.count < SHOWN; i++) {
        if (answers[i] != test->labels[i]) {
            add_misread(&m, test, i, answers[i]);
        }
    }
    bool ok = true;
    if (m.count > 0) {
        Plot *plot = plot_new("misread", (PlotFrame){0});
        plot_images(plot, m.count, test->height, test->width, ACROSS, m.ink,
                    m.captions);
        ok = plot_save(plot, options, error);
        plot_free(plot);
    }
    free(m.ink);
    return ok;
}

// ## Which weights
//
// A network that has learnt can be kept in a file: these are *saved weights*
// (保存训练好的权重). Two such files come with this chapter, made by
// [train_recognizer](train_recognizer.c): one network learnt from MNIST, the
// other from the built-in digits. A network is only good at what it has
// learnt, so the program takes the file that fits its data. `--weights` takes
// another one, also from a network that was trained elsewhere.
/* folded */
static void describe(const Recognizer *net, const char *path,
                     const Examples *data)
{
    printf("weights: %s\n", path);
    printf("network: %d", net->W[0]->shape.n[0]);
    for (int l = 0; l < RECOGNIZER_LAYERS; l++) {
        printf(" - %d", net->b[l]->size);
    }
    printf(", two sigmoids and a softmax\n");
    if (strcmp(net->data, data->name) == 0) {
        printf("the weights were learnt from the training images of %s\n",
               data->name);
    } else {
        printf("the weights were not learnt from these data, as far as the "
               "file says: expect less\n");
    }
}

static bool read_all(Recognizer *net, const Dataset *test,
                     const Options *options, Error *error)
{
    int *answers = allocate((size_t)test->count, sizeof *answers);
    read_first(net, test);
    const Speeds speeds = compare_sizes(net, test, answers);
    Plot *plot = draw_speeds(&speeds);
    const bool ok = plot_save(plot, options, error) &&
                    draw_misread(test, answers, options, error);
    plot_free(plot);
    free(answers);
    return ok;
}

int main(int argc, char **argv)
{
    int threads;
    const char *weights = NULL;
    char shipped[PATH_SIZE];
    const Option extra[] = {
        {"weights", "FILE", "a safetensors file with W1 b1 W2 b2 W3 b3",
         OPTION_TEXT, &weights, 0, 0},
        options_threads(&threads),
    };
    Options options;
    Error error;
    Examples data;
    Recognizer net = {0};
    options_parse(&options, argc, argv,
                  "Reads the test digits with weights from a file.", extra,
                  2);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    if (weights == NULL &&
        examples_weights(shipped, "ch03_network", data.name, &error)) {
        weights = shipped;
    }
    bool ok =
        weights != NULL &&
        recognizer_load(&net, weights, data.test.height * data.test.width,
                        data.test.classes, &error);
    if (ok) {
        describe(&net, weights, &data);
        ok = read_all(&net, &data.test, &options, &error);
    }
    recognizer_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The answers are the same in every row, but the time is not. To multiply two
// numbers costs little; to fetch a number from memory costs much. The processor
// keeps what it used last in a small fast memory, its **cache** (缓存); the
// fastest of these holds 32 or 48 kB. The
// $784 \cdot 50 + 50 \cdot 100 + 100 \cdot 10 = 45{,}200$ weights are 181 kB.
// One by one, each weight is fetched anew for every image, from a larger and
// slower cache, and used once; before the next image comes, other weights have
// taken its place. In a batch a weight is fetched once and used for many images.
//
// A large batch can also be shared by several processors. But there is a limit
// to its size: the numbers of the batch itself, 784 for each image, need a
// place in the caches, too. A hundred images are 314 kB, and a thousand are 3.1
// MB. So nearly all is gained from 1 to 10. What comes after is sometimes faster
// and sometimes slower, and differs from run to run.
//
// ![How many images are read in a second, for each size of batch. Both axes go in powers of ten. Look at the first step, from 1 to 10.](batch_speed.svg)
//
// **Try it.** Read digits with the weights of the other set:
// `./ch03/recognize --weights ch03_network/weights/mnist.safetensors --data digits`,
// from the project's folder. Both sets show digits of the same size. Why is it so
// much worse? Look at both sets with [show_digits](show_digits.c).
//
// **Check yourself.** This network has two hidden layers, of 50 and of 100
// neurons. What are the shapes of $X$, $Z_1$, $Z_2$ and $Y$ for a batch of 100
// images? And which shape does the argmax along axis 1 leave?
//
// *Answer.* $X$ $(100, 784)$, $Z_1$ $(100, 50)$, $Z_2$ $(100, 100)$ and $Y$
// $(100, 10)$. The argmax along axis 1 leaves $(100)$: one digit for each
// image.
