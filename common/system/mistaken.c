// # A file that is something else
//
// A download was refused, and the page that says so was saved under the name of the data. A
// repository was copied without its large files, and a few lines of text stand in their
// place. **How does a program see what it was given?** All of them begin in a way that they
// cannot hide.
#include "system/mistaken.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool begins_with(const uint8_t *start, size_t size, const char *text)
{
    const size_t length = strlen(text);
    return size >= length &&
           strncasecmp((const char *)start, text, length) == 0;
}

static void skip_blanks(const uint8_t **start, size_t *size)
{
    while (*size > 0 && memchr(" \t\r\n", **start, 4) != NULL) {
        ++*start;
        --*size;
    }
}

// A server that is asked by a program may answer in XML, or in JSON. That is a bracket, and
// then a name in quotes. The third byte is looked at as well: numbers of eight bytes may happen
// to begin with these two.
static bool is_json(const uint8_t *start, size_t size)
{
    if (!begins_with(start, size, "{")) {
        return false;
    }
    start++;
    size--;
    skip_blanks(&start, &size);
    return size > 1 && start[0] == '"' && start[1] >= ' ';
}

const char *mistaken_for(const uint8_t *start, size_t size)
{
    if (begins_with(start, size, "version https://git-lfs")) {
        return "a pointer of Git LFS and not the file: run `git lfs pull` "
               "where it comes from";
    }
    if (begins_with(start, size, "\xEF\xBB\xBF")) {
        start += 3;
        size -= 3;
    }
    skip_blanks(&start, &size);
    if (begins_with(start, size, "<?xml") || is_json(start, size)) {
        return "a text in XML or JSON and not the file: perhaps a server said "
               "so why it does not send it; open it in an editor";
    }
    if (begins_with(start, size, "<!doctype html") ||
        begins_with(start, size, "<html") ||
        begins_with(start, size, "<head")) {
        return "a web page and not the file: the download went wrong; open it "
               "in a browser to see why";
    }
    return NULL;
}
