import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { createGazetteerTables } from "../../matchers/places/gazetteer-tables.ts";
import { buildPlaceDictionary } from "../../matchers/places/place-dictionary.ts";
import { unitIndex } from "../../matchers/places/unit-index.ts";

/** What the address bench measured. */
export interface AddressBench {
  readonly rows: number;
  readonly threads: number;
  readonly loadMs: number;
  readonly indexMs: number;
  readonly distinctParts: number;
  readonly distinctTails: number;
  readonly classTails: number;
  readonly fullReadings: number;
  readonly seconds: number;
  /** Processor time of all threads, user and system. */
  readonly cpuSeconds: number;
  readonly rowsPerSecond: number;
  /** Rows whose commune of today is the one they were made from. */
  readonly right: number;
}

/**
 * Generated addresses from raw text to codes: a street line and two or three units, each written in one of its usual ways
 * chosen apart, so that most tails (last three parts) are distinct; 3 in 100 have a slip or no comma before the commune.
 *
 * @param rows how many addresses; 1 million unless told
 */
export async function benchAddresses({ rows = 1_000_000, threads = 2, memoryMib = 3000 } = {}): Promise<AddressBench> {
  const started = performance.now();
  const gazetteer = loadGazetteer();
  const loadMs = performance.now() - started;
  const indexing = performance.now();
  unitIndex(gazetteer);
  const indexMs = performance.now() - indexing;
  const folder = await mkdtemp(join(tmpdir(), "lamsach-addresses-"));
  const engine = await Engine.open({
    memoryMib,
    threads,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  try {
    const c = await engine.connect();
    await createGazetteerTables(c, "g");
    await c.run(sql`create table addresses as ${addressesSql(rows)}`, "generate addresses");
    const { tails, parts } = await c.row<{ tails: number; parts: number }>(
      sql`with p as (select string_split(address, ', ') as parts from addresses)
        select count(distinct array_to_string(parts[-3:], ', ')) as tails,
          (select count(distinct part) from (select unnest(parts[-3:]) as part from p)) as parts from p`,
      "count tails",
    );
    const clock = performance.now();
    const before = process.cpuUsage();
    const counts = await buildPlaceDictionary(c, { values: valuesSql, into: "places", lists: new ListNumbers() });
    const seconds = (performance.now() - clock) / 1000;
    const { user, system } = process.cpuUsage(before);
    const { right } = await c.row<{ right: number }>(
      sql`select count(*) as right from addresses a join places p using (place_key) join places_readings r using (reading)
        where list_contains(string_split(r.place_alternatives, ' '), a.commune_now)`,
      "count right",
    );
    return {
      rows,
      threads,
      loadMs: Math.round(loadMs),
      indexMs: Math.round(indexMs),
      distinctParts: parts,
      distinctTails: tails,
      classTails: counts.tails,
      fullReadings: counts.fullReadings,
      seconds: Math.round(seconds * 100) / 100,
      cpuSeconds: Math.round((user + system) / 10_000) / 100,
      rowsPerSecond: Math.round(rows / seconds),
      right: Math.round((right / rows) * 10_000) / 10_000,
    };
  } finally {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const valuesSql: Sql = sql`select place_key, address, null::varchar as street, null::varchar as commune,
  null::varchar as district, null::varchar as province from addresses`;

/** One way of writing a unit's name, chosen by a number: in full, short, bare, without marks, in capitals. */
function writtenSql(name: Sql, choice: Sql): Sql {
  const short = [
    ["Thành phố ", "TP. "],
    ["Thị trấn ", "TT. "],
    ["Thị xã ", "TX. "],
    ["Phường ", "P. "],
    ["Quận ", "Q. "],
    ["Huyện ", "H. "],
    ["Tỉnh ", ""],
    ["Xã ", "X. "],
  ].reduce((text, [long, brief]) => sql`replace(${text}, ${sql.lit(long!)}, ${sql.lit(brief!)})`, name);
  const plain = sql`translate(strip_accents(${name}), 'đĐ', 'dD')`;
  return sql`case ${choice} when 0 then ${name} when 1 then ${short} when 2 then replace(${short}, '. ', '.')
    when 3 then ${plain} when 4 then upper(${name}) else replace(${name}, ' ', '  ') end`;
}

/** Seven in ten addresses with old units, three with those of today; the same rows every time. */
function addressesSql(rows: number): Sql {
  const dice = (salt: number, sides: number): Sql => sql`(hash(i, ${sql.int(salt)}) % ${sql.int(sides)})::integer`;
  return sql`
    with units as (
      select row_number() over (order by c.list, c.code, h.commune_now) - 1 as u, c.list, c.name as commune, d.name as district,
        p.name as province, coalesce(h.commune_now, c.code) as commune_now
      from g_communes c
      left join g_districts d on d.code = c.district_code
      join g_provinces p on p.list = c.list and p.code = c.province_code
      left join g_changes h on h.commune_old = c.code and h.is_default = 'true' and c.list = 'old'
      where c.list = 'now' or (length(c.code) = 5 and h.commune_now is not null)
    ),
    drawn as (
      select i, case when ${dice(2, 10)} < 7 then (hash(i, 3) % (select count(*) from units where list = 'old'))
          + (select count(*) from units where list = 'now')
          else hash(i, 4) % (select count(*) from units where list = 'now') end as u
      from range(${rows}) t(i)
    ),
    streets as (select ['Nguyễn Trãi', 'Lê Lợi', 'Trần Hưng Đạo', 'Lý Thường Kiệt', 'Hai Bà Trưng', 'Quang Trung', 'Hùng Vương',
      'Phan Đình Phùng', 'Nguyễn Huệ', 'Điện Biên Phủ', 'Thôn Đông', 'Ấp 3', 'Tổ dân phố 5', 'Khu phố 2'] as names)
    select d.i::bigint as place_key, n.commune_now,
      concat(case when ${dice(5, 4)} < 3 then concat(${dice(6, 900)} + 1, case when ${dice(7, 3)} = 0 then concat('/', ${dice(8, 90)} + 1) else '' end, ' ')
          else 'Số nhà ' || (${dice(9, 300)} + 1)::varchar || ' ' end,
        s.names[${dice(10, 14)} + 1],
        case when ${dice(11, 100)} = 0 then ' ' else ', ' end,
        case when ${dice(12, 100)} < 2 then regexp_replace(${writtenSql(sql`n.commune`, sql`0`)}, '(.)(.)$', '\\2\\1')
          else ${writtenSql(sql`n.commune`, dice(13, 6))} end,
        case when n.district is null then '' else ', ' || ${writtenSql(sql`n.district`, dice(14, 6))} end,
        ', ', ${writtenSql(sql`n.province`, dice(15, 6))}) as address
    from drawn d join units n on n.u = d.u cross join streets s`;
}
