#include "training/trainer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ground/timing.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "layers/squared_loss.h"
#include "layers/tanh.h"
#include "optimizers/sgd.h"
#include "support.h"
#include "system/interrupt.h"
#include "system/threads.h"

/* Pictures of 3 x 4 pixels: the class is the column that is brighter. */
static Dataset columns_new(int count, uint64_t seed)
{
    Dataset data = dataset_new(count, 3, 4, 4);
    Rng rng = rng_new(seed);
    for (int n = 0; n < count; n++) {
        data.labels[n] = (uint8_t)rng_below(&rng, 4);
        for (int i = 0; i < 12; i++) {
            const bool lit = i % 4 == data.labels[n];
            data.pixels[n * 12 + i] =
                (uint8_t)(lit ? 128 + rng_below(&rng, 128)
                              : rng_below(&rng, 160));
        }
    }
    return data;
}

typedef struct {
    Dataset train, test;
    Network net;
    Rng rng;
    Optimizer *sgd;
} Session;

static Session session_new(real rate)
{
    Session s = {columns_new(600, 1),
                 columns_new(200, 2),
                 {0},
                 rng_new(3),
                 sgd_new(rate)};
    network_add(&s.net, affine_new(12, 10, (real)0.1, &s.rng));
    network_add(&s.net, relu_new());
    network_add(&s.net, affine_new(10, 4, (real)0.1, &s.rng));
    network_add_loss(&s.net, softmax_loss_new());
    return s;
}

static void session_clear(Session *s)
{
    network_clear(&s->net);
    dataset_clear(&s->train);
    dataset_clear(&s->test);
    optimizer_free(s->sgd);
}

static Trainer trainer_for(Session *s, int steps)
{
    return (Trainer){.network = &s->net,
                     .optimizer = s->sgd,
                     .train = &s->train,
                     .test = &s->test,
                     .rng = &s->rng,
                     .batch_size = 20,
                     .steps = steps,
                     .evaluate_every = 30,
                     .quiet = true};
}

Test(trainer, learns_and_keeps_the_history)
{
    Session s = session_new((real)0.3);
    History h = {0};
    Error error;
    const Trainer trainer = trainer_for(&s, 315);
    cr_assert(trainer_run(&trainer, &h, &error), "it failed");
    cr_assert_eq(h.count, 11, "%d evaluations", h.count);
    cr_assert(fabs(h.epoch[0] - 1) < 1e-12, "first at %g", h.epoch[0]);
    cr_assert(fabs(h.epoch[10] - 10.5) < 1e-12, "last at %g", h.epoch[10]);
    cr_assert(h.loss[10] < h.loss[0], "the loss rose to %g", h.loss[10]);
    cr_assert(h.test_accuracy[10] > 0.9, "accuracy %g", h.test_accuracy[10]);
    cr_assert(fabs(h.test_accuracy[10] - trainer_accuracy(&s.net, &s.test)) <
                  1e-12,
              "the last entry is not what the network does now");
    cr_assert(fabs(h.train_accuracy[10] -
                   trainer_accuracy(&s.net, &s.train)) < 1e-12,
              "the same, on the training set");
    history_clear(&h);
    session_clear(&s);
}

static void print_a_training(void *context)
{
    Session s = session_new((real)0.3);
    History h = {0};
    Error error;
    Trainer trainer = trainer_for(&s, 60);
    struct stat status;
    trainer.quiet = false; /* but stderr is no terminal */
    if (!trainer_run(&trainer, &h, &error)) {
        die("test", &error);
    }
    (void)context;
    fstat(STDOUT_FILENO, &status);
    fprintf(stderr, "%lld", (long long)status.st_size);
    history_clear(&h);
    session_clear(&s);
}

/* Columns below their names, and seconds since it began: not more than have passed. */
Test(trainer, prints_a_table)
{
    const double begin = timing_now();
    Outcome o = run_function(print_a_training, NULL);
    const double passed = timing_now() - begin;
    cr_assert_eq(o.status, 0, "status %d, %s", o.status, o.err);
    char arrived[32];
    snprintf(arrived, sizeof arrived, "%zu", strlen(o.out));
    cr_assert_str_eq(o.err, arrived, "not %s, but %s letters arrived at once",
                     arrived, o.err);
    char *line = strtok(o.out, "\n");
    cr_assert_str_eq(line, " epoch     loss   train    test  seconds", "%s",
                     line);
    for (int i = 1; i <= 2; i++) {
        double epoch, loss, train, test, seconds;
        line = strtok(NULL, "\n");
        cr_assert(line != NULL && strlen(line) == 40 && line[37] == '.',
                  "row %d: %s", i, line);
        cr_assert_eq(sscanf(line, "%lf %lf %lf %lf %lf", &epoch, &loss,
                            &train, &test, &seconds),
                     5, "row %d: %s", i, line);
        cr_assert(fabs(epoch - i) < 1e-9 && seconds >= 0 &&
                      seconds <= passed + 0.01,
                  "after %g s row %d: %s", passed, i, line);
    }
    outcome_clear(&o);
}

static void leave_images(Tensor *y, const Tensor *x, int height, int width,
                         Rng *rng)
{
    (void)height;
    (void)width;
    (void)rng;
    tensor_copy(y, x);
}

/* A training with one thing wrong. */
static void train_wrongly(void *context)
{
    Session s = session_new(1);
    Trainer t = trainer_for(&s, 10);
    Tensor *x = tensor_new(SHAPE(600, 12)), *answers = tensor_new(SHAPE(600));
    const Dataset numbers = dataset_quantities(x, answers);
    History h = {0};
    Error error;
    const int wrong = *(const int *)context;
    t.steps = wrong == 0 ? 0 : t.steps;
    t.batch_size = wrong == 1 ? 0 : wrong == 2 ? 601 : t.batch_size;
    t.shuffle = wrong == 2;
    t.evaluate_every = wrong == 3 ? 0 : t.evaluate_every;
    t.rate_decay = wrong == 4 ? -1 : wrong == 5 ? 2 : t.rate_decay;
    t.distort = wrong == 6 ? leave_images : NULL;
    t.train = wrong == 6 ? &numbers : t.train;
    t.resume = wrong == 7 ? "state" : NULL;
    trainer_run(&t, &h, &error);
}

/* The answer is so far away that the square of the distance is no number any more. */
Test(trainer, says_that_the_loss_itself_is_not_finite)
{
    Session s = session_new(1);
    Trainer t = trainer_for(&s, 10);
    Network net = {0};
    Tensor *x = tensor_new(SHAPE(20, 2)), *far = tensor_new(SHAPE(20, 1));
    const Dataset numbers = dataset_quantities(x, far);
    History h = {0};
    Error error = {.message = ""};
    network_add(&net, affine_new(2, 1, 1, &s.rng));
    network_add_loss(&net, squared_loss_new());
    tensor_fill(far, TOLERANCE((real)1e30, (real)1e200));
    s.sgd->rate = (real)1e-6;
    t.network = &net;
    t.train = t.test = &numbers;
    const bool ok = trainer_run(&t, &h, &error);
    cr_assert(!ok && error.status == EXIT_DIVERGED &&
                  strstr(error.message, "is in the loss itself") != NULL,
              "status %d, %s", (int)error.status, error.message);
    history_clear(&h);
    network_clear(&net);
    tensor_free(x);
    tensor_free(far);
    session_clear(&s);
}

Test(trainer, stops_at_settings_that_cannot_be)
{
    static const char *const words[] = {
        "0 steps with",          "batches of 0 of",
        "batches of 601 of 600", "evaluated every 0 steps",
        "falls by -1",           "falls by 2",
        "only pictures can be",  "a state of unnamed data"};
    for (int i = 0; i < 8; i++) {
        expect_stop(train_wrongly, &i, words[i]);
    }
}

/* -- answers that are quantities ------------------------------------------ */

/* The network is to learn x and x * x, of x in -1 … 1, around this mean. */
static void curve_make(Tensor *x, Tensor *t, real mean)
{
    for (int i = 0; i < x->size; i++) {
        x->data[i] = (real)(2 * i + 1) / (real)x->size - 1;
        t->data[2 * i] = mean + x->data[i];
        t->data[2 * i + 1] = mean + x->data[i] * x->data[i];
    }
}

static Session curve_session(real rate, const Tensor *x, const Tensor *t)
{
    Session s = {dataset_quantities(x, t),
                 dataset_quantities(x, t),
                 {0},
                 rng_new(3),
                 sgd_new(rate)};
    network_add(&s.net, affine_new(1, 8, 1, &s.rng));
    network_add(&s.net, tanh_new());
    network_add(&s.net, affine_new(8, 2, (real)0.3, &s.rng));
    network_add_loss(&s.net, squared_loss_new());
    return s;
}

Test(trainer, learns_quantities)
{
    Tensor *x = tensor_new(SHAPE(150, 1)), *t = tensor_new(SHAPE(150, 2));
    curve_make(x, t, 0);
    Session s = curve_session((real)0.1, x, t);
    History h = {0};
    Error error;
    Trainer trainer = trainer_for(&s, 1500);
    trainer.shuffle = true;
    trainer.keep_best = true;
    cr_assert(trainer_run(&trainer, &h, &error), "it failed");
    cr_assert(h.test_accuracy[0] < 0.9, "good at once: %g",
              h.test_accuracy[0]);
    cr_assert(h.test_accuracy[h.count - 1] > 0.97, "R² is only %g",
              h.test_accuracy[h.count - 1]);
    cr_assert(trainer_accuracy(&s.net, &s.test) >=
                  h.test_accuracy[h.count - 1],
              "the best was not kept");
    history_clear(&h);
    session_clear(&s);
    tensor_free(x);
    tensor_free(t);
}

/* Far from the mean R² is very low. The first evaluation is the best all the
   same, if nothing is learnt, and patience counts from there. */
Test(trainer, is_patient_with_any_r_squared)
{
    Tensor *x = tensor_new(SHAPE(150, 1)), *t = tensor_new(SHAPE(150, 2));
    curve_make(x, t, 1000);
    Session s = curve_session(0, x, t);
    History h = {0};
    Error error;
    Trainer trainer = trainer_for(&s, 1500);
    trainer.patience = 2;
    cr_assert(trainer_run(&trainer, &h, &error), "it failed");
    cr_assert(h.test_accuracy[0] < -1000, "R² is %g", h.test_accuracy[0]);
    cr_assert_eq(h.count, 3, "%d evaluations", h.count);
    history_clear(&h);
    session_clear(&s);
    tensor_free(x);
    tensor_free(t);
}

/* The first two pixels tell which one it is. */
static int times_seen[600];

static void count_images(Tensor *y, const Tensor *x, int height, int width,
                         Rng *rng)
{
    for (int n = 0; n < x->shape.n[0]; n++) {
        const real *image = x->data + (ptrdiff_t)n * height * width;
        times_seen[(int)(image[0] * 255 + (real)0.5) +
                   256 * (int)(image[1] * 255 + (real)0.5)]++;
    }
    leave_images(y, x, height, width, rng);
}

/* In two rounds each example comes twice. */
Test(trainer, shuffles_the_examples_and_leaves_none_out)
{
    Session s = session_new((real)0.3);
    History h = {0};
    Error error;
    Trainer trainer = trainer_for(&s, 2 * 600 / 20);
    trainer.shuffle = true;
    trainer.distort = count_images;
    for (int n = 0; n < 600; n++) {
        s.train.pixels[n * 12] = (uint8_t)(n % 256);
        s.train.pixels[n * 12 + 1] = (uint8_t)(n / 256);
    }
    cr_assert(trainer_run(&trainer, &h, &error), "it failed");
    for (int n = 0; n < 600; n++) {
        cr_assert_eq(times_seen[n], 2, "example %d came %d times", n,
                     times_seen[n]);
    }
    history_clear(&h);
    session_clear(&s);
}

/* A method that writes its rate down, in the first large enough tensor at the
   number of the step, and changes nothing else. Steps count from 1. */
static void note_rate(const Optimizer *optimizer, const Param *param,
                      Tensor *const *memory, int first, int end)
{
    (void)memory;
    (void)end;
    if (first == 0 && param->value->size > optimizer->step) {
        param->value->data[optimizer->step] = optimizer->rate;
    }
}

/* A pause ends the steps, not the decay of the rate. */
Test(trainer, lets_the_rate_fall_evenly)
{
    static const OptimizerKind kind = {"notes", 0, note_rate};
    for (int pause = 0; pause < 4; pause++) {
        Session s = session_new((real)0.3);
        History h = {0};
        Error error;
        Optimizer *notes = optimizer_new(&kind, sizeof *notes, 2);
        Trainer trainer = trainer_for(&s, 4);
        trainer.optimizer = notes;
        trainer.rate_decay = 0.5;
        trainer.pause = pause;
        cr_assert(trainer_run(&trainer, &h, &error), "it failed");
        const Tensor *W = network_find(&s.net, "W1")->value;
        const real want[] = {2, 1.75, 1.5, 1.25};
        const int steps = pause > 0 ? pause : 4;
        cr_assert_eq(notes->step, steps, "%d steps, not %d", notes->step,
                     steps);
        expect_near(W->data + 1, want, steps, 1e-6, 0);
        cr_assert(notes->rate == 2, "the rate is %g afterwards",
                  (double)notes->rate);
        optimizer_free(notes);
        history_clear(&h);
        session_clear(&s);
    }
}

static void write_weights(const Network *net, const char *path)
{
    FILE *file = fopen(path, "wb");
    for (int i = 0; i < net->param_count; i++) {
        const Tensor *t = net->params[i]->value;
        fwrite(t->data, sizeof *t->data, (size_t)t->size, file);
    }
    fclose(file);
}

/* The same seed gives the same bytes at any number of threads. The network is
 * wide enough that its products are shared among them. */
Test(trainer, repeats_itself_bit_by_bit)
{
    const int threads[] = {1, 2, 3, 8, 2};
    char *folder = make_folder(), path[1024];
    char *first = NULL;
    size_t size = 0, other = 0;
    snprintf(path, sizeof path, "%s/weights", folder);
    for (int i = 0; i < 5; i++) {
        Session s = session_new((real)0.3);
        History h = {0};
        Error error;
        Network wide = {0};
        network_add(&wide, affine_new(12, 401, (real)0.1, &s.rng));
        network_add(&wide, relu_new());
        network_add(&wide, affine_new(401, 4, (real)0.1, &s.rng));
        network_add_loss(&wide, softmax_loss_new());
        Trainer trainer = trainer_for(&s, 40);
        trainer.network = &wide;
        trainer.batch_size = 75;
        threads_use(threads[i]);
        cr_assert(trainer_run(&trainer, &h, &error), "it failed");
        write_weights(&wide, path);
        char *bytes = read_file(path, &other);
        cr_assert(first == NULL ||
                      (size == other && memcmp(first, bytes, size) == 0),
                  "%d threads gave other bytes than 1", threads[i]);
        if (first == NULL) {
            first = bytes;
            size = other;
        } else {
            free(bytes);
        }
        history_clear(&h);
        network_clear(&wide);
        session_clear(&s);
    }
    free(first);
    remove_folder(folder);
}

/* One number, times a weight, which should have been 0. */
Test(trainer, names_the_first_place_that_is_not_finite)
{
    static const struct {
        real x, weight;
        const char *words;
    } cases[] = {
        {TOLERANCE((real)1e38, (real)1e308), 10,
         "the output of layer 1 (affine)"},
        {10, (real)INFINITY, "W1 of layer 1 (affine)"},
        {TOLERANCE((real)1e30, (real)1e200), 1, "in the loss itself"}};
    for (int i = 0; i < 3; i++) {
        Rng rng = rng_new(1);
        Network net = {0};
        History h = {0};
        Error error;
        real x = cases[i].x, t = 0;
        const Tensor tx = tensor_view(&x, SHAPE(1, 1)),
                     tt = tensor_view(&t, SHAPE(1, 1));
        const Dataset data = dataset_quantities(&tx, &tt);
        network_add(&net, affine_new(1, 1, 0, &rng));
        network_add_loss(&net, squared_loss_new());
        net.params[0]->value->data[0] = cases[i].weight;
        Optimizer *sgd = sgd_new(0);
        const Trainer trainer = {.network = &net,
                                 .optimizer = sgd,
                                 .train = &data,
                                 .test = &data,
                                 .rng = &rng,
                                 .batch_size = 1,
                                 .steps = 1,
                                 .evaluate_every = 1,
                                 .silent = true};
        cr_assert(!trainer_run(&trainer, &h, &error), "it went on");
        cr_assert(strstr(error.message, cases[i].words) != NULL, "%s",
                  error.message);
        history_clear(&h);
        optimizer_free(sgd);
        network_clear(&net);
    }
}

Test(trainer, stops_when_the_loss_is_not_a_number)
{
    const real rate = TOLERANCE((real)1e30, (real)1e300);
    Session s = session_new(rate);
    History h = {0};
    Error error;
    const Trainer trainer = trainer_for(&s, 1000);
    cr_assert(!trainer_run(&trainer, &h, &error), "it went on");
    cr_assert_eq((int)error.status, EXIT_DIVERGED, "status %d",
                 (int)error.status);
    cr_assert(strstr(error.message, "the output of layer") != NULL,
              "message: %s", error.message);
    cr_assert(strstr(error.message, TOLERANCE("learning rate 1e+30",
                                              "learning rate 1e+300")) !=
                  NULL,
              "message: %s", error.message);
    cr_assert(strncmp(error.message, "step ", 5) == 0, "message: %s",
              error.message);
    history_clear(&h);
    session_clear(&s);
}

/* An optimizer that presses Ctrl-C in its seventh step. */
static void press(const Optimizer *optimizer, const Param *param,
                  Tensor *const *memory, int first, int end)
{
    (void)memory;
    for (int i = first; i < end; i++) {
        param->value->data[i] -= optimizer->rate * param->grad->data[i];
    }
    if (first == 0 && optimizer->step == 7 && param->value->size == 4) {
        raise(SIGINT);
    }
}

Test(trainer, finishes_the_step_after_an_interrupt)
{
    const OptimizerKind kind = {"press", 0, press};
    Session s = session_new((real)0.1);
    History h = {0};
    Error error;
    Trainer trainer = trainer_for(&s, 1000);
    trainer.optimizer = optimizer_new(&kind, sizeof(Optimizer), (real)0.1);
    cr_assert(!trainer_run(&trainer, &h, &error), "it went on");
    cr_assert_eq((int)error.status, EXIT_INTERRUPTED, "status %d",
                 (int)error.status);
    cr_assert_eq(trainer.optimizer->step, 7, "%d steps",
                 trainer.optimizer->step);
    cr_assert_eq(h.count, 1, "%d evaluations", h.count);
    cr_assert(fabs(h.epoch[0] - 7 / 30.0) < 1e-12, "evaluated at %g",
              h.epoch[0]);
    optimizer_free(trainer.optimizer);
    history_clear(&h);
    session_clear(&s);
}

/* A signal that comes twice. The second Ctrl-C, and no other, ends the program at once. */
typedef struct {
    int number;
    bool ignored; /* by whoever started the program */
    int status;   /* with which it ends */
} Request;

static void ask_twice(void *context)
{
    const Request *r = context;
    if (r->ignored) {
        signal(r->number, SIG_IGN);
    }
    interrupt_watch();
    raise(r->number);
    printf("%d\n", (int)interrupt_status());
    fflush(stdout);
    interrupt_watch();
    raise(r->number);
    printf("%d again\n", (int)interrupt_status());
    fflush(stdout);
    raise(SIGHUP); /* the first one is the reason */
    _exit((int)interrupt_status());
}

Test(trainer, a_request_to_stop_is_noted_unless_it_is_ignored)
{
    static const struct {
        Request request;
        const char *noted;
    } cases[] = {{{SIGINT, false, EXIT_INTERRUPTED}, "130\n"},
                 {{SIGTERM, false, EXIT_TERMINATED}, "143\n143 again\n"},
                 {{SIGPIPE, false, EXIT_UNREAD}, "141\n141 again\n"},
                 {{SIGHUP, false, EXIT_HUNG_UP}, "129\n129 again\n"},
                 {{SIGINT, true, EXIT_HUNG_UP}, "0\n0 again\n"},
                 {{SIGTERM, true, EXIT_HUNG_UP}, "0\n0 again\n"},
                 {{SIGPIPE, true, EXIT_HUNG_UP}, "0\n0 again\n"},
                 {{SIGHUP, true, EXIT_OK}, "0\n0 again\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Request request = cases[i].request;
        Outcome o = run_function(ask_twice, &request);
        cr_assert_eq(o.status, request.status, "case %zu: status %d", i,
                     o.status);
        cr_assert_str_eq(o.out, cases[i].noted, "case %zu: %s", i, o.out);
        outcome_clear(&o);
    }
}

/* Prints into a pipe that is full and that nobody reads, until Ctrl-C. */
static void print_to_a_sleeper(void *number)
{
    const int stream = *(int *)number;
    FILE *full = stream == STDOUT_FILENO ? stdout : stderr,
         *other = full == stdout ? stderr : stdout;
    int ends[2];
    if (pipe(ends) != 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0) {
        _exit(99);
    }
    while (write(ends[1], "z", 1) == 1) {
        /* until it is full */
    }
    fcntl(ends[1], F_SETFL, 0);
    alarm(20); /* or it would wait for ever */
    interrupt_watch();
    const pid_t child = fork();
    if (child == 0) {
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
        kill(getppid(), SIGINT);
        _exit(0);
    }
    dup2(ends[1], stream);
    fputs("the last words", full);
    const bool lost = fflush(full) != 0 || ferror(full);
    waitpid(child, NULL, 0);
    fprintf(other, "%s", lost ? "an error" : "no error");
    fflush(other);
    _exit((int)interrupt_status());
}

Test(trainer, who_asks_to_stop_does_not_wait_for_a_reader_who_sleeps)
{
#ifdef __SANITIZE_THREAD__
    cr_skip_test("ThreadSanitizer keeps a signal back while we print");
#endif
    for (int stream = STDOUT_FILENO; stream <= STDERR_FILENO; stream++) {
        Outcome o = run_function(print_to_a_sleeper, &stream);
        cr_assert_eq(o.status, EXIT_INTERRUPTED, "status %d", o.status);
        const char *said = stream == STDOUT_FILENO ? o.err : o.out;
        cr_assert_str_eq(said, "no error", "%d: %s", stream, said);
        outcome_clear(&o);
    }
}

/* One step with one example, or with all of them. */
Test(trainer, the_limits_of_its_settings_are_allowed)
{
    for (int all = 0; all < 2; all++) {
        Session s = session_new((real)0.3);
        History h = {0};
        Error error;
        Trainer t = trainer_for(&s, 1);
        t.evaluate_every = 1;
        t.rate_decay = (real)all;
        t.shuffle = all;
        t.batch_size = all ? s.train.count : 1;
        cr_assert(trainer_run(&t, &h, &error), "%s", error.message);
        cr_assert_eq(h.count, 1, "%d evaluations", h.count);
        history_clear(&h);
        session_clear(&s);
    }
}

/* Others, with whom each number falls by 1 in every step, and who get as many of the held-out
   images right as was written down. */
typedef struct {
    Network *net;
    const int *right;
    int looks;
    int learnt;        /* what is said of those that it learns from */
    const char *state; /* a file; NULL: none */
    bool kept;         /* it was there at the first look */
    int without;       /* steps before which it was not there */
} Script;

static bool fall_by_one(void *context, int step, real rate, real decay,
                        real *loss)
{
    Script *s = context;
    (void)step;
    (void)rate;
    (void)decay;
    s->without += s->state != NULL && access(s->state, F_OK) != 0;
    for (int i = 0; i < s->net->param_count; i++) {
        tensor_fill(s->net->params[i]->grad, 1);
    }
    *loss = 1;
    return true;
}

static long as_written(void *context, SetName set)
{
    Script *s = context;
    if (s->state != NULL && s->looks == 0) {
        s->kept = access(s->state, F_OK) == 0;
    }
    return set == SET_EXAMINED ? s->right[s->looks++] : s->learnt;
}

static Crew crew_of(Script *script)
{
    return (Crew){script, {600, 200, 200}, 1, 1, fall_by_one, as_written};
}

/* state: where it goes, or NULL. */
static Trainer trainer_of_crew(Session *s, int steps, const Crew *crew,
                               const char *state)
{
    Trainer trainer = trainer_for(s, steps);
    trainer.crew = crew;
    trainer.data = "columns";
    trainer.resume = state;
    return trainer;
}

/* The first of equals is kept, and does not count as better. */
Test(trainer, keeps_the_best_and_loses_patience)
{
    const struct {
        int right[6];
        bool keep_best;
        int patience, looks, kept;
    } cases[] = {{{1, 3, 2, 2, 2, 2}, true, 2, 4, 2},
                 {{1, 3, 2, 3, 3, 2}, true, 3, 5, 2},
                 {{1, 3, 2, 2, 2, 2}, false, 2, 4, 4},
                 {{1, 3, 2, 2, 2, 2}, true, 0, 6, 2},
                 {{1, 3, 2, 2, 2, 2}, false, 0, 6, 6},
                 {{1, 3, 2, 4, 2, 5}, true, 2, 6, 6},
                 {{0, 0, 0, 0, 0, 0}, true, 1, 2, 1},
                 {{3, 2, 1, 0, 0, 0}, true, 1, 2, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Session s = session_new(1);
        Script script = {.net = &s.net, .right = cases[i].right};
        const Crew crew = crew_of(&script);
        History h = {0};
        Error error;
        Trainer trainer = trainer_of_crew(&s, 6, &crew, NULL);
        trainer.evaluate_every = 1;
        trainer.keep_best = cases[i].keep_best;
        trainer.patience = cases[i].patience;
        const double before = (double)s.net.params[0]->value->data[0];
        cr_assert(trainer_run(&trainer, &h, &error), "%s", error.message);
        const double after = (double)s.net.params[0]->value->data[0];
        cr_assert(h.count == cases[i].looks &&
                      fabs(before - after - cases[i].kept) < 1e-4,
                  "case %zu: %d evaluations, and it kept step %g", i, h.count,
                  before - after);
        history_clear(&h);
        session_clear(&s);
    }
}

/* An evaluation may be cut short where several programs are stopped. */
Test(trainer, keeps_the_state_of_several_before_it_evaluates)
{
    char *folder = make_folder(), state[1100];
    snprintf(state, sizeof state, "%s/state", folder);
    Session s = session_new(1);
    Script script = {.net = &s.net, .right = (int[]){1, 2}, .state = state};
    const Crew crew = crew_of(&script);
    History h = {0};
    Error error;
    Trainer trainer = trainer_of_crew(&s, 2, &crew, state);
    trainer.evaluate_every = 1;
    cr_assert(trainer_run(&trainer, &h, &error), "%s", error.message);
    cr_assert(script.kept, "there was no state at the first evaluation");
    history_clear(&h);
    session_clear(&s);
    remove_folder(folder);
}

/* At the latest after so many steps. */
Test(trainer, keeps_the_state_now_and_then)
{
    for (int every = 0; every < 4; every++) {
        char *folder = make_folder(), state[1100];
        snprintf(state, sizeof state, "%s/state", folder);
        Session s = session_new(1);
        Script script = {.net = &s.net, .right = (int[]){1}, .state = state};
        const Crew crew = crew_of(&script);
        History h = {0};
        Error error;
        Trainer trainer = trainer_of_crew(&s, 5, &crew, state);
        trainer.evaluate_every = 100;
        trainer.keep_every = every;
        cr_assert(trainer_run(&trainer, &h, &error), "%s", error.message);
        const int without = every > 0 ? every : 5;
        cr_assert(script.without == without, "every %d: %d steps without",
                  every, script.without);
        history_clear(&h);
        session_clear(&s);
        remove_folder(folder);
    }
}

/* Whoever goes on makes first the evaluation that was cut short. */
Test(trainer, owes_an_evaluation)
{
    char *folder = make_folder(), state[1100];
    snprintf(state, sizeof state, "%s/state", folder);
    for (int again = 0; again < 2; again++) {
        Session s = session_new(1);
        Script script = {.net = &s.net,
                         .right = again ? (int[]){20, 40} : (int[]){-1}};
        const Crew crew = crew_of(&script);
        History h = {0};
        Error error;
        Trainer trainer = trainer_of_crew(&s, 4, &crew, state);
        trainer.evaluate_every = 2;
        trainer_run(&trainer, &h, &error);
        cr_assert(h.count == 2 * again && script.looks == 1 + again,
                  "%d evaluations, and %d looks", h.count, script.looks);
        cr_assert(!again || (fabs(h.test_accuracy[0] - 0.1) < 1e-9 &&
                             fabs(h.test_accuracy[1] - 0.2) < 1e-9),
                  "%g and %g", h.test_accuracy[0], h.test_accuracy[1]);
        history_clear(&h);
        session_clear(&s);
    }
    remove_folder(folder);
}

/* A look at what it learns from may be cut short, too, and then there is no other look. */
Test(trainer, looks_no_further_when_it_is_cut_short)
{
    Session s = session_new(1);
    Script script = {.net = &s.net, .right = (int[]){20}, .learnt = -1};
    const Crew crew = crew_of(&script);
    History h = {0};
    Error error;
    Trainer trainer = trainer_of_crew(&s, 4, &crew, NULL);
    trainer.evaluate_every = 2;
    trainer_run(&trainer, &h, &error);
    cr_assert(h.count == 0 && script.looks == 0,
              "%d evaluations, and %d looks", h.count, script.looks);
    history_clear(&h);
    session_clear(&s);
}

static bool learn_nothing(void *context, int step, real rate, real decay,
                          real *loss)
{
    (void)context;
    (void)step;
    (void)rate;
    (void)decay;
    *loss = 0;
    return false;
}

/* Without the others there is no step, and the training stops. */
Test(trainer, stops_where_the_others_do_not_answer)
{
    Session s = session_new(1);
    Script script = {.net = &s.net, .right = (int[]){20, 20}};
    Crew crew = crew_of(&script);
    History h = {0};
    Error error = {.message = ""};
    crew.learn = learn_nothing;
    const Trainer trainer = trainer_of_crew(&s, 4, &crew, NULL);
    alarm(60);
    cr_assert(!trainer_run(&trainer, &h, &error), "it went on");
    cr_assert(strstr(error.message, "interrupted after step 0") != NULL &&
                  h.count == 0,
              "%d evaluations, %s", h.count, error.message);
    history_clear(&h);
    session_clear(&s);
}

static void train_and_go_on(void *silent)
{
    char *folder = make_folder(), state[1100];
    snprintf(state, sizeof state, "%s/state", folder);
    for (int again = 0; again < 2; again++) {
        Session s = session_new(1);
        Script script = {.net = &s.net, .right = (int[]){3, 2, 1, 0}};
        const Crew crew = crew_of(&script);
        History h = {0};
        Error error;
        Trainer trainer = trainer_of_crew(&s, 8, &crew, state);
        trainer.pause = again ? 0 : 1;
        trainer.evaluate_every = 1;
        trainer.patience = 2;
        trainer.silent = *(const bool *)silent;
        if (!trainer_run(&trainer, &h, &error)) {
            die("test", &error);
        }
        history_clear(&h);
        session_clear(&s);
    }
    remove_folder(folder);
}

/* What ends a program so leaves what was not written yet. */
static bool end_at_once(void *context, int step, real rate, real decay,
                        real *loss)
{
    (void)context;
    (void)step;
    (void)rate;
    (void)decay;
    *loss = 0;
    _exit(EXIT_OK);
}

static void end_in_the_first_step(void *unused)
{
    (void)unused;
    Session s = session_new(1);
    const Crew crew = {NULL, {600, 200, 200}, 1, 1, end_at_once, as_written};
    History h = {0};
    Error error;
    Trainer trainer = trainer_of_crew(&s, 8, &crew, NULL);
    trainer.silent = false;
    trainer_run(&trainer, &h, &error);
}

Test(trainer, says_what_is_known_before_the_first_step)
{
    Outcome o = run_function(end_in_the_first_step, NULL);
    cr_assert_str_eq(o.out, " epoch     loss   train    test  seconds\n");
    outcome_clear(&o);
}

/* All that it has to say, or nothing. */
Test(trainer, can_be_silent)
{
    static const char *const words[] = {
        "/state is not there yet: a new training begins\n",
        " epoch     loss   train    test  seconds\n",
        "going on after step 1, from ",
        " epoch     loss   train    test  seconds\n",
        "no better for 2 evaluations: stopped after step "};
    bool silent = false;
    Outcome o = run_function(train_and_go_on, &silent);
    cr_assert(o.status == 0, "status %d: %s", o.status, o.err);
    const char *place = o.out;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        place = strstr(place, words[i]);
        cr_assert(place != NULL, "no <%s> in its place: %s", words[i], o.out);
        place += strlen(words[i]);
    }
    outcome_clear(&o);
    silent = true;
    o = run_function(train_and_go_on, &silent);
    cr_assert(o.status == 0 && o.out[0] == '\0' && o.err[0] == '\0',
              "it said %s%s", o.out, o.err);
    outcome_clear(&o);
}
