import ShellBench

/// What bash 5.2 with OpenSSL 3.0.22 prints where keys sign, encrypt and agree.
///
/// Each line is the command that was run, with the files of `openSSLKeys` and the variables of
/// `openSSLRows`.
let openSSLSignatureRows = [
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem a | base64 -w 0",
    "GPA/TY7j5oAbMwykvH8VliDdPt6+k57i0w1JXg5IhO9K3CkhvoFP0D8q17hcn1YBXjTZJiaWr4xImH0k"
      + "O7lPw2ZA2xxhZjxF65oimFBT0oNFK4YuiqxaZ5F2w/1yayuN6UVKBOEL5RPKKBYFUK7A4UPp0Z7aNlq5"
      + "mUFtshUw0/PSYO5GD+Aczv/kWr8x0RNvvGZOoZK6CTNTJ2puKXjFGRYA+crQRFWlZs9rhiE/vYSZ12eA"
      + "Dt729irq2Ktm+HdW4VjdKIm7R3D11porQaEQs3flYn0MiwOqpYVa8WCanDcwJ8ErQV0rETmROZAnvzHz"
      + "ypdYK/DLMW9JpIlBS/fRBQ==", 0),
  BashRow(
    "openssl dgst -sha512 -sign rsa.pem -hex a",
    "RSA-SHA2-512(a)= ce4f051d7d75ea3325929884b289ad1e580dd7519259ef274edb70045f71cfb"
      + "716f997224a2b28c99991aa51baee977146d0820cf888397a7d41025b05cef6ea57728cd53d30817"
      + "7009572c4e88d5b906f37796e7dd28cfe91635dfc6518c71caa61bd24540bba40e4eaba959814a46"
      + "1501caf8131fb80940fdd2931ed764c225207c38f7d5548a3122b16bbfa6e042bc6b8b49adb807c6"
      + "8271120aef96a474f1cd46ba34b0886edfff2ee06509e9463778993127369590281009ef1d9349b1"
      + "50e4533b793154ca2cd238090efde712943b39ac0123d9ff5912ba13001a632f9b296408f48582b1"
      + "5b4f84ffb7da76e75c9953d992647d0c674be7dd6bf7c800e\n", 0),
  BashRow(
    "openssl dgst -sign rsa.pem -hex -c a",
    "RSA-SHA2-256(a)= 18:f0:3f:4d:8e:e3:e6:80:1b:33:0c:a4:bc:7f:15:96:20:dd:3e:de:be:"
      + "93:9e:e2:d3:0d:49:5e:0e:48:84:ef:4a:dc:29:21:be:81:4f:d0:3f:2a:d7:b8:5c:9f:56:01"
      + ":5e:34:d9:26:26:96:af:8c:48:98:7d:24:3b:b9:4f:c3:66:40:db:1c:61:66:3c:45:eb:9a:2"
      + "2:98:50:53:d2:83:45:2b:86:2e:8a:ac:5a:67:91:76:c3:fd:72:6b:2b:8d:e9:45:4a:04:e1:"
      + "0b:e5:13:ca:28:16:05:50:ae:c0:e1:43:e9:d1:9e:da:36:5a:b9:99:41:6d:b2:15:30:d3:f3"
      + ":d2:60:ee:46:0f:e0:1c:ce:ff:e4:5a:bf:31:d1:13:6f:bc:66:4e:a1:92:ba:09:33:53:27:6"
      + "a:6e:29:78:c5:19:16:00:f9:ca:d0:44:55:a5:66:cf:6b:86:21:3f:bd:84:99:d7:67:80:0e:"
      + "de:f6:f6:2a:ea:d8:ab:66:f8:77:56:e1:58:dd:28:89:bb:47:70:f5:d6:9a:2b:41:a1:10:b3"
      + ":77:e5:62:7d:0c:8b:03:aa:a5:85:5a:f1:60:9a:9c:37:30:27:c1:2b:41:5d:2b:11:39:91:3"
      + "9:90:27:bf:31:f3:ca:97:58:2b:f0:cb:31:6f:49:a4:89:41:4b:f7:d1:05\n", 0),
  BashRow(
    "openssl dgst -sha384 -sign rsa.pem -hex < a",
    "SHA2-384(stdin)= d42060b77498cc1c04f6cd211f40084bad11abb8b9e91f70539816467a45fcc"
      + "432770e8b896102967a111200dccdd64575b1ed37172f34c5880c1773a125ccdd1574d865d80a678"
      + "995a9b2cc0e93818e6c2553690a148e82c932fc41e76770edf195bb1f2f54e7f2cf71ee7718676bf"
      + "d961ffc400f2642359d1ab6abc759f85d7214fdba284fd65a5bdb5d1bd0aabcf2ea066e6e165f0fd"
      + "21c87204ff674a36198804eebcab9e54eb3c7f6140c51ecf7b23e8f1823fd1f90881aa841d803e81"
      + "eaddc77f7f508a84f4df92074c0bee7da2d45542ae4fcccccfcb8430defc19290aecdfa0832a7f71"
      + "52f87243a3d2b0475ac0ed674c6193f0231730889f78df370\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -out s a; openssl pkey -in rsa.pem -pubout -o"
      + "ut p; openssl dgst -sha256 -verify p -signature s a",
    "Verified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -out s a; openssl dgst -sha256 -prverify rsa."
      + "pem -signature s a",
    "Verified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -out s a; openssl dgst -sha256 -prverify rsa."
      + "pem -signature s b",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -out s a; openssl dgst -sha512 -prverify rsa."
      + "pem -signature s a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -prverify rsa.pem -signature b a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign ec.pem -out s a; openssl dgst -sha256 -prverify ec.pe"
      + "m -signature s < a",
    "Verified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign ec.pem -out s a; openssl dgst -sha256 -prverify peer."
      + "pem -signature s a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -prverify ec.pem -signature b a",
    "", 1),
  BashRow(
    "openssl dgst -sha384 -sign p521.pem -out s a; openssl pkey -in p521.pem -pubout "
      + "-outform DER -out p; openssl dgst -sha384 -verify p -keyform DER -signature s a;"
      + " openssl dgst -sha384 -verify p -signature s a; openssl dgst -sha384 -verify p -"
      + "keyform PEM -signature s a",
    "Verified OK\nVerified OK\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_"
      + "saltlen:-1 -out s a; openssl dgst -sha256 -prverify rsa.pem -sigopt rsa_padding_"
      + "mode:pss -sigopt rsa_pss_saltlen:digest -signature s a; openssl dgst -sha256 -pr"
      + "verify rsa.pem -sigopt rsa_padding_mode:pss -signature s a",
    "Verified OK\nVerified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -out s a; openss"
      + "l dgst -sha256 -prverify rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_sa"
      + "ltlen:digest -signature s a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -out s a; openss"
      + "l dgst -sha256 -prverify rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_sa"
      + "ltlen:222 -signature s a; openssl dgst -sha256 -prverify rsa.pem -sigopt rsa_pad"
      + "ding_mode:pss -sigopt rsa_pss_saltlen:auto -signature s a; openssl dgst -sha256 "
      + "-prverify rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:max -sign"
      + "ature s a",
    "Verified OK\nVerified OK\nVerified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_"
      + "saltlen:20 -out s a; openssl dgst -sha256 -prverify rsa.pem -sigopt rsa_padding_"
      + "mode:pss -sigopt rsa_pss_saltlen:20 -signature s a",
    "Verified OK\n", 0),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_"
      + "saltlen:-1 -out s a; openssl dgst -sha256 -prverify rsa.pem -signature s a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -out s a; openssl dgst -sha256 -prverify rsa."
      + "pem -signature s -sigopt rsa_padding_mode:pss a",
    "Verification failure\n", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem -sigopt rsa_pss_saltlen:-1 -sigopt rsa_paddin"
      + "g_mode:pss a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -prverify ec.pem -sigopt rsa_padding_mode:pss -signature b "
      + "a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -prverify rsa.pem a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -prverify rsa.pem -signature missing a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -verify missing -signature b a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem missing",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -sign rsa.pem a b",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -sign ed.pem a",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -binary -out d a; openssl pkeyutl -sign -inkey rsa.pem -in "
      + "d -pkeyopt digest:sha256 | base64 -w 0",
    "GPA/TY7j5oAbMwykvH8VliDdPt6+k57i0w1JXg5IhO9K3CkhvoFP0D8q17hcn1YBXjTZJiaWr4xImH0k"
      + "O7lPw2ZA2xxhZjxF65oimFBT0oNFK4YuiqxaZ5F2w/1yayuN6UVKBOEL5RPKKBYFUK7A4UPp0Z7aNlq5"
      + "mUFtshUw0/PSYO5GD+Aczv/kWr8x0RNvvGZOoZK6CTNTJ2puKXjFGRYA+crQRFWlZs9rhiE/vYSZ12eA"
      + "Dt729irq2Ktm+HdW4VjdKIm7R3D11porQaEQs3flYn0MiwOqpYVa8WCanDcwJ8ErQV0rETmROZAnvzHz"
      + "ypdYK/DLMW9JpIlBS/fRBQ==", 0),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -rawin -in a | base64 -w 0",
    "GPA/TY7j5oAbMwykvH8VliDdPt6+k57i0w1JXg5IhO9K3CkhvoFP0D8q17hcn1YBXjTZJiaWr4xImH0k"
      + "O7lPw2ZA2xxhZjxF65oimFBT0oNFK4YuiqxaZ5F2w/1yayuN6UVKBOEL5RPKKBYFUK7A4UPp0Z7aNlq5"
      + "mUFtshUw0/PSYO5GD+Aczv/kWr8x0RNvvGZOoZK6CTNTJ2puKXjFGRYA+crQRFWlZs9rhiE/vYSZ12eA"
      + "Dt729irq2Ktm+HdW4VjdKIm7R3D11porQaEQs3flYn0MiwOqpYVa8WCanDcwJ8ErQV0rETmROZAnvzHz"
      + "ypdYK/DLMW9JpIlBS/fRBQ==", 0),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -rawin -digest sha384 -in a | base64 -w 0",
    "1CBgt3SYzBwE9s0hH0AIS60Rq7i56R9wU5gWRnpF/MQydw6LiWEClnoREgDczdZFdbHtNxcvNMWIDBdz"
      + "oSXM3RV02GXYCmeJlamyzA6TgY5sJVNpChSOgsky/EHnZ3Dt8ZW7Hy9U5/LPce53GGdr/ZYf/EAPJkI1"
      + "nRq2q8dZ+F1yFP26KE/WWlvbXRvQqrzy6gZubhZfD9IchyBP9nSjYZiATuvKueVOs8f2FAxR7PeyPo8Y"
      + "I/0fkIgaqEHYA+gerdx39/UIqE9N+SB0wL7n2i1FVCrk/MzM/LhDDe/BkpCuzfoIMqf3FS+HJDo9KwR1"
      + "rA7WdMYZPwIxcwiJ943zcA==", 0),
  BashRow(
    "openssl pkeyutl -sign -inkey ed.pem -rawin -in a | base64 -w 0",
    "UoulSsEkjdYhLYDqGKbIaQNKPz0bm+WPPt/bBOnqCQSzn1Dcn2FDyqeVevHfjrnDeKLQTIgREMfUGBmS"
      + "nodfCw==", 0),
  BashRow(
    "openssl pkeyutl -sign -inkey ed.pem -rawin -in a -out s; openssl pkey -in ed.pem"
      + " -pubout -out p; openssl pkeyutl -verify -pubin -inkey p -rawin -in a -sigfile s"
      + "; openssl pkeyutl -verify -pubin -inkey p -rawin -in b -sigfile s",
    "Signature Verified Successfully\nSignature Verification Failure\n", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey ed.pem -in a",
    "", 1),
  BashRow(
    "cat a | openssl pkeyutl -sign -inkey ed.pem -rawin",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey ed.pem -rawin -digest sha256 -in a",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey ec.pem -in a -out s; openssl pkeyutl -verify -inkey"
      + " ec.pem -in a -sigfile s; openssl pkeyutl -verify -inkey ec.pem -in b -sigfile s",
    "Signature Verified Successfully\nSignature Verification Failure\n", 1),
  BashRow(
    "openssl pkeyutl -verify -inkey ec.pem -in a -sigfile b",
    "Signature Verification Failure\n", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey k1.pem -rawin -in a -out s; openssl pkeyutl -verify"
      + " -inkey k1.pem -rawin -in a -sigfile s; openssl dgst -sha256 -prverify k1.pem -s"
      + "ignature s a",
    "Signature Verified Successfully\nVerified OK\n", 0),
  BashRow(
    "openssl pkeyutl -sign -inkey ec.pem -in a -pkeyopt digest:sha256",
    "", 1),
  BashRow(
    "openssl dgst -sha256 -binary -out d a; openssl pkeyutl -sign -inkey rsa.pem -in "
      + "d -pkeyopt digest:sha256 -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:"
      + "-1 -out s; openssl pkeyutl -verify -inkey rsa.pem -in d -sigfile s -pkeyopt dige"
      + "st:sha256 -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest",
    "Signature Verified Successfully\n", 0),
  BashRow(
    "openssl pkeyutl -verify -inkey rsa.pem -in a",
    "", 1),
  BashRow(
    "openssl pkeyutl -verify -inkey rsa.pem -rawin -in a -sigfile missing",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -in a -sigfile b",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -in a",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey missing -in a",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -rawin -in missing",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -in a -pkeyopt digest:sha256",
    "", 1),
  BashRow(
    "openssl pkeyutl -verify -inkey rsa.pem -in a -digest sha256 -sigfile b",
    "", 1),
  BashRow(
    "openssl pkeyutl -sign -inkey rsa.pem -in a -pkeyopt foo:bar",
    "", 1),
  BashRow(
    "openssl pkey -in rsa.pem -pubout -out p; openssl pkeyutl -sign -inkey p -pubin -"
      + "in a",
    "", 1),
  BashRow(
    "openssl pkey -in rsa.pem -pubout -out p; openssl pkeyutl -encrypt -pubin -inkey "
      + "p -in a -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_"
      + "mgf1_md:sha256 -out e; wc -c e; openssl pkeyutl -decrypt -inkey rsa.pem -in e -p"
      + "keyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256",
    "256 e\nhello\n", 0),
  BashRow(
    "openssl pkeyutl -encrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep -ou"
      + "t e; openssl pkeyutl -decrypt -inkey rsa.pem -in e -pkeyopt rsa_padding_mode:oae"
      + "p",
    "hello\n", 0),
  BashRow(
    "openssl pkeyutl -encrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep -ou"
      + "t e; openssl pkeyutl -decrypt -inkey rsa.pem -in e -pkeyopt rsa_padding_mode:oae"
      + "p -pkeyopt rsa_oaep_md:sha256",
    "", 1),
  BashRow(
    "openssl pkeyutl -encrypt -inkey rsa.pem -in bin -pkeyopt rsa_padding_mode:oaep",
    "", 1),
  BashRow(
    "openssl pkeyutl -decrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep",
    "", 1),
  BashRow(
    "openssl pkeyutl -encrypt -inkey ec.pem -in a",
    "", 1),
  BashRow(
    "openssl pkeyutl -encrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:x",
    "", 1),
  BashRow(
    "openssl pkey -in peer.pem -pubout -out p; openssl pkeyutl -derive -inkey ec.pem "
      + "-peerkey p | xxd -p -c 64",
    "b51dbf11a1446b7b92c9e078fcfe5827e679d28d3b76ab002a150ab578f9f5d9\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -pubout -outform DER -out p; openssl pkeyutl -derive -in"
      + "key peer.pem -peerkey p -peerform DER | xxd -p -c 64",
    "b51dbf11a1446b7b92c9e078fcfe5827e679d28d3b76ab002a150ab578f9f5d9\n", 0),
  BashRow(
    "openssl pkeyutl -derive -inkey ec.pem",
    "", 1),
  BashRow(
    "openssl pkeyutl -derive -inkey ec.pem -peerkey missing",
    "", 1),
  BashRow(
    "openssl pkeyutl -derive -inkey ec.pem -peerkey peer.pem",
    "", 1),
  BashRow(
    "openssl pkey -in k1.pem -pubout -out p; openssl pkeyutl -derive -inkey ec.pem -p"
      + "eerkey p",
    "", 1),
  BashRow(
    "openssl pkey -in rsa.pem -pubout -out p; openssl pkeyutl -derive -inkey rsa.pem "
      + "-peerkey p",
    "", 1),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in a -out w; openssl pkeyutl"
      + " -encrypt -inkey rsa.pem -in a -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_"
      + "md:sha256 -out k; cat k w | wc -c",
    "272\n", 0),
]
