/**
 * Byte codes of the Vietnamese letters in the encodings used before Unicode. Facts restated from: TCVN 5712:1993 (VN3,
 * "ABC" fonts), RFC 1456 (VISCII 1.1), the VPS and VNI-Win font tables; the first three agree with iconv's tables where it has them.
 */

/** The 134 letters, in the order of the tables below. */
export const LEGACY_LETTERS =
  "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ";

/** Codes in hexadecimal, one or two bytes a letter, in the order of `LEGACY_LETTERS`. */
export const LEGACY_CODES = {
  vni:
    "41d8 41d9 41c2 41d5 45d8 45d9 45c2 cc cd 4fd8 4fd9 4fc2 4fd5 55d8 55d9 59d9 61f8 61f9 61e2 61f5 65f8 65f9 65e2 " +
    "ec ed 6ff8 6ff9 6fe2 6ff5 75f8 75f9 79f9 41ca 61ea d1 f1 d3 f3 55d5 75f5 d4 f4 d6 f6 41cf 61ef 41db 61fb 41c1 " +
    "61e1 41c0 61e0 41c5 61e5 41c3 61e3 41c4 61e4 41c9 61e9 41c8 61e8 41da 61fa 41dc 61fc 41cb 61eb 45cf 65ef 45db " +
    "65fb 45d5 65f5 45c1 65e1 45c0 65e0 45c5 65e5 45c3 65e3 45c4 65e4 c6 e6 d2 f2 4fcf 6fef 4fdb 6ffb 4fc1 6fe1 4fc0 " +
    "6fe0 4fc5 6fe5 4fc3 6fe3 4fc4 6fe4 d4d9 f4f9 d4d8 f4f8 d4db f4fb d4d5 f4f5 d4cf f4ef 55cf 75ef 55db 75fb d6d9 " +
    "f6f9 d6d8 f6f8 d6db f6fb d6d5 f6f5 d6cf f6ef 59d8 79f8 ce ee 59db 79fb 59d5 79f5",
  vps:
    "80 c1 c2 82 d7 c9 ca b5 b4 bc b9 d4 be a8 da dd e0 e1 e2 e3 e8 e9 ea ec ed f2 f3 f4 f5 f9 fa 9a 88 e6 f1 c7 b8 " +
    "ef ac db f7 d6 d0 dc 02 e5 81 e4 83 c3 84 c0 85 c4 1c c5 03 c6 8d a1 8e a2 8f a3 f0 a4 04 a5 05 cb de c8 fe eb " +
    "90 89 93 8a 94 8b 95 cd 06 8c b7 cc 10 ce 11 86 bd d5 96 d3 97 d2 98 b0 99 87 12 b6 9d a7 9e a9 9f aa a6 ab 13 " +
    "ae 14 f8 d1 fb ad d9 af d8 b1 ba 1d bb 15 bf b2 ff 19 9c fd 9b b3 cf",
  viscii:
    "c0 c1 c2 c3 c8 c9 ca cc cd d2 d3 d4 a0 d9 da dd e0 e1 e2 e3 e8 e9 ea ec ed f2 f3 f4 f5 f9 fa fd c5 e5 d0 f0 ce " +
    "ee 9d fb b4 bd bf df 80 d5 c4 e4 84 a4 85 a5 86 a6 06 e7 87 a7 81 a1 82 a2 02 c6 05 c7 83 a3 89 a9 cb eb 88 a8 " +
    "8a aa 8b ab 8c ac 8d ad 8e ae 9b ef 98 b8 9a f7 99 f6 8f af 90 b0 91 b1 92 b2 93 b5 95 be 96 b6 97 b7 b3 de 94 " +
    "fe 9e f8 9c fc ba d1 bb d7 bc d8 ff e6 b9 f1 9f cf 1e dc 14 d6 19 db",
  tcvn3:
    "41b5 41b8 a2 41b7 45cc 45d0 a3 49d7 49dd 4fdf 4fe3 a4 4fe2 55ef 55f3 59fd b5 b8 a9 b7 cc d0 aa d7 dd df e3 ab e2 " +
    "ef f3 fd a1 a8 a7 ae 49dc dc 55f2 f2 a5 ac a6 ad 41b9 b9 41b6 b6 a2ca ca a2c7 c7 a2c8 c8 a2c9 c9 a2cb cb a1be be " +
    "a1bb bb a1bc bc a1bd bd a1c6 c6 45d1 d1 45ce ce 45cf cf a3d5 d5 a3d2 d2 a3d3 d3 a3d4 d4 a3d6 d6 49d8 d8 49de de " +
    "4fe4 e4 4fe1 e1 a4e8 e8 a4e5 e5 a4e6 e6 a4e7 e7 a4e9 e9 a5ed ed a5ea ea a5eb eb a5ec ec a5ee ee 55f4 f4 55f1 f1 " +
    "a6f8 f8 a6f5 f5 a6f6 f6 a6f7 f7 a6f9 f9 59fa fa 59fe fe 59fb fb 59fc fc",
} as const;
