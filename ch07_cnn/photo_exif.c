// # How the camera was held
//
// A telephone stores the picture as its sensor saw it, and beside it how it was held. **Where
// does that stand?** In the EXIF data, a list of entries as in a TIFF: twelve bytes each, a tag,
// a type, a count and a value.
#include "photo_exif.h"

#include <stdbool.h>
#include <stddef.h>

// The tag is 0x0112. Numbers have the lowest byte first or last, as the data begin with `I` or
// `M`, and one, two or four bytes.
static unsigned number_at(const uint8_t *bytes, unsigned size, bool low_first)
{
    unsigned number = 0;
    for (unsigned i = 0; i < size; i++) {
        number = number << 8 | bytes[low_first ? size - 1 - i : i];
    }
    return number;
}

static unsigned value_at(const uint8_t *entry, bool low)
{
    const unsigned type = number_at(entry + 2, 2, low);
    return number_at(entry + 8, type == 1 ? 1 : type == 4 ? 4 : 2, low);
}

unsigned exif_orientation(const uint8_t *data, unsigned size)
{
    enum { HEAD = 8, ENTRY = 12 };
    if (size < HEAD) {
        return 1;
    }
    const bool low = data[0] == 'I';
    const unsigned list = number_at(data + 4, 4, low);
    if (list > size - 2) {
        return 1;
    }
    const unsigned count = number_at(data + list, 2, low);
    for (unsigned i = 0; i < count && list + 2 + ENTRY * (i + 1) <= size;
         i++) {
        const uint8_t *entry = data + list + 2 + (size_t)ENTRY * i;
        if (number_at(entry, 2, low) == 0x0112) {
            return value_at(entry, low);
        }
    }
    return 1;
}
