// # Many trainings side by side
//
// An experiment of this chapter is thirty-two small trainings, and each is too small
// to keep two processors busy. **Who shall share the work then: the matrix products,
// or the trainings?** The trainings. They need nothing from each other.
#include "trials.h"

#include "optimizers/sgd.h"

// ## One trial
//
// It has its own network, its own descent and its own random numbers, so nothing
// depends on what runs beside it.
static bool run_trial(Trial *trial, const Course *course, Error *error)
{
    Network net = {0};
    Rng rng = rng_new(trial->seed);
    trial->shape.inputs = course->train->height * course->train->width;
    trial->shape.classes = course->train->classes;
    deep_network_build(&net, &trial->shape, &rng);
    Optimizer *sgd = sgd_new(trial->rate);
    const int epoch = course->train->count / course->batch;
    const Trainer trainer = {
        .network = &net,
        .optimizer = sgd,
        .train = course->train,
        .test = course->test,
        .rng = &rng,
        .shuffle = true,
        .batch_size = course->batch,
        .steps = epoch * course->epochs,
        .evaluate_every = epoch * course->every,
        .silent = true,
    };
    const bool ok = trainer_run(&trainer, &trial->history, error);
    trial->diverged = !ok && error->status == EXIT_DIVERGED;
    optimizer_free(sgd);
    network_clear(&net);
    return ok || trial->diverged;
}

// ## All of them
//
// A thread that has finished a trial takes the next. Inside, the library's own
// threads rest: who is one of many already does not divide further. A training
// whose loss explodes is stopped by the trainer, and that is a result and no error.
bool trials_run(Trial *trials, int count, const Course *course, Error *error)
{
    bool stopped = false;
#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < count; i++) {
        Error trouble;
        if (!run_trial(&trials[i], course, &trouble)) {
#pragma omp critical
            {
                stopped = true;
                *error = trouble;
            }
        }
    }
    return !stopped;
}

double trial_end(const Trial *trial, const double *column)
{
    return trial->history.count > 0 ? column[trial->history.count - 1] : 0;
}

void trials_clear(Trial *trials, int count)
{
    for (int i = 0; i < count; i++) {
        history_clear(&trials[i].history);
    }
}
