import { stringify } from "yaml";
import { daysAfter, formatDay, TODAY } from "./calendar.ts";
import { type FileForm, fileName } from "./forms.ts";
import type { Layout } from "./layout.ts";

const MINISTRIES: Readonly<Record<string, string>> = {
  "social-insurance": "BHXH Việt Nam",
  "health-insurance": "BHXH Việt Nam",
  "driver-licences": "Bộ Công an",
  vehicles: "Bộ Công an",
  passports: "Bộ Công an",
  births: "Bộ Tư pháp",
  marriages: "Bộ Tư pháp",
  labour: "Bộ Nội vụ",
  "women-union": "Hội Liên hiệp Phụ nữ Việt Nam",
  farmers: "Hội Nông dân Việt Nam",
  elderly: "Hội Người cao tuổi Việt Nam",
  veterans: "Hội Cựu chiến binh Việt Nam",
  tax: "Bộ Tài chính",
  pupils: "Bộ Giáo dục và Đào tạo",
  vaccinations: "Bộ Y tế",
  electricity: "Tập đoàn Điện lực Việt Nam",
  vneid: "Bộ Công an",
  "health-records": "Bộ Y tế",
  deaths: "Bộ Tư pháp",
};

/** An extract that was written: its layout and the form of its file. */
export interface WrittenExtract {
  readonly layout: Layout;
  readonly form: FileForm;
}

/** A config that runs on a night of the sample. `inbox` is relative to the config's folder, as are `out`, `work`, `state`. */
export function configText(
  night: "night1" | "night2",
  inbox: string,
  base: string,
  register: WrittenExtract,
  extracts: readonly WrittenExtract[],
): string {
  const asOf = formatDay(night === "night1" ? TODAY : daysAfter(TODAY, 1), "yyyy-mm-dd");
  const config = {
    version: 1,
    register: {
      ...describe(register, inbox),
      legal_basis: "Luật Căn cước 26/2023/QH15 điều 9",
      purpose: "đối sánh với dữ liệu dân cư",
    },
    sources: extracts.map((extract) => {
      const { source, profile } = extract.layout;
      const keeper =
        profile === "carrier" ? { carrier: source.replace("carrier-", "") } : { ministry: MINISTRIES[source] };
      return { name: source, ...describe(extract, inbox), ...keeper, purpose: "làm sạch dữ liệu" };
    }),
    inbox,
    out: `${base}out`,
    work: `${base}work`,
    state: `${base}state`,
    key_file: `${base}state/lamsach.key`,
    as_of: asOf,
  };
  const title =
    night === "night1"
      ? "# Made by `npm run generate-sample`: the first night of a sample without real persons."
      : "# Made by `npm run generate-sample`: the second night of the same sample; it goes on from the first night's state.";
  return `${title}\n${stringify(config, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" })}`;
}

function describe({ layout, form }: WrittenExtract, inbox: string): Record<string, unknown> {
  return {
    format: form.format,
    path: `${inbox}/${fileName(layout.source, form)}`,
    profile: layout.profile,
    ...(form.encoding ? { encoding: form.encoding } : {}),
    ...(form.format === "csv" && layout.delimiter !== "," ? { delimiter: layout.delimiter } : {}),
  };
}
