// SPDX-License-Identifier: Apache-2.0
#include "dflint/bake/digest.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>

namespace dflint::bake {

namespace {

/// The text, a 1 bit, zeros and the bit count: what every one of the four makes whole blocks of.
std::string filled(std::string_view text, std::size_t block, std::size_t count_size,
                   bool big_endian) {
    std::string out(text);
    out += '\x80';
    while ((out.size() + count_size) % block != 0) out += '\0';
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    for (std::size_t i = 0; i < count_size; ++i) {
        const std::size_t byte = big_endian ? count_size - 1 - i : i;
        out += byte < 8 ? static_cast<char>(bits >> (8 * byte)) : '\0';
    }
    return out;
}

template <class Word> Word read_big(std::string_view bytes, std::size_t at) {
    Word word = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        word = static_cast<Word>(word << 8) | static_cast<unsigned char>(bytes[at + i]);
    return word;
}

template <class Word, std::size_t size>
std::string written_big(const std::array<Word, size>& words) {
    std::string out;
    for (const Word word : words) {
        for (std::size_t i = sizeof(Word); i-- > 0;) out += static_cast<char>(word >> (8 * i));
    }
    return out;
}

constexpr std::array<int, 16> md5_turns = {7, 12, 17, 22, 5, 9,  14, 20,
                                           4, 11, 16, 23, 6, 10, 15, 21};

/// The fraction bits of a root of the first primes, as many words as asked for, exactly: SHA-2's
/// constants are these.
template <class Word> constexpr Word root_bits(std::uint64_t prime, bool cube) {
    // The largest r with r^k <= prime * 2^(k * bits); its low bits are the fraction.
    __extension__ using Wide = unsigned __int128;
    constexpr int bits = sizeof(Word) * 8;
    Wide low = 0;
    Wide high = Wide{32} << bits;
    // a <= b * c without overflow: compare piecewise in 64-bit limbs.
    const auto power_fits = [&](Wide r) {
        std::array<std::uint64_t, 7> product{};
        std::array<std::uint64_t, 7> factor{};
        product[0] = 1;
        factor[0] = static_cast<std::uint64_t>(r);
        factor[1] = static_cast<std::uint64_t>(r >> 64);
        for (int times = 0; times < (cube ? 3 : 2); ++times) {
            std::array<std::uint64_t, 7> next{};
            for (std::size_t i = 0; i < 5; ++i) {
                Wide carry = 0;
                for (std::size_t j = 0; j < 2 && i + j < 7; ++j) {
                    carry += Wide{product[i]} * factor[j] + next[i + j];
                    next[i + j] = static_cast<std::uint64_t>(carry);
                    carry >>= 64;
                }
                if (i + 2 < 7) next[i + 2] += static_cast<std::uint64_t>(carry);
            }
            product = next;
        }
        std::array<std::uint64_t, 7> limit{};
        const std::size_t shift = static_cast<std::size_t>(bits) * (cube ? 3 : 2);
        limit[shift / 64] = prime << (shift % 64);
        if (shift % 64 != 0) limit[shift / 64 + 1] = prime >> (64 - shift % 64);
        for (std::size_t i = 7; i-- > 0;) {
            if (product[i] != limit[i]) return product[i] < limit[i];
        }
        return true;
    };
    while (low + 1 < high) {
        const Wide middle = low + (high - low) / 2;
        (power_fits(middle) ? low : high) = middle;
    }
    return static_cast<Word>(low);
}

template <std::size_t count> constexpr std::array<std::uint64_t, count> first_primes() {
    std::array<std::uint64_t, count> primes{};
    std::size_t found = 0;
    for (std::uint64_t number = 2; found < count; ++number) {
        bool prime = true;
        for (std::size_t i = 0; i < found && prime; ++i) prime = number % primes[i] != 0;
        if (prime) primes[found++] = number;
    }
    return primes;
}

/// What differs between SHA-256 and SHA-512 besides the width of a word.
struct Turns {
    int big0[3], big1[3];     ///< three rotations
    int small0[3], small1[3]; ///< two rotations, then a shift
};

template <class Word> Word big_sigma(Word x, const int (&turns)[3]) {
    return std::rotr(x, turns[0]) ^ std::rotr(x, turns[1]) ^ std::rotr(x, turns[2]);
}

template <class Word> Word small_sigma(Word x, const int (&turns)[3]) {
    return std::rotr(x, turns[0]) ^ std::rotr(x, turns[1]) ^ static_cast<Word>(x >> turns[2]);
}

template <class Word, std::size_t rounds>
std::string sha2(std::string_view text, const Turns& turns) {
    static const auto constants = [] {
        std::array<Word, rounds> result{};
        const auto primes = first_primes<rounds>();
        for (std::size_t i = 0; i < rounds; ++i) result[i] = root_bits<Word>(primes[i], true);
        return result;
    }();
    static const auto start = [] {
        std::array<Word, 8> result{};
        const auto primes = first_primes<8>();
        for (std::size_t i = 0; i < 8; ++i) result[i] = root_bits<Word>(primes[i], false);
        return result;
    }();
    constexpr std::size_t block = 16 * sizeof(Word);
    const std::string bytes = filled(text, block, 2 * sizeof(Word), true);
    std::array<Word, 8> state = start;
    for (std::size_t at = 0; at < bytes.size(); at += block) {
        std::array<Word, rounds> w{};
        for (std::size_t i = 0; i < 16; ++i) w[i] = read_big<Word>(bytes, at + i * sizeof(Word));
        for (std::size_t i = 16; i < rounds; ++i) {
            w[i] = static_cast<Word>(small_sigma(w[i - 2], turns.small1) + w[i - 7] +
                                     small_sigma(w[i - 15], turns.small0) + w[i - 16]);
        }
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t i = 0; i < rounds; ++i) {
            const Word t1 = static_cast<Word>(h + big_sigma(e, turns.big1) + ((e & f) ^ (~e & g)) +
                                              constants[i] + w[i]);
            const Word t2 =
                static_cast<Word>(big_sigma(a, turns.big0) + ((a & b) ^ (a & c) ^ (b & c)));
            h = g;
            g = f;
            f = e;
            e = static_cast<Word>(d + t1);
            d = c;
            c = b;
            b = a;
            a = static_cast<Word>(t1 + t2);
        }
        const std::array<Word, 8> sum = {a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) state[i] = static_cast<Word>(state[i] + sum[i]);
    }
    return written_big(state);
}

} // namespace

std::string md5(std::string_view text) {
    static const auto constants = [] {
        std::array<std::uint32_t, 64> result{};
        for (std::size_t i = 0; i < 64; ++i) {
            result[i] = static_cast<std::uint32_t>(
                std::floor(4294967296.0 * std::fabs(std::sin(static_cast<double>(i + 1)))));
        }
        return result;
    }();
    const std::string bytes = filled(text, 64, 8, false);
    std::array<std::uint32_t, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    for (std::size_t at = 0; at < bytes.size(); at += 64) {
        auto [a, b, c, d] = state;
        for (std::size_t i = 0; i < 64; ++i) {
            const std::size_t round = i / 16;
            const std::array<std::uint32_t, 4> mixed = {(b & c) | (~b & d), (d & b) | (~d & c),
                                                        b ^ c ^ d, c ^ (b | ~d)};
            const std::array<std::size_t, 4> word = {i, 5 * i + 1, 3 * i + 5, 7 * i};
            // Little-endian words.
            const std::size_t place = at + 4 * (word[round] % 16);
            std::uint32_t m = 0;
            for (std::size_t byte = 4; byte-- > 0;)
                m = m << 8 | static_cast<unsigned char>(bytes[place + byte]);
            const std::uint32_t sum = a + mixed[round] + constants[i] + m;
            a = d;
            d = c;
            c = b;
            b += std::rotl(sum, md5_turns[round * 4 + i % 4]);
        }
        state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
    }
    std::string out;
    for (const std::uint32_t word : state) {
        for (unsigned i = 0; i < 4; ++i) out += static_cast<char>(word >> (8 * i));
    }
    return out;
}

std::string sha1(std::string_view text) {
    const std::string bytes = filled(text, 64, 8, true);
    std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
                                          0xc3d2e1f0};
    for (std::size_t at = 0; at < bytes.size(); at += 64) {
        std::array<std::uint32_t, 80> w{};
        for (std::size_t i = 0; i < 16; ++i) w[i] = read_big<std::uint32_t>(bytes, at + i * 4);
        for (std::size_t i = 16; i < 80; ++i)
            w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        auto [a, b, c, d, e] = state;
        for (std::size_t i = 0; i < 80; ++i) {
            const std::array<std::uint32_t, 4> mixed = {(b & c) | (~b & d), b ^ c ^ d,
                                                        (b & c) | (b & d) | (c & d), b ^ c ^ d};
            constexpr std::array<std::uint32_t, 4> constants = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc,
                                                                0xca62c1d6};
            const std::uint32_t sum =
                std::rotl(a, 5) + mixed[i / 20] + e + constants[i / 20] + w[i];
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = sum;
        }
        state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
    }
    return written_big(state);
}

std::string sha256(std::string_view text) {
    return sha2<std::uint32_t, 64>(text, {{2, 13, 22}, {6, 11, 25}, {7, 18, 3}, {17, 19, 10}});
}

std::string sha512(std::string_view text) {
    return sha2<std::uint64_t, 80>(text, {{28, 34, 39}, {14, 18, 41}, {1, 8, 7}, {19, 61, 6}});
}

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
        out += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
    }
    return out;
}

} // namespace dflint::bake
