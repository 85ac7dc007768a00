#define _XOPEN_SOURCE 700 /* for posix_openpt */
#include "support.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/digits.h"
#include "data/examples.h"
#include "files/safetensors.h"
#include "math/gradient.h"
#include "math/init.h"
#include "system/process.h"

/* In each process that runs a test Criterion prepares libgit2, which is asked for the
   difference of two strings by assertions that no test of ours uses. The preparation reads all
   certificates of the system, and was half of what a test costs. Where Criterion is
   a shared library, these two are called in its place. */
int git_libgit2_init(void);
int git_libgit2_shutdown(void);
int git_libgit2_init(void) { return 1; }
int git_libgit2_shutdown(void) { return 0; }

bool whole(void) { return getenv("DL_WHOLE") != NULL; }

Examples load_mnist(void)
{
    Examples mnist;
    Error error = {0};
    if (!examples_load(&mnist, "mnist", &error)) {
        cr_assert(error.status == EXIT_NOT_FOUND, "%s", error.message);
        cr_skip_test("no MNIST: %s", error.message);
    }
    return mnist;
}

void need_mnist(void)
{
    Examples mnist = load_mnist();
    examples_clear(&mnist);
}

void expect_near(const real *got, const real *want, int count,
                 double relative, double absolute)
{
    for (int i = 0; i < count; i++) {
        const double difference = fabs((double)got[i] - (double)want[i]);
        const double allowed = absolute + relative * fabs((double)want[i]);
        /* written so that a NaN fails */
        cr_assert(difference <= allowed, "number %d of %d is %.9g, not %.9g",
                  i, count, (double)got[i], (double)want[i]);
    }
}

void fill_normal(Tensor *t, Rng *rng) { init_normal(t, 1, rng); }

/* -- the judge ------------------------------------------------------------ */

typedef struct {
    Layer *layer;
    Tensor *x, *r;
} Probe;

static real probe_loss(void *context)
{
    const Probe *p = context;
    const Tensor *out = layer_forward(p->layer, p->x, TRAINING);
    double sum = 0;
    for (int i = 0; i < out->size; i++) {
        sum += (double)(out->data[i] * p->r->data[i]);
    }
    return (real)sum;
}

static void judge(Probe *p, const char *what, Tensor *x, const Tensor *grad)
{
    Tensor *numeric = tensor_new(x->shape);
    numerical_gradient(numeric, probe_loss, p, x);
    const double error = (double)gradient_error(numeric, grad);
    const char *name = p->layer->kind->name,
               *shape = shape_text(x->shape).text;
    cr_assert(largest_absolute(numeric->data, numeric->size) > 0,
              "%s: the numerical gradient of %s %s is all zero", name, what,
              shape);
    cr_assert(error < TOLERANCE(1e-2, 1e-6), "%s: d%s %s is off by %g", name,
              what, shape, error);
    tensor_free(numeric);
}

void judge_layer(Layer *layer, Shape shape, uint64_t seed, real gap)
{
    Rng rng = rng_new(seed);
    Tensor *x = tensor_new(shape);
    fill_normal(x, &rng);
    for (int i = 0; i < x->size; i++) {
        x->data[i] += x->data[i] < 0 ? -gap : gap;
    }
    judge_layer_at(layer, x, &rng);
}

void judge_layer_at(Layer *layer, Tensor *x, Rng *rng)
{
    Probe p = {layer, x, NULL};
    p.r = tensor_new(layer_forward(layer, p.x, TRAINING)->shape);
    fill_normal(p.r, rng);

    layer->number = 0;
    const Tensor *dx = layer_backward(layer, p.r);
    cr_assert(shape_equal(dx->shape, x->shape), "%s: dx is %s, x is %s",
              layer->kind->name, shape_text(dx->shape).text,
              shape_text(x->shape).text);
    judge(&p, "x", p.x, dx);
    for (int i = 0; i < layer->param_count; i++) {
        const Param *param = &layer->params[i];
        judge(&p, param->name, param->value, param->grad);
    }
    tensor_free(p.x);
    tensor_free(p.r);
    layer_free(layer);
}

void expect_layers(const Network *net, const char *kinds)
{
    char found[1024] = "";
    for (int i = 0; i < net->count; i++) {
        const size_t end = strlen(found);
        snprintf(found + end, sizeof found - end, "%s%s", i > 0 ? ", " : "",
                 net->layers[i]->kind->name);
    }
    cr_assert_str_eq(found, kinds, "the layers are %s", found);
}

/* -- running things -------------------------------------------------------- */

/* Before main(): whoever kills tools/build/run-tests ends the tests, too. Criterion does the
 * same for its workers. And a shell lets what it starts in the background ignore
 * Ctrl-C, which some tests press. */
__attribute__((constructor)) static void end_with_the_run(void)
{
    process_end_with_parent(getppid());
    signal(SIGINT, SIG_DFL);
}

void outcome_clear(Outcome *outcome)
{
    free(outcome->out);
    free(outcome->err);
    memset(outcome, 0, sizeof *outcome);
}

static char *take_text(FILE *file)
{
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    char *text = allocate((size_t)size + 1, 1);
    rewind(file);
    cr_assert(fread(text, 1, (size_t)size, file) == (size_t)size,
              "the output could not be read back");
    fclose(file);
    return text;
}

typedef struct {
    char *const *argv;
    const char *folder;
    const char *const *environment;
} Command;

/* Asked by the leak checker of the sanitizers, and by nobody else: a child
 * that was forked beside Criterion's threads cannot be checked for leaks. */
static bool in_child;
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return in_child; }

/* A test does not depend on who runs it, and ends with it. */
static void start_afresh(long parent)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGPIPE, SIGTERM, SIGCHLD};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_DFL);
    }
    unsetenv("DL_MASK_TIMES");
    process_end_with_parent(parent);
}

Outcome run_function(void (*body)(void *context), void *context)
{
    FILE *out = tmpfile(), *err = tmpfile();
    cr_assert(out != NULL && err != NULL, "no temporary file could be made");
    fflush(NULL);
    const long parent = getpid();
    const pid_t child = fork();
    cr_assert(child >= 0, "no process could be started");
    if (child == 0) {
        start_afresh(parent);
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        in_child = true;
        body(context);
        fflush(NULL);
        _exit(0);
    }
    int status = 0;
    cr_assert(waitpid(child, &status, 0) == child, "the process was lost");
    return (Outcome){
        .status =
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .out = take_text(out),
        .err = take_text(err),
    };
}

/* -- no memory ------------------------------------------------------------- */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#elif defined(__has_feature)
enum { SANITIZED = __has_feature(address_sanitizer) };
#else
enum { SANITIZED = 0 };
#endif

/* A processor that qemu plays takes a limit, and does not keep it. */
static bool limit_is_kept(void)
{
    struct rlimit before, tried, now;
    bool kept = getrlimit(RLIMIT_AS, &before) == 0;
    tried = before;
    tried.rlim_cur = before.rlim_max - 1;
    kept = kept && setrlimit(RLIMIT_AS, &tried) == 0 &&
           getrlimit(RLIMIT_AS, &now) == 0 && now.rlim_cur == tried.rlim_cur;
    setrlimit(RLIMIT_AS, &before);
    return kept;
}

bool memory_can_be_limited(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return SANITIZED == 0 && limit_is_kept() &&
           (preloaded == NULL || strstr(preloaded, "vgpreload") == NULL);
}

void skip_without_a_limit_of_memory(void)
{
    if (!memory_can_be_limited()) {
        cr_skip_test("memory cannot be limited here");
    }
}

typedef struct {
    void (*body)(void *context);
    void *context;
    size_t left; /* bytes */
} Hungry;

/* The stack counts as memory too, so it grows before the limit is set: below
 * the caller, and so not as a part of it. */
__attribute__((noinline)) static void grow_stack(int pieces)
{
    volatile char stack[1 << 13];
    for (size_t i = 0; i < sizeof stack; i += 1024) {
        stack[i] = 0;
    }
    if (pieces > 1) {
        grow_stack(pieces - 1);
    }
    stack[0] = 1; /* after the call, so that it stands below this piece */
}

/* Take all memory but some blocks, which are given back in the end. What was free before is
 * kept by its size, so each size is asked for. */
static void run_hungry(void *context)
{
    enum { BLOCK = 1 << 16, MOST = 1000 };
    const Hungry *h = context;
    const struct rlimit none = {1, 1};
    void *kept[MOST] = {NULL}, *volatile taken = NULL;
    for (size_t i = 0; i * BLOCK < h->left && i < MOST; i++) {
        const size_t rest = h->left - i * BLOCK;
        kept[i] = malloc(rest < BLOCK ? rest : BLOCK);
    }
    grow_stack(8);
    if (setrlimit(RLIMIT_AS, &none) != 0) {
        _exit(99);
    }
    for (size_t size = 1 << 20; size > 0;
         size = size > 1024 ? size / 2 : size - 8) {
        do {
            taken = malloc(size);
        } while (taken != NULL);
    }
    for (size_t i = 0; i < MOST; i++) {
        free(kept[i]);
    }
    h->body(h->context);
}

void expect_out_of_memory(void (*body)(void *context), void *context)
{
    Hungry hungry = {body, context, 0};
    int status = -1, failures = 0;
    while (status != 0) {
        Outcome o = run_function(run_hungry, &hungry);
        status = o.status;
        failures += status != 0;
        cr_assert(hungry.left < 50000000, "never enough memory");
        cr_assert(status == 0 || (status == EXIT_NO_MEMORY &&
                                  strstr(o.err, "out of memory: ") != NULL),
                  "with %zu bytes: status %d, %s%s", hungry.left, status,
                  o.out, o.err);
        outcome_clear(&o);
        hungry.left = hungry.left < 64 ? hungry.left + 16
                                       : hungry.left + hungry.left / 4;
    }
    cr_assert(failures > 0, "memory was never lacking");
}

static void set_variable(const char *word)
{
    const char *value = strchr(word, '=');
    char name[64] = {0};
    cr_assert(value != NULL && value - word < 64, "%s: not NAME=value", word);
    memcpy(name, word, (size_t)(value - word));
    setenv(name, value + 1, 1);
}

static void run_command(void *context)
{
    const Command *c = context;
    for (int i = 0; c->environment != NULL && c->environment[i] != NULL;
         i++) {
        set_variable(c->environment[i]);
    }
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    if (c->folder != NULL && chdir(c->folder) != 0) {
        perror(c->folder);
        _exit(127);
    }
    execv(c->argv[0], c->argv);
    perror(c->argv[0]);
    _exit(127);
}

enum { MAX_WORDS = 64 };

/* The path of program, and its words: the path, those of argv, NULL. */
static void find_words(char *words[MAX_WORDS + 2], char path[1024],
                       const char *program, const char *const *argv)
{
    int count = 1;
    snprintf(path, 1024, "%s/%s", PROGRAMS, program);
    words[0] = path;
    for (int i = 0; argv != NULL && argv[i] != NULL; i++) {
        cr_assert(i < MAX_WORDS, "too many words for %s", program);
        words[count++] = (char *)(size_t)argv[i];
    }
    words[count] = NULL;
}

Outcome run_program(const char *program, const char *const *argv,
                    const char *folder, const char *const *environment)
{
    char path[1024], *words[MAX_WORDS + 2];
    find_words(words, path, program, argv);
    Command command = {words, folder, environment};
    return run_function(run_command, &command);
}

static void run_for_a_minute(void *command)
{
    const struct rlimit minute = {60, 60};
    setrlimit(RLIMIT_CPU, &minute);
    run_command(command);
}

Outcome run_a_minute(const char *const *command)
{
    char path[1024], *words[MAX_WORDS + 2];
    find_words(words, path, command[0], command + 1);
    return run_function(run_for_a_minute,
                        &(Command){words, "/", without_gnuplot});
}

Outcome run_script(const char *script, const char *folder,
                   const char *const *environment)
{
    char *words[] = {"/bin/sh", "-c", (char *)(size_t)script, NULL};
    Command command = {words, folder, environment};
    setenv("PROGRAMS", PROGRAMS, 1);
    return run_function(run_command, &command);
}

const char *const masked[] = {"DL_MASK_TIMES=1", "MNIST_DIR=", NULL};
const char *const without_gnuplot[] = {"DL_MASK_TIMES=1",
                                       "MNIST_DIR=", "PATH=/nowhere", NULL};

const char *const on_many[] = {"DL_MASK_TIMES=1",
                               "MNIST_DIR=",
                               "OMPI_ALLOW_RUN_AS_ROOT=1",
                               "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1",
                               "OMPI_MCA_rmaps_base_oversubscribe=1",
                               "OMPI_MCA_mpi_yield_when_idle=1",
                               NULL};

/* What happens on a terminal. */
typedef struct {
    Command command;
    const char *sign;
} Watched;

static pid_t start_on_terminal(const Command *command, int terminal)
{
    const long parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        process_end_with_parent(parent);
        setsid();
        dup2(open(ptsname(terminal), O_RDWR), STDERR_FILENO);
        alarm(60);
        run_command((void *)(size_t)command);
    }
    return child;
}

static void watch(void *context)
{
    const Watched *w = context;
    char seen[8192];
    size_t size = 0;
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
        _exit(99);
    }
    const pid_t child = start_on_terminal(&w->command, terminal);
    bool pressed = w->sign == NULL;
    for (ssize_t n = 1; n > 0;) {
        const size_t kept = size < sizeof seen / 2 ? size : sizeof seen / 4;
        memmove(seen, seen + size - kept, kept);
        n = read(terminal, seen + kept, sizeof seen - 1 - kept);
        size = kept + (n > 0 ? (size_t)n : 0);
        seen[size] = '\0';
        if (!pressed && strstr(seen, w->sign) != NULL) {
            pressed = write(terminal, "\003", 1) == 1;
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    fputs(seen, stderr);
    fflush(NULL);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 97);
}

Outcome run_on_terminal(const char *program, const char *const *argv,
                        const char *sign)
{
    char path[1024], *words[MAX_WORDS + 2];
    find_words(words, path, program, argv);
    Watched watched = {{words, NULL, masked}, sign};
    return run_function(watch, &watched);
}

void expect_outcome(const Outcome *outcome, int status, const char *words)
{
    cr_assert(outcome->status == status, "status %d, not %d: %s%s",
              outcome->status, status, outcome->out, outcome->err);
    const char *where = status == 0 ? outcome->out : outcome->err;
    cr_assert(strstr(where, words) != NULL, "no <%s> in: %s", words, where);
}

void expect_manners(const char *program)
{
    const char *const help[] = {"--help", NULL};
    const char *const wrong[] = {"--no-such-option", NULL};
    Outcome o = run_program(program, help, "/", NULL);
    expect_outcome(&o, EXIT_OK, "--seed");
    expect_outcome(&o, EXIT_OK, strchr(program, '/') + 1);
    outcome_clear(&o);
    o = run_program(program, wrong, "/", NULL);
    expect_outcome(&o, EXIT_USAGE, "--no-such-option");
    expect_outcome(&o, EXIT_USAGE, "--help");
    outcome_clear(&o);
}

void expect_stop(void (*body)(void *context), void *context,
                 const char *words)
{
    Outcome outcome = run_function(body, context);
    cr_assert(outcome.status == EXIT_BUG, "status %d, not %d: %s",
              outcome.status, EXIT_BUG, outcome.err);
    cr_assert(strstr(outcome.err, words) != NULL, "no <%s> in: %s", words,
              outcome.err);
    outcome_clear(&outcome);
}

/* -- files ----------------------------------------------------------------- */

char *make_folder(void)
{
    const char *above = getenv("TMPDIR");
    char *path = allocate(1, 1024);
    snprintf(path, 1024, "%s/dl-test-XXXXXX", above != NULL ? above : "/tmp");
    cr_assert(mkdtemp(path) != NULL, "no folder %s could be made", path);
    return path;
}

/* Only Linux says which files this process has open. */
static void expect_nothing_open(const char *folder)
{
    DIR *open_files = opendir("/proc/self/fd");
    for (struct dirent *entry;
         open_files != NULL && (entry = readdir(open_files)) != NULL;) {
        char path[1024] = "";
        if (readlinkat(dirfd(open_files), entry->d_name, path,
                       sizeof path - 1) > 0) {
            cr_assert(strncmp(path, folder, strlen(folder)) != 0,
                      "%s was not closed", path);
        }
    }
    if (open_files != NULL) {
        closedir(open_files);
    }
}

void remove_folder(char *folder)
{
    expect_nothing_open(folder);
    char *const words[] = {"/bin/rm", "-rf", folder, NULL};
    Command command = {words, NULL, NULL};
    Outcome outcome = run_function(run_command, &command);
    cr_assert(outcome.status == 0, "%s was not removed: %s", folder,
              outcome.err);
    outcome_clear(&outcome);
    free(folder);
}

char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    cr_assert(file != NULL, "%s cannot be opened", path);
    fseek(file, 0, SEEK_END);
    if (size != NULL) {
        *size = (size_t)ftell(file);
    }
    return take_text(file);
}

void expect_settings(const char *path, const char *settings)
{
    Error error;
    Safetensors *file = safetensors_open(path, &error);
    cr_assert(file != NULL, "%s", error.message);
    const char *found = safetensors_note(file, "settings");
    cr_assert(found != NULL && strcmp(found, settings) == 0, "%s, not %s",
              found != NULL ? found : "no settings", settings);
    safetensors_close(file);
}

void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert(file != NULL, "%s cannot be made", path);
    cr_assert(fwrite(bytes, 1, size, file) == size, "%s: not written", path);
    cr_assert(fclose(file) == 0, "%s: not closed", path);
}

/* A file of a data set: what it holds, its lengths in four bytes each, the highest
 * first, and then the bytes. */
static void write_idx(const char *folder, const char *name, int axes,
                      const int *lengths, const uint8_t *content)
{
    char path[1024];
    size_t count = 1, at = 4;
    for (int i = 0; i < axes; i++) {
        count *= (size_t)lengths[i];
    }
    uint8_t *bytes = allocate(4 + 4 * (size_t)axes + count, 1);
    bytes[2] = 8;
    bytes[3] = (uint8_t)axes;
    for (int i = 0; i < 4 * axes; i++) {
        bytes[at++] = (uint8_t)(lengths[i / 4] >> (24 - 8 * (i % 4)));
    }
    memcpy(bytes + at, content, count);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_file(path, bytes, at + count);
    free(bytes);
}

static void write_half(const char *folder, const char *images,
                       const char *labels, Dataset half)
{
    const int lengths[] = {half.count, half.height, half.width};
    write_idx(folder, images, 3, lengths, half.pixels);
    write_idx(folder, labels, 1, lengths, half.labels);
    dataset_clear(&half);
}

char *make_folder_of(Dataset train, Dataset test)
{
    char *folder = make_folder();
    write_half(folder, "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
               train);
    write_half(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
               test);
    return folder;
}

char *make_digits_folder(int train, int test)
{
    return make_folder_of(digits_new(train, 1), digits_new(test, 2));
}

/* Takes what it makes smaller. */
static Dataset smaller(Dataset large)
{
    const int H = large.height / 2, W = large.width / 2;
    Dataset small = dataset_new(large.count, H, W, large.classes);
    memcpy(small.labels, large.labels, (size_t)large.count);
    for (int i = 0; i < large.count * H * W; i++) {
        const int row = i / W, column = i % W; /* of all images */
        small.pixels[i] = large.pixels[(2 * row * W + column) * 2];
    }
    dataset_clear(&large);
    return small;
}

char *make_small_digits_folder(int train, int test)
{
    return make_folder_of(smaller(digits_new(train, 1)),
                          smaller(digits_new(test, 2)));
}

/* In the order in which a page shows them. */
static void expect_words(const char *text, const char *const *words)
{
    const char *place = text;
    for (int i = 0; words[i] != NULL; i++) {
        const char *found = strstr(place, words[i]);
        cr_assert(found != NULL, "no <%s> in its place in:\n%s", words[i],
                  text);
        place = found + strlen(words[i]);
    }
}

/* data may be NULL. */
static Outcome run_into(const char *program, const char *out,
                        const char *data, const char *const *argv,
                        const char *const *environment)
{
    const char *all[MAX_WORDS + 1] = {"--out", out};
    int count = 2;
    if (data != NULL) {
        all[count++] = "--data";
        all[count++] = data;
    }
    for (int i = 0; argv != NULL && argv[i] != NULL; i++) {
        cr_assert(count < MAX_WORDS, "too many words");
        all[count++] = argv[i];
    }
    return run_program(program, all, "/", environment);
}

/* The folder is removed. */
static void expect_in(char *folder, const char *data, const char *program,
                      const char *const *argv, const char *const *environment,
                      const char *const *words)
{
    Outcome o = run_into(program, folder, data, argv, environment);
    expect_outcome(&o, 0, words[0]);
    expect_words(o.out, words);
    outcome_clear(&o);
    remove_folder(folder);
}

void expect_run(const char *program, const char *const *argv,
                const char *const *environment, const char *const *words)
{
    expect_in(make_folder(), NULL, program, argv, environment, words);
}

void expect_run_on_few(const char *program, const char *const *argv,
                       const char *const *environment,
                       const char *const *words)
{
    char *folder = make_digits_folder(FEW, FEW);
    expect_in(folder, folder, program, argv, environment, words);
}

Outcome run_on_digits(const char *program, const char *const *more)
{
    char *folder = make_folder();
    Outcome o = run_into(program, folder, "digits", more, masked);
    expect_outcome(&o, 0, "");
    remove_folder(folder);
    return o;
}

void numbers_after(const char *text, const char *words, int count,
                   double *numbers)
{
    const char *place = strstr(text, words);
    cr_assert(place != NULL, "no <%s> in:\n%s", words, text);
    place += strlen(words);
    for (int i = 0; i < count; i++) {
        char *end;
        place += strspn(place, " (to)");
        numbers[i] = strtod(place, &end);
        cr_assert(end > place, "no number %d after <%s> in:\n%s", i, words,
                  text);
        place = end;
    }
}

double number_after(const char *text, const char *words)
{
    double number;
    numbers_after(text, words, 1, &number);
    return number;
}

void expect_same_at_threads(const char *program, const char *const *more,
                            const char *head)
{
    static const char *const counts[] = {"1", "3", "8"};
    Outcome outcomes[3];
    char *folder = make_digits_folder(FEW, FEW);
    for (int i = 0; i < 3; i++) {
        const char *words[MAX_WORDS] = {"--threads", counts[i]};
        for (int k = 0; more[k] != NULL; k++) {
            cr_assert(k < MAX_WORDS - 3, "too many words");
            words[2 + k] = more[k];
        }
        Outcome *o = &outcomes[i];
        *o = run_into(program, folder, folder, words, without_gnuplot);
        expect_outcome(o, 0, "");
        const char *first = strstr(outcomes[0].out, head);
        const char *here = strstr(o->out, head);
        cr_assert(here != NULL, "no <%s> in:\n%s", head, o->out);
        cr_assert(strcmp(first, here) == 0, "%s threads:\n%s\nnot\n%s",
                  counts[i], here, first);
    }
    for (int i = 0; i < 3; i++) {
        outcome_clear(&outcomes[i]);
    }
    remove_folder(folder);
}

/* Squares of noise. */
static Dataset noise(int count, int side, uint64_t seed)
{
    Dataset data = dataset_new(count, side, side, 10);
    Rng rng = rng_new(seed);
    for (int p = 0; p < count * side * side; p++) {
        data.pixels[p] = (uint8_t)rng_below(&rng, 256);
    }
    for (int i = 0; i < count; i++) {
        data.labels[i] = (uint8_t)((i + 3) % 10);
    }
    return data;
}

void expect_sense_on_any_data(const char *const *command, int most)
{
    static const struct {
        int count, side;
    } sets[] = {{3, 1}, {1, 28}, {3, 5}, {7, 5}, {7, 29}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const int count = sets[i].count, side = sets[i].side;
        if (side > most) {
            continue;
        }
        char *folder =
            make_folder_of(noise(count, side, 1), noise(count, side, 2));
        const char *all[MAX_WORDS] = {command[0], "--data", folder, "--out",
                                      folder};
        for (int k = 1; command[k] != NULL; k++) {
            cr_assert(k < MAX_WORDS - 5, "too many words");
            all[4 + k] = command[k];
        }
        Outcome o = run_a_minute(all);
        cr_assert(o.status < EXIT_BUG,
                  "%s with %d images of %d x %d: status %d\n%s", command[0],
                  count, side, side, o.status, o.err);
        outcome_clear(&o);
        remove_folder(folder);
    }
}
