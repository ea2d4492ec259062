"""A print shown to the register: untouched, signed, added to, changed, or none of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from riskreg.adopting import adopt, print_of, propose, start_next_edition
from riskreg.domain.edition import Adoption
from riskreg.faults import Trouble
from riskreg.paper.documents import document_called
from riskreg.paper.proof import Likeness
from riskreg.register import Register
from riskreg.texts import Texts, texts
from riskreg.verifying import Verdict
from riskreg.verifying import verify as verify_among
from tests.builders import a_register

ADOPTION = Adoption(meeting=date(2021, 12, 16), paragraph="§ 39")


@pytest.fixture
def pdf(register: Register) -> bytes:
    """The print of edition 1, which the register has adopted."""
    return print_of(adopt(register, propose(register.year(2022), ADOPTION)))


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> signers.SimpleSigner:
    """Someone with a certificate made by herself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna Ek")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("signer")
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    made: signers.SimpleSigner | None = signers.SimpleSigner.load(
        str(folder / "key.pem"), str(folder / "certificate.pem")
    )
    assert made is not None
    return made


def signed(pdf: bytes, signer: signers.SimpleSigner, name: str = "Chair", *, visible: bool = False) -> bytes:
    """A copy with a PAdES signature, as a signing program appends it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    box = (80, 80, 300, 140) if visible else None
    spec = fields.SigFieldSpec(name, on_page=-1, box=box)
    meta = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
    done = signers.PdfSigner(meta, signer=signer, new_field_spec=spec).sign_pdf(writer)
    return bytes(done.getvalue())


def rewritten(pdf: bytes, *, pages: int = 0) -> pikepdf.Pdf:
    """The PDF as another program has read it, with empty pages after it."""
    opened = pikepdf.open(io.BytesIO(pdf))
    for _page in range(pages):
        opened.add_blank_page(page_size=(595, 842))
    return opened


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def verify(register: Register, pdf: bytes) -> Verdict:
    return verify_among(map(register.year, register.years), pdf)


def refused(register: Register, pdf: bytes, en: Texts) -> str:
    with pytest.raises(Trouble) as trouble:
        verify(register, pdf)
    return trouble.value.say(en)


# ------------------------------------------------------------------ as decided
def test_the_print_is_known_as_the_edition_that_it_is(register: Register, pdf: bytes, en: Texts) -> None:
    verdict = verify(register, pdf)
    assert verdict.comparison.likeness is Likeness.SAME
    assert verdict.is_in_force
    said = verdict.say(en)
    assert "edition 1 for 2022 (The plan), untouched" in said
    assert "2021-12-16, § 39" in said


def test_of_several_editions_it_is_the_right_one(register: Register, pdf: bytes, en: Texts) -> None:
    start_next_edition(register, 2022, date(2022, 3, 1))
    second = replace(ADOPTION, meeting=date(2022, 4, 1), paragraph="§ 12")
    newer = print_of(adopt(register, propose(register.year(2022), second)))
    older, newest = verify(register, pdf), verify(register, newer)
    assert (older.edition.number, newest.edition.number) == (1, 2)
    assert (older.is_in_force, newest.is_in_force) == (False, True)
    assert "A later edition" in older.say(en)
    assert "edition 2" in refused(register, newer.replace(b"obj", b"obi", 1), en)


@pytest.mark.parametrize("visible", [False, True])
def test_a_signed_copy_is_known_as_ours(
    register: Register, pdf: bytes, signer: signers.SimpleSigner, en: Texts, visible: bool
) -> None:
    copy = signed(pdf, signer, visible=visible)
    assert copy.startswith(pdf)
    verdict = verify(register, copy)
    assert verdict.comparison.likeness is Likeness.SIGNED
    assert "signed copy of edition 1 for 2022 (The plan): 1 signature;" in verdict.say(en)
    twice = verify(register, signed(copy, signer, "Coordinator"))
    assert "2 signatures" in twice.say(en)


def test_a_copy_written_anew_with_pages_of_signatures_is_known(
    register: Register, pdf: bytes, signer: signers.SimpleSigner, en: Texts
) -> None:
    copy = saved(rewritten(pdf, pages=2))
    verdict = verify(register, copy)
    assert verdict.comparison.likeness is Likeness.ADDED_TO
    assert "2 pages added" in verdict.say(en)
    assert verify(register, signed(copy, signer)).comparison.likeness is Likeness.SIGNED


# ------------------------------------------------------------------ changed
@pytest.mark.parametrize("place", [0.0, 0.03, 0.2, 0.5, 0.8, 0.99])
def test_one_changed_byte_is_found_and_the_edition_named(
    register: Register, pdf: bytes, en: Texts, place: float
) -> None:
    at = int(len(pdf) * place)
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert "was edition 1 for 2022 (The plan) but has been changed" in refused(register, changed, en)


def test_a_changed_byte_under_a_signature_is_found(
    register: Register, pdf: bytes, signer: signers.SimpleSigner, en: Texts
) -> None:
    copy = bytearray(signed(pdf, signer))
    copy[len(pdf) // 2] ^= 1
    assert "was edition 1" in refused(register, bytes(copy), en)


def test_a_page_changed_after_signing_is_named(
    register: Register, pdf: bytes, signer: signers.SimpleSigner, en: Texts
) -> None:
    """Appended, so that our bytes stand untouched before it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][1]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    changed = out.getvalue()
    assert changed.startswith(pdf)
    assert "Not as decided: page 2." in refused(register, signed(changed, signer), en)


def test_a_note_laid_over_a_page_is_found(register: Register, pdf: bytes, en: Texts) -> None:
    opened = rewritten(pdf, pages=1)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[80, 80, 300, 140], Contents="Nej"
    )
    opened.pages[0].Annots = pikepdf.Array([opened.make_indirect(note)])
    assert "Not as decided: page 1." in refused(register, saved(opened), en)


def test_a_page_that_was_taken_out_or_moved_is_found(register: Register, pdf: bytes, en: Texts) -> None:
    opened = rewritten(pdf, pages=1)
    last = len(opened.pages) - 1
    opened.pages.insert(0, opened.pages[1])
    assert "Not as decided: page 1, 2" in refused(register, saved(opened), en)
    opened = rewritten(pdf)
    del opened.pages[last - 1]
    assert f"Not as decided: page {last}." in refused(register, saved(opened), en)


def test_written_anew_without_a_reason_it_is_no_faithful_copy(
    register: Register, pdf: bytes, en: Texts
) -> None:
    assert "its pages look as they were decided" in refused(register, saved(rewritten(pdf)), en)


def test_what_can_be_read_no_more_is_still_known(register: Register, pdf: bytes, en: Texts) -> None:
    torn = pdf[: len(pdf) * 3 // 4]
    assert "was edition 1" in refused(register, torn, en)


# ------------------------------------------------------------------ not ours
@pytest.fixture
def other(tmp_path: Path) -> Iterator[Register]:
    (tmp_path / "other").mkdir()
    register = a_register(tmp_path / "other", points=7, year=2019)
    yield register
    register.close()


def test_what_is_no_edition_of_this_register_is_said(
    register: Register, pdf: bytes, other: Register, en: Texts
) -> None:
    assert "no PDF" in refused(register, b"", en)
    assert "no PDF" in refused(register, b"hello", en)
    out = io.BytesIO()
    foreign = pikepdf.new()
    foreign.add_blank_page()
    foreign.save(out)
    assert "not printed from this register" in refused(register, out.getvalue(), en)
    draft = document_called("plan").draw(other.year(2019), texts("sv"))
    assert "printed by riskreg, but it is no adopted edition" in refused(register, draft, en)
    assert "printed by riskreg, but it is no adopted edition" in refused(other, pdf, en)


def test_the_draft_of_an_edition_is_not_taken_for_it(register: Register, en: Texts) -> None:
    draft = document_called("plan").draw(register.year(2022), texts("sv"))
    adopt(register, propose(register.year(2022), ADOPTION))
    assert "it is a draft" in refused(register, draft, en)
