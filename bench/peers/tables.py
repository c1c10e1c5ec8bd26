"""The verdict on everybody by shares alone, as DuckDB, SciPy or SQLite tell it, from the files that bench/scale.ts writes.

Called as: tables.py WAY FOLDER. Of each holding: holder, subject, least and most (int32) that it may be. Of each party: seed
(2 restricted by what it is, 1 perhaps), own (what it holds of itself) and open (1: somebody may hold what nobody is
recorded to hold). A company is restricted where restricted holders hold more than half of what it does not hold itself,
least bounds added up; it may be where those who may be, what nobody is recorded to hold included, hold more than half at
most, and the others leave so much. Writes a byte a party to FOLDER/WAY.bin (2 restricted, 1 perhaps) and says, as JSON,
how long loading and answering took and the most memory.
"""

import json
import sqlite3
import sys
import time

import numpy as np

# 100 %, as bench/scale.ts counts.
WHOLE = 10_240_000

# What a company lacks of being in, by the holders who are: least, and most with what is not recorded and what is left.
LEAST = "sum(i.least) > p.need"
MOST = "sum(i.most) + p.rest > p.need AND p.unheld + sum(i.least) > p.need"
BEGIN = {"least": "seed = 2", "most": "seed > 0 OR rest > need"}
ENOUGH = {"least": LEAST, "most": MOST}


def looped(bound):
    return f"""INSERT INTO restricted
      SELECT i.subject FROM interest i JOIN party p ON p.id = i.subject
      WHERE i.holder IN (SELECT id FROM restricted) AND i.subject NOT IN (SELECT id FROM restricted)
      GROUP BY i.subject, p.need, p.rest, p.unheld HAVING {ENOUGH[bound]}"""


def recursive(bound):
    return f"""WITH RECURSIVE restricted(id) USING KEY (id) AS (
      SELECT id FROM party WHERE {BEGIN[bound]}
      UNION
      SELECT i.subject FROM interest i JOIN party p ON p.id = i.subject
      WHERE i.holder IN (SELECT id FROM recurring.restricted) AND i.subject NOT IN (SELECT id FROM recurring.restricted)
      GROUP BY i.subject, p.need, p.rest, p.unheld HAVING {ENOUGH[bound]}
    ) SELECT id FROM restricted"""


# A recursive part may not add up in SQLite: what can be asked is a chain of holders each of whom is enough alone.
ALONE = {"least": "i.least > p.need", "most": "i.most + p.rest > p.need AND p.unheld + i.least > p.need"}


def alone(bound):
    return f"""WITH RECURSIVE restricted(id) AS (
      SELECT id FROM party WHERE {BEGIN[bound]}
      UNION
      SELECT i.subject FROM restricted r CROSS JOIN interest i ON i.holder = r.id CROSS JOIN party p ON p.id = i.subject
      WHERE {ALONE[bound]}
    ) SELECT id FROM restricted"""


# Sums of those alone in whom somebody restricted holds, as the planner would look at every company.
def sqlite_loop(bound):
    return f"""INSERT INTO restricted
      SELECT p.id FROM (SELECT DISTINCT i.subject FROM restricted r CROSS JOIN interest i ON i.holder = r.id) t
      CROSS JOIN party p ON p.id = t.subject CROSS JOIN interest i ON i.subject = p.id
      CROSS JOIN restricted r ON r.id = i.holder
      WHERE NOT EXISTS (SELECT 1 FROM restricted old WHERE old.id = p.id)
      GROUP BY p.id HAVING {ENOUGH[bound]}"""


TOLD = """CREATE TABLE held AS SELECT subject, sum(least) AS least FROM interest GROUP BY subject"""
PARTY = """SELECT id, seed, (WHOLE - own) / 2 AS need, WHOLE - own - coalesce(held.least, 0) AS unheld,
  CASE WHEN open = 1 THEN WHOLE - own - coalesce(held.least, 0) ELSE 0 END AS rest
  FROM told LEFT JOIN held ON held.subject = told.id""".replace("WHOLE", str(WHOLE))


def duckdb_tables(world):
    import duckdb

    interests = {name: world[name] for name in ("holder", "subject", "least", "most")}
    told = {"id": np.arange(len(world["own"]), dtype=np.int32), **{name: world[name] for name in ("seed", "own", "open")}}
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "8GB"})
    connection.execute("CREATE TABLE interest AS SELECT * FROM interests")
    connection.execute(TOLD)
    connection.execute(f"CREATE TABLE party AS {PARTY.replace('/ 2', '// 2')}")
    return connection


def duckdb_recursive(connection, bound):
    return connection.execute(recursive(bound)).fetchnumpy()["id"]


def duckdb_looped(connection, bound):
    connection.execute(f"CREATE OR REPLACE TABLE restricted AS SELECT id FROM party WHERE {BEGIN[bound]}")
    while connection.execute(looped(bound)).fetchone()[0] > 0:
        pass
    return connection.execute("SELECT id FROM restricted").fetchnumpy()["id"]


def scipy_matrices(world):
    from scipy.sparse import csr_array

    size = len(world["own"])
    place = (world["subject"], world["holder"])
    least, most = (csr_array((world[name].astype(np.float64), place), shape=(size, size)) for name in ("least", "most"))
    need = (WHOLE - world["own"]) / 2
    unheld = WHOLE - world["own"] - least @ np.ones(size)
    return least, most, need, unheld, np.where(world["open"] == 1, unheld, 0), world["seed"]


def scipy_looped(loaded, bound):
    least, most, need, unheld, rest, seed = loaded
    start = seed == 2 if bound == "least" else (seed > 0) | (rest > need)
    restricted = start
    while True:
        are = restricted.astype(np.float64)
        held = least @ are
        enough = held > need if bound == "least" else (most @ are + rest > need) & (unheld + held > need)
        reached = start | enough
        if np.array_equal(reached, restricted):
            return np.flatnonzero(restricted)
        restricted = reached


def scipy_solve(loaded, bound):
    """Another question: least shares multiplied along chains, in one linear system; then those of more than half."""
    from scipy.sparse import csc_array, diags_array, eye_array
    from scipy.sparse.linalg import spsolve

    least, _, need, _, _, seed = loaded
    if bound == "most":
        return []
    seeds = seed == 2
    shares = diags_array((~seeds).astype(np.float64)) @ (least / WHOLE)
    effective = spsolve(csc_array(eye_array(len(need)) - shares), seeds.astype(np.float64))
    return np.flatnonzero(seeds | (effective * WHOLE > need))


def sqlite_tables(world):
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        """CREATE TABLE interest (holder INTEGER, subject INTEGER, least INTEGER, most INTEGER) STRICT;
        CREATE TABLE told (id INTEGER PRIMARY KEY, seed INTEGER, own INTEGER, open INTEGER) STRICT;
        CREATE TABLE party (id INTEGER PRIMARY KEY, seed INTEGER, need INTEGER, unheld INTEGER, rest INTEGER) STRICT;"""
    )
    rows = zip(*(world[name].tolist() for name in ("holder", "subject", "least", "most")))
    connection.executemany("INSERT INTO interest VALUES (?, ?, ?, ?)", rows)
    rows = zip(range(len(world["own"])), *(world[name].tolist() for name in ("seed", "own", "open")))
    connection.executemany("INSERT INTO told VALUES (?, ?, ?, ?)", rows)
    connection.executescript(
        f"""CREATE INDEX by_holder ON interest (holder, subject, least, most);
        CREATE INDEX by_subject ON interest (subject, holder, least, most);
        {TOLD}; CREATE UNIQUE INDEX held_by ON held (subject);
        INSERT INTO party (id, seed, need, unheld, rest) {PARTY}; ANALYZE;"""
    )
    return connection


def ids(cursor):
    return np.array([row[0] for row in cursor], dtype=np.int64)


def sqlite_recursive(connection, bound):
    return ids(connection.execute(alone(bound)))


def sqlite_looped(connection, bound):
    connection.executescript(
        f"""DROP TABLE IF EXISTS restricted; CREATE TABLE restricted (id INTEGER PRIMARY KEY) STRICT;
        INSERT INTO restricted SELECT id FROM party WHERE {BEGIN[bound]};"""
    )
    while connection.execute(sqlite_loop(bound)).rowcount > 0:
        pass
    return ids(connection.execute("SELECT id FROM restricted"))


WAYS = {
    "duckdb-recursive": (duckdb_tables, duckdb_recursive),
    "duckdb-looped": (duckdb_tables, duckdb_looped),
    "scipy-looped": (scipy_matrices, scipy_looped),
    "scipy-solve": (scipy_matrices, scipy_solve),
    "sqlite-recursive": (sqlite_tables, sqlite_recursive),
    "sqlite-looped": (sqlite_tables, sqlite_looped),
}
KINDS = {
    "holder": np.int32,
    "subject": np.int32,
    "least": np.int32,
    "most": np.int32,
    "own": np.int32,
    "seed": np.uint8,
    "open": np.uint8,
}
ROUNDS = 3


def main(way, folder):
    world = {name: np.fromfile(f"{folder}/{name}.bin", dtype=kind) for name, kind in KINDS.items()}
    size = len(world["own"])
    load, ask = WAYS[way]
    start = time.perf_counter()
    loaded = load(world)
    load_ms = (time.perf_counter() - start) * 1000
    times = []
    while len(times) < ROUNDS and sum(times) < 60_000:
        start = time.perf_counter()
        certain, possible = ask(loaded, "least"), ask(loaded, "most")
        times.append((time.perf_counter() - start) * 1000)
    answer = np.zeros(size, dtype=np.uint8)
    answer[possible] = 1
    answer[certain] = 2
    answer.tofile(f"{folder}/{way}.bin")
    print(json.dumps({"loadMs": load_ms, "ms": times, "maxRssMb": most_memory_mb()}))


def most_memory_mb():
    """Of this program alone: what getrusage tells begins with that of the one that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


main(*sys.argv[1:])
