"""Our verifier says what RFC 8032 and the library say, and is stricter only where it should be."""
import random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from disclosure.deliver.kiosk.ed25519 import BASE, NEUTRAL, L, P, added, decoded, encoded, same, times, verify
from disclosure.deliver.kiosk.making import public_of

# Section 7.1: secret key, public key, message, signature.
RFC = """
9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60 d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a - e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c 72 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7 fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 af82 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
"""


def library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize("line", RFC.strip().splitlines(), ids=["1", "2", "3"])
def test_vectors_of_the_rfc(line: str) -> None:
    secret, public, message, signature = (bytes.fromhex(word.strip("-")) for word in line.split(" "))
    assert public_of(Ed25519PrivateKey.from_private_bytes(secret)) == public
    assert verify(public, message, signature)
    assert not verify(public, message + b"\0", signature)


def test_the_same_verdict_as_the_library(soak: bool) -> None:
    chance, right = random.Random(8032), 0
    for _ in range(5000 if soak else 300):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message = chance.randbytes(chance.randrange(200))
        parts = [bytearray(public_of(key)), bytearray(message), bytearray(key.sign(message))]
        if chance.random() < 0.7:
            spoiled = chance.choice([part for part in parts if part])
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        public, message, signature = map(bytes, parts)
        assert verify(public, message, signature) == library(public, message, signature), (public.hex(), message.hex(), signature.hex())
        right += verify(public, message, signature)
    assert right > 50


def test_one_signature_has_one_form() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = public_of(key), key.sign(b"x")
    s = int.from_bytes(signature[32:], "little")
    for k in range(1, 16):
        if s + k * L < 1 << 256:
            assert not verify(public, b"x", signature[:32] + (s + k * L).to_bytes(32, "little"))
    for length in (0, 31, 63, 65):
        assert not verify(public, b"x", (signature + b"\0")[:length])
    assert not verify(public[:31], b"x", signature) and not verify(public + b"\0", b"x", signature)


def test_keys_for_which_anybody_can_sign_are_refused() -> None:
    """The eight points of small order: with them S = 0, R = A or the like are signatures over a great many messages."""
    chance, small = random.Random(25519), {encoded(NEUTRAL)}
    while len(small) < 8:
        point = decoded(chance.randbytes(32))
        if point:
            small.add(encoded(times(L, point)))
    forged = 0
    for public in small:
        for r in small:
            for n in range(8):
                signature = r + bytes(32)
                forged += library(public, b"%d" % n, signature)
                assert not verify(public, b"%d" % n, signature)
    assert forged, "the library lets some of these pass: that is why they are refused here"


def test_points_have_one_encoding() -> None:
    for y in range(19):
        for odd in (0, 1 << 255):
            assert decoded((P + y | odd).to_bytes(32, "little")) is None
    assert decoded((1 | 1 << 255).to_bytes(32, "little")) is None, "minus zero"
    assert encoded(BASE) == bytes.fromhex("58" + "66" * 31) and same(times(L, BASE), NEUTRAL)
    assert same(added(BASE, BASE), times(2, BASE)) and not same(BASE, times(2, BASE))
