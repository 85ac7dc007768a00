"""alike - are two answers the same but for names, blanks and comments?

A hint for a teacher, and no proof. Short right answers are alike because there is
one way to write them, and common mistakes because they are common. So only these
are compared: right answers of at least LONG words of C, and wrong ones of at least
SHORT, which are none of the wrong answers that the exercise knows.
"""
import re

LONG, SHORT = 120, 40
MOST = 5000  # words; nobody needs so many, and they would cost memory

PIECES = re.compile(r"""
    //[^\n]* | /\*.*?(?:\*/|\Z)                     # comments
  | ^[ \t]*\#[ \t]*include[^\n]*                    # what every answer has
  | (?P<text>"(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*')
  | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>[-+*/%&|^<>=!]=|\+\+|--|&&|\|\||<<=?|>>=?|->|\S)
""", re.X | re.S | re.M)
KEYWORDS = set("""break case char continue default do double else enum float for goto if int long return short
    signed sizeof struct switch union unsigned void while bool size_t int8_t int16_t int32_t int64_t uint8_t uint16_t
    uint32_t uint64_t""".split())
SAID_FOR_THE_COMPILER = {'const', 'static', 'inline', 'restrict', 'register', 'volatile'}


def words(source):
    """The words of an answer, its own names replaced by numbers in the order in which they come."""
    pieces = [(m.lastgroup, m[0]) for m in PIECES.finditer(source.replace('\\\n', '')) if m.lastgroup]
    pieces = [p for p in pieces if p[1] not in SAID_FOR_THE_COMPILER]
    known = KEYWORDS | (called(pieces) - defined(pieces))
    numbers, result = {}, []
    for kind, text in pieces:
        if kind == 'name' and text not in known:
            text = f'_{numbers.setdefault(text, len(numbers))}'
        elif kind == 'number':
            text = re.sub('[fFuUlL]+$', '', text) if not text.lower().startswith('0x') else text.lower()
        result.append(text)
    return tuple(result) if len(result) <= MOST else ()


def called(pieces):
    """Names with a parenthesis behind them."""
    return {a[1] for a, b in zip(pieces, pieces[1:]) if a[0] == 'name' and b[1] == '('}


def defined(pieces):
    """Those of them that stand outside all braces."""
    depth, names = 0, set()
    for a, b in zip(pieces, pieces[1:]):
        depth += (a[1] == '{') - (a[1] == '}')
        if depth == 0 and a[0] == 'name' and b[1] == '(':
            names.add(a[1])
    return names


def groups(answers, known, solution):
    """Which answers to one exercise are alike. answers are (who, is it right, its words);
    known are the words of the exercise's wrong answers, solution those of the book's.
    Returns lists of those who are alike; a list may begin with None, the book itself."""
    alike = {solution: [None]}
    for who, right, text in answers:
        if len(text) >= (LONG if right else SHORT) and text not in known:
            alike.setdefault(text, []).append(who)
    return [group for group in alike.values() if len(group) > 1]
