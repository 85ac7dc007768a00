# bench.mk - the book beside others.
#
#   make bench   times beside NumPy and PyTorch; tools/bench/run says what else it takes
#
# These programs stand above the chapters: conv trains the networks of chapter 7.
.PHONY: bench
bench.programs := $(patsubst tools/bench/%.c,$(B)/bench/%,$(wildcard tools/bench/*.c))
$(B)/float/tools/bench/conv.o: cppflags += -Ich07_cnn
$(B)/bench/conv: $(ch07.modules:%=$(B)/float/%)
$(bench.programs): $(B)/bench/%: $(B)/float/tools/bench/%.o $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(if $(filter conv,$*),$(ch07.libs)) $(ldlibs) -ldl $(LDLIBS)
bench: ch05.built ch07.built $(bench.programs)
	@tools/bench/run $(B)
