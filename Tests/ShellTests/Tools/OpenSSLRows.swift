import ShellBench

/// Keys, an IV and a salt for the rows.
let openSSLVariables = [
  ("K", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
  ("K24", "000102030405060708090a0b0c0d0e0f1011121314151617"),
  ("K16", "000102030405060708090a0b0c0d0e0f"),
  ("IV", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), ("S", "0011223344556677"),
]

/// What bash 5.2 with OpenSSL 3.0.19 prints.
///
/// Each line is the command that was run, with the variables above. The one ciphertext with a salt of its own was made by
/// `openssl enc -aes-256-cbc -pbkdf2 -pass pass:secret -in c -a -A`.
let openSSLRows = [
  BashRow(
    "openssl enc -aes-256-cbc -K $K -iv $IV -in c | xxd -p",
    "88071e35e32f9e0b07397565a4c36874\n", 0),
  BashRow(
    "openssl enc -aes-192-cbc -K ${K24} -iv $IV -in c | xxd -p",
    "a2ffbc6a2eb265e27fca3e718ddd3ec2\n", 0),
  BashRow(
    "openssl enc -aes-128-cbc -K ${K16} -iv $IV -in c | xxd -p",
    "ad5109994eb6b7ebfd543bb84ed1fd1f\n", 0),
  BashRow(
    "openssl enc -aes-256-ctr -K $K -iv $IV -in c | xxd -p",
    "fd6ea88757e1efc12e0194312538\n", 0),
  BashRow(
    "openssl enc -AES256 -K $K -iv $IV < c | xxd -p",
    "88071e35e32f9e0b07397565a4c36874\n", 0),
  BashRow(
    "openssl aes-256-cbc -e -K $K -iv $IV -in empty | xxd -p",
    "edaf9e57d045ac857f023f9dc238b14e\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -K $K -iv $IV -in bin -a",
    "kEzkXPIu0NG+ZD9fyGUEzVZX3qzPuV71p5PKLbH5pkWSPvhXoJEKgGXWW9QINPoL\n+Gbvs3DVQU6koZRg"
      + "Q4AFe1SVj+QZhjsQn//y+R8ImkPrXkVwF4nwoqZD73+pc/3X\nRW/yZOpaL3vwRfKkwHUFFhYHnMMOGFn4"
      + "21Yvb3yX9B7/JXK649eUBAgRWG0bUA5n\nwx3WUQZZYFxfwE5Zx8utFLv43/V4KrFB3sG+85+x8bQ0EC6k"
      + "Wb8/PLatTOoEVjr+\n1Dnv4yWRMMRsu6xVb548Au2gemeWLbDGRViU8hUkyXc56cUUvuagnqbaqfSmXy4c"
      + "\nS+GDQfzMf5WMYppmAfmx/3aov9Bf5CdxXc1LCidTQEQ=\n", 0),
  BashRow("openssl enc -aes-256-cbc -K $K -iv $IV -in bin -a -A | wc -c", "364\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -nopad -K $K -iv $IV -in bin | xxd -p -c 32 | head -n 2",
    "904ce45cf22ed0d1be643f5fc86504cd5657deaccfb95ef5a793ca2db1f9a645\n923ef857a0910a80"
      + "65d65bd40834fa0bf866efb370d5414ea4a194604380057b\n", 0),
  BashRow("openssl enc -aes-256-cbc -nopad -K $K -iv $IV -in c", "", 1),
  BashRow(
    "openssl enc -aes-256-cbc -K 00 -iv=0102 -in a | xxd -p",
    "bef82a96319aa6c1e84b50243ebdc9b3\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -K ${K}00 -iv $IV -in a | xxd -p",
    "b3d8061a8f48c2bb41732732819d28ac\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -k secret -S $S -in c | xxd -p",
    "7d6aa7e678a108febb7ccd34735103d9\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -k secret -md md5 -S $S -in c | xxd -p",
    "60df3eefecb8b2f5293f8400fc60f28b\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -k secret -nosalt -in c | xxd -p",
    "2b231c6cc0f317a3db14e4597ee126b9\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -pbkdf2 -pass pass:secret -S $S -in c | xxd -p",
    "72f08f789ddd05850fb534baa984b276\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -pass pass:secret -iter 3 -md sha512 -S $S -in c | xxd -p",
    "3097c1d26497d00203ec7ee0c250c939\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -pass file:c -iter 3 -S $S -in a | xxd -p",
    "df017c2a22fb1aafea31125921ffd1b7\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -kfile c -iter 3 -S $S -in a | xxd -p",
    "df017c2a22fb1aafea31125921ffd1b7\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -pass pass:secret -k other -iter 3 -S $S -in a | xxd -p",
    "74f6dccd6c5a74ab9db939ef229eee20\n", 0),
  BashRow(
    "cat c | openssl enc -aes-256-cbc -pass stdin -iter 3 -S $S | xxd -p",
    "05b38281638a7d9094eb1346df147085\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -P -pbkdf2 -k secret -S $S",
    "salt=0011223344556677\nkey=934FA4A6FA3BD3A3C4167132EFB2209F4B05AAC76857B6E78AFD36D"
      + "F585F559D\niv =4B7BD02028BDD121D522E5D52F8AA9E3\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -p -K $K -iv $IV -nosalt -in a -out /dev/null",
    "key=000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F\niv =F0F1F2F3"
      + "F4F5F6F7F8F9FAFBFCFDFEFF\n", 0),
  BashRow(
    "echo U2FsdGVkX1/7THjcC4xPdXAxFO7aXDIStu5mp10hEdc= | openssl enc -d -aes-256-cbc -p"
      + "bkdf2 -pass pass:secret -a -A",
    "one\ntwo\nthree\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -K $K -iv $IV -in c -out x; openssl enc -d -aes-256-cbc -"
      + "K $K -iv $IV -in x",
    "one\ntwo\nthree\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -K $K -iv $IV -in bin -out x; openssl enc -d -aes-256-cbc"
      + " -K 00 -iv $IV -in x | xxd -p | wc -c",
    "521\n", 0),
  BashRow(
    "openssl enc -aes-256-cbc -K $K -iv $IV -in c -out x; openssl enc -d -aes-256-cbc -"
      + "K 00 -iv $IV -in x",
    "", 1),
  BashRow(
    "openssl enc -d -aes-256-cbc -nopad -K 00 -iv 00 -in bin | xxd -p -c 32 | head -n 1",
    "600b47c0dac8252cea1c31998619e9fd55acb270696bdbf212c5e32b728872d6\n", 0),
  BashRow("openssl enc -d -aes-256-cbc -K 00 -iv 00 -in a", "", 1),
  BashRow("openssl enc -d -aes-256-cbc -k x -in a", "", 1),
  BashRow("openssl enc -aes-256-gcm -K $K -iv $IV -in a", "", 1),
  BashRow("openssl enc -aes-256-cbc -K zz -iv 00 -in a", "", 1),
  BashRow("openssl enc -aes-256-cbc -in missing -k x", "", 1),
  BashRow("openssl enc -in a", "hello\n", 0),
  BashRow("openssl base64 -in c", "b25lCnR3bwp0aHJlZQo=\n", 0),
  BashRow("openssl base64 -A -in c", "b25lCnR3bwp0aHJlZQo=", 0),
  BashRow(
    "openssl enc -base64 -in bin | head -n 1",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v\n", 0),
  BashRow("openssl base64 -in bin | openssl base64 -d | cmp bin -", "", 0),
  BashRow("openssl enc -base64 -A -in bin | openssl enc -d -base64 -A | cmp bin -", "", 0),
  BashRow("openssl enc -base64 -A -in c | openssl enc -d -base64 | wc -c", "0\n", 0),
  BashRow("openssl base64 -in bin | openssl base64 -d -A | wc -c", "0\n", 0),
  BashRow(
    "openssl dgst -sha256 a c",
    "SHA2-256(a)= 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\nSHA"
      + "2-256(c)= b6285c57e8797db5d4c51c80d6f11938afda9b11c6a003549709189e9b4b92a2\n", 0),
  BashRow(
    "openssl dgst a",
    "SHA256(a)= 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\n", 0),
  BashRow(
    "openssl sha256 a",
    "SHA2-256(a)= 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\n", 0),
  BashRow(
    "openssl dgst -sha512 < a",
    "SHA2-512(stdin)= e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f"
      + "94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629\n", 0),
  BashRow(
    "openssl dgst -shake256 a",
    "SHAKE-256(a)= c14c452e7339f46db763353b4a85b4c688fb2096ffabdc2a757e9001b171b7e7\n", 0),
  BashRow(
    "openssl dgst -c -shake128 < a",
    "SHAKE-128(stdin)= 4a:36:1d:e3:a0:e9:80:a5:53:88:df:74:2e:9b:31:4b\n", 0),
  BashRow("openssl dgst -shake128 -xoflen 5 -binary a | xxd -p", "4a361de3a0\n", 0),
  BashRow(
    "openssl dgst -shake256 -xoflen 64 -r a",
    "c14c452e7339f46db763353b4a85b4c688fb2096ffabdc2a757e9001b171b7e7"
      + "91beb75d346c19c9e52995e33b3f7166a238ab9057dbc814a0fe4262e7cda426 *a\n", 0),
  BashRow(
    "openssl dgst -shake256 -sha1 a", "SHA1(a)= f572d396fae9206628714fb2ce00f72e94f2258f\n", 0),
  BashRow("openssl dgst -md5 -binary a | base64", "sZRqySSS0jR8YjW00mERhA==\n", 0),
  BashRow("openssl dgst -sha1 -r a", "f572d396fae9206628714fb2ce00f72e94f2258f *a\n", 0),
  BashRow(
    "openssl dgst -sha224 -c a",
    "SHA2-224(a)= 2d:6d:67:d9:1d:0b:ad:cd:d0:6c:bb:ba:1f:e1:15:38:a6:8a:37:ec:9c:2e:26:"
      + "45:7c:ef:f1:2b\n", 0),
  BashRow(
    "openssl dgst -sha384 -hmac key a",
    "HMAC-SHA2-384(a)= 761649dd0c59b1bfbf1b50006ffb17b1b02c219e0c85ad2e946de531a600fcb3"
      + "8f95339d89edfffe6dccedc5703fc03a\n", 0),
  BashRow(
    "openssl dgst -sha256 -hmac key < a",
    "SHA2-256(stdin)= 8e384ff349a3d90f2c7837b0d76de8f81c6e85b390ed38905f521ae77cb9a29a"
      + "\n", 0),
  BashRow(
    "openssl dgst -sha256 -mac HMAC -macopt hexkey:6b6579 a",
    "HMAC-SHA2-256(a)= 8e384ff349a3d90f2c7837b0d76de8f81c6e85b390ed38905f521ae77cb9a29a"
      + "\n", 0),
  BashRow(
    "openssl dgst -hmac key a",
    "HMAC-SHA256(a)= 8e384ff349a3d90f2c7837b0d76de8f81c6e85b390ed38905f521ae77cb9a29a\n", 0),
  BashRow(
    "openssl dgst -sha256 missing a",
    "SHA2-256(a)= 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\n", 1),
  BashRow("openssl rand -hex 0", "", 1),
  BashRow("openssl rand -hex 10 | wc -c", "21\n", 0),
  BashRow("openssl rand -base64 60 | wc -c", "82\n", 0),
  BashRow("openssl rand -out x 5; wc -c x", "5 x\n", 0),
  BashRow("openssl rand x", "", 1),
]
