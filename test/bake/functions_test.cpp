// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/convert.h"
#include "dflint/bake/digest.h"
#include "dflint/bake/function.h"
#include "dflint/bake/functions.h"
#include "dflint/bake/json_reader.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace dflint::bake {
namespace {

/// Calls a function with arguments from a JSON array, converted as HCL does. Gives JSON, or the
/// mistake in words.
std::string call_with(std::string_view name, std::string_view arguments) {
    const Function* function = standard_function(name);
    if (!function) return "no such function";
    const auto parsed = from_json(arguments);
    if (!parsed) return "bad test: " + parsed.error().message;
    Value::Elements values = parsed->elements();
    if (values.size() < function->parameters.size()) return "too few arguments";
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool fixed = i < function->parameters.size();
        if (!fixed && !function->variadic.exists) return "too many arguments";
        const Parameter& parameter = fixed ? function->parameters[i] : function->variadic.parameter;
        const auto converted = convert(values[i], parameter.type);
        if (!converted) return "argument: " + converted.error().message;
        values[i] = *converted;
    }
    const Outcome result = call(*function, values);
    if (!result) {
        const auto& error = result.error();
        const std::string at = error.argument ? std::to_string(*error.argument) + ": " : "";
        return "error: " + at + error.message;
    }
    if (!(*result).is_wholly_known())
        return "unknown: " + ((*result).cause() ? *(*result).cause() : "");
    return to_json(*result).value_or("no JSON");
}

struct Case {
    const char* function;
    const char* arguments;
    const char* result;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.function << " of " << one.arguments;
}

class Functions : public testing::TestWithParam<Case> {};

TEST_P(Functions, GiveWhatCtyGives) {
    EXPECT_EQ(call_with(GetParam().function, GetParam().arguments), GetParam().result);
}

const Case numbers[] = {
    {"add", "[1, 2]", "3"},
    {"add", "[0.1, 0.2]", "0.3"},
    {"add", R"(["1", 2])", "3"},
    {"add", R"(["x", 2])", "argument: a number is required"},
    {"add", "[9223372036854775807, 1]", "9223372036854775808"},
    {"subtract", "[1, 2.5]", "-1.5"},
    {"multiply", "[1.5, 4]", "6"},
    {"multiply", "[123456789012345678901234567890, 10]", "1234567890123456789012345678900"},
    {"divide", "[1, 8]", "0.125"},
    {"divide", "[10, 4]", "2.5"},
    {"divide", "[0, 0]", "error: can't divide zero by zero or infinity by infinity"},
    {"divide", "[1, 0]", "no JSON"},
    {"modulo", "[10, 3]", "1"},
    {"modulo", "[-10, 3]", "-1"},
    {"modulo", "[10, 0]", "10"},
    {"negate", "[5]", "-5"},
    {"absolute", "[-5.5]", "5.5"},
    {"ceil", "[1.1]", "2"},
    {"ceil", "[-1.1]", "-1"},
    {"floor", "[1.9]", "1"},
    {"floor", "[-1.1]", "-2"},
    {"int", "[-1.9]", "-1"},
    {"int", "[7]", "7"},
    {"signum", "[-3]", "-1"},
    {"signum", "[0]", "0"},
    {"signum", "[1.5]", "error: value must be a whole number"},
    {"min", "[3, 1, 2]", "1"},
    {"min", "[]", "error: must pass at least one number"},
    {"max", "[3, 1, 2]", "3"},
    {"max", "[]", "error: must pass at least one number"},
    {"log", "[8, 2]", "3"},
    {"pow", "[2, 10]", "1024"},
    {"pow", "[2, 0.5]", "1.4142135623730951"},
    {"parseint", R"(["ff", 16])", "255"},
    {"parseint", R"(["-11", 2])", "-3"},
    {"parseint", R"(["zZ", 62])", "2231"},
    {"parseint", R"(["12", 2])", R"(error: 0: cannot parse "12" as a base 2 integer)"},
    {"parseint", R"(["1", 1])", "error: 1: base must be a whole number between 2 and 62 inclusive"},
    {"parseint", "[12, 10]", "error: 0: first argument must be a string, not number"},
    {"greaterthan", "[2, 1]", "true"},
    {"greaterthanorequalto", "[1, 1]", "true"},
    {"lessthan", "[2, 1]", "false"},
    {"lessthanorequalto", "[1, 1]", "true"},
    {"add", "[null, 1]", "error: 0: argument must not be null"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, Functions, testing::ValuesIn(numbers));

const Case logic[] = {
    {"and", "[true, false]", "false"},
    {"and", R"(["true", true])", "true"},
    {"or", "[true, false]", "true"},
    {"not", "[true]", "false"},
    {"not", R"(["yes"])", "argument: a bool is required"},
    {"not", R"(["True"])",
     R"(argument: a bool is required; to convert from string, use lowercase "true")"},
    {"equal", "[1, 1]", "true"},
    {"equal", R"([1, "1"])", "false"},
    {"equal", "[null, null]", "true"},
    {"equal", R"([{"a": [1]}, {"a": [1]}])", "true"},
    {"notequal", R"(["", "a"])", "true"},
    {"coalesce", R"([null, "a", "b"])", R"("a")"},
    {"coalesce", R"([null, 1, "b"])", R"("1")"},
    {"coalesce", "[null]", "error: no non-null arguments"},
    {"coalesce", R"([[1], "a"])", "error: all arguments must have the same type"},
};
INSTANTIATE_TEST_SUITE_P(Logic, Functions, testing::ValuesIn(logic));

const Case strings[] = {
    {"upper", R"(["aé ж"])", R"("AÉ Ж")"},
    {"lower", R"(["ÀB Ω"])", R"("àb ω")"},
    {"upper", "[1]", R"("1")"},
    {"upper", "[[]]", "argument: string required"},
    {"reverse", R"(["abc"])", R"("cba")"},
    {"reverse", "[\"e\u0301a\"]", "\"ae\u0301\""},
    {"strlen", "[\"e\u0301a\"]", "2"},
    {"strlen", "[\"\U0001F468\u200D\U0001F469\u200D\U0001F467\"]", "1"},
    {"strlen", "[\"\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\"]", "2"},
    {"strlen", R"(["\r\n"])", "1"},
    {"strlen", R"([""])", "0"},
    {"substr", R"(["hello", 1, 3])", R"("ell")"},
    {"substr", R"(["hello", -3, 2])", R"("ll")"},
    {"substr", R"(["hello", 1, -1])", R"("ello")"},
    {"substr", R"(["hello", 9, 1])", R"("")"},
    {"substr", R"(["hello", 0, 0])", R"("")"},
    {"substr", R"(["hello", 0.5, 1])", "error: value must be a whole number"},
    {"chomp", R"(["a\r\n\n"])", R"("a")"},
    {"title", R"(["hello big_world 1a"])", R"("Hello Big_world 1a")"},
    {"trimspace", R"(["\n a\u00a0"])", R"("a")"},
    {"trim", R"(["--a-b--", "-"])", R"("a-b")"},
    {"trim", R"(["éaé", "é"])", R"("a")"},
    {"trimprefix", R"(["vv1", "v"])", R"("v1")"},
    {"trimsuffix", R"(["a.b.b", ".b"])", R"("a.b")"},
    {"join", R"([",", ["a", "b"], ["c"]])", R"("a,b,c")"},
    {"join", R"([","])", "error: at least one list is required"},
    {"join", R"([",", ["a", null]])",
     "error: 1: element 1 is null; cannot concatenate null values"},
    {"join", R"([",", ["a"], [null]])",
     "error: 2: element 0 of list 2 is null; cannot concatenate null values"},
    {"join", R"([",", "a"])", "argument: list of string required"},
    {"join", "[\"-\", [1, true]]", R"("1-true")"},
    {"split", R"([",", "a,b,,"])", R"(["a","b","",""])"},
    {"split", R"(["", "ab"])", R"(["a","b"])"},
    {"split", R"([",", ""])", R"([""])"},
    {"replace", R"(["a.b.c", ".", "_"])", R"("a_b_c")"},
    {"replace", R"(["/a/", "/a/", "x"])", R"("x")"},
    {"replace", R"(["ab", "", "-"])", R"("-a-b-")"},
    {"indent", R"([2, "a\nb"])", R"("a\n  b")"},
    {"indent", R"([1000000000000, "a\nb"])", "error: the result is too large to work with"},
    {"basename", R"(["a/b/"])", R"("b")"},
    {"basename", R"([""])", R"(".")"},
    {"basename", R"(["//"])", R"("/")"},
    {"dirname", R"(["a/b/c"])", R"("a/b")"},
    {"dirname", R"(["a"])", R"(".")"},
    {"dirname", R"(["/a/../b/c"])", R"("/b")"},
    {"sanitize", R"(["v1.2/é-x_"])", R"("v1_2__-x_")"},
};
INSTANTIATE_TEST_SUITE_P(Strings, Functions, testing::ValuesIn(strings));

const Case collections[] = {
    {"length", "[[1, 2]]", "2"},
    {"length", R"([{"a": 1}])", "error: collection must be a list, a map or a tuple"},
    {"length", R"(["abc"])", "error: collection must be a list, a map or a tuple"},
    {"element", R"([["a", "b"], 3])", R"("b")"},
    {"element", R"([["a"], -1])", "error: cannot use element function with a negative index"},
    {"element", "[[], 0]", "error: cannot use element function with an empty list"},
    {"element", R"(["a", 0])", "error: cannot read elements from string"},
    {"hasindex", "[[1], 0]", "true"},
    {"hasindex", "[[1], 1]", "false"},
    {"hasindex", R"([[1], "0"])", "false"},
    {"index", R"([["a", "b"], 1])", R"("b")"},
    {"index", R"([["a"], 1])", "error: key must be between 0 and 1 inclusive"},
    {"index", R"([["a"], "a"])", "error: key for tuple must be number"},
    {"indexof", R"([["a", "b"], "b"])", "1"},
    {"indexof", R"([["a"], "b"])", "error: item not found"},
    {"indexof", R"([[], "b"])", "error: cannot search an empty list"},
    {"indexof", R"(["b", "b"])", "error: argument must be a list or tuple"},
    {"contains", R"([["a"], "a"])", "true"},
    {"contains", R"([["1"], 1])", "false"},
    {"contains", R"(["a", "a"])", "error: argument must be list, tuple, or set"},
    {"coalescelist", R"([[], ["a"]])", R"(["a"])"},
    {"coalescelist", "[[], []]", "error: no non-null arguments"},
    {"coalescelist", "[]", "error: at least one argument is required"},
    {"coalescelist", R"(["a"])", "error: coalescelist arguments must be lists or tuples"},
    {"compact", R"([["a", "", null, "b"]])", R"(["a","b"])"},
    {"distinct", R"([["a", "b", "a"]])", R"(["a","b"])"},
    {"distinct", "[[]]", "[]"},
    {"chunklist", "[[1, 2, 3], 2]", "[[1,2],[3]]"},
    {"chunklist", "[[1, 2, 3], 0]", "[[1,2,3]]"},
    {"chunklist", "[[1], -1]", "error: the size argument must be positive"},
    {"flatten", R"([[1, [2, ["a"]], []]])", R"([1,2,"a"])"},
    {"flatten", R"(["a"])", "error: can only flatten lists, sets and tuples"},
    {"reverselist", "[[1, 2, 3]]", "[3,2,1]"},
    {"reverselist", R"(["a"])", "error: 0: can only reverse list or tuple values, not string"},
    {"slice", "[[1, 2, 3], 1, 3]", "[2,3]"},
    {"slice", "[[1], 0, 2]", "error: 2: end index must not be greater than the length of the list"},
    {"slice", "[[1], 1, 0]", "error: 1: start index must not be greater than end index"},
    {"concat", R"([[1], ["a"]])", R"([1,"a"])"},
    {"concat", R"([[1], "a"])", "error: 1: all arguments must be lists or tuples; got string"},
    {"range", "[3]", "[0,1,2]"},
    {"range", "[-2]", "[0,-1]"},
    {"range", "[1, 4]", "[1,2,3]"},
    {"range", "[4, 1]", "[4,3,2]"},
    {"range", "[0, 1, 0.25]", "[0,0.25,0.5,0.75]"},
    {"range", "[0, 1, 0]", "error: 2: step must not be zero"},
    {"range", "[0, 1, -1]", "error: 1: end must be less than start when step is negative"},
    {"range", "[1, 0, 1]", "error: 1: end must be greater than start when step is positive"},
    {"range", "[0, 1e9]",
     "error: more than 1024 values were generated; either decrease the difference between start "
     "and end or use a smaller step"},
    {"range", "[]", "error: must have one, two, or three arguments"},
    {"sort", R"([["b", "a", "C"]])", R"(["C","a","b"])"},
    {"sort", R"([["b", null]])",
     "error: given list element 1 is null; a null string cannot be sorted"},
    {"keys", R"([{"b": 1, "a": 2}])", R"(["a","b"])"},
    {"keys", "[1]", "error: 0: must have map or object type"},
    {"values", R"([{"b": 1, "a": 2}])", "[2,1]"},
    {"values", "[1]", "error: values() requires a map as the first argument"},
    {"lookup", R"([{"a": 1}, "a", 2])", "1"},
    {"lookup", R"([{"a": 1}, "b", "x"])", R"("x")"},
    {"lookup", R"([[], "b", "x"])", "error: 0: lookup() requires a map as the first argument"},
    {"lookup", R"([{"a": 1}, "b"])", "too few arguments"},
    {"merge", R"([{"a": 1, "b": 1}, null, {"b": 2}])", R"({"a":1,"b":2})"},
    {"merge", "[]", "{}"},
    {"merge", "[[]]", R"(error: arguments must be maps or objects, got "tuple")"},
    {"zipmap", R"([["a", "b"], [1, true]])", R"({"a":1,"b":true})"},
    {"zipmap", R"([["a"], []])", "error: number of keys (1) does not match number of values (0)"},
    {"zipmap", R"([["a"], "x"])", "error: values argument must be a list or tuple value"},
    {"sethaselement", R"([["a", "b"], "a"])", "true"},
    {"setunion", R"([["b"], ["a", "b"]])", R"(["a","b"])"},
    {"setunion", R"([["a"], [1]])", R"(["1","a"])"},
    {"setintersection", R"([["a", "b"], ["b", "c"]])", R"(["b"])"},
    {"setsubtract", R"([["a", "b"], ["b"]])", R"(["a"])"},
    {"setsymmetricdifference", R"([["a", "b"], ["b", "c"]])", R"(["a","c"])"},
    {"setproduct", R"([["a", "b"], [1, 2]])", R"([["a",1],["a",2],["b",1],["b",2]])"},
    {"setproduct", R"([["a"], []])", "[]"},
    {"setproduct", R"([["a"]])", "error: at least two arguments are required"},
    {"setproduct", R"([["a"], "b"])", "error: 1: a set or a list is required"},
};
INSTANTIATE_TEST_SUITE_P(Collections, Functions, testing::ValuesIn(collections));

const Case formats[] = {
    {"format", R"(["%s-%d", "a", 5])", R"("a-5")"},
    {"format", R"(["%5s|%-5s|%05d", "a", "b", 42])", R"("    a|b    |00042")"},
    {"format", R"(["%.2f %e %g", 1.005, 12345, 0.1])", R"("1.00 1.234500e+04 0.1")"},
    {"format", R"(["%v %v %v %v", "a", 1000000, true, [1, "x"]])", R"("a 1e+06 true [1,\"x\"]")"},
    {"format", R"(["%q %#v", "a\"b", "c"])", R"("\"a\\\"b\" \"c\"")"},
    {"format", R"(["%x %X %o %b %#x", 255, 255, 8, 5, 255])", R"("ff FF 10 101 0xff")"},
    {"format", R"(["%+d % d %t", 1, 2, "true"])", R"("+1  2 true")"},
    {"format", R"(["%[2]s %[1]s", "a", "b"])", R"("b a")"},
    {"format", R"(["100%%"])", R"("100%")"},
    {"format", R"(["%.3s", "abcdef"])", R"("abc")"},
    {"format", R"(["%s"])",
     R"(error: not enough arguments for "%s" at 0: need index 1 but have 0 total)"},
    {"format", R"(["a", 1])", "error: 1: too many arguments; no verbs in format string"},
    {"format", R"(["%s", 1, 2])", "error: 2: too many arguments; only 1 used by format string"},
    {"format", R"(["%z", 1])", R"(error: unsupported format verb 'z' in "%z" at offset 0)"},
    {"format", R"(["%!", 1])", "error: unrecognized format character '!' at offset 1"},
    {"format", R"(["%d", 1.5])",
     R"(error: unsupported value for "%d" at 0: an integer is required)"},
    {"format", R"(["%d", "x"])", R"(error: unsupported value for "%d" at 0: a number is required)"},
    {"format", R"(["%s", null])",
     R"(error: unsupported value for "%s" at 0: null value cannot be formatted)"},
    {"format", R"(["%v", null])", R"("null")"},
    {"format", R"(["%9999999s", "a"])", "error: the result is too large to work with"},
    {"formatlist", R"(["%s-%s", ["a", "b"], "x"])", R"(["a-x","b-x"])"},
    {"formatlist", R"(["%s", []])", "[]"},
    {"formatlist", R"(["%s%s", ["a"], ["b", "c"]])",
     "error: 2: argument 2 has length 2, which is inconsistent with argument 1 of length 1"},
    {"formatlist", R"(["%d", ["a"]])",
     R"(error: error on format iteration 0: unsupported value for "%d" at 0: a number is required)"},
};
INSTANTIATE_TEST_SUITE_P(Formats, Functions, testing::ValuesIn(formats));

const Case encodings[] = {
    {"base64encode", R"(["héllo"])", R"("aMOpbGxv")"},
    {"base64encode", R"(["a"])", R"("YQ==")"},
    {"base64encode", R"([""])", R"("")"},
    {"base64decode", R"(["aMOpbGxv"])", R"("héllo")"},
    {"base64decode", R"(["YQ=="])", R"("a")"},
    {"base64decode", R"(["YQ"])", "error: failed to decode base64 data 'YQ'"},
    {"base64decode", R"(["/w=="])",
     "error: the result of decoding the the provided string is not valid UTF-8"},
    {"urlencode", R"(["a b&c/é~"])", R"("a+b%26c%2F%C3%A9~")"},
    {"jsonencode", R"([{"b": [1.50, null, "<"], "a": true}])",
     R"("{\"a\":true,\"b\":[1.5,null,\"\\u003c\"]}")"},
    {"jsonencode", "[null]", R"("null")"},
    {"jsondecode", R"(["{\"a\":[1,\"x\",null]}"])", R"({"a":[1,"x",null]})"},
    {"jsondecode", R"(["{"])", "error: unexpected EOF"},
    {"jsondecode", R"(["[1,]"])", "error: invalid character ']' looking for beginning of value"},
    {"jsondecode", R"(["1 2"])", "error: extraneous data after JSON object"},
    {"csvdecode", R"(["a,b\n1,\"x,\"\"y\"\"\"\n\n2,z\n"])",
     R"([{"a":"1","b":"x,\"y\""},{"a":"2","b":"z"}])"},
    {"csvdecode", R"(["a,b\n1\n"])", "error: CSV parse error on line 2: wrong number of fields"},
    {"csvdecode", R"(["a,a\n"])", R"(error: duplicate column name "a")"},
    {"csvdecode", R"([""])", "error: missing header line"},
    {"csvdecode", R"(["a\n\"b"])",
     "error: CSV parse error on line 2: extraneous or missing \" in quoted-field"},
};
INSTANTIATE_TEST_SUITE_P(Encodings, Functions, testing::ValuesIn(encodings));

const Case hashes[] = {
    {"md5", R"([""])", R"("d41d8cd98f00b204e9800998ecf8427e")"},
    {"md5", R"(["message digest"])", R"("f96b697d7cb7938d525a2f31aaf161d0")"},
    {"sha1", R"(["abc"])", R"("a9993e364706816aba3e25717850c26c9cd0d89d")"},
    {"sha256", R"(["abc"])",
     R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")"},
    {"sha256", R"(["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"])",
     R"("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")"},
    {"sha512", R"(["abc"])",
     R"("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a)"
     R"(2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")"},
    {"uuidv5", R"(["dns", "www.example.com"])", R"("2ed6657d-e927-568b-95e1-2665a8aea6a2")"},
    {"uuidv5", R"(["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"])",
     R"("2ed6657d-e927-568b-95e1-2665a8aea6a2")"},
    {"uuidv5", R"(["x", "y"])", "error: uuidv5() doesn't support namespace x"},
};
INSTANTIATE_TEST_SUITE_P(Hashes, Functions, testing::ValuesIn(hashes));

const Case networks[] = {
    {"cidrhost", R"(["10.12.127.0/20", 16])", R"("10.12.112.16")"},
    {"cidrhost", R"(["10.12.127.0/20", 268])", R"("10.12.113.12")"},
    {"cidrhost", R"(["10.12.127.0/20", -1])", R"("10.12.127.255")"},
    {"cidrhost", R"(["fd00:fd12:3456:7890:00a2::/72", 34])", R"("fd00:fd12:3456:7890::22")"},
    {"cidrhost", R"(["10.0.0.0/30", 4])",
     "error: prefix of 30 does not accommodate a host numbered 4"},
    {"cidrhost", R"(["10.0.0/8", 1])",
     "error: invalid CIDR expression: invalid CIDR address: 10.0.0/8"},
    {"cidrnetmask", R"(["172.16.0.0/12"])", R"("255.240.0.0")"},
    {"cidrsubnet", R"(["172.16.0.0/12", 4, 2])", R"("172.18.0.0/16")"},
    {"cidrsubnet", R"(["fd00:fd12:3456:7890::/56", 16, 162])",
     R"("fd00:fd12:3456:7800:a200::/72")"},
    {"cidrsubnet", R"(["10.0.0.0/8", 25, 0])",
     "error: insufficient address space to extend prefix of 8 by 25"},
    {"cidrsubnet", R"(["10.0.0.0/8", 2, 4])",
     "error: prefix extension of 2 does not accommodate a subnet numbered 4"},
    {"cidrsubnets", R"(["10.1.0.0/16", 4, 4, 8, 4])",
     R"(["10.1.0.0/20","10.1.16.0/20","10.1.32.0/24","10.1.48.0/20"])"},
    {"cidrsubnets", R"(["10.0.0.0/8"])", "[]"},
    {"cidrsubnets", R"(["10.0.0.0/31", 1, 1, 1])",
     "error: 3: not enough remaining address space for a subnet with a prefix of 32 bits after "
     "10.0.0.1/32"},
    {"cidrsubnets", R"(["10.0.0.0/8", 0])", "error: 1: must extend prefix by at least one bit"},
};
INSTANTIATE_TEST_SUITE_P(Networks, Functions, testing::ValuesIn(networks));

const Case times[] = {
    {"formatdate", R"(["YYYY-MM-DD'T'hh:mm:ssZ", "2006-01-02T15:04:05Z"])",
     R"("2006-01-02T15:04:05Z")"},
    {"formatdate", R"(["EEEE, DD-MMM-YY HH:mm AA ZZZ", "2018-01-02T23:12:01Z"])",
     R"("Tuesday, 02-Jan-18 11:12 PM UTC")"},
    {"formatdate", R"(["h 'o''clock' aa ZZZZZ", "2018-01-02T03:12:01-08:00"])",
     R"("3 o'clock am -08:00")"},
    {"formatdate", R"(["YYY", "2018-01-02T03:12:01Z"])",
     R"(error: 0: invalid date format verb "YYY": year must either be "YY" or "YYYY")"},
    {"formatdate", R"(["'a", "2018-01-02T03:12:01Z"])", "error: 0: unterminated literal '"},
    {"formatdate", R"(["q", "2018-01-02T03:12:01Z"])", R"(error: 0: invalid date format verb "q")"},
    {"formatdate", R"(["YYYY", "2018-01-02"])",
     "error: 1: not a valid RFC3339 timestamp: missing required time introducer 'T'"},
    {"formatdate", R"(["YYYY", "18-01-02T03:12:01Z"])",
     R"(error: 1: not a valid RFC3339 timestamp: cannot use "18-01-02T03:12:01Z" as year)"},
    {"formatdate", R"(["YYYY", "2018-13-02T03:12:01Z"])",
     "error: 1: not a valid RFC3339 timestamp: month out of range"},
    {"formatdate", R"(["YYYY", "2018-02-30T03:12:01Z"])",
     "error: 1: not a valid RFC3339 timestamp: day out of range"},
    {"formattimestamp", R"(["YYYY-MM-DD", 1690328596])", R"("2023-07-25")"},
    {"formattimestamp", R"(["hh:mm", "2006-01-02T15:04:05Z"])", R"("15:04")"},
    {"timeadd", R"(["2017-11-22T00:00:00Z", "1h30m"])", R"("2017-11-22T01:30:00Z")"},
    {"timeadd", R"(["2017-11-22T00:00:00+02:00", "-0.5s"])", R"("2017-11-21T23:59:59+02:00")"},
    {"timeadd", R"(["2017-11-22T00:00:00Z", "1x"])",
     R"(error: time: unknown unit "x" in duration "1x")"},
    {"timeadd", R"(["2017-11-22T00:00:00Z", "1"])", R"(error: time: missing unit in duration "1")"},
    {"timeadd", R"(["2017-11-22T00:00:00Z", ""])", R"(error: time: invalid duration "")"},
    {"unixtimestampparse", "[1690328596]",
     R"({"day":25,"hour":23,"iso_week":30,"iso_year":2023,"minute":43,"month":7,)"
     R"("month_name":"July","rfc3339":"2023-07-25T23:43:16Z","second":16,"weekday":2,)"
     R"("weekday_name":"Tuesday","year":2023,"year_day":206})"},
    {"unixtimestampparse", "[1.5]", "error: 0: value must be a whole number"},
};
INSTANTIATE_TEST_SUITE_P(Times, Functions, testing::ValuesIn(times));

const Case versions[] = {
    {"semvercmp", R"(["1.2.3", ">= 1.0.0"])", "true"},
    {"semvercmp", R"(["2.1.0", "< 2.0.0"])", "false"},
    {"semvercmp", R"(["3.22", ">= 3.20"])", "true"},
    {"semvercmp", R"(["1.2.3", "~1.2"])", "true"},
    {"semvercmp", R"(["1.3.0", "~1.2.0"])", "false"},
    {"semvercmp", R"(["1.9.0", "^1.2"])", "true"},
    {"semvercmp", R"(["0.3.0", "^0.2"])", "false"},
    {"semvercmp", R"(["1.5.0", "1.x"])", "true"},
    {"semvercmp", R"(["1.5.0", ">= 1.2, < 1.5 || = 1.5.0"])", "true"},
    {"semvercmp", R"(["1.5.0", "1.2 - 1.6"])", "true"},
    {"semvercmp", R"(["1.5.0-rc.1", ">= 1.2"])", "false"},
    {"semvercmp", R"(["1.5.0-rc.2", "> 1.5.0-rc.1"])", "true"},
    {"semvercmp", R"(["1.2.3", "!= 1.2.3"])", "false"},
    {"semvercmp", R"(["not-a-version", ">= 1"])", "error: invalid semantic version"},
    {"semvercmp", R"(["1.2.3", "not-a-constraint"])",
     "error: improper constraint: not-a-constraint"},
    {"semvercmp", R"(["1.2.3", ""])", "error: improper constraint: "},
};
INSTANTIATE_TEST_SUITE_P(Versions, Functions, testing::ValuesIn(versions));

const Case regexes[] = {
    {"regex", R"x(["[a-z]+", "12ab34"])x", R"x("ab")x"},
    {"regex", R"x(["(\\d+)-(x)?", "12-"])x", R"x(["12",null])x"},
    {"regex", R"x(["(?P<major>\\d+)\\.(?P<minor>\\d+)", "v1.22"])x",
     R"x({"major":"1","minor":"22"})x"},
    {"regex", R"x(["x", "abc"])x", "error: pattern did not match any part of the given string"},
    {"regex", R"x(["(", "abc"])x", "error: 0: invalid regexp pattern: missing closing ) in ("},
    {"regex", R"x(["(a)(?P<n>b)", "ab"])x",
     "error: 0: invalid regexp pattern: cannot mix both named and unnamed capture groups"},
    {"regex", R"x(["\\p{Greek}", "a"])x",
     "unknown: `\\p{Greek}` in a regular expression is not understood here"},
    {"regexall", R"x(["[a-z]", "1a2b"])x", R"x(["a","b"])x"},
    {"regexall", R"x(["x", "a"])x", "[]"},
    {"regexall", R"x(["(a)(b)?", "aab"])x", R"x([["a",null],["a","b"]])x"},
    {"regex_replace", R"x(["v1.2.3", "^v(\\d+)\\.(\\d+).*", "${1}_$2"])x", R"x("1_2")x"},
    {"regex_replace", R"x(["abc", "b*", "-"])x", R"x("-a-c-")x"},
    {"regex_replace", R"x(["abc", "b", "$1x $$"])x", R"x("a $c")x"},
    {"regex_replace", R"x(["abc", "[", "x"])x",
     "error: error parsing regexp: missing closing ]: `[`"},
};
INSTANTIATE_TEST_SUITE_P(Regexes, Functions, testing::ValuesIn(regexes));

const Case world[] = {
    {"timestamp", "[]", "unknown: `timestamp()` depends on the clock"},
    {"uuidv4", "[]", "unknown: `uuidv4()` is random"},
    {"homedir", "[]", "unknown: `homedir()` depends on who builds"},
    {"bcrypt", R"(["x"])", "unknown: `bcrypt()` is salted at random"},
    {"rsadecrypt", R"(["x", "y"])", "unknown: `rsadecrypt()` is not computed here"},
    {"byteslen", R"(["x"])", "argument: bytes required"},
};
INSTANTIATE_TEST_SUITE_P(World, Functions, testing::ValuesIn(world));

TEST(StandardFunctions, AreAllThatBuildxHasAndNoTerraformOnes) {
    EXPECT_EQ(standard_function_names().size(), 106U);
    for (const char* name : {"tolist", "toset", "tostring", "file", "env", "startswith", "endswith",
                             "one", "sum", "alltrue", "templatefile"})
        EXPECT_EQ(standard_function(name), nullptr) << name;
}

TEST(StandardFunctions, PassOnWhyAnArgumentIsUnknown) {
    const auto cause = std::make_shared<const std::string>("it rains");
    const Value unknown = Value::unknown(Kind::string, cause);
    const std::vector<Value> one = {unknown};
    const Outcome upper = call(*standard_function("upper"), one);
    EXPECT_FALSE((*upper).is_known());
    EXPECT_EQ((*upper).cause(), cause);
    const std::vector<Value> joined = {Value("-"),
                                       *Value::list(Kind::string, {Value("a"), unknown})};
    const Outcome join = call(*standard_function("join"), joined);
    EXPECT_EQ((*join).cause(), cause);
}

TEST(StandardFunctions, RefuseToMakeMonsters) {
    Value::Elements hundred(200, Value("x"));
    const Value list = *Value::list(Kind::string, hundred);
    const std::vector<Value> four(4, list);
    EXPECT_FALSE(call(*standard_function("setproduct"), four));
}

} // namespace
} // namespace dflint::bake
