// # Text from outside
//
// A file name, a label, a word on the command line: all are bytes that somebody
// else chose. **What is in them that we would rather not print?** Half a
// character makes a file that no browser opens. A line end begins a new command
// in a script. A control character moves the cursor of a terminal.
#include "ground/utf8.h"

#include <string.h>

#include "ground/base.h"

// ## One character
//
// In UTF-8 the first byte tells how many follow: `110` in front means one more,
// `1110` two, `11110` three. The bytes that follow begin with `10`, and each
// gives six binary digits. A character must not be written longer than needed,
// and the numbers from D800 to DFFF are no characters.
int utf8_read(const char *text, unsigned *code)
{
    static const unsigned smallest[] = {[1] = 0x01, 0x80, 0x800, 0x10000};
    const unsigned char first = (unsigned char)text[0];
    const int length = first < 0x80   ? 1
                       : first < 0xC0 ? 0
                       : first < 0xE0 ? 2
                       : first < 0xF0 ? 3
                       : first < 0xF8 ? 4
                                      : 0;
    *code = length == 1 ? first : first & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        const unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (next & 0x3Fu);
    }
    const bool good = *code >= smallest[length] && *code <= 0x10FFFF &&
                      (*code < 0xD800 || *code > 0xDFFF);
    return good ? length : 0;
}

// ## A whole text
//
// The control characters are those below the blank, and 7F to 9F. The numbers
// FFFE and FFFF are promised never to be characters, and XML refuses them.
char *utf8_clean(const char *text)
{
    char *clean = allocate(strlen(text) + 1, 1), *end = clean;
    while (*text != '\0') {
        unsigned code;
        const int length = utf8_read(text, &code);
        const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        if (length == 0 || code == 0xFFFE || code == 0xFFFF) {
            *end++ = '?';
        } else if (control) {
            *end++ = ' ';
        } else {
            memcpy(end, text, (size_t)length);
            end += length;
        }
        text += length > 0 ? length : 1;
    }
    return clean;
}
