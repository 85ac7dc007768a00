# proof.mk - the long proofs, of which make nightly is made; minutes each.
#
#   make coverage              which lines and branches the tests run, by gcov;
#                              C='ch01 ch05' runs the tests of these chapters only
#   make fuzz                  strangers' files and words, clang's libFuzzer: a minute for
#                              each kind; FUZZ_SECONDS=600, FUZZ='idx photo' choose
#   make fuzz-again            what it found before, once more; seconds, with MODE=asan
#   make faults                each allocation and each call of the system fails once
#   make mutants-library       do the tests notice a small change of the library? N=40
#                              changes, drawn with SEED=1; ONLY=common/files chooses
#   make proofs                would these see what they are for? Made-up cases, a second
.PHONY: coverage fuzz fuzz-again fuzz-programs fuzz-seeds faults proofs mutants-library
# Every program, and every binary of tests, is linked so that no end of it loses counts.
coverage.libs := -Wl,--wrap=_exit -Wl,--wrap=execv $(B)/float/tools/proof/counted.o
ldlibs += $(if $(filter coverage,$(MODE)),$(coverage.libs))
coverage:
	@$(python) tools/proof/coverage $(C)

# Whatever a target reads, it reads by the chapter's or the library's own function.
fuzz.names := idx weights resume photo options
FUZZ_SECONDS ?= 60
# libpng is compiled with the rest, if its sources can be had. In that of the system
# libFuzzer sees nothing.
fuzz.png := build/deps/libpng
png.objects := $(patsubst $(fuzz.png)/source/%.c,$(B)/fuzz/libpng/%.o,$(filter-out %/example.c %/pngtest.c,\
               $(wildcard $(fuzz.png)/source/*.c)))
$(B)/fuzz/libpng/%.o: $(fuzz.png)/source/%.c
	@mkdir -p $(@D)
	$(call say,compile,$@)$(CC) -O1 -g -w -fsanitize=fuzzer-no-link,address -DPNG_ARM_NEON_OPT=0 -c -o $@ $<
fuzz:
	@tools/fuzz/libpng $(fuzz.png) || echo 'fuzz: with the libpng of the system'
	@$(MAKE) -s CC=clang MODE=fuzz fuzz-programs
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tools/fuzz/run build/fuzz-clang/fuzz $(or $(FUZZ),$(fuzz.names))
fuzz-programs: $(fuzz.names:%=$(B)/fuzz/%) $(B)/fuzz/seeds
$(B)/float/tools/fuzz/%.o $(B)/float/tools/proof/faults.o $(B)/float/tools/proof/photographs.o: cppflags += -Ich07_cnn
fuzz.options = -Wl,--wrap=exit -Wl,--wrap=streams_prepare
$(fuzz.names:%=$(B)/fuzz/%): $(B)/fuzz/%: $(B)/float/tools/fuzz/%.o $(B)/float/tools/fuzz/fuzz.o $(ch07.modules:%=$(B)/float/%) $(png.objects) $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) -fsanitize=fuzzer $(if $(filter options,$*),$(fuzz.options)) -o $@ $^ \
	    $(if $(png.objects),$(filter-out -lpng,$(ch07.libs)),$(ch07.libs)) $(ldlibs) $(LDLIBS)
# The same targets without libFuzzer, for what is kept in tools/fuzz/corpus.
fuzz-again: $(fuzz.names:%=$(B)/fuzz/%-again)
	@tools/fuzz/again $(B)/fuzz $(fuzz.names)
$(fuzz.names:%=$(B)/fuzz/%-again): $(B)/fuzz/%-again: $(B)/float/tools/fuzz/%.o $(B)/float/tools/fuzz/again.o $(B)/float/tools/fuzz/fuzz.o $(ch07.modules:%=$(B)/float/%) $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) $(if $(filter options,$*),$(fuzz.options)) -o $@ $^ $(ch07.libs) $(ldlibs) $(LDLIBS)
$(B)/fuzz/seeds: $(B)/float/tools/fuzz/seeds.o $(B)/float/tools/fuzz/fuzz.o $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) -o $@ $^ $(ldlibs) $(LDLIBS)

# With a sanitizer, which sees what is lost: our own calls fail. Without it: those of zlib,
# libpng and libjpeg as well.
faults.wrapped := malloc calloc realloc posix_memalign strdup realpath open64 fdopen fopen64 tmpfile64 \
                  read fread fseeko64 fwrite fflush fclose close fsync rename stat64 fstat64 lstat64 fchmod access \
                  mkdir getcwd readlink fork gzdopen gzread scandir64 pthread_create opendir readdir64 closedir fseek \
                  gzrewind fgets __getdelim write pipe dup2 poll chdir unlink sigaction waitpid fcntl64
faults:
	@$(MAKE) -s MODE=asan build/asan/proof/faults
	@$(MAKE) -s build/release/proof/faults
	@ASAN_OPTIONS=exitcode=99 LSAN_OPTIONS=exitcode=99 build/asan/proof/faults
	@build/release/proof/faults
$(B)/proof/faults: $(B)/float/tools/proof/faults.o $(ch07.modules:%=$(B)/float/%) $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) $(faults.wrapped:%=-Wl,--wrap=%) -o $@ $^ $(ch07.libs) $(ldlibs) $(LDLIBS)

# Photographs of digits, and of what is none, for make nightly.
$(B)/proof/photographs: $(B)/float/tools/proof/photographs.o $(ch07.modules:%=$(B)/float/%) $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) -o $@ $^ $(ch07.libs) $(ldlibs) $(LDLIBS)

# Would the proofs see what they are for? Each meets something made up.
proofs: build/proofs-asked
	@cat $<
build/proofs-asked: $(wildcard tools/proof/* tools/build/nightly tools/build/house.awk) tools/exercises/mutants $(COMMON) $(wildcard common/*/*.h)
	@PYTHON=$(python) tools/build/ask $@ tools/proof/check

N ?= 40
SEED ?= 1
mutants-library:
	@$(python) tools/proof/mutants --count $(N) --seed $(SEED) $(ONLY)
