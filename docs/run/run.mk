# run.mk - the programs of the book once more, for the pages: compiled for the
# browser's processor. What an operating system must do elsewhere, the sources in
# common/system/browser do here; everything else is the same code.
#
#   make browser    all of them, in build/browser/ch05/train.wasm
#   make serve      show the site under http://localhost:8000, to this computer only
#   make check-run  compares what the pages print with native programs
BROWSER := build/browser

# Where clang can link for it. Asked only if somebody wants it.
wasm.compile := clang --target=wasm32-wasi -D_WASI_EMULATED_SIGNAL -msimd128 -O3 -std=c11 \
                -Wall -Wextra -Werror -fno-math-errno -ffp-contract=off -D_POSIX_C_SOURCE=200809L \
                $(if $(DEPS),-idirafter $(DEPS)/include)
wasm.link    := clang --target=wasm32-wasi -Wl,--strip-all,--stack-first,-z,stack-size=1048576 -lwasi-emulated-signal
wasm.works    = $(shell echo 'int main(void){return 0;}' | $(wasm.link) -x c - -o /dev/null 2>/dev/null && echo yes)

browser.own     := $(wildcard common/system/browser/*.c)
browser.library := $(filter-out $(browser.own:common/system/browser/%=common/system/%),$(COMMON)) $(browser.own)
# Pictures in PNG and JPEG need libraries that no package has for this processor.
browser.not     := ch07_cnn/draw_samples ch07_cnn/recognize ch03_network/matrix_product ch07_cnn/output_size
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
$(BROWSER)/$2/$3.wasm: $(BROWSER)/$4/$1/$3.o $(patsubst %,$(BROWSER)/$4/%,$(filter-out $(patsubst %,ch07_cnn/%.o,photo_file photo_jpeg photo_png photo_pnm),$($2.modules))) $(BROWSER)/$4/library.a
	@mkdir -p $$(@D)
	$$(call say,link,$$@)$$(wasm.link) -o $$@ $$^
endef
$(foreach p,$(browser.programs),$(eval $(call browser_program,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)),$(call precision_of,$(p).c))))

# The table of a program's options, as the program itself prints it.
$(BROWSER)/%.options: $(B)/%
	@mkdir -p $(@D)
	@$< --table >$@.new && mv $@.new $@

# gnuplot and Graphviz for the browser, exactly as docs/run/package-lock.json has them.
browser.packages := $(BROWSER)/packages/done
$(browser.packages): docs/run/package.json docs/run/package-lock.json
	@rm -rf $(@D) && mkdir -p $(@D) && cp $^ $(@D)/
	@cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# The judge of what a page prints: native programs that leave out wide vectors and fused
# multiplications, as a browser does. $1 = ch05_backprop, $2 = ch05, $3 = train, $4 = float | double
judge.kernels := common/fast/matmul_kernel common/fast/conv_kernel
define judge_precision
$(BROWSER)/judge/$1/%_kernel.o: %_kernel.c Makefile docs/run/run.mk
	@mkdir -p $$(@D)
	@$$(call compile,$1) -Dvector_bits_here=vector_bits_of_a_page -c -o $$@ $$<
endef
$(foreach p,float double,$(eval $(call judge_precision,$(p))))
$(BROWSER)/judge/bits.o: docs/run/run.mk
	@mkdir -p $(@D)
	@echo 'int vector_bits_of_a_page(void); int vector_bits_of_a_page(void) { return 128; }' | $(CC) -x c -c -o $@ -
define judge_program
$(BROWSER)/judge/$2/$3: $(B)/$4/$1/$3.o $($2.modules:%=$(B)/$4/%) $(judge.kernels:%=$(BROWSER)/judge/$4/%.o) $(BROWSER)/judge/bits.o $(B)/$4/common.a
	@mkdir -p $$(@D)
	@$$(link) -o $$@ $$^ $$($2.libs) $$(ldlibs) $$(LDLIBS)
endef
$(foreach p,$(browser.programs),$(eval $(call judge_program,$(patsubst %/,%,$(dir $(p))),$(call short,$(p)),$(notdir $(p)),$(call precision_of,$(p).c))))

# Every program in its page against its judge, line by line: minutes. PROGRAMS=ch05/train
# asks only one.
.PHONY: check-run
check-run: docs $(browser.short:%=$(BROWSER)/judge/%)
	@node docs/tools/check/run.mjs $(SITE)/html $(BROWSER)/judge $(PROGRAMS)

.PHONY: browser serve
browser: $(browser.short:%=$(BROWSER)/%.wasm) $(browser.short:%=$(BROWSER)/%.options) $(browser.packages)

# The site needs all of it or none: what is missing is said, and it has no Run then.
docs.run := $(if $(filter docs docs-check docs-check-all serve check-run,$(MAKECMDGOALS)),$(shell \
    { [ "$(wasm.works)" ] && command -v npm && { [ -e $(browser.packages) ] || make -s $(browser.packages); }; } >/dev/null 2>&1 && echo browser))
.PHONY: docs-run
docs-run: $(docs.run)
	@[ "$(docs.run)" ] || { rm -rf $(browser.packages); \
	  echo 'docs: the pages will have no Run: it needs clang, lld, wasi-libc and libclang-rt-dev-wasm32, and npm with its registry; run ./setup --docs' >&2; }

serve: docs
	@node docs/tools/site/serve.mjs $(SITE)/html
