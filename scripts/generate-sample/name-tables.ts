import { rated } from "./rated.ts";

/**
 * Frequencies of Vietnamese name words, rounded, of the most common few hundred. Sources: the "100 họ phổ biến" of 2022
 * for the large surnames; for middle and given words the counts by sex in public lists of students' names (UIT, about
 * 8,700, and toanluu, about 115,000), rounded and cut; the three eras and the three regions are our own judgement.
 * Minority names from the same lists and from published descriptions. Format: `word weight` or
 * `word north central south`, `word before-1966 1966-1989 since-1990`.
 */

/** Surnames of the Kinh: weights in the north, the centre, the south. */
export const SURNAMES = rated(`
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
export const MIDDLES_MALE = rated(`
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
export const MIDDLES_FEMALE = rated(`
Ngọc 12 18 22; Thanh 9 16 11; Thu 6 14 9; Kim 14 12 6; Hồng 10 13 5; Phương 2 9 14; Thùy 1 7 8; Mỹ 4 8 5; Bích 6 9 4;
Minh 4 6 11; Tuyết 6 5 2; Hoàng 1 4 8; Khánh 0 2 11; Bảo 0 2 11; Quỳnh 0 3 9; Thảo 0 3 7; Mai 3 4 4; Như 2 3 7; Xuân 6 5 2;
Cẩm 3 5 2; Anh 0 2 6; Thúy 2 7 3; Hà 1 3 5; Hải 2 4 4; Yến 0 3 4; Diễm 1 4 2; Kiều 1 4 3; Huyền 0 3 3; Trúc 1 3 3;
Hoài 1 3 3; Lan 3 4 1; Gia 0 0 7; Nhật 0 1 5; Tú 0 2 3; Linh 0 1 4; Diệu 1 2 3; Hương 2 3 2; Lệ 3 3 1; Ánh 2 3 2;
Vân 1 2 2; Thục 1 2 1; Tố 2 2 1; Uyên 0 1 2; Trà 0 1 2; Tường 0 1 2; Nguyệt 2 2 1; Mộng 2 2 0; Ái 2 2 1; Nhã 0 1 2;
Cát 0 0 2; Tuệ 0 0 4; An 0 0 3; Châu 0 1 1; Đan 0 1 2; Hạnh 1 1 1; Quế 1 1 0; Tiểu 0 1 1; Thiên 0 1 3; Lê 1 1 3;
Trần 0 1 3; Nguyễn 0 1 4; Phạm 0 0 2; Huỳnh 0 1 2; Thụy 0 2 1; Hiền 1 1 1; Bình 1 1 0; Hoa 1 1 0; Băng 0 1 1; Song 0 1 1
`);

/** Given words of men. */
export const GIVENS_MALE = rated(`
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
export const GIVENS_FEMALE = rated(`
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
