// # The nearest neighbour
//
// Suppose you do not want to learn at all. To read a digit, look through all
// examples for those most like it, and take their label. **How well does that
// method read, and what would a network have to do better?**
//
// *Predict first.* How many of 100 digits does it read correctly: 50, 80, or
// 95?
//
// *Answer.* About 95, of MNIST a little more. The run below compares 784 pixels,
// and prints how many of its 500 images it reads correctly, which share that is,
// and the seconds: {run: pixels  }.
#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/way.h"

enum { BLOCK = 2000, MAX_NEIGHBORS = 15, SLICE = 500, CELL = 4 };

// ## Features by hand
//
// A computer compares numbers, so somebody must say *which* numbers. Before
// deep learning people designed such **features** (特征量) with much thought, for
// photos *SIFT*, *SURF* and *HOG*. Another method then chose the class. One is
// an *SVM*, a support vector machine, which puts a border between classes.
// Another is the $k$ nearest neighbours (K 最近邻, KNN), which this page shows.
// Here are three sets of features, from no design to a little:
//
// - *pixels*: the 784 numbers as they are;
// - *rows and columns*: how much ink each row and each column holds;
// - *cells*: the mean ink of each square of $4 \times 4$ pixels, of which an image
//   has $7 \cdot 7 = 49$.
//
// Each set brings two functions along: `count` says how many numbers it makes of an
// image, and `fill` computes them. The notes call a feature a converter (转换器): the
// function that makes these numbers of an image. Here that is `fill`, and the word
// means the numbers.
typedef struct {
    const char *name;
    int (*count)(const Dataset *data);
    void (*fill)(const Dataset *data, const real *image, real *feature);
} Feature;

/* folded */
static int count_pixels(const Dataset *data)
{
    return data->height * data->width;
}

static void fill_pixels(const Dataset *data, const real *image, real *feature)
{
    for (int p = 0; p < data->height * data->width; p++) {
        feature[p] = image[p];
    }
}

static int count_sums(const Dataset *data)
{
    return data->height + data->width;
}

static void fill_sums(const Dataset *data, const real *image, real *feature)
{
    for (int r = 0; r < data->height; r++) {
        for (int c = 0; c < data->width; c++) {
            feature[r] += image[r * data->width + c];
            feature[data->height + c] += image[r * data->width + c];
        }
    }
}

static int cells(int length) { return (length + CELL - 1) / CELL; }

static int count_cells(const Dataset *data)
{
    return cells(data->height) * cells(data->width);
}

static void fill_cells(const Dataset *data, const real *image, real *feature)
{
    for (int r = 0; r < data->height; r++) {
        for (int c = 0; c < data->width; c++) {
            feature[r / CELL * cells(data->width) + c / CELL] +=
                image[r * data->width + c] / (CELL * CELL);
        }
    }
}

static Tensor *features_of(const Feature *feature, const Dataset *data,
                           int first, int count, Tensor *reuse)
{
    const int D = feature->count(data), pixels = data->height * data->width;
    Batch batch = {0};
    batch_slice(&batch, data, first, count);
    Tensor *f = tensor_fit(reuse, SHAPE(count, D));
    tensor_fill(f, 0);
    for (int i = 0; i < count; i++) {
        feature->fill(data, batch.x->data + (ptrdiff_t)i * pixels,
                      f->data + (ptrdiff_t)i * D);
    }
    batch_clear(&batch);
    return f;
}

// ## The k nearest
//
// For each image we keep the $k$ nearest examples so far, in a list with the
// nearest first. A nearer one pushes those behind it one place back, and the last
// one out.
typedef struct {
    real distance;
    int label;
} Neighbor;

static void insert(Neighbor *nearest, int k, real distance, int label)
{
    if (distance >= nearest[k - 1].distance) {
        return;
    }
    int place = k - 1;
    while (place > 0 && nearest[place - 1].distance > distance) {
        nearest[place] = nearest[place - 1];
        place--;
    }
    nearest[place] = (Neighbor){distance, label};
}

// They vote. Among labels with equally many votes, the one whose neighbour
// came first wins.
static int vote(const Neighbor *nearest, int k)
{
    int votes[256] = {0}, best = nearest[0].label;
    for (int i = 0; i < k; i++) {
        votes[nearest[i].label]++;
    }
    for (int i = 1; i < k; i++) {
        const int label = nearest[i].label;
        if (votes[label] > votes[best]) {
            best = label;
        }
    }
    return best;
}

// ## All distances by one matrix product
//
// How far is $a = (1, 2)$ from $b = (3, 1)$? In the first place they are 2 apart
// and in the second 1, so the squared distance is $4 + 1 = 5$. With $D$ numbers in
// an image, $D$ subtractions and squares for each pair of images would take many times
// as long as what follows. Write $|a|$ for the length of $a$, so $|a|^2$ is the sum of its
// squares. Then
//
// $$ |a - b|^2 = |a|^2 - 2\, a \cdot b + |b|^2 $$
//
// Here $|a|^2 = 1 + 4$, $a \cdot b = 3 + 2$ and $|b|^2 = 9 + 1$, so
// $5 - 2 \cdot 5 + 10 = 5$ again. The formula is $(x - y)^2 = x^2 - 2xy + y^2$
// in each place, added up.
//
// Let the images to be read be the rows of $A$, and the examples the rows of
// $B$. Then all the products $a \cdot b$ together are the matrix product
// $A B^\top$, and this library computes nothing as fast as a matrix product.
// ($B^\top$ is $B$ *transposed* (转置): its rows and columns are exchanged, so
// that each image becomes a column.) The image that is read is $a$, the same
// for all examples $b$. So $|a|^2$ may be left out: the order of the distances
// does not change.
static void compare(Neighbor *nearest, int k, const Tensor *a,
                    const Tensor *b, const uint8_t *labels, Tensor *product)
{
    const int N = a->shape.n[0], M = b->shape.n[0], D = b->shape.n[1];
    matmul_nt(product, a, b);
    for (int j = 0; j < M; j++) {
        const real *bj = b->data + (ptrdiff_t)j * D;
        real square = 0;
        for (int d = 0; d < D; d++) {
            square += bj[d] * bj[d];
        }
        for (int i = 0; i < N; i++) {
            insert(&nearest[(ptrdiff_t)i * k], k,
                   square - 2 * product->data[(ptrdiff_t)i * M + j],
                   labels[j]);
        }
    }
}

/* folded */
static Neighbor *find_nearest(const Feature *feature, const Tensor *a,
                              const Dataset *train, int k)
{
    const int N = a->shape.n[0];
    Neighbor *nearest = allocate((size_t)(N * k), sizeof *nearest);
    Tensor *b = NULL, *product = NULL;
    for (int i = 0; i < N * k; i++) {
        nearest[i].distance = (real)HUGE_VAL;
    }
    for (int first = 0; first < train->count; first += BLOCK) {
        const int left = train->count - first,
                  M = left < BLOCK ? left : BLOCK;
        b = features_of(feature, train, first, M, b);
        product = tensor_fit(product, SHAPE(N, M));
        compare(nearest, k, a, b, train->labels + first, product);
    }
    tensor_free(b);
    tensor_free(product);
    return nearest;
}

static int count_right(const Feature *feature, const Examples *data,
                       int count, int k)
{
    int right = 0;
    for (int first = 0; first < count; first += SLICE) {
        const int left = count - first, N = left < SLICE ? left : SLICE;
        Tensor *a = features_of(feature, &data->test, first, N, NULL);
        Neighbor *nearest = find_nearest(feature, a, &data->train, k);
        for (int i = 0; i < N; i++) {
            right += vote(&nearest[(ptrdiff_t)i * k], k) ==
                     data->test.labels[first + i];
        }
        free(nearest);
        tensor_free(a);
    }
    return right;
}

int main(int argc, char **argv)
{
    static const Feature features[] = {
        {"pixels", count_pixels, fill_pixels},
        {"rows and columns", count_sums, fill_sums},
        {"cells", count_cells, fill_cells}};
    int k = 3, threads;
    bool full = false;
    const Option extra[] = {{"neighbors", "K", "how many neighbours vote",
                             OPTION_INT, &k, 1, MAX_NEIGHBORS},
                            {"full", NULL,
                             "read all test images, not only 500",
                             OPTION_FLAG, &full, 0, 0},
                            options_threads(&threads)};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Reads digits by looking for the examples most like them.",
                  extra, 3);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, k, 1, 1, &error)) {
        die(options.program, &error);
    }
    const int all = data.test.count;
    const int count = full || all < SLICE ? all : SLICE;
    puts(data.note);
    printf("reading %d of the %d test images by their %d nearest neighbours "
           "among %d\n\n",
           count, all, k, data.train.count);
    puts("features          numbers   right  accuracy  seconds");
    for (int i = 0; i < 3; i++) {
        const double start = timing_now();
        const int right = count_right(&features[i], &data, count, k);
        printf("%-17s %7d %7d  %8.4f %s\n", features[i].name,
               features[i].count(&data.train), right, (double)right / count,
               timing_text(timing_now() - start, 8, 2).text);
    }
    examples_clear(&data);
    return way_on(&options);
}

// ## What came out
//
// By the pixels this method reads about 95 of 100, of MNIST nearly 97. That is
// the yardstick for every network of this book. With fewer numbers, chosen by
// hand, the method is faster. How well it then reads depends on how well a
// person chose.
//
// The cost comes later: the method must keep all examples, and compare every
// digit that it reads with each of them. A network needs the examples only
// while it learns. Afterwards it keeps some tens of thousands of numbers, however many
// examples there were.
//
// People like to set *machine learning* against *deep learning*. Deep learning is a
// part of machine learning. What differs is who designs the features: a person, or
// the hidden layers. If nobody interferes between the pixels and the answer, the
// learning is called **end-to-end** (端到端).
//
// **Try it.** Run it with `--neighbors 1`, and with `--neighbors 15`. Which is
// better, and why is more not always better?
//
// **Check yourself.** Two images of the same 1, one moved three pixels to the
// right. Are they near each other, for each of the three sets of features?
//
// *Answer.* By the pixels they are far apart: the strokes no longer cover each
// other. The sums of the rows are equal, but those of the columns are not. By the
// cells they are a little nearer, because three pixels are less than the four of a
// cell. A person sees the same 1, and none of the three features does.
