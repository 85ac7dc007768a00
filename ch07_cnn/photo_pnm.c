// # PGM and PPM
//
// **Which format can any program write?** One whose header is a line of text: two letters,
// width, height and the largest value. The numbers follow, as text (`P2`, `P3`) or as bytes
// (`P5`, `P6`): one for each pixel, or three, for red, green and blue. Values above 255
// take two bytes, the higher one first.
#include "photo_pnm.h"

#include <string.h>

static bool read_number(FILE *file, double *number)
{
    int c = getc(file);
    while (c == '#' || c == ' ' || (c >= '\t' && c <= '\r')) {
        while (c == '#' && (c = getc(file)) != '\n' && c != EOF) {
            c = '#';
        }
        c = getc(file);
    }
    *number = 0;
    int digits = 0;
    for (; c >= '0' && c <= '9' && digits < 9; digits++, c = getc(file)) {
        *number = 10 * *number + (c - '0');
    }
    /* many writers put no line end behind the last one */
    return digits > 0 && (c == ' ' || (c >= '\t' && c <= '\r') || c == EOF);
}

typedef struct {
    FILE *file;
    bool text;
    int colours; /* 1 or 3 */
    double most; /* the largest value */
} Source;

static bool read_value(const Source *s, double *value)
{
    if (s->text) {
        return read_number(s->file, value);
    }
    const int high = s->most > 255 ? getc(s->file) : 0;
    const int low = getc(s->file);
    *value = 256.0 * high + low;
    return high != EOF && low != EOF;
}

static bool read_grey(const Source *s, uint8_t *grey)
{
    static const double weights[3] = {0.299, 0.587, 0.114};
    double value, sum = 0;
    for (int k = 0; k < s->colours; k++) {
        if (!read_value(s, &value)) {
            return false;
        }
        sum += (s->colours == 1 ? 1 : weights[k]) * value;
    }
    sum = 255 * sum / s->most + 1e-9; /* no 99.999 for 100 */
    *grey = (uint8_t)(sum < 255 ? sum : 255);
    return true;
}

bool photo_pnm(Photo *photo, PhotoNote *note, const char *path, FILE *file,
               Error *error)
{
    char kind[3] = "";
    double width, height;
    (void)note;
    if (fread(kind, 1, 2, file) != 2) {
        return fail(error, EXIT_BAD_FILE, "%s: the image is cut short", path);
    }
    Source s = {file, kind[1] <= '3', strchr("36", kind[1]) ? 3 : 1, 0};
    if (!read_number(file, &width) || !read_number(file, &height) ||
        !read_number(file, &s.most) || s.most < 1 || s.most > 65535) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: a PGM begins with %s, width, height and a largest "
                    "value up to 65535",
                    path, kind);
    }
    if (!photo_room(photo, height, width, path, error)) {
        return false;
    }
    const size_t size = (size_t)photo->height * (size_t)photo->width;
    for (size_t i = 0; i < size; i++) {
        if (!read_grey(&s, &photo->grey[i])) {
            return fail(error, EXIT_BAD_FILE, "%s: the image is cut short",
                        path);
        }
    }
    return true;
}
