# run.mk - the programs of the book once more, for the pages: compiled for the
# browser's processor. What an operating system must do elsewhere, the sources in
# common/system/browser do here, and what other libraries must do for a chapter, those of
# its folder browser; everything else is the same code.
#
#   make browser    all of them, in build/browser/ch05/train.wasm
#   make serve      show the site under http://localhost:8000, to this computer only
#   make check-run  compares what the pages print with native programs, in Chromium;
#                   make check-firefox does it in Firefox
#   make workshop   the compiler of the pages, and what it finds ready, in build/browser/workshop
#   make workshop-check   judges all solutions, wrong and hostile answers as the pages do, and
#                   compiles all programs there: minutes. E='ch03/relu hostile' asks only these
BROWSER := build/browser

# Where clang can link for it. Asked only if somebody wants it.
wasm.compile := clang --target=wasm32-wasi -D_WASI_EMULATED_SIGNAL -msimd128 -O3 -std=c11 \
                -Wall -Wextra $(if $(WERROR),-Werror) -fno-math-errno -ffp-contract=off -D_POSIX_C_SOURCE=200809L \
                $(if $(DEPS),-idirafter $(DEPS)/include)
wasm.link    := clang --target=wasm32-wasi -Wl,--strip-all,--stack-first,-z,stack-size=1048576 -lwasi-emulated-signal
wasm.works    = $(shell echo 'int main(void){return 0;}' | $(wasm.link) -x c - -o /dev/null 2>/dev/null && echo yes)

browser.own     := $(wildcard common/system/browser/*.c)
browser.library := $(filter-out $(browser.own:common/system/browser/%=common/system/%),$(portable)) $(browser.own)
browser.second  := $(wildcard $(CHAPTERS:%=%/browser/*.c))
browser.without := $(subst /browser/,/,$(browser.second))
# docs/run/defaults.txt says why.
browser.not     := $(basename $(wildcard $(patsubst %,%.c,$(subst /,_*/,$(shell sed -n 's/: not: .*//p' docs/run/defaults.txt)))))
browser.programs := $(filter-out $(browser.not),$(foreach s,$(SHORT),$($(s).programs)))
browser.short   := $(foreach p,$(browser.programs),$(call short,$(p))/$(notdir $(p)))

define browser_precision
$(BROWSER)/$1/%.o: %.c $(made-by) docs/run/run.mk
	@mkdir -p $$(@D)
	$$(call say,wasm,$$(patsubst $(BROWSER)/%,%,$$@))$$(wasm.compile) $$($1.define) $$(frame) -Icommon -I$$(firstword $$(subst /, ,$$<)) -MMD -MP -c -o $$@ $$<
$(BROWSER)/$1/library.a: $(browser.library:%.c=$(BROWSER)/$1/%.o)
	@rm -f $$@
	@llvm-ar rcs $$@ $$^ 2>/dev/null || llvm-ar-14 rcs $$@ $$^
endef
$(foreach p,float double,$(eval $(call browser_precision,$(p))))

# $1 = ch05_backprop, $2 = ch05, $3 = train, $4 = float | double
define browser_program
$(BROWSER)/$2/$3.wasm: $(BROWSER)/$4/$1/$3.o $(patsubst %,$(BROWSER)/$4/%,$(filter-out $(browser.without:.c=.o),$($2.modules)) $(patsubst %.c,%.o,$(filter $1/%,$(browser.second)))) $(BROWSER)/$4/library.a
	@mkdir -p $$(@D)
	$$(call say,link,$$@)$$(wasm.link) -o $$@ $$^
endef
$(foreach p,$(browser.programs),$(eval $(call browser_program,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)),$(call precision_of,$(p).c))))

# The table of a program's options, as the program itself prints it.
$(BROWSER)/%.options: $(B)/%
	@mkdir -p $(@D)
	@$< --table >$@.new && mv $@.new $@

# gnuplot and Graphviz for the browser, and MiniSearch, exactly as docs/run/package-lock.json
# has them.
browser.packages := $(BROWSER)/packages/done
$(browser.packages): docs/run/package.json docs/run/package-lock.json
	@rm -rf $(@D) && mkdir -p $(@D) && cp $^ $(@D)/
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# What "Change the code" and the exercises load: the compiler, the library and the tests of the
# exercises as this compiler makes them, and the scripts with the editor.
WORKSHOP := $(BROWSER)/workshop
workshop.library := $(browser.library) -- $(filter-out $(browser.without),$(foreach s,$(SHORT),$($s.modules:%.o=%.c))) $(browser.second)
workshop.headers := $(wildcard docs/run/workshop/*.h docs/run/workshop/*/*.h)
$(WORKSHOP)/files.gz: $(browser.packages) docs/tools/site/compiler.mjs docs/run/workshop/compiler.js docs/run/workshop/pack.mjs
	$(call say,pack,$@)node docs/tools/site/compiler.mjs $(BROWSER)/packages/node_modules $(@D)
$(WORKSHOP)/library.gz: $(WORKSHOP)/files.gz $(filter %.c,$(workshop.library)) $(HEADERS) $(browser.programs:%=%.c) $(wildcard $(CHAPTERS:%=%/*.h) $(CHAPTERS:%=%/exercises/*.h) $(CHAPTERS:%=%/exercises/*/*.c)) \
                        $(wildcard $(CHAPTERS:%=%/exercises/*/wrong/*.c) $(CHAPTERS:%=%/exercises/*/questions) $(CHAPTERS:%=%/weights/*)) docs/zh/questions \
                        $(wildcard tools/exercises/*) $(addprefix docs/tools/site/,library.mjs exercises.mjs node-clang.mjs page-worker.mjs) docs/run/defaults.txt $(addprefix docs/run/workshop/,main.c commands.mjs object.mjs pack.mjs) $(workshop.headers)
	$(call say,make,$@)node docs/tools/site/library.mjs $(@D) $(@D) $(workshop.library)
$(WORKSHOP)/workshop.js: $(browser.packages) docs/tools/site/scripts.mjs $(WORKSHOP)/files.gz $(wildcard docs/run/workshop/*.mjs)
	$(call say,make,$@)node docs/tools/site/scripts.mjs $(BROWSER)/packages/node_modules $(@D)
$(WORKSHOP)/done: $(WORKSHOP)/library.gz $(WORKSHOP)/workshop.js
	@touch $@
.PHONY: workshop workshop-check
workshop: $(WORKSHOP)/done
workshop-check: $(WORKSHOP)/done $(browser.short:%=$(BROWSER)/%.wasm) $(browser.short:%=$(BROWSER)/%.options)
	@node docs/tools/check/workshop.mjs $(WORKSHOP) $(E)

# The judge of what a page prints: native programs that leave out wide vectors and fused
# multiplications, as a browser does: where the library chooses a version, they find
# none for a newer processor. $1 = ch05_backprop, $2 = ch05, $3 = train, $4 = float | double
define judge_precision
$(BROWSER)/judge/$1/choice.o: common/fast/choice.c $(made-by) docs/run/run.mk
	@mkdir -p $$(@D)
	@$$(call compile,$1) -U__x86_64__ -c -o $$@ $$<
endef
$(foreach p,float double,$(eval $(call judge_precision,$(p))))
define judge_program
$(BROWSER)/judge/$2/$3: $(B)/$4/$1/$3.o $($2.modules:%=$(B)/$4/%) $(BROWSER)/judge/$4/choice.o $(B)/$4/common.a
	@mkdir -p $$(@D)
	@$$(link) -o $$@ $$^ $$($2.libs) $$(ldlibs) $$(LDLIBS)
endef
$(foreach p,$(browser.programs),$(eval $(call judge_program,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)),$(call precision_of,$(p).c))))

# Every program in its page against its judge, line by line: minutes. PROGRAMS=ch05/train
# asks only one.
.PHONY: check-run
check-run: docs $(browser.short:%=$(BROWSER)/judge/%) $(browser.short:%=$(B)/%)
	@node docs/tools/check/run.mjs $(SITE)/html $(BROWSER)/judge $(B) $(PROGRAMS)

# The same in Firefox.
.PHONY: check-firefox
check-firefox: docs $(browser.short:%=$(BROWSER)/judge/%) $(browser.short:%=$(B)/%) $(BROWSER)/firefox/done
	@FIREFOX_PACKAGES=$(BROWSER)/firefox/node_modules node docs/tools/check/run.mjs $(SITE)/html $(BROWSER)/judge $(B) $(PROGRAMS)
$(BROWSER)/firefox/done: $(wildcard docs/tools/check/firefox/*)
	@rm -rf $(@D) && mkdir -p $(@D) && cp $^ $(@D)/
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.PHONY: browser serve
browser: $(browser.short:%=$(BROWSER)/%.wasm) $(browser.short:%=$(BROWSER)/%.options) $(browser.packages)

# What is missing is said. Without the packages the site has a plain search and no Run;
# without a compiler that knows WebAssembly it has no Run.
docs.npm := $(if $(filter docs docs-check docs-check-all book serve check-run check-firefox workshop workshop-check,$(MAKECMDGOALS)),$(shell \
    { command -v npm && { [ $(browser.packages) -nt docs/run/package-lock.json ] || make -s $(browser.packages); }; } >/dev/null 2>&1 && echo $(browser.packages)))
docs.run := $(if $(docs.npm),$(if $(wasm.works),browser))
.PHONY: docs-run
docs-run: $(docs.run)
	@[ "$(docs.npm)" ] || echo 'docs: the search will be plain: MiniSearch needs npm with its registry; run ./setup --docs' >&2
	@[ "$(docs.run)" ] || echo 'docs: the pages will have no Run: it needs clang, lld, wasi-libc and libclang-rt-dev-wasm32, and npm with its registry; run ./setup --docs' >&2

serve: docs
	@node docs/tools/site/serve.mjs $(SITE)/html
