#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/weights.h"
#include "layers/affine.h"
#include "layers/batch_norm.h"
#include "support.h"

typedef struct {
    char *folder;
    char path[1100];
} Place;

static Place make_place(void)
{
    Place place = {make_folder(), ""};
    snprintf(place.path, sizeof place.path, "%s/w.safetensors", place.folder);
    return place;
}

/* Two affine layers, inputs - hidden - 4, with biases that are not zero. */
static Network make_network(int inputs, int hidden, uint64_t seed)
{
    Rng rng = rng_new(seed);
    Network net = {0};
    network_add(&net, affine_new(inputs, hidden, 1, &rng));
    network_add(&net, affine_new(hidden, 4, 1, &rng));
    for (int i = 0; i < net.param_count; i++) {
        fill_normal(net.params[i]->value, &rng);
    }
    return net;
}

static void expect_same(const Network *got, const Network *want)
{
    for (int i = 0; i < want->param_count; i++) {
        expect_near(got->params[i]->value->data, want->params[i]->value->data,
                    want->params[i]->value->size, 0, 0);
    }
}

static void save(const Network *net, const char *path)
{
    Error error = {EXIT_OK, ""};
    const bool done = weights_save(net, path, NULL, 0, &error);
    cr_assert(done, "not saved: %s", error.message);
}

/* net must refuse the file at path with words, and stay as it is. */
static void expect_refusal(Network *net, const char *path, uint64_t seed,
                           const char *words)
{
    Error error = {EXIT_OK, ""};
    const Shape shape = network_find(net, "W1")->value->shape;
    Network before = make_network(shape.n[0], shape.n[1], seed);
    const bool done = weights_load(net, path, &error);
    cr_assert(!done, "loaded, not refused with <%s>", words);
    const char *found = strstr(error.message, words);
    cr_assert(found != NULL, "no <%s> in: %s", words, error.message);
    cr_assert(strstr(found + strlen(words), "PyTorch") == NULL,
              "more than <%s> in: %s", words, error.message);
    expect_same(net, &before);
    network_clear(&before);
}

Test(weights, come_back_as_they_were_saved)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Network net = make_network(5, 3, 1), other = make_network(5, 3, 2);
    const Note notes[] = {{"program", "test"}, {"seed", "1"}};
    cr_assert(weights_save(&net, place.path, notes, 2, &error), "%s",
              error.message);
    cr_assert(weights_load(&other, place.path, &error), "%s", error.message);
    expect_same(&other, &net);

    Safetensors *file = safetensors_open(place.path, &error);
    cr_assert(file != NULL, "%s", error.message);
    const char *names[] = {"W1", "b1", "W2", "b2"};
    cr_assert_eq(safetensors_count(file), 4, "%d tensors",
                 safetensors_count(file));
    for (int i = 0; i < 4; i++) {
        cr_assert_str_eq(safetensors_name(file, i), names[i],
                         "tensor %d is %s", i, safetensors_name(file, i));
    }
    cr_assert_str_eq(safetensors_note(file, "seed"), "1", "the seed is lost");
    safetensors_close(file);
    network_clear(&net);
    network_clear(&other);
    remove_folder(place.folder);
}

/* A network may know running means that the other one does not have. The file
   may lack them only if the network does. */
Test(weights, running_means_are_needed_where_there_are_some)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Network with = make_network(5, 3, 1), without = make_network(5, 3, 2);
    network_add(&with, batch_norm_new(4));
    save(&with, place.path);
    cr_assert(weights_load(&without, place.path, &error), "%s",
              error.message);
    expect_near(without.params[0]->value->data, with.params[0]->value->data,
                15, 0, 0);
    for (int i = 0; i < 2; i++) {
        tensor_fill(with.states[i]->value, -1);
    }
    cr_assert(weights_load(&with, place.path, &error), "%s", error.message);
    expect_near(with.states[0]->value->data, (real[]){0, 0, 0, 0}, 4, 0, 0);
    expect_near(with.states[1]->value->data, (real[]){1, 1, 1, 1}, 4, 0, 0);
    with.state_count = 1; /* the file lacks running_var1 */
    save(&with, place.path);
    with.state_count = 2;
    cr_assert(!weights_load(&with, place.path, &error), "it was loaded");
    cr_assert(strstr(error.message, "has no tensor running_var1") != NULL,
              "%s", error.message);
    network_clear(&with);
    network_clear(&without);
    remove_folder(place.folder);
}

Test(weights, are_the_same_bytes_each_time)
{
    Place place = make_place();
    size_t size, again;
    Network net = make_network(5, 3, 1);
    save(&net, place.path);
    char *first = read_file(place.path, &size);
    save(&net, place.path);
    char *second = read_file(place.path, &again);
    cr_assert(size == again && memcmp(first, second, size) == 0,
              "%zu and %zu bytes that differ", size, again);
    free(first);
    free(second);
    network_clear(&net);
    remove_folder(place.folder);
}

Test(weights, of_another_shape_are_refused_whole)
{
    Place place = make_place();
    Network net = make_network(5, 3, 1), other = make_network(5, 7, 2);
    save(&other, place.path);
    network_clear(&other);
    expect_refusal(&net, place.path, 1,
                   "W1 is (5, 7), but this network needs (5, 3)");
    /* W1 and b1 fit, and must not be taken either */
    Rng rng = rng_new(3);
    network_add(&other, affine_new(5, 3, 1, &rng));
    network_add(&other, affine_new(3, 6, 1, &rng));
    save(&other, place.path);
    expect_refusal(&net, place.path, 1,
                   "W2 is (3, 6), but this network needs (3, 4)");
    network_clear(&net);
    network_clear(&other);
    remove_folder(place.folder);
}

Test(weights, that_are_missing_are_named)
{
    Place place = make_place();
    Network net = make_network(5, 3, 1), one = {0};
    Rng rng = rng_new(3);
    network_add(&one, affine_new(5, 3, 1, &rng));
    save(&one, place.path);
    expect_refusal(&net, place.path, 1,
                   "has no tensor W2; it holds W1 (5, 3), b1 (3)");
    expect_refusal(&net, place.folder, 1, "not a file");
    network_clear(&net);
    network_clear(&one);
    remove_folder(place.folder);
}

/* The file holds W1, b1, W2 and b2 of a network 5-3-4, with the tensor of that
 * name in place of the network's own, or beside them. */
static void save_with(const char *path, const char *name, Tensor *value)
{
    Network net = make_network(5, 3, 2);
    Error error = {EXIT_OK, ""};
    Param tensors[5];
    int count = net.param_count;
    bool placed = false;
    for (int i = 0; i < count; i++) {
        const bool here = strcmp(net.params[i]->name, name) == 0;
        tensors[i] = *net.params[i];
        tensors[i].value = here ? value : tensors[i].value;
        placed = placed || here;
    }
    if (!placed) {
        tensors[count++] = param_named(value, "%s", name);
    }
    cr_assert(safetensors_write(path, tensors, count, NULL, 0, &error), "%s",
              error.message);
    network_clear(&net);
}

Test(weights, ignore_what_the_network_does_not_have)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Network net = make_network(5, 3, 1), want = make_network(5, 3, 2);
    Tensor *extra = tensor_new(SHAPE(2, 2));
    save_with(place.path, "velocity", extra);
    cr_assert(weights_load(&net, place.path, &error), "%s", error.message);
    expect_same(&net, &want);
    tensor_free(extra);
    network_clear(&net);
    network_clear(&want);
    remove_folder(place.folder);
}

/* Among these, only the one row is the bias; all the others have a 1 or a 3 in
 * some place where it might be taken for one. */
Test(weights, take_a_bias_of_one_row)
{
    static const struct {
        const char *name;
        Shape shape;
        const char *words;
    } others[] = {
        {"b1", {{3, 1}}, "b1 is (3, 1), but"},
        {"b1", {{2, 3}}, "b1 is (2, 3), but"},
        {"b1", {{1, 4}}, "b1 is (1, 4), but"},
        {"b1", {{1, 1, 3}}, "b1 is (1, 1, 3), but"},
        {"b1", {{1, 3, 5}}, "b1 is (1, 3, 5), but"},
        {"b1", {{1, 3, 1, 5}}, "b1 is (1, 3, 1, 5), but"},
        {"b1", {{1}}, "b1 is (1), but"},
        {"W1", {{1, 5, 3}}, "W1 is (1, 5, 3), but"},
        {"W1", {{1, 15}}, "W1 is (1, 15), but"},
        {"W1", {{15}}, "W1 is (15), but"},
    };
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Network net = make_network(5, 3, 1), want = make_network(5, 3, 2);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Tensor *value = tensor_new(others[i].shape);
        save_with(place.path, others[i].name, value);
        expect_refusal(&net, place.path, 1, others[i].words);
        tensor_free(value);
    }
    Tensor row =
        tensor_reshaped(network_find(&want, "b1")->value, SHAPE(1, 3));
    save_with(place.path, "b1", &row);
    cr_assert(weights_load(&net, place.path, &error), "%s", error.message);
    expect_same(&net, &want);
    network_clear(&net);
    network_clear(&want);
    remove_folder(place.folder);
}

Test(weights, that_are_transposed_are_recognized)
{
    Place place = make_place();
    Network net = make_network(5, 3, 1);
    Tensor *W = tensor_new(SHAPE(3, 5));
    save_with(place.path, "W1", W);
    expect_refusal(&net, place.path, 1,
                   "it is the transpose, as PyTorch keeps weights: save its "
                   ".T.contiguous() there");
    tensor_free(W);
    network_clear(&net);
    remove_folder(place.folder);
}

Test(weights, that_are_not_finite_are_refused)
{
    Place place = make_place();
    Network net = make_network(5, 3, 1);
    Tensor *b = tensor_new(SHAPE(4));
    b->data[2] = (real)NAN;
    save_with(place.path, "b2", b);
    expect_refusal(&net, place.path, 1, "b2 holds numbers that are not");
    tensor_free(b);
    network_clear(&net);
    remove_folder(place.folder);
}

/* The header promises more than the numbers say: the file is cut after it was
 * written, so opening it fails and nothing is taken. */
Test(weights, of_a_cut_file_are_refused)
{
    Place place = make_place();
    size_t size;
    Network net = make_network(5, 3, 1), other = make_network(5, 3, 2);
    save(&other, place.path);
    char *bytes = read_file(place.path, &size);
    write_file(place.path, bytes, size - 1);
    expect_refusal(&net, place.path, 1, "beyond the end of the file");
    free(bytes);
    network_clear(&net);
    network_clear(&other);
    remove_folder(place.folder);
}

/* As often as it is taken, and until it is cleared. */
Test(weights, are_put_back_as_they_were_when_they_were_copied)
{
    Network net = make_network(5, 3, 1), want = make_network(5, 3, 2);
    Snapshot best = {0};
    for (int times = 0; times < 2; times++) {
        snapshot_take(&best, &net);
        for (int i = 0; i < net.param_count; i++) {
            tensor_copy(net.params[i]->value, want.params[i]->value);
        }
        if (times == 0) {
            continue;
        }
        for (int i = 0; i < net.param_count; i++) {
            tensor_fill(net.params[i]->value, 0);
        }
        snapshot_put_back(&best, &net);
    }
    expect_same(&net, &want);
    cr_assert_eq(best.count, 4, "%d tensors", best.count);
    cr_assert_str_eq(best.tensors[3].name, "best.b2", "%s",
                     best.tensors[3].name);
    snapshot_clear(&best);
    cr_assert(best.count == 0 && best.tensors == NULL, "something is left");
    snapshot_clear(&best);
    network_clear(&net);
    network_clear(&want);
}

Test(weights, report_a_path_that_cannot_be_written)
{
    Error error = {EXIT_OK, ""};
    Network net = make_network(5, 3, 1);
    const bool done = weights_save(&net, "/nowhere/w", NULL, 0, &error);
    cr_assert(!done && error.status == EXIT_CANNOT_CREATE, "status %d: %s",
              (int)error.status, error.message);
    network_clear(&net);
}
