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
# E may be left out where it stands in brackets or not at all.
.PHONY: exercise exercises hint watch reset solution play check-exercises
exercise-command = @CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' HINT='$(HINT)' FORCE='$(FORCE)' tools/exercises/exercise
exercise:
	$(exercise-command) next $(E)
exercises:
	$(exercise-command) list
hint watch reset solution play:
	$(exercise-command) $@ $(E)
check-exercises:
	@DEPS='$(DEPS:%=$(CURDIR)/%)' tools/exercises/check
