// # Another program, in a page
//
// A page starts no programs. **Who draws the figures then?** gnuplot came with
// the page, compiled as this program is, and the [worker](../../../docs/run/worker.js) runs it
// when we ask. The folder `/bin` holds the names of those that came, so what is not
// there is missing as [elsewhere](../process.c).
#include "system/process.h"

#include <stdio.h>
#include <unistd.h>

// Runs the program of words[0] in folder; what it prints comes into messages. Returns
// its status.
__attribute__((import_module("page"), import_name("run"))) int
page_run(const char *const *words, const char *folder, char *messages,
         int size);

bool process_find(const char *name, char *path)
{
    return snprintf(path, PATH_SIZE, "/bin/%s", name) < PATH_SIZE &&
           access(path, F_OK) == 0;
}

bool process_run(const char *const *words, const char *folder, char *messages,
                 Error *error)
{
    char own[MESSAGES_SIZE];
    char *said = messages != NULL ? messages : own;
    return page_run(words, folder, said, MESSAGES_SIZE) == 0 ||
           fail(error, EXIT_IO, "%.300s",
                said[0] != '\0' ? said : "it failed without a word");
}

void process_end_with_parent(long parent) { (void)parent; }

bool process_start(const char *const *words, const char *folder)
{
    (void)words, (void)folder;
    return false;
}
