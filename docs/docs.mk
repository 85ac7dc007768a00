# docs.mk - the generated explanation: build/docs/html/index.html.
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

docs.readmes  := $(wildcard README.md README.zh.md $(CHAPTERS:%=%/README.md) $(CHAPTERS:%=%/README.zh.md) common/README.md common/*/README.md CONTRIBUTING.md CHANGELOG.md docs/*.md docs/lab/*.md docs/run/*.md)
docs.headers  := $(HEADERS) $(wildcard $(CHAPTERS:%=%/*.h))
docs.sources  := $(sort $(COMMON) $(wildcard $(CHAPTERS:%=%/*.c) common/system/browser/*.c docs/lab/*.c))
docs.programs := $(foreach s,$(SHORT),$($(s).programs))
docs.exercises := $(wildcard $(CHAPTERS:%=%/exercises/*/skeleton.c))
docs.lists    := $(patsubst %,%exercises/README.md,$(sort $(foreach e,$(docs.exercises),$(firstword $(subst /,/ ,$(e))))))
docs.inputs   := $(docs.readmes) $(docs.headers) $(docs.sources) $(docs.exercises) $(docs.lists)
docs.pages    := $(patsubst %.c,$(SITE)/pages/%.md,$(docs.sources) $(docs.exercises)) $(docs.lists:%=$(SITE)/pages/%)
docs.tools    := docs/moved.txt tools/exercises/list tools/names.awk tools/lessons.awk docs/reads.svg docs/tools/check-picture $(wildcard docs/weights/*.py docs/tools/*.awk docs/tools/*.mjs docs/tools/*.sed docs/theme/* docs/Doxyfile docs/groups.dox docs/lab/*.js docs/lab/*.css docs/lab/*.html)

# What ./setup --local unpacked comes before what the system has.
docs.share     = $(firstword $(wildcard build/deps/usr/share/$(1) /usr/share/$(1)))
docs.theme    := $(call docs.share,doxygen-awesome-css/doxygen-awesome.css)
docs.katex    := $(patsubst %/katex.js,%,$(call docs.share,javascript/katex/katex.js))
docs.path     := PATH="$(CURDIR)/build/deps/usr/bin:$$PATH"

.PHONY: docs docs-check docs-check-all docs-tools docs-always
docs: $(SITE)/html/index.html

docs-tools:
	@missing=; export $(docs.path); \
	for tool in doxygen node gnuplot dot; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
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
	   cd "$${MNIST_DIR:-data/mnist}" && cksum *-ubyte*; } 2>&1 | $(docs.keep)

# 1. The programs' runs. $1 = ch05_backprop, $2 = ch05, $3 = train. Of a training
# that has a record, only the beginning; docs.record is called with
# ch05_backprop/train.
docs.record = $(wildcard $(dir $1)records/$(notdir $1)/printed.txt)
define docs_run
$(SITE)/runs/$2/$3/output.txt: $(SITE)/code/common.txt $(SITE)/code/$1.txt $(SITE)/code/$1/$3.txt $(SITE)/settings \
                               docs/tools/run-program $(call docs.record,$1/$3) | $(B)/$2/$3
	@echo "running $2/$3"
	@rm -rf $$(@D) && mkdir -p $$(@D)
	@$$(docs.path) docs/tools/run-$(if $(call docs.record,$1/$3),again $(call docs.record,$1/$3),program) $(B)/$2/$3 $2 $$(@D)
endef
$(foreach p,$(docs.programs),$(eval $(call docs_run,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)))))

# 2. The woven pages. $1 = ch05_backprop/train; $2 = ch05/train, or nothing for
# a file that is no program; $3 = the folder of its record, if it has one
define docs_page
$(SITE)/pages/$1.md: $1.c docs/tools/weave.awk $(if $2,$(SITE)/runs/$2/output.txt)
	@mkdir -p $$(@D)
	@awk -f docs/tools/weave.awk $(if $2,-v run=$(SITE)/runs/$2 $(if $3,-v record=$3) \
	    -v figures="$$$$(ls $(or $3,$(SITE)/runs/$2/out/$(dir $2)) 2>/dev/null | grep 'svg$$$$' | tr '\n' ' ')") $$< >$$@ || { rm -f $$@; exit 1; }
endef
$(foreach s,$(docs.sources:.c=),$(eval $(call docs_page,$(s),$(if \
    $(filter $(s),$(docs.programs)),$(call short,$(s))/$(notdir $(s))),$(patsubst %/printed.txt,%,$(call docs.record,$(s))))))

# An exercise's page holds its hints and its solution as well.
$(docs.exercises:%.c=$(SITE)/pages/%.md): $(SITE)/pages/%/skeleton.md: %/skeleton.c %/hints.md %/solution.c docs/tools/exercise-page docs/tools/weave.awk
	@mkdir -p $(@D)
	@docs/tools/exercise-page $* >$@ || { rm -f $@; exit 1; }

# The list of a chapter's exercises is a page that only the site has.
$(docs.lists:%=$(SITE)/pages/%): $(SITE)/pages/%/exercises/README.md: tools/exercises/list docs/tools/exercises-page $(docs.exercises)
	@mkdir -p $(@D)
	@docs/tools/exercises-page $* >$@ || { rm -f $@; exit 1; }

# The page of all programs: where the tables belong, they are put in.
docs.short := $(foreach p,$(docs.programs),$(call short,$(p))/$(notdir $(p)))
$(SITE)/pages/docs/programs.md: docs/programs.md docs/tools/programs.awk $(CHAPTERS:%=%/README.md) $(docs.short:%=$(SITE)/runs/%/output.txt)
	@mkdir -p $(@D)
	@awk -f docs/tools/programs.awk -v runs=$(SITE)/runs -v programs='$(docs.short)' \
	    $< $(CHAPTERS:%=%/README.md) >$@ || { rm -f $@; exit 1; }
# What Doxygen reads in place of a README.
docs.as_read = $(patsubst docs/programs.md,$(SITE)/pages/docs/programs.md,$(patsubst README.md,./README.md,$(docs.readmes)))

# The list of sources; only a change of it makes it newer.
$(SITE)/inputs: docs-always
	@printf '%s\n' $(docs.inputs) | $(docs.keep)

# The laboratory: C for the browser, where clang has what it needs for that.
include docs/run.mk

lab.program := $(SITE)/lab.wasm
lab.link    := clang --target=wasm32-wasi -mexec-model=reactor
docs.lab    := $(if $(findstring docs,$(MAKECMDGOALS)),$(shell \
    echo 'int lab(void){return 0;}' | $(lab.link) -x c - -o /dev/null 2>/dev/null && echo $(lab.program)))
$(lab.program): $(WASM:%=build/wasm/%.o) docs/docs.mk
	@mkdir -p $(@D)
	@$(lab.link) -Wl,--strip-all,--stack-first,-z,stack-size=262144,--export=malloc,--export=free -o $@ $(filter %.o,$^)

# 3 and 4. Nothing is left of a site that failed half-way.
$(SITE)/html/index.html: $(SITE)/inputs $(docs.pages) $(docs.as_read) $(docs.headers) \
                         $(docs.tools) $(docs.lab) $(patsubst browser,$(browser.short:%=$(BROWSER)/%.wasm) $(browser.short:%=$(BROWSER)/%.options) $(browser.packages),$(docs.run)) $(wildcard docs/run/*) $(wildcard ch07_cnn/weights/*) docs/docs.mk | docs-tools docs-run translated rooms
	@awk -f docs/tools/check-headers.awk $(docs.headers)
	@LC_ALL=C awk -f docs/tools/check-glossary.awk docs/glossary.md docs/glossary.zh.md \
	    $(filter-out %.zh.md $(docs.lists),$(filter ch% common/%,$(docs.inputs)))
	@awk -f tools/names.awk -f docs/tools/check-listings.awk pages=1 $(docs.readmes) pages=0 docs/weights/*.py $(docs.sources) $(docs.headers)
	@awk -f tools/names.awk -f tools/lessons.awk -v runs=$(SITE)/runs tools/exercises/list docs/lessons.md docs/slips.md
	@docs/tools/check-picture docs/reads.svg $(SITE)/runs/ch07/recognize/out/ch07/handwriting.svg
	@rm -rf $(SITE)/html $(SITE)/new
	@mkdir -p $(SITE)/theme && cp $(docs.theme) $(SITE)/theme/
	@{ cat docs/Doxyfile; echo HTML_OUTPUT = new; \
	   echo INPUT = docs/groups.dox $(docs.as_read) $(docs.headers) $(docs.pages); } | \
	 $(docs.path) ROOT='$(CURDIR)' DOCS_INPUTS=$(SITE)/inputs doxygen -
	@$(docs.path) node docs/tools/finish.mjs $(SITE)/new $(SITE)/inputs $(SITE)/runs $(abspath $(docs.katex)) $(BROWSER) $(docs.lab)
	@mv $(SITE)/new $(SITE)/html
	@echo "$@"

# The picture of README.md, drawn again.
.PHONY: picture
picture: $(SITE)/runs/ch07/recognize/output.txt
	@docs/tools/check-picture --take docs/reads.svg $(SITE)/runs/ch07/recognize/out/ch07/handwriting.svg

docs-check: docs $(B)/ch07/recognize
	@$(docs.path) node docs/tools/check-links.mjs $(SITE)/html
	@$(docs.path) node docs/tools/check-same.mjs $(SITE)/html $(SITE)/runs $(B)/ch07/recognize
	@$(docs.path) node docs/tools/check-browser.mjs $(SITE)/html
	@$(docs.path) node docs/tools/check-journeys.mjs $(SITE)/html

# Every page as closely as docs-check looks at some.
docs-check-all: docs
	@$(docs.path) node docs/tools/check-browser.mjs $(SITE)/html all
