#include "ch07.h"
#include "exercise_test.h"
#include "recipe.h"

EXERCISE(fashion);

enum { MOST_NUMBERS = 100000, MOST_MULTIPLICATIONS = 4000000 };

/* The network, if it can be read; what it is, is printed for whoever ranks it. */
static struct recipe network(void)
{
    struct recipe r;
    const char *text = my_fashion();
    expect(recipe_read(&r, text, 28, 28), "%s", r.trouble);
    expect(r.count > 0, "there is no layer");
    return r;
}

Test(fashion, is_understood)
{
    network();
    printf("network: %s\n", my_fashion());
}

Test(fashion, ends_with_ten)
{
    const struct recipe r = network();
    const struct recipe_layer *last = &r.layer[r.count - 1];
    expect(last->kind == RECIPE_AFFINE,
           "the last layer is %s, but the scores come from affine",
           recipe_words[last->kind].word);
    expect_equal((long long)last->C, 10,
                 "how many numbers the last layer puts out");
}

/* Two layers with weights and nothing between them are one. */
Test(fashion, bends)
{
    const struct recipe r = network();
    size_t learning = 0, before = 0;
    int bent = 1;
    for (size_t i = 0; i < r.count; i++) {
        bent |= r.layer[i].kind == RECIPE_RELU;
        if (r.layer[i].numbers > 0) {
            expect(bent, "between the layers %zu and %zu is no relu", before,
                   i + 1);
            learning++, before = i + 1, bent = 0;
        }
    }
    expect(learning > 1, "only one layer has weights");
}

Test(fashion, sees_neighbours)
{
    const struct recipe r = network();
    int sees = 0;
    for (size_t i = 0; i < r.count; i++) {
        sees |= r.layer[i].kind == RECIPE_CONV && r.layer[i].given[1] > 1;
    }
    expect(sees, "no conv looks at neighbours");
}

Test(fashion, is_small)
{
    const struct recipe r = network();
    expect(
        r.numbers < MOST_NUMBERS,
        "the network learns %zu numbers, but fewer than 100000 are allowed",
        r.numbers);
}

Test(fashion, is_quick)
{
    const struct recipe r = network();
    expect(
        r.multiplications <= MOST_MULTIPLICATIONS,
        "for one image the network multiplies %zu times, but 4000000 times "
        "are allowed",
        r.multiplications);
}

Test(fashion, is_counted)
{
    const struct recipe r = network();
    expect_predicted((double)my_fashion_numbers(), (double)r.numbers, 0,
                     "the number of parameters of the network");
}
