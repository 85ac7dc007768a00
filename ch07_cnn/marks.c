// # What hangs together
//
// A picture of a note holds a digit, a speck of dust, the edge of the table. **How does a
// program see that these are three things?** It goes from pixel to pixel: what it
// can reach over ink alone is one thing, a **connected component** (连通域).
#include "marks.h"

#include <stdlib.h>
#include <string.h>

Box box_around(Box a, Box b)
{
    return (Box){a.top < b.top ? a.top : b.top,
                 a.bottom > b.bottom ? a.bottom : b.bottom,
                 a.left < b.left ? a.left : b.left,
                 a.right > b.right ? a.right : b.right};
}

int box_side(Box box)
{
    const int height = box.bottom - box.top, width = box.right - box.left;
    return height > width ? height : width;
}

bool box_touches(Box box, const Photo *photo)
{
    return box.top == 0 || box.left == 0 || box.bottom == photo->height ||
           box.right == photo->width;
}

// ## One after the other
//
// Whoever finds ink that is nobody's begins a mark with it. All pixels of the mark whose
// neighbours have not been looked at wait on a stack. The stack begins with one; each
// that is taken from it puts its eight neighbours there, if they are inked and
// nobody's. When the stack is empty, the mark is whole. Each pixel is put there once, so
// the stack is never larger than the picture.
typedef struct {
    const Photo *ink;
    Marks *marks;
    int threshold;
    int *waiting, count;
} Search;

static void take_pixel(Search *s, int p)
{
    const int row = p / s->ink->width, column = p % s->ink->width;
    const double ink = s->ink->grey[p] / 255.0;
    Mark *mark = &s->marks->list[s->marks->count - 1];
    mark->box =
        box_around(mark->box, (Box){row, row + 1, column, column + 1});
    mark->pixels++;
    mark->power += ink * ink;
    s->marks->owner[p] = s->marks->count - 1;
    s->waiting[s->count++] = p;
}

static bool is_nobodys(const Search *s, int p)
{
    return s->ink->grey[p] >= s->threshold && s->marks->owner[p] < 0;
}

static void take_neighbours(Search *s, int p)
{
    const int W = s->ink->width, row = p / W, column = p % W;
    for (int i = row - 1; i <= row + 1; i++) {
        for (int j = column - 1; j <= column + 1; j++) {
            const bool inside =
                i >= 0 && i < s->ink->height && j >= 0 && j < W;
            if (inside && is_nobodys(s, i * W + j)) {
                take_pixel(s, i * W + j);
            }
        }
    }
}

// Whenever the list of marks is full, it grows to twice its length.
static void begin_mark(Search *s, int p)
{
    Marks *m = s->marks;
    if ((m->count & (m->count - 1)) == 0) {
        const size_t count = (size_t)m->count;
        Mark *list = allocate(count == 0 ? 1 : 2 * count, sizeof *list);
        if (count > 0) {
            memcpy(list, m->list, count * sizeof *list);
        }
        free(m->list);
        m->list = list;
    }
    const int row = p / s->ink->width, column = p % s->ink->width;
    m->list[m->count++] =
        (Mark){.box = {row, row + 1, column, column + 1}, .group = -1};
    take_pixel(s, p);
    while (s->count > 0) {
        take_neighbours(s, s->waiting[--s->count]);
    }
}

void marks_find(Marks *marks, const Photo *ink, int threshold)
{
    const int size = ink->height * ink->width;
    marks->owner = allocate((size_t)size, sizeof *marks->owner);
    memset(marks->owner, -1, (size_t)size * sizeof *marks->owner);
    Search s = {ink, marks, threshold,
                allocate((size_t)size, sizeof *s.waiting), 0};
    for (int p = 0; p < size; p++) {
        if (is_nobodys(&s, p)) {
            begin_mark(&s, p);
        }
    }
    free(s.waiting);
}

void marks_clear(Marks *marks)
{
    free(marks->list);
    free(marks->owner);
    *marks = (Marks){0};
}
