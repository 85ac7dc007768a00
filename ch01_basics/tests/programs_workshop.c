/* What make hooks and make release refuse; a git and a make that only talk answer, so
 * that no repository is touched. And which files of a data set the site looks at. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

/* In folder, with $TOOLS for tools/build: git says "hooks", or that all is committed;
 * make says what it was asked. */
static Outcome run_with_git(const char *script, const char *folder)
{
    static const char git[] =
        "mkdir -p bin hooks\n"
        "printf '#!/bin/sh\\n[ $1 = status ] || echo hooks\\n' >bin/git\n"
        "printf '#!/bin/sh\\necho make $*\\n' >bin/make\n"
        "chmod +x bin/*\n"
        "PATH=$PWD/bin:$PATH\n";
    static const char *const environment[] = {"TOOLS=" SOURCES "/tools/build",
                                              "MAKE=false", NULL};
    char whole_script[4096];
    snprintf(whole_script, sizeof whole_script, "%s%s", git, script);
    return run_script(whole_script, folder, environment);
}

/* The script, in a folder of its own, has this status and says these words. */
static void expect_script(const char *script, int status, const char *words)
{
    char *folder = make_folder();
    Outcome o = run_with_git(script, folder);
    expect_outcome(&o, status, words);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(hooks, of_somebody_else_stay_as_they_are)
{
    static const struct {
        const char *before; /* makes what is there */
        int status;
        const char *words, *after; /* which is true afterwards */
    } cases[] = {
        {"", 0, "git commit now asks",
         "hooks/pre-commit | grep -x 'make -s formatted translated'"},
        {"\"$TOOLS/hooks\" >/dev/null", 0, "git commit now asks", "true"},
        {"echo mine >hooks/pre-commit", 73, "hooks/pre-commit is not ours",
         "[ \"$(cat hooks/pre-commit)\" = mine ]"},
        {"ln -s nowhere hooks/pre-commit", 73, "hooks/pre-commit is not ours",
         "[ \"$(readlink hooks/pre-commit)\" = nowhere ]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char script[1024];
        snprintf(script, sizeof script,
                 "%s\n\"$TOOLS/hooks\"\nstatus=$?\n"
                 "{ %s; } >/dev/null && [ \"$(ls hooks)\" = pre-commit ] || "
                 "exit 1\n"
                 "exit $status\n",
                 cases[i].before, cases[i].after);
        expect_script(script, cases[i].status, cases[i].words);
    }
}

/* A project that says 1.2.3 and one day everywhere but in one place. What has no words is
 * not refused: then make is called, which does nothing here. */
Test(release, has_one_version_everywhere)
{
    static const struct {
        const char *change, *words;
    } cases[] = {
        {"echo else >CHANGELOG.md", "no text below '## 1.2.3, DATE'"},
        {"printf '## 1.2.3, not released yet\\n\\nWords.\\n' >CHANGELOG.md",
         "CHANGELOG.md says 'not released yet' of 1.2.3"},
        {"echo else >CITATION.cff",
         "CITATION.cff does not say 'version: 1.2.3'"},
        {"echo 'version: 1.2.3' >CITATION.cff",
         "CITATION.cff does not say 'date-released: 2026-12-24'"},
        {"printf 'version: 1.2.3\\ndate-released: 2026-12-23\\n' "
         ">CITATION.cff",
         "CITATION.cff does not say 'date-released: 2026-12-24'"},
        {"echo else >common/system/options.h",
         "say #define VERSION \"1.2.3\" in "},
        {"echo else >README.md", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = make_folder(), script[1024];
        snprintf(script, sizeof script,
                 "mkdir -p tools/build common/system\n"
                 "cp \"$TOOLS/release\" tools/build/\n"
                 "printf '## 1.2.3, 2026-12-24\\n\\nWords.\\n' "
                 ">CHANGELOG.md\n"
                 "printf 'version: 1.2.3\\ndate-released: 2026-12-24\\n' "
                 ">CITATION.cff\n"
                 "echo '#define VERSION \"1.2.3\"' >common/system/options.h\n"
                 "%s\n"
                 "tools/build/release 1.2.3\n",
                 cases[i].change);
        Outcome o = run_with_git(script, folder);
        if (cases[i].words != NULL) {
            expect_outcome(&o, EXIT_BAD_FILE, cases[i].words);
        } else {
            cr_assert(o.status == 1 && strcmp(o.err, "") == 0, "%d %s",
                      o.status, o.err);
        }
        outcome_clear(&o);
        remove_folder(folder);
    }
}

/* What programs find, in whatever layout: of another content, it has another sum. */
Test(data_sums, tell_each_file_that_programs_read)
{
    static const char *const files[] = {
        "train-images-idx3-ubyte", "t10k-labels.idx1-ubyte.gz",
        "MNIST/raw/train-labels-idx1-ubyte", "Train-Images.IDX3-UBYTE",
        "an archive/a/b/c/MNIST/raw/t10k-labels/t10k-labels-idx1-ubyte"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char script[1024];
        snprintf(script, sizeof script,
                 "file='%s'\n"
                 "mkdir -p \"$(dirname \"$file\")\"\n"
                 "echo one >\"$file\" && one=$(\"$TOOLS/data-sums\" .)\n"
                 "echo two >\"$file\" && two=$(\"$TOOLS/data-sums\" .)\n"
                 "[ \"$one\" != \"$two\" ] && echo \"not $one, but $two\"\n",
                 files[i]);
        expect_script(script, EXIT_OK, files[i]);
    }
}
