# Deep Learning from Scratch, in C: the only makefile.
#
#   make            every program of every chapter
#   make ch05       the programs of chapter 5; then run ./ch05/train
#   make ch05-test  the tests of what chapter 5 introduces; with T='affine/*' only
#                   those of this name
#   make test       all tests, and the order of the rooms of the library
#   make exercise   the first exercise that you have not solved; tools/exercises.mk
#                   lists what else helps with them
#   make check-exercises  the proof that all exercises test what they should
#   make grade IN=submissions OUT=report  judge the answers of a class;
#                   make check-grade proves the grader, make mutants the tests
#   make docs       the generated explanation, in build/docs/html/index.html
#   make weights-in-python  the listings that carry weights to Python and back
#   make zh-mark PAGES=README.zh.md  says that it follows README.md again
#   make serve      show that explanation to this computer, under http://localhost:8000
#   make browser    every program once more, for the browser; make check-run compares
#                   what they print in their pages with native ones
#   make data       download MNIST into data/mnist and check it
#   make ch03-weights  learn the weights again that chapter 3 reads digits with
#   make ch07-weights  the same for chapter 7; make ch07-samples draws its photos
#   make ch07-record  train for long, for the page of ch07_cnn/train_deep.c
#   make bench      times beside NumPy and PyTorch
#   make format     let clang-format decide (make format-check only asks)
#   make hooks      let git ask for the format before each commit
#   make wasm-check the rooms of mathematics compile for WebAssembly
#   make nightly    the long checks
#   make clean      remove what was built (never out/ and data/)
#
# MODE=release (default), debug, asan, tsan or coverage; CC=gcc or clang;
# CI=1 makes warnings errors; V=1 shows the commands; PRECISIONS=float leaves out the
# tests in double. CPPFLAGS, CFLAGS, LDFLAGS and LDLIBS are yours: make adds them
# behind what the project needs.
#
# Nothing is registered here. In a chapter, a .c file with a .h beside it is a
# module, a .c file without one is a program, and tests/*.c are its tests. A
# program that says "precision: double" in a comment is linked to the library
# in double; all others to the one in float. A source called *_kernel.c may
# fuse multiplications and additions, and is compiled again for wide
# vectors. The order of the rooms of the library, and of the modules in them, stands in
# common/README.md.

MODE ?= release
CC   := $(if $(filter default,$(origin CC)),$(or $(shell command -v gcc || command -v clang),cc),$(CC))
compiler := $(notdir $(firstword $(CC)))

# Without root, ./setup --local unpacks what is missing here.
DEPS := $(wildcard build/deps/usr)

# One short line for each file that is made; V=1 shows the whole command.
say = $(if $(V),,@printf '  %-4s %s\n' $(1) $(2);)

# --- flags -----------------------------------------------------------------
B := build/$(MODE)$(if $(filter gcc cc,$(compiler)),,-$(compiler))

# What the project needs has names in small letters, so that make CFLAGS=-O1 adds
# something and drops nothing.
cppflags := -Icommon -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 $(if $(DEPS),-I$(DEPS)/include \
            $(addprefix -I,$(wildcard $(DEPS)/include/*-linux-*)))
cflags   := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -fno-math-errno -ffp-contract=off -pthread -MMD -MP
# clang 19 asks for a cast where an enumeration constant meets a double. In C, such a
# constant is an int, and every int is a double.
cflags   += -Wno-enum-float-conversion
cflags   += $(if $(CI),-Werror)
# Old x86 processors of 32 bits compute with numbers of 80. Those with SSE2, and all
# are since 2004, round as their successors of 64 bits do.
x86 := $(filter __x86_64__ __i386__,$(shell $(CC) $(CFLAGS) -dM -E -x c /dev/null))
cflags   += $(if $(filter __i386__,$(x86)),-msse2 -mfpmath=sse)
, := ,
ldlibs   := $(foreach d,$(wildcard $(DEPS:%=%/lib/*-linux-*)),-L$d \
            -Wl$(,)--disable-new-dtags$(,)-rpath$(,)$(CURDIR)/$d) -lcjson -lz -lm
# What only one chapter needs, its programs and its tests.
ch07.libs := -lpng -ljpeg

release.flags  := -O3 -g
debug.flags    := -O0 -g3
asan.flags     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
                  -fno-sanitize-recover=all
# Inner loops keep their sums in registers, as in a release: that is several times
# as fast.
asan.kernel    := -O3
tsan.flags     := -O1 -g -fsanitize=thread
tsan.kernel    := -O3
coverage.flags := -O0 -g --coverage
cflags += $(or $($(MODE).flags),$(error MODE is release, debug, asan, tsan or coverage, not '$(MODE)'))

# --- what there is ---------------------------------------------------------
CHAPTERS := $(patsubst %/,%,$(wildcard ch[0-9][0-9]_*/))
# The rooms of the library, in the order of its page: each uses only those before it.
ROOMS    := $(shell sed -n 's|^\#\# \[.*\](\(.*\)/README.md).*|\1|p' common/README.md)
COMMON   := $(wildcard $(ROOMS:%=common/%/*.c))
HEADERS  := $(wildcard $(ROOMS:%=common/%/*.h))
short     = $(firstword $(subst _, ,$(1)))
SHORT    := $(foreach c,$(CHAPTERS),$(call short,$(c)))
DOUBLES  := $(shell grep -ls 'precision: double' $(CHAPTERS:%=%/*.c))
SOURCES  := $(COMMON) $(wildcard common/tests/*.c $(foreach f,*.c tests/*.c exercises/*.c,$(CHAPTERS:%=%/$(f))))

.PHONY: all help test clean format format-check formatted hooks rooms covered translated strangers needs weights-in-python zh-mark wasm-check nightly \
        $(SHORT) $(SHORT:=-test)
all: $(SHORT) compile_commands.json

help:
	@sed -n '1{/^#/!q};/^#/!q;s/^# \{0,1\}//p' Makefile

# --- objects, in both precisions -------------------------------------------
# $1 = float | double
float.define  :=
double.define := -DREAL_IS_DOUBLE
compile = $(CC) $(cppflags) -I$(firstword $(subst /, ,$<)) $($(1).define) $(cflags) \
          $(if $(filter %_kernel.c,$<),-ffp-contract=fast $($(MODE).kernel)) $(frame) $(CPPFLAGS) $(CFLAGS)
link    = $(CC) $(cflags) $(CFLAGS) $(LDFLAGS)
# A stack may have 128 kB, for example that of a thread. So what one function puts
# there is limited, in bytes: more for a program, which is called by nobody. What a
# sanitizer adds is not counted.
frame = $(if $(filter release debug,$(MODE)),-Wframe-larger-than=$(if $(filter common/%,$<),16384,32768))
# The kernels once more, for the wide vectors of newer processors.
WIDE := $(if $(filter __x86_64__,$(x86)),\
          $(foreach w,256 512,$(patsubst %.c,%.$w.o,$(filter %_kernel.c,$(COMMON)))))
256.flags := -mavx2 -mfma -DVECTOR_BITS=256
512.flags := -mavx512f -mfma -DVECTOR_BITS=512
define precision
$(B)/$1/%.o: %.c Makefile
	@mkdir -p $$(@D)
	$$(call say,cc,$$(patsubst $(B)/%,%,$$@))$$(call compile,$1) -c -o $$@ $$<
$(B)/$1/common.a: $(COMMON:%.c=$(B)/$1/%.o) $(WIDE:%=$(B)/$1/%)
	@rm -f $$@
	$$(call say,ar,$$@)$$(AR) rcs $$@ $$^
endef
# $2 = 256 | 512
define wide
$(B)/$1/%.$2.o: %.c Makefile
	@mkdir -p $$(@D)
	$$(call say,cc,$$(patsubst $(B)/%,%,$$@))$$(call compile,$1) $($2.flags) -c -o $$@ $$<
endef
$(foreach p,float double,$(eval $(call precision,$(p)))\
  $(foreach w,256 512,$(eval $(call wide,$(p),$(w)))))

# --- chapters: programs and tests ------------------------------------------
# $1 = ch05_backprop, $2 = ch05
define chapter
$2.modules  := $(patsubst %.h,%.o,$(wildcard $1/*.h))
$2.programs := $(filter-out $(patsubst %.h,%,$(wildcard $1/*.h)),$(basename $(wildcard $1/*.c)))
$2.tests.double := $(wildcard $1/tests/test_*.c)
$2.tests.float  := $$($2.tests.double) $(wildcard $1/tests/programs*.c)
$2.findings.float := $(wildcard $1/tests/findings*.c)
$2.mnist.float  := $(wildcard $1/tests/mnist_*.c)
$2: $$($2.programs:$1/%=$(B)/$2/%)
	@$$(if $$^,ln -sfn $(B)/$2 $2,echo "$1 holds no program yet")
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter,$(c),$(call short,$(c)))))

# A program is its own object, its chapter's modules and the library.
# $1 = ch05_backprop, $2 = ch05, $3 = program, $4 = float | double
define program
$(B)/$2/$3: $(B)/$4/$1/$3.o $($2.modules:%=$(B)/$4/%) $(B)/$4/common.a
	@mkdir -p $$(@D)
	$$(call say,link,$$@)$$(link) -o $$@ $$^ $$($2.libs) $$(ldlibs) $$(LDLIBS)
endef
precision_of = $(if $(filter $(1),$(DOUBLES)),double,float)
$(foreach c,$(CHAPTERS),$(foreach p,$($(call short,$(c)).programs),$(eval \
    $(call program,$(c),$(call short,$(c)),$(notdir $(p)),$(call precision_of,$(p).c)))))

# The tests of a chapter are one binary in each precision; those that run the
# programs stand in programs*.c and need only one; long trainings (findings*.c)
# and what needs the real MNIST (mnist_*.c) are binaries of their own.
# $3 = tests | findings | mnist, $4 = float | double
PRECISIONS ?= float double
export PRECISIONS # for tools/run-tests
FOR_TESTS = -Icommon/tests -DPROGRAMS='"$(CURDIR)/$(B)"' -DSOURCES='"$(CURDIR)"'
define test_binary
$(B)/$4/$1/$3.run: $(patsubst %.c,$(B)/$4/%.o,$($2.$3.$4) common/tests/support.c) \
               $($2.modules:%=$(B)/$4/%) $(B)/$4/common.a
	$$(call say,link,$$@)$$(link) -o $$@ $$^ -lcriterion $$($2.libs) $$(ldlibs) $$(LDLIBS)
$2.binaries += $(B)/$4/$1/$3.run
$(patsubst %.c,$(B)/$4/%.o,$($2.$3.$4)): cppflags += $(FOR_TESTS)
endef
$(foreach c,$(CHAPTERS),$(foreach k,tests findings mnist,$(foreach p,$(PRECISIONS),\
    $(if $(strip $($(call short,$(c)).$(k).$(p))),$(eval $(call test_binary,$(c),$(call short,$(c)),$(k),$(p)))))))
$(foreach p,float double,$(B)/$(p)/common/tests/support.o): cppflags += $(FOR_TESTS)

# tools/run-tests counts what ran against what the sources declare.
define chapter_test
$2-test: $($2.binaries) $2.built
	@tools/run-tests $(B) $1
.PHONY: $2.built
$2.built: $$($2.programs:$1/%=$(B)/$2/%)
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter_test,$(c),$(call short,$(c)))))

test: formatted rooms covered translated needs strangers weights-in-python $(foreach s,$(SHORT),$($(s).binaries) $(s).built)
	@tools/run-tests $(B) $(CHAPTERS)

rooms: $(B)/float/common.a
	@nm -A $< | awk -f tools/rooms.awk common/README.md - $(COMMON) $(HEADERS)

# docs/coverage.md names a program, a test and a page for each item of the notes,
# docs/lessons.md gives every program and exercise a session, and what the slips of
# docs/slips.md name is there.
covered:
	@awk -f tools/names.awk -f tools/covered.awk docs/coverage.md
	@awk -f tools/names.awk -f tools/lessons.awk tools/exercises/list docs/lessons.md docs/slips.md

# What setup says is needed is said elsewhere too, and has a name on every system.
needs:
	@awk -f tools/needs.awk setup CONTRIBUTING.md README.md README.zh.md

# What somebody else's flags and somebody else's program meet.
strangers: $(B)/float/common.a $(B)/double/common.a
	@tools/check-strangers $(B) $(CC) $(CFLAGS) $(LDFLAGS) $(filter -pthread -fsanitize=% --coverage,$(cflags))

# The listings of docs/weights.md carry weights to NumPy and PyTorch and back.
weights-in-python: ch03.built ch05.built ch07.built
	@$(if $(filter asan coverage,$(MODE)),echo 'weights in Python: not run: long',docs/weights/check $(B))

# Each of these pages is followed by a Chinese one, x.zh.md beside x.md. Whoever
# has brought one up to date says so with make zh-mark PAGES=x.zh.md. One that lags
# behind is a warning; RELEASE=1 makes it an error.
TRANSLATED := README.md $(CHAPTERS:%=%/README.md) docs/notation.md docs/glossary.md
translated:
	@LC_ALL=C awk -f docs/tools/check-translation.awk -v release=$(RELEASE) $(TRANSLATED)
zh-mark:
	@for zh in $(or $(PAGES),$(TRANSLATED:.md=.zh.md)); do \
	  en=$${zh%.zh.md}.md && hash=$$(git hash-object $$en | cut -c 1-12) && [ "$$hash" ] && \
	  printf '%s\n\n<!-- follows %s %s -->\n' "$$(sed '/^<!-- follows /d' $$zh)" $${en##*/} $$hash >$$zh.new && \
	  mv $$zh.new $$zh && echo "$$zh follows $$en" || exit; \
	done

# --- around the code -------------------------------------------------------
FORMATTED = $(wildcard common/*/*.[ch] common/system/browser/*.c docs/lab/*.c $(CHAPTERS:%=%/*.[ch]) $(CHAPTERS:%=%/tests/*.[ch]) \
              tools/exercises/*.[ch] $(foreach w,*.h */[!s]*.c */solution.c */wrong/*.c,$(CHAPTERS:%=%/exercises/$(w))))
format:
	@clang-format -i $(FORMATTED)
format-check:
	@clang-format --dry-run -Werror $(FORMATTED)
# The tests ask for the format where clang-format is of the version whose rules we have:
# others decide differently in small things.
formatted:
	@if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then $(MAKE) -s format-check; \
	else echo 'format: not asked: no clang-format 14 (./setup --dev)'; fi
# Before each commit, what takes a second.
hooks:
	@printf '#!/bin/sh\nexec make -s formatted translated\n' >.git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
	@echo 'git commit now asks for the format first, and whether Chinese pages lag behind'

# Editors read this to know how each file is compiled.
compile_commands.json: $(SOURCES) Makefile
	@{ echo '['; separator=; for f in $(SOURCES); do \
	   printf '%s{"directory": "%s", "file": "%s", "command": "%s"}\n' "$$separator" "$(CURDIR)" $$f \
	     "$(CC) -Icommon -Icommon/tests -Itools/exercises -I$${f%%/*} -D_POSIX_C_SOURCE=200809L -std=c11 -DPROGRAMS=\\\"\\\" -DSOURCES=\\\"\\\" -c $$f"; \
	   separator=,; done; echo ']'; } > $@

# The rooms that hold the mathematics need no operating system. With two
# modules of chapter 7 and some glue they are the laboratory of the site.
WASM := $(basename $(wildcard $(foreach r,tensor fast math optimizers layers network,common/$r/*.c))) \
        $(patsubst %,common/%,ground/base ground/rng data/dataset data/digits files/dtype training/weight_decay) \
        ch07_cnn/simple_conv_net ch07_cnn/ink common/system/browser/threads docs/lab/glue
wasm-check: $(WASM:%=build/wasm/%.o)
build/wasm/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,wasm,$<)clang --target=wasm32-wasi -O2 -std=c11 -Wall -Wextra -Werror \
	  -fno-math-errno -ffp-contract=off $(frame) -Icommon -Ich07_cnn -MMD -MP -c -o $@ $<

# What fetches and measures has a file of its own in tools/.
data:
	@tools/fetch-mnist data/mnist
# The weights that ship with chapter 3, made again by the chapter's own program.
ch03-weights: ch03
	ch03/train_recognizer --data digits --out out/ch03/digits --save ch03_network/weights/digits.safetensors
	ch03/train_recognizer --data mnist --out out/ch03/mnist --save ch03_network/weights/mnist.safetensors
# Those of chapter 7, as float16; and the pictures that recognize reads if it is
# given none.
ch07-weights: ch07
	for data in digits mnist; do \
	  ch07/train --data $$data --out out/ch07/$$data && \
	  ch07/half_precision --data $$data --out out/ch07/$$data \
	    --weights out/ch07/$$data/weights.safetensors --save ch07_cnn/weights/$$data.safetensors || exit; \
	done
ch07-samples: ch07
	ch07/draw_samples --out ch07_cnn/samples
# A training that its page shows from a record; see docs/README.md.
ch07-record: ch07
	tools/record ch07/train_deep 60 --data mnist --epochs 20 --rate 0.003
bench: ch05 ch07
	@tools/bench/run $(B)
nightly:
	@tools/nightly
.PHONY: data ch03-weights ch07-weights ch07-samples ch07-record bench test-binaries
test-binaries: $(foreach s,$(SHORT),$($(s).binaries))
	@echo $^

clean:
	rm -rf $(filter-out build/deps,$(wildcard build/*)) compile_commands.json
	rm -f $(SHORT)

include tools/exercises.mk
-include $(wildcard docs/docs.mk)
-include $(shell find build -path build/deps -prune -o -name '*.d' -print 2>/dev/null)
