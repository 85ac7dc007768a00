// # Reading your own handwriting
//
// All digits so far came from a data set, cut out and centred by somebody
// else. **Does the network read a digit that you have just written?** Write one
// on paper, take a photo, and run
//
//     ./ch07/recognize --image photo.jpg
//
// *Predict first.* The network has only seen white digits on black. What does it
// need to read a blue one on yellow paper: more training, or something else?
//
// *Answer.* Something else: a picture that looks like those it has learnt
// from. The colours are removed, and the digit is scaled and centred, before
// the network sees it.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "figures/plot.h"
#include "ground/utf8.h"
#include "ink.h"
#include "ready_net.h"
#include "system/options.h"
#include "tensor/picture.h"

enum { SIDE = INK_SIDE, PIXELS = SIDE * SIDE, CLASSES = 10, SHOWN = 20 };
enum { MAX_FILES = 1000, ACROSS = 3, BAR = 40 };

typedef struct {
    Network net;
    Tensor *x;                  /* (1, PIXELS); owned */
    Tensor *y;                  /* (1, CLASSES); owned */
    double ink[SHOWN * PIXELS]; /* for the figure */
    char captions[SHOWN][24];
    int count; /* pictures read */
} Reader;

// ## The same eyes
//
// A network is good at what it has learnt from, and nothing else. So the
// picture is made into a digit of MNIST first: [ink](ink.c) finds the strokes,
// whatever their colours, scales them to 20 pixels and puts their *centre of
// mass* (质心), the mean place of all ink, in the middle. The program prints
// what the network then sees, and it is worth a look: most wrong answers begin
// there. The name of a file is cleaned by [utf8](../common/ground/utf8.c)
// before it is printed.
static void show_answer(const Tensor *y, int answer)
{
    for (int k = 0; k < CLASSES; k++) {
        const double p = (double)y->data[k];
        printf("%3d %6.4f %.*s%s\n", k, p, (int)(BAR * p + 0.5),
               "########################################",
               k == answer ? " <" : "");
    }
}

// For the network, ink is 1 and paper 0, as everywhere in this book.
static void read_digit(Reader *r, const uint8_t *pixels)
{
    int answer;
    for (int p = 0; p < PIXELS; p++) {
        r->x->data[p] = (real)pixels[p] / 255;
    }
    r->y = ready_net_probabilities(r->y, &r->net, r->x);
    tensor_argmax(&answer, r->y, 1);
    show_answer(r->y, answer);
    printf("read as %d\n", answer);
    if (r->count < SHOWN) {
        for (int p = 0; p < PIXELS; p++) {
            r->ink[r->count * PIXELS + p] = pixels[p] / 255.0;
        }
        snprintf(r->captions[r->count], sizeof r->captions[0], "%d  %.2f",
                 answer, (double)r->y->data[answer]);
    }
    r->count++;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static bool read_picture(Reader *r, const char *path, Error *error)
{
    Photo photo = {0};
    uint8_t pixels[PIXELS];
    if (!photo_load(&photo, path, error)) {
        return false;
    }
    const bool ok = ink_extract(pixels, &photo, path, error);
    if (ok) {
        char *name = utf8_clean(last_part(path));
        printf("\n%s, %d x %d pixels; the network sees\n", name, photo.width,
               photo.height);
        picture_print(pixels, SIDE, SIDE);
        read_digit(r, pixels);
        free(name);
    }
    photo_clear(&photo);
    return ok;
}

// ## A folder
//
// The pictures of a folder are read in the order of their names. What cannot be
// read is named and left out, because a folder may hold other files too.
static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool read_folder(Reader *r, const char *folder, Error *error)
{
    struct dirent **entries;
    const int count = scandir(folder, &entries, is_visible, alphasort);
    if (count < 0) {
        check_memory(errno, folder);
        return fail(error, EXIT_NOT_FOUND, "cannot open %s: %s", folder,
                    strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        Error trouble;
        char path[PATH_SIZE];
        if (i < MAX_FILES &&
            !(paths_join(path, folder, entries[i]->d_name, &trouble) &&
              read_picture(r, path, &trouble))) {
            char *text = utf8_clean(trouble.message);
            fprintf(stderr, "left out: %s\n", text);
            free(text);
        }
        free(entries[i]);
    }
    free(entries);
    return r->count > 0 || fail(error, EXIT_BAD_FILE,
                                "%s holds no picture of a digit", folder);
}

static bool read_all(Reader *r, const char *image, Error *error)
{
    struct stat status;
    char root[PATH_SIZE], samples[PATH_SIZE];
    if (image == NULL) {
        paths_root(root);
        if (!paths_join(samples, root, "ch07_cnn/samples", error)) {
            return false;
        }
        image = samples;
    }
    const bool folder = stat(image, &status) == 0 && S_ISDIR(status.st_mode);
    return folder ? read_folder(r, image, error)
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
        {"image", "PATH", "a PNG, JPEG or PGM, or a folder of them",
         OPTION_TEXT, &image, 0, 0},
        {"weights", "FILE", "a safetensors file with W1 b1 W2 b2 W3 b3",
         OPTION_TEXT, &weights, 0, 0}};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Reads a handwritten digit from a picture.", extra, 2);
    Reader *reader = allocate(1, sizeof *reader);
    bool ok = ready_net_load(&reader->net, SIDE, SIDE, CLASSES, weights,
                             options.data, &error);
    if (ok) {
        reader->x = tensor_new(SHAPE(1, PIXELS));
        ok =
            read_all(reader, image, &error) && draw(reader, &options, &error);
    }
    network_clear(&reader->net);
    tensor_free(reader->x);
    tensor_free(reader->y);
    free(reader);
    if (!ok) {
        die(options.program, &error);
    }
    return EXIT_OK;
}

// ## What came out
//
// Without `--image` the program reads the pictures in `ch07_cnn/samples`, which
// [draw_samples](draw_samples.c) has made: dark on light, light on dark, and one
// with a shadow. Each bar is a probability, and the ten of them add up to 1.
//
// ![What the network sees of each picture, in the order of their names, with its answer and the probability. Compare the sizes and the places: they are all alike now.](handwriting.svg)
//
// No camera at hand? [The laboratory](../docs/lab/README.md#draw-a-digit) reads what you
// draw in the browser.
//
// For your own digits: one digit on a picture, with some paper around it,
// in even light. The program takes everything that is darker than the rest for ink, also a
// shadow, a line of the paper or the edge of the table.
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
