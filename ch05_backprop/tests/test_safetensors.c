#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/safetensors.h"
#include "support.h"

/* A file as bytes: the length of the header, the header, the data. */
typedef struct {
    uint8_t *bytes;
    size_t size;
} Bytes;

static Bytes make_bytes(const char *header, const void *data, size_t size)
{
    const size_t length = strlen(header);
    Bytes file = {allocate(8 + length + size, 1), 8 + length + size};
    for (int i = 0; i < 8; i++) {
        file.bytes[i] = (uint8_t)((uint64_t)length >> 8 * i);
    }
    memcpy(file.bytes + 8, header, length);
    memcpy(file.bytes + 8 + length, data, size);
    return file;
}

static void put_file(const char *path, const char *header, const void *data,
                     size_t size)
{
    Bytes file = make_bytes(header, data, size);
    write_file(path, file.bytes, file.size);
    free(file.bytes);
}

typedef struct {
    char *folder;
    char path[1100]; /* of the one file in it */
} Place;

static Place make_place(void)
{
    Place place = {make_folder(), ""};
    snprintf(place.path, sizeof place.path, "%s/w.safetensors", place.folder);
    return place;
}

static Safetensors *open_sound(const char *path)
{
    Error error = {EXIT_OK, ""};
    Safetensors *file = safetensors_open(path, &error);
    cr_assert(file != NULL, "refused: %s", error.message);
    return file;
}

/* The file at path must be refused with this status; what is said must hold
 * the path and words, and no character that a terminal would obey. */
static void expect_refusal(const char *path, ExitStatus status,
                           const char *words)
{
    Error error = {EXIT_OK, ""};
    Safetensors *file = safetensors_open(path, &error);
    cr_assert(file == NULL, "accepted, not refused with <%s>", words);
    cr_assert(error.status == status, "status %d, not %d: %s",
              (int)error.status, (int)status, error.message);
    cr_assert(strstr(error.message, words) != NULL, "no <%s> in: %s", words,
              error.message);
    cr_assert(strstr(error.message, path) != NULL, "no path in: %s",
              error.message);
    for (const char *c = error.message; *c != '\0'; c++) {
        cr_assert(*c >= ' ' && *c <= '~', "character %d in: %s", *c,
                  error.message);
    }
}

static void expect_numbers(Safetensors *file, const char *name, Shape shape,
                           const real *want)
{
    Error error = {EXIT_OK, ""};
    Shape found;
    bool done = safetensors_shape(file, name, &found, &error);
    cr_assert(done, "no shape: %s", error.message);
    cr_assert(shape_equal(found, shape), "%s is %s, not %s", name,
              shape_text(found).text, shape_text(shape).text);
    Tensor *value = tensor_new(shape);
    done = safetensors_read(file, name, value, &error);
    cr_assert(done, "not read: %s", error.message);
    expect_near(value->data, want, value->size, 0, 0);
    tensor_free(value);
}

/* -- the golden file: 1.5, -2, 0.25, 1024, 3, -0.125 and 7 as float32 ------- */

static const char golden_header[] =
    "{\"__metadata__\":{\"seed\":\"1\",\"note\":\"a \\\"b\\\"\"},"
    "\"W1\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
    "\"b1\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]}}"
    " ";
static const uint8_t golden_data[28] = {
    0, 0, 0xC0, 0x3F, 0, 0, 0x00, 0xC0, 0, 0, 0x80, 0x3E, 0, 0, 0x80, 0x44,
    0, 0, 0x40, 0x40, 0, 0, 0x00, 0xBE, 0, 0, 0xE0, 0x40};
static const real golden_W[] = {1.5, -2, 0.25, 1024, 3, -0.125};
static const real golden_b[] = {7};

Test(safetensors, writes_the_golden_file_byte_by_byte)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    real numbers[7];
    memcpy(numbers, golden_W, sizeof golden_W);
    memcpy(numbers + 6, golden_b, sizeof golden_b);
    Tensor W = tensor_view(numbers, SHAPE(2, 3)),
           b = tensor_view(numbers + 6, SHAPE(1));
    const Note notes[] = {{"seed", "1"}, {"note", "a \"b\""}};
    const bool done = safetensors_write_as(
        place.path, dtype_find("F32"),
        (Param[]){{"W1", &W, NULL}, {"b1", &b, NULL}}, 2, notes, 2, &error);
    cr_assert(done, "not written: %s", error.message);

    size_t size;
    char *got = read_file(place.path, &size);
    Bytes want = make_bytes(golden_header, golden_data, sizeof golden_data);
    cr_assert_eq(strlen(golden_header) % 8, 0, "the data is not aligned");
    cr_assert_eq(size, want.size, "%zu bytes, not %zu: %s", size, want.size,
                 got + 8);
    for (size_t i = 0; i < size; i++) {
        cr_assert_eq((uint8_t)got[i], want.bytes[i], "byte %zu is %d, not %d",
                     i, (uint8_t)got[i], want.bytes[i]);
    }
    free(got);
    free(want.bytes);
    remove_folder(place.folder);
}

Test(safetensors, reads_the_golden_file)
{
    Place place = make_place();
    put_file(place.path, golden_header, golden_data, sizeof golden_data);
    Safetensors *file = open_sound(place.path);
    cr_assert_eq(safetensors_count(file), 2, "%d tensors",
                 safetensors_count(file));
    cr_assert_str_eq(safetensors_name(file, 0), "W1", "first is %s",
                     safetensors_name(file, 0));
    cr_assert_str_eq(safetensors_name(file, 1), "b1", "second is %s",
                     safetensors_name(file, 1));
    expect_numbers(file, "W1", SHAPE(2, 3), golden_W);
    expect_numbers(file, "b1", SHAPE(1), golden_b);
    const char *seed = safetensors_note(file, "seed"),
               *note = safetensors_note(file, "note");
    cr_assert(seed != NULL && strcmp(seed, "1") == 0, "seed is %s", seed);
    cr_assert(note != NULL && strcmp(note, "a \"b\"") == 0, "note is %s",
              note);
    cr_assert(safetensors_note(file, "Seed") == NULL, "a note Seed");
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, reads_f16_f64_and_tensors_at_odd_places)
{
    Place place = make_place();
    /* one byte, then 1 -2 65504 2^-24 2^-14 and the largest below it, then
     * 0.5 and -1024 as float64, then a single number without axes */
    const uint8_t data[] = {
        9,    0x00, 0x3C, 0x00, 0xC0, 0xFF, 0x7B, 0x01, 0x00, 0x00, 0x04,
        0xFF, 0x03, 0,    0,    0,    0,    0,    0,    0xE0, 0x3F, 0,
        0,    0,    0,    0,    0,    0x90, 0xC0, 0,    0,    0xC0, 0x3F};
    put_file(place.path,
             "{\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":"
             "[29,33]},\"d\":{\"shape\":[2,1],\"data_offsets\":[13,29],"
             "\"dtype\":\"F64\"},\"h\":{\"dtype\":\"F16\",\"shape\":"
             "[1,2,3,1],\"data_offsets\":[1,13]},\"i\":{\"dtype\":\"U8\","
             "\"shape\":[1],\"data_offsets\":[0,1]}}",
             data, sizeof data);
    Safetensors *file = open_sound(place.path);
    const real h[] = {1, -2, 65504, 0x1p-24f, 0x1p-14f, 0x1p-14f - 0x1p-24f};
    expect_numbers(file, "h", SHAPE(1, 2, 3, 1), h);
    expect_numbers(file, "d", SHAPE(2, 1), (real[]){0.5, -1024});
    expect_numbers(file, "s", SHAPE(1), (real[]){1.5});
    for (int i = 0; i < 4; i++) {
        const char *want = (const char *[]){"i", "h", "d", "s"}[i];
        cr_assert_str_eq(safetensors_name(file, i), want, "%d is %s", i,
                         safetensors_name(file, i));
    }
    safetensors_close(file);
    remove_folder(place.folder);
}

/* Three numbers between others, which stay; and behind the bytes there is nothing to read. */
Test(safetensors, numbers_are_converted_where_they_stand_and_nowhere_else)
{
    static const char *const types[] = {"F32", "F16", "F64", "BF16"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const Dtype *type = dtype_find(types[i]);
        const size_t size = 3 * (size_t)type->size;
        real numbers[5] = {7, 7, 7, 7, 7};
        uint8_t *bytes = allocate(size, 1), around[26];
        type->decode(numbers + 1, bytes, 3);
        expect_near(numbers, (real[]){7, 0, 0, 0, 7}, 5, 0, 0);
        free(bytes);
        memset(around, 1, sizeof around);
        if (type->encode != NULL) {
            type->encode(around + 1, numbers + 1, 3);
            cr_assert(around[0] == 1 && around[1] == 0 && around[size] == 0 &&
                          around[size + 1] == 1,
                      "%s: it writes somewhere else", types[i]);
        }
    }
}

/* A float16 by the bits of the float32 of the same value: another way than
 * the library's. */
static float half_by_bits(unsigned half)
{
    const unsigned exponent = half >> 10 & 31, fraction = half & 1023;
    float value;
    uint32_t bits = exponent == 31
                        ? 0x7F800000u | fraction << 13
                        : ((uint32_t)exponent + 112) << 23 | fraction << 13;
    memcpy(&value, &bits, sizeof value);
    if (exponent == 0) {
        value = (float)fraction / 16777216;
    }
    return half & 0x8000 ? -value : value;
}

Test(safetensors, reads_all_numbers_of_f16)
{
    enum { HALVES = 65536 };
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    uint8_t *data = allocate(HALVES, 2);
    for (int i = 0; i < HALVES; i++) {
        data[2 * i] = (uint8_t)i;
        data[2 * i + 1] = (uint8_t)(i >> 8);
    }
    put_file(place.path,
             "{\"x\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":"
             "[0,131072]}}",
             data, 2 * HALVES);
    Safetensors *file = open_sound(place.path);
    Tensor *x = tensor_new(SHAPE(HALVES));
    cr_assert(safetensors_read(file, "x", x, &error), "%s", error.message);
    for (int i = 0; i < HALVES; i++) {
        const double got = (double)x->data[i],
                     want = (double)half_by_bits((unsigned)i);
        cr_assert(isnan(want)
                      ? isnan(got)
                      : got == want && !signbit(got) == !signbit(want),
                  "half %04x is %g, not %g", (unsigned)i, got, want);
    }
    tensor_free(x);
    safetensors_close(file);
    free(data);
    remove_folder(place.folder);
}

/* The name of a folder may be any bytes, and a file with them would be read by nobody. */
Test(safetensors, writes_notes_that_can_be_read)
{
    Place place = make_place();
    Error error;
    Tensor *x = tensor_new(SHAPE(1));
    const Param tensor = param_named(x, "x");
    const Note notes[] = {{"data", "d\xE9p\n\"q\" \xCE\xB3 \xE6\x95"},
                          {"seed", "1"}};
    cr_assert(safetensors_write(place.path, &tensor, 1, notes, 2, &error),
              "%s", error.message);
    Safetensors *file = open_sound(place.path);
    cr_assert_str_eq(safetensors_note(file, "data"), "d?p \"q\" \xCE\xB3 ??",
                     "it is noted as %s", safetensors_note(file, "data"));
    cr_assert_str_eq(safetensors_note(file, "seed"), "1", "another seed");
    safetensors_close(file);
    tensor_free(x);
    remove_folder(place.folder);
}

/* Larger than the portions of reading and writing, in whatever type. */
Test(safetensors, brings_back_what_it_wrote)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    const Shape shapes[] = {SHAPE(97, 101), SHAPE(4096), SHAPE(4097),
                            SHAPE(1), SHAPE(3, 1, 5, 7)};
    const char *names[] = {"W1", "b1", "gamma \xCE\xB3", "\\ \" \n", "x"};
    enum { COUNT = 5 };
    Rng rng = rng_new(1);
    Param tensors[COUNT];
    Tensor *values[COUNT];
    for (int i = 0; i < COUNT; i++) {
        values[i] = tensor_new(shapes[i]);
        fill_normal(values[i], &rng);
        tensors[i] = param_named(values[i], "%s", names[i]);
    }
    values[4]->data[0] = (real)INFINITY;
    cr_assert(safetensors_write(place.path, tensors, COUNT, NULL, 0, &error),
              "not written: %s", error.message);
    char *bytes = read_file(place.path, NULL);
    cr_assert(strstr(bytes + 8, "__metadata__") == NULL, "notes of nothing");
    cr_assert(bytes[0] % 8 == 0, "the numbers begin at an odd place");
    free(bytes);
    Safetensors *file = open_sound(place.path);
    cr_assert(safetensors_note(file, "seed") == NULL, "a note from nowhere");
    values[4]->data[0] = 0;
    for (int i = 0; i < COUNT; i++) {
        Tensor *got = tensor_new(shapes[i]);
        cr_assert(safetensors_read(file, names[i], got, &error), "%s",
                  error.message);
        if (i == 4) {
            cr_assert(isinf(got->data[0]), "infinity became %g",
                      (double)got->data[0]);
            got->data[0] = 0;
        }
        expect_near(got->data, values[i]->data, got->size, 0, 0);
        tensor_free(got);
        tensor_free(values[i]);
    }
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, rounds_to_float32)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    real numbers[] = {(real)0.1, -(real)1e300, (real)1e-300};
    Tensor x = tensor_view(numbers, SHAPE(3));
    cr_assert(safetensors_write_as(place.path, dtype_find("F32"),
                                   &(Param){"x", &x, NULL}, 1, NULL, 0,
                                   &error),
              "not written: %s", error.message);
    Safetensors *file = open_sound(place.path);
    cr_assert(safetensors_read(file, "x", &(Tensor){x.shape, 3, 0, numbers},
                               &error),
              "not read: %s", error.message);
    cr_assert(numbers[0] == (real)(float)0.1, "0.1 is %.17g",
              (double)numbers[0]);
    cr_assert(isinf(numbers[1]) && numbers[1] < 0, "too large: %g",
              (double)numbers[1]);
    cr_assert(numbers[2] == 0, "too small: %g", (double)numbers[2]);
    safetensors_close(file);
    remove_folder(place.folder);
}

/* -- what is refused -------------------------------------------------------- */

#define T(type, shape, offsets)                                             \
    "{\"dtype\":\"" type "\",\"shape\":" shape ",\"data_offsets\":" offsets \
    "}"

typedef struct {
    const char *header; /* before eight bytes of data */
    const char *words;
} Refusal;

static const Refusal refusals[] = {
    /* the JSON */
    {"", "begin with {"},
    {" {}", "begin with {"},
    {"[]", "begin with {"},
    {"{\"a\":", "not sound JSON"},
    {"{\"a\":" T("F32", "[2]", "[0,8]") ",", "not sound JSON"},
    {"{\"a\":" T("F32", "[2]", "[0,8]"), "not sound JSON"},
    {"{\"a\":" T("F32", "[2]", "[0,8]") "}x", "not sound JSON"},
    {"{\"a\":" T("F32", "[2]", "[0,8]") "} {}", "not sound JSON"},
    {"{\"a\\uwhat\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\\u00\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\\", "not sound JSON"},
    {"{\"a\033[2Jb\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\xFF\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\nb\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\\\"\nb\":" T("F32", "[2]", "[0,8]") "}", "not sound JSON"},
    {"{\"a\":" T("F32", "[NaN]", "[0,8]") "}", "not sound JSON"},
    /* brackets in brackets; those in a name do not count */
    {"{\"a\":[[[[[[[7]]]]]]]}", "tensor a: it must have"},
    {"{\"a\":[[[[[[[[7]]]]]]]]}", "not sound JSON"},
    {"{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":7}]}]}]}]}", "not sound JSON"},
    {"{\"a\":[[7]],\"b\":[[7]],\"c\":[[7]],\"d\":[[7]],\"e\":[[7]]}",
     "tensor a: it must have"},
    {"{\"[[[[[[[[[\\\"{{{{{{{{{\\\\\":7}",
     "tensor [[[[[[[[[\"{{{{{{{{{\\: it must have"},
    /* the entries */
    {"{\"a\":7}", "tensor a: it must have"},
    {"{\"a\":[]}", "tensor a: it must have"},
    {"{\"a\":{}}", "tensor a: it must have"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "it must have"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2]}}",
     "it must have"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"Data_offsets\":[0,8]}}",
     "it must have"},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],"
     "\"shape\":[2]}}",
     "comes twice"},
    {"{\"a\":{\"Dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
     "it must have"},
    {"{\"a\":[\"F32\",[2],[0,8]]}", "it must have"},
    {"{\"\":" T("F32", "[2]", "[0,8]") "}", "its name is empty"},
    {"{\"a\":{\"dtype\":4,\"shape\":[2],\"data_offsets\":[0,8]}}",
     "it must have"},
    {"{\"a\\u001b[2J\\n\xC3\xA9\x7F\":" T("F32", "2", "[0,8]") "}",
     "tensor a?[2J????: its shape"},
    {"{\"a ~b\":7}", "tensor a ~b: it must have"},
    {"{\"0123456789012345678901234567890123456789 234567\":7}",
     "tensor 0123456789012345678901234567890123456789 234567: it"},
    {"{\"0123456789012345678901234567890123456789 2345678\":7}",
     "tensor 0123456789012345678901234567890123456789 234...: it"},
    /* the shape */
    {"{\"a\":" T("F32", "2", "[0,8]") "}", "shape is not a list"},
    {"{\"a\":" T("F32", "{}", "[0,8]") "}", "shape is not a list"},
    {"{\"a\":" T("F32", "[2.5]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[-2]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[\"2\"]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[null]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[[2]]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[1e999]", "[0,8]") "}", "not a whole number"},
    {"{\"a\":" T("F32", "[1000000000000000000]", "[0,8]") "}",
     "not a whole number"},
    {"{\"a\":" T("F32", "[9007199254740991]", "[0,8]") "}", "more or fewer"},
    {"{\"a\":" T("F32", "[9007199254740992]", "[0,8]") "}",
     "not a whole number"},
    {"{\"a\":" T("F32", "[67108864,134217728]", "[0,8]") "}",
     "more or fewer"},
    {"{\"a\":" T("F32", "[67108864,134217729]", "[0,8]") "}",
     "larger than any file"},
    {"{\"a\":" T("F32", "[4294967296,4294967296]", "[0,8]") "}",
     "larger than any file"},
    {"{\"a\":" T("F32", "[4294967296,4294967296,0]", "[0,0]") "}",
     "larger than any file"},
    {"{\"a\":" T("F32", "[65536,65536,65536,65536]", "[0,8]") "}",
     "larger than any file"},
    /* times 8 this is 2^64 + 8, which wraps to 8 */
    {"{\"a\":" T("F64", "[2305843009213693953]", "[0,8]") "}",
     "not a whole number"},
    /* the places */
    {"{\"a\":" T("F32", "[2]", "8") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[]") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[8]") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[0,8,8]") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[0.5,8]") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[-8,8]") "}", "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "{\"x\":0,\"y\":8}") "}",
     "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[0,18446744073709551624]") "}",
     "data_offsets are not"},
    {"{\"a\":" T("F32", "[2]", "[8,0]") "}", "end before they begin"},
    {"{\"a\":" T("F32", "[2]", "[1,9]") "}", "beyond the end"},
    {"{\"a\":" T("F32", "[250000000]", "[0,1000000000]") "}",
     "beyond the end"},
    {"{\"a\":" T("F32", "[2]", "[9007199254740982,9007199254740990]") "}",
     "beyond the end"},
    {"{\"a\":" T("F32", "[3]", "[0,8]") "}", "more or fewer"},
    {"{\"a\":" T("F64", "[2]", "[0,8]") "}", "more or fewer"},
    {"{\"a\":" T("F32", "[]", "[0,8]") "}", "more or fewer"},
    {"{\"a\":" T("F32", "[0]", "[0,8]") "}", "more or fewer"},
    {"{\"a\":" T("BF16", "[2]", "[0,8]") "}", "more or fewer"},
    /* all together */
    {"{}", "at the end that belong to no tensor"},
    {"{\"a\":" T("F32", "[1]", "[0,4]") "}", "belong to no tensor"},
    {"{\"a\":" T("F32", "[1]", "[4,8]") "}", "before tensor a that belong"},
    {"{\"a\":" T("U8", "[2]", "[0,2]") ",\"b\":" T("U8", "[5]", "[3,8]") "}",
     "before tensor b that belong"},
    {"{\"a\":" T("U8", "[4]", "[0,4]") ",\"b\":" T("U8", "[5]", "[3,8]") "}",
     "tensor b overlaps"},
    {"{\"a\":" T("F32", "[2]", "[0,8]") ",\"b\":" T("U8", "[8]", "[0,8]") "}",
     "overlaps"},
    {"{\"a\":" T("F32", "[2]", "[0,8]") ",\"b\":" T("U8", "[0]", "[3,3]") "}",
     "tensor b overlaps"},
    {"{\"a\":" T("F32", "[1]", "[0,4]") ",\"a\":" T("F32", "[1]",
                                                    "[4,8]") "}",
     "name a comes twice"},
    {"{\"a\":" T("F32", "[1]", "[0,4]") ",\"\\u0061\":" T("F32", "[1]",
                                                          "[4,8]") "}",
     "name a comes twice"},
    /* the notes */
    {"{\"__metadata__\":[],\"a\":" T("F32", "[2]", "[0,8]") "}",
     "__metadata__ is not an object"},
    {"{\"__metadata__\":{\"x\":1},\"a\":" T("F32", "[2]", "[0,8]") "}",
     "x of its __metadata__ is not a text"},
    {"{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"},\"a\":" T("F32", "[2]",
                                                            "[0,8]") "}",
     "name x comes twice"},
    {"{\"__metadata__\":{},\"__metadata__\":{},\"a\":" T("F32", "[2]",
                                                         "[0,8]") "}",
     "name __metadata__ comes twice"},
};

Test(safetensors, refuses_headers_that_lie)
{
    Place place = make_place();
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        put_file(place.path, refusals[i].header, "12345678", 8);
        expect_refusal(place.path, EXIT_BAD_FILE, refusals[i].words);
    }
    remove_folder(place.folder);
}

Test(safetensors, accepts_what_the_format_allows)
{
    const char *const headers[] = {
        "{\"a\":" T("F32", "[2]", "[0,8]") "}      ",
        "{\"a\":" T("F32", "[2]", "[0,8]") "} \r\n\t\n",
        "{ \"a\" :\r\n\t{\"shape\" : [ 1 , 2 ], \"data_offsets\":[0, 8],"
        "\"dtype\":\"F32\"} }",
        "{\"a\":" T("F32", "[2]", "[0,8]") ",\"z\":" T("F32", "[0,5]",
                                                       "[8,8]") "}",
        "{\"z\":" T("I64", "[0]", "[0,0]") ",\"a\":" T("F32", "[2]",
                                                       "[0,8]") "}",
        "{\"a\":" T("F32", "[2]", "[0,8]") ",\"z\":" T("U8", "[0]",
                                                       "[0,0]") "}",
        "{\"__metadata__\":{},\"a\":" T("F8_E5M2", "[8]", "[0,8]") "}",
        "{\"__metadata__\":{\"at\":\"C:\\\\u0000\"},\"a\":" T("F32", "[2]",
                                                              "[0,8]") "}",
        "{\"__metadata__\":null,\"a\":" T("F32", "[2]", "[0,8]") "}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],"
        "\"x\":[1]}}",
        "{\"a\":" T("F4", "[16]", "[0,8]") "}",
        "{\"b\":" T("F32", "[]", "[4,8]") ",\"a\":" T("F32", "[1]",
                                                      "[0,4]") "}",
    };
    Place place = make_place();
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        put_file(place.path, headers[i], "12345678", 8);
        Safetensors *file = open_sound(place.path);
        cr_assert(safetensors_count(file) >= 1, "%s: empty", headers[i]);
        safetensors_close(file);
    }
    put_file(place.path, "{}", "", 0);
    Safetensors *file = open_sound(place.path);
    cr_assert_eq(safetensors_count(file), 0, "tensors from nowhere");
    safetensors_close(file);
    safetensors_close(NULL);
    remove_folder(place.folder);
}

/* As in the format's own library, but that a zero is a sign here, in names and notes; it
   ends no text. */
Test(safetensors, a_zero_hides_nothing_behind_it)
{
    static const char header[] =
        "{\"__metadata__\":{\"x\":\"1\\u00002\"},\"a\\u0000b\":" T(
            "F32", "[1]", "[0,4]") ",\"a\":" T("F32\\u0000", "[1]",
                                               "[4,8]") "}";
    Place place = make_place();
    Shape shape;
    Error error;
    put_file(place.path, header, "12345678", 8);
    Safetensors *file = open_sound(place.path);
    cr_assert_str_eq(safetensors_note(file, "x"),
                     "1\xEF\xBF\xBD"
                     "2",
                     "the note is %s", safetensors_note(file, "x"));
    cr_assert_str_eq(safetensors_name(file, 0),
                     "a\xEF\xBF\xBD"
                     "b",
                     "the name is %s", safetensors_name(file, 0));
    cr_assert(!safetensors_shape(file, "a", &shape, &error),
              "F32 with something behind it is F32");
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, says_what_it_was_given_instead)
{
    static const struct {
        const char *bytes;
        size_t count;
        const char *words;
    } files[] = {
        {"", 0, "it ends before its header"},
        {"\2\0\0\0\0\0\0", 7, "it ends before its header"},
        {"\2\0\0\0\0\0\0\0{", 9, "it ends before its header"},
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF{}", 10, "it ends before"},
        {"\xF8\xFF\xFF\xFF\xFF\xFF\xFF\xFF{}", 10, "it ends before"},
        {"\0\0\0\0\0\0\0\x80{}", 10, "it ends before"},
        {"\3\0\0\0\0\0\0\0{\0}", 11, "not sound JSON"},
        {"\0\0\0\0\0\0\0\0", 8, "begin with {"},
        {"hello, world", 12, "not safetensors"},
        {"PK\3\4\0\0\0\0\0\0\0\0", 12, "zip file"},
        {"PK\3\4", 4, "safetensors.numpy.save_file"},
        {"\x80\4\x95\0\0\0\0\0\0\0\0\0", 12, "pickle"},
        {"\x93NUMPY\1\0v\0{'descr'", 18, "NumPy array"},
        {"\x89HDF\r\n\x1A\n\0\0", 10, "HDF5"},
        {"\x1f\x8b\x08\0\0\0\0\0\0\0", 10, "gzip"},
        {"\0\0\10\3\0\0\xea\x60\0\0\0\34\0\0\0\34", 16, "MNIST image"},
        {"\0\0\10\1\0\0\xea\x60\5\0\4", 11, "./ch05/train"},
        {"version https://git-lfs.github.com/spec/v1\n", 43, "Git LFS"},
        {"<!DOCTYPE html>", 15, "a web page"},
        {"\xEF\xBB\xBF \r\n\t<HTML>", 13, "a web page"},
        {"version https://git-lfs", 23, "Git LFS"},
        {"\xEF\xBB\xBF<html", 8, "a web page"},
        {"     <html", 10, "a web page"},
        {"     <htm", 9, "not safetensors"},
        {"\0    <html", 10, "not safetensors"},
        {"                                                                ",
         64, "not safetensors"},
        {"<head>....", 10, "a web page"},
        {"<?xml....", 9, "a text in XML or JSON"},
        {"{\"error\":\"no\"}", 14, "a text in XML or JSON"},
        {"{\n  \"message\": 1}", 17, "a text in XML or JSON"},
        {"{\"\0\0\0\0\0\0{\"", 10, "ends before its header does"},
        {" \t\n ", 4, "not safetensors"},
    };
    Place place = make_place();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_file(place.path, files[i].bytes, files[i].count);
        expect_refusal(place.path, EXIT_BAD_FILE, files[i].words);
    }
    remove_folder(place.folder);
}

Test(safetensors, refuses_what_is_no_file)
{
    Place place = make_place();
    expect_refusal(place.path, EXIT_NOT_FOUND, "No such file");
    expect_refusal(place.folder, EXIT_BAD_FILE, "not a file");
    expect_refusal("/dev/zero", EXIT_BAD_FILE, "not a file");
    cr_assert(mkfifo(place.path, 0600) == 0, "no pipe");
    expect_refusal(place.path, EXIT_BAD_FILE, "not a file");
    remove_folder(place.folder);
}

/* Every file that is too short, and every file with one header bit turned:
 * never a crash, and if it is accepted, then with the same numbers. */
Test(safetensors, refuses_every_cut_of_the_golden_file)
{
    Place place = make_place();
    Bytes golden = make_bytes(golden_header, golden_data, sizeof golden_data);
    for (size_t size = 0; size < golden.size; size++) {
        write_file(place.path, golden.bytes, size);
        expect_refusal(place.path, EXIT_BAD_FILE, "");
    }
    free(golden.bytes);
    remove_folder(place.folder);
}

static bool is_golden(Safetensors *file, int i, const real *want, int size)
{
    Error error;
    Shape shape;
    const char *name = safetensors_name(file, i);
    if (!safetensors_shape(file, name, &shape, &error)) {
        return true; /* refused: now of a type that is not read */
    }
    Tensor *value = tensor_new(shape);
    bool same = safetensors_read(file, name, value, &error) &&
                value->size == size &&
                memcmp(value->data, want, (size_t)size * sizeof *want) == 0;
    tensor_free(value);
    return same;
}

Test(safetensors, is_never_wrong_about_a_damaged_header)
{
    Place place = make_place();
    Bytes golden = make_bytes(golden_header, golden_data, sizeof golden_data);
    int accepted = 0, refused = 0;
    for (size_t i = 0; i < golden.size - sizeof golden_data; i++) {
        for (int bit = 0; bit < 8; bit++) {
            Error error = {EXIT_OK, ""};
            golden.bytes[i] ^= (uint8_t)(1 << bit);
            write_file(place.path, golden.bytes, golden.size);
            Safetensors *file = safetensors_open(place.path, &error);
            cr_assert(file != NULL || error.status == EXIT_BAD_FILE,
                      "bit %d of byte %zu: status %d", bit, i,
                      (int)error.status);
            if (file != NULL) {
                cr_assert(safetensors_count(file) <= 3 &&
                              is_golden(file, 0, golden_W, 6) &&
                              is_golden(file, 1, golden_b, 1),
                          "bit %d of byte %zu gives other numbers", bit, i);
            }
            accepted += file != NULL;
            refused += file == NULL;
            safetensors_close(file);
            golden.bytes[i] ^= (uint8_t)(1 << bit);
        }
    }
    /* names and notes may change; structure, types and numbers may not */
    cr_assert(accepted > 0 && refused > 10 * accepted / 4,
              "%d accepted, %d refused", accepted, refused);
    free(golden.bytes);
    remove_folder(place.folder);
}

/* -- large headers, with little memory -------------------------------------- */

static const char *large_path;

static void write_large(const char *before, const char *part,
                        const char *after, size_t length)
{
    char *header = allocate(length + 1, 1);
    size_t end = (size_t)sprintf(header, "%s", before);
    while (end + strlen(part) + strlen(after) < length) {
        end += (size_t)sprintf(header + end, "%s", part);
    }
    end += (size_t)sprintf(header + end, "%s", after);
    memset(header + end, ' ', length - end);
    put_file(large_path, header, "12345678", 8);
    free(header);
}

static void open_large(void *context)
{
    const struct rlimit memory = {200 << 20, 200 << 20};
    Error error;
    (void)context;
    if (memory_can_be_limited() && setrlimit(RLIMIT_AS, &memory) != 0) {
        exit(99);
    }
    Safetensors *file = safetensors_open(large_path, &error);
    if (file == NULL) {
        die("test", &error);
    }
    safetensors_close(file);
}

Test(safetensors, survives_large_headers_with_200_MB)
{
    static const struct {
        const char *before, *part, *after;
        size_t length;
        const char *words; /* NULL: accepted */
    } headers[] = {
        {"{\"a\":" T("F32", "[2]", "[0,8]") "}", " ", "", 4000000, NULL},
        {"{\"a\":" T("F32", "[2]", "[0,8]") "}", " ", "", 4000001,
         "over 4 MB"},
        {"{\"a\":", "[", "", 1000000, "not sound JSON"},
        {"{\"a\":", "{\"a\":", "", 1000000, "not sound JSON"},
        {"{\"a\":", "[", "]}", 600, "not sound JSON"},
        {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8],\"shape\":[2",
         ",1", "]}}", 50000, NULL},
        {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8],\"shape\":[2",
         ",2", "]}}", 50000, "larger than any file"},
        {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8", ",8",
         "],\"shape\":[2]}}", 50000, "data_offsets are not"},
        {"{\"a\":" T("F32", "[2]", "[0,8]"), ",\"b\":1", "}", 50000,
         "comes twice"},
        {"{\"", "a", "\":" T("F32", "[3]", "[0,8]") "}", 1000000,
         "aaa...: its bytes are more or fewer"},
    };
    Place place = make_place();
    large_path = place.path;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        write_large(headers[i].before, headers[i].part, headers[i].after,
                    headers[i].length);
        Outcome outcome = run_function(open_large, NULL);
        const char *words = headers[i].words;
        cr_assert(outcome.status == (words != NULL ? EXIT_BAD_FILE : EXIT_OK),
                  "header %zu: status %d: %.200s", i, outcome.status,
                  outcome.err);
        cr_assert(words == NULL || strstr(outcome.err, words) != NULL,
                  "header %zu: no <%s> in: %s", i, words, outcome.err);
        outcome_clear(&outcome);
    }
    remove_folder(place.folder);
}

/* -- asking for a tensor ---------------------------------------------------- */

static void expect_no_tensor(Safetensors *file, const char *name, Shape ours,
                             const char *words)
{
    Error error = {EXIT_OK, ""};
    Shape shape = {{0}};
    Tensor *value = tensor_new(ours);
    const bool known = safetensors_shape(file, name, &shape, &error);
    const bool done = safetensors_read(file, name, value, &error);
    cr_assert(!done, "tensor %s was read", name);
    cr_assert(!known || !shape_equal(shape, ours), "%s fits", name);
    cr_assert_eq((int)error.status, EXIT_BAD_FILE, "status %d",
                 (int)error.status);
    cr_assert(strstr(error.message, words) != NULL, "no <%s> in: %s", words,
              error.message);
    tensor_free(value);
}

Test(safetensors, reads_the_upper_halves_of_floats)
{
    Place place = make_place();
    Error error;
    put_file(place.path, "{\"a\":" T("BF16", "[4]", "[0,8]") "}",
             "\x80\x3F\0\xC0\0\0\x20\x41", 8);
    Safetensors *file = open_sound(place.path);
    Tensor *a = tensor_new(SHAPE(4));
    cr_assert(safetensors_read(file, "a", a, &error), "%s", error.message);
    cr_assert(a->data[0] == 1 && a->data[1] == -2 && a->data[2] == 0 &&
                  a->data[3] == 10,
              "%g %g %g %g", (double)a->data[0], (double)a->data[1],
              (double)a->data[2], (double)a->data[3]);
    tensor_free(a);
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, knows_the_names_of_pytorch)
{
    Place place = make_place();
    const char *const headers[] = {
        "{\"fc1.bias\":" T("F32", "[1]", "[0,4]") ",\"fc1.weight\":" T(
            "F32", "[1]", "[4,8]") "}",
        "{\"weight\":" T("F32", "[1]", "[0,4]") ",\"a.weights\":" T(
            "F32", "[1]", "[4,8]") "}",
        "{\".weight\":" T("F32", "[2]", "[0,8]") "}",
        "{\"fc1.weight.old\":" T("F32", "[2]", "[0,8]") "}"};
    for (int i = 0; i < 4; i++) {
        Error error;
        Shape shape;
        put_file(place.path, headers[i], "12345678", 8);
        Safetensors *file = open_sound(place.path);
        cr_assert(!safetensors_shape(file, "W1", &shape, &error), "found");
        const bool said = strstr(error.message, "docs/weights.md") != NULL;
        cr_assert(said == (i % 2 == 0), "%s", error.message);
        safetensors_close(file);
    }
    remove_folder(place.folder);
}

Test(safetensors, says_why_a_tensor_is_not_for_us)
{
    Place place = make_place();
    put_file(
        place.path,
        "{\"a\":" T("F32", "[1,2]", "[0,8]") ",\"z\":" T(
            "F32", "[3,0]",
            "[8,8]") ",\"five\":" T("F32", "[1,1,1,1,1]",
                                    "[8,12]") ",\"bf\":" T("I16", "[2]",
                                                           "[12,16]") "}",
        "1234567812345678", 16);
    Safetensors *file = open_sound(place.path);
    expect_no_tensor(file, "b", SHAPE(1),
                     "has no tensor b; it holds a (1, 2), z F32, five F32, "
                     "bf I16");
    expect_no_tensor(file, "A", SHAPE(1), "has no tensor A");
    expect_no_tensor(file, "", SHAPE(1), "has no tensor");
    expect_no_tensor(file, "z", SHAPE(1), "one of its lengths is 0");
    expect_no_tensor(file, "five", SHAPE(1), "more than four axes");
    expect_no_tensor(file, "bf", SHAPE(2), "bf (I16) is of a type");
    expect_no_tensor(file, "a", SHAPE(2, 1), "a is (1, 2) and not (2, 1)");
    safetensors_close(file);
    put_file(place.path, "{}", "", 0);
    file = open_sound(place.path);
    expect_no_tensor(file, "a", SHAPE(1), "it holds none");
    safetensors_close(file);
    put_file(place.path, "{\"a\":" T("F32", "[1]", "[0,4]") "}", "1234", 4);
    file = open_sound(place.path);
    expect_no_tensor(file, "b", SHAPE(1), "it holds a (1)");
    safetensors_close(file);
    remove_folder(place.folder);
}

/* A file of 2^31 numbers, without the disk space: a hole. */
Test(safetensors, refuses_a_tensor_of_more_numbers_than_an_int)
{
    Place place = make_place();
    put_file(place.path,
             "{\"a\":" T("F16", "[65536,32768]", "[0,4294967296]") "}", "",
             0);
    struct stat status;
    cr_assert(stat(place.path, &status) == 0, "no file");
    if (truncate(place.path, status.st_size + 4294967296) == 0) {
        Safetensors *file = open_sound(place.path);
        expect_no_tensor(file, "a", SHAPE(1), "more numbers");
        safetensors_close(file);
    }
    put_file(place.path,
             "{\"a\":" T("F16", "[2147483647]", "[0,4294967294]") "}", "", 0);
    cr_assert(stat(place.path, &status) == 0, "no file");
    if (truncate(place.path, status.st_size + 4294967294) == 0) {
        Error error = {.message = ""};
        Shape shape;
        Safetensors *file = open_sound(place.path);
        cr_assert(safetensors_shape(file, "a", &shape, &error), "%s",
                  error.message);
        safetensors_close(file);
    }
    remove_folder(place.folder);
}

Test(safetensors, lists_many_tensors_in_short)
{
    enum { COUNT = 60 };
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Param tensors[COUNT];
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    for (int i = 0; i < COUNT; i++) {
        tensors[i] = param_named(&x, "layer.%d.weight", i);
    }
    cr_assert(safetensors_write(place.path, tensors, COUNT, NULL, 0, &error),
              "not written: %s", error.message);
    Safetensors *file = open_sound(place.path);
    expect_no_tensor(file, "b", SHAPE(1), "it holds layer.0.weight (1), ");
    expect_no_tensor(file, "b", SHAPE(1), "...");
    safetensors_close(file);
    remove_folder(place.folder);
}

/* The list has room for 199 characters: five names and shapes fit, or not quite. */
Test(safetensors, cuts_a_list_only_if_it_does_not_fit)
{
    enum { COUNT = 5 };
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    Param tensors[COUNT];
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    for (int more = 0; more < 2; more++) {
        for (int i = 0; i < COUNT; i++) {
            tensors[i] =
                param_named(&x, "%0*d", i < COUNT - 1 ? 36 : 27 + more, i);
        }
        cr_assert(
            safetensors_write(place.path, tensors, COUNT, NULL, 0, &error),
            "not written: %s", error.message);
        Safetensors *file = open_sound(place.path);
        expect_no_tensor(file, "b", SHAPE(1), more ? "4..." : "4 (1)");
        safetensors_close(file);
    }
    remove_folder(place.folder);
}

static void open_hungry(void *context)
{
    Error error;
    Safetensors *file = safetensors_open(context, &error);
    if (file == NULL) {
        die("test", &error);
    }
    safetensors_close(file);
}

static void write_hungry(void *context)
{
    Error error;
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    const Param tensor = param_named(&x, "x");
    const Note note = {"why", "a text that needs some memory"};
    if (!safetensors_write(context, &tensor, 1, &note, 1, &error)) {
        die("test", &error);
    }
}

/* A sound file is not called damaged because cJSON found no memory. */
Test(safetensors, the_lack_of_memory_is_no_fault_of_the_file)
{
    skip_without_a_limit_of_memory();
    Place place = make_place();
    large_path = place.path;
    write_large(
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8],\"shape\":[2", ",1",
        "]}}", 20000);
    expect_out_of_memory(open_hungry, place.path);
    expect_out_of_memory(write_hungry, place.path);
    remove_folder(place.folder);
}

/* Between opening and reading, somebody else writes: old numbers and new ones are not mixed. */
Test(safetensors, reads_what_stands_in_the_file_now)
{
    Place place = make_place();
    put_file(place.path, golden_header, golden_data, sizeof golden_data);
    Safetensors *file = open_sound(place.path);
    FILE *other = fopen(place.path, "r+b");
    cr_assert(other != NULL && fseek(other, -1, SEEK_END) == 0 &&
                  putc(0xC0, other) == 0xC0 && fclose(other) == 0,
              "not changed");
    expect_numbers(file, "b1", SHAPE(1), (real[]){-7});
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, gives_back_every_file_it_opens)
{
    Place place = make_place();
    Error error;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = 50;
    cr_assert(setrlimit(RLIMIT_NOFILE, &files) == 0, "no limit");
    for (int i = 0; i < 100; i++) {
        put_file(place.path, i % 2 == 0 ? golden_header : "{}", golden_data,
                 sizeof golden_data);
        Safetensors *file = safetensors_open(place.path, &error);
        cr_assert((file != NULL) == (i % 2 == 0), "opening %d", i);
        safetensors_close(file);
    }
    remove_folder(place.folder);
}

Test(safetensors, notices_a_file_that_shrinks)
{
    Place place = make_place();
    put_file(place.path, golden_header, golden_data, sizeof golden_data);
    Safetensors *file = open_sound(place.path);
    const off_t all = (off_t)(8 + strlen(golden_header) + sizeof golden_data);
    cr_assert(truncate(place.path, all - 1) == 0, "not cut");
    Error error = {EXIT_OK, ""};
    Tensor *b = tensor_new(SHAPE(1));
    const bool done = safetensors_read(file, "b1", b, &error);
    cr_assert(!done, "numbers from nowhere");
    cr_assert_eq((int)error.status, EXIT_IO, "%s", error.message);
    cr_assert(strstr(error.message, "was cut") != NULL, "said: %s",
              error.message);
    tensor_free(b);
    safetensors_close(file);
    remove_folder(place.folder);
}

/* -- writing badly ---------------------------------------------------------- */

static void write_twice_a(void *context)
{
    Error error;
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    safetensors_write(context, (Param[]){{"a", &x, NULL}, {"a", &x, NULL}}, 2,
                      NULL, 0, &error);
}

static void write_two_equal_notes(void *context)
{
    Error error;
    safetensors_write(context, NULL, 0, (Note[]){{"n", "1"}, {"n", "2"}}, 2,
                      &error);
}

static void write_without_a_name(void *context)
{
    Error error;
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    safetensors_write(context, &(Param){"", &x, NULL}, 1, NULL, 0, &error);
}

/* The longest header that is written can be read, and a longer one is a bug. */
static void write_long_note(void *context)
{
    Error error;
    const char *const *words = context;
    safetensors_write(words[0], NULL, 0, &(Note){"n", words[1]}, 1, &error);
}

Test(safetensors, writes_no_header_that_it_would_not_read)
{
    enum {
        MOST = 4000000 - 8,
        AROUND = sizeof "{\"__metadata__\":{\"n\":\"\"}}" - 1
    };
    Place place = make_place();
    char *note = allocate(MOST + 2, 1);
    memset(note, 'n', MOST + 1 - AROUND);
    expect_stop(write_long_note, (const char *[]){place.path, note},
                "a header of 3999993 bytes");
    note[MOST - AROUND] = '\0';
    write_long_note((const char *[]){place.path, note});
    Safetensors *file = open_sound(place.path);
    cr_assert_str_eq(safetensors_note(file, "n"), note, "another note");
    safetensors_close(file);
    free(note);
    remove_folder(place.folder);
}

/* -- asking badly ----------------------------------------------------------- */

typedef struct {
    const Safetensors *file;
    int number;
} Question;

static void ask_for_a_name(void *question)
{
    const Question *q = question;
    safetensors_name(q->file, q->number);
}

Test(safetensors, stops_at_a_tensor_that_there_cannot_be)
{
    Place place = make_place();
    put_file(place.path, "{\"a\":" T("F32", "[2]", "[0,8]") "}", "12345678",
             8);
    Safetensors *file = open_sound(place.path);
    expect_stop(ask_for_a_name, &(Question){file, -1}, "tensor -1 of 1");
    expect_stop(ask_for_a_name, &(Question){file, 1}, "tensor 1 of 1");
    safetensors_close(file);
    remove_folder(place.folder);
}

Test(safetensors, stops_at_names_that_make_no_sound_file)
{
    Place place = make_place();
    expect_stop(write_twice_a, place.path, "two tensors a");
    expect_stop(write_two_equal_notes, place.path, "two notes n");
    expect_stop(write_without_a_name, place.path, "without a name");
    cr_assert(access(place.path, F_OK) != 0, "a file was made all the same");
    remove_folder(place.folder);
}

Test(safetensors, reports_what_cannot_be_written)
{
    Error error = {EXIT_OK, ""};
    real number = 1;
    Tensor x = tensor_view(&number, SHAPE(1));
    const Param tensor = {"a", &x, NULL};
    const bool done =
        safetensors_write("/nowhere/a", &tensor, 1, NULL, 0, &error);
    cr_assert(!done && error.status == EXIT_CANNOT_CREATE, "status %d: %s",
              (int)error.status, error.message);
}

/* -- writing float16 ------------------------------------------------------- */

static unsigned to_half(double x)
{
    uint8_t bytes[2];
    const real number = (real)x;
    dtype_find("F16")->encode(bytes, &number, 1);
    return (unsigned)bytes[0] | (unsigned)bytes[1] << 8;
}

static void expect_half(double x, unsigned want)
{
    const unsigned got = to_half(x);
    cr_assert(got == want, "%a became %04x, not %04x", x, got, want);
}

/* Each number of the type is kept, the middle between two goes to the even
   one, and what lies beside the middle to the nearer one. */
Test(safetensors, rounds_to_the_nearest_f16)
{
    for (unsigned h = 0; h < 0x7C00; h++) {
        const double x = (double)half_by_bits(h);
        expect_half(x, h);
        expect_half(-x, h | 0x8000);
        const double next = h == 0x7BFF ? 65536 : (double)half_by_bits(h + 1);
        const double middle = (x + next) / 2, bit = (next - x) / 1024;
        expect_half(middle, h % 2 == 0 ? h : h + 1);
        expect_half(middle - bit, h);
        expect_half(middle + bit, h + 1);
    }
    expect_half(-0.0, 0x8000);
    expect_half((double)INFINITY, 0x7C00);
    expect_half(-1e30, 0xFC00);
    const unsigned nan = to_half((double)NAN);
    cr_assert((nan & 0x7C00) == 0x7C00 && (nan & 0x3FF) != 0, "NaN is %04x",
              nan);
}

Test(safetensors, writes_f16_byte_by_byte)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    real numbers[] = {1, -2, 65504, (real)0.1};
    Tensor W = tensor_view(numbers, SHAPE(2, 2));
    const bool done = safetensors_write_as(
        place.path, dtype_find("F16"), (Param[]){{"W1", &W, NULL}}, 1,
        (Note[]){{"seed", "1"}}, 1, &error);
    cr_assert(done, "not written: %s", error.message);
    size_t size;
    uint8_t *bytes = (uint8_t *)read_file(place.path, &size);
    /* 0.1 is 1638.4 steps of 2^-14; 1638 = 1024 + 0x266, and e is 11 */
    const uint8_t data[] = {0x00, 0x3C, 0x00, 0xC0, 0xFF, 0x7B, 0x66, 0x2E};
    cr_assert(size > 8 && memcmp(bytes + size - 8, data, 8) == 0,
              "other bytes");
    free(bytes);
    Safetensors *file = open_sound(place.path);
    expect_numbers(file, "W1", SHAPE(2, 2),
                   (real[]){1, -2, 65504, (real)0x1.998p-4});
    cr_assert_str_eq(safetensors_note(file, "seed"), "1", "no note");
    safetensors_close(file);
    remove_folder(place.folder);
}

/* A third of double precision, in both builds: in float it is one of float. */
Test(safetensors, writes_f64_byte_by_byte)
{
    Place place = make_place();
    Error error = {EXIT_OK, ""};
    real numbers[] = {-2, (real)1 / 3};
    Tensor x = tensor_view(numbers, SHAPE(2));
    const bool done =
        safetensors_write_as(place.path, dtype_find("F64"),
                             &(Param){"x", &x, NULL}, 1, NULL, 0, &error);
    cr_assert(done, "not written: %s", error.message);
    size_t size;
    uint8_t *bytes = (uint8_t *)read_file(place.path, &size);
    const uint8_t third[2][8] = {
        {0, 0, 0, 0x60, 0x55, 0x55, 0xD5, 0x3F},
        {0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xD5, 0x3F}};
    const uint8_t minus_two[8] = {0, 0, 0, 0, 0, 0, 0, 0xC0};
    cr_assert(size > 16 && memcmp(bytes + size - 16, minus_two, 8) == 0,
              "other bytes for -2");
    cr_assert(memcmp(bytes + size - 8, third[sizeof(real) == 8], 8) == 0,
              "other bytes for a third");
    free(bytes);
    Safetensors *file = open_sound(place.path);
    expect_numbers(file, "x", SHAPE(2), numbers);
    safetensors_close(file);
    remove_folder(place.folder);
}

/* Nothing is written, and what was there stays. */
Test(safetensors, a_type_that_is_not_written_is_an_error)
{
    static const struct {
        const char *type, *words;
    } cases[] = {{"U8", "numbers of U8 are not written here"},
                 {"BF16", "numbers of BF16 are not written here"},
                 {"F80", "numbers of an unknown type are not written here"}};
    Place place = make_place();
    real one = 1;
    Tensor W = tensor_view(&one, SHAPE(1));
    write_file(place.path, "before", 6);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {EXIT_OK, ""};
        const bool done = safetensors_write_as(
            place.path, dtype_find(cases[i].type), &(Param){"W1", &W, NULL},
            1, NULL, 0, &error);
        cr_assert(!done && error.status == EXIT_USAGE, "%s: status %d",
                  cases[i].type, (int)error.status);
        cr_assert(strstr(error.message, cases[i].words) != NULL, "%s",
                  error.message);
        char *left = read_file(place.path, NULL);
        cr_assert_str_eq(left, "before", "%s changed the file",
                         cases[i].type);
        free(left);
    }
    remove_folder(place.folder);
}
