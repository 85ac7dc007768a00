# Deep Learning from Scratch, in C: the picture of the whole.
#
# To learn:
#   make            every program of every chapter
#   make ch05       the programs of chapter 5; then run ./ch05/train
#   make exercise   the first exercise that you have not solved; make exercises shows all
#   make docs       the generated explanation, in build/docs/html/index.html
#   make serve      show that to this computer, under http://localhost:8000
#   make data       download MNIST into data/mnist and check it
#   make install PREFIX=…  headers and libraries for programs of your own
#   make clean      remove what was built (never out/ and data/)
#
# To teach:
#   make grade IN=submissions OUT=report  judge the answers of a class
#
# To change the book:
#   make test       all tests, and all that is cheap to check
#   make ch05-test  the tests of what chapter 5 introduces, but for long trainings;
#                   T='layers/*' chooses some
#   make format     let clang-format decide; make hooks: git asks before each commit
#   make bench      times beside PyTorch, JAX, NumPy and ONNX Runtime
#   make nightly    the long checks
#   make help-all   every target, part by part
#
# MODE=release (default), debug, asan, tsan or coverage; CC=gcc or clang; PLAIN=yes
# builds a library of definitions alone, without what makes it fast; WERROR=yes makes
# warnings errors; V=1 shows the commands; no and 0 turn such a switch off.
# PRECISIONS=float leaves out the tests in double. CPPFLAGS, CFLAGS, LDFLAGS and LDLIBS
# are yours: make adds them behind what the project needs.
#
# Nothing is registered here. In a chapter, a .c file with a .h beside it is a module,
# a .c file without one is a program, and tests/*.c are its tests. CONTRIBUTING.md
# says what else a name decides.

# --- what there is: folders, from the ground up ------------------------------
# The rooms of the library, in the order of its page: each uses only those before it.
ROOMS    := $(shell sed -n 's|^\#\# \[.*\](\(.*\)/README.md).*|\1|p' common/README.md)
COMMON   := $(wildcard $(ROOMS:%=common/%/*.c))
HEADERS  := $(wildcard $(ROOMS:%=common/%/*.h))
# The chapters, which stand on it: ch05_backprop, or ch05 for short.
CHAPTERS := $(patsubst %/,%,$(wildcard ch[0-9][0-9]_*/))
short     = $(firstword $(subst _, ,$(1)))
SHORT    := $(foreach c,$(CHAPTERS),$(call short,$(c)))

.PHONY: all help help-all clean
all: $(SHORT) compile_commands.json
help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile
help-all:
	@for part in $(PARTS); do sed -n '/^#/!q;s/^# \{0,1\}//p' $$part; echo; done
# A name that is mistyped, or a file that is gone.
.DEFAULT:
	@echo "there is no '$@' to make: the chapters are $(SHORT), and make help says what else there is" >&2; exit 64
clean:
	rm -rf $(filter-out build/deps build/bench,$(wildcard build/*)) compile_commands.json
	rm -f $(SHORT)

# --- the parts, each beside what it serves -----------------------------------
PARTS := tools/build/compile.mk tools/build/tests.mk tools/build/data.mk tools/build/install.mk \
         tools/exercises/exercises.mk tools/grading/grading.mk tools/proof/proof.mk tools/bench/bench.mk \
         docs/lab/lab.mk docs/run/run.mk docs/docs.mk
include $(PARTS)
# What each object was made from. The compiler leaves these lists beside the objects. An empty
# rule says that nobody else makes them, so that make does not look for one again and again.
made-from := $(shell find build \( -path build/deps -o -path build/bench -o -path build/mutants \) -prune -o -name '*.d' -print 2>/dev/null)
$(made-from): ;
-include $(made-from)
