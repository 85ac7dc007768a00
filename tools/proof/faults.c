/* faults - each allocation and each call of the system that a reader or a writer makes
 * fails once, and then that one and all after it. Whatever fails, the result is right,
 * or there is a documented status and a message; memory is not lost, no file stays open,
 * and a file is the old one or the new one, never half of either.
 *
 * The linker leads our calls of the functions named in tools/proof/proof.mk here. A
 * build without a sanitizer replaces the allocations of the whole process, so those of
 * zlib, libpng and libjpeg fail as well. Each attempt runs in a process of its own. */
#define _GNU_SOURCE /* for syscall() */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "data/examples.h"
#include "data/idx.h"
#include "figures/plot.h"
#include "files/checkpoint.h"
#include "layers/affine.h"
#include "layers/softmax_loss.h"
#include "optimizers/momentum.h"
#include "photo_file.h"
#include "system/given.h"
#include "system/processors.h"
#include "training/trainer.h"

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

/* -- what fails -------------------------------------------------------------- */

typedef struct {
    bool counting;    /* from the beginning of a scenario to its end */
    long calls;       /* so far */
    long first;       /* the call that fails; 0: none */
    bool lasting;     /* and all after it */
    const char *name; /* of the last one that failed */
} Faults;
static Faults faults;

static bool fails(const char *name, int cause)
{
    if (!faults.counting || ++faults.calls < faults.first ||
        faults.first == 0 ||
        (faults.calls > faults.first && !faults.lasting)) {
        return false;
    }
    faults.name = name;
    errno = cause;
    return true;
}

/* With _FILE_OFFSET_BITS=64 a call of open() is one of open64().
 *
 * name with its parameters and, in brackets again, its arguments: what fails is value. */
#define WRAP(type, name, parameters, arguments, cause, value)           \
    type __real_##name parameters;                                      \
    type __wrap_##name parameters;                                      \
    type __wrap_##name parameters                                       \
    {                                                                   \
        return fails(#name, cause) ? (value) : __real_##name arguments; \
    }
/* Nothing was moved, and ferror() knows it: that is how glibc notes it. */
static size_t with_error(FILE *file)
{
    enum { ERROR_SEEN = 0x20 };
    file->_flags |= ERROR_SEEN;
    return 0;
}

/* What is closed is closed, whatever that says. */
#define WRAP_CLOSE(name, type)                  \
    int __real_##name(type what);               \
    int __wrap_##name(type what);               \
    int __wrap_##name(type what)                \
    {                                           \
        const int result = __real_##name(what); \
        return fails(#name, EIO) ? -1 : result; \
    }

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
WRAP(void *, malloc, (size_t n), (n), ENOMEM, NULL)
WRAP(void *, calloc, (size_t n, size_t size), (n, size), ENOMEM, NULL)
WRAP(void *, realloc, (void *p, size_t n), (p, n), ENOMEM, NULL)
WRAP(int, posix_memalign, (void **p, size_t a, size_t n), (p, a, n), ENOMEM,
     ENOMEM)
WRAP(ssize_t, read, (int d, void *to, size_t n), (d, to, n), EIO, -1)
#else
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t a, size_t n);
void *malloc(size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(n);
}
void *calloc(size_t n, size_t size)
{
    return fails("calloc", ENOMEM) ? NULL : __libc_calloc(n, size);
}
void *realloc(void *p, size_t n)
{
    return fails("realloc", ENOMEM) ? NULL : __libc_realloc(p, n);
}
int posix_memalign(void **p, size_t a, size_t n)
{
    *p = fails("posix_memalign", ENOMEM) ? NULL : __libc_memalign(a, n);
    return *p == NULL ? ENOMEM : 0;
}
/* zlib reads its files itself. */
ssize_t read(int d, void *to, size_t n)
{
    return fails("read", EIO) ? -1 : syscall(SYS_read, d, to, n);
}
ssize_t __wrap_read(int d, void *to, size_t n);
ssize_t __wrap_read(int d, void *to, size_t n) { return read(d, to, n); }
void *__wrap_malloc(size_t n);
void *__wrap_malloc(size_t n) { return malloc(n); }
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size) { return calloc(n, size); }
void *__wrap_realloc(void *p, size_t n);
void *__wrap_realloc(void *p, size_t n) { return realloc(p, n); }
int __wrap_posix_memalign(void **p, size_t a, size_t n);
int __wrap_posix_memalign(void **p, size_t a, size_t n)
{
    return posix_memalign(p, a, n);
}
#endif
WRAP(char *, strdup, (const char *s), (s), ENOMEM, NULL)
WRAP(char *, realpath, (const char *path, char *to), (path, to), ENOMEM, NULL)
WRAP(FILE *, fdopen, (int d, const char *mode), (d, mode), ENOMEM, NULL)
WRAP(FILE *, fopen64, (const char *path, const char *mode), (path, mode),
     EMFILE, NULL)
WRAP(FILE *, tmpfile64, (void), (), EMFILE, NULL)
WRAP(int, fseeko64, (FILE * f, off_t to, int from), (f, to, from), EIO, -1)
WRAP(size_t, fread, (void *to, size_t size, size_t n, FILE *f),
     (to, size, n, f), EIO, with_error(f))
WRAP(size_t, fwrite, (const void *from, size_t size, size_t n, FILE *f),
     (from, size, n, f), ENOSPC, with_error(f))
WRAP(int, fflush, (FILE * f), (f), ENOSPC, EOF)
WRAP(int, fsync, (int d), (d), EIO, -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), EACCES, -1)
WRAP(int, stat64, (const char *path, struct stat *s), (path, s), EIO, -1)
WRAP(int, fstat64, (int d, struct stat *s), (d, s), EIO, -1)
WRAP(int, lstat64, (const char *path, struct stat *s), (path, s), EIO, -1)
WRAP(int, fchmod, (int d, mode_t mode), (d, mode), EPERM, -1)
WRAP(int, access, (const char *path, int mode), (path, mode), EACCES, -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), EACCES, -1)
WRAP(char *, getcwd, (char *path, size_t n), (path, n), EACCES, NULL)
WRAP(ssize_t, readlink, (const char *path, char *to, size_t n), (path, to, n),
     EACCES, -1)
WRAP(pid_t, fork, (void), (), EAGAIN, -1)
WRAP(gzFile, gzdopen, (int d, const char *mode), (d, mode), ENOMEM, NULL)
WRAP(int, gzread, (gzFile f, void *to, unsigned n), (f, to, n), EIO, -1)
WRAP(int, scandir64,
     (const char *path, struct dirent ***list,
      int (*choose)(const struct dirent *),
      int (*compare)(const struct dirent **, const struct dirent **)),
     (path, list, choose, compare), EACCES, -1)
WRAP(int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *how, void *(*run)(void *),
      void *with),
     (thread, how, run, with), EAGAIN, EAGAIN)
WRAP(DIR *, opendir, (const char *path), (path), EMFILE, NULL)
WRAP(struct dirent *, readdir64, (DIR * folder), (folder), EIO, NULL)
WRAP(int, fseek, (FILE * f, long to, int from), (f, to, from), EIO, -1)
WRAP(int, gzrewind, (gzFile f), (f), EIO, -1)
WRAP(char *, fgets, (char *to, int n, FILE *f), (to, n, f), EIO,
     (with_error(f), NULL))
WRAP(ssize_t, __getdelim, (char **to, size_t *room, int end, FILE *f),
     (to, room, end, f), ENOMEM, ((ssize_t)with_error(f) - 1))
WRAP(ssize_t, write, (int d, const void *from, size_t n), (d, from, n), EIO,
     -1)
WRAP(int, pipe, (int ends[2]), (ends), EMFILE, -1)
WRAP(int, dup2, (int from, int to), (from, to), EMFILE, -1)
WRAP(int, poll, (struct pollfd * list, nfds_t n, int wait), (list, n, wait),
     ENOMEM, -1)
WRAP(int, chdir, (const char *path), (path), EACCES, -1)
WRAP(int, unlink, (const char *path), (path), EACCES, -1)
WRAP(int, sigaction,
     (int number, const struct sigaction *now, struct sigaction *before),
     (number, now, before), EINVAL, -1)
WRAP_CLOSE(close, int)
WRAP_CLOSE(fclose, FILE *)
WRAP_CLOSE(closedir, DIR *)
/* The child has ended, but how is not known any more. */
pid_t __real_waitpid(pid_t child, int *status, int how);
pid_t __wrap_waitpid(pid_t child, int *status, int how);
pid_t __wrap_waitpid(pid_t child, int *status, int how)
{
    int known;
    const pid_t result = __real_waitpid(child, &known, how);
    if (fails("waitpid", ECHILD)) {
        return -1;
    }
    *status = known;
    return result;
}
/* What a command takes besides is a number or an address, and both fit. */
int __real_fcntl64(int d, int command, void *with);
int __wrap_fcntl64(int d, int command, void *with);
int __wrap_fcntl64(int d, int command, void *with)
{
    return fails("fcntl", ENOLCK) ? -1 : __real_fcntl64(d, command, with);
}
int __real_open64(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    return fails("open", EMFILE) ? -1 : __real_open64(path, flags, mode);
}

/* -- what is tried ----------------------------------------------------------- */

typedef struct {
    char home[32];   /* gnuplot, and both folders */
    char folder[48]; /* what an attempt reads and writes */
    char before[48]; /* the same as it is before each attempt */
    uint64_t seed;   /* of the weights */
    uint64_t read;   /* a number made of what was read */
} Place;

static const char *inside(const Place *place, const char *name)
{
    static char path[2][128];
    static int turn;
    char *p = path[turn ^= 1];
    snprintf(p, sizeof path[0], "%s/%s", place->folder, name);
    return p;
}

static uint64_t mixed(uint64_t sum, const void *bytes, size_t size)
{
    const uint8_t *b = bytes;
    for (size_t i = 0; i < size; i++) {
        sum = (sum ^ b[i]) * 1099511628211u;
    }
    return sum;
}

static uint64_t sum_of_network(const Network *net)
{
    uint64_t sum = 0;
    for (int i = 0; i < net->param_count; i++) {
        const Tensor *t = net->params[i]->value;
        sum = mixed(sum, t->data, (size_t)t->size * sizeof *t->data);
    }
    return sum;
}

static Network network_small(uint64_t seed)
{
    Rng rng = rng_new(seed);
    Network net = {0};
    network_add(&net, affine_new(4, 2, 0.5, &rng));
    network_add_loss(&net, softmax_loss_new());
    return net;
}

static bool read_idx(Place *place, Error *error, const char *images,
                     const char *labels)
{
    Dataset set;
    char first[128];
    snprintf(first, sizeof first, "%s", inside(place, images));
    const bool ok = idx_load(&set, first, inside(place, labels), 10, error);
    if (ok) {
        place->read = dataset_checksum(&set);
        dataset_clear(&set);
    }
    return ok;
}

static bool read_plain(Place *place, Error *error)
{
    return read_idx(place, error, "images", "labels");
}

static bool read_packed(Place *place, Error *error)
{
    return read_idx(place, error, "images.gz", "labels.gz");
}

/* All four files, by two threads if there can be any. */
static bool read_examples(Place *place, Error *error)
{
    Examples examples;
    const bool ok = examples_load(&examples, place->folder, error);
    if (ok) {
        place->read = 3 * dataset_checksum(&examples.train) +
                      dataset_checksum(&examples.test);
        examples_clear(&examples);
    }
    return ok;
}

static bool read_weights(Place *place, Error *error)
{
    Network net = network_small(9);
    const bool ok = weights_load(&net, inside(place, "weights"), error);
    place->read = ok ? sum_of_network(&net) : 0;
    network_clear(&net);
    return ok;
}

static bool write_weights(Place *place, Error *error)
{
    Network net = network_small(place->seed);
    const bool ok =
        weights_save(&net, inside(place, "weights"), NULL, 0, error);
    network_clear(&net);
    return ok;
}

/* A training from the state to the next one. */
static bool train_on(Place *place, Error *error)
{
    Dataset set = dataset_new(20, 2, 2, 2);
    for (int i = 0; i < 20; i++) {
        set.pixels[4 * i + i % 4] = 255;
        set.labels[i] = (uint8_t)(i % 2);
    }
    Network net = network_small(3);
    Optimizer *momentum = momentum_new(0.01, 0.9);
    Rng rng = rng_new(1);
    History history = {0};
    const Trainer trainer = {.network = &net,
                             .optimizer = momentum,
                             .train = &set,
                             .test = &set,
                             .rng = &rng,
                             .data = "digits",
                             .shuffle = true,
                             .batch_size = 5,
                             .steps = place->seed == 1 ? 4 : 8,
                             .evaluate_every = 4,
                             .keep_best = true,
                             .resume = inside(place, "state"),
                             .silent = true};
    const bool ok = trainer_run(&trainer, &history, error);
    place->read = ok ? sum_of_network(&net) : 0;
    history_clear(&history);
    optimizer_free(momentum);
    network_clear(&net);
    dataset_clear(&set);
    return ok;
}

static bool read_photo(Place *place, const char *path, Error *error)
{
    Photo photo = {0};
    PhotoNote note;
    const bool ok = photo_load(&photo, &note, path, error);
    if (ok) {
        place->read =
            mixed(1, photo.grey, (size_t)photo.height * (size_t)photo.width);
    }
    photo_clear(&photo);
    return ok;
}

static bool read_png(Place *place, Error *error)
{
    return read_photo(place, "ch07_cnn/samples/1-paper.png", error);
}

static bool read_pgm(Place *place, Error *error)
{
    return read_photo(place, "ch07_cnn/samples/2-chalk.pgm", error);
}

static bool read_jpeg(Place *place, Error *error)
{
    return read_photo(place, "ch07_cnn/samples/3-shadow.jpg", error);
}

/* A figure's numbers, its script, and what the gnuplot in the folder draws
 * and shows of them. */
static bool write_figure(Place *place, Error *error)
{
    Options options = {.program = "faults", .show = true};
    const double y[] = {1, 4, 2, (double)place->seed};
    snprintf(options.out, sizeof options.out, "%s", place->folder);
    Plot *plot = plot_new("curve", (PlotFrame){.title = "A curve"});
    plot_series(plot, "y", (PlotStyle){0}, 4, NULL, y);
    const bool ok = plot_save(plot, &options, error);
    plot_free(plot);
    return ok;
}

/* Pictures are read in the order of their names. */
static bool list_names(Place *place, Error *error)
{
    char **names = given_names(place->folder, error);
    for (char **n = names; n != NULL && *n != NULL; n++) {
        place->read = mixed(place->read, *n, strlen(*n));
    }
    given_free(names);
    return names != NULL;
}

static bool find_in_capitals(Place *place, Error *error)
{
    char path[128];
    snprintf(path, sizeof path, "%s", inside(place, "WEIGHTS"));
    place->read = given_in_capitals(path);
    return place->read != 0 || fail(error, EXIT_NOT_FOUND, "%s", path);
}

/* Whatever it finds, it is a number of threads. */
static bool count_processors(Place *place, Error *error)
{
    const int count = processors_here();
    (void)place;
    return count >= 1 || fail(error, 96, "%d processors", count);
}

typedef struct {
    const char *name;
    bool (*act)(Place *place, Error *error);
    const char *written[3]; /* files that are the old or the new ones */
} Scenario;

static const Scenario scenarios[] = {
    {"MNIST's files", read_plain, {NULL}},
    {"the same, packed", read_packed, {NULL}},
    {"a whole data set", read_examples, {NULL}},
    {"weights, read", read_weights, {NULL}},
    {"weights, written", write_weights, {"weights", NULL}},
    {"a training resumed", train_on, {"state", NULL}},
    {"a folder's names", list_names, {NULL}},
    {"a name in capitals", find_in_capitals, {NULL}},
    {"the processors", count_processors, {NULL}},
    {"a PNG", read_png, {NULL}},
    {"a PGM", read_pgm, {NULL}},
    {"a JPEG", read_jpeg, {NULL}},
    {"a figure", write_figure, {"curve.tsv", "curve.svg", NULL}},
};

/* -- files ------------------------------------------------------------------- */

static void write_bytes(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL && fwrite(bytes, 1, size, file) == size &&
              fclose(file) == 0,
          "%s was not written", path);
}

static void pack(const char *path, const void *bytes, unsigned size)
{
    gzFile file = gzopen(path, "wb");
    CHECK(file != NULL && gzwrite(file, bytes, size) == (int)size &&
              gzclose(file) == Z_OK,
          "%s was not written", path);
}

/* It copies the numbers into the picture. */
static void write_gnuplot(const char *path)
{
    static const char script[] =
        "#!/bin/sh\n"
        "case \"$*\" in\n"
        "*GPVAL*) echo ' x11 ' ;;\n"
        "*window*) ;;\n"
        "*png*) echo IEND >curve.png.unfinished ;;\n"
        "*) while read -r line; do echo \"$line\"; done <curve.tsv >curve.svg.unfinished\n"
        "   echo '</svg>' >>curve.svg.unfinished ;;\n"
        "esac\n";
    write_bytes(path, script, sizeof script - 1);
    CHECK(chmod(path, 0777) == 0, "%s is no program", path);
}

static void each_file(const char *folder,
                      void (*act)(const char *path, const char *to),
                      const char *to)
{
    struct dirent **list;
    const int count = scandir(folder, &list, NULL, alphasort);
    CHECK(count >= 0, "%s cannot be read", folder);
    for (int i = 0; i < count; i++) {
        if (list[i]->d_name[0] != '.') {
            char path[320], copy[320] = "";
            snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
            if (to != NULL) {
                snprintf(copy, sizeof copy, "%s/%s", to, list[i]->d_name);
            }
            act(path, copy);
        }
        free(list[i]);
    }
    free(list);
}

static void drop_file(const char *path, const char *unused)
{
    (void)unused;
    CHECK(remove(path) == 0, "%s is still there", path);
}

static void copy_file(const char *path, const char *to)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL, "%s cannot be read", path);
    const size_t size = fread(bytes, 1, sizeof bytes, file);
    CHECK(size < sizeof bytes && fclose(file) == 0, "%s is long", path);
    write_bytes(to, bytes, size);
}

/* What a file holds as a number; 0: there is none. */
static uint64_t sum_of_file(const char *path)
{
    uint8_t bytes[4096];
    uint64_t sum = 1;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return 0;
    }
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        sum = mixed(sum, bytes, n);
    }
    fclose(file);
    return sum;
}

/* -- one attempt ------------------------------------------------------------- */

typedef struct {
    bool lasting;
    int status;
    char said[600]; /* on stderr */
    uint64_t read;
    long calls;      /* in all */
    char failed[20]; /* the function that did */
} Attempt;

/* What the child leaves to its parent besides its status. */
static void leave_word(int pipe_end, const Place *place)
{
    Attempt a = {.read = place->read, .calls = faults.calls};
    snprintf(a.failed, sizeof a.failed, "%s",
             faults.name != NULL ? faults.name : "");
    if (write(pipe_end, &a, sizeof a) != (ssize_t)sizeof a) {
        _exit(98);
    }
}

static int word_to;
static Place *word_of;
static void leave_word_at_exit(void)
{
    faults.counting = false;
    leave_word(word_to, word_of);
}

static int open_files(void)
{
    int count = 0;
    for (int number = 0; number < 256; number++) {
        count += fcntl(number, F_GETFD) >= 0;
    }
    return count;
}

_Noreturn static void child(const Scenario *s, Place *place, long first,
                            bool lasting, int words, int messages)
{
    Error error = {.message = ""};
    alarm(60); /* a loop that does not end has no documented status */
    dup2(messages, STDERR_FILENO);
    dup2(messages, STDOUT_FILENO);
    word_to = words;
    word_of = place;
    atexit(leave_word_at_exit);
    setenv("PATH", place->home, 1);
    setenv("DISPLAY", ":9", 1);
    const int before = open_files();
    faults = (Faults){.counting = true, .first = first, .lasting = lasting};
    const bool ok = s->act(place, &error);
    faults.counting = false;
    if (open_files() != before) {
        fputs("a file is still open", stderr);
        exit(96); /* no documented status */
    }
    if (!ok) {
        die("faults", &error);
    }
    exit(0);
}

static Attempt attempt(const Scenario *s, Place *place, long first,
                       bool lasting)
{
    int words[2];
    FILE *messages = tmpfile();
    CHECK(messages != NULL && pipe(words) == 0, "no room for attempt %ld",
          first);
    fflush(NULL);
    const pid_t pid = fork();
    CHECK(pid >= 0, "no process for attempt %ld", first);
    if (pid == 0) {
        child(s, place, first, lasting, words[1], fileno(messages));
    }
    close(words[1]);
    Attempt a = {0};
    int status = 0;
    const bool told = read(words[0], &a, sizeof a) == (ssize_t)sizeof a;
    close(words[0]);
    CHECK(waitpid(pid, &status, 0) == pid, "the process was lost");
    a.lasting = lasting;
    rewind(messages);
    a.said[fread(a.said, 1, sizeof a.said - 1, messages)] = '\0';
    fclose(messages);
    a.status = !told               ? 97
               : WIFEXITED(status) ? WEXITSTATUS(status)
                                   : 128 + WTERMSIG(status);
    return a;
}

static void write_inputs(Place *place)
{
    enum { COUNT = 30, IMAGES = 16 + 4 * COUNT, LABELS = 8 + COUNT };
    uint8_t images[IMAGES] = {0, 0, 8, 3, 0, 0, 0, COUNT,
                              0, 0, 0, 2, 0, 0, 0, 2},
            labels[LABELS] = {0, 0, 8, 1, 0, 0, 0, COUNT, 7};
    Error error;
    static const char *const names[] = {
        "images", "train-images-idx3-ubyte", "t10k-images-idx3-ubyte",
        "labels", "train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"};
    for (int i = 0; i < 6; i++) {
        write_bytes(inside(place, names[i]), i < 3 ? images : labels,
                    i < 3 ? IMAGES : LABELS);
    }
    pack(inside(place, "images.gz"), images, IMAGES);
    pack(inside(place, "labels.gz"), labels, LABELS);
    if (!write_weights(place, &error)) {
        die("faults", &error);
    }
}

/* What the scenario writes, it has written once, with another seed. It is kept, and
 * not written again for each attempt: that is half of the time. */
static void prepare(Place *place, const Scenario *s)
{
    place->seed = 1;
    each_file(place->folder, drop_file, NULL);
    write_inputs(place);
    if (s->written[0] != NULL) {
        const Attempt a = attempt(s, place, 0, false);
        CHECK(a.status == 0, "%s at first: %d, %s", s->name, a.status,
              a.said);
    }
    each_file(place->before, drop_file, NULL);
    each_file(place->folder, copy_file, place->before);
    place->seed = 2;
}

static void put_back(const Place *place)
{
    each_file(place->folder, drop_file, NULL);
    each_file(place->before, copy_file, place->folder);
}

/* -- the judge --------------------------------------------------------------- */

static bool documented(int status)
{
    return status == EXIT_BAD_FILE || status == EXIT_NOT_FOUND ||
           status == EXIT_NO_MEMORY || status == EXIT_CANNOT_CREATE ||
           status == EXIT_IO;
}

typedef struct {
    uint64_t read;
    uint64_t old[3], new[3]; /* what the files hold */
} Right;

/* What is wrong with what an attempt left, or NULL. */
static const char *fault_of(const Scenario *s, const Place *place,
                            const Attempt *a, const Right *right)
{
    if (a->status != 0 && !documented(a->status)) {
        return "no documented status";
    }
    if (a->status != 0 && a->said[0] == '\0') {
        return "no word";
    }
    if (a->status == 0 && a->read != right->read) {
        return "something else was read, without a word";
    }
    for (int i = 0; s->written[i] != NULL; i++) {
        const uint64_t now = sum_of_file(inside(place, s->written[i]));
        if (now != right->old[i] && now != right->new[i]) {
            return "a file that is neither the old nor the new one";
        }
        char beside[2][140];
        snprintf(beside[0], sizeof beside[0], "%s.unfinished",
                 inside(place, s->written[i]));
        snprintf(beside[1], sizeof beside[1], "%s.lock",
                 inside(place, s->written[i]));
        /* What it cannot look at may be another program's: that is left. So is what it
         * cannot take away. */
        const bool stays = a->lasting || strcmp(a->failed, "lstat64") == 0 ||
                           strcmp(a->failed, "unlink") == 0;
        if (!stays &&
            (sum_of_file(beside[0]) != 0 || sum_of_file(beside[1]) != 0)) {
            return "a file in the making was left";
        }
        if (a->status == 0 && now != right->new[i] &&
            strstr(a->said, "note: ") == NULL) {
            return "an old file, and no word";
        }
    }
    return NULL;
}

/* Without a fault: what is right. */
static Right learn(const Scenario *s, Place *place, long *calls)
{
    Right right = {0};
    prepare(place, s);
    for (int i = 0; s->written[i] != NULL; i++) {
        right.old[i] = sum_of_file(inside(place, s->written[i]));
    }
    const Attempt a = attempt(s, place, 0, false);
    CHECK(a.status == 0, "%s without a fault: %d, %s", s->name, a.status,
          a.said);
    for (int i = 0; s->written[i] != NULL; i++) {
        right.new[i] = sum_of_file(inside(place, s->written[i]));
        CHECK(right.new[i] != right.old[i], "%s writes nothing new",
              s->written[i]);
    }
    right.read = a.read;
    *calls = a.calls;
    return right;
}

static int try_all(const Scenario *s, Place *place, long *points)
{
    long calls;
    int bad = 0;
    const Right right = learn(s, place, &calls);
    /* a sanitizer is for what is lost, and takes its time */
    for (long n = 1; n <= (SANITIZED ? 1 : 2) * calls; n++) {
        const bool lasting = n > calls;
        const long first = lasting ? n - calls : n;
        put_back(place);
        const Attempt a = attempt(s, place, first, lasting);
        const char *what = fault_of(s, place, &a, &right);
        if (what != NULL) {
            printf("%s: %s fails, call %ld%s: %s: status %d, %s\n", s->name,
                   a.failed, first, lasting ? " and all after it" : "", what,
                   a.status, a.said);
            bad++;
        }
    }
    *points += calls;
    printf("%-20s %5ld calls\n", s->name, calls);
    return bad;
}

static void remove_all(const Place *place)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", place->home);
    CHECK(system(command) == 0, "%s is still there", place->home);
}

int main(void)
{
    /* a disk takes its time for each fsync() */
    Place place = {.home = "/dev/shm/dl-faults-XXXXXX"};
    char gnuplot[48];
    long points = 0;
    int bad = 0;
    CHECK(mkdtemp(place.home) != NULL, "no folder");
    snprintf(place.folder, sizeof place.folder, "%s/now", place.home);
    snprintf(place.before, sizeof place.before, "%s/before", place.home);
    snprintf(gnuplot, sizeof gnuplot, "%s/gnuplot", place.home);
    CHECK(mkdir(place.folder, 0777) == 0 && mkdir(place.before, 0777) == 0,
          "no folder in %s", place.home);
    write_gnuplot(gnuplot);
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        bad += try_all(&scenarios[i], &place, &points);
    }
    remove_all(&place);
    printf(
        "%ld calls failed, one at a time%s: %d times something was wrong\n",
        points, SANITIZED ? "" : ", and with all after them", bad);
    return bad > 0;
}
