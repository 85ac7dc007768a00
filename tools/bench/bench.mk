# bench.mk - the book beside others.
#
#   make bench          times beside today's PyTorch, JAX, NumPy and ONNX Runtime, as
#                       far as ./setup --bench could bring them; WORKS='deep eight'
#                       chooses, and RECORD=FILE keeps the figures elsewhere;
#                       tools/bench/run says what else it takes
#   make bench-record   what it has measured becomes the record of this kind of machine,
#                       which the docs show, if it is whole; measure on a machine that does nothing else
#
# These programs stand above the chapters: conv trains the networks of chapter 7.
.PHONY: bench bench-record bench-reads
RECORD = build/bench/record.tsv
bench.programs := $(patsubst tools/bench/%.c,$(B)/bench/%,$(wildcard tools/bench/*.c))
$(B)/float/tools/bench/peak.o: cflags += -march=native -ffp-contract=fast
$(B)/float/tools/bench/conv.o: cppflags += -Ich07_cnn
$(B)/bench/conv: $(ch07.modules:%=$(B)/float/%)
$(bench.programs): $(B)/bench/%: $(B)/float/tools/bench/%.o $(B)/float/common.a
	@mkdir -p $(@D)
	$(call say,link,$@)$(link) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(if $(filter conv,$*),$(ch07.libs)) $(bench.$*.flags) $(ldlibs) -ldl $(LDLIBS)
ifneq ($(system),Darwin)
bench.matmul.flags := -Wl,--wrap=version_at
endif
bench: ch05.built ch07.built $(bench.programs)
	@tools/bench/run $(B) $(RECORD) $(WORKS)
bench-record:
	@[ -f $(RECORD) ] || { echo 'there is no $(RECORD) yet: type make bench first, which measures it' >&2; exit 66; }
	@awk -v as=check -f tools/bench/record.awk $(RECORD)
	@to=docs/peers/$$(awk -v as=name -f tools/bench/record.awk $(RECORD)).tsv; mkdir -p docs/peers && cp $(RECORD) "$$to" && echo "$$to"
# A part of make test.
bench-reads:
	@tools/bench/check-record
