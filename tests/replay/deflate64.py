"""A zip packed by Deflate64, as Windows makes large ones: written by hand, because no free packer writes it.

Only what the format adds to Deflate is used besides literals: length code 285 with 16 extra bits, distance codes 30 and
31, and thus matches longer than 258 bytes from farther back than 32 KiB (APPNOTE.TXT 6.3.x, method 9).
"""

import struct
import zlib

METHOD = 9


class _Bits:
    def __init__(self):
        self.data, self.value, self.count = bytearray(), 0, 0

    def write(self, value: int, count: int) -> None:
        """Least significant bit first, as extra bits are."""
        self.value |= value << self.count
        self.count += count
        while self.count >= 8:
            self.data.append(self.value & 0xFF)
            self.value >>= 8
            self.count -= 8

    def write_code(self, code: int, count: int) -> None:
        """Most significant bit first, as Huffman codes are."""
        for shift in reversed(range(count)):
            self.write(code >> shift & 1, 1)

    def finish(self) -> bytes:
        if self.count:
            self.write(0, 8 - self.count)
        return bytes(self.data)


def _symbol(bits: _Bits, symbol: int) -> None:
    """A literal or length code of the fixed Huffman tree."""
    if symbol < 144:
        bits.write_code(0x30 + symbol, 8)
    elif symbol < 256:
        bits.write_code(0x190 + symbol - 144, 9)
    elif symbol < 280:
        bits.write_code(symbol - 256, 7)
    else:
        bits.write_code(0xC0 + symbol - 280, 8)


def _match(bits: _Bits, length: int, distance: int) -> None:
    _symbol(bits, 285)
    bits.write(length - 3, 16)
    code, base = (31, 49153) if distance >= 49153 else (30, 32769)
    bits.write_code(code, 5)
    bits.write(distance - base, 14)


def packed(literals: bytes, length: int, distance: int) -> bytes:
    """One fixed block: literals, then a match of `length` (3-65,538) bytes from `distance` (32,769-65,536) back."""
    bits = _Bits()
    bits.write(1, 1)
    bits.write(1, 2)
    for byte in literals:
        _symbol(bits, byte)
    _match(bits, length, distance)
    _symbol(bits, 256)
    return bits.finish()


def unpacked(literals: bytes, length: int, distance: int) -> bytes:
    """What `packed` stands for."""
    data = bytearray(literals)
    for _ in range(length):
        data.append(data[-distance])
    return bytes(data)


def zip_of(name: str, literals: bytes, length: int, distance: int) -> bytes:
    """A zip with one member packed by Deflate64."""
    body, data = packed(literals, length, distance), unpacked(literals, length, distance)
    common = struct.pack("<HHHHHIIIHH", 21, 0, METHOD, 0, 0x21, zlib.crc32(data), len(body), len(data), len(name), 0)
    local = b"PK\x03\x04" + common + name.encode() + body
    central = b"PK\x01\x02" + struct.pack("<H", 21) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end
