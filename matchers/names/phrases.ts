import { stripMarks } from "./letters.ts";

/** Words of a phrase, each with its form without marks. */
type Phrase = readonly (readonly [string, string])[];

const phrases = (text: string): readonly Phrase[] =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/\s*,\s*/))
    .map((phrase) => phrase.split(" ").map((word): [string, string] => [word, stripMarks(word)]));

/** How organisations begin. A word may also stand without its marks. */
const ORGANISATION_STARTS = phrases(`
  công ty, công ti, tổng công ty, doanh nghiệp, hợp tác xã, ủy ban, hội đồng nhân dân, bệnh viện, ngân hàng, chi nhánh
  văn phòng, trung tâm, cửa hàng, khách sạn, nhà hàng, nhà máy, nhà thuốc, nhà nghỉ, nhà trẻ, nhà văn hóa, xí nghiệp, tập đoàn, chi cục
  cục thuế, cục hải quan, cục thống kê, sở giáo dục, sở y tế, sở tài, sở nông, sở công, sở xây, sở giao, sở lao, sở nội, sở khoa, sở tư
  phòng giáo dục, phòng khám, phòng tài chính, phòng nội vụ, phòng lao động, ban quản lý, ban chỉ huy, ban chấp hành
  hội nông dân, hội phụ nữ, hội cựu chiến, hội liên hiệp, hội chữ thập, công an, bưu điện, trạm y tế, tòa án, viện kiểm sát, kho bạc, liên đoàn lao động, liên đoàn luật, liên đoàn bóng, liên hiệp hội, liên hiệp các, liên hiệp hợp tác, liên hiệp phụ nữ
  quỹ tín dụng, đại lý, cơ quan, cơ sở, giáo xứ, hộ kinh doanh, đơn vị, dịch vụ, câu lạc bộ, bảo hiểm xã hội
  trường đại học, trường cao đẳng, trường trung học, trường trung cấp, trường tiểu học, trường mầm non, trường mẫu giáo, trường phổ thông, trường học
  hội người, hội lhpn, hội ccb, hội nct, hội khuyến học, đảng ủy, đảng bộ, mặt trận tổ quốc, ban dân vận, ban tuyên giáo, ban qlda, ban công tác
  phòng gd, phòng gdđt, phòng tnmt, phòng tài nguyên, phòng kinh tế, phòng văn hóa, phòng nông nghiệp, phòng tư pháp
  sở tnmt, sở gd, sở gdđt, sở văn hóa, sở kế hoạch, sở thông tin, sở du lịch, hộ kd, nhà thờ, nhà sách, nhà xe, tổ dân phố, tổ hợp tác, khu phố
  chùa, đền thờ, thánh thất, tịnh xá, thiền viện, tu viện, giáo họ, họ đạo, nhà dòng, đình làng
  tạp hóa, quán cơm, quán ăn, quán nước, quán phở, quán bún, quán cà, quán cafe, quán nhậu, quán karaoke, tiệm vàng, tiệm tạp, tiệm thuốc, tiệm may, tiệm cơm, tiệm bánh, tiệm cầm, tiệm sửa, tiệm điện
  bộ công, bộ y, bộ quốc, bộ tư, bộ nội, bộ tài, bộ giáo, bộ ngoại, tổng cục, đại sứ quán, lãnh sự quán, viện khoa học, viện nghiên cứu, viện ksnd, hạt kiểm lâm, trại giam
  đội thuế, đội quản lý, đội cảnh sát, đoàn tncs, công đoàn cơ, bch đoàn, bch quân, bch công, bch hội, bưu cục, tt y tế, cây xăng, xưởng mộc, quỹ tdnd, hội đồng, dn tư nhân, c ty
  hiệu thuốc, hiệu vàng, hiệu sách, trang trại, xưởng may, xưởng gỗ, xưởng cơ khí
  quán bà, quán cô, quán ông, tiệm tóc, tiệm giặt, tiệm nail, tiệm hớt, tiệm uốn, tiệm ăn, hớt tóc, uốn tóc, sửa xe, rửa xe, vựa trái, vựa lúa, vựa cá, vựa phế
  lò bánh mì, trại heo, trại gà, trại vịt, trại tôm, trại giống, xưởng cưa, xưởng sản, quầy thuốc, quầy hàng, quầy tạp, ki ốt, cà phê, gara ô, nhà trọ, phòng trọ, phòng giao dịch, phòng công chứng
  sư đoàn, tiểu đoàn, quân khu, quân đoàn, đồn biên phòng, đồn công an, dòng họ, dòng mến, từ đường họ, quỹ từ, quỹ khuyến, quỹ bảo, quỹ hỗ, quỹ đầu
  ban nhân dân, ban dân tộc, ban trị sự, ban đại diện, ban liên lạc, ban tổ chức, ban giám, ban điều hành, ban hộ tự, phòng lđtbxh, phòng nội, phòng tc
  sở gtvt, sở kh, sở tn, sở nn, sở lđ, sở xd, sở vh, sở ct
  trường th, trường thcs, trường thpt, trường ptdt, trường mn, trường đh, trường cđ, trường dân lập, trường quốc tế`);

/** Abbreviations that no person's name holds. */
const ORGANISATION_WORDS: ReadonlySet<string> = new Set(
  (
    "cty cti ctcp tcty tand vksnd htxnn tnhh tmcp mtv dntn htx ubnd hđnd hdnd mttq thpt thcs ptdt xnk ttyt bhxh bql bqlda qlda tyt lhpn gdđt gddt tnmt ldtbxh hkd vpđd vpdd " +
    "jsc ltd llc corp inc gmbh company corporation limited bank group agribank vietcombank vietinbank bidv viettel vnpt " +
    "vinaphone mobifone shop karaoke hotel cafe café coffee restaurant resort homestay spa minimart electronics " +
    "vpcc vpls cssx chxd bchqs bvđk bvdk ttgdtx gdtx gdnn nhnn ptnt tttm catp lđtbxh ubmttq hđqt"
  ).split(" "),
);

/** What people write when there is no name: the field begins with it. */
const NOISE_STARTS = phrases(`
  không tên, không có, không rõ, không biết, không xác định, chưa rõ, chưa có, chưa biết, chưa đặt tên, chưa xác định, chưa cập nhật
  vô danh, vô chủ, khách hàng, khách lẻ, khách vãng lai, vãng lai, chủ thuê bao, thuê bao, trả trước, trả sau, người dùng, người sử dụng
  con trai, con gái, vợ ông, vợ anh, vợ chú, chồng bà, chồng chị, mẹ ông, mẹ bà, mẹ anh, mẹ chị, bố ông, bố anh, cha ông, nhà ông, nhà bà
  họ tên, họ và tên, thử nghiệm, dữ liệu, con bà, con ông, con của, con anh, con chị, con cô, con chú, con mẹ, con sản phụ, con sp, con liệt sĩ, con liệt sỹ, con ls, vợ liệt sĩ, vợ liệt sỹ, vợ ls, thân nhân liệt, thân nhân ls, bé con, bé của, bé nhà
  nam vô danh, nữ vô danh, tử thi vô danh, người vô gia, xác chết, khách mua, người mua không, không đọc, xem sổ, bé trai, bé gái, sơ sinh, trẻ sơ sinh, test, no name`);

/** The same, where the field holds nothing else and has its marks: before a name some of it is a title (Chủ hộ Lê Văn An). */
const NOISE_ALONE = phrases(`
  chủ hộ, chủ nhà, chủ xe, chủ sim, người mua, người bán, người nhà, người lạ, nạn nhân, điểm bán, sim rác, sim số, sim khuyến mại, sim du lịch
  bé sơ sinh, trẻ bỏ rơi, trẻ bị bỏ rơi, trẻ em bị bỏ rơi, không khai, không ghi, chưa khai, chưa khai sinh
  để trống, bỏ trống, đang cập nhật, đang chờ, đang chờ cập nhật, cập nhật sau, như trên, chưa đặt, không nhớ, bán lẻ, đã xóa, đã hủy, đã chết, hủy, trống, rách, mờ, mất chữ, trùng tên, object object
  khuyết danh, khuyết, chưa khai báo, không cung cấp, không hợp lệ, thông tin sai, sai tên, sai thông tin, thẻ cào, khách du lịch, cộng tác viên, nhân viên bán hàng, giao dịch viên
  tổng cộng, tổng số, tổng, cộng, ghi chú, người lập, người lập biểu, ký tên, tên khách hàng, full name`);
const NOISE_ALONE_TEXTS: ReadonlySet<string> = new Set(
  NOISE_ALONE.map((phrase) => phrase.map(([word]) => word).join(" ")),
);

/** Fields that are nothing but this. */
const NOISE_WHOLE: ReadonlySet<string> = new Set(
  (
    "không|khong|chưa|chua|tên|ten|na|null|none|nan|nil|unknown|undefined|anonymous|abc|abcd|xyz|asd|asdf|asdfgh|qwe|qwerty|" +
    "true|false|admin|user|demo|test|tester|name|noname|kh|kbt|kxđ|kxd|ktg|mẹ|bố|cha|con|khách|khach|nt|asdasd|uiop|abcdef|ctv|gdv|stt|x|xx|xxx"
  ).split("|"),
);

/** Phrases that without their marks are how names of persons begin (Văn Phong Nam, Võ Danh Nam, Hồ Đào Nam). */
const LIKE_NAMES: ReadonlySet<string> = new Set(
  "quán bà,quán cô,quán ông,trại heo,trại gà,trại vịt,trại tôm,trại giống,ki ốt,cà phê,nhà trọ,phòng trọ,sư đoàn,tiểu đoàn,quân khu,quân đoàn,dòng họ,dòng mến,quỹ từ,quỹ khuyến,quỹ bảo,quỹ hỗ,quỹ đầu,ban nhân dân,ban dân tộc,ban trị sự,ban đại diện,ban liên lạc,ban tổ chức,ban giám,ban điều hành,ban hộ tự,phòng nội,bé con,bé của,bé nhà,nam vô danh,nữ vô danh,trường th,văn phòng,cơ quan,cơ sở,đảng ủy,đảng bộ,hội người,chùa,thánh thất,thiền viện,tu viện,họ đạo,quán ăn,quán phở,hiệu sách,hiệu vàng,trang trại,nhà xe,khu phố,phòng kinh tế,phòng tài nguyên,ban dân vận,ban tuyên giáo,ban công tác,ban chỉ huy,trường học,hội đồng,tổng cục,tòa án,bộ công,bộ y,bộ quốc,bộ tư,bộ nội,bộ tài,bộ giáo,bộ ngoại,đội thuế,đội quản lý,đội cảnh sát,bưu cục,xưởng mộc,trại giam,cây xăng,con trai,con gái,vợ ông,vợ anh,vợ chú,chồng bà,chồng chị,mẹ ông,mẹ bà,mẹ anh,mẹ chị,bố ông,bố anh,cha ông,nhà ông,nhà bà,vô danh,vô chủ,vãng lai,dữ liệu".split(
    ",",
  ),
);
/** No person's name without marks has as many words and begins as an organisation does. */
const WORDS_LIKE_NAMES = 5;
/** Nhã is a rare family: NHA THO AN may be a person, NHA THO TAN BINH is a church. */
const RARELY_LIKE_NAMES: ReadonlySet<string> = new Set(["nhà thờ"]);

/** The fewest words of a text that a phrase may begin without its marks. */
function wordsBare(phrase: Phrase): number {
  const marked = phrase.map(([word]) => word).join(" ");
  return RARELY_LIKE_NAMES.has(marked) ? 4 : LIKE_NAMES.has(marked) ? WORDS_LIKE_NAMES : 3;
}

/** All words with their marks, or, in a text long enough, all without. */
const begins = (tokens: readonly string[], phrase: Phrase): boolean =>
  tokens.length >= phrase.length &&
  (phrase.every(([marked], i) => tokens[i] === marked) ||
    (phrase.every(([, bare], i) => tokens[i] === bare) && tokens.length >= wordsBare(phrase)));

const byFirstWord = (list: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> => {
  const map = new Map<string, Phrase[]>();
  for (const phrase of list) {
    for (const word of new Set(phrase[0]!)) map.set(word, [...(map.get(word) ?? []), phrase]);
  }
  return map;
};

const ORGANISATION_BY_WORD = byFirstWord(ORGANISATION_STARTS);
const NOISE_BY_WORD = byFirstWord(NOISE_STARTS);

/** Whether canonical lower-case tokens name an organisation. */
export function isOrganisation(tokens: readonly string[]): boolean {
  const starts = ORGANISATION_BY_WORD.get(tokens[0] ?? "");
  return starts?.some((phrase) => begins(tokens, phrase)) || tokens.some((token) => ORGANISATION_WORDS.has(token));
}

/** Nguyễn Chưa Đặt Tên, Trần Không Tên: a child that was entered before it had a name. */
function isUnnamed(tokens: readonly string[]): boolean {
  const [second, first, last] = tokens.slice(-3);
  return tokens.length > 2 && last === "tên" && (first === "không" || first === "chưa" || second === "chưa");
}

/** Somebody told by another alone: Vợ Nguyễn Văn Bình bears not his name, nor Chồng Lê Thị Lan hers. */
function isOfKin([first, next = "", middle, given]: readonly string[]): boolean {
  if (/^(?:vợ|mẹ)$/.test(first!) && next === "y" && middle !== undefined) return true;
  if (/^(?:chồng|bố|cha|con|cb)$/.test(first!) && /^h'./.test(next)) return true;
  if (given === undefined) return false;
  return (/^(?:vợ|mẹ)$/.test(first!) && middle === "văn") || (/^(?:chồng|bố|cha)$/.test(first!) && middle === "thị");
}

/** Whether canonical lower-case tokens are a placeholder instead of a name. */
export function isPlaceholder(tokens: readonly string[]): boolean {
  const first = tokens[0] ?? "";
  if (NOISE_BY_WORD.get(first)?.some((phrase) => begins(tokens, phrase))) return true;
  // "CB" is short for "con bà" in hospitals: a newborn under the name of the mother.
  const isMother = tokens.some((token) => token === "thị" || token === "thi");
  if (first === "cb" && (tokens.length === 2 || isMother)) return true;
  if (isMother && tokens.length > 3 && (first === "con" || (first === "c" && tokens[1] === "b"))) return true;
  if (isUnnamed(tokens) || isOfKin(tokens)) return true;
  if (tokens.some((token) => token === "test" || token === "demo")) return true;
  if (NOISE_ALONE_TEXTS.has(tokens.join(" "))) return true;
  if (tokens.length === 1) return NOISE_WHOLE.has(first) || /^(.)\1{2,}$/u.test(first);
  if (tokens.every((token) => token.length === 1) && NOISE_WHOLE.has(tokens.join(""))) return true;
  return tokens.every((token) => NOISE_WHOLE.has(token) || /^(.)\1+$/u.test(token));
}

/** Titles that stand before a name; some are words of names too (titles.ts tells). */
export const TITLES: ReadonlySet<string> = new Set(
  "ông ong bà ba anh chị chi cô co chú chu bác bac cháu chau cụ thầy bé em hộ chủ mr mrs ms miss dr ts tskh ths kts gs pgs bs ks ls đc nsưt nsnd ngưt ngnd ahlđ qncn ncs bsck bscki bsckii cki ckii".split(
    " ",
  ),
);

/** Offices, ranks and states of life before a whole name, of which no name begins so; some only before a religious name. */
const OFFICES = phrases(`
  đại đức, thượng tọa, hòa thượng, ni sư, ni trưởng, ni cô, sư cô, sư thầy, sư bà, sư ông, sư, đđ, ht, tt, ns, sc, linh mục, giám mục, mục sư, nữ tu, tu sĩ, soeur, sơ, sr, lm
  đại tá, thượng tá, trung tá, thiếu tá, đại úy, thượng úy, trung úy, thiếu úy, chuẩn úy, thượng sĩ, trung sĩ, hạ sĩ, binh nhất, binh nhì, liệt sĩ,
  đại tướng, thượng tướng, trung tướng, thiếu tướng, thượng sỹ, trung sỹ, hạ sỹ, liệt sỹ, bác sỹ, tu sỹ, y sĩ, y sỹ, dược sĩ, dược sỹ, nghệ sĩ, nghệ sỹ, nghệ nhân
  tiến sĩ, tiến sỹ, thạc sĩ, thạc sỹ, phó giáo sư, giáo sư, giáo viên, kỹ sư, kĩ sư, đồng chí, mẹ, vợ, chồng, bố, cha, thương binh, cựu chiến binh, ccb, bà mẹ vnah, mẹ vnah, bệnh binh, bà mẹ việt nam anh hùng, mẹ việt nam anh hùng
  bí thư, chủ tịch, phó chủ tịch, phó bí thư, trưởng thôn, trưởng ấp, trưởng bản, trưởng xóm, trưởng buôn, tổ trưởng, đội trưởng, già làng, giám đốc, phó giám đốc, luật sư, bác sĩ, thầy giáo, cô giáo, dì, cậu, mợ, thím, dượng, mệ, trẻ, trẻ em, bị can, bị cáo, bị hại, bệnh nhân, học sinh, sinh viên, người lao động, nlđ, bmvnah, mvnah, công dân, nhân viên, hội viên, đoàn viên, đảng viên, tài xế, lái xe, chủ nhà, chủ xe
  cố, gia đình, gđ, hộ gia đình, hộ gđ, vợ chồng, nhà giáo, nhà báo, ông nội, bà nội, ông ngoại, bà ngoại`);

const OFFICE_BY_WORD = byFirstWord(OFFICES);

/** How many of a name's canonical lower-case words are an office before the name; 0 where none is. */
export function officeLength(tokens: readonly string[]): number {
  let longest = 0;
  for (const phrase of OFFICE_BY_WORD.get(tokens[0] ?? "") ?? []) {
    if (phrase.length > longest && phrase.every(([word], i) => tokens[i] === word)) longest = phrase.length;
  }
  return longest;
}

const LONE_OFFICES: ReadonlySet<string> = new Set(
  OFFICES.filter((office) => office.length === 1).map(([word]) => word![0]),
);
/** Offices of one word: nothing else tells that one begins. */
export const isLoneOffice = (token: string): boolean => LONE_OFFICES.has(token);

/** Before a man's whole name the son of a household (titles.ts); else it may be a newborn under the mother's name. */
export const SON = "con";

/** Abbreviations that stand for an office only before a religious name. */
export const MONASTIC_ONLY: ReadonlySet<string> = new Set(["đđ", "ht", "tt", "ns", "sc", "sư"]);

/** Names of saints as Vietnamese Catholics put them before their own. */
export const BAPTISMAL_NAMES: ReadonlySet<string> = new Set(
  (
    "maria anna rosa lucia luxia cecilia cêcilia agnes anê teresa têrêsa teresia têrêxa catarina matta mácta isave monica mônica giuse phêrô " +
    "phero phaolô phaolo gioan gioakim gioankim đaminh daminh đôminicô antôn anton antôniô phanxicô phanxico xaviê martinô martino " +
    "augustinô augustino micae tôma toma giacôbê giacobe simon matthêu mátthêu luca máccô baotixita emmanuel " +
    "vinhsơn vincentê stêphanô raphael batôlômêô barnaba lôrensô laurensô philipphê tađêô mađalêna goretti inhaxiô clêmentê"
  ).split(" "),
);

/** Saints of two words. */
const TWO_WORD_SAINTS: ReadonlySet<string> = new Set(["đa minh", "vinh sơn", "gioan b", "j b"]);

/** How many words of the saint's name that canonical lower-case words begin with. */
export const saintLength = (tokens: readonly string[]): number =>
  TWO_WORD_SAINTS.has(`${tokens[0]} ${tokens[1]}`) ? 2 : BAPTISMAL_NAMES.has(tokens[0] ?? "") ? 1 : 0;

/** Words after which the rest of a field is no longer this person's name: other names, a second person. */
export const ALIAS_WORDS: ReadonlySet<string> = new Set(["tức", "tuc", "aka", "alias"]);
export const AND_WORDS: ReadonlySet<string> = new Set(["và", "va", "and", "hay", "hoặc"]);
/** The name that a monk had in the world, thế danh: Thế is too common a word of names to be looked at in any name but a monk's. */
const WORLDLY = "thế";
/** The family of monks. */
const MONASTIC_FAMILY = "thích";

/** Words a note begins with, each with what must follow it. */
export const NOTE_WORDS: ReadonlyMap<string, RegExp> = new Map([
  ["gọi", /^/],
  ["vợ", /^/],
  ["chồng", /^/],
  ["chết", /^/],
  ["đã", /^(?:chết|mất|tử|qua|chuyển|cắt|ly|nghỉ|ký|đi|hủy|xóa|nhận|bán|thôi|về)$/],
  ["chuyển", /^(?:đi|đến|khẩu|hộ|chỗ|nơi|sang|về|trường|tỉnh)$/],
  ["tạm", /^(?:trú|vắng|ngưng|dừng)$/],
  ["vắng", /^mặt$/],
  ["ủy", /^quyền$/],
  ["uỷ", /^quyền$/],
  ["uq", /^/],
  ["tgk", /^/],
  ["pd", /^/],
  ["có", /^tên$/],
  ["chưa", /^(?:xác|có|rõ|đăng|khai|cấp|làm)$/],
  ["hộ", /^(?:nghèo|cận)$/],
  ["bí", /^danh$/],
  ["con", /^(?:ông|bà|của)$/],
  ["tên", /^(?:khác|thật|cũ|mới|thường|gọi|khai|cúng|trong|tục|gốc)$/],
  ["biệt", /^(?:danh|hiệu)$/],
  ["nhũ", /^danh$/],
  ["pháp", /^(?:danh|hiệu)$/],
  [WORLDLY, /^danh$/],
  ["đổi", /^(?:thành|tên)$/],
  ["không", /^(?:rõ|biết|có)$/],
]);
/** A title inside a field that no name holds: a second person begins. */
export const isSecondTitle = (token: string): boolean => token === "bà";

const PHRASES = [...ORGANISATION_STARTS, ...NOISE_STARTS];
const OPENINGS = [...PHRASES, ...NOISE_ALONE, ...OFFICES.filter((office) => office.length > 1)];
const SAINTS = [...TWO_WORD_SAINTS].map((saint) => saint.split(" "));
const PHRASE_STARTS: ReadonlySet<string> = new Set([
  ...OPENINGS.flatMap((phrase) => phrase[0]!),
  ...NOISE_WHOLE,
  ...SAINTS.map(([first]) => first!),
  SON,
]);
const PHRASE_SECONDS: ReadonlySet<string> = new Set([
  ...OPENINGS.flatMap((phrase) => phrase[1] ?? []),
  ...NOISE_WHOLE,
  ...SAINTS.map(([, second]) => second!),
]);

/** Whether an organisation's name or a placeholder may begin with this token … */
export const startsPhrase = (token: string): boolean => PHRASE_STARTS.has(token);
/** … and go on with this one. */
export const continuesPhrase = (token: string): boolean => PHRASE_SECONDS.has(token);

/** Phrases of one word: nothing else tells that one begins. */
const LONE_STARTS: ReadonlySet<string> = new Set(
  PHRASES.filter((phrase) => phrase.length === 1).flatMap(([word]) => word!),
);

/** Whether any name with this token needs a look at its other words. */
export function isTelltale(token: string): boolean {
  if (LONE_STARTS.has(token)) return true;
  return (
    ORGANISATION_WORDS.has(token) ||
    ALIAS_WORDS.has(token) ||
    AND_WORDS.has(token) ||
    (NOTE_WORDS.has(token) && token !== WORLDLY) ||
    token === MONASTIC_FAMILY ||
    isSecondTitle(token)
  );
}
