# tests.mk - all that looks whether the book is right.
#
#   make test               all tests, the small checks below, and those of the pages
#   make ch05-test          the tests of what chapter 5 introduces; with T='layers/*'
#                           only those of this name
#   make rooms              does each module use only what stands below it?
#   make needs              do setup and the pages name the same needs?
#   make strangers          flags of your own, and a program of your own
#   make format             let clang-format decide; make format-check only asks
#   make hooks              let git ask for the format before each commit
#   make nightly            the long checks; STAGES='fuzz faults' only these
#   make nightly-record     their results become the record that the docs show
#   make check-hosted       what code hosts are told, tried here; IMAGES=debian:13 chooses
#   make release VERSION=0.1.0  the archives of a release, in build/releases
.PHONY: test rooms needs strangers format format-check formatted hooks nightly nightly-record release check-hosted test-binaries $(SHORT:=-test)

# The tests of a chapter are one binary in each precision; those of what holds no
# real number (once_*.c) and those that run the programs (programs*.c) need only one; long trainings (findings*.c)
# and what needs the real MNIST (mnist_*.c) or Open MPI (mpi_*.c) are binaries of their own.
# $3 = tests | findings | mnist | mpi, $4 = float | double
PRECISIONS ?= float double
export PRECISIONS # for tools/build/run-tests
# A test asks for another library by name. Before glibc 2.34, dlopen() was in one of its own.
dl := $(if $(filter Linux,$(system)),-ldl)
# RUNNER=forked builds them for processors where Criterion cannot run.
RUNNER ?= criterion
runner := $(if $(filter forked,$(RUNNER)),$(B)/float/tools/forked/forked.o,-lcriterion)
$(B)/float/tools/forked/forked.o: cppflags += -Itools/forked
FOR_TESTS := $(if $(filter forked,$(RUNNER)),-Itools/forked) -Icommon/tests $(call quoted,-DPROGRAMS=$(call as-c,$(CURDIR)/$(B))) $(call quoted,-DSOURCES=$(call as-c,$(CURDIR)))
define test_binary
$(B)/$4/$1/$3.run: $(patsubst %.c,$(B)/$4/%.o,$($2.$3.$4) common/tests/support.c) \
               $($2.modules:%=$(B)/$4/%) $(B)/$4/common.a $(filter %.o,$(runner))
	$$(call say,link,$$@)$$(link) -o $$@ $$^ $(filter -l%,$(runner)) $$($2.libs) $$(ldlibs) $$(dl) $$(LDLIBS)
$2.binaries += $(B)/$4/$1/$3.run
$(patsubst %.c,$(B)/$4/%.o,$($2.$3.$4)): tools/build/tests.mk
$(patsubst %.c,$(B)/$4/%.o,$($2.$3.$4)): cppflags += $$(FOR_TESTS)
endef
$(foreach c,$(CHAPTERS),$(foreach k,tests findings mnist mpi,$(foreach p,$(PRECISIONS),\
    $(if $(strip $($(call short,$(c)).$(k).$(p))),$(eval $(call test_binary,$(c),$(call short,$(c)),$(k),$(p)))))))
$(foreach p,float double,$(B)/$(p)/common/tests/support.o): cppflags += $(FOR_TESTS)

# tools/build/run-tests counts what ran against what the sources declare. Whether there
# is an mpicc here says nothing of what was built, for another processor for example.
define chapter_test
$2-test: $($2.binaries) $2.built
	@QUICK=1 MPI='$(MPI)' tools/build/run-tests $(B) $1
.PHONY: $2.built
$2.built: $$($2.programs:$1/%=$(B)/$2/%)
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter_test,$(c),$(call short,$(c)))))

test: formatted rooms covered translated needs strangers weights-in-python lines-of-python trouble bench-reads proofs $(foreach s,$(SHORT),$($(s).binaries) $(s).built)
	@MPI='$(MPI)' tools/build/run-tests $(B) $(CHAPTERS)

rooms: $(B)/float/common.a
	@nm -A $< | awk -f tools/build/rooms.awk common/README.md - $(COMMON:%/alone/ranks.c=%/ranks.c) $(HEADERS)
	@find common ch*_* tools docs -name '*.[ch]' -exec awk -f tools/build/house.awk {} +
	@printf '#include "%s"\n' $(HEADERS:common/%=%) | $(CC) $(cppflags) $(filter-out -M%,$(cflags)) -pedantic-errors -fsyntax-only -x c -

# What setup says is needed is said elsewhere too, and has a name on every system.
needs:
	@awk -f tools/build/needs.awk setup CONTRIBUTING.md README.md README.zh.md

# What somebody else's flags and somebody else's program meet.
$(B)/asked/strangers: $(B)/float/common.a $(B)/double/common.a $(HEADERS) docs/use/fit.c Makefile $(PARTS) tools/build/check-strangers tools/build/install-library
	@rm -rf $(B)/stage
	@$(MAKE) -s install DESTDIR=$(B)/stage PREFIX=/opt/dl >/dev/null
	@tools/build/ask $@ tools/build/check-strangers $(B) $(CC) $(CFLAGS) $(LDFLAGS) $(filter -pthread -fsanitize=% --coverage,$(cflags))

# Some checks take seconds, and look at nothing but files: while those stay as they are, so
# does the answer.
strangers weights-in-python lines-of-python trouble: %: $(B)/asked/%
	@cat $<

# --- around the code -------------------------------------------------------
FORMATTED = $(wildcard common/*/*.[ch] common/system/browser/*.c common/ranks/alone/*.c docs/lab/*.c docs/run/*/*.[ch] docs/run/*/*/*.h docs/use/*.c $(CHAPTERS:%=%/*.[ch]) $(CHAPTERS:%=%/browser/*.c) $(CHAPTERS:%=%/tests/*.[ch]) \
              tools/*/*.[ch] $(foreach w,*.h */[!s]*.c */solution.c */wrong/*.c,$(CHAPTERS:%=%/exercises/$(w))))
format:
	@clang-format -i $(FORMATTED)
format-check:
	@clang-format --dry-run -Werror $(FORMATTED)
# The tests ask for the format where clang-format is of the version whose rules we have:
# others decide differently in small things.
formatted:
	@if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then $(MAKE) -s build/formatted; \
	else echo 'format: not asked: no clang-format 14 (./setup --dev)'; fi
# What has not changed since it was asked is not asked again.
build/formatted: .clang-format $(FORMATTED)
	@mkdir -p $(@D)
	@clang-format --dry-run -Werror $(if $(filter .clang-format,$?),$(FORMATTED),$?)
	@touch $@
hooks:
	@tools/build/hooks

nightly:
	@tools/build/nightly $(STAGES)
nightly-record:
	@tools/build/nightly keep
check-hosted:
	@tools/build/check-hosted $(IMAGES)
release:
	@MAKE='$(MAKE_COMMAND)' tools/build/release '$(VERSION)'
test-binaries: $(foreach s,$(SHORT),$($(s).binaries))
	@echo $^
