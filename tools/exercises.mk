# exercises.mk - the student's targets. What they do stands in tools/exercises;
# nothing of it is built or looked for when make starts.
#
#   make exercise [E=ch03/softmax]  build and test the first unsolved, or this one
#   make exercises                  how far you are
#   make hint                       the next hint; HINT=all shows all
#   make watch                      test again whenever you save
#   make reset E=…                  begin again; your answer is kept
#   make solution                   after your own; FORCE=1 before it
#   make play E=…                   the chapter's training, with your function
#   make check-exercises            the proof: skeletons todo, solutions ok, wrong answers caught
#
# and the teacher's, which docs/exercises-for-teachers.md explains:
#
#   make grade IN=submissions OUT=report [JOBS=2] [E="ch01 ch03/softmax"] [PARTIAL=yes] [SLOWER=3]
#                                   judge what a class has handed in
#   make check-grade                the proof: hostile answers get the right verdict
#   make mutants [E=ch03/softmax]   do the tests notice a small change of the solution?
#
# E may be left out where it stands in brackets or not at all.
.PHONY: exercise exercises hint watch reset solution play check-exercises grade check-grade mutants
export SLOWER
exercise-command = @CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' HINT='$(HINT)' FORCE='$(FORCE)' tools/exercises/exercise
exercise:
	$(exercise-command) next $(E)
exercises:
	$(exercise-command) list
hint watch reset solution play:
	$(exercise-command) $@ $(E)
check-exercises:
	@DEPS='$(DEPS:%=$(CURDIR)/%)' tools/exercises/check

# Python's standard library writes the reports: it knows how to quote.
python = $(or $(wildcard /usr/bin/python3),python3)
grade:
	@[ "$(IN)" ] && [ "$(OUT)" ] || { echo 'say where: make grade IN=submissions OUT=report'; exit 64; }
	@CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' $(python) tools/exercises/grade --jobs $(or $(JOBS),2) \
	  --only '$(E)' $(if $(filter yes 1,$(PARTIAL)),--partial) -- '$(IN)' '$(OUT)'
check-grade:
	@CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' $(python) tools/exercises/check-grade
mutants:
	@CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' $(python) tools/exercises/mutants --jobs $(or $(JOBS),2) $(E)
