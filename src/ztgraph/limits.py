"""Every bound in one place: what one input may cost before ztgraph stops reading, thinking or writing.

A bound is there to keep one bad input from taking the run down with it, not to ration honest work: each default is some ten times what
the largest oversight report needs. A stage takes a ``Limits`` where it needs one and names the bound when it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """All bounds. Sizes are bytes unless the name says otherwise, times are seconds."""

    # reading
    file_bytes: int = 64 * MIB
    """Largest text or Markdown file."""
    corpus_bytes: int = 1024 * 1024 * MIB
    """Largest corpus file (it is read line by line, never whole)."""
    corpus_line_bytes: int = 64 * MIB
    """Longest line of a corpus."""
    text_characters: int = 20_000_000
    """Longest text of one document, in code points."""
    input_files: int = 20_000_000
    """Most files that folders and globs of one call may name."""
    json_depth: int = 64
    """Deepest nesting of a corpus line."""
    id_characters: int = 120
    """Longest document id; a longer name is cut and ends with a hash."""
    metadata_characters: int = 6_000
    """How much of the head of a document is searched for its date, title and publisher."""
    html_depth: int = 5_000
    """Deepest nesting of a web page; the parser's time grows with its square."""
    mail_parts: int = 2_000
    """Most parts of a mail or a saved page."""
    archive_members: int = 100_000
    """Most members of a ZIP archive."""
    archive_bytes: int = 4 * 1024 * MIB
    """Most bytes that the members of one archive may unpack to."""
    archive_ratio: int = 200
    """How many times its packed size a member of more than a mebibyte may unpack to."""
    pdf_pages: int = 5_000
    """Most pages of a PDF."""
    pdf_seconds: float = 600.0
    """Wall time, and processor time, of the process that reads one PDF."""
    pdf_memory_bytes: int = 3 * 1024 * MIB
    """Address space of the process that reads PDFs."""
    pdf_page_characters: int = 200_000
    """Most characters on one page of a PDF."""
    web_bytes: int = 64 * MIB
    """Largest answer to a request for an address."""
    web_seconds: float = 60.0
    """Wall time of one address, redirects included."""
    web_redirects: int = 5
    """Most redirects of one address."""

    # rules
    rule_file_bytes: int = 4 * MIB
    """Largest rule file."""
    rule_files: int = 2_000
    """Most rule files in one folder."""
    yaml_depth: int = 24
    """Deepest nesting of a rule file."""

    # extraction
    sentence_tokens: int = 600
    """Longest sentence that is analysed as one; a longer one is cut at its clauses."""
    sentence_statements: int = 400
    """Most statements of one sentence (coordination multiplies)."""
    coordination_members: int = 60
    """Most members of one coordinated phrase."""
    embedding_depth: int = 30
    """Deepest chain of embedding verbs and clauses."""

    # runs over many documents
    batch_bytes: int = 128 * 1024
    """Bytes of input that are worked on together and become one shard; a larger document is a batch of its own."""
    batch_documents: int = 64
    """Most files of one batch."""
    worker_memory_bytes: int = 8 * 1024 * MIB
    """Address space of a process that works on documents."""
    document_seconds: float = 1200.0
    """Wall time of one document in a process of its own; then the process is ended and the document skipped."""
    worker_deaths: int = 2
    """How often a document may end the process that works on it before it is skipped."""

    # graphs
    graph_bytes: int = 4 * 1024 * MIB
    """Largest graph file that a command loads into memory."""
    page_statements: int = 20_000
    """Most statements on one page; more would not be drawn by a browser."""
    page_characters: int = 16_000_000
    """Most characters of documents on the page of a neighbourhood, in code points; statements of further documents are left out."""

    # queries
    query_characters: int = 100_000
    """Longest query text."""
    query_depth: int = 60
    """Deepest nesting of groups and brackets in a query."""
    query_seconds: float = 30.0
    """Wall time of one query."""
    query_memory_bytes: int = 4 * 1024 * MIB
    """Address space of the process that runs a query."""
    query_rows: int = 1_000_000
    """Most rows or triples that one query may return."""
    query_answer_characters: int = 512 * MIB
    """Most characters of the terms that one query may return."""


DEFAULT_LIMITS = Limits()
