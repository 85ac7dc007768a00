// # What is no digit
//
// A network that has only seen digits finds one in everything. **Where do we get
// pictures from that show none?** The [pen](../common/data/strokes.c) that writes
// our digits writes letters and signs as well, and it can wander about. More come
// from digits: one that lies on its side, and two in one picture.
#include "others.h"

#include <string.h>

#include "data/strokes.h"

enum { SIDE = STROKES_SIDE, PIXELS = SIDE * SIDE };

// ## Letters and signs
//
// Some letters *are* digits: O and 0, l and 1, Z and 2, S and 5, b and 6, q and 9.
// Nobody can tell them apart without the word around them, so they are left out.
static const char *const letters[] = {
    "ha au/ha ou/dm lm",                         /* A */
    "ba bu/ba ha ld lg hj bj/bj hj mm mq hu bu", /* B */
    "md ha cd bk cq hu mr",                      /* C */
    "ba bu/ba ga me nk mq gu bu",                /* D */
    "la ba/ba bu/bu lu/bk jk",                   /* E */
    "la ba/ba bu/bk jk",                         /* F */
    "md ha cd bk cq hu mr/mr mk/mk hk",          /* G */
    "ba bu/ma mu/bk mk",                         /* H */
    "ja jp gu cu bq",                            /* J */
    "ba bu/la bl/el mu",                         /* K */
    "ba bu/bu lu",                               /* L */
    "bu ba/ba hn/hn na/na nu",                   /* M */
    "bu ba/ba mu/mu ma",                         /* N */
    "bu ba/ba ha me mh hk bk",                   /* P */
    "ha cd bk cq hu mq nk md ha/ip ou",          /* Q */
    "bu ba/ba ha me mh hk bk/gk mu",             /* R */
    "aa oa/ha hu",                               /* T */
    "ba bo du ku mo ma",                         /* U */
    "aa hu/hu oa",                               /* V */
    "aa du/du hf/hf lu/lu pa",                   /* W */
    "ba mu/ma bu",                               /* X */
    "aa hj/oa hj/hj hu",                         /* Y */
    "lf hf cj cp gu kr lo/lf ls nu",             /* a */
    "la lu/lm gj cm cr gu ls",                   /* d */
    "bn ln kj gg cj bo cs gu ls",                /* e */
    "ma ia gd gu/cj lj",                         /* f */
    "ba bu/bm fi ki lm lu",                      /* h */
    "ba bu/kh bo/en lu",                         /* k */
    "bh bu/bl eh gl gu/gl jh ml mu",             /* m */
    "bh bu/bl fh kj lm lu",                      /* n */
    "bf bz/bh gf lj lo gs bq",                   /* p */
    "cf cu/cl gg lg",                            /* r */
    "ga gr iu lt/cg lg",                         /* t */
    "bh bq eu ju lq/lh lu",                      /* u */
    "ah du/du hk/hk lu/lu oh",                   /* w */
    "bh lu/lh bu",                               /* x */
};

static const char *const signs[] = {
    "ha hu/ak ok",                   /* plus */
    "ah oh/an on",                   /* equals */
    "ak ok",                         /* minus */
    "be da ha ke ki hm hp/hs hu",    /* question mark */
    "aa ok/ok au",                   /* greater */
    "oa ak/ak ou",                   /* less */
    "ha au/au ou/ou ha",             /* triangle */
    "ba ma/ma mu/mu bu/bu ba",       /* square */
    "ha du/du oh/oh ah/ah lu/lu ha", /* star */
    "ak ok/ke ok/ok kq",             /* arrow */
    "hk ji lk ho em ci hd oh om hu", /* spiral */
    "al eh ik ln oj",                /* wave */
    "al eu/eu oa",                   /* tick */
    "ba bu/ba ma/ma mu",             /* a door */
    "ak ce gk kq ok ke gk cq ak",    /* infinity */
    "ha hu/bd nq/nd bq",             /* asterisk */
    "ea eu/ka ku/ag og/an on",       /* hash */
    "hu af ba ha/ha na of hu",       /* heart */
};

static void write_style(uint8_t *pixels, Strokes path, Rng *rng)
{
    strokes_bend(&path, rng);
    strokes_lean(&path, rng);
    strokes_fit(&path, rng);
    strokes_draw(pixels, &path, rng);
}

static void draw_letter(uint8_t *pixels, Rng *rng)
{
    const int count = sizeof letters / sizeof *letters;
    write_style(pixels, strokes_read(letters[rng_below(rng, count)]), rng);
}

static void draw_sign(uint8_t *pixels, Rng *rng)
{
    const int count = sizeof signs / sizeof *signs;
    write_style(pixels, strokes_read(signs[rng_below(rng, count)]), rng);
}

// ## A pen that wanders about
//
// Six points or more, wherever they fall. With fewer, a 1 or a 7 would come out too
// often.
static void draw_scribble(uint8_t *pixels, Rng *rng)
{
    Strokes path = {.count = 6 + rng_below(rng, STROKES_POINTS - 5)};
    const bool corners = rng_below(rng, 4) == 0;
    for (int i = 0; i < path.count; i++) {
        StrokePoint *p = &path.points[i];
        p->x = (float)(16 * rng_uniform(rng));
        p->y = (float)(20 * rng_uniform(rng));
    }
    if (corners) {
        for (int i = 1; i + 1 < path.count; i += 2) {
            path.points[i].lifted = rng_below(rng, 2) == 0;
        }
    }
    path.points[path.count - 1].lifted = true;
    write_style(pixels, path, rng);
}

// ## Blots
//
// Squares of one size, each white or black by chance: noise, coarse or fine.
static void draw_blot(uint8_t *pixels, Rng *rng)
{
    enum { BOX = 20, EDGE = (SIDE - BOX) / 2 };
    const int size = 1 + rng_below(rng, 7);
    const int share = 3 + rng_below(rng, 5); /* of ten are white */
    uint8_t patches[BOX * BOX];
    for (int p = 0; p < BOX * BOX; p++) {
        patches[p] = rng_below(rng, 10) < share ? 255 : 0;
    }
    for (int i = 0; i < BOX; i++) {
        for (int j = 0; j < BOX; j++) {
            pixels[(EDGE + i) * SIDE + EDGE + j] =
                patches[i / size * BOX + j / size];
        }
    }
}

// ## Digits that are none any more
//
// A digit on its side: rows become columns. A 0 would still be a 0. So digits are drawn until
// one is no 0, and there must be one: whoever sorts a data set by its labels, and takes the first
// hundred, has nothing else.
bool others_possible(const Dataset *digits, const char *name, Error *error)
{
    if (digits->height != SIDE || digits->width != SIDE) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: pictures of %d x %d are wanted, not of %d x %d",
                    name, SIDE, SIDE, digits->height, digits->width);
    }
    for (int i = 0; i < digits->count; i++) {
        if (digits->labels[i] != 0) {
            return true;
        }
    }
    return fail(error, EXIT_BAD_FILE,
                "%s: %d pictures that are taken all show a 0; other digits "
                "are wanted too, to lay them on their side",
                name, digits->count);
}

static void turn_digit(uint8_t *pixels, const Dataset *digits, Rng *rng)
{
    int pick = rng_below(rng, digits->count);
    while (digits->labels[pick] == 0) {
        pick = rng_below(rng, digits->count);
    }
    const uint8_t *digit = digits->pixels + (ptrdiff_t)pick * PIXELS;
    const bool left = rng_below(rng, 2) == 0;
    for (int i = 0; i < SIDE; i++) {
        for (int j = 0; j < SIDE; j++) {
            pixels[i * SIDE + j] = left ? digit[j * SIDE + SIDE - 1 - i]
                                        : digit[(SIDE - 1 - j) * SIDE + i];
        }
    }
}

// Two digits side by side, each squeezed to half its width.
static void draw_pair(uint8_t *pixels, const Dataset *digits, Rng *rng)
{
    for (int half = 0; half < 2; half++) {
        const uint8_t *digit =
            digits->pixels +
            (ptrdiff_t)rng_below(rng, digits->count) * PIXELS;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE / 2; j++) {
                pixels[i * SIDE + half * SIDE / 2 + j] =
                    (uint8_t)((digit[i * SIDE + 2 * j] +
                               digit[i * SIDE + 2 * j + 1]) /
                              2);
            }
        }
    }
}

// ## All of them
//
// Letters are nearest to digits, so there are most of them.
static OtherKind choose_kind(Rng *rng)
{
    static const int shares[OTHER_KINDS] = {45, 15, 12, 8, 12, 8};
    int draw = rng_below(rng, 100), kind = 0;
    while (draw >= shares[kind]) {
        draw -= shares[kind++];
    }
    return (OtherKind)kind;
}

static void draw_other(uint8_t *pixels, OtherKind kind, const Dataset *digits,
                       Rng *rng)
{
    switch (kind) {
    case OTHER_LETTER:
        draw_letter(pixels, rng);
        break;
    case OTHER_SIGN:
        draw_sign(pixels, rng);
        break;
    case OTHER_SCRIBBLE:
        draw_scribble(pixels, rng);
        break;
    case OTHER_BLOT:
        draw_blot(pixels, rng);
        break;
    case OTHER_TURNED:
        turn_digit(pixels, digits, rng);
        break;
    default:
        draw_pair(pixels, digits, rng);
    }
}

Dataset others_new(int count, const Dataset *digits, uint64_t seed)
{
    Error why;
    CHECK(others_possible(digits, "digits", &why), "%s", why.message);
    Dataset others = dataset_new(count, SIDE, SIDE, OTHER_KINDS);
    Rng rng = rng_new(seed);
    for (int i = 0; i < count; i++) {
        const OtherKind kind = choose_kind(&rng);
        others.labels[i] = (uint8_t)kind;
        draw_other(others.pixels + (ptrdiff_t)i * PIXELS, kind, digits, &rng);
    }
    return others;
}
