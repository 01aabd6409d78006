import { stripMarks } from "./letters.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const bare = (tokens: ReadonlySet<string>): ReadonlySet<string> => new Set([...tokens].map(stripMarks));

/** Family names in use, most frequent first, in canonical lower case. Source: counts over public name lists (notes in docs/names.md). */
export const FAMILY_NAMES: ReadonlySet<string> = words(
  "nguyễn trần lê phạm vũ bùi hoàng võ đỗ huỳnh phan đặng ngô trương hồ đinh đoàn đào dương trịnh lương hà mai " +
    "cao vương lưu lâm lý phùng thái tạ tô văn chu nông quách triệu châu vi đàm kiều lò từ đồng hứa lại tống tăng " +
    "lã lữ diệp tôn đậu nghiêm thạch la giang danh ma bạch mạc dư hồng mã âu bành doãn liêu lường chung lục phí " +
    "biện bàn ninh bế khương khổng lô mông nhan quàng trầm hàn phương thân thượng tiêu trang ung vòng cù cấn nhữ " +
    "sầm cầm kim lăng lạc lộc phó phù quản viên xa chiêm khuất khưu lang liên liễu long luyện lư nhâm quang thiều " +
    "trà ôn cáp an bá chế cà cổ giàng giáp hàng kỳ lù lộ mạch nguyên ngân ong thi trình vưu điêu ông ánh tưởng " +
    "bao cung cái công du hoa hán hạ hạng kha khúc lầu mùa mẫn mộc phi phàn phàng quan sái thào tiên tòng vàng " +
    "đan đà đường đổng tiết uông trinh kỷ cư chá sùng",
);

/** Middle and given name words in use, most frequent first. Same source. */
export const NAME_WORDS: ReadonlySet<string> = words(
  "thị ngọc minh văn anh hoàng thanh đức phương duy quang bảo tuấn quốc thành huy nguyễn hải trung hồng linh " +
    "khánh xuân lê hữu kim vũ tiến nam thảo thu đình hà nhật trần nguyên việt phúc như công sơn trọng thái quỳnh " +
    "gia trang an hiếu tấn hùng mai long mạnh trường dũng đạt thế thùy ngân tùng nhi đăng dương tâm huỳnh hoài " +
    "lâm thúy cường bình yến vi mĩ tú hương hưng giang phú vinh phong thiện huyền trí thiên quân thắng châu thịnh " +
    "vân khoa phước thư chí tài bích toàn trúc nhân khang nghĩa hiền đại lan phát tuyết ánh phạm bá mi chi kiều " +
    "lộc hân hòa dung trâm đoàn hằng thủy hạnh phi diễm uyên thuận tân tường cẩm diệu cao nhung hiệp duyên thi " +
    "sang quý vĩnh trân danh khắc viết vương thương thông kiên khôi tín hoa diệp kiệt trinh nga hào võ hậu luân " +
    "tiên sĩ khải nhựt loan nguyệt đặng quyên ân đông phan hồ hiển oanh lương trà khanh phượng tuyền li nhã lệ " +
    "lợi huệ kỳ cảnh kha vĩ đỗ thọ chiến hoàn lý đào quyền ái mỹ chung quyết khương định lam phụng sinh chinh " +
    "liên trương nghi triều đan hường khiêm mẫn chương chính thạch lưu hảo cương bách tuệ tất nhất thụy cát bùi " +
    "liêm ninh đắc hạ bằng chánh mộng trịnh lực lập triệu ngô bắc đồng quế tố điệp toản tính khuê sỹ bửu tuân lân " +
    "nhàn băng tiểu thơ thức trình nghị uy thục luận thăng nữ huân thắm tuyến trực đạo viễn khả giàu thoa triết " +
    "vượng huấn song thất nhiên hợp du tình viên sáng nương sương hoan điền thoại dân tiền đoan tự chấn huế thuần " +
    "tuyên na tuyển thân yên quí tri thượng doanh hiên thống luật my đinh cúc giáp luyến duyệt lượng thơm ni " +
    "nghiệp hiệu tịnh thường hướng tôn bé mến xuyên thực em thạnh tiệp khuyên ly chúc quảng tăng hiểu kiến lễ " +
    "tưởng di hưởng ngoan huynh lai hiến thiết từ bạch phùng hàn vạn xuyến tươi quy mơ độ học dinh thìn hóa " +
    "nguyện nhâm thưởng nhơn kiện năng ất tứ doãn mậu ngà ba nhẫn hoạt lĩnh dự pháp tới được phục san trưởng vy " +
    "lạc khởi hạo uyển đô gấm tư phấn liễu tin chuyên tý ngôn cẩn hội đôn truyền biên ẩn châm huyên giao tỉnh " +
    "thao thuật nhuận âu thời nghiêm nhị khiết quan hai luyện hanh sâm toán diện cơ sa ca lành thể mười toại chức " +
    "thuấn ban chuẩn cầu bông pha nhiệm sự tam chiểu sen lịch vui nhu biển hổ thiệu lanh cần đài trác siêu la " +
    "sanh vỹ đường chu thúc bội chiêu bỉnh út",
);

/** The families of three persons in four. */
export const COMMON_FAMILIES: ReadonlySet<string> = new Set([...FAMILY_NAMES].slice(0, 22));

const BARE_FAMILY_NAMES = bare(FAMILY_NAMES);

/** Whether a canonical lower-case token is a family name, with its marks or without any. */
export function isFamilyName(token: string): boolean {
  return FAMILY_NAMES.has(token) || BARE_FAMILY_NAMES.has(token);
}

/** Whether a canonical lower-case token is a family name or a name word, with its marks. */
export function isNameWord(token: string): boolean {
  return FAMILY_NAMES.has(token) || NAME_WORDS.has(token);
}

/** Every family name and name word, with its marks and without any. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...FAMILY_NAMES,
  ...NAME_WORDS,
  ...BARE_FAMILY_NAMES,
  ...bare(NAME_WORDS),
]);

/** The same, or its form without any marks. */
export function isKnownWord(token: string): boolean {
  return KNOWN_WORDS.has(token);
}

/** Words of Khmer, Chăm, Cơ Tu and Western names that could be read as Telex keystrokes (dara, not dẩ). */
export const FOREIGN_WORDS: ReadonlySet<string> = words(
  "dara sara tara mara nara thara sary dary nary thary mary hary hari sari suri lisa misa visa nisa rosa luxa sofa " +
    "coor ros sas mas kes sor mor hans max rex alex marx lars luis louis denis maris paris haris boris iris tex maria vera mira",
);

/** Family names that are hardly ever a middle or given name: at the end of a name they say that its order is foreign. */
export const FAMILY_ONLY: ReadonlySet<string> = words("nguyễn nguyen trần tran phạm pham huỳnh bùi bui đặng đỗ phan");

/*
 * Family names of two to four words. Royal Nguyễn branches (Tôn Thất, Tôn Nữ), Chinese double surnames, Raglai, Gia Rai,
 * Ê Đê and Cơ Ho clans.
 */
const COMPOUNDS = [
  "tôn thất",
  "tôn nữ",
  "công tằng tôn nữ",
  "công huyền tôn nữ",
  "huyền tôn nữ",
  "công tôn nữ",
  "vĩnh tôn nữ",
  "âu dương",
  "hoàng phủ",
  "gia cát",
  "tư mã",
  "tư đồ",
  "tư không",
  "thượng quan",
  "đông phương",
  "cha ma léa",
  "pi năng",
  "ka tơr",
  "bo bo",
];

/** Of the Central Highlands: they stand first (Gia Rai) or last (Ê Đê). */
const HIGHLAND_COMPOUNDS = [
  "rơ châm",
  "rơ mah",
  "rơ lan",
  "rơ ô",
  "rơ com",
  "rơ ông",
  "ra lan",
  "rah lan",
  "kon sơ",
  "kon sa",
  "a rất",
  "a lăng",
  "a viết",
  "a ting",
  "a vô",
  "rơ chăm",
  "buôn krông",
  "buôn yă",
  "niê kđăm",
  "ê ban",
  "ê nuôl",
  "ê ñuôl",
  "kra jăn",
  "kră jăn",
  "lơ mu",
  "păng ting",
  "liêng hot",
  "liêng hót",
  "liêng jrang",
  "dơng gur",
  "kơ să",
];

/** Their bare forms count too, except where those are two common words (hoang phu, gia cat). */
const ALSO_BARE = /^(tôn|âu|rơ|công|huyền|ê) /;

const withBare = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.concat(names.filter((name) => ALSO_BARE.test(name)).map(stripMarks)));

const HIGHLAND_CLANS = withBare(HIGHLAND_COMPOUNDS);
export const COMPOUND_FAMILY_NAMES: ReadonlySet<string> = new Set([...withBare(COMPOUNDS), ...HIGHLAND_CLANS]);

/** Whether a clan begins at this place of canonical lower-case words: Niê, or Ê Ban in two words. */
export const isClanAt = (lower: readonly string[], at: number): boolean =>
  CLAN_NAMES.has(lower[at] ?? "") || HIGHLAND_CLANS.has(`${lower[at]} ${lower[at + 1]}`);

/** How many of a name's canonical lower-case words the family name takes at the beginning; one is always left. */
export function compoundLength(lower: readonly string[]): number {
  for (let length = Math.min(4, lower.length - 1); length > 1; length--) {
    if (COMPOUND_FAMILY_NAMES.has(lower.slice(0, length).join(" "))) return length;
  }
  return 1;
}

/** Clan names of the Central Highlands, which may stand first (Gia Rai) or last (Ê Đê, M'Nông). */
export const CLAN_NAMES: ReadonlySet<string> = words(
  "niê nie êban eban êñuôl enuol adrơng adrong kbuôr kbuor ksor siu kpă kpa nay rmah rcom rahlan rchom ayun mlô mlo " +
    "byă bya bkrông hmok buôn hđơk hwing knul krông mdrang hra hlong bdap ađrơng aliô ênuôl buôn-yă buônyă ktla ktul rơchâm " +
    "kđăm kdam niêkđăm rơô ơban ya cil",
);

/** Marks of sex that stand before the names of Ê Đê, Gia Rai, M'Nông, Ba Na, Cơ Ho people. */
export const SEX_MARKERS: ReadonlySet<string> = words("y h k a ka hơ");

const compoundWords = [...COMPOUND_FAMILY_NAMES].map((name) => name.split(" "));
/** The words compound family names begin and go on with. */
export const COMPOUND_STARTS: ReadonlySet<string> = new Set(compoundWords.map(([first]) => first!));
export const COMPOUND_SECONDS: ReadonlySet<string> = new Set(compoundWords.map(([, second]) => second!));
