#include "ch05_test.h"

EXERCISE(budget);

enum { POINTS = 60, NEURONS = 8, WEIGHTS = 2 * NEURONS, STEPS = 200 };
static const float most = 0.15f;

/* A network, what it learns from, and its gradients. */
struct learner {
    float w1[WEIGHTS], b1[NEURONS], w2[WEIGHTS], b2[2];
    float dw1[WEIGHTS], db1[NEURONS], dw2[WEIGHTS], db2[2];
    float x[POINTS * 2], z[POINTS * NEURONS], y[POINTS * 2];
    uint8_t t[POINTS];
};

static void begin(struct learner *l, float scale, uint64_t seed)
{
    *l = (struct learner){.b2 = {0}};
    fill_with_noise(l->x, POINTS * 2, &seed);
    fill_with_noise(l->w1, WEIGHTS, &seed);
    fill_with_noise(l->w2, WEIGHTS, &seed);
    fill_with_noise(l->b1, NEURONS, &seed);
    for (int i = 0; i < WEIGHTS; i++) {
        l->w1[i] *= scale;
        l->w2[i] *= scale;
        l->b1[i / 2] *= i % 2 ? 1 : scale;
    }
    for (int n = 0; n < POINTS; n++) {
        const float *x = l->x + 2 * n;
        l->t[n] = x[0] * x[0] + x[1] * x[1] > 0.5f;
    }
}

static float forward(struct learner *l)
{
    float loss = 0;
    affine_forward(l->x, l->w1, l->b1, l->z, POINTS, 2, NEURONS);
    sigmoid_forward(l->z, l->z, POINTS * NEURONS);
    affine_forward(l->z, l->w2, l->b2, l->y, POINTS, NEURONS, 2);
    softmax_forward(l->y, l->y, POINTS, 2);
    for (int n = 0; n < POINTS; n++) {
        loss -= logf(l->y[2 * n + l->t[n]] + 1e-7f) / POINTS;
    }
    return loss;
}

static void learn(struct learner *l, float rate)
{
    float dy[POINTS * 2], dz[POINTS * NEURONS], dx[POINTS * 2];
    softmax_loss_backward(l->y, l->t, dy, POINTS, 2);
    affine_backward(l->z, l->w2, dy, dz, l->dw2, l->db2, POINTS, NEURONS, 2);
    sigmoid_backward(l->z, dz, dz, POINTS * NEURONS);
    affine_backward(l->x, l->w1, dz, dx, l->dw1, l->db1, POINTS, 2, NEURONS);
    step(l->w1, l->dw1, WEIGHTS, rate);
    step(l->b1, l->db1, NEURONS, rate);
    step(l->w2, l->dw2, WEIGHTS, rate);
    step(l->b2, l->db2, 2, rate);
}

/* What came of 200 steps. */
struct run {
    float first, last; /* losses */
    int rises;         /* steps after which the loss was larger */
};

static struct run run(uint64_t seed, int print)
{
    const struct budget mine = my_budget();
    struct learner l;
    struct run run = {0};
    begin(&l, mine.scale, seed);
    for (int i = 0; i <= STEPS; i++) {
        const float loss = forward(&l);
        if (print && i % 50 == 0) {
            printf("scale %g, rate %g, step %3d: loss %.3f\n",
                   (double)mine.scale, (double)mine.rate, i, (double)loss);
        }
        run.first = i == 0 ? loss : run.first;
        run.rises += i > 0 && !(loss <= 1.01f * run.last);
        run.last = loss;
        learn(&l, mine.rate);
    }
    return run;
}

static const char *trouble(const struct run *run)
{
    return run->rises > STEPS / 10 ? "the loss rises in many of the 200 steps"
           : run->first > 4
               ? "the first loss is large, and 200 steps do not bring it down"
           : run->last > run->first
               ? "after 200 steps the loss is larger than before"
           : run->first < 0.9f && run->last > 0.6f
               ? "after 200 steps the network knows nothing yet"
               : "the loss goes down, but 200 steps are too few";
}

Test(budget, leads_downhill)
{
    expect_not_zero((double)my_budget().rate, "the rate");
    expect(my_budget().rate > 0, "with a rate that is not above 0, no step "
                                 "leads downhill");
}

Test(budget, begins_unlike)
{
    expect_not_zero((double)my_budget().scale, "the scale");
    expect(my_budget().scale > 0,
           "with a scale that is not above 0, all neurons begin alike");
}

Test(budget, one_network)
{
    const struct run one = run(100, 1);
    expect(one.last <= most, "%s", trouble(&one));
}

Test(budget, twenty_networks)
{
    for (uint64_t seed = 101; seed < 121; seed++) {
        const struct run one = run(seed, 0);
        expect(one.last <= most, "another network: %s", trouble(&one));
    }
}
