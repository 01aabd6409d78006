"""Splink beside LamSach: the same standard tables, a model as Splink's documentation advises.

Reads a JSON object from standard input: register, sources (lists of Parquet files), memory (DuckDB's limit, as
"3800MiB"), threads, temp (folder to spill to), max_pairs_u, out (Parquet: source, record_id, role, person_id, weight,
probability, tied: the best candidate of each record that has one).
Writes a JSON object to standard output: versions, seconds of each step, CPU seconds, peak memory of this process.
"""

import json
import resource
import sys
import time

started = time.perf_counter()

import duckdb  # noqa: E402
import splink  # noqa: E402
import splink.comparison_level_library as cll  # noqa: E402
import splink.comparison_library as cl  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402

request = json.load(sys.stdin)
con = duckdb.connect()
con.execute(f"set threads = {int(request['threads'])}")
con.execute(f"set memory_limit = '{request['memory']}'")
con.execute(f"set temp_directory = '{request['temp']}'")
con.execute("set preserve_insertion_order = false")
con.execute("set enable_progress_bar = false")

# DuckDB's Jaro-Winkler works on bytes and strip_accents leaves the crossed d: similarity is measured without marks,
# equality with them. `numbers` holds every document number of a row, former ones too: one that both hold is agreement.
FOLD = "translate(strip_accents(lower({0})), 'đ', 'd')"
COLUMNS = f"""
  name, name_key, family, middle, given,
  {FOLD.format("family")} as family_plain, {FOLD.format("middle")} as middle_plain, {FOLD.format("given")} as given_plain,
  birth_date, birth_year, birth_precision, birth_date::varchar as birth_text, sex,
  person_number, phone, commune_now, province_now, street_code, house_number,
  list_distinct(list_filter(list_concat(
      [person_number, old_number, passport],
      regexp_extract_all(coalesce(former_numbers_read, ''), '[0-9]{{9,12}}')), lambda x: x is not null)) as numbers
"""


def load(table, files, key):
    con.execute(
        f"create table {table} as select {key} as unique_id, {COLUMNS} from read_parquet($1, union_by_name = true)",
        [files],
    )
    con.execute(f"update {table} set numbers = null where len(numbers) = 0")


def name_part(part):
    """A part of a name: with marks, without, then Jaro-Winkler as in Splink's NameComparison; frequencies of terms."""
    plain = f"{part}_plain"
    return cl.CustomComparison(
        output_column_name=part,
        comparison_levels=[
            cll.NullLevel(part),
            cll.ExactMatchLevel(part).configure(tf_adjustment_column=part),
            cll.ExactMatchLevel(plain).configure(tf_adjustment_column=plain),
            cll.JaroWinklerLevel(plain, 0.92),
            cll.JaroWinklerLevel(plain, 0.8),
            cll.ElseLevel(),
        ],
    )


def custom(sql, label):
    return cll.CustomLevel(sql, label_for_charts=label)


birth = cl.CustomComparison(
    output_column_name="birth",
    comparison_levels=[
        cll.NullLevel("birth_year"),
        cll.ExactMatchLevel("birth_date"),
        custom(
            "(birth_date_l is null or birth_date_r is null) and birth_year_l = birth_year_r",
            "Year, where no more is known",
        ),
        custom(
            "birth_year_l = birth_year_r and month(birth_date_l) = day(birth_date_r)"
            " and day(birth_date_l) = month(birth_date_r)",
            "Day and month swapped",
        ),
        custom("damerau_levenshtein(birth_text_l, birth_text_r) <= 1", "Damerau-Levenshtein <= 1"),
        cll.AbsoluteDateDifferenceLevel("birth_date", input_is_string=False, threshold=1, metric="month"),
        custom("abs(birth_year_l - birth_year_r) <= 1", "Within a year"),
        custom("abs(birth_year_l - birth_year_r) <= 10", "Within ten years"),
        cll.ElseLevel(),
    ],
)
number = cl.CustomComparison(
    output_column_name="number",
    comparison_levels=[
        cll.NullLevel("numbers"),
        cll.ArrayIntersectLevel("numbers", min_intersection=1),
        custom("damerau_levenshtein(person_number_l, person_number_r) <= 1", "Damerau-Levenshtein <= 1"),
        cll.ElseLevel(),
    ],
)
place = cl.CustomComparison(
    output_column_name="place",
    comparison_levels=[
        cll.NullLevel("province_now"),
        custom(
            "commune_now_l = commune_now_r and street_code_l = street_code_r"
            " and house_number_l is not distinct from house_number_r",
            "Street and house",
        ),
        cll.ExactMatchLevel("commune_now").configure(tf_adjustment_column="commune_now"),
        cll.ExactMatchLevel("province_now"),
        cll.ElseLevel(),
    ],
)

settings = SettingsCreator(
    link_type="link_only",
    unique_id_column_name="unique_id",
    comparisons=[
        name_part("family"),
        name_part("middle"),
        name_part("given"),
        birth,
        cl.ExactMatch("sex"),
        number,
        cl.ExactMatch("phone"),
        place,
    ],
    blocking_rules_to_generate_predictions=[
        block_on("numbers", arrays_to_explode=["numbers"]),
        block_on("name_key", "birth_date"),
        block_on("phone"),
        block_on("given_plain", "birth_date"),
        block_on("birth_date", "commune_now"),
        block_on("name_key", "birth_year"),
        block_on("name_key", "commune_now"),
    ],
    retain_matching_columns=False,
    retain_intermediate_calculation_columns=False,
)

marks = [("start", started)]


def mark(step):
    marks.append((step, time.perf_counter()))
    print(f"splink: {step}, {marks[-1][1] - started:.1f} s", file=sys.stderr, flush=True)


load("register", request["register"], "record_id")
load("records", request["sources"], "source || chr(31) || record_id || chr(31) || role")
mark("load")

db_api = DuckDBAPI(connection=con)
linker = Linker(
    [
        db_api.register("records", dataset_display_name="a_records"),
        db_api.register("register", dataset_display_name="b_register"),
    ],
    settings,
    log_level=None,
)
train = linker.training
train.estimate_probability_two_random_records_match(
    [
        block_on("person_number", "name_key"),
        block_on("name_key", "birth_date", "commune_now"),
    ],
    recall=0.8,
)
train.estimate_u_using_random_sampling(max_pairs=request["max_pairs_u"], seed=1)
mark("u")
for rule in (
    block_on("person_number"),
    block_on("family_plain", "middle_plain", "given_plain", "birth_date"),
    block_on("phone", "given_plain"),
):
    train.estimate_parameters_using_expectation_maximisation(
        rule, estimate_without_term_frequencies=True, max_pairs=5_000_000
    )
mark("em")

predicted = linker.inference.predict(threshold_match_weight=-20)
mark("predict")

pairs = con.execute(f"select count(*) from {predicted.physical_name}").fetchone()[0]
con.execute(
    f"""
    copy (
      with ranked as (
        select unique_id_l as record, unique_id_r as person_id, match_weight, match_probability,
          rank() over (partition by unique_id_l order by match_weight desc) as place,
          row_number() over (partition by unique_id_l order by match_weight desc, unique_id_r) as number
        from {predicted.physical_name}
      ),
      best as (select *, count(*) over (partition by record) > 1 as tied from ranked where place = 1)
      select split_part(record, chr(31), 1) as source, split_part(record, chr(31), 2) as record_id,
        split_part(record, chr(31), 3) as role, person_id, match_weight as weight, match_probability as probability, tied
      from best where number = 1
    ) to '{request["out"]}' (format parquet)
    """
)
mark("best")

usage = resource.getrusage(resource.RUSAGE_SELF)
json.dump(
    {
        "splink": splink.__version__,
        "duckdb": duckdb.__version__,
        "python": sys.version.split()[0],
        "seconds": {
            step: round(at - before, 2) for (_, before), (step, at) in zip(marks, marks[1:])
        },
        "wallSeconds": round(time.perf_counter() - started, 2),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peakMib": round(usage.ru_maxrss / 1024),
        "pairsKept": pairs,
    },
    sys.stdout,
)
