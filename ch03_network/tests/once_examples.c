#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/digits.h"
#include "data/examples.h"
#include "ground/utf8.h"
#include "support.h"
#include "system/paths.h"
#include "test_files.h"

/* A set of train and 2 test examples of height x 4 pixels in folder/name. */
static void put_set(const char *root, const char *name, int train, int height)
{
    char folder[PATH_SIZE];
    Error error = {0};
    cr_assert(paths_join(folder, root, name, &error) &&
                  paths_make_folder(folder, &error),
              "%s", error.message);
    put_file(folder, "train-images-idx3-ubyte", idx_images(train, height, 4));
    put_file(folder, "train-labels-idx1-ubyte", idx_labels(train));
    put_file(folder, "t10k-images-idx3-ubyte", idx_images(2, height, 4));
    put_file(folder, "t10k-labels-idx1-ubyte", idx_labels(2));
}

static void expect_loaded(const char *root, const char *name, int train,
                          const char *title, const char *note)
{
    Examples examples;
    Error error = {0};
    cr_assert(examples_load_below(&examples, root, name, &error), "%s: %s",
              title, error.message);
    cr_assert_eq(examples.train.count, train, "%s: %d to learn from, not %d",
                 title, examples.train.count, train);
    cr_assert_str_eq(examples.name, title, "the name is %s, not %s",
                     examples.name, title);
    cr_assert(strstr(examples.note, note) != NULL, "%s: no <%s> in: %s",
              title, note, examples.note);
    examples_clear(&examples);
    cr_assert(examples.train.pixels == NULL && examples.test.labels == NULL,
              "%s: not cleared", title);
}

static void expect_refused(const char *root, const char *name,
                           ExitStatus status, const char *words)
{
    Examples examples;
    Error error = {0};
    cr_assert(!examples_load_below(&examples, root, name, &error),
              "%s was loaded, %d examples", name != NULL ? name : "NULL",
              examples.train.count);
    cr_assert_eq(error.status, status, "status %d, not %d: %s", error.status,
                 status, error.message);
    cr_assert(strstr(error.message, words) != NULL, "no <%s> in: %s", words,
              error.message);
    cr_assert(examples.train.pixels == NULL && examples.test.pixels == NULL &&
                  examples.train.count == 0,
              "something is left: %s", error.message);
}

Test(examples, without_MNIST_the_digits_serve_and_the_note_says_so)
{
    char *root = make_folder();
    unsetenv("MNIST_DIR");
    expect_loaded(
        root, NULL, 20000, "built-in digits",
        "data: built-in digits, 20000 to learn from and 4000 to be "
        "examined on\n      (no MNIST found: `make data` fetches it, "
        "or --data DIR)");
    setenv("MNIST_DIR", "", 1);
    expect_loaded(root, NULL, 20000, "built-in digits", "no MNIST found");
    put_set(root, "data", 3, 2);
    expect_loaded(root, NULL, 20000, "built-in digits", "no MNIST found");
    remove_folder(root);
}

Test(examples, the_two_halves_of_the_digits_are_independent)
{
    Examples examples;
    Error error = {0};
    cr_assert(examples_load(&examples, "digits", &error), "%s",
              error.message);
    cr_assert(examples.train.count == 20000 && examples.test.count == 4000,
              "%d and %d", examples.train.count, examples.test.count);
    cr_assert(strstr(examples.note, "no MNIST") == NULL,
              "digits were asked for, but: %s", examples.note);
    cr_assert(memcmp(examples.train.pixels, examples.test.pixels, 7840) != 0,
              "both halves begin with the same ten pictures");
    examples_clear(&examples);
}

Test(examples, MNIST_is_taken_from_the_root_or_from_the_variable)
{
    char *root = make_folder(), *elsewhere = make_folder();
    put_set(root, "data/mnist", 3, 2);
    put_set(elsewhere, "deep", 5, 2);
    unsetenv("MNIST_DIR");
    expect_loaded(root, NULL, 3, "MNIST",
                  "MNIST, 3 to learn from and 2 to be examined on\n");
    expect_loaded(root, "mnist", 3, "MNIST",
                  "data: MNIST, 3 to learn from and 2 to be examined on\n"
                  "      from ");

    char folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/deep", elsewhere);
    setenv("MNIST_DIR", folder, 1);
    expect_loaded(root, NULL, 5, "MNIST", folder);
    expect_loaded(root, "mnist", 5, "MNIST", folder);
    expect_loaded(root, "digits", 20000, "built-in digits", "built-in");
    remove_folder(root);
    remove_folder(elsewhere);
}

/* Folders that hold one folder are opened, but not for ever. */
Test(examples, four_folders_are_opened_and_no_more)
{
    char *near = make_folder(), *far = make_folder();
    put_set(near, "1/2/3/4", 3, 2);
    put_set(far, "1/2/3/4/5", 3, 2);
    expect_loaded("/nowhere", near, 3, near, "3 to learn from");
    expect_refused("/nowhere", far, EXIT_NOT_FOUND, "1/2/3/4");
    remove_folder(near);
    remove_folder(far);
}

Test(examples, fashion_is_looked_for_in_three_places)
{
    char *root = make_folder();
    setenv("MNIST_DIR", "/nowhere", 1);
    if (access("/usr/share/datasets/fashion-mnist", F_OK) != 0) {
        expect_refused(root, "fashion", EXIT_NOT_FOUND,
                       "apt install dataset-fashion-mnist");
        expect_refused(root, "fashion", EXIT_NOT_FOUND, "/data/fashion, ");
        expect_refused(root, "fashion", EXIT_NOT_FOUND,
                       ", /usr/share/datasets/fashion-mnist");
    } else {
        expect_loaded(root, "fashion", 60000, "Fashion-MNIST",
                      "\n      from /usr/share/datasets/fashion-mnist");
    }
    put_set(root, "build/deps/usr/share/datasets/fashion-mnist", 4, 2);
    expect_loaded(root, "fashion", 4, "Fashion-MNIST", "/build/deps/usr/");
    put_set(root, "data/fashion", 3, 2);
    expect_loaded(root, "fashion", 3, "Fashion-MNIST", "/data/fashion");
    remove_folder(root);
}

Test(examples, a_folder_may_hold_any_spelling)
{
    const char *const names[][4] = {
        {"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
         "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"},
        {"train-images.idx3-ubyte", "train-labels.idx1-ubyte",
         "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"},
        {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
         "t10k-images.idx3-ubyte.gz", "t10k-labels.idx1-ubyte.gz"},
        {"train-images.idx3-ubyte", "train-labels-idx1-ubyte",
         "test-images.idx3-ubyte", "test-labels-idx1-ubyte"},
        {"MNIST/raw/train-images-idx3-ubyte",
         "MNIST/raw/train-labels-idx1-ubyte",
         "MNIST/raw/t10k-images-idx3-ubyte",
         "MNIST/raw/t10k-labels-idx1-ubyte"},
        {"train-images-idx3-ubyte/train-images-idx3-ubyte",
         "train-labels-idx1-ubyte/train-labels-idx1-ubyte",
         "t10k-images-idx3-ubyte/t10k-images-idx3-ubyte",
         "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte"},
        {"train-images-idx3-ubyte/train-images.idx3-ubyte",
         "train-labels-idx1-ubyte/train-labels.idx1-ubyte",
         "t10k-images-idx3-ubyte/t10k-images.idx3-ubyte",
         "t10k-labels.idx1-ubyte"},
        {"gzip/emnist-mnist-train-images-idx3-ubyte",
         "gzip/emnist-mnist-train-labels-idx1-ubyte",
         "gzip/emnist-mnist-test-images-idx3-ubyte",
         "gzip/emnist-mnist-test-labels-idx1-ubyte"},
        {"TRAIN-IMAGES-IDX3-UBYTE", "Train-labels.idx1-ubyte",
         "T10K-IMAGES.IDX3-UBYTE", "t10k-labels-idx1-ubyte"},
        {"an archive/MNIST/raw/train-images-idx3-ubyte",
         "an archive/MNIST/raw/train-labels-idx1-ubyte",
         "an archive/MNIST/raw/t10k-images-idx3-ubyte",
         "an archive/MNIST/raw/t10k-labels-idx1-ubyte"},
        {"a/b/c/train-images-idx3-ubyte", "a/b/c/train-labels-idx1-ubyte",
         "a/b/c/t10k-images-idx3-ubyte", "a/b/c/t10k-labels-idx1-ubyte"},
    };
    for (size_t spelling = 0; spelling < sizeof names / sizeof *names;
         spelling++) {
        char *folder = make_folder(), note[PATH_SIZE];
        const Bytes files[] = {idx_images(6, 3, 5), idx_labels(6),
                               idx_images(4, 3, 5), idx_labels(4)};
        char below[PATH_SIZE];
        Error error;
        /* A folder of that name does not hide the file. */
        snprintf(below, sizeof below, "%s/train-images-idx3-ubyte", folder);
        cr_assert(spelling != 2 || paths_make_folder(below, &error));
        for (int i = 0; i < 4; i++) {
            const char *name = names[spelling][i];
            const char *slash = strrchr(name, '/');
            snprintf(below, sizeof below, "%s/%.*s", folder,
                     slash != NULL ? (int)(slash - name) : 0, name);
            cr_assert(paths_make_folder(below, &error), "%s", error.message);
            put_file(folder, names[spelling][i],
                     spelling == 2 ? gzip(files[i].bytes, files[i].size)
                                   : files[i]);
        }
        snprintf(note, sizeof note,
                 "data: %s, 6 to learn from and 4 to be examined on", folder);
        expect_loaded("/nowhere", folder, 6, folder, note);
        remove_folder(folder);
    }
}

/* The name is short, and its last character is whole, wherever it is cut. */
Test(examples, a_long_name_is_cut_between_characters)
{
    char *root = make_folder();
    for (int before = 0; before < 3; before++) {
        char name[128] = "", folder[PATH_SIZE];
        Examples examples;
        Error error;
        for (int i = 0; i < 30 + before; i++) {
            strcat(name, i < before ? "x" : "\xE6\x95\xB0");
        }
        put_set(root, name, 3, 2);
        snprintf(folder, sizeof folder, "%s/%s", root, name);
        const bool done =
            examples_load_below(&examples, "/nowhere", folder, &error);
        cr_assert(done, "%s", error.message);
        const size_t length = strlen(examples.name),
                     room = sizeof examples.name - 1;
        char *clean = utf8_clean(examples.name);
        cr_assert_str_eq(examples.name, clean, "it is called %s",
                         examples.name);
        cr_assert(strncmp(folder, examples.name, length) == 0 &&
                      length <= room && length + 3 > room,
                  "%zu bytes: %s", length, examples.name);
        free(clean);
        examples_clear(&examples);
    }
    remove_folder(root);
}

/* The bytes of a folder's name need be no characters, where the system allows that. */
Test(examples, a_name_can_be_read_by_others)
{
    char *root = make_folder(), folder[PATH_SIZE],
         title[sizeof((Examples *)NULL)->name];
    snprintf(folder, sizeof folder, "%s/\xE9\n", root);
    snprintf(title, sizeof title, "%s/? ", root);
    if (mkdir(folder, 0777) == 0) {
        put_set(root, "\xE9\n", 3, 2);
        expect_loaded("/nowhere", folder, 3, title, "data: ");
    }
    remove_folder(root);
}

/* It may begin with a character of several bytes. */
Test(examples, a_name_may_have_no_slash)
{
    char *root = make_folder();
    put_set(root, "\xE6\x95\xB0", 3, 2);
    cr_assert(chdir(root) == 0, "not in %s", root);
    expect_loaded("/nowhere", "\xE6\x95\xB0", 3, "\xE6\x95\xB0", "data: ");
    cr_assert(chdir("/") == 0, "no folder /");
    remove_folder(root);
}

/* Where a file is there twice, the name of MNIST's own page comes first; and what is there
   decides what is missing. */
Test(examples, the_usual_spelling_comes_first)
{
    static const char *const kinds[] = {"images-idx3-ubyte",
                                        "images.idx3-ubyte"};
    char *root = make_folder(), *alone = make_folder(), name[64];
    put_set(root, "a", 3, 2);
    for (int i = 0; i < 2; i++) {
        char folder[PATH_SIZE], gone[PATH_SIZE + 32];
        const int count = i == 0 ? 2 : 7;
        snprintf(folder, sizeof folder, "%s/a", root);
        snprintf(name, sizeof name, "train-%s", kinds[i]);
        put_file(folder, name, idx_images(i == 0 ? 3 : 7, 2, 4));
        snprintf(name, sizeof name, "test-%s", kinds[i]);
        put_file(folder, name, idx_images(count, 2, 4));
        snprintf(gone, sizeof gone, "%s/t10k-images-idx3-ubyte", folder);
        remove(gone);
    }
    char folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/a", root);
    expect_loaded("/nowhere", folder, 3, folder, "and 2 to be");
    put_file(alone, "train-images-idx3-ubyte", idx_images(3, 2, 4));
    expect_refused("/nowhere", alone, EXIT_NOT_FOUND,
                   "does not hold train-labels-idx1-ubyte");
    remove_folder(root);
    remove_folder(alone);
}

/* Only EMNIST is turned. */
Test(examples, others_stay_as_they_are)
{
    char *root = make_folder();
    Error error = {.message = ""};
    Examples examples;
    put_set(root, "data/mnist", 3, 2);
    unsetenv("MNIST_DIR");
    const bool done = examples_load_below(&examples, root, "mnist", &error);
    cr_assert(done, "%s", error.message);
    cr_assert(examples.train.height == 2 && examples.train.width == 4 &&
                  examples.train.pixels[1] == 2,
              "%d x %d", examples.train.height, examples.train.width);
    examples_clear(&examples);
    remove_folder(root);
}

/* The list of places stops where the message is full. */
Test(examples, a_message_of_long_places_has_an_end)
{
    static char root[3000];
    struct {
        Error error;
        char behind[sizeof root * 2];
    } place = {.error = {.message = ""}};
    Examples examples;
    memset(root, '/', sizeof root - 1);
    unsetenv("MNIST_DIR");
    cr_assert(!examples_load_below(&examples, root, "mnist", &place.error),
              "found in /");
    cr_assert(strstr(place.error.message, "looked in //") != NULL &&
                  place.behind[0] == '\0',
              "%s", place.error.message);
}

/* EMNIST lies on its side, and is put upright: what was 3 x 5 is 5 x 3, and a
   row a column. */
Test(examples, emnist_is_put_upright)
{
    char *folder = make_folder();
    const Bytes files[] = {idx_images(6, 3, 5), idx_labels(6),
                           idx_images(4, 3, 5), idx_labels(4)};
    uint8_t stored[2][15];
    memcpy(stored[0], files[0].bytes + 16, sizeof stored[0]);
    memcpy(stored[1], files[2].bytes + 16, sizeof stored[1]);
    put_file(folder, "emnist-digits-train-images-idx3-ubyte", files[0]);
    put_file(folder, "emnist-digits-train-labels-idx1-ubyte", files[1]);
    put_file(folder, "emnist-digits-test-images-idx3-ubyte", files[2]);
    put_file(folder, "emnist-digits-test-labels-idx1-ubyte", files[3]);
    Error error;
    Examples examples;
    const bool done =
        examples_load_below(&examples, "/nowhere", folder, &error);
    cr_assert(done, "%s", error.message);
    const Dataset *const halves[] = {&examples.train, &examples.test};
    for (int half = 0; half < 2; half++) {
        const Dataset *data = halves[half];
        cr_assert(data->height == 5 && data->width == 3, "%d x %d",
                  data->height, data->width);
        for (int i = 0; i < data->count; i++) {
            cr_assert_eq(data->labels[i], i, "label %d is %d", i,
                         data->labels[i]);
        }
        for (int i = 0; i < 15; i++) {
            cr_assert(data->pixels[i % 5 * 3 + i / 5] == stored[half][i],
                      "pixel %d", i);
        }
    }
    examples_clear(&examples);
    remove_folder(folder);
}

Test(examples, of_a_folder_of_other_things_some_are_named)
{
    char *root = make_folder(), folder[PATH_SIZE], file[PATH_SIZE + 16];
    snprintf(folder, sizeof folder, "%s/other", root);
    cr_assert(mkdir(folder, 0777) == 0, "no %s", folder);
    expect_refused(root, folder, EXIT_NOT_FOUND, "it holds nothing");
    for (int i = 1; i <= 9; i++) {
        snprintf(file, sizeof file, "%s/file%d", folder, i);
        write_file(file, "x", 1);
        if (i == 6) {
            expect_refused(root, folder, EXIT_NOT_FOUND, "file6. Other");
        }
    }
    expect_refused(root, folder, EXIT_NOT_FOUND,
                   "it holds file1, file2, file3, file4, file5, file6 and 3 "
                   "more");
    remove_folder(root);
}

Test(examples, an_archive_alone_is_to_be_unpacked)
{
    static const struct {
        const char *name, *words;
    } cases[] = {
        {"mnist.zip", "unpack it there, with unzip \"mnist.zip\""},
        {"MNIST (1).ZIP", "with unzip \"MNIST (1).ZIP\""},
        {"mnist.tar", "with tar xf \"mnist.tar\""},
        {"mnist.tgz", "with tar xf \"mnist.tgz\""},
        {"mnist.tar.gz", "with tar xf \"mnist.tar.gz\""},
        {"mnist.tar.xz", "with tar xf \"mnist.tar.xz\""},
        {"mnist.tar.bz2", "with tar xf \"mnist.tar.bz2\""},
        {"mnist.rar", "with unrar x \"mnist.rar\""},
        {"a.set.7z", "with 7z x \"a.set.7z\""},
        {"mnist.txt", "it holds mnist.txt. Other images"},
    };
    char *root = make_folder(), folder[PATH_SIZE], file[PATH_SIZE + 16];
    snprintf(folder, sizeof folder, "%s/set", root);
    cr_assert(mkdir(folder, 0777) == 0, "no %s", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(file, sizeof file, "%s/%s", folder, cases[i].name);
        write_file(file, "PK", 2);
        expect_refused(root, folder, EXIT_NOT_FOUND, cases[i].words);
        remove(file);
    }
    snprintf(file, sizeof file, "%s/set.zip", folder);
    cr_assert(mkdir(file, 0777) == 0, "no %s", file);
    expect_refused(root, folder, EXIT_NOT_FOUND, "it holds nothing");
    remove_folder(root);
}

Test(examples, what_is_named_and_missing_is_an_error)
{
    char *root = make_folder(), file[PATH_SIZE];
    snprintf(file, sizeof file, "%s/pictures", root);
    cr_assert(mkdir(file, 0777) == 0, "no folder");
    snprintf(file, sizeof file, "%s/weights.safetensors", root);
    write_file(file, "{}", 2);
    const struct {
        const char *variable, *name;
        ExitStatus status;
        const char *words;
    } cases[] = {
        {"", "mnist", EXIT_NOT_FOUND, "MNIST was not found (`make data`"},
        {"", "mnist", EXIT_NOT_FOUND, "--data DIR or MNIST_DIR"},
        {"", "mnist", EXIT_NOT_FOUND, "/data/mnist"},
        {"", "minst", EXIT_NOT_FOUND,
         "there is no data set or folder \"minst\": --data takes mnist, "
         "fashion, digits, or a folder"},
        {"", "", EXIT_NOT_FOUND, "no data set or folder \"\""},
        {"", root, EXIT_NOT_FOUND, "does not hold train-images-idx3-ubyte"},
        {"", root, EXIT_NOT_FOUND,
         "it holds pictures/, weights.safetensors. Other images become such "
         "files in Python: common/data/idx.c shows how"},
        {"", file, EXIT_BAD_FILE,
         "weights.safetensors is a file: a data set is a folder"},
        {"/nowhere", NULL, EXIT_NOT_FOUND,
         "MNIST_DIR is set, but there is no folder /nowhere"},
        {"/nowhere", "mnist", EXIT_NOT_FOUND, "MNIST_DIR is set, but"},
        {file, NULL, EXIT_BAD_FILE, "MNIST_DIR is set, but"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("MNIST_DIR", cases[i].variable, 1);
        expect_refused(root, cases[i].name, cases[i].status, cases[i].words);
    }
    remove_folder(root);
}

/* A set that is there and damaged never turns into the built-in digits. */
Test(examples, a_damaged_set_is_an_error_and_not_a_reason_for_another)
{
    char *root = make_folder(), folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/data/mnist", root);
    unsetenv("MNIST_DIR");

    put_set(root, "data/mnist", 3, 2);
    put_file(folder, "t10k-labels-idx1-ubyte", idx_labels(1));
    expect_refused(root, NULL, EXIT_BAD_FILE,
                   "t10k-labels-idx1-ubyte 1 label");

    put_file(folder, "train-images-idx3-ubyte", idx_labels(3));
    expect_refused(root, NULL, EXIT_BAD_FILE,
                   "train-images-idx3-ubyte holds labels");

    put_set(root, "data/mnist", 3, 2);
    put_file(folder, "t10k-images-idx3-ubyte", idx_images(2, 3, 4));
    expect_refused(root, NULL, EXIT_BAD_FILE,
                   "learn from have 2 x 4 pixels, those to be examined on 3");

    put_set(root, "data/mnist", 3, 2);
    put_file(folder, "t10k-images-idx3-ubyte", idx_images(2, 2, 3));
    expect_refused(root, NULL, EXIT_BAD_FILE, "to be examined on 2 x 3");

    char missing[PATH_SIZE + 32];
    snprintf(missing, sizeof missing, "%s/t10k-images-idx3-ubyte", folder);
    unlink(missing);
    expect_refused(root, NULL, EXIT_NOT_FOUND,
                   "does not hold t10k-images-idx3-ubyte, raw or .gz");
    setenv("MNIST_DIR", folder, 1);
    expect_refused(root, NULL, EXIT_NOT_FOUND, "MNIST_DIR is set, but");

    /* one that cannot be looked at may well be there */
    unsetenv("MNIST_DIR");
    snprintf(missing, sizeof missing, "%s.old", folder);
    cr_assert(rename(folder, missing) == 0 && symlink(folder, folder) == 0,
              "no link that leads to itself");
    expect_refused(root, NULL, EXIT_IO, "cannot look into the folder");
    expect_refused(root, folder, EXIT_IO, "symbolic links");
    remove_folder(root);
}

Test(examples, the_project_root_is_where_the_library_looks)
{
    char root[PATH_SIZE], folder[PATH_SIZE];
    Examples here, below;
    Error first = {0}, second = {0};
    unsetenv("MNIST_DIR");
    paths_root(root);
    cr_assert(paths_join(folder, root, "common/data/examples.h", &first) &&
                  access(folder, F_OK) == 0,
              "%s is not the root", root);
    const bool found = examples_load(&here, "mnist", &first);
    cr_assert_eq(found, examples_load_below(&below, root, "mnist", &second),
                 "one finds MNIST and the other does not: %s%s",
                 first.message, second.message);
    cr_assert_str_eq(first.message, second.message, "not the same: %s\n%s",
                     first.message, second.message);
    cr_assert_str_eq(here.note, below.note, "not the same: %s\n%s", here.note,
                     below.note);
    examples_clear(&here);
    examples_clear(&below);
}

/* Those of the pages, and of the weights that ship. */
Test(examples, built_in_digits_have_seeds_of_their_own)
{
    Error error;
    Examples examples;
    cr_assert(examples_load_below(&examples, "/nowhere", "digits", &error));
    const Dataset *sets[] = {&examples.train, &examples.test};
    const int counts[] = {20000, 4000};
    for (int i = 0; i < 2; i++) {
        Dataset few = digits_new(10, (uint64_t)i + 1);
        cr_assert(sets[i]->count == counts[i] &&
                      memcmp(sets[i]->pixels, few.pixels, 10 * 784) == 0,
                  "set %d: %d images, or others", i, sets[i]->count);
        dataset_clear(&few);
    }
    examples_clear(&examples);
}

/* What is there is enough, and one more of anything is not. */
Test(examples, are_enough_or_what_is_missing_is_said)
{
    static const struct {
        int train, test, side;
        const char *words; /* NULL: it is enough */
    } cases[] = {{7, 3, 4, NULL},
                 {8, 3, 4, "at least 8 images to learn from and 3"},
                 {7, 4, 4, "and there are 7 and 3"},
                 {7, 3, 5, "at least 5 x 5 pixels, and these have 6 x 4"}};
    Examples examples = {.train = dataset_new(7, 6, 4, 10),
                         .test = dataset_new(3, 6, 4, 10),
                         .name = "mine"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {EXIT_OK, ""};
        const bool enough = examples_enough(
            &examples, cases[i].train, cases[i].test, cases[i].side, &error);
        cr_assert(enough == (cases[i].words == NULL), "case %zu: %s", i,
                  error.message);
        cr_assert(enough || (error.status == EXIT_BAD_FILE &&
                             strstr(error.message, "mine: ") != NULL &&
                             strstr(error.message, cases[i].words) != NULL),
                  "case %zu: %s", i, error.message);
    }
    examples_clear(&examples);
}

/* Asked before minutes of work: a name that is known may still be without files. */
Test(examples, exist_if_they_are_known_or_there)
{
    static const char *const there[] = {NULL, "mnist", "fashion", "digits",
                                        "/"};
    Error error;
    for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
        cr_assert(examples_exist(there[i], &error), "%s", error.message);
    }
    cr_assert(!examples_exist("/nowhere", &error) &&
                  error.status == EXIT_NOT_FOUND &&
                  strstr(error.message, "folder \"/nowhere\"") != NULL,
              "status %d: %s", (int)error.status, error.message);
}

/* The built-in digits have two names. */
Test(examples, have_weights_that_were_learnt_from_them)
{
    static const char *const files[][2] = {
        {"digits", "/ch03_network/weights/digits.safetensors"},
        {"built-in digits", "/ch03_network/weights/digits.safetensors"},
        {"MNIST", "/ch03_network/weights/mnist.safetensors"},
        {NULL, "/ch03_network/weights/mnist.safetensors"}};
    char path[PATH_SIZE];
    Error error;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        cr_assert(examples_weights(path, "ch03_network", files[i][0], &error),
                  "%s", error.message);
        const size_t length = strlen(path), end = strlen(files[i][1]);
        cr_assert(length > end &&
                      strcmp(path + length - end, files[i][1]) == 0,
                  "%s", path);
    }
}
