// # Reading your own handwriting
//
// All digits so far came from a data set, cut out and centred by somebody
// else. **Does the network read a digit that you have just written?** Write one
// on paper, take a photo, and run
//
//     ./ch07/recognize photo.jpg
//
// *Predict first.* The network has only seen digits of ink 1 on paper 0, all of one
// size and in the middle. What does it need to read a blue one on yellow paper:
// more training, or something else?
//
// *Answer.* Something else: a picture that looks like those it has learnt
// from. The colours are removed, and the digit is scaled and centred, before
// the network sees it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "ground/utf8.h"
#include "ink.h"
#include "judge.h"
#include "photo_file.h"
#include "ready_net.h"
#include "system/given.h"
#include "system/options.h"
#include "system/way.h"
#include "tensor/picture.h"

enum { SIDE = INK_SIDE, PIXELS = SIDE * SIDE, CLASSES = 10, SHOWN = 20 };
enum { ACROSS = 3, BAR = 40 };

typedef struct {
    Network net;
    Network judge;              /* says whether there is a digit at all */
    Tensor *x;                  /* (1, PIXELS); owned */
    Tensor *y;                  /* (1, CLASSES); owned */
    double ink[SHOWN * PIXELS]; /* for the figure */
    char captions[SHOWN][24];
    int count; /* digits read */
} Reader;

// ## Like the images that it learnt from
//
// A network is good at what it has learnt from, and nothing else. So the picture
// is made into digits of MNIST first. [ink](ink.c) finds the strokes, whatever
// their colours and whatever else is in the picture, and scales each digit to 20
// pixels.
//
// Then the digit is put into the middle of the image. Its own middle is the
// *centre of mass* (质心), the mean place of all ink. For example, if three
// pixels of ink are in the columns 2, 3 and 10, their mean place is column 5:
// that column goes to the middle. In C, the row and the column of each pixel
// are multiplied by its ink and added up. In the end both sums are divided by
// all the ink. The 0.5 leads from the edge of a pixel to its middle:
//
// ```c
//                 mass += ink;
//                 place.row += ink * (i + 0.5);
//                 place.column += ink * (j + 0.5);
// …
//     place.row /= mass;
//     place.column /= mass;
// ```
//
// The program prints what the network then sees, and it is worth a look: most wrong
// answers begin there.
static void show_answer(const Tensor *y, int answer)
{
    for (int k = 0; k < CLASSES; k++) {
        const double p = (double)y->data[k];
        printf("%3d %6.4f %.*s%s\n", k, p, (int)(BAR * p + 0.5),
               "########################################",
               k == answer ? " <" : "");
    }
}

// ## Is it sure?
//
// Two kinds of answers are not taken as they are. Where the largest probability
// is below 0.7, the second one is named as well. And where the
// [judge](judge.c), a second network that has learnt what is no digit, finds
// that this may be no digit, the program says so: ten probabilities add up to 1
// even if the picture shows a cat.
static int second_of(const Tensor *y, int answer)
{
    int second = answer == 0 ? 1 : 0;
    for (int k = 0; k < CLASSES; k++) {
        second = k != answer && y->data[k] > y->data[second] ? k : second;
    }
    return second;
}

static void say_answer(const Tensor *y, int answer, double doubt)
{
    const double SURE = 0.7;
    printf("read as %d", answer);
    if (doubt >= JUDGE_DOUBTS) {
        printf(
            ", but this may be no digit: the judge finds that %.2f probable",
            doubt);
    } else if ((double)y->data[answer] < SURE) {
        printf(", but not surely: it may be a %d", second_of(y, answer));
    }
    putchar('\n');
}

static void keep_for_figure(Reader *r, const uint8_t *pixels, int answer,
                            bool doubted)
{
    if (r->count < SHOWN) {
        for (int p = 0; p < PIXELS; p++) {
            r->ink[r->count * PIXELS + p] = pixels[p] / 255.0;
        }
        snprintf(r->captions[r->count], sizeof r->captions[0],
                 doubted ? "%d?  %.2f" : "%d  %.2f", answer,
                 (double)r->y->data[answer]);
    }
    r->count++;
}

// For the network, ink is 1 and paper 0, as everywhere in this book.
static void read_digit(Reader *r, const uint8_t *pixels)
{
    int answer;
    picture_print(pixels, SIDE, SIDE);
    for (int p = 0; p < PIXELS; p++) {
        r->x->data[p] = (real)pixels[p] / 255;
    }
    r->y = ready_net_probabilities(r->y, &r->net, r->x);
    tensor_argmax(&answer, r->y, 1);
    const double doubt = judge_doubt(&r->judge, r->x);
    show_answer(r->y, answer);
    say_answer(r->y, answer, doubt);
    keep_for_figure(r, pixels, answer, doubt >= JUDGE_DOUBTS);
}

// ## One picture
//
// The program says what was in the way, and what it left out. The code is
// folded: it prints, and cleans the names of files with
// [utf8](../common/ground/utf8.c) before it does.
/* folded */
static void say_what_was_found(const Ink *ink)
{
    if (ink->lines) {
        puts("The lines of the paper were taken away.");
    }
    if (ink->edge) {
        puts("What lay at the edge, or framed the rest, was left out.");
    }
    if (ink->cut) {
        puts(
            "The writing touches the edge of the picture: is all of it there?");
    }
    if (ink->specks > 0) {
        printf("Small specks that were left out: %d.\n", ink->specks);
    }
    if (ink->shapes > 0) {
        printf("Dashes and filled patches that were left out: %d.\n",
               ink->shapes);
    }
}

static void read_digits(Reader *r, const Ink *ink, const char *name,
                        const Photo *photo)
{
    printf("\n%s, %d x %d pixels; ", name, photo->width, photo->height);
    if (ink->count == 1) {
        puts("the network sees");
    } else if (ink->more > 0) {
        printf("there seem to be %d digits; the first %d are read one by "
               "one, and the last %d are left out\n",
               ink->count + ink->more, ink->count, ink->more);
    } else {
        printf("there seem to be %d digits, which are read one by one\n",
               ink->count);
    }
    say_what_was_found(ink);
    for (int i = 0; i < ink->count; i++) {
        const Box b = ink->digits[i].box;
        if (ink->count > 1) {
            printf("digit %d, in rows %d to %d and columns %d to %d; the "
                   "network sees\n",
                   i + 1, b.top, b.bottom - 1, b.left, b.right - 1);
        }
        read_digit(r, ink->digits[i].pixels);
    }
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static bool read_picture(Reader *r, const char *path, Error *error)
{
    Photo photo = {0};
    Ink ink = {0};
    PhotoNote note;
    if (!photo_load(&photo, &note, path, error)) {
        return false;
    }
    if (note.text[0] != '\0') {
        char *text = utf8_clean(path);
        fprintf(stderr, "note: %s: %s\n", text, note.text);
        free(text);
    }
    const bool ok = ink_find(&ink, &photo, path, error);
    if (ok) {
        char *name = utf8_clean(last_part(path));
        read_digits(r, &ink, name, &photo);
        free(name);
    }
    ink_clear(&ink);
    photo_clear(&photo);
    return ok;
}

// ## A folder
//
// The pictures of a folder [are read](../common/system/given.c) in the order of their names. What cannot be
// read is named and left out, because a folder may hold other files too.
/* folded */
static bool read_folder(Reader *r, const char *folder, Error *error)
{
    Error why;
    char **names = given_names(folder, &why);
    if (names == NULL) {
        return fail(error, why.status, "cannot open %s: %s", folder,
                    why.message);
    }
    for (char **name = names; *name != NULL; name++) {
        Error trouble;
        char path[PATH_SIZE];
        if (!(paths_join(path, folder, *name, &trouble) &&
              read_picture(r, path, &trouble))) {
            char *text = utf8_clean(trouble.message);
            fprintf(stderr, "left out: %s\n", text);
            free(text);
        }
    }
    given_free(names);
    return r->count > 0 || fail(error, EXIT_BAD_FILE,
                                "%s holds no picture of a digit: PNG, JPEG, "
                                "PGM and PPM files that lie in it are read",
                                folder);
}

static bool read_all(Reader *r, const char *image, Error *error)
{
    char root[PATH_SIZE], samples[PATH_SIZE];
    if (image == NULL) {
        paths_root(root);
        if (!paths_join(samples, root, "ch07_cnn/samples", error)) {
            return false;
        }
        image = samples;
    }
    return given_kind(image) == GIVEN_FOLDER ? read_folder(r, image, error)
                                             : read_picture(r, image, error);
}

static bool draw(const Reader *r, const Options *options, Error *error)
{
    const char *captions[SHOWN];
    const int shown = r->count < SHOWN ? r->count : SHOWN;
    for (int i = 0; i < shown; i++) {
        captions[i] = r->captions[i];
    }
    Plot *plot = plot_new("handwriting", (PlotFrame){0});
    plot_images(plot, shown, SIDE, SIDE, shown < ACROSS ? shown : ACROSS,
                r->ink, captions);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

int main(int argc, char **argv)
{
    const char *image = NULL, *weights = NULL;
    const Option extra[] = {
        {"image", "PATH", "a PNG, JPEG, PGM or PPM, or a folder of them",
         OPTION_PLAIN, &image, 0, 0},
        {"weights", "FILE", "a safetensors file with W1 b1 W2 b2 W3 b3",
         OPTION_TEXT, &weights, 0, 0}};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Reads a handwritten digit from a picture.", extra, 2);
    Reader *reader = allocate(1, sizeof *reader);
    bool ok = examples_exist(options.data, &error) &&
              ready_net_load(&reader->net, SIDE, SIDE, CLASSES, weights,
                             options.data, &error) &&
              ready_judge_load(&reader->judge, &error);
    if (ok) {
        reader->x = tensor_new(SHAPE(1, PIXELS));
        ok =
            read_all(reader, image, &error) && draw(reader, &options, &error);
    }
    network_clear(&reader->net);
    network_clear(&reader->judge);
    tensor_free(reader->x);
    tensor_free(reader->y);
    free(reader);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Without a name the program reads the pictures in `ch07_cnn/samples`, which
// [draw_samples](draw_samples.c) has made: dark on light, light on dark, and one
// with a shadow. Each bar is a probability, and the ten of them add up to 1.
//
// ![What the network sees of each picture, in the order of their names, with its answer and the probability. Compare the sizes and the places: they are all alike now.](handwriting.svg)
//
// Where this page runs the program, drop your photo on it: it stays in your browser. No camera
// at hand? [The laboratory](../docs/lab/README.md#draw-a-digit) reads what you draw there.
//
// For your own digits: leave some paper around each, and between them. Ruled paper,
// punched holes, a line below the number, a shadow, the table around the sheet do no harm.
// Several digits are read one by one. If the picture shows a letter, the judge should say so;
// [the next page](no_digit.c) measures how often it does.
//
// **Try it.** Write a 7 with a bar and one without, and a 1 with a hook and one
// without. Then move the paper and take the photo again. How much do the
// probabilities change?
//
// **Check yourself.** A digit turned by 90 degrees is read with high confidence, and
// wrongly. Why does the preparation not turn it back?
//
// *Answer.* It cannot know that the picture is turned: a 6 turned by half a
// circle is a 9. Only the writer knows which side is up.
