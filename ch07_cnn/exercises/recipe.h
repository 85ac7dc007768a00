/** @file recipe.h
 *  A network for images as a line of text, such as "conv 8 5, relu, pool 2, affine
 * 10": read, and its shapes and costs counted. For tests and adapters; an answer is
 * not linked to it. The text may be anybody's. */
#ifndef RECIPE_H
#define RECIPE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECIPE_LAYERS = 24, /**< at most */
    RECIPE_TEXT = 400   /**< letters, at most */
};

/** What a layer does. */
enum recipe_kind { RECIPE_CONV, RECIPE_POOL, RECIPE_RELU, RECIPE_AFFINE };

/** A layer, and what comes out of it. */
struct recipe_layer {
    enum recipe_kind kind;
    size_t given[3]; /**< the numbers behind its word; 0 where none is */
    size_t C, H, W;  /**< the shape behind it; behind affine (C, 1, 1) */
    size_t inputs;   /**< how many numbers one output adds up; or 0 */
    size_t numbers;  /**< what it learns: weights and biases */
    size_t multiplications; /**< for one image */
    int flat; /**< not 0 behind an affine layer: no neighbours are left */
};

/** A network. */
struct recipe {
    size_t count;
    struct recipe_layer layer[RECIPE_LAYERS];
    size_t numbers, multiplications; /**< of all layers */
    char trouble[200];               /**< why it was not read; else "" */
};

/** A word of the text: how it is written, how many numbers it needs and may
 *  have, and how large they may be. */
struct recipe_word {
    const char *word, *usage;
    size_t least, most, limit;
};
static const struct recipe_word recipe_words[] = {
    [RECIPE_CONV] = {"conv", "conv FILTERS SIZE [PAD]", 2, 3, 512},
    [RECIPE_POOL] = {"pool", "pool SIZE", 1, 1, 28},
    [RECIPE_RELU] = {"relu", "relu", 0, 0, 0},
    [RECIPE_AFFINE] = {"affine", "affine NEURONS", 1, 1, 4096}};

/** Read one layer, which ends before `end`. Returns 0 if it is none. */
static inline int recipe_word(struct recipe_layer *l, const char *text,
                              const char *end)
{
    char word[8];
    int at = 0;
    if (sscanf(text, " %7[a-z]%n", word, &at) != 1) {
        return 0;
    }
    for (size_t k = 0; k < sizeof recipe_words / sizeof *recipe_words; k++) {
        const struct recipe_word *w = &recipe_words[k];
        if (strcmp(word, w->word) != 0) {
            continue;
        }
        *l = (struct recipe_layer){.kind = (enum recipe_kind)k};
        size_t n = 0;
        unsigned number;
        int more = 0;
        for (text += at; n < w->most && text < end &&
                         sscanf(text, " %4u%n", &number, &more) == 1;
             text += more) {
            l->given[n++] = number;
            if (number > w->limit || (number == 0 && n < 3)) {
                return 0;
            }
        }
        return n >= w->least && text + strspn(text, " ") == end;
    }
    return 0;
}

/** Shape and costs of layer l behind the shape of `before`. Returns 0 if they do
 *  not fit. */
static inline int recipe_fit(struct recipe_layer *l,
                             const struct recipe_layer *before)
{
    l->C = before->C, l->H = before->H, l->W = before->W;
    l->flat = before->flat || l->kind == RECIPE_AFFINE;
    if (before->flat && (l->kind == RECIPE_CONV || l->kind == RECIPE_POOL)) {
        return 0;
    }
    if (l->kind == RECIPE_CONV) {
        const size_t size = l->given[1], pad = l->given[2];
        if (size > l->H + 2 * pad || size > l->W + 2 * pad || pad >= size) {
            return 0;
        }
        l->C = l->given[0];
        l->H += 2 * pad - size + 1, l->W += 2 * pad - size + 1;
        l->inputs = before->C * size * size;
    } else if (l->kind == RECIPE_POOL) {
        l->H /= l->given[0], l->W /= l->given[0];
        return l->H > 0 && l->W > 0;
    } else if (l->kind == RECIPE_AFFINE) {
        l->C = l->given[0], l->H = l->W = 1;
        l->inputs = before->C * before->H * before->W;
    }
    l->numbers = l->inputs > 0 ? (l->inputs + 1) * l->C : 0;
    l->multiplications = l->inputs * l->C * l->H * l->W;
    return 1;
}

/** Read text into r, for grey images of H x W. Returns 0, and says in r->trouble
 *  why, if it is no network or does not fit. */
static inline int recipe_read(struct recipe *r, const char *text, size_t H,
                              size_t W)
{
    *r = (struct recipe){.count = 0};
    if (text == NULL || strlen(text) > RECIPE_TEXT) {
        snprintf(r->trouble, sizeof r->trouble, "the text is %s",
                 text == NULL ? "NULL" : "longer than 400 letters");
        return 0;
    }
    struct recipe_layer before = {.C = 1, .H = H, .W = W};
    for (const char *end; *text != '\0'; text = end + (*end == ',')) {
        end = text + strcspn(text, ",");
        struct recipe_layer *l = &r->layer[r->count];
        if (r->count == RECIPE_LAYERS || !recipe_word(l, text, end)) {
            snprintf(r->trouble, sizeof r->trouble,
                     r->count == RECIPE_LAYERS
                         ? "there are more than 24 layers"
                         : "layer %zu is not understood: \"%.*s\"",
                     r->count + 1, end - text < 40 ? (int)(end - text) : 40,
                     text);
            return 0;
        }
        r->count++;
        if (!recipe_fit(l, &before)) {
            snprintf(r->trouble, sizeof r->trouble,
                     "layer %zu, %s, does not fit: it gets %zu x %zu x %zu",
                     r->count, recipe_words[l->kind].word, before.C, before.H,
                     before.W);
            return 0;
        }
        r->numbers += l->numbers;
        r->multiplications += l->multiplications;
        before = *l;
    }
    return 1;
}

#endif
