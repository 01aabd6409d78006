import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { DUPLICATE_REASONS } from "../../matchers/dedupe/reasons.ts";
import type { DuplicateKind } from "../../matchers/dedupe/request.ts";
import { type Column, KEY_COLUMNS } from "../../matchers/record.ts";
import { TABLES } from "./catalogue.ts";
import { LEVELS_VIEW } from "./level-view.ts";
import { column, type View } from "./table.ts";

/** The description that a column already has in a table. */
function same(table: string, ...names: string[]): Column[] {
  const found = TABLES.find(({ name }) => name === table);
  return names.map((name) => {
    const match = found?.columns.find((candidate) => candidate.name === name);
    if (!match) throw new Error(`table ${table} has no column ${name}`);
    return match;
  });
}

const COUNTS = same("quality", "n_ok", "n_fail", "n_na");
const PERCENT = column(
  "percent_ok",
  "double",
  "phần trăm đạt trên số đã kiểm tra, cắt hai số lẻ; trống nếu chưa kiểm tra",
  "percent that passes of what was checked, cut to two decimals; null where nothing was",
);
const percent = sql`floor(10000 * sum(n_ok) / nullif(sum(n_ok) + sum(n_fail), 0)) / 100`;
const counts = sql`sum(n_ok)::bigint as n_ok, sum(n_fail)::bigint as n_fail, sum(n_na)::bigint as n_na`;
const PROVINCE_NAME = column("province_name", "varchar", "tên tỉnh hiện nay", "name of the province of today");

/** Fields of `evidence` that the long form has a line for: level, and the weights that belong to it. */
const EVIDENCE_FIELDS: Readonly<Record<string, Sql>> = {
  name: sql`w_family + w_middle + w_given + w_name`,
  birth: sql`w_birth`,
  sex: sql`w_sex`,
  place: sql`w_place`,
  phone: sql`w_phone`,
  number: sql`w_number`,
};

/** Fields of which there is a line only where something was said, without a level. */
const REVIEWED = sql`case when w_review <> 0 then [{'field': 'review', 'level': null, 'weight': w_review}] else [] end`;
/** What a candidate starts from, before any field is looked at. */
const PRIOR = sql`{'field': 'prior', 'level': null, 'weight': weight - w_review - (${sql.join(Object.values(EVIDENCE_FIELDS), " + ")})}`;

/** The groups of one kind with what each record says, for those who must act on them. */
function duplicatesView(kind: DuplicateKind, name: string, vi: string, en: string): View {
  const sentences = sql.join(
    Object.entries(DUPLICATE_REASONS).map(([code, reason]) => sql`${sql.lit(code)}: ${sql.lit(reason.vi)}`),
  );
  const person = kind === "within_source" ? ["person_id"] : [];
  return {
    name,
    vi,
    en,
    columns: [
      ...same("duplicates", "group_id", "members", "rank", "source", "record_id", "role", ...person, "probability"),
      ...same("records", "file", "line", "name", "birth_date", "birth_year", "sex", "person_number", "phone"),
      ...same("records", "commune_now", "province_now"),
      column("reasons_vi", "varchar", "lý do, bằng lời", "the reasons in Vietnamese"),
    ],
    query: sql`select d.group_id, d.members, d.rank, d.source, d.record_id, d.role,
        ${sql.join(person.map((column) => sql`d.${sql.id(column)},`))} d.probability,
        r.file, r.line, r.name, r.birth_date, r.birth_year, r.sex, r.person_number, r.phone, r.commune_now, r.province_now,
        array_to_string(list_transform(d.reasons, lambda code: (map {${sentences}})[code]), '; ') as reasons_vi
      from tables.duplicates d left join records r using (source, record_id, role) where d.kind = ${sql.lit(kind)}`,
  };
}

/** Views of the analysts' file that are more than a table: names and columns stay what they are. */
export const VIEWS: readonly View[] = [
  {
    name: "evidence_lines",
    vi: "Bằng chứng dạng dài: một dòng một trường của một ứng viên",
    en: "Evidence in long form: one line a field of a candidate",
    columns: [
      ...same("evidence", "source", "record_id", "role", "person_id", "rank"),
      column(
        "field",
        "varchar",
        "trường; prior: điểm khởi đầu của ứng viên; review: quyết định của người duyệt. Tổng các dòng là weight",
        "field; prior: what a candidate starts from; review: the reviewer's decision. The lines add up to weight",
      ),
      column(
        "level",
        "utinyint",
        "mức khớp (của họ tên: mức của tên)",
        "agreement level (of a name: the given name's)",
      ),
      column("weight", "integer", "trọng số, phần nghìn bit", "weight, thousandths of a bit"),
    ],
    query: sql`select source, record_id, role, person_id, rank, line.field, line.level::utinyint as level,
        line.weight::integer as weight
      from (select *, unnest([${sql.join(
        Object.entries(EVIDENCE_FIELDS).map(
          ([field, weight]) =>
            sql`{'field': ${sql.lit(field)}, 'level': ${sql.id(field === "name" ? "given" : field)}, 'weight': ${weight}}`,
        ),
      )}, ${PRIOR}] || ${REVIEWED}) as line from tables.evidence)`,
  },
  LEVELS_VIEW,
  {
    name: "record_matches",
    vi: "Bản ghi cùng kết quả đối khớp",
    en: "Records with their match",
    columns: [
      ...same("records", "source", "record_id", "role", "file", "line", "name", "name_kind"),
      ...same("records", "birth_date", "birth_year", "sex", "person_number", "province_now", "commune_now"),
      ...same("matches", "person_id", "status", "probability", "number_owner_id", "best_candidate_id", "reasons"),
    ],
    query: sql`select r.source, r.record_id, r.role, r.file, r.line, r.name, r.name_kind, r.birth_date, r.birth_year,
        r.sex, r.person_number, r.province_now, r.commune_now, m.person_id, m.status, m.probability,
        m.number_owner_id, m.best_candidate_id, m.reasons
      from records r left join tables.matches m using (source, record_id, role)`,
  },
  duplicatesView(
    "within_source",
    "duplicates_in_source",
    "Bản ghi trùng trong từng nguồn, theo nhóm: để nơi giữ nguồn gộp lại",
    "Records repeated within a source, by group: for its holder to merge",
  ),
  duplicatesView(
    "unregistered",
    "registration_candidates",
    "Người không có trong CSDL dân cư nhưng có ở nhiều nguồn, theo nhóm: để công an xác minh, đăng ký",
    "People not in the register but in several sources, by group: for the police to verify and register",
  ),
  {
    name: "findings_located",
    vi: "Bản ghi không đạt (kể cả của CSDL dân cư), với tệp, dòng, tỉnh và câu của quy tắc",
    en: "Failing records (those of the register too) with file, line, province and the rule's sentence",
    columns: [
      ...same("findings", "source", "record_id", "role", "dimension", "rule", "field", "severity", "detail"),
      ...same("records", "file", "line", "province_now", "commune_now"),
      ...same("rules", "vi", "en"),
    ],
    query: sql`with located as (
        select source, record_id, role, file, line, province_now, commune_now from records
        union all select source, record_id, role, file, line, province_now, commune_now from register_rows)
      select f.source, f.record_id, f.role, f.dimension, f.rule, f.field, f.severity, f.detail,
        r.file, r.line, r.province_now, r.commune_now, u.vi, u.en
      from tables.findings f left join located r using (source, record_id, role)
      left join tables.rules u using (rule)`,
  },
  {
    name: "quality_by_source",
    vi: "Năm tiêu chí của từng nguồn (quy tắc có trọng số); nguồn không có dòng nào thì không có phần trăm",
    en: "The five dimensions of each source (rules with a weight); no percentage for a source without a row",
    columns: [...same("quality", "source", "carrier", "dimension"), ...COUNTS, PERCENT],
    // Of a source without a single row only files were checked: that they came does not make it complete.
    query: sql`select source, carrier, dimension, ${counts}, if(any_value(accepted_rows) > 0, ${percent}, null) as percent_ok
      from tables.quality join tables.rules using (rule, dimension) left join tables.sources using (source)
      where weight > 0 group by all`,
  },
  {
    name: "quality_by_rule",
    vi: "Từng quy tắc của từng nguồn, cộng trên các tỉnh",
    en: "Each rule of each source, summed over provinces",
    columns: [
      ...same("quality", "source", "carrier", "field", "dimension", "rule"),
      ...same("rules", "severity", "vi", "en"),
      ...COUNTS,
      PERCENT,
    ],
    query: sql`select source, carrier, field, q.dimension, rule, severity, vi, en, ${counts}, ${percent} as percent_ok
      from tables.quality q join tables.rules using (rule) group by all`,
  },
  {
    name: "quality_by_province",
    vi: "Năm tiêu chí của từng nguồn ở từng tỉnh (quy tắc có trọng số)",
    en: "The five dimensions of each source in each province (rules with a weight)",
    columns: [
      ...same("quality", "source", "carrier", "province"),
      PROVINCE_NAME,
      ...same("quality", "dimension"),
      ...COUNTS,
      PERCENT,
    ],
    query: sql`select source, carrier, province, p.name as province_name, q.dimension, ${counts}, ${percent} as percent_ok
      from tables.quality q join tables.rules u using (rule)
      left join tables.provinces p on p.list = 'now' and p.code = q.province
      where weight > 0 and u.measure is null group by all`,
  },
  {
    name: "coverage",
    vi: "Độ phủ: người của CSDL dân cư có (n_ok) và chưa có (n_fail) ở nguồn, theo tỉnh và nhóm tuổi",
    en: "Coverage: people of the register found (n_ok) and not found (n_fail) in a source, by province and age",
    columns: [
      ...same("quality", "source", "province"),
      PROVINCE_NAME,
      column("age", "varchar", "nhóm tuổi", "age band"),
      ...COUNTS,
      PERCENT,
    ],
    query: sql`select source, province, p.name as province_name, replace(substr(field, 5), '_', '-') as age,
        ${counts}, ${percent} as percent_ok
      from tables.quality q left join tables.provinces p on p.list = 'now' and p.code = q.province
      where rule = 'coverage.person' group by all`,
  },
  {
    name: "status_by_source",
    vi: "Số bản ghi của từng nguồn theo kết quả đối khớp",
    en: "Records of each source by status",
    columns: [
      ...KEY_COLUMNS.slice(0, 1),
      ...same("matches", "status"),
      column("records", "bigint", "số bản ghi", "records"),
    ],
    query: sql`select source, status, count(*) as records from tables.matches group by all`,
  },
];
