// # One writer, because there is one program
//
// In a browser a program runs alone, with files of its own that live in memory.
// **Whom could it have to wait for?** Nobody. So a claim is a name and no lock,
// where [others](../claim.c) ask the system for one.
#include "system/claim.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* the claims of this program: two names of one file are told by it */
static Claim *claims;

static char *joined(const char *path, const char *ending)
{
    const size_t length = strlen(path), more = strlen(ending) + 1;
    char *name = allocate(length + more, 1);
    memcpy(name, path, length);
    memcpy(name + length, ending, more);
    return name;
}

Claim *claim_take(const char *path, Error *error)
{
    Claim *c = claims;
    (void)error;
    while (c != NULL && strcmp(c->path, path) != 0) {
        c = c->next;
    }
    if (c == NULL) {
        c = allocate(1, sizeof *c);
        *c = (Claim){.path = joined(path, ""),
                     .temporary = joined(path, ".unfinished"),
                     .next = claims};
        claims = c;
    }
    c->holders++;
    unlink(c->temporary);
    return c;
}

void claim_release(Claim *claim)
{
    Claim **place = &claims;
    if (claim == NULL || --claim->holders > 0) {
        return;
    }
    unlink(claim->temporary);
    while (*place != claim) {
        place = &(*place)->next;
    }
    *place = claim->next;
    free(claim->path);
    free(claim->temporary);
    free(claim);
}
