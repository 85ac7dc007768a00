// # A sheet on a table
//
// The photo shows the whole sheet, and wood around it: its grain and its scratches are ink
// like any other, and the sheet is one large light patch. **Where does the paper end?** It has
// four corners, and what lies around it has another grey.
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "paper.h"

// ## Four corners
//
// Going down and to the right, the last pixel of the sheet is its corner below on the right: no
// other has a larger sum of row and column. The other three are found in the same way, with
// other signs. So it is, if the sheet is not turned too far.
typedef struct {
    int row, column;
} Point;

typedef struct {
    Point corners[4];  /* from above on the left, with the clock */
    int *first, *last; /* its columns in each row of the picture; owned */
} Field;

static void take_corners(Field *f, Point p)
{
    static const Point ways[] = {{-1, -1}, {-1, 1}, {1, 1}, {1, -1}};
    for (int c = 0; c < 4; c++) {
        const Point way = ways[c], best = f->corners[c];
        if (way.row * (p.row - best.row) +
                way.column * (p.column - best.column) >
            0) {
            f->corners[c] = p;
        }
    }
}

static void find_field(Field *f, const Marks *m, int mark, int width)
{
    const Box box = m->list[mark].box;
    for (int c = 0; c < 4; c++) {
        f->corners[c] =
            (Point){(box.top + box.bottom) / 2, (box.left + box.right) / 2};
    }
    for (int i = box.top; i < box.bottom; i++) {
        f->first[i] = box.right;
        for (int j = box.left; j < box.right; j++) {
            if (m->owner[i * width + j] == mark) {
                f->first[i] = j < f->first[i] ? j : f->first[i];
                f->last[i] = j;
                take_corners(f, (Point){i, j});
            }
        }
    }
}

// The area between four corners is half the sum of $x_k y_{k+1} - x_{k+1} y_k$ around them.
static double area(const Point *corners)
{
    double sum = 0;
    for (int c = 0; c < 4; c++) {
        const Point a = corners[c], b = corners[(c + 1) % 4];
        sum += (double)a.column * b.row - (double)b.column * a.row;
    }
    return sum / 2;
}

static bool lies_inside(const Field *f, Box box, int row, int column)
{
    return row >= box.top && row < box.bottom && column >= f->first[row] &&
           column <= f->last[row];
}

// ## Is it a sheet?
//
// It has straight sides. So we go along the lines from corner to corner: at nearly all places
// there is sheet a little farther inside, and none a little farther outside.
static bool is_side(const Field *f, Box box, Point a, Point b)
{
    enum { STEPS = 20, NEAR = 20 };
    const int row = (box.top + box.bottom) / 2;
    const int column = (box.left + box.right) / 2;
    int good = 0;
    for (int k = 1; k < STEPS; k++) {
        const Point p = {a.row + (b.row - a.row) * k / STEPS,
                         a.column + (b.column - a.column) * k / STEPS};
        const int down = (row - p.row) / NEAR;
        const int right = (column - p.column) / NEAR;
        good += lies_inside(f, box, p.row + down, p.column + right) &&
                !lies_inside(f, box, p.row - down, p.column - right);
    }
    return 10 * good >= 9 * (STEPS - 1);
}

// And four fifths of it at least are paper.
static bool is_sheet(const Field *f, const Mark *mark)
{
    bool sides = 5 * mark->pixels > 4 * area(f->corners);
    for (int c = 0; c < 4; c++) {
        sides = sides &&
                is_side(f, mark->box, f->corners[c], f->corners[(c + 1) % 4]);
    }
    return sides;
}

static bool is_large(Box box, const Photo *photo)
{
    enum { LEAST = 8 }; /* part of the picture */
    return LEAST * (double)(box.bottom - box.top) * (box.right - box.left) >
           (double)photo->height * photo->width;
}

// ## Only the sheet
//
// Its edges are soft, so a little is taken off all around.
static void cut_out(Photo *sheet, const Field *f, const Marks *m, int mark,
                    const Photo *photo)
{
    enum { SOFT = 3 };
    const Box b = m->list[mark].box;
    const int W = photo->width;
    double sum = 0;
    for (int p = 0; p < photo->height * W; p++) {
        sum += m->owner[p] == mark ? photo->grey[p] : 0;
    }
    *sheet = (Photo){b.bottom - b.top, b.right - b.left, NULL};
    sheet->grey = allocate((size_t)sheet->height * (size_t)sheet->width, 1);
    memset(sheet->grey, (int)(sum / m->list[mark].pixels + 0.5),
           (size_t)sheet->height * (size_t)sheet->width);
    for (int i = b.top; i < b.bottom; i++) {
        for (int j = b.left; j < b.right; j++) {
            if (lies_inside(f, b, i - SOFT, j) &&
                lies_inside(f, b, i + SOFT, j) &&
                lies_inside(f, b, i, j - SOFT) &&
                lies_inside(f, b, i, j + SOFT)) {
                sheet->grey[(i - b.top) * sheet->width + j - b.left] =
                    photo->grey[i * W + j];
            }
        }
    }
}

// If there are two, the picture may be a table with cells, and each of them counts.
static bool take_only_sheet(Photo *sheet, Box *box, const Photo *photo,
                            const Photo *bright, int threshold)
{
    Marks marks = {0};
    int found = 0;
    const size_t rows = (size_t)photo->height;
    Field f = {.first = allocate(rows, sizeof *f.first),
               .last = allocate(rows, sizeof *f.last)};
    marks_find(&marks, bright, threshold);
    for (int i = 0; i < marks.count; i++) {
        const Mark *mark = &marks.list[i];
        if (!is_large(mark->box, photo) || box_touches(mark->box, photo)) {
            continue;
        }
        find_field(&f, &marks, i, photo->width);
        if (is_sheet(&f, mark) && found++ == 0) {
            cut_out(sheet, &f, &marks, i, photo);
            *box = mark->box;
        }
    }
    free(f.first);
    free(f.last);
    marks_clear(&marks);
    if (found > 1) {
        photo_clear(sheet);
    }
    return found == 1;
}

// A light sheet is looked for first, then a dark one.
bool table_take_away(Photo *sheet, Box *box, const Photo *photo)
{
    double low, high;
    paper_split(&low, &high, photo);
    const int middle = (int)((low + high) / 2) + 1;
    if (take_only_sheet(sheet, box, photo, photo, middle)) {
        return true;
    }
    Photo negative = paper_negative(photo);
    const bool found =
        take_only_sheet(sheet, box, photo, &negative, 256 - middle);
    photo_clear(&negative);
    return found;
}
