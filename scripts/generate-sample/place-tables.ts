function list(text: string): readonly string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Street names that nearly every town has. */
export const STREETS = list(`
Trần Hưng Đạo, Lê Lợi, Nguyễn Trãi, Nguyễn Huệ, Quang Trung, Lý Thường Kiệt, Hai Bà Trưng, Lê Duẩn, Hùng Vương, Nguyễn Du, Phan Bội Châu,
Phan Chu Trinh, Hoàng Hoa Thám, Điện Biên Phủ, Lê Hồng Phong, Nguyễn Văn Cừ, Trần Phú, Ngô Quyền, Lý Tự Trọng, Võ Thị Sáu, Nguyễn Thị Minh Khai,
Cách Mạng Tháng Tám, Phạm Văn Đồng, Tôn Đức Thắng, Nguyễn Văn Linh, Võ Văn Kiệt, Trường Chinh, Hoàng Văn Thụ, Lê Thánh Tôn, Lê Đại Hành,
Đinh Tiên Hoàng, Bà Triệu, Nguyễn Công Trứ, Nguyễn Đình Chiểu, Cao Bá Quát, Tô Hiến Thành, Lạc Long Quân, Âu Cơ, Phan Đình Phùng, Nguyễn Thái Học,
Trần Quốc Toản, Trần Nhân Tông, Yersin, Pasteur, Hàm Nghi, Duy Tân, Nguyễn Tri Phương, Trần Cao Vân, Huỳnh Thúc Kháng, Thái Phiên, Ông Ích Khiêm,
Nguyễn Văn Trỗi, Lê Văn Sỹ, Phạm Ngũ Lão, Bùi Thị Xuân, Nguyễn Oanh, Lê Quang Định, Phan Văn Trị, Nguyễn Kiệm, Cộng Hòa, Âu Dương Lân, Lũy Bán Bích,
Hòa Bình, Thống Nhất, Giải Phóng, Độc Lập, 30 Tháng 4, 3 Tháng 2, 2 Tháng 9, 19 Tháng 5, Nam Kỳ Khởi Nghĩa, Xô Viết Nghệ Tĩnh, Nguyễn Xí, Bạch Đằng,
Chi Lăng, Đống Đa, Tây Sơn, Chùa Bộc, Láng Hạ, Thái Hà, Kim Mã, Cầu Giấy, Xuân Thủy, Nguyễn Khang, Trung Kính, Nguyễn Chí Thanh, La Thành, Minh Khai,
Bạch Mai, Đại La, Trương Định, Tam Trinh, Kim Ngưu, Lò Đúc, Hàng Bông, Tràng Thi, Nguyễn Khuyến, Tô Ngọc Vân, Nguyễn Văn Tiết, Yên Thế, Phan Huy Chú,
Đặng Văn Bi, Võ Văn Ngân, Kha Vạn Cân, Tô Vĩnh Diện, Nguyễn Ảnh Thủ, Hà Huy Giáp, Lê Văn Khương, Nguyễn Văn Quá, Tân Kỳ Tân Quý, Tỉnh lộ 8, Quốc lộ 1A,
Quốc lộ 13, QL 51, Hương lộ 2, Nguyễn Văn Giáo, Phạm Hùng, Mậu Thân, Ba Tháng Hai, Nguyễn Văn Tạo, Rạch Gầm, Đề Thám, Tố Hữu, Hà Nội, Bến Nghé, Đống Đa,
Nguyễn Sinh Cung, Bà Huyện Thanh Quan, Mai Thúc Loan, Chu Văn An, Đặng Thái Thân, Phan Đăng Lưu, Nguyễn Tất Thành, Y Jút, Lê Thánh Tông, Trần Quang Khải
`);

/** Own names of hamlets and villages. */
export const HAMLET_NAMES = list(`
Đông, Đoài, Trung, Thượng, Hạ, Nội, Ngoại, Đình, Chùa, Chợ, Mới, Cầu, Bến, Đông Hòa, Tân Lập, Tân Tiến, Tân Thành, Hòa Bình, Đồng Tâm, Quyết Thắng,
Đoàn Kết, Tiền Phong, Bình An, An Thạnh, An Hòa, An Lợi, An Bình, Phú Thạnh, Phú Hòa, Phú Lợi, Long Thạnh, Long Hòa, Long Bình, Mỹ Hòa, Mỹ Thạnh, Mỹ Lợi,
Vĩnh Hòa, Vĩnh Phước, Vĩnh Thạnh, Bình Hòa, Bình Thạnh, Bình Phú, Tân Hòa, Tân Bình, Tân Phú, Thạnh Lợi, Thạnh Hòa, Phước Lợi, Phước Hòa, Phước Trạch,
Xuân Hòa, Xuân Lai, Yên Phú, Yên Bình, Yên Lạc, Phú Mỹ, Phú Cường, Đông Thành, Nam Sơn, Bắc Sơn, Tây Sơn, Nà Tấu, Nà Lốc, Pom Khoang, Khuổi Nà, Nặm Tọc,
Ea Tul, Kô Siêr, Alê A, Plei Ốp, Kon Tu, Đăk Rơ, Sóc Ruộng, Cây Điệp, Cây Me, Rạch Ông, Kinh Xáng, Lung Lớn, Đập Đá, Gò Găng, Bàu Sen, Suối Sâu, Giồng Trôm
`);
