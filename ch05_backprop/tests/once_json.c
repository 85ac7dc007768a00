/* The JSON of pages, which stands in for cJSON where that is not compiled: both are
   asked about the same texts. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

#include "ground/rng.h"

typedef struct {
    cJSON *(*parse)(const char *text, size_t length, const char **end,
                    cJSON_bool to_the_end);
    char *(*print)(const cJSON *item);
    void (*delete_it)(cJSON *item);
    void (*free_it)(void *memory);
} Json;

static const Json theirs = {cJSON_ParseWithLengthOpts, cJSON_PrintUnformatted,
                            cJSON_Delete, cJSON_free};

/* Ours, under names of its own beside theirs. */
#define cJSON_InitHooks ours_InitHooks
#define cJSON_free ours_free
#define cJSON_Delete ours_Delete
#define cJSON_AddItemToArray ours_AddItemToArray
#define cJSON_GetArraySize ours_GetArraySize
#define cJSON_GetObjectItemCaseSensitive ours_GetObjectItemCaseSensitive
#define cJSON_IsNull ours_IsNull
#define cJSON_IsObject ours_IsObject
#define cJSON_IsArray ours_IsArray
#define cJSON_IsNumber ours_IsNumber
#define cJSON_IsString ours_IsString
#define cJSON_ParseWithLengthOpts ours_ParseWithLengthOpts
#define cJSON_CreateObject ours_CreateObject
#define cJSON_CreateNumber ours_CreateNumber
#define cJSON_AddObjectToObject ours_AddObjectToObject
#define cJSON_AddArrayToObject ours_AddArrayToObject
#define cJSON_AddStringToObject ours_AddStringToObject
#define cJSON_PrintUnformatted ours_PrintUnformatted
#pragma GCC diagnostic ignored "-Wmissing-prototypes" /* of those names */
cJSON *ours_CreateNumber(double number);
#include "system/browser/json.c"

static const Json ours = {cJSON_ParseWithLengthOpts, cJSON_PrintUnformatted,
                          cJSON_Delete, cJSON_free};

/* -- the same tree ----------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_tree(const cJSON *a, const cJSON *b)
{
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        if (a->type != b->type || a->valuedouble != b->valuedouble ||
            !same_text(a->string, b->string) ||
            !same_text(a->valuestring, b->valuestring) ||
            !same_tree(a->child, b->child)) {
            return false;
        }
    }
    return a == b;
}

/* Both take a text and make the same of it, up to the same place, or both refuse it. Returns
   whether they took it. */
static bool expect_same(const char *text, bool to_the_end)
{
    const char *our_end = text, *their_end = text;
    const size_t length = strlen(text) + to_the_end;
    cJSON *a = ours.parse(text, length, &our_end, to_the_end);
    cJSON *b = theirs.parse(text, length, &their_end, to_the_end);
    cr_assert((a == NULL) == (b == NULL), "%s <%s>",
              a != NULL ? "only we take" : "only cJSON takes", text);
    const bool taken = a != NULL;
    if (taken) {
        cr_assert(same_tree(a, b), "we read something else in <%s>", text);
        cr_assert(our_end == their_end,
                  "we stop at %td, cJSON at %td of <%s>", our_end - text,
                  their_end - text, text);
    }
    ours.delete_it(a);
    theirs.delete_it(b);
    return taken;
}

static const char *const sound[] = {
    "{}",
    " [ ]",
    "{\"W1\":{\"dtype\":\"F32\",\"shape\":[784,50],\"data_offsets\":[0,156800]}}",
    ("{\"__metadata__\":{\"data\":\"mnist\",\"n\":\"\"},\"b\":{\"dtype\":\"F16\","
     "\"shape\":[],\"data_offsets\":[0,2]}} "),
    "{\"a\" : [ 1 , -2.5, 3e2, 0.125 ],\n\t\"b\":[true,false,null]}\r\n",
    "{\"\\u00e9\\u8def\\ud83d\\ude00\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0007\"}",
    "{\"\xe8\xb7\xaf\":{\"\":[[[[{}]]]]},\"a\":1,\"a\":2}",
    "[9007199254740991,1000000000000,-1,2147483648,-0.5]",
};

/* One in each line. */
static const char damaged[] =
    "{\n}\n[\n{\"a\"}\n{\"a\":}\n{a:1}\n{\"a\":1,}\n[1,]\n[,1]\n[1 2]\n"
    "{\"a\":1 \"b\":2}\n{\"a\":[1}\n[\"a\":1]\n{\"a\"=1}\n{'a':1}\n"
    "{1:2}\n[0x10]\n[-0x1p3]\n[inf]\n[-inf]\n[nan]\n[-nan]\n[+1]\n"
    "[.5]\n[-]\n[--1]\n[e5]\n[1-2]\n[1.2.3]\n[tru]\n[True]\n[nulll]\n"
    "[truefalse]\n[\"a]\n[\"a\\\"]\n[\"\\x\"]\n[\"\\\n[\"\\u\n"
    "[\"\\u12\n[\"\\u12\"]\n[\"\\ud800\"]\n[\"\\udc00\"]\n"
    "[\"\\ud800\\u0041\"]\n[\"\\ud800\\ud800\"]\n[\"\\ud83d\\\n"
    "{\"a\":1}x\n{\"a\":1} {}\n[] ]\n/*a*/[]\n[1]//a\n"
    "{\"a\":\"b\",,\"c\":1}\n{:1}\n[[]\n{\"a\":{\"b\":[}}\n"
    "{\"a\" \"b\"}\n\"\n-\n";

/* Takes as much as cJSON does, too: blanks, and numbers that are no JSON. */
static const char *const lenient[] = {
    "[\x01 1\x1f]", "[01]", "[-01]", "[1.]", "[1.e2]",
    "[1e999]",      "7",    "\"a\"", "null", " true"};

/* A text that is nearly one of the sound ones. */
static void mutate(char *text, size_t room, Rng *rng)
{
    static const char parts[] =
        "{}[]\",:\\u0123456789abcdefDd89+-.eEtrnl \t\x01x";
    for (int e = rng_below(rng, 3); e >= 0; e--) {
        const size_t length = strlen(text);
        char *at = text + rng_below(rng, (int)length + 1);
        const char part = parts[rng_below(rng, sizeof parts - 1)];
        const int kind = rng_below(rng, 10);
        if (kind < 3 && *at != '\0') {
            *at = part;
        } else if (kind < 6 && *at != '\0') {
            memmove(at, at + 1, strlen(at));
        } else if (kind < 9 && length + 1 < room) {
            memmove(at + 1, at, strlen(at) + 1);
            *at = part;
        } else {
            *at = '\0';
        }
    }
}

/* cJSON takes "\u" without four digits for a zero; safetensors refuses that before. */
static bool is_known(const char *text)
{
    while ((text = strstr(text, "\\u")) != NULL) {
        text += 2;
        if (strspn(text, "0123456789abcdefABCDEF") < 4) {
            return true;
        }
    }
    return false;
}

Test(json, pages_read_what_cjson_reads)
{
    enum { MUTATIONS = 20000 };
    const size_t sounds = sizeof sound / sizeof *sound;
    for (size_t i = 0; i < sounds; i++) {
        cr_assert(expect_same(sound[i], false) && expect_same(sound[i], true),
                  "refused: %s", sound[i]);
    }
    cr_assert(!expect_same("", true) && !expect_same(" \n", true));
    for (const char *line = damaged; *line != '\0';) {
        char text[64] = "";
        const size_t length = strcspn(line, "\n");
        memcpy(text, line, length);
        cr_assert(!expect_same(text, true), "taken: %s", text);
        line += length + 1;
    }
    for (size_t i = 0; i < sizeof lenient / sizeof *lenient; i++) {
        cr_assert(expect_same(lenient[i], true), "refused: %s", lenient[i]);
    }
    Rng rng = rng_new(23);
    int taken = 0, refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
        char text[300];
        strcpy(text, sound[(size_t)i % sounds]);
        mutate(text, sizeof text, &rng);
        if (!is_known(text)) {
            const bool yes = expect_same(text, i % 2 == 0);
            taken += yes;
            refused += !yes;
        }
    }
    cr_assert(taken > 2000 && refused > 5000, "%d taken, %d refused", taken,
              refused);
}

Test(json, pages_write_what_cjson_writes)
{
    static const char *const texts[] = {
        "{}",
        ("{\"__metadata__\":{\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\":\"\"},"
         "\"\xe8\xb7\xaf\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}"),
        "[0,1,-1,2147483647,2147483648,123456789012,999999999999999]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *end;
        cJSON *a = ours.parse(texts[i], strlen(texts[i]), &end, false);
        cJSON *b = theirs.parse(texts[i], strlen(texts[i]), &end, false);
        char *our_text = ours.print(a), *their_text = theirs.print(b);
        cr_assert_str_eq(our_text, their_text);
        ours.free_it(our_text);
        theirs.free_it(their_text);
        ours.delete_it(a);
        theirs.delete_it(b);
    }
}
