#include "ground/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(utf8, characters_are_read_with_their_numbers)
{
    static const struct {
        const char *text;
        int length;
        unsigned code;
    } cases[] = {
        {"a", 1, 'a'},
        {"é", 2, 0xE9},
        {"精度", 3, 0x7CBE},
        {"\xF0\x9F\x98\x80", 4, 0x1F600},
        {"\xC2\x80", 2, 0x80},             /* the first of two bytes */
        {"\xE0\xA0\x80", 3, 0x800},        /* of three */
        {"\xF0\x90\x80\x80", 4, 0x10000},  /* of four */
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF}, /* the last of all */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned code = 0;
        const int length = utf8_read(cases[i].text, &code);
        cr_assert(length == cases[i].length && code == cases[i].code,
                  "case %zu: %d bytes, %X", i, length, code);
    }
}

Test(utf8, what_is_no_character_is_refused)
{
    static const char *const cases[] = {
        "", /* nothing */
        "\x80",
        "\xBF", /* the middle of a character */
        "\xC3",
        "\xE7\xB2", /* half a character */
        "\xC3(",
        "\xE7\xB2(", /* and then another */
        "\xC0\xAF",
        "\xE0\x80\xAF", /* written too long */
        "\xF0\x80\x80\xAF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",     /* halves of a pair */
        "\xF4\x90\x80\x80", /* beyond the last */
        "\xF8\x90\x80\x80",
        "\xF8\x88\x80\x80\x80", /* five bytes */
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned code = 0;
        const int length = utf8_read(cases[i], &code);
        cr_assert(length == 0, "case %zu: %d bytes, %X", i, length, code);
    }
}

Test(utf8, a_cleaned_text_is_one_line_without_control_characters)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"W_0 & 训练 σ", "W_0 & 训练 σ"},
        {"two\nlines\tand\r\x1b[31m", "two lines and  [31m"},
        {"\x7F\xC2\x85\xC2\x9Fx", "   x"},
        {"a~\x1F!\xC2\xA0\xC2\xA1", "a~ !\xC2\xA0\xC2\xA1"}, /* beside them */
        {"half \xE7\xB2", "half ??"},
        {"\xFF\xFE", "??"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF", "??"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *clean = utf8_clean(cases[i][0]);
        cr_assert(strcmp(clean, cases[i][1]) == 0, "<%s> is not <%s>", clean,
                  cases[i][1]);
        free(clean);
    }
}
