// # A file of tensors
//
// A network has learnt for ten minutes and is worth keeping. **What must a
// file say, so that a program we have never met can read it?** The numbers
// alone are not enough. Their names, their shapes and their type belong to
// them, in a form that everybody knows. The form here is *safetensors*:
//
// | bytes | what |
// |---|---|
// | 8 | the length $n$ of the header |
// | $n$ | the header: JSON text |
// | the rest | the numbers of all tensors, one after the other |
//
// The header gives each tensor its type, its shape, and the range of its
// bytes in the rest:
//
// ```text example
// {"W1":{"dtype":"F32","shape":[784,50],"data_offsets":[0,156800]}}
// ```
//
// A file may come from anywhere. A wrong length, believed, is how a reader is
// made to read memory that is not its own. So nothing in the file is believed
// until it has been checked against the one thing the file cannot lie about:
// its size.
#include "files/safetensors.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/utf8.h"
#include "system/atomic_file.h"
#include "system/given.h"
#include "system/mistaken.h"

enum {
    MAX_HEADER = 4000000, /* bytes; that of a large network has thousands */
    LENGTH_BYTES = 8,     /* of the number that stands first */
    CHUNK = 1 << 13,      /* bytes that are converted at a time */
    MAX_DEPTH = 8         /* brackets in brackets; a sound header has 3 */
};

static const char notes_key[] = "__metadata__";

// ## An open file
//
// While a file is open, its header is kept as JSON, and the place where its
// numbers begin.
typedef struct {
    const char *name; /* in the header */
    const char *type_name;
    const Dtype *type;   /* NULL: one that is not known here */
    const cJSON *shape;  /* in the header: whole numbers */
    uint64_t count;      /* their product */
    uint64_t begin, end; /* its bytes, counted from the first of the data */
} Entry;

struct Safetensors {
    char *path; /* for messages; owned */
    FILE *stream;
    uint64_t size;       /* of the file, in bytes */
    uint64_t data_start; /* where the header ends */
    cJSON *header;       /* owned */
    const cJSON *notes;  /* in the header; may be NULL */
    Entry *entries;      /* in the order of their bytes; owned */
    int count;
};

// A name is a stranger's text. Printed as it is, it could send commands to the
// terminal, or fill the screen; so messages show only its plain characters,
// and only the first of them.
typedef struct {
    char text[48];
} PlainText;

static PlainText plain(const char *name)
{
    PlainText plain = {""};
    size_t i = 0;
    for (; name[i] != '\0' && i < sizeof plain.text - 1; i++) {
        plain.text[i] =
            (char)(name[i] >= ' ' && name[i] <= '~' ? name[i] : '?');
    }
    if (name[i] != '\0') {
        strcpy(plain.text + i - 3, "...");
    }
    return plain;
}

// cJSON asks for memory in many small pieces. It gets them from allocate(),
// so here too the lack of memory is nobody else's concern.
static void *allocate_for_json(size_t size) { return allocate(1, size); }

static void prepare_json(void)
{
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = allocate_for_json});
}

// ## Opening
//
// What stands under the name must be [a file](../system/given.c). Nothing of it is read
// in advance: we go to and fro in it, and if somebody changes it meanwhile, old bytes and
// new ones must not be mixed.
static bool open_regular(Safetensors *file, Error *error)
{
    Error why;
    long long size;
    file->stream = given_stream(file->path, &size, &why);
    if (file->stream == NULL) {
        return fail(error, why.status, "cannot open %s: %s", file->path,
                    why.message);
    }
    setbuf(file->stream, NULL);
    file->size = (uint64_t)size;
    return true;
}

// If there are fewer bytes than asked for, the file is shorter than it was.
static bool read_bytes(const Safetensors *file, void *bytes, size_t size,
                       uint64_t place, Error *error)
{
    if (fseeko(file->stream, (off_t)place, SEEK_SET) == 0 &&
        fread(bytes, 1, size, file->stream) == size) {
        return true;
    }
    return feof(file->stream)
               ? fail(error, EXIT_IO,
                      "%s: the file was cut while it was read", file->path)
               : fail(error, EXIT_IO, "%s: reading failed: %s", file->path,
                      strerror(errno));
}

// Who gives us another kind of file deserves to hear which. Each kind is known
// by its first bytes.
static const struct {
    const char *bytes;
    size_t count;
    const char *what;
} other_kinds[] = {
    {"PK\3\4", 4,
     "this is a zip file, as PyTorch and NumPy write, and not safetensors; "
     "save the weights there with safetensors.numpy.save_file"},
    {"\x80", 1,
     "this is a Python pickle and not safetensors; load it in Python and save "
     "the weights with safetensors.numpy.save_file"},
    {"\x93NUMPY", 6,
     "this is a NumPy array and not safetensors; load it in Python and save "
     "it with safetensors.numpy.save_file"},
    {"\x89HDF", 4,
     "this is an HDF5 file, as Keras writes, and not safetensors; save the "
     "weights there with safetensors.numpy.save_file"},
    {"\x1f\x8b", 2,
     "this is a gzip file, such as the data of MNIST, and not weights; make "
     "weights with ./ch05/train"},
    {"\0\0\10\3", 4,
     "this is an MNIST image file and not weights; make weights with "
     "./ch05/train"},
    {"\0\0\10\1", 4,
     "this is an MNIST label file and not weights; make weights with "
     "./ch05/train"},
};

static bool not_safetensors(const Safetensors *file, const uint8_t *start,
                            const char *otherwise, Error *error)
{
    uint8_t more[64];
    const size_t size =
        file->size < sizeof more ? (size_t)file->size : sizeof more;
    if (!read_bytes(file, more, size, 0, error)) {
        return false;
    }
    const char *mistaken = mistaken_for(more, size), *what = otherwise;
    if (mistaken != NULL) {
        return fail(error, EXIT_BAD_FILE, "%s: this is %s", file->path,
                    mistaken);
    }
    for (size_t i = 0; i < sizeof other_kinds / sizeof *other_kinds; i++) {
        if (memcmp(start, other_kinds[i].bytes, other_kinds[i].count) == 0) {
            what = other_kinds[i].what;
        }
    }
    return fail(error, EXIT_BAD_FILE, "%s: %s", file->path, what);
}

// ## The header
//
// The length is compared with what is left of the file, and nothing is added
// to it before: $2^{64}-1$ plus 8 would be 7.
static bool read_length(const Safetensors *file, uint8_t *start,
                        uint64_t *length, Error *error)
{
    const bool short_file = file->size < LENGTH_BYTES;
    if (!read_bytes(file, start,
                    short_file ? (size_t)file->size : LENGTH_BYTES, 0,
                    error)) {
        return false;
    }
    *length = little_endian_read(start, LENGTH_BYTES);
    if (short_file || *length > file->size - LENGTH_BYTES) {
        return not_safetensors(file, start,
                               "this is not safetensors, or the file was "
                               "cut: it ends before its header does",
                               error);
    }
    return *length <= MAX_HEADER ||
           not_safetensors(file, start,
                           "this is not safetensors, or not for us: its "
                           "header is over 4 MB",
                           error);
}

// A text with a zero in it ends there for some readers and goes on for others,
// and JSON can hide a zero as `\u0000`. Two names that differ must not look the same. So the
// zero becomes `\ufffd`, the sign for what cannot be shown, which takes as many places. cJSON
// takes `\u` without four digits for a zero, too; that is not allowed, and neither are
// control characters that are not spaces in JSON.
static bool show_zeros(char *text)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    while ((text = strchr(text, '\\')) != NULL && text[1] != '\0') {
        if (text[1] == 'u' && strspn(text + 2, digits) < 4) {
            return false;
        }
        if (strncmp(text + 1, "u0000", 5) == 0) {
            memcpy(text + 1, "ufffd", 5);
        }
        text += 2; /* what stands behind a backslash leads in nothing */
    }
    return true;
}

// For brackets inside brackets cJSON calls itself, up to a thousand deep, and a
// small stack has no room for that. So we count them first, without those in
// names. What cJSON accepts may still end in blanks, and in nothing else.
static bool too_deep(const char *text)
{
    int depth = 0;
    bool quoted = false;
    for (; *text != '\0' && depth <= MAX_DEPTH; text++) {
        if (*text == '"') {
            quoted = !quoted;
        } else if (quoted && *text == '\\' && text[1] != '\0') {
            text++; /* whatever stands there, it is part of the name */
        } else if (!quoted) {
            depth += (*text == '{' || *text == '[') -
                     (*text == '}' || *text == ']');
        }
    }
    return depth > MAX_DEPTH;
}

// cJSON does not ask whether the text is UTF-8, as JSON must be, and lets a line end stand
// within a name.
static bool is_text(const char *text, size_t length)
{
    const char *end = text + length;
    bool quoted = false, escaped = false;
    while (text < end) {
        unsigned code;
        const int bytes = utf8_read(text, &code);
        const bool blank = code == '\t' || code == '\n' || code == '\r';
        if (bytes == 0 || (code < ' ' && (quoted || !blank))) {
            return false;
        }
        quoted = quoted != (code == '"' && !escaped);
        escaped = quoted && code == '\\' && !escaped;
        text += bytes;
    }
    return true;
}

static cJSON *parse(char *text, size_t length)
{
    if (!is_text(text, length) || !show_zeros(text) || too_deep(text)) {
        return NULL;
    }
    const char *end = text;
    cJSON *json = cJSON_ParseWithLengthOpts(text, length, &end, false);
    if (json != NULL &&
        strspn(end, " \t\r\n") != length - (size_t)(end - text)) {
        cJSON_Delete(json);
        return NULL;
    }
    return json;
}

static bool understand(Safetensors *file, const uint8_t *start, char *text,
                       uint64_t length, Error *error)
{
    if (text[0] != '{') {
        return not_safetensors(file, start,
                               "this is not safetensors: its header does not "
                               "begin with {",
                               error);
    }
    file->header = parse(text, (size_t)length);
    return file->header != NULL ||
           fail(error, EXIT_BAD_FILE, "%s: its header is not sound JSON",
                file->path);
}

// The text gets a zero behind it, although its length is known: cJSON 1.7.15
// looks one place too far if a text ends after a comma.
static bool read_header(Safetensors *file, Error *error)
{
    uint8_t start[LENGTH_BYTES] = {0};
    uint64_t length;
    if (!read_length(file, start, &length, error)) {
        return false;
    }
    char *text = allocate((size_t)length + 1, 1);
    const bool done =
        read_bytes(file, text, (size_t)length, LENGTH_BYTES, error) &&
        understand(file, start, text, length, error);
    file->data_start = LENGTH_BYTES + length;
    free(text);
    return done;
}

// Two tensors of one name: one program reads the first, another the last.
// Sorted, equal names are neighbours.
static int compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *duplicate_key(const cJSON *object)
{
    const size_t count = (size_t)cJSON_GetArraySize(object);
    const char **keys = allocate(count, sizeof *keys);
    const char *duplicate = NULL;
    const cJSON *item;
    size_t i = 0;
    cJSON_ArrayForEach(item, object) { keys[i++] = item->string; }
    qsort(keys, count, sizeof *keys, compare_text);
    for (i = 1; i < count && duplicate == NULL; i++) {
        duplicate = strcmp(keys[i - 1], keys[i]) == 0 ? keys[i] : NULL;
    }
    free(keys);
    return duplicate;
}

static bool check_keys(const Safetensors *file, const cJSON *object,
                       Error *error)
{
    const char *duplicate = duplicate_key(object);
    return duplicate == NULL ||
           fail(error, EXIT_BAD_FILE, "%s: the name %s comes twice",
                file->path, plain(duplicate).text);
}

static bool check_notes(const Safetensors *file, Error *error)
{
    const cJSON *note;
    if (file->notes != NULL && !cJSON_IsObject(file->notes) &&
        !cJSON_IsNull(file->notes)) {
        return fail(error, EXIT_BAD_FILE, "%s: its %s is not an object",
                    file->path, notes_key);
    }
    cJSON_ArrayForEach(note, file->notes)
    {
        if (!cJSON_IsString(note)) {
            return fail(error, EXIT_BAD_FILE,
                        "%s: %s of its %s is not a text", file->path,
                        plain(note->string).text, notes_key);
        }
    }
    return check_keys(file, file->notes, error);
}

// ## One tensor
//
// JSON has only one kind of number, and cJSON keeps it as a double. Whole
// numbers are exact in a double below $2^{53}$, which is nine million billion
// bytes. Whatever is not such a number is no length and no place.
static const double exact_limit = 0x1p53;

static bool whole_number(const cJSON *item, uint64_t *number)
{
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0) ||
        !(item->valuedouble < exact_limit)) {
        return false;
    }
    *number = (uint64_t)item->valuedouble;
    return (double)*number == item->valuedouble;
}

// The product stays below the same limit, so a multiplication by the size of
// a type cannot overflow later. An empty product is 1: a shape without axes is
// a single number.
static const char *measure(Entry *entry)
{
    const cJSON *item;
    if (!cJSON_IsArray(entry->shape)) {
        return "its shape is not a list";
    }
    entry->count = 1;
    cJSON_ArrayForEach(item, entry->shape)
    {
        uint64_t n;
        if (!whole_number(item, &n)) {
            return "its shape has a length that is not a whole number";
        }
        if (n > 0 && entry->count > (uint64_t)exact_limit / n) {
            return "its shape is larger than any file";
        }
        entry->count *= n;
    }
    return NULL;
}

static const char *place(Entry *entry, const cJSON *offsets, uint64_t data)
{
    if (!cJSON_IsArray(offsets) || cJSON_GetArraySize(offsets) != 2 ||
        !whole_number(offsets->child, &entry->begin) ||
        !whole_number(offsets->child->next, &entry->end)) {
        return "its data_offsets are not two whole numbers";
    }
    if (entry->begin > entry->end) {
        return "its bytes end before they begin";
    }
    if (entry->end > data) {
        return "its bytes reach beyond the end of the file";
    }
    if (entry->type != NULL &&
        entry->end - entry->begin !=
            entry->count * (uint64_t)entry->type->size) {
        return "its bytes are more or fewer than its shape and type need";
    }
    return NULL;
}

// Three entries are found by name. What else a writer adds is his affair. A type that is
// not known here may still be the type of a tensor that nobody asks for: new ones come
// every year, some with numbers of 4 or 6 bits. The result is what is wrong with the tensor,
// or NULL.
static const char *read_entry(Entry *entry, const cJSON *tensor,
                              uint64_t data)
{
    const cJSON *dtype = cJSON_GetObjectItemCaseSensitive(tensor, "dtype"),
                *offsets =
                    cJSON_GetObjectItemCaseSensitive(tensor, "data_offsets");
    entry->name = tensor->string;
    entry->shape = cJSON_GetObjectItemCaseSensitive(tensor, "shape");
    if (!cJSON_IsString(dtype) || entry->shape == NULL || offsets == NULL) {
        return "it must have dtype, shape and data_offsets";
    }
    if (duplicate_key(tensor) != NULL) {
        return "something in it comes twice";
    }
    entry->type_name = dtype->valuestring;
    entry->type = dtype_find(entry->type_name);
    if (entry->name[0] == '\0') {
        return "its name is empty";
    }
    const char *wrong = measure(entry);
    return wrong != NULL ? wrong : place(entry, offsets, data);
}

// ## All tensors
//
// Sorted by their places, the tensors must follow each other without a gap
// from the first byte of the data to the last. A gap could hide something; an
// overlap would let one number be two. One walk finds both.
static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    return x->begin != y->begin ? compare_numbers(x->begin, y->begin)
                                : compare_numbers(x->end, y->end);
}

static bool check_places(const Safetensors *file, Error *error)
{
    const uint64_t data = file->size - file->data_start;
    uint64_t end = 0;
    for (int i = 0; i < file->count; i++) {
        const Entry *entry = &file->entries[i];
        if (entry->begin > end) {
            return fail(error, EXIT_BAD_FILE,
                        "%s: there are bytes before tensor %s that belong "
                        "to none",
                        file->path, plain(entry->name).text);
        }
        if (entry->begin < end) {
            return fail(error, EXIT_BAD_FILE,
                        "%s: tensor %s overlaps the one before it",
                        file->path, plain(entry->name).text);
        }
        end = entry->end;
    }
    return end == data ||
           fail(error, EXIT_BAD_FILE,
                "%s: there are bytes at the end that belong to no tensor",
                file->path);
}

static bool read_entries(Safetensors *file, Error *error)
{
    const uint64_t data = file->size - file->data_start;
    const cJSON *item;
    file->entries = allocate((size_t)cJSON_GetArraySize(file->header),
                             sizeof *file->entries);
    cJSON_ArrayForEach(item, file->header)
    {
        if (item == file->notes) {
            continue;
        }
        const char *wrong =
            read_entry(&file->entries[file->count++], item, data);
        if (wrong != NULL) {
            return fail(error, EXIT_BAD_FILE, "%s: tensor %s: %s", file->path,
                        plain(item->string).text, wrong);
        }
    }
    qsort(file->entries, (size_t)file->count, sizeof *file->entries,
          compare_places);
    return check_places(file, error);
}

static bool read_all(Safetensors *file, Error *error)
{
    if (!open_regular(file, error) || !read_header(file, error)) {
        return false;
    }
    file->notes = cJSON_GetObjectItemCaseSensitive(file->header, notes_key);
    return check_keys(file, file->header, error) &&
           check_notes(file, error) && read_entries(file, error);
}

Safetensors *safetensors_open(const char *path, Error *error)
{
    Safetensors *file = allocate(1, sizeof *file);
    file->path = allocate(strlen(path) + 1, 1);
    memcpy(file->path, path, strlen(path));
    prepare_json();
    if (!read_all(file, error)) {
        safetensors_close(file);
        return NULL;
    }
    return file;
}

void safetensors_close(Safetensors *file)
{
    if (file == NULL) {
        return;
    }
    if (file->stream != NULL) {
        fclose(file->stream);
    }
    cJSON_Delete(file->header);
    free(file->entries);
    free(file->path);
    free(file);
}

// ## What is in it
//
// A reader may ask for a tensor by its name, or go through all of them.
int safetensors_count(const Safetensors *file) { return file->count; }

const char *safetensors_name(const Safetensors *file, int i)
{
    CHECK(i >= 0 && i < file->count, "tensor %d of %d", i, file->count);
    return file->entries[i].name;
}

const char *safetensors_note(const Safetensors *file, const char *key)
{
    const cJSON *note = cJSON_GetObjectItemCaseSensitive(file->notes, key);
    return note != NULL ? note->valuestring : NULL;
}

// A sound tensor is not always one for us. The result is the reason why not,
// or NULL.
static const char *find_shape(const Entry *entry, Shape *shape)
{
    int rank = 0;
    const cJSON *item;
    if (entry->type == NULL || entry->type->decode == NULL) {
        return "is of a type that is not read here; save it as F32";
    }
    if (entry->count == 0 || entry->count > INT_MAX) {
        return entry->count == 0
                   ? "holds no numbers: one of its lengths is 0"
                   : "holds more numbers than a tensor can here";
    }
    *shape = SHAPE(1);
    cJSON_ArrayForEach(item, entry->shape)
    {
        if (rank == MAX_RANK) {
            return "has more than four axes";
        }
        shape->n[rank++] = (int)item->valuedouble;
    }
    return NULL;
}

// Who asks for a name that is not there wants to know which ones are.
static void list_tensors(const Safetensors *file, char *list, size_t size)
{
    size_t end = 0;
    for (int i = 0; i < file->count && end < size; i++) {
        Shape shape;
        const Entry *entry = &file->entries[i];
        const bool known = find_shape(entry, &shape) == NULL;
        end += (size_t)snprintf(list + end, size - end, "%s%s %s",
                                i > 0 ? ", " : "", plain(entry->name).text,
                                known ? shape_text(shape).text
                                      : plain(entry->type_name).text);
    }
    if (end >= size) {
        strcpy(list + size - 4, "...");
    }
}

// PyTorch calls them `fc1.weight` and `fc1.bias`.
static bool has_names_of_pytorch(const Safetensors *file)
{
    bool found = false;
    for (int i = 0; i < file->count; i++) {
        const char *last = strrchr(file->entries[i].name, '.');
        found |= last != NULL && strcmp(last, ".weight") == 0;
    }
    return found;
}

static const Entry *find_entry(const Safetensors *file, const char *name,
                               Shape *shape, Error *error)
{
    const Entry *entry = NULL;
    for (int i = 0; i < file->count && entry == NULL; i++) {
        if (strcmp(file->entries[i].name, name) == 0) {
            entry = &file->entries[i];
        }
    }
    if (entry == NULL) {
        char list[200];
        list_tensors(file, list, sizeof list);
        fail(error, EXIT_BAD_FILE, "%s has no tensor %s; it holds %s%s",
             file->path, plain(name).text, file->count > 0 ? list : "none",
             has_names_of_pytorch(file)
                 ? ". These are PyTorch's names: docs/weights.md shows the "
                   "lines that save them by ours"
                 : "");
        return NULL;
    }
    const char *wrong = find_shape(entry, shape);
    if (wrong != NULL) {
        fail(error, EXIT_BAD_FILE, "%s: tensor %s (%s) %s", file->path,
             plain(name).text, plain(entry->type_name).text, wrong);
        return NULL;
    }
    return entry;
}

bool safetensors_shape(const Safetensors *file, const char *name,
                       Shape *shape, Error *error)
{
    return find_entry(file, name, shape, error) != NULL;
}

// ## Reading
//
// The bytes come in portions that fit the processor's cache and are converted
// from there. So the place of a tensor in the file need not suit any type, and
// no second copy of it is in memory.
bool safetensors_read(Safetensors *file, const char *name, Tensor *value,
                      Error *error)
{
    uint8_t bytes[CHUNK];
    Shape shape;
    const Entry *entry = find_entry(file, name, &shape, error);
    if (entry == NULL) {
        return false;
    }
    if (!shape_equal(shape, value->shape)) {
        return fail(error, EXIT_BAD_FILE, "%s: tensor %s is %s and not %s",
                    file->path, plain(name).text, shape_text(shape).text,
                    shape_text(value->shape).text);
    }
    const int size = entry->type->size, portion = CHUNK / size;
    uint64_t from = file->data_start + entry->begin;
    for (int i = 0; i < value->size; i += portion) {
        const int left = value->size - i, n = left < portion ? left : portion;
        const size_t length = (size_t)n * (size_t)size;
        if (!read_bytes(file, bytes, length, from, error)) {
            return false;
        }
        entry->type->decode(value->data + i, bytes, n);
        from += length;
    }
    return true;
}

// ## Writing
//
// The way back. The header names the notes first and then the tensors as they
// come, so the same tensors give the same bytes. A note may hold the name of a folder,
// which can be any bytes; JSON must be UTF-8, or nobody reads it, so the note is
// [cleaned](../ground/utf8.c).
static void add_notes(cJSON *header, const Note *notes, int count)
{
    cJSON *object = cJSON_AddObjectToObject(header, notes_key);
    for (int i = 0; i < count; i++) {
        char *clean = utf8_clean(notes[i].value);
        cJSON_AddStringToObject(object, notes[i].key, clean);
        free(clean);
    }
    const char *duplicate = duplicate_key(object);
    CHECK(duplicate == NULL, "two notes %s", duplicate);
}

static void add_numbers(cJSON *object, const char *key, const double *numbers,
                        int count)
{
    cJSON *list = cJSON_AddArrayToObject(object, key);
    for (int i = 0; i < count; i++) {
        cJSON_AddItemToArray(list, cJSON_CreateNumber(numbers[i]));
    }
}

static void add_tensor(cJSON *header, const Param *tensor, const Dtype *type,
                       double *offset)
{
    const Tensor *value = tensor->value;
    const double end = *offset + (double)type->size * value->size;
    double lengths[MAX_RANK];
    for (int i = 0; i < MAX_RANK; i++) {
        lengths[i] = value->shape.n[i];
    }
    CHECK(tensor->name[0] != '\0', "a tensor %s without a name",
          shape_text(value->shape).text);
    cJSON *entry = cJSON_AddObjectToObject(header, tensor->name);
    cJSON_AddStringToObject(entry, "dtype", type->name);
    add_numbers(entry, "shape", lengths, shape_rank(value->shape));
    add_numbers(entry, "data_offsets", (double[]){*offset, end}, 2);
    *offset = end;
}

typedef struct {
    char *header;
    const Dtype *type; /* of all numbers */
    const Param *tensors;
    int count;
} Content;

static char *make_header(const Content *content, const Note *notes,
                         int note_count)
{
    cJSON *header = cJSON_CreateObject();
    double offset = 0;
    if (note_count > 0) {
        add_notes(header, notes, note_count);
    }
    for (int i = 0; i < content->count; i++) {
        add_tensor(header, &content->tensors[i], content->type, &offset);
    }
    const char *duplicate = duplicate_key(header);
    CHECK(duplicate == NULL, "two tensors %s", duplicate);
    char *text = cJSON_PrintUnformatted(header);
    cJSON_Delete(header);
    return text;
}

static void write_numbers(FILE *file, const Dtype *type, const Tensor *value)
{
    const int portion = CHUNK / type->size;
    uint8_t bytes[CHUNK];
    for (int i = 0; i < value->size; i += portion) {
        const int left = value->size - i, n = left < portion ? left : portion;
        type->encode(bytes, value->data + i, n);
        fwrite(bytes, (size_t)type->size, (size_t)n, file);
    }
}

// The header is filled with spaces to a multiple of eight bytes. A program
// that maps the file into memory then finds every number where its processor
// likes it.
static void write_content(FILE *file, const void *content)
{
    const Content *c = content;
    const size_t length = strlen(c->header), spaces = -length % 8;
    uint8_t start[LENGTH_BYTES];
    little_endian_write(start, length + spaces, LENGTH_BYTES);
    fwrite(start, 1, LENGTH_BYTES, file);
    fprintf(file, "%s%*s", c->header, (int)spaces, "");
    for (int i = 0; i < c->count; i++) {
        write_numbers(file, c->type, c->tensors[i].value);
    }
}

bool safetensors_write_as(const char *path, const Dtype *type,
                          const Param *tensors, int count, const Note *notes,
                          int note_count, Error *error)
{
    if (type == NULL || type->encode == NULL) {
        return fail(error, EXIT_USAGE,
                    "%s: numbers of %s are not written here; F16, F32 and "
                    "F64 are",
                    path, type != NULL ? type->name : "an unknown type");
    }
    prepare_json();
    Content content = {NULL, type, tensors, count};
    content.header = make_header(&content, notes, note_count);
    CHECK(strlen(content.header) <= MAX_HEADER - LENGTH_BYTES,
          "a header of %zu bytes", strlen(content.header));
    const bool done = atomic_file_write(path, write_content, &content, error);
    cJSON_free(content.header);
    return done;
}

bool safetensors_write(const char *path, const Param *tensors, int count,
                       const Note *notes, int note_count, Error *error)
{
    return safetensors_write_as(path, dtype_of_real(), tensors, count, notes,
                                note_count, error);
}
