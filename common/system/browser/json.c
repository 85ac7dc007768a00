// # JSON, as much as a header needs
//
// The header of a file of weights is JSON. **What stands in for cJSON in a page?**
// Debian ships that library compiled for its own processors only. So here are the few
// of its functions that [safetensors](../../files/safetensors.c) calls, under its names.
// They take and refuse what cJSON does: a test asks both about the same texts, sound ones
// and thousands of damaged ones.
#include <cjson/cJSON.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/base.h"

void cJSON_InitHooks(cJSON_Hooks *hooks) { (void)hooks; }

void cJSON_free(void *memory) { free(memory); }

// ## A tree
//
// The first child's `prev` is the last one, so that a child is added without a walk.
static cJSON *node_new(int type)
{
    cJSON *node = allocate(1, sizeof *node);
    node->type = type;
    return node;
}

void cJSON_Delete(cJSON *item)
{
    while (item != NULL) {
        cJSON *next = item->next;
        cJSON_Delete(item->child);
        free(item->valuestring);
        free(item->string);
        free(item);
        item = next;
    }
}

cJSON_bool cJSON_AddItemToArray(cJSON *array, cJSON *item)
{
    if (array->child == NULL) {
        array->child = item;
    } else {
        cJSON *last = array->child->prev;
        last->next = item;
        item->prev = last;
    }
    array->child->prev = item;
    return true;
}

int cJSON_GetArraySize(const cJSON *array)
{
    int size = 0;
    for (const cJSON *c = array == NULL ? NULL : array->child; c != NULL;
         c = c->next) {
        size++;
    }
    return size;
}

cJSON *cJSON_GetObjectItemCaseSensitive(const cJSON *object, const char *key)
{
    cJSON *c = object == NULL ? NULL : object->child;
    while (c != NULL && (c->string == NULL || strcmp(c->string, key) != 0)) {
        c = c->next;
    }
    return c;
}

static cJSON_bool is(const cJSON *item, int type)
{
    return item != NULL && (item->type & 0xff) == type;
}

cJSON_bool cJSON_IsNull(const cJSON *item) { return is(item, cJSON_NULL); }

cJSON_bool cJSON_IsObject(const cJSON *item)
{
    return is(item, cJSON_Object);
}

cJSON_bool cJSON_IsArray(const cJSON *item) { return is(item, cJSON_Array); }

cJSON_bool cJSON_IsNumber(const cJSON *item)
{
    return is(item, cJSON_Number);
}

cJSON_bool cJSON_IsString(const cJSON *item)
{
    return is(item, cJSON_String);
}

// ## Reading
//
// `at` walks over the text, which ends with a zero. A wrong text gives NULL, and what
// was made so far is given back by the first caller.
//
// cJSON takes every control character for a blank. Whom that troubles looks before.
static void skip_blanks(const char **at)
{
    while (**at != '\0' && (unsigned char)**at <= ' ') {
        ++*at;
    }
}

static char *put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    *to++ = (char)((0xf00 >> (more + 1)) | (code >> 6 * more));
    for (int i = more - 1; i >= 0; i--) {
        *to++ = (char)(0x80 | (code >> 6 * i & 0x3f));
    }
    return to;
}

static bool read_hex(const char **at, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, ++*at) {
        if (!isxdigit((unsigned char)**at)) {
            return false;
        }
        const int digit = tolower((unsigned char)**at);
        *code = *code * 16 +
                (unsigned)(isdigit(digit) ? digit - '0' : digit - 'a' + 10);
    }
    return true;
}

// A character beyond 0xffff comes as a pair.
static bool read_code(const char **at, unsigned *code)
{
    unsigned low;
    if (!read_hex(at, code) || (*code >= 0xdc00 && *code < 0xe000)) {
        return false;
    }
    if (*code < 0xd800 || *code >= 0xe000) {
        return true;
    }
    if (strncmp(*at, "\\u", 2) != 0) {
        return false;
    }
    *at += 2;
    if (!read_hex(at, &low) || low < 0xdc00 || low >= 0xe000) {
        return false;
    }
    *code = 0x10000 + ((*code & 0x3ff) << 10 | (low & 0x3ff));
    return true;
}

// What stands behind a backslash, and what it means. The last of them is never written so.
static const char letters[] = "\"\\bfnrt/", meant[] = "\"\\\b\f\n\r\t/";
enum { WRITTEN = sizeof letters - 2 };

static char *read_string(const char **at)
{
    char *text = allocate(strlen(*at) + 1, 1), *to = text;
    for (++*at; **at != '"';) {
        if (**at != '\\') {
            if (**at == '\0') {
                free(text);
                return NULL;
            }
            *to++ = *(*at)++;
            continue;
        }
        const char letter = *++*at;
        const char *known = letter == '\0' ? NULL : strchr(letters, letter);
        unsigned code = 0;
        *at += letter != '\0';
        if (known != NULL) {
            *to++ = meant[known - letters];
        } else if (letter == 'u' && read_code(at, &code)) {
            to = put_utf8(to, code);
        } else {
            free(text);
            return NULL;
        }
    }
    ++*at;
    *to = '\0';
    char *fitting = realloc(text, strlen(text) + 1);
    return fitting != NULL ? fitting : text;
}

static cJSON *read_value(const char **at);

static bool read_member(cJSON *parent, const char **at)
{
    char *key = NULL;
    skip_blanks(at);
    if (parent->type == cJSON_Object) {
        key = **at == '"' ? read_string(at) : NULL;
        skip_blanks(at);
        if (key == NULL || *(*at)++ != ':') {
            free(key);
            return false;
        }
    }
    cJSON *value = read_value(at);
    if (value == NULL) {
        free(key);
        return false;
    }
    value->string = key;
    return cJSON_AddItemToArray(parent, value);
}

static cJSON *read_list(const char **at, int type, char end)
{
    cJSON *list = node_new(type);
    ++*at;
    skip_blanks(at);
    while (**at != end || list->child != NULL) {
        if (!read_member(list, at)) {
            cJSON_Delete(list);
            return NULL;
        }
        skip_blanks(at);
        if (**at == end) {
            break;
        }
        if (*(*at)++ != ',') {
            cJSON_Delete(list);
            return NULL;
        }
    }
    ++*at;
    return list;
}

// strtod() knows more than JSON does: hexadecimal numbers, infinity. So it gets to see only what
// a number may be made of.
static cJSON *read_number(const char **at)
{
    char digits[64] = "", *end;
    const size_t length = strspn(*at, "+-.0123456789Ee");
    memcpy(digits, *at, length < sizeof digits ? length : sizeof digits - 1);
    const double number = strtod(digits, &end);
    *at += end - digits;
    return end == digits ? NULL : cJSON_CreateNumber(number);
}

static cJSON *read_word(const char **at)
{
    static const struct {
        const char *word;
        int type;
    } words[] = {
        {"true", cJSON_True}, {"false", cJSON_False}, {"null", cJSON_NULL}};
    for (int i = 0; i < 3; i++) {
        const size_t length = strlen(words[i].word);
        if (strncmp(*at, words[i].word, length) == 0) {
            *at += length;
            return node_new(words[i].type);
        }
    }
    return **at == '-' || isdigit((unsigned char)**at) ? read_number(at)
                                                       : NULL;
}

static cJSON *read_value(const char **at)
{
    skip_blanks(at);
    if (**at == '{') {
        return read_list(at, cJSON_Object, '}');
    }
    if (**at == '[') {
        return read_list(at, cJSON_Array, ']');
    }
    if (**at != '"') {
        return read_word(at);
    }
    char *text = read_string(at);
    if (text == NULL) {
        return NULL;
    }
    cJSON *string = node_new(cJSON_String);
    string->valuestring = text;
    return string;
}

cJSON *cJSON_ParseWithLengthOpts(const char *text, size_t length,
                                 const char **end, cJSON_bool to_the_end)
{
    const char *at = text;
    cJSON *json = read_value(&at);
    if (to_the_end) {
        skip_blanks(&at);
    }
    if (json != NULL &&
        ((size_t)(at - text) > length || (to_the_end && *at != '\0'))) {
        cJSON_Delete(json);
        return NULL;
    }
    *end = at;
    return json;
}

// ## Making
//
// A node is made for each value, and belongs to whoever puts it into another.
cJSON *cJSON_CreateObject(void) { return node_new(cJSON_Object); }

cJSON *cJSON_CreateNumber(double number)
{
    cJSON *node = node_new(cJSON_Number);
    node->valuedouble = number;
    return node;
}

static char *copied(const char *text)
{
    return strcpy(allocate(strlen(text) + 1, 1), text);
}

static cJSON *add(cJSON *object, const char *key, cJSON *item)
{
    item->string = copied(key);
    cJSON_AddItemToArray(object, item);
    return item;
}

cJSON *cJSON_AddObjectToObject(cJSON *object, const char *key)
{
    return add(object, key, node_new(cJSON_Object));
}

cJSON *cJSON_AddArrayToObject(cJSON *object, const char *key)
{
    return add(object, key, node_new(cJSON_Array));
}

cJSON *cJSON_AddStringToObject(cJSON *object, const char *key,
                               const char *text)
{
    cJSON *item = node_new(cJSON_String);
    item->valuestring = copied(text);
    return add(object, key, item);
}

// ## Writing
//
// A value is written as text, and what it holds inside of it.
static void print_string(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text != '\0'; text++) {
        const char *known = memchr(meant, *text, WRITTEN);
        if (known != NULL) {
            fprintf(out, "\\%c", letters[known - meant]);
        } else if ((unsigned char)*text < ' ') {
            fprintf(out, "\\u%04x", (unsigned)*text);
        } else {
            putc(*text, out);
        }
    }
    putc('"', out);
}

static void print_value(FILE *out, const cJSON *item)
{
    const bool object = item->type == cJSON_Object;
    if (item->type == cJSON_String) {
        print_string(out, item->valuestring);
        return;
    }
    if (item->type == cJSON_Number) {
        fprintf(out, "%.17g", item->valuedouble);
        return;
    }
    putc(object ? '{' : '[', out);
    for (const cJSON *c = item->child; c != NULL; c = c->next) {
        if (object) {
            print_string(out, c->string);
            putc(':', out);
        }
        print_value(out, c);
        if (c->next != NULL) {
            putc(',', out);
        }
    }
    putc(object ? '}' : ']', out);
}

char *cJSON_PrintUnformatted(const cJSON *item)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        out_of_memory("for a header");
    }
    print_value(out, item);
    fclose(out);
    return text;
}
