"""strange - text that strangers wrote, made safe for a report."""
import os
import re
import unicodedata


def clean(text):
    """What a stranger wrote, without bytes that are no text and without controls."""
    if isinstance(text, str):  # a name of a file
        text = os.fsencode(text)
    return ''.join(c if c == '\n' or c.isprintable() else ' ' if c.isspace() else '\ufffd'
                   for c in text.decode('utf-8', 'replace'))


def one_line(text):
    return clean(text).replace('\n', '\ufffd')


def markdown(text):
    return re.sub(r'([\\`*_{}\[\]<>()#+!|&~=$@:-])', r'\\\1', text)


def fenced(text):
    """The text as a block of code that it cannot end itself."""
    fence = '`' * max(3, 1 + max((len(run) for run in re.findall('`+', text)), default=0))
    return f'{fence}text\n{text}\n{fence}\n'


def cell(text):
    """A name that no spreadsheet takes for a formula."""
    return "'" + text if re.match(r'\s*[=+\-@|%]', text) else text


def folded(text):
    """A name as two people may write it: only letters and digits, small, without accents."""
    return ''.join(c for c in unicodedata.normalize('NFKD', text).casefold() if c.isalnum())
