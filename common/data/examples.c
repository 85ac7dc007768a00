// # Which examples, from where
//
// **Must a reader have MNIST before the first program runs?** No. If it is
// there, it is used; if not, the program draws digits itself, and says so.
// But whoever *names* a data set gets that one or an error, and never another
// one in its place: a wrong accuracy without a warning is worse than none.
#include "data/examples.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "data/digits.h"
#include "data/idx.h"
#include "ground/utf8.h"
#include "system/given.h"
#include "system/paths.h"
#include "system/threads.h"

enum { CLASSES = 10, FILES = 4, MAX_PLACES = 3 };

// ## The four files
//
// Everyone who copies MNIST keeps these names, nearly. The second hyphen is a dot in some
// copies, the images to be examined on are called `test` in others, and each file may be packed.
// PyTorch puts all of them two folders below the one that it was given. EMNIST, which
// continues MNIST, has its own name in front. Some archives put each file into a folder
// of the same name. And a name that came from another system may be in capitals.
//
// Where the system does not let us look, a file [may well be](../system/given.c): then
// whoever opens it hears why it cannot be read, and does not get other examples in its
// place.
static const char *const file_names[FILES] = {
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
};

static const char *const beginnings[] = {"",
                                         "emnist-digits-",
                                         "emnist-mnist-",
                                         "raw/",
                                         "MNIST/raw/",
                                         "FashionMNIST/raw/",
                                         "EMNIST/raw/emnist-digits-",
                                         "gzip/emnist-digits-",
                                         "gzip/emnist-mnist-"};
enum { BEGINNINGS = sizeof beginnings / sizeof *beginnings };

/* path becomes that of the file spelled, in folder, or in a folder of its own name. */
static bool find_file(char *path, const char *folder, char *spelled)
{
    Error too_long;
    char inner[PATH_SIZE], *hyphen = strstr(spelled, "idx") - 1;
    if (!paths_join(path, folder, spelled, &too_long) ||
        (given_kind(path) == GIVEN_NOTHING && !given_in_capitals(path))) {
        return false;
    }
    bool found = given_kind(path) != GIVEN_FOLDER;
    for (const char *c = "-."; !found && *c != '\0'; c++) {
        *hyphen = *c;
        found = paths_join(inner, path, spelled, &too_long) &&
                given_kind(inner) != GIVEN_NOTHING;
        if (found) {
            memcpy(path, inner, sizeof inner);
        }
    }
    return found;
}

// All spellings of one file behind one beginning.
static bool find_spelling(char *path, const char *folder,
                          const char *beginning, const char *name)
{
    static const char *const endings[] = {"", ".gz"};
    const bool test = strncmp(name, "t10k", 4) == 0;
    const char *rest = strchr(name, '-'), *idx = strstr(name, "-idx");
    for (int spelling = 0; spelling < (test ? 8 : 4); spelling++) {
        char spelled[80];
        snprintf(spelled, sizeof spelled, "%s%s%.*s%c%s%s", beginning,
                 !test          ? "train"
                 : spelling < 4 ? "t10k"
                                : "test",
                 (int)(idx - rest), rest, spelling / 2 % 2 == 0 ? '-' : '.',
                 idx + 1, endings[spelling % 2]);
        if (find_file(path, folder, spelled)) {
            return true;
        }
    }
    return false;
}

// The first beginning for which there is any of the four. All four must then have it.
static const char *find_beginning(const char *folder)
{
    char path[PATH_SIZE];
    for (int b = 0; b < BEGINNINGS; b++) {
        for (int i = 0; i < FILES; i++) {
            if (find_spelling(path, folder, beginnings[b], file_names[i])) {
                return beginnings[b];
            }
        }
    }
    return NULL;
}

static bool holds_examples(const char *folder)
{
    return find_beginning(folder) != NULL;
}

// What is there helps to see what is wrong, and whether it is a folder. A stranger's names are
// cleaned.
static const char *slash_after(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    Error too_long;
    return paths_join(path, folder, name, &too_long) &&
                   given_kind(path) == GIVEN_FOLDER
               ? "/"
               : "";
}

// Whoever has downloaded an archive, and nothing else is there, learns how to unpack it.
static const char *unpacked_with(const char *name)
{
    static const char *const kinds[][2] = {
        {".zip", "unzip"},      {".tar", "tar xf"},    {".tgz", "tar xf"},
        {".tar.gz", "tar xf"},  {".tar.xz", "tar xf"}, {".rar", "unrar x"},
        {".tar.bz2", "tar xf"}, {".7z", "7z x"}};
    const char *ending = strchr(name, '.');
    for (; ending != NULL; ending = strchr(ending + 1, '.')) {
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            if (strcasecmp(ending, kinds[i][0]) == 0) {
                return kinds[i][1];
            }
        }
    }
    return NULL;
}

enum {
    LISTED = 6,   /* no more names of a folder are told */
    LETTERS = 40, /* of each, and ", " and "/" besides */
    LIST_SIZE = LISTED * (LETTERS + 3) + sizeof " and 2147483647 more"
};

/* Returns the command that unpacks the only thing there, or NULL. */
static const char *list_folder(const char *folder, char list[LIST_SIZE])
{
    Error ignored;
    char **names = given_names(folder, &ignored);
    size_t end = 0;
    int count = 0;
    snprintf(list, LIST_SIZE, "nothing");
    for (; names != NULL && names[count] != NULL; count++) {
        if (count < LISTED) {
            char *name = utf8_clean(names[count]);
            end += (size_t)snprintf(list + end, LIST_SIZE - end, "%s%.*s%s",
                                    count > 0 ? ", " : "", LETTERS, name,
                                    slash_after(folder, names[count]));
            free(name);
        }
    }
    if (count > LISTED) {
        snprintf(list + end, LIST_SIZE - end, " and %d more", count - LISTED);
    }
    given_free(names);
    return count == 1 ? unpacked_with(list) : NULL;
}

static bool say_missing(const char *folder, const char *beginning,
                        const char *name, Error *error)
{
    char list[LIST_SIZE];
    const char *command = list_folder(folder, list);
    if (command != NULL) {
        return fail(error, EXIT_NOT_FOUND,
                    "%.600s holds an archive only: unpack it there, with "
                    "%s \"%s\"",
                    folder, command, list);
    }
    return fail(
        error, EXIT_NOT_FOUND,
        "%.600s does not hold %s%s, raw or .gz: a data set is four files, "
        "as `make data` fetches them, there or in MNIST/raw below; "
        "it holds %s. Other images become such files in Python: "
        "common/data/idx.c shows how",
        folder, beginning != NULL ? beginning : "", name, list);
}

// An archive is often unpacked into a folder of its own. So where there is nothing but one
// folder, we look into that.
static bool go_into_only_folder(char *folder)
{
    Error ignored;
    char inner[PATH_SIZE], **names = given_names(folder, &ignored);
    const bool found = names != NULL && names[0] != NULL &&
                       names[1] == NULL &&
                       paths_join(inner, folder, names[0], &ignored) &&
                       given_kind(inner) == GIVEN_FOLDER;
    if (found) {
        memcpy(folder, inner, sizeof inner);
    }
    given_free(names);
    return found;
}

static const char *find_below(char *folder)
{
    enum { DEEPEST = 4 };
    const char *beginning = find_beginning(folder);
    for (int depth = 0;
         beginning == NULL && depth < DEEPEST && go_into_only_folder(folder);
         depth++) {
        beginning = find_beginning(folder);
    }
    return beginning;
}

static bool find_files(char paths[FILES][PATH_SIZE], const char *folder,
                       Error *error)
{
    const GivenKind kind = given_kind(folder);
    if (kind == GIVEN_NOTHING) {
        return fail(error, EXIT_NOT_FOUND, "there is no folder %s", folder);
    }
    if (kind == GIVEN_HIDDEN) {
        return fail(error, EXIT_IO, "cannot look into the folder %s: %s",
                    folder, strerror(errno));
    }
    if (kind == GIVEN_FILE) {
        return fail(error, EXIT_BAD_FILE,
                    "%s is a file: a data set is a folder with four files",
                    folder);
    }
    char inner[PATH_SIZE];
    snprintf(inner, sizeof inner, "%s", folder);
    const char *beginning = find_below(inner);
    for (int i = 0; i < FILES; i++) {
        if (beginning == NULL ||
            !find_spelling(paths[i], inner, beginning, file_names[i])) {
            return say_missing(inner, beginning, file_names[i], error);
        }
    }
    return true;
}

// ## From a folder
//
// Unpacking takes most of the time. The two halves have nothing to do with
// each other, so two threads share them.
typedef struct {
    Dataset *data;
    const char *images, *labels;
    bool loaded;
    Error error;
} Half;

static void load_halves(void *halves, int first, int end)
{
    for (int i = first; i < end; i++) {
        Half *h = (Half *)halves + i;
        h->loaded =
            idx_load(h->data, h->images, h->labels, CLASSES, &h->error);
    }
}

static bool load_files(Examples *examples, char paths[FILES][PATH_SIZE],
                       Error *error)
{
    Half halves[2] = {
        {.data = &examples->train, .images = paths[0], .labels = paths[1]},
        {.data = &examples->test, .images = paths[2], .labels = paths[3]}};
    in_parts((Job){.count = 2, .nanoseconds = 1e8}, load_halves, halves);
    for (int i = 0; i < 2; i++) {
        if (!halves[i].loaded) {
            *error = halves[i].error;
            return false;
        }
    }
    return true;
}

// The images of EMNIST lie on their side: rows and columns are exchanged.
static void exchange_rows_and_columns(Dataset *data)
{
    const int H = data->height, W = data->width;
    Dataset old = *data;
    *data = dataset_new(old.count, W, H, old.classes);
    memcpy(data->labels, old.labels, (size_t)old.count);
    for (ptrdiff_t n = 0; n < old.count; n++) {
        for (int i = 0; i < H; i++) {
            for (int j = 0; j < W; j++) {
                data->pixels[n * H * W + j * H + i] =
                    old.pixels[n * H * W + i * W + j];
            }
        }
    }
    dataset_clear(&old);
}

static void put_upright(Examples *examples, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (strncasecmp(slash != NULL ? slash + 1 : path, "emnist", 6) == 0) {
        exchange_rows_and_columns(&examples->train);
        exchange_rows_and_columns(&examples->test);
    }
}

static bool check_sizes(const Examples *examples, const char *folder,
                        Error *error)
{
    const Dataset *train = &examples->train, *test = &examples->test;
    return (train->height == test->height && train->width == test->width) ||
           fail(error, EXIT_BAD_FILE,
                "%s: the images to learn from have %d x %d pixels, those to "
                "be examined on %d x %d",
                folder, train->height, train->width, test->height,
                test->width);
}

// The name goes into files that others read, so it is [good UTF-8](../ground/utf8.c). One
// that is too long is cut, but not within a character.
static void copy_name(char *name, size_t size, const char *from)
{
    char *clean = utf8_clean(from);
    size_t end = 0;
    unsigned code;
    for (size_t bytes; (bytes = (size_t)utf8_read(clean + end, &code)) > 0 &&
                       end + bytes < size;) {
        end += bytes;
    }
    snprintf(name, size, "%.*s", (int)end, clean);
    free(clean);
}

// A set that has only the name of its folder is named once.
static void describe(Examples *examples, const char *name, const char *folder,
                     const char *remark)
{
    copy_name(examples->name, sizeof examples->name, name);
    snprintf(examples->note, sizeof examples->note,
             "data: %s, %d to learn from and %d to be examined on%s%.800s%s",
             name, examples->train.count, examples->test.count,
             folder != NULL ? "\n      from " : "",
             folder != NULL ? folder : "", remark);
}

static bool load_folder(Examples *examples, const char *folder,
                        const char *name, Error *error)
{
    char(*paths)[PATH_SIZE] = allocate(FILES, sizeof *paths);
    const bool ok = find_files(paths, folder, error) &&
                    load_files(examples, paths, error) &&
                    check_sizes(examples, folder, error);
    if (ok) {
        put_upright(examples, paths[0]);
        describe(examples, name, name == folder ? NULL : folder, "");
    } else {
        examples_clear(examples);
    }
    free(paths);
    return ok;
}

// ## Sets with a name
//
// The places of a set are tried in this order. Those without a leading `/`
// are below the project's root, so it does not matter where a program is
// started.
typedef struct {
    const char *title;
    const char *advice; /* how to get it */
    const char *places[MAX_PLACES];
} NamedSet;

static const NamedSet mnist = {
    "MNIST",
    "`make data` fetches it, or say where it is with --data DIR or MNIST_DIR",
    {"data/mnist"},
};

static const NamedSet fashion = {
    "Fashion-MNIST",
    "`apt install dataset-fashion-mnist` brings it",
    {"data/fashion", "build/deps/usr/share/datasets/fashion-mnist",
     "/usr/share/datasets/fashion-mnist"},
};

static bool find_place(char *folder, const char *root, const NamedSet *set,
                       int place)
{
    Error too_long;
    if (place >= MAX_PLACES || set->places[place] == NULL) {
        return false;
    }
    const char *name = set->places[place];
    return name[0] == '/' ? paths_join(folder, "/", name + 1, &too_long)
                          : paths_join(folder, root, name, &too_long);
}

static bool find_set(char *folder, const char *root, const NamedSet *set)
{
    for (int i = 0; find_place(folder, root, set, i); i++) {
        if (holds_examples(folder)) {
            return true;
        }
    }
    return false;
}

static bool load_set(Examples *examples, const char *root,
                     const NamedSet *set, Error *error)
{
    char folder[PATH_SIZE];
    if (find_set(folder, root, set)) {
        return load_folder(examples, folder, set->title, error);
    }
    fail(error, EXIT_NOT_FOUND, "%s was not found (%s); looked in",
         set->title, set->advice);
    for (int i = 0; find_place(folder, root, set, i); i++) {
        const size_t end = strlen(error->message);
        snprintf(error->message + end, sizeof error->message - end, "%s %s",
                 i > 0 ? "," : "", folder);
    }
    return false;
}

// A variable that is set and wrong is a mistake, and the message has to name
// the variable: its value may stand in a file that nobody remembers.
static bool load_from_variable(Examples *examples, const char *folder,
                               Error *error)
{
    Error inner;
    return load_folder(examples, folder, mnist.title, &inner) ||
           fail(error, inner.status, "MNIST_DIR is set, but %s",
                inner.message);
}

// ## Digits of our own
//
// Two seeds, so that the examination has nothing in common with the lessons.
static bool load_digits(Examples *examples, const char *remark)
{
    enum { TRAIN = 20000, TRAIN_SEED = 1, TEST = 4000, TEST_SEED = 2 };
    examples->train = digits_new(TRAIN, TRAIN_SEED);
    examples->test = digits_new(TEST, TEST_SEED);
    describe(examples, "built-in digits", NULL, remark);
    return true;
}

// ## The choice
//
// A name is looked for first among the sets that are known, then as a folder.
bool examples_exist(const char *name, Error *error)
{
    static const char *const sets[] = {"mnist", "fashion", "digits"};
    bool known = name == NULL;
    for (size_t i = 0; !known && i < sizeof sets / sizeof *sets; i++) {
        known = strcmp(name, sets[i]) == 0;
    }
    return known || given_kind(name) != GIVEN_NOTHING ||
           fail(error, EXIT_NOT_FOUND,
                "there is no data set or folder \"%s\": --data takes mnist, "
                "fashion, digits, or a folder with the four files of a "
                "data set",
                name);
}

bool examples_load_below(Examples *examples, const char *root,
                         const char *name, Error *error)
{
    char folder[PATH_SIZE];
    const char *variable = getenv("MNIST_DIR");
    const bool variable_set = variable != NULL && *variable != '\0';
    *examples = (Examples){0};
    if (name == NULL && !variable_set && !find_set(folder, root, &mnist)) {
        return load_digits(examples, "\n      (no MNIST found: `make data` "
                                     "fetches it, or --data DIR)");
    }
    if (name == NULL || strcmp(name, "mnist") == 0) {
        return variable_set ? load_from_variable(examples, variable, error)
                            : load_set(examples, root, &mnist, error);
    }
    if (strcmp(name, "fashion") == 0) {
        return load_set(examples, root, &fashion, error);
    }
    if (strcmp(name, "digits") == 0) {
        return load_digits(examples, "");
    }
    return examples_exist(name, error) &&
           load_folder(examples, name, name, error);
}

bool examples_load(Examples *examples, const char *name, Error *error)
{
    char root[PATH_SIZE];
    paths_root(root);
    return examples_load_below(examples, root, name, error);
}

// Any count and any size can be read, but a program may need more: nobody holds out a fifth of
// three images, and an image of $3 \times 3$ has no square of $4 \times 4$ in it. That is no bug
// of the program, so it asks as soon as it has the examples.
bool examples_enough(const Examples *examples, int train, int test, int side,
                     Error *error)
{
    const Dataset *learnt = &examples->train, *examined = &examples->test;
    if (learnt->count < train || examined->count < test) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: this program wants at least %d images to learn from "
                    "and %d to be examined on, and there are %d and %d",
                    examples->name, train, test, learnt->count,
                    examined->count);
    }
    return (learnt->height >= side && learnt->width >= side) ||
           fail(error, EXIT_BAD_FILE,
                "%s: this program wants images of at least %d x %d pixels, "
                "and these have %d x %d",
                examples->name, side, side, learnt->height, learnt->width);
}

// A network is only good at what it has learnt, so each chapter that ships
// weights has two files of them.
bool examples_weights(char *path, const char *chapter, const char *name,
                      Error *error)
{
    char root[PATH_SIZE], folder[PATH_SIZE];
    const bool drawn = name != NULL && (strcmp(name, "digits") == 0 ||
                                        strcmp(name, "built-in digits") == 0);
    paths_root(root);
    return paths_join(folder, root, chapter, error) &&
           paths_join(path, folder,
                      drawn ? "weights/digits.safetensors"
                            : "weights/mnist.safetensors",
                      error);
}

void examples_clear(Examples *examples)
{
    dataset_clear(&examples->train);
    dataset_clear(&examples->test);
    *examples = (Examples){0};
}
