// # Digits from strokes
//
// MNIST has to be downloaded, and a first program should run without the
// internet. **Where do ten thousand digits come from, if nobody has written them?** A
// [pen](strokes.c) writes them, from a table of their points.
//
// A network that only adds up pixels, without a hidden layer, should read
// about 90 of 100 of them; one with 50 hidden neurons about 97. Real
// handwriting is about as hard.
#include "data/digits.h"

#include "data/strokes.h"
#include "system/threads.h"

enum { SIDE = STROKES_SIDE, CLASSES = 10, MAX_STYLES = 3 };

// ## Styles
//
// People write the same digit differently: a 7 with a bar, a 4 that is open,
// a 1 that is only a line. So each digit has up to three styles, in the
// [letters for points](strokes.c) of the pen.
static const char *const styles[CLASSES][MAX_STYLES] = {
    {"ia eb bf ak bp et hu lt np ok nf lb ha",
     "ja eb bg al cr hu ms ok mc ha"},
    {"ha hu", "de ia/ia iu", "de ia/ia iu/cu nu"},
    {"be db ha lb mf kk gp bt/bt nt", "be dc ha lb lg io eu as bq eq it nt"},
    {"bc ea ja mc mg jj fj/fj kk no mr ju eu as",
     "ba mb/mb gi/gi lk no lt gu br"},
    {"ca bg al/al nk/lb ju", "ja am/am on/ja ju", "ca bh dl il me/ma lu"},
    {"ma da/da bi/bi gh lj no lt gu bs", "mb ga cc di jk no kt fu br"},
    {"la fd bk bq eu ju nq mm hk dm bp", "ja dg bn cs gu ks lo ik dl bo"},
    {"bb nb/nb jj gu", "bb nb/nb jj gu/ek mk", "be ba na/na ik hu"},
    {"md ha cb cf hi ln ls hu cs bo hj mf md",
     "ha db df hj mf lb ha/hj bn cs hu ls mn hj"},
    {"mc ia db bf dj hk lh md/md mk lu",
     "mc ha cb bg dk jj md/md nl kr fu bs"},
};

static Strokes choose_style(int digit, Rng *rng)
{
    int count = MAX_STYLES;
    while (styles[digit][count - 1] == NULL) {
        count--;
    }
    return strokes_read(styles[digit][rng_below(rng, count)]);
}

// ## Ten at a time
//
// Every ten examples are the ten digits in random order, so no digit is rare.
// Each ten have a generator of their own, which depends on the seed and on
// their place and on nothing else. So the threads can share the work, and the
// first 100 pictures are the same whether 100 are wanted or 20,000.
static void draw_ten(Dataset *data, int first, uint64_t seed)
{
    Rng rng = rng_new(seed);
    int order[CLASSES];
    rng_permutation(&rng, order, CLASSES);
    for (int i = first; i < first + CLASSES && i < data->count; i++) {
        const int digit = order[i - first];
        Strokes path = choose_style(digit, &rng);
        strokes_bend(&path, &rng);
        strokes_lean(&path, &rng);
        strokes_fit(&path, &rng);
        strokes_draw(data->pixels + (ptrdiff_t)i * SIDE * SIDE, &path, &rng);
        data->labels[i] = (uint8_t)digit;
    }
}

typedef struct {
    Dataset *data;
    uint64_t start; /* the seed of the first ten */
} Drawing;

static void draw_tens(void *drawing, int first, int end)
{
    const Drawing *d = drawing;
    for (int ten = first; ten < end; ten++) {
        draw_ten(d->data, ten * CLASSES, d->start + (uint64_t)ten);
    }
}

// The seeds 1 and 2 are neighbours, and so are the tens. The first random
// number of a seed lies somewhere among $2^{64}$; counted from there, the
// tens of two seeds do not meet.
Dataset digits_new(int count, uint64_t seed)
{
    Dataset data = dataset_new(count, SIDE, SIDE, CLASSES);
    Rng rng = rng_new(seed);
    in_parts((Job){.count = (count + CLASSES - 1) / CLASSES,
                   .nanoseconds = 5e3 * count},
             draw_tens, &(Drawing){&data, rng_bits(&rng)});
    return data;
}
