/** @file utf8.h
 *  @ingroup ch01
 *  Text that comes from outside: which bytes are characters, and a form of it
 *  that may be printed anywhere. */
#ifndef UTF8_H
#define UTF8_H

/** The number of bytes of the first character of text, and its number in
 *  Unicode in code. Returns 0 if text is empty or does not begin with a
 *  character in UTF-8 (RFC 3629). */
int utf8_read(const char *text, unsigned *code);

/** A copy of text in one line of good UTF-8: control characters become
 *  blanks, each byte that is not part of a character becomes a question mark.
 *  The caller owns it. */
char *utf8_clean(const char *text);

#endif
