/**
 * Frequencies of Vietnamese name words, rounded, of the most common few hundred. Sources: the "100 họ phổ biến" of 2022
 * for the large surnames; for middle and given words the counts by sex in public lists of students' names (UIT, about
 * 8,700, and toanluu, about 115,000), rounded and cut; the three eras and the three regions are our own judgement.
 * Minority names from the same lists and from published descriptions. Format: `word weight` or
 * `word north central south`, `word before-1966 1966-1989 since-1990`.
 */

export interface Rated {
  readonly word: string;
  readonly weights: readonly number[];
}

function parse(table: string): readonly Rated[] {
  return table
    .trim()
    .split("\n")
    .flatMap((line) => line.split(";"))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const cut = entry.search(/\s\d/);
      return {
        word: entry.slice(0, cut),
        weights: entry
          .slice(cut + 1)
          .split(" ")
          .map(Number),
      };
    });
}

/** Surnames of the Kinh: weights in the north, the centre, the south. */
export const SURNAMES = parse(`
Nguyễn 430 410 390; Trần 110 110 108; Lê 85 105 88; Phạm 72 50 52; Hoàng 45 35 9; Huỳnh 1 18 58; Vũ 62 6 8; Võ 2 38 48;
Phan 18 35 33; Trương 12 28 27; Bùi 30 15 14; Đặng 21 22 20; Đỗ 32 12 12; Ngô 18 17 15; Hồ 4 30 18; Dương 18 10 15;
Đinh 16 12 8; Đoàn 13 12 10; Đào 17 5 5; Trịnh 14 10 6; Lương 12 7 6; Hà 12 8 4; Mai 6 8 7; Cao 7 9 6; Vương 6 2 4;
Lưu 8 4 5; Lâm 2 4 14; Lý 4 4 8; Phùng 9 3 4; Thái 1 6 5; Tạ 8 2 4; Tô 7 2 5; Chu 9 1 1; Châu 0 4 7; Quách 4 1 4;
Đàm 6 1 2; Kiều 3 2 3; Từ 1 3 4; Hứa 3 1 3; Lại 4 1 2; Tống 4 2 3; Tăng 1 3 4; Lã 3 1 0; Lữ 1 3 3; Diệp 0 2 4; Tôn 0 3 2;
Đậu 0 6 1; Nghiêm 4 1 0; La 1 1 2; Giang 2 1 2; Bạch 2 1 2; Mạc 3 1 1; Dư 0 1 2; Âu 1 0 2; Bành 0 0 2; Doãn 3 1 0;
Liêu 0 0 2; Phí 4 0 0; Biện 0 1 1; Khương 1 1 1; Khổng 2 0 0; Mạch 0 0 2; Ninh 2 0 1; Thân 3 2 0; Triệu 2 1 2; Tiêu 1 0 2;
Trà 0 2 1; Văn 0 4 2; Phó 1 0 0; Ông 0 1 1; Cù 2 1 0; Quản 2 0 0; Khuất 2 0 0; Lục 1 0 1; Nhâm 2 0 0; Đồng 3 1 1;
Ngụy 1 1 1; Viên 0 1 1; Cung 1 0 0; Hạ 1 0 1; Bồ 0 1 0; Nhan 0 0 1; Mã 1 0 2; Thi 0 0 2; Trang 0 0 2; Tất 0 0 1;
Tôn Thất 0 1 0; Âu Dương 0 0 1
`);

/** Middle words of men: weights before 1966, 1966-1989, since 1990. Văn is drawn apart. */
export const MIDDLES_MALE = parse(`
Đình 12 12 7; Hữu 14 14 9; Xuân 14 12 4; Ngọc 10 13 9; Đức 8 14 15; Minh 6 12 22; Quang 7 11 11; Quốc 5 12 12; Thanh 9 13 9;
Công 7 8 4; Trọng 5 6 5; Thành 4 7 8; Hoàng 3 9 16; Anh 1 5 10; Bá 8 5 2; Thế 5 8 4; Tiến 3 6 6; Duy 3 7 10; Tuấn 1 5 9;
Hồng 6 5 2; Kim 4 2 1; Viết 5 4 2; Khắc 5 3 1; Đăng 3 3 4; Chí 4 5 3; Mạnh 2 5 5; Việt 1 4 6; Hải 1 4 5; Nhật 0 2 9;
Gia 0 1 16; Bảo 0 2 10; Thiên 0 1 5; Khánh 1 2 5; Trung 2 4 5; Tấn 4 5 3; Vĩnh 3 3 2; Phú 3 3 2; Phước 3 3 2; Phúc 2 2 3;
Trường 1 2 4; Nguyên 0 1 3; Hoài 1 2 2; Sỹ 4 2 1; Sĩ 3 1 1; Cao 1 2 2; Đại 2 2 2; Tất 4 2 1; Danh 2 2 1; Huy 1 3 6;
Thái 1 3 4; Nam 1 2 3; Sơn 1 2 2; Phi 1 2 2; Lê 1 2 5; Trần 1 2 4; Nguyễn 1 1 5; Như 3 1 1; Doãn 2 1 0; Quý 2 2 1;
Huỳnh 0 1 2; Đoàn 1 1 1; Thiện 1 1 2; Đắc 3 2 1; Nho 1 1 0; Nhất 1 1 1; Khả 1 1 0; Tường 1 1 1; Tùng 0 1 2; An 0 1 2;
Ích 1 0 0; Lương 1 1 1; Trí 1 1 2; Đông 1 1 1; Long 0 1 1; Sinh 1 1 0; Tri 1 0 0; Phương 0 1 1; Hà 0 1 1; Khôi 0 0 2
`);

/** Middle words of women. Thị is drawn apart. */
export const MIDDLES_FEMALE = parse(`
Ngọc 12 18 22; Thanh 9 16 11; Thu 6 14 9; Kim 14 12 6; Hồng 10 13 5; Phương 2 9 14; Thùy 1 7 8; Mỹ 4 8 5; Bích 6 9 4;
Minh 4 6 11; Tuyết 6 5 2; Hoàng 1 4 8; Khánh 0 2 11; Bảo 0 2 11; Quỳnh 0 3 9; Thảo 0 3 7; Mai 3 4 4; Như 2 3 7; Xuân 6 5 2;
Cẩm 3 5 2; Anh 0 2 6; Thúy 2 7 3; Hà 1 3 5; Hải 2 4 4; Yến 0 3 4; Diễm 1 4 2; Kiều 1 4 3; Huyền 0 3 3; Trúc 1 3 3;
Hoài 1 3 3; Lan 3 4 1; Gia 0 0 7; Nhật 0 1 5; Tú 0 2 3; Linh 0 1 4; Diệu 1 2 3; Hương 2 3 2; Lệ 3 3 1; Ánh 2 3 2;
Vân 1 2 2; Thục 1 2 1; Tố 2 2 1; Uyên 0 1 2; Trà 0 1 2; Tường 0 1 2; Nguyệt 2 2 1; Mộng 2 2 0; Ái 2 2 1; Nhã 0 1 2;
Cát 0 0 2; Tuệ 0 0 4; An 0 0 3; Châu 0 1 1; Đan 0 1 2; Hạnh 1 1 1; Quế 1 1 0; Tiểu 0 1 1; Thiên 0 1 3; Lê 1 1 3;
Trần 0 1 3; Nguyễn 0 1 4; Phạm 0 0 2; Huỳnh 0 1 2; Thụy 0 2 1; Hiền 1 1 1; Bình 1 1 0; Hoa 1 1 0; Băng 0 1 1; Song 0 1 1
`);

/** Given words of men. */
export const GIVENS_MALE = parse(`
Hùng 20 27 12; Dũng 12 26 13; Minh 15 17 28; Tuấn 8 30 22; Anh 4 14 28; Nam 8 18 23; Huy 3 13 27; Long 8 14 20; Hải 14 19 13;
Sơn 18 20 13; Thành 17 18 14; Cường 9 22 13; Đức 11 13 17; Hiếu 6 11 18; Đạt 3 8 20; Trung 9 16 11; Tùng 4 12 12; Thắng 13 17 9;
Quang 14 13 8; Hoàng 6 12 20; Duy 2 10 17; Phúc 8 9 16; Khánh 5 7 11; Bình 18 15 5; Hưng 10 11 14; Phong 8 12 13; Quân 7 11 15;
Tiến 10 13 11; Vinh 10 11 8; Lâm 12 9 10; Tâm 14 10 5; Hà 12 8 3; Dương 6 8 9; Bảo 5 8 18; Vũ 5 11 9; An 7 6 9; Toàn 9 11 8;
Khoa 2 6 14; Thịnh 6 8 11; Tài 10 9 9; Khang 2 3 16; Nhân 9 8 9; Nghĩa 10 9 8; Việt 7 9 8; Trí 6 6 8; Trường 5 7 8; Phú 8 7 7;
Phát 6 6 9; Thiện 6 6 7; Lộc 10 8 8; Thái 8 8 7; Sang 7 8 5; Tân 8 8 4; Mạnh 7 8 6; Hiệp 8 7 5; Thuận 9 7 4; Thông 7 6 4;
Kiệt 5 5 9; Tín 5 6 6; Nhật 1 3 8; Đăng 2 3 10; Hậu 7 7 6; Luân 3 4 3; Kiên 3 7 10; Phước 8 7 5; Đại 6 6 4; Khôi 1 2 9;
Hào 3 5 6; Công 9 6 3; Danh 4 4 4; Quý 7 7 4; Ân 4 3 4; Trọng 5 6 4; Quốc 4 5 4; Hiển 6 5 3; Khải 5 5 4; Lợi 12 7 3;
Kha 2 3 3; Văn 6 4 1; Thọ 11 7 3; Quyền 6 5 3; Chinh 7 4 1; Chung 7 5 2; Chiến 10 8 4; Cảnh 8 4 1; Khiêm 5 3 4; Hoàn 6 5 2;
Định 8 5 2; Chương 7 4 2; Vĩ 2 3 4; Quyết 5 6 3; Sinh 7 4 2; Cương 5 5 2; Liêm 6 4 1; Tấn 7 4 1; Bách 2 2 6; Chính 7 5 2;
Bằng 6 5 2; Lực 6 4 2; Tính 6 4 1; Tuân 4 3 2; Lân 6 4 2; Thức 4 3 1; Lập 5 3 1; Luận 4 3 1; Nghị 4 3 1; Huân 4 3 1; Giang 4 6 6;
Tú 3 7 7; Hòa 14 10 3; Thanh 16 12 3; Phương 8 6 2; Nguyên 3 5 10; Ngọc 9 6 2; Xuân 8 3 1; Đông 6 4 2; Thạch 3 2 1; Đoàn 5 3 1;
Trực 3 2 1; Triết 2 2 2; Vượng 4 3 2; Huấn 5 4 1; Lưu 4 2 1; Hữu 4 2 1; Điền 3 2 1; Vĩnh 4 3 1; Thăng 4 3 1; Thế 4 3 1; Luật 2 1 1;
Bắc 5 3 1; Đồng 6 3 1; Hợp 6 4 1; Thi 3 2 1; Hồng 8 5 1; Tư 9 3 0; Năm 9 3 0; Ba 8 2 0; Sáu 7 2 0; Bảy 7 2 0; Út 4 3 0; Đực 3 1 0;
Tý 4 3 0; Tèo 1 1 0; Mười 4 2 0; Tám 5 2 0; Hai 4 1 0; Lượng 4 3 1; Khương 2 3 2; Tường 3 3 2; Thiên 1 2 6; Minh Anh 0 0 1;
Sĩ 4 2 1; Sỹ 3 2 1; Kỳ 3 3 2; Trình 3 3 2; Tuyên 4 3 1; Toản 5 4 1; Điệp 3 4 2; Thưởng 3 3 1; Ninh 4 4 2; Thuần 3 2 1;
Hinh 2 1 0; Cường Quốc 0 0 0; Nhựt 2 3 2; Hên 2 1 0; Đảm 3 1 0; Tùng Lâm 0 0 1; Gia Bảo 0 0 2; Lĩnh 2 2 1; Thìn 5 4 1; Dần 4 3 0;
Mão 3 2 0; Ngọ 4 3 0; Mùi 4 2 0; Hợi 3 2 0; Tuất 3 2 0; Sửu 2 1 0; Khanh 3 3 2; Du 2 1 1; Y 1 0 0; Cầu 2 1 0; Đào 2 1 0; Bửu 2 1 0
`);

/** Given words of women. */
export const GIVENS_FEMALE = parse(`
Anh 3 16 37; Linh 1 12 28; Trang 2 15 18; Nhi 1 4 22; Phương 9 18 16; Vi 1 3 13; Thảo 4 14 17; Ngọc 8 12 18; Ngân 4 12 15;
Hà 12 19 11; Thư 2 5 16; Hương 21 24 9; Như 2 5 14; Quỳnh 1 8 12; Châu 4 6 9; My 1 5 13; Mi 0 1 2; Chi 3 6 13; Hân 0 3 14;
Hiền 14 17 7; Dung 17 16 4; Vân 17 15 7; Mai 18 16 7; Huyền 3 13 9; Hằng 12 18 5; Trâm 1 6 9; Uyên 1 6 8; Nhung 7 14 6; Trân 2 4 9;
Yến 10 12 8; Duyên 5 9 8; Hạnh 17 14 4; Thương 3 8 5; Trinh 4 7 7; Thủy 17 18 3; Nga 20 15 3; Trúc 3 5 6; Ánh 6 8 6; Hoa 26 14 3;
Tiên 3 5 7; Quyên 4 7 4; Lan 29 18 3; Loan 18 14 2; Hồng 22 13 3; Oanh 9 11 3; Thúy 13 15 3; Ý 0 2 4; Tuyền 3 5 4; Xuân 17 8 2;
Thùy 3 6 3; Thu 15 11 3; Phượng 12 10 3; Diệp 3 4 5; Nguyệt 16 8 2; Nghi 0 2 5; Huệ 17 10 2; Tuyết 16 9 2; Hường 11 10 3; Liên 20 11 2;
Hảo 6 5 2; Diễm 2 6 2; Lam 1 2 4; Kim 8 3 1; Phụng 5 3 1; Diệu 4 4 2; Mẫn 1 2 3; Lý 9 5 1; Kiều 4 5 2; Trà 2 3 3; Đào 9 4 1;
Bích 9 5 1; Nhàn 9 6 1; Thơ 4 4 2; Lệ 9 5 1; Thắm 6 6 2; Thoa 8 7 2; Sương 8 5 1; Ái 3 2 1; Hạ 0 1 2; Nương 3 2 1; Cúc 17 5 1;
Băng 1 2 2; Mỹ 8 5 1; Na 2 3 2; Luyến 5 5 1; Hiên 4 4 2; Huế 8 6 2; Thanh 15 10 3; Tâm 12 8 4; An 2 3 7; Minh 6 5 4; Giang 2 7 6;
Tú 2 5 4; Khánh 2 3 5; Hòa 12 7 2; Bình 12 6 2; Thi 3 4 3; Nguyên 1 2 4; Đan 0 1 4; Lợi 8 2 0; Sen 6 3 1; Gái 6 2 0; Bé 9 4 0;
Năm 7 2 0; Sáu 7 2 0; Bảy 6 2 0; Tám 5 1 0; Chín 5 1 0; Út 6 4 1; Ba 6 2 0; Tư 6 2 0; Mười 5 2 0; Tý 4 2 0; Dậu 3 2 0; Mùi 6 4 0;
Thìn 3 2 0; Nhiên 0 2 4; Vy 0 4 22; Ly 1 4 7; Khuê 0 1 3; Thái 2 1 1; Khanh 2 2 2; Cẩm 3 2 1; Hợp 5 3 1; Thêm 4 2 0; Chung 4 3 1;
Chinh 3 3 1; Tình 5 4 1; Viên 2 2 2; Hậu 6 5 1; Phúc 4 2 1; Ngà 5 5 1; Ngoan 4 3 1; Vinh 4 3 1; Thuận 6 4 1; Tuyến 3 4 1; Xoan 4 2 0;
Quý 4 3 1; Mận 5 3 0; Nhài 3 2 0; Lụa 4 2 0; Tươi 4 4 1; Thiện 3 2 1; Vui 3 2 0; Hải 4 5 2; Mơ 4 4 1; Lài 3 2 0; Kha 0 1 1;
Nết 3 1 0; Thạo 1 1 0; Gấm 3 2 0; Điệp 3 3 1; Dương 2 4 5; Bảo Ngọc 0 0 1; Thanh Trúc 0 0 1; Hoài 4 4 2; Sang 3 2 1; Phước 3 2 0
`);

/** A people: where it lives (codes of the 63 provinces, and share of those born there), and its names. */
export interface Minority {
  readonly ethnicity: string;
  readonly provinces: Readonly<Record<string, number>>;
  readonly surnames: readonly Rated[];
  /** Given words, where they differ from the Kinh's. */
  readonly male?: readonly string[];
  readonly female?: readonly string[];
  /** Order of the parts: `first` puts the sex word (Y, H') in front and the clan last. */
  readonly order?: "first";
  /** Share whose middle word is Văn or Thị. */
  readonly kinhMiddles?: number;
}

export const MINORITIES: readonly Minority[] = [
  {
    ethnicity: "Tày",
    provinces: { "02": 0.22, "04": 0.4, "06": 0.5, "08": 0.25, "10": 0.14, "15": 0.18, "19": 0.1, "20": 0.35 },
    surnames: parse(
      "Nông 30; Hoàng 25; Ma 12; Bế 6; Vi 8; Lương 8; Hà 8; Triệu 6; Nguyễn 12; Đàm 4; Lý 5; Chu 4; La 3",
    ),
    kinhMiddles: 0.75,
  },
  {
    ethnicity: "Nùng",
    provinces: { "04": 0.3, "20": 0.42, "24": 0.05, "19": 0.05, "66": 0.03, "67": 0.05 },
    surnames: parse("Nông 25; Hoàng 20; Lương 8; Lý 8; Vi 12; Triệu 6; Chu 8; Lâm 5; Hứa 8; Mông 5; Lô 4; Mã 4; Đàm 3"),
    kinhMiddles: 0.75,
  },
  {
    ethnicity: "Thái",
    provinces: { "14": 0.53, "11": 0.36, "12": 0.31, "40": 0.1, "38": 0.06, "15": 0.07 },
    surnames: parse(
      "Lò 40; Quàng 14; Lường 14; Cà 10; Tòng 8; Lù 4; Vì 8; Hà 8; Cầm 5; Bạc 4; Điêu 3; Lô 8; Vi 10; Lương 8; Kha 3",
    ),
    kinhMiddles: 0.9,
  },
  {
    ethnicity: "Mường",
    provinces: { "17": 0.63, "38": 0.1, "25": 0.15, "14": 0.07, "37": 0.03 },
    surnames: parse("Bùi 40; Đinh 15; Quách 10; Nguyễn 12; Hà 8; Phạm 6; Trương 6; Cao 4; Bạch 4; Xa 2"),
    kinhMiddles: 0.8,
  },
  {
    ethnicity: "Mông",
    provinces: { "02": 0.33, "11": 0.37, "12": 0.25, "10": 0.24, "15": 0.11, "14": 0.15, "04": 0.1, "40": 0.01 },
    surnames: parse(
      "Giàng 22; Vàng 18; Sùng 12; Thào 14; Lầu 8; Mùa 8; Vừ 8; Lý 10; Hầu 4; Cư 4; Ly 6; Sình 4; Hạng 4; Chá 3; Tráng 4; Má 4",
    ),
    male: [
      "A Páo",
      "A Dơ",
      "A Chứ",
      "A Sùng",
      "A Tủa",
      "A Lử",
      "Mí Sính",
      "Mí Già",
      "Seo Phử",
      "Seo Sẩu",
      "A Sính",
      "A Pó",
      "A Vảng",
      "A Khua",
      "Mí Chá",
      "A Dình",
      "A Thào",
      "A Chu",
    ],
    female: [
      "Thị Mỷ",
      "Thị Dợ",
      "Thị Sua",
      "Thị Máy",
      "Thị Dinh",
      "Thị Pà",
      "Thị Chú",
      "Thị Mai",
      "Thị Xua",
      "Thị Say",
      "Thị Ca",
      "Thị Dính",
      "Thị Vá",
      "Thị Lía",
      "Thị Mo",
    ],
  },
  {
    ethnicity: "Dao",
    provinces: { "02": 0.15, "10": 0.14, "15": 0.1, "08": 0.12, "04": 0.1, "06": 0.17, "12": 0.13, "22": 0.05 },
    surnames: parse("Triệu 30; Bàn 25; Đặng 20; Phàn 12; Chảo 10; Tẩn 10; Lý 10; Phùng 6; Hoàng 4; Dương 4"),
    kinhMiddles: 0.6,
  },
  {
    ethnicity: "Khmer",
    provinces: { "84": 0.31, "94": 0.3, "91": 0.13, "95": 0.08, "89": 0.04, "96": 0.02, "92": 0.02, "86": 0.02 },
    surnames: parse(
      "Thạch 26; Sơn 14; Danh 18; Kim 14; Kiên 6; Châu 8; Lâm 10; Trần 8; Lý 6; Tăng 4; Lý 3; Đào 3; Néang 3; Chau 6",
    ),
    male: [
      "Sa Rây",
      "Phươl",
      "Sô Phi",
      "Đa Ra",
      "Minh",
      "Hùng",
      "Ra Tha",
      "Sóc Kha",
      "Thái",
      "Hoàng",
      "Vũ",
      "Rinh",
      "Sóc Thia",
      "Văn Hên",
      "Chanh Đa",
      "Sươl",
      "Oanh Na",
      "Tuấn",
    ],
    female: [
      "Thị Sa Rênh",
      "Thị Phol",
      "Thị Sóc Kha",
      "Thị Mỹ",
      "Thị Ngọc",
      "Sa Ly",
      "Sô Phia",
      "Thị Hương",
      "Thị Chanh",
      "Thị Lan",
      "Thị Đa Ni",
      "Thị Thu",
      "Thị Sà Rương",
      "Thị Linh",
      "Thị Kim",
      "Thị Út",
    ],
  },
  {
    ethnicity: "Chăm",
    provinces: { "58": 0.12, "60": 0.03, "89": 0.01, "54": 0.02, "52": 0.01 },
    surnames: parse(
      "Đàng 12; Chế 8; Trà 8; Ma 6; Ông 5; Thập 5; Hán 6; Lưu 6; Thành 8; Bá 8; Quảng 6; Não 3; Kiều 6; Châu 6; Dương 4",
    ),
    kinhMiddles: 0.7,
  },
  {
    ethnicity: "Ê Đê",
    provinces: { "66": 0.19, "54": 0.03, "67": 0.01, "56": 0.01 },
    surnames: parse(
      "Niê 30; Mlô 14; Êban 12; Adrơng 6; Kbuôr 6; Ayun 8; Byă 6; Hwing 3; Knul 3; Kđoh 2; Kpă 3; Êñuôl 3; Buôn Krông 2; Ktla 2",
    ),
    male: [
      "Y Thuyên",
      "Y Bhiăk",
      "Y Blăm",
      "Y Nguyên",
      "Y Tuấn",
      "Y Win",
      "Y Khoa",
      "Y Dhăm",
      "Y Sơn",
      "Y Bliu",
      "Y Jơn",
      "Y Thái",
      "Y Hoàng",
      "Y Phương",
      "Y Duy",
      "Y Lem",
    ],
    female: [
      "H'Hoa",
      "H'Linh",
      "H'Nga",
      "H'Ngọc",
      "H'Bia",
      "H'Lan",
      "H'Yuôm",
      "H'Juel",
      "H'Mai",
      "H'Rin",
      "H'Thu",
      "H'Wen",
      "H'Nhi",
      "H'Duyên",
      "H'Len",
      "H'Nương",
    ],
    order: "first",
  },
  {
    ethnicity: "Gia Rai",
    provinces: { "64": 0.3, "62": 0.05, "66": 0.01 },
    surnames: parse("Siu 25; Ksor 22; Rơ Châm 14; Kpă 14; Nay 12; Rah Lan 10; Rơ Mah 10; Rmah 6; Ayun 4; Hiao 2"),
    male: [
      "Hlơi",
      "Thuyên",
      "Phiên",
      "Bơm",
      "Thim",
      "Hùng",
      "Klưh",
      "Tuân",
      "Jun",
      "Hoan",
      "Blơi",
      "Nghĩa",
      "Chương",
      "Pin",
    ],
    female: [
      "H'Lan",
      "H'Phyin",
      "H'Bơng",
      "H'Nhung",
      "H'Ri",
      "H'Ngân",
      "H'Nhiên",
      "H'Thảo",
      "H'Uyên",
      "H'Vân",
      "H'Blôi",
      "H'Mlưng",
    ],
  },
  {
    ethnicity: "Ba Na",
    provinces: { "62": 0.13, "64": 0.12, "52": 0.02 },
    surnames: parse("A 40; Đinh 50"),
    male: ["Hyưk", "Thưk", "Byưk", "Huynh", "Thi", "Lưu", "Ngưi", "Biên", "Hmrik", "Phương", "Thanh"],
    female: ["Thị Hơ", "Thị Bưi", "Thị Nhưi", "H'Yơn", "Thị Glơih", "Thị Linh", "Thị Lan", "Thị Hồng"],
  },
  {
    ethnicity: "Cơ Ho",
    provinces: { "68": 0.12, "60": 0.01 },
    surnames: parse("K' 40; Ka 30; Kơ Să 4; Cil 6; Lơ Mu 4; Bon Niêng 2; Rơ Ông 3; Liêng Hót 3"),
    male: ["Brếp", "Brôih", "Tuấn", "Ben", "Thế", "Hùng", "Sim", "Minh", "Tài", "Nhiên"],
    female: ["Thị Hương", "Nhiêm", "Him", "Thoa", "Điệp", "Rin", "Thương", "Duyên", "Phương"],
  },
  {
    ethnicity: "Bru - Vân Kiều",
    provinces: { "45": 0.1, "44": 0.02 },
    surnames: parse("Hồ 100"),
    kinhMiddles: 0.85,
  },
  {
    ethnicity: "Hoa",
    provinces: { "79": 0.045, "75": 0.02, "94": 0.04, "95": 0.02, "91": 0.015 },
    surnames: parse(
      "Trần 20; Lâm 14; Lý 14; Quách 6; Huỳnh 10; Vương 6; Châu 6; Mạch 4; Tăng 6; La 4; Lưu 6; Dương 4; Ngô 5; Trương 6; Diệp 4; Phùng 2",
    ),
    kinhMiddles: 0.05,
  },
];

/** Codes of ethnic groups in the register (Decision 421/1979; 01 is Kinh). */
export const ETHNICITY_CODES: Readonly<Record<string, string>> = {
  Kinh: "01",
  Tày: "02",
  Thái: "03",
  Hoa: "04",
  Khmer: "05",
  Mường: "06",
  Nùng: "07",
  Mông: "08",
  Dao: "09",
  "Gia Rai": "10",
  "Ê Đê": "12",
  "Ba Na": "13",
  Chăm: "16",
  "Cơ Ho": "17",
  "Bru - Vân Kiều": "24",
};

/** Names of foreigners who live in Vietnam. */
export const FOREIGN_NAMES = [
  "KIM MIN JUN",
  "PARK JI YOUNG",
  "LEE SANG HOON",
  "CHOI SEUNG HYUN",
  "JUNG HYE JIN",
  "WANG XIAO MING",
  "LI WEI",
  "ZHANG JING",
  "CHEN CHIH HAO",
  "LIN YU TING",
  "TANAKA HIROSHI",
  "SUZUKI YUKI",
  "SATO KENJI",
  "SMITH JOHN ANDREW",
  "JOHNSON EMILY ROSE",
  "MARTIN PIERRE",
  "MULLER THOMAS",
  "IVANOV SERGEI",
  "PETROVA ANNA",
  "SOMCHAI PRASERT",
  "BOUNMY SOUKSAVANH",
  "CHEA SOKHA",
  "RAHMAN ABDUL",
  "PATEL RAJESH KUMAR",
  "GARCIA MARIA",
  "TAN WEI LING",
  "O'BRIEN SEAN",
  "NGUYEN DAVID",
  "TRAN JENNIFER",
  "LE MICHAEL",
] as const;

/** First parts of organisations' names that stand in person columns. */
export const ORGANISATION_FORMS = [
  "CÔNG TY TNHH",
  "CÔNG TY CỔ PHẦN",
  "CTY TNHH",
  "CTY CP",
  "CÔNG TY TNHH MTV",
  "DNTN",
  "HTX NÔNG NGHIỆP",
  "TRƯỜNG THPT",
  "TRƯỜNG TIỂU HỌC",
  "UBND XÃ",
  "HỘ KINH DOANH",
  "CHI NHÁNH CÔNG TY",
  "BỆNH VIỆN ĐA KHOA",
  "NGÂN HÀNG TMCP",
  "TRẠM Y TẾ",
  "BAN QUẢN LÝ CHỢ",
] as const;

export const ORGANISATION_NAMES = [
  "MINH PHÁT",
  "HOÀNG GIA",
  "THÀNH ĐẠT",
  "AN BÌNH",
  "ĐẠI DƯƠNG",
  "TÂN TIẾN",
  "VIỆT HƯNG",
  "PHÚ QUÝ",
  "HẢI ÂU",
  "SAO MAI",
  "TRƯỜNG THỊNH",
  "LÊ LỢI",
  "QUANG TRUNG",
  "NAM VIỆT",
  "HÒA BÌNH",
  "THĂNG LONG",
  "CỬU LONG",
  "ĐỒNG TÂM",
  "PHƯƠNG NAM",
  "BẮC HÀ",
] as const;
