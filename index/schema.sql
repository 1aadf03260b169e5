-- The catalogue: the truth of an archive. The search engine is derived from it.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Bytes, under any number of paths. state: ok, or failed with the problem as JSON.
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    format TEXT NOT NULL,
    title TEXT,
    published TEXT,
    encoding TEXT,
    state TEXT NOT NULL CHECK (state IN ('ok', 'failed')),
    problem TEXT,
    seconds REAL
);

-- The ledger: a path whose size and time are as they were is not opened again. file is NULL where no bytes could be had.
-- seen: when it was last found; gone: when an ingest of its folder first missed it, NULL while it is there.
CREATE TABLE paths (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    file INTEGER REFERENCES files (id),
    state TEXT NOT NULL CHECK (state IN ('ok', 'failed')),
    problem TEXT,
    seen INTEGER NOT NULL,
    gone INTEGER
) WITHOUT ROWID;
CREATE INDEX paths_file ON paths (file);
CREATE INDEX paths_failed ON paths (path) WHERE state = 'failed';
CREATE INDEX paths_gone ON paths (path) WHERE gone IS NOT NULL;

-- What people cite. text_hash is set where there is no number: then one text is one Work.
CREATE TABLE works (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    issuer TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    UNIQUE (number, type, date, issuer, text_hash)
);

-- One text in a File. Columns up to year are what filters ask; data is the Document without its text (msgpack, zlib).
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL REFERENCES files (id),
    work INTEGER NOT NULL REFERENCES works (id),
    title TEXT NOT NULL,
    number TEXT,
    number_key TEXT,
    type TEXT,
    type_key TEXT,
    issuer TEXT,
    issuer_key TEXT,
    date TEXT,
    level TEXT,
    secrecy TEXT,
    term TEXT,
    year INTEGER,
    characters INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    generation INTEGER NOT NULL,
    data BLOB NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_work ON documents (work);
CREATE INDEX documents_number ON documents (number_key) WHERE number_key IS NOT NULL;
CREATE INDEX documents_issuer ON documents (issuer_key) WHERE issuer_key IS NOT NULL;
CREATE INDEX documents_generation ON documents (generation);
CREATE INDEX documents_made_by ON documents (made_by);

-- References and indicators. headings: offsets of the headings above, outermost first, as JSON; data: the mention (msgpack).
CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number_key TEXT,
    date TEXT,
    issuer_key TEXT,
    unit_key TEXT,
    value REAL,
    page INTEGER,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    headings TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX mentions_number ON mentions (number_key, document) WHERE number_key IS NOT NULL;
CREATE INDEX mentions_unit ON mentions (unit_key, document) WHERE unit_key IS NOT NULL;

-- Documents that were taken out, and when, until the engine has forgotten them too.
CREATE TABLE removed (
    document INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL
);
