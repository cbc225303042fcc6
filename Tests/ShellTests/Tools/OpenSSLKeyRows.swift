import ShellBench

/// What bash 5.2 with OpenSSL 3.0.22 prints of keys.
///
/// Each line is the command that was run, with the files of `openSSLKeys` and the variables of
/// `openSSLRows`.
let openSSLKeyRows = [
  BashRow(
    "openssl pkey -in rsa.pem -noout -text",
    "Private-Key: (2048 bit, 2 primes)\nmodulus:\n    00:e5:bd:e6:94:10:a5:98:b6:7e:a"
      + "7:56:02:b1:45:\n    52:f0:86:76:a3:75:88:22:7b:1b:d8:32:53:b4:0b:\n    9c:cf:87:"
      + "19:d3:aa:e3:ff:3a:c8:86:df:79:9b:ca:\n    41:c3:1c:53:00:f1:a8:5f:92:b4:af:04:b3"
      + ":18:97:\n    45:b4:d1:d3:04:18:18:c6:55:f9:65:48:83:95:5f:\n    24:43:48:f3:f0:f"
      + "e:95:b8:ab:da:a3:74:49:e9:a6:\n    70:b7:7a:6d:7f:47:f8:17:0c:5c:81:ba:90:b2:0d:"
      + "\n    4a:72:ba:25:0e:bb:da:35:81:6e:88:8c:f8:da:8a:\n    15:57:91:11:72:0e:6c:65"
      + ":7a:4f:32:88:db:5d:aa:\n    67:18:8c:00:6b:d3:dd:3a:a1:f6:d1:23:fe:8a:9d:\n    a"
      + "a:21:79:e6:e9:6c:1a:19:68:ae:d3:f0:76:af:7d:\n    45:96:ea:e0:27:49:ae:0c:ac:35:"
      + "34:45:63:a6:2e:\n    67:0d:f2:bc:f8:dd:c0:3c:9e:fd:b8:f8:02:db:37:\n    86:58:c8"
      + ":34:31:30:c7:67:91:47:25:10:e3:85:bf:\n    f3:90:c3:69:6e:3c:d8:65:05:c2:0c:f9:b"
      + "2:2e:1c:\n    b8:20:50:8b:ce:60:02:f3:a5:51:c5:b4:93:bc:a2:\n    f3:76:38:d4:19:"
      + "f8:2f:5f:18:87:2a:2d:10:49:de:\n    4c:01\npublicExponent: 65537 (0x10001)\npriv"
      + "ateExponent:\n    1c:34:01:27:bc:18:c2:c9:39:d3:21:0e:98:e4:81:\n    c2:0a:95:15"
      + ":e1:4a:77:b1:2a:97:3d:2b:b9:61:3e:\n    3c:31:16:f7:e7:ca:b0:27:c4:90:df:6e:4b:b"
      + "4:65:\n    f8:fb:1e:80:1c:7f:d1:a6:6e:37:ee:19:19:09:0e:\n    58:46:f4:8d:fe:c7:"
      + "4b:d1:d2:19:4a:45:9d:03:5e:\n    58:44:39:c3:79:52:b7:fb:a0:e3:8a:ab:12:db:de:\n"
      + "    8a:7c:fa:64:33:04:3f:10:18:15:ca:3e:be:72:3d:\n    e9:72:4b:34:fb:d5:55:d6:d"
      + "b:28:38:3b:74:83:44:\n    60:c8:eb:9e:02:2c:9c:68:4e:77:00:b1:99:79:63:\n    16:"
      + "54:ee:2a:d7:f1:e1:40:43:a2:a6:70:2c:b9:8d:\n    17:1a:4f:27:4f:80:3a:ee:ac:09:4e"
      + ":c4:09:06:c8:\n    66:0f:7a:cf:c4:8f:9d:7e:74:70:3d:58:72:a5:d2:\n    de:7d:42:2"
      + "6:c2:01:fb:7a:d2:bd:37:5e:b1:e7:e5:\n    62:45:89:34:21:71:7e:83:d4:82:90:fa:43:"
      + "4c:6e:\n    f7:63:d8:ae:03:84:2b:d1:91:bc:de:70:91:0e:ab:\n    4f:63:96:6e:0f:97"
      + ":aa:da:5b:3c:2e:94:21:a6:34:\n    d0:25:9a:fa:f7:0d:50:f3:87:95:6c:75:8e:89:2f:\n"
      + "    e1\nprime1:\n    00:ff:35:82:8d:49:c1:85:5a:2f:05:84:2a:89:22:\n    32:98:29"
      + ":60:c6:1c:1a:9b:e2:bb:c7:14:48:e7:b4:\n    54:42:2d:8d:aa:f4:d9:ba:c5:35:01:b6:7"
      + "f:5a:b7:\n    7c:87:cc:b0:77:41:7b:a9:13:b9:5e:ed:13:82:5f:\n    eb:48:31:5c:c3:"
      + "93:a7:f4:11:a0:82:c8:84:10:30:\n    ed:75:44:8c:68:e0:1a:cf:2d:fe:8b:d2:d2:b0:af"
      + ":\n    24:c3:7e:b3:50:d2:0b:94:d0:fb:fe:17:e8:45:e7:\n    4c:8a:6d:50:17:39:80:e"
      + "2:fd:a6:a7:c3:09:3d:a5:\n    ad:27:01:ae:85:4b:18:77:0b\nprime2:\n    00:e6:74:2"
      + "f:2f:4a:cc:90:cd:a2:d7:1a:b7:c5:d8:\n    37:e3:f3:62:91:82:d2:55:c1:43:d2:90:b4:"
      + "4f:2a:\n    d2:2f:fb:26:35:f8:93:8b:6d:c2:0f:56:ee:27:24:\n    e1:b8:a5:8d:59:83"
      + ":8d:fe:c0:9a:ed:67:62:1a:a4:\n    b7:54:5f:51:b9:ae:5c:ae:b8:2b:a7:c4:7c:57:29:\n"
      + "    67:39:47:44:db:12:b8:d7:37:d4:38:c3:ab:c2:ed:\n    46:4d:18:11:da:75:cd:33:a"
      + "9:d1:70:e5:33:14:89:\n    c7:7c:b8:ba:2d:6c:26:04:38:42:bc:92:18:83:54:\n    c1:"
      + "e8:7c:5e:a0:e0:6f:80:a3\nexponent1:\n    00:9f:f1:78:45:76:31:0b:93:2e:9f:05:6a:"
      + "e7:11:\n    00:a6:6e:60:51:28:b1:e0:7a:a3:f6:ab:96:d9:68:\n    21:da:6b:d4:3a:8d"
      + ":43:9b:93:16:9a:61:36:c5:b2:\n    f3:1f:e4:bf:bf:ad:d1:83:70:72:1f:b4:f3:22:25:\n"
      + "    5d:3e:9c:79:27:b5:75:70:38:4f:e1:47:2b:c5:3d:\n    f4:c4:26:d6:dc:af:7e:fd:d"
      + "3:34:91:8a:ea:32:83:\n    41:c6:27:b4:d7:f5:1b:ff:03:4e:ba:bb:5e:fd:d8:\n    6d:"
      + "16:e0:55:6e:88:c2:67:00:53:1f:16:d3:c6:c7:\n    fb:91:d3:b2:fd:a4:c7:cb:6b\nexpo"
      + "nent2:\n    0e:72:01:f3:28:f1:21:b2:82:1e:91:a2:2b:58:9e:\n    48:3f:9d:52:19:ad"
      + ":2d:8a:eb:c1:6b:28:a2:3d:c0:\n    e7:19:0b:10:1f:00:c0:a0:a4:a5:69:81:8c:1a:97:\n"
      + "    bb:87:45:10:f3:5a:17:39:e3:7c:36:1a:c4:28:c7:\n    05:16:e4:7c:8b:1d:6c:26:4"
      + "7:36:40:ee:ba:57:f2:\n    0c:79:17:2b:d4:44:99:d8:fa:08:84:db:63:60:94:\n    23:"
      + "88:fa:b5:82:e4:d5:f4:33:18:ac:85:43:28:4f:\n    c4:d5:9f:75:f1:6d:80:9e:36:30:b3"
      + ":c7:ad:93:c6:\n    83:d8:27:e6:55:ab:27:99\ncoefficient:\n    47:88:a3:bf:1c:17:"
      + "8a:b3:1f:e2:c5:d0:7c:3c:84:\n    da:ad:79:79:06:de:51:4e:3a:62:7e:16:5d:57:b0:\n"
      + "    41:1c:71:aa:8d:78:e7:eb:f8:84:6a:93:28:32:fe:\n    71:fa:4a:77:af:72:b2:49:3"
      + "c:3e:63:97:a1:09:b2:\n    c0:dc:2f:c8:69:1c:0f:b4:80:bb:1a:85:76:0f:d6:\n    10:"
      + "69:1c:01:5a:89:9d:41:4e:db:52:11:60:55:53:\n    1c:3c:55:e5:da:c2:2d:7c:f9:6c:a4"
      + ":0b:a1:29:e2:\n    69:43:af:38:09:83:c3:bd:b8:ff:81:a4:e4:fd:0c:\n    68:c9:21:9"
      + "6:d1:b1:64:0f\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -pubout | openssl pkey -pubin -noout -text",
    "Public-Key: (2048 bit)\nModulus:\n    00:e5:bd:e6:94:10:a5:98:b6:7e:a7:56:02:b1:"
      + "45:\n    52:f0:86:76:a3:75:88:22:7b:1b:d8:32:53:b4:0b:\n    9c:cf:87:19:d3:aa:e3"
      + ":ff:3a:c8:86:df:79:9b:ca:\n    41:c3:1c:53:00:f1:a8:5f:92:b4:af:04:b3:18:97:\n  "
      + "  45:b4:d1:d3:04:18:18:c6:55:f9:65:48:83:95:5f:\n    24:43:48:f3:f0:fe:95:b8:ab:"
      + "da:a3:74:49:e9:a6:\n    70:b7:7a:6d:7f:47:f8:17:0c:5c:81:ba:90:b2:0d:\n    4a:72"
      + ":ba:25:0e:bb:da:35:81:6e:88:8c:f8:da:8a:\n    15:57:91:11:72:0e:6c:65:7a:4f:32:8"
      + "8:db:5d:aa:\n    67:18:8c:00:6b:d3:dd:3a:a1:f6:d1:23:fe:8a:9d:\n    aa:21:79:e6:"
      + "e9:6c:1a:19:68:ae:d3:f0:76:af:7d:\n    45:96:ea:e0:27:49:ae:0c:ac:35:34:45:63:a6"
      + ":2e:\n    67:0d:f2:bc:f8:dd:c0:3c:9e:fd:b8:f8:02:db:37:\n    86:58:c8:34:31:30:c"
      + "7:67:91:47:25:10:e3:85:bf:\n    f3:90:c3:69:6e:3c:d8:65:05:c2:0c:f9:b2:2e:1c:\n "
      + "   b8:20:50:8b:ce:60:02:f3:a5:51:c5:b4:93:bc:a2:\n    f3:76:38:d4:19:f8:2f:5f:18"
      + ":87:2a:2d:10:49:de:\n    4c:01\nExponent: 65537 (0x10001)\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -noout -text",
    "Private-Key: (256 bit)\npriv:\n    ce:57:72:bd:80:55:df:c1:e0:13:1a:5d:7c:c1:8a:"
      + "\n    a7:e3:b4:28:75:5e:3d:43:92:34:26:a4:8f:55:62:\n    84:42\npub:\n    04:47:"
      + "44:87:22:19:09:a9:8c:28:ab:d7:28:42:29:\n    c0:d7:45:1c:75:ca:bd:68:be:1c:2c:ad"
      + ":26:42:0f:\n    13:e7:db:18:29:e9:b1:b1:3f:48:3f:24:46:ac:ab:\n    d4:6d:28:2b:d"
      + "2:21:57:f9:ad:dc:4a:dc:96:fa:38:\n    e9:89:50:da:5f\nASN1 OID: prime256v1\nNIST"
      + " CURVE: P-256\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -pubout | openssl pkey -pubin -noout -text",
    "Public-Key: (256 bit)\npub:\n    04:47:44:87:22:19:09:a9:8c:28:ab:d7:28:42:29:\n"
      + "    c0:d7:45:1c:75:ca:bd:68:be:1c:2c:ad:26:42:0f:\n    13:e7:db:18:29:e9:b1:b1:3"
      + "f:48:3f:24:46:ac:ab:\n    d4:6d:28:2b:d2:21:57:f9:ad:dc:4a:dc:96:fa:38:\n    e9:"
      + "89:50:da:5f\nASN1 OID: prime256v1\nNIST CURVE: P-256\n", 0),
  BashRow(
    "openssl pkey -in p521.pem -noout -text",
    "Private-Key: (521 bit)\npriv:\n    01:7d:ee:38:c0:72:5a:fa:d9:47:da:2d:ae:ca:7b:"
      + "\n    aa:e9:08:c7:52:c6:31:bd:89:06:d3:42:11:33:6a:\n    9e:54:0c:31:a6:4e:9a:34"
      + ":33:e5:2d:2d:76:ed:e0:\n    7e:10:7a:14:14:e2:cc:9c:f4:5d:ae:af:51:aa:41:\n    8"
      + "6:9e:ed:dc:36:a1\npub:\n    04:01:3d:b8:e0:d1:28:da:32:9c:c8:00:91:8e:38:\n    3"
      + "1:04:ef:20:4d:de:fd:dd:ba:e4:12:4b:a3:87:69:\n    16:bd:e5:52:e4:cb:49:d2:f1:1e:"
      + "08:ee:c2:ac:b0:\n    d3:64:d5:f7:c2:13:92:93:6c:c4:bd:31:87:cc:b8:\n    60:ae:9c"
      + ":ae:44:f5:db:00:c8:e9:b9:f7:71:22:20:\n    94:a6:c3:b0:cf:d7:14:66:f8:5b:a8:f2:8"
      + "c:55:8a:\n    51:e2:c8:cc:1f:46:f3:6f:e7:d5:c7:48:cd:a3:a8:\n    cc:36:0b:b6:23:"
      + "af:4a:b4:1f:d7:a7:3a:8b:9c:cb:\n    44:25:e9:fa:b6:f7:e2:00:a8:58:95:c6:35\nASN1"
      + " OID: secp521r1\nNIST CURVE: P-521\n", 0),
  BashRow(
    "openssl pkey -in k1.pem -text_pub -noout",
    "Public-Key: (256 bit)\npub:\n    04:13:68:e6:06:73:1a:0c:15:9a:d6:d1:f6:7a:b2:\n"
      + "    f9:51:3c:04:50:77:08:2a:75:15:d1:69:e9:b7:78:\n    34:1f:fa:38:15:df:09:15:a"
      + "f:a0:15:96:22:19:7c:\n    e8:a3:f7:d9:fa:82:cf:11:24:3e:93:31:df:af:9d:\n    36:"
      + "30:42:b8:86\nASN1 OID: secp256k1\n", 0),
  BashRow(
    "openssl pkey -in ed.pem -text",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIGQcGXYx020krAtEOPD22glyxEwEsN9"
      + "ix9dYyQqIpnYu\n-----END PRIVATE KEY-----\nED25519 Private-Key:\npriv:\n    64:1c"
      + ":19:76:31:d3:6d:24:ac:0b:44:38:f0:f6:da:\n    09:72:c4:4c:04:b0:df:62:c7:d7:58:c"
      + "9:0a:88:a6:\n    76:2e\npub:\n    60:da:57:8a:49:3a:af:b1:e6:59:37:04:26:ae:09:\n"
      + "    f7:60:e1:62:11:ba:be:cd:d0:ec:97:1d:0b:4d:f9:\n    e8:6d\n", 0),
  BashRow(
    "openssl pkey -in ed.pem -pubout -text",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAYNpXikk6r7HmWTcEJq4J92DhYhG6vs3Q7Jcd"
      + "C0356G0=\n-----END PUBLIC KEY-----\nED25519 Public-Key:\npub:\n    60:da:57:8a:4"
      + "9:3a:af:b1:e6:59:37:04:26:ae:09:\n    f7:60:e1:62:11:ba:be:cd:d0:ec:97:1d:0b:4d:"
      + "f9:\n    e8:6d\n", 0),
  BashRow(
    "openssl pkey -in ed.pem -pubout -text_pub",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAYNpXikk6r7HmWTcEJq4J92DhYhG6vs3Q7Jcd"
      + "C0356G0=\n-----END PUBLIC KEY-----\nED25519 Public-Key:\npub:\n    60:da:57:8a:4"
      + "9:3a:af:b1:e6:59:37:04:26:ae:09:\n    f7:60:e1:62:11:ba:be:cd:d0:ec:97:1d:0b:4d:"
      + "f9:\n    e8:6d\n", 0),
  BashRow(
    "openssl pkey -in ed.pem -noout",
    "", 0),
  BashRow(
    "openssl pkey -in ec.pem -traditional",
    "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIM5Xcr2AVd/B4BMaXXzBiqfjtCh1Xj1DkjQmpI9V"
      + "YoRCoAoGCCqGSM49\nAwEHoUQDQgAER0SHIhkJqYwoq9coQinA10Ucdcq9aL4cLK0mQg8T59sYKemxsT"
      + "9I\nPyRGrKvUbSgr0iFX+a3cStyW+jjpiVDaXw==\n-----END EC PRIVATE KEY-----\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -traditional | head -n 2",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA5b3mlBClmLZ+p1YCsUVS8IZ2o3WIIns"
      + "b2DJTtAucz4cZ06rj\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -outform DER | xxd -p -c 200",
    "30770201010420ce5772bd8055dfc1e0131a5d7cc18aa7e3b428755e3d43923426a48f55628442a0"
      + "0a06082a8648ce3d030107a14403420004474487221909a98c28abd7284229c0d7451c75cabd68be"
      + "1c2cad26420f13e7db1829e9b1b13f483f2446acabd46d282bd22157f9addc4adc96fa38e98950da"
      + "5f\n", 0),
  BashRow(
    "openssl pkey -in ed.pem -outform DER | xxd -p -c 200",
    "302e020100300506032b657004220420641c197631d36d24ac0b4438f0f6da0972c44c04b0df62c7"
      + "d758c90a88a6762e\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -pubout -outform DER | base64 -w 0",
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAER0SHIhkJqYwoq9coQinA10Ucdcq9aL4cLK0mQg8T59sY"
      + "KemxsT9IPyRGrKvUbSgr0iFX+a3cStyW+jjpiVDaXw==", 0),
  BashRow(
    "openssl pkey -in k1.pem -pubout -outform DER | base64 -w 0",
    "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEE2jmBnMaDBWa1tH2erL5UTwEUHcIKnUV0Wnpt3g0H/o4Fd8J"
      + "Fa+gFZYiGXzoo/fZ+oLPESQ+kzHfr502MEK4hg==", 0),
  BashRow(
    "openssl pkey -in rsa.pem -outform DER | openssl dgst -sha256 -r",
    "ca7612cb7d545e386df9456570af074b686f39111decd17228feb79a6cee7040 *stdin\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -pubout -outform DER | openssl dgst -sha256 -r",
    "a3f7895acbc99d87628d6fd58e041e94bfedfb9fcd2c2f143cb30d063ade97c9 *stdin\n", 0),
  BashRow(
    "openssl pkcs8 -topk8 -nocrypt -in rsa.pem -outform DER | openssl dgst -sha256 -r",
    "73b0e6110f93c8183e2441013ee49bcd19edf147181162c295873778b74881e3 *stdin\n", 0),
  BashRow(
    "openssl pkcs8 -topk8 -nocrypt -in ec.pem -outform DER | xxd -p -c 200",
    "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420ce5772bd"
      + "8055dfc1e0131a5d7cc18aa7e3b428755e3d43923426a48f55628442a14403420004474487221909"
      + "a98c28abd7284229c0d7451c75cabd68be1c2cad26420f13e7db1829e9b1b13f483f2446acabd46d"
      + "282bd22157f9addc4adc96fa38e98950da5f\n", 0),
  BashRow(
    "openssl pkcs8 -nocrypt -in ed.pem",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIGQcGXYx020krAtEOPD22glyxEwEsN9"
      + "ix9dYyQqIpnYu\n-----END PRIVATE KEY-----\n", 0),
  BashRow(
    "openssl pkcs8 -nocrypt -traditional -in ec.pem",
    "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIM5Xcr2AVd/B4BMaXXzBiqfjtCh1Xj1DkjQmpI9V"
      + "YoRCoAoGCCqGSM49\nAwEHoUQDQgAER0SHIhkJqYwoq9coQinA10Ucdcq9aL4cLK0mQg8T59sYKemxsT"
      + "9I\nPyRGrKvUbSgr0iFX+a3cStyW+jjpiVDaXw==\n-----END EC PRIVATE KEY-----\n", 0),
  BashRow(
    "openssl pkey -in ec.pem -traditional -out x; openssl pkey -in x",
    "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzld"
      + "yvYBV38HgExpd\nfMGKp+O0KHVePUOSNCakj1VihEKhRANCAARHRIciGQmpjCir1yhCKcDXRRx1yr1o\n"
      + "vhwsrSZCDxPn2xgp6bGxP0g/JEasq9RtKCvSIVf5rdxK3Jb6OOmJUNpf\n-----END PRIVATE KEY--"
      + "---\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -traditional -out x; openssl pkey -in x | cmp - rsa.pem",
    "", 0),
  BashRow(
    "openssl pkey -in ec.pem -outform DER -out x; openssl pkey -in x -inform DER; ope"
      + "nssl pkey -in x",
    "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzld"
      + "yvYBV38HgExpd\nfMGKp+O0KHVePUOSNCakj1VihEKhRANCAARHRIciGQmpjCir1yhCKcDXRRx1yr1o\n"
      + "vhwsrSZCDxPn2xgp6bGxP0g/JEasq9RtKCvSIVf5rdxK3Jb6OOmJUNpf\n-----END PRIVATE KEY--"
      + "---\n-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQ"
      + "QgzldyvYBV38HgExpd\nfMGKp+O0KHVePUOSNCakj1VihEKhRANCAARHRIciGQmpjCir1yhCKcDXRRx1"
      + "yr1o\nvhwsrSZCDxPn2xgp6bGxP0g/JEasq9RtKCvSIVf5rdxK3Jb6OOmJUNpf\n-----END PRIVATE"
      + " KEY-----\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -outform DER -out x; openssl pkey -in x | cmp - rsa.pem",
    "", 0),
  BashRow(
    "cat ec.pem | openssl pkey -pubout",
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAER0SHIhkJqYwoq9co"
      + "QinA10Ucdcq9\naL4cLK0mQg8T59sYKemxsT9IPyRGrKvUbSgr0iFX+a3cStyW+jjpiVDaXw==\n----"
      + "-END PUBLIC KEY-----\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -noout -check",
    "Key is valid\n", 0),
  BashRow(
    "openssl pkey -in rsa.pem -inform DER",
    "", 1),
  BashRow(
    "openssl pkey -in ec.pem -pubout -outform DER -out x; openssl pkey -pubin -in x -"
      + "inform PEM",
    "", 1),
  BashRow(
    "openssl pkey -pubin -in rsa.pem",
    "", 1),
  BashRow(
    "openssl pkey -in ec.pem -pubout -out x; openssl pkey -in x",
    "", 1),
  BashRow(
    "openssl pkey -in missing",
    "", 1),
  BashRow(
    "openssl pkey -in a",
    "", 1),
  BashRow(
    "openssl pkey -in ec.pem extra",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -outform DER | wc"
      + " -c",
    "167\n", 0),
  BashRow(
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 | wc -c",
    "237\n", 0),
  BashRow(
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform DER -out"
      + " x; openssl pkcs8 -topk8 -nocrypt -inform DER -in x -outform DER | wc -c",
    "138\n", 0),
  BashRow(
    "openssl genpkey -algorithm ED25519 -text | wc -l",
    "12\n", 0),
  BashRow(
    "openssl genpkey -algorithm Ed25519 -outform DER | wc -c",
    "48\n", 0),
  BashRow(
    "openssl genpkey -algorithm RSA -quiet -outform DER -out x; openssl pkey -in x -p"
      + "ubout -outform DER | wc -c",
    "294\n", 0),
  BashRow(
    "openssl genrsa -out x 2048; openssl pkey -in x -pubout -outform DER | wc -c",
    "294\n", 0),
  BashRow(
    "openssl genpkey -algorithm EC",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm FOO",
    "", 1),
  BashRow(
    "openssl genpkey",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:256",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm RSA -pkeyopt foo:256",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-999",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm ED25519 -pkeyopt x:y",
    "", 1),
  BashRow(
    "openssl genpkey -algorithm EC -outform XX",
    "", 1),
  BashRow(
    "openssl genrsa x",
    "", 1),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in a | xxd -p",
    "54290e22c5cd2757afa0f7741a9b5122\n", 0),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in bin | openssl dgst -sha25"
      + "6 -r",
    "03e6e8c01d2dcd21035ca23b8ba1c0fb8f2e022f90cd9b59d9ff757b1d867a55 *stdin\n", 0),
  BashRow(
    "openssl enc -aes256-wrap-pad -e -K $K -iv A65959A6 -in a -a",
    "VCkOIsXNJ1evoPd0GptRIg==\n", 0),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in bin -out x; openssl enc -"
      + "d -id-aes256-wrap-pad -K $K -iv A65959A6 -in x | cmp - bin",
    "", 0),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -iv A65959A6 -in a -out x; openssl enc -d "
      + "-id-aes256-wrap-pad -K 00 -iv A65959A6 -in x",
    "", 1),
  BashRow(
    "openssl enc -id-aes256-wrap-pad -K $K -in a",
    "", 1),
]
