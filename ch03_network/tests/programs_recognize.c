/* Reading digits with weights from files: those that ship, those of a short
   training, and those that do not fit. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/safetensors.h"
#include "support.h"

/* Six tensors of a small network: (inputs, 3), (3, 4), (4, outputs). */
typedef struct {
    Shape shapes[6];
    real value; /* every number of every tensor */
} Made;

static const Made fitting = {
    {{{784, 3}}, {{3}}, {{3, 4}}, {{4}}, {{4, 10}}, {{10}}}, (real)0.01};

static void make_file(const char *path, const Made *made, int count)
{
    static const char *const names[] = {"W1", "b1", "W2", "b2", "W3", "b3"};
    Param tensors[6];
    Tensor *values[6];
    Error error;
    for (int i = 0; i < count; i++) {
        values[i] = tensor_new(made->shapes[i]);
        tensor_fill(values[i], made->value);
        tensors[i] = param_named(values[i], "%s", names[i]);
    }
    cr_assert(safetensors_write(path, tensors, count, NULL, 0, &error), "%s",
              error.message);
    for (int i = 0; i < count; i++) {
        tensor_free(values[i]);
    }
}

/* On the digits that folder holds. */
static Outcome recognize_file(const char *file, const char *folder)
{
    const char *const words[] = {"--data", folder, "--weights", file,
                                 "--out",  folder, NULL};
    return run_program("ch03/recognize", words, folder, without_gnuplot);
}

static void expect_misfit(const Made *made, int count, const char *words)
{
    char *folder = make_digits_folder(FEW, FEW), path[4096];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    make_file(path, made, count);
    Outcome o = recognize_file("w.safetensors", folder);
    expect_outcome(&o, EXIT_BAD_FILE, words);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(recognize, reads_the_digits_with_the_weights_that_ship)
{
    static const char *const argv[] = {"--data", "digits", NULL};
    static const char *const words[] = {
        "ch03_network/weights/digits.safetensors\n",
        "network: 784 - 50 - 100 - 10",
        "were learnt from the training images of built-in digits\n",
        "read as 2, labelled 2\n",
        "    1 ********** **********    3914    0.9785\n",
        "   10 ********** **********    3914    0.9785\n",
        "  100 ********** **********    3914    0.9785\n",
        " 1000 ********** **********    3914    0.9785\n",
        "/batch_speed.svg\n",
        "/misread.svg\n",
        NULL};
    expect_run("ch03/recognize", argv, masked, words);
}

Test(recognize, takes_a_file_of_other_sizes)
{
    char *folder = make_digits_folder(FEW, FEW), path[4096];
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    make_file(path, &fitting, 6);
    Outcome o = recognize_file("w.safetensors", folder);
    expect_outcome(&o, EXIT_OK, "network: 784 - 3 - 4 - 10");
    /* Equal scores: ten times 0.1, and the first of equals is the answer. */
    cr_assert(strstr(o.out, "  0.1000 0.1000 0.1000") != NULL, "%s", o.out);
    cr_assert(strstr(o.out, "read as 0, ") != NULL, "%s", o.out);
    cr_assert(strstr(o.out, "were not learnt from these data") != NULL, "%s",
              o.out);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(recognize, takes_a_bias_as_one_row)
{
    Made made = fitting;
    char *folder = make_digits_folder(FEW, FEW), path[4096];
    made.shapes[1] = SHAPE(1, 3);
    snprintf(path, sizeof path, "%s/w.safetensors", folder);
    make_file(path, &made, 6);
    Outcome o = recognize_file("w.safetensors", folder);
    expect_outcome(&o, EXIT_OK, "network: 784 - 3 - 4 - 10");
    outcome_clear(&o);
    remove_folder(folder);
}

Test(recognize, names_the_tensor_that_does_not_fit)
{
    Made made = fitting;
    made.shapes[0] = SHAPE(783, 3);
    expect_misfit(&made, 6,
                  "W1 is (783, 3), but it needs 2 axes and 784 rows");
    made = fitting;
    made.shapes[0] = SHAPE(3, 784);
    expect_misfit(&made, 6,
                  "it is the transpose, as PyTorch keeps weights: "
                  "save its .T.contiguous() there");
    made = fitting;
    made.shapes[1] = SHAPE(4);
    expect_misfit(&made, 6, "b1 is (4), but this network needs (3)");
    made = fitting;
    made.shapes[2] = SHAPE(5, 4);
    expect_misfit(&made, 6, "W2 is (5, 4), but it needs 2 axes and 3 rows");
    made = fitting;
    made.shapes[2] = SHAPE(3, 4, 1);
    expect_misfit(&made, 6, "W2 is (3, 4, 1)");
    made = fitting;
    made.shapes[4] = SHAPE(4, 9);
    made.shapes[5] = SHAPE(9);
    expect_misfit(&made, 6, "W3 is (4, 9), but the data have 10 classes");
    expect_misfit(&fitting, 5, "b3");
    made = fitting;
    made.value = (real)INFINITY;
    expect_misfit(&made, 6, "W1 holds numbers that are not finite");
}

Test(recognize, says_which_file_is_missing)
{
    char *folder = make_digits_folder(FEW, FEW);
    Outcome o = recognize_file("none.safetensors", folder);
    expect_outcome(&o, EXIT_NOT_FOUND, "none.safetensors");
    outcome_clear(&o);
    remove_folder(folder);
}

/* A double file holds the same network. Its header is written by hand here:
   our own writer makes float32 only. */
Test(recognize, takes_doubles)
{
    static const int sizes[] = {784 * 2, 2, 2 * 2, 2, 2 * 10, 10};
    static const char *const entries[] = {
        "\"W1\":{\"dtype\":\"F64\",\"shape\":[784,2]",
        "\"b1\":{\"dtype\":\"F64\",\"shape\":[2]",
        "\"W2\":{\"dtype\":\"F64\",\"shape\":[2,2]",
        "\"b2\":{\"dtype\":\"F64\",\"shape\":[2]",
        "\"W3\":{\"dtype\":\"F64\",\"shape\":[2,10]",
        "\"b3\":{\"dtype\":\"F64\",\"shape\":[10]"};
    static char bytes[32768];
    char *folder = make_digits_folder(FEW, FEW), path[4096];
    size_t length = 8, at = 0;
    for (int i = 0; i < 6; i++) {
        length += (size_t)sprintf(
            bytes + length, "%c%s,\"data_offsets\":[%zu,%zu]}",
            i == 0 ? '{' : ',', entries[i], at, at + 8 * (size_t)sizes[i]);
        at += 8 * (size_t)sizes[i];
    }
    bytes[length++] = '}';
    for (int i = 0; i < 8; i++) {
        bytes[i] = (char)((length - 8) >> (8 * i) & 0xff);
    }
    /* All zero but b3[7] = 1: every answer is 7. */
    const double one = 1;
    memcpy(bytes + length + at - 8 * 3, &one, sizeof one);
    snprintf(path, sizeof path, "%s/d.safetensors", folder);
    write_file(path, bytes, length + at);
    Outcome o = recognize_file("d.safetensors", folder);
    expect_outcome(&o, EXIT_OK, "network: 784 - 2 - 2 - 10");
    cr_assert(strstr(o.out, "read as 7, ") != NULL, "%s", o.out);
    outcome_clear(&o);
    remove_folder(folder);
}

/* What train_recognizer writes, recognize reads, with the accuracy it had. */
Test(recognize, agrees_with_its_training)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const words[] = {"--data", folder, "--steps", "60",
                                 "--out",  folder, NULL};
    Outcome learnt = run_program("ch03/train_recognizer", words, "/", masked);
    expect_outcome(&learnt, EXIT_OK, "test accuracy ");
    const char *line = strstr(learnt.out, "test accuracy ") + 14;
    char accuracy[8] = {0};
    memcpy(accuracy, line, 6);
    Outcome read = recognize_file("weights.safetensors", folder);
    expect_outcome(&read, EXIT_OK, accuracy);
    outcome_clear(&learnt);
    outcome_clear(&read);
    remove_folder(folder);
}
