// # Finding the ink
//
// A network that learnt from MNIST has only seen digits of one kind: white
// ink on black, 20 pixels long, in the middle of $28 \times 28$. **How does a
// photo of a note become such images?** [paper](paper.c) measures how much ink each place
// has, [lines](lines.c) takes away what the paper was printed with, and
// [marks](marks.c) finds what hangs together, and [parts](parts.c) which of that is one
// digit. If all of the sheet is to be seen, [table](table.c) takes away what lies around it.
// Here it is decided which marks count, how large a digit is, and where its
// middle is.
#include "ink.h"

#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "lines.h"
#include "paper.h"
#include "parts.h"
#include "table.h"

enum {
    MOST_PATCHES = 4 * INK_MOST
}; /* that may be digits, or parts of one */

typedef struct {
    Photo ink;           /* how much, at each place */
    Marks marks;         /* what hangs together */
    double paper, level; /* the ink of paper, and of ink */
    double power;        /* of the marks that count and stand out */
    int chosen, specks;  /* marks that count, and those that are too small */
    bool lines, edge;    /* what was taken away, or left out */
    bool cut;            /* all that is there touches the edge */
} Sheet;

static void sheet_clear(Sheet *sheet)
{
    photo_clear(&sheet->ink);
    marks_clear(&sheet->marks);
    *sheet = (Sheet){0};
}

// ## What counts as ink?
//
// [paper](paper.c) splits the amounts of ink into two groups. The means of the groups are
// what paper and ink have.
static int amount(const Sheet *sheet, double share)
{
    return (int)(sheet->paper + share * (sheet->level - sheet->paper) + 1);
}

// ## What is no writing
//
// The edge of a table, a frame, the next sheet: ink that lies along a whole side of
// the picture, or nearly so. It is taken away. What is left may be much paler, and so the
// amounts are looked at again.
static int touched(const Marks *m, int mark, int first, int stride, int count)
{
    int touched = 0;
    for (int i = 0; i < count; i++) {
        touched += m->owner[first + i * stride] == mark;
    }
    return touched;
}

static bool lies_along_a_side(const Marks *m, int mark, const Photo *ink)
{
    const int H = ink->height, W = ink->width;
    return 10 * touched(m, mark, 0, 1, W) > 8 * W ||
           10 * touched(m, mark, (H - 1) * W, 1, W) > 8 * W ||
           10 * touched(m, mark, 0, W, H) > 8 * H ||
           10 * touched(m, mark, W - 1, W, H) > 8 * H;
}

// Its soft edge goes with it, or it would stay as a ring.
static void erase_around(Sheet *sheet, int row, int column)
{
    enum { SOFT = 2 };
    for (int i = row - SOFT; i <= row + SOFT; i++) {
        for (int j = column - SOFT; j <= column + SOFT; j++) {
            if (i >= 0 && i < sheet->ink.height && j >= 0 &&
                j < sheet->ink.width) {
                sheet->ink.grey[i * sheet->ink.width + j] = 0;
            }
        }
    }
}

static void erase(Sheet *sheet, int mark)
{
    const int size = sheet->ink.height * sheet->ink.width;
    for (int p = 0; p < size; p++) {
        if (sheet->marks.owner[p] == mark) {
            erase_around(sheet, p / sheet->ink.width, p % sheet->ink.width);
        }
    }
}

static bool take_away_sides(Sheet *sheet)
{
    bool found = false;
    for (int i = 0; i < sheet->marks.count; i++) {
        if (box_touches(sheet->marks.list[i].box, &sheet->ink) &&
            lies_along_a_side(&sheet->marks, i, &sheet->ink)) {
            erase(sheet, i);
            found = true;
        }
    }
    return found;
}

// Paper alone has some ink, too: its grain.
static bool find_marks(Sheet *sheet)
{
    enum { CONTRAST = 20 }; /* of 255, at least */
    marks_clear(&sheet->marks);
    paper_split(&sheet->paper, &sheet->level, &sheet->ink);
    if (sheet->level - sheet->paper < CONTRAST) {
        return false;
    }
    marks_find(&sheet->marks, &sheet->ink, amount(sheet, 0.5));
    return true;
}

static bool is_large(const Photo *photo, Box box)
{
    enum { SMALL = 16 }; /* of the longer side of the picture */
    const int H = photo->height, W = photo->width;
    return SMALL * box_side(box) >= (H > W ? H : W);
}

static bool has_inner_mark(const Sheet *sheet)
{
    for (int i = 0; i < sheet->marks.count; i++) {
        const Box box = sheet->marks.list[i].box;
        if (!box_touches(box, &sheet->ink) && is_large(&sheet->ink, box)) {
            return true;
        }
    }
    return false;
}

// A digit that fills its picture to the edges may have a straight line that looks like one of
// the paper, or like an edge. So if nothing is left afterwards, nothing was to be taken away.
static void look_again(Sheet *sheet, bool with_care)
{
    enum { ROUNDS = 4 };
    paper_split(&sheet->paper, &sheet->level, &sheet->ink);
    if (with_care && sheet->level - sheet->paper > 1) {
        sheet->lines = lines_take_away(&sheet->ink, amount(sheet, 0.3));
    }
    for (int round = 0; round < ROUNDS && find_marks(sheet) && with_care &&
                        take_away_sides(sheet);
         round++) {
        sheet->edge = true;
    }
}

static void look_at(Sheet *sheet, const Photo *photo, bool light)
{
    paper_take_away(&sheet->ink, photo, light);
    look_again(sheet, true);
    if ((sheet->lines || sheet->edge) && !has_inner_mark(sheet)) {
        photo_clear(&sheet->ink);
        sheet->lines = sheet->edge = false;
        paper_take_away(&sheet->ink, photo, light);
        look_again(sheet, false);
    }
}

// ## Which marks count?
//
// What touches the edge is left out if something large enough does not. So is a frame: a mark
// with another one inside, unless that is small. And so is everything that is much
// smaller than the largest: dust.
enum {
    SPECK = 5
}; /* what is smaller than this part of the largest is dust */

static bool lies_in(Box inner, Box outer)
{
    return inner.top > outer.top && inner.bottom < outer.bottom &&
           inner.left > outer.left && inner.right < outer.right;
}

// What lies inside of a mark has its pixels in the box of the mark, so only those are looked
// at. To compare every mark with every other one would be short to write. But anybody can send
// a picture with a hundred thousand dots, and those are ten billion pairs.
static bool is_frame(const Sheet *sheet, int mark)
{
    const Marks *m = &sheet->marks;
    const Box box = m->list[mark].box;
    for (int i = box.top + 1; i < box.bottom - 1; i++) {
        for (int j = box.left + 1; j < box.right - 1; j++) {
            const int inner = m->owner[i * sheet->ink.width + j];
            if (inner >= 0 && lies_in(m->list[inner].box, box) &&
                SPECK * box_side(m->list[inner].box) > box_side(box)) {
                return true;
            }
        }
    }
    return false;
}

static void choose_marks(Sheet *sheet)
{
    const bool inner = has_inner_mark(sheet);
    int largest = 0;
    Mark *list = sheet->marks.list;
    for (int i = 0; i < sheet->marks.count; i++) {
        const bool touches = box_touches(list[i].box, &sheet->ink);
        const bool out = (inner && touches) || is_frame(sheet, i);
        list[i].group = out ? -1 : i;
        largest = !out && box_side(list[i].box) > largest
                      ? box_side(list[i].box)
                      : largest;
    }
    for (int i = 0; i < sheet->marks.count; i++) {
        const bool small = SPECK * box_side(list[i].box) < largest;
        sheet->edge |= list[i].group < 0 && !small;
        sheet->specks += small;
        list[i].group = small ? -1 : list[i].group;
        sheet->chosen += list[i].group >= 0;
    }
    sheet->cut = !inner;
}

// ## Dark or light?
//
// We look for dark ink, and for light ink. Of a dark 8 the second finds the two holes, and
// of ruled paper the gaps between the lines. But those are as light as all the paper around,
// so they do not stand out: of the marks that count, only those are compared whose
// surroundings are far from their grey. And the ink of the one must not be much paler than that of the other: the
// grain of the paper is. The square of the ink counts, so that much grey does not
// outweigh a little black.
static int middle_grey(const Photo *photo, Box box)
{
    int count[256] = {0}, grey = 0;
    for (int i = box.top; i < box.bottom; i++) {
        for (int j = box.left; j < box.right; j++) {
            count[photo->grey[i * photo->width + j]]++;
        }
    }
    int rest = (box.bottom - box.top) * (box.right - box.left) / 2;
    while (rest >= count[grey]) {
        rest -= count[grey++];
    }
    return grey;
}

static Box surroundings(const Photo *photo, Box box)
{
    const int H = photo->height, W = photo->width;
    const int least = (H > W ? H : W) / 8, side = box_side(box);
    const int more = side > least ? side : least;
    const Box wide = {box.top - more, box.bottom + more, box.left - more,
                      box.right + more};
    return (Box){
        wide.top > 0 ? wide.top : 0, wide.bottom < H ? wide.bottom : H,
        wide.left > 0 ? wide.left : 0, wide.right < W ? wide.right : W};
}

static double mean_grey(const Marks *m, int mark, const Photo *photo)
{
    const Box box = m->list[mark].box;
    double sum = 0;
    for (int i = box.top; i < box.bottom; i++) {
        for (int j = box.left; j < box.right; j++) {
            const int p = i * photo->width + j;
            sum += m->owner[p] == mark ? photo->grey[p] : 0;
        }
    }
    return sum / m->list[mark].pixels;
}

static bool stands_out(const Sheet *sheet, int mark, const Photo *photo,
                       bool light)
{
    const Box around = surroundings(photo, sheet->marks.list[mark].box);
    const int paper = middle_grey(photo, around);
    const double ink = mean_grey(&sheet->marks, mark, photo);
    const int whole = paper_way(light ? 255 - paper : paper);
    const double way = light ? ink - paper : paper - ink;
    return 2 * FULL_INK * way > (sheet->level - sheet->paper) * whole;
}

static void measure_power(Sheet *sheet, const Photo *photo, bool light)
{
    for (int i = 0; i < sheet->marks.count; i++) {
        const Mark *mark = &sheet->marks.list[i];
        if (mark->group >= 0 && is_large(&sheet->ink, mark->box) &&
            stands_out(sheet, i, photo, light)) {
            sheet->power += mark->power;
        }
    }
}

static bool is_clearer(const Sheet *a, const Sheet *b)
{
    const double level = a->level - a->paper, other = b->level - b->paper;
    return 2 * level > other && a->power > b->power;
}

static void look_for_both(Sheet *sheet, const Photo *photo)
{
    Sheet other = {0};
    look_at(sheet, photo, false);
    look_at(&other, photo, true);
    choose_marks(sheet);
    choose_marks(&other);
    measure_power(sheet, photo, false);
    measure_power(&other, photo, true);
    if (is_clearer(&other, sheet)) {
        const Sheet dark = *sheet;
        *sheet = other;
        other = dark;
    }
    sheet_clear(&other);
}

// ## How large, and where to?
//
// A pixel of the result covers a square of the picture, $s$ pixels wide, where $s$
// is the longer side of the box divided by 20. Its ink is the mean over the square.
// A pixel at the edge counts with the part that lies inside (anti-aliasing, 抗锯齿).
static double overlap(double from, double to, int pixel)
{
    return fmin(to, pixel + 1) - fmax(from, pixel);
}

static double mean_ink(const Photo *stain, double top, double left, double s)
{
    const int first_row = (int)fmax(floor(top), 0);
    const int last_row = (int)fmin(ceil(top + s), stain->height);
    const int first = (int)fmax(floor(left), 0);
    const int last = (int)fmin(ceil(left + s), stain->width);
    double sum = 0;
    for (int i = first_row; i < last_row; i++) {
        for (int j = first; j < last; j++) {
            sum += stain->grey[i * stain->width + j] *
                   overlap(top, top + s, i) * overlap(left, left + s, j);
        }
    }
    return sum / (s * s);
}

// The result begins so that the centre of mass is in its middle, 14 pixels from
// the edge. If part of the digit would then stand outside, it is moved back.
static double begin(double centre, double s, int first, int end)
{
    const double start = centre - s * INK_SIDE / 2;
    return fmax(fmin(start, first), end - s * INK_SIDE);
}

// The box is drawn around all pixels with at least half of the ink that a pixel can
// have. The **centre of mass** (质心) is the mean place of their ink: a 6 is heavy
// below, so its centre is below the middle of its box.
typedef struct {
    Box box;
    double row, column;
} Place;

static Place find_place(const Photo *stain)
{
    Place place = {{stain->height, 0, stain->width, 0}, 0, 0};
    double mass = 0;
    for (int i = 0; i < stain->height; i++) {
        for (int j = 0; j < stain->width; j++) {
            const double ink = stain->grey[i * stain->width + j];
            if (ink >= 128) {
                place.box = box_around(place.box, (Box){i, i + 1, j, j + 1});
                mass += ink;
                place.row += ink * (i + 0.5);
                place.column += ink * (j + 0.5);
            }
        }
    }
    place.row /= mass;
    place.column /= mass;
    return place;
}

void ink_centre(uint8_t *pixels, const Photo *stain)
{
    const Place place = find_place(stain);
    const Box box = place.box;
    const double s = (double)box_side(box) / INK_BOX;
    const double top = begin(place.row, s, box.top, box.bottom);
    const double left = begin(place.column, s, box.left, box.right);
    for (int i = 0; i < INK_SIDE; i++) {
        for (int j = 0; j < INK_SIDE; j++) {
            const double ink = mean_ink(stain, top + s * i, left + s * j, s);
            pixels[i * INK_SIDE + j] = (uint8_t)(fmin(ink, 255) + 0.5);
        }
    }
}

// ## A digit alone
//
// Only the marks of the digit are taken, with their soft edges. What its ink has is
// measured once more, here: a pen gets paler. The outer quarters of the way from paper to
// ink are cut off: they hold the grain of the paper and the shine of the ink. Around
// the digit some room is left, for the next step.
static double level_of(const Sheet *sheet, int group, Box box)
{
    const Marks *m = &sheet->marks;
    double sum = 0, count = 0;
    for (int i = box.top; i < box.bottom; i++) {
        for (int j = box.left; j < box.right; j++) {
            const int p = i * sheet->ink.width + j;
            if (m->owner[p] >= 0 && m->list[m->owner[p]].group == group) {
                sum += sheet->ink.grey[p];
                count++;
            }
        }
    }
    return sum / count;
}

static Photo take_out(const Sheet *sheet, int group, Box box)
{
    const Marks *m = &sheet->marks;
    const double level = level_of(sheet, group, box);
    const int margin = box_side(box) / INK_BOX + 1;
    Photo stain = {box.bottom - box.top + 2 * margin,
                   box.right - box.left + 2 * margin, NULL};
    stain.grey = allocate((size_t)stain.height * (size_t)stain.width, 1);
    for (int i = box.top; i < box.bottom; i++) {
        for (int j = box.left; j < box.right; j++) {
            const int p = i * sheet->ink.width + j;
            const double x =
                (sheet->ink.grey[p] - sheet->paper) / (level - sheet->paper);
            if (m->owner[p] < 0 || m->list[m->owner[p]].group == group) {
                stain.grey[(i - box.top + margin) * stain.width + j -
                           box.left + margin] =
                    (uint8_t)(255 * fmin(fmax(2 * (x - 0.25), 0), 1));
            }
        }
    }
    return stain;
}

// ## As thick as in MNIST
//
// A fine pen leaves strokes that are a hundredth as thick as the digit is long. In the small
// image they would be pale, and the network has seen nothing like that: of the digits of
// MNIST, five of six have strokes that are thicker than two pixels. So what is thinner grows
// to all sides, until it is nearly two pixels thick. Only ink grows: what is paler than half
// of it may be a printed dot.
//
// **How thick is a stroke?** One of length $l$ and thickness $d$ has an area of $l d$ and,
// on its two sides, edges of $2l$. So $d$ is twice the area divided by the edges. To
// count the edges is to count neighbours of which one has ink and the other has none. A
// slanting edge is counted as a stair, which is longer: by $4 / \pi$ on the average over
// all directions.
static bool is_inked(const Photo *stain, int row, int column)
{
    return stain->grey[row * stain->width + column] >= 128;
}

static double thickness(const Photo *stain)
{
    const double PI = 3.14159265358979323846;
    double area = 0, edges = 0;
    for (int i = 1; i < stain->height; i++) {
        for (int j = 1; j < stain->width; j++) {
            const bool ink = is_inked(stain, i, j);
            area += ink;
            edges += ink != is_inked(stain, i - 1, j);
            edges += ink != is_inked(stain, i, j - 1);
        }
    }
    return 2 * area / (edges * PI / 4);
}

static void thicken(Photo *stain, Box box)
{
    const double wanted = 2.0 * box_side(box) / INK_BOX;
    const double reach = (wanted - thickness(stain)) / 2 + 0.5;
    if (reach >= 1) { /* no number, if nothing is inked */
        for (int p = 0; p < stain->height * stain->width; p++) {
            stain->grey[p] = stain->grey[p] < 128 ? 0 : stain->grey[p];
        }
        paper_lightest(stain, (int)reach);
    }
}

// ## In the order of reading
//
// The topmost digit begins a row. All whose middle is above the foot of the row stand in it,
// and the foot of the row is that of its longest digit. They are read from left to right.
static int middle(Box box) { return (box.top + box.bottom) / 2; }

static int topmost(const Box *boxes, const int *groups, int count)
{
    int top = -1;
    for (int i = 0; i < count; i++) {
        if (groups[i] >= 0 && (top < 0 || boxes[i].top < boxes[top].top)) {
            top = i;
        }
    }
    return top;
}

static int foot_of_row(const Box *boxes, const int *groups, int count)
{
    const int top = topmost(boxes, groups, count);
    int foot = top < 0 ? 0 : boxes[top].bottom, before;
    do {
        before = foot;
        for (int i = 0; i < count; i++) {
            if (groups[i] >= 0 && middle(boxes[i]) < foot &&
                boxes[i].bottom > foot) {
                foot = boxes[i].bottom;
            }
        }
    } while (foot > before);
    return foot;
}

static int first_of(const Box *boxes, const int *groups, int count, int foot)
{
    int first = -1;
    for (int i = 0; i < count; i++) {
        if (groups[i] >= 0 && middle(boxes[i]) < foot &&
            (first < 0 || boxes[i].left < boxes[first].left)) {
            first = i;
        }
    }
    return first;
}

typedef struct {
    int k, top, left; /* how much smaller, and where the sheet began */
} Origin;

// Of a crowded sheet the first hundred are read, and the others are counted.
static void read_group(Ink *ink, const Sheet *sheet, int group, Box box,
                       Origin from)
{
    if (ink->count == INK_MOST) {
        ink->more++;
        return;
    }
    InkDigit *digit = &ink->digits[ink->count++];
    Photo stain = take_out(sheet, group, box);
    thicken(&stain, box);
    ink_centre(digit->pixels, &stain);
    photo_clear(&stain);
    digit->box = (Box){
        from.k * (from.top + box.top), from.k * (from.top + box.bottom),
        from.k * (from.left + box.left), from.k * (from.left + box.right)};
}

static void read_in_order(Ink *ink, const Sheet *sheet, Origin from)
{
    Box boxes[MOST_PATCHES];
    int groups[MOST_PATCHES], count = 0;
    for (int i = 0; i < sheet->marks.count; i++) {
        if (sheet->marks.list[i].group == i) {
            boxes[count] = sheet->marks.list[i].whole;
            groups[count++] = i;
        }
    }
    ink->digits = allocate((size_t)(count < INK_MOST ? count : INK_MOST),
                           sizeof *ink->digits);
    for (int foot; (foot = foot_of_row(boxes, groups, count)) > 0;) {
        for (int i; (i = first_of(boxes, groups, count, foot)) >= 0;) {
            read_group(ink, sheet, groups[i], boxes[i], from);
            groups[i] = -1;
        }
    }
}

// ## The form of MNIST
//
// A picture of $28 \times 28$ pixels whose digit is 20 long, with its centre in the
// middle, is one of MNIST already, or its negative.
static bool has_own_frame(uint8_t *pixels, const Photo *photo)
{
    if (photo->height != INK_SIDE || photo->width != INK_SIDE) {
        return false;
    }
    const int turn = photo->grey[0] > 127 ? 255 : 0;
    for (int p = 0; p < INK_SIDE * INK_SIDE; p++) {
        pixels[p] = (uint8_t)abs(turn - photo->grey[p]);
    }
    const Place place = find_place(&(Photo){INK_SIDE, INK_SIDE, pixels});
    return abs(box_side(place.box) - INK_BOX + 1) <= 1 &&
           fabs(place.row - INK_SIDE / 2.0) < 1.5 &&
           fabs(place.column - INK_SIDE / 2.0) < 1.5;
}

static void take_as_it_is(Ink *ink, const uint8_t *pixels)
{
    ink->count = 1;
    ink->as_it_was = true;
    ink->digits = allocate(1, sizeof *ink->digits);
    memcpy(ink->digits->pixels, pixels, sizeof ink->digits->pixels);
    ink->digits->box = (Box){0, INK_SIDE, 0, INK_SIDE};
}

// ## All of it
//
// The steps in order: which marks belong to digits, what lay in the way, and the digits
// themselves, in the middle of their frames.
static bool read_sheet(Ink *ink, Sheet *sheet, Origin from, const char *name,
                       Error *error)
{
    ink->lines = sheet->lines;
    ink->edge = sheet->edge;
    ink->cut = sheet->cut;
    ink->specks = sheet->specks;
    if (sheet->chosen == 0) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: no digit to be seen; all pixels have nearly the "
                    "same grey",
                    name);
    }
    if (sheet->chosen > MOST_PATCHES) {
        return fail(error, EXIT_BAD_FILE,
                    "%s: no digit to be seen; there are %d patches of ink, "
                    "as in a pattern",
                    name, sheet->chosen);
    }
    ink->shapes = parts_join(&sheet->marks);
    read_in_order(ink, sheet, from);
    return true;
}

// A sheet on a table is looked at alone, unless nothing is on it.
static bool look_at_sheet(Sheet *sheet, Origin *from, const Photo *photo)
{
    Photo alone = {0};
    Box box;
    if (table_take_away(&alone, &box, photo)) {
        look_for_both(sheet, &alone);
        photo_clear(&alone);
        sheet->edge = true;
        from->top = box.top;
        from->left = box.left;
    }
    return sheet->chosen > 0;
}

// A picture that is many hundred times as long as wide has nothing left of its width when its
// length is made small enough.
static bool is_no_strip(const Photo *photo, const char *name, Error *error)
{
    const int H = photo->height, W = photo->width;
    const int longer = H > W ? H : W, shorter = H > W ? W : H;
    return longer <= PAPER_SIDE * shorter ||
           fail(error, EXIT_BAD_FILE,
                "%s: no digit to be seen; %d x %d pixels are a strip, more "
                "than %d times as %s",
                name, W, H, PAPER_SIDE,
                H > W ? "tall as wide" : "wide as tall");
}

bool ink_find(Ink *ink, const Photo *photo, const char *name, Error *error)
{
    uint8_t pixels[INK_SIDE * INK_SIDE];
    Photo small;
    Sheet sheet = {0};
    if (has_own_frame(pixels, photo)) {
        take_as_it_is(ink, pixels);
        return true;
    }
    if (!is_no_strip(photo, name, error)) {
        return false;
    }
    Origin from = {.k = paper_smaller(&small, photo)};
    if (!look_at_sheet(&sheet, &from, &small)) {
        sheet_clear(&sheet);
        from = (Origin){.k = from.k};
        look_for_both(&sheet, &small);
    }
    const bool ok = read_sheet(ink, &sheet, from, name, error);
    sheet_clear(&sheet);
    photo_clear(&small);
    return ok;
}

void ink_clear(Ink *ink)
{
    free(ink->digits);
    *ink = (Ink){0};
}
