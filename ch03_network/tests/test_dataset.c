#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "data/dataset.h"
#include "ground/checksum.h"
#include "support.h"
#include "system/threads.h"

/* Pictures of 3 x 5 pixels; pixel i of example n has the value 7n + 11i. */
static Dataset small_set(int count)
{
    Dataset data = dataset_new(count, 3, 5, 4);
    for (int n = 0; n < count; n++) {
        for (int i = 0; i < 15; i++) {
            data.pixels[n * 15 + i] = (uint8_t)(7 * n + 11 * i);
        }
        data.labels[n] = (uint8_t)(n * n % 4);
    }
    return data;
}

static void expect_example(const Batch *batch, int row, const Dataset *data,
                           int example)
{
    const int D = data->height * data->width;
    const uint8_t *pixels = data->pixels + (ptrdiff_t)example * D;
    const real *x = batch->x->data + (ptrdiff_t)row * D;
    for (int i = 0; i < D; i++) {
        const double want = pixels[i] / 255.0;
        cr_assert(fabs((double)x[i] - want) < TOLERANCE(2e-7, 3e-16),
                  "row %d pixel %d: %.9g, not %.9g", row, i, (double)x[i],
                  want);
    }
    const int label = data->labels[example];
    cr_assert_eq(batch->labels[row], label, "row %d has label %d, not %d",
                 row, batch->labels[row], label);
    for (int c = 0; c < data->classes; c++) {
        const real t = batch->t->data[row * data->classes + c];
        const real want = c == label ? 1 : 0;
        cr_assert(t == want, "row %d class %d: %g, not %g", row, c, (double)t,
                  (double)want);
    }
}

Test(dataset, new_is_black_and_clear_leaves_nothing)
{
    Dataset data = dataset_new(7, 3, 5, 4);
    int sum = 0;
    for (int i = 0; i < 7 * 15; i++) {
        sum += data.pixels[i];
    }
    for (int n = 0; n < 7; n++) {
        sum += data.labels[n];
    }
    cr_assert_eq(sum, 0, "the bytes add up to %d, not 0", sum);
    cr_assert(data.count == 7 && data.height == 3 && data.width == 5 &&
                  data.classes == 4,
              "%d pictures of %d x %d in %d classes", data.count, data.height,
              data.width, data.classes);
    dataset_clear(&data);
    cr_assert(data.pixels == NULL && data.labels == NULL && data.count == 0,
              "something is left, count %d", data.count);
    dataset_clear(&data);
}

Test(dataset, slice_is_a_view_of_the_same_bytes)
{
    Dataset data = small_set(9);
    const Dataset slice = dataset_slice(&data, 4, 3);
    cr_assert_eq(slice.count, 3, "%d examples, not 3", slice.count);
    cr_assert(slice.pixels == data.pixels + 4 * 15, "it begins %td bytes on",
              slice.pixels - data.pixels);
    cr_assert(slice.labels == data.labels + 4, "its labels begin %td on",
              slice.labels - data.labels);
    const Dataset whole = dataset_slice(&data, 0, 9);
    cr_assert_eq(whole.count, 9, "%d examples, not 9", whole.count);
    dataset_clear(&data);
}

Test(dataset, the_first_are_from_the_begin_on)
{
    Dataset data = small_set(6);
    for (int most = 5; most < 9; most++) {
        const Dataset some = dataset_first(&data, most);
        cr_assert(some.pixels == data.pixels && some.labels == data.labels,
                  "not the first");
        cr_assert_eq(some.count, most < 6 ? most : 6, "%d of %d", some.count,
                     most);
    }
    dataset_clear(&data);
}

/* A byte more than a gigabyte; nobody writes there, so the system gives no memory for it. */
Test(dataset, a_picture_may_be_as_large_as_an_int_counts)
{
    Dataset data = dataset_new(1, 32769, 32769, 1);
    cr_assert_eq(data.count, 1, "%d pictures", data.count);
    dataset_clear(&data);
}

Test(dataset, picks_are_copies_in_their_order)
{
    Dataset data = small_set(9);
    const int order[] = {8, 0, 3, 3}, as_they_come[] = {0, 1, 2, 3};
    for (int shuffled = 0; shuffled < 2; shuffled++) {
        const int *from = shuffled ? order : as_they_come;
        Dataset some = dataset_pick(&data, shuffled ? order : NULL, 4);
        cr_assert(some.count == 4 && some.height == 3 && some.width == 5 &&
                      some.classes == 4,
                  "%d pictures of %d x %d in %d classes", some.count,
                  some.height, some.width, some.classes);
        for (int n = 0; n < 4; n++) {
            cr_assert(some.labels[n] == data.labels[from[n]] &&
                          memcmp(some.pixels + n * 15,
                                 data.pixels + from[n] * 15, 15) == 0,
                      "picture %d is not number %d", n, from[n]);
        }
        dataset_clear(&some);
    }
    dataset_clear(&data);
}

/* The largest label of a byte is 255. */
Test(dataset, has_256_classes_at_most)
{
    real number = 0;
    const uint8_t label = 255;
    const Tensor x = tensor_view(&number, SHAPE(1, 1));
    Dataset sets[] = {dataset_new(1, 1, 1, 256),
                      dataset_labelled(&x, &label, 256)};
    sets[0].labels[0] = label;
    for (int i = 0; i < 2; i++) {
        Batch batch = {0};
        batch_slice(&batch, &sets[i], 0, 1);
        cr_assert(batch.t->data[255] == 1, "set %d: %g", i,
                  (double)batch.t->data[255]);
        batch_clear(&batch);
        dataset_clear(&sets[i]);
    }
}

Test(dataset, every_byte_becomes_its_255th_part)
{
    Dataset data = dataset_new(1, 16, 16, 1);
    Batch batch = {0};
    for (int i = 0; i < 256; i++) {
        data.pixels[i] = (uint8_t)i;
    }
    batch_slice(&batch, &data, 0, 1);
    expect_example(&batch, 0, &data, 0);
    cr_assert(batch.x->data[0] == 0, "black is %g, not 0",
              (double)batch.x->data[0]);
    cr_assert(batch.x->data[255] == 1, "white is %.9g, not 1",
              (double)batch.x->data[255]);
    batch_clear(&batch);
    dataset_clear(&data);
}

Test(dataset, gather_takes_the_picks_in_their_order)
{
    Dataset data = small_set(9);
    Batch batch = {0};
    const int picks[] = {8, 0, 3, 3, 7};
    batch_gather(&batch, &data, picks, 5);
    cr_assert(shape_equal(batch.x->shape, SHAPE(5, 15)), "x is %s",
              shape_text(batch.x->shape).text);
    cr_assert(shape_equal(batch.t->shape, SHAPE(5, 4)), "t is %s",
              shape_text(batch.t->shape).text);
    for (int n = 0; n < 5; n++) {
        expect_example(&batch, n, &data, picks[n]);
    }
    batch_clear(&batch);
    dataset_clear(&data);
}

Test(dataset, slice_of_a_batch_takes_neighbours)
{
    Dataset data = small_set(9);
    Batch batch = {0};
    batch_slice(&batch, &data, 5, 4);
    for (int n = 0; n < 4; n++) {
        expect_example(&batch, n, &data, 5 + n);
    }
    batch_clear(&batch);
    batch_clear(&batch);
    cr_assert(batch.x == NULL && batch.labels == NULL, "not cleared");
    dataset_clear(&data);
}

Test(dataset, a_batch_keeps_its_memory)
{
    Dataset data = small_set(9);
    Batch batch = {0};
    batch_slice(&batch, &data, 0, 6);
    const Batch before = batch;
    const real *x = batch.x->data, *t = batch.t->data;
    for (int count = 1; count <= 6; count++) {
        batch_slice(&batch, &data, 3, count);
        cr_assert_eq(batch.x->shape.n[0], count, "%d rows, not %d",
                     batch.x->shape.n[0], count);
        cr_assert(batch.x == before.x && batch.x->data == x,
                  "x moved with %d examples", count);
        cr_assert(batch.t == before.t && batch.t->data == t,
                  "t moved with %d examples", count);
        cr_assert(batch.labels == before.labels,
                  "the labels moved with %d examples", count);
        expect_example(&batch, count - 1, &data, 2 + count);
    }
    batch_slice(&batch, &data, 0, 9);
    expect_example(&batch, 8, &data, 8);
    batch_clear(&batch);
    dataset_clear(&data);
}

/* More than 200,000 pixels, so that the threads share the work. */
Test(dataset, threads_change_no_bit)
{
    enum { N = 15001 };
    Dataset data = small_set(1000);
    int *picks = allocate(N, sizeof *picks);
    Rng rng = rng_new(3);
    rng_choice(&rng, picks, N, 1000);
    for (int threads = 1; threads <= 3; threads++) {
        Batch batch = {0};
        threads_use(threads);
        batch_gather(&batch, &data, picks, N);
        for (int n = 0; n < N; n += n < N - 20 ? 97 : 1) {
            expect_example(&batch, n, &data, picks[n]);
        }
        batch_clear(&batch);
    }
    free(picks);
    dataset_clear(&data);
}

/* -- numbers instead of pictures ------------------------------------------ */

enum { NUMBERS = 5, EACH = 2 * 3 * 4, KINDS = 3 };

/* Inputs (5, 2, 3, 4) and answers (5, 3), number i of each is i / 7. */
typedef struct {
    real x_data[NUMBERS * EACH], t_data[NUMBERS * 3];
    Tensor x, t;
    Dataset of[KINDS]; /* labels, one-hot, quantities */
} Numbers;

static const uint8_t some_labels[NUMBERS] = {2, 0, 1, 1, 2};

static void numbers_make(Numbers *s)
{
    s->x = tensor_view(s->x_data, SHAPE(NUMBERS, 2, 3, 4));
    s->t = tensor_view(s->t_data, SHAPE(NUMBERS, 3));
    for (int i = 0; i < s->x.size; i++) {
        s->x_data[i] = (real)(i - 50) / 7;
    }
    for (int i = 0; i < s->t.size; i++) {
        s->t_data[i] = (real)i / 7;
    }
    s->of[0] = dataset_labelled(&s->x, some_labels, 3);
    s->of[1] = dataset_one_hot(&s->x, &s->t);
    s->of[2] = dataset_quantities(&s->x, &s->t);
}

static void expect_numbers(const Batch *batch, const Numbers *s, int kind,
                           const int *picks, int count)
{
    const Shape x = SHAPE(count, 2, 3, 4), t = SHAPE(count, 3);
    cr_assert(shape_equal(batch->x->shape, x), "kind %d: x is %s", kind,
              shape_text(batch->x->shape).text);
    cr_assert(shape_equal(batch->t->shape, t), "kind %d: t is %s", kind,
              shape_text(batch->t->shape).text);
    cr_assert_eq(batch->labels != NULL, kind == 0, "kind %d: labels", kind);
    for (int i = 0; i < count * EACH; i++) {
        const real want = s->x_data[picks[i / EACH] * EACH + i % EACH];
        cr_assert(batch->x->data[i] == want, "kind %d, x %d: %g, not %g",
                  kind, i, (double)batch->x->data[i], (double)want);
    }
    for (int i = 0; i < count * 3; i++) {
        const int n = picks[i / 3];
        const real want =
            kind == 0 ? some_labels[n] == i % 3 : s->t_data[n * 3 + i % 3];
        cr_assert(batch->t->data[i] == want, "kind %d, t %d: %g, not %g",
                  kind, i, (double)batch->t->data[i], (double)want);
    }
}

/* One batch for all kinds, so that what one has left does not stay. */
Test(dataset, inputs_are_numbers_of_any_shape)
{
    Numbers s;
    Batch batch = {0};
    const int picks[] = {4, 0, 4, 3};
    numbers_make(&s);
    for (int kind = 0; kind < KINDS; kind++) {
        const Dataset slice = dataset_slice(&s.of[kind], 3, 2);
        cr_assert_eq(s.of[kind].classes, kind == 2 ? 0 : 3, "%d classes",
                     s.of[kind].classes);
        batch_gather(&batch, &s.of[kind], picks, 4);
        expect_numbers(&batch, &s, kind, picks, 4);
        batch_slice(&batch, &slice, 1, 1);
        expect_numbers(&batch, &s, kind, (const int[]){4}, 1);
    }
    batch_clear(&batch);
    for (int kind = 0; kind < KINDS; kind++) {
        dataset_clear(&s.of[kind]);
    }
}

/* A vector of answers is one for each example. */
Test(dataset, one_quantity_for_each_needs_no_second_axis)
{
    real numbers[] = {3, 1, 4};
    Batch batch = {0};
    const Tensor x = tensor_view(numbers, SHAPE(3, 1));
    const Tensor t = tensor_view(numbers, SHAPE(3));
    const Dataset data = dataset_quantities(&x, &t);
    batch_slice(&batch, &data, 1, 2);
    cr_assert(shape_equal(batch.t->shape, SHAPE(2, 1)) &&
                  batch.t->data[0] == 1 && batch.t->data[1] == 4,
              "t is %s", shape_text(batch.t->shape).text);
    batch_clear(&batch);
}

/* The same answers as labels, and as the largest of three numbers. */
Test(dataset, right_answers_are_counted)
{
    real inputs[4] = {0};
    real right[] = {0, 1, 4, /**/ 9, 1, 0, /**/ 0, 1, 0, /**/ 0, 3, 7};
    real guess[] = {1, 2, 3, /**/ 1, 2, 1, /**/ 0, 5, 4, /**/ 7, 8, 9};
    const uint8_t labels[] = {2, 0, 1, 2};
    const int said[] = {2, 1, 1, 2};
    const Tensor x = tensor_view(inputs, SHAPE(4, 1)),
                 t = tensor_view(right, SHAPE(4, 3)),
                 y = tensor_view(guess, SHAPE(4, 3));
    Dataset kinds[] = {dataset_labelled(&x, labels, 3),
                       dataset_one_hot(&x, &t)};
    for (int kind = 0; kind < 2; kind++) {
        Batch batch = {0};
        int answers[4];
        batch_slice(&batch, &kinds[kind], 0, 4);
        cr_assert_eq(batch_count_right(&batch, &y, answers), 3, "kind %d",
                     kind);
        cr_assert(memcmp(answers, said, sizeof said) == 0, "kind %d", kind);
        batch_clear(&batch);
        dataset_clear(&kinds[kind]);
    }
}

/* Another input, another answer, and another shape. */
Test(dataset, the_checksum_sees_every_number)
{
    Numbers s;
    numbers_make(&s);
    const Tensor flat = tensor_reshaped(&s.x, SHAPE(NUMBERS, 4, 2, 3));
    for (int kind = 0; kind < KINDS; kind++) {
        Dataset data = s.of[kind];
        const uint64_t sum = dataset_checksum(&data);
        real *x = &s.x_data[NUMBERS * EACH - 1], *t = &s.t_data[0];
        *x += 1;
        cr_assert(dataset_checksum(&data) != sum, "kind %d, x", kind);
        *x -= 1;
        *t += 1;
        cr_assert_eq(dataset_checksum(&data) != sum, kind > 0, "kind %d, t",
                     kind);
        *t -= 1;
        data.x = flat;
        cr_assert(dataset_checksum(&data) != sum, "kind %d, shape", kind);
        dataset_clear(&s.of[kind]);
    }
}

static void more_inputs_than_answers(void *data)
{
    real numbers[6] = {0};
    (void)data;
    const Tensor x = tensor_view(numbers, SHAPE(3, 2));
    const Tensor t = tensor_view(numbers, SHAPE(2, 3));
    dataset_quantities(&x, &t);
}
static void labelled(int classes)
{
    real number = 0;
    const Tensor x = tensor_view(&number, SHAPE(1, 1));
    dataset_labelled(&x, some_labels, classes);
}
static void labels_of_nothing(void *data)
{
    (void)data;
    labelled(0);
}
static void too_many_labels(void *data)
{
    (void)data;
    labelled(257);
}

/* Pictures, as an independent program computes it. */
Test(dataset, the_checksum_is_FNV_1a)
{
    const struct {
        int height, width;
        uint64_t sum;
    } known[] = {{3, 300, 0x9c9e861926a9b569}, {300, 2, 0x87e862d3fff06d04}};
    for (int k = 0; k < 2; k++) {
        const int height = known[k].height, width = known[k].width;
        Dataset data = dataset_new(2, height, width, 4);
        for (int i = 0; i < 2 * height * width; i++) {
            const int n = i / (height * width);
            data.pixels[i] = (uint8_t)(7 * n + 11 * (i % (height * width)));
        }
        data.labels[0] = 1;
        data.labels[1] = 3;
        cr_assert_eq(dataset_checksum(&data), known[k].sum, "%d x %d: %llx",
                     height, width,
                     (unsigned long long)dataset_checksum(&data));
        dataset_clear(&data);
    }
}

/* -- misuse --------------------------------------------------------------- */

static void pick_too_large(void *data)
{
    batch_gather(&(Batch){0}, data, (const int[]){0, 9}, 2);
}
static void pick_negative(void *data)
{
    batch_gather(&(Batch){0}, data, (const int[]){-1}, 1);
}
static void batch_of_none(void *data)
{
    batch_gather(&(Batch){0}, data, (const int[]){0}, 0);
}
static void label_without_class(void *data)
{
    ((Dataset *)data)->labels[2] = 4;
    batch_slice(&(Batch){0}, data, 0, 3);
}
static void slice_past_the_end(void *data) { dataset_slice(data, 7, 3); }
static void slice_before_the_start(void *data) { dataset_slice(data, -1, 3); }
static void slice_of_none(void *data) { dataset_slice(data, 2, 0); }
static void slice_that_overflows(void *data)
{
    dataset_slice(data, 2, INT_MAX);
}
static void batch_past_the_end(void *data)
{
    batch_slice(&(Batch){0}, data, 8, 2);
}
static void no_pictures(void *data)
{
    (void)data;
    dataset_new(0, 3, 5, 4);
}
static void no_pixels(void *data)
{
    (void)data;
    dataset_new(2, 3, 0, 4);
}
static void no_rows(void *data)
{
    (void)data;
    dataset_new(2, 0, 5, 4);
}
static void no_classes(void *data)
{
    (void)data;
    dataset_new(2, 3, 5, 0);
}
static void pick_without_labels(void *data)
{
    Dataset some = *(Dataset *)data;
    some.labels = NULL;
    dataset_pick(&some, (const int[]){0}, 1);
}
static void pick_without_pictures(void *data)
{
    Dataset some = *(Dataset *)data;
    some.pixels = NULL;
    dataset_pick(&some, (const int[]){0}, 1);
}
static void too_many_classes(void *data)
{
    (void)data;
    dataset_new(2, 3, 5, 257);
}
static void too_many_pixels(void *data)
{
    (void)data;
    dataset_new(1 << 20, 1 << 10, 2, 4);
}

Test(dataset, misuse_stops_with_the_numbers)
{
    const struct {
        void (*body)(void *);
        const char *words;
    } cases[] = {
        {pick_too_large, "example 9 of 9"},
        {pick_negative, "example -1 of 9"},
        {batch_of_none, "a batch of 0 examples"},
        {label_without_class, "example 2 has label 4 of 4 classes"},
        {slice_past_the_end, "3 examples from example 7 on, of 9"},
        {slice_before_the_start, "3 examples from example -1 on, of 9"},
        {slice_of_none, "0 examples from example 2 on, of 9"},
        {slice_that_overflows, "2147483647 examples from example 2 on, of 9"},
        {batch_past_the_end, "2 examples from example 8 on, of 9"},
        {no_pictures, "0 pictures of 3 x 5 pixels"},
        {no_pixels, "2 pictures of 3 x 0 pixels"},
        {no_rows, "2 pictures of 0 x 5 pixels"},
        {no_classes, "0 classes"},
        {pick_without_labels, "only pictures with labels"},
        {pick_without_pictures, "only pictures with labels"},
        {too_many_classes, "257 classes"},
        {too_many_pixels,
         "1048576 pictures of 1024 x 2 pixels are more than"},
        {more_inputs_than_answers, "(3, 2) inputs, but (2, 3) answers"},
        {labels_of_nothing, "0 classes: a label is a byte"},
        {too_many_labels, "257 classes: a label is a byte; for more give "
                          "dataset_one_hot()"},
    };
    Dataset data = small_set(9);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_stop(cases[i].body, &data, cases[i].words);
    }
    dataset_clear(&data);
}

/* The numbers that the authors of FNV-1a give; and a text in two parts. */
Test(checksum, known_values)
{
    static const struct {
        const char *text;
        uint64_t sum;
    } cases[] = {{"", 0xcbf29ce484222325},
                 {"a", 0xaf63dc4c8601ec8c},
                 {"foobar", 0x85944171f73967e8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const uint64_t sum = checksum_add(CHECKSUM_OF_NOTHING, cases[i].text,
                                          strlen(cases[i].text));
        cr_assert(sum == cases[i].sum, "%s: %llx", cases[i].text,
                  (unsigned long long)sum);
    }
    const uint64_t half = checksum_add(CHECKSUM_OF_NOTHING, "foo", 3);
    cr_assert(checksum_add(half, "bar", 3) == cases[2].sum, "in two parts");
}
