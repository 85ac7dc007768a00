#include "system/mistaken.h"

#include <criterion/criterion.h>
#include <string.h>

static const char lfs[] = "a pointer of Git LFS and not the file: run `git "
                          "lfs pull` where it comes from",
                  text[] = "a text in XML or JSON and not the file: perhaps "
                           "a server said so why it does not send it; open "
                           "it in an editor",
                  page[] = "a web page and not the file: the download went "
                           "wrong; open it in a browser to see why";

/* Only the first size bytes were given. What stands behind them would change the answer. */
Test(mistaken, a_file_is_known_by_its_first_bytes)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *what; /* NULL: it may be the file */
    } cases[] = {
        {"version https://git-lfs", 23, lfs},
        {"Version HTTPS://git-lfs.github.com", 34, lfs},
        {"version https://git-lfs", 22, NULL},
        {"<?xml version", 13, text},
        {"<?xml", 5, text},
        {"<?xml", 4, NULL},
        {"{\"a", 3, text},
        {"{ \t\r\n\"a", 7, text},
        {"{\" ", 3, text},
        {"{\"a", 2, NULL},
        {"{\"\1aa", 5, NULL},
        {"{ a\"", 4, NULL},
        {"{xaa", 4, NULL},
        {"x\"aa", 4, NULL},
        {"{\0\"aa", 5, NULL},
        {"<!DOCTYPE html>", 15, page},
        {"<!doctype html", 14, page},
        {"<!doctype html", 13, NULL},
        {"<html", 5, page},
        {"<HTML lang", 10, page},
        {"<html", 4, NULL},
        {"<head", 5, page},
        {"<head", 4, NULL},
        {" \t\r\n<html", 9, page},
        {"  <html", 6, NULL},
        {"  <html", 2, NULL},
        {"\0<html", 6, NULL},
        {"\xEF\xBB\xBF<html", 8, page},
        {"\xEF\xBB\xBF <html", 9, page},
        {"\xEF\xBB\xBF<html", 7, NULL},
        {"\xEF\xBB<html", 7, NULL},
        {"", 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *what =
            mistaken_for((const uint8_t *)cases[i].bytes, cases[i].size);
        cr_assert((what == NULL) == (cases[i].what == NULL) &&
                      (what == NULL || strcmp(what, cases[i].what) == 0),
                  "case %zu: %s", i, what != NULL ? what : "the file");
    }
}
