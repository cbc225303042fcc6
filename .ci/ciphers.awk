# Reads `objdump -d --no-show-raw-insn | swift demangle --simplified` of x86-64 code, and prints a line
# for each thing found in the functions that `.ci/ciphers` asks about:
#
#   found FUNCTION                      it is there
#   count FUNCTION WHAT NUMBER          how many instructions of a kind it has
#   call FUNCTION CALLEE                what it calls or jumps to
#   index FUNCTION ADDRESS INSTRUCTION  a memory access whose index was computed like data
#   branch FUNCTION ADDRESS INSTRUCTION a conditional jump that was decided like data
#   divide FUNCTION ADDRESS INSTRUCTION a division, whose time depends on the numbers
#
# "Like data": the last instruction that wrote the register, in the order of the code, is one that
# loops and addresses do without: a narrow load, a mask, a sum bit by bit, a shift to the right, a
# move out of a vector register. A table look-up by a secret byte needs one of them, and so does a
# branch on a secret bit. Loops and addresses are made of additions, copies and loads of whole words.

# The functions of the ciphers; all others are passed over, since a program has a million lines.
function isOurs(name) {
  return name ~ /(^|static |in )(AES|Block|C(TRDRBG|ounterPlanes)|Element|FieldElement|GCM[A-Z]|GHASH)/ ||
    name ~ /(^|static |in )(EightBlocks|HMAC|HashPowers|InlineArray|KDF|MD5|MutableSpan|PaddedBlocks|Planes)/ ||
    name ~ /(^|static |in )(RoundKeys|SHA|SecretBuffer|SymmetricKey|Wide|constantTime|erase|overwrite)/ ||
    name ~ /(^|static |in )(GCM\.|Hardware|HashValue|KeySchedule|VAES|protocol witness for AESI)/ ||
    name ~ /(^|static |in )(EdwardsPoint|Factor|FixedLengthNumber|GroupElement|Keccak|Montgomery|Natural)/ ||
    name ~ /(^|static |in )(Point|Polynomials|RSA\.|Residue|Sponge)/
}

BEGIN {
  flagSetting = "^(cmp|test|add|sub|inc|dec|and|or|xor|sh[lr]|sal|sar|neg|adc|sbb|bt|ptest|v?u?comis|i?mul)"
  dataMaking = "^(movz|movs[bwl]|movd|movq|pmov|pextr|and|or|xor|not|shr|sar|ro[lr]|bswap|sh[lr]d" \
    "|pdep|pext|bs[fr]|tzcnt|lzcnt|popcnt)"
}

function register(text) {
  sub(/^%/, "", text)
  if (text ~ /^[xyz]mm/) return text
  if (text ~ /^r(8|9|1[0-5])[dwb]?$/) { sub(/[dwb]$/, "", text); return text }
  if (text ~ /^[re]?[abcd]x$/ || text ~ /^[abcd][lh]$/) {
    gsub(/[^abcd]/, "", text)
    return "r" text "x"
  }
  gsub(/l$/, "", text); sub(/^[re]/, "", text)
  return "r" text
}

# Cuts the operands at their commas, but not inside of parentheses.
function cut(text,    i, c, depth, n) {
  n = 1; operand[1] = ""; depth = 0
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "(") depth++
    if (c == ")") depth--
    if (c == "," && depth == 0) operand[++n] = ""
    else operand[n] = operand[n] c
  }
  return n
}

function onStack(text) { return text ~ /\(%r[sb]p[,)]/ }

# Whether a text has an access with an index, to an element of something.
function isElement(text) { return text ~ /\(%[a-z0-9]*,%/ }

# Whether a mask or shift does what counts and addresses need too: dividing a count by 2 to 32, its
# remainder, rounding it down, joining two comparisons, looking for an overflow.
function isHarmless() {
  if (operand[1] == operand[2]) return 1
  if (mnemonic ~ /^and/ && operand[1] ~ /^\$0x(1?[0-9a-f]|[7f]f*[08ce]0?)$/ && !isData(operand[2])) return 1
  if (mnemonic ~ /^(and|or)/ && rest ~ /^%([abcd]l|[sd]il|r[0-9]+b),%([abcd]l|[sd]il|r[0-9]+b)$/)
    return !isData(operand[1]) && !isData(operand[2])
  if (mnemonic ~ /^and/ && operand[1] ~ /^%/ && !isData(operand[1]) && !isData(operand[2]))
    return (register(operand[1]) in rounding) || (register(operand[2]) in rounding)
  if (mnemonic ~ /^(or|xor)/ && operand[1] ~ /^\$/ && !isData(operand[2])) return 1
  if (mnemonic ~ /^s[ha]r/ && operand[1] ~ /^\$0x([1-5]|3[a-f])$/ && !isData(operand[2])) return 1
  return 0
}

# What an operand is: data, or not.
function isData(text) {
  if (text ~ /^\$/) return 0
  if (text ~ /^%/) return (register(text) in data)
  return 0
}

function report(what, detail) { print what "\t" name "\t" detail }

/^[0-9a-f]+ <.*>:$/ {
  name = $0
  sub(/^[0-9a-f]+ </, "", name); sub(/>:$/, "", name)
  gsub(/^(specialized |merged )+/, "", name)
  isWanted = isOurs(name)
  split("", data); split("", rounding); flags = 0
  if (isWanted) report("found", "")
  next
}

!isWanted || NF < 2 { next }

{
  address = $1
  line = $0; sub(/^[^\t]*\t/, "", line); sub(/ +# [0-9a-f]+ <.*/, "", line)
  mnemonic = line; sub(/ .*/, "", mnemonic)
  rest = line; sub(/^[^ ]* */, "", rest)
  if (mnemonic ~ /^(lock|rep|repz|data16|cs)$/) next

  if (mnemonic ~ /^(call|jmp)/ && line ~ /</) {
    callee = line; sub(/^[^<]*</, "", callee); sub(/>$/, "", callee); sub(/\+0x[0-9a-f]+$/, "", callee)
    sub(/@plt$/, "", callee); gsub(/^(specialized |merged )+/, "", callee)
    if (callee != name) report("call", callee)
  }
  if (mnemonic ~ /^call/) { split("", data); split("", rounding); flags = 0; next }
  if (mnemonic ~ /^jmp/) next
  if (mnemonic ~ /^j/) { if (flags) report("branch", address " " line " after " setter); next }
  if (mnemonic ~ /^i?div/) report("divide", address " " line)

  if (line ~ /%[xyz]mm/) {
    if (mnemonic ~ /^v?(pxor|xorp)/) report("count", "xor")
    if (mnemonic ~ /^v?(pand|andp)/) report("count", "and")
    if (mnemonic ~ /^v?pmuludq/) report("count", "multiply")
    if (mnemonic ~ /^v?ps[rl]l/) report("count", "shift")
    if (mnemonic ~ /^v?aes/) report("count", line ~ /%ymm/ ? "wide aes" : "aes")
    if (mnemonic ~ /^v?pclmul/) report("count", line ~ /%ymm/ ? "wide product" : "product")
    if (mnemonic ~ /^sha256/) report("count", "sha")
  } else if (mnemonic ~ /^(xor|and)[bwlq]?$/ && line !~ /\$/) {
    n = cut(rest)
    if (operand[1] != operand[2]) report("count", "scalar")
  }

  n = cut(rest)
  harmless = isHarmless()
  for (i = 1; i <= n; i++) {
    if (operand[i] !~ /\(/) continue
    inside = operand[i]; sub(/^[^(]*\(/, "", inside); sub(/\).*/, "", inside)
    m = split(inside, part, ",")
    for (j = 1; j <= 2 && j <= m; j++)
      if (part[j] ~ /^%/ && (register(part[j]) in data)) {
        if (mnemonic !~ /^(lea|nop)/) report("index", address " " line)
        break
      }
  }

  # What the flags were set by.
  if (mnemonic ~ flagSetting) {
    flags = 0
    for (i = 1; i <= n; i++) if (isData(operand[i])) flags = 1
    if (mnemonic ~ /^(cmp|test)[bw]/ && rest ~ /\(/ && !onStack(rest)) flags = 1
    if (mnemonic ~ /^(bt|ptest|v?u?comis)/) flags = 1
    if (mnemonic ~ /^(cmp|test)/ && isElement(rest)) flags = 1
    if (mnemonic ~ /^(and|or|xor|shr|sar)/ && !harmless) flags = 1
    setter = line
  }

  # What the last operand is from now on.
  if (mnemonic ~ /^(cmp|test|push|nop|bt|ptest|ret|ud2)/) next
  target = operand[n]
  if (mnemonic ~ /^(mul|imul)/ && n == 1) { data["rax"] = data["rdx"] = 1; next }
  if (target !~ /^%/ || target ~ /mm/) next
  target = register(target)
  if (!(mnemonic ~ /^add/ && operand[1] ~ /^\$/)) delete rounding[target]
  if (mnemonic ~ /^movabs/ && operand[1] ~ /^\$0x[7f]f*[08ce]0?$/) rounding[target] = 1
  if (mnemonic ~ /^mov/ && operand[1] ~ /^%/ && (register(operand[1]) in rounding)) rounding[target] = 1
  if (mnemonic ~ /^xor/ && operand[1] == operand[n]) { delete data[target]; next }
  if (mnemonic ~ /^set/) { if (flags) data[target] = 1; else delete data[target]; next }
  if (harmless) next
  if (mnemonic ~ dataMaking && mnemonic !~ /^movslq/) { data[target] = 1; next }
  if (mnemonic ~ /^movl?$/ && operand[1] ~ /\(/ && !onStack(operand[1]) && operand[n] ~ /^%(e|r[0-9]+d)/) { data[target] = 1; next }
  if (mnemonic ~ /^mov/) {
    if (isData(operand[1]) || isElement(operand[1])) data[target] = 1
    else delete data[target]
    next
  }
  if (mnemonic ~ /^lea/) {
    inside = operand[1]; found = 0
    while (match(inside, /%[a-z0-9]+/)) {
      if (register(substr(inside, RSTART, RLENGTH)) in data) found = 1
      inside = substr(inside, RSTART + RLENGTH)
    }
    if (found) data[target] = 1
    else delete data[target]
    next
  }
  if (mnemonic ~ /^pop/) { delete data[target]; next }
  for (i = 1; i < n; i++) if (isData(operand[i])) data[target] = 1
}
