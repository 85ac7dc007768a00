# docs.mk - the generated explanation: build/docs/html/index.html.
#
#   make docs             makes it
#   make docs-check       looks at it with Chromium, as a reader does; docs-check-all
#                         looks at every page as closely
#   make book             the whole book as one PDF, build/docs/book.pdf
#   make translated       does each Chinese page follow its English one?
#   make zh-mark PAGES=README.zh.md   says that it follows README.md again; so for
#                         docs/zh/ch05_backprop/train.md, the words of train.c
#   make docs REPORT='https://…/issues/new?title={title}&body={page}'   each page leads
#                         there to report a mistake; without it, a text to copy
#   make covered          are the tables of what is shown, taught and tested true?
#   make chain            does each page use only what an earlier one has introduced?
#   make weights-in-python   the listings that carry weights to Python and back
#   make lines-of-python  each line of docs/python.md and docs/reading-c.md, in Python and here
#   make trouble          what docs/trouble.md shows is printed again
#   make picture          draws the picture of README.md again
#   make ch07-record      trains for long, for the pages of ch07_cnn/train_deep.c and train_many.c
#
# This is how:
#
#   1. Each program runs once; its output and figures are kept with its page.
#   2. weave.awk turns each .c file into a Markdown page, prose beside code.
#   3. Doxygen reads those pages, the READMEs and the headers, through
#      md2dox.awk. A warning is an error.
#   4. finish.mjs sets formulas, figures, contents, search and the laboratory.
#
# docs-check then looks for dead links, compares the laboratory with what the
# programs printed, and looks with Chromium as a reader does.
SITE := build/docs

# Chinese pages: x.zh.md beside x.md, and under docs/zh the words of what is code.
docs.zh.words := $(wildcard $(CHAPTERS:%=docs/zh/%/*.md) $(CHAPTERS:%=docs/zh/%/browser/*.md) docs/zh/common/*.md docs/zh/common/*/*.md docs/zh/common/*/*/*.md docs/zh/docs/*.md docs/zh/docs/*/*.md docs/zh/docs/*/*/*.md)
docs.zh.pages := $(foreach w,$(docs.zh.words:docs/zh/%.md=%),$w.zh$(suffix $(firstword $(wildcard $w.c $w.md))))
docs.zh.exercises := $(wildcard $(CHAPTERS:%=docs/zh/%/exercises/*.md))
docs.zh.skeletons := $(docs.zh.exercises:docs/zh/%.md=%/skeleton.zh.c)
docs.zh.tables := docs/programs.zh.md docs/by-number.zh.md docs/how-it-became-fast.zh.md
docs.zh.lists := $(patsubst %,%exercises/README.zh.md,$(sort $(foreach e,$(docs.zh.exercises:docs/zh/%=%),$(firstword $(subst /,/ ,$(e))))))
docs.zh.merge  = LC_ALL=C awk -f docs/tools/zh/units.awk -f docs/tools/zh/chinese.awk -f docs/tools/zh/merge.awk
docs.zh.tools := $(wildcard docs/tools/zh/*.awk)

docs.readmes  := $(wildcard README.md README.zh.md $(CHAPTERS:%=%/README.md) $(CHAPTERS:%=%/README.zh.md) common/README.md common/*/README.md CONTRIBUTING.md CHANGELOG.md docs/*.md docs/lab/*.md docs/run/*.md)
docs.headers  := $(HEADERS) $(wildcard $(CHAPTERS:%=%/*.h))
docs.sources  := $(sort $(COMMON) $(wildcard $(CHAPTERS:%=%/*.c) common/ranks/*.c common/ranks/alone/*.c common/system/browser/*.c $(CHAPTERS:%=%/browser/*.c) docs/lab/*.c docs/run/*/*.c docs/use/*.c))
docs.programs := $(foreach s,$(SHORT),$($(s).programs))
docs.exercises := $(wildcard $(CHAPTERS:%=%/exercises/*/skeleton.c))
docs.lists    := $(patsubst %,%exercises/README.md,$(sort $(foreach e,$(docs.exercises),$(firstword $(subst /,/ ,$(e))))))
docs.zh       := $(docs.zh.pages) $(docs.zh.skeletons)
docs.inputs   := $(docs.readmes) $(docs.headers) $(docs.sources) $(docs.exercises) $(docs.lists) $(docs.zh) $(docs.zh.lists)
docs.pages    := $(patsubst %.c,$(SITE)/pages/%.md,$(docs.sources) $(docs.exercises) $(filter %.c,$(docs.zh))) $(patsubst %,$(SITE)/pages/%,$(filter %.md,$(docs.zh))) $(patsubst %,$(SITE)/pages/%,$(docs.lists) $(docs.zh.lists))
docs.tools    := docs/moved.txt docs/zh/options $(wildcard docs/trouble/*.c) tools/exercises/list $(wildcard docs/*.svg docs/tools/site/*.txt) docs/tools/check/picture $(wildcard docs/weights/*.py docs/tools/*/*.awk docs/tools/*/*.mjs docs/tools/*/*.sed docs/theme/* docs/Doxyfile docs/groups.dox docs/lab/*.js docs/lab/*.css docs/lab/*.html)

# What ./setup --local unpacked comes before what the system has.
docs.share     = $(firstword $(wildcard build/deps/usr/share/$(1) /usr/share/$(1)))
docs.theme    := $(call docs.share,doxygen-awesome-css/doxygen-awesome.css)
docs.katex    := $(patsubst %/katex.js,%,$(call docs.share,javascript/katex/katex.js))
docs.path     := PATH="$$PWD/build/deps/usr/bin:$$PATH"

.PHONY: docs docs-check docs-check-all docs-tools docs-always
docs: $(SITE)/html/index.html

docs-tools:
	@case $$PWD in *[\"\$$\`\\]*) echo 'docs: Doxygen cannot read in a folder with one of " $$ ` \ in its name: move the project' >&2; exit 1 ;; esac
	@missing=; export $(docs.path); \
	for tool in doxygen node gnuplot dot pkg-config; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	[ "$(docs.theme)" ] || missing="$$missing doxygen-awesome-css"; \
	[ "$(docs.katex)" ] || missing="$$missing katex"; \
	[ -z "$$missing" ] || { echo "docs: missing:$$missing; run ./setup --docs" >&2; exit 1; }

# A file of a list or the like is written anew only if it changes; so only then
# it is newer than what was made from it.
docs.keep = { mkdir -p $(@D) && cat >$@.new && if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi; }

# What a program is made of, without prose, reference and empty lines. A run is
# repeated when this has changed, not when the words around it have.
docs.code = sed -e '/precision: double/b' -e '/^ *\/\/\( \|$$\)/d' -e '/^ *\/\*\*.*\*\/$$/d' -e '/^ *\/\*\*/,/\*\//d' -e '/^ *$$/d'
$(SITE)/code/common.txt: $(COMMON) $(filter common/%,$(docs.headers))
	@$(docs.code) $^ </dev/null | $(docs.keep)
define docs_code
$(SITE)/code/$1.txt: $(wildcard $1/*.h) $(patsubst %.h,%.c,$(wildcard $1/*.h)) $(wildcard $1/weights/* $1/samples/*)
	@{ $$(docs.code) $$(filter %.c %.h,$$^); cksum $$(filter-out %.c %.h,$$^); } </dev/null | $$(docs.keep)
endef
$(foreach c,$(CHAPTERS),$(eval $(call docs_code,$(c))))
$(docs.programs:%=$(SITE)/code/%.txt): $(SITE)/code/%.txt: %.c
	@$(docs.code) $< | $(docs.keep)

# What else decides what a run prints and draws: compiler, tools, the data.
$(SITE)/settings: docs-always | docs-tools
	@{ $(CC) --version; echo '$(filter-out -Werror,$(cflags) $(CPPFLAGS) $(CFLAGS))'; \
	   $(docs.path) gnuplot --version; $(docs.path) dot -V; echo "masked times: $$DL_MASK_TIMES"; \
	   echo records: $(wildcard $(CHAPTERS:%=%/records/*)); \
	   tools/build/data-sums "$${MNIST_DIR:-data/mnist}"; } 2>&1 | $(docs.keep)

# 1. The programs' runs. $1 = ch05_backprop, $2 = ch05, $3 = train. Of a training
# that has a record, only the beginning; docs.record is called with
# ch05_backprop/train.
docs.record = $(wildcard $(dir $1)records/$(notdir $1)/printed.txt)
define docs_run
$(SITE)/runs/$2/$3/output.txt: $(SITE)/code/common.txt $(SITE)/code/$1.txt $(SITE)/code/$1/$3.txt $(SITE)/settings \
                               docs/tools/weave/run-program $(call docs.record,$1/$3) | $(B)/$2/$3
	@echo "running $2/$3"
	@rm -rf $$(@D) && mkdir -p $$(@D)
	@$$(docs.path) docs/tools/weave/run-$(if $(call docs.record,$1/$3),again $(call docs.record,$1/$3),program) $(B)/$2/$3 $2 $$(@D)
endef
$(foreach p,$(docs.programs),$(eval $(call docs_run,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)))))

# The program of a stranger, with the library that make install puts in a folder.
$(SITE)/runs/use/fit/output.txt: docs/use/fit.c $(B)/libdlfs-float.a docs/tools/weave/run-program | docs-tools
	@echo "running use/fit"
	@rm -rf $(@D) && mkdir -p $(@D)
	@$(MAKE) -s install DESTDIR= PREFIX=$(SITE)/installed >/dev/null
	@$(CC) -o $(SITE)/installed/fit $< $$(PKG_CONFIG_PATH=$(SITE)/installed/lib/pkgconfig pkg-config --cflags --libs dlfs-float)
	@$(docs.path) docs/tools/weave/run-program $(SITE)/installed/fit use $(@D)

# 2. The woven pages. $1 = ch05_backprop/train; $2 = ch05/train, or nothing for
# a file that is no program; $3 = the folder of its record, if it has one
docs.weave = awk -f docs/tools/weave/weave.awk -v path=$1.c $(if $2,-v run=$(SITE)/runs/$2 $(if $3,-v record=$3) \
	    -v figures="$$$$(ls $(or $3,$(SITE)/runs/$2/out/$(dir $2)) 2>/dev/null | grep 'svg$$$$' | tr '\n' ' ')")
define docs_page
$(SITE)/pages/$1.md: $1.c docs/tools/weave/weave.awk $(if $2,$(SITE)/runs/$2/output.txt)
	@mkdir -p $$(@D)
	@$(docs.weave) $$< >$$@ || { rm -f $$@; exit 1; }
$(SITE)/pages/$1.zh.md: docs/zh/$1.md $1.c docs/tools/weave/weave.awk $(docs.zh.tools) $(if $2,$(SITE)/runs/$2/output.txt)
	@mkdir -p $$(@D)
	@$(docs.zh.merge) $$< $1.c | $(docs.weave) -v chinese=yes - >$$@ || { rm -f $$@; exit 1; }
endef
$(foreach s,$(docs.sources:.c=),$(eval $(call docs_page,$(s),$(if \
    $(filter $(s),$(docs.programs)),$(call short,$(s))/$(notdir $(s)),$(patsubst docs/%,%,$(filter docs/use/%,$(s)))),$(patsubst %/printed.txt,%,$(call docs.record,$(s))))))

# An exercise's page holds its hints and its solution as well.
$(docs.exercises:%.c=$(SITE)/pages/%.md): $(SITE)/pages/%/skeleton.md: %/skeleton.c %/hints.md %/solution.c docs/tools/weave/exercise-page docs/tools/weave/weave.awk
	@mkdir -p $(@D)
	@docs/tools/weave/exercise-page $* >$@ || { rm -f $@; exit 1; }

$(docs.zh.skeletons:%.c=$(SITE)/pages/%.md): $(SITE)/pages/%/skeleton.zh.md: docs/zh/%.md %/skeleton.c %/hints.md %/solution.c docs/tools/weave/exercise-page docs/tools/weave/weave.awk $(docs.zh.tools)
	@mkdir -p $(@D)
	@docs/tools/weave/exercise-page $* $< >$@ || { rm -f $@; exit 1; }

# The list of a chapter's exercises is a page that only the site has.
$(docs.lists:%=$(SITE)/pages/%): $(SITE)/pages/%/exercises/README.md: tools/exercises/list docs/tools/weave/exercises-page $(docs.exercises)
	@mkdir -p $(@D)
	@docs/tools/weave/exercises-page $* >$@ || { rm -f $@; exit 1; }

$(docs.zh.lists:%=$(SITE)/pages/%): $(SITE)/pages/%/exercises/README.zh.md: tools/exercises/list docs/tools/weave/exercises-page $(docs.exercises) $(docs.zh.exercises)
	@mkdir -p $(@D)
	@docs/tools/weave/exercises-page $* zh >$@ || { rm -f $@; exit 1; }
$(patsubst %,$(SITE)/pages/%,$(filter-out common/fast/README.zh.md $(docs.zh.tables),$(filter %.md,$(docs.zh.pages)))): $(SITE)/pages/%.zh.md: docs/zh/%.md %.md $(docs.zh.tools)
	@mkdir -p $(@D)
	@docs/tools/zh/merge $< $*.md >$@ || { rm -f $@; exit 1; }
# A Chinese page that lags behind shows its English where it does.
docs.zh.follows := $(filter-out docs/glossary.zh.md,$(filter %.zh.md,$(docs.readmes)))
$(docs.zh.follows:%=$(SITE)/pages/%): $(SITE)/pages/%.zh.md: %.zh.md %.md $(docs.zh.tools)
	@mkdir -p $(@D)
	@$(docs.zh.merge) $*.zh.md $*.md >$@ || { rm -f $@; exit 1; }

# The page of all programs: where the tables belong, they are put in. A Chinese page is
# translated before.
docs.short := $(foreach p,$(docs.programs),$(call short,$(p))/$(notdir $(p)))
docs.programs.rows = awk -f docs/tools/weave/programs.awk -v runs=$(SITE)/runs -v programs='$(docs.short)'
$(SITE)/pages/docs/programs.md: docs/programs.md docs/tools/weave/programs.awk $(CHAPTERS:%=%/README.md) $(docs.short:%=$(SITE)/runs/%/output.txt)
	@mkdir -p $(@D)
	@$(docs.programs.rows) $< $(CHAPTERS:%=%/README.md) >$@ || { rm -f $@; exit 1; }
$(SITE)/pages/docs/programs.zh.md: docs/zh/docs/programs.md docs/programs.md docs/tools/weave/programs.awk $(docs.zh.tools) $(CHAPTERS:%=%/README.zh.md) $(docs.short:%=$(SITE)/runs/%/output.txt)
	@mkdir -p $(@D)
	@docs/tools/zh/merge $< docs/programs.md | $(docs.programs.rows) -v chinese=yes - $(CHAPTERS:%=%/README.zh.md) >$@ || { rm -f $@; exit 1; }
# The page of the notes' numbers: its tables are those of the table of coverage.
$(SITE)/pages/docs/by-number.md: docs/by-number.md docs/coverage.md docs/tools/weave/by-number.awk
	@mkdir -p $(@D)
	@awk -f docs/tools/weave/by-number.awk docs/by-number.md docs/coverage.md >$@ || { rm -f $@; exit 1; }
$(SITE)/pages/docs/by-number.zh.md: docs/zh/docs/by-number.md docs/by-number.md docs/zh/docs/coverage.md docs/tools/weave/by-number.awk $(docs.zh.tools)
	@mkdir -p $(@D)
	@docs/tools/zh/merge $< docs/by-number.md | awk -f docs/tools/weave/by-number.awk -v chinese=yes - docs/zh/docs/coverage.md >$@ || { rm -f $@; exit 1; }
# The page of what makes it fast: rows of a run are put in.
docs.rows = awk -f docs/tools/weave/rows.awk -v runs=$(SITE)/runs
$(SITE)/pages/docs/how-it-became-fast.md: docs/how-it-became-fast.md docs/tools/weave/rows.awk $(SITE)/runs/ch07/why_fast/output.txt
	@mkdir -p $(@D)
	@$(docs.rows) $< >$@ || { rm -f $@; exit 1; }
$(SITE)/pages/docs/how-it-became-fast.zh.md: docs/zh/docs/how-it-became-fast.md docs/how-it-became-fast.md docs/tools/weave/rows.awk $(docs.zh.tools) $(SITE)/runs/ch07/why_fast/output.txt
	@mkdir -p $(@D)
	@docs/tools/zh/merge $< docs/how-it-became-fast.md | $(docs.rows) - >$@ || { rm -f $@; exit 1; }
# The page of what is tested, and what that last found.
$(SITE)/pages/docs/how-it-is-tested.md: docs/how-it-is-tested.md docs/tools/weave/tested.awk tools/build/nightly .ci/run tools/proof/excused.txt $(wildcard docs/nightly.tsv)
	@mkdir -p $(@D)
	@tools/build/nightly list | awk -f docs/tools/weave/tested.awk - $(wildcard docs/nightly.tsv) .ci/run tools/proof/excused.txt $< >$@ || { rm -f $@; exit 1; }
# The page that shows the record of make bench.
$(SITE)/pages/common/fast/README.md: common/fast/README.md docs/tools/weave/with-record tools/bench/record.awk $(wildcard docs/peers/*.tsv) | docs-tools
	@mkdir -p $(@D)
	@$(docs.path) docs/tools/weave/with-record $< docs/peers $(SITE) >$@ || { rm -f $@; exit 1; }
$(SITE)/pages/common/fast/README.zh.md: docs/zh/common/fast/README.md $(SITE)/pages/common/fast/README.md $(docs.zh.tools)
	@$(docs.path) docs/tools/weave/with-record common/fast/README.md docs/peers $(SITE) $< >$@ || { rm -f $@; exit 1; }
# What Doxygen reads in place of a README.
docs.made = docs/programs.md docs/by-number.md docs/how-it-became-fast.md docs/how-it-is-tested.md common/fast/README.md $(docs.zh.follows)
docs.as_read = $(foreach r,$(docs.readmes),$(if $(filter $(docs.made),$r),$(SITE)/pages/$r,$(patsubst README.md,./README.md,$r)))

# The list of sources; only a change of it makes it newer.
$(SITE)/inputs: docs-always
	@printf '%s\n' $(docs.inputs) | $(docs.keep)

# 3 and 4. Nothing is left of a site that failed half-way.
$(SITE)/html/index.html: $(SITE)/inputs $(docs.pages) $(docs.as_read) $(docs.headers) \
                         $(docs.tools) $(docs.lab) $(patsubst browser,$(browser.short:%=$(BROWSER)/%.wasm) $(browser.short:%=$(BROWSER)/%.options) $(WORKSHOP)/done,$(docs.run)) $(docs.npm) $(wildcard docs/run/* docs/run/workshop/*) $(wildcard ch07_cnn/weights/* ch07_cnn/samples/*) docs/docs.mk | docs-tools docs-run translated rooms
	@awk -f docs/tools/check/headers.awk $(docs.headers)
	@LC_ALL=C awk -f docs/tools/check/glossary.awk docs/glossary.md docs/glossary.zh.md \
	    $(filter-out %.zh.md %.zh.c $(docs.lists),$(filter ch% common/%,$(docs.inputs)))
	@awk -f docs/tools/check/names.awk -f docs/tools/check/listings.awk pages=1 $(docs.readmes) pages=0 docs/weights/*.py docs/trouble/*.c $(docs.sources) $(docs.headers)
	@awk -f docs/tools/check/names.awk -f docs/tools/check/lessons.awk -v runs=$(SITE)/runs tools/exercises/list docs/lessons.md docs/slips.md
	@$(docs.path) node docs/tools/check/chain.mjs $(SITE)/inputs
	@docs/tools/check/picture docs/reads.svg $(SITE)/runs/ch07/recognize/out/ch07/handwriting.svg
	@rm -rf $(SITE)/html $(SITE)/new
	@mkdir -p $(SITE)/theme && cp $(docs.theme) $(SITE)/theme/
	@{ cat docs/Doxyfile; echo HTML_OUTPUT = new; \
	   echo INPUT = docs/groups.dox $(docs.as_read) $(docs.headers) $(docs.pages); } | \
	 $(docs.path) ROOT="$$PWD" DOCS_INPUTS=$(SITE)/inputs doxygen -
	@$(docs.path) DOCS_REPORT='$(REPORT)' node docs/tools/site/finish.mjs $(SITE)/new $(SITE)/inputs $(SITE)/runs $(docs.katex) $(or $(docs.npm:/done=),-) $(if $(docs.run),$(BROWSER),-) $(docs.lab)
	@mv $(SITE)/new $(SITE)/html
	@echo "$@"

# The picture of README.md, drawn again.
.PHONY: picture
picture: $(SITE)/runs/ch07/recognize/output.txt
	@docs/tools/check/picture --take docs/reads.svg $(SITE)/runs/ch07/recognize/out/ch07/handwriting.svg

# Who walks through the pages waits often. So with -j2 others look meanwhile.
docs.looks := docs-look-at-words docs-look-at-pages docs-look-at-walks
.PHONY: $(docs.looks)
docs-check: $(docs.looks)
$(docs.looks): docs
docs-look-at-words: $(B)/ch07/recognize
	@$(docs.path) node docs/tools/check/links.mjs $(SITE)/html
	@$(docs.path) node docs/tools/check/same.mjs $(SITE)/html $(SITE)/runs $(B)/ch07/recognize
	@$(docs.path) node docs/tools/check/search.mjs $(SITE)/html
	@$(if $(docs.run),node docs/tools/check/workshop.mjs $(WORKSHOP) ch03/idx_header hostile/assembly changed/ch02/gates)
docs-look-at-pages:
	@$(docs.path) node docs/tools/check/visit.mjs $(SITE)/html
docs-look-at-walks:
	@$(docs.path) node docs/tools/check/journeys.mjs $(SITE)/html
	@$(docs.path) node docs/tools/check/workshop-journeys.mjs $(SITE)/html

# The book on paper: Chromium prints the site's pages, twice.
.PHONY: book
book: docs
	@$(docs.path) node docs/tools/print/book.mjs $(SITE)/html $(SITE)/inputs $(SITE)/book.pdf

# Every page as closely as docs-check looks at some.
docs-check-all: docs
	@$(docs.path) node docs/tools/check/visit.mjs $(SITE)/html all
	@$(docs.path) node docs/tools/check/journeys.mjs $(SITE)/html all
	@$(docs.path) node docs/tools/check/workshop-journeys.mjs $(SITE)/html all

# --- what make test asks of the pages ----------------------------------------
.PHONY: covered weights-in-python lines-of-python trouble translated zh-mark ch07-record chain
# docs/coverage.md names a program, a test and a page for each item of the notes,
# docs/lessons.md gives every program and exercise a session, and what the slips of
# docs/slips.md name is there. Every question of a page has its answer, and the way from program to
# program is that of the chapters' pages.
covered:
	@awk -f docs/tools/check/answers.awk $(filter-out CHANGELOG.md,$(docs.readmes)) $(docs.sources)
	@awk -f docs/tools/check/way.awk common/system/way.c $(CHAPTERS:%=%/README.md)
	@awk -f docs/tools/check/names.awk -f docs/tools/check/covered.awk docs/coverage.md
	@awk -f docs/tools/check/names.awk -f docs/tools/check/lessons.awk tools/exercises/list docs/lessons.md docs/slips.md

# Does the chain, which "next" walks through, introduce all before it is used? A part
# of make docs.
chain: $(SITE)/inputs
	@$(docs.path) node docs/tools/check/chain.mjs $<

# The listings of docs/weights.md carry weights to NumPy and PyTorch and back.
# The folders of Python's packages change when one comes or goes.
packages = $(wildcard build/bench/python/lib/*/site-packages /usr/lib/python3*/dist-packages /usr/local/lib/python3*/*-packages)
$(B)/asked/weights-in-python: $(packages) $(wildcard docs/weights/*) ch03_network/weights/digits.safetensors $(B)/ch03/recognize $(B)/ch05/train $(B)/ch07/train
	@tools/build/ask $@ $(if $(filter asan coverage,$(MODE)),echo 'weights in Python: not run: long',docs/weights/check $(B))

# The lines of docs/python.md and docs/reading-c.md do the same in Python and here; docs/trouble.md shows what
# the wrong programs of its folder really print.
$(B)/asked/lines-of-python: $(B)/float/common.a $(HEADERS) $(wildcard docs/python/*) docs/python.md docs/reading-c.md
	@tools/build/ask $@ $(if $(filter asan coverage,$(MODE)),echo 'lines of Python: not run: for the library without a sanitizer',env CC='$(CC)' docs/python/check $<)
$(B)/asked/trouble: $(B)/float/common.a $(HEADERS) $(wildcard docs/trouble/*) docs/trouble.md $(B)/ch05/train
	@tools/build/ask $@ $(if $(filter asan coverage,$(MODE)),echo 'trouble: not run: for the library without a sanitizer',env CC='$(CC)' docs/trouble/check $(B) $<)

# Chinese pages follow English ones, block by block. Whoever has brought one up to
# date says so with make zh-mark PAGES=x.zh.md. A block that lags behind is a warning;
# RELEASE=1 makes it an error.
translated:
	@RELEASE=1 docs/tools/zh/prove # as make release calls it: that makes no difference
	@RELEASE=$(RELEASE) docs/tools/zh/pages check
zh-mark:
	@docs/tools/zh/pages mark $(PAGES)

# A training that its page shows from a record; see docs/README.md.
ch07-record: ch07
	docs/tools/weave/record ch07/train_deep 60 --data mnist --epochs 20 --rate 0.003
	docs/tools/weave/record ch07/train_many 20 --data digits --steps 200
