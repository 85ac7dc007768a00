// # Which deep network?
//
// Two networks learn in this chapter, and their weights do not fit each other. **Must
// the reader remember which file belongs to which?** A file of weights says it by its
// names: only the better network has a `gamma1`.
#include "deep_choice.h"

#include <string.h>

#include "files/safetensors.h"

static bool has_gamma(const char *path, bool *found, Error *error)
{
    Safetensors *file = safetensors_open(path, error);
    *found = false;
    for (int i = 0; file != NULL && i < safetensors_count(file); i++) {
        *found = *found || strcmp(safetensors_name(file, i), "gamma1") == 0;
    }
    safetensors_close(file);
    return file != NULL;
}

bool deep_choose(DeepKind *kind, const char *name, const char *weights,
                 Error *error)
{
    bool normalized = true;
    if (name == NULL && weights != NULL &&
        !has_gamma(weights, &normalized, error)) {
        return false;
    }
    if (name != NULL && strcmp(name, "book") != 0 &&
        strcmp(name, "better") != 0) {
        return fail(error, EXIT_USAGE,
                    "--network is book or better, not %.40s", name);
    }
    *kind = name != NULL
                ? (strcmp(name, "book") == 0 ? DEEP_BOOK : DEEP_BETTER)
                : (normalized ? DEEP_BETTER : DEEP_BOOK);
    return true;
}
