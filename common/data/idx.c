// # The files of MNIST
//
// Each of the four files of MNIST is a short header and then nothing but
// bytes. **What can go wrong with something so plain?** A download stops in
// the middle, a web page that says "not found" is saved under the name of the
// file, images and labels are exchanged. A program that believes such a file
// learns nonsense, or crashes. So each number is checked before it is used.
//
// | bytes | images | labels |
// |---|---|---|
// | 0 – 3 | `00 00 08 03`: bytes, along 3 axes | `00 00 08 01`: along 1 axis |
// | 4 – 7 | how many images | how many labels |
// | 8 – 11 | rows of pixels in each | the labels begin here |
// | 12 – 15 | columns of pixels | |
// | 16 – | the pixels, row by row | |
//
// Your images are in another form: a folder of pictures for each class, a `.npz`, a `.csv`, a
// `.parquet`? Load them in Python, as you are used to, into arrays of bytes: `x` of shape (how
// many, rows, columns), and `t` with the labels. Then a few lines write what is read here:
//
// ```python
// def save_idx(path, a):
//     head = np.array(a.shape, '>i4')
//     with open(path, 'wb') as file:
//         file.write(bytes([0, 0, 8, a.ndim]) + head.tobytes())
//         file.write(a.astype('u1').tobytes())
// ```
//
// `np` is NumPy. `save_idx('mine/train-images-idx3-ubyte', x)` is the first of four files; the
// others are `train-labels-idx1-ubyte`, and the same for the test with `t10k` in the place of
// `train`. Then `--data mine` takes them. Ink is 255 and paper 0.
#include "data/idx.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "system/given.h"
#include "system/mistaken.h"

enum {
    MAX_AXES = 3,
    WORD = 4,          /* bytes in a number of the header */
    LONGEST_SIDE = 256 /* of an image, in pixels */
};

typedef struct {
    const char *path;
    const char *things;    /* "images" or "labels" */
    int axes;              /* 3 or 1 */
    int lengths[MAX_AXES]; /* how many; for images, rows and columns */
    int each;              /* bytes in one image or label */
    long long size;        /* bytes in the file, packed or not */
    gzFile stream;         /* NULL while closed */
} IdxFile;

static int header_size(const IdxFile *file)
{
    return WORD * (1 + file->axes);
}

// ## Open
//
// zlib reads packed and raw files alike. It gets an open file and not a name,
// because we look first at [what we are given](../system/given.c): a folder has no bytes to
// read, and a pipe would let us wait for ever.
static bool open_file(IdxFile *file, Error *error)
{
    Error why;
    const int descriptor = given_open(file->path, &file->size, &why);
    if (descriptor == -1 && why.status == EXIT_BAD_FILE) {
        return fail(error, EXIT_BAD_FILE,
                    "%s is not a regular file: the %s must be in a file",
                    file->path, file->things);
    }
    if (descriptor == -1) {
        return fail(error, why.status,
                    "the file of the %s cannot be opened: %s: %s",
                    file->things, file->path, why.message);
    }
    file->stream = gzdopen(descriptor, "rb");
    if (file->stream == NULL) {
        out_of_memory("at %s", file->path);
    }
    gzbuffer(file->stream, 1 << 18);
    return true;
}

// ## Read
//
// A read comes short for one of three reasons: the disk fails, the packed
// data are damaged (gzip keeps a checksum of them), or the file ends. The
// message says how far we came, because that helps to see what happened.
static bool too_short(const IdxFile *file, const char *how, long long bytes,
                      Error *error)
{
    if (bytes < header_size(file)) {
        return fail(error, EXIT_BAD_FILE,
                    "%s %s within its header of %d bytes: fetch it again",
                    file->path, how, header_size(file));
    }
    return fail(error, EXIT_BAD_FILE,
                "%s %s after %lld of %d %s: fetch it again", file->path, how,
                (bytes - header_size(file)) / file->each, file->lengths[0],
                file->things);
}

static bool too_long(const IdxFile *file, Error *error)
{
    return fail(error, EXIT_BAD_FILE,
                "%s goes on after its %d %s: fetch it again", file->path,
                file->lengths[0], file->things);
}

static bool explain_short_read(const IdxFile *file, Error *error)
{
    const int cause = errno;
    int code;
    (void)gzerror(file->stream, &code);
    if (code == Z_MEM_ERROR) {
        out_of_memory("at %s", file->path);
    }
    if (code == Z_ERRNO) {
        return fail(error, EXIT_IO, "%s cannot be read: %s", file->path,
                    strerror(cause));
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
        return fail(error, EXIT_BAD_FILE,
                    "%s is a damaged .gz file: fetch it again", file->path);
    }
    return too_short(file,
                     code == Z_OK ? "is too short: it ends"
                                  : "is a .gz file that was cut off: it ends",
                     gztell(file->stream), error);
}

static bool read_bytes(const IdxFile *file, void *bytes, int count,
                       Error *error)
{
    return gzread(file->stream, bytes, (unsigned)count) == count ||
           explain_short_read(file, error);
}

// ## The header
//
// The first two bytes are zero. The third says of what kind the numbers are,
// and 8 stands for bytes without a sign. The fourth says along how many axes
// they are counted. A reader who has only exchanged two files should be told
// just that.
static const char *what_else(const IdxFile *file)
{
    uint8_t start[64] = {0};
    gzrewind(file->stream);
    gzread(file->stream, start, sizeof start);
    return mistaken_for(start, sizeof start);
}

static bool check_magic(const IdxFile *file, const uint8_t *magic,
                        Error *error)
{
    const bool idx = magic[0] == 0 && magic[1] == 0;
    if (idx && magic[2] == 8 && magic[3] == file->axes) {
        return true;
    }
    if (idx && magic[2] == 8 && (magic[3] == 1 || magic[3] == 3)) {
        return fail(error, EXIT_BAD_FILE,
                    "%s holds %s, but it stands where the %s should be: "
                    "exchange the two files",
                    file->path, magic[3] == 1 ? "labels" : "images",
                    file->things);
    }
    if (idx && magic[2] >= 8 && magic[2] <= 14 && magic[3] > 0) {
        return fail(error, EXIT_BAD_FILE,
                    "%s is an IDX file of another kind, numbers of type "
                    "0x%02x along %d axes: %s are of type 0x08 along %d",
                    file->path, magic[2], magic[3], file->things, file->axes);
    }
    const char *what = what_else(file);
    if (what != NULL) {
        return fail(error, EXIT_BAD_FILE, "%s is %s", file->path, what);
    }
    return fail(error, EXIT_BAD_FILE,
                "%s is not an IDX file: it begins with %02x %02x %02x %02x, "
                "a file of %s with 00 00 08 %02x",
                file->path, magic[0], magic[1], magic[2], magic[3],
                file->things, file->axes);
}

// A page that shows digits shows each of their pixels, and has no room for a hundred pictures
// of a million.
static bool check_sides(const IdxFile *file, Error *error)
{
    for (int i = 1; i < file->axes; i++) {
        if (file->lengths[i] > LONGEST_SIDE) {
            return fail(error, EXIT_BAD_FILE,
                        "%s holds %s with a side of %d pixels: at most %d "
                        "are read",
                        file->path, file->things, file->lengths[i],
                        LONGEST_SIDE);
        }
    }
    return true;
}

// The lengths are written with the largest byte first. Multiplied carelessly,
// three of them overflow even 64 bits, and a tiny wrong product would pass
// all later checks. So we divide instead of multiplying.
static bool read_lengths(IdxFile *file, const uint8_t *bytes, Error *error)
{
    long long room = INT_MAX;
    for (int i = 0; i < file->axes; i++, bytes += WORD) {
        const uint32_t length = (uint32_t)bytes[0] << 24 |
                                (uint32_t)bytes[1] << 16 |
                                (uint32_t)bytes[2] << 8 | bytes[3];
        if (length == 0) {
            return fail(error, EXIT_BAD_FILE,
                        i == 0 ? "%s is empty: it holds 0 %s"
                               : "%s has a side of 0 pixels in its %s",
                        file->path, file->things);
        }
        room /= length;
        if (room == 0) {
            return fail(error, EXIT_BAD_FILE,
                        "%s has impossible sizes in its header: more than "
                        "%d bytes of %s",
                        file->path, INT_MAX, file->things);
        }
        file->lengths[i] = (int)length;
        file->each *= i > 0 ? (int)length : 1;
    }
    return check_sides(file, error);
}

// ## Can it be true?
//
// A header of 16 bytes can claim two gigabytes. A raw file has to be as long
// as it says, to the byte. A packed file can be shorter than what is in it,
// but not by any factor: gzip's method, deflate, never makes more than 1032
// bytes out of one. Both are known before we ask for memory.
static bool check_size(const IdxFile *file, Error *error)
{
    enum { MOST_PER_BYTE = 1032 };
    const long long claimed =
        header_size(file) + (long long)file->lengths[0] * file->each;
    if (!gzdirect(file->stream)) {
        return claimed / MOST_PER_BYTE <= file->size ||
               fail(error, EXIT_BAD_FILE,
                    "%s claims %d %s, more than %lld packed bytes can hold: "
                    "fetch it again",
                    file->path, file->lengths[0], file->things, file->size);
    }
    if (file->size < claimed) {
        return too_short(file, "is too short: it ends", file->size, error);
    }
    return file->size == claimed || too_long(file, error);
}

static bool read_header(IdxFile *file, Error *error)
{
    uint8_t bytes[WORD * (1 + MAX_AXES)];
    return open_file(file, error) && read_bytes(file, bytes, WORD, error) &&
           check_magic(file, bytes, error) &&
           read_bytes(file, bytes + WORD, WORD * file->axes, error) &&
           read_lengths(file, bytes + WORD, error) && check_size(file, error);
}

// ## The body
//
// All of it in one read, directly to its place. One byte more is asked for
// and must not come. This question also makes zlib compare the checksum,
// which stands at the end of a packed file.
static bool read_body(const IdxFile *file, uint8_t *bytes, Error *error)
{
    uint8_t extra;
    if (!read_bytes(file, bytes, file->lengths[0] * file->each, error)) {
        return false;
    }
    if (gzread(file->stream, &extra, 1) == 1) {
        return too_long(file, error);
    }
    int code;
    (void)gzerror(file->stream, &code);
    return code == Z_OK || explain_short_read(file, error);
}

// ## Two files that belong together
//
// Images and labels are in two files, and must be equally many.
static bool check_counts(const IdxFile *images, const IdxFile *labels,
                         Error *error)
{
    return images->lengths[0] == labels->lengths[0] ||
           fail(error, EXIT_BAD_FILE,
                "%s holds %d images, but %s %d labels: they do not belong "
                "together",
                images->path, images->lengths[0], labels->path,
                labels->lengths[0]);
}

static bool check_labels(const Dataset *data, const char *path, Error *error)
{
    for (int i = 0; i < data->count; i++) {
        if (data->labels[i] >= data->classes) {
            return fail(error, EXIT_BAD_FILE,
                        "%s labels example %d with %d: the labels must be 0 "
                        "to %d",
                        path, i, data->labels[i], data->classes - 1);
        }
    }
    return true;
}

static bool read_both(Dataset *data, IdxFile *images, IdxFile *labels,
                      int classes, Error *error)
{
    if (!read_header(images, error) || !read_header(labels, error) ||
        !check_counts(images, labels, error)) {
        return false;
    }
    *data = dataset_new(images->lengths[0], images->lengths[1],
                        images->lengths[2], classes);
    return read_body(images, data->pixels, error) &&
           read_body(labels, data->labels, error) &&
           check_labels(data, labels->path, error);
}

bool idx_load(Dataset *data, const char *images_path, const char *labels_path,
              int classes, Error *error)
{
    IdxFile images = {
        .path = images_path, .things = "images", .axes = 3, .each = 1};
    IdxFile labels = {
        .path = labels_path, .things = "labels", .axes = 1, .each = 1};
    *data = (Dataset){0};
    const bool loaded = read_both(data, &images, &labels, classes, error);
    gzclose(images.stream);
    gzclose(labels.stream);
    if (!loaded) {
        dataset_clear(data);
    }
    return loaded;
}
