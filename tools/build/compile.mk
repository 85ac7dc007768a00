# compile.mk - from sources to programs: flags, the library in both precisions, the
# programs of the chapters.
#
#   make build/release/ch05/train   one program; MODE, CC and RUNNER name the folder
#   make compile_commands.json      for editors: how each file is compiled
#
# A program that says "precision: double" in a comment is linked to the library in
# double; all others to the one in float. A source called *_kernel.c may fuse
# multiplications and additions, and is compiled again for wide vectors.

# A switch that says no is off, as one that says nothing.
$(foreach switch,PLAIN WERROR QUICK RELEASE V,$(if $(filter no 0,$($(switch))),$(eval override $(switch) :=)))
MODE ?= release
CC   := $(if $(filter default,$(origin CC)),$(or $(shell command -v gcc || command -v clang),cc),$(CC))
compiler := $(notdir $(firstword $(filter-out ccache %/ccache distcc %/distcc,$(CC))))
B := build/$(MODE)$(if $(filter gcc cc,$(compiler)),,-$(compiler))$(if $(PLAIN),-plain)$(if $(filter forked,$(RUNNER)),-forked)
# Here stand the flags: with others, all is compiled again.
made-by := tools/build/compile.mk

# Without root, ./setup --local unpacks what is missing here.
DEPS := $(wildcard build/deps/usr)

# The project's folder may have any name, with blanks, quotes and dollars. So targets
# have relative names. Where a whole name is needed, it is a word for the shell:
# $(call quoted,$(CURDIR)), or a string of C in such a word.
quoted = '$(subst ','\'',$(1))'
as-c   = "$(subst ",\",$(subst \,\\,$(1)))"

# One short line for each file that is made; V=1 shows the whole command.
say = $(if $(V),,@printf '  %-4s %s\n' $(1) $(2);)

# --- flags -----------------------------------------------------------------
# What the project needs has names in small letters, so that make CFLAGS=-O1 adds
# something and drops nothing.
# POSIX alone hides how many processors there are, on two systems.
system        := $(shell uname)
Darwin.words  := -D_DARWIN_C_SOURCE
FreeBSD.words := -D__BSD_VISIBLE=1
cppflags := -Icommon -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 $($(system).words) $(if $(DEPS),-I$(DEPS)/include \
            $(addprefix -I,$(wildcard $(DEPS)/include/*-linux-*))) $(if $(PLAIN),-DBY_DEFINITION)
cflags   := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -fno-math-errno -ffp-contract=off -pthread -MMD -MP
# clang 19 asks for a cast where an enumeration constant meets a double. In C, such a
# constant is an int, and every int is a double.
cflags   += -Wno-enum-float-conversion
# WERROR=yes is a word of our own: hosts say CI of themselves, and there a newer compiler,
# which warns of more, must stop nobody.
cflags   += $(if $(WERROR),-Werror)
# Old x86 processors of 32 bits compute with numbers of 80. Those with SSE2, and all
# are since 2004, round as their successors of 64 bits do.
x86 := $(filter __x86_64__ __i386__,$(shell $(CC) $(CFLAGS) -dM -E -x c /dev/null))
cflags   += $(if $(filter __i386__,$(x86)),-msse2 -mfpmath=sse)
ldlibs   := $(foreach d,$(wildcard $(DEPS:%=%/lib/*-linux-*)),-L$d \
            -Wl,--disable-new-dtags -Xlinker -rpath -Xlinker $(call quoted,$(CURDIR)/$d)) -lcjson -lz -lm
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
coverage.kernel := -O2
# Coverage of another kind: it leads libFuzzer, tools/proof/proof.mk.
fuzz.flags     := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
                  -fno-sanitize-recover=all
fuzz.kernel    := -O3
cflags += $(or $($(MODE).flags),$(error MODE is release, debug, asan, tsan, coverage or fuzz, not '$(MODE)'))

# Open MPI, where it is: one source knows it, and without it another one takes that one's
# place. Programs that use ranks are linked to it, and nothing else is. The compiler for
# another processor has no use for that of this one; make MPI= says no.
MPI ?= $(if $(filter gcc clang cc,$(compiler)),$(shell command -v mpicc))
mpi.source := common/ranks/$(if $(MPI),,alone/)ranks.c
mpi.flags  := $(if $(MPI),$(patsubst -I%,-isystem%,$(shell $(MPI) --showme:compile 2>/dev/null)))
mpi.libs   := $(if $(MPI),$(shell $(MPI) --showme:link 2>/dev/null))
ifneq ($(system),Darwin) # whose linker does not know these words
mpi.libs   := $(if $(MPI),-Xlinker --as-needed $(mpi.libs) -Xlinker --no-as-needed)
endif
portable   := $(COMMON:%/ranks/ranks.c=%/ranks/alone/ranks.c)
COMMON     := $(filter-out common/ranks/ranks.c,$(COMMON)) $(mpi.source)
ch06.libs  += $(mpi.libs)
ch07.libs  += $(mpi.libs)
$(B)/%/common/ranks/ranks.o: cppflags += $(mpi.flags)

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
$(B)/$1/%.o: %.c $(made-by)
	@mkdir -p $$(@D)
	$$(call say,cc,$$(patsubst $(B)/%,%,$$@))$$(call compile,$1) -c -o $$@ $$<
$(B)/$1/common.a: $(COMMON:%.c=$(B)/$1/%.o) $(WIDE:%=$(B)/$1/%)
	@rm -f $$@
	$$(call say,ar,$$@)$$(AR) rcs $$@ $$^
endef
# $2 = 256 | 512
define wide
$(B)/$1/%.$2.o: %.c $(made-by)
	@mkdir -p $$(@D)
	$$(call say,cc,$$(patsubst $(B)/%,%,$$@))$$(call compile,$1) $($2.flags) -c -o $$@ $$<
endef
$(foreach p,float double,$(eval $(call precision,$(p)))\
  $(foreach w,256 512,$(eval $(call wide,$(p),$(w)))))

# --- chapters: programs and tests ------------------------------------------
# $1 = ch05_backprop, $2 = ch05
.PHONY: $(SHORT)
define chapter
$2.modules  := $(patsubst %.h,%.o,$(wildcard $1/*.h))
$2.programs := $(filter-out $(patsubst %.h,%,$(wildcard $1/*.h)),$(basename $(wildcard $1/*.c)))
$2.tests.double := $(wildcard $1/tests/test_*.c)
$2.tests.float  := $$($2.tests.double) $(wildcard $1/tests/once_*.c $1/tests/programs*.c)
$2.findings.float := $(wildcard $1/tests/findings*.c)
$2.mnist.float  := $(wildcard $1/tests/mnist_*.c)
$2.mpi.float    := $(wildcard $1/tests/mpi_*.c)
$2: $$($2.programs:$1/%=$(B)/$2/%)
	@$$(if $$^,[ "$$$$(readlink $2)" = $(B)/$2 ] || ln -sfn $(B)/$2 $2,echo "$1 holds no program yet")
	@$(if $(filter $2 $1 $1/,$(MAKECMDGOALS)),awk -f tools/build/programs.awk $1/README.md)
# As a shell completes the names, and as they are run.
.PHONY: $1 $1/ $$($2.programs:$1/%=$2/%)
$1 $1/ $$($2.programs:$1/%=$2/%): $2
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter,$(c),$(call short,$(c)))))

DOUBLES := $(shell grep -ls 'precision: double' $(CHAPTERS:%=%/*.c))
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

# Editors read this to know how each file is compiled.
SOURCES = $(COMMON) $(wildcard common/tests/*.c $(foreach f,*.c tests/*.c exercises/*.c,$(CHAPTERS:%=%/$(f))))
compile_commands.json: $(SOURCES) $(made-by)
	@{ echo '['; separator=; for f in $(SOURCES); do \
	   printf '%s{"directory": %s, "file": "%s", "command": "%s"}\n' "$$separator" $(call quoted,$(call as-c,$(CURDIR))) $$f \
	     "$(CC) -Icommon -Icommon/tests -Itools/exercises -I$${f%%/*} -D_POSIX_C_SOURCE=200809L -std=c11 -DPROGRAMS=\\\"\\\" -DSOURCES=\\\"\\\" -c $$f"; \
	   separator=,; done; echo ']'; } > $@

