#include <criterion/criterion.h>

#include "optimizers/momentum.h"
#include "optimizers/sgd.h"
#include "support.h"

Test(optimizer, sgd_steps_against_the_gradient)
{
    real w[] = {1, -2, 3}, g[] = {10, 0, -4}, v[] = {5}, vg[] = {1};
    Tensor tw = tensor_view(w, SHAPE(3)), tg = tensor_view(g, SHAPE(3));
    Tensor tv = tensor_view(v, SHAPE(1)), tvg = tensor_view(vg, SHAPE(1));
    Param W = {"W", &tw, &tg}, b = {"b", &tv, &tvg};
    Param *const params[] = {&W, &b};
    Optimizer *sgd = sgd_new((real)0.1);
    optimizer_step(sgd, params, 2);
    expect_near(w, (real[]){0, -2, (real)3.4}, 3, 0, TOLERANCE(1e-6, 1e-12));
    optimizer_step(sgd, params, 2);
    expect_near(w, (real[]){-1, -2, (real)3.8}, 3, 0, TOLERANCE(1e-6, 1e-12));
    expect_near(v, (real[]){(real)4.8}, 1, 0, TOLERANCE(1e-6, 1e-12));
    expect_near(g, (real[]){10, 0, -4}, 3, 0, 0);
    cr_assert_eq(sgd->step, 2, "%d steps", sgd->step);
    optimizer_free(sgd);
    optimizer_free(NULL);
}

/* A ball that rolls on: v = 0.5 v - g, by hand. */
Test(optimizer, remembers_something_for_each_parameter)
{
    real w[] = {1, -2, 3}, g[] = {4, 0, -8}, v[] = {5}, vg[] = {1};
    Tensor tw = tensor_view(w, SHAPE(3)), tg = tensor_view(g, SHAPE(3));
    Tensor tv = tensor_view(v, SHAPE(1)), tvg = tensor_view(vg, SHAPE(1));
    Param W = {"W", &tw, &tg}, b = {"b", &tv, &tvg};
    Param *const params[] = {&W, &b};
    Optimizer *momentum = momentum_new(1, (real)0.5);
    optimizer_step(momentum, params, 2);
    optimizer_step(momentum, params, 2);
    expect_near(w, (real[]){-9, -2, 23}, 3, 0, 0);
    expect_near(v, (real[]){(real)2.5}, 1, 0, 0);
    optimizer_free(momentum);
}

static void fewer_parameters(void *context)
{
    (void)context;
    Param W = {"W", tensor_new(SHAPE(2)), tensor_new(SHAPE(2))};
    Param *const params[] = {&W, &W};
    Optimizer *sgd = sgd_new(1);
    optimizer_step(sgd, params, 2);
    optimizer_step(sgd, params, 1);
}

Test(optimizer, the_parameters_must_stay_the_same)
{
    expect_stop(fewer_parameters, NULL, "SGD: 1 parameters, but 2 at first");
}

static void another_shape(void *context)
{
    (void)context;
    Param W = {"W", tensor_new(SHAPE(2)), tensor_new(SHAPE(3))};
    Param *const params[] = {&W};
    optimizer_step(sgd_new(1), params, 1);
}

Test(optimizer, a_gradient_has_the_shape_of_its_value)
{
    expect_stop(another_shape, NULL, "(3) onto (2)");
}
